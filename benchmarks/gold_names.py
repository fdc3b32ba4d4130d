"""The names that lists print, folded: an annotation names a party by one of them."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import interdict
from interdict.text import fold


def printed_names(home: Path | None) -> dict[str, frozenset[str]]:
    """For ``starter``, and for ``official`` where a data folder is given."""
    names = {"starter": frozenset(map(fold, _starter()))}
    if home is not None:
        snapshot = interdict.open(home)
        parties = map(snapshot.party, range(len(snapshot)))
        names["official"] = frozenset(fold(name.full) for party in parties for name in party.names)
    return names


def _starter() -> Iterator[str]:
    listed = (resources.files("interdict.starter") / "parties.jsonl").read_text(encoding="utf-8")
    for line in listed.splitlines():
        for name in json.loads(line).get("names", ()):
            yield name if isinstance(name, str) else name["full"]
