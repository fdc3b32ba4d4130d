"""Greek: ELOT 743 as passports print it, then the spelling of older and business use."""

import re
import unicodedata
from collections.abc import Sequence

_LETTERS = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_OLDER = _LETTERS | {"χ": "h", "υ": "i", "φ": "ph", "β": "b", "η": "e"}
_PAIRS = (("ου", "ou"), ("γγ", "ng"), ("γξ", "nx"), ("γχ", "nch"))
_VOICED_U = re.compile("([αεη])υ(?=[βγδζλμνραεηιουω])")
_VOICELESS_U = re.compile("([αεη])υ")
_FIRST_MP = re.compile(r"(?<!\w)μπ")


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Greek words: ELOT 743, older use, and sounds (Μπ as b, ντ as d)."""
    decomposed = unicodedata.normalize("NFD", " ".join(words).lower())
    text = "".join(c for c in decomposed if not unicodedata.combining(c))
    for pair, latin in _PAIRS:
        text = text.replace(pair, latin)
    text = _VOICELESS_U.sub(r"\1f", _VOICED_U.sub(r"\1v", _FIRST_MP.sub("b", text)))
    sounded = text.replace("μπ", "b").replace("ντ", "d").replace("γκ", "g").replace("ει", "i")
    return [_spell(text, _LETTERS), _spell(text, _OLDER), _spell(sounded, _LETTERS)]


def _spell(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(c, c) for c in text)
