"""The EU's Financial Sanctions Files: XML 1.1 of the European Commission (root ``export``).

Form: namespace ``http://eu.europa.ec/fpi/fsd/export``; nearly all content is in attributes.
The file is the Commission's consolidated list of those under EU financial sanctions, one
record a party with the programme and the regulation that lists it. It does not hold the
annexes of Regulation (EU) No 833/2014 and the like, so it does not stand in for the Journal.
"""

import datetime
from collections.abc import Sequence

from lxml import etree

from interdict import dates
from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.eu_fsf_record import Record
from interdict.lists.own_ids import Claim, own_ids
from interdict.party import Finding, Name, Party, Severity

NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
_NEEDED = (
    "regulation[@numberTitle]", "regulation[@programme]", "subjectType", "nameAlias[@wholeName]",
)  # fmt: skip
_OUTSIDE = frozenset(("@generationDate", "@globalFileId", "@schemaLocation", "sanctionEntity"))


class EuFsfXml:
    """Reads ``eu-fsf-xml`` files."""

    form = "eu-fsf-xml"

    def claims(self, file: SourceFile) -> bool:
        """Is the root element ``export``, of the Commission's namespace or with its records?"""
        return any(
            xml.claims_root(file, "export", containing=mark)
            for mark in (NAMESPACE, "<sanctionEntity")
        )

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The day of ``generationDate``, in the time zone it is printed in."""
        printed = xml.root(files.files[0]).get("generationDate", "")
        return dates.iso_or_none(printed[:10])

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` where the file lists nobody."""
        file = files.files[0]
        root = xml.root(file)
        records = xml.children(root, "sanctionEntity")
        if not records:
            raise MalformedFile(
                f"{file.name} lists nobody: there is no sanctionEntity in it. Nothing was loaded: "
                "download the file again from the European Commission's site."
            )
        xml.refuse_renamed(file, records, _NEEDED)
        reader = _Reader(request)
        reader.note_outside(root)
        for element in records:
            reader.take(element)
        return (reader.reading(len(records)),)


EU_FSF_XML = EuFsfXml()


class _Reader:
    """Turns records into parties, and keeps what was odd."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._source = source_named(request.source or "eu-fsf")
        self._unmapped = xml.Unmapped(self._source.id)
        self._taken: list[tuple[Record, tuple[Name, ...], Claim, str]] = []
        self._parties: list[Party] = []
        self._findings: list[Finding] = []
        self._rejected = 0

    def note_outside(self, root: etree._Element) -> None:
        """Count what stands beside the records and is none."""
        for _ in self._unmapped.details(root, _OUTSIDE):
            continue

    def take(self, element: etree._Element) -> None:
        """One record becomes one party, or one finding of severity ``error``."""
        record = Record(element, self._source, self._unmapped)
        names = record.names()
        where = record.native or f"record in line {element.sourceline}"
        if not names:
            self._reject("no-name", "the record has no name and cannot be screened", where)
            return
        whole = etree.tostring(element, method="c14n", with_tail=False).decode()
        claim = Claim(record.native, f"{record.kind}\n{names[0].full}", whole)
        self._taken.append((record, names, claim, where))

    def _finish(self, record: Record, names: tuple[Name, ...], native: str) -> None:
        """A party under an id of its own."""
        if native != record.native:
            number = record.native
            told = f"repeats the reference number {number}" if number else "has no reference number"
            says = f"{names[0].full} {told}; its id here is {self._source.id}:{native}"
            code = "repeated-reference" if number else "missing-reference"
            self._add("warning", code, says, native)
        origin = provenance(self._source, self._request.edition, self._request.published, native)
        self._parties.append(record.party(f"{self._source.id}:{native}", origin, names))
        self._findings += record.findings

    def _reject(self, code: str, cause: str, where: str) -> None:
        self._rejected += 1
        self._add("error", code, f"{where}: {cause}; it was left out", where)

    def _add(self, severity: Severity, code: str, says: str, record: str) -> None:
        self._findings.append(
            Finding(
                severity=severity, code=code, message=says, source=self._source.id, record=record
            )
        )

    def reading(self, records: int) -> Reading:
        """All parties in file order, and the findings, unmapped elements last."""
        ids = own_ids([claim for _, _, claim, _ in self._taken])
        for native, (record, names, _, where) in zip(ids, self._taken, strict=True):
            if native is None:
                says = "it repeats an earlier record word for word"
                self._reject("duplicate-record", says, where)
            else:
                self._finish(record, names, native)
        return Reading(
            source=self._source.id,
            parties=tuple(self._parties),
            findings=(*self._findings, *self._unmapped.findings()),
            records=records,
            rejected=self._rejected,
        )
