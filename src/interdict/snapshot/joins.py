"""Which records may be one party, and why: every pair with something that only one party has.

A pair is joined by evidence that identifies, or only proposed to a person; likeness of names
alone is neither. What is joined here may still be refused (``clusters``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from interdict import countries
from interdict.identifiers import comparable, is_strong, kind_named
from interdict.matching.matcher import read_asked, read_party, score
from interdict.party import Identifier, Party, Query
from interdict.snapshot.contradictions import contradiction, side_by_side
from interdict.snapshot.identity import Identity, NameKey, name_key
from interdict.snapshot.joined import RANKS, Basis, Join, Reason

MOST_SHARING = 24
"""Records; a number or name that more of them bear identifies nobody."""

ALIKE = 0.6
"""Least likeness, on the scale of scores, of the names of two records that print one number. Below
it the number may be a parent's or a mistake, so a person must look. Likeness joins nothing."""

_SPELLINGS = 6

Pair = tuple[int, int]
"""Two rows, the lower first."""


class Finder:
    """Finds the joins among parties; rows are their places in the sequences given."""

    def __init__(self, parties: Sequence[Party], identities: Sequence[Identity]) -> None:
        self._parties = parties
        self._identities = identities
        self._found: dict[Pair, list[Reason]] = defaultdict(list)

    def joins(self) -> Iterator[tuple[Pair, Join]]:
        """Every pair that evidence joins or proposes, names alone aside (``proposed_by_name``)."""
        self._by_reference()
        self._by_publisher()
        self._by_number()
        self._by_birth()
        for pair, reasons in sorted(self._found.items()):
            yield pair, self._join(pair, reasons)

    def _join(self, pair: Pair, reasons: list[Reason]) -> Join:
        one, other = (self._identities[row] for row in pair)
        ordered = sorted(set(reasons), key=lambda reason: (RANKS[reason.basis], reason))
        return Join(one.id, other.id, tuple(ordered))

    def _by_reference(self) -> None:
        """A regime's own number, and what a record says that it repeats."""
        bearers: dict[str, list[int]] = defaultdict(list)
        for row, each in enumerate(self._identities):
            for reference in each.references:
                bearers[reference].append(row)
        for reference, rows in bearers.items():
            for pair in _pairs(rows):
                one, other = (self._identities[row].references[reference] for row in pair)
                self._found[pair].append(Reason("reference", f"both are {reference}", (one, other)))
        rows_by_id = {each.id: row for row, each in enumerate(self._identities)}
        for row, each in enumerate(self._identities):
            for original, field in each.copies.items():
                if original in rows_by_id and original != each.id:
                    low, high = sorted((row, rows_by_id[original]))
                    fields = (field, "") if low == row else ("", field)
                    says = f"{each.id} says that it is a copy of {original}"
                    self._found[low, high].append(Reason("reference", says, fields))

    def _by_publisher(self) -> None:
        """One publisher's number on two of its lists, where the records say or show that they
        are one: OFAC counts all its lists together."""
        numbered: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row, each in enumerate(self._identities):
            if each.published_as[1]:
                numbered[each.published_as].append(row)
        for (publisher, number), rows in numbered.items():
            for pair in _pairs(rows):
                one, other = (self._identities[row] for row in pair)
                if one.source != other.source and (
                    one.lists & other.lists or one.names.keys() & other.names.keys()
                ):
                    says = f"{publisher} numbers both {number}"
                    self._found[pair].append(Reason("publisher-number", says))

    def _by_number(self) -> None:
        bearers: dict[str, list[tuple[int, Identifier]]] = defaultdict(list)
        for row, each in enumerate(self._identities):
            for number in each.numbers:
                bearers[number.value].append((row, number))
        for found in bearers.values():
            rows = {row for row, _ in found}
            if 1 < len(rows) <= MOST_SHARING:
                self._of_number(found)

    def _of_number(self, found: list[tuple[int, Identifier]]) -> None:
        equal = [
            (one, other)
            for one, other in combinations(found, 2)
            if one[0] != other[0]
            and comparable(one[1].kind, one[1].country, other[1].kind, other[1].country)
        ]
        shared = any(
            side_by_side(self._identities[one], self._identities[other])
            for (one, _), (other, _) in equal
        )
        for one, other in equal:
            (low, mine), (high, theirs) = sorted((one, other), key=lambda bearer: bearer[0])
            basis = self._of_equal((low, high), mine, theirs, shared)
            if basis:
                reason = Reason(basis, _same_number(mine, theirs), (mine.field, theirs.field))
                self._found[low, high].append(reason)

    def _of_equal(
        self, pair: Pair, mine: Identifier, theirs: Identifier, shared: bool
    ) -> Basis | None:
        """What an equal number proves. One that a publisher prints in two records side by side
        (a parent's, a family's passport) proves only what an equal name bears out."""
        one, other = (self._identities[row] for row in pair)
        same_name = bool(one.names.keys() & other.names.keys())
        if shared or not _is_proof(mine, theirs):
            if same_name:
                return "name-and-number"
            return None if shared or not self._alike(pair) else "number-without-country"
        if mine.kind in ("imo", "tail") or same_name or self._alike(pair):
            return "identifier"  # ships and aircraft are renamed, the number stays
        return "unlike-names"

    def _alike(self, pair: Pair) -> bool:
        """May two records that share a number, but no exact name, be named alike by chance of
        spelling? Not where one name is the other and more, as a subsidiary's is its parent's."""
        one, other = (self._parties[row] for row in pair)
        if one.kind == "organization" and _extends(one, other):
            return False
        return _reaches(one, other) or _reaches(other, one)

    def _by_birth(self) -> None:
        born: dict[tuple[NameKey, str], list[int]] = defaultdict(list)
        for row, each in enumerate(self._identities):
            for key in each.names if each.birth_days else ():
                for day in each.birth_days:
                    born[key, day].append(row)
        for (key, day), rows in born.items():
            for pair in _pairs(rows):
                one, other = (self._identities[row] for row in pair)
                says = f"the same name {one.names[key].full} and birth date {day}"
                fields = (one.birth_days[day], other.birth_days[day])
                if all(r.basis != "name-and-birth" for r in self._found.get(pair, ())):
                    self._found[pair].append(Reason("name-and-birth", says, fields))

    def proposed_by_name(self, party_of: Callable[[int], int]) -> Iterator[tuple[Pair, Join]]:
        """Pairs of unique exact names, one of them a primary name, one pair for each two parties as
        joined so far (``party_of`` a row)."""
        bearers: dict[NameKey, list[int]] = defaultdict(list)
        for row, each in enumerate(self._identities):
            for key in each.names:
                bearers[key].append(row)
        strongest: dict[Pair, tuple[int, Pair, Reason]] = {}
        for key, rows in sorted(bearers.items()):
            if 1 < len(rows) <= MOST_SHARING and len({party_of(row) for row in rows}) > 1:
                for pair in combinations(self._unique(rows), 2):
                    low, high = sorted(map(party_of, pair))
                    reason = self._agreement(key, pair) if low != high else None
                    if reason:
                        found = (RANKS[reason.basis], pair, reason)
                        strongest[low, high] = min(strongest.get((low, high), found), found)
        for _, pair, reason in strongest.values():
            yield pair, self._join(pair, [reason])

    def _unique(self, rows: Sequence[int]) -> list[int]:
        """The bearers of a name whom nothing tells apart from the others."""
        apart = {
            row
            for pair in combinations(rows, 2)
            if contradiction(*(self._identities[row] for row in pair))
            for row in pair
        }
        return [row for row in rows if row not in apart]

    def _agreement(self, key: NameKey, pair: Pair) -> Reason | None:
        one, other = (self._identities[row] for row in pair)
        if key not in one.primary and key not in other.primary:
            return None  # acronyms and nicknames are borne by many
        name = one.names[key].full
        fields = (one.names[key].field, other.names[key].field)
        shared = sorted(one.countries & other.countries)
        if shared:
            says = f"the same name {name} and country {countries.name(shared[0])}"
            return Reason("name-and-country", says, fields)
        if one.births and other.births:
            says = f"the same name {name} and born {one.births[0]} and {other.births[0]}"
            return Reason("name-and-year", says, fields)
        if "person" not in (one.kind, other.kind) and not (one.countries and other.countries):
            says = f"the same name {name}, and only one of them states a country"
            if not one.countries and not other.countries:
                says = f"the same name {name}, and neither states a country"
            return Reason("name-only", says, fields)
        return None


