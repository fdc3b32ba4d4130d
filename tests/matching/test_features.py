"""Every feature moves a score the way its docstring says, and by what the table says."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interdict.dates import DateSpan, span
from interdict.identifiers import KINDS, is_valid, tells_apart
from interdict.matching import features
from interdict.matching.matcher import Scored, qualify, read_asked, read_party, score
from interdict.party import Address, BirthDate, CountryFact, Identifier, Kind, Name, Party, Query
from interdict.screening.policy import DEFAULT_THRESHOLD
from interdict.statement import Provenance

STATED = Provenance(source="ofac-sdn", stated_by="OFAC", authority="official", edition="e")
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 12, 31))
COUNTRIES = ("ru", "kp", "iq", "ir")


def party(name: str, kind: Kind = "person", **facts: object) -> Party:
    return Party(id="ofac-sdn:1", kind=kind, provenance=STATED, names=(Name(full=name),), **facts)  # type: ignore[arg-type]


def scored(query: Query, listed: Party) -> Scored:
    return score(read_asked(query), read_party(listed), qualify(query, listed))


def points(query: Query, listed: Party) -> float:
    return sum(piece.points for piece in qualify(query, listed))


@st.composite
def spans(draw: st.DrawFn) -> DateSpan:
    """A day, a year, or some years, perhaps about then."""
    day = draw(DAYS)
    circa = draw(st.booleans())
    length = draw(st.sampled_from(["day", "year", "years"]))
    if length == "day":
        return DateSpan(day, day, circa)
    if length == "year":
        return span(day.year, circa=circa)
    last = span(day.year + draw(st.integers(1, 5))).latest
    return DateSpan(span(day.year).earliest, last, circa)


# -- in general ----------------------------------------------------------------------------


@pytest.mark.parametrize("feature", features.QUALIFIERS)
def test_every_qualifier_explains_itself(feature: object) -> None:
    explained = feature.__doc__ or ""
    assert len(explained.split()) > 8


def test_agreeing_adds_and_differing_takes_away() -> None:
    for relation, worth in features.POINTS.items():
        against = any(word in relation for word in ("differs", "other", "off", "apart", "swapped"))
        assert (worth < 0) == against, relation


def test_qualifiers_together_never_add_more_than_retrieval_looks_below_the_threshold() -> None:
    best = (
        "born same day", "country agrees", "gender agrees", "identifier agrees",
    )  # fmt: skip
    assert sum(features.POINTS[relation] for relation in best) <= features.MOST_GAINED + 1e-9


def test_nothing_known_says_nothing() -> None:
    assert qualify(Query(name="Ivan Sidorov"), party("Ivan Sidorov")) == []
    everything = party(
        "Ivan Sidorov",
        birth_dates=(BirthDate(span=span(1962)),),
        countries=(CountryFact(role="nationality", code="ru"),),
        gender="male",
        identifiers=(Identifier(kind="passport", value="7501", country="ru"),),
    )
    assert qualify(Query(name="Ivan Sidorov"), everything) == []


@given(
    birth=st.none() | spans(),
    listed_birth=st.none() | spans(),
    country=st.sampled_from(("", *COUNTRIES)),
    gender=st.sampled_from(["", "male", "female"]),
    name=st.sampled_from(["Ivan Sidorov", "Ivan Petrov", "Olga Volkova", "I Sidorov"]),
)
def test_scores_stay_between_zero_and_one_and_are_the_sum_of_their_evidence(
    birth: DateSpan | None, listed_birth: DateSpan | None, country: str, gender: str, name: str
) -> None:
    query = Query(
        name=name, kind="person", birth=birth, countries=(country,) if country else (),
        gender=gender,  # type: ignore[arg-type]
    )  # fmt: skip
    listed = party(
        "SIDOROV, Ivan",
        birth_dates=(BirthDate(span=listed_birth),) if listed_birth else (),
        countries=(CountryFact(role="nationality", code="ru"),),
        gender="male",
    )
    match = scored(query, listed).match
    assert 0.0 <= match.score <= 1.0
    assert sum(piece.points for piece in match.evidence) == pytest.approx(match.score, abs=1e-3)


# -- birth ---------------------------------------------------------------------------------


@given(spans(), spans())
def test_overlapping_dates_never_lower_and_distant_ones_never_raise(
    asked: DateSpan, listed: DateSpan
) -> None:
    query = Query(name="Ivan Sidorov", birth=asked)
    worth = points(query, party("Ivan Sidorov", birth_dates=(BirthDate(span=listed),)))
    if asked.overlaps(listed):
        assert worth > 0
    gap = max(listed.earliest.year - asked.latest.year, asked.earliest.year - listed.latest.year)
    if gap > 2:
        assert worth < 0


@given(DAYS, st.integers(1, 30))
def test_the_farther_the_years_the_more_is_taken_away(day: datetime.date, years: int) -> None:
    listed = party("Ivan Sidorov", birth_dates=(BirthDate(span=span(day.year)),))
    near = Query(name="Ivan Sidorov", birth=span(day.year + years))
    far = Query(name="Ivan Sidorov", birth=span(day.year + years + 1))
    assert points(far, listed) <= points(near, listed) < 0


@pytest.mark.parametrize(
    ("asked", "listed", "relation"),
    [
        (span(1962, 3, 7), span(1962, 3, 7), "born same day"),
        (span(1962), span(1962, 3, 7), "born same year"),
        (span(1962, 3), span(1962), "born same year"),
        (span(1962, 3, 7), DateSpan(span(1960).earliest, span(1965).latest), "born same year"),
        (span(1962, 3, 7), span(1962, circa=True), "born about then"),
        (span(1964), span(1962, circa=True), "born about then"),
        (span(1962, 3, 7), span(1962, 7, 3), "born day-month swapped"),
        (span(1962, 3, 7), span(1962, 3, 8), "born other day"),
        (span(1962, 3), span(1962, 4), "born other day"),
        (span(1963), span(1962), "born a year off"),
        (span(1965), span(1962, circa=True), "born other year"),
        (span(1972), span(1962), "born other year"),
        (span(1973), span(1962), "born decades apart"),
    ],
)
def test_two_birth_dates_relate_as_people_would_say(
    asked: DateSpan, listed: DateSpan, relation: str
) -> None:
    found = party("Ivan Sidorov", birth_dates=(BirthDate(span=listed),))
    assert points(Query(name="Ivan Sidorov", birth=asked), found) == features.POINTS[relation]


@given(st.lists(spans(), min_size=1, max_size=3), spans())
def test_of_several_listed_dates_the_closest_counts(
    listed: list[DateSpan], asked: DateSpan
) -> None:
    query = Query(name="Ivan Sidorov", birth=asked)
    alone = [points(query, party("x", birth_dates=(BirthDate(span=s),))) for s in listed]
    together = party("x", birth_dates=tuple(BirthDate(span=s) for s in listed))
    assert points(query, together) == max(alone)


def test_a_full_namesake_born_in_another_decade_needs_no_alert() -> None:
    listed = party("SIDOROV, Ivan", birth_dates=(BirthDate(span=span(1952, 10, 7)),))
    namesake = Query(name="Ivan Sidorov", kind="person", birth=span(1990, 1, 2))
    assert scored(namesake, listed).match.score <= DEFAULT_THRESHOLD
    assert not scored(namesake, listed).is_confirmed


# -- country and gender --------------------------------------------------------------------


@given(
    st.sets(st.sampled_from(COUNTRIES), min_size=1), st.sets(st.sampled_from(COUNTRIES), min_size=1)
)
def test_a_shared_country_raises_and_none_in_common_lowers(
    asked: set[str], listed: set[str]
) -> None:
    facts = tuple(CountryFact(role="nationality", code=code) for code in sorted(listed))
    query = Query(name="Ivan Sidorov", countries=tuple(sorted(asked)))
    worth = points(query, party("Ivan Sidorov", countries=facts))
    assert (worth > 0) == bool(asked & listed)
    assert worth != 0


def test_an_address_is_a_country_of_the_party_too() -> None:
    listed = party("Volna", kind="organization", addresses=(Address(full="Moscow", country="ru"),))
    assert points(Query(name="Volna", countries=("ru",)), listed) > 0


def test_a_country_that_nobody_could_read_says_nothing() -> None:
    listed = party("Volna", countries=(CountryFact(role="flag", code="", raw="Ruritania"),))
    assert qualify(Query(name="Volna", countries=("ru",)), listed) == []


@pytest.mark.parametrize(("asked", "agrees"), [("male", True), ("female", False)])
def test_gender_agrees_or_speaks_against(asked: str, agrees: bool) -> None:
    listed = party("Ivan Sidorov", gender="male")
    query = Query(name="Ivan Sidorov", gender=asked)  # type: ignore[arg-type]
    assert (points(query, listed) > 0) == agrees


# -- identifiers ---------------------------------------------------------------------------

DIFFERENT = {
    "imo": ("9234563", "9187629", ""),
    "lei": ("253400JT3MQWNDKMJE44", "213800WAVVOPS85N2205", ""),
    "registration": ("1027700043502", "1027700035769", "cy"),
    "passport": ("750011223", "750011224", "ru"),
    "inn": ("7706107510", "7708004767", "ru"),
    "national-id": ("123456", "654321", "ir"),
}
"""Two numbers of one kind, both valid where the kind has a check digit."""


@pytest.mark.parametrize("kind", DIFFERENT)
def test_two_valid_different_numbers_pull_namesakes_apart(kind: str) -> None:
    asked, other, country = DIFFERENT[kind]
    assert is_valid(kind, asked) is not False
    assert is_valid(kind, other) is not False
    owner: Kind = "person" if kind in ("passport", "national-id") else "organization"
    listed = party(
        "Volna Energo", owner, identifiers=(Identifier(kind=kind, value=other, country=country),)
    )
    query = Query(
        name="Volna Energo",
        kind=owner,
        identifiers=(Identifier(kind=kind, value=asked, country=country),),
    )
    found = scored(query, listed)
    assert found.match.score < DEFAULT_THRESHOLD
    assert not found.is_confirmed


def test_different_ship_numbers_outweigh_all_that_agrees() -> None:
    listed = party(
        "GREY HERON",
        "vessel",
        identifiers=(Identifier(kind="imo", value="9187629", valid=True),),
        countries=(CountryFact(role="flag", code="kp"),),
    )
    ship = Identifier(kind="imo", value="9234563", valid=True)
    query = Query(name="Grey Heron", kind="vessel", countries=("kp",), identifiers=(ship,))
    assert scored(query, listed).match.score < DEFAULT_THRESHOLD


@pytest.mark.parametrize("valid_asked", [True, False])
@pytest.mark.parametrize("valid_listed", [True, False])
def test_a_number_with_a_wrong_check_digit_contradicts_nothing(
    valid_asked: bool, valid_listed: bool
) -> None:
    listed = party(
        "Grey Heron", "vessel",
        identifiers=(Identifier(kind="imo", value="9187629", valid=valid_listed),),
    )  # fmt: skip
    asked = Identifier(kind="imo", value="9234563", valid=valid_asked)
    worth = points(Query(name="Grey Heron", identifiers=(asked,)), listed)
    assert (worth < 0) == (valid_asked and valid_listed)


@pytest.mark.parametrize("kind", [row.kind for row in KINDS])
def test_an_equal_identifier_never_lowers_and_only_some_kinds_contradict(kind: str) -> None:
    listed = party("Volna", identifiers=(Identifier(kind=kind, value="A1", country="ru"),))
    same = Query(name="Volna", identifiers=(Identifier(kind=kind, value="A1", country="ru"),))
    other = Query(name="Volna", identifiers=(Identifier(kind=kind, value="B2", country="ru"),))
    assert points(same, listed) > 0
    assert (points(other, listed) < 0) == tells_apart(kind)
    assert points(other, listed) <= 0


@given(st.sampled_from(["Ivan Sidorov", "Quite Other", ""]))
def test_an_equal_strong_identifier_identifies_whatever_the_name(name: str) -> None:
    passport = Identifier(kind="passport", value="750011223", country="ru")
    found = scored(
        Query(name=name, identifiers=(passport,)), party("SIDOROV, Ivan", identifiers=(passport,))
    )
    assert found.match.score >= features.IDENTIFIED
    assert found.is_confirmed


def test_a_passport_without_its_country_needs_a_person_to_look() -> None:
    passport = Identifier(kind="passport", value="750011223")
    listed = party("SIDOROV, Ivan", identifiers=(passport,))
    found = scored(Query(name="Quite Other", identifiers=(passport,)), listed)
    assert features.LIKELY <= found.match.score < features.IDENTIFIED
    assert not found.is_confirmed


def test_passports_of_two_countries_are_never_compared() -> None:
    listed = party(
        "SIDOROV, Ivan", identifiers=(Identifier(kind="passport", value="7500", country="ru"),)
    )
    for value in ("7500", "7501"):
        asked = Identifier(kind="passport", value=value, country="ua")
        assert qualify(Query(name="Ivan Sidorov", identifiers=(asked,)), listed) == []


def test_a_shared_telephone_alone_does_not_make_a_hit_of_another_name() -> None:
    phone = Identifier(kind="phone", value="74951234567")
    listed = party("Volna Energo", "organization", identifiers=(phone,))
    found = scored(Query(name="Quite Other", identifiers=(phone,)), listed)
    assert found.match.score < DEFAULT_THRESHOLD


@given(st.sampled_from(["Ivan Sidorov", "Ivan Petrov", "Ivan S"]), DAYS, DAYS)
def test_knowing_more_that_agrees_never_lowers_a_score(
    name: str, day: datetime.date, other: datetime.date
) -> None:
    assume(day != other)
    listed = party(
        "SIDOROV, Ivan",
        birth_dates=(BirthDate(span=DateSpan(day, day)), BirthDate(span=DateSpan(other, other))),
        countries=(CountryFact(role="nationality", code="ru"),),
        gender="male",
    )
    plain = Query(name=name, kind="person")
    known = Query(
        name=name, kind="person", birth=DateSpan(other, other), countries=("ru", "ua"),
        gender="male",
    )  # fmt: skip
    assert scored(known, listed).match.score >= scored(plain, listed).match.score


# -- documentation -------------------------------------------------------------------------


def test_every_feature_that_can_occur_is_documented() -> None:
    """Names of all kinds against each other leave no piece of evidence that docs do not name."""
    page = Path(__file__).parents[2] / "docs" / "matching.md"
    documented = set(re.findall(r"`([a-z_]+)`", page.read_text(encoding="utf-8")))
    passport = Identifier(kind="passport", value="7500", country="ru")
    listed = party(
        "Dr. J. MARTIN KING de la CRUZ Ivanovich Jr. bank moscow 14 LLC",
        kind="unknown",
        birth_dates=(BirthDate(span=span(1962)),),
        countries=(CountryFact(role="nationality", code="ru"),),
        gender="male",
        identifiers=(passport,),
    )
    queries = [
        Query(name=name, birth=span(1999), countries=("ru",), gender="female", identifiers=ids)
        for name in ("J M de la Cruz, Jr.", "Bank Moscow 14 OOO zzz", "Cruz, Juan Ivanovich", "q")
        for ids in ((), (passport,))
    ]
    queries.append(Query(name=listed.primary_name, birth=span(1962), identifiers=(passport,)))
    occurring = {e.feature for query in queries for e in scored(query, listed).match.evidence}
    assert len(occurring) > 12
    assert occurring <= documented
