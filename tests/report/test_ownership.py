"""The ownership report is one safe page: every verdict with its rule, and every gap named."""

import datetime
import html
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest

from interdict.ownership.licence_candidates import LicenceCandidate
from interdict.ownership.listed import Listed
from interdict.ownership.programmes import SecondaryRisk
from interdict.ownership.share import Share, exact, parse
from interdict.ownership.solution import Solution, solve
from interdict.ownership.stake import Stake, StakeEdition
from interdict.ownership.table import StakeTable
from interdict.party import Finding
from interdict.report import ownership as module
from interdict.report.ownership import (
    LookThrough,
    OwnershipReport,
    RegimeAnswer,
    render,
    shown_proofs,
    stated_above,
    write_report,
)
from sample_proofs import chain, listed, proof, step
from sample_screenings import coverage

NOW = datetime.datetime(2026, 1, 12, 9, 30, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 1, 12)
STAKES = """\
Volna > Volna Handel GmbH: 100
Volna > Volna Chemie GmbH: 100
Volna Handel GmbH > Raffinerie Nord GmbH: 37.5
Volna Chemie GmbH > Raffinerie Nord GmbH: 16.67
Volna > Lager SRL: 25-50
Volna > Hafen AG: 49.99
Volna > Kran AG: 50-60
"""


def solved(stakes: str = STAKES) -> Solution:
    """Volna is listed everywhere."""
    found = []
    for number, line in enumerate(stakes.splitlines(), 1):
        owner, owned, share = re.split(" > |: ", line)
        found.append(Stake(owner=owner, owned=owned, share=parse(share), place=f"line {number}"))
    listings = [
        Listed(entity="Volna", regime=regime, listed_on=datetime.date(2025, 10, 22))
        for regime in ("us", "eu", "uk", "ch")
    ]
    return solve(StakeTable.of(found, "our analyst"), listings, DAY)


def report(entity: str = "Raffinerie Nord GmbH", **changes: Any) -> OwnershipReport:
    solution = solved()
    stakes, in_all = stated_above(solution, entity)
    told = OwnershipReport(
        entity=entity,
        name=entity,
        asked_on=DAY,
        generated_at=NOW,
        answers=tuple(RegimeAnswer.of(solution, entity, each) for each in ("us", "eu", "uk", "ch")),
        stakes=stakes,
        stakes_in_all=in_all,
    )
    return msgspec.structs.replace(told, **changes)


def visible(page: str) -> str:
    """Text of a page, spaces run together, every kind of space alike."""
    bare = re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.S)
    return " ".join(html.unescape(bare).split())


def test_every_regime_has_its_verdict_rule_authority_and_distance() -> None:
    said = visible(render(report()))
    for each in report().answers:
        assert each.rule in said
        assert each.authority in said
        assert each.asks in said
    assert said.count("blocked by ownership 54.17 % held by blocked owners; 4.17 % over") == 4


def test_the_picture_and_the_words_of_the_proof_are_on_the_page() -> None:
    page = render(report())
    assert page.count("<svg") == 2  # for a desk and for a phone
    assert "our analyst states that Volna holds 100 % of the shares of" in visible(page)


def test_a_proof_by_the_same_stakes_is_shown_once() -> None:
    us, *others = shown_proofs(report().answers)
    assert us.desk is not None
    assert {each.same_as for each in others} == {"us"}
    assert all(each.desk is None for each in others)
    said = visible(render(report()))
    assert "The same stakes, counted alike, as for United States above" in said
    assert "Under the EU rule" in said


def test_a_straight_chain_needs_no_second_picture_for_a_phone() -> None:
    answer = report().answers[0]
    lone = msgspec.structs.replace(answer, proof=chain(4))
    assert render(report(answers=(lone,))).count("<svg") == 1


def test_every_statement_above_the_entity_is_in_the_table() -> None:
    stakes, in_all = stated_above(solved(), "Raffinerie Nord GmbH")
    assert in_all == len(stakes) == 4
    said = visible(render(report()))
    for number in (1, 2, 3, 4):
        assert f"line {number}" in said
    assert "line 5" not in said


def test_a_likeness_is_marked_in_the_table_as_a_question() -> None:
    table = solved("Volna > A: 60\n").graph.table
    told = stated_above(solve(table, [listed(entity="Volna", certain=False)], DAY), "A")[0]
    assert "listed? not confirmed" in visible(render(report("A", stakes=told)))


def test_statements_in_a_circle_are_told_once_each() -> None:
    circle = solved("Volna > A: 60\nA > B: 60\nB > A: 20\n")
    assert stated_above(circle, "B")[1] == 3


def test_what_the_table_leaves_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ON_PAGE", 2)
    said = visible(render(report()))
    assert "The first 2 of 4 statements" in said


def test_a_share_just_over_the_line_is_not_told_as_on_it() -> None:
    answer = RegimeAnswer.of(solved(), "Kran AG", "ch")
    assert answer.verdict == "blocked-by-ownership"
    assert answer.held == Share(Fraction(50), Fraction(60), low_open=True)
    assert "at the least just over the line" in visible(render(report("Kran AG")))


