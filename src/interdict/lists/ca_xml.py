"""Canada's Consolidated Autonomous Sanctions List, in XML (root ``data-set``).

Form: the file that Global Affairs Canada offers as ``sema-lmes.xml``; it has no published
schema. Every ``record`` names a regulation (``Country``), a place in its schedule (``Schedule``,
``Item``) and a person, an entity or, since 2025, a ship. The file states no publication date and
no measure: what the regulation forbids differs by schedule, so every listing is ``unstated``.
"""

import datetime
from collections.abc import Sequence

from lxml import etree

from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.ca_record import Record
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.own_ids import Claim, own_ids
from interdict.party import Finding, Name, Party

_ROOT = "data-set"
_RECORD = "record"
_NEEDED = ("Country", "Item")
_SOMEWHERE = (
    "LastName", "GivenName", "EntityOrShip|Entity", "Aliases",
    "DateOfBirthOrShipBuildDate|DateOfBirth",
)  # fmt: skip
"""Not in every record, but in every edition of the list."""


class CaXml:
    """Reads ``ca-xml`` files."""

    form = "ca-xml"

    def claims(self, file: SourceFile) -> bool:
        """Is the root ``data-set``, with a record that has a country?"""
        return xml.claims_root(file, _ROOT, containing="<Country>")

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The file never says."""
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` where no record has a country and an item."""
        file = files.files[0]
        root = xml.root(file)
        records = list(root)
        missing = [tag for tag in _NEEDED if not any(xml.text(each, tag) for each in records)]
        if missing:
            raise MalformedFile(
                f"{file.name} lists nobody: no record has a {' or a '.join(missing)}. Nothing was "
                "loaded: download the file again from Global Affairs Canada."
            )
        xml.refuse_renamed(file, records, _SOMEWHERE)
        reader = _Reader(request)
        for element in records:
            reader.take(element)
        return (reader.reading(len(records)),)


CA_XML = CaXml()


class _Reader:
    """Turns records into parties, and keeps what was odd."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._source = source_named(request.source or "ca")
        self._unmapped = xml.Unmapped(self._source.id)
        self._taken: list[tuple[Record, tuple[Name, ...], Claim, str]] = []
        self._parties: list[Party] = []
        self._findings: list[Finding] = []
        self._rejected = 0

    def take(self, element: etree._Element) -> None:
        """One record becomes one party, or one finding of severity ``error``."""
        where = f"record in line {element.sourceline}"
        if xml.local(element) != _RECORD:
            self._reject(
                "unknown-record", f"{xml.local(element)} is no known kind of record", where
            )
            return
        record = Record(element, self._source, self._unmapped)
        names = record.names()
        if not names:
            self._reject("no-name", "the record has no name and cannot be screened", where)
            return
        law = record.regulation.key
        native = f"{law}-{record.place}" if record.place else ""
        whole = etree.tostring(element, method="c14n", with_tail=False).decode()
        told = (record.kind, names[0].full)
        said = "\n".join(told if record.place else (law, *told))
        self._taken.append((record, names, Claim(native, said, whole), where))

    def _finish(self, record: Record, names: tuple[Name, ...], native: str) -> None:
        """A party under an id of its own."""
        origin = provenance(self._source, self._request.edition, self._request.published, native)
        self._parties.append(record.party(f"{self._source.id}:{native}", origin, names))
        self._findings.extend(record.findings)

    def _note_own_id(self, record: Record, name: Name, native: str) -> None:
        told = "repeats an item of its schedule" if record.place else "has no item number"
        self._findings.append(
            Finding(
                severity="warning",
                code="repeated-reference" if record.place else "missing-reference",
                message=f"{name.full} {told}; its id here is {self._source.id}:{native}",
                source=self._source.id,
                record=native,
                field="Item",
            )
        )

    def _reject(self, code: str, message: str, where: str) -> None:
        self._rejected += 1
        self._findings.append(
            Finding(
                severity="error",
                code=code,
                message=f"{message}; it was left out",
                source=self._source.id,
                record=where,
            )
        )

    def reading(self, records: int) -> Reading:
        """All parties in file order, and the findings, unmapped elements last."""
        ids = own_ids([claim for _, _, claim, _ in self._taken])
        for native, (record, names, claim, where) in zip(ids, self._taken, strict=True):
            if native is None:
                self._reject("duplicate-record", "it repeats an earlier record", where)
                continue
            if native != claim.native:
                native = f"{record.regulation.key}-{native}" if not record.place else native
                self._note_own_id(record, names[0], native)
            self._finish(record, names, native)
        return Reading(
            source=self._source.id,
            parties=tuple(self._parties),
            findings=(*self._findings, *self._unmapped.findings()),
            records=records,
            rejected=self._rejected,
        )
