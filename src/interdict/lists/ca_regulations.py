"""The regulations under which Canada lists, by the words of the list's ``Country`` field.

The list names a country or a subject in English and French ("Russia / Russie"); the law is a
regulation under the Special Economic Measures Act (S.C. 1992, c. 17) or, for corrupt foreign
officials, the Justice for Victims of Corrupt Foreign Officials Act (S.C. 2017, c. 21). Numbers
are those of the Canada Gazette, Part II.
"""

import re
import unicodedata

import msgspec


class Regulation(msgspec.Struct, frozen=True, kw_only=True):
    """One regulation."""

    key: str
    """First part of the ids of its records, the same whatever the list calls it that year."""
    programme: str
    """Its English name on the list."""
    title: str = ""
    """Short title and number; empty for a regulation that is newer than this table."""


def _sema(key: str, programme: str, number: str = "", subject: str = "") -> Regulation:
    title = f"Special Economic Measures ({subject or programme}) Regulations"
    return Regulation(key=key, programme=programme, title=title + (f", {number}" if number else ""))


REGULATIONS: dict[str, Regulation] = {
    "belarus": _sema("belarus", "Belarus", "SOR/2020-214"),
    "burma": _sema("burma", "Burma", "SOR/2007-285"),
    "china": _sema("china", "China", "SOR/2021-49", "People's Republic of China"),
    "extremist settler violence": _sema(
        "settler-violence", "Extremist Settler Violence", "SOR/2024-91"
    ),
    "guatemala": _sema("guatemala", "Guatemala", "SOR/2024-23"),
    "haiti": _sema("haiti", "Haiti", "SOR/2022-226"),
    "hamas terrorist attacks": _sema("hamas", "Hamas Terrorist Attacks", "SOR/2024-17"),
    "iran": _sema("iran", "Iran", "SOR/2010-165"),
    "justice for victims of corrupt foreign officials": Regulation(
        key="jvcfor",
        programme="Justice for Victims of Corrupt Foreign Officials",
        title="Justice for Victims of Corrupt Foreign Officials Regulations, SOR/2017-233",
    ),
    "moldova": _sema("moldova", "Moldova", "SOR/2023-109"),
    "myanmar": _sema("burma", "Myanmar (Burma)", "SOR/2007-285", "Burma"),
    "nicaragua": _sema("nicaragua", "Nicaragua", "SOR/2019-232"),
    "russia": _sema("russia", "Russia", "SOR/2014-58"),
    "south sudan": _sema("south-sudan", "South Sudan", "SOR/2014-235"),
    "sri lanka": _sema("sri-lanka", "Sri Lanka"),
    "sudan": _sema("sudan", "Sudan", "SOR/2024-61"),
    "syria": _sema("syria", "Syria", "SOR/2011-114"),
    "ukraine": _sema("ukraine", "Ukraine", "SOR/2014-60"),
    "venezuela": _sema("venezuela", "Venezuela", "SOR/2017-204"),
    "zimbabwe": _sema("zimbabwe", "Zimbabwe", "SOR/2008-248"),
}
"""Beginning of the English name, lower case -> the regulation."""

_ONE_SCHEDULE = re.compile(r"^1\s*,\s*(?=part\b)", re.I)


def english(country: str) -> str:
    """The English half of a ``Country`` field (``Haiti / Haïti`` -> ``Haiti``)."""
    return " ".join(country.partition("/")[0].split())


def regulation(country: str) -> Regulation:
    """The regulation that a ``Country`` field names; one of its own words if it is new."""
    name = english(country)
    words = name.casefold()
    known = [key for key in REGULATIONS if words == key or re.match(rf"{key}\b", words)]
    if known:
        return REGULATIONS[max(known, key=len)]
    return Regulation(key=slug(name), programme=name)


def place(schedule: str, item: str) -> str:
    """Schedule and item as the end of an id: ``part-1-45``, ``1.1-3``, ``12``.

    Older editions write "1, Part 2" for what newer ones call "Part 2", because that regulation
    has one schedule; both name the same place.
    """
    named = _ONE_SCHEDULE.sub("", " ".join(schedule.split()))
    return "-".join(filter(None, (slug(named), slug(item))))


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; full stops stay (``1.1``)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")
