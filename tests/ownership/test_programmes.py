"""Programme facts: dated, sourced, and asked by day."""

import csv
import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from ofac_editions import read_one

from interdict.errors import UsageError
from interdict.lists.files import open_files
from interdict.lists.ofac_csv import OFAC_CSV
from interdict.ownership.programmes import read, shipped, unknown_programmes
from interdict.party import Detail, Listing, Measure, Party
from listed_parties import on, party

TODAY = datetime.date(2026, 11, 23)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# -- names and classes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("RUSSIA-EO14024", "Russian Harmful Foreign Activities"),
        ("DPRK3", "E.O. 13722"),
        ("IRAN-EO13902", "E.O. 13902"),
        ("SDGT", "Global Terrorism"),
        ("UKRAINE-EO13662", "E.O. 13662"),
    ],
)
def test_a_programme_code_has_a_full_name(code: str, words: str) -> None:
    programme = shipped().programme(code)
    assert programme is not None
    assert words in programme.name


def test_one_code_means_different_things_to_ofac_and_the_un() -> None:
    ours, theirs = shipped().programme("DPRK"), shipped().programme("DPRK", "un")
    assert ours is not None and theirs is not None
    assert "E.O. 13551" in ours.name
    assert "resolution 1718" in theirs.name


def test_a_programme_has_its_end() -> None:
    syria = shipped().programme("SYRIA")
    assert syria is not None
    assert syria.is_in_force(day("2025-06-30"))
    assert not syria.is_in_force(day("2025-07-01"))


@pytest.mark.parametrize(
    ("on_day", "blocked"),
    [
        ("2010-01-01", {"cuba"}),
        ("2016-03-15", {"cuba", "iran", "syria"}),
        ("2016-03-16", {"cuba", "iran", "syria", "north-korea"}),
        ("2025-06-30", {"cuba", "iran", "syria", "north-korea", "venezuela"}),
        ("2025-07-01", {"cuba", "iran", "north-korea", "venezuela"}),
    ],
)
def test_whom_programmes_block_as_a_class_depends_on_the_day(
    on_day: str, blocked: set[str]
) -> None:
    found = shipped().blocked_classes(day(on_day))
    assert {each.id for each in found if each.does == "block"} == blocked


def test_an_embargo_on_a_region_is_no_block_of_its_people() -> None:
    regions = {e.id for e in shipped().blocked_classes(TODAY) if e.does == "region-embargo"}
    assert regions == {"crimea", "dnr-lnr"}


def test_every_fact_names_its_source() -> None:
    table = shipped()
    for fact in (*table.classes, *table.flows, *table.warnings):
        assert fact.sources, fact.id


def test_a_codes_name_is_stated_once() -> None:
    codes = [(each.list, each.code) for each in shipped().programmes]
    assert len(codes) == len(set(codes))


def test_a_mistake_in_the_table_is_named_with_its_line() -> None:
    with pytest.raises(UsageError, match=r"x, line 4, programme DPRK3: .*`nam`"):
        read('reviewed = 2026-01-01\n[[programme]]\ncode = "DPRK3"\nnam = "x"\n', "x")


# -- what flows down ------------------------------------------------------------------------------


def listing(measure: Measure, programme: str = "", name: str = "SDN List") -> Listing:
    return Listing(
        authority="OFAC", regime="us", list=name, programmes=(programme,), measures=(measure,)
    )


BLOCK = Measure(kind="block", text="Block")


@pytest.mark.parametrize(
    ("measure", "programme", "flows"),
    [
        (BLOCK, "SDGT", "block"),
        (Measure(kind="unstated"), "SDGT", "block"),  # on the SDN List, in a form without measures
        (Measure(kind="sectoral-debt", text="13662 Sectoral Directive 1"), "", "directive"),
        (Measure(kind="sectoral-debt", text="13662 Sectoral Directive 2"), "", "directive"),
        (Measure(kind="sectoral-project", text="13662 Sectoral Directive 4"), "", "directive"),
        (Measure(kind="sectoral-debt", text="Executive Order 14024 Directive 1a"), "", "no"),
        (
            Measure(kind="sectoral-equity", text="Executive Order 14024 Directive 3"),
            "",
            "directive",
        ),
        (Measure(kind="transaction-ban", text="Executive Order 14024 Directive 4"), "", "no"),
        (Measure(kind="securities-ban", text="CMIC Executive Order"), "CMIC-EO13959", "no"),
        (Measure(kind="menu", text="EXPORT SANCTIONS Sec. 235(a)(2)"), "", "no"),
        (Measure(kind="menu", text="a ban on credit"), "ETHIOPIA-EO14046", "no"),
    ],
)
def test_what_flows_down_depends_on_the_measure(
    measure: Measure, programme: str, flows: str
) -> None:
    flow = shipped().flow(measure, listing(measure, programme), TODAY)
    assert flow is not None
    assert flow.flows == flows
    assert flow.threshold == (None if flows == "no" else Fraction(1, 2))


def test_what_the_table_does_not_say_is_not_a_no() -> None:
    reject = Measure(kind="transaction-ban", text="Reject")
    assert shipped().flow(reject, listing(reject), TODAY) is None


def test_a_block_of_another_regime_follows_other_rules() -> None:
    frozen = Listing(authority="UN Security Council", regime="un", list="UN", measures=(BLOCK,))
    assert shipped().flow(BLOCK, frozen, TODAY) is None


