"""What people say of statements is kept, shown, and never overwritten."""

import datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from interdict.articles.reviewed import corrected, reviewed, statement_named
from interdict.articles.reviews import Review, append, cut_off, read_reviews
from interdict.articles.statements import ListCheck
from interdict.articles.story import Story
from interdict.errors import UsageError

from .stories import story
from .told import event, figure, mention, told

TEXT = "Rosneft said that 600 workers died. Kim was there."


@pytest.fixture
def deaths() -> Story:
    article = story(TEXT)
    return told(
        article,
        figures=[figure(article, "600", 600)],
        mentions=[mention(article, "Rosneft", "t:rosneft"), mention(article, "Kim", "t:kim")],
    )


def review(of: Story, statement: str, what: str = "confirm", **changes: object) -> Review:
    page = of.article.page
    return Review(
        what=what,  # type: ignore[arg-type]
        statement=statement,
        article=page.name,
        sha256=page.sha256,
        says="600",
        by="A. Analyst",
        at=datetime.datetime(2026, 11, 23, 15, 4, tzinfo=datetime.UTC),
        because="read the Korean original",
        **changes,  # type: ignore[arg-type]
    )


def test_a_correction_counts_and_the_rules_word_stays_beside_it(deaths: Story) -> None:
    (number,) = deaths.figures
    shown = reviewed(deaths, [review(deaths, number.id, "correct", set={"low": "500"})])
    assert shown.story.figures[0].low == Decimal(500)
    assert shown.reviews[number.id].before == number


def test_a_rejected_statement_is_still_shown_and_no_longer_stands(deaths: Story) -> None:
    kim = deaths.mentions[1]
    shown = reviewed(deaths, [review(deaths, kim.id, "reject")])
    assert kim in shown.story.mentions
    assert shown.standing_parties() == ("t:rosneft",)


def test_the_last_review_counts_and_a_withdrawn_one_does_not(deaths: Story) -> None:
    (number,) = deaths.figures
    both = [review(deaths, number.id, "reject"), review(deaths, number.id, "withdraw")]
    assert reviewed(deaths, both).reviews == {}
    assert reviewed(deaths, both[:1]).is_rejected(number.id)


def test_a_statement_the_rules_no_longer_find_is_shown_from_its_review(deaths: Story) -> None:
    (number,) = deaths.figures
    kept = msgspec.json.encode(number).decode()
    now = msgspec.structs.replace(deaths, figures=())
    shown = reviewed(now, [review(deaths, number.id, "confirm", kept=kept)])
    assert shown.story.figures == (number,)
    assert shown.reviews[number.id].before is None


def test_a_review_of_another_article_does_not_count(deaths: Story) -> None:
    other = msgspec.structs.replace(
        review(deaths, deaths.figures[0].id), sha256="0", article="other.txt"
    )
    assert reviewed(deaths, [other]).reviews == {}


def test_reviews_are_read_as_they_were_written(tmp_path: Path, deaths: Story) -> None:
    path = tmp_path / "reviews.toml"
    number = deaths.figures[0].id
    first = review(deaths, number, "correct", set={"source.name": 'Kim "the\nelder"'})
    second = review(deaths, number, "reject")
    append(path, first)
    append(path, second)
    assert read_reviews(path) == (first, second)


def test_what_people_wrote_in_the_file_stays(tmp_path: Path, deaths: Story) -> None:
    path = tmp_path / "reviews.toml"
    append(path, review(deaths, "n-0001"))
    path.write_text(path.read_text() + "\n# ask Seoul on Monday\n")
    append(path, review(deaths, "n-0002"))
    assert "# ask Seoul on Monday" in path.read_text()


@pytest.mark.parametrize("broken", ["[[review]]\nwhat = 'confirm'\n", "review = 3\n", "[[x]]\n"])
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "reviews.toml"
    path.write_text(broken)
    with pytest.raises(UsageError, match=r"reviews\.toml"):
        read_reviews(path)


def test_a_review_needs_a_person_and_a_reason(tmp_path: Path, deaths: Story) -> None:
    nobody = msgspec.structs.replace(review(deaths, "n-0001"), by=" ")
    with pytest.raises(UsageError, match="by is empty"):
        append(tmp_path / "reviews.toml", nobody)


@pytest.mark.parametrize(
    "changes",
    [
        {"span": "3"},
        {"low": "many"},
        {"low": "1E+9999"},
        {"high": "Infinity"},
        {"bound": "roughly"},
    ],
)
def test_what_cannot_be_set_is_refused_by_name(deaths: Story, changes: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=f"{deaths.figures[0].id}"):
        corrected(deaths.figures[0], changes)


def test_an_empty_value_takes_a_number_away(deaths: Story) -> None:
    assert corrected(deaths.figures[0], {"low": "", "bound": "none"}).low is None  # type: ignore[union-attr]


def test_a_named_source_is_no_longer_open(deaths: Story) -> None:
    fixed = corrected(deaths.figures[0], {"source.name": "Lukoil"})
    assert (fixed.source.how, fixed.source.name) == ("named", "Lukoil")  # type: ignore[union-attr]


def test_an_unknown_id_says_where_ids_stand(deaths: Story) -> None:
    with pytest.raises(UsageError, match="screen article"):
        statement_named(deaths, "n-nothing")


@pytest.mark.parametrize("statement", ["", "600", "x-3f2a9c11", "d-3f2a9c11", "n-"])
def test_a_review_of_no_statement_is_refused(tmp_path: Path, deaths: Story, statement: str) -> None:
    with pytest.raises(UsageError, match="no id of a statement"):
        append(tmp_path / "reviews.toml", review(deaths, statement))


def test_a_mention_corrected_to_nobody_names_no_party(deaths: Story) -> None:
    assert corrected(deaths.mentions[0], {"parties": ""}).parties == ()  # type: ignore[union-attr]


def test_an_event_of_another_kind_keeps_no_check_of_the_old_one() -> None:
    article = story("Washington sanctioned Rosneft.")
    check = ListCheck(status="listed", name="Rosneft", says="on a list")
    (made,) = told(
        article, events=[event(article, "sanctioned", "designation", checks=(check,))]
    ).events
    assert corrected(made, {"kind": "meeting"}).checks == ()  # type: ignore[union-attr]


def test_a_review_that_only_the_log_has_is_told_also_within_one_second(deaths: Story) -> None:
    confirmed, rejected = review(deaths, "n-1", "confirm"), review(deaths, "n-1", "reject")
    assert cut_off([confirmed, rejected], [confirmed]) == (rejected,)


def test_a_review_said_again_is_no_longer_told(deaths: Story) -> None:
    confirmed, rejected, withdrawn = (
        review(deaths, "n-1", "confirm"),
        review(deaths, "n-1", "reject"),
        review(deaths, "n-1", "withdraw"),
    )
    assert cut_off([confirmed, rejected, withdrawn], [confirmed, withdrawn]) == ()
