"""One record of OFAC's CSV form -> one party."""

import hashlib
from collections import Counter
from collections.abc import Container
from typing import Literal

import msgspec

from interdict import countries
from interdict.lists.catalog import Source, provenance
from interdict.lists.connector import ReadRequest
from interdict.lists.ofac_csv_table import Row
from interdict.lists.ofac_measures import UNSTATED, stated_measures
from interdict.lists.ofac_remarks import Context, Remarks, is_cut, joined, read_remarks
from interdict.lists.ofac_terms import (
    alias_kind,
    identifier_for,
    is_undetermined,
    person_parts,
    split_programmes,
)
from interdict.party import (
    Address,
    CountryFact,
    Detail,
    Finding,
    Identifier,
    Kind,
    Link,
    Listing,
    Measure,
    Name,
    NameKind,
    Party,
)

Gender = Literal["male", "female", "other", ""]

KINDS: dict[str, Kind] = {
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
    "entity": "organization",
    "": "organization",
}

_DETAILS = ((6, "Vess_type", "Vessel Type"), (7, "Tonnage", "Vessel Tonnage"),
            (8, "GRT", "Vessel Gross Registered Tonnage"))  # fmt: skip


class Record(msgspec.Struct):
    """What ALT, ADD and COMMENTS say about one uid."""

    aliases: list[Row] = []
    addresses: list[Row] = []
    continuations: list[Row] = []


class Reader:
    """Turns the rows of one edition into parties, collecting what is odd in them."""

    def __init__(
        self, *, source: Source, request: ReadRequest, known_names: Container[str]
    ) -> None:
        self.source = source
        self.request = request
        self.known_names = known_names
        self.findings: list[Finding] = []
        self.unmapped: Counter[str] = Counter()

    def party(self, row: Row, record: Record, is_repeat: bool = False) -> Party:
        """The party of a primary row; ``is_repeat`` where its number was used before."""
        uid, name, kind_word, programme = (cell.strip() for cell in row.cells[:4])
        kind = self._kind(kind_word, uid)
        text, spare = self._whole_remark(row, record)
        context = Context(
            record=uid,
            person=kind == "person",
            known_names=self.known_names,
            is_cut=is_cut(text),
        )
        remarks = read_remarks(text, context)
        self._note(remarks, text, uid)
        party = Party(
            id=f"{self.source.id}:{uid}" + (self._repeat(row) if is_repeat else ""),
            kind=kind,
            provenance=provenance(self.source, self.request.edition, self.request.published, uid),
            names=(
                _name(name, "primary", kind, "SDN_Name"),
                *self._aliases(record, kind),
                *remarks.names,
            ),
            listings=(self._listing(programme, remarks),),
            identifiers=(*_call_sign(row), *remarks.identifiers),
            birth_dates=tuple(remarks.birth_dates),
            birth_places=tuple(remarks.birth_places),
            countries=(*self._flag(row), *remarks.countries),
            addresses=tuple(
                address for line in record.addresses if (address := self._address(line))
            ),
            gender=self._gender(remarks, uid),
            positions=(*filter(None, (row.cells[4].strip(),)), *remarks.positions),
            links=(*_owner(row), *remarks.links),
            details=(*_details(row), *_said_beside(record), *remarks.details, *spare),
            remarks=text,
        )
        self._check(party)
        return party

    def unmapped_labels(self) -> list[Finding]:
        """One finding per remark label that no table has, with its count."""
        return [
            Finding(
                severity="note",
                code="unmapped-remark",
                message=f"Remarks say {label!r}, which is no label we know; kept as a remark",
                field="Remarks",
                count=count,
            )
            for label, count in sorted(self.unmapped.items())
        ]

    def _find(self, code: str, message: str, record: str, field: str) -> None:
        self.findings.append(
            Finding(severity="warning", code=code, message=message, record=record, field=field)
        )

    def _kind(self, word: str, uid: str) -> Kind:
        kind = KINDS.get(word.casefold())
        if kind is None:
            self._find("unknown-type", f"{word!r} is no type of OFAC's", uid, "SDN_Type")
        return kind or "unknown"

    def _repeat(self, row: Row) -> str:
        """Suffix of the id of a second record under one number, stable between editions."""
        self.findings.append(
            Finding(
                severity="error",
                code="repeated-uid",
                message=f"line {row.line}: number {row.uid} was used before for another row; "
                "both are kept, with aliases and addresses of that number",
                record=row.uid,
            )
        )
        told = "\n".join(row.cells[:4])
        return "-" + hashlib.sha256(told.encode()).hexdigest()[:8]

    def _whole_remark(self, row: Row, record: Record) -> tuple[str, list[Detail]]:
        """The remark with its continuation, and continuations that do not continue it."""
        text, spare = row.cells[11], []
        for line in record.continuations:
            if is_cut(text) or len(text) >= 999:
                text = joined(text, line.cells[1])
            else:
                self._find(
                    "stray-continuation",
                    "COMMENTS continues a remark that is not cut; kept as a detail: the files "
                    "are of different editions",
                    row.uid,
                    "Remarks",
                )
                spare.append(Detail(label="Comments", value=line.cells[1], field="Comments"))
        return text.strip(), spare

    def _note(self, remarks: Remarks, text: str, uid: str) -> None:
        self.findings.extend(remarks.findings)
        self.unmapped.update(remarks.unmapped)
        if is_cut(text):
            self._find(
                "cut-remark",
                f"the remark breaks off after {len(text)} characters; its rest stands in the "
                "COMMENTS file: add it in the same call",
                uid,
                "Remarks",
            )

    def _listing(self, programme: str, remarks: Remarks) -> Listing:
        """The SDN List's own effect is the block, which the CSV does not say: ``unstated``.
        Directives in its remarks speak of the party's entry on a non-SDN list."""
        measures: tuple[Measure, ...] = ()
        if self.source.id != "ofac-sdn":
            measures = stated_measures((d.label, d.value) for d in remarks.details)
        return Listing(
            authority="OFAC",
            regime=self.source.regime,
            list=self.source.list,
            programmes=split_programmes(programme),
            measures=measures or UNSTATED,
            field="Program",
        )

    def _aliases(self, record: Record, kind: Kind) -> list[Name]:
        names = []
        for row in record.aliases:
            word, full = row.cells[2].strip(), row.cells[3].strip()
            if word.replace(".", "").casefold() not in ("aka", "fka", "nka"):
                self._find("unknown-alias-type", f"{word!r} is no alias type", row.uid, "alt_type")
            if full:
                names.append(_name(full, alias_kind(word), kind, f"ALT {row.cells[1]}"))
            else:
                self._find("empty-name", "an alias without a name", row.uid, "alt_name")
        return names

    def _address(self, row: Row) -> Address | None:
        street, city, country, note = (cell.strip() for cell in row.cells[2:6])
        if not (street or city or country or note):
            return None
        code = self._country(country, row.uid, "Country")
        return Address(
            full=", ".join(part for part in (street, city, country) if part),
            street=street,
            city=city,
            country=code,
            note=note,
            field=f"ADD {row.cells[1]}",
        )

    def _country(self, printed: str, uid: str, field: str) -> str:
        code = countries.code(printed) or "" if printed else ""
        if printed and not code and not is_undetermined(printed):
            self._find("unreadable-country", f"{printed!r} is no country", uid, field)
        return code

    def _flag(self, row: Row) -> tuple[CountryFact, ...]:
        flag = row.cells[9].strip()
        if not flag:
            return ()
        code = self._country(flag, row.uid, "Vess_flag")
        return (CountryFact(role="flag", code=code, raw=flag, field="Vess_flag"),)

    def _gender(self, remarks: Remarks, uid: str) -> Gender:
        words = {word.casefold() for word in remarks.genders}
        if words == {"male"}:
            return "male"
        if words == {"female"}:
            return "female"
        if words:
            self._find("unclear-gender", f"{sorted(words)} read as other", uid, "Remarks")
        return "other" if words else ""

    def _check(self, party: Party) -> None:
        """Check digits that do not fit: the number is kept, marked as not valid."""
        for identifier in party.identifiers:
            if identifier.valid is False:
                self._find(
                    f"invalid-{identifier.kind}",
                    f"{identifier.raw or identifier.value!r} is not a valid {identifier.kind}; "
                    "kept and marked as not valid",
                    party.provenance.record,
                    identifier.field,
                )


