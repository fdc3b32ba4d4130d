"""Ownership verdicts as lines of a table."""

from interdict.ownership.share import percent
from interdict.ownership.solution import OwnershipVerdict
from interdict.report.hits_table import Line

HEADER = ("party", "regime", "verdict", "share_low", "share_high", "because")
"""The contract of ``owners solve`` (DESIGN, section 9); shares are exact percentages."""

FINDING_COLUMNS = ("severity", "code", "record", "field", "count", "message")
"""Of the table of findings beside it."""


def line(verdict: OwnershipVerdict) -> Line:
    """One verdict as cells in the order of ``HEADER``."""
    return (
        verdict.entity,
        verdict.regime,
        verdict.verdict,
        percent(verdict.share_low),
        percent(verdict.share_high),
        "; ".join(verdict.because),
    )
