"""Every exception Interdict raises on purpose, as one tree.

    InterdictError
    ├── UsageError            the caller asked for something that cannot be done (exit 2)
    │   ├── QueryError        a name or qualifier that cannot be screened
    │   └── MissingExtra      an optional dependency is not installed
    ├── SourceError           a list file cannot be used (exit 2; the old edition stays)
    │   ├── DownloadFailed    it could not be had from its publisher or mirror
    │   ├── UnknownFormat     no connector recognises the content
    │   ├── MalformedFile     recognised, but broken: truncated, wrong bytes, missing column
    │   └── ShrunkenEdition   more than the allowed share of parties is gone
    ├── CoverageError         lists are missing or too old to answer (exit 3, HTTP 503)
    │   ├── NoLists           nothing is loaded
    │   ├── StaleLists        the policy's age limit is passed
    │   └── DamagedLists      what is loaded cannot be opened or read
    ├── SnapshotError         a compiled snapshot is missing, damaged or of another version
    │   └── DiskFull          nothing could be written; what is in force stays (exit 2)
    ├── WorkerError           a worker process of a bulk run failed; what is finished is kept
    └── AuditError            the audit log does not verify or cannot be written

Each message names the cause, the place and what to do next. Wrong *data* inside a good
file is not an exception: it is collected as a ``party.Finding``.
"""


class InterdictError(Exception):
    """Base of all errors raised on purpose; ``exit_code`` is what the command line returns."""

    exit_code = 4


class UsageError(InterdictError):
    """The request itself is wrong: a bad option, an unreadable input, a missing column."""

    exit_code = 2


class QueryError(UsageError):
    """A query that cannot be screened, such as a name without a single letter or digit."""


class MissingExtra(UsageError):
    """An optional part is not installed; the message says which extra to install."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs an optional part that is not installed: "
            f"run  pip install 'interdict[{extra}]'"
        )


class SourceError(InterdictError):
    """A list file cannot be used. Nothing was changed."""

    exit_code = 2


class DownloadFailed(SourceError):
    """A list could not be downloaded; what is in force stays, and its age goes on counting."""


class UnknownFormat(SourceError):
    """No connector recognises the content of a file."""


class MalformedFile(SourceError):
    """A file of a known format is broken: truncated, wrong bytes, a missing column."""


class ShrunkenEdition(SourceError):
    """An edition lost more parties than is believable and was put aside (invariant 8)."""


class CoverageError(InterdictError):
    """The lists loaded cannot answer the question; answering anyway would be a guess."""

    exit_code = 3


class NoLists(CoverageError):
    """No list is loaded at all."""


class StaleLists(CoverageError):
    """A list was last confirmed longer ago than the policy allows (invariant 7)."""


class DamagedLists(CoverageError):
    """What is loaded cannot be opened or read, so nothing was screened (invariant 7)."""


class SnapshotError(InterdictError):
    """A compiled snapshot is missing, damaged, or was written by another version."""


class DiskFull(SnapshotError):
    """The disk is full: nothing was changed, and the same command works once there is room."""

    exit_code = 2


class WorkerError(InterdictError):
    """A worker process of a bulk run failed or was killed; ``--resume`` goes on."""


class AuditError(InterdictError):
    """The audit log was altered, or cannot be written."""
