"""interdict lists history: when somebody was first listed, renamed, delisted."""

from pathlib import Path

import pytest

from interdict.snapshot.store import Home

from .conftest import Installation


@pytest.fixture
def editions(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Installation:
    """An installation with three monthly editions of one small list."""
    return Installation(three_editions.path, monkeypatch, capsys)


def test_when_somebody_was_first_listed(editions: Installation) -> None:
    ran = editions("lists", "history", "Bank Vostokkredit", "--json")
    assert ran.code == 0
    (event,) = ran.json["events"]
    assert (event["what"], event["not_yet_in"], event["first_in"]) == (
        "listed", "2022-01-31", "2022-02-28",
    )  # fmt: skip
    assert event["listed_on"] is None
    out = editions("lists", "history", "ofac-sdn:8010").out
    assert "after 2022-01-31" in out
    assert "listed under" in out


def test_when_an_alias_was_added(editions: Installation) -> None:
    ran = editions("lists", "history", "--what", "alias added", "--json", "--since", "2022-02-28")
    (event,) = ran.json["events"]
    assert (event["party"], event["first_in"]) == ("ofac-sdn:8002", "2022-03-31")


def test_who_was_delisted_since(editions: Installation) -> None:
    def delisted(*options: str) -> list[str]:
        ran = editions("lists", "history", "--what", "delisted", "--json", *options)
        return [event["name"] for event in ran.json["events"]]

    assert delisted() == ["GREY GULL", "OSTROVNAYA ZARYA"]
    assert delisted("--since", "2022-02-28") == ["OSTROVNAYA ZARYA"]
    assert delisted("--until", "2022-02-28") == ["GREY GULL"]


def test_what_stood_in_the_oldest_edition_did_not_happen_then(editions: Installation) -> None:
    """Asked of everybody it is no event; asked of one party it says: on or before."""
    listed = editions("lists", "history", "--what", "listed", "--json").json["events"]
    assert {event["first_in"] for event in listed} == {"2022-02-28", "2022-03-31"}
    assert "on or before 2022-01-31" in editions("lists", "history", "Grey Gull").out


def test_nothing_found_says_which_editions_were_looked_in(editions: Installation) -> None:
    ran = editions("lists", "history", "Nobody Known")
    assert ran.code == 0
    assert "nothing of the kind" in ran.out
    assert "3 editions kept, of 2022-01-31 to 2022-03-31" in ran.out


def test_a_question_without_anything_asked_is_refused(editions: Installation) -> None:
    assert "--what delisted" in editions("lists", "history").err
    assert "there is ofac-sdn" in editions("lists", "history", "x", "--source", "un").err


def test_nothing_kept_is_exit_3(bare: Installation) -> None:
    assert bare("lists", "history", "anybody").code == 3


def test_editions_of_different_forms_carry_a_word_of_caution(
    editions: Installation, tmp_path: Path
) -> None:
    table = tmp_path / "t_2022-04-30.csv"
    table.write_text(
        "uid,full name\n" + "".join(f"{n},PARTY {n}\n" for n in range(8000, 8006)),
        encoding="utf-8",
    )
    added = editions("lists", "add", table, "--source", "ofac-sdn")
    assert added.code == 0, added.err
    assert "different forms" in editions("lists", "history", "ofac-sdn:8001").err


def test_a_kind_of_change_that_there_is_not_is_refused(editions: Installation) -> None:
    ran = editions("lists", "history", "--what", "bogus")
    assert ran.code == 2
    assert "'alias added'" in ran.err
