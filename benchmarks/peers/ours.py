"""Interdict, asked like the others: the list compiled, names screened in chunks."""

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.contract import Asked, Finder, Party
from interdict.kinds import kind_of
from interdict.lists.intake import Instructions
from interdict.matching.matcher import compare
from interdict.party import Query
from interdict.screening.policy import DEFAULT_THRESHOLD
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_current
from interdict.snapshot.store import Home
from interdict.update import add

REQUIREMENTS = (".",)
THRESHOLD = DEFAULT_THRESHOLD
BATCH = 2_048
CONFIGURED = "as shipped; kind of party given"


def build(parties: Sequence[Party], training: Sequence[Asked], scratch: Path) -> Finder:
    """Compile the list into a data folder."""
    native = [party.id.replace(":", "-") for party in parties]
    listed = scratch / "peers.jsonl"
    header = {
        "format": "interdict-list",
        "version": 1,
        "list": "peers",
        "published": "2026-11-01",
    }
    lines = [header]
    for number, party in zip(native, parties, strict=True):
        names = list(dict.fromkeys(party.names))
        kind = party.schema.lower()
        lines.append({"id": f"peers:{number}", "kind": kind, "names": names, "listings": [{}]})
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    listed.write_text(text + "\n", encoding="utf-8")
    home = Home(scratch / "home")
    add(home, [listed], Instructions())
    screener = Screener(open_current(home))
    ours = {f"peers:{number}": party.id for number, party in zip(native, parties, strict=True)}

    def find(queries: Sequence[Asked]) -> list[set[str]]:
        asked = [Query(name=query.name, kind=kind_of(query.schema)) for query in queries]
        return [{ours[hit.party.id] for hit in hits} for hits in screener.hits(asked)]

    return find


def score(name1: str, name2: str, schema: str) -> float:
    """As ``interdict compare``."""
    return compare(name1, name2, kind_of(schema)).score
