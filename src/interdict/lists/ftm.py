"""FollowTheMoney JSON lines, the interchange format of open sanctions and company data.

One entity a line, ``{"id", "schema", "properties": {name: [values]}, "datasets", ...}``, in
any order; parties, and entities that say something about parties (Sanction, Identification,
Address, Ownership ...). ``export`` writes what ``FTM_JSONL`` reads.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from interdict.errors import MalformedFile, UsageError
from interdict.lists.catalog import SOURCES, Source, provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.ftm_attached import ends_of
from interdict.lists.ftm_entity import ATTACHED, Entity, flatten, merge
from interdict.lists.ftm_export import export
from interdict.lists.ftm_file import FtmFile
from interdict.lists.ftm_party import Attachments, read_party
from interdict.lists.ftm_terms import KINDS, TIES
from interdict.party import Finding, Party

__all__ = ["FTM_JSONL", "FtmJsonl", "export"]

_BOM = b"\xef\xbb\xbf"
_FIRST_LINE = 1 << 20
_OFFICIAL = frozenset(source.id for source in SOURCES)


class FtmJsonl:
    """Reads ``ftm-jsonl`` files."""

    form = "ftm-jsonl"

    def claims(self, file: SourceFile) -> bool:
        """Is the first line an object with ``schema`` and ``properties``?"""
        first = file.content[:_FIRST_LINE].removeprefix(_BOM).lstrip().partition(b"\n")[0]
        return (
            first.startswith(b"{")
            and re.search(rb'"schema"\s*:\s*"\w+"', first) is not None
            and re.search(rb'"properties"\s*:\s*\{', first) is not None
        )

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """None: the format dates entities, not files."""
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading per dataset, or one in all under the name that was asked for.

        An entity on several datasets belongs to the official one among them, else to the
        first. ``MalformedFile`` for bytes that are not UTF-8, a cut-off last line, or
        entities without a dataset when no ``--source`` was given.
        """
        lines = _Lines(files.files[0])
        owners = {
            entity.id: request.source or _dataset(entity, files.files[0])
            for entity in lines.entities.values()
            if entity.is_party
        }
        sources = dict.fromkeys(owners.values()) or {
            request.source or lines.any_dataset(files.files[0]): None
        }
        attached = _attachments(lines.entities)
        readings = [
            _read_source(FtmFile(lines.entities, source_named(source), owners), attached, request)
            for source in sources
        ]
        return (_with_rejects(readings[0], lines), *readings[1:])


FTM_JSONL = FtmJsonl()


class _Lines:
    """The lines of a file as entities by id, fragments merged and nested ones taken out."""

    def __init__(self, file: SourceFile) -> None:
        self.entities: dict[str, Entity] = {}
        self.rejected: list[Finding] = []
        for number, text in _numbered(file):
            try:
                for entity in flatten(msgspec.json.decode(text, type=Entity)):
                    self._add(entity)
            except msgspec.DecodeError as wrong:
                self._reject(number, f"{wrong}")
        self._reject_nameless()
        self.unattached = self._unattached()

    def any_dataset(self, file: SourceFile) -> str:
        """Whose list a file without a single party is."""
        for entity in self.entities.values():
            return _dataset(entity, file)
        raise MalformedFile(f"{file.name}: not one line is a FollowTheMoney entity")

    def _add(self, entity: Entity) -> None:
        known = self.entities.setdefault(entity.id, entity)
        if known is not entity:
            merge(known, entity)

    def _reject(self, number: int, why: str) -> None:
        message = f"line {number} was left out: {why}"
        record = f"line {number}"
        finding = Finding(severity="error", code="unreadable-line", message=message, record=record)
        self.rejected.append(finding)

    def _reject_nameless(self) -> None:
        nameless = [e for e in self.entities.values() if e.is_party and not e.best_name]
        for entity in nameless:
            message = f"{entity.schema} {entity.id} was left out: it has no name"
            self.rejected.append(
                Finding(severity="error", code="no-name", message=message, record=entity.id)
            )
            del self.entities[entity.id]

    def _unattached(self) -> list[Finding]:
        """Entities that neither are a party nor say something about one that is here."""
        used = {place for e in self.entities.values() for place in e.texts("addressEntity")}
        lost: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            if entity.is_party or entity.id in used:
                continue
            ends = (self.entities.get(end) for end in _ends(entity))
            if not any(end is not None and end.is_party for end in ends):
                lost.setdefault(entity.schema, []).append(entity)
        return [_unattached_finding(schema, entities) for schema, entities in lost.items()]


