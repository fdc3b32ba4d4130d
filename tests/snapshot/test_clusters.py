"""One party across lists: joined by what identifies, and never two who contradict each other."""

import datetime
import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interdict.dates import span
from interdict.party import BirthDate, CountryFact, Identifier, Kind, Link, Party
from interdict.snapshot.clusters import MOST_RECORDS, SOURCE, clustered
from interdict.snapshot.contradictions import contradiction
from interdict.snapshot.decisions import Decision
from interdict.snapshot.identity import identity
from interdict.snapshot.joined import Clustering
from listed_parties import party
from printed_records import expected, numbered, records, rows

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def together(parties: list[Party], *decisions: Decision) -> Clustering:
    return clustered(sorted(parties, key=lambda each: each.id), decisions)[0]


def groups(clustering: Clustering) -> set[frozenset[str]]:
    return {frozenset(cluster.parties) for cluster in clustering.clusters}


def decided(what: str, one: str, other: str, despite: bool = False) -> Decision:
    return Decision(
        what=what,  # type: ignore[arg-type]
        parties=(one, other),
        by="A. Analyst",
        at=NOON,
        because="annual report, page 3",
        despite=despite,
    )


# -- the table of records ------------------------------------------------------------------


def test_the_records_of_the_table_join_as_its_column_says() -> None:
    assert groups(together(records())) == expected()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eu:101", "ofac-sdn:100"),
        ("ofac-sdn:120", "uk:RUS9020"),
        ("eu:130", "ofac-sdn:130"),
        ("ca:130", "ofac-sdn:130"),
        ("eu:901", "un:KPe.901"),
        ("uk:DPR9010", "uk:DPR9011"),
        ("eu:910", "uk:DPR9010"),
        ("eu:140", "uk:RUS9040"),
        ("ofac-sdn:150", "uk:RUS9050"),
    ],
)
def test_records_that_only_look_like_one_party_stay_apart(one: str, other: str) -> None:
    assert not any({one, other} <= group for group in groups(together(records())))


def test_a_unique_name_and_a_country_are_only_proposed() -> None:
    proposed = {(join.one, join.other) for join in together(records()).proposals}
    assert ("ofac-sdn:150", "uk:RUS9050") in proposed
    assert not any("120" in one or "120" in other for one, other in proposed)


def test_every_row_of_the_table_is_a_record() -> None:
    assert len({row["id"] for row in rows()}) == len(rows()) == len(records())


# -- reasons -------------------------------------------------------------------------------


def test_every_join_says_what_agrees_and_where_it_was_read() -> None:
    (cluster,) = together([r for r in records() if r.id in ("ofac-sdn:130", "uk:RUS9030")]).clusters
    (join,) = cluster.joins
    assert join.says == "the same IMO ship number 9234563"
    assert join.reasons[0].fields == ("imo", "imo")


def test_the_way_between_two_records_is_told_step_by_step() -> None:
    volna = next(c for c in together(records()).clusters if c.id == "eu:100")
    assert volna.because("eu:100", "uk:RUS9001") == (
        "the same INN (Russia) 7707083893, then uk:RUS9001: the same OGRN (Russia) 1027700132195"
    )


def test_a_number_under_its_general_name_is_the_same_number() -> None:
    inn = company("ofac-sdn:1", "VOLNA ENERGO", "inn:7707083893")
    tax = company("eu:1", "VOLNA-ENERGO HOLDING", "tax-id:7707083893")
    alike = company("eu:2", "VOLNA ENERGIYA", "tax-id:7707083893")
    assert groups(together([inn, alike])) == {frozenset(("ofac-sdn:1", "eu:2"))}
    assert groups(together([inn, tax])) == set()  # the name and more: a parent's number?


def test_one_number_on_two_lists_of_one_publisher_is_one_party() -> None:
    sdn, other = company("ofac-sdn:17022", "VOLNA"), company("ofac-nonsdn:17022", "VOLNA")
    assert groups(together([sdn, other])) == {frozenset(("ofac-sdn:17022", "ofac-nonsdn:17022"))}
    assert groups(together([sdn, company("ofac-nonsdn:17022", "OSTROV")])) == set()
    assert groups(together([sdn, company("eu:17022", "VOLNA")])) == set()


def test_a_record_that_says_it_is_a_copy_is_believed() -> None:
    copy = Link(kind="other", name="VOLNA", party="ofac-sdn:1", text="copy of")
    repeated = company("my-copy:1", "VOLNA AS COPIED", links=(copy,))
    found = together([company("ofac-sdn:1", "VOLNA"), repeated])
    assert groups(found) == {frozenset(("ofac-sdn:1", "my-copy:1"))}


def test_a_first_of_january_is_no_birth_date() -> None:
    """Forms put it where only a year is known."""
    parties = [
        born("ofac-sdn:1", "ALI, Muhammad", 1970, 1, 1),
        born("eu:1", "Muhammad Ali", 1970, 1, 1),
    ]
    found = together(parties)
    assert found.clusters == ()
    assert [join.reasons[0].basis for join in found.proposals] == ["name-and-year"]