def test_owners_are_added_up_since_13_august_2014() -> None:
    before = shipped().flow(BLOCK, listing(BLOCK), day("2014-08-12"))
    since = shipped().flow(BLOCK, listing(BLOCK), day("2014-08-13"))
    assert before is not None and since is not None
    assert (before.owners, since.owners) == ("each", "together")


def test_directive_4_reaches_projects_from_a_third() -> None:
    measure = Measure(kind="sectoral-project", text="13662 Sectoral Directive 4")
    flow = shipped().flow(measure, listing(measure), TODAY)
    assert flow is not None
    assert flow.project_share == "33"


# -- secondary sanctions ---------------------------------------------------------------------------


def tagged(label: str, value: str, programme: str = "DPRK2") -> Party:
    detail = Detail(label=label, value=value, field="Remarks")
    return party(
        "ofac-sdn:1", "organization", "HANBIT",
        listing=on("ofac-sdn", programmes=(programme,)), details=(detail,),
    )  # fmt: skip


RISK, ADDITIONAL = "Secondary sanctions risk", "Additional Sanctions Information"


@pytest.mark.parametrize(
    ("label", "value", "ground"),
    [
        (RISK, "North Korea Sanctions Regulations, sections 510.201 and 510.210", "north-korea"),
        (RISK, "Ukraine-/Russia-Related Sanctions Regulations, 31 CFR 589.201", "ukraine-russia"),
        (RISK, "See Section 11 of Executive Order 14024.", "russia-section-11"),
        (RISK, "section 1(b) of Executive Order 13224, as amended by Executive Order 13886",
         "terrorism"),
        (RISK, "pursuant to the Hong Kong Autonomy Act of 2020 - Public Law 116-149", "hong-kong"),
        (ADDITIONAL, "Subject to Secondary Sanctions", "iran"),
        (ADDITIONAL, "Subject to Secondary Sanctions Pursuant to the Hizballah Financial "
         "Sanctions Regulations", "hizballah"),
    ],
)  # fmt: skip
def test_a_remark_names_the_ground_of_secondary_sanctions(
    label: str, value: str, ground: str
) -> None:
    (risk,) = shipped().secondary_risks(tagged(label, value), TODAY)
    assert risk.id == ground
    assert risk.authority
    assert risk.field == "Remarks"


def test_a_warning_in_words_nobody_knows_is_given_as_it_stands() -> None:
    (risk,) = shipped().secondary_risks(tagged(RISK, "the Atlantis Act of 2031"), TODAY)
    assert risk.id == ""
    assert risk.tag == "Secondary sanctions risk: the Atlantis Act of 2031"


def test_everybody_blocked_under_eo_14024_is_in_the_base_since_12_june_2024() -> None:
    listed = party(
        "ofac-sdn:1",
        "organization",
        "VOLNA",
        listing=on("ofac-sdn", programmes=("RUSSIA-EO14024",)),
    )
    assert shipped().secondary_risks(listed, day("2024-06-11")) == ()
    (risk,) = shipped().secondary_risks(listed, day("2024-06-12"))
    assert risk.id == "russia-blocked"


def test_a_narrower_measure_under_eo_14024_is_not_a_block() -> None:
    directive = Measure(kind="sectoral-debt", text="Executive Order 14024 Directive 3")
    listed = party(
        "ofac-nonsdn:1", "organization", "VOLNA",
        listing=on("ofac-nonsdn", directive, programmes=("RUSSIA-EO14024",)),
    )  # fmt: skip
    assert shipped().secondary_risks(listed, TODAY) == ()


def test_only_a_listing_of_the_united_states_warns_of_its_sanctions() -> None:
    detail = Detail(label=RISK, value="North Korea Sanctions Regulations")
    listed = party("un:KPe.1", "organization", "HANBIT", details=(detail,))
    assert shipped().secondary_risks(listed, TODAY) == ()


# -- unknown codes ---------------------------------------------------------------------------------


def test_a_code_that_nobody_knows_is_one_finding_with_its_count() -> None:
    parties = [
        party(f"ofac-sdn:{n}", "person", "X", listing=on("ofac-sdn", programmes=("MARS-1", "SDGT")))
        for n in range(3)
    ]
    (finding,) = unknown_programmes("ofac-sdn", parties)
    assert (finding.code, finding.count, finding.severity) == ("unknown-programme", 3, "warning")
    assert "'MARS-1'" in finding.message


@pytest.mark.parametrize("source", ["eu", "uk", "my-watchlist", "starter"])
def test_other_publishers_codes_are_not_judged(source: str) -> None:
    assert unknown_programmes(source, [party(f"{source}:1", "person", "X")]) == ()


def test_every_code_of_the_real_lists_is_known(shared_data: Path) -> None:
    """34 months of SDN.CSV, and what the SDN list printed in August 2026."""
    folder = shared_data / "lists" / "ofac"
    for path in sorted((folder / "sdn-csv-monthly-2021-2024").glob("*.xz"))[::11]:
        parties = read_one(OFAC_CSV, *open_files([path])).parties
        assert unknown_programmes("ofac-sdn", parties) == ()
    with (folder / "sdn-derived-2026-08-20" / "ofac-sdn.csv").open(encoding="utf-8") as file:
        codes = {code for row in csv.DictReader(file) for code in row["programs"].split("; ")}
    assert {code for code in codes if code and shipped().programme(code) is None} == set()
