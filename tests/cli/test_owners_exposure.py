"""interdict owners exposure: dated dealings, joined to the lists, apart from blocked."""

import csv
import json
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from cli.conftest import Installation
from interdict import audit
from owned import VOLNA

HEADER = "party,counterparty,what,from,to,bank,source"
FILED = ("--source", "filings", "--authority", "filing", "--stated-by", "company reports")


def dealings(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


@pytest.fixture
def owned(interdict: Installation, small_non_sdn: Path) -> Installation:
    """OFAC's two lists, the UN's, and who holds what of Volna's companies."""
    assert interdict("lists", "add", small_non_sdn, "--published", "2026-01-08").code == 0
    assert interdict("owners", "add", VOLNA, *FILED, "--published", "2026-01-08").code == 0
    return interdict


def test_the_demo_says_of_every_dealing_what_is_expected(bare: Installation) -> None:
    demo = files("interdict.starter") / "demo"
    with as_file(demo / "dealings.csv") as path:
        ran = bare("owners", "exposure", path, "--starter", "--json")
    assert ran.code == 1
    found: dict[str, str] = {}
    for party in ran.json["parties"]:
        for each in party["evidence"]:  # of one dealing the strongest comes first
            found.setdefault(each["dealing"]["statement"], each["verdict"])
    expected = csv.DictReader((demo / "expected_exposure.csv").read_text("utf-8").splitlines())
    told = {f"EX-{row['row']}": row["verdict"] for row in expected}
    assert {key: found.get(key, "no-match") for key in told} == told


def test_the_evidence_says_who_states_it_when_and_on_what_ground(
    owned: Installation, tmp_path: Path
) -> None:
    line = "Ejemplo Bank,Volna Energo,payment,2024-07-01,,yes,a filing"
    ran = owned("owners", "exposure", dealings(tmp_path / "d.csv", line))
    assert ran.code == 1
    assert "Ejemplo Bank  US secondary-risk" in ran.out
    assert "payment, with Volna Energo since 2024-07-01; stated by a filing (line 2)" in ran.out
    assert "by E.O. 14024, section 11, as amended by E.O. 14114, since 2024-06-12" in ran.out
    assert "no number says what is significant" in ran.out
    assert "apart from blocked" in ran.out


def test_whom_a_listed_party_owns_exposes_with_the_stakes_that_show_it(
    owned: Installation, tmp_path: Path
) -> None:
    table = dealings(tmp_path / "d.csv", "Ejemplo Bank,Volna Port LLC,account,2025-01-01,,yes,x")
    ran = owned("owners", "exposure", table)
    assert ran.code == 1
    assert "an owner of the counterparty is VOLNA ENERGO" in ran.out
    assert "owned: Volna Energo has 60 % of the shares of Volna Shipping Ltd" in ran.out
    assert "owned: Volna Shipping Ltd has 50 % of the shares of Volna Port LLC" in ran.out


def test_a_name_like_that_of_an_owned_company_waits_for_a_person(
    owned: Installation, tmp_path: Path
) -> None:
    table = dealings(
        tmp_path / "d.csv",
        "Full Bank,Volna Port,account,2025-01-01,,yes,x",
        "Alike Bank,Volna Portt LLC,account,2025-01-01,,yes,x",
    )
    told = owned("owners", "exposure", table, "--json").json["parties"]
    assert [each["verdict"] for each in told] == ["secondary-risk", "review"]
    caveats = told[1]["evidence"][0]["caveats"]
    assert any("that it is Volna Port LLC of the stakes is for a person" in c for c in caveats)


def test_a_dealing_before_the_ground_is_shown_and_not_counted(
    owned: Installation, tmp_path: Path
) -> None:
    line = "Ejemplo Bank,Volna Energo,payment,2024-03-01,2024-03-01,yes,x"
    ran = owned("owners", "exposure", dealings(tmp_path / "d.csv", line))
    assert ran.code == 0
    assert "Ejemplo Bank  US no-match" in ran.out
    assert "it ended before 2024-06-12, from when the ground holds" in ran.out


def test_a_near_name_waits_for_a_person_and_an_exact_identifier_does_not(
    owned: Installation, tmp_path: Path
) -> None:
    table = dealings(
        tmp_path / "d.csv",
        "Near Bank,Hanbitt General Trading Corporation,payment,2025-01-01,2025-01-01,yes,x",
        "Exact Bank,ofac-sdn:7003,payment,2025-01-01,2025-01-01,yes,x",
        "Number Bank,inn:7707083893,payment,2025-01-01,2025-01-01,yes,x",
    )
    told = owned("owners", "exposure", table, "--json").json["parties"]
    words = {each["party"]: each["verdict"] for each in told}
    assert words == {
        "Near Bank": "review",
        "Exact Bank": "secondary-risk",
        "Number Bank": "secondary-risk",
    }


def test_without_ofacs_lists_nobody_is_free_of_exposure(bare: Installation, tmp_path: Path) -> None:
    line = "Ejemplo Bank,Baker Ltd,payment,2025-01-01,,yes,x"
    ran = bare("owners", "exposure", dealings(tmp_path / "d.csv", line), "--starter", "--json")
    assert ran.code == 0
    assert ran.json["parties"][0]["verdict"] == "unknown"


def test_a_party_that_is_listed_itself_is_said_to_be(owned: Installation, tmp_path: Path) -> None:
    line = "Meridian Shell Services Ltd,Volna Energo,payment,2025-01-01,,yes,x"
    ran = owned("owners", "exposure", dealings(tmp_path / "d.csv", line))
    assert "itself is ofac-sdn:7006, which is listed" in ran.out


def test_one_party_can_be_asked_about(owned: Installation, tmp_path: Path) -> None:
    table = dealings(
        tmp_path / "d.csv",
        "Ejemplo Bank,Volna Energo,payment,2025-01-01,,yes,x",
        "Other Bank,Volna Energo,payment,2025-01-01,,yes,x",
    )
    ran = owned("owners", "exposure", table, "--party", "EJEMPLO bank", "--json")
    assert [each["party"] for each in ran.json["parties"]] == ["Ejemplo Bank"]
    ran = owned("owners", "exposure", table, "--party", "Nobody")
    assert ran.code == 2
    assert "the table has dealings of Ejemplo Bank, Other Bank" in ran.err


def test_a_line_that_cannot_be_read_is_told_after_the_rest_was_answered(
    owned: Installation, tmp_path: Path
) -> None:
    table = dealings(
        tmp_path / "d.csv",
        "Ejemplo Bank,Volna Energo,payment,2025-01-01,,yes,x",
        "Other Bank,,,,,,",
    )
    output = tmp_path / "evidence.csv"
    ran = owned("owners", "exposure", table, "-o", output)
    assert ran.code == 2
    assert "line 3: it does not say who deals with whom" in ran.err
    lines = list(csv.DictReader(output.read_text("utf-8").splitlines()))
    assert {line["party"] for line in lines} == {"Ejemplo Bank"}
    assert lines[0]["party_id"] == "ofac-sdn:7002"


def test_evidence_is_never_written_over_the_dealings(owned: Installation, tmp_path: Path) -> None:
    line = "Ejemplo Bank,Volna Energo,payment,2025-01-01,,yes,x"
    table = dealings(tmp_path / "d.csv", line)
    ran = owned("owners", "exposure", table, "-o", table)
    assert ran.code == 2
    assert line in table.read_text("utf-8")


def test_dealings_come_from_standard_input(owned: Installation) -> None:
    text = f"{HEADER}\nEjemplo Bank,Volna Energo,payment,2025-01-01,,yes,x\n"
    assert owned("owners", "exposure", "-", stdin=text.encode()).code == 1


def test_an_answer_is_recorded_with_what_it_rests_on(owned: Installation, tmp_path: Path) -> None:
    line = "Ejemplo Bank,Volna Energo,payment,2025-01-01,,yes,x"
    owned("owners", "exposure", dealings(tmp_path / "d.csv", line))
    record = list(audit.read(owned.home.audit))[-1]
    assert record.event == "owners-exposure"
    assert record.content["verdicts"] == {"Ejemplo Bank": "secondary-risk"}
    assert json.dumps(record.content["dealings_sha256"])


def test_exposure_leaves_the_verdict_as_it_is(owned: Installation, tmp_path: Path) -> None:
    before = owned("owners", "verdict", "Quiet Parts Ltd", "--regime", "us", "--json").json
    line = "Quiet Parts Ltd,Volna Energo,payment,2025-01-01,,yes,x"
    assert owned("owners", "exposure", dealings(tmp_path / "d.csv", line)).code == 1
    after = owned("owners", "verdict", "Quiet Parts Ltd", "--regime", "us", "--json").json
    assert after["verdicts"] == before["verdicts"]
