"""What one UK designation says, in the publisher's own fields, before it is a party.

The XML nests, the CSV repeats a designation in a row for every combination of its names,
addresses, numbers and dates (one of them in 3,780 rows), the OFSI list in a row per name. All
three tell an ``Entry``, which keeps each different statement once, in the order of the file;
``uk_party`` makes the party, so that the forms cannot disagree.
"""

from typing import NamedTuple


class Said(NamedTuple):
    """A value and where it stands."""

    value: str
    field: str


class NameRow(NamedTuple):
    """One spelling of the name: ``Name 1`` to ``Name 6``, of which the last is the family name
    or, for entities and ships, all of it."""

    parts: tuple[str, ...]
    type: str
    """``Primary Name``, ``Alias`` ... as printed."""
    strength: str
    field: str


class NativeName(NamedTuple):
    """The name in its own script, and what the list calls that script."""

    text: str
    script: str
    language: str
    field: str


class AddressRow(NamedTuple):
    """Six lines, of which the last is the town, a postal code and a country."""

    lines: tuple[str, ...]
    postal_code: str
    country: str
    field: str


class Pair(NamedTuple):
    """Two fields that belong together: number and note, town and country."""

    first: str
    second: str
    field: str


class ListedUnder(NamedTuple):
    """A regime, and since when."""

    regime: str
    listed_on: str
    field: str


class Entry:
    """The statements of one record; repeated ones count once."""

    def __init__(self, native: str) -> None:
        self.native = native
        """``UniqueID`` or ``Group ID``."""
        self._values: dict[str, dict[str, Said]] = {}
        self._names: dict[tuple[object, ...], NameRow] = {}
        self._natives: dict[tuple[object, ...], NativeName] = {}
        self._addresses: dict[tuple[object, ...], AddressRow] = {}
        self._pairs: dict[str, dict[tuple[str, str], Pair]] = {}
        self._listed: dict[tuple[str, str], ListedUnder] = {}

    def say(self, what: str, value: str, field: str) -> None:
        """Keep a value; an empty one says nothing."""
        if value:
            self._values.setdefault(what, {}).setdefault(value, Said(value, field))

    def name(self, name: NameRow) -> None:
        """Keep a name that has any part."""
        if any(name.parts):
            self._names.setdefault(name[:3], name)

    def native_name(self, name: NativeName) -> None:
        """Keep a name in its own script."""
        if name.text:
            self._natives.setdefault(name[:3], name)

    def address(self, address: AddressRow) -> None:
        """Keep an address that says anything."""
        if any((*address.lines, address.postal_code, address.country)):
            self._addresses.setdefault(address[:3], address)

    def pair(self, what: str, pair: Pair) -> None:
        """Keep a number with its note, or a town with its country."""
        if pair.first or pair.second:
            self._pairs.setdefault(what, {}).setdefault(pair[:2], pair)

    def list_under(self, listed: ListedUnder) -> None:
        """Keep a regime and its date."""
        if listed.regime or listed.listed_on:
            self._listed.setdefault(listed[:2], listed)

    def all(self, what: str) -> list[Said]:
        """Every different value of a field."""
        return list(self._values.get(what, {}).values())

    def first(self, what: str) -> str:
        """The first value of a field, or empty."""
        return next((said.value for said in self.all(what)), "")

    @property
    def whole(self) -> str:
        """All that is said, for comparison."""
        return repr(vars(self))

    @property
    def names(self) -> list[NameRow]:
        """Different names, as in the file."""
        return list(self._names.values())

    @property
    def native_names(self) -> list[NativeName]:
        """Different names in other scripts."""
        return list(self._natives.values())

    @property
    def addresses(self) -> list[AddressRow]:
        """Different addresses."""
        return list(self._addresses.values())

    def pairs(self, what: str) -> list[Pair]:
        """Different numbers with notes, or towns with countries."""
        return list(self._pairs.get(what, {}).values())

    @property
    def listed(self) -> list[ListedUnder]:
        """The regimes it is listed under."""
        return list(self._listed.values())