@pytest.mark.parametrize("number", ["imo:9234560", "passport:1:ru", "passport:00000:ru", "inn:1"])
def test_wrong_and_empty_numbers_join_nobody(number: str) -> None:
    kind: Kind = "person" if number.startswith("passport") else "vessel"
    parties = [
        party(f"{source}:1", kind, name, identifiers=(numbered(number),))
        for source, name in (("ofac-sdn", "GREY HERON"), ("eu", "HERON GREY ONE"))
    ]
    assert together(parties).clusters == ()


def test_a_number_that_many_print_identifies_nobody() -> None:
    parties = [
        company(f"{source}:{n}", f"WORD{n} ENERGO", "inn:7707083893")
        for n, source in enumerate(f"list-{n}" for n in range(30))
    ]
    assert together(parties).clusters == ()


# -- contradictions ------------------------------------------------------------------------


def test_an_owner_is_not_its_property_although_one_number_stands_on_both() -> None:
    owner = company("ofac-sdn:1", "VOLNA", "inn:7707083893")
    owned = Link(kind="owned-by", name="VOLNA", party="ofac-sdn:1", text="Owned By")
    owned_company = company("eu:1", "VOLNA ENERGO", "inn:7707083893", links=(owned,))
    assert together([owner, owned_company]).clusters == ()


def test_a_contradiction_between_two_keeps_a_third_from_joining_either() -> None:
    """Which of the two it is cannot be told, and the order of ids must not decide."""
    one = company("ofac-sdn:1", "OSTROV BANK", "inn:7744002860", "lei:253400YGH90JM0RMLU50")
    other = company("uk:RUS1", "OSTROV BANK", "inn:7702070139", "lei:253400YGH90JM0RMLU50")
    third = company("eu:1", "OSTROV BANK", "lei:253400YGH90JM0RMLU50")
    found, findings = clustered([third, one, other])
    assert found.clusters == ()
    assert {finding.code for finding in findings} == {"join-conflict"}
    assert {finding.source for finding in findings} == {SOURCE}
    assert "INN (Russia) 7744002860 is not 7702070139" in findings[0].message


def test_the_weaker_join_is_not_made() -> None:
    one = company("ofac-sdn:1", "OSTROV BANK", "inn:7744002860", "ogrn:1027744004903")
    other = company("eu:1", "OSTROV BANK", "inn:7744002860", "ogrn:1027744004903")
    third = company("uk:RUS1", "OSTROV BANK", "inn:7702070139", "ogrn:1027744004903")
    found = together([one, other, third])
    assert groups(found) == {frozenset(("ofac-sdn:1", "eu:1"))}
    assert {conflict.join.other for conflict in found.conflicts} == {"uk:RUS1"}


def test_a_chain_of_joins_does_not_bring_two_who_contradict_together() -> None:
    """Born in 1950 and in 1960, and a record without a birth date between them."""
    first = person("ofac-sdn:1", "PAK Chol", 1950, "passport:645120378:kp", "national-id:55001:kp")
    middle = person("uk:DPR1", "PAK Chol", None, "national-id:55001:kp", "passport:745120378:kp")
    last = person("eu:1", "PAK Chol", 1960, "passport:745120378:kp")
    assert groups(together([first, middle, last])) == set()


def test_a_very_long_chain_is_no_party() -> None:
    chain = [
        company(
            f"list-{n}:1", "OSTROV BANK", f"registration:R{n:06}:ru", f"registration:R{n + 1:06}:ru"
        )
        for n in range(MOST_RECORDS + 10)
    ]
    found = together(chain)
    assert found.clusters == ()
    assert "hang together" in found.conflicts[0].why


# -- people's decisions --------------------------------------------------------------------


def test_a_person_joins_what_was_proposed() -> None:
    found = together(records(), decided("join", "ofac-sdn:150", "uk:RUS9050"))
    cluster = next(c for c in found.clusters if c.id == "ofac-sdn:150")
    assert cluster.joins[0].says.startswith("one party by decision of A. Analyst on 2026-11-23")
    assert not any("ofac-sdn:150" in (join.one, join.other) for join in found.proposals)


def test_a_person_parts_what_was_joined_also_through_others() -> None:
    found = together(records(), decided("part", "eu:100", "uk:RUS9001"))
    assert not any({"eu:100", "uk:RUS9001"} <= group for group in groups(found))
    assert any("two parties by decision" in conflict.why for conflict in found.conflicts)


def test_a_decision_withdrawn_leaves_no_trace() -> None:
    word = [decided("part", "eu:100", "uk:RUS9001"), decided("withdraw", "eu:100", "uk:RUS9001")]
    assert together(records(), *word) == together(records())


def test_the_last_decision_on_a_pair_counts() -> None:
    word = [decided("join", "eu:130", "ca:100", True), decided("part", "eu:130", "ca:100")]
    assert groups(together(records(), *word)) == expected()


