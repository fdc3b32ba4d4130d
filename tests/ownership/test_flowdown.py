"""What of a listing reaches the entities that the listed party holds."""

import csv
import datetime
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.ownership.flowdown import Limb, Line, limb_of
from interdict.ownership.written_measures import read_measure
from interdict.party import Listing, Measure, MeasureKind, Regime

TODAY = datetime.date(2026, 11, 23)
TABLE = Path(__file__).parents[1] / "fixtures" / "ownership" / "flow_down.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
REGIMES: dict[str, Regime] = {regime: regime for regime in get_args(Regime)}


def limbs(regime: str, programme: str, measure: str, on: datetime.date = TODAY) -> list[Limb]:
    whose = REGIMES[regime]
    written = read_measure(programme, measure, whose)
    return [limb_of(written.listing(whose), each, on) for each in written.measures]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['regime']} {row['measure']}")
def test_the_table_of_what_flows_down_holds(row: dict[str, str]) -> None:
    on = datetime.date.fromisoformat(row["day"])
    for limb in limbs(row["regime"], row["programme"], row["measure"], on):
        line = str(limb.line) if limb.line else ""
        assert (limb.word, limb.flows, line) == (row["word"], row["flows"], row["line"])


def published(regime: Regime, measure: Measure, name: str = "", programme: str = "") -> Listing:
    return Listing(
        authority="", regime=regime, list=name, programmes=(programme,), measures=(measure,)
    )


def test_a_form_that_states_no_measure_blocks_by_the_sdn_list() -> None:
    unstated = Measure(kind="unstated")
    assert limb_of(published("us", unstated, "SDN List"), unstated, TODAY).word == "blocked"
    other = limb_of(published("us", unstated, "Consolidated List"), unstated, TODAY)
    assert (other.word, other.flows) == ("restricted", "not stated")


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("(Regulation (EU) No 833/2014, Article 5(1), 5(6), Annex III)", "Article 5 "),
        ("(Regulation (EU) No 833/2014, Article 5aa, Annex XIX)", "Article 5aa "),
        ("(Regulation (EU) No 833/2014, Article 5h, Annex XIV)", "Article 5h "),
    ],
)
def test_an_article_of_the_eu_regulation_is_read_from_the_listing(words: str, article: str) -> None:
    measure = Measure(kind="transaction-ban", text=f"Financial restrictions: ... {words}")
    limb = limb_of(published("eu", measure, programme="EU-RUS"), measure, TODAY)
    assert article in limb.id
    assert limb.flows == "directive"


def test_an_article_that_the_table_does_not_have_is_not_stated() -> None:
    words = "Financial restrictions: ... (Regulation (EU) No 833/2014, Article 5ad, Annex XLV)"
    measure = Measure(kind="transaction-ban", text=words)
    limb = limb_of(published("eu", measure, programme="EU-RUS"), measure, TODAY)
    assert (limb.flows, limb.line) == ("not stated", None)
    assert "not in this table" in limb.says


@pytest.mark.parametrize(
    ("regime", "measure"),
    [
        ("uk", Measure(kind="other", text="Trust services")),
        ("uk", Measure(kind="other", text="Director Disqualification Sanction")),
        ("us", Measure(kind="trade-ban", text="export privileges denied: until 2029-07-05")),
        ("eu", Measure(kind="trade-ban", text="... (Regulation (EU) No 833/2014, Article 2(7), "
                       "2a(7), 2b, Annex IV)")),
    ],
)  # fmt: skip
def test_a_measure_about_the_person_alone_does_not_flow_down(
    regime: Regime, measure: Measure
) -> None:
    limb = limb_of(published(regime, measure, programme="EU-RUS"), measure, TODAY)
    assert (limb.flows, bool(limb.sources)) == ("no", True)


def test_directives_under_one_order_are_limbs_of_their_own() -> None:
    ids = {limb.id for number in "1234" for limb in limbs("us", "SSI", f"Directive {number}")}
    assert len(ids) == 4


def test_directive_4_has_a_line_for_projects() -> None:
    (limb,) = limbs("us", "SSI", "Directive 4")
    assert limb.project is not None
    assert str(limb.project) == "33 % or more, owners added up"


def test_a_limb_says_its_line_and_its_authority() -> None:
    (limb,) = limbs("us", "", "SDN")
    assert limb.says == (
        "block: reaches what is held to 50 % or more, owners added up "
        "(OFAC guidance of 13 August 2014)"
    )


@pytest.mark.parametrize(
    ("strict", "share", "reached"),
    [(False, "50", True), (False, "49.99", False), (True, "50", False), (True, "50.01", True)],
)
def test_a_line_is_exact(strict: bool, share: str, reached: bool) -> None:
    assert Line(percent=Fraction(50), strict=strict).is_reached(Fraction(share)) is reached


@given(
    regime=st.sampled_from(get_args(Regime)),
    kind=st.sampled_from(get_args(MeasureKind)),
    text=st.text(max_size=30),
    on=st.dates(),
)
def test_every_measure_has_a_limb_and_only_what_flows_has_a_line(
    regime: Regime, kind: MeasureKind, text: str, on: datetime.date
) -> None:
    measure = Measure(kind=kind, text=text)
    limb = limb_of(published(regime, measure), measure, on)
    assert (limb.line is not None) == (limb.flows in ("block", "directive"))
    assert limb.says
    if kind == "block":
        assert limb.word == "blocked"
