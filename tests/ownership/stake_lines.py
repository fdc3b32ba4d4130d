"""Small tables of stakes, written as the lines of a stakes.csv."""

import datetime
from collections.abc import Iterable

from interdict.ownership.graph import Graph
from interdict.ownership.listed import Listed
from interdict.ownership.regime_solution import Terms
from interdict.ownership.rules import REGIMES
from interdict.ownership.share import parse
from interdict.ownership.solution import Solution, solve
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable
from interdict.party import Regime

TODAY = datetime.date(2026, 11, 23)


def stake(line: str) -> Stake:
    """``owner,owned,percent[,kind,from,to,joint_group]``."""
    owner, owned, percent, kind, since, until, group = (line.split(",") + [""] * 7)[:7]
    return Stake(
        owner=owner,
        owned=owned,
        share=parse(percent),
        kind=kind or "shares",  # type: ignore[arg-type]
        since=datetime.date.fromisoformat(since) if since else None,
        until=datetime.date.fromisoformat(until) if until else None,
        joint_group=group,
        place=line,
    )


def table(*lines: str | Stake, unnamed: Iterable[str] = ()) -> StakeTable:
    """A table of lines, or of records where a line cannot say it."""
    stakes = [stake(line) if isinstance(line, str) else line for line in lines]
    return StakeTable.of(stakes, "the register", unnamed)


def graph(*lines: str | Stake, day: datetime.date = TODAY, unnamed: Iterable[str] = ()) -> Graph:
    """What is in force on a day."""
    return Graph(table(*lines, unnamed=unnamed), day)


def listed(*parties: str, regimes: Iterable[Regime] = REGIMES) -> list[Listed]:
    """Parties that are blocked."""
    return [Listed(entity=party, regime=regime) for party in parties for regime in regimes]


def solved(
    *lines: str | Stake,
    blocked: Iterable[str] | Iterable[Listed] = ("Orlov",),
    day: datetime.date = TODAY,
    terms: Terms | None = None,
    unnamed: Iterable[str] = (),
) -> Solution:
    """The verdicts where Orlov, or others, are blocked under every regime."""
    roll = [each for one in blocked for each in ([one] if isinstance(one, Listed) else listed(one))]
    return solve(table(*lines, unnamed=unnamed), roll, day, terms)


def words(solution: Solution, entity: str) -> str:
    """The words of an entity under us, eu, uk and ch, in one line."""
    return " ".join(solution.verdict(entity, regime).verdict for regime in REGIMES)
