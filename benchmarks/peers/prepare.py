"""Write what all peers are measured on; started by ``benchmarks.peers``.

    python -m benchmarks.peers.prepare SNAPSHOT FOLDER

The list is OFAC's and the UN's; the queries are people on no list with 1 % noisy copies of
listed names among them, and noisy copies alone. Labelled pairs are taken where they are.
"""

import csv
import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks import inputs, labelled, noisy_copies
from benchmarks.peers.contract import Asked, Files, Party
from interdict.snapshot.snapshot import Snapshot, open_snapshot

ORDINARY = 20_000
COPIES = 20
"""Per kind of party and of noise."""
TRAINING = 120
"""The same for those that learn, of names that are not asked."""
SCHEMAS = {"person": "Person", "organization": "Organization", "vessel": "Vessel"}


def main() -> None:
    """``SNAPSHOT FOLDER``"""
    snapshot = open_snapshot(Path(sys.argv[1]))
    files = Files(Path(sys.argv[2]))
    files.folder.mkdir(parents=True, exist_ok=True)
    files.write_parties(_parties(snapshot))
    asked = list(_copies(snapshot, COPIES))
    taken = {copy.party for copy in asked}
    training = (copy for copy in _copies(snapshot, TRAINING) if copy.party not in taken)
    files.write_asked("copies", asked)
    files.write_asked("training", training)
    files.write_asked("ordinary", _ordinary(asked))
    _write_pairs(files.pairs)


def _parties(snapshot: Snapshot) -> Iterator[Party]:
    for row in range(len(snapshot)):
        party = snapshot.party(row)
        if party.kind in SCHEMAS:
            yield Party(party.id, SCHEMAS[party.kind], tuple(name.full for name in party.names))


def _copies(snapshot: Snapshot, per_noise: int) -> Iterator[Asked]:
    for copy in noisy_copies.copies(snapshot, per_noise):
        if copy.noise != "unchanged":
            yield Asked(copy.asked, SCHEMAS[copy.kind], copy.party)


def _ordinary(copies: list[Asked]) -> Iterator[Asked]:
    dice = random.Random(noisy_copies.SEED)
    rows = inputs.negatives(inputs.folder())
    for number, row in enumerate(islice(rows, ORDINARY)):
        yield Asked(row["full_name"], "Person", "") if number % 100 else dice.choice(copies)


def _write_pairs(path: Path) -> None:
    rows = []
    for file in labelled.default_files(inputs.folder()):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows += list(csv.DictReader(lines))
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, labelled.COLUMNS, extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
