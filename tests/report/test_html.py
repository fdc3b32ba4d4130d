"""The HTML report is one safe page that says what was searched and hides nothing."""

import datetime
import html
import html.parser
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from interdict.batch.rows import Rejected
from interdict.dates import DateSpan
from interdict.ownership.verdict import STRENGTH
from interdict.party import Finding, Name, Query
from interdict.report import html as report
from interdict.report.cards import query_card, span_text
from interdict.report.tally import Tally
from interdict.screening.result import Screening
from sample_screenings import (
    company_hit,
    company_screening,
    coverage,
    official,
    person_hit,
    person_screening,
    screening,
)

NOW = datetime.datetime(2026, 1, 12, 9, 30, tzinfo=datetime.UTC)


def page(*screenings: Screening, **changes: Any) -> str:
    given = {
        "title": "customers.csv",
        "basis": report.Basis.of(company_screening()),
        "screenings": list(enumerate(screenings, 1)),
        "rows_screened": 100,
        "rows_with_hits": len(screenings),
        "generated_at": NOW,
    }
    return report.render(report.ReportInput(**(given | changes)))


def visible(markup: str) -> str:
    """Text of a page, spaces run together."""
    bare = re.sub(r"<style>.*?</style>|<[^>]*>", " ", markup, flags=re.S)
    return " ".join(html.unescape(bare).split())


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(markup: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(markup)
    assert not parser.open
    return parser.seen


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    seen = tags(page(company_screening(), person_screening()))
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in seen}
    assert not [a for _, a in seen if any(name.startswith("on") or name == "src" for name in a)]
    assert all(str(a["href"]).startswith("#") for tag, a in seen if tag == "a")
    assert "url(" not in page() and "@import" not in page()


def test_every_link_of_the_index_leads_to_a_card() -> None:
    seen = tags(page(company_screening(), person_screening()))
    ids = {a.get("id") for _, a in seen}
    assert [a["href"] for tag, a in seen if tag == "a"] == ["#q1", "#q2"]
    assert {"q1", "q2"} <= ids


def test_a_script_in_any_value_is_text() -> None:
    attack = '<script>alert("x")</script>'
    party = msgspec.structs.replace(official(), names=(Name(full=attack),), remarks=attack)
    hit = msgspec.structs.replace(person_hit(), party=party, matched_name=attack)
    markup = page(
        screening(Query(name=attack, reference=attack), hit),
        title=attack,
        rejected=[Rejected(1, 2, attack, attack)],
        findings=[Finding(severity="note", code="x", message=attack)],
        table_file=attack,
    )
    assert "<script" not in markup
    assert attack in visible(markup)


def test_names_of_any_direction_are_isolated() -> None:
    markup = page(screening(Query(name="خالد حسن"), person_hit()))
    assert "<h3><bdi>خالد حسن</bdi></h3>" in markup
    for match in re.finditer("خالد حسن", markup):
        assert markup[: match.start()].endswith("<bdi>")


def test_the_header_says_what_was_screened_with_what_and_when() -> None:
    text = visible(page(company_screening()))
    for said in ("customers.csv", "2026-01-12 09:30:00+00:00", "sha256:a1a1", "default@5f0c2a9b"):
        assert said in text
    assert "SDN List United States 2026-01-08 3 days ago 17,321" in text
    assert "UN Security Council Consolidated List United Nations 2025-12-30 today 1,003" in text


def test_asked_and_listed_values_and_the_reasons_stand_side_by_side() -> None:
    text = visible(page(person_screening()))
    assert "Born 1981-02-03 about 1969 to 1970" in text
    assert "Country not given Iraq (nationality)" in text
    assert "birth date 1981-02-03 about 1969 to 1970 \N{MINUS SIGN}20 12 years apart" in text
    assert "Stated by UN Security Council (un of 2026-01-08), record QDi.999" in text


def test_a_listing_says_programme_measure_and_dates() -> None:
    text = visible(page(company_screening()))
    assert "Programme UKRAINE-EO13662, RUSSIA-EO14024" in text
    assert "block, in effect from 2025-10-22 sectoral debt (13662 Sectoral Directive 2)" in text
    assert "Listed on 2025-10-22" in text
    assert "not stated in the published form" in visible(page(person_screening()))


def test_no_match_always_says_in_which_lists() -> None:
    quiet = screening(Query(name="Jane Example"))
    for markup in (page(), page(quiet, rows_screened=1)):
        assert "No match in these lists, of these dates." in visible(markup)


def test_rows_without_a_hit_are_counted_under_each_regime() -> None:
    text = visible(page(company_screening(), person_screening()))
    assert "United States blocked 1 no match 99" in text
    assert "European Union unknown 100" in text
    assert "United Nations review 2 no match 98" in text


def test_the_starter_lists_silence_is_unknown() -> None:
    basis = report.Basis.of(company_screening())
    sample = msgspec.structs.replace(coverage()[0], list="starter", confirmed=None)
    text = visible(page(basis=msgspec.structs.replace(basis, coverage=(sample,))))
    assert "United States unknown 100" in text
    assert "not confirmed" in text


