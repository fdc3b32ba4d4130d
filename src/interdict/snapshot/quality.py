"""How good the data of an edition is: what a compliance officer should know before relying on it.

Everything is counted from what the archive keeps of an edition, its parties and findings, so
that the report of any past edition can be made again, and one edition be set beside the one
before. A count says what the list prints; whether it is the publisher's slip or ours is in the
findings.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from interdict.ownership.programmes import unknown_programmes
from interdict.party import Edition, Finding, Party
from interdict.snapshot.archive import Archive
from interdict.snapshot.quality_checks import CHECKS, REPORTED

EXAMPLES = 3
"""Examples kept of each thing counted."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing counted in an edition."""

    code: str
    says: str
    count: int
    examples: tuple[str, ...]
    is_fault: bool = True
    """False for what is merely worth knowing, such as weak aliases."""
    before: int | None = None
    """The same of the edition before; None where there is none."""
    is_worse: bool = False
    """A fault that is more frequent than in the edition before."""


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """The data quality of one edition."""

    source: str
    edition: str
    form: str
    published: datetime.date
    records: int
    parties: int
    rejected: int
    lines: tuple[Line, ...]
    """What is counted over the parties."""
    findings: tuple[Line, ...]
    """What the reader of the files reported, by code, the most frequent first."""
    compared_with: datetime.date | None = None
    compared_form: str = ""
    """Form of the edition before, where it is another: then counts differ by form too."""

    @property
    def worse(self) -> tuple[Line, ...]:
        """What got worse since the edition before; counted and reported is one thing."""
        both = {line.code: line for line in (*self.findings, *self.lines) if line.is_worse}
        return tuple(both.values())


def quality(edition: Edition, parties: Sequence[Party], findings: Sequence[Finding]) -> Quality:
    """The report of one edition on its own."""
    found = [
        _line(code, says, examples(parties), is_fault)
        for code, (says, examples, is_fault) in CHECKS.items()
    ]
    found += [_reported(code, says, codes, findings) for code, (says, codes) in REPORTED.items()]
    unknown = unknown_programmes(edition.source, parties)
    found.append(
        Line(
            code="unknown-programmes",
            says="listings under a programme code that no table of this version knows",
            count=sum(each.count for each in unknown),
            examples=tuple(each.message.split(" is no ")[0] for each in unknown[:EXAMPLES]),
        )
    )
    return Quality(
        source=edition.source,
        edition=edition.id,
        form=edition.form,
        published=edition.published,
        records=edition.records,
        parties=edition.parties,
        rejected=edition.rejected,
        lines=tuple(found),
        findings=tuple(_by_code(findings)),
    )


def quality_of(archive: Archive, edition: Edition) -> Quality:
    """The report of a kept edition on its own; ``SnapshotError`` when it is damaged."""
    parties = msgspec.msgpack.decode(archive.parties(edition), type=tuple[Party, ...])
    findings = msgspec.msgpack.decode(archive.findings(edition), type=tuple[Finding, ...])
    return quality(edition, parties, findings)


def before(archive: Archive, edition: Edition) -> Edition | None:
    """The edition of the same source published last before this one."""
    earlier = [e for e in archive.editions(edition.source) if e.published < edition.published]
    return earlier[-1] if earlier else None


def compared(now: Quality, then: Quality) -> Quality:
    """The same report with the counts of an earlier one beside each, and what got worse."""
    parties = (now.parties, then.parties)
    return msgspec.structs.replace(
        now,
        lines=_beside(now.lines, then.lines, parties),
        findings=_beside(now.findings, then.findings, parties),
        compared_with=then.published,
        compared_form="" if then.form == now.form else then.form,
    )


def _beside(
    now: Sequence[Line], then: Sequence[Line], parties: tuple[int, int]
) -> tuple[Line, ...]:
    counted = {line.code: line.count for line in then}
    return tuple(_set_beside(line, counted, parties) for line in now)


def _set_beside(line: Line, counted: Mapping[str, int], parties: tuple[int, int]) -> Line:
    was = counted.get(line.code, 0)
    more_often = line.count * parties[1] > was * parties[0]
    is_worse = line.is_fault and line.count > was and more_often
    return msgspec.structs.replace(line, before=was, is_worse=is_worse)


def _line(code: str, says: str, found: Iterable[str], is_fault: bool) -> Line:
    examples: list[str] = []
    count = 0
    for example in found:
        count += 1
        if len(examples) < EXAMPLES:
            examples.append(example)
    return Line(code=code, says=says, count=count, examples=tuple(examples), is_fault=is_fault)


def _reported(code: str, says: str, codes: frozenset[str], findings: Sequence[Finding]) -> Line:
    """A count of what the readers reported under several codes."""
    those = [each for each in findings if each.code in codes]
    return Line(
        code=code,
        says=says,
        count=sum(each.count for each in those),
        examples=tuple(_told(each) for each in those[:EXAMPLES]),
    )


def _told(finding: Finding) -> str:
    return f"{finding.record}: {finding.message}" if finding.record else finding.message


def _by_code(findings: Sequence[Finding]) -> Iterator[Line]:
    counted: Counter[str] = Counter()
    messages: dict[str, list[str]] = defaultdict(list)
    severities: dict[str, str] = {}
    for each in findings:
        counted[each.code] += each.count
        severities[each.code] = each.severity
        if len(messages[each.code]) < EXAMPLES:
            messages[each.code].append(_told(each))
    for code, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        yield Line(
            code=code,
            says=severities[code],
            count=count,
            examples=tuple(messages[code]),
            is_fault=severities[code] != "note",
        )
