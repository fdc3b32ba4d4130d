"""The quality of an edition's data: what is counted, with examples, and what got worse."""

import datetime
import re
from pathlib import Path

import msgspec
import pytest

import interdict.lists
from interdict.party import Edition, Finding, Identifier, Listing, Measure, Name, Party
from interdict.snapshot.archive import Archive
from interdict.snapshot.quality import (
    EXAMPLES,
    Line,
    Quality,
    before,
    compared,
    quality,
    quality_of,
)
from interdict.snapshot.quality_checks import CHECKS, REPORTED
from interdict.snapshot.store import Home
from listed_parties import SDN, edition, on, party

LEI = Identifier(kind="lei", value="253400VTMXV2UE7XNN67", valid=False)
BLOCK = Measure(kind="block", text="Block")
GOOD = party(
    "ofac-sdn:1", "organization", "VOLNA ENERGO",
    listing=on("ofac-sdn", BLOCK, programmes=("SDGT",)),
)  # fmt: skip


def report(*parties: Party, findings: tuple[Finding, ...] = ()) -> Quality:
    return quality(edition("ofac-sdn", parties).edition, parties, findings)


def line(found: Quality, code: str) -> Line:
    return next(each for each in (*found.lines, *found.findings) if each.code == code)


def with_number(kind: str) -> Party:
    return msgspec.structs.replace(
        GOOD, identifiers=(Identifier(kind=kind, value="X1", valid=False),)
    )


@pytest.mark.parametrize(
    ("code", "odd"),
    [
        ("no-programme", party("ofac-sdn:2", "person", "DOE, John")),
        ("no-measure", party("ofac-sdn:2", "person", "DOE, John")),
        ("no-listing-date", GOOD),
        ("unknown-kind", party("ofac-sdn:2", "unknown", "DOE, John")),
        ("invalid-imo", with_number("imo")),
        ("invalid-company-imo", with_number("company-imo")),
        ("misplaced-imo", with_number("imo")),
        ("invalid-bic", with_number("bic")),
        ("invalid-lei", with_number("lei")),
        ("invalid-other", with_number("inn")),
        ("weak-aliases", party("ofac-sdn:2", "person", "DOE, John", ("JD", "weak-alias"))),
        ("one-word-names", party("ofac-sdn:2", "person", "FAIZ", ("FAIZI", "strong-alias"))),
        ("no-birth-date", party("ofac-sdn:2", "person", "DOE, John")),
        ("bare-names", party("ofac-sdn:2", "person", "DOE, John")),
    ],
)
def test_each_oddity_of_a_party_is_counted_with_an_example(code: str, odd: Party) -> None:
    found = line(report(odd), code)
    assert found.count == 1
    assert odd.id in found.examples[0]


def test_two_parties_with_one_id_or_one_name_are_counted() -> None:
    found = report(GOOD, GOOD)
    assert line(found, "repeated-ids").examples == ("ofac-sdn:1, 2 times",)
    assert line(found, "same-name").count == 1


def test_a_programme_code_that_nobody_knows_is_counted() -> None:
    strange = party("ofac-sdn:2", "person", "X", listing=on("ofac-sdn", programmes=("MARS-1",)))
    assert line(report(strange), "unknown-programmes").examples == ("'MARS-1'",)


def test_a_wallet_is_not_blamed_for_its_name() -> None:
    (wallet,) = [each for each in SDN if each.kind == "wallet"]
    found = report(wallet)
    assert line(found, "one-word-names").count == line(found, "bare-names").count == 0


def test_findings_are_counted_by_code_as_often_as_they_stand() -> None:
    findings = (
        Finding(severity="warning", code="unreadable-date", message="'00 Feb' is none", count=4),
        Finding(severity="warning", code="unreadable-date", message="'31 Feb' is none"),
        Finding(severity="note", code="unmapped-element", message="<x>", count=2),
    )
    found = report(GOOD, findings=findings)
    assert line(found, "unreadable-dates").count == line(found, "unreadable-date").count == 5
    assert [each.code for each in found.findings] == ["unreadable-date", "unmapped-element"]


def test_a_few_examples_are_kept_of_many() -> None:
    many = [party(f"ofac-sdn:{n}", "person", f"DOE {n}") for n in range(50)]
    found = line(report(*many), "no-measure")
    assert (found.count, len(found.examples)) == (50, EXAMPLES)


def test_a_clean_edition_is_said_to_be_checked() -> None:
    """A zero that is shown is an answer; a missing line is none."""
    codes = {each.code for each in report(GOOD).lines}
    assert codes == {*CHECKS, *REPORTED, "unknown-programmes"}


# -- beside the edition before ------------------------------------------------------------------


def test_a_fault_that_is_more_frequent_is_worse() -> None:
    then, now = report(GOOD), report(msgspec.structs.replace(GOOD, identifiers=(LEI,)))
    assert [each.code for each in compared(now, then).worse] == ["invalid-lei"]
    assert compared(then, now).worse == ()


def test_a_list_that_doubles_with_twice_the_faults_is_not_worse() -> None:
    bad = msgspec.structs.replace(GOOD, identifiers=(LEI,))
    other = msgspec.structs.replace(bad, id="ofac-sdn:2")
    found = line(compared(report(bad, other), report(bad)), "invalid-lei")
    assert (found.count, found.before, found.is_worse) == (2, 1, False)


def test_more_weak_aliases_are_no_fault() -> None:
    weak = Name(full="VE", kind="weak-alias")
    more = msgspec.structs.replace(GOOD, names=(*GOOD.names, weak))
    assert compared(report(more), report(GOOD)).worse == ()


def test_another_form_is_said_because_it_states_other_things() -> None:
    then = msgspec.structs.replace(report(GOOD), form="ofac-csv")
    assert compared(report(GOOD), then).compared_form == "ofac-csv"
    assert compared(report(GOOD), report(GOOD)).compared_form == ""


def test_the_edition_before_is_the_one_published_last_before_it(loaded: Home) -> None:
    archive = Archive(loaded)
    (kept,) = archive.editions("ofac-sdn")
    assert before(archive, kept) is None
    assert before(archive, _on(kept, kept.published + datetime.timedelta(1))) == kept


def test_a_kept_edition_is_reported_from_the_archive(loaded: Home) -> None:
    (kept,) = Archive(loaded).editions("ofac-sdn")
    found = quality_of(Archive(loaded), kept)
    assert (found.parties, found.source) == (kept.parties, "ofac-sdn")
    assert line(found, "no-measure").count == kept.parties  # CSV states no measure


def _on(kept: Edition, published: datetime.date) -> Edition:
    return msgspec.structs.replace(kept, published=published)


def test_a_listing_without_measures_states_none() -> None:
    """As our own form may write it."""
    listing = Listing(authority="OFAC", regime="us", list="SDN List", measures=())
    assert line(report(msgspec.structs.replace(GOOD, listings=(listing,))), "no-measure").count == 1


def test_the_report_knows_every_code_for_repeated_records() -> None:
    """A connector's code that it does not know would be missing from the count."""
    (folder,) = interdict.lists.__path__
    written = " ".join(path.read_text("utf-8") for path in Path(folder).glob("*.py"))
    codes = set(re.findall(r'"((?:repeated|duplicate)-[a-z-]+)"', written))
    _, known = REPORTED["repeated-records"]
    assert codes == known