def test_a_list_dated_by_its_files_own_time_is_not_presented_as_published_that_day() -> None:
    basis = report.Basis.of(company_screening())
    copied = msgspec.structs.replace(coverage()[0], dated_by="modification-time")
    text = visible(page(basis=msgspec.structs.replace(basis, coverage=(copied,))))
    assert "dated by the file's own time: may be older" in text
    assert "may be older" not in visible(page())


def test_a_score_is_rounded_down_so_that_only_one_is_100() -> None:
    hit = msgspec.structs.replace(company_hit(), score=0.9999)
    assert "99 of 100" in visible(page(screening(Query(name="Rosneft"), hit)))


def test_of_ten_thousand_hits_the_strongest_are_shown_and_the_rest_counted() -> None:
    many = [person_screening()] * 9_999 + [company_screening()]
    markup = page(*many, rows_screened=10_000, table_file="hits.csv")
    text = visible(markup)
    assert "shows 300 of 10,000 hits, in 300 of 10,000 queries, the strongest first" in text
    assert "The whole table is hits.csv" in text
    assert text.index("Row 10,000") < text.index("Row 1 ")
    assert len(markup) < 5_000_000


def test_rows_that_a_long_run_left_out_are_counted_by_its_tally() -> None:
    tally = Tally(cards=2)
    for row in range(1, 6):
        tally.add(row, company_screening() if row == 4 else person_screening())
    changes = {"hits": tally.hits, "verdict_counts": tally.verdict_counts}
    markup = page(screenings=tally.strongest, rows_with_hits=5, table_file="hits.csv", **changes)
    text = visible(markup)
    assert [row for row, _ in tally.strongest] == [4, 1]
    assert "shows 2 of 5 hits, in 2 of 5 queries" in text
    assert "United States blocked 1 no match 99" in text
    assert "not counted" not in text


def test_rows_that_nobody_counted_are_said_to_be_missing() -> None:
    text = visible(page(company_screening(), rows_with_hits=40))
    assert "39 further queries with hits are not counted in this table" in text
    assert "United States blocked 1 no match 60" in text


def test_hits_cut_by_card_or_policy_are_counted() -> None:
    answer = screening(Query(name="Hassan"), *[person_hit()] * 14)
    text = visible(page(msgspec.structs.replace(answer, hits_in_all=20)))
    assert "4 weaker hits of this query are not shown here" in text
    assert "6 further hits of this query are over the policy's limit" in text
    assert "shows 10 of 20 hits" in text


def test_rejected_rows_stand_with_line_and_reason_and_the_rest_are_counted() -> None:
    rejected = [Rejected(n, n + 1, "has no name", f"raw {n}") for n in range(1, 501)]
    text = visible(page(rejected=rejected, rejected_file="hits.csv.rejected.csv"))
    assert "1 2 has no name raw 1 " in text
    assert "500 rows name nobody" in text
    assert "The first 200 are shown; all are in hits.csv.rejected.csv" in text


def test_findings_of_the_input_are_told() -> None:
    finding = Finding(severity="warning", code="x", message="12 of the values cannot be read")
    assert "12 of the values cannot be read" in visible(page(findings=[finding]))


def test_the_report_does_not_call_itself_advice_and_does_not_clear_anybody() -> None:
    text = visible(page(company_screening()))
    assert "legal advice" not in text.lower()
    assert "A name that is not found is not cleared" in text


def test_every_verdict_word_and_regime_has_its_meaning() -> None:
    assert set(report.WORDS) == set(STRENGTH)
    assert all(meaning.endswith(".") for meaning in report.WORDS.values())


@pytest.mark.parametrize(
    ("first", "last", "circa", "text"),
    [
        ("1962-05-03", "1962-05-03", False, "1962-05-03"),
        ("1962-01-01", "1962-12-31", True, "about 1962"),
        ("1969-01-01", "1970-12-31", False, "1969 to 1970"),
        ("1970-03-04", "1970-04-03", False, "1970-03-04 to 1970-04-03"),
    ],
)
def test_dates_are_shown_as_exactly_as_they_are_known(
    first: str, last: str, circa: bool, text: str
) -> None:
    day = datetime.date.fromisoformat
    assert span_text(DateSpan(day(first), day(last), circa)) == text


def test_the_file_is_whole_or_not_there(tmp_path: Path) -> None:
    given = report.ReportInput(
        title="Rosneft",
        basis=report.Basis.of(company_screening()),
        screenings=[(None, company_screening())],
        rows_screened=1,
        rows_with_hits=1,
        generated_at=NOW,
    )
    report.write_report(tmp_path / "report.html", given)
    assert (tmp_path / "report.html").read_text("utf-8") == report.render(given)
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_records_of_one_party_stand_together_as_one_question() -> None:
    screening = company_screening()
    first = msgspec.structs.replace(screening.hits[0], cluster="ofac-sdn:17022")
    twin = msgspec.structs.replace(first.party, id="uk:RUS3064")
    second = msgspec.structs.replace(first, party=twin)
    between = msgspec.structs.replace(
        first, party=msgspec.structs.replace(twin, id="eu:1"), cluster="eu:1"
    )
    card = query_card(1, msgspec.structs.replace(screening, hits=(first, between, second)))
    assert [(found.party.id, found.same_as) for found in card.hits] == [
        ("ofac-sdn:17022", ""), ("uk:RUS3064", "ofac-sdn:17022"), ("eu:1", ""),
    ]  # fmt: skip
