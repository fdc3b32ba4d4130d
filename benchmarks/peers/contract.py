"""What is measured of every peer, ours among them, and the files it is measured on.

Runs in the peer's own environment: nothing but the standard library is imported here.

A peer is a module of this package with

* ``REQUIREMENTS``, what pip installs, versions pinned;
* ``THRESHOLD``, the least score it calls a match, as its makers advise or as said beside it;
* ``BATCH``, how many queries a call it is quickest with;
* ``CONFIGURED``, one sentence on how it was set up;
* ``build(parties, training, scratch)``, which takes the list and returns its ``Finder``;
* optionally ``score(name1, name2, schema)``, for labelled pairs.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol


class Party(NamedTuple):
    """One listed party."""

    id: str
    schema: str
    """Person, Organization or Vessel."""
    names: tuple[str, ...]


class Asked(NamedTuple):
    """One query."""

    name: str
    schema: str
    party: str
    """The party it must find; empty for somebody on no list."""


Finder = Callable[[Sequence[Asked]], list[set[str]]]
"""Queries -> per query the ids of the parties it calls a match."""


class Peer(Protocol):
    """A peer's module."""

    REQUIREMENTS: tuple[str, ...]
    THRESHOLD: float
    BATCH: int
    CONFIGURED: str

    def build(self, parties: Sequence[Party], training: Sequence[Asked], scratch: Path) -> Finder:
        """Take the list; ``training`` are noisy copies of other names than those asked."""
        ...


class Files(NamedTuple):
    """The inputs, as files that every environment can read."""

    folder: Path

    def parties(self) -> list[Party]:
        """The list."""
        return [Party(p["id"], p["schema"], tuple(p["names"])) for p in self._read("parties")]

    def asked(self, name: str) -> list[Asked]:
        """``ordinary``, ``copies`` or ``training``."""
        return [Asked(**query) for query in self._read(name)]

    def write_parties(self, parties: Iterable[Party]) -> None:
        """Put the list there."""
        self._write("parties", parties)

    def write_asked(self, name: str, queries: Iterable[Asked]) -> None:
        """Put queries there."""
        self._write(name, queries)

    @property
    def pairs(self) -> Path:
        """Labelled pairs; need not exist."""
        return self.folder / "pairs.csv"

    def _read(self, name: str) -> list[dict[str, str]]:
        lines = (self.folder / f"{name}.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def _write(self, name: str, rows: Iterable[Party] | Iterable[Asked]) -> None:
        lines = [json.dumps(row._asdict(), ensure_ascii=False) for row in rows]
        (self.folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
