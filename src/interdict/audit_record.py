"""One record of the audit log, as it is given and as it lies on disk.

A line is canonical JSON (sorted keys, no spaces, UTF-8). Its hash is SHA-256 over the
previous record's hash and the line's own canonical JSON without ``hash``; so whoever has
an export and SHA-256 can check it without Interdict.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from interdict.errors import AuditError, UsageError

GENESIS = "0" * 64
"""What the first record names as its previous hash."""

CANONICAL = msgspec.json.Encoder(order="sorted")
_HEAD_TEXT = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log."""

    seq: int
    """1 for the first record, then one more each."""
    at: str
    """When it was written: UTC, ISO 8601 with microseconds."""
    event: str
    """What happened, a kebab-case word: ``screening``, ``lists-activated``."""
    content: dict[str, Any]
    """What the caller recorded."""
    previous: str
    """Hash of the record before, hex; ``GENESIS`` for the first."""
    hash: str
    """SHA-256 (hex), see the module."""


class Head(msgspec.Struct, frozen=True):
    """The newest record of a log, as published; prints as ``SEQ:HASH``."""

    seq: int = 0
    hash: str = GENESIS

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record as it lies on disk: the content's own bytes are kept, so the hash covers them."""

    seq: int
    at: str
    event: str
    content: msgspec.Raw
    previous: str
    hash: str

    @property
    def seal(self) -> str:
        """The hash this line must have."""
        body = {
            "at": self.at,
            "content": self.content,
            "event": self.event,
            "previous": self.previous,
            "seq": self.seq,
        }
        return hashlib.sha256(self.previous.encode() + CANONICAL.encode(body)).hexdigest()

    @property
    def record(self) -> Record:
        """The same, with its content decoded."""
        return Record(
            seq=self.seq,
            at=self.at,
            event=self.event,
            content=msgspec.json.decode(self.content, type=dict[str, Any]),
            previous=self.previous,
            hash=self.hash,
        )


def canonical_content(content: Mapping[str, Any]) -> msgspec.Raw:
    """The bytes under which a content is recorded; ``AuditError`` when JSON cannot hold it."""
    try:
        return msgspec.Raw(CANONICAL.encode(dict(content)))
    except (TypeError, ValueError, OverflowError) as error:
        raise AuditError(f"what happened cannot be recorded as JSON: {error}") from error


def chain(after: Head, event: str, contents: Iterable[msgspec.Raw]) -> list[Line]:
    """Sealed lines for the contents, each following the one before and the first ``after``."""
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    sealed: list[Line] = []
    seq, previous = after.seq, after.hash
    for content in contents:
        seq += 1
        line = Line(seq=seq, at=at, event=event, content=content, previous=previous, hash="")
        line = msgspec.structs.replace(line, hash=line.seal)
        sealed.append(line)
        previous = line.hash
    return sealed


def parse_line(text: bytes) -> Line | None:
    """The record of one line (without its newline), if we would have written it just so.

    Whether its hash is right is another question: compare ``hash`` with ``seal``.
    """
    try:
        line = msgspec.json.decode(text, type=Line)
        content = msgspec.json.decode(line.content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return line if isinstance(content, dict) and CANONICAL.encode(line) == text else None


def parse_head(text: str) -> Head:
    """A head as someone published it, ``SEQ:HASH``; ``UsageError`` when it is not one."""
    found = _HEAD_TEXT.fullmatch(text.strip().lower())
    if found is None:
        raise UsageError(
            f"{text!r} is not the head of an audit log: give it as SEQ:HASH, the number and "
            "the 64 hexadecimal digits that  interdict audit verify  printed"
        )
    return Head(int(found[1]), found[2])
