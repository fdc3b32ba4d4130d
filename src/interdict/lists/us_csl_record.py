"""One record of Commerce's or State's lists, out of the US Consolidated Screening List."""

import re
from collections.abc import Iterator

from interdict import dates
from interdict.lists.bracketed_names import with_plain_spellings
from interdict.lists.catalog import Source
from interdict.lists.us_csl_lists import CslList, law_named
from interdict.lists.us_csl_row import NAME, Row, addresses, others
from interdict.party import (
    BirthDate,
    CountryFact,
    Detail,
    Finding,
    Kind,
    Link,
    Listing,
    Measure,
    Name,
    NameKind,
    Party,
    Place,
)
from interdict.statement import Provenance
from interdict.text import has_letters, script

_KINDS: dict[str, Kind] = {
    "individual": "person",
    "entity": "organization",
    "vessel": "vessel",
    "aircraft": "aircraft",
}

_AFFILIATE = re.compile(
    r"(?P<parent>.+?)\.?\s+(?P<how>Affiliated Entity|Subordinate Institution)\s*[:-]\s*(?P<own>.+)",
    re.I,
)
"""``Parent Co. (Parent).  Affiliated Entity:  Own Name Ltd.``: the record is the affiliate's."""
_SUCCESSORS = re.compile(
    r",?\s+and (?:any (?:successor|subunit|subsidiary)|its sub-?units and successors)\b.*$", re.I
)
"""Who else is meant: no part of the name."""
_ALSO = re.compile(
    r"\s*[(\[]\s*(?:aka|a\.k\.a\.|(?P<former>f\.k\.a\.))\s+(?P<names>[^()\[\]]+)[)\]]", re.I
)
_NOTE = re.compile(
    r"\s*[(\[](?:parent organization:|[^()\[\]]*\b(?:individual|official)\b|"
    r"[^()\[\]]*\([^()]*\)[^()\[\]]*\b(?:individual|official)\b)(?:[^()\[\]]|\([^()]*\))*[)\]]",
    re.I,
)
"""``(Russian individual)``, ``[DPRK Munitions Industry Department (MID) Official]``."""

_READ = frozenset(
    (NAME, "source", "type", "programs", "addresses", "alt_names", "federal_register_notice",
     "start_date", "license_requirement", "license_policy", "remarks", "citizenships",
     "nationalities", "dates_of_birth", "places_of_birth", "_id")
)  # fmt: skip


