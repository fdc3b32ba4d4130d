"""What the audit log keeps of a screening."""

import datetime
import hashlib
from pathlib import Path

import msgspec
import pytest

import interdict
from interdict.ownership.programmes import SecondaryRisk
from interdict.ownership.verdict import Verdict
from interdict.party import Query
from interdict.screening.policy import Policy
from interdict.screening.record import chunk_record, query_hash, screening_record
from interdict.screening.result import BesideBasis, Screening
from interdict.screening.screen import Screener, encoded

QUERIES = [Query(name=name) for name in ("Volna Energo", "Anna Lindqvist", "Grey Heron")]


@pytest.fixture(scope="module")
def screener(loaded_folder: Path) -> Screener:
    return Screener(interdict.open(loaded_folder))


def test_a_hashed_record_says_nothing_of_who_was_asked_about(screener: Screener) -> None:
    record = screening_record(screener.screen(QUERIES[0]), clear=False)
    assert b"Volna" not in msgspec.json.encode(record)
    assert record["query_sha256"] == query_hash(QUERIES[0])


def test_a_clear_record_holds_the_query(screener: Screener) -> None:
    record = screening_record(screener.screen(QUERIES[0]), clear=True)
    assert msgspec.convert(record["query"], Query) == QUERIES[0]


def test_a_record_names_the_day_and_the_tables_of_what_stands_beside_the_answer() -> None:
    risk = SecondaryRisk(id="x", tag="x", authority="", risk="", party="ofac-sdn:1")
    basis = BesideBasis(
        on=datetime.date(2026, 1, 8), licences="licences@1", programmes="programmes@1", caution=()
    )
    answer = Screening(
        query=QUERIES[0], snapshot="", policy="", engine="", as_of=None, hits=(), hits_in_all=0,
        verdicts={"us": Verdict(verdict="blocked", secondary_risk=(risk,))}, coverage=(),
        beside=basis,
    )  # fmt: skip
    beside = screening_record(answer, clear=False)["beside"]
    assert beside == {"on": "2026-01-08", "licences": "licences@1", "programmes": "programmes@1"}


def test_with_the_query_supplied_a_record_replays(screener: Screener) -> None:
    """Invariant 5: the ids in the record find everything; the hash proves the answer."""
    record = screening_record(screener.screen(QUERIES[0]), clear=False)
    assert record["snapshot"] == screener.snapshot.id
    assert record["policy"] == screener.policy.id
    assert record["engine"] == screener.snapshot.manifest.engine
    again = encoded(Screener(screener.snapshot).screen(QUERIES[0]))
    assert hashlib.sha256(again).hexdigest() == record["answer_sha256"]


def test_another_policy_is_another_answer(screener: Screener) -> None:
    strict = Screener(screener.snapshot, Policy(threshold=0.99))
    one = screening_record(screener.screen(QUERIES[0]), clear=False)
    other = screening_record(strict.screen(QUERIES[0]), clear=False)
    assert one["policy"] != other["policy"]
    assert one["answer_sha256"] != other["answer_sha256"]


def test_a_query_hash_tells_queries_apart() -> None:
    others = [Query(name="Volna Energo", kind="vessel"), Query(name="Volna  Energo"), *QUERIES]
    assert len({query_hash(query) for query in others}) == len(others)


def test_a_chunk_is_bound_to_its_queries_its_hits_and_their_order(screener: Screener) -> None:
    """Invariant 12: one record per chunk, with hashes of input and output."""
    hits = screener.hits(QUERIES)
    record = chunk_record(screener, (1, 3), QUERIES, hits)
    assert (record["queries"], record["with_hits"], record["rows"]) == (3, 2, [1, 3])
    turned = chunk_record(screener, (1, 3), QUERIES[::-1], hits[::-1])
    assert record["queries_sha256"] != turned["queries_sha256"]
    assert record["hits_sha256"] != turned["hits_sha256"]
    fewer = chunk_record(screener, (1, 3), QUERIES, [(), *hits[1:]])
    assert record["hits_sha256"] != fewer["hits_sha256"]
    assert b"Volna" not in msgspec.json.encode(record)
