"""Which entities of ownership files are one: the same official number, never the same name.

Two sources speak of one company where both give it the same LEI or the same number of the same
register. A shared name is not enough: then each source's entity is a node of its own, and a
person who knows better gives both the same number. Numbers that contradict each other (two valid
LEIs) keep two entities apart although another number is the same, with a finding.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from interdict.identifiers import is_strong, is_valid, normalise, tells_apart
from interdict.ownership.stake import Entity
from interdict.party import Finding, Identifier

_OFFICIAL = re.compile(r"(?:lei|xi-[a-z0-9]+|[a-z]{2}-[a-z0-9_-]+):\S+")
"""An id that is itself an official number: an LEI, or a number of a register whose code begins
with its country (``gb-coh:01234567``; org-id.guide), or of an international one (``xi-``)."""

_ID = "id"
"""Stands for the kind where the entity's own id is the number."""

_Key = tuple[str, str, str]
"""(kind, country, value) of an identifier that proves identity by itself."""


class Nodes:
    """The entities of all editions, numbered, and which of them are one."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._number: dict[str, dict[str, int]] = {}
        self._records: list[bytes] = []
        self._natives: list[str] = []
        self._ids: list[str] = []
        self._parent: list[int] = []
        self._numbers_of: dict[int, dict[tuple[str, str], str]] = {}
        """Root -> (kind, country) -> the number that tells it from others."""
        self._holder: dict[_Key, int] = {}
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Entity)

    def __len__(self) -> int:
        return len(self._records)

    def native(self, number: int) -> str:
        """The id that its source gives an entity."""
        return self._natives[number]

    def add(self, source: str, entity: Entity) -> int:
        """Note an entity of a source; returns its number. Said again, it is the same one."""
        known = self._number.setdefault(source, {})
        entity = _with_own_number(entity)
        number = known.get(entity.id)
        if number is None:
            number = known[entity.id] = len(self._records)
            self._records.append(self._encoder.encode(entity))
            self._natives.append(entity.id)
            self._ids.append(node_id(source, entity.id))
            self._parent.append(number)
        else:
            merged = merge((self._decoder.decode(self._records[number]), entity))
            self._records[number] = self._encoder.encode(merged)
        proofs = tuple(_proofs(entity))
        for kind, country, value in proofs:
            if kind != _ID and tells_apart(kind):
                own = self._numbers_of.setdefault(self._root(number), {})
                own.setdefault((kind, country), value)
        for key in proofs:
            self._join(number, key)
        return number

    def mention(self, source: str, entity: str) -> int:
        """The number of an entity that a stake names; one that nobody described has its id for
        a name, as in a plain table."""
        known = self._number.get(source, {}).get(entity)
        return self.add(source, Entity(id=entity, name=entity)) if known is None else known

    def merged(self) -> Iterator[tuple[Entity, tuple[int, ...]]]:
        """Every node, by id, with the numbers of the entities that it is.

        Of several ids the node has an official one, and of those the first in order.
        """
        joined: dict[int, list[int]] = {}
        for number, parent in enumerate(self._parent):
            if parent != number:  # few are, and a list for each of millions would take gigabytes
                root = self._root(number)
                joined.setdefault(root, [root]).append(number)
        alone = (n for n, parent in enumerate(self._parent) if parent == n and n not in joined)
        first = {min(group, key=self._rank): group for group in joined.values()}
        for chosen in sorted((*alone, *first), key=self._rank):
            group = first.get(chosen, [chosen])
            entities = (self._decoder.decode(self._records[number]) for number in group)
            yield msgspec.structs.replace(merge(entities), id=self._ids[chosen]), tuple(group)

    def _rank(self, number: int) -> tuple[int, str]:
        identity = self._ids[number]
        return (0 if identity.startswith("lei:") else 1 if is_official(identity) else 2), identity

    def _join(self, number: int, key: _Key) -> None:
        holder = self._holder.setdefault(key, number)
        one, other = sorted((self._root(number), self._root(holder)))
        if one == other:
            return
        ours, theirs = (self._numbers_of.get(root, {}) for root in (one, other))
        against = [known for known in ours.keys() & theirs.keys() if ours[known] != theirs[known]]
        if against:
            told = f"{key[0]} {key[2]}" if key[0] != _ID else key[2]
            self.findings.append(
                Finding(
                    severity="warning",
                    code="contradicting-numbers",
                    message=f"{self._ids[number]} and {self._ids[holder]} share {told} and differ "
                    f"in their {min(against)[0]}: they stay two",
                    record=self._ids[number],
                )
            )
            return
        self._parent[other] = one
        self._numbers_of.pop(other, None)
        if theirs:
            self._numbers_of[one] = theirs | ours

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number


def node_id(source: str, entity: str) -> str:
    """What an entity of a source is called across sources: its official number, or the source
    and its id there."""
    return entity if is_official(entity) else f"{source}:{entity}"


def is_official(identity: str) -> bool:
    """Is an id an official number, which means the same in every source?"""
    return _OFFICIAL.fullmatch(identity) is not None


def merge(entities: Iterable[Entity]) -> Entity:
    """One entity of what several records say: the first that says a thing counts, names and
    numbers are all kept."""
    first, *others = entities
    if not others:
        return first
    every = (first, *others)
    name = next((each.name for each in every if each.name), "")
    names = dict.fromkeys(n for each in every for n in (each.name, *each.other_names) if n)
    return msgspec.structs.replace(
        first,
        name=name,
        other_names=tuple(each for each in names if each != name),
        kind=next((each.kind for each in every if each.kind != "unknown"), "unknown"),
        identifiers=tuple(dict.fromkeys(i for each in every for i in each.identifiers)),
        countries=tuple(dict.fromkeys(c for each in every for c in each.countries)),
        birth=next((each.birth for each in every if each.birth), None),
        is_state=any(each.is_state for each in every),
        is_unnamed=all(each.is_unnamed for each in every),
    )


def _with_own_number(entity: Entity) -> Entity:
    """An id that is an LEI is also an identifier, by which the entity is screened."""
    scheme, _, value = entity.id.partition(":")
    if scheme != "lei" or any(each.kind == "lei" for each in entity.identifiers):
        return entity
    code = normalise("lei", value)
    own = Identifier(kind="lei", value=code, valid=is_valid("lei", code))
    name = "" if entity.name == entity.id else entity.name
    return msgspec.structs.replace(entity, name=name, identifiers=(*entity.identifiers, own))


def _proofs(entity: Entity) -> Iterator[_Key]:
    if is_official(entity.id):
        yield _ID, "", entity.id.casefold()
    for each in entity.identifiers:
        if each.valid is not False and each.value and is_strong(each.kind, each.country):
            yield each.kind, each.country, each.value