def _pairs(rows: Sequence[int]) -> Iterator[Pair]:
    """All pairs of different rows; none of a group too large to identify anybody."""
    distinct = sorted(set(rows))
    return combinations(distinct if len(distinct) <= MOST_SHARING else (), 2)


def _is_proof(mine: Identifier, theirs: Identifier) -> bool:
    """Is each proof by itself, or the same number as a checked one of a kind that only one
    country hands out (an INN printed as a tax number without a country)?"""
    if mine.kind != theirs.kind and (mine.valid or theirs.valid):
        return True
    return is_strong(mine.kind, mine.country) and is_strong(theirs.kind, theirs.country)


def _same_number(mine: Identifier, theirs: Identifier) -> str:
    row = kind_named(mine.kind if mine.valid or not theirs.valid else theirs.kind)
    issuer = mine.country or theirs.country
    of = f" of {countries.name(issuer)}" if issuer and "(" not in row.label else ""
    return f"the same {row.label}{of} {mine.value}"


def _extends(one: Party, other: Party) -> bool:
    """Has one primary name all the words of the other and more (Rosneft, Rosneft Trading)?"""
    mine, theirs = ({*name_key(party.primary_name, party.kind)} for party in (one, other))
    return mine < theirs or theirs < mine


def _reaches(asked: Party, party: Party) -> bool:
    """Is any of the names of one party like one of the other's?"""
    listed = read_party(party)
    names = [name.full for name in asked.names if name.kind != "weak-alias"][:_SPELLINGS]
    queries = (read_asked(Query(name=name, kind=asked.kind)) for name in names)
    return any(score(query, listed, ()).match.score >= ALIKE for query in queries)
