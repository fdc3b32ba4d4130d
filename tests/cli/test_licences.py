"""interdict licences: what is known for a day, never as current."""

import pytest

from interdict.ownership.licences import FILE

from .conftest import Installation

OWN = """reviewed = 2026-03-01
[[licence]]
id = "GL 900"
title = "Volna Energo"
regime = "us"
issuer = "OFAC"
zone = "America/New_York"
from = 2020-01-01
until = 2999-01-01
conditions = ["no funds to Russia"]
sources = ["the gazette"]
subjects = [{ name = "Volna Energo", parties = ["ofac-sdn:7002"], owned = true }]
"""


def test_a_day_is_answered_without_any_list(bare: Installation) -> None:
    ran = bare("licences", "--on", "2025-11-20")
    assert ran.code == 0
    assert "OFAC GL 126" in ran.out
    assert "OFAC GL 133" not in ran.out


def test_no_answer_is_presented_as_current(bare: Installation) -> None:
    for words in ((), ("--on", "2025-11-20"), ("--party", "Lukoil"), ("--ending-within", "30")):
        ran = bare("licences", *words)
        assert "last reviewed 2026-" in ran.out
        assert "knows nothing issued after 2026-05-18" in ran.out
        assert "never to be read as current" in ran.out


def test_the_last_minute_of_a_licence_is_part_of_its_last_day(bare: Installation) -> None:
    found = bare("licences", "--on", "2025-11-21", "--json").json["licences"]
    (ending,) = [each for each in found if each["id"] == "OFAC GL 126"]
    assert ending["cover"] == "part of the day"
    assert ending["until"] == "2025-11-21 00:01 EST"


def test_a_day_in_another_zone_is_asked_by_name(bare: Installation) -> None:
    words = ("licences", "--on", "2025-11-21", "--json")
    (there,) = [
        each
        for each in bare(*words, "--zone", "Asia/Tokyo").json["licences"]
        if each["id"] == "OFAC GL 126"
    ]
    assert there["cover"] == "part of the day"
    earlier = bare("licences", "--on", "2025-11-20", "--zone", "Pacific/Honolulu", "--json")
    assert "part of the day" in {
        each["cover"] for each in earlier.json["licences"] if each["id"] == "OFAC GL 126"
    }


@pytest.mark.parametrize("party", ["ofac-sdn:17248", "LUKOIL OAO", "inn:7708004767"])
def test_a_party_is_named_by_id_number_or_exact_name(bare: Installation, party: str) -> None:
    ran = bare("licences", "--on", "2025-11-20", "--party", party)
    assert "OFAC GL 128A" in ran.out
    assert "OFAC GL 129" not in ran.out
    assert "closure not computed" in ran.out


def test_a_name_that_is_nobodys_finds_no_licence(bare: Installation) -> None:
    ran = bare("licences", "--on", "2025-11-20", "--party", "Luk oil Trading")
    assert ran.code == 0
    assert "no licence of this table" in ran.out


def test_the_gap_before_a_renewal_is_shown(bare: Installation) -> None:
    ran = bare("licences", "--on", "2026-04-13")
    assert "lapsed: OFAC GL 134 ended 2026-04-11 00:01 EDT" in ran.out
    (gap,) = bare("licences", "--on", "2026-04-13", "--json").json["lapsed"]
    assert (gap["lapsed"], gap["renewed"]) == ("OFAC GL 134", "OFAC GL 134A")


def test_what_ends_in_the_next_days_comes_soonest_first(bare: Installation) -> None:
    ran = bare("licences", "--on", "2026-03-20", "--ending-within", "30", "--json")
    assert [each["id"] for each in ran.json["licences"]] == [
        "OFAC GL 131C", "OFAC GL 133", "OFAC GL 134",
    ]  # fmt: skip


def test_a_file_of_ones_own_is_read_and_stands_beside_a_block(interdict: Installation) -> None:
    (interdict.home.path / FILE).write_text(OWN, encoding="utf-8")
    shown = interdict("licences", "--party", "ofac-sdn:7002")
    assert "GL 900" in shown.out
    assert "unproven: no funds to Russia" in shown.out
    ran = interdict("screen", "name", "Volna Energo", "--json")
    us = ran.json["verdicts"]["us"]
    assert us["verdict"] == "blocked"
    (licence,) = us["licences"]
    assert (licence["id"], licence["conditions_unproven"]) == ("GL 900", ["no funds to Russia"])
    text = interdict("screen", "name", "Volna Energo").out
    assert "licence-candidate GL 900" in text
    assert "never to be read as current" in text


def test_a_report_shows_the_licence_and_what_is_unproven(interdict: Installation) -> None:
    (interdict.home.path / FILE).write_text(OWN, encoding="utf-8")
    page = interdict.home.path / "report.html"
    interdict("screen", "name", "Volna Energo", "-o", page)
    content = page.read_text(encoding="utf-8")
    assert "licence-candidate GL 900" in content
    assert "unproven: <bdi>no funds to Russia</bdi>" in content
    assert "never lift it" in content


def test_a_mistake_in_that_file_stops_with_its_line(interdict: Installation) -> None:
    (interdict.home.path / FILE).write_text(OWN.replace("until", "untill"), encoding="utf-8")
    for words in (("licences",), ("screen", "name", "Volna Energo")):
        ran = interdict(*words)
        assert ran.code == 2
        assert "line 9, licence GL 900" in ran.err
        assert "`untill`" in ran.err


def test_a_zone_that_is_none_is_refused(bare: Installation) -> None:
    ran = bare("licences", "--zone", "Atlantis/Centre")
    assert ran.code == 2
    assert "Europe/Berlin" in ran.err


def test_a_warning_of_secondary_sanctions_is_shown(interdict: Installation) -> None:
    ran = interdict("screen", "name", "Hanbit General Trading Corporation")
    assert "secondary-risk ofac-sdn:7003: Secondary sanctions risk: North Korea" in ran.out
    shown = interdict("lists", "show", "ofac-sdn:7003")
    assert "secondary-risk: ofac-sdn:7003" in shown.out


def test_a_party_without_a_name_is_refused(bare: Installation) -> None:
    ran = bare("licences", "--party", " ")
    assert (ran.code, ran.out) == (2, "")
    assert "--party names nobody" in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--on", "9999-12-31"), "ask of a day of the years 1900 to 2999"),
        (("--on", "0001-01-01"), "ask of a day of the years 1900 to 2999"),
        (("--ending-within", "99999999999"), "is not in the range 0<=x<=36500"),
    ],
)
def test_a_day_beyond_any_calendar_is_exit_2(
    bare: Installation, words: tuple[str, str], says: str
) -> None:
    ran = bare("licences", *words)
    assert ran.code == 2
    assert says in ran.err


def test_the_last_day_that_may_be_asked_of_is_answered(bare: Installation) -> None:
    assert bare("licences", "--on", "2999-12-31", "--ending-within", "36500").code == 0
