"""How good the data of an edition is: what a compliance officer should know before relying on it.

Everything is counted from what the archive keeps of an edition, its parties and findings, so
that the report of any past edition can be made again, and one edition be set beside the one
before. A count says what the list prints; whether it is the publisher's slip or ours is in the
findings.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from interdict.ownership.programmes import unknown_programmes
from interdict.party import Edition, Finding, Party
from interdict.snapshot.archive import Archive

EXAMPLES = 3
"""Examples kept of each thing counted."""

Found = Iterator[str]
"""One example per thing counted: the party and what is odd."""


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


# -- what is counted: one generator each, over all parties of an edition -------------------------


def _repeated_ids(parties: Sequence[Party]) -> Found:
    counted = Counter(party.id for party in parties)
    for party_id, times in counted.items():
        if times > 1:
            yield f"{party_id}, {times} times"


def _same_name(parties: Sequence[Party]) -> Found:
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for party in parties:
        together[party.kind, party.primary_name.casefold()].append(party.id)
    for (_, name), ids in together.items():
        if len(ids) > 1:
            yield f"{name}: {', '.join(ids[:4])}"


def _without_programme(parties: Sequence[Party]) -> Found:
    return (
        _called(party)
        for party in parties
        if not any(listing.programmes for listing in party.listings)
    )


def _without_measure(parties: Sequence[Party]) -> Found:
    return (
        _called(party)
        for party in parties
        if all(m.kind == "unstated" for listing in party.listings for m in listing.measures)
    )


def _without_date(parties: Sequence[Party]) -> Found:
    return (
        _called(party)
        for party in parties
        if not any(listing.listed_on for listing in party.listings)
    )


def _unknown_kind(parties: Sequence[Party]) -> Found:
    return (_called(party) for party in parties if party.kind == "unknown")


def _one_word(parties: Sequence[Party]) -> Found:
    """Parties that may be found only by one word: many strangers share it."""
    return (
        _called(party)
        for party in parties
        if party.kind != "wallet" and all(len(name.full.split()) == 1 for name in party.names)
    )


def _without_birth(parties: Sequence[Party]) -> Found:
    return (_called(party) for party in parties if party.kind == "person" and not party.birth_dates)


def _bare(parties: Sequence[Party]) -> Found:
    """A name and nothing else: no hit on it can be confirmed or dismissed by a fact."""
    return (
        _called(party)
        for party in parties
        if party.kind != "wallet"
        and not (
            party.birth_dates
            or party.birth_places
            or party.identifiers
            or party.addresses
            or party.countries
        )
    )


def _weak_aliases(parties: Sequence[Party]) -> Found:
    return (
        f"{party.id} {name.full}"
        for party in parties
        for name in party.names
        if name.kind == "weak-alias"
    )


def _invalid(*kinds: str) -> Callable[[Sequence[Party]], Found]:
    """Identifiers of these kinds with a wrong check digit or form; none named: all others."""

    def found(parties: Sequence[Party]) -> Found:
        return (
            f"{_called(party)}: {each.kind} {each.raw or each.value}"
            for party in parties
            for each in party.identifiers
            if each.valid is False and (each.kind in kinds if kinds else each.kind not in _NAMED)
        )

    return found


def _called(party: Party) -> str:
    return f"{party.id} {party.primary_name}"


_NAMED = frozenset({"imo", "company-imo", "bic", "lei"})

CHECKS: dict[str, tuple[str, Callable[[Sequence[Party]], Found], bool]] = {
    "repeated-ids": ("ids that stand for more than one party", _repeated_ids, True),
    "same-name": ("names that several parties of one kind have as their first", _same_name, False),
    "no-programme": ("parties without a programme", _without_programme, True),
    "no-measure": ("parties of which the form states no measure", _without_measure, False),
    "no-listing-date": ("parties without a date of listing", _without_date, False),
    "unknown-kind": ("parties of which the source does not say what they are", _unknown_kind, True),
    "invalid-imo": ("IMO numbers of ships with a wrong check digit", _invalid("imo"), True),
    "invalid-company-imo": (
        "IMO numbers of companies with a wrong check digit",
        _invalid("company-imo"),
        True,
    ),
    "invalid-bic": ("BICs of a wrong form", _invalid("bic"), True),
    "invalid-lei": ("LEIs with wrong check digits", _invalid("lei"), True),
    "invalid-other": ("other identifiers with a wrong check digit or form", _invalid(), True),
    "weak-aliases": ("aliases that the list itself calls weak", _weak_aliases, False),
    "one-word-names": ("parties all of whose names are one word", _one_word, False),
    "no-birth-date": ("persons without a date of birth", _without_birth, False),
    "bare-names": (
        "parties of whom nothing is stated that could tell a namesake apart",
        _bare,
        False,
    ),
}
"""Code -> (what is counted, how, whether it is a fault of the data)."""

REPORTED: dict[str, tuple[str, frozenset[str]]] = {
    "repeated-records": (
        "records that repeat the id of another",
        frozenset({"repeated-uid", "repeated-id", "repeated-reference", "repeated-row"}),
    ),
    "unreadable-dates": ("dates that are none", frozenset({"unreadable-date"})),
    "unreadable-countries": ("countries that are none", frozenset({"unreadable-country"})),
}
"""Code -> (what is counted, the readers' codes for it)."""
