"""An edition that comes in parts: the EU's acts, loaded a few at a time."""

import datetime
import shutil
from pathlib import Path

import msgspec
import pytest

from interdict.errors import MalformedFile, ShrunkenEdition, StaleLists
from interdict.lists.intake import Instructions
from interdict.party import Query
from interdict.piecemeal import confirm_whole
from interdict.screening.freshness import confirmed, refuse_stale
from interdict.screening.policy import Policy
from interdict.screening.screen import screen
from interdict.snapshot.archive import Archive, Receipt
from interdict.snapshot.opening import open_as_of, open_current
from interdict.snapshot.store import Home
from interdict.update import Added, add

FOLDER = Path(__file__).parent / "fixtures" / "eu"
DAY = datetime.date(2026, 8, 22)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def load(home: Home, *names: str | Path, on: datetime.date = DAY, accept: str = "") -> Added:
    paths = [FOLDER / name if isinstance(name, str) else name for name in names]
    return add(home, paths, Instructions(published=on), accept.split())


def acts_in_force(home: Home) -> set[str]:
    snapshot = open_current(home)
    parties = (snapshot.party(row) for row in range(len(snapshot)))
    return {party.provenance.record.partition("-")[0] for party in parties}


def test_loading_some_acts_keeps_the_others(home: Home) -> None:
    load(home, "32014R0269.csv", "32014R0833.csv")
    added = load(home, "32006R0765.csv", on=DAY + datetime.timedelta(days=1))
    assert acts_in_force(home) == {"32014R0269", "32014R0833", "32006R0765"}
    assert added.outcomes[0].findings[0].code == "parts-kept"


def test_one_act_at_a_time_or_all_at_once_is_the_same_edition(home: Home, tmp_path: Path) -> None:
    names = ("32014R0269.csv", "32014R0833.csv", "32006R0765.csv")
    other = Home(tmp_path / "other")
    at_once = load(other, *names)
    for name in names:
        last = load(home, name)
    assert last.snapshot == at_once.snapshot


def test_an_older_act_does_not_come_into_force(home: Home) -> None:
    load(home, "32014R0269.csv")
    before = home.current()
    added = load(home, "32006R0765.csv", on=DAY - datetime.timedelta(days=30))
    assert not added.outcomes[0].in_force
    assert home.current() == before


def test_the_past_is_answered_with_the_acts_of_then(home: Home) -> None:
    load(home, "32014R0269.csv")
    load(home, "32006R0765.csv", on=DAY + datetime.timedelta(days=1))
    then = screen(open_as_of(home, DAY), Query(name="Yury Testavich BEISPIELAU"))
    now = screen(open_current(home), Query(name="Yury Testavich BEISPIELAU"))
    assert (len(then.hits), len(now.hits)) == (0, 1)


def test_a_list_is_as_sure_as_its_oldest_act(home: Home) -> None:
    """Confirming one act daily must not make a year-old one look fresh."""
    load(home, "32014R0269.csv")
    archive = Archive(home)
    first = archive.confirmed("eu")
    load(home, "32006R0765.csv", on=DAY + datetime.timedelta(days=1))
    assert archive.confirmed("eu") == first
    load(home, "32014R0269.csv", on=DAY + datetime.timedelta(days=1))
    assert first is not None
    assert (archive.confirmed("eu") or first) > first


def unconfirmed(home: Home, days: int) -> datetime.datetime:
    """Two acts that came some days ago, by a run that was killed before it confirmed them."""
    load(home, "32014R0269.csv", "32014R0833.csv")
    shutil.rmtree(home.confirmations)
    (receipt,) = home.editions.glob("eu/*/receipt.json")
    noted = msgspec.json.decode(receipt.read_bytes(), type=Receipt)
    came = noted.received - datetime.timedelta(days=days)
    receipt.write_bytes(msgspec.json.encode(msgspec.structs.replace(noted, received=came)))
    return came


def test_acts_that_nobody_confirmed_are_as_old_as_their_files(home: Home) -> None:
    came = unconfirmed(home, days=100)
    for days, name in enumerate(("32006R0765.csv", "32006R0765.csv"), 1):
        load(home, name, on=DAY + datetime.timedelta(days=days))
        assert Archive(home).confirmed("eu") == came
    with pytest.raises(StaleLists):
        refuse_stale(home, open_current(home), Policy())


def test_an_edition_that_nobody_confirmed_is_as_old_as_its_oldest_act(home: Home) -> None:
    """Killed between bringing it into force and confirming it."""
    came = unconfirmed(home, days=100)
    load(home, "32006R0765.csv", on=DAY + datetime.timedelta(days=1))
    shutil.rmtree(home.confirmations)
    assert confirmed(home, open_current(home)) == {"eu": came.date()}


def test_a_whole_edition_confirmed_confirms_its_acts(home: Home) -> None:
    unconfirmed(home, days=100)
    archive, now = Archive(home), datetime.datetime.now(datetime.UTC)
    edition = archive.in_force("eu")
    assert edition is not None
    confirm_whole(archive, edition, now)
    assert archive.confirmed("eu") == archive.confirmed("eu:32014R0269") == now


def test_an_act_that_lost_everybody_is_asked_about(home: Home, tmp_path: Path) -> None:
    """However large the others are: the whole list would not have shrunk by much."""
    load(home, "32014R0269.csv", "32014R0833.csv", "32006R0765.csv")
    empty = tmp_path / "32006R0765.csv"
    header = (FOLDER / empty.name).read_text("utf-8").splitlines(keepends=True)[0]
    empty.write_text(header, "utf-8")
    with pytest.raises(ShrunkenEdition, match="32006R0765 of eu has 0 parties"):
        load(home, empty)
    load(home, empty, on=DAY + datetime.timedelta(days=1), accept="eu")
    assert acts_in_force(home) == {"32014R0269", "32014R0833"}


def test_a_notice_alone_changes_nothing(home: Home) -> None:
    load(home, "32014R0269.csv")
    before = home.current()
    with pytest.raises(MalformedFile, match="amendments only"):
        load(home, "32026R9001.csv")
    assert home.current() == before


def test_one_bad_act_leaves_all_as_they_were(home: Home, tmp_path: Path) -> None:
    load(home, "32014R0269.csv")
    before = home.current()
    bad = tmp_path / "32014R0833.csv"
    bad.write_bytes((FOLDER / bad.name).read_bytes()[:-20])
    with pytest.raises(MalformedFile):
        load(home, bad, "32006R0765.csv", on=DAY + datetime.timedelta(days=1))
    assert home.current() == before
