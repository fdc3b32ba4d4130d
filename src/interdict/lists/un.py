"""The UN Security Council's consolidated list, in XML (root ``CONSOLIDATED_LIST``).

Form: https://www.un.org/sc/resources/sc-sanctions.xsd; both published files, ``consolidated``
and ``consolidatedLegacyByPRN``, have it. The form states no measure. Where a record's own
comments say under which measures it is listed ("Travel Ban, Asset Freeze"), they are read;
all other listings are ``unstated``.
"""

import datetime
from collections.abc import Iterator, Sequence

from lxml import etree

from interdict import dates
from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.own_ids import Claim, own_ids
from interdict.lists.un_record import Record
from interdict.party import Finding, Kind, Name, Party

_ROOT = "CONSOLIDATED_LIST"
_OUTSIDE = frozenset(("@dateGenerated", "@noNamespaceSchemaLocation", "@schemaLocation"))
_KINDS: dict[str, Kind] = {"INDIVIDUAL": "person", "ENTITY": "organization"}


class UnXml:
    """Reads ``un-xml`` files."""

    form = "un-xml"

    def claims(self, file: SourceFile) -> bool:
        """Is the root element ``CONSOLIDATED_LIST``?"""
        return xml.claims_root(file, _ROOT)

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The day (UTC) of ``dateGenerated``."""
        return dates.iso_or_none(xml.root(files.files[0]).get("dateGenerated", ""))

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` where the file lists nobody."""
        file = files.files[0]
        root = xml.root(file)
        records = list(_records(root))
        if not records:
            raise MalformedFile(
                f"{file.name} lists nobody: there is no INDIVIDUAL and no ENTITY in it. Nothing "
                "was loaded: download the file again from the UN Security Council's site."
            )
        reader = _Reader(request)
        reader.note_outside(root)
        for element in records:
            reader.take(element)
        return (reader.reading(len(records)),)


UN_XML = UnXml()


def _records(root: etree._Element) -> Iterator[etree._Element]:
    """The records of all groups (``INDIVIDUALS``, ``ENTITIES``), and any outside a group."""
    for group in root:
        if xml.local(group) in _KINDS:
            yield group
        else:
            yield from group


class _Reader:
    """Turns records into parties, and keeps what was odd."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._source = source_named(request.source or "un")
        self._unmapped = xml.Unmapped(self._source.id)
        self._taken: list[tuple[Record, Kind, tuple[Name, ...], Claim, str]] = []
        self._parties: list[Party] = []
        self._findings: list[Finding] = []
        self._rejected = 0

    def note_outside(self, root: etree._Element) -> None:
        """Count what stands beside the groups of records and is none."""
        groups = {xml.local(group) for group in root if len(group)}
        for _ in self._unmapped.details(root, _OUTSIDE | groups):
            continue

    def take(self, element: etree._Element) -> None:
        """One record becomes one party, or one finding of severity ``error``."""
        kind = _KINDS.get(xml.local(element))
        reference = xml.text(element, "REFERENCE_NUMBER")
        where = reference or f"record in line {element.sourceline}"
        if kind is None:
            self._reject(
                "unknown-record", f"{xml.local(element)} is no known kind of record", where
            )
            return
        record = Record(element, self._source, self._unmapped, reference)
        names = record.names()
        if not names:
            self._reject("no-name", "the record has no name and cannot be screened", where)
            return
        said = f"{record.programme}\n{kind}\n{names[0].full}"
        whole = etree.tostring(element, method="c14n", with_tail=False).decode()
        self._taken.append((record, kind, names, Claim(reference, said, whole), where))

    def _finish(
        self, record: Record, kind: Kind, names: tuple[Name, ...], reference: str, native: str
    ) -> None:
        """A party under an id of its own."""
        party_id = f"{self._source.id}:{native}"
        if native != reference:
            told = f"repeats the reference number {reference}" if reference else "has none"
            self._findings.append(
                Finding(
                    severity="warning",
                    code="repeated-reference" if reference else "missing-reference",
                    message=f"{names[0].full} {told}; its id here is {party_id}",
                    source=self._source.id,
                    record=native,
                    field="REFERENCE_NUMBER",
                )
            )
        origin = provenance(
            self._source, self._request.edition, self._request.published, reference or native
        )
        self._parties.append(record.party(party_id, kind, origin, names))
        self._findings.extend(record.findings)

    def _reject(self, code: str, message: str, where: str) -> None:
        self._rejected += 1
        self._findings.append(
            Finding(
                severity="error",
                code=code,
                message=f"{where}: {message}; it was left out",
                source=self._source.id,
                record=where,
            )
        )

    def reading(self, records: int) -> Reading:
        """All parties in file order, and the findings, unmapped elements last."""
        ids = own_ids([claim for _, _, _, claim, _ in self._taken])
        for native, (record, kind, names, claim, where) in zip(ids, self._taken, strict=True):
            if native is None:
                says = "it repeats an earlier record word for word"
                self._reject("duplicate-record", says, where)
            else:
                self._finish(record, kind, names, claim.native, native)
        return Reading(
            source=self._source.id,
            parties=tuple(self._parties),
            findings=(*self._findings, *self._unmapped.findings()),
            records=records,
            rejected=self._rejected,
        )
