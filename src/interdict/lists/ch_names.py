"""SECO's names: typed parts in order, each with spelling variants by language and script."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from interdict import text
from interdict.lists import xml
from interdict.lists.tabular_row import Notes
from interdict.party import Name, NameKind, NamePart, PartRole

ROLES: dict[str, PartRole | None] = {
    "family-name": "family",
    "given-name": "given",
    "further-given-name": "middle",
    "father-name": "patronymic",
    "grand-father-name": "middle",
    "maiden-name": "maiden",
    "title": "title",
    "suffix": None,
    "tribal-name": None,
    "whole-name": None,
    "other": None,
}
"""``name-part-type`` -> role; None is a part of the name without a role of ours."""

KINDS: dict[str, NameKind] = {
    "primary-name": "primary",
    "alias": "strong-alias",
    "formerly-known-as": "former",
}
_KNOWN = frozenset(("name-part", "@ssid", "@name-type", "@quality", "@lang"))
_KNOWN_PART = frozenset(("value", "spelling-variant", "@order", "@name-part-type"))


class _Part(NamedTuple):
    """One part: its type, its value, and its variants by (language, script)."""

    type: str
    value: str
    variants: dict[tuple[str, str], list[str]]


class Names:
    """Reads the names of one target."""

    def __init__(self, notes: Notes, record: str, unmapped: xml.Unmapped) -> None:
        self.found: list[Name] = []
        self.titles: list[str] = []
        self._notes = notes
        self._record = record
        self._unmapped = unmapped

    def take(self, element: etree._Element, is_main: bool, field: str) -> None:
        """One ``name`` of an identity; the primary name of a further identity is an alias."""
        for _ in self._unmapped.details(element, _KNOWN, "identity/name"):
            continue
        kind = self._kind(element, is_main)
        parts = self._parts(element)
        self.titles += [part.value for part in parts if part.type == "title"]
        spelled = [part for part in parts if part.type != "title"]
        self.found += _names([part for part in spelled if part.type != "maiden-name"], kind, field)
        if any(part.type == "maiden-name" for part in spelled):
            born = [part for part in spelled if part.type != "family-name"]
            self.found += _names(born, "former", field)

    def _kind(self, element: etree._Element, is_main: bool) -> NameKind:
        printed, quality = element.get("name-type", ""), element.get("quality", "")
        kind = KINDS.get(printed)
        if kind is None:
            says = f"name type {printed!r} is not known here; read as an alias"
            self._notes.again("warning", "unknown-name-type", says, "name/@name-type")
            kind = "strong-alias"
        if kind == "primary" and not is_main:
            kind = "strong-alias"
        return "weak-alias" if quality == "low" and kind == "strong-alias" else kind

    def _parts(self, element: etree._Element) -> list[_Part]:
        ordered = sorted(xml.children(element, "name-part"), key=_order)
        parts = []
        for part in ordered:
            kind = part.get("name-part-type", "")
            if kind not in ROLES:
                says = f"name part type {kind!r} is not known here; read as part of the name"
                self._notes.again("warning", "unknown-name-part", says, "name-part/@name-part-type")
            for _ in self._unmapped.details(part, _KNOWN_PART, "identity/name/name-part"):
                continue
            variants: dict[tuple[str, str], list[str]] = {}
            for variant in xml.children(part, "spelling-variant"):
                key = (variant.get("lang", ""), variant.get("script", ""))
                if spelling := xml.text(variant):
                    variants.setdefault(key, []).append(spelling)
            parts.append(_Part(kind, xml.text(part, "value"), variants))
        return [part for part in parts if part.value]


def _order(part: etree._Element) -> int:
    """As the list orders the parts; one without a number comes last."""
    printed = part.get("order", "")
    return int(printed) if printed.isascii() and printed.isdigit() else 99


def _names(parts: Sequence[_Part], kind: NameKind, field: str) -> Iterator[Name]:
    """The name, then a name per language and script and per variant in it; a part without such
    a variant stays as it is."""
    if not parts:
        return
    yield _name([(part.type, part.value) for part in parts], kind, field)
    also: NameKind = "strong-alias" if kind == "primary" else kind
    for key in dict.fromkeys(key for part in parts for key in part.variants):
        for number in range(max(len(part.variants.get(key, ())) for part in parts)):
            spelled = [
                (part.type, dict(enumerate(part.variants.get(key, ()))).get(number, part.value))
                for part in parts
            ]
            yield _name(spelled, also, field)


def _name(spelled: Sequence[tuple[str, str]], kind: NameKind, field: str) -> Name:
    full = " ".join(value for _, value in spelled)
    typed = ((ROLES.get(part), value) for part, value in spelled)
    return Name(
        full=full,
        kind=kind,
        script=text.script(full),
        parts=tuple(NamePart(role, value) for role, value in typed if role is not None),
        field=field,
    )