def test_a_band_leaves_the_verdict_open_and_says_at_which_ends() -> None:
    said = visible(render(report("Lager SRL")))
    assert "If Volna holds 50 % of Lager SRL, the rule reaches Lager SRL" in said
    assert "above 25 to 50 % held by blocked owners" in said


def test_a_hair_from_the_line_is_told_exactly() -> None:
    said = visible(render(report("Hafen AG")))
    assert "49.99 % held by blocked owners; 0.01 % from the line (50 % or more)" in said


def test_a_word_that_the_line_did_not_decide_is_told_without_a_distance() -> None:
    answer = msgspec.structs.replace(report().answers[0], verdict="blocked-by-definition")
    assert "from the line" not in visible(render(report(answers=(answer,))))
    assert "over the line (" not in visible(render(report(answers=(answer,))))


def test_of_somebody_in_no_stake_nothing_is_claimed() -> None:
    said = visible(render(report("Unbekannt AG")))
    assert "held by blocked owners" not in said
    assert "That is no statement that nobody does." in said
    assert "no match" in said


def test_licences_and_secondary_risk_stand_beside_the_word() -> None:
    licence = LicenceCandidate(
        id="GL 999", issuer="OFAC", title="Winding down", begins="", until="2026-02-01",
        cover="in force", party="volna", reach="named", subject="Volna", closure="",
        conditions_unproven=("loaded before the day",), exclusions=(), reporting="", caveat="",
    )  # fmt: skip
    risk = SecondaryRisk(
        id="x", tag="Secondary sanctions risk: EO 14024", authority="EO 14024",
        risk="a foreign bank risks its accounts", party="volna",
    )  # fmt: skip
    answer = msgspec.structs.replace(
        report().answers[0], licences=(licence,), secondary_risk=(risk,)
    )
    said = visible(render(report(answers=(answer,), caution=("read each licence",))))
    assert "licence-candidate GL 999" in said
    assert "unproven: loaded before the day" in said
    assert "Licences stand beside a block and never lift it: read each licence." in said
    assert "a foreign bank risks its accounts" in said
    assert "blocked by ownership" in said


def test_integrated_ownership_stands_apart_with_what_it_is_not() -> None:
    through = LookThrough(owner="volna", name="Volna", percent_low=26.0, percent_high=55.3)
    said = visible(render(report(look_through=(through,))))
    assert "26.00 to 55.30 %" in said
    assert "No rule above asks for this number" in said


def test_lists_and_stakes_are_named_with_dates_and_hashes() -> None:
    edition = StakeEdition(
        id="e" * 64, form="stakes-csv", source="stakes.csv", stated_by="M. Muster",
        authority="analyst", published=None, files=(("stakes.csv", "c0ffee" * 10, 812),),
        records=7, rejected=1, document="annual report 2024",
        expires_on=datetime.date(2026, 12, 31),
    )  # fmt: skip
    said = visible(render(report(lists=coverage(), stake_sets=(edition,))))
    for each in ("M. Muster", "annual report 2024", "uncertain from 2026-12-31", "c0ffeec0ffee",
                 "1 not readable", coverage()[0].edition[:12]):  # fmt: skip
        assert each in said


def test_without_lists_the_page_says_so() -> None:
    assert "No list was loaded." in visible(render(report()))


def test_findings_are_on_the_page() -> None:
    odd = Finding(severity="warning", code="odd-share", message="'50,1' is no percentage")
    assert "'50,1' is no percentage" in visible(render(report(findings=(odd,))))


def test_the_page_gives_no_legal_advice_and_says_so() -> None:
    assert "It gives no legal advice" in visible(render(report()))


def test_nothing_of_a_statement_is_read_as_markup() -> None:
    evil = '"><script>alert(1)</script><img src=x>'
    shown = msgspec.structs.replace(
        report().answers[0],
        proof=proof(step(evil, evil + "2", "60", listed(evil))),
        because=(evil,),
    )
    stakes = stated_above(solved(f"{evil} > Kran AG: 60\n"), "Kran AG")[0]
    page = render(report(name=evil, entity=evil, answers=(shown,), stakes=stakes, listed_file=evil))
    assert "<script" not in page
    assert "<img" not in page


def test_the_page_loads_and_runs_nothing() -> None:
    page = render(report())
    assert not re.search(r"<(script|link|img|iframe|object|form|use|image)\b", page)
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(report()) == render(report())


def test_a_chain_of_a_thousand_is_one_page() -> None:
    answer = msgspec.structs.replace(
        report().answers[0], proof=chain(1000), held=exact(Fraction(51))
    )
    page = render(report(answers=(answer,)))
    assert "… 995 companies …" in page
    assert "more sentences" in page


def test_the_report_gets_its_name_when_it_is_complete(tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", report())
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == render(report())
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_a_name_that_no_file_can_carry_is_written_all_the_same(tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", report(name="Kran \ud800 AG"))
    assert "Kran ? AG" in (tmp_path / "report.html").read_text(encoding="utf-8")
