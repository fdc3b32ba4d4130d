"""Which connector reads which files, and of what date the edition is."""

import datetime
from collections.abc import Callable, Mapping, Sequence

import msgspec

from interdict.errors import UnknownFormat
from interdict.lists import xml
from interdict.lists.au_xlsx import AU_XLSX
from interdict.lists.ca_xml import CA_XML
from interdict.lists.catalog import source_named
from interdict.lists.ch_xml import CH_XML
from interdict.lists.connector import (
    Connector,
    FileSet,
    Piecemeal,
    Reading,
    ReadRequest,
    SourceFile,
)
from interdict.lists.eu_fsf import EU_FSF_XML
from interdict.lists.eu_journal import EU_JOURNAL
from interdict.lists.files import date_in
from interdict.lists.ftm import FTM_JSONL
from interdict.lists.interdict_jsonl import INTERDICT_JSONL
from interdict.lists.ofac_advanced_xml import OFAC_ADVANCED_XML
from interdict.lists.ofac_csv import OFAC_CSV
from interdict.lists.ofac_enhanced_xml import OFAC_ENHANCED_XML
from interdict.lists.ofac_wallets import OFAC_WALLETS
from interdict.lists.ofac_xml import OFAC_XML
from interdict.lists.sheet import refuse_container
from interdict.lists.tabular import TABULAR
from interdict.lists.uk_csv import UK_CSV
from interdict.lists.uk_ofsi import UK_OFSI
from interdict.lists.uk_xml import UK_XML
from interdict.lists.un import UN_XML
from interdict.lists.us_csl import US_CSL_CSV
from interdict.party import DATING, DatedBy, Edition, Finding, edition_id

CONNECTORS: tuple[Connector, ...] = (
    OFAC_XML,
    OFAC_ENHANCED_XML,
    OFAC_ADVANCED_XML,
    OFAC_CSV,
    UN_XML,
    EU_FSF_XML,
    EU_JOURNAL,
    CA_XML,
    AU_XLSX,
    US_CSL_CSV,
    OFAC_WALLETS,
    UK_XML,
    UK_CSV,
    UK_OFSI,
    CH_XML,
    INTERDICT_JSONL,
    FTM_JSONL,
    TABULAR,  # last: it claims any table with a name column
)
"""Every form that can be read, in the order in which they are asked."""

Kept = Callable[[str, str, datetime.date], Sequence[SourceFile]]
"""Files of the edition in force: of a source, in a form, on a day; none where there is none."""

Known = Callable[[str], tuple[datetime.date, DatedBy] | None]
"""Content id -> how its newest edition is dated; None for content that never came."""

_HEAD = 4_096
"""Bytes in which a file says what it is."""


class Instructions(msgspec.Struct, frozen=True, kw_only=True):
    """What the person who adds files may say about them."""

    source: str | None = None
    """Name of a private list; required where the content names no source."""
    published: datetime.date | None = None
    """Publication date for files that state none."""
    served: datetime.date | None = None
    """The day the publisher's own server says the file changed; the weakest date of all."""
    columns: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Our field -> header, for tables."""


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One edition of one source, read."""

    edition: Edition
    reading: Reading
    files: tuple[SourceFile, ...]
    came: frozenset[str] = frozenset()
    """Parts that the files given hold, of an edition that has parts (``Piecemeal``)."""
    stayed: frozenset[str] = frozenset()
    """Its other parts: they stay as they were in force."""


def piecemeal(form: str) -> Piecemeal | None:
    """The connector of a form whose editions have parts; None for any other form."""
    return next((c for c in CONNECTORS if c.form == form and isinstance(c, Piecemeal)), None)


def recognise(
    files: Sequence[SourceFile], columns: Mapping[str, str] | None = None
) -> tuple[tuple[Connector, FileSet], ...]:
    """Assign every file to a connector and sort them into editions.

    The same content given twice counts once. A file that nothing claims is a table when
    ``columns`` says how to read it. Raises ``UnknownFormat`` naming the files that nothing
    claims, and ``MalformedFile`` as ``Connector.assemble`` does.
    """
    claimed: dict[str, list[SourceFile]] = {}
    unknown: list[str] = []
    by_form = {connector.form: connector for connector in CONNECTORS}
    for file in files:
        connector = next((c for c in CONNECTORS if c.claims(file)), TABULAR if columns else None)
        if connector is None:
            _refuse_doctype(file)
            refuse_container(file)
            unknown.append(file.name)
        else:
            claimed.setdefault(connector.form, []).append(file)
    if unknown:
        raise _not_recognised(unknown)
    return tuple(
        (by_form[form], file_set)
        for form, members in claimed.items()
        for file_set in by_form[form].assemble(_once(by_form[form], members))
    )


def _once(connector: Connector, files: Sequence[SourceFile]) -> Sequence[SourceFile]:
    """Without the same content of the same day again. Where an edition has parts the connector
    sees to it: of a part that holds nothing any more the name is all there is."""
    if isinstance(connector, Piecemeal):
        return files
    return tuple({(file.sha256, date_in(file.name)): file for file in files}.values())