def _unattached_finding(schema: str, entities: Sequence[Entity]) -> Finding:
    if schema in ATTACHED:
        code, why = "unattached-entity", "belong to no party of the file"
    else:
        code, why = "unmapped-schema", "are of a schema we do not read, and bear no name"
    ids = ", ".join(entity.id for entity in entities[:5])
    return Finding(
        severity="warning",
        code=code,
        message=f"{len(entities)} {schema} entities {why} and were left out: {ids}"
        + (" ..." if len(entities) > 5 else ""),
        field=schema,
        count=len(entities),
    )


def _numbered(file: SourceFile) -> Iterator[tuple[int, str]]:
    content = file.content.removeprefix(_BOM)
    try:
        lines = content.decode().split("\n")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise MalformedFile(
            f"{file.name}, line {line}: byte {content[wrong.start]:#04x} is not UTF-8; fetch the "
            "file again, or save it as UTF-8"
        ) from wrong
    if lines[-1].strip() and not lines[-1].rstrip().endswith("}"):
        raise MalformedFile(
            f"{file.name}, line {len(lines)}: the last line breaks off, so the file is not whole; "
            "fetch it again"
        )
    return ((number, text) for number, text in enumerate(lines, start=1) if text.strip())


def _dataset(entity: Entity, file: SourceFile) -> str:
    """The official source among an entity's datasets, else the first of them."""
    official = [dataset for dataset in entity.datasets if dataset in _OFFICIAL]
    named = (official or entity.datasets)[:1]
    if not named:
        raise MalformedFile(
            f"{file.name}: {entity.schema} {entity.id} names no dataset, so whose list is it? "
            "Name it with  --source NAME"
        )
    try:
        return source_named(named[0]).id
    except UsageError as wrong:
        raise MalformedFile(
            f"{file.name}: {entity.schema} {entity.id} is of dataset {named[0]!r} ({wrong}); "
            "name the list with  --source NAME"
        ) from wrong


def _ends(entity: Entity) -> Iterable[str]:
    """The ids of the entities that an attached entity speaks of."""
    if entity.schema in TIES:
        return ends_of(entity)
    return entity.texts("entity", "holder")


def _attachments(entities: Mapping[str, Entity]) -> dict[str, Attachments]:
    attached: dict[str, Attachments] = {}
    for entity in entities.values():
        if entity.schema in TIES:
            # told at its first end that is a party here: a link is stated once
            holders = [e for e in _ends(entity) if e in entities and entities[e].is_party]
            for holder in holders[:1]:
                attached.setdefault(holder, Attachments()).ties.append(entity)
        elif entity.schema == "Sanction":
            for holder in _ends(entity):
                attached.setdefault(holder, Attachments()).sanctions.append(entity)
        elif entity.schema in ("Identification", "Passport"):
            for holder in _ends(entity):
                attached.setdefault(holder, Attachments()).documents.append(entity)
    return attached


def _read_source(
    file: FtmFile, attached: Mapping[str, Attachments], request: ReadRequest
) -> Reading:
    source = file.source
    schemata: Counter[str] = Counter()
    parties: list[Party] = []
    for entity in file.members():
        if entity.schema not in KINDS:
            schemata[entity.schema] += 1
        record = entity.id.removeprefix(f"{source.id}:")
        origin = provenance(source, request.edition, request.published, record)
        parties.append(read_party(file, entity, attached.get(entity.id, Attachments()), origin))
    unmapped = [
        *(_unmapped("schema", name, count, source) for name, count in sorted(schemata.items())),
        *(_unmapped("element", n, count, source) for n, count in sorted(file.unmapped.items())),
    ]
    return Reading(
        source=source.id,
        parties=tuple(parties),
        findings=(*unmapped, *file.findings),
        records=len(parties),
    )


def _unmapped(what: str, name: str, count: int, source: Source) -> Finding:
    kept = "its entities are parties of unknown kind" if what == "schema" else (
        "its values are kept as details"
    )  # fmt: skip
    return Finding(
        severity="warning",
        code=f"unmapped-{what}",
        message=f"{name} is not known here; {kept}",
        source=source.id,
        field=name,
        count=count,
    )


def _with_rejects(reading: Reading, lines: _Lines) -> Reading:
    """Findings that belong to no dataset go to the first reading."""
    findings = (
        msgspec.structs.replace(finding, source=reading.source)
        for finding in (*lines.rejected, *lines.unattached)
    )
    return msgspec.structs.replace(
        reading,
        findings=(*findings, *reading.findings),
        records=reading.records + len(lines.rejected),
        rejected=len(lines.rejected),
    )
