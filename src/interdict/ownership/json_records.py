"""The records of a JSON file one after the other, without holding the file.

Three shapes are read: an array of records, JSON lines (one record a line), and records that
follow each other over any number of lines. Decimal numbers stay exact (``Decimal``); a number
that is none (``NaN``) or has more digits than Python reads is given as its text. A broken line
is one broken record; a broken array is a broken file, because nobody knows where its next
record begins (RFC 8259).
"""

import codecs
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO, NamedTuple

from interdict.errors import MalformedFile

LONGEST_RECORD = 1 << 26
"""Bytes or characters of one record; more is no statement about somebody's shares."""

_FIRST_LOOK = 1 << 16
_PIECE = 1 << 20
_BLANK = " \t\r\n"


class JsonRecord(NamedTuple):
    """One record; ``problem`` is empty where it could be read."""

    place: str
    """``line 12`` or ``record 12``, counted from 1."""
    value: object
    """What it says; None where there is a problem."""
    problem: str = ""


def records(stream: BinaryIO) -> Iterator[JsonRecord]:
    """All records of a file, from its first byte on (no byte order mark).

    Raises ``MalformedFile`` where the file is cut off in the middle or is no JSON.
    """
    blank, first = _first_line(stream)
    if first.startswith(b"["):
        yield from _elements(_Window(stream, first))
        return
    first += b"" if first.endswith(b"\n") else stream.readline(LONGEST_RECORD)
    second = b"" if _is_object(first) else stream.readline(LONGEST_RECORD)
    if _is_object(first) or _is_object(second):
        already = [line for line in (first, second) if line]
        rest = iter(lambda: stream.readline(LONGEST_RECORD), b"")
        yield from _lines(enumerate(itertools.chain(already, rest), start=blank + 1))
    else:
        yield from _followers(_Window(stream, first + second))


def _first_line(stream: BinaryIO) -> tuple[int, bytes]:
    """How many lines are blank, and the beginning of the first that is not."""
    blank = 0
    while line := stream.readline(_FIRST_LOOK):
        if text := line.lstrip():
            return blank, text
        blank += line.endswith(b"\n")
    raise MalformedFile("the file is empty: get it again; nothing was changed")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(_read(line.decode()), dict)
    except ValueError:
        return False


def _lines(lines: Iterable[tuple[int, bytes]]) -> Iterator[JsonRecord]:
    for number, line in lines:
        if not line.strip():
            continue
        record = _line(number, line)
        if record.problem and not line.endswith(b"\n"):
            if len(line) >= LONGEST_RECORD:
                raise MalformedFile(
                    f"line {number} is longer than {LONGEST_RECORD >> 20} MB, which no record is: "
                    "is it JSON lines? Nothing was changed"
                )
            raise MalformedFile(
                f"the file is cut off in the middle of line {number} ({record.problem}): get it "
                "again; nothing was changed"
            )
        yield record


def _line(number: int, line: bytes) -> JsonRecord:
    place = f"line {number}"
    try:
        return JsonRecord(place, _read(line.decode()))
    except UnicodeDecodeError as wrong:
        return JsonRecord(place, None, f"byte {line[wrong.start]:#04x} is not UTF-8")
    except ValueError as wrong:
        return JsonRecord(place, None, f"it is no JSON: {wrong}")


class _Window:
    """The part of a file that is being read, as text."""

    def __init__(self, stream: BinaryIO, start: bytes) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._ended = False
        self._at = 0
        self._text = ""
        self.met = 0
        """Values read so far."""
        self._add(start)

    def mark(self) -> str:
        """The next character that is not blank, without taking it; empty at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _BLANK:
                    return self._text[self._at]
                self._at += 1
            if not self._grow():
                return ""

    def take(self) -> None:
        """Step over the character that ``mark`` gave."""
        self._at += 1

    def value(self) -> object:
        """The next value; ``MalformedFile`` where it is broken or cut off."""
        while True:
            try:
                value, end = _decode(self._text, self._at)
            except ValueError as wrong:
                if self._grow():
                    continue
                raise self._broken(f"{wrong}") from wrong
            if end == len(self._text) and self._grow():
                continue  # the next piece may go on with a number that this one began
            self._at = end
            self.met += 1
            return value

    def _grow(self) -> bool:
        """Read more; False at the end of the file. What was read is let go."""
        if self._ended:
            return False
        self._text = self._text[self._at :]
        self._at = 0
        if len(self._text) > LONGEST_RECORD:
            raise self._broken(f"it is longer than {LONGEST_RECORD >> 20} MB, or has no end")
        self._add(self._stream.read(max(_PIECE, len(self._text))))
        return True

    def _add(self, piece: bytes) -> None:
        self._ended = not piece
        try:
            self._text += self._decoder.decode(piece, final=self._ended)
        except UnicodeDecodeError as wrong:
            byte = f"byte {wrong.object[wrong.start]:#04x} is not UTF-8"
            raise self._broken(f"{byte}; save the file as UTF-8") from wrong

    def _broken(self, why: str) -> MalformedFile:
        return MalformedFile(
            f"record {self.met + 1} is broken or cut off ({why}): get the file again; "
            "nothing was changed"
        )


def _elements(window: _Window) -> Iterator[JsonRecord]:
    """Of an array."""
    window.mark()
    window.take()
    while (mark := window.mark()) != "]" or window.met:
        if window.met:
            if mark == "]":
                break
            if mark != ",":
                raise _interrupted(window, mark)
            window.take()
            mark = window.mark()
        if not mark:
            raise _interrupted(window, mark)
        value = window.value()
        yield JsonRecord(f"record {window.met}", value)
    window.take()
    if rest := window.mark():
        raise MalformedFile(
            f"after the last of {window.met} records the file goes on with {rest!r}: it holds more "
            "than one array; make them one; nothing was changed"
        )


def _followers(window: _Window) -> Iterator[JsonRecord]:
    """Of records one after the other."""
    while window.mark():
        value = window.value()
        yield JsonRecord(f"record {window.met}", value)


def _interrupted(window: _Window, mark: str) -> MalformedFile:
    what = f"{mark!r} stands" if mark else "the file ends"
    return MalformedFile(
        f"after record {window.met} {what} where a comma or the end of the array belongs: the file "
        "is cut off or damaged; get it again; nothing was changed"
    )


def _exact(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _whole(text: str) -> int | str:
    return int(text) if len(text) < 1_000 else text


_JSON = json.JSONDecoder(parse_float=_exact, parse_int=_whole, parse_constant=str)


_HALF = re.compile(r"\\ud[89a-f]", re.I)
"""The escape of one half of a character beyond the 65,536th; alone, it is no character."""


def _decode(text: str, start: int) -> tuple[object, int]:
    try:
        value, end = _JSON.raw_decode(text, start)
        return (_mended(value) if _HALF.search(text, start, end) else value), end
    except RecursionError as deep:
        raise ValueError("it is nested too deeply") from deep


def _read(text: str) -> object:
    try:
        value = _JSON.decode(text)
        return _mended(value) if _HALF.search(text) else value
    except RecursionError as deep:
        raise ValueError("it is nested too deeply") from deep


def _mended(value: Any) -> Any:
    """The same with U+FFFD for halves of characters: no file could be written with them."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_mended(each) for each in value]
    if isinstance(value, dict):
        return {_mended(name): _mended(inner) for name, inner in value.items()}
    return value
