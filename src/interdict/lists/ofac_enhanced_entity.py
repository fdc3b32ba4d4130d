"""One ``entity`` element of OFAC's Enhanced XML, read into a draft of a party.

OFAC's row numbers (``id``, ``refId``, ``identityId``, ``versionId``) are not facts about the
party; those that name a place are kept in ``field``.
"""

import datetime
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from lxml import etree

from interdict import dates, text
from interdict.dates import DateSpan
from interdict.lists import xml
from interdict.lists.ofac_addresses import AddressParts, address, typed_parts
from interdict.lists.ofac_draft import KINDS, Draft, RelatedParty, Statement, day, noted
from interdict.lists.ofac_listings import ListEntry, Stated, directive
from interdict.lists.ofac_names import TypedPart, name_parts, printed_name, script_code
from interdict.lists.ofac_notes import Notes
from interdict.lists.ofac_terms import alias_kind, validity_note
from interdict.party import Name, NameKind

_NAMED = "names/name/translations"
_PLACED = "addresses/address/translations"

_KNOWN: dict[str, frozenset[str]] = {
    "sanctionsLists": frozenset(("sanctionsList",)),
    "sanctionsPrograms": frozenset(("sanctionsProgram",)),
    "sanctionsTypes": frozenset(("sanctionsType",)),
    "legalAuthorities": frozenset(("legalAuthority",)),
    "names": frozenset(("name",)),
    _NAMED: frozenset(("translation",)),
    f"{_NAMED}/translation/nameParts": frozenset(("namePart",)),
    f"{_NAMED}/translation/nameParts/namePart": frozenset(("@id", "type", "value")),
    "addresses": frozenset(("address",)),
    _PLACED: frozenset(("country", "translation")),
    f"{_PLACED}/translation/addressParts": frozenset(("addressPart",)),
    f"{_PLACED}/translation/addressParts/addressPart": frozenset(("@id", "type", "value")),
    "features": frozenset(("feature",)),
    "identityDocuments": frozenset(("identityDocument",)),
    "relationships": frozenset(("relationship",)),
    "": frozenset(
        ("@id", "generalInfo", "sanctionsLists", "sanctionsPrograms", "sanctionsTypes",
         "legalAuthorities", "names", "addresses", "features", "identityDocuments",
         "relationships")
    ),
    "generalInfo": frozenset(
        ("identityId", "entityType", "livingStatus", "remarks", "title", "isUsCitizen",
         "isUsPerson")
    ),
    "names/name": frozenset(
        ("@id", "isPrimary", "aliasType", "isLowQuality", "translations")
    ),
    f"{_NAMED}/translation": frozenset(
        ("@id", "isPrimary", "script", "formattedFirstName", "formattedLastName",
         "formattedFullName", "nameParts")
    ),
    "addresses/address": frozenset(("@id", "country", "translations")),
    f"{_PLACED}/translation": frozenset(
        ("@id", "isPrimary", "script", "addressParts")
    ),
    "features/feature": frozenset(
        ("@id", "type", "versionId", "value", "valueRefId", "valueDate", "isPrimary",
         "reliability", "comments")
    ),
    "identityDocuments/identityDocument": frozenset(
        ("@id", "type", "name", "documentNumber", "isValid", "issuingAuthority",
         "issuingLocation", "issuingCountry", "issueDate", "expirationDate", "comments",
         "idFeatures")
    ),
    "relationships/relationship": frozenset(
        ("@id", "type", "relatedEntity", "quality", "dateRange", "comments")
    ),
}  # fmt: skip
"""Parts of an entity, and the children and attributes that are read."""

_GENERAL = {
    "livingStatus": "Living status",
    "isUsCitizen": "US citizen",
    "isUsPerson": "US person",
}

Scripts = Mapping[str, str]
"""Reference id of a script -> ISO 15924 code."""


