"""Scoring every pair tells whether screening lost a hit."""

import pytest
from benchmarks.exhaustive import Agreement, agreement

from interdict.party import Query
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home


@pytest.fixture
def snapshot(loaded: Home) -> Snapshot:
    return open_current(loaded)


def as_listed(snapshot: Snapshot) -> list[Query]:
    return [Query(name=snapshot.party(row).primary_name) for row in range(len(snapshot))]


def test_screening_finds_and_scores_what_every_pair_does(snapshot: Snapshot) -> None:
    agreed = agreement(snapshot, range(len(snapshot)), as_listed(snapshot))
    assert agreed.hits >= len(snapshot)
    assert agreed.lost == agreed.other_score == ()
    assert agreed.recall == 1.0


def test_a_hit_that_screening_does_not_find_is_lost(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Screener, "hits", lambda _, asked: [() for _ in asked])
    agreed = agreement(snapshot, range(len(snapshot)), as_listed(snapshot))
    assert len(agreed.lost) == agreed.hits > 0


def test_recall_is_the_share_that_was_not_lost() -> None:
    assert Agreement(names=10, hits=4, lost=((0, "a:1"),), other_score=()).recall == 0.75
