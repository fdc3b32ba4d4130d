"""What attached FollowTheMoney entities say: sanctions, documents, addresses, links."""

import datetime
import re
from collections.abc import Iterable
from typing import cast, get_args

import msgspec

from interdict import identifiers
from interdict.lists import ftm_terms as terms
from interdict.lists.ftm_entity import Entity, Properties
from interdict.lists.ftm_file import FtmFile
from interdict.party import (
    Address,
    Detail,
    Identifier,
    Link,
    LinkKind,
    Listing,
    Measure,
    MeasureKind,
)

_MEASURE = re.compile(
    r"(?P<kind>[a-z-]+)(?: \((?P<text>.*)\))?(?:, effective (?P<day>\d{4}-\d\d-\d\d))?", re.S
)
_MEASURES = frozenset(get_args(MeasureKind))
_KINDS = frozenset(row.kind for row in identifiers.KINDS)
_DOCUMENTS = (
    ("passport", "passport"), ("tax", "tax-id"), ("registration", "registration"),
    ("driv", "driving-licence"), ("seaman", "seaman-book"), ("national", "national-id"),
    ("identity", "national-id"), ("id card", "national-id"),
)  # fmt: skip
"""A word in the type of an Identification -> kind of number; the first that occurs."""


def read_listing(file: FtmFile, sanction: Entity) -> tuple[Listing, list[Detail]]:
    """A Sanction as a listing, and what the listing has no field for."""
    own = Properties(sanction)
    own.take("entity")
    country = own.take_first("country").lower()
    provisions = own.take("provisions")
    if own.left.get("endDate"):
        what = f"the sanction ended on {own.left['endDate'][0]}; the listing is kept"
        file.report("warning", "ended-sanction", what, sanction, "endDate")
    listing = Listing(
        authority=own.take_first("authority") or file.source.stated_by,
        regime=terms.REGIMES.get(country, "other") if country else file.source.regime,
        list=own.take_first("publisher") or file.source.list,
        programmes=tuple(own.take("program") or own.take("programId")),
        measures=tuple(map(read_measure, provisions)) or (Measure(kind="unstated"),),
        legal_basis=tuple(own.take_marked("description", terms.LEGAL_BASIS)),
        listed_on=_take_day(own, "listingDate", "startDate"),
        reference=own.take_first("unscId", "authorityId", "recordId"),
        reason="\n".join(own.take("reason")),
        field=f"Sanction {sanction.id}",
    )
    return listing, leftovers(sanction, own)


def read_measure(provision: str) -> Measure:
    """``block (Asset freeze), effective 2025-10-22`` as we write it, or a list's own words."""
    ours = _MEASURE.fullmatch(provision)
    if ours and ours["kind"] in _MEASURES:
        stated = {"kind": ours["kind"], "text": ours["text"] or "", "effective_on": ours["day"]}
        return msgspec.convert(stated, Measure)
    folded = provision.casefold()
    kind = next((kind for words, kind in terms.PROVISIONS if words in folded), "other")
    return msgspec.convert({"kind": kind, "text": provision}, Measure)


def read_document(file: FtmFile, document: Entity) -> tuple[Identifier, list[Detail]]:
    """An Identification or Passport as an identifier, and the rest of what it says."""
    own = Properties(document)
    own.take("holder")
    kind, printed = _document_kind(document, own.take_first("type"))
    country = file.country(own.take_first("country"), document, "country")
    number = file.number(
        kind, own.take_first("number"), entity=document, field="number", country=country
    )
    note = "; ".join(filter(None, [printed, *own.take("summary")]))
    field = f"{document.schema} {document.id}"
    return msgspec.structs.replace(number, note=note, field=field), leftovers(document, own)


def _document_kind(document: Entity, printed: str) -> tuple[str, str]:
    """Kind of number, and the printed type where that says more."""
    if printed in _KINDS:
        return printed, ""
    if document.schema == "Passport":
        return "passport", printed
    folded = printed.casefold()
    return next((kind for word, kind in _DOCUMENTS if word in folded), "other"), printed


def read_address(file: FtmFile, place: Entity) -> Address:
    """An Address entity; its parts in one line where it gives no full address."""
    parts = place.texts("street", "street2", "postalCode", "city", "region", "state", "country")
    return Address(
        full=place.first("full") or ", ".join(parts),
        street=", ".join(place.texts("street", "street2")),
        city=place.first("city"),
        region=place.first("region", "state"),
        postal_code=place.first("postalCode"),
        country=file.country(place.first("country"), place, "country"),
        note="; ".join(place.texts("remarks", "summary", "postOfficeBox")),
        field=f"Address {place.id}",
    )


def read_link(file: FtmFile, entity: Entity, tie: Entity) -> tuple[Link, list[Detail]]:
    """A link entity as seen from one of its ends; ``other`` from the end it is not told of."""
    own, ends = Properties(tie), terms.TIES[tie.schema]
    is_subject = entity.id in tie.texts(ends.subject)
    own.take(ends.subject, ends.object)
    other = tie.first(ends.object if is_subject else ends.subject)
    named = own.take_marked("summary", terms.OTHER_PARTY)
    words = own.take("role", "relationship", "ownershipType", "summary")
    kind = _tie_kind(tie, words)  # may take its word away
    text = "; ".join([*words, *(f"{share} %" for share in own.take("percentage"))])
    link = Link(
        kind=kind if is_subject else "other",
        name=named[0] if named and other not in file.entities else file.name_of(other),
        party=file.party_id(other),
        text=text if is_subject else "; ".join(filter(None, [tie.schema, text])),
        field=f"{tie.schema} {tie.id}",
    )
    return link, leftovers(tie, own)


def _tie_kind(tie: Entity, words: list[str]) -> LinkKind:
    """``UnknownLink`` carries every relation FollowTheMoney has no schema for, as its role."""
    kind = terms.TIES[tie.schema].kind
    if tie.schema == "UnknownLink" and words and words[0] in terms.LINK_KINDS:
        return cast(LinkKind, words.pop(0))
    return kind


def leftovers(entity: Entity, own: Properties) -> list[Detail]:
    """What nobody took, under ``Schema.property``."""
    return [
        Detail(label=f"{entity.schema}.{name}", value=value, field=f"{entity.schema} {entity.id}")
        for name, values in own.left.items()
        for value in values
    ]


def _take_day(own: Properties, *names: str) -> datetime.date | None:
    """The first whole day among these properties; partial dates stay for the details."""
    for name in names:
        values = own.take(name)
        for value in values:
            try:
                day = datetime.date.fromisoformat(value[:10])
            except ValueError:
                continue
            own.put_back(name, [other for other in values if other != value])
            return day
        own.put_back(name, values)
    return None


def ends_of(tie: Entity) -> Iterable[str]:
    """The ids a link entity joins, the one that gets the link first."""
    ends = terms.TIES[tie.schema]
    return (*tie.texts(ends.subject), *tie.texts(ends.object))
