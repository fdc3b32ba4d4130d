"""interdict lists diff: what changed on the lists, as text, JSON and a page."""

import re
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


def test_what_changed_between_two_days_is_one_short_command(editions: Installation) -> None:
    ran = editions("lists", "diff", "ofac-sdn@2022-01-31", "2022-02-28", "--json")
    assert ran.code == 0
    (found,) = ran.json["lists"]
    assert [party["id"] for party in found["added"]] == [
        "ofac-sdn:8010", "ofac-sdn:8011", "ofac-sdn:8012",
    ]  # fmt: skip
    assert [party["name"] for party in found["removed"]] == ["GREY GULL"]
    (change,) = found["changed"]
    kinds = {each["kind"]: each["after"] for each in change["differences"]}
    assert kinds["renamed"] == "VOLKOV, Igor Petrovich"
    assert kinds["programme added"] == "RUSSIA-EO14024"
    assert kinds["alias added"] == "THE WOLF (weak-alias)"
    assert found["programmes"]["RUSSIA-EO14024"] == {
        "before": 1, "after": 5, "added": 3, "removed": 0, "joined": 1, "left": 0,
    }  # fmt: skip
    assert found["counts"]["changed_materially"] == 1


def test_the_text_tells_the_same(editions: Installation) -> None:
    out = editions("lists", "diff", "ofac-sdn@2022-01-31", "2022-02-28").out
    for said in (
        "4 -> 6 parties, 3 added, 1 removed, 1 changed", "By programme", "BANK VOSTOKKREDIT",
        "Removed (1)", "GREY GULL", "renamed: VOLKOV, Igor",
    ):  # fmt: skip
        assert said in out


def test_a_list_alone_compares_its_last_two_editions(editions: Installation) -> None:
    found = editions("lists", "diff", "ofac-sdn", "--json").json["lists"][0]
    assert (found["before"]["published"], found["after"]["published"]) == (
        "2022-02-28", "2022-03-31",
    )  # fmt: skip


def test_without_a_second_day_the_newest_counts(editions: Installation) -> None:
    found = editions("lists", "diff", "2022-01-31", "--json").json["lists"][0]
    assert found["after"]["published"] == "2022-03-31"


def test_without_anything_the_last_two_activations_are_compared(
    interdict: Installation, small_lists: Path
) -> None:
    """The UN list was loaded last; nobody on it was designated then."""
    ran = interdict("lists", "diff", "--json")
    assert [(each["list"], each["counts"]["added"]) for each in ran.json["lists"]] == [
        ("ofac-sdn", 0), ("un", 0),
    ]  # fmt: skip
    assert "only in the later state, with 2 parties" in interdict("lists", "diff").err


def test_what_alters_no_screening_can_be_left_out(editions: Installation) -> None:
    """Alpine Freight got a link, Severny Les an alias."""
    whole = editions("lists", "diff", "ofac-sdn", "--json").json["lists"][0]
    assert [each["name"] for each in whole["changed"] if not each["material"]] == [
        "ALPINE FREIGHT GMBH"
    ]
    material = editions("lists", "diff", "ofac-sdn", "--material", "--json").json["lists"][0]
    assert [each["name"] for each in material["changed"]] == ["SEVERNY LES TRADING"]


def test_long_tables_are_cut_and_say_so(editions: Installation) -> None:
    arguments = ("lists", "diff", "ofac-sdn@2022-01-31", "2022-02-28", "--limit")
    assert "... and 2 more: --limit 0 shows all" in editions(*arguments, "1").out
    assert "more:" not in editions(*arguments, "0").out


def test_the_page_shows_all_and_runs_nothing(editions: Installation, tmp_path: Path) -> None:
    page = tmp_path / "changes.html"
    assert editions("lists", "diff", "2022-01-31", "2022-02-28", "--html", page).code == 0
    content = page.read_text(encoding="utf-8")
    for said in ("BANK VOSTOKKREDIT", "GREY GULL", "VOLKOV, Igor Petrovich", "default-src 'none'"):
        assert said in content
    assert not re.search(r"<script|https?://|<img", content)
    ran = editions("lists", "diff", "ofac-sdn", "--html", tmp_path / "changes.txt")
    assert ran.code == 2
    assert "end it in .html" in ran.err


def test_the_same_question_has_the_same_answer(editions: Installation) -> None:
    arguments = ("lists", "diff", "2022-01-31", "2022-03-31", "--json")
    assert editions(*arguments).out == editions(*arguments).out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("yesterday",), 2, "names no state of the lists"),
        (("ofac-sdn@2022-13-01",), 2, "not a date"),
        (("2020-01-01",), 3, "is kept"),
        (("ofac-sdn@2022-01-31", "un@2022-01-31"), 3, "none is kept"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    editions: Installation, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = editions("lists", "diff", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_names_cannot_inject_markup_into_the_page(bare: Installation, tmp_path: Path) -> None:
    before, after = tmp_path / "a_2022-01-01.csv", tmp_path / "a_2022-02-01.csv"
    before.write_text("id,name\nE-1,Plain\n", encoding="utf-8")
    evil = "E-1,<script>x</script>\nE-2,[bold]\x1b[2J<b>\n"
    after.write_text(f"id,name\n{evil}", encoding="utf-8")
    assert bare("lists", "add", before, after, "--source", "mine").code == 0
    page = tmp_path / "d.html"
    ran = bare("lists", "diff", "mine", "--html", page)
    assert ran.code == 0, ran.err
    assert "\x1b" not in ran.out
    assert "[bold]" in ran.out
    assert "<script" not in page.read_text(encoding="utf-8")


def test_a_party_under_another_id_is_told_as_renumbered_everywhere(
    editions: Installation, small_editions: Path, tmp_path: Path
) -> None:
    """Canada numbered its list anew: nobody was delisted by that."""
    march = (small_editions / "sdn_2022-03-31.csv").read_bytes()
    assert march.count(b"8010,") == 1
    april = tmp_path / "sdn_2022-04-30.csv"
    april.write_bytes(march.replace(b"8010,", b"9910,"))
    assert editions("lists", "add", april).code == 0
    page = tmp_path / "page.html"
    ran = editions("lists", "diff", "ofac-sdn", "--html", page)
    assert "0 added, 0 removed, 0 changed, 1 renumbered" in ran.out
    assert "ofac-sdn:8010" in ran.out
    assert "ofac-sdn:9910" in ran.out
    assert "Renumbered" in page.read_text("utf-8")
    found = editions("lists", "diff", "ofac-sdn", "--json").json["lists"][0]
    (renumbered,) = found["renumbered"]
    assert (renumbered["id_before"], renumbered["id"]) == ("ofac-sdn:8010", "ofac-sdn:9910")
    for asked in ("ofac-sdn:8010", "ofac-sdn:9910"):
        assert "under another id" in editions("lists", "history", asked).out
        event = editions("lists", "history", asked, "--json").json["events"][-1]
        assert (event["what"], event["id_before"]) == ("renumbered", "ofac-sdn:8010")
    gone = editions("lists", "history", "--what", "delisted", "--since", "2022-03-31")
    assert "nothing of the kind" in gone.out


@pytest.mark.parametrize("asked", ["ofac-sdn@2130-01-01", "2130-01-01", "known@2130-01-01"])
def test_a_day_ahead_is_refused(editions: Installation, asked: str) -> None:
    for words in (("2022-01-31", asked), (asked,)):
        ran = editions("lists", "diff", *words)
        assert ran.code == 2
        assert "lies ahead" in ran.err
