"""Joins are kept as a matter of time, never of results."""

from pathlib import Path

import pytest

from interdict.screening import join_notes
from interdict.screening.join_notes import joins_of
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.snapshot.snapshot import open_snapshot
from interdict.snapshot.stake_store import StakeStore
from interdict.snapshot.store import Home
from owned import FILINGS, VOLNA, added, table


@pytest.fixture
def screener(loaded: Home) -> Screener:
    current = loaded.current()
    assert current is not None
    return Screener(open_snapshot(loaded.snapshot_folder(current)))


@pytest.fixture
def screened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of everybody who is screened from now on."""
    asked: list[str] = []
    screening = join_notes.joins

    def watched(screener: Screener, entities):  # type: ignore[no-untyped-def]
        known = list(entities)
        asked.extend(each.id for each in known)
        return screening(screener, known)

    monkeypatch.setattr(join_notes, "joins", watched)
    return asked


def test_only_who_owns_something_is_screened(
    loaded: Home, screener: Screener, screened: list[str]
) -> None:
    added(loaded)
    joins_of(loaded, screener, StakeStore(loaded).open_current())
    assert "filings:Volna Shipping Ltd" in screened
    assert "filings:Volna Port LLC" not in screened


def test_a_second_question_screens_nobody_and_has_the_same_answer(
    loaded: Home, screener: Screener, screened: list[str]
) -> None:
    added(loaded)
    stakes = StakeStore(loaded).open_current()
    first = joins_of(loaded, screener, stakes)
    screened.clear()
    assert joins_of(loaded, screener, stakes) == first
    assert screened == []


def test_with_other_stakes_only_new_owners_are_screened_and_nothing_differs(
    loaded: Home, tmp_path: Path, screener: Screener, screened: list[str]
) -> None:
    added(loaded)
    joins_of(loaded, screener, StakeStore(loaded).open_current())
    lines = VOLNA.read_text(encoding="utf-8").splitlines()[1:]
    more = [",".join(line.split(",")[:3]) for line in lines] + ["Hanbit General Trading,B Oy,60"]
    added(loaded, table(tmp_path / "more.csv", *more), FILINGS)
    screened.clear()
    stakes = StakeStore(loaded).open_current()
    noted = joins_of(loaded, screener, stakes)
    assert screened == ["filings:Hanbit General Trading"]
    for note in loaded.path.glob("stakes/joins/*"):
        note.unlink()
    assert joins_of(loaded, screener, stakes) == noted


def test_another_policy_screens_again(
    loaded: Home, screener: Screener, screened: list[str]
) -> None:
    added(loaded)
    stakes = StakeStore(loaded).open_current()
    joins_of(loaded, screener, stakes)
    screened.clear()
    joins_of(loaded, Screener(screener.snapshot, Policy(threshold=0.9)), stakes)
    assert screened


def test_a_damaged_note_is_as_good_as_none(loaded: Home, screener: Screener) -> None:
    added(loaded)
    stakes = StakeStore(loaded).open_current()
    first = joins_of(loaded, screener, stakes)
    (note,) = loaded.path.glob("stakes/joins/*")
    note.write_bytes(b"nonsense")
    assert joins_of(loaded, screener, stakes) == first
