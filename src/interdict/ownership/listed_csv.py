"""The plain table of listed parties: party[, regime, programme, measure, listed_on].

No regime means all four, no measure a block (DESIGN, section 9). What a measure does to what the
party holds is ``flowdown``'s; a measure that nobody can read is kept and leads to ``unknown``.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from interdict.delimited import Record
from interdict.ownership.listed import Listed
from interdict.ownership.reading import Report
from interdict.ownership.rules import REGIMES
from interdict.ownership.stakes_csv import cells_at, columns, date_of
from interdict.ownership.written_measures import read_measure
from interdict.party import Regime

COLUMNS: dict[str, tuple[str, ...]] = {
    "party": ("party", "name", "entity"),
    "regime": ("regime", "regimes"),
    "programme": ("programme", "program"),
    "measure": ("measure",),
    "listed_on": ("listed_on", "listed", "from"),
}
"""Field -> the headers it may have, in small letters."""

_ALSO: dict[str, Regime] = {
    "usa": "us", "u.s.": "us", "u.s.a.": "us", "ofac": "us", "gb": "uk", "gbr": "uk", "u.k.": "uk",
    "eur": "eu", "che": "ch", "swiss": "ch", "switzerland": "ch",
}  # fmt: skip
"""Other spellings of a regime."""
_EVERYWHERE = frozenset({"", "all", "*", "any"})
_BETWEEN = re.compile(r"[;,|/\s]+")


def is_known(header: str) -> bool:
    """Is it a header of ``COLUMNS``?"""
    return any(header.strip().lower() in names for names in COLUMNS.values())


def read_listed(
    header: Sequence[str], records: Iterable[Record], report: Report
) -> Iterator[Listed]:
    """The listings of a table, one per party, regime and measure.

    ``UsageError`` for a header without a column ``party``. What names no party, or a regime
    that has no ownership rule here, is a finding.
    """
    at = columns(header, COLUMNS, ("party",), "listed parties")
    for record in records:
        report.records += 1
        if record.problem:
            report.reject("unreadable-listing", f"line {record.line}: {record.problem}")
            continue
        party, regime, programme, measure, listed_on = cells_at(record, at)
        if not party:
            report.reject("unreadable-listing", f"line {record.line}: it names no party")
            continue
        regimes = _regimes(regime, record, report)
        begun = _day(listed_on, record, report)
        written = read_measure(programme, measure, "us")
        for finding in written.findings:
            says = f"line {record.line}: {finding.message}"
            report.note(msgspec.structs.replace(finding, message=says, record=str(record.line)))
        for each in regimes:
            if each != written.only is not None and regime.lower() in _EVERYWHERE:
                continue  # a measure of one regime, in a row that names no other
            listing = read_measure(programme, measure, each)
            for kind in listing.measures:
                yield Listed(
                    entity=party,
                    regime=each,
                    name=party,
                    measure=kind.kind,
                    text=kind.text,
                    programmes=listing.programmes,
                    listed_on=begun,
                )


def _regimes(typed: str, record: Record, report: Report) -> tuple[Regime, ...]:
    if typed.lower() in _EVERYWHERE:
        return REGIMES
    asked = [_ALSO.get(word, word) for word in _BETWEEN.split(typed.lower()) if word]
    known = tuple(regime for regime in REGIMES if regime in asked)
    other = [word for word in asked if word not in REGIMES]
    if other:
        says = (
            f"line {record.line}: {', '.join(other)} has no ownership rule here "
            f"({', '.join(REGIMES)}): the listing counts under no other regime"
        )
        note = report.warn if known else report.reject
        note("unknown-regime", says, str(record.line), "regime")
    return known


def _day(typed: str, record: Record, report: Report) -> datetime.date | None:
    """The first day; a day that cannot be read does not free anybody."""
    if not typed:
        return None
    try:
        return date_of(typed)
    except ValueError:
        says = f"line {record.line}: {typed!r} is no date (YYYY-MM-DD): listed on every day"
        report.warn("unreadable-dates", says, str(record.line), "listed_on")
        return None
