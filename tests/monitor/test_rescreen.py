"""Rescreening knows after every run what a full screening would find, and says what changed."""

import itertools
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from benchmarks.inputs import negatives, with_typo
from hypothesis import given, settings
from hypothesis import strategies as st

from interdict.audit import read
from interdict.dates import span
from interdict.errors import UsageError
from interdict.lists.intake import Instructions
from interdict.monitor.seal import seal
from interdict.party import BirthDate, CountryFact, Measure, Name, Party
from interdict.screening.policy import Policy
from interdict.snapshot.opening import open_current
from interdict.update import add
from listed_parties import IMO, PASSPORT, on, party
from monitor_worlds import Customer, World, told

PETRENKO = party(
    "ofac-sdn:1", "person", "PETRENKO, Boris Ivanovich",
    listing=on("ofac-sdn", programmes=("RUSSIA-EO14024",)),
    birth_dates=(BirthDate(span=span(1952, 10, 7)),),
    countries=(CountryFact(role="nationality", code="ru"),),
)  # fmt: skip
VOLNA = party("ofac-sdn:2", "organization", "VOLNA ENERGO")
HERON = party("ofac-sdn:4", "vessel", "GREY HERON", identifiers=(IMO,))
SAFADI = party("un:QDi.902", "person", "YUSUF KARIM AL SAFADI", ("Abu Karim", "weak-alias"))

BORIS = ("C-1", "Boris Petrenko", "person")
LIGHTHOUSE = ("C-2", "Lighthouse Bakery", "organization")
YUSUF = ("C-3", "Yousef Karim Alsafadi", "person")
ENERGO = ("C-4", "Volna Energo OOO", "organization")


def other(old: Party, **facts: object) -> Party:
    return msgspec.structs.replace(old, **facts)


def alias(old: Party, *names: str) -> Party:
    spelled = tuple(Name(full=name, kind="strong-alias") for name in names)
    return other(old, names=(*old.names, *spelled))


# -- what is told ----------------------------------------------------------------------------


def test_the_first_run_screens_everybody_and_says_so(world: World) -> None:
    world.lists([PETRENKO, SAFADI])
    world.customers([BORIS, LIGHTHOUSE, YUSUF])
    report = world.run()
    assert (report.why_all, report.screened) == ("it is the first run", 3)
    assert told(report) == [
        ("C-1", "ofac-sdn:1", "new", "customer added"),
        ("C-3", "un:QDi.902", "new", "customer added"),
    ]


def test_a_run_after_which_nothing_changed_screens_nobody(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS, LIGHTHOUSE])
    world.run()
    report = world.run()
    assert (report.run, report.screened, report.why_all, report.alerts) == (2, 0, "", ())


def test_a_new_listing_gives_a_new_hit(world: World) -> None:
    world.lists([SAFADI])
    world.customers([BORIS, LIGHTHOUSE])
    world.run()
    world.lists([SAFADI, PETRENKO])
    report = world.run()
    assert told(report) == [("C-1", "ofac-sdn:1", "new", "new listing")]
    assert report.screened < 2


def test_a_new_alias_gives_a_new_hit_of_a_party_that_did_not_hit(world: World) -> None:
    world.lists([VOLNA])
    world.customers([LIGHTHOUSE])
    world.run()
    world.lists([alias(VOLNA, "LIGHTHOUSE BAKERY")])
    (alert,) = world.run().alerts
    (change,) = alert.changes
    assert (change.became, change.causes) == ("new", ("alias added",))
    assert change.because == "alias added: LIGHTHOUSE BAKERY"


def test_a_new_identifier_gives_a_new_hit(world: World) -> None:
    world.lists([other(HERON, identifiers=())])
    world.customers([("C-9", "Morning Star", "vessel", "", "", "", IMO.value)])
    assert world.run().alerts == ()
    world.lists([HERON])
    assert told(world.run()) == [("C-9", "ofac-sdn:4", "new", "identifier added")]


