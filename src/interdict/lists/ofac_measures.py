"""What an OFAC listing does, where the published form says so.

The newer XML forms state a ``sanctionsType`` per entry; CSV and plain XML state measures
only through labelled remarks (``Executive Order 13662 Directive Determination - Subject
to Directive 2``, ``Effective Date (CMIC) 02 Aug 2021``). Nothing is concluded from the
name of a list or a programme: what is not stated stays ``unstated``.
"""

import datetime
import re
from collections.abc import Iterable

from interdict import dates
from interdict.directives import directive_measures
from interdict.party import Measure, MeasureKind

UNSTATED = (Measure(kind="unstated"),)

SANCTIONS_TYPES: dict[str, tuple[MeasureKind, ...]] = {
    "Block": ("block",),
    "Reject": ("transaction-ban",),
    "561 Full Restrictions": ("correspondent-account",),
    "NDAA Special Conditions": ("other",),
    "CAATSA Section 231/235 Sanctions": ("menu",),
    "Executive Order 13959 Sanctions": ("securities-ban",),
    "CMIC Executive Order": ("securities-ban",),
    "Executive Order 14059 Non-blocking": ("menu",),
}
"""``sanctionsType`` of the newer XML forms; directives are read by ``directives``."""

MENU_LABELS = re.compile(
    r"^(?:(?:CAATSA|PAIPA) Section \d+|Executive Order (?:13846|14059)|PEESA) Information\b", re.I
)
"""Labels whose value is one sanction chosen from a statute's or order's menu."""

_CMIC = re.compile(r"^(?:Effective|Purchase/Sales For Divestment) Date \(CMIC\)", re.I)
_BLOCKING = re.compile(r"\bblock(?:ing|ed)\b", re.I)


def sanctions_type_measures(text: str) -> tuple[Measure, ...]:
    """Measures of a ``sanctionsType`` of the newer XML forms, in our words and OFAC's."""
    printed = text.strip()
    kinds = SANCTIONS_TYPES.get(printed)
    if kinds is None:
        return directive_measures(printed) or (Measure(kind="other", text=printed),)
    return tuple(Measure(kind=kind, text=printed) for kind in kinds)


def stated_measures(statements: Iterable[tuple[str, str]]) -> tuple[Measure, ...]:
    """Measures that labelled remarks or features state, given as (label, value).

    One measure for each kind and wording, dated by its ``Effective Date`` where printed;
    empty where nothing is stated.
    """
    found: dict[tuple[str, str], Measure] = {}
    for label, value in statements:
        for measure in _measures_of(label, value):
            earlier = found.get((measure.kind, measure.text))
            if earlier is None or earlier.effective_on is None:
                found[measure.kind, measure.text] = measure
    return tuple(found.values())


def _measures_of(label: str, value: str) -> tuple[Measure, ...]:
    effective = _day(value) if label.startswith("Effective Date") else None
    if _CMIC.match(label):
        return (Measure(kind="securities-ban", text="CMIC", effective_on=effective),)
    if MENU_LABELS.match(label):
        kind: MeasureKind = "block" if _BLOCKING.search(value) else "menu"
        return (Measure(kind=kind, text=value),)
    return directive_measures(f"{label} {value}", effective)


def _day(text: str) -> datetime.date | None:
    span = dates.parse(text.rstrip("."))
    return span.earliest if span is not None else None
