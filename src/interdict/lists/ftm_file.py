"""What all entities of one FollowTheMoney file share while they are read."""

from collections import Counter
from collections.abc import Iterator, Mapping

from interdict import countries, identifiers
from interdict.lists.catalog import Source
from interdict.lists.ftm_entity import Entity
from interdict.party import Finding, Identifier, Severity
from interdict.text import script


class FtmFile:
    """The entities by id, whose list each party is on, and what was odd about them."""

    def __init__(
        self, entities: Mapping[str, Entity], source: Source, owners: Mapping[str, str]
    ) -> None:
        self.entities = entities
        self.source = source
        self._owners = owners
        self.unmapped: Counter[str] = Counter()
        """``Schema.property`` -> entities that have it, for properties nobody knows."""
        self.findings: list[Finding] = []

    def members(self) -> Iterator[Entity]:
        """The parties on this file's list, in file order."""
        return (self.entities[i] for i, owner in self._owners.items() if owner == self.source.id)

    def party_id(self, reference: str) -> str:
        """The id here of a party of the file; any other entity keeps its own."""
        owner = self._owners.get(reference)
        if owner is None or reference.startswith(f"{owner}:"):
            return reference
        return f"{owner}:{reference}"

    def name_of(self, reference: str) -> str:
        """The name of another entity; its id when the file does not hold it."""
        entity = self.entities.get(reference)
        return (entity.best_name if entity else "") or reference

    def number(
        self, kind: str, value: str, *, entity: Entity, field: str, country: str = ""
    ) -> Identifier:
        """A number of a stated kind, in normal form and checked."""
        kind = identifiers.refine(kind, value, country)
        normal = identifiers.normalise(kind, value)
        valid = identifiers.is_valid(kind, value)
        if valid is False:
            what = f"{value!r} has a wrong check digit or form; it is kept and marked"
            self.report("warning", f"invalid-{kind}", what, entity, field)
        raw = value if value != normal else ""
        return Identifier(
            kind=kind, value=normal, raw=raw, country=country, valid=valid, field=field
        )

    def country(self, text: str, entity: Entity, field: str) -> str:
        """The alpha-2 code, or an empty text with a finding."""
        code = countries.code(text) if text else ""
        if code is None:
            what = f"{text!r} names no country we know; it is kept as printed"
            self.report("warning", "unreadable-country", what, entity, field)
        return code or ""

    def report(
        self, severity: Severity, code: str, what: str, entity: Entity, field: str = ""
    ) -> None:
        """Add a finding about one entity."""
        place = f"{entity.schema} {entity.id}" + (f", {field}" if field else "")
        self.findings.append(
            Finding(
                severity=severity,
                code=code,
                message=f"{place}: {what}",
                source=self.source.id,
                record=entity.id,
                field=field,
            )
        )


def script_of(text: str) -> str:
    """ISO 15924 code; Latin for a name without letters."""
    found = script(text)
    return "Latn" if found == "Zyyy" else found