def draft_entity(entity: etree._Element, scripts: Scripts, notes: Notes) -> Draft:
    """Everything an entity states, without knowing which edition it is read for."""
    printed = xml.text(entity, "generalInfo/entityType")
    draft = Draft(entity.get("id", ""), KINDS.get(printed.lower(), "unknown"), notes)
    for path, known in _KNOWN.items():
        for part in xml.children(entity, path) if path else [entity]:
            draft.take_left_over(part, known, path)
    if draft.kind == "unknown":
        draft.detail("entityType", printed, "generalInfo/entityType")
    _read_names(entity, scripts, draft)
    _read_general(entity, draft)
    _read_addresses(entity, scripts, draft)
    effective = _read_features(entity, draft)
    _read_documents(entity, draft)
    _read_relationships(entity, draft)
    _read_listings(entity, effective, draft)
    return draft


def _read_general(entity: etree._Element, draft: Draft) -> None:
    if title := xml.text(entity, "generalInfo/title"):
        draft.positions.append(title)
    for element, label in _GENERAL.items():
        draft.detail(label, xml.text(entity, f"generalInfo/{element}"), f"generalInfo/{element}")
    if remarks := xml.verbatim(xml.child(entity, "generalInfo/remarks")):
        draft.remark(remarks, "generalInfo/remarks")


def _read_listings(
    entity: etree._Element, effective: Mapping[str, datetime.date], draft: Draft
) -> None:
    programmes = tuple(xml.texts(entity, "sanctionsPrograms/sanctionsProgram"))
    entries = [
        ListEntry(xml.text(each), day(each.get("datePublished")), _place("sanctionsLists", each))
        for each in xml.children(entity, "sanctionsLists/sanctionsList")
    ]
    stated = Stated(
        types=tuple(xml.texts(entity, "sanctionsTypes/sanctionsType")),
        programmes=programmes,
        authorities=tuple(xml.texts(entity, "legalAuthorities/legalAuthority")),
        effective=effective,
    )
    draft.list_on(entries, stated)


# --- names and addresses ----------------------------------------------------------------


def _read_names(entity: etree._Element, scripts: Scripts, draft: Draft) -> None:
    names = xml.children(entity, "names/name")
    for element in sorted(names, key=_is_secondary):
        translations = xml.children(element, "translations/translation")
        for number, translation in enumerate(sorted(translations, key=_is_secondary)):
            kind = _name_kind(element, bool(draft.names) or number > 0)
            draft.name(_name(translation, kind, _place("names/name", element), scripts))


def _is_secondary(element: etree._Element) -> bool:
    return xml.text(element, "isPrimary") != "true"


def _name_kind(element: etree._Element, taken: bool) -> NameKind:
    """A party has one primary name; its spellings in other scripts are strong aliases."""
    if xml.text(element, "isPrimary") == "true":
        return "strong-alias" if taken else "primary"
    weak = xml.text(element, "isLowQuality") == "true"
    kind = alias_kind(xml.text(element, "aliasType"), weak)
    return "strong-alias" if kind == "primary" else kind


def _name(translation: etree._Element, kind: NameKind, field: str, scripts: Scripts) -> Name:
    parts = [
        TypedPart(xml.text(part, "type"), xml.text(part, "value"))
        for part in xml.children(translation, "nameParts/namePart")
    ]
    full = xml.text(translation, "formattedFullName") or printed_name(parts)
    return Name(
        full=full,
        kind=kind,
        script=_script(translation, scripts) or text.script(full),
        parts=name_parts(parts),
        field=field,
    )


def _script(translation: etree._Element, scripts: Scripts) -> str:
    element = xml.child(translation, "script")
    if element is None:
        return ""
    return scripts.get(element.get("refId", "")) or script_code(xml.text(element))


def _read_addresses(entity: etree._Element, scripts: Scripts, draft: Draft) -> None:
    for element in xml.children(entity, "addresses/address"):
        country = xml.text(element, "country") or xml.text(element, "translations/country")
        translations = xml.children(element, "translations/translation")
        field = _place("addresses/address", element)
        for number, translation in enumerate(sorted(translations, key=_is_secondary)):
            parts = _address_parts(translation, country)
            if number and parts == AddressParts(country=country):
                continue
            draft.address(address(parts, field, _script(translation, scripts) if number else ""))
        if not translations:
            draft.address(address(AddressParts(country=country), field))


