"""Which listed parties of the embedded list an article names."""

from pathlib import Path

import msgspec
import pytest
from tests.articles.stories import place, story
from tests.listed_parties import compiled, edition, on, party

from interdict.articles.mentions import Spotted, Spotter
from interdict.dates import span
from interdict.party import BirthDate, CountryFact
from interdict.sample import open_starter
from interdict.screening.screen import Screener
from interdict.snapshot.store import Home


@pytest.fixture(scope="module")
def spotter(tmp_path_factory: pytest.TempPathFactory) -> Spotter:
    snapshot = open_starter(Home(tmp_path_factory.mktemp("home")))
    return Spotter(Screener(snapshot), folder=tmp_path_factory.mktemp("names"))


def words(spotted: Spotted, text: str) -> list[str]:
    return [" ".join(mention.span.of(text).split()) for mention in spotted.mentions]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Rosneft's output fell, Moscow said.", ["Rosneft"]),
        ("Traders in Moscow said ROSNEFT’s output fell.", ["ROSNEFT"]),
        ("Russian crude of Ros-\nneft was sold.", ["Ros- neft"]),
        ("In Moscow the oil manager Igor\nSechin clapped.", ["Igor Sechin"]),
        ("Russia's Rosnfet cut its output.", ["Rosnfet"]),
        ("Lukoil-owned stations in Russia stayed open.", ["Lukoil"]),
        ("rosneft and lukoil fell in moscow.", ["rosneft", "lukoil"]),
    ],
)
def test_a_listed_name_is_found_however_it_is_printed(
    spotter: Spotter, text: str, expected: list[str]
) -> None:
    article = story(text)
    assert words(spotter.spot(article), text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rosneft Deutschland is run by trustees in Germany.",
        "Fans filled the Lukoil Arena in Moscow.",
        "Students of Kim Il Sung University marched along Rosneft Street.",
        "Maria and Victory went home to Irkutsk, Russia.",
        "The Angara river froze near Irkutsk in Russia.",
        "Write to press@rosneft.ru or see www.lukoil.com for more.",
        "Kim said it was a lovely day in North Korea.",
        "The Ministry of Defence in London declined to comment.",
        "Russia and North Korea signed a treaty in Moscow.",
    ],
)
def test_what_only_contains_a_listed_name_is_no_mention(spotter: Spotter, text: str) -> None:
    assert spotter.spot(story(text)).mentions == ()


def test_a_surname_stands_for_the_full_name_in_the_article(spotter: Spotter) -> None:
    article = story("Igor Sechin runs the firm. Mr Sechin did not comment on Russia.")
    spotted = spotter.spot(article)
    assert [mention.how for mention in spotted.mentions][1:] == ["surname"]
    assert len(spotted.parties) == 1


def test_a_surname_of_two_parties_stays_open(spotter: Spotter) -> None:
    article = story("Kim Yong Bok met Kim Yong Chol in Pyongyang. Kim smiled.")
    last = spotter.spot(article).mentions[-1]
    assert last.is_ambiguous
    assert "stays open" in last.says


def test_a_surname_is_not_taken_from_somebody_else_who_bears_it(spotter: Spotter) -> None:
    text = "Kim Yong Bok spoke in Pyongyang. Kim Min-ji teaches in Busan. Kim wrote a book."
    article = story(text)
    assert words(spotter.spot(article), text) == ["Kim Yong Bok"]


def test_an_acronym_in_brackets_stands_for_the_name_before_it(spotter: Spotter) -> None:
    name = "Korea Mining Development Trading Corporation"
    text = f"{name} (KOMID) sells arms for Pyongyang. KOMID grew."
    spotted = spotter.spot(story(text))
    assert words(spotted, text)[1:] == ["KOMID", "KOMID"]
    assert len(spotted.parties) == 1


def test_a_ship_with_an_ordinary_name_needs_a_word_that_says_so(spotter: Spotter) -> None:
    text = "The cargo ship Angara left Vostochny in Russia. The Angara carried shells."
    assert words(spotter.spot(story(text)), text) == ["Angara", "Angara"]


def test_an_identifier_names_its_party_exactly(spotter: Spotter) -> None:
    article = story("A ship with IMO number 9179842 left Vostochny.")
    (mention,) = spotter.spot(article).mentions
    assert mention.how == "identifier"
    assert mention.span == place(article, "9179842")


def test_a_name_in_other_letters_is_found(spotter: Spotter) -> None:
    text = "Компания Роснефть сократила добычу."
    assert words(spotter.spot(story(text)), text) == ["Роснефть"]


def test_a_party_is_one_entry_with_all_its_records(spotter: Spotter) -> None:
    article = story("Rosneft and Rosneft Oil Company are one in Russia.")
    (party,) = spotter.spot(article).parties
    assert len({hit.party.id for hit in party.hits}) == len(party.hits)
    assert party.verdicts


def test_a_dropped_line_makes_no_mention(spotter: Spotter) -> None:
    article = story("Traders waited in Moscow.\n\nREAD MORE: Rosneft falls")
    kept = msgspec.structs.replace(article, sentences=article.sentences[:1])
    assert spotter.spot(kept).parties == ()


def test_the_same_article_gives_the_same_answer_twice(spotter: Spotter) -> None:
    article = story("Rosneft's Igor Sechin met Vagit Alekperov of Lukoil in Moscow.")
    assert spotter.spot(article) == spotter.spot(article)


