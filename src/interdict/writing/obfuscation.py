"""Text made hard to match, on purpose or by a line break, and what it was before.

Each trick gives another reading; the text as it stands is always read first. Letters spaced
out (R O S N E F T, R-O-S-N-E-F-T), digits and signs for letters (R0SNEFT, $BERBANK), a name cut
by a line break, and letters written backwards inside a right-to-left override.
"""

import re

_LETTER = r"[^\W_]"
_SPACED = re.compile(
    rf"(?<!{_LETTER}){_LETTER}(?P<gap>[ ._\-*/|+~:·•]{{1,3}}){_LETTER}"
    rf"(?:(?P=gap){_LETTER})+(?!{_LETTER})"
)
_LEET_WORD = re.compile(r"[A-Za-z0-9@$!|+€]*[A-Za-z][A-Za-z0-9@$!|+€]*")
_DISGUISED = re.compile(
    r"[A-Za-z][0-9@$!|+€]{1,2}[A-Za-z]|(?<![\w@$])[0-9@$][A-Za-z]{3}|[A-Za-z]{4}[0134579]$"
)
"""Signs inside a word, one before it, or a digit after four letters; a number behind a word is
more often a number (MIG29, Area51, Company2)."""
_LEAST_LETTERS = 3
"""Letters of a word that could be disguised: G4S, H1N1 and 4U are names of their own."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d|x|m|k|kg|km|g|w|mm|cm)?$", re.IGNORECASE)
_LEET = str.maketrans("0123456789@$!|+€", "oizeasgtbgasilte")
_LEET_L = str.maketrans("1|!6", "lllb")
_BROKEN_LINE = re.compile(rf"(?<={_LETTER})[\r\n]+(?={_LETTER})")
_OVERRIDE = re.compile("\u202e([^\u202c\u202d\u202a\u202b]*)[\u202c\u202d\u202a\u202b]?")

_SPACED_LETTER = re.compile(r"[ ._\-*/|+~:·•]\w[ ._\-*/|+~:·•]{1,3}\w(?!\w)")
_SUSPICIOUS = frozenset("\r\n\u202e@$!|+€0123456789")


def is_odd(text: str) -> bool:
    """Whether any trick may have been used on ``text``; cheap, and false for ordinary names."""
    return not _SUSPICIOUS.isdisjoint(text) or _SPACED_LETTER.search(text) is not None


def unmasked(text: str) -> list[str]:
    """``text`` with each trick undone, one after the other; empty when there was none."""
    found: list[str] = []
    forward = _OVERRIDE.sub(lambda match: match[1][::-1], text)
    whole = _BROKEN_LINE.sub("", forward)
    joined = _SPACED.sub(_joined, whole)
    plain = _LEET_WORD.sub(_letters, joined)
    with_l = _LEET_WORD.sub(_letters_l, joined)
    for step in (forward, whole, joined, plain, with_l):
        if step != text and step not in found:
            found.append(step)
    return found


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(match["gap"], "")


def _letters(match: re.Match[str]) -> str:
    return match[0].translate(_LEET) if _is_disguised(match[0]) else match[0]


def _letters_l(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LEET_L).translate(_LEET) if _is_disguised(word) else word


def _is_disguised(word: str) -> bool:
    return (
        sum(map(str.isalpha, word)) >= _LEAST_LETTERS
        and _DISGUISED.search(word) is not None
        and _ORDINAL.match(word) is None
    )
