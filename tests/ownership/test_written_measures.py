"""What people write beside a listed party, read as measures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.ownership.written_measures import read_measure
from interdict.party import MeasureKind, Regime


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "block"),
        ("Block", "block"),
        ("BLOCKING", "block"),
        ("SDN", "block"),
        ("Asset freeze", "block"),
        ("asset-freeze", "block"),
        ("SDN (block)", "block"),
        ("Freezing of funds and economic resources", "block"),
        ("Specially Designated National", "block"),
        ("Blocked under E.O. 14024", "block"),
        ("non-blocking", "other"),
        ("non-SDN", "other"),
        ("sectoral-debt", "sectoral-debt"),
        ("SECTORAL_PROJECT", "sectoral-project"),
        ("transaction ban", "transaction-ban"),
        ("CMIC", "securities-ban"),
        ("NS-MBS", "menu"),
        ("Travel Ban", "travel-ban"),
        ("Entity List", "trade-ban"),
    ],
)
def test_a_measure_is_read_in_every_way_people_write_it(text: str, kind: MeasureKind) -> None:
    assert read_measure("", text, "us").measures[0].kind == kind


@pytest.mark.parametrize("text", ["Asset freeze|Travel Ban", "asset freeze; travel ban",
                                  "Asset freeze, Travel ban"])  # fmt: skip
def test_several_measures_may_stand_in_one_text(text: str) -> None:
    written = read_measure("Russia", text, "uk")
    assert [each.kind for each in written.measures] == ["block", "travel-ban"]


@pytest.mark.parametrize("programme", ["RUSSIA-EO14024", "russia-eo14024", "E.O. 14024", "EO14024"])
def test_a_programme_is_read_by_its_order(programme: str) -> None:
    assert read_measure(programme, "block", "us").programmes == ("RUSSIA-EO14024",)


@pytest.mark.parametrize("programme", ["EU-RUS", "Russia", "833/2014", "32014R0833"])
def test_the_programme_of_the_eu_is_read_by_its_act(programme: str) -> None:
    assert read_measure(programme, "transaction-ban", "eu").programmes == ("EU-RUS",)


def test_a_programme_that_nobody_knows_stays_as_written() -> None:
    assert read_measure("House list 7", "block", "us").programmes == ("House list 7",)


def test_what_cannot_be_understood_is_kept_with_a_finding() -> None:
    written = read_measure("", "hocus-pocus", "us")
    (measure,), (finding,) = written.measures, written.findings
    assert (measure.kind, measure.text) == ("other", "hocus-pocus")
    assert finding.code == "unknown-measure"
    assert "'hocus-pocus'" in finding.message


@pytest.mark.parametrize(
    ("programme", "text"),
    [("", "Directive 3"), ("RUSSIA-EO14024", "sectoral-debt"), ("", "sectoral-debt"),
     ("RUSSIA-EO14024", "NS-MBS")],
)  # fmt: skip
def test_what_may_be_one_of_several_directives_has_a_finding(programme: str, text: str) -> None:
    assert {f.code for f in read_measure(programme, text, "us").findings} == {"ambiguous-measure"}


@pytest.mark.parametrize(
    ("programme", "text", "only"),
    [
        ("", "SSI", "us"),
        ("", "CMIC", "us"),
        ("", "NS-MBS", "us"),
        ("", "sectoral-debt", "us"),
        ("RUSSIA-EO14024", "Directive 3", "us"),
        ("EU-RUS", "transaction-ban", "eu"),
        ("", "block", None),
        ("RUSSIA-EO14024", "block", None),
        ("", "transaction-ban", None),
    ],
)
@pytest.mark.parametrize("regime", ["us", "eu", "uk", "ch"])
def test_a_measure_that_only_one_law_knows_says_whose_it_is(
    programme: str, text: str, only: Regime | None, regime: Regime
) -> None:
    assert read_measure(programme, text, regime).only == only


@given(
    st.text(max_size=40), st.text(max_size=40), st.sampled_from(["us", "eu", "uk", "un", "ch"])
)  # fmt: skip
def test_every_text_becomes_at_least_one_measure(programme: str, text: str, regime: Regime) -> None:
    assert read_measure(programme, text, regime).measures
