"""A FollowTheMoney entity and what is attached to it, as one party."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from interdict.lists import ftm_terms as terms
from interdict.lists.ftm_attached import (
    read_address,
    read_document,
    read_link,
    read_listing,
)
from interdict.lists.ftm_entity import Entity, Properties
from interdict.lists.ftm_file import FtmFile, script_of
from interdict.lists.written_dates import read_span
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Detail,
    Identifier,
    Link,
    Listing,
    Name,
    NamePart,
    Party,
    Place,
)
from interdict.statement import Provenance


class Attachments(msgspec.Struct, kw_only=True):
    """What other entities of the file say about one party."""

    sanctions: list[Entity] = msgspec.field(default_factory=list)
    documents: list[Entity] = msgspec.field(default_factory=list)
    ties: list[Entity] = msgspec.field(default_factory=list)


def read_party(
    file: FtmFile, entity: Entity, attached: Attachments, provenance: Provenance
) -> Party:
    """The party; the entity has a name (``Entity.best_name``)."""
    own = Properties(entity)
    listings = [read_listing(file, sanction) for sanction in attached.sanctions]
    documents = [read_document(file, document) for document in attached.documents]
    links = [read_link(file, entity, tie) for tie in attached.ties]
    births, remarks = _births(own), "\n".join(own.take("notes"))
    beside = [detail for _, details in (*listings, *documents, *links) for detail in details]
    return Party(
        id=file.party_id(entity.id),
        kind=terms.KINDS.get(entity.schema, "unknown"),
        provenance=provenance,
        names=_names(own, entity),
        listings=_listings(file, entity, own, [listing for listing, _ in listings]),
        identifiers=(*_numbers(file, entity, own), *(number for number, _ in documents)),
        birth_dates=tuple(births),
        birth_places=tuple(Place(full=p, field="birthPlace") for p in own.take("birthPlace")),
        countries=tuple(_countries(file, entity, own)),
        addresses=tuple(_addresses(file, own)),
        gender=_gender(own),
        positions=tuple(own.take("position")),
        links=(*_inline_links(file, own), *(link for link, _ in links)),
        remarks=remarks,
        details=(*_details(file, entity, own), *beside),  # last: whatever nothing else took
    )


def _names(own: Properties, entity: Entity) -> tuple[Name, ...]:
    names = [
        Name(full=full, kind=kind, script=script_of(full), field=name)
        for name, kind in terms.NAMES.items()
        for full in own.take(name)
    ]
    if not any(name.kind == "primary" for name in names):
        best = entity.best_name
        names = [name for name in names if name.full != best]
        names.insert(0, Name(full=best, script=script_of(best), field="caption"))
    names[0] = msgspec.structs.replace(names[0], parts=_parts(own, names[0].full))
    return tuple(names)


def _parts(own: Properties, full: str) -> tuple[NamePart, ...]:
    """Typed parts that stand in this name; FollowTheMoney does not tie parts to a name."""
    parts = []
    for name, role in terms.NAME_PARTS.items():
        values = own.take(name)
        inside = [value for value in values if value.casefold() in full.casefold()]
        parts += [NamePart(role=role, value=value) for value in inside]
        own.put_back(name, [value for value in values if value not in inside])
    return tuple(parts)


def _listings(
    file: FtmFile, entity: Entity, own: Properties, stated: Sequence[Listing]
) -> tuple[Listing, ...]:
    """The stated listings; a target without one stands on this list for reasons unstated."""
    if stated:
        return tuple(stated)
    programmes = own.take("program") or own.take("programId")
    if entity.target is False and not programmes:
        return ()
    source = file.source
    listing = Listing(
        authority=source.stated_by,
        regime=source.regime,
        list=source.list,
        programmes=tuple(programmes),
        field="program" if programmes else "",
    )
    return (listing,)


def _numbers(file: FtmFile, entity: Entity, own: Properties) -> Iterable[Identifier]:
    kind_of_party = terms.KINDS.get(entity.schema, "unknown")
    for name, usual in terms.IDENTIFIERS.items():
        kind = terms.IDENTIFIERS_BY_KIND.get((kind_of_party, name), usual)
        for value in own.take(name):
            yield file.number(kind, value, entity=entity, field=name)


def _births(own: Properties) -> list[BirthDate]:
    """Dates of birth; a note that gives a span replaces the bare years it touches."""
    births, unread = [], []
    for text in own.take_marked("notes", terms.BIRTH_NOTE):
        births.append(BirthDate(span=read_span(text), field="notes"))
    noted = [birth.span for birth in births]
    for text in own.take("birthDate"):
        try:
            span = read_span(text[:10])
        except ValueError:
            unread.append(text)
            continue
        touched = any(n.earliest <= span.latest and span.earliest <= n.latest for n in noted)
        if not (touched and len(text) == len("1962")):
            births.append(BirthDate(span=span, field="birthDate"))
    own.put_back("birthDate", unread)
    return births


def _countries(file: FtmFile, entity: Entity, own: Properties) -> Iterable[CountryFact]:
    for name, role in terms.COUNTRIES.items():
        for text in own.take(name):
            code = file.country(text, entity, name)
            raw = "" if code == text.lower() else text
            yield CountryFact(role=role, code=code, raw=raw, field=name)


def _addresses(file: FtmFile, own: Properties) -> Iterable[Address]:
    for text in own.take("address"):
        yield Address(full=text, field="address")
    missing = []
    for reference in own.take("addressEntity"):
        place = file.entities.get(reference)
        if place is None:
            missing.append(reference)
        else:
            yield read_address(file, place)
    own.put_back("addressEntity", missing)


def _gender(own: Properties) -> Literal["male", "female", "other", ""]:
    values = own.take("gender")
    if len(values) == 1:
        match values[0].lower():
            case "male" | "female" | "other" as gender:
                return gender
    own.put_back("gender", values)
    return ""


def _inline_links(file: FtmFile, own: Properties) -> Iterable[Link]:
    for name, kind in terms.INLINE_TIES.items():
        for reference in own.take(name):
            yield Link(
                kind=kind,
                name=file.name_of(reference),
                party=file.party_id(reference),
                text=name,
                field=name,
            )


def _details(file: FtmFile, entity: Entity, own: Properties) -> Iterable[Detail]:
    for name, values in own.left.items():
        if name in terms.REVERSE and all(value in file.entities for value in values):
            continue  # said by the entity it points to
        if name not in terms.DETAILS:
            file.unmapped[f"{entity.schema}.{name}"] += 1
        for value in values:
            yield Detail(label=name, value=value, field=name)