def test_contradicting_records_are_joined_only_on_a_word_that_says_so() -> None:
    pair = ("eu:130", "ofac-sdn:130")
    assert not any({*pair} <= g for g in groups(together(records(), decided("join", *pair))))
    forced = together(records(), decided("join", *pair, despite=True))
    assert any({*pair} <= group for group in groups(forced))


def test_a_decision_about_a_vanished_record_is_a_finding() -> None:
    found, findings = clustered(records(), [decided("join", "eu:100", "uk:RUS0000")])
    assert [(f.code, f.record) for f in findings if f.code != "join-conflict"] == [
        ("decision-without-party", "uk:RUS0000")
    ]
    assert groups(found) == expected()


# -- invariants ----------------------------------------------------------------------------

NUMBERS = (
    "inn:7707083893", "inn:7744002860", "ogrn:1027700132195", "ogrn:1027744004903",
    "passport:645120378:kp", "passport:645120378", "registration:R000001:ru", "imo:9234563",
    "imo:9179842", "lei:253400YGH90JM0RMLU50",
)  # fmt: skip
NAMES = ("OSTROV BANK", "VOLNA ENERGO", "PAK Chol", "ALI Muhammad", "GREY HERON", "Ostrov")
SOURCES = ("ofac-sdn", "ofac-nonsdn", "un", "eu", "uk", "my-list")


@st.composite
def parties(draw: st.DrawFn) -> Party:
    """A record out of few names and numbers, so that records often agree and contradict."""
    kind: Kind = draw(st.sampled_from(("person", "organization", "vessel", "unknown")))
    day = draw(st.sampled_from((None, span(1950), span(1950, 3, 2), span(1960, 3, 2))))
    return party(
        f"{draw(st.sampled_from(SOURCES))}:{draw(st.integers(1, 99))}",
        kind,
        *draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2)),
        birth_dates=(BirthDate(span=day),) if day and kind == "person" else (),
        countries=tuple(
            CountryFact(role="nationality", code=code)
            for code in draw(st.lists(st.sampled_from(("ru", "kp")), max_size=1))
        ),
        identifiers=tuple(map(numbered, draw(st.lists(st.sampled_from(NUMBERS), max_size=3)))),
    )


lists_of_parties = st.lists(parties(), max_size=14, unique_by=lambda each: each.id)


@settings(max_examples=80)
@given(lists_of_parties)
def test_no_cluster_holds_two_records_that_contradict(found: list[Party]) -> None:
    by_id = {each.id: identity(each) for each in found}
    clustering = together(found)
    seen: set[str] = set()
    for cluster in clustering.clusters:
        assert seen.isdisjoint(cluster.parties)
        seen.update(cluster.parties)
        assert cluster.id == min(cluster.parties)
        for one, other in itertools.combinations(cluster.parties, 2):
            assert contradiction(by_id[one], by_id[other]) == ""
            assert cluster.because(one, other)
    for join in clustering.proposals:
        assert not any({join.one, join.other} <= group for group in groups(clustering))


@settings(max_examples=80)
@given(lists_of_parties, st.randoms(use_true_random=False))
def test_what_records_are_called_does_not_decide_what_is_joined(
    found: list[Party], chance: object
) -> None:
    """Ids give an order; other ids give another, and the same parties."""
    names = [f"{n:03}" for n in range(len(found))]
    chance.shuffle(names)  # type: ignore[attr-defined]
    renamed = {
        each.id: msgspec.structs.replace(each, id=f"{each.source}:{name}")
        for each, name in zip(found, names, strict=True)
    }
    assert groups(together(list(renamed.values()))) == {
        frozenset(renamed[party_id].id for party_id in group) for group in groups(together(found))
    }


@settings(max_examples=60)
@given(lists_of_parties)
def test_a_list_of_strangers_changes_nothing(found: list[Party]) -> None:
    strangers = [
        born("au:1", "Zebulon Quartermain", 1971, 4, 5),
        born("ca:1", "Zebulon Quartermain", 1971, 4, 5),
        company("au:2", "MERIDIAN SHELL", "lei:549300LCJ1UJXHYBWI24"),
    ]
    alone, more = together(found), together([*found, *strangers])
    assert groups(more) == groups(alone) | {frozenset(("au:1", "ca:1"))}
    assert more.proposals == alone.proposals
    assert more.conflicts == alone.conflicts


def company(party_id: str, name: str, *numbers: str, links: tuple[Link, ...] = ()) -> Party:
    found: tuple[Identifier, ...] = tuple(map(numbered, numbers))
    return party(party_id, "organization", name, identifiers=found, links=links)


def born(party_id: str, name: str, *date: int) -> Party:
    return party(party_id, "person", name, birth_dates=(BirthDate(span=span(*date)),))


def person(party_id: str, name: str, year: int | None, *numbers: str) -> Party:
    births = (BirthDate(span=span(year)),) if year else ()
    found = tuple(map(numbered, numbers))
    return party(party_id, "person", name, birth_dates=births, identifiers=found)
