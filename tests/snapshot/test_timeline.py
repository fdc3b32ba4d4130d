"""When somebody was listed, changed, delisted, as far as the kept editions tell."""

import datetime
from pathlib import Path

import pytest

from interdict.lists.intake import Instructions
from interdict.snapshot import timeline as module
from interdict.snapshot.store import Home
from interdict.snapshot.timeline import Event, parties_named, timeline
from interdict.update import add

JANUARY = datetime.date(2022, 1, 31)
FEBRUARY = datetime.date(2022, 2, 28)
MARCH = datetime.date(2022, 3, 31)


def of(home: Home, party: str) -> list[Event]:
    return [event for event in timeline(home, "ofac-sdn").events if event.party == party]


def test_a_party_is_listed_between_two_editions_and_delisted_between_two(
    three_editions: Home,
) -> None:
    came, went = of(three_editions, "ofac-sdn:8011")
    assert (came.what, came.unseen, came.seen) == ("listed", JANUARY, FEBRUARY)
    assert (went.what, went.unseen, went.seen) == ("delisted", FEBRUARY, MARCH)
    assert came.when == "after 2022-01-31, by 2022-02-28"


def test_what_the_oldest_edition_holds_may_be_older(three_editions: Home) -> None:
    (listed,) = [e for e in of(three_editions, "ofac-sdn:8001") if e.what == "listed"]
    assert listed.unseen is None
    assert listed.when == "on or before 2022-01-31"


def test_when_an_alias_was_added_is_told(three_editions: Home) -> None:
    (_, alias) = of(three_editions, "ofac-sdn:8002")
    assert alias.seen == MARCH
    assert "alias added" in alias.kinds
    assert alias.material
    (_, linked) = of(three_editions, "ofac-sdn:8004")
    assert not linked.material


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ofac-sdn:8003", ("ofac-sdn:8003",)),
        ("Igor Volkov", ("ofac-sdn:8001",)),
        ("Игорь Волков", ("ofac-sdn:8001",)),
        ("the wolf", ("ofac-sdn:8001",)),
        ("slt", ("ofac-sdn:8002",)),
        ("Ostrovnaya", ("ofac-sdn:8011",)),
        ("Nobody At All", ()),
        ("...", ()),
    ],
)
def test_a_party_is_found_by_every_name_it_ever_had(
    three_editions: Home, asked: str, found: tuple[str, ...]
) -> None:
    """In any script and order; also the names of those who are gone."""
    assert parties_named(timeline(three_editions, "ofac-sdn"), asked) == found


def test_only_new_editions_are_compared(
    three_editions: Home, small_editions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = timeline(three_editions, "ofac-sdn")
    newer = tmp_path / "sdn_2022-04-29.csv"
    newer.write_bytes((small_editions / "sdn_2022-02-28.csv").read_bytes() + b"\n")
    add(three_editions, [newer], Instructions())
    calls: list[int] = []
    real = module.changes
    monkeypatch.setattr(
        module, "changes", lambda *args, **asked: calls.append(1) or real(*args, **asked)
    )
    after = timeline(three_editions, "ofac-sdn")
    assert len(calls) == 1
    assert after.events[: len(before.events)] == before.events
    assert {event.what for event in after.events[len(before.events) :]} == {
        "listed", "delisted", "changed",
    }  # fmt: skip
    assert timeline(three_editions, "ofac-sdn") == after
    assert len(calls) == 1


@pytest.mark.parametrize("damage", [b"", b"no gzip", None])
def test_a_damaged_or_older_note_is_made_again(
    three_editions: Home, damage: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = timeline(three_editions, "ofac-sdn")
    (kept,) = three_editions.timelines.iterdir()
    if damage is None:
        monkeypatch.setattr(module, "__version__", "9.9.9")
    else:
        kept.write_bytes(damage)
    assert timeline(three_editions, "ofac-sdn") == whole


def test_an_edition_that_comes_late_takes_its_place(small_editions: Path, tmp_path: Path) -> None:
    """However the editions came, the timeline is the same."""
    january, february, march = sorted(small_editions.iterdir())
    late, early = Home(tmp_path / "late"), Home(tmp_path / "early")
    for home, order in ((late, (january, march, february)), (early, (january, february, march))):
        for file in order:
            add(home, [file], Instructions())
            timeline(home, "ofac-sdn")
    assert timeline(late, "ofac-sdn") == timeline(early, "ofac-sdn")
    assert len(timeline(late, "ofac-sdn").editions) == 3