def _address_parts(translation: etree._Element, country: str) -> AddressParts:
    found = [
        (xml.text(part, "type"), xml.text(part, "value"))
        for part in xml.children(translation, "addressParts/addressPart")
    ]
    return typed_parts(found, country)


# --- features, documents, relations -----------------------------------------------------


def _read_features(entity: etree._Element, draft: Draft) -> dict[str, datetime.date]:
    """State every feature, the primary ones first; returns the effective dates."""
    effective: dict[str, datetime.date] = {}
    for element in sorted(xml.children(entity, "features/feature"), key=_is_secondary):
        said = _feature(element)
        draft.state(said)
        if said.label.startswith("Effective Date"):
            since = said.span.earliest if said.span else dates.iso_or_none(said.value)
            if since is not None:
                effective.setdefault(directive(said.label), since)
    return effective


def _feature(element: etree._Element) -> Statement:
    return Statement(
        xml.text(element, "type"),
        xml.text(element, "value"),
        _place("features/feature", element),
        note=noted(xml.text(element, "comments"), xml.text(element, "reliability")),
        span=_span(xml.child(element, "valueDate")),
    )


def _span(period: etree._Element | None) -> DateSpan | None:
    """The days a ``datePeriodType`` may mean: from its first beginning to its last end."""
    if period is None:
        return None
    begin = day(xml.text(period, "fromDateBegin")) or day(xml.text(period, "fromDateEnd"))
    end = day(xml.text(period, "toDateEnd")) or day(xml.text(period, "toDateBegin"))
    first, last = begin or end, end or day(xml.text(period, "fromDateEnd")) or begin
    if first is None or last is None or first > last:
        return None
    return DateSpan(first, last, xml.text(period, "isApproximate") == "true")


def _printed(period: etree._Element | None) -> str:
    """A period in OFAC's printed form (``06 Feb 2023``), or as the span reads."""
    span = _span(period)
    if span is None:
        return ""
    return span.earliest.strftime("%d %b %Y") if span.earliest == span.latest else str(span)


def _read_documents(entity: etree._Element, draft: Draft) -> None:
    primary = {name.get("id") for name in xml.children(entity, "names/name")
               if not _is_secondary(name)}  # fmt: skip
    for element in xml.children(entity, "identityDocuments/identityDocument"):
        draft.state(
            Statement(
                xml.text(element, "type"),
                xml.text(element, "documentNumber"),
                _place("identityDocuments/identityDocument", element),
                country=xml.text(element, "issuingCountry"),
                note=_document_note(element, primary),
            )
        )


def _document_note(element: etree._Element, primary: AbstractSet[str | None]) -> str:
    bearer, country = xml.child(element, "name"), xml.text(element, "issuingCountry")
    alias = "" if bearer is None or bearer.get("nameId") in primary else xml.text(bearer)
    place = xml.text(element, "issuingLocation")
    return noted(
        validity_note(
            _printed(xml.child(element, "issueDate")),
            _printed(xml.child(element, "expirationDate")),
        ),
        f"in the name of {alias}" if alias else "",
        xml.text(element, "issuingAuthority"),
        f"at {place}" if place and place != country else "",
        "not valid" if xml.text(element, "isValid") == "false" else "",
        xml.text(element, "comments"),
        *xml.texts(element, "idFeatures/idFeature"),
    )


def _read_relationships(entity: etree._Element, draft: Draft) -> None:
    for element in xml.children(entity, "relationships/relationship"):
        other = xml.child(element, "relatedEntity")
        quality = xml.text(element, "quality")
        span = _span(xml.child(element, "dateRange"))
        draft.related.append(
            RelatedParty(
                uid="" if other is None else other.get("entityId", ""),
                name=xml.text(element, "relatedEntity"),
                type=xml.text(element, "type"),
                field=_place("relationships/relationship", element),
                note=noted(
                    f"quality {quality}" if quality else "",
                    str(span or ""),
                    xml.text(element, "comments"),
                ),
            )
        )


def _place(path: str, element: etree._Element) -> str:
    return f"{path}[@id={element.get('id', '')}]"
