"""A reported designation beside the lists: of whose authority, since when, in which edition."""

import datetime

import msgspec
import pytest
from tests.articles.stories import place, story
from tests.listed_parties import compiled, editions

from interdict.articles.article import Article
from interdict.articles.events import events
from interdict.articles.list_checks import checked
from interdict.articles.statements import ListCheck, Mention, StoryParty
from interdict.party import Query
from interdict.sample import open_starter
from interdict.screening.screen import Screener
from interdict.snapshot.store import Home

OCTOBER = datetime.date(2025, 10, 24)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    return Screener(open_starter(Home(tmp_path_factory.mktemp("home"))))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    """OFAC's and the UN's small lists of 8 January 2026; none of Britain's."""
    return Screener(compiled(tmp_path_factory.mktemp("small") / "lists", *editions()))


def party_of(screener: Screener, name: str, *, certain: bool = True) -> StoryParty:
    """The listed party of a name, as the spotter would give it."""
    screening = screener.screen(Query(name=name))
    sure = tuple(hit for hit in screening.hits if hit.confirmed)
    return StoryParty(
        key=sure[0].cluster,
        name=name,
        kind=sure[0].party.kind,
        hits=sure,
        verdicts=screening.verdicts,
        is_certain=certain,
    )


def checks(
    screener: Screener,
    text: str,
    *names: str,
    published: datetime.date | None = OCTOBER,
    certain: bool = True,
) -> tuple[ListCheck, ...]:
    """The checks of the one event of a text that names these listed parties."""
    article: Article = story(text, published=published)
    parties = [party_of(screener, name, certain=certain) for name in names]
    mentions = [
        Mention(span=place(article, name), parties=(party.key,), how="alias", says="")
        for name, party in zip(names, parties, strict=True)
    ]
    (event,) = events(article, parties, mentions, ())
    return checked(event, parties, article, screener).checks


def test_a_listed_party_is_shown_with_list_day_edition_and_act(starter: Screener) -> None:
    (check,) = checks(starter, "OFAC blacklisted Rosneft on Wednesday.", "Rosneft")
    assert check.status == "listed"
    assert check.says.startswith(
        "reported blocked; on OFAC's SDN List since 2025-10-22 "
        "(edition of 2026-08-20, block under Executive Order 14024)"
    )


def test_an_earlier_narrower_measure_is_told_apart(starter: Screener) -> None:
    (check,) = checks(starter, "OFAC blacklisted Rosneft on Wednesday.", "Rosneft")
    assert "besides, a different measure: OFAC's Sectoral" in check.says
    assert "since 2014-07-16" in check.says


def test_a_report_of_2014_is_checked_against_the_listing_of_2014(starter: Screener) -> None:
    in_2014 = datetime.date(2014, 7, 17)
    (check,) = checks(starter, "The US sanctioned Rosneft.", "Rosneft", published=in_2014)
    assert check.says.startswith("reported sanctioned; on OFAC's Sectoral")


def test_a_listing_years_before_the_report_is_an_earlier_measure(starter: Screener) -> None:
    later = datetime.date(2026, 3, 2)
    (check,) = checks(starter, "Britain blacklisted KOMID on Monday.", "KOMID", published=later)
    assert "listed before the report of 2026-03-02, so this is an earlier measure" in check.says


def test_the_measure_of_one_authority_is_not_widened_to_another(small: Screener) -> None:
    (check,) = checks(small, "The UN Security Council blacklisted VOLNA ENERGO.", "VOLNA ENERGO")
    assert check.status == "not-listed"
    assert "not listed by the United Nations in un of 2026-01-08" in check.says
    assert "other lists name them, by their own law: OFAC's SDN List" in check.says


def test_a_list_that_is_not_loaded_is_unknown(small: Screener) -> None:
    (check,) = checks(small, "Britain blacklisted VOLNA ENERGO.", "VOLNA ENERGO")
    assert check.status == "unknown"
    assert "not loaded: UK Sanctions List" in check.says


def test_the_silence_of_the_sample_is_unknown(starter: Screener) -> None:
    (check,) = checks(starter, "OFAC blacklisted Volga Trading House.")
    assert (check.status, check.party) == ("unknown", "")


def test_a_name_on_no_list_is_not_found_in_these_lists_of_these_dates(small: Screener) -> None:
    (check,) = checks(small, "OFAC blacklisted Meridian Freight.")
    assert check.status == "not-found"
    assert check.says == (
        "reported blocked; not found in these lists of these dates: "
        "ofac-nonsdn of 2026-01-08, ofac-sdn of 2026-01-08"
    )


def test_lists_older_than_the_report_are_named(small: Screener) -> None:
    later = datetime.date(2026, 3, 2)
    (check,) = checks(small, "OFAC blacklisted Meridian Freight.", published=later)
    assert "older than the report of 2026-03-02" in check.says


def test_a_similar_name_is_for_a_person_to_review(small: Screener) -> None:
    (check,) = checks(small, "OFAC blacklisted Ostrovnoi Banc.")
    assert check.status != "listed"
    assert "similar to OSTROVNOY BANK" in check.says
    assert "(review)" in check.says


def test_a_party_that_is_not_certain_is_not_said_to_be_listed(small: Screener) -> None:
    text = "OFAC blacklisted VOLNA ENERGO."
    (check,) = checks(small, text, "VOLNA ENERGO", certain=False)
    assert check.status == "not-found"
    assert "similar to VOLNA ENERGO" in check.says


def test_a_reported_removal_that_the_list_does_not_show_yet(starter: Screener) -> None:
    (check,) = checks(starter, "Washington removed Lukoil from its sanctions list.", "Lukoil")
    assert check.says == ("reported removed; still on OFAC's SDN List in the edition of 2026-08-20")


def test_a_denied_designation_is_checked_and_stays_denied(starter: Screener) -> None:
    (check,) = checks(starter, "Rosneft was not sanctioned by the US.", "Rosneft")
    assert check.says.startswith("reported as not sanctioned; on OFAC's SDN List")


def test_each_authority_of_a_joint_measure_has_its_own_check(starter: Screener) -> None:
    found = checks(starter, "The US and Britain blacklisted Rosneft.", "Rosneft")
    assert [check.regime for check in found] == ["us", "uk"]


def test_a_block_is_not_read_into_a_sectoral_listing(starter: Screener) -> None:
    (check,) = checks(starter, "OFAC blacklisted RN HOLDING OAO.", "RN HOLDING OAO")
    assert "no block is among these measures" in check.says


def test_other_kinds_are_left_as_they_are(small: Screener) -> None:
    article = story("Brent rose 3%.")
    (event,) = events(article, (), (), ())
    assert checked(event, (), article, small) is event


def test_a_check_changes_nothing_else(starter: Screener) -> None:
    article = story("OFAC blacklisted Volga Trading House.")
    (event,) = events(article, (), (), ())
    after = checked(event, (), article, starter)
    assert msgspec.structs.replace(after, checks=()) == event