def test_a_party_under_another_programme_changes_its_hits(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    world.run()
    world.lists([other(PETRENKO, listings=(on("ofac-sdn", programmes=("NPWMD",)),))])
    report = world.run()
    assert told(report) == [("C-1", "ofac-sdn:1", "changed", "programme removed, programme added")]
    assert report.alerts[0].changes[0].hit.programmes == ("NPWMD",)


def test_a_party_that_is_delisted_withdraws_its_hits(world: World) -> None:
    world.lists([PETRENKO, SAFADI])
    world.customers([BORIS])
    world.run()
    world.lists([SAFADI])
    (alert,) = world.run().alerts
    assert alert.open_hits == 0
    assert [(c.became, c.because, c.hit.programmes) for c in alert.changes] == [
        ("withdrawn", "delisted", ("RUSSIA-EO14024",))
    ]


def test_an_alias_that_goes_withdraws_the_hit_it_gave(world: World) -> None:
    world.lists([alias(VOLNA, "LIGHTHOUSE BAKERY")])
    world.customers([LIGHTHOUSE, ENERGO])
    world.run()
    world.lists([VOLNA])
    assert told(world.run()) == [
        ("C-2", "ofac-sdn:2", "withdrawn", "alias removed"),
        ("C-4", "ofac-sdn:2", "changed", "alias removed"),
    ]


def test_a_change_that_alters_no_answer_is_not_told(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    world.run()
    world.lists([other(PETRENKO, names=(Name(full="Petrenko, BORIS Ivanovich"),), remarks="x")])
    report = world.run()
    assert (report.parties, report.alerts) == ((0, 0, 0), ())
    assert world.known == world.full()


def test_aliases_in_another_order_are_no_change_of_a_hit(world: World) -> None:
    world.lists([alias(VOLNA, "ANNA TRADING", "TRADING ANNA")])
    world.customers([("C-1", "Anna Trading", "organization"), BORIS])
    world.run()
    world.lists([alias(VOLNA, "TRADING ANNA", "ANNA TRADING")])
    assert world.run().alerts == ()
    assert world.known == world.full()


def test_one_customer_is_one_alert_however_many_parties_and_aliases_hit(world: World) -> None:
    world.lists([VOLNA])
    world.customers([("C-1", "Boris Petrenko")])
    world.run()
    namesake = party("un:X.1", "person", "Boris Petrenko", ("Petrenko Boris", "strong-alias"))
    world.lists([VOLNA, alias(PETRENKO, "Boris Petrenko", "Borys Petrenko"), namesake])
    (alert,) = world.run().alerts
    assert [change.hit.party for change in alert.changes] == ["ofac-sdn:1", "un:X.1"]


# -- one party on several lists --------------------------------------------------------------


HGTC = party("un:QDe.7", "organization", "HANBIT GENERAL TRADING CORPORATION")


def test_records_that_are_joined_change_the_hits_of_their_party(world: World) -> None:
    """What the other list says of the party asks for a review of who hits the one only."""
    world.lists([VOLNA, HGTC, PETRENKO])
    world.customers([ENERGO, BORIS])
    world.run()
    world.decide("join", "ofac-sdn:2", "un:QDe.7")
    report = world.run()
    assert told(report) == [("C-4", "ofac-sdn:2", "changed", "same-party")]
    (change,) = report.alerts[0].changes
    assert change.because == (
        "same-party: un:QDe.7, one party by decision of A. Analyst on 2026-11-23: a file note"
    )
    assert world.known == world.full()
    assert world.run().alerts == ()
    world.decide("withdraw", "ofac-sdn:2", "un:QDe.7")
    (change,) = world.run().alerts[0].changes
    assert (change.became, change.because) == ("changed", "same-party: no longer un:QDe.7")


def test_a_new_listing_that_only_joins_a_hit_changes_it_and_so_does_what_becomes_of_it(
    world: World,
) -> None:
    world.lists([VOLNA, HGTC])
    world.decide("join", "ofac-sdn:2", "un:QDe.7")
    world.lists([VOLNA])
    world.customers([ENERGO])
    world.run()
    world.lists([VOLNA, HGTC])
    assert told(world.run()) == [("C-4", "ofac-sdn:2", "changed", "same-party")]
    measured = on("un", Measure(kind="block"))
    world.lists([VOLNA, other(HGTC, listings=(measured,))])
    (change,) = world.run().alerts[0].changes
    assert change.because.startswith("same-party: un:QDe.7, measure")
    world.lists([VOLNA])
    (change,) = world.run().alerts[0].changes
    assert change.because == "same-party: no longer un:QDe.7"
    assert world.known == world.full()


def test_records_of_which_both_hit_are_told_as_hits_alone(world: World) -> None:
    namesake = party("un:X.1", "person", "Boris Petrenko")
    world.lists([PETRENKO, namesake])
    world.customers([BORIS])
    world.run()
    world.decide("join", "ofac-sdn:1", "un:X.1")
    assert world.run().alerts == ()


# -- the other direction ---------------------------------------------------------------------


def test_only_customers_who_were_added_or_changed_are_screened_against_everything(
    world: World,
) -> None:
    world.lists([PETRENKO, VOLNA])
    world.customers([BORIS, LIGHTHOUSE, ("C-5", "Anna Lindqvist")])
    world.run()
    world.customers([ENERGO, LIGHTHOUSE, BORIS, ("C-5", "Borys Petrenko")])
    report = world.run()
    assert (report.screened, report.moved) == (2, (1, 1, 0))
    assert told(report) == [
        ("C-4", "ofac-sdn:2", "new", "customer added"),
        ("C-5", "ofac-sdn:1", "new", "customer changed"),
    ]
    assert [alert.row for alert in report.alerts] == [1, 4]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_no_two_customers_have_one_key_though_the_file_bears_a_numbered_one(
    world: World, place: int
) -> None:
    """Joint holders ``A`` and ``A``, and somebody else who is ``A#2``."""
    rows = [("A", "Anna Lindqvist"), ("A", "Boris Petrenko", "person")]
    rows.insert(place, ("A#2", "Yousef Karim Alsafadi", "person"))
    world.lists([PETRENKO, SAFADI])
    world.customers(rows)
    report = world.run()
    assert told(report) == [
        ("A#2", "un:QDi.902", "new", "customer added"),
        ("A#3", "ofac-sdn:1", "new", "customer added"),
    ]
    assert [alert.name for alert in report.alerts] == ["Yousef Karim Alsafadi", "Boris Petrenko"]
    assert world.known == world.full()
    more = [("A", "B. I. Petrenko"), ("A#2", "Anna Lindqvist"), LIGHTHOUSE]
    world.customers([*rows, *more])
    assert world.run().moved == (3, 0, 0)
    registration = world.file.registration()
    assert registration is not None
    customers = world.file.customers(registration.customers)
    keys = [customers.key(row) for row in range(6)]
    assert sorted(keys) == ["A", "A#2", "A#2#2", "A#3", "A#4", "C-2"]
    assert customers.rows_of(keys) == {key: row for row, key in enumerate(keys)}


def test_customers_stored_by_another_version_are_all_screened_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.lists([PETRENKO])
    with monkeypatch.context() as earlier:
        earlier.setattr("interdict.monitor.customers.FORM", 1)
        world.customers([BORIS, LIGHTHOUSE])
        world.run()
    assert "another version" in world.run().why_all
    assert world.run().why_all == ""


def test_a_customer_who_left_takes_the_hits_along(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([(*BORIS, "", "", "", "", "a good client"), LIGHTHOUSE])
    world.run()
    world.customers([LIGHTHOUSE])
    (alert,) = world.run().alerts
    assert (alert.customer, alert.row, alert.values[-1]) == ("C-1", 0, "a good client")
    assert [change.because for change in alert.changes] == ["customer removed"]


def test_a_cell_that_no_query_is_made_of_screens_nobody_again(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    world.run()
    world.customers([(*BORIS, "", "", "", "", "moved to Oslo")])
    report = world.run()
    assert (report.screened, report.alerts) == (0, ())


def test_a_key_that_comes_twice_is_two_customers(world: World) -> None:
    world.lists([PETRENKO, SAFADI])
    world.customers([BORIS, ("C-1", "Yusuf Karim al Safadi"), LIGHTHOUSE])
    assert [alert.customer for alert in world.run().alerts] == ["C-1", "C-1#2"]


def test_a_column_that_does_not_tell_customers_apart_is_refused(world: World) -> None:
    with pytest.raises(UsageError, match="--key COLUMN"):
        world.customers([("1", "Anna"), ("1", "Berta"), ("1", "Carla")])
    assert world.file.registration() is None


def test_lists_and_customers_may_change_at_once(world: World) -> None:
    world.lists([VOLNA])
    world.customers([BORIS, LIGHTHOUSE])
    world.run()
    world.lists([alias(VOLNA, "LIGHTHOUSE BAKERY"), PETRENKO])
    world.customers([BORIS, ENERGO, LIGHTHOUSE])
    assert told(world.run()) == [
        ("C-1", "ofac-sdn:1", "new", "new listing"),
        ("C-2", "ofac-sdn:2", "new", "alias added"),
        ("C-4", "ofac-sdn:2", "new", "customer added"),
    ]
    assert world.known == world.full()


# -- when everything is screened again -------------------------------------------------------


def test_another_policy_screens_everybody_again_and_says_so(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([("C-1", "Boris Petrosyan"), ("C-2", "Boris Petrenko")])
    world.run(Policy(threshold=0.99))
    report = world.run(Policy(threshold=0.5))
    assert report.why_all.startswith("the policy changed from default@1#")
    assert report.screened == 2
    assert all("policy changed" in c.because for a in report.alerts for c in a.changes)
    assert world.known == world.full(Policy(threshold=0.5))


def test_a_snapshot_that_is_gone_means_everybody_again(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    world.run()
    old = world.home.snapshot_folder(world.home.current() or "")
    world.lists([PETRENKO, VOLNA])
    for path in old.iterdir():
        path.unlink()
    report = world.run()
    assert "is not kept" in report.why_all
    assert world.known == world.full()


def test_customers_indexed_by_another_engine_are_indexed_again(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS, LIGHTHOUSE])
    registration = world.file.registration()
    assert registration is not None
    stored = world.file.customers(registration.customers).folder / "customers.json"
    stored.write_bytes(stored.read_bytes().replace(b'"engine":"', b'"engine":"another-'))
    for name in ("seal.json", ".checked"):
        stored.with_name(name).unlink()
    seal(stored.parent)
    assert [alert.customer for alert in world.run().alerts] == ["C-1"]
    assert world.run().alerts == ()


def test_every_chunk_and_every_run_is_in_the_audit_log(world: World) -> None:
    """Invariant 12."""
    world.lists([PETRENKO])
    world.customers([BORIS, LIGHTHOUSE])
    world.run()
    world.lists([PETRENKO, VOLNA])
    world.run()
    records = list(read(world.home.audit))
    assert [r.event for r in records] == ["monitor-chunk", "monitor-run", "monitor-run"]
    assert (records[0].content["queries"], records[0].content["with_hits"]) == (2, 1)
    assert records[2].content["parties_changed"] == [1, 0, 0]


# -- known hits are those of a full screening ------------------------------------------------

NAMES = (
    "Boris Petrenko", "PETRENKO, Boris", "Petrenko B.", "B. Petrenko", "Boris I. Petrenko",
    "Abdul Rahman", "Abdulrahman Saleh", "Abd al-Rahman Salih", "Al Qaida Trading",
    "Alqaida Trading Co", "Volna Energo", "Wolna Energo OOO", "VE", "Volna", "Grey Heron",
    "Gray Heron 2", "Kim Chol Su", "김철수", "Борис Петренко", "عبد الرحمن صالح",
    "ООО Волна Энерго",
    "Hanbit General Trading Corporation", "HGTC", "Lighthouse Bakery", "Bank of Ostrov", "9234563",
)  # fmt: skip
KINDS = ("", "person", "organization", "vessel")


Joining = tuple[Literal["join", "part"], tuple[int, int]]
pairs = st.lists(st.integers(1, 6), min_size=2, max_size=2, unique=True).map(tuple)


def numbered(number: int) -> str:
    return f"{'ofac-sdn' if number % 2 else 'un'}:{number}"


@st.composite
def listed(draw: st.DrawFn, number: int) -> Party:
    """A party that may change everything about itself but its id."""
    kind = draw(st.sampled_from(("person", "organization", "vessel", "unknown")))
    spelled = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    spelled[0] = draw(st.sampled_from((spelled[0], spelled[0].upper())))
    source = numbered(number).partition(":")[0]
    return party(
        numbered(number),
        kind,
        spelled[0],
        *((name, draw(st.sampled_from(("strong-alias", "weak-alias")))) for name in spelled[1:]),
        listing=on(
            source,
            *draw(st.sampled_from(((), (Measure(kind="block"),)))),
            programmes=draw(st.sampled_from(((), ("A",), ("A", "B")))),
        ),
        identifiers=draw(st.sampled_from(((), (IMO,), (PASSPORT,)))),
        gender=draw(st.sampled_from(("", "male"))),
        remarks=draw(st.sampled_from(("", "a remark"))),
    )


@st.composite
def customer(draw: st.DrawFn, number: int) -> Customer:
    """A customer who may change everything but the key."""
    return (
        f"K{number}",
        draw(st.sampled_from(NAMES)),
        draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(("", "1952-10-07"))),
        draw(st.sampled_from(("", "ru", "kp"))),
        draw(st.sampled_from(("", PASSPORT.value))),
        draw(st.sampled_from(("", IMO.value))),
    )


def some_of(kind: object, most: int) -> st.SearchStrategy[list[object]]:
    numbers = st.lists(st.integers(1, most), unique=True, max_size=most)
    return numbers.flatmap(lambda chosen: st.tuples(*(kind(n) for n in chosen)))  # type: ignore


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            some_of(listed, 6),
            some_of(customer, 8).filter(len),
            st.booleans(),
            st.none() | st.tuples(st.sampled_from(("join", "part")), pairs),
        ),
        min_size=2,
        max_size=4,
    )
)
def test_known_hits_are_those_of_a_full_screening_after_any_changes(
    days: list[tuple[list[Party], list[Customer], bool, Joining | None]],
) -> None:
    """Invariant 2: delta rescreening and screening agree."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        before: dict[str, tuple[object, ...]] = {}
        for parties, customers, only_lists, joining in days:
            world.lists(parties)
            if joining is not None:
                what, (one, other_one) = joining
                world.decide(what, numbered(one), numbered(other_one))
            if not (only_lists and before):
                world.customers(customers)
            report = world.run()
            assert world.known == world.full()
            for alert in report.alerts:
                stood = {hit.party for hit in before.get(alert.customer, ())}  # type: ignore
                stands = {hit.party for hit in world.known.get(alert.customer, ())}
                came = {c.hit.party for c in alert.changes if c.became == "new"}
                gone = {c.hit.party for c in alert.changes if c.became == "withdrawn"}
                assert (came, gone) == (stands - stood, stood - stands)
            before = dict(world.known)


def typos(parties: list[Party], dice: random.Random) -> Iterator[Customer]:
    for number, each in enumerate(parties):
        kind = "" if each.kind == "unknown" else each.kind
        name = dice.choice(each.names).full
        yield (f"L-{number}", with_typo(name, dice) if number % 3 else name, kind)


@pytest.mark.parametrize("sources", ["un", "ofac"])
def test_between_two_real_editions_known_hits_are_those_of_a_full_screening(
    shared_data: Path, tmp_path: Path, sources: str
) -> None:
    """Thousands of customers, a tenth of them listed names with typos."""
    files = {
        "un": ("un/consolidated_2025-11-30_pakote.xml", "un/consolidated_2026-01-28_pakote.xml"),
        "ofac": (
            "ofac/nonsdn-xml-2025-2026/CONSOLIDATED_pub2025-10-22.xml",
            "ofac/nonsdn-xml-2025-2026/CONSOLIDATED_pub2026-01-08.xml",
        ),
    }[sources]
    world = World(tmp_path / "home")
    dice = random.Random(20251022)  # noqa: S311 - names, not keys
    add(world.home, [shared_data / "lists" / files[1]], Instructions())
    newest = open_current(world.home)
    parties = [newest.party(row) for row in range(len(newest))]
    people = (
        (f"N-{number}", row["full_name"], "", row["date_of_birth"], row["nationality"])
        for number, row in enumerate(itertools.islice(negatives(shared_data), 3_000))
    )
    rows = [*people, *typos(dice.sample(parties, 300), dice)]
    earlier = World(tmp_path / "earlier")
    add(earlier.home, [shared_data / "lists" / files[0]], Instructions())
    earlier.customers(rows)
    earlier.run()
    assert earlier.known == earlier.full()
    add(earlier.home, [shared_data / "lists" / files[1]], Instructions())
    report = earlier.run()
    assert report.why_all == ""
    assert sum(report.parties) > 0
    assert earlier.known == earlier.full()
