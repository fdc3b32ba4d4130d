"""The acronyms that a full name of a thing may go by: weak evidence of who is meant.

ICBC is the Industrial and Commercial Bank of China, SMIC the Semiconductor Manufacturing
International Corporation, IRISL the Islamic Republic of Iran Shipping Lines: initials of the
telling words, of the legal form or not, of the small words or not, of the place or not. Acronyms
of syllables (KOMID) and those made in another language are not found.
"""

from interdict.matching.parts import Part, Reading
from interdict.matching.thing_words import FUNCTION_WORDS, spaced

SHORTEST_ACRONYM = 3
"""Letters and digits; shorter ones stand for too much."""
LONGEST_ACRONYM = 8


def acronyms_of(reading: Reading) -> tuple[str, ...]:
    """Folded acronyms of a name of two words or more, the likeliest first.

    A number keeps its digits (Queen Elizabeth 2, qe2).
    """
    parts = reading.parts
    telling = [part for part in parts if part.role not in ("particle", "legal form")]
    found = dict.fromkeys((
        "".join(map(initials_of, telling)),
        "".join(initials_of(part) for part in parts if part.role != "particle"),
        "".join(initials_of(part, True) for part in parts if part.role != "legal form"),
        "".join(map(initials_of, _without_outer_place(telling))),
    ))  # fmt: skip
    is_short = len(telling) == 1 and " " not in spaced(telling[0].text)
    return () if is_short else tuple(filter(_is_acronym, found))


def initials_of(part: Part, with_small_words: bool = False) -> str:
    """What a part adds to an acronym: its initial, those of a phrase, or a number's digits."""
    if part.role == "number":
        return part.meaning.removeprefix("#")
    spelled = spaced(part.text) if part.tabled else part.text
    words = spelled.split()
    return "".join(
        w[0] for w in words if with_small_words or w not in FUNCTION_WORDS or w == spelled
    )


def _is_acronym(letters: str) -> bool:
    return SHORTEST_ACRONYM <= len(letters) <= LONGEST_ACRONYM


def _without_outer_place(parts: list[Part]) -> list[Part]:
    if parts and parts[-1].role == "place":
        return parts[:-1]
    return parts[1:] if parts and parts[0].role == "place" else parts
