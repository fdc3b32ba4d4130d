"""OFAC's names in one shape: ``FAMILY, Given`` for persons, upper case for all others.

CSV, plain XML and the formatted names of Enhanced XML are printed so. Advanced XML gives
the parts only, in the case OFAC keeps them in; ``printed_name`` puts them together in the
same way (checked on the 1,633 names that Enhanced XML of January 2026 gives in both ways).
"""

from collections.abc import Sequence
from typing import NamedTuple

from interdict.party import NamePart, PartRole

ROLES: dict[str, PartRole] = {
    "last name": "family",
    "first name": "given",
    "middle name": "middle",
    "maiden name": "maiden",
    "patronymic": "patronymic",
    "matronymic": "matronymic",
}
"""Types of name parts that are roles of a person's name, lower case."""

WHOLE = frozenset(("entity name", "vessel name", "aircraft name"))
"""Part types that are a whole name, printed in upper case."""

NICKNAME = "nickname"
"""A whole name that is printed as it is."""

_FAMILY_SIDE = frozenset(("last name", "maiden name", "matronymic"))

SCRIPTS: dict[str, str] = {
    "arabic": "Arab", "160": "Arab",
    "armenian": "Armn", "230": "Armn",
    "bengali": "Beng", "325": "Beng",
    "chinese simplified": "Hans", "501": "Hans",
    "chinese traditional": "Hant", "502": "Hant",
    "chinese": "Hani", "500": "Hani",
    "cyrillic": "Cyrl", "220": "Cyrl",
    "devanagari": "Deva", "315": "Deva",
    "ethiopic": "Ethi", "430": "Ethi",
    "georgian": "Geor", "240": "Geor",
    "greek": "Grek", "200": "Grek",
    "hangul": "Hang", "286": "Hang",
    "hebrew": "Hebr", "125": "Hebr",
    "japanese": "Jpan", "413": "Jpan",
    "khmer": "Khmr", "355": "Khmr",
    "korean": "Kore", "287": "Kore",
    "lao": "Laoo", "356": "Laoo",
    "latin": "Latn", "215": "Latn",
    "burmese": "Mymr", "myanmar": "Mymr", "350": "Mymr",
    "sinhala": "Sinh", "348": "Sinh",
    "tamil": "Taml", "346": "Taml",
    "thai": "Thai", "352": "Thai",
    "tibetan": "Tibt", "330": "Tibt",
}  # fmt: skip
"""Script names and numeric codes (ISO 15924), as OFAC's reference values mix them."""

_CODES = {code.lower(): code for code in SCRIPTS.values()}


class TypedPart(NamedTuple):
    """One part of a name: the type OFAC gives it, and its text."""

    type: str
    value: str


def script_code(*stated: str | None) -> str:
    """ISO 15924 code of the first readable of the stated names, numbers and codes, or ``""``."""
    for text in stated:
        key = (text or "").strip().lower()
        code = SCRIPTS.get(key) or _CODES.get(key)
        if code:
            return code
    return ""


def name_parts(parts: Sequence[TypedPart]) -> tuple[NamePart, ...]:
    """The parts that have a role, as printed."""
    typed = ((ROLES.get(part.type.lower()), part.value) for part in parts)
    return tuple(NamePart(role, value) for role, value in typed if role is not None)


def printed_name(parts: Sequence[TypedPart]) -> str:
    """The whole name as OFAC prints it from its parts."""
    kinds = {part.type.lower() for part in parts}
    if not kinds & ROLES.keys():
        return " ".join(
            part.value if part.type.lower() == NICKNAME else part.value.upper() for part in parts
        )
    family = " ".join(part.value for part in parts if _is_family(part)).upper()
    given = " ".join(part.value for part in parts if not _is_family(part))
    return ", ".join(side for side in (family, given) if side)


def _is_family(part: TypedPart) -> bool:
    """Before the comma? A patronymic is, where it is a surname (Spanish) and so in capitals."""
    kind = part.type.lower()
    if kind == "patronymic":
        return part.value.isupper()
    return kind in _FAMILY_SIDE or kind in WHOLE
