"""The rows of one reference number of the Australian list as a party."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from interdict import countries, identifiers
from interdict.lists import au_values
from interdict.lists.bracketed_names import with_plain_spellings
from interdict.lists.catalog import Source
from interdict.lists.un_documents import company_numbers
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Detail,
    Finding,
    Identifier,
    Kind,
    Listing,
    Measure,
    MeasureKind,
    Name,
    NameKind,
    Party,
    Place,
)
from interdict.statement import Provenance
from interdict.text import has_letters, script

REFERENCE, NAME, TYPE, NAME_TYPE = "Reference", "Name of Individual or Entity", "Type", "Name Type"
NEEDED = (REFERENCE, NAME, TYPE, NAME_TYPE)
"""Columns without which no row can be read."""

_STRENGTH, _BIRTH, _BIRTH_PLACE = "Alias Strength", "Date of Birth", "Place of Birth"
_CITIZENSHIP, _ADDRESS, _IMO = "Citizenship", "Address", "IMO Number"
_INFORMATION, _LISTING = "Additional Information", "Listing Information"
_COMMITTEES, _CONTROL, _INSTRUMENT = "Committees", "Control Date", "Instrument of Designation"

MEASURES: dict[str, MeasureKind] = {
    "Targeted Financial Sanction": "block",
    "Travel Ban": "travel-ban",
    "Arms Embargo": "arms-embargo",
    "Maritime Restriction": "port-ban",
}
"""Columns of yes and no since 2025. Financial sanctions freeze assets (Autonomous Sanctions
Regulations 2011, regulations 14 and 15; Charter of the United Nations Act 1945, part 4); a
sanctioned vessel can be kept out of, or ordered to leave, Australia and its ports."""

KNOWN = frozenset(
    (*NEEDED, *MEASURES, _STRENGTH, _BIRTH, _BIRTH_PLACE, _CITIZENSHIP, _ADDRESS, _IMO,
     _INFORMATION, _LISTING, _COMMITTEES, _CONTROL, _INSTRUMENT, "")
)  # fmt: skip

_KINDS: dict[str, Kind] = {"individual": "person", "entity": "organization", "vessel": "vessel"}

_NAME_KINDS: dict[str, NameKind] = {
    "primary name": "primary",
    "alias": "strong-alias",
    "aka": "strong-alias",
    "original script": "strong-alias",
    "formerly known as": "former",
    "previously listed as": "former",
}
"""``Name Type`` as of 2026 and before, lower case."""

_FORMER = re.compile(
    r"\s*\((?:previously|formerly) listed as\s*[.,]?\s*(?:in arabic:\s*(?P<arabic>[^()]*))?\)", re.I
)
_GENDER = re.compile(r"\bgender:\s*(female|male)\b", re.I)
_ORDER: dict[NameKind, int] = {"primary": 0, "strong-alias": 1, "former": 2, "weak-alias": 3}

_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

Gender = Literal["male", "female", ""]


class Row(NamedTuple):
    """One row of the sheet."""

    number: int
    """Row of the sheet, from 1."""
    cells: Mapping[str, str]
    """Header -> content; a column the edition does not have is absent."""

    def text(self, column: str) -> str:
        """A cell on one line; empty where the column or its content is missing."""
        return " ".join(self.cells.get(column, "").split())


class Group:
    """Reads the rows of one party; what was odd collects in ``findings``."""

    def __init__(self, reference: str, rows: Sequence[Row], source: Source) -> None:
        self.findings: list[Finding] = []
        self._reference = reference
        self._rows = rows
        self._source = source
        self._unread: list[Detail] = []

    @property
    def kind(self) -> Kind:
        """The first stated type that is known."""
        types = [row.text(TYPE).casefold() for row in self._rows]
        return next((_KINDS[each] for each in types if each in _KINDS), "unknown")

    def names(self) -> tuple[Name, ...]:
        """The primary name first; without one, the first name is it and a finding says so."""
        found = [name for row in self._rows for name in self._names_of(row)]
        if found and not any(name.kind == "primary" for name in found):
            self._note("no-primary-name", f"no primary name; {found[0].full!r} took its place")
            found[0] = Name(
                full=found[0].full, script=found[0].script, field=found[0].field, kind="primary"
            )
        strongest: dict[str, Name] = {}
        ordered = sorted(found, key=lambda one: _ORDER[one.kind])
        spelled = with_plain_spellings(ordered, self.kind == "person")
        for place, name in enumerate(spelled):
            if place and name.kind == "primary":
                name = Name(full=name.full, kind="strong-alias", script=name.script, field=NAME)
            strongest.setdefault(name.full, name)
        return tuple(strongest.values())

    def _names_of(self, row: Row) -> Iterator[Name]:
        printed = row.text(NAME)
        kind = _NAME_KINDS.get(row.text(NAME_TYPE).casefold())
        if kind is None:
            kind = "strong-alias"
            told = f"name type {row.text(NAME_TYPE)!r} is new; taken as a strong alias"
            self._note("unknown-name-type", f"row {row.number}: {told}", NAME_TYPE)
        if kind == "strong-alias" and row.text(_STRENGTH).casefold() == "weak":
            kind = "weak-alias"
        former = _FORMER.search(printed)
        if former:
            kind = "former" if kind != "primary" else kind
        for full in (_FORMER.sub("", printed), former["arabic"] if former else None):
            tidy = (full or "").strip(" ,;")
            if has_letters(tidy):
                yield Name(full=tidy, kind=kind, script=script(tidy), field=NAME)

    def party(self, party_id: str, origin: Provenance, names: tuple[Name, ...]) -> Party:
        """The whole party; call once."""
        information = self._texts(_INFORMATION)
        return Party(
            id=party_id,
            kind=self.kind,
            provenance=origin,
            names=names,
            listings=(self._listing(),),
            identifiers=tuple(self._identifiers(information)),
            birth_dates=tuple(self._birth_dates()),
            birth_places=tuple(
                Place(full=place, country=au_values.country_of(place), field=_BIRTH_PLACE)
                for place in self._places(_BIRTH_PLACE)
            ),
            countries=tuple(self._citizenships()),
            addresses=tuple(
                Address(full=place, country=au_values.country_of(place), field=_ADDRESS)
                for place in self._places(_ADDRESS)
            ),
            gender=_gender(information),
            details=(*self._details(information), *self._unread),
            remarks="\n".join(information),
        )

    def _texts(self, column: str) -> tuple[str, ...]:
        """The different contents of a column over the rows of the party, in order."""
        cells = (row.cells.get(column, "").strip() for row in self._rows)
        return tuple(dict.fromkeys(cell for cell in cells if not au_values.is_absent(cell)))

    def _places(self, column: str) -> tuple[str, ...]:
        found = (place for cell in self._texts(column) for place in au_values.places(cell))
        return tuple(dict.fromkeys(found))

    def _listing(self) -> Listing:
        listed = (au_values.first_listed(cell) for cell in self._texts(_LISTING))
        return Listing(
            authority=self._source.stated_by,
            regime=self._source.regime,
            list=self._source.list,
            programmes=self._texts(_COMMITTEES),
            measures=self._measures(),
            legal_basis=tuple(" ".join(text.split()) for text in self._texts(_INSTRUMENT)),
            listed_on=min(filter(None, listed), default=None),
            field=_LISTING,
        )

    def _measures(self) -> tuple[Measure, ...]:
        """What the columns of yes and no say; ``unstated`` where all say no or there is none."""
        for column in MEASURES:
            odd = {text for text in self._texts(column) if _truth(text) is None}
            for text in sorted(odd):
                self._unread.append(Detail(label=column, value=text, field=column))
                self._note("unreadable-measure", f"{column} {text!r} is neither yes nor no", column)
        stated = [
            Measure(kind=kind, text=column)
            for column, kind in MEASURES.items()
            if any(_truth(text) for text in self._texts(column))
        ]
        return tuple(stated) or (Measure(kind="unstated"),)

    def _identifiers(self, information: Sequence[str]) -> Iterator[Identifier]:
        for printed in self._texts(_IMO):
            value, valid = (
                identifiers.normalise("imo", printed),
                identifiers.is_valid("imo", printed),
            )
            if not valid:
                self._note("invalid-imo", f"{printed!r} is no IMO number; kept and marked so", _IMO)
            raw = "" if value == printed else printed
            yield Identifier(kind="imo", value=value, raw=raw, valid=valid, field=_IMO)
        prose = " ".join(" ".join(information).split())
        found = {(each.kind, each.value): each for each in au_values.numbers(prose, _INFORMATION)}
        yield from found.values()
        if self.kind == "organization":
            for number in company_numbers(prose):
                yield Identifier(
                    kind=number.kind,
                    value=number.value,
                    valid=True,
                    note=number.note,
                    field=_INFORMATION,
                )

    def _birth_dates(self) -> Iterator[BirthDate]:
        """Every date of every row, once; entities and ships are not born."""
        spans: dict[object, BirthDate] = {}
        for cell in self._texts(_BIRTH):
            read = au_values.births(cell)
            for span, printed in read.spans:
                spans.setdefault(span, BirthDate(span=span, raw=printed, field=_BIRTH))
            for printed in read.unread:
                self._unread.append(Detail(label=_BIRTH, value=printed, field=_BIRTH))
                told = f"date of birth {printed!r} cannot be read; it was kept as a detail"
                self._note("unreadable-date", told, _BIRTH)
        yield from spans.values()

    def _citizenships(self) -> Iterator[CountryFact]:
        seen: set[str] = set()
        for text in self._texts(_CITIZENSHIP):
            printed = " ".join(text.split())
            codes = countries.codes(printed)
            if not codes:
                told = f"citizenship {printed!r} names no country; kept as printed"
                self._note("unreadable-country", told, _CITIZENSHIP)
            for code in codes or ("",):
                if code not in seen:
                    seen.add(code)
                    yield CountryFact(
                        role="citizenship", code=code, raw=printed, field=_CITIZENSHIP
                    )

    def _details(self, information: Sequence[str]) -> Iterator[Detail]:
        for column in (_LISTING, _CONTROL):
            for text in self._texts(column):
                yield Detail(label=column, value=" ".join(text.split()), field=column)
        references = dict.fromkeys(filter(None, map(au_values.un_reference, information)))
        for number in references:
            yield Detail(label="UN reference", value=number, field=_INFORMATION)
        unmapped = dict.fromkeys(column for row in self._rows for column in row.cells)
        for column in unmapped:
            if column not in KNOWN:
                for text in self._texts(column):
                    yield Detail(label=column, value=text, field=column)

    def _note(self, code: str, message: str, field: str = NAME) -> None:
        self.findings.append(
            Finding(
                severity="warning",
                code=code,
                message=message,
                source=self._source.id,
                record=self._reference,
                field=field,
            )
        )


def _truth(text: str) -> bool | None:
    return _TRUTHS.get(text.casefold())


def _gender(information: Sequence[str]) -> Gender:
    """Where the prose states one, and all of it the same."""
    said = {found.lower() for text in information for found in _GENDER.findall(text)}
    if said == {"male"}:
        return "male"
    return "female" if said == {"female"} else ""
