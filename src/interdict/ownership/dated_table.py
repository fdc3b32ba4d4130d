"""Tables of dated legal facts, as TOML files that a lawyer can read and correct.

A table is a file of ``[[name]]`` blocks, one record each, and a ``reviewed`` date. A mistake is
reported with the file, the line, the record and what to write instead.
"""

import datetime
import hashlib
import re
import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from interdict.errors import UsageError

Record = TypeVar("Record", bound=msgspec.Struct)

_AT_KEY = re.compile(r" - at `\$\.([A-Za-z_]+)")
_UNKNOWN_KEY = re.compile(r"unknown field `([^`]+)`")


class DatedTable:
    """One file of dated records, read and ready to be converted.

    ``text`` is its content and ``place`` how messages name it. Raises ``UsageError`` for what
    is no TOML or states no ``reviewed`` date.
    """

    def __init__(self, text: str, place: str) -> None:
        self.place = place
        self.hash = hashlib.sha256(text.encode()).hexdigest()
        """SHA-256 (hex) of the text."""
        self._lines = text.splitlines()
        try:
            self._content: Mapping[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{place} is not valid TOML: {error}") from error
        reviewed = self._content.get("reviewed")
        if type(reviewed) is not datetime.date:
            raise UsageError(
                f"{place} does not say when it was last reviewed: begin it with a line like  "
                "reviewed = 2026-11-23"
            )
        self.reviewed: datetime.date = reviewed

    def records(self, name: str, kind: type[Record]) -> tuple[Record, ...]:
        """The ``[[name]]`` blocks as records; ``UsageError`` says which line is wrong."""
        blocks = self._content.get(name, [])
        if not isinstance(blocks, list):
            raise UsageError(f"{self.place}: write [[{name}]] with two brackets, once per record")
        return tuple(self._record(name, number, kind) for number in range(len(blocks)))

    def refuse_other(self, *names: str) -> None:
        """Raise ``UsageError`` for a block that nobody reads: a typing mistake hides a fact."""
        unknown = [key for key in self._content if key not in ("reviewed", *names)]
        if unknown:
            wanted = " or ".join(f"[[{name}]]" for name in names)
            raise UsageError(f"{self.place}: nothing is called {unknown[0]!r}: write {wanted}")

    def wrong(self, name: str, number: int, key: str, message: str) -> UsageError:
        """An error at one key of the ``number``-th block (from 0), with its line."""
        block = self._content[name][number]
        called = block.get("id") or block.get("code") or f"number {number + 1}"
        line = self._line(name, number, key)
        return UsageError(f"{self.place}, line {line}, {name} {called}: {message}")

    def _record(self, name: str, number: int, kind: type[Record]) -> Record:
        block = self._content[name][number]
        try:
            return msgspec.convert(block, kind)
        except msgspec.ValidationError as error:
            said = str(error)
            found = _AT_KEY.search(said) or _UNKNOWN_KEY.search(said)
            known = ", ".join(kind.__struct_encode_fields__)
            is_own = _UNKNOWN_KEY.search(said) and not _AT_KEY.search(said)
            what_to_do = f"; the keys are {known}" if is_own else ""
            key = found[1] if found else ""
            raise self.wrong(name, number, key, f"{said}{what_to_do}") from error

    def _line(self, name: str, number: int, key: str) -> int:
        """The line (from 1) of a key in a block, else of the block's own heading."""
        heading = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
        starts = [n for n, line in enumerate(self._lines) if heading.match(line)]
        if number >= len(starts):  # written inline, as name = [{...}]
            return 1
        first = starts[number]
        for n in range(first + 1, len(self._lines)):
            if self._lines[n].lstrip().startswith("[["):
                break
            if key and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", self._lines[n]):
                return n + 1
        return first + 1
