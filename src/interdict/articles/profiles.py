"""What a list knows of a party that an article may speak of: its countries, family, offices."""

import re
from functools import lru_cache

import msgspec

from interdict.articles.tokens import keys
from interdict.articles.word_lists import places
from interdict.matching.words import FILIATION, NAME_SUFFIXES, PARTICLES, is_patronymic
from interdict.party import Name, Party
from interdict.snapshot.identity import Identity, identity

_PROGRAMMES = (
    ("RUSSIA", "ru"), ("UKRAINE", "ru"), ("PEESA", "ru"), ("MAGNIT", "ru"), ("IRAN", "ir"),
    ("IFSR", "ir"), ("IRGC", "ir"), ("HRIT-IR", "ir"), ("SYRIA", "sy"), ("DPRK", "kp"),
    ("BELARUS", "by"), ("VENEZUELA", "ve"), ("BURMA", "mm"), ("IRAQ", "iq"), ("LIBYA", "ly"),
    ("SOMALIA", "so"), ("SUDAN", "sd"), ("DARFUR", "sd"), ("LEBANON", "lb"), ("YEMEN", "ye"),
    ("NICARAGUA", "ni"), ("CUBA", "cu"), ("HK-", "hk"), ("CMIC", "cn"), ("DRC", "cd"),
    ("TALIBAN", "af"), ("NS-PLC", "ps"), ("MALI", "ml"), ("ETHIOPIA", "et"), ("HAITI", "ht"),
)  # fmt: skip
_RECORD = re.compile(r"(?:uk-)?(RUS|IRN|DPR|BEL|MYA|SYR|VEN|LIB|SUD|SOM|AFG|IRQ|YEM|ZIM|NIC)\d")
_OF_RECORD = {
    "RUS": "ru", "IRN": "ir", "DPR": "kp", "BEL": "by", "MYA": "mm", "SYR": "sy", "VEN": "ve",
    "LIB": "ly", "SUD": "sd", "SOM": "so", "AFG": "af", "IRQ": "iq", "YEM": "ye", "ZIM": "zw",
    "NIC": "ni",
}  # fmt: skip
_FAMILY_FIRST = frozenset(("kp", "kr", "cn", "vn", "tw", "hk"))
_MOST_TEXT = 1500


class Profile(msgspec.Struct, frozen=True):
    """One record as an article may speak of it."""

    party: Party
    identity: Identity
    countries: frozenset[str]
    families: frozenset[str]
    """Keys of the last words of its family names; empty where it is no person."""
    offices: frozenset[str]
    """Words of its positions and of what the list says about it."""


def profile(party: Party) -> Profile:
    """Read one record.

    A link to a body of the very name that the text prints tells no two bodies apart: the UK links
    KOMID to KOMID's own acronym. Fathers and sons of one name are two.
    """
    known = identity(party)
    countries = set(known.countries) | set(_programme_countries(party))
    countries |= {fact.code for fact in party.countries if fact.code}
    countries |= {place.country for place in party.birth_places if place.country}
    said = " ".join((*party.positions, *_texts(party)))[:_MOST_TEXT]
    words = keys(said)
    countries |= {place.code for place in places(list(words))}
    if party.kind != "person":
        for name in party.names:
            countries |= {place.code for place in places(list(keys(name.full)))}
    families: frozenset[str] = frozenset()
    if party.kind == "person":
        families = frozenset(
            family for name in party.names for family in _family(name, frozenset(countries))
        )
    known = msgspec.structs.replace(known, headings=_specific(known))
    if party.kind != "person":
        known = msgspec.structs.replace(known, linked=frozenset(), linked_names=frozenset())
    return Profile(party, known, frozenset(countries), families, frozenset(words))


def _specific(known: Identity) -> frozenset[tuple[str, ...]]:
    """Headings that name a programme or an act: a whole list may hold one party twice."""
    return frozenset(heading for heading in known.headings if any(heading[2:]))


def _texts(party: Party) -> list[str]:
    details = [detail.value for detail in party.details]
    return [*(listing.reason for listing in party.listings), party.remarks, *details]


def _programme_countries(party: Party) -> list[str]:
    found = []
    for listing in party.listings:
        for programme in (*listing.programmes, *listing.legal_basis, listing.list):
            upper = programme.upper()
            found += [code for mark, code in _PROGRAMMES if mark in upper]
    record = _RECORD.search(party.id)
    if record:
        found.append(_OF_RECORD[record[1]])
    return found


@lru_cache(maxsize=1 << 14)
def _family(name: Name, countries: frozenset[str]) -> tuple[str, ...]:
    typed = [part.value for part in name.parts if part.role == "family"]
    if typed:
        return tuple(key for each in typed for key in _all(keys(each)))
    family, comma, _ = name.full.partition(",")
    if comma:
        return _all(keys(family))
    words = name.full.split()
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    if shouted and len(shouted) < len(words):
        return _all(keys(" ".join(shouted)))
    whole = keys(name.full)
    if len(whole) < 2:
        return ()
    if countries & _FAMILY_FIRST and len(whole) <= 3:
        return (whole[0],)
    return _last(whole)


def _all(words: tuple[str, ...]) -> tuple[str, ...]:
    """Every word of a family name: of MADURO MOROS the first one is used alone."""
    kept = [w for w in words if w not in PARTICLES and w not in NAME_SUFFIXES and len(w) > 1]
    return tuple(kept)


def _last(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = [
        word
        for word in words
        if word not in PARTICLES | FILIATION
        and word not in NAME_SUFFIXES
        and not is_patronymic(word)
    ]
    return (kept[-1],) if kept and len(kept[-1]) > 1 else ()
