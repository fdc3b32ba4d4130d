"""Worked cases and random graphs as the product's own records."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from exact_court import REGIMES, Day, Holding, Listing
from worked_cases import LISTED_HEADER, STAKES_HEADER, table

from interdict.ownership.listed import Listed
from interdict.ownership.share import Share, percent
from interdict.ownership.solution import Solution, solve
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable
from interdict.ownership.written_measures import read_measure


def solution_of(holdings: Iterable[Holding], listings: Iterable[Listing], day: Day) -> Solution:
    """The product's answer, from records."""
    stakes = [stake(number, holding) for number, holding in enumerate(holdings)]
    unnamed = [each.owner for each in stakes if each.owner.startswith("?")]
    return solve(
        StakeTable.of(stakes, unnamed=unnamed),
        [each for one in listings for each in listed(one)],
        day,
    )


def stake(number: int, holding: Holding) -> Stake:
    """One line; where its owner is unnamed, somebody of his own."""
    return Stake(
        owner=holding.owner or f"?{number}",
        owned=holding.owned,
        kind=holding.kind,  # type: ignore[arg-type]
        share=Share(holding.low, holding.high, holding.low_open, holding.high_open),
        since=None if holding.is_inverted else holding.since,
        until=None if holding.is_inverted else holding.until,
        joint_group=holding.joint,
        uncertain=holding.is_inverted,
        statement=str(number),
    )


def listed(listing: Listing) -> Iterator[Listed]:
    """One line of listed parties; without a regime, a block by every one."""
    for regime in REGIMES:
        if listing.regime in ("", regime):
            written = read_measure(listing.programme, listing.measure, regime)
            for measure in written.measures:
                yield Listed(
                    entity=listing.party,
                    regime=regime,
                    party=listing.party,
                    measure=measure.kind,
                    text=measure.text,
                    programmes=written.programmes,
                    listed_on=listing.listed_on,
                )


def files_of(
    folder: Path, holdings: Iterable[Holding], listings: Iterable[Listing]
) -> tuple[Path, Path]:
    """The two files of ``owners solve``. A band is always above its low end and up to its high."""
    stakes, parties = folder / "stakes.csv", folder / "listed.csv"
    lines = [
        [h.owner, h.owned, _written(h), h.kind, str(h.since or ""), str(h.until or ""), h.joint]
        for h in holdings
    ]
    stakes.write_text(table(STAKES_HEADER, lines), encoding="utf-8")
    rows = [
        [each.party, each.regime, each.programme, each.measure, str(each.listed_on or "")]
        for each in listings
    ]
    parties.write_text(table(LISTED_HEADER, rows), encoding="utf-8")
    return stakes, parties


def _written(holding: Holding) -> str:
    low, high = percent(holding.low), percent(holding.high)
    return low if low == high else f"{low}-{high}"
