"""Does retrieval lose a hit? ``python -m benchmarks.recall`` asks noisy copies of listed names of
a synthetic list, scores every party for each of them, one by one, and compares.

Prints the recall and the pairs that were missed. The exhaustive half takes minutes: it aligns
every name of the query with every name of the list.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import inputs
from benchmarks.processes import ONE_CORE, PYTHON, interdict, run
from interdict.matching.matcher import may_be, qualify, read_asked, read_party, score
from interdict.party import Party, Query
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener, with_implied
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home

SEED = 7


def compiled(home: Path, names: int) -> Snapshot:
    """The synthetic list of that many names, loaded into a data folder of its own."""
    listed = home / "synthetic.ftm.json"
    run([PYTHON, "-m", "benchmarks.synthetic", "--names", str(names), str(listed)], ONE_CORE)
    add = interdict("lists", "add", "--published", "2026-01-01", str(listed))
    run(add, {"INTERDICT_HOME": str(home), **ONE_CORE})
    return open_current(Home(home))


def queries(snapshot: Snapshot, count: int) -> list[Query]:
    """Listed names with a letter changed, a word left out, swapped or shortened to its initial,
    or two words run together."""
    dice = random.Random(SEED)
    rows = dice.sample(range(len(snapshot)), count)
    return [Query(name=_bent(_a_name(snapshot.party(row), dice), dice)) for row in rows]


def _a_name(party: Party, dice: random.Random) -> str:
    return dice.choice(party.names).full


def _bent(name: str, dice: random.Random) -> str:
    spelled = name.split()
    way = dice.randrange(5)
    if way == 0 or len(spelled) < 2:
        return inputs.with_typo(name, dice)
    place = dice.randrange(len(spelled) - 1)
    if way == 1:
        spelled[place : place + 2] = ["".join(spelled[place : place + 2])]
    elif way == 2 and len(spelled) > 2:
        del spelled[place]
    elif way == 3:
        spelled[place] = f"{spelled[place][0]}."
    else:
        spelled = [*spelled[1:], spelled[0]]
    return " ".join(spelled)


def exhaustive(snapshot: Snapshot, asked: list[Query], policy: Policy) -> Iterator[set[str]]:
    """Per query: the parties that score enough, each of them compared with every party."""
    parties = [read_party(snapshot.party(row)) for row in range(len(snapshot))]
    for query in map(with_implied, asked):
        read = read_asked(query)
        yield {
            listed.party.id
            for listed in parties
            if may_be(query.kind, listed.party.kind)
            and score(
                read,
                listed,
                qualify(query, listed.party),
                None,
                policy.weak_alias_alerts(listed.party),
            ).match.score
            >= policy.threshold_for(listed.party)
        }


def main() -> None:
    """``--names N --queries N``"""
    parser = argparse.ArgumentParser(prog="benchmarks.recall", description=__doc__)
    parser.add_argument("--names", type=int, default=100_000, help="listed names")
    parser.add_argument("--queries", type=int, default=100, help="noisy copies asked")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        snapshot = compiled(Path(folder), chosen.names)
        screener = Screener(snapshot)
        asked = queries(snapshot, chosen.queries)
        found = [{hit.party.id for hit in hits} for hits in screener.hits(asked)]
        started = time.process_time()
        due = list(exhaustive(snapshot, asked, screener.policy))
        spent = time.process_time() - started
    pairs = sum(map(len, due))
    missed = [
        (query.name, party)
        for query, those, all_ in zip(asked, found, due, strict=True)
        for party in sorted(all_ - those)
    ]
    print(f"{len(asked)} queries x {chosen.names:,} names, all scored in {spent:,.0f} s of CPU")
    print(f"recall {1 - len(missed) / max(pairs, 1):.5f}: {len(missed)} of {pairs:,} hits missed")
    for name, party in missed:
        print(f"  missed: {name!r} is a hit of {party}")


if __name__ == "__main__":
    main()
