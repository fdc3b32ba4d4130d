"""GLEIF's files: who is who (LEI-CDF), who consolidates whom (RR-CDF), and why nobody is told.

All published versions, as XML, as JSON and as answers of the API, each a stream of records. What
they say is in ``gleif_lei``, ``gleif_relationships`` and ``gleif_exceptions``. The CSV form is
not read.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from interdict.ownership import gleif_json, gleif_xml
from interdict.ownership.gleif_exceptions import is_exception, read_exception
from interdict.ownership.gleif_lei import described, is_lei_record
from interdict.ownership.gleif_record import Plain, text
from interdict.ownership.gleif_relationships import Relationships, is_relationship
from interdict.ownership.lifetime import day_of
from interdict.ownership.reading import Report
from interdict.ownership.stake import Entity, Stake
from interdict.ownership.tally import Tally
from interdict.statement import Authority

FORMS: tuple[str, ...] = ("gleif-rr", "gleif-repex", "gleif-lei")
SOURCE = "gleif"
STATED_BY = "GLEIF"
AUTHORITY: Authority = "registry"

_XML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:[\w.-]+:)?"
    rb"(?:" + "|".join(gleif_xml.ROOTS).encode() + rb")\b",
    re.S,
)
_JSON = re.compile(rb"\s*[\[{]")
_RECORD = re.compile(
    rb'"Relationship"\s*:\s*\{|"RelationshipRecord"\s*:\s*\{|"ExceptionCategory"\s*:'
    rb'|"LEI"\s*:\s*(?:"[A-Z0-9]{20}"|\{\s*"\$")'
    rb'|"type"\s*:\s*"(?:relationship-records|reporting-exceptions|lei-records)"'
    rb'|\{"meta":\{"goldenCopy":'
)


def recognises(head: bytes) -> bool:
    """Is it one of GLEIF's root elements, or JSON with one of its records?"""
    if _XML.match(head):
        return True
    return _JSON.match(head) is not None and _RECORD.search(head) is not None


def read(stream: BinaryIO, report: Report) -> Iterator[Stake | Entity]:
    """Every record as the entities it names and its stakes; the same entity may come again.

    Raises ``MalformedFile`` for a file that is cut off, no XML or JSON, or not about owners.
    """
    tally = Tally()
    relationships = Relationships(report, tally)
    for record in _records(stream, report):
        report.records += 1
        if report.published is None:
            report.published = day_of(text(record, "ContentDate"))
        if is_relationship(record):
            _tell_form(report, "gleif-rr")
            yield from relationships.read(record)
        elif is_exception(record):
            _tell_form(report, "gleif-repex")
            yield from read_exception(record, report, tally)
        elif is_lei_record(record):
            _tell_form(report, "gleif-lei")
            entity = described(record, report, tally)
            if entity is not None:
                yield entity
        else:
            names = ", ".join(sorted(record))[:80] or "nothing"
            report.reject(
                "unknown-record",
                f"record {report.records} is none that GLEIF publishes: it holds {names}",
                f"record {report.records}",
            )
    yield from relationships.rest()
    tally.tell(report)


def _records(stream: BinaryIO, report: Report) -> Iterator[Plain]:
    start = stream.read(1)
    while start.isspace():
        start = stream.read(1)
    whole = gleif_json.joined(start, stream)
    read_records = gleif_xml.records if start == b"<" else gleif_json.records
    return read_records(whole, report)


def _tell_form(report: Report, form: str) -> None:
    """A file of several forms, which only other programs write, has that of its first record."""
    report.form = report.form or form
