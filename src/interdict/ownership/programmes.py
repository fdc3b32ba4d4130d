"""Programme facts: what a sanctions programme is called, whom it blocks as a class, what of a
listing flows down to subsidiaries, and which remarks warn of secondary sanctions.

The table is ``programmes.toml`` beside this module: dated, each fact with its source, doubtful
ones with a caveat. Every question here takes the day whose rules are asked for.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property, lru_cache
from importlib import resources
from typing import Literal

import msgspec

from interdict.ownership.dated_table import DatedTable
from interdict.party import Finding, Listing, Measure, MeasureKind, Party, Regime

FILE = "programmes.toml"
OFAC_SOURCES = frozenset({"ofac-sdn", "ofac-nonsdn"})
"""The sources whose programme codes this table knows, beside the UN's; the EU's acts and the
UK's regimes are other tables."""
SDN_LIST = "SDN List"
"""Being on it blocks, also where a form does not repeat the measure."""

_WARNS = re.compile(r"\bsecondary sanctions\b", re.IGNORECASE)


class _Dated(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A fact in force from one day to another, both included."""

    from_: datetime.date | None = None
    until: datetime.date | None = None
    caveat: str = ""

    def is_in_force(self, on: datetime.date) -> bool:
        """Is it in force on that day? A day that is not known does not limit it."""
        return (self.from_ is None or self.from_ <= on) and (self.until is None or on <= self.until)


class Programme(_Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A programme code as a list prints it."""

    code: str
    name: str
    list: Literal["ofac", "un"] = "ofac"


class BlockedClass(_Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People whom a programme blocks without naming them, or a region it embargoes."""

    id: str
    regime: Regime
    does: Literal["block", "region-embargo"]
    who: str
    programmes: tuple[str, ...]
    sources: tuple[str, ...]
    countries: tuple[str, ...] = ()
    """Alpha-2 codes of the government."""
    organs: tuple[str, ...] = ()
    """Exact names of its organs, parties and banks that the rule names."""
    organised: bool = False
    """Entities organised in the country are of the class."""
    regions: tuple[str, ...] = ()
    """Of an embargo: words by which a source places somebody in the region."""


class Flow(_Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a listing does to entities that listed owners hold."""

    id: str
    flows: Literal["block", "directive", "no"]
    """As a block, as the same directive, or not at all."""
    sources: tuple[str, ...]
    regime: Regime = "us"
    measures: tuple[MeasureKind, ...] = ()
    """Kinds of measure it is about; empty for every kind."""
    text: str = ""
    """Regular expression over the measure's published wording."""
    programmes: tuple[str, ...] = ()
    """The listing is under one of these; empty for every programme."""
    share: str = ""
    """Percent from which it flows, as an exact decimal; empty when it does not."""
    strict: bool = False
    """More than the share, and not the share itself."""
    owners: Literal["together", "each"] = "together"
    project_share: str = ""
    """Percent of a project from which Directive 4 reaches the project itself."""

    @property
    def threshold(self) -> Fraction | None:
        """The share as a fraction of 1; None when nothing flows down."""
        return Fraction(self.share) / 100 if self.share else None

    def fits(self, measure: Measure, listing: Listing) -> bool:
        """Is this the rule for a measure of a listing?"""
        silent = measure.kind == "unstated" and listing.list == SDN_LIST
        kind = "block" if silent else measure.kind
        return (
            self.regime == listing.regime
            and (not self.measures or kind in self.measures)
            and (not self.text or re.search(self.text, measure.text) is not None)
            and (not self.programmes or not set(self.programmes).isdisjoint(listing.programmes))
        )


class SecondaryGround(_Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ground of secondary sanctions: words of a remark, or a block under a programme."""

    id: str
    authority: str
    risk: str
    """Who risks what by dealing with the party."""
    sources: tuple[str, ...]
    text: str = ""
    programme: str = ""
    banks_only: bool = False
    """It exposes foreign financial institutions and nobody else."""


class SecondaryRisk(msgspec.Struct, frozen=True, kw_only=True):
    """Why dealing with a listed party exposes others to sanctions: evidence, not a block."""

    id: str
    """Of the table's ``warning``; empty for a remark that it does not know."""
    tag: str
    """OFAC's words, or what stands for them where everybody under a programme is meant."""
    authority: str
    """The regulation or order; empty for a remark that the table does not know."""
    risk: str
    """Who risks what by dealing with the party."""
    party: str
    """Id of the party it is about."""
    field: str = ""
    """Where in the record the words stand."""
    caveat: str = ""

    @property
    def says(self) -> str:
        """One sentence: the words and whose they are about."""
        whose = "" if _WARNS.search(self.tag) else f" ({self.authority})"
        return f"{self.party}: {self.tag}{whose}"


class ProgrammeTable(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The whole table."""

    programmes: tuple[Programme, ...]
    classes: tuple[BlockedClass, ...]
    flows: tuple[Flow, ...]
    warnings: tuple[SecondaryGround, ...]
    reviewed: datetime.date
    id: str
    """``programmes@DATE#hash``."""

    @cached_property
    def _codes(self) -> dict[tuple[str, str], Programme]:
        return {(each.list, each.code): each for each in self.programmes}

    def programme(self, code: str, publisher: str = "ofac") -> Programme | None:
        """The programme of a code on ``ofac``'s or the ``un``'s lists; None for an unknown one."""
        return self._codes.get((publisher, code))

    def blocked_classes(self, on: datetime.date) -> tuple[BlockedClass, ...]:
        """Whom programmes block or embargo as a class on a day."""
        return tuple(each for each in self.classes if each.is_in_force(on))

    def flow(self, measure: Measure, listing: Listing, on: datetime.date) -> Flow | None:
        """What a measure of a listing does to subsidiaries on a day, by the first rule that
        fits; None where this table does not say, which is not the same as ``no``."""
        fitting = (each for each in self.flows if each.fits(measure, listing))
        return next((each for each in fitting if each.is_in_force(on)), None)

    def secondary_risks(self, party: Party, on: datetime.date) -> tuple[SecondaryRisk, ...]:
        """Every ground of US secondary sanctions that a party's listing states or implies.

        A remark that warns of secondary sanctions in words this table does not know is given
        as it stands.
        """
        if all(listing.regime != "us" for listing in party.listings):
            return ()
        found = [*self._tagged(party, on), *self._by_programme(party, on)]
        return tuple({(each.id, each.tag): each for each in found}.values())

    def _tagged(self, party: Party, on: datetime.date) -> Iterator[SecondaryRisk]:
        for words, field in _remarks(party):
            known = [each for each in self.warnings if each.text and re.search(each.text, words)]
            for each in known:
                if each.is_in_force(on):
                    yield _risk(each, party, words, field)
            if not known:
                yield SecondaryRisk(
                    id="", tag=words, authority="", risk="", party=party.id, field=field
                )

    def _by_programme(self, party: Party, on: datetime.date) -> Iterator[SecondaryRisk]:
        for each in self.warnings:
            if each.programme and each.is_in_force(on):
                for listing in party.listings:
                    if each.programme in listing.programmes and _blocks(listing):
                        words = f"blocked under {each.programme}"
                        yield _risk(each, party, words, listing.field)


@lru_cache(maxsize=1)
def shipped() -> ProgrammeTable:
    """The table that comes with Interdict."""
    text = resources.files("interdict.ownership").joinpath(FILE).read_text(encoding="utf-8")
    return read(text, f"the shipped {FILE}")


def read(text: str, place: str) -> ProgrammeTable:
    """A table from its text; ``UsageError`` says at which line of ``place`` it is wrong."""
    file = DatedTable(text, place)
    file.refuse_other("programme", "class", "flow", "warning")
    return ProgrammeTable(
        programmes=file.records("programme", Programme),
        classes=file.records("class", BlockedClass),
        flows=file.records("flow", Flow),
        warnings=file.records("warning", SecondaryGround),
        reviewed=file.reviewed,
        id=f"programmes@{file.reviewed}#{file.hash[:12]}",
    )


def unknown_programmes(
    source: str, parties: Iterable[Party], table: ProgrammeTable | None = None
) -> tuple[Finding, ...]:
    """One finding for each programme code of an edition that no table knows, with its count.

    Only codes of OFAC's lists and of the UN's are judged.
    """
    publisher = "ofac" if source in OFAC_SOURCES else source
    if publisher not in ("ofac", "un"):
        return ()
    table = table or shipped()
    counted = Counter(
        code
        for party in parties
        for code in {code for listing in party.listings for code in listing.programmes}
        if table.programme(code, publisher) is None
    )
    return tuple(
        Finding(
            severity="warning",
            code="unknown-programme",
            message=f"{code!r} is no programme this version knows: its rules are not in the "
            "table of programme facts; the listing itself is read as it stands",
            source=source,
            field="programme",
            count=count,
        )
        for code, count in sorted(counted.items())
    )


def _remarks(party: Party) -> Iterator[tuple[str, str]]:
    """(OFAC's words, where they stand) of every remark on secondary sanctions."""
    for detail in party.details:
        words = f"{detail.label}: {detail.value}" if detail.label != "Remark" else detail.value
        if _WARNS.search(words):
            yield " ".join(words.split()).rstrip("."), detail.field


def _risk(ground: SecondaryGround, party: Party, words: str, field: str) -> SecondaryRisk:
    return SecondaryRisk(
        id=ground.id,
        tag=words,
        authority=ground.authority,
        risk=ground.risk,
        party=party.id,
        field=field,
        caveat=ground.caveat,
    )


def _blocks(listing: Listing) -> bool:
    return listing.list == SDN_LIST or any(m.kind == "block" for m in listing.measures)
