"""One ``DistinctParty`` of OFAC's Advanced XML, read into a draft of a party."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec
from lxml import etree

from interdict import text
from interdict.lists import xml
from interdict.lists.ofac_addresses import address
from interdict.lists.ofac_advanced_entries import list_party
from interdict.lists.ofac_advanced_reference import (
    Reference,
    printed,
    span_of,
)
from interdict.lists.ofac_draft import KINDS, Draft, Statement, noted
from interdict.lists.ofac_names import TypedPart, name_parts, printed_name
from interdict.lists.ofac_notes import Notes
from interdict.lists.ofac_terms import alias_kind, validity_note
from interdict.party import Name, NameKind

_ADDRESS = "Location"
"""The feature type of addresses."""
_LATIN = "Primary Latin"
"""Status of the names that the other forms print."""

_KNOWN: dict[str, frozenset[str]] = {
    "": frozenset(("@FixedRef", "Comment", "Profile")),
    "Profile": frozenset(
        ("@ID", "@PartySubTypeID", "Comment", "Identity", "Feature", "SanctionsEntryReference",
         "ExternalReference")
    ),
    "Profile/Identity": frozenset(
        ("@ID", "@FixedRef", "@Primary", "@False", "Alias", "NamePartGroups",
         "IDRegDocumentReference")
    ),
    "Profile/Identity/Alias": frozenset(
        ("@FixedRef", "@AliasTypeID", "@Primary", "@LowQuality", "DocumentedName")
    ),
    "Profile/Identity/Alias/DocumentedName/DocumentedNamePart": frozenset(
        ("@LeadingChars", "@TrailingChars", "NamePartValue")
    ),
    "Profile/Identity/Alias/DocumentedName": frozenset(
        ("@ID", "@FixedRef", "@DocNameStatusID", "DocumentedNamePart", "IDRegDocumentReference")
    ),
    "Profile/Feature": frozenset(
        ("@ID", "@FeatureTypeID", "FeatureVersion", "IdentityReference")
    ),
    "Profile/Feature/FeatureVersion": frozenset(
        ("@ID", "@ReliabilityID", "Comment", "DatePeriod", "VersionDetail", "VersionLocation",
         "IDRegDocumentReference")
    ),
}  # fmt: skip
_DOCUMENT = frozenset(
    ("@ID", "@IDRegDocTypeID", "@IdentityID", "@IssuedBy-CountryID", "@IssuedIn-LocationID",
     "@ValidityID", "Comment", "IDRegistrationNo", "IssuingAuthority", "DocumentDate",
     "DocumentedNameReference", "FeatureVersionReference", "IDRegDocumentMention",
     "ProfileRelationshipReference")
)  # fmt: skip


class Joined(msgspec.Struct, frozen=True):
    """What other parts of the file say about one party."""

    documents: tuple[etree._Element, ...]
    """Its ``IDRegDocument`` elements."""
    entries: tuple[etree._Element, ...]
    """Its ``SanctionsEntry`` elements."""


def draft_party(
    element: etree._Element, joined: Joined, reference: Reference, notes: Notes
) -> Draft:
    """Everything a party states but its relations."""
    profiles = xml.children(element, "Profile")
    subtype = profiles[0].get("PartySubTypeID") if profiles else None
    stated = reference.party_type(subtype)
    kind = KINDS.get(stated.lower(), "unknown")
    draft = Draft(element.get("FixedRef", ""), kind, notes)
    if kind == "unknown":
        draft.detail("Party type", stated, "Profile")
    for path, known in _KNOWN.items():
        for part in xml.children(element, path) if path else [element]:
            draft.take_left_over(part, known, path)
    _read_names(element, reference, draft)
    comments = xml.texts(element, "Comment") + xml.texts(element, "Profile/Comment")
    if comments:
        draft.remark("; ".join(comments), "Comment")
    for feature in xml.children(element, "Profile/Feature"):
        _read_feature(feature, reference, draft)
    _read_documents(element, joined.documents, reference, draft)
    _read_external(element, reference, draft)
    list_party(joined.entries, reference, draft)
    return draft


# --- names ------------------------------------------------------------------------------


def _read_names(element: etree._Element, reference: Reference, draft: Draft) -> None:
    identities = xml.children(element, "Profile/Identity")
    for identity in sorted(identities, key=_is_secondary):
        types = {
            group.get("ID", ""): reference.label("NamePartType", group.get("NamePartTypeID"))
            for group in xml.children(identity, "NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        for alias in sorted(xml.children(identity, "Alias"), key=_is_secondary):
            for documented in _latin_first(alias, reference):
                kind = _name_kind(alias, reference, bool(draft.names))
                draft.name(_name(documented, kind, types, reference))
        if identity.get("False") == "true":
            draft.detail("False identity", draft.names[-1].full, "Profile/Identity")


def _is_secondary(element: etree._Element) -> bool:
    return element.get("Primary") != "true"


def _latin_first(alias: etree._Element, reference: Reference) -> list[etree._Element]:
    return sorted(
        xml.children(alias, "DocumentedName"),
        key=lambda name: reference.label("DocNameStatus", name.get("DocNameStatusID")) != _LATIN,
    )


def _name_kind(alias: etree._Element, reference: Reference, taken: bool) -> NameKind:
    """A party has one primary name; its spellings in other scripts are strong aliases."""
    if alias.get("Primary") == "true":
        return "strong-alias" if taken else "primary"
    weak = alias.get("LowQuality") == "true"
    kind = alias_kind(reference.label("AliasType", alias.get("AliasTypeID")), weak)
    return "strong-alias" if kind == "primary" else kind


def _name(
    documented: etree._Element, kind: NameKind, types: Mapping[str, str], reference: Reference
) -> Name:
    parts, script = [], ""
    for part in xml.children(documented, "DocumentedNamePart"):
        value = xml.child(part, "NamePartValue")
        if value is None:
            continue
        script = script or reference.script(value.get("ScriptID"))
        whole = part.get("LeadingChars", "") + xml.text(value) + part.get("TrailingChars", "")
        parts.append(TypedPart(types.get(value.get("NamePartGroupID", ""), ""), whole))
    full = printed_name(parts)
    return Name(
        full=full,
        kind=kind,
        script=script or text.script(full),
        parts=name_parts(parts),
        field=f"DocumentedName[@ID={documented.get('ID', '')}]",
    )


# --- features and documents -------------------------------------------------------------


def _read_feature(feature: etree._Element, reference: Reference, draft: Draft) -> None:
    label = reference.label("FeatureType", feature.get("FeatureTypeID"))
    field = f"Profile/Feature[@ID={feature.get('ID', '')}]"
    for version in xml.children(feature, "FeatureVersion"):
        if label == _ADDRESS:
            _read_address(version, field, reference, draft)
            continue
        for said in _statements(version, label, field, reference):
            draft.state(said)


def _read_address(version: etree._Element, field: str, reference: Reference, draft: Draft) -> None:
    for location in xml.children(version, "VersionLocation"):
        for number, parts in enumerate(reference.spellings(location.get("LocationID"))):
            draft.address(address(parts, field, text.script(parts.city) if number else ""))
    if comment := xml.text(version, "Comment"):
        draft.detail("Address (note)", comment, field)


def _statements(
    version: etree._Element, label: str, field: str, reference: Reference
) -> Iterator[Statement]:
    """A version's details, dates and places; usually it has one of them."""
    note = noted(
        xml.text(version, "Comment"), reference.said("Reliability", version.get("ReliabilityID"))
    )
    span = span_of(xml.child(version, "DatePeriod"))
    values = [
        xml.text(detail) or reference.said("DetailReference", detail.get("DetailReferenceID"))
        for detail in xml.children(version, "VersionDetail")
    ]
    values += [
        reference.place(location.get("LocationID"))
        for location in xml.children(version, "VersionLocation")
    ]
    for value in [value for value in values if value] or [printed(span)]:
        yield Statement(label, value, field, note=note, span=span)


