"""OFAC's Advanced XML: SDN_ADVANCED.XML and CONS_ADVANCED.XML (root ``Sanctions``).

A relational form: parties, their identity documents, entries on lists and relations stand
in separate parts of the file, joined by numbers. The source follows from the lists that the
entries name. Structure: advanced_xml.xsd, and for files before 2024 the same under the
namespace ``http://www.un.org/sanctions/1.0``.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml import etree

from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.ofac_advanced_party import Joined, draft_party
from interdict.lists.ofac_advanced_reference import Reference, date_of, span_of
from interdict.lists.ofac_draft import Draft, RelatedParty, noted
from interdict.lists.ofac_notes import Notes
from interdict.lists.ofac_readings import accepted, homes_by_list, readings

FORM = "ofac-advanced-xml"

_ROOT = frozenset(
    ("@Version", "@schemaLocation", "DateOfIssue", "ReferenceValueSets", "Locations",
     "IDRegDocuments", "DistinctParties", "ProfileRelationships", "SanctionsEntries",
     "SanctionsEntryLinks")
)  # fmt: skip
_RELATION = frozenset(
    ("@ID", "@From-ProfileID", "@To-ProfileID", "@RelationTypeID", "@RelationQualityID",
     "@Former", "@SanctionsEntryID", "Comment", "DatePeriod", "IDRegDocumentReference")
)  # fmt: skip


class OfacAdvancedXml:
    """Reads ``ofac-advanced-xml`` files."""

    form = FORM

    def claims(self, file: SourceFile) -> bool:
        """Is the root element ``Sanctions``?"""
        return xml.claims_root(file, "Sanctions")

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """``DateOfIssue``."""
        return date_of(xml.child(xml.root(files.files[0]), "DateOfIssue"))

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """A reading per list; ``MalformedFile`` for an empty file or one of changes only."""
        file = files.files[0]
        root = xml.root(file)
        parties = xml.children(root, "DistinctParties/DistinctParty")
        _check(root, parties, file.name)
        notes = Notes(file.name)
        notes.left_over(root, _ROOT, "Sanctions")
        reference = Reference(root, notes)
        joined = _joined(root, parties, notes)
        drafted = [draft_party(element, joined[element], reference, notes) for element in parties]
        _relate(root, _by_profile(parties, drafted), reference, notes)
        drafts = list(accepted(drafted, notes))
        homes = homes_by_list({draft.uid: draft.sources for draft in drafts})
        return readings(drafts, homes, notes, request, len(parties))


def _check(root: etree._Element, parties: Sequence[etree._Element], file: str) -> None:
    base = root.get("DeltaBaseVersion")
    if base is not None:
        raise MalformedFile(
            f"{file} holds only the changes since version {base} of the list. Nothing was "
            "loaded: download the whole list from OFAC."
        )
    if not parties:
        raise MalformedFile(
            f"{file} has no DistinctParty: it lists nobody. Nothing was loaded: download the "
            "file again from OFAC."
        )


def _joined(
    root: etree._Element, parties: Sequence[etree._Element], notes: Notes
) -> dict[etree._Element, Joined]:
    """The documents and entries of each party; those of nobody are findings."""
    documents = _grouped(root, "IDRegDocuments/IDRegDocument", "IdentityID")
    entries = _grouped(root, "SanctionsEntries/SanctionsEntry", "ProfileID")
    found = {
        party: Joined(
            documents=_taken(documents, party, "Profile/Identity"),
            entries=_taken(entries, party, "Profile"),
        )
        for party in parties
    }
    for number, orphans in [*documents.items(), *entries.items()]:
        for orphan in orphans:
            name = xml.local(orphan)
            told = f"{name} {orphan.get('ID')} is about {number}, who is not in the file"
            notes.add("error", "orphan-reference", told, field=name)
    return found


_Grouped = dict[str, list[etree._Element]]


def _grouped(root: etree._Element, path: str, key: str) -> _Grouped:
    found: _Grouped = defaultdict(list)
    for element in xml.children(root, path):
        found[element.get(key, "")].append(element)
    return found


def _taken(groups: _Grouped, party: etree._Element, path: str) -> tuple[etree._Element, ...]:
    return tuple(
        element
        for owner in xml.children(party, path)
        for element in groups.pop(owner.get("ID", ""), [])
    )


def _by_profile(parties: Sequence[etree._Element], drafts: Sequence[Draft]) -> dict[str, Draft]:
    return {
        profile.get("ID", ""): draft
        for party, draft in zip(parties, drafts, strict=True)
        for profile in xml.children(party, "Profile")
    }


def _relate(
    root: etree._Element, profiles: Mapping[str, Draft], reference: Reference, notes: Notes
) -> None:
    """Each relation is stated of the party it starts from."""
    for element in xml.children(root, "ProfileRelationships/ProfileRelationship"):
        number = element.get("From-ProfileID", "")
        draft = profiles.get(number)
        if draft is None:
            told = f"relation {element.get('ID')} starts from {number}, who is not in the file"
            notes.add("error", "orphan-reference", told, field="ProfileRelationship")
            continue
        draft.take_left_over(element, _RELATION, "ProfileRelationship")
        draft.related.append(_related(element, profiles, reference))
    _link_entries(root, profiles, reference, notes)


def _related(
    element: etree._Element, profiles: Mapping[str, Draft], reference: Reference
) -> RelatedParty:
    target = element.get("To-ProfileID", "")
    other = profiles.get(target)
    quality = reference.said("RelationQuality", element.get("RelationQualityID"))
    return RelatedParty(
        uid=target if other is None else other.uid,
        name=other.names[0].full if other is not None and other.names else "",
        type=reference.label("RelationType", element.get("RelationTypeID")),
        field=f"ProfileRelationship[@ID={element.get('ID', '')}]",
        note=noted(
            f"quality {quality}" if quality else "",
            "former" if element.get("Former") == "true" else "",
            str(span_of(xml.child(element, "DatePeriod")) or ""),
            xml.text(element, "Comment"),
        ),
    )


def _link_entries(
    root: etree._Element, profiles: Mapping[str, Draft], reference: Reference, notes: Notes
) -> None:
    """Links between entries (one replaces another) are kept with the party of the first."""
    owners = {
        entry.get("ID", ""): profiles.get(entry.get("ProfileID", ""))
        for entry in xml.children(root, "SanctionsEntries/SanctionsEntry")
    }
    for element in xml.children(root, "SanctionsEntryLinks/SanctionsEntryLink"):
        first, second = (
            element.get("EntryA-SanctionsEntryID"),
            element.get("EntryB-SanctionsEntryID"),
        )
        draft = owners.get(first or "")
        if draft is None:
            told = f"entry link {element.get('ID')} starts from {first}, which is not in the file"
            notes.add("error", "orphan-reference", told, field="SanctionsEntryLink")
            continue
        label = reference.label("EntryLinkType", element.get("EntryLinkTypeID")) or "Entry link"
        day = date_of(xml.child(element, "Date"))
        value = noted(f"entry {second}", str(day or ""), xml.text(element, "Comment"))
        draft.detail(label, value, f"SanctionsEntryLink[@ID={element.get('ID', '')}]")


OFAC_ADVANCED_XML = OfacAdvancedXml()
