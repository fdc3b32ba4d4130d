"""Our own list format: JSON lines that a person can write, review and diff.

The first line is a header object, every following line one party (see ``party_line``)::

    {"format": "interdict-list", "version": 1, "list": "starter", "published": "2026-08-22",
     "stated": {"un": "2026-02-27"}, "parties": 1}
    {"id": "un:KPi.024", "kind": "person", "names": ["KIM YONG CHOL"], ...}

Parties keep the id of the official record, and their facts stay statements of that
authority; ``list`` only says in which collection they came to us. ``stated`` dates the
official publications behind the lines; ``parties`` lets a cut-off file be noticed.
"""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from interdict.errors import MalformedFile, UsageError
from interdict.lists.catalog import source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.party_line import LineOrigin, decode_party, encode_party
from interdict.party import Finding, Party

_BOM = b"\xef\xbb\xbf"
_MARK = re.compile(rb'^\s*\{[^\n]{0,400}"format"\s*:\s*"interdict-list"')
_VERSION = 1


class Header(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The first line of a list file."""

    format: str
    version: int
    list: str
    """Name of the collection, as ``catalog.source_named`` allows it."""
    published: datetime.date
    stated: dict[str, datetime.date] = msgspec.field(default_factory=dict)
    """Publication date of each official source whose facts the lines repeat."""
    parties: int | None = None
    """How many party lines follow."""
    about: str = ""


class InterdictJsonl:
    """Reads ``interdict-jsonl`` files."""

    form = "interdict-jsonl"

    def claims(self, file: SourceFile) -> bool:
        """Does the first line name our format?"""
        return _MARK.match(file.content[:1000].removeprefix(_BOM)) is not None

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The header's date; None when the header is broken (``read`` says how)."""
        try:
            return _header(files.files[0]).published
        except MalformedFile:
            return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading, named after the list.

        A line that states no party is rejected with a finding that gives its number.
        ``MalformedFile`` for a broken header, bytes that are not UTF-8, or a cut-off file.
        """
        file = files.files[0]
        header = _header(file)
        lines = _Lines(header, request.edition)
        for number, text in enumerate(_text(file).split("\n")[1:], start=2):
            if text.strip():
                lines.read(number, text)
        if header.parties is not None and header.parties != lines.records:
            raise MalformedFile(
                f"{file.name}: the header announces {header.parties} parties and "
                f"{lines.records} lines follow, so the file was cut off or edited; fetch it "
                "again, or correct 'parties' in its first line"
            )
        return (lines.reading(),)


INTERDICT_JSONL = InterdictJsonl()


def dump(parties: Iterable[Party], list_name: str, published: datetime.date) -> bytes:
    """The parties as a list file, in the order given; reading it gives them back unchanged.

    Only the edition is not written: whoever reads the file gives it the file's own.
    """
    listed = tuple(parties)
    header = Header(
        format="interdict-list",
        version=_VERSION,
        list=source_named(list_name).id,
        published=published,
        stated=_usual_dates(listed),
        parties=len(listed),
    )
    origin = LineOrigin(edition="", published=published, stated=header.stated)
    objects = [msgspec.to_builtins(header), *(encode_party(party, origin) for party in listed)]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in objects).encode()


class _Lines:
    """The party lines of one file while they are read."""

    def __init__(self, header: Header, edition: str) -> None:
        self._list = header.list
        self._origin = LineOrigin(edition=edition, published=header.published, stated=header.stated)
        self._parties: dict[str, Party] = {}
        self._rejected: list[Finding] = []
        self._unknown: Counter[str] = Counter()

    @property
    def records(self) -> int:
        return len(self._parties) + len(self._rejected)

    def read(self, number: int, text: str) -> None:
        try:
            line = msgspec.json.decode(text, type=dict[str, object])
            decoded = decode_party(line, self._origin)
        except (msgspec.DecodeError, UsageError) as wrong:
            self._reject("unreadable-line", number, f"{wrong}")
            return
        if decoded.party.id in self._parties:
            self._reject("repeated-id", number, f"{decoded.party.id} was already given")
            return
        self._parties[decoded.party.id] = decoded.party
        self._unknown.update(decoded.unknown)

    def _reject(self, code: str, number: int, why: str) -> None:
        message = f"line {number} was left out: {why}"
        self._rejected.append(
            Finding(
                severity="error",
                code=code,
                message=message,
                source=self._list,
                record=f"line {number}",
            )
        )

    def reading(self) -> Reading:
        unmapped = (
            Finding(
                severity="warning",
                code="unmapped-element",
                message=f"{key!r} is no field of a party; its value is kept as a detail",
                source=self._list,
                field=key,
                count=count,
            )
            for key, count in sorted(self._unknown.items())
        )
        return Reading(
            source=self._list,
            parties=tuple(self._parties.values()),
            findings=(*self._rejected, *unmapped),
            records=self.records,
            rejected=len(self._rejected),
        )


def _header(file: SourceFile) -> Header:
    first = file.content.removeprefix(_BOM).partition(b"\n")[0]
    try:
        header = msgspec.json.decode(first, type=Header)
        source_named(header.list)
    except (msgspec.DecodeError, UnicodeDecodeError, UsageError) as wrong:
        raise MalformedFile(
            f"{file.name}, line 1: the header of an interdict list cannot be read ({wrong}); it "
            'reads {"format": "interdict-list", "version": 1, "list": NAME, "published": DATE}'
        ) from wrong
    if header.version != _VERSION:
        raise MalformedFile(
            f"{file.name}, line 1: version {header.version} of the list format is not known "
            f"here, only version {_VERSION}; update Interdict, or ask for the older version"
        )
    return header


def _text(file: SourceFile) -> str:
    content = file.content.removeprefix(_BOM)
    try:
        return content.decode()
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise MalformedFile(
            f"{file.name}, line {line}: byte {content[wrong.start]:#04x} is not UTF-8; save the "
            "file as UTF-8 and add it again"
        ) from wrong


def _usual_dates(parties: Sequence[Party]) -> dict[str, datetime.date]:
    """The publication date most parties of a source have, so that lines need not repeat it."""
    dates: dict[str, Counter[datetime.date]] = {}
    for party in parties:
        if party.provenance.stated_on is not None:
            dates.setdefault(party.source, Counter())[party.provenance.stated_on] += 1
    return {source: counted.most_common(1)[0][0] for source, counted in sorted(dates.items())}
