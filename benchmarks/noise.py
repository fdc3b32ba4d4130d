"""Noisy copies of listed names: what happens to names on their way into a customer file.

Each maker takes a name and a die and gives the name as somebody else might have written it,
or None where that noise cannot befall it. A listed person's name is first put into the order
that customers are recorded in (``natural``). All of this is general knowledge about how names
are written; nothing here looks at the matcher's tables.
"""

import random
import re
from collections.abc import Callable

Maker = Callable[[str, random.Random], str | None]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MARKS = {
    "a": "áàâäã",
    "e": "éèêë",
    "i": "íìîï",
    "o": "óòôöõ",
    "u": "úùûü",
    "c": "çč",
    "n": "ñń",
    "s": "šş",
    "z": "žż",
    "l": "ł",
}
_LOOKALIKES = {"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "e": "3", "g": "6", "z": "2"}
_TITLES = ("Mr", "Dr", "Prof.", "Haji", "Sheikh", "General", "Eng.", "Hon.", "Col.")

_SPELLINGS = (
    ("kh", "h"),
    ("q", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("yu", "iu"),
    ("ya", "ia"),
    ("ye", "e"),
    ("zh", "j"),
    ("ts", "c"),
    ("shch", "sch"),
    ("ou", "u"),
    ("ee", "i"),
    ("oo", "u"),
    ("iy", "y"),
    ("ey", "ei"),
    ("w", "v"),
    ("dj", "j"),
    ("ph", "f"),
    ("x", "ks"),
    ("ck", "k"),
)
"""Groups of letters that systems of transliteration write one way or the other."""

_FORMS = (
    ("llc", "ooo", "gmbh", "sarl", "limited liability company"),
    ("ltd", "limited", "co ltd", "pte ltd"),
    ("jsc", "oao", "joint stock company", "ag", "sa"),
    ("pjsc", "pao", "public joint stock company", "plc"),
    ("inc", "corp", "corporation", "incorporated"),
)
"""Legal forms that customers exchange: each row is one kind of company."""

_FORM_WORDS = ("open", "closed", "public", "private", "company", "one-person", "s", "l")

_SHORT = {
    "trading": "Trdg",
    "international": "Intl",
    "company": "Co",
    "corporation": "Corp",
    "development": "Dev",
    "shipping": "Shpg",
    "general": "Gen",
    "industries": "Inds",
    "industrial": "Ind",
    "industry": "Ind",
    "engineering": "Engg",
    "technology": "Tech",
    "technologies": "Tech",
    "investment": "Inv",
    "management": "Mgmt",
    "services": "Svcs",
    "group": "Grp",
    "national": "Natl",
    "organization": "Org",
    "transport": "Transp",
    "construction": "Constr",
    "petroleum": "Petr",
    "manufacturing": "Mfg",
    "department": "Dept",
    "institute": "Inst",
    "university": "Univ",
    "association": "Assn",
    "brothers": "Bros",
}


def natural(name: str) -> str:
    """``FAMILY, Given`` as ``Given FAMILY``; other names as they are."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name


# --- letters ------------------------------------------------------------------------------


def typo(name: str, dice: random.Random) -> str | None:
    """One letter is another one."""
    at = _letter(name, dice, lambda letter: letter.isalpha())
    if at is None:
        return None
    other = dice.choice([letter for letter in _LETTERS if letter != name[at].lower()])
    return _replaced(name, at, at + 1, other)


def dropped_vowel(name: str, dice: random.Random) -> str | None:
    """A vowel within a word is left out."""
    inner = (found.start() for found in re.finditer(r"(?i)(?<=\w)[aeiou](?=\w)", name))
    places = [at for at in inner if not _is_numeral(name, at)]
    return _replaced(name, at := dice.choice(places), at + 1, "") if places else None


def swapped_letters(name: str, dice: random.Random) -> str | None:
    """Two neighbouring letters change places."""
    places = [
        at
        for at in range(len(name) - 1)
        if name[at : at + 2].isalpha()
        and name[at].lower() != name[at + 1].lower()
        and not _is_numeral(name, at)
    ]
    if not places:
        return None
    at = dice.choice(places)
    return _replaced(name, at, at + 2, (name[at + 1] + name[at]).lower())


def diacritics(name: str, dice: random.Random) -> str | None:
    """One letter gets a mark."""
    at = _letter(name, dice, lambda letter: letter.lower() in _MARKS)
    return (
        None if at is None else _replaced(name, at, at + 1, dice.choice(_MARKS[name[at].lower()]))
    )


def ocr_digit(name: str, dice: random.Random) -> str | None:
    """A letter was read as the digit it looks like."""
    at = _letter(name, dice, lambda letter: letter.lower() in _LOOKALIKES)
    return None if at is None else _replaced(name, at, at + 1, _LOOKALIKES[name[at].lower()])


def transliteration_variant(name: str, dice: random.Random) -> str | None:
    """One group of letters as another system of transliteration writes it."""
    backwards = [(other, one) for one, other in _SPELLINGS if len(other) > 1]
    places = [
        (found.span(), other)
        for one, other in (*_SPELLINGS, *backwards)
        for found in re.finditer(f"(?i){one}", name)
    ]
    if not places:
        return None
    (start, end), other = dice.choice(places)
    return _replaced(name, start, end, other)


# --- words --------------------------------------------------------------------------------


def missing_middle_name(name: str, dice: random.Random) -> str | None:
    """A word that is neither the first nor the last is left out."""
    words = name.split()
    if len(words) < 3:
        return None
    del words[dice.randrange(1, len(words) - 1)]
    return " ".join(words)


def other_order(name: str, dice: random.Random) -> str | None:
    """The last word first, as family names are written in half of the world."""
    words = name.split()
    return " ".join([words[-1], *words[:-1]]) if len(words) > 1 else None


def given_initial(name: str, dice: random.Random) -> str | None:
    """The first name as an initial, of a name that has two more words."""
    words = name.split()
    if len(words) < 3 or len(words[0]) < 3:
        return None
    return " ".join([f"{words[0][0]}.", *words[1:]])


def middle_initial(name: str, dice: random.Random) -> str | None:
    """A middle name as an initial."""
    words = name.split()
    places = [at for at in range(1, len(words) - 1) if len(words[at]) > 2]
    if not places:
        return None
    at = dice.choice(places)
    words[at] = f"{words[at][0]}."
    return " ".join(words)


def joined_words(name: str, dice: random.Random) -> str | None:
    """The space or hyphen between two words is lost."""
    places = [found.span() for found in re.finditer(r"(?<=[^\W\d])[\s-](?=[^\W\d])", name)]
    return _replaced(name, *dice.choice(places), "") if places else None


def title_added(name: str, dice: random.Random) -> str | None:
    """A title in front."""
    return f"{dice.choice(_TITLES)} {name}"


def legal_form_dropped(name: str, dice: random.Random) -> str | None:
    """The legal form at the end is left out."""
    found = _form(name)
    return None if found is None else name[: found[0]].rstrip(" ,")


def legal_form_changed(name: str, dice: random.Random) -> str | None:
    """The legal form at the end is written as another of its kind."""
    found = _form(name)
    if found is None:
        return None
    start, form = found
    row = next(row for row in _FORMS if form in row)
    other = dice.choice([one for one in row if one != form])
    return f"{name[:start].rstrip(' ,')} {other.upper() if len(other) < 5 else other.title()}"


def abbreviation(name: str, dice: random.Random) -> str | None:
    """A common word of business is shortened."""
    places = [found for found in re.finditer(r"\w+", name) if found[0].lower() in _SHORT]
    if not places:
        return None
    word = dice.choice(places)
    return _replaced(name, word.start(), word.end(), _SHORT[word[0].lower()])


def unchanged(name: str, dice: random.Random) -> str | None:
    """As listed: what any noise is to be compared with."""
    return name


ANYONE: tuple[Maker, ...] = (
    unchanged,
    typo,
    dropped_vowel,
    swapped_letters,
    diacritics,
    ocr_digit,
    joined_words,
)
MAKERS: dict[str, tuple[Maker, ...]] = {
    "person": (
        *ANYONE,
        transliteration_variant,
        missing_middle_name,
        other_order,
        given_initial,
        middle_initial,
        title_added,
    ),
    "organization": (
        *ANYONE,
        legal_form_changed,
        legal_form_dropped,
        abbreviation,
    ),
    "vessel": ANYONE,
}
"""Kind of party -> what may happen to its name."""


def label(maker: Maker) -> str:
    """The kind of noise in words, as the tables print it."""
    return maker.__name__.replace("_", " ")


def _letter(name: str, dice: random.Random, fits: Callable[[str], bool]) -> int | None:
    places = [at for at, letter in enumerate(name) if fits(letter) and not _is_numeral(name, at)]
    return dice.choice(places) if places else None


def _is_numeral(name: str, at: int) -> bool:
    """Is this letter of a Roman numeral? Another number is another ship, not noise."""
    before, after = re.search(r"\w*$", name[:at]), re.match(r"\w*", name[at:])
    word = (before[0] if before else "") + (after[0] if after else "")
    return re.fullmatch(r"[IVX]+", word) is not None


def _replaced(name: str, start: int, end: int, other: str) -> str:
    """Some letters replaced, written in capitals as they or the whole name were."""
    replaced = name[start:end]
    if name.isupper() or (len(replaced) > 1 and replaced.isupper()):
        other = other.upper()
    elif replaced[:1].isupper():
        other = other.capitalize()
    elif len(replaced) == 1:
        other = other.lower()
    return name[:start] + other + name[end:]


def _form(name: str) -> tuple[int, str] | None:
    """(where it starts, the form) of the longest legal form that ends a name; None for one that
    an adjective before it makes another form (closed joint stock company)."""
    plain = re.sub(r"[.,]", " ", name.lower()).rstrip()
    forms = sorted((form for row in _FORMS for form in row), key=len, reverse=True)
    for form in forms:
        start = len(plain) - len(form)
        if plain.endswith(f" {form}"):
            before = plain[:start].split()
            return (start, form) if before and before[-1] not in _FORM_WORDS else None
    return None
