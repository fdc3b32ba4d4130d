"""GLEIF's JSON as a stream of records: the golden copy, plain arrays, and answers of its API.

The golden copy is one object around one array (``{"relations": [...]}``); other programs write the
array alone. The API (JSON:API) answers with ``data``; of its resources, those that say who is who
and who consolidates whom are read.
"""

import re
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from typing import BinaryIO

from interdict.ownership.gleif_api import answer, is_answer
from interdict.ownership.gleif_record import Plain, of_json
from interdict.ownership.json_records import records as json_records
from interdict.ownership.reading import Report

_OUTER = re.compile(rb'\s*\{\s*"(?:records|relations|exceptions)"\s*:\s*(?=\[)')
_OUTER_LONGEST = 256
_END = re.compile(rb"\s*\}\s*\Z")
_END_LONGEST = 256


def records(stream: BinaryIO, report: Report) -> Iterator[Plain]:
    """Every record that has one of the shapes; others are rejected, one finding each.

    Raises ``MalformedFile`` for a file that is cut off, no JSON, or an answer about something else.
    """
    for each in json_records(_inner(stream)):
        value = each.value
        if not isinstance(value, dict):
            why = each.problem or "it is no record, but a single value"
            report.records += 1
            report.reject("unreadable-record", f"{each.place}: {why}; it was left out", each.place)
        elif is_answer(value):
            yield from answer(value, report)
        else:
            yield of_json(value)


def _inner(stream: BinaryIO) -> BinaryIO:
    """The array inside the golden copy's object; any other file as it is."""
    head = stream.read(_OUTER_LONGEST)
    outer = _OUTER.match(head)
    if outer is None:
        return joined(head, stream)
    return BufferedReader(_Joined(head[outer.end() :], stream, trim=True))


def joined(start: bytes, rest: BinaryIO) -> BinaryIO:
    """One stream of what was read already and what is left."""
    return BufferedReader(_Joined(start, rest, trim=False))


class _Joined(RawIOBase):
    """What was read already and the rest of a stream, without the brace that ends it."""

    def __init__(self, start: bytes, rest: BinaryIO, *, trim: bool) -> None:
        self._held = start
        self._rest = rest
        self._trim = trim
        self._ended = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """As of any raw stream: fill the buffer, and say how many bytes it got."""
        size = len(buffer)
        while not self._ended and len(self._held) < size + _END_LONGEST:
            piece = self._rest.read(max(size, _END_LONGEST))
            self._held += piece
            if not piece:
                self._ended = True
                if self._trim:
                    self._held = _END.sub(b"", self._held)
        given = self._held[:size]
        self._held = self._held[size:]
        buffer[: len(given)] = given
        return len(given)
