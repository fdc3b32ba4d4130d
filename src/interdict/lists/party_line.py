"""One party as one line of our own list format: compact to write, exact to read back.

A fact may be written short where its short form says everything: a name as a string (the
first is the primary name, the following are strong aliases, in Latin letters), an
identifier as ``"inn:7706107510 (ru)"``, a birth date as ``"circa 1962"`` or ``"1969 to
1970"``, a country as ``"flag:kp"``, a measure as ``"block"``. Anything else is an object
with the field names of ``party``. A listing names authority, regime and list only where
they differ from the catalogue's entry for the party's source; a fact names its ``field``
only where that differs from its own place in the line, such as ``names[1]``.
"""

import datetime
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from interdict.dates import DateSpan
from interdict.errors import UsageError
from interdict.identifiers import is_valid, normalise
from interdict.lists.catalog import source_named
from interdict.lists.written_dates import read_span, write_span
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Detail,
    Identifier,
    Link,
    Listing,
    Measure,
    Name,
    Party,
    Place,
)
from interdict.statement import Provenance

F = TypeVar("F", bound=msgspec.Struct)
Fields = dict[str, Any]

LINE_FIELDS = frozenset(
    {"source", "record", "stated_by", "authority", "stated_on", "field"}
) | frozenset(Party.__struct_fields__) - {"provenance"}
"""Every key a party line may have."""

_ISSUED = re.compile(r"(?P<value>.+) \((?P<country>[a-z]{2})\)")


class LineOrigin(msgspec.Struct, frozen=True, kw_only=True):
    """What a line leaves to its file: the edition, and the dates its sources were published."""

    edition: str
    published: datetime.date
    stated: Mapping[str, datetime.date] = msgspec.field(default_factory=dict)
    """Publication date per source id; ``published`` for a source not named here."""

    def stated_on(self, source: str) -> datetime.date:
        """When the facts of this source were published, unless the line itself says."""
        return self.stated.get(source, self.published)


class DecodedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A party, and the keys of its line that mean nothing to us (kept as details)."""

    party: Party
    unknown: tuple[str, ...] = ()


def decode_party(line: Fields, origin: LineOrigin) -> DecodedLine:
    """The party a line states; ``msgspec.ValidationError`` saying what is wrong with it."""
    party_id = line.get("id")
    if not isinstance(party_id, str) or not re.fullmatch(r"[^:\s]+:\S.*", party_id):
        raise msgspec.ValidationError(f"'id' is {party_id!r}, not source:number as in un:KPi.024")
    provenance = _decode_provenance(line, party_id, origin)
    unknown: dict[str, object] = {key: line[key] for key in line.keys() - LINE_FIELDS}
    fields: Fields = {
        key: line[key] for key in ("kind", "gender", "positions", "remarks") if key in line
    }
    for key, fact_type in _FACTS.items():
        fields[key] = _decode_facts(key, fact_type, line.get(key, []), provenance.source, unknown)
    fields["details"] += [_unknown_detail(key, unknown[key]) for key in sorted(unknown)]
    party = msgspec.convert({"id": party_id, "provenance": provenance} | fields, Party)
    if not party.names or not all(name.full.strip() for name in party.names):
        raise msgspec.ValidationError("'names' is missing or holds an empty name")
    return DecodedLine(party=party, unknown=tuple(sorted(unknown)))


def encode_party(party: Party, origin: LineOrigin) -> Fields:
    """The line of a party; ``decode_party`` with the same origin gives the party back."""
    line: Fields = {"id": party.id, "kind": party.kind} | _encode_provenance(party, origin)
    for key in _FACTS:
        facts = getattr(party, key)
        if facts:
            line[key] = [_encode_fact(key, i, fact, party.source) for i, fact in enumerate(facts)]
    rest = msgspec.to_builtins(party)
    return line | {key: rest[key] for key in ("gender", "positions", "remarks") if key in rest}


# The origin of the line


def _decode_provenance(line: Fields, party_id: str, origin: LineOrigin) -> Provenance:
    prefix, _, native = party_id.partition(":")
    source = source_named(str(line.get("source", prefix)))
    stated: Fields = {
        "source": source.id,
        "stated_by": source.stated_by,
        "authority": source.authority,
        "edition": origin.edition,
        "stated_on": origin.stated_on(source.id),
        "record": native,
    }
    told = {key: line[key] for key in Provenance.__struct_fields__ if key in line}
    provenance = msgspec.convert(stated | told, Provenance)
    if provenance.authority == "official" and source.authority != "official":
        raise msgspec.ValidationError(
            f"'authority' is official, but {source.id!r} is not an official source we know; "
            "leave it out, or use the catalogue id of the official list"
        )
    return provenance


def _encode_provenance(party: Party, origin: LineOrigin) -> Fields:
    implied = _decode_provenance({}, party.id, origin)
    if party.source != implied.source:
        implied = _decode_provenance({"source": party.source}, party.id, origin)
    different: Fields = {}
    if party.source != party.id.partition(":")[0]:
        different["source"] = party.source
    for key in ("record", "stated_by", "authority", "stated_on", "field"):
        told = getattr(party.provenance, key)
        if told != getattr(implied, key):
            different[key] = msgspec.to_builtins(told)
    return different


# Facts: one short form and one long form each


def _decode_facts(
    key: str, fact_type: type[F], written: object, source: str, unknown: dict[str, object]
) -> list[F]:
    if not isinstance(written, list):
        raise msgspec.ValidationError(f"{key!r} is not a list")
    facts = []
    for index, form in enumerate(written):
        fields = _long_form(key, index, form, source)
        known = fields.keys() & set(fact_type.__struct_fields__)
        unknown.update((f"{key}.{extra}", fields[extra]) for extra in fields.keys() - known)
        facts.append(_convert(key, index, {name: fields[name] for name in known}, fact_type))
    return facts


def _long_form(key: str, index: int, form: object, source: str) -> Fields:
    if isinstance(form, str):
        shorthand = _SHORTHAND.get(key)
        if shorthand is None:
            raise msgspec.ValidationError(f"'{key}[{index}]' must be an object, not a text")
        form = shorthand(form)
    if not isinstance(form, dict):
        raise msgspec.ValidationError(f"'{key}[{index}]' is neither an object nor a text")
    return _implied(key, index, source) | _spelled_out(key, form)


def _implied(key: str, index: int, source: str) -> Fields:
    """What a fact need not say."""
    implied: Fields = {"field": f"{key}[{index}]"}
    if key == "names" and index > 0:
        implied["kind"] = "strong-alias"
    if key == "listings":
        listed_by = source_named(source)
        implied |= {
            "authority": listed_by.stated_by,
            "regime": listed_by.regime,
            "list": listed_by.list,
        }
    return implied


def _spelled_out(key: str, form: Fields) -> Fields:
    if key == "listings" and isinstance(form.get("measures"), list):
        measures = [{"kind": m} if isinstance(m, str) else m for m in form["measures"]]
        return form | {"measures": measures}
    if key == "birth_dates" and isinstance(form.get("date"), str):
        rest = {name: value for name, value in form.items() if name != "date"}
        return rest | {"span": _read_span(form["date"])}
    return form


def _convert(key: str, index: int, fields: Fields, fact_type: type[F]) -> F:
    try:
        return msgspec.convert(fields, fact_type)
    except msgspec.ValidationError as wrong:
        raise msgspec.ValidationError(f"'{key}[{index}]': {wrong}") from wrong


def _encode_fact(key: str, index: int, fact: msgspec.Struct, source: str) -> object:
    """The shortest form that reads back as the same fact."""
    form = msgspec.to_builtins(fact)
    if isinstance(fact, BirthDate):
        form = {"date": write_span(fact.span)} | {k: v for k, v in form.items() if k != "span"}
    if isinstance(fact, Listing):
        form |= {"measures": [_encode_measure(measure) for measure in fact.measures]}
        if fact.measures == (Measure(kind="unstated"),):
            del form["measures"]
    for short in (_shorten(fact), _drop(form, _implied(key, index, source), fact)):
        if short is not None and _reads_back(key, index, short, fact, source):
            return short
    return form | {"field": getattr(fact, "field")}  # noqa: B009 (facts are a Protocol)


def _reads_back(key: str, index: int, short: object, fact: msgspec.Struct, source: str) -> bool:
    try:
        fields = _long_form(key, index, short, source)
        return bool(msgspec.convert(fields, type(fact)) == fact)
    except msgspec.ValidationError:
        return False


def _drop(form: Fields, implied: Fields, fact: msgspec.Struct) -> Fields:
    kept = {key: value for key, value in form.items() if implied.get(key) != value}
    for key in implied:  # a default that we imply otherwise must be written out
        if getattr(fact, key) != implied[key]:
            kept[key] = msgspec.to_builtins(getattr(fact, key))
    return kept


def _encode_measure(measure: Measure) -> object:
    form = msgspec.to_builtins(measure)
    return measure.kind if form.keys() == {"kind"} else form


def _shorten(fact: msgspec.Struct) -> str | None:
    match fact:
        case Name() | Address() | Place():
            return fact.full
        case Identifier():
            issued = f" ({fact.country})" if fact.country else ""
            return f"{fact.kind}:{fact.raw or fact.value}{issued}"
        case BirthDate():
            return write_span(fact.span)
        case CountryFact():
            return f"{fact.role}:{fact.code}"
    return None


def _short_identifier(text: str) -> Fields:
    """``imo:IMO 9161003``: the value as printed; normal form and validity are ours to add."""
    kind, _, printed = text.partition(":")
    issued = _ISSUED.fullmatch(printed)
    if issued:
        printed = issued["value"]
    try:
        value = normalise(kind, printed)
    except UsageError as wrong:
        raise msgspec.ValidationError(str(wrong)) from wrong
    return {
        "kind": kind,
        "value": value,
        "raw": printed if printed != value else "",
        "country": issued["country"] if issued else "",
        "valid": is_valid(kind, printed),
    }


def _short_country(text: str) -> Fields:
    role, _, code = text.partition(":")
    return {"role": role, "code": code}


_FACTS: dict[str, type[msgspec.Struct]] = {
    "names": Name,
    "listings": Listing,
    "identifiers": Identifier,
    "birth_dates": BirthDate,
    "birth_places": Place,
    "countries": CountryFact,
    "addresses": Address,
    "links": Link,
    "details": Detail,
}

_SHORTHAND: dict[str, Callable[[str], Fields]] = {
    "names": lambda text: {"full": text},
    "identifiers": _short_identifier,
    "birth_dates": lambda text: {"date": text},
    "birth_places": lambda text: {"full": text},
    "countries": _short_country,
    "addresses": lambda text: {"full": text},
}


def _read_span(text: str) -> DateSpan:
    try:
        return read_span(text)
    except ValueError as wrong:
        raise msgspec.ValidationError(str(wrong)) from wrong


def _unknown_detail(key: str, value: object) -> Detail:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Detail(label=key, value=text, field=key)
