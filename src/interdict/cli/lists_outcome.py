"""What became of an edition, printed or as JSON, whether it was added or downloaded."""

import datetime
from typing import Any

import msgspec
from rich.console import Console

from interdict.cli.terminal import warn
from interdict.keeping import Outcome
from interdict.lists.catalog import ONLY_HINTS
from interdict.party import Edition

_SHOWN_FINDINGS = 12
_OLD_DAYS = 30


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """An edition that came, with its findings."""
    edition = outcome.edition
    return {
        "source": edition.source,
        "edition": edition.id,
        "form": edition.form,
        "published": edition.published.isoformat(),
        "dated_by": edition.dated_by,
        "records": edition.records,
        "parties": edition.parties,
        "rejected": edition.rejected,
        "findings": [msgspec.to_builtins(finding) for finding in outcome.findings],
        "in_force": outcome.in_force,
    }


def print_outcome(out: Console, outcome: Outcome, added: str = "") -> None:
    """One line with what came of it, and the first findings on standard error."""
    edition = outcome.edition
    out.print(
        f"{edition.source} of {edition.published} ({edition.form}): {edition.records:,} "
        f"records, {edition.parties:,} parties, {edition.rejected:,} rejected - "
        f"{_state(outcome)}{added}",
        markup=False,
    )
    for finding in outcome.findings[:_SHOWN_FINDINGS]:
        times = f" ({finding.count:,} times)" if finding.count > 1 else ""
        where = f"record {finding.record}: " if finding.record else ""
        warn(f"  {finding.severity}: {where}{finding.message}{times}")
    hidden = len(outcome.findings) - _SHOWN_FINDINGS
    if hidden > 0:
        more = f"interdict lists findings {edition.source}" if outcome.in_force else "--json"
        warn(f"  ... and {hidden:,} more findings: {more}")
    if outcome.in_force:
        warn_old(edition)


def _state(outcome: Outcome) -> str:
    if outcome.in_force:
        return "confirmed, in force" if outcome.before == outcome.edition else "in force"
    standing = outcome.standing
    return f"kept, not in force: that of {standing.published} ({standing.form}) is"


def warn_old(edition: Edition) -> None:
    """Publication age does not stop anybody, but nobody should miss it (invariant 7)."""
    days = (datetime.datetime.now(datetime.UTC).date() - edition.published).days
    if edition.source in ONLY_HINTS:
        warn(f"  warning: {edition.source} only hints: {ONLY_HINTS[edition.source]}")
    elif days > _OLD_DAYS:
        warn(
            f"  warning: {edition.source} was published {days:,} days ago; is there a newer "
            "edition?"
        )
