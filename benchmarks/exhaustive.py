"""Does retrieval lose anything? Screening beside the score of every single pair.

    python -m benchmarks.exhaustive                      100 noisy names, 100,000 listed names
    python -m benchmarks.exhaustive --queries 20         fewer, for a quick look

The queries are noisy copies, every kind of noise among them; the list is all official lists
together, a part of it spread evenly. Every hit that scoring alone finds must be one that
screening found, with the same score. Exits 1 when one is missing.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import inputs
from benchmarks.noisy_copies import Copy, copies
from benchmarks.place import Place, every_official
from interdict.matching.matcher import qualify, read_asked, read_party, score
from interdict.party import Query
from interdict.screening.screen import Screener
from interdict.snapshot.snapshot import Snapshot, open_snapshot

PairScores = dict[tuple[int, str], float]
"""(which query, party id) -> score, of those that reach the threshold."""


class Agreement(NamedTuple):
    """How screening and scoring every pair agree."""

    names: int
    """Listed names that every query was compared with."""
    hits: int
    """Hits that scoring every pair finds."""
    lost: tuple[tuple[int, str], ...]
    """Those that screening does not."""
    other_score: tuple[tuple[int, str], ...]
    """Those that screening scores otherwise."""

    @property
    def recall(self) -> float:
        """Share of the hits that screening finds."""
        return 1 - len(self.lost) / max(self.hits, 1)


def every_pair(snapshot: Snapshot, rows: Sequence[int], asked: Sequence[Query]) -> PairScores:
    """Score each query with each party, whatever the index says."""
    read = [read_asked(query) for query in asked]
    policy = Screener(snapshot).policy
    found: PairScores = {}
    for row in rows:
        listed = read_party(snapshot.party(row))
        party = listed.party
        threshold, weak = policy.threshold_for(party), policy.weak_alias_alerts(party)
        for which, one in enumerate(read):
            scored = score(one, listed, qualify(one.query, party), None, weak)
            if scored.match.score >= threshold:
                found[which, party.id] = scored.match.score
    return found


def agreement(snapshot: Snapshot, rows: Sequence[int], asked: Sequence[Query]) -> Agreement:
    """Compare both ways of finding hits among some rows of a snapshot."""
    expected = every_pair(snapshot, rows, asked)
    hits = Screener(snapshot).hits(asked)
    found = {(which, hit.party.id): hit.score for which, of in enumerate(hits) for hit in of}
    return Agreement(
        names=sum(len(snapshot.party(row).names) for row in rows),
        hits=len(expected),
        lost=tuple(pair for pair in expected if pair not in found),
        other_score=tuple(p for p in expected if p in found and found[p] != expected[p]),
    )


def _rows(snapshot: Snapshot, wanted: int, asked: Sequence[Copy]) -> list[int]:
    """Rows spread evenly until they have so many names, and those that were copied."""
    names = sum(len(snapshot.party(row).names) for row in range(len(snapshot)))
    step = max(names / wanted, 1.0)
    spread = {int(n * step) for n in range(int(len(snapshot) / step))}
    copied = {int(row) for copy in asked for row in snapshot.rows("id", copy.party)}
    return sorted(spread | copied)


def _copies(snapshot: Snapshot, wanted: int) -> Iterator[Copy]:
    made = [copy for copy in copies(snapshot, 20) if copy.noise != "unchanged"]
    step = max(len(made) / wanted, 1.0)
    for n in range(min(wanted, len(made))):
        yield made[int(n * step)]


def main() -> int:
    """Measure; 1 when a hit was lost or scored otherwise, 2 without the real files."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.exhaustive",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--names", type=int, default=100_000, help="listed names compared with")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="interdict-exhaustive-") as scratch:
        try:
            place = Place(Path(scratch) / "home", every_official)
        except inputs.NoData as absent:
            print(f"benchmarks: {absent}", file=sys.stderr)
            return 2
        snapshot = open_snapshot(place.snapshot())
        noisy = list(_copies(snapshot, options.queries))
        asked = [Query(name=copy.asked) for copy in noisy]
        agreed = agreement(snapshot, _rows(snapshot, options.names, noisy), asked)
    print(
        f"{len(asked)} noisy names, each scored with {agreed.names:,} listed names: "
        f"{agreed.hits:,} hits, of which screening finds {agreed.recall:.4f} and scores "
        f"{len(agreed.other_score)} otherwise"
    )
    for which, party in (*agreed.lost, *agreed.other_score):
        print(f"  {asked[which].name}  |  {party}")
    return 1 if agreed.lost or agreed.other_score else 0


if __name__ == "__main__":
    sys.exit(main())