def _refuse_doctype(file: SourceFile) -> None:
    """Say of XML that declares a document type that this is why it is refused."""
    head = file.content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<") and b"<!doctype" in head and b"<!doctype html" not in head:
        xml.root(file)


def _not_recognised(names: Sequence[str]) -> UnknownFormat:
    forms = ", ".join(connector.form for connector in CONNECTORS)
    return UnknownFormat(
        f"not recognised: {', '.join(names)}. Known forms: {forms}. Is it the file "
        "the publisher offers, and not a web page about it? A table of your own needs a header "
        "with a name column: pass  --source NAME --column name=HEADER; nothing was changed"
    )


def nothing_known(_content: str) -> tuple[datetime.date, DatedBy] | None:
    """Of an archive that keeps nothing."""
    return None


def nothing_kept(_source: str, _form: str, _on: datetime.date) -> Sequence[SourceFile]:
    """No edition was in force before."""
    return ()


def read(
    connector: Connector,
    files: FileSet,
    instructions: Instructions,
    kept: Kept = nothing_kept,
    known: Known = nothing_known,
) -> tuple[Arrival, ...]:
    """Read one set of files: one arrival per source its content belongs to.

    Where an edition has parts (``Piecemeal``), ``kept`` gives the files of those that did not
    come; they do not date the edition. ``known`` tells how the same content was dated before: a
    date that comes from a better place stays, and what merely came again is no other edition.
    """
    published, dated_by, dating = _dated(connector, files, instructions)
    came = stayed = frozenset[str]()
    if isinstance(connector, Piecemeal):
        source = instructions.source or connector.source
        came = connector.parts(files)
        files = connector.completed(files, kept(source, connector.form, published))
        stayed = connector.parts(files) - came
    before = known(files.content_id)
    if before is not None and _stays(before[1], dated_by):
        (published, dated_by), dating = before, ()
    identity = edition_id(files.content_id, published, dated_by)
    request = ReadRequest(
        edition=identity,
        published=published,
        source=instructions.source,
        columns=instructions.columns,
    )
    arrivals = (
        _arrival(files, reading, published, dated_by, (*files.findings, *dating))
        for reading in connector.read(files, request)
    )
    return tuple(msgspec.structs.replace(arrival, came=came, stayed=stayed) for arrival in arrivals)


def _arrival(
    files: FileSet,
    reading: Reading,
    published: datetime.date,
    dated_by: DatedBy,
    findings: tuple[Finding, ...],
) -> Arrival:
    sourced = tuple(msgspec.structs.replace(finding, source=reading.source) for finding in findings)
    reading = msgspec.structs.replace(reading, findings=(*sourced, *reading.findings))
    edition = Edition(
        source=reading.source,
        regime="other" if reading.source == "starter" else source_named(reading.source).regime,
        id=edition_id(files.content_id, published, dated_by),
        form=files.form,
        files=tuple((file.name, file.sha256, len(file.content)) for file in files.files),
        published=published,
        dated_by=dated_by,
        records=reading.records,
        parties=len(reading.parties),
        rejected=reading.rejected,
        missing=reading.missing,
    )
    return Arrival(edition=edition, reading=reading, files=files.files)


def _stays(before: DatedBy, now: DatedBy) -> bool:
    """Does the date of an earlier coming stay? A stronger one does; a file's own time and a
    server's say only when the same bytes were served again."""
    if before == now:
        return now in ("modification-time", "server")
    return DATING.index(before) > DATING.index(now)


def _dated(
    connector: Connector, files: FileSet, instructions: Instructions
) -> tuple[datetime.date, DatedBy, tuple[Finding, ...]]:
    """The publication date, where it comes from, and findings about that (DESIGN, section 5)."""
    stated = connector.published(files)
    if stated is not None:
        if instructions.published not in (None, stated):
            return stated, "file", (_other_date_stated(files, stated, instructions.published),)
        return stated, "file", ()
    if instructions.published is not None:
        return instructions.published, "stated", ()
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    named = [day for file in files.files if (day := date_in(file.name)) and day <= tomorrow]
    if named:
        # Parts come on days of their own: an edition of parts is as new as its newest.
        newest = max(named) if isinstance(connector, Piecemeal) else named[0]
        return newest, "file-name", ()
    if instructions.served is not None:
        return instructions.served, "server", ()
    modified = max(file.modified for file in files.files)
    return modified, "modification-time", (_dated_by_modification(files, modified),)


def _other_date_stated(
    files: FileSet, stated: datetime.date, given: datetime.date | None
) -> Finding:
    return Finding(
        severity="warning",
        code="publication-date-differs",
        message=f"{files.files[0].name} says it was published on {stated}; the date given "
        f"({given}) was not used",
    )


def _dated_by_modification(files: FileSet, modified: datetime.date) -> Finding:
    return Finding(
        severity="warning",
        code="dated-by-modification-time",
        message=f"{files.files[0].name} states no publication date and has none in its name; "
        f"its modification date {modified} was used. Such an edition never outranks a dated "
        "one: pass --published DATE",
    )
