"""The names of one UK designation: six parts, kinds, other scripts, ships named by number."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from interdict import text
from interdict.lists.tabular_row import Notes
from interdict.lists.uk_entry import Entry, NameRow
from interdict.lists.uk_terms import NAME_KINDS, STRENGTHS, word
from interdict.party import Kind, Name, NameKind, NamePart

_NAMED_BY_NUMBER = re.compile(r"IMO\W*(\d{7})\W*[(\"“'‘]+(.+?)[)\"”'’]+", re.I)
"""Ships may be named ``IMO 9187629 ("EXAMPLE")``."""

_ORDER: tuple[NameKind, ...] = ("primary", "strong-alias", "former", "weak-alias")


def names(entry: Entry, kind: Kind, notes: Notes) -> tuple[Name, ...]:
    """Primary name first, no spelling twice, each with the strongest of its marks.

    Of several primary names (the OFSI list has two for some) all stay primary.
    """
    found = [_name(row, kind, notes) for row in entry.names]
    for native in entry.native_names:
        full = " ".join(native.text.split())
        script = text.script(full)
        found.append(Name(full=full, kind="strong-alias", script=script, field=native.field))
    if kind == "vessel":
        found += list(_quoted_names(found))
    strongest: dict[str, Name] = {}
    for name in sorted(found, key=lambda each: _ORDER.index(each.kind)):
        if text.has_letters(name.full):
            strongest.setdefault(name.full, name)
    ordered = list(strongest.values())
    if ordered and ordered[0].kind != "primary":
        says = f"no name is marked as the primary one; {ordered[0].full} stands first"
        notes.add("warning", "no-primary-name", says, entry.native, ordered[0].field)
        ordered[0] = msgspec.structs.replace(ordered[0], kind="primary")
    return tuple(ordered)


def number_in(row: NameRow) -> str:
    """The IMO number that a ship's name holds; empty without."""
    found = _NAMED_BY_NUMBER.fullmatch(" ".join(part for part in row.parts if part))
    return "" if found is None else found[1]


def _name(row: NameRow, kind: Kind, notes: Notes) -> Name:
    parts = tuple(" ".join(part.split()) for part in row.parts)
    full = " ".join(part for part in parts if part)
    return Name(
        full=full,
        kind=_kind(row, notes),
        script=text.script(full),
        parts=_typed(parts) if kind == "person" else (),
        field=row.field,
    )


def _kind(row: NameRow, notes: Notes) -> NameKind:
    stated = NAME_KINDS.get(word(row.type))
    if stated is None:
        says = f"name type {row.type!r} is not known here; read as an alias"
        notes.again("warning", "unknown-name-type", says, row.field)
        stated = "strong-alias"
    if word(row.strength) not in STRENGTHS:
        says = f"alias strength {row.strength!r} is not known here; not read as weak"
        notes.again("warning", "unknown-quality", says, row.field)
    graded = STRENGTHS.get(word(row.strength))
    return graded if graded is not None and stated == "strong-alias" else stated


def _typed(parts: tuple[str, ...]) -> tuple[NamePart, ...]:
    """Name 1 is a given name, Name 6 the family name; one alone is a whole name."""
    given, *middle, family = parts
    if not (family and (given or any(middle))):
        return ()
    typed = [NamePart("given", given)] if given else []
    typed += [NamePart("middle", part) for part in middle if part]
    return (*typed, NamePart("family", family))


def _quoted_names(found: Iterable[Name]) -> Iterator[Name]:
    """The ship's name out of ``IMO 9187629 ("EXAMPLE")``."""
    for name in list(found):
        quoted = _NAMED_BY_NUMBER.fullmatch(name.full)
        if quoted is not None:
            yield Name(full=quoted[2], kind="strong-alias", script=name.script, field=name.field)
