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
"""``sanctionsType`` of the newer XML forms; directives are read by ``directive_measures``."""

DIRECTIVES: dict[tuple[str, str], tuple[MeasureKind, ...]] = {
    ("13662", "1"): ("sectoral-debt", "sectoral-equity"),
    ("13662", "2"): ("sectoral-debt",),
    ("13662", "3"): ("sectoral-debt",),
    ("13662", "4"): ("sectoral-project",),
    ("14014", "1"): ("finance-ban",),
    ("14024", "1"): ("sectoral-debt",),
    ("14024", "1a"): ("sectoral-debt",),
    ("14024", "2"): ("correspondent-account",),
    ("14024", "3"): ("sectoral-debt", "sectoral-equity"),
    ("14024", "4"): ("transaction-ban",),
}
"""What each directive forbids, by executive order and number. Texts: OFAC, directives under
E.O. 13662 (as amended 29 September and 31 October 2017), E.O. 14014 and E.O. 14024."""

MENU_LABELS = re.compile(
    r"^(?:(?:CAATSA|PAIPA) Section \d+|Executive Order (?:13846|14059)|PEESA) Information\b", re.I
)
"""Labels whose value is one sanction chosen from a statute's or order's menu."""

_DIRECTIVE = re.compile(r"\b(\d{5})\b.*?\bDirective (\d[a-z]?)\b", re.I | re.S)
_CMIC = re.compile(r"^(?:Effective|Purchase/Sales For Divestment) Date \(CMIC\)", re.I)
_BLOCKING = re.compile(r"\bblock(?:ing|ed)\b", re.I)


def directive_measures(text: str, effective_on: datetime.date | None = None) -> tuple[Measure, ...]:
    """Measures of a directive that a text names: ``13662 Sectoral Directive 2``,
    ``Executive Order 14024 Directive Information Subject to Directive 3 - ...``.

    Empty for a text that names none; ``other`` for a directive issued after this table.
    """
    named = _DIRECTIVE.search(text)
    if named is None:
        return ()
    order, number = named.group(1), named.group(2).casefold()
    kinds = DIRECTIVES.get((order, number), ("other",))
    wording = f"Executive Order {order} Directive {number}"
    return tuple(Measure(kind=kind, text=wording, effective_on=effective_on) for kind in kinds)


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
