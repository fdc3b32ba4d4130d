"""Reading OFAC's forms in tests: from fixtures, from the real files, from text."""

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from interdict.lists.connector import Connector, Reading, ReadRequest, SourceFile
from interdict.party import Finding, Identifier, Name, Party

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ofac"
DAY = datetime.date(2026, 1, 8)


def source_file(content: bytes | str, name: str = "list.xml") -> SourceFile:
    """A file in memory."""
    data = content.encode() if isinstance(content, str) else content
    return SourceFile(name=name, content=data, modified=DAY)


def files_at(*paths: Path) -> list[SourceFile]:
    """Files on disk, as the intake hands them to a connector."""
    return [source_file(path.read_bytes(), path.name) for path in paths]


def fixture(name: str) -> str:
    """Text of a fixture, to be broken or changed by a test."""
    return (FIXTURES / name).read_text("utf-8")


def read(
    connector: Connector, *files: SourceFile, source: str | None = None
) -> tuple[Reading, ...]:
    """All readings of the one edition that these files make."""
    (edition,) = connector.assemble(files)
    published = connector.published(edition) or DAY
    request = ReadRequest(edition=edition.content_id, published=published, source=source)
    return connector.read(edition, request)


def read_one(connector: Connector, *files: SourceFile) -> Reading:
    """The only reading of these files."""
    (reading,) = read(connector, *files)
    return reading


def by_record(reading: Reading) -> dict[str, Party]:
    """Parties by OFAC's number."""
    return {party.provenance.record: party for party in reading.parties}


def found(reading: Reading, code: str) -> list[Finding]:
    """The findings of one cause."""
    return [finding for finding in reading.findings if finding.code == code]


def latin_names(party: Party) -> Counter[tuple[str, str]]:
    """Names that all forms print, with their kinds."""
    return Counter((name.full, name.kind) for name in party.names if name.script == "Latn")


def numbers(party: Party) -> Counter[tuple[str, str]]:
    """Kinds and values of the identifiers."""
    return Counter((each.kind, each.value) for each in party.identifiers)


def programmes(party: Party) -> set[str]:
    """Programmes of all listings."""
    return {programme for listing in party.listings for programme in listing.programmes}


def name_of(party: Party, full: str) -> Name:
    """The name with this spelling."""
    return next(name for name in party.names if name.full == full)


def number_of(party: Party, kind: str) -> Identifier:
    """The first identifier of a kind."""
    return next(each for each in party.identifiers if each.kind == kind)


def details_of(party: Party, label: str) -> Sequence[str]:
    """Values kept under a label."""
    return [detail.value for detail in party.details if detail.label == label]
