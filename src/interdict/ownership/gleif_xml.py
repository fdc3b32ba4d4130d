"""GLEIF's XML files as a stream of records: LEI-CDF, RR-CDF and reporting exceptions.

A full file has some gigabytes (13 for all LEI records), so it is read as it comes, and each record
is let go when it is done. No DTD, no entities, no network (DESIGN, invariant 9). Names count and
namespaces do not: these changed between the versions of the formats.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from interdict.errors import MalformedFile
from interdict.ownership.gleif_record import Plain, of_element, tell_header
from interdict.ownership.reading import Report

ROOTS = {
    "RelationshipData": "RelationshipRecord",
    "ReportingExceptionData": "Exception",
    "LEIData": "LEIRecord",
}
"""Root element -> element of a record."""

_RECORDS = frozenset(ROOTS.values())
_HEADERS = frozenset(("Header", "LEIHeader"))
_PIECE = 1 << 18
_LONGEST_RECORD = 1 << 24
"""Bytes without the end of a record; the longest published ones have some thousands."""

_AGAIN = "Download it again; nothing was changed"


def records(stream: BinaryIO, report: Report) -> Iterator[Plain]:
    """Every record of the file; its header goes to the report.

    Raises ``MalformedFile`` for a file that is cut off, no XML, or declares a document type. A
    header that announces another number of records is a finding: GLEIF's own samples do so.
    """
    parser = _parser()
    met, unfinished, announced = 0, 0, None
    while piece := stream.read(_PIECE):
        unfinished += len(piece)
        _feed(parser, piece)
        for event, element in _events(parser):
            name = str(element.tag).rpartition("}")[2]
            if event == "start":
                _refuse_doctype(element)
            elif name in _HEADERS:
                announced = tell_header(of_element(element), report)
            elif name in _RECORDS:
                met, unfinished = met + 1, 0
                yield of_element(element)
                _let_go(element)
        if unfinished > _LONGEST_RECORD:
            raise MalformedFile(
                f"after record {met:,} come {unfinished >> 20} MB without the end of a record, "
                f"which no file of GLEIF has. {_AGAIN}"
            )
    _close(parser, met)
    if announced is not None and announced != met:
        report.warn(
            "record-count",
            f"the header announces {announced:,} records and the file holds {met:,}: it is an "
            "extract, or not whole",
        )


def _parser() -> etree.XMLPullParser:
    tags = [f"{{*}}{name}" for pair in ROOTS.items() for name in pair]
    return etree.XMLPullParser(
        events=("start", "end"),
        tag=[*tags, *(f"{{*}}{name}" for name in sorted(_HEADERS))],
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _feed(parser: etree.XMLPullParser, piece: bytes) -> None:
    try:
        parser.feed(piece)
    except etree.XMLSyntaxError as error:
        cause = (error.msg or "not well-formed").rstrip(".")
        raise MalformedFile(
            f"line {error.lineno or 1}: the XML is broken ({cause}). {_AGAIN}"
        ) from error


def _events(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
    """What happened since the last piece, for elements; the parser was asked for nothing else."""
    for event, element in parser.read_events():
        if isinstance(element, etree._Element):
            yield str(event), element


def _close(parser: etree.XMLPullParser, met: int) -> None:
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        raise MalformedFile(
            f"line {error.lineno or 1}: the file ends in the middle, after {met:,} whole records. "
            f"{_AGAIN}"
        ) from error


def _refuse_doctype(element: etree._Element) -> None:
    if element.getparent() is None and element.getroottree().docinfo.internalDTD is not None:
        raise MalformedFile(
            "the file declares a document type (DOCTYPE), which can carry entities that read other "
            f"files or grow without end; no file of GLEIF has one, so it was not read. {_AGAIN}"
        )


def _let_go(element: etree._Element) -> None:
    """Free the record and what stands before it, so that the tree does not grow."""
    element.clear()
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        del above[0]
