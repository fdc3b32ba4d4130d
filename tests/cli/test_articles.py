"""interdict articles: people confirm, correct and reject, and a rerun keeps it."""

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Installation

TEXT = "Rosneft paid its workers. At least 600 soldiers died, the ministry said."
WHO = ("--by", "A. Analyst", "--reason", "read the original")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def told(bare: Installation, page: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bare("screen", "article", page, "--starter", "--json").out)
    return found


def test_a_correction_counts_in_the_next_run(bare: Installation, page: Path) -> None:
    number = told(bare, page)["figures"][0]["id"]
    ran = bare("articles", "correct", page, number, "--set", "low=500", *WHO, "--starter")
    assert ran.code == 0
    after = told(bare, page)
    assert after["figures"][0]["low"] == 500
    assert after["reviews"][number]["before"]["low"] == 600


def test_a_party_whose_every_mention_was_rejected_is_no_hit(bare: Installation, page: Path) -> None:
    mention = told(bare, page)["parties"][0]["mentions"][0]["id"]
    assert bare("articles", "reject", page, mention, *WHO, "--starter").code == 0
    ran = bare("screen", "article", page, "--starter", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["parties"][0]["standing"] is False


def test_a_withdrawn_review_no_longer_counts(bare: Installation, page: Path) -> None:
    mention = told(bare, page)["parties"][0]["mentions"][0]["id"]
    bare("articles", "reject", page, mention, *WHO, "--starter")
    assert bare("articles", "withdraw", page, mention, *WHO, "--starter").code == 0
    assert bare("screen", "article", page, "--starter").code == 1


def test_reviews_are_listed_with_who_and_why(bare: Installation, page: Path) -> None:
    number = told(bare, page)["figures"][0]["id"]
    bare("articles", "confirm", page, number, *WHO, "--starter")
    listed = bare("articles", "reviews").out
    assert number in listed
    assert "confirmed by A. Analyst" in listed
    assert "read the original" in listed


@pytest.mark.parametrize(
    ("change", "says"),
    [("low=many", "cannot be corrected"), ("span=3", "cannot be set"), ("low", "FIELD=VALUE")],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_kept(
    bare: Installation, page: Path, change: str, says: str
) -> None:
    number = told(bare, page)["figures"][0]["id"]
    ran = bare("articles", "correct", page, number, "--set", change, *WHO, "--starter")
    assert ran.code == 2
    assert says in ran.err
    assert bare("articles", "reviews").out == ""


def test_an_unknown_statement_is_refused(bare: Installation, page: Path) -> None:
    ran = bare("articles", "confirm", page, "c-00000000", *WHO, "--starter")
    assert (ran.code, "no statement" in ran.err) == (2, True)


def test_a_mention_cannot_be_given_to_a_party_that_is_not_there(
    bare: Installation, page: Path
) -> None:
    mention = told(bare, page)["parties"][0]["mentions"][0]["id"]
    ran = bare("articles", "correct", page, mention, "--set", "parties=x:1", *WHO, "--starter")
    assert (ran.code, "no party of" in ran.err) == (2, True)