class Record:
    """Reads one row; what was odd about it collects in ``findings``."""

    def __init__(self, row: Row, listed: CslList, source: Source) -> None:
        self.findings: list[Finding] = []
        self._row = row
        self._listed = listed
        self._source = source
        self._affiliate = _AFFILIATE.fullmatch(row.text(NAME))

    @property
    def name(self) -> str:
        """The party's own name: an affiliate's, without other names, notes or successors."""
        bare = self._affiliate["own"] if self._affiliate else self._row.text(NAME)
        for beside in (_SUCCESSORS, _ALSO, _NOTE):
            bare = beside.sub("", bare)
        return bare.strip(" ;,")

    @property
    def _kind(self) -> Kind:
        """Only OFAC's records have a type; these lists do not say."""
        return _KINDS.get(self._row.text("type").casefold(), "unknown")

    def party(self, party_id: str, origin: Provenance) -> Party:
        """The whole party; call once."""
        row = self._row
        return Party(
            id=party_id,
            kind=self._kind,
            provenance=origin,
            names=tuple(self._names()),
            listings=(self._listing(),),
            birth_dates=tuple(self._birth_dates()),
            birth_places=tuple(
                Place(full=place, field="places_of_birth")
                for place in row.several("places_of_birth")
            ),
            countries=tuple(self._countries()),
            addresses=tuple(addresses(row)),
            links=tuple(self._links()),
            details=tuple(self._details()),
            remarks=row.text("remarks"),
        )

    def _names(self) -> Iterator[Name]:
        """Own name, names in its brackets, then aliases; a bracket alone is a note."""
        found = [Name(full=self.name, script=script(self.name), field=NAME)]
        also = _ALSO.search(self._row.text(NAME))
        kind: NameKind = "former" if also and also["former"] else "strong-alias"
        for full in also["names"].split(", ") if also else ():
            found.append(Name(full=full, kind=kind, script=script(full), field=NAME))
        for full in self._row.several("alt_names"):
            if has_letters(full) and not (full.startswith("(") and full.endswith(")")):
                found.append(
                    Name(full=full, kind="strong-alias", script=script(full), field="alt_names")
                )
        first: dict[str, Name] = {}
        for name in with_plain_spellings(found, self._kind == "person"):
            first.setdefault(name.full, name)
        yield from first.values()

    def _listing(self) -> Listing:
        row = self._row
        printed = row.text("start_date")
        since = dates.iso_or_none(printed)
        if printed and since is None:
            self._note("unreadable-date", f"start_date {printed!r} is no date", "start_date")
        programmes = row.several("programs")
        laws = [law for programme in programmes if (law := law_named(programme))]
        if self._source.id == "us-isn":
            measures = tuple(Measure(kind=law.measure, text=law.text) for law in laws)
            basis = tuple(law.legal_basis for law in laws)
        else:
            measures, basis = self._measures(), self._listed.legal_basis
        return Listing(
            authority=self._source.stated_by,
            regime=self._source.regime,
            list=row.text("source") if self._source.id == "us-csl-other" else self._source.list,
            programmes=programmes,
            measures=measures or (Measure(kind="unstated"),),
            legal_basis=basis,
            listed_on=since,
            reference=row.text("federal_register_notice"),
            field="source",
        )

    def _measures(self) -> tuple[Measure, ...]:
        """The list's measure, with what this record's own cells say of its extent."""
        if self._listed.measure == "unstated":
            return ()
        own = (
            self._row.text("license_requirement"),
            self._labelled("review", "license_policy"),
            self._labelled("until", "end_date"),
        )
        said = "; ".join(part.strip(" .") for part in own if part)
        text = f"{self._listed.text}: {said}" if said else self._listed.text
        return (Measure(kind=self._listed.measure, text=text),)

    def _labelled(self, label: str, column: str) -> str:
        text = self._row.text(column)
        return f"{label} {text}" if text else ""

    def _birth_dates(self) -> Iterator[BirthDate]:
        for printed in self._row.several("dates_of_birth"):
            span = dates.parse(printed)
            if span is None:
                told = f"date of birth {printed!r} cannot be read"
                self._note("unreadable-date", told, "dates_of_birth")
            else:
                yield BirthDate(span=span, raw=printed, field="dates_of_birth")

    def _countries(self) -> Iterator[CountryFact]:
        for code in self._row.several("citizenships"):
            yield CountryFact(role="citizenship", code=code.lower(), raw=code, field="citizenships")
        for code in self._row.several("nationalities"):
            yield CountryFact(
                role="nationality", code=code.lower(), raw=code, field="nationalities"
            )

    def _links(self) -> Iterator[Link]:
        if self._affiliate:
            parent = self._affiliate["parent"].strip()
            yield Link(kind="linked-to", name=parent, text=self._affiliate["how"], field=NAME)

    def _details(self) -> Iterator[Detail]:
        """Cells without a field of their own, and a name that was not taken whole."""
        printed = self._row.text(NAME)
        if printed != self.name:
            yield Detail(label="Name as printed", value=printed, field=NAME)
        for full in self._row.several("alt_names"):
            if full.startswith("(") and full.endswith(")"):
                yield Detail(label="Note beside the aliases", value=full, field="alt_names")
        yield from others(self._row, _READ)

    def _note(self, code: str, message: str, field: str) -> None:
        self.findings.append(
            Finding(
                severity="warning",
                code=code,
                message=f"line {self._row.line}: {message}",
                source=self._source.id,
                record=self.name,
                field=field,
            )
        )
