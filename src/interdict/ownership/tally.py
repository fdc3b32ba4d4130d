"""Facts of a file that are told once each, with a count."""

from collections import Counter

from interdict.ownership.reading import Report
from interdict.party import Finding, Severity


class Tally:
    """How often each of them was met; a registry of millions says the same thing often."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[Severity, str, str]] = Counter()

    def count(self, code: str, message: str, severity: Severity = "note") -> None:
        """One more record of which this is true; ``error`` where it became nothing."""
        self._counts[severity, code, message] += 1

    def tell(self, report: Report) -> None:
        """One finding per fact, in order of code and words."""
        for (severity, code, message), count in sorted(self._counts.items()):
            report.note(Finding(severity=severity, code=code, message=message, count=count))
