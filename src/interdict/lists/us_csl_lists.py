"""The lists inside the US Consolidated Screening List, whose they are and what each does.

The International Trade Administration (Commerce) puts together lists of Commerce, State and
Treasury. It says of its file that the publication in the Federal Register prevails. So:

- Lists that have no form of their own here are sources of their own, official: Commerce's
  export-control lists and State's nonproliferation and debarment lists.
- OFAC's lists in it are copies. They are one source, ``us-csl-ofac``, that is not principal and
  whose list names say what it is, so that no copy stands in for OFAC's own statement.
- A list that was added since goes to ``us-csl-other``, with a finding: nothing is left out.

What a listing does is the law's, not this file's: the table names where it stands.
"""

import msgspec

from interdict.party import MeasureKind


class CslList(msgspec.Struct, frozen=True, kw_only=True):
    """One list inside the file."""

    mark: str
    """What its name in the column ``source`` contains: ``(EL)``."""
    source: str
    """Catalogue id of the source that its records belong to."""
    name: str = ""
    """Printed name, where it is not the source's only list."""
    measure: MeasureKind = "unstated"
    text: str = ""
    """What the measure does, in a phrase; details of the record follow it."""
    legal_basis: tuple[str, ...] = ()


CSL_LISTS: tuple[CslList, ...] = (
    CslList(
        mark="(EL)",
        source="us-entity-list",
        measure="trade-ban",
        text="licence required for exports, re-exports and transfers",
        legal_basis=("15 CFR 744.11 and 744.16", "15 CFR part 744, supplement no. 4"),
    ),
    CslList(
        mark="(DPL)",
        source="us-denied-persons",
        measure="trade-ban",
        text="export privileges denied",
        legal_basis=("15 CFR 764.3(a)(2)", "15 CFR part 764, supplement no. 1"),
    ),
    CslList(
        mark="(UVL)",
        source="us-unverified",
        measure="other",
        text="no licence exceptions; a UVL statement before exports that need no licence",
        legal_basis=("15 CFR 744.15", "15 CFR part 744, supplement no. 6"),
    ),
    CslList(
        mark="(MEU)",
        source="us-meu",
        measure="trade-ban",
        text="licence required as a military end user",
        legal_basis=("15 CFR 744.21", "15 CFR part 744, supplement no. 7"),
    ),
    CslList(mark="(ISN)", source="us-isn"),
    CslList(
        mark="(DTC)",
        source="us-dtc",
        measure="trade-ban",
        text="debarred from exports of defence articles and services",
        legal_basis=("22 CFR 127.7", "22 U.S.C. 2778(g)(4)"),
    ),
    CslList(mark="(SDN)", source="us-csl-ofac", name="SDN List"),
    CslList(mark="(SSI)", source="us-csl-ofac", name="Sectoral Sanctions Identifications List"),
    CslList(mark="(CMIC)", source="us-csl-ofac", name="Non-SDN CMIC List"),
    CslList(mark="(CAP)", source="us-csl-ofac", name="CAPTA List"),
    CslList(mark="(FSE)", source="us-csl-ofac", name="FSE List"),
    CslList(mark="(NS-MBS", source="us-csl-ofac", name="Non-SDN Menu-Based Sanctions List"),
    CslList(
        mark="(PLC)", source="us-csl-ofac", name="Non-SDN Palestinian Legislative Council List"
    ),
)

OTHER = CslList(mark="", source="us-csl-other")
"""For a list that was added to the file since this table was written."""

COPY = "{} (copy in the Consolidated Screening List)"
"""How a copy of an OFAC list is called."""


class Law(msgspec.Struct, frozen=True, kw_only=True):
    """What one nonproliferation law does to those sanctioned under it."""

    programme: str
    """Beginning of its name in the column ``programs``."""
    measure: MeasureKind
    text: str
    legal_basis: str


NONPROLIFERATION: tuple[Law, ...] = (
    Law(
        programme="E.O. 13382",
        measure="block",
        text="property of proliferators of weapons of mass destruction blocked",
        legal_basis="Executive Order 13382, section 1; 31 CFR 544.201",
    ),
    Law(
        programme="INKSNA",
        measure="trade-ban",
        text="no US procurement, assistance, arms sales or dual-use licences",
        legal_basis="Iran, North Korea, and Syria Nonproliferation Act, section 3 (50 U.S.C. 1701)",
    ),
    Law(
        programme="Chemical and Biological Weapons",
        measure="trade-ban",
        text="no US procurement, no imports of the person's products",
        legal_basis="Arms Export Control Act, section 81 (22 U.S.C. 2798)",
    ),
    Law(
        programme="Export-Import Bank Act",
        measure="finance-ban",
        text="no Export-Import Bank support for exports",
        legal_basis="Export-Import Bank Act of 1945, section 2(b)(4) (12 U.S.C. 635(b)(4))",
    ),
    Law(
        programme="Nuclear Proliferation Prevention Act",
        measure="trade-ban",
        text="no US procurement",
        legal_basis="Nuclear Proliferation Prevention Act of 1994, section 821 (22 U.S.C. 6301)",
    ),
    Law(
        programme="Missile Sanctions",
        measure="trade-ban",
        text="no US procurement or export licences for missile items",
        legal_basis="Arms Export Control Act, section 73 (22 U.S.C. 2797b)",
    ),
    Law(
        programme="E.O. 12938",
        measure="trade-ban",
        text="no US procurement, assistance or imports",
        legal_basis="Executive Order 12938 as amended, section 4",
    ),
    Law(
        programme="Transfer of Lethal Military Equipment",
        measure="other",
        text="no US assistance",
        legal_basis="Foreign Assistance Act of 1961, section 620H (22 U.S.C. 2378)",
    ),
)
"""Programmes of State's nonproliferation list; one that is not here leaves its listing
``unstated``."""


def list_named(printed: str) -> CslList:
    """The list that a cell of the column ``source`` names."""
    return next((each for each in CSL_LISTS if each.mark in printed), OTHER)


def law_named(programme: str) -> Law | None:
    """The law behind a nonproliferation programme."""
    return next((law for law in NONPROLIFERATION if programme.startswith(law.programme)), None)
