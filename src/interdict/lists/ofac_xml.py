"""OFAC's plain XML: SDN.XML and CONSOLIDATED.XML (root ``sdnList``).

The form names no list and no measure: the source follows from the programmes, and a
listing is ``unstated`` unless directives or menu sanctions are stated among the ids.
Names are printed in Latin letters only. Structure: OFAC's sdnList schema.
"""

import datetime
from collections.abc import Iterator, Sequence

from lxml import etree

from interdict import dates
from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.catalog import source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.ofac_addresses import AddressParts, address
from interdict.lists.ofac_draft import KINDS, Draft, Statement
from interdict.lists.ofac_measures import UNSTATED, stated_measures
from interdict.lists.ofac_notes import Notes
from interdict.lists.ofac_readings import accepted, readings
from interdict.lists.ofac_terms import alias_kind, is_non_sdn, validity_note
from interdict.party import Listing, Name, NameKind, NamePart

FORM = "ofac-xml"

_PUBLICATION = ("publshInformation", "publishInformation")
"""The schema's spelling, and the word."""

_ENTRY = frozenset(
    (
        "uid", "firstName", "lastName", "title", "sdnType", "remarks", "programList", "idList",
        "akaList", "addressList", "nationalityList", "citizenshipList", "dateOfBirthList",
        "placeOfBirthList", "vesselInfo",
    )
)  # fmt: skip

_LISTED: dict[str, frozenset[str]] = {
    "programList": frozenset(("program",)),
    "idList": frozenset(("id",)),
    "akaList": frozenset(("aka",)),
    "addressList": frozenset(("address",)),
    "nationalityList": frozenset(("nationality",)),
    "citizenshipList": frozenset(("citizenship",)),
    "dateOfBirthList": frozenset(("dateOfBirthItem",)),
    "placeOfBirthList": frozenset(("placeOfBirthItem",)),
    "programList/program": frozenset(),
    "idList/id": frozenset(
        ("uid", "idType", "idNumber", "idCountry", "issueDate", "expirationDate")
    ),
    "akaList/aka": frozenset(("uid", "type", "category", "lastName", "firstName")),
    "addressList/address": frozenset(
        ("uid", "address1", "address2", "address3", "city", "stateOrProvince", "postalCode",
         "country")
    ),
    "nationalityList/nationality": frozenset(("uid", "country", "mainEntry")),
    "citizenshipList/citizenship": frozenset(("uid", "country", "mainEntry")),
    "dateOfBirthList/dateOfBirthItem": frozenset(("uid", "dateOfBirth", "mainEntry")),
    "placeOfBirthList/placeOfBirthItem": frozenset(("uid", "placeOfBirth", "mainEntry")),
}  # fmt: skip
"""Lists of an entry and their items, and the children that are read."""

_FACTS = (
    ("dateOfBirthList/dateOfBirthItem", "dateOfBirth", "Birthdate"),
    ("placeOfBirthList/placeOfBirthItem", "placeOfBirth", "Place of Birth"),
    ("nationalityList/nationality", "country", "Nationality Country"),
    ("citizenshipList/citizenship", "country", "Citizenship Country"),
)
"""Item, element of its value, and OFAC's label for it in the other forms."""

_VESSEL = {
    "callSign": "Vessel Call Sign",
    "vesselType": "Vessel Type",
    "vesselFlag": "Vessel Flag",
    "vesselOwner": "Vessel Owner",
    "tonnage": "Vessel Tonnage",
    "grossRegisteredTonnage": "Vessel Gross Registered Tonnage",
}


