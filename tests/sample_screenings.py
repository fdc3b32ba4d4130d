"""Screenings written by hand, for the tests of what is made from them."""

import datetime

from interdict.dates import DateSpan
from interdict.lists.catalog import provenance, source_named
from interdict.matching.evidence import Evidence
from interdict.ownership.verdict import Verdict
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Detail,
    Identifier,
    Link,
    Listing,
    Measure,
    Name,
    Party,
    Query,
)
from interdict.screening.result import Coverage, Hit, Screening

DAY = datetime.date(2026, 1, 8)
SDN = source_named("ofac-sdn")
UN = source_named("un")


def rosneft() -> Party:
    """A company with names in two scripts and two measures."""
    return Party(
        id="ofac-sdn:17022",
        kind="organization",
        provenance=provenance(SDN, "e" * 64, DAY, "17022"),
        names=(
            Name(full="OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY"),
            Name(full="ROSNEFT", kind="strong-alias"),
            Name(full="ПАО НК Роснефть", kind="strong-alias", script="Cyrl"),
            Name(full="ROSNEFT OIL CO", kind="weak-alias"),
        ),
        listings=(
            Listing(
                authority="OFAC",
                regime="us",
                list="SDN List",
                programmes=("UKRAINE-EO13662", "RUSSIA-EO14024"),
                measures=(
                    Measure(kind="block", text="Block", effective_on=datetime.date(2025, 10, 22)),
                    Measure(kind="sectoral-debt", text="13662 Sectoral Directive 2"),
                ),
                legal_basis=("Executive Order 14024",),
                listed_on=datetime.date(2025, 10, 22),
            ),
        ),
        identifiers=(Identifier(kind="inn", value="7706107510", valid=True),),
        countries=(CountryFact(role="jurisdiction", code="ru", raw="Russia"),),
        addresses=(Address(full="26/1 Sofiyskaya Embankment, Moscow, Russia", country="ru"),),
        links=(Link(kind="owned-by", name="ROSNEFTEGAZ", text="Linked To"),),
        details=(Detail(label="website", value="www.rosneft.com"),),
        remarks="Secondary sanctions risk.",
    )


def official() -> Party:
    """A person, with an Arabic spelling and a range of birth years."""
    return Party(
        id="un:QDi.999",
        kind="person",
        provenance=provenance(UN, "d" * 64, DAY, "QDi.999"),
        names=(
            Name(full="Khalid Example Hassan"),
            Name(full="خالد حسن", kind="strong-alias", script="Arab"),
        ),
        listings=(
            Listing(
                authority="UN Security Council",
                regime="un",
                list="UN Security Council Consolidated List",
                reference="QDi.999",
            ),
        ),
        birth_dates=(
            BirthDate(
                span=DateSpan(datetime.date(1969, 1, 1), datetime.date(1970, 12, 31), circa=True)
            ),
        ),
        countries=(CountryFact(role="nationality", code="iq"),),
        gender="male",
    )


def company_hit() -> Hit:
    """A confirmed hit: the whole name and the tax number."""
    return Hit(
        party=rosneft(),
        score=1.0,
        matched_name="ROSNEFT",
        evidence=(
            Evidence("name", 0.82, "Rosneft", "ROSNEFT", "the whole name is the listed alias"),
            Evidence("identifier", 0.18, "7706107510", "7706107510", "the INN is the same"),
        ),
        confirmed=True,
    )


def person_hit() -> Hit:
    """A possible hit with a contradiction."""
    return Hit(
        party=official(),
        score=0.7419,
        matched_name="Khalid Example Hassan",
        evidence=(
            Evidence("name", 0.94, "Khaled Hassan", "Khalid Example Hassan", "one letter differs"),
            Evidence("birth_date", -0.1981, "1981-02-03", "about 1969 to 1970", "12 years apart"),
        ),
        confirmed=False,
    )


def screening(query: Query, *hits: Hit, us: Verdict | None = None) -> Screening:
    """An answer from OFAC's lists and a UN list; the EU's is not loaded."""
    return Screening(
        query=query,
        snapshot="sha256:" + "a1" * 32,
        policy="default@5f0c2a9b",
        engine="0.1.0+77aa00",
        as_of=None,
        hits=hits,
        hits_in_all=len(hits),
        verdicts={
            "us": us or Verdict(verdict="no-match"),
            "un": Verdict(verdict="review" if hits else "no-match"),
            "eu": Verdict(verdict="unknown", because=("no EU list is loaded",)),
        },
        coverage=coverage(),
    )


def coverage() -> tuple[Coverage, ...]:
    """Three lists, one confirmed three days before the report's day."""
    return (
        Coverage(
            list="ofac-sdn",
            regime="us",
            edition="e" * 64,
            published=DAY,
            dated_by="file",
            confirmed=datetime.date(2026, 1, 9),
            parties=17_321,
        ),
        Coverage(
            list="un",
            regime="un",
            edition="d" * 64,
            published=datetime.date(2025, 12, 30),
            dated_by="file",
            confirmed=datetime.date(2026, 1, 12),
            parties=1_003,
        ),
        Coverage(
            list="ofac-nonsdn",
            regime="us",
            edition="c" * 64,
            published=DAY,
            dated_by="file",
            confirmed=datetime.date(2026, 1, 12),
            parties=443,
        ),
    )


def company_screening() -> Screening:
    """A customer that is blocked."""
    because = "SDN List, block under RUSSIA-EO14024 since 2025-10-22: the full name is the same"
    query = Query(
        name="Rosneft",
        kind="organization",
        countries=("ru",),
        identifiers=(Identifier(kind="inn", value="7706107510"),),
        reference="C-1001",
    )
    return screening(query, company_hit(), us=Verdict(verdict="blocked", because=(because,)))


def person_screening() -> Screening:
    """A customer whom somebody has to look at."""
    birth = datetime.date(1981, 2, 3)
    query = Query(name="Khaled Hassan", kind="person", birth=DateSpan(birth, birth), gender="male")
    return screening(query, person_hit())
