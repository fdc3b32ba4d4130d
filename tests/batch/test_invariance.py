"""Invariant 2: a row gets the same hits, scores and evidence, however it is screened.

Thousands of invented customers with noisy listed names among them, against the official lists
where those are at hand, and against the sample list everywhere. What each row gets alone is
compared with what it gets in other company.
"""

import datetime
import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from benchmarks.inputs import negatives, official_files

from conftest import ABSENT
from interdict.batch.columns import Columns, recognise
from interdict.batch.jobs import Workers
from interdict.batch.rows import Block, RowReader
from interdict.batch.worker import Task
from interdict.delimited import Record
from interdict.lists.intake import Instructions
from interdict.party import Query
from interdict.sample import open_starter
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home
from interdict.update import add

HEADER = ("full_name", "gender", "date_of_birth", "nationality")
CUSTOMERS, LISTED = 4_500, 500
POLICY = Policy(limit=1_000)

Answer = list[tuple[Any, ...]]
"""Per hit: party, score, matched name, evidence, confirmed."""


class Material(NamedTuple):
    """What is screened, and what every row gets alone."""

    snapshot: Snapshot
    columns: Columns
    cells: tuple[tuple[str, ...], ...]
    queries: tuple[Query, ...]
    alone: list[Answer]


@pytest.fixture(scope="module", params=["sample list", "official lists"])
def material(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Every row's answer alone, against the sample list and against the official lists."""
    home = Home(tmp_path_factory.mktemp("invariance"))
    dice = random.Random(20251022)  # noqa: S311 - names, not keys
    if request.param == "sample list":
        snapshot = open_starter(home)
        customers = itertools.islice(invented(dice), 500)
    else:
        data: Path = request.getfixturevalue("shared_data")
        if not (data / "names").is_dir():
            pytest.skip(ABSENT)
        add(home, official_files(data), Instructions(published=datetime.date(2024, 3, 1)))
        snapshot = open_current(home)
        rows = itertools.islice(negatives(data), CUSTOMERS)
        customers = (tuple(row[name] for name in HEADER) for row in rows)
    listed = [(noisy(name, dice), "", "", "") for name in listed_names(snapshot)]
    cells: list[tuple[str, ...]] = [*customers, *listed]
    dice.shuffle(cells)
    columns = recognise(HEADER, {})
    chunk = RowReader(columns).read(Block(1, tuple(Record(n, row) for n, row in enumerate(cells))))
    assert not chunk.rejected
    queries = tuple(row.query for row in chunk.rows)
    screener = Screener(snapshot, POLICY)
    alone = [answer(screener.hits([query])[0]) for query in queries]
    assert sum(map(bool, alone)) > len(listed) / 2
    return Material(snapshot, columns, tuple(cells), queries, alone)


def invented(dice: random.Random) -> Iterator[tuple[str, ...]]:
    """Customers who are on no list."""
    given, family = ("Anna", "Otto", "Wei", "Юрий", "Fatima"), ("Lind", "Weber", "Zhang", "Haddad")
    while True:
        born = f"{dice.randint(1940, 2004)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        yield f"{dice.choice(given)} {dice.choice(family)}", "", born, dice.choice(("Russia", ""))


def listed_names(snapshot: Snapshot) -> list[str]:
    """Names spread evenly over the lists."""
    step = max(len(snapshot) // LISTED, 1)
    return [snapshot.party(row).primary_name for row in range(0, len(snapshot), step)][:LISTED]


def noisy(name: str, dice: random.Random) -> str:
    """A name with one letter changed, doubled or left out."""
    place = dice.choice([n for n, letter in enumerate(name) if letter.isalpha()] or [0])
    instead = dice.choice(("", name[place] * 2, "abcdefghijklmnopqrstuvwxyz"[dice.randrange(26)]))
    return name[:place] + instead + name[place + 1 :]


def answer(hits: Sequence[Any]) -> Answer:
    return [
        (hit.party.id, hit.score, hit.matched_name, hit.evidence, hit.confirmed) for hit in hits
    ]


def test_a_row_is_answered_in_one_batch_in_shuffled_chunks_and_in_two_processes_as_alone(
    material: Material,
) -> None:
    """One test, so that the lists are compiled and everybody asked alone but once."""
    in_one_batch(material)
    in_shuffled_chunks_of_seven(material)
    in_two_processes(material)


def in_one_batch(material: Material) -> None:
    together = Screener(material.snapshot, POLICY).hits(material.queries)
    assert list(map(answer, together)) == material.alone


def in_shuffled_chunks_of_seven(material: Material) -> None:
    screener = Screener(material.snapshot, POLICY)
    order = list(range(len(material.queries)))
    random.Random(7).shuffle(order)  # noqa: S311
    found: dict[int, Answer] = {}
    for first in range(0, len(order), 7):
        chunk = order[first : first + 7]
        hits = screener.hits([material.queries[which] for which in chunk])
        found |= dict(zip(chunk, map(answer, hits), strict=True))
    assert [found[which] for which in range(len(order))] == material.alone


def in_two_processes(material: Material) -> None:
    records = [Record(n, cells) for n, cells in enumerate(material.cells)]
    blocks = (Block(n + 1, tuple(records[n : n + 250])) for n in range(0, len(records), 250))
    task = Task(str(material.snapshot.folder), material.snapshot.id, POLICY, material.columns)
    found: dict[int, Answer] = {}
    with Workers(task, 2, print) as workers:
        for screened in workers.screened(blocks):
            for row in screened.part.rows:
                found[row.number] = [
                    (hit.party, hit.score, hit.matched_name, hit.evidence, hit.confirmed)
                    for hit in row.hits
                ]
        assert len(workers.pids) == 2
    assert [found.get(n, []) for n in range(1, len(material.alone) + 1)] == material.alone


def test_a_row_is_answered_in_spark_as_alone(material: Material, spark: Any) -> None:
    """Of the evidence, Spark's table has the sentences."""
    from interdict.batch.spark import screen

    rows = [(number, *cells) for number, cells in enumerate(material.cells, 1)]
    frame = spark.createDataFrame(rows, ["number", *HEADER]).repartition(3)
    answered = screen(frame, material.snapshot, POLICY, row="number").orderBy("row").collect()
    found: dict[int, set[tuple[Any, ...]]] = {}
    for line in answered:
        hit = (line["party_id"], line["score"], line["matched_name"], line["says"])
        found.setdefault(line["row"], set()).add(hit)
    alone = {
        number: {(party, score, name, says(evidence)) for party, score, name, evidence, _ in hits}
        for number, hits in enumerate(material.alone, 1)
        if hits
    }
    assert found == alone
    assert len(answered) == sum(map(len, material.alone))


def says(evidence: Sequence[Any]) -> str:
    return "; ".join(piece.says for piece in evidence if piece.says)