class OfacXml:
    """Reads ``ofac-xml`` files."""

    form = FORM

    def claims(self, file: SourceFile) -> bool:
        """Is the root element ``sdnList``?"""
        return xml.claims_root(file, "sdnList")

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """``Publish_Date``, printed month/day/year."""
        root = xml.root(files.files[0])
        stated = (xml.text(root, f"{name}/Publish_Date") for name in _PUBLICATION)
        return next((dates.iso_or_none(text, month_first=True) for text in stated if text), None)

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` where there is no entry at all."""
        file = files.files[0]
        root = xml.root(file)
        entries = xml.children(root, "sdnEntry")
        if not entries:
            raise MalformedFile(
                f"{file.name} has no sdnEntry: it lists nobody. Nothing was loaded: download "
                "the file again from OFAC."
            )
        notes = Notes(file.name)
        _check_count(root, len(entries), notes)
        notes.left_over(root, frozenset((*_PUBLICATION, "sdnEntry")), "sdnList")
        source = request.source or _source(entries, notes)
        drafts = list(accepted((_draft(entry, source, notes) for entry in entries), notes))
        homes = dict.fromkeys((draft.uid for draft in drafts), frozenset((source,)))
        return readings(drafts, homes, notes, request, len(entries))


def _source(entries: Sequence[etree._Element], notes: Notes) -> str:
    """The list whose programmes most entries carry; a tie is told."""
    marks = [is_non_sdn([xml.texts(each, "programList/program")]) for each in entries]
    if sum(marks) * 2 == len(marks):
        notes.add(
            "warning",
            "undecided-list",
            "the programmes do not show whether this is the SDN or the non-SDN list; read as "
            "SDN List: say --source ofac-nonsdn if it is not",
        )
    return "ofac-nonsdn" if sum(marks) * 2 > len(marks) else "ofac-sdn"


def _check_count(root: etree._Element, found: int, notes: Notes) -> None:
    """A well-formed file with fewer entries than it says may have been cut and repaired."""
    stated = next(filter(None, (xml.text(root, f"{n}/Record_Count") for n in _PUBLICATION)), "")
    if stated != str(found):
        notes.add(
            "error",
            "record-count",
            f"the file says it has {stated or 'no'} records, but {found} are there: it may be "
            "cut; download it again and compare",
            field="Record_Count",
        )


def _draft(entry: etree._Element, source: str, notes: Notes) -> Draft:
    kind = KINDS.get(xml.text(entry, "sdnType").lower(), "unknown")
    draft = Draft(xml.text(entry, "uid"), kind, notes)
    draft.take_left_over(entry, _ENTRY, "")
    for path, known in _LISTED.items():
        for item in xml.children(entry, path):
            draft.take_left_over(item, known, path)
    if kind == "unknown":
        draft.detail("sdnType", xml.text(entry, "sdnType"), "sdnType")
    _read_names(entry, draft)
    _read_statements(entry, draft)
    _read_addresses(entry, draft)
    if title := xml.text(entry, "title"):
        draft.positions.append(title)
    if remarks := xml.verbatim(xml.child(entry, "remarks")):
        draft.remark(remarks, "remarks")
    draft.listings = (_listing(entry, source, draft),)
    return draft


def _listing(entry: etree._Element, source: str, draft: Draft) -> Listing:
    """The one listing that the form states. Directives in the SDN List's file speak of the
    party's entry on a non-SDN list, and what the SDN List does the form does not say."""
    listed = source_named(source)
    is_sdn = source == "ofac-sdn"
    measures = () if is_sdn else stated_measures(draft.statements)
    return Listing(
        authority=listed.stated_by,
        regime=listed.regime,
        list=listed.list,
        programmes=tuple(dict.fromkeys(xml.texts(entry, "programList/program"))),
        measures=measures or UNSTATED,
        field="programList",
    )


def _read_names(entry: etree._Element, draft: Draft) -> None:
    draft.name(_name(entry, draft, "lastName"))
    for aka in xml.children(entry, "akaList/aka"):
        weak = xml.text(aka, "category").lower() == "weak"
        kind = alias_kind(xml.text(aka, "type"), weak)
        place = f"akaList/aka[uid={xml.text(aka, 'uid')}]"
        draft.name(_name(aka, draft, place, kind if kind != "primary" else "strong-alias"))


def _name(element: etree._Element, draft: Draft, field: str, kind: NameKind = "primary") -> Name:
    last, first = xml.text(element, "lastName"), xml.text(element, "firstName")
    parts: tuple[NamePart, ...] = ()
    if draft.kind == "person" and first and last:
        parts = (NamePart("family", last), NamePart("given", first))
    full = ", ".join(part for part in (last, first) if part)
    return Name(full=full, kind=kind, parts=parts, field=field)


def _read_statements(entry: etree._Element, draft: Draft) -> None:
    for said in _statements(entry):
        draft.state(said)


def _statements(entry: etree._Element) -> Iterator[Statement]:
    for path, value, label in _FACTS:
        items = xml.children(entry, path)
        for item in sorted(items, key=lambda each: xml.text(each, "mainEntry") != "true"):
            yield Statement(label, xml.text(item, value), f"{path}[uid={xml.text(item, 'uid')}]")
    for item in xml.children(entry, "idList/id"):
        yield Statement(
            xml.text(item, "idType"),
            xml.text(item, "idNumber"),
            f"idList/id[uid={xml.text(item, 'uid')}]",
            country=xml.text(item, "idCountry"),
            note=validity_note(xml.text(item, "issueDate"), xml.text(item, "expirationDate")),
        )
    vessel = xml.child(entry, "vesselInfo")
    for item in () if vessel is None else vessel:
        name = xml.local(item)
        if xml.text(item):
            yield Statement(_VESSEL.get(name, name), xml.text(item), f"vesselInfo/{name}")


def _read_addresses(entry: etree._Element, draft: Draft) -> None:
    for item in xml.children(entry, "addressList/address"):
        parts = AddressParts(
            street=[xml.text(item, f"address{line}") for line in (1, 2, 3)],
            city=xml.text(item, "city"),
            region=xml.text(item, "stateOrProvince"),
            postal_code=xml.text(item, "postalCode"),
            country=xml.text(item, "country"),
        )
        field = f"addressList/address[uid={xml.text(item, 'uid')}]"
        draft.address(address(parts, field))


OFAC_XML = OfacXml()