def _name(full: str, kind: NameKind, party_kind: Kind, field: str) -> Name:
    parts = person_parts(full) if party_kind == "person" else ()
    return Name(full=full, kind=kind, parts=parts, field=field)


def _call_sign(row: Row) -> tuple[Identifier, ...]:
    sign = row.cells[5].strip()
    return (identifier_for("Vessel Call Sign", sign, field="Call_Sign"),) if sign else ()


def _owner(row: Row) -> tuple[Link, ...]:
    owner = row.cells[10].strip()
    if not owner:
        return ()
    return (Link(kind="owned-by", name=owner, text="Vessel Owner", field="Vess_owner"),)


def _details(row: Row) -> list[Detail]:
    own = [
        Detail(label=label, value=value, field=field)
        for index, field, label in _DETAILS
        if (value := row.cells[index].strip())
    ]
    return own + _extra(row)


def _said_beside(record: Record) -> list[Detail]:
    """Remarks on aliases, and columns of ALT and ADD that the form does not have."""
    remarks = [
        Detail(
            label="Alias remark",
            value=f"{row.cells[3].strip()}: {row.cells[4].strip()}",
            field=f"ALT {row.cells[1]}",
        )
        for row in record.aliases
        if row.cells[4].strip()
    ]
    rows = (*record.aliases, *record.addresses, *record.continuations)
    return remarks + [detail for row in rows if row.extra for detail in _extra(row)]


def _extra(row: Row) -> list[Detail]:
    return [Detail(label=name, value=value, field=name) for name, value in row.extra]
