"""The exact solver's records, and what each regime makes of a listing on a day.

Read from the rules; the choices where they are silent are in ``exact_solver``.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

REGIMES = ("us", "eu", "uk", "ch")

Day = datetime.date
Entities = frozenset[str]


@dataclass(frozen=True)
class Holding:
    """One line of stakes: ends in percent; an empty owner is somebody unnamed."""

    owner: str
    owned: str
    kind: str = "shares"
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(100)
    low_open: bool = False
    high_open: bool = False
    since: Day | None = None
    until: Day | None = None
    joint: str = ""

    @property
    def is_inverted(self) -> bool:
        """Does it end before it begins?"""
        return self.since is not None and self.until is not None and self.until < self.since

    def holds_on(self, day: Day) -> bool:
        """Is it in force on that day, or may it be?"""
        begun = self.since is None or self.since <= day
        return self.is_inverted or (begun and (self.until is None or day <= self.until))


@dataclass(frozen=True)
class Listing:
    """One line of listed parties; no regime is every regime, no measure is a block."""

    party: str
    regime: str = ""
    programme: str = ""
    measure: str = ""
    listed_on: Day | None = None


@dataclass(frozen=True)
class Court:
    """One regime on one day, with the parties it lists: what decides beside the stakes."""

    regime: str
    day: Day
    blocked: Entities
    narrow: dict[str, Entities]
    """By directive: the parties under it; it reaches whom they own."""
    unclear: Entities
    """Parties under a measure of which nobody says whether it flows down."""
    restricted: Entities
    """Every party under a narrower measure."""

    @classmethod
    def of(cls, regime: str, day: Day, listed: Iterable[Listing]) -> "Court":
        """The listings of a regime that have begun."""
        sets: dict[str, set[str]] = defaultdict(set)
        for each in listed:
            if each.regime in ("", regime) and (each.listed_on is None or each.listed_on <= day):
                sets[flow(each, regime, day)].add(each.party)
        named = {limb: frozenset(parties) for limb, parties in sets.items()}
        block = named.pop("block", frozenset())
        everybody = frozenset().union(*named.values())
        named.pop("no", None)
        unclear = named.pop("unclear", frozenset())
        return cls(regime, day, block, named, unclear, everybody)

    @property
    def inclusive(self) -> bool:
        """Does exactly half suffice?"""
        eu = self.regime == "eu" and self.day >= Day(2024, 7, 3)
        return self.regime == "us" or eu

    @property
    def per_person(self) -> bool:
        """Is each designated person looked at alone?"""
        return self.regime == "uk" or (self.regime == "us" and self.day < Day(2014, 8, 13))

    def pools(self, parties: Entities, unnamed: Entities) -> list[Entities]:
        """Who is added up together; the unnamed may be anybody."""
        if not self.per_person:
            return [parties | unnamed]
        return [frozenset({party}) | unnamed for party in sorted(parties)] or [unnamed]


def flow(listing: Listing, regime: str, day: Day) -> str:
    """What a listing does to entities that the party owns: ``block``, ``no``, ``unclear``, or the
    name of the directive that flows down."""
    measure = listing.measure.strip().lower()
    words = f"{listing.programme} {measure}".lower()
    if measure in ("", "block"):
        return "block"
    if measure in ("travel-ban", "visa-ban", "port-ban"):
        return "no"
    if regime == "eu" and measure in ("transaction-ban", "finance-ban"):
        return measure
    return flow_in_us(words, day) if regime == "us" else "unclear"


def flow_in_us(words: str, day: Day) -> str:
    """The table of the rules, and the BIS rule by its dates."""
    found = re.search(r"directive\s*(\d)", words)
    number = found[1] if found else ""
    if "13662" in words or "ssi" in words.split():
        return f"13662 directive {number}"
    if "14024" in words:
        return {"3": "14024 directive 3", "1": "no", "4": "no"}.get(number, "unclear")
    if "entity list" in words:
        begun = day >= Day(2025, 9, 29)
        suspended = Day(2025, 11, 10) <= day <= Day(2026, 11, 9)
        return "entity list" if begun and not suspended else "no"
    still = ("cmic", "13959", "14032", "235", "eo14046")
    return "no" if any(each in words for each in still) else "unclear"
