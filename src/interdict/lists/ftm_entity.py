"""FollowTheMoney entities as a file gives them: one object a line, in any order."""

from collections.abc import Iterator
from typing import Any

import msgspec

from interdict.lists.ftm_terms import KINDS, REVERSE, TIES

ATTACHED = frozenset(TIES) | {"Sanction", "Identification", "Passport", "Address"}
"""Schemata that say something about other entities and are no party themselves."""


class Entity(msgspec.Struct, kw_only=True):
    """One entity. ``properties`` may hold nested entities until ``flatten`` has taken them."""

    id: str
    schema: str
    properties: dict[str, list[Any]]
    caption: str = ""
    datasets: list[str] = msgspec.field(default_factory=list)
    target: bool | None = None

    def texts(self, *names: str) -> list[str]:
        """The values of these properties, in order, without empty ones and repeats."""
        found = (str(value).strip() for name in names for value in self.properties.get(name, ()))
        return list(dict.fromkeys(filter(None, found)))

    def first(self, *names: str) -> str:
        """The first value of these properties, or an empty text."""
        return next(iter(self.texts(*names)), "")

    @property
    def best_name(self) -> str:
        """What to call it: its name, else caption, alias, or the number it is known by."""
        return (
            self.first("name")
            or self.caption.strip()
            or self.first("alias", "weakAlias", "previousName", "publicKey", "imoNumber")
        )

    @property
    def is_party(self) -> bool:
        """Is this a record of its own? An unknown schema is one when it bears a name."""
        if self.schema in KINDS:
            return True
        return self.schema not in ATTACHED and bool(self.texts("name", "alias"))


class Properties:
    """The properties of one entity, from which every reader takes its own.

    What is left at the end was read by nobody and is kept as details.
    """

    def __init__(self, entity: Entity) -> None:
        texts = {name: entity.texts(name) for name in entity.properties}
        self.left = {name: values for name, values in texts.items() if values}

    def take(self, *names: str) -> list[str]:
        """All values of these properties."""
        return [value for name in names for value in self.left.pop(name, [])]

    def take_first(self, *names: str) -> str:
        """The first value of the first of these properties that has one; the rest stays."""
        for name in names:
            values = self.left.pop(name, [])
            if values:
                self.put_back(name, values[1:])
                return values[0]
        return ""

    def take_marked(self, name: str, prefix: str) -> list[str]:
        """The values that begin with this prefix, without it; the others stay."""
        values = self.take(name)
        self.put_back(name, [value for value in values if not value.startswith(prefix)])
        return [value.removeprefix(prefix) for value in values if value.startswith(prefix)]

    def put_back(self, name: str, values: list[str]) -> None:
        """Leave these values for the details."""
        if values:
            self.left[name] = values


def flatten(entity: Entity) -> Iterator[Entity]:
    """The entity and all entities nested in it; each nested one is replaced by its id."""
    for name, values in entity.properties.items():
        for place, value in enumerate(values):
            if isinstance(value, dict):
                nested = msgspec.convert(value, Entity)
                nested.datasets = nested.datasets or list(entity.datasets)
                if name in REVERSE:
                    nested.properties.setdefault(REVERSE[name], [entity.id])
                values[place] = nested.id
                yield from flatten(nested)
    yield entity


def merge(known: Entity, fragment: Entity) -> None:
    """Add a further fragment of the same entity; values are sets in FollowTheMoney."""
    for name, values in fragment.properties.items():
        kept = known.properties.setdefault(name, [])
        kept.extend(value for value in values if value not in kept)
    known.datasets.extend(d for d in fragment.datasets if d not in known.datasets)
    known.caption = known.caption or fragment.caption
    known.target = fragment.target if known.target is None else known.target
    if fragment.schema in KINDS and known.schema in ("LegalEntity", "Organization"):
        known.schema = fragment.schema
