"""Names an article gives a listed party beside the full one."""

from pathlib import Path

import pytest
from tests.articles.stories import story
from tests.listed_parties import compiled, edition, on, party

from interdict.articles.introduced_names import initials
from interdict.articles.mentions import Spotter
from interdict.party import CountryFact
from interdict.screening.screen import Screener

SYRIAN = (CountryFact(role="nationality", code="sy"),)
LISTED = (
    party("ofac-sdn:1", "person", "Nadim AL-KHATUR", countries=SYRIAN, listing=on("ofac-sdn")),
    party("ofac-sdn:2", "person", "Rula AL-KHATUR", countries=SYRIAN, listing=on("ofac-sdn")),
    party("ofac-sdn:3", "person", "Faris Omar MURAQQAB", countries=SYRIAN, listing=on("ofac-sdn")),
    party(
        "ofac-sdn:4",
        "organization",
        "LATAKIA GRAIN AND PHOSPHATE ENTERPRISE",
        countries=(CountryFact(role="jurisdiction", code="sy"),),
        listing=on("ofac-sdn"),
    ),
)


@pytest.fixture(scope="module")
def spotter(tmp_path_factory: pytest.TempPathFactory) -> Spotter:
    folder: Path = tmp_path_factory.mktemp("names")
    snapshot = compiled(folder / "s", edition("ofac-sdn", LISTED))
    return Spotter(Screener(snapshot), folder=folder)


def found(spotter: Spotter, text: str) -> list[str]:
    return [mention.span.of(text) for mention in spotter.spot(story(text)).mentions]


FAMILY = "In Damascus, Syria, Nadim al-Khatur met his wife Rula al-Khatur."


def test_of_relatives_the_forename_alone_tells_who_is_meant(spotter: Spotter) -> None:
    assert found(spotter, f"{FAMILY} Later Rula left; Nadim stayed.")[2:] == ["Rula", "Nadim"]


def test_the_forename_of_somebody_without_relatives_is_anybodys(spotter: Spotter) -> None:
    text = "In Damascus, Syria, Faris Muraqqab paid the clerk. Later Faris left."
    assert "Faris" not in found(spotter, text)


def test_a_forename_that_somebody_else_bears_is_nobodys(spotter: Spotter) -> None:
    text = f"{FAMILY} Their driver Nadim Sarhan waited. Later Nadim left."
    assert found(spotter, text) == ["Nadim al-Khatur", "Rula al-Khatur"]


def test_the_initials_of_a_full_name_are_its_acronym(spotter: Spotter) -> None:
    text = "The invoices name the Latakia Grain and Phosphate Enterprise of Syria. LGPE paid late."
    assert found(spotter, text)[-1] == "LGPE"


def test_an_acronym_that_the_article_gives_another_stays_with_it(spotter: Spotter) -> None:
    text = (
        "The invoices name the Latakia Grain and Phosphate Enterprise of Syria, and the London "
        "Guild of Port Engineers (LGPE). LGPE paid late."
    )
    assert "LGPE" not in found(spotter, text)


@pytest.mark.parametrize(
    "naming", ["better known as Abu Zahr", "nicknamed Abu Zahr", "alias “Abu Zahr”"]
)
def test_a_byname_stands_for_its_bearer_from_then_on(spotter: Spotter, naming: str) -> None:
    text = f"In Damascus, Syria, Faris Muraqqab was seen. Muraqqab, {naming}, fled. Abu Zahr swam."
    assert found(spotter, text)[-1] == "Abu Zahr"


def test_what_somebody_is_known_for_is_no_name(spotter: Spotter) -> None:
    text = "In Syria, Faris Muraqqab, known as the General, fled to Syria. The General swam."
    assert found(spotter, text) == ["Faris Muraqqab"]


@pytest.mark.parametrize(
    "name, acronym",
    [
        ("myanma oil and gas enterprise", "moge"),
        ("grain trust", ""),
        ("united states army", ""),
    ],
)
def test_initials_leave_out_small_words_short_ones_and_countries(name: str, acronym: str) -> None:
    assert initials(name.split()) == acronym
