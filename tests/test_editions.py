"""The real monthly editions of OFAC's SDN.CSV, 2021 to 2024: one call loads them, and a name
screened on each turns at the right one."""

import datetime
from pathlib import Path

import pytest

from interdict.lists.intake import Instructions
from interdict.party import Query
from interdict.screening.freshness import confirmed, received
from interdict.screening.record import screening_record
from interdict.screening.screen import Screener, encoded
from interdict.screening.when import When
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import open_as_of, open_current
from interdict.snapshot.states import compared, last_editions
from interdict.snapshot.store import Home
from interdict.snapshot.timeline import parties_named, timeline
from interdict.update import add

MONTHLY = "lists/ofac/sdn-csv-monthly-2021-2024"
AROUND = ("2021-12-30", "2022-01-31", "2022-02-28", "2022-03-31", "2022-04-29", "2022-05-27")
"""The editions around the designations of February to April 2022."""


@pytest.fixture(scope="module")
def monthly(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with six of the monthly editions, added in one call."""
    files = [shared_data / MONTHLY / f"sdn_{day}.csv.xz" for day in AROUND]
    if not all(file.exists() for file in files):
        pytest.skip("the monthly SDN.CSV editions are not here")
    home = Home(tmp_path_factory.mktemp("monthly"))
    add(home, files, Instructions())
    return home


def asked(home: Home, query: Query, day: str) -> tuple[str, bytes]:
    """The United States' verdict on a day, and the whole answer's bytes."""
    on = datetime.date.fromisoformat(day)
    snapshot = open_as_of(home, on)
    answer = Screener(snapshot, confirmed=received(home, snapshot), when=When(as_of=on)).screen(
        query
    )
    return answer.verdicts["us"].verdict, encoded(answer)


def test_each_file_is_an_edition_and_the_newest_is_in_force(monthly: Home) -> None:
    kept = Archive(monthly).editions()
    assert [edition.published.isoformat() for edition in kept] == list(AROUND)
    assert all(edition.dated_by == "file-name" for edition in kept)
    assert [e.published.isoformat() for e in open_current(monthly).editions] == [AROUND[-1]]
    assert len(monthly.history()) == 1


@pytest.mark.parametrize(
    ("query", "first_blocked"),
    [
        # designated 24 February, 24 February and 6 April 2022
        (Query(name="VTB Bank Public Joint Stock Company", kind="organization"), "2022-02-28"),
        (Query(name="Public Joint Stock Company Sberbank of Russia", kind="organization"),
         "2022-04-29"),
        (Query(name="Joint Stock Company Alfa-Bank", kind="organization"), "2022-04-29"),
    ],
)  # fmt: skip
def test_a_bank_is_blocked_from_the_edition_that_lists_it(
    monthly: Home, query: Query, first_blocked: str
) -> None:
    found = {day: asked(monthly, query, day) for day in AROUND[1:5]}
    for day, (verdict, _) in found.items():
        assert (verdict == "blocked") == (day >= first_blocked), (day, verdict)
    assert {day: asked(monthly, query, day) for day in AROUND[1:5]} == found


def test_who_was_delisted_is_free_from_the_next_edition_on(monthly: Home) -> None:
    """Whoever the timeline says went in April 2022, by that name and number."""
    went = [
        event
        for event in timeline(monthly, "ofac-sdn").events
        if event.what == "delisted"
        and event.seen == datetime.date(2022, 4, 29)
        and event.kind == "person"
        and len(event.name.split()) > 2
    ]
    assert went
    answers = []
    for event in went[:5]:
        for day in ("2022-03-31", "2022-04-29"):
            snapshot = open_as_of(monthly, datetime.date.fromisoformat(day))
            hits = Screener(snapshot).screen(Query(name=event.name, kind="person")).hits
            answers.append(event.party in {hit.party.id for hit in hits})
    assert answers == [True, False] * len(went[:5])


def test_the_timeline_counts_every_party_in_and_out(monthly: Home) -> None:
    """Nothing lost: listed so far less delisted so far is what each edition holds."""
    made = timeline(monthly, "ofac-sdn")
    for edition in Archive(monthly).editions():
        until = [event.what for event in made.events if event.seen <= edition.published]
        assert until.count("listed") - until.count("delisted") == edition.parties
    assert parties_named(made, "Sberbank of Russia")


def test_an_answer_recorded_then_comes_out_again_byte_for_byte(
    monthly: Home, shared_data: Path, tmp_path: Path
) -> None:
    """Invariant 5: from the ids in its record, whatever was loaded and confirmed since."""
    home, file = Home(tmp_path / "home"), shared_data / MONTHLY / "sdn_2022-02-28.csv.xz"
    add(home, [file], Instructions())
    snapshot = open_current(home)
    query = Query(name="VTB Bank Public Joint Stock Company")
    record = screening_record(
        Screener(snapshot, confirmed=confirmed(home, snapshot)).screen(query), clear=True
    )
    add(home, [shared_data / MONTHLY / "sdn_2022-03-31.csv.xz"], Instructions())
    again = open_as_of(home, datetime.date(2022, 3, 1))
    assert again.id == record["snapshot"]
    sure = {source: datetime.date.fromisoformat(day) for source, _, day in record["coverage"]}
    replayed = screening_record(Screener(again, confirmed=sure).screen(query), clear=True)
    assert replayed["answer_sha256"] == record["answer_sha256"]


def test_what_the_un_added_in_february_2026_is_told(shared_data: Path, tmp_path: Path) -> None:
    """Four persons under the Sudan sanctions, on 24 February; nobody else came or went."""
    folder, home = shared_data / "lists" / "un", Home(tmp_path / "home")
    for name in ("consolidated_2026-01-28_pakote.xml", "UN_consolidated_moov.xml"):
        if not (folder / name).exists():
            pytest.skip("the UN's editions of 2026 are not here")
        add(home, [folder / name], Instructions())
    before, after = last_editions(Archive(home), "un")
    (found,) = compared(Archive(home), before, after)
    assert {party.listings[0].programmes for party in found.changes.added} == {("Sudan",)}
    assert {party.listings[0].listed_on for party in found.changes.added} == {
        datetime.date(2026, 2, 24)
    }
    assert (len(found.changes.added), len(found.changes.removed)) == (4, 0)


def test_a_stated_day_tells_what_was_in_effect_before_the_edition(
    shared_data: Path, tmp_path: Path
) -> None:
    """Rosneft: sectoral since 16 July 2014, blocked since 22 October 2025; from the edition of
    January 2026 alone."""
    file = shared_data / "lists/ofac/nonsdn-enhanced-xml-2026-01/CONS_ENHANCED.XML"
    if not file.exists():
        pytest.skip("the non-SDN list of January 2026 is not here")
    home = Home(tmp_path / "home")
    add(home, [file], Instructions())
    query = Query(name="Rosneft Oil Company", kind="organization")
    found = {}
    for day in ("2014-07-15", "2014-07-16", "2025-10-21", "2025-10-22"):
        screener = Screener(open_current(home), when=When(as_of=datetime.date.fromisoformat(day)))
        found[day] = screener.screen(query).verdicts["us"].verdict
    assert found == {
        "2014-07-15": "unknown",
        "2014-07-16": "restricted",
        "2025-10-21": "restricted",
        "2025-10-22": "blocked",
    }
