"""The extension point of ``lists``: what a connector gets and what it gives.

A connector knows one published form. It recognises its files by their content, says which
of the files given together make one edition, reads the publication date the content
states, and turns every record into a party or a finding (invariant 1). It never opens a
path, never touches the network, and never decides whether an edition comes into force.
"""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

import msgspec

from interdict.party import Finding, Party, content_id


class SourceFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file, decompressed, in memory."""

    name: str
    """File name without folders, and without ``.gz``/``.xz``/``.zip``."""
    content: bytes
    modified: datetime.date
    """Modification date of the file on disk (inside an archive: the member's)."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the decompressed content, hex."""
        return hashlib.sha256(self.content).hexdigest()


class FileSet(msgspec.Struct, frozen=True, kw_only=True):
    """The files that make one edition, in role order, the primary file first."""

    form: str
    """The connector's ``form``."""
    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...] = ()
    """What was odd about the grouping itself."""

    @property
    def content_id(self) -> str:
        """SHA-256 (hex) over the files' hashes in role order; names play no part."""
        return content_id(self.form, (file.sha256 for file in self.files))


class ReadRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a connector is told about the edition it reads."""

    edition: str
    """The edition id, for provenance."""
    published: datetime.date
    """The publication date in force for this edition, wherever it came from."""
    source: str | None = None
    """Name of a private list (``--source``); None where the content names the source."""
    columns: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Column mapping of a tabular file: our field -> its header (``--column FIELD=HEADER``)."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that one edition of one source says."""

    source: str
    """Catalogue id, or the private list's name."""
    parties: tuple[Party, ...]
    findings: tuple[Finding, ...]
    records: int
    """Party records found in the file; ``len(parties) + rejected`` (invariant 1)."""
    rejected: int = 0
    """Records that became no party; each one has a finding of severity ``error``."""
    missing: tuple[str, ...] = ()
    """Parts of the source that no file holds, cited."""


class Connector(Protocol):
    """One published form of one publisher."""

    form: str
    """Stable name of the form, such as ``ofac-csv``."""

    def claims(self, file: SourceFile) -> bool:
        """Is this one of my files, judged by the first bytes and structure, never the name?

        Must be cheap, must not raise, and must say yes to a broken file of this form, so
        that ``read`` can say what is broken.
        """
        ...

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Sort claimed files into editions; ``MalformedFile`` for one that belongs nowhere."""
        ...

    def published(self, files: FileSet) -> datetime.date | None:
        """The publication date the content states, or None."""
        ...

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """Read an edition; one ``Reading`` per source the content belongs to (usually one).

        Raises ``MalformedFile`` naming file, place and cause when the file as a whole cannot
        be trusted (truncated, wrong encoding, missing column). A bad record inside a good
        file is a finding.
        """
        ...


@runtime_checkable
class Piecemeal(Connector, Protocol):
    """A form whose edition has parts that come in files of their own, not all at once.

    Files of some parts replace those parts; the others stay as they are in force.
    """

    source: str
    """Catalogue id of the source that has parts."""

    def completed(self, files: FileSet, kept: Sequence[SourceFile]) -> FileSet:
        """The whole edition: these files, and those of ``kept`` whose parts are not in them."""
        ...

    def parts(self, files: FileSet) -> frozenset[str]:
        """Names of the parts that files hold."""
        ...

    def part_of(self, party: Party) -> str:
        """The part that a party belongs to."""
        ...


def each_alone(form: str, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
    """The usual ``assemble``: every file is an edition of its own."""
    return tuple(FileSet(form=form, files=(file,)) for file in files)
