"""What people decided about joins: one small file to read, edit and review.

``joins.toml`` in the data folder, one table per decision, oldest first; the last decision on
two records counts::

    [[decision]]
    what = "join"            # join, part, or withdraw (the rules decide again)
    parties = ["ofac-sdn:17022", "uk:RUS3064"]
    by = "A. Analyst"
    at = 2026-11-23T15:04:05Z
    because = "same company, see the annual report 2024, page 3"

``despite = true`` joins two records although something tells them apart. Decisions are part of
a snapshot's content: changing one gives another snapshot.
"""

import datetime
import hashlib
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from interdict.durable import write_atomically
from interdict.errors import UsageError
from interdict.snapshot.store import Home

FILE = "joins.toml"
LONGEST_TEXT = 2_000
"""Characters of a reason or a name."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody's word that two records are, or are not, one party."""

    what: Literal["join", "part", "withdraw"]
    parties: tuple[str, str]
    """Ids of two records, the lower first."""
    by: str
    at: datetime.datetime
    """With a time zone."""
    because: str
    despite: bool = False
    """Joined although the lists contradict each other."""

    @property
    def says(self) -> str:
        """The decision as a reason."""
        word = {"join": "one party", "part": "two parties", "withdraw": "not decided"}[self.what]
        return f"{word} by decision of {self.by} on {self.at.date()}: {self.because}"


def path_of(home: Home) -> Path:
    """Where a home keeps its decisions."""
    return home.path / FILE


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions in order, none when there is no file.

    Raises ``UsageError`` naming the file, the entry and what is wrong with it.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}; mend it, nothing changed") from error
    unknown = sorted(entries.keys() - {"decision"})
    if unknown:
        raise UsageError(f"{path}: {unknown[0]!r} is not known; every entry is a [[decision]]")
    tables = entries.get("decision", [])
    if not isinstance(tables, list):
        raise UsageError(f"{path}: write [[decision]] with two brackets before every entry")
    return tuple(_decision(path, number, table) for number, table in enumerate(tables, 1))


def _decision(path: Path, number: int, table: object) -> Decision:
    place = f"{path}, decision {number}"
    try:
        decision = msgspec.convert(table, Decision)
    except msgspec.ValidationError as error:
        raise UsageError(f"{place}: {error}") from error
    return checked(decision, place)


def checked(decision: Decision, place: str) -> Decision:
    """The decision with its two records in order; ``UsageError`` when it decides nothing."""
    one, other = sorted(party.strip() for party in decision.parties)
    if one == other:
        raise UsageError(f"{place}: {one} is named twice; a decision is about two records")
    for party in (one, other):
        source, sign, native = party.partition(":")
        if not (source and sign and native):
            raise UsageError(f"{place}: {party!r} is no id of a record, such as ofac-sdn:17022")
    for word, text in (("by", decision.by), ("because", decision.because)):
        if not text.strip():
            raise UsageError(f"{place}: {word} is empty; say who decided, and why")
        if len(text) > LONGEST_TEXT:
            raise UsageError(f"{place}: {word} has more than {LONGEST_TEXT:,} characters")
    if decision.at.tzinfo is None:
        raise UsageError(f"{place}: at has no time zone; write 2026-11-23T15:04:05Z")
    if decision.despite and decision.what != "join":
        raise UsageError(f'{place}: despite = true is only for what = "join"')
    return msgspec.structs.replace(decision, parties=(one, other))


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The last decision on each pair, those withdrawn left out, by pair."""
    last = {decision.parties: decision for decision in decisions}
    return tuple(last[pair] for pair in sorted(last) if last[pair].what != "withdraw")


def digest(decisions: Sequence[Decision]) -> str:
    """SHA-256 (hex) of the decisions in force; empty where there is none."""
    counting = in_force(decisions)
    return hashlib.sha256(msgspec.json.encode(counting)).hexdigest() if counting else ""


HEADING = "# What people decided about joins: see docs/clusters.md\n"
"""Begins a new file."""


def append(path: Path, decision: Decision, heading: str = HEADING) -> None:
    """Add a decision at the end of the file, durably; what people wrote there stays."""
    try:
        before = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        before = heading
    write_atomically(path, f"{before.rstrip()}\n\n{_table(decision)}".encode())


def _table(decision: Decision) -> str:
    parties = ", ".join(map(basic_string, decision.parties))
    at = decision.at.astimezone(datetime.UTC).replace(microsecond=0, tzinfo=None).isoformat()
    lines = [
        "[[decision]]",
        f"what = {basic_string(decision.what)}",
        f"parties = [{parties}]",
        f"by = {basic_string(decision.by)}",
        f"at = {at}Z",
        f"because = {basic_string(decision.because)}",
        *(["despite = true"] if decision.despite else []),
    ]
    return "\n".join(lines) + "\n"


def basic_string(value: str) -> str:
    """A TOML basic string; JSON escapes the same characters but one."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
