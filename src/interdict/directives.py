"""What each directive under an executive order of the United States forbids.

Read where a list names one (``lists.ofac_measures``) and where a person writes one beside a
party (``ownership.written_measures``). Texts: OFAC, directives under E.O. 13662 (as amended 29
September and 31 October 2017), E.O. 14014 and E.O. 14024.
"""

import datetime
import re

from interdict.party import Measure, MeasureKind

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
"""What each directive forbids, by executive order and number."""

_DIRECTIVE = re.compile(r"\b(\d{5})\b.*?\bDirective (\d[a-z]?)\b", re.I | re.S)


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
