"""Which column of a customer file means what, by its header."""

from collections.abc import Iterable, Mapping

import msgspec

from interdict.errors import UsageError

ALIASES: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "full name", "customer name", "legal name", "company name", "entity name",
        "vessel name",
    ),
    "first_name": ("first name", "given name", "given names", "forename"),
    "middle_name": ("middle name", "middle names", "patronymic"),
    "last_name": ("last name", "family name", "surname"),
    "kind": ("kind", "schema", "type", "entity type", "customer type"),
    "birth_date": (
        "birth date", "date of birth", "dob", "birthdate", "birthday", "born", "birth year",
        "year of birth", "yob",
    ),
    "country": (
        "country", "countries", "country code", "nationality", "nationalities", "citizenship",
        "jurisdiction", "flag", "country of residence", "residence", "country of incorporation",
    ),
    "gender": ("gender", "sex"),
    "imo": ("imo", "imo number", "imo no"),
    "mmsi": ("mmsi", "mmsi number"),
    "lei": ("lei", "lei code"),
    "bic": ("bic", "swift", "swift code", "bic code", "swift bic", "bic swift"),
    "isin": ("isin",),
    "passport": ("passport", "passport number", "passport no"),
    "registration": (
        "registration", "registration number", "registration no", "reg no", "reg number",
        "company number", "company registration number",
    ),
    "inn": ("inn", "инн"),
    "ogrn": ("ogrn", "огрн"),
    "uscc": ("uscc", "unified social credit code"),
    "tax-id": ("tax id", "tax number", "tax no", "tin", "tax identification number"),
    "national-id": ("national id", "national id number", "id number", "id card", "id card number"),
    "wallet": ("wallet", "wallet address", "crypto address", "crypto wallet"),
    "reference": ("id", "customer id", "reference", "customer number", "customer no", "client id"),
}  # fmt: skip
"""Field -> header names, the preferred first; case, spaces, hyphens, underscores and dots in a
header play no part."""

NAME_FIELDS = ("name", "first_name", "middle_name", "last_name")
IDENTIFIER_FIELDS = (
    "imo", "mmsi", "lei", "bic", "isin", "passport", "registration", "inn", "ogrn", "uscc",
    "tax-id", "national-id", "wallet",
)  # fmt: skip
"""Fields that are kinds of ``identifiers.KINDS``."""

_SEPARATORS = str.maketrans("", "", " _-.'\t\n\ufeff\u00a0")


def plain(header: str) -> str:
    """A header without what plays no part in recognising it."""
    return header.casefold().translate(_SEPARATORS)


_FIELD_OF = {plain(alias): field for field, aliases in ALIASES.items() for alias in aliases}
_FIELD_OF |= {plain(field): field for field in ALIASES}


class Columns(msgspec.Struct, frozen=True):
    """Where each field stands: field -> column indices, the preferred first."""

    header: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]

    def first(self, field: str) -> int | None:
        """The preferred column of a field."""
        return next(iter(self.fields.get(field, ())), None)

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headers of the columns that play no part in screening (they are carried)."""
        used = {index for indices in self.fields.values() for index in indices}
        return tuple(name for i, name in enumerate(self.header) if i not in used)


def is_known(header: str) -> bool:
    """Is this header one that ``recognise`` gives a meaning?"""
    return plain(header) in _FIELD_OF


def recognise(header: Iterable[str], chosen: Mapping[str, str]) -> Columns:
    """The columns by their names; ``chosen`` (field -> header) goes before recognition.

    Raises ``UsageError`` for a chosen field or header that does not exist, and for a table
    with neither a name nor an identifier.
    """
    header = tuple(header)
    fields: dict[str, tuple[int, ...]] = {
        _field(name): (_index(header, name, wanted),) for name, wanted in chosen.items()
    }
    taken = {index for indices in fields.values() for index in indices}
    explicit = frozenset(fields)
    for field, aliases in ALIASES.items():
        if field not in explicit:
            found = _found(header, aliases, field, taken)
            if found:
                fields[field] = found
    if not any(field in fields for field in (*NAME_FIELDS, *IDENTIFIER_FIELDS)):
        raise UsageError(
            f"no column holds a name or an identifier; the headers are {_listed(header)}. "
            "Say which column is the name with  --column name=HEADER"
        )
    return Columns(header, fields)


def _found(
    header: tuple[str, ...], aliases: tuple[str, ...], field: str, taken: set[int]
) -> tuple[int, ...]:
    order = [plain(alias) for alias in (*aliases, field)]
    ranked = sorted(
        (order.index(plain(cell)), index)
        for index, cell in enumerate(header)
        if index not in taken and plain(cell) in order
    )
    return tuple(index for _, index in ranked)


def _field(name: str) -> str:
    field = _FIELD_OF.get(plain(name))
    if field is None:
        raise UsageError(f"--column {name}=...: there is no field {name!r}; use {_listed(ALIASES)}")
    return field


def _index(header: tuple[str, ...], name: str, wanted: str) -> int:
    if wanted in header:
        return header.index(wanted)
    for index, cell in enumerate(header):
        if plain(cell) == plain(wanted):
            return index
    raise UsageError(
        f"--column {name}={wanted}: the file has no column {wanted!r}; "
        f"its headers are {_listed(header)}"
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "(none)"
