"""Why an entity reports no parent: GLEIF's reporting exceptions (formats 1.0 to 2.1).

Some reasons say that nobody consolidates the entity, which is no stake. The others say that
somebody is above it who is not told, and who may be anybody: an unnamed owner.
"""

from collections.abc import Iterator

from interdict.ownership.gleif_lei import lei_entity, unnamed_entity
from interdict.ownership.gleif_record import Plain, text, texts
from interdict.ownership.gleif_relationships import deleted_on
from interdict.ownership.lifetime import ALWAYS, until_at_most
from interdict.ownership.reading import Report
from interdict.ownership.stake import Entity, Stake, StakeKind
from interdict.ownership.tally import Tally
from interdict.party import Kind

_NOBODY = frozenset(("NO_KNOWN_PERSON", "NON_CONSOLIDATING"))
"""Nobody consolidates it: there is no known parent, or none that draws up such accounts. Since
format 2.1 the second stands for all cases without a consolidating parent."""

_PERSONS = "NATURAL_PERSONS"
"""Natural persons control it, without a company in between that consolidates it."""

_UNTOLD = frozenset((
    "NO_LEI", "NON_PUBLIC", "BINDING_LEGAL_COMMITMENTS", "LEGAL_OBSTACLES", "CONSENT_NOT_OBTAINED",
    "DETRIMENT_NOT_EXCLUDED", "DISCLOSURE_DETRIMENTAL",
))  # fmt: skip
"""There is a parent; it has no LEI, or must or will not be told."""

_LEVELS = {
    "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT": "direct",
    "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT": "ultimate",
}


def is_exception(record: Plain) -> bool:
    """Is it a reporting exception?"""
    return "ExceptionCategory" in record or "ExceptionReason" in record


def read_exception(record: Plain, report: Report, tally: Tally) -> Iterator[Stake | Entity]:
    """The entity, and its unnamed owner where the reason means one."""
    number = text(record, "LEI")
    if not number:
        report.reject("no-lei", "a reporting exception names no LEI")
        return
    child = lei_entity(number, report)
    yield child
    category = text(record, "ExceptionCategory")
    level = _LEVELS.get(category, category or "unknown")
    reasons = texts(record, "ExceptionReason")
    unknown = [reason for reason in reasons if reason not in _NOBODY | _UNTOLD | {_PERSONS}]
    if unknown or not reasons:
        report.warn(
            "unknown-reason",
            f"{child.id}, {level} parent: {' and '.join(unknown)[:80] or 'no reason'} is no reason "
            "that is known here; taken as a parent who is not told",
            child.id,
        )
    for reason in reasons:
        tally.count("exception", f"{level} parent not reported: {reason[:60]}")
    if reasons and not unknown and _NOBODY.issuperset(reasons):
        return
    persons = not unknown and _PERSONS in reasons and not _UNTOLD.intersection(reasons)
    yield from _unnamed_owner(record, child.id, level, persons=persons)


def _unnamed_owner(
    record: Plain, child: str, level: str, *, persons: bool
) -> Iterator[Stake | Entity]:
    statement = f"{child}/{level}-parent-exception"
    kind: Kind = "person" if persons else "unknown"
    owner = unnamed_entity(f"gleif-exception:{statement}", kind)
    yield owner
    deleted = deleted_on(record)
    life = ALWAYS if deleted is None else until_at_most(ALWAYS, deleted)
    link: StakeKind = "control" if persons else "consolidation"
    kinds: tuple[StakeKind, ...] = (link, "shares")
    for held in kinds:
        for span in life.spans:
            yield Stake(
                owner=owner.id,
                owned=child,
                kind=held,
                since=span.since,
                until=span.until,
                uncertain=span.uncertain,
                statement=statement,
                stated_on=deleted,
                place=statement,
                says=" ".join(
                    (*texts(record, "ExceptionReason"), *texts(record, "ExceptionReference"))
                )[:500],
            )