def test_a_capital_headline_is_read_by_exact_names(spotter: Spotter) -> None:
    text = "ROSNEFT AND LUKOIL HIT BY NEW SANCTIONS"
    assert words(spotter.spot(story(text)), text) == ["ROSNEFT", "LUKOIL"]


def test_a_broken_index_file_is_built_again(tmp_path: Path) -> None:
    screener = Screener(open_starter(Home(tmp_path / "home")))
    Spotter(screener, folder=tmp_path / "names")
    (kept,) = (tmp_path / "names").iterdir()
    kept.write_bytes(kept.read_bytes()[:-3] + b"xyz")
    text = "Rosneft fell in Moscow."
    assert words(Spotter(screener, folder=tmp_path / "names").spot(story(text)), text) == [
        "Rosneft"
    ]


def test_a_row_of_ships_shares_the_word_before_it(spotter: Spotter) -> None:
    text = "Ships including the Angara and Lady R carried arms to Russia."
    assert words(spotter.spot(story(text)), text) == ["Angara", "Lady R"]


def test_a_woman_of_a_ships_name_is_no_ship(spotter: Spotter) -> None:
    text = "The vessel Maria left Russia. Maria, who cooks, was not paid. The Maria came back."
    found = [mention.span.start for mention in spotter.spot(story(text)).mentions]
    assert found == [text.index("Maria"), text.index("Maria came")]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The office listed Lukoil-Sakhalinmorneft of Russia.", []),
        ("Lukoil-owned stations and the Rosneft-Lukoil merger worry Russia.", 3),
    ],
)
def test_a_hyphen_makes_a_daughters_name(
    spotter: Spotter, text: str, expected: list[str] | int
) -> None:
    found = words(spotter.spot(story(text)), text)
    assert (found if isinstance(expected, list) else len(found)) == expected


RUSSIAN = (CountryFact(role="nationality", code="ru"),)
NAMESAKES = (
    party(
        "uk:1", "person", "Dmitry VOLNOV", countries=RUSSIAN,
        birth_dates=(BirthDate(span=span(1975)),),
    ),
    party(
        "ofac-sdn:2", "person", "VOLNOV, Dmitry Sergeevich", countries=RUSSIAN,
        birth_dates=(BirthDate(span=span(1967, 10, 17)),), listing=on("ofac-sdn"),
    ),
)  # fmt: skip


def test_a_name_is_open_between_a_party_and_a_namesake_with_a_patronymic(tmp_path: Path) -> None:
    contents = [edition("uk", NAMESAKES[:1]), edition("ofac-sdn", NAMESAKES[1:])]
    spotter = Spotter(Screener(compiled(tmp_path / "s", *contents)), folder=tmp_path)
    spotted = spotter.spot(story("In Moscow the spokesman Dmitry Volnov said talks would go on."))
    assert [len(mention.parties) for mention in spotted.mentions] == [2]


GUARDS = party(
    "ofac-sdn:3", "organization", "ISLAMIC REVOLUTIONARY GUARD CORPS",
    ("IRAN'S REVOLUTIONARY GUARDS", "strong-alias"),
    countries=(CountryFact(role="jurisdiction", code="ir"),), listing=on("ofac-sdn"),
)  # fmt: skip


@pytest.mark.parametrize(
    "second, is_meant",
    [("The Guards gave no reason.", True), ("The National Guards gave no reason.", False)],
)
def test_a_force_is_called_by_its_last_word(tmp_path: Path, second: str, is_meant: bool) -> None:
    snapshot = compiled(tmp_path / "s", edition("ofac-sdn", [GUARDS]))
    text = f"Iran's Revolutionary Guards seized a tanker near Iran. {second}"
    found = words(Spotter(Screener(snapshot), folder=tmp_path).spot(story(text)), text)
    assert ("Guards" in found) == is_meant


STATE_OIL = party(
    "ofac-sdn:4", "organization", "PETROLEOS DE NICARAGUA, S.A.",
    countries=(CountryFact(role="jurisdiction", code="ni"),), listing=on("ofac-sdn"),
)  # fmt: skip


@pytest.mark.parametrize(
    "text, is_meant",
    [
        ("The cargo came from Petróleos de Nicaragua last week.", True),
        ("The cargo came from Petróleos de Honduras and went to Nicaragua.", False),
        ("In Nicaragua the price of Petróleos went up.", False),
    ],
)
def test_a_body_called_after_its_trade_and_country_needs_no_legal_form(
    tmp_path: Path, text: str, is_meant: bool
) -> None:
    snapshot = compiled(tmp_path / "s", edition("ofac-sdn", [STATE_OIL]))
    found = words(Spotter(Screener(snapshot), folder=tmp_path).spot(story(text)), text)
    assert found == (["Petróleos de Nicaragua"] if is_meant else [])


@pytest.mark.parametrize("things, is_meant", [("vessels", True), ("witnesses", False)])
def test_the_items_of_a_list_are_what_its_opening_says(
    tmp_path: Path, things: str, is_meant: bool
) -> None:
    flag = (CountryFact(role="flag", code="kp"),)
    ship = party("un:5", "vessel", "YU PHYONG 5", countries=flag, listing=on("un"))
    snapshot = compiled(tmp_path / "s", edition("un", [ship]))
    text = f"North Korea sent the following {things}:\n\n(a) Ri Sung 2;\n\n(b) Yu Phyong 5."
    found = words(Spotter(Screener(snapshot), folder=tmp_path).spot(story(text)), text)
    assert found == (["Yu Phyong 5"] if is_meant else [])