def _read_documents(
    element: etree._Element,
    documents: Sequence[etree._Element],
    reference: Reference,
    draft: Draft,
) -> None:
    primary = _primary_names(element)
    for document in documents:
        draft.take_left_over(document, _DOCUMENT, "IDRegDocument")
        draft.state(
            Statement(
                reference.label("IDRegDocType", document.get("IDRegDocTypeID")),
                xml.text(document, "IDRegistrationNo"),
                f"IDRegDocument[@ID={document.get('ID', '')}]",
                country=reference.said("Country", document.get("IssuedBy-CountryID")),
                note=_document_note(document, primary, reference, draft),
            )
        )


def _primary_names(element: etree._Element) -> frozenset[str]:
    """Ids of the spellings of the primary name, in whose name a document usually is."""
    return frozenset(
        name.get("ID", "")
        for alias in xml.children(element, "Profile/Identity/Alias")
        if not _is_secondary(alias)
        for name in xml.children(alias, "DocumentedName")
    )


def _document_note(
    document: etree._Element, primary: AbstractSet[str], reference: Reference, draft: Draft
) -> str:
    told = {
        reference.label("IDRegDocDateType", each.get("IDRegDocDateTypeID")): printed(
            span_of(xml.child(each, "DatePeriod"))
        )
        for each in xml.children(document, "DocumentDate")
    }
    issued, expires = told.pop("Issue Date", ""), told.pop("Expiration Date", "")
    validity = reference.said("Validity", document.get("ValidityID"))
    place = document.get("IssuedIn-LocationID")
    at = reference.place(place) if place else ""
    return noted(
        validity_note(issued, expires),
        *(f"{label} {date}" for label, date in told.items()),
        *_bearers(document, primary, draft),
        xml.text(document, "IssuingAuthority"),
        f"at {at}" if at else "",
        "" if validity == "Valid" else validity.lower(),
        xml.text(document, "Comment"),
    )


def _bearers(document: etree._Element, primary: AbstractSet[str], draft: Draft) -> Iterator[str]:
    by_field = {name.field: name.full for name in draft.names}
    for reference in xml.children(document, "DocumentedNameReference"):
        number = reference.get("DocumentedNameID", "")
        if number not in primary:
            yield f"in the name of {by_field.get(f'DocumentedName[@ID={number}]', number)}"


def _read_external(element: etree._Element, reference: Reference, draft: Draft) -> None:
    for external in xml.children(element, "Profile/ExternalReference"):
        label = reference.label("ExRefType", external.get("ExRefTypeID")) or "External reference"
        draft.detail(label, " ".join(map(str, external.itertext())).strip(), "ExternalReference")
