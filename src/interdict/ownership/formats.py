"""Which reader reads an ownership file, and the file as read: edition, entities, stakes."""

import datetime
import io
import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from interdict.errors import MalformedFile, UnknownFormat
from interdict.ownership import bods, ftm_stakes, gleif, psc, stakes_csv
from interdict.ownership.opening import Content, opened
from interdict.ownership.reading import HEAD_BYTES, Report, StakeReader
from interdict.ownership.stake import Entity, Stake, StakeEdition
from interdict.party import Finding, content_id, edition_id
from interdict.statement import Authority

READERS: tuple[StakeReader, ...] = (bods, gleif, psc, ftm_stakes, stakes_csv)
"""Every format that can be read, in the order in which they are asked."""

_UTF8 = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+)?html\b", re.I | re.S
)
_BLOCK = 1 << 20


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """What the person who adds a file says about it; empty where the file's own word holds."""

    source: str = ""
    """Short name of the source."""
    stated_by: str = ""
    """Who asserts it, in words."""
    authority: Authority | None = None
    published: datetime.date | None = None
    """Publication day of a file that states none."""
    document: str = ""
    """For stakes entered by hand: the document they were taken from."""
    expires_on: datetime.date | None = None


NOTHING_SAID = Attribution()


class StakeReading(msgspec.Struct, frozen=True, kw_only=True):
    """One file as read."""

    edition: StakeEdition
    entities: tuple[Entity, ...]
    stakes: tuple[Stake, ...]
    findings: tuple[Finding, ...]


def read_stakes(path: Path, said: Attribution = NOTHING_SAID) -> StakeReading:
    """Read one ownership file whole; see ``read_each``."""
    entities: list[Entity] = []
    stakes: list[Stake] = []

    def take(record: Stake | Entity) -> None:
        if isinstance(record, Stake):
            stakes.append(record)
        else:
            entities.append(record)

    edition, findings = read_each(path, said, take)
    return StakeReading(
        edition=edition, entities=tuple(entities), stakes=tuple(stakes), findings=findings
    )


def read_each(
    path: Path, said: Attribution, take: Callable[[Stake | Entity], None]
) -> tuple[StakeEdition, tuple[Finding, ...]]:
    """Read one ownership file, plain or packed (``.gz``, ``.xz``, a ``.zip`` of one file), and
    give away each record as it is read: neither the text nor the records are held.

    Raises ``UnknownFormat`` for content that no reader claims, ``MalformedFile`` for a broken or
    empty file and ``SourceError`` for a path that cannot be read; then what was taken is void.
    """
    report = Report()
    taken = 0
    with opened(path) as (stream, content):
        reader = recognised(stream, content.name)
        try:
            for each in reader.read(stream, report):
                take(each)
                taken += 1
        except MalformedFile as broken:
            if str(broken).startswith(content.name):
                raise
            raise MalformedFile(f"{content.name}: {broken}") from broken
        while stream.read(_BLOCK):
            pass  # what a reader leaves belongs to the hash, and shows whether the packing is whole
    if not taken and report.rejected == report.records:
        raise MalformedFile(_nothing_read(content.name, report))
    edition = _edition(reader, report, content, said)
    findings = tuple(msgspec.structs.replace(f, source=edition.source) for f in report.findings())
    return edition, findings


def _nothing_read(name: str, report: Report) -> str:
    errors = (finding for finding in report.findings() if finding.severity == "error")
    why = next((f"; {finding.message}" for finding in errors), "")
    if not report.records:
        return f"{name} holds no record: there is nothing to add; nothing was changed"
    return (
        f"{name}: none of its {report.records:,} records could be read{why}. Is it the file that "
        "the publisher offers? Nothing was changed"
    )


def recognised(stream: io.BufferedReader, name: str) -> StakeReader:
    """The reader of what the stream holds; its byte order mark is taken off."""
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    if not head.removeprefix(_UTF8).strip(b"\x00\x1a\r\n\t "):
        raise MalformedFile(f"{name} is empty: get it again; nothing was changed")
    if head.startswith(_WIDE) or b"\x00" in head[:4]:
        raise MalformedFile(
            f"{name} is UTF-16 or UTF-32: save it as UTF-8 and add it again; nothing was changed"
        )
    if head.startswith(_UTF8):
        stream.read(len(_UTF8))
        head = head[len(_UTF8) :]
    if _PAGE.match(head):
        raise UnknownFormat(
            f"{name} is a web page and not the file itself: follow its download link; nothing "
            "was changed"
        )
    reader = next((each for each in READERS if each.recognises(head)), None)
    if reader is None:
        forms = ", ".join(form for each in READERS for form in each.FORMS)
        raise UnknownFormat(
            f"{name} is no ownership file that is known here. Known forms: {forms}. Is it the "
            "file that the publisher offers? Nothing was changed"
        )
    return reader


def _edition(
    reader: StakeReader, report: Report, content: Content, said: Attribution
) -> StakeEdition:
    form = report.form or reader.FORMS[0]
    identity = content_id(form, (content.sha256,))
    if report.published is None and said.published is not None:
        identity = edition_id(identity, said.published, "stated")
    return StakeEdition(
        id=identity,
        form=form,
        source=said.source or reader.SOURCE,
        stated_by=said.stated_by or report.stated_by or reader.STATED_BY,
        authority=said.authority or reader.AUTHORITY,
        published=report.published or said.published,
        files=((content.name, content.sha256, content.size),),
        records=report.records,
        rejected=report.rejected,
        document=said.document,
        expires_on=said.expires_on,
    )
