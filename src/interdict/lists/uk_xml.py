"""The UK Sanctions List in XML (root ``Designations``), as the FCDO publishes it.

Form: https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml and its schema; one
``Designation`` per ``UniqueID``. No real file could be had for tests: the form is known from
the field names the FCDO publishes, so what has another name is kept and reported, not lost.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from interdict import dates
from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.uk_entry import (
    AddressRow,
    Entry,
    ListedUnder,
    NameRow,
    NativeName,
    Pair,
    Said,
)
from interdict.lists.uk_measures import dated, stated
from interdict.lists.uk_reading import Builder

_ROOT, _RECORD, _DATED = "Designations", "Designation", "DateGenerated"
_OUTSIDE = frozenset((_RECORD, _DATED, "@noNamespaceSchemaLocation", "@schemaLocation"))
_INDIVIDUAL, _ENTITY, _SHIP = (
    "IndividualDetails/Individual",
    "EntityDetails/Entity",
    "ShipDetails/Ship",
)
_INDICATORS = "SanctionsImposedIndicators"
_NEEDED = ("UniqueID", "Names/Name", "RegimeName", "IndividualEntityShip", "SanctionsImposed")
_OWN = ("UniqueID", "RegimeName", "DateDesignated")

_SAID: dict[str, str] = {
    "LastUpdated": "last-updated",
    "OFSIGroupID": "ofsi-group",
    "UNReferenceNumber": "un-reference",
    "IndividualEntityShip": "kind",
    "DesignationSource": "designation-source",
    "SanctionsImposed": "measure",
    "OtherInformation": "remark",
    "UKStatementofReasons": "reason",
    "UKStatementOfReasons": "reason",
    "Titles/Title": "title",
    "PhoneNumbers/PhoneNumber": "phone",
    "EmailAddresses/EmailAddress": "email",
    "Websites/Website": "website",
    "CryptoWalletAddresses/CryptoWalletAddress": "wallet",
    f"{_INDIVIDUAL}/DOBs/DOB": "birth-date",
    f"{_INDIVIDUAL}/Nationalities/Nationality": "nationality",
    f"{_INDIVIDUAL}/Positions/Position": "position",
    f"{_INDIVIDUAL}/Genders/Gender": "gender",
    f"{_INDIVIDUAL}/Titles/Title": "title",
    f"{_ENTITY}/TypeOfEntities/TypeOfEntity": "entity-type",
    f"{_ENTITY}/BusinessRegistrationNumbers/BusinessRegistrationNumber": "registration",
    f"{_ENTITY}/ParentCompanies/ParentCompany": "parent",
    f"{_ENTITY}/Subsidiaries/Subsidiary": "subsidiary",
    f"{_SHIP}/IMONumbers/IMONumber": "imo",
    f"{_SHIP}/CurrentOwnerOperators/CurrentOwnerOperator": "owner-operator",
    f"{_SHIP}/PreviousOwnerOperators/PreviousOwnerOperator": "former-owner-operator",
    f"{_SHIP}/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip": "flag",
    f"{_SHIP}/PreviousFlags/PreviousFlag": "former-flag",
    f"{_SHIP}/TypeOfShipDetails/TypeOfShip": "ship-type",
    f"{_SHIP}/TonnageOfShipDetails/TonnageOfShip": "tonnage",
    f"{_SHIP}/LengthOfShipDetails/LengthOfShip": "length",
    f"{_SHIP}/YearsBuilt/YearBuilt": "built",
    f"{_SHIP}/HullIdentificationNumbers/HullIdentificationNumber": "hull",
}
"""Path of an element with text -> what it says of an entry."""

_NAMES = tuple(f"Name{number}" for number in range(1, 7))
_ADDRESS = tuple(f"AddressLine{number}" for number in range(1, 7))


def _name(entry: Entry, element: etree._Element, field: str) -> None:
    parts = tuple(xml.text(element, part) for part in _NAMES)
    entry.name(
        NameRow(parts, xml.text(element, "NameType"), xml.text(element, "AliasStrength"), field)
    )


def _native_name(entry: Entry, element: etree._Element, field: str) -> None:
    tags = ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage")
    text, script, language = (xml.text(element, tag) for tag in tags)
    entry.native_name(NativeName(text, script, language, field))


def _address(entry: Entry, element: etree._Element, field: str) -> None:
    lines = tuple(xml.text(element, line) for line in _ADDRESS)
    code, country = xml.text(element, "AddressPostalCode"), xml.text(element, "AddressCountry")
    entry.address(AddressRow(lines, code, country, field))


def _pair(what: str, first: str, second: str) -> "_Take":
    def take(entry: Entry, element: etree._Element, field: str) -> None:
        entry.pair(what, Pair(xml.text(element, first), xml.text(element, second), field))

    return take


_Take = Callable[[Entry, etree._Element, str], None]
_PASSPORT = ("PassportNumber", "PassportAdditionalInformation")
_NATIONAL = ("NationalIdentifierNumber", "NationalIdentifierAdditionalInformation")

_GROUPS: dict[str, tuple[_Take, frozenset[str]]] = {
    "Names/Name": (_name, frozenset((*_NAMES, "NameType", "AliasStrength"))),
    "NonLatinNames/NonLatinName": (
        _native_name,
        frozenset(("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage")),
    ),
    "Addresses/Address": (
        _address,
        frozenset((*_ADDRESS, "AddressPostalCode", "AddressCountry")),
    ),
    f"{_INDIVIDUAL}/BirthDetails/Location": (
        _pair("birth-place", "TownOfBirth", "CountryOfBirth"),
        frozenset(("TownOfBirth", "CountryOfBirth")),
    ),
    f"{_INDIVIDUAL}/PassportDetails/Passport": (
        _pair("passport", *_PASSPORT),
        frozenset(_PASSPORT),
    ),
    f"{_INDIVIDUAL}/NationalIdentifierDetails/NationalIdentifier": (
        _pair("national-id", *_NATIONAL),
        frozenset(_NATIONAL),
    ),
}
"""Path of an element whose children belong together -> how it is read, and those children."""


class UkXml:
    """Reads ``uk-xml`` files."""

    form = "uk-xml"

    def claims(self, file: SourceFile) -> bool:
        """Is the root element ``Designations``?"""
        return xml.claims_root(file, _ROOT)

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The day in ``DateGenerated``."""
        return dates.iso_or_none(xml.text(xml.root(files.files[0]), _DATED))

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` where the file designates nobody."""
        file = files.files[0]
        root = xml.root(file)
        records = xml.children(root, _RECORD)
        if not records:
            raise MalformedFile(
                f"{file.name} designates nobody: there is no {_RECORD} in it. Nothing was loaded: "
                "download the file again from the UK Sanctions List's page."
            )
        xml.refuse_renamed(file, records, _NEEDED)
        builder = Builder("uk", request)
        unmapped = xml.Unmapped(builder.source.id)
        for _ in unmapped.details(root, _OUTSIDE):
            continue
        for element in records:
            entry = _entry(element, unmapped)
            indicators = list(_indicators(element))
            measures = stated(entry.all("measure"), indicators, builder.notes, entry.native)
            builder.take(entry, dated(measures, entry.first("remark")))
        return (builder.reading(*unmapped.findings()),)


UK_XML = UkXml()


def _entry(record: etree._Element, unmapped: xml.Unmapped) -> Entry:
    native, regime, designated = (xml.text(record, tag) for tag in _OWN)
    entry = Entry(native)
    entry.list_under(ListedUnder(regime, designated, "RegimeName"))
    _take(entry, record, "", unmapped)
    return entry


def _take(entry: Entry, element: etree._Element, within: str, unmapped: xml.Unmapped) -> None:
    """Everything below an element; what no table knows becomes a detail."""
    for detail in unmapped.details(element, _CHILDREN[within], within):
        entry.say("detail", f"{detail.label}: {detail.value}", detail.field)
    for child in element:
        tag = xml.local(child)
        path = f"{within}/{tag}" if within else tag
        if path in _GROUPS:
            take, known = _GROUPS[path]
            take(entry, child, path)
            for detail in unmapped.details(child, known, path):
                entry.say("detail", f"{detail.label}: {detail.value}", detail.field)
        elif path in _SAID:
            entry.say(_SAID[path], _text(child, _SAID[path]), path)
        elif path in _CHILDREN:
            _take(entry, child, path, unmapped)


def _text(element: etree._Element, what: str) -> str:
    """Stories verbatim, values on one line; a number may have lines of its own."""
    keeps_lines = what in ("remark", "reason", "registration")
    return xml.verbatim(element) if keeps_lines else xml.text(element)


def _children() -> dict[str, frozenset[str]]:
    """Path of each element on the way to those we read -> the tags we know below it."""
    found: dict[str, set[str]] = {"": {*_OWN, _INDICATORS}}
    for path in (*_SAID, *_GROUPS):
        above, _, tag = path.rpartition("/")
        found.setdefault(above, set()).add(tag)
        while above:
            above, _, tag = above.rpartition("/")
            found.setdefault(above, set()).add(tag)
    return {path: frozenset(tags) for path, tags in found.items()}


_CHILDREN = _children()


def _indicators(record: etree._Element) -> Iterator[tuple[Said, bool]]:
    for indicator in xml.children(record, f"{_INDICATORS}/*"):
        name, text = xml.local(indicator), xml.text(indicator).casefold()
        if text in ("true", "1", "false", "0"):
            yield Said(name, f"{_INDICATORS}/{name}"), text in ("true", "1")
