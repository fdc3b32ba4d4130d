"""What a reader of ownership files is, and what it tells beside the stakes.

A format is a module with a literal ``FORMS``, a source, and two functions (``StakeReader``); the
registry is ``formats.READERS``. A reader gives stakes and entities one by one, so that a file
of any size is never held as text, and tells its ``Report`` the rest: how many records there
were and what was wrong with them.
"""

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Protocol

import msgspec

from interdict.ownership.stake import Entity, Stake
from interdict.party import Finding, Severity
from interdict.statement import Authority

HEAD_BYTES = 1 << 16
"""How much of the beginning of a file (unpacked) tells its form."""

TOLD_IN_FULL = 1_000
"""Findings of one cause that are told one by one; further ones are told as one, with a count."""


class Report:
    """What was read of one file so far, and what was wrong with it.

    ``note`` fits ``Callable[[Finding], None]``. Every record becomes a stake or an entity, or has
    one finding of severity ``error``: so errors are exactly the records that became nothing.
    """

    def __init__(self) -> None:
        self.form = ""
        """The exact form (``bods-0.4``), where the first bytes do not tell; one of ``FORMS``."""
        self.published: datetime.date | None = None
        """The publication day that the content states."""
        self.stated_by = ""
        """The publisher that the content names."""
        self.records = 0
        """Records met so far, readable or not."""
        self.rejected = 0
        """Those that became nothing: the counts of all findings of severity ``error``."""
        self._findings: list[Finding] = []
        self._told: Counter[tuple[Severity, str]] = Counter()
        self._more: dict[tuple[Severity, str], Finding] = {}

    def note(self, finding: Finding) -> None:
        """Keep a finding; ``error`` where the record became nothing, else ``warning``, ``note``."""
        cause = finding.severity, finding.code
        self._told[cause] += 1
        if finding.severity == "error":
            self.rejected += finding.count
        if self._told[cause] <= TOLD_IN_FULL:
            self._findings.append(finding)
            return
        before = self._more.get(cause)
        count = finding.count + (before.count if before else 0)
        self._more[cause] = msgspec.structs.replace(before or finding, count=count)

    def warn(self, code: str, message: str, record: str = "", field: str = "") -> None:
        """Something wrong or odd in a record that became something all the same."""
        self.note(
            Finding(severity="warning", code=code, message=message, record=record, field=field)
        )

    def reject(self, code: str, message: str, record: str = "", field: str = "") -> None:
        """A record that became nothing."""
        self.note(Finding(severity="error", code=code, message=message, record=record, field=field))

    def findings(self) -> tuple[Finding, ...]:
        """All of them in order; those of one cause past the first thousand as one."""
        more = (
            msgspec.structs.replace(
                finding, message=f"and {finding.count:,} more such, the first: {finding.message}"
            )
            for finding in self._more.values()
        )
        return (*self._findings, *more)


class StakeReader(Protocol):
    """A format: a module of this package with these names (a module fits a protocol)."""

    FORMS: tuple[str, ...]
    """The forms it reads, as ``StakeEdition.form`` names them; the first where it tells none."""
    SOURCE: str
    """Short name of the source where the user gives none, such as ``uk-psc``."""
    STATED_BY: str
    """Who asserts what such files hold, where the content does not name its publisher."""
    AUTHORITY: Authority

    def recognises(self, head: bytes) -> bool:
        """Is a file of this format that begins so? At most ``HEAD_BYTES``, unpacked, no BOM."""
        ...

    def read(self, stream: BinaryIO, report: Report) -> Iterator[Stake | Entity]:
        """The stakes and entities of the file, in bounded memory where it may be big.

        Counts ``report.records``. Raises ``MalformedFile`` for a file that is broken as a whole
        (cut off in the middle); says through ``report`` what is wrong with single records.
        """
        ...
