"""Proofs of invented companies, for the tests of what is said and drawn of them."""

import datetime
from typing import Any

import msgspec

from interdict.ownership.listed import Listed
from interdict.ownership.proof import Proof, Step
from interdict.ownership.share import UNKNOWN, Share, exact, parse
from interdict.ownership.stake import SIZED, Stake

DAY = datetime.date(2025, 10, 22)


def listed(name: str = "VOLNA ENERGO", **changes: Any) -> Listed:
    """A listing of an owner, certain unless said otherwise."""
    told = Listed(
        entity="volna",
        regime="us",
        party="ofac-sdn:90001",
        name=name,
        text="Block",
        programmes=("RUSSIA-EO14024",),
        listed_on=DAY,
    )
    return msgspec.structs.replace(told, **changes)


def step(owner: str, owned: str, share: str = "60", *listings: Listed, **stake: Any) -> Step:
    """One stake of a proof, counted as stated; ids are names in lower case."""
    kind = stake.get("kind", "shares")
    held: Share = parse(share) if kind in SIZED else UNKNOWN
    facts = {"since": datetime.date(2019, 1, 1), "statement": "psc-7", "place": "line 4"}
    return Step(
        owner=owner.lower(),
        owned=owned.lower(),
        owner_name=owner,
        owned_name=owned,
        stake=Stake(owner=owner.lower(), owned=owned.lower(), share=held, **(facts | stake)),
        source="Companies House",
        counted=held,
        owner_listed=listings,
    )


def highest(each: Step) -> Step:
    """The same stake counted at the high end of its band."""
    return msgspec.structs.replace(each, counted=exact(each.stake.share.high))


def proof(*steps: Step, **changes: Any) -> Proof:
    """A US proof about what the last step leads to."""
    told = Proof(
        entity=steps[-1].owned,
        name=steps[-1].owned_name,
        regime="us",
        verdict="blocked-by-ownership",
        rule="us-50-percent-2014",
        authority="OFAC guidance of 13 August 2014",
        line="50 % or more, all blocked owners added up",
        steps=steps,
    )
    return msgspec.structs.replace(told, **changes)


def refinery() -> Proof:
    """Two daughters of one listed owner hold 54.17 % together."""
    return proof(
        step("Volna", "Volna Handel GmbH", "100", listed()),
        step("Volna", "Volna Chemie GmbH", "100", listed()),
        step("Volna Handel GmbH", "Raffinerie Nord GmbH", "37.5"),
        step("Volna Chemie GmbH", "Raffinerie Nord GmbH", "16.67"),
    )


def chain(companies: int) -> Proof:
    """A listed owner at the top of a straight chain of so many companies."""
    names = ["Volna", *(f"Level {number} Ltd" for number in range(1, companies + 1))]
    tops = [(listed(),), *[()] * companies]
    return proof(
        *(step(names[n], names[n + 1], "51", *tops[n]) for n in range(companies)),
    )


def owners(number: int) -> Proof:
    """So many listed owners of one company, all needed."""
    share = f"{100 / number:.2f}"
    return proof(
        *(step(f"Owner {n}", "Hafen AG", share, listed(f"OWNER {n}")) for n in range(number))
    )
