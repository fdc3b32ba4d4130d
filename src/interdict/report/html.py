"""One self-contained HTML page: what was searched, what was found, and why.

The page loads nothing, runs nothing (its own content security policy forbids both) and
reads on a phone, on a desk and on paper. Where there are more hits than a person reads on
one page, the strongest are shown, the rest are counted, and the table file is named.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

import jinja2
import msgspec

from interdict.lists.catalog import SOURCES
from interdict.ownership.verdict import STRENGTH, VerdictWord
from interdict.party import Finding, Regime
from interdict.report.cards import SHOWN_ALIASES, query_card, rank
from interdict.report.hits_table import RejectedRow
from interdict.report.outfile import OutputFile
from interdict.report.tally import MAX_CARDS
from interdict.screening.result import Coverage, Screening
from interdict.screening.verdicts import verdicts

STARTER = "starter"
MAX_REJECTED = 200

REGIMES = {
    "us": "United States",
    "eu": "European Union",
    "uk": "United Kingdom",
    "un": "United Nations",
    "ch": "Switzerland",
    "ca": "Canada",
    "au": "Australia",
    "other": "Private and other lists",
}

WORDS: dict[VerdictWord, str] = {
    "blocked": "A listing that blocks, found by an exact identifier or by a full name that "
    "nothing known contradicts.",
    "blocked-by-definition": "Not named on a list, but of a class that a programme blocks.",
    "blocked-by-ownership": "Not necessarily named, but owned by blocked parties to the extent "
    "the regime's rule requires.",
    "blocked-by-control": "Controlled by a blocked party; the presumption can be rebutted.",
    "restricted": "Listed under a narrower measure, which is named beside it.",
    "secondary-risk": "Dealings may expose others to sanctions, without a block of their own.",
    "unknown": "No list of this regime was loaded, or the facts do not suffice: neither a match "
    "nor a clearance.",
    "review": "A possible match that a person has to confirm or dismiss.",
    "no-match": "No match in these lists, of these dates.",
}


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What all screenings of one report were answered from."""

    snapshot: str
    policy: str
    engine: str
    as_of: datetime.date | None
    known_on: datetime.datetime | None = None
    coverage: tuple[Coverage, ...]
    regimes: tuple[Regime, ...] = ("us", "eu", "uk", "un", "ch")
    """Regimes that the policy answers for."""

    @classmethod
    def of(cls, screening: Screening) -> "Basis":
        """The basis of one screening, which is that of every other in its run."""
        return cls(
            snapshot=screening.snapshot,
            policy=screening.policy,
            engine=screening.engine,
            as_of=screening.as_of,
            known_on=screening.known_on,
            coverage=screening.coverage,
            regimes=tuple(r for r in get_args(Regime) if r in screening.verdicts),
        )


class ReportInput(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a report is made from."""

    title: str
    """What was screened: a file's name, or the name asked about."""
    basis: Basis
    screenings: Sequence[tuple[int | None, Screening]]
    """(data row, answer). Of a file those with hits, or the strongest of them, are enough; a
    single query may have none."""
    rows_screened: int
    rows_with_hits: int
    generated_at: datetime.datetime
    """With a time zone."""
    hits: int | None = None
    """Hits of all rows; needed where ``screenings`` leaves rows with hits out (``Tally``)."""
    verdict_counts: Mapping[str, Mapping[str, int]] | None = None
    """Regime -> verdict -> rows with hits; needed where ``screenings`` leaves some out."""
    rows_rejected: int | None = None
    """Rejected rows in all; needed where ``rejected`` leaves some out."""
    rejected: Sequence[RejectedRow] = ()
    findings: Sequence[Finding] = ()
    table_file: str = ""
    """Name of the hits table that holds every hit, where one was written."""
    rejected_file: str = ""
    """Name of the file that holds every rejected row, where one was written."""


def render(report: ReportInput) -> str:
    """The report as an HTML document."""
    return _ENVIRONMENT.get_template("report.html.j2").render(_context(report))


def write_report(path: Path, report: ReportInput) -> None:
    """Write the report; the file gets its name when it is complete."""
    output = OutputFile(path)
    try:
        output.path.write_text(render(report), encoding="utf-8")
        output.keep()
    except OSError:
        output.drop()
        raise


def _context(report: ReportInput) -> dict[str, object]:
    ranked = sorted(report.screenings, key=lambda numbered: rank(*numbered))
    cards = [query_card(row, screening) for row, screening in ranked[:MAX_CARDS]]
    counts, uncounted = _verdict_counts(report)
    seen = sum(screening.hits_in_all for _, screening in report.screenings)
    return {
        "report": report,
        "basis": report.basis,
        "cards": cards,
        "queries": max(report.rows_with_hits, len(ranked)),
        "hits": seen if report.hits is None else report.hits,
        "shown_hits": sum(len(card.hits) for card in cards),
        "regimes": counts,
        "uncounted": uncounted,
        "regime_names": REGIMES,
        "list_names": {source.id: source.list for source in SOURCES},
        "words": _words(counts),
        "rejected": report.rejected[:MAX_REJECTED],
        "rejected_in_all": max(report.rows_rejected or 0, len(report.rejected)),
        "shown_aliases": SHOWN_ALIASES,
    }


def _verdict_counts(report: ReportInput) -> tuple[dict[str, dict[str, int]], int]:
    """Regime -> verdict -> rows, strongest first, rows without a hit included; and how many rows
    with hits are missing there because nobody counted their verdicts."""
    basis = report.basis
    counts: dict[str, Counter[str]] = {regime: Counter() for regime in basis.regimes}
    for _, screening in report.screenings if report.verdict_counts is None else ():
        for regime, verdict in screening.verdicts.items():
            counts.setdefault(regime, Counter())[verdict.verdict] += 1
    for regime, found in (report.verdict_counts or {}).items():
        counts.setdefault(regime, Counter()).update(found)
    answered = max(report.rows_with_hits, len(report.screenings))
    sample = any(piece.list == STARTER for piece in basis.coverage)
    for regime, verdict in verdicts((), basis.coverage, basis.regimes, sample).items():
        counts[regime][verdict.verdict] += report.rows_screened - answered
    seen = answered if report.verdict_counts is not None else len(report.screenings)
    ordered = {
        regime: dict(sorted((+found).items(), key=_strength)) for regime, found in counts.items()
    }
    return ordered, answered - seen


def _strength(counted: tuple[str, int]) -> int:
    return STRENGTH[counted[0]]


def _words(counts: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """The words this report uses, strongest first, always with what no match means."""
    used = {word for found in counts.values() for word in found} | {"no-match", "unknown"}
    return {word: WORDS[word] for word in get_args(VerdictWord) if word in used}


def _day(value: datetime.date | None) -> str:
    return value.isoformat() if value else "not known"


def _age(value: datetime.date | None, today: datetime.date) -> str:
    """How long ago a list was confirmed, in days."""
    if value is None:
        return "not confirmed"
    days = (today - value).days
    return "today" if days == 0 else f"{days} day{'s' if days != 1 else ''} ago"


def environment() -> jinja2.Environment:
    """Templates that escape everything, with the filters that all pages share."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = _day
    made.filters["age"] = _age
    made.filters["width"] = lambda points: f"{min(abs(points), 1) * 100:.0f}"
    made.filters["signed"] = lambda points: f"{points * 100:+.0f}".replace("-", "\N{MINUS SIGN}")
    made.filters["spaced"] = lambda word: str(word).replace("-", " ").replace("_", " ")
    made.filters["count"] = lambda number: f"{number:,}"
    return made


_ENVIRONMENT = environment()
