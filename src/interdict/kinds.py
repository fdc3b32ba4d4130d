"""The words people and formats use for a kind of party.

FollowTheMoney schema names are among them, because files of that ecosystem are common; its
``LegalEntity`` is an organization here (DESIGN, section 9).
"""

from interdict.errors import UsageError
from interdict.party import Kind

_WORDS: dict[Kind, tuple[str, ...]] = {
    "person": ("person", "individual", "natural person", "natural", "human", "p"),
    "organization": (
        "organization", "organisation", "company", "legal entity", "legal person", "entity",
        "public body", "corporate", "business", "firm", "bank", "enterprise", "asset", "o",
    ),
    "vessel": ("vessel", "ship", "tanker"),
    "aircraft": ("aircraft", "airplane", "plane", "helicopter"),
    "wallet": ("wallet", "crypto wallet", "cryptowallet"),
    "unknown": ("unknown", "thing"),
}  # fmt: skip


def _plain(word: str) -> str:
    return "".join(filter(str.isalpha, word.casefold()))


_KIND_OF: dict[str, Kind] = {_plain(word): kind for kind, words in _WORDS.items() for word in words}


def kind_of(word: str) -> Kind | None:
    """The kind a word means; None for a word nobody listed here.

    >>> kind_of("LegalEntity"), kind_of("natural person"), kind_of("goose")
    ('organization', 'person', None)
    """
    return _KIND_OF.get(_plain(word))


def kind_named(word: str) -> Kind:
    """The same, raising ``UsageError`` that lists the kinds."""
    kind = kind_of(word)
    if kind is None:
        raise UsageError(
            f"{word!r} is no kind of party: use {', '.join(_WORDS)} "
            "(or a FollowTheMoney schema such as Company)"
        )
    return kind
