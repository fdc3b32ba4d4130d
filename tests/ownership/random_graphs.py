"""Small ownership graphs drawn at random, for the exact solver and the product alike."""

from fractions import Fraction

from exact_court import Day, Holding, Listing
from hypothesis import strategies as st

DAY = Day(2026, 11, 23)
NAMES = "ABCDEFGH"

_EXACT = ["0", "10", "20", "24.99", "25", "25.01", "30", "33", "40", "49.99", "50", "50.01", "60"]
_BANDS = ["0-25", "10-40", "20-30", "25-50", "25-75", "49.99-50", "50-75", "75-100", "0-100"]
_DAYS = st.sampled_from(["2021-01-01", "2024-07-02", "2024-07-03", "2026-11-22", "2026-11-23"])
_MEASURES = [
    "us,UKRAINE-EO13662,13662 Sectoral Directive 1",
    "us,UKRAINE-EO13662,13662 Sectoral Directive 2",
    "us,UKRAINE-EO13662,13662 Sectoral Directive 4",
    "us,RUSSIA-EO14024,Executive Order 14024 Directive 3",
    "us,RUSSIA-EO14024,Executive Order 14024 Directive 4",
    "us,CMIC-EO13959,CMIC Executive Order",
    "eu,833/2014 annex XIX,transaction-ban",
    "eu,833/2014 annex III,finance-ban",
    "eu,269/2014,travel-ban",
]


def exact(percent: str) -> tuple[Fraction, Fraction, bool]:
    """Ends of an exact share."""
    return Fraction(percent), Fraction(percent), False


def band(percent: str) -> tuple[Fraction, Fraction, bool]:
    """Ends of a band as ``stakes.csv`` means it: above the first, up to the second."""
    low, high = percent.split("-")
    return Fraction(low), Fraction(high), True


@st.composite
def holdings(draw: st.DrawFn, names: str, bands: bool = True) -> Holding:
    """One line of stakes between the names; sometimes its owner is unnamed."""
    kind = draw(st.sampled_from(["shares"] * 6 + ["votes", "votes", "board", "officer"]))
    ends = (Fraction(100), Fraction(100), False)
    if kind in ("shares", "votes"):
        sizes = [exact(each) for each in _EXACT] + [band(each) for each in _BANDS * bands]
        ends = draw(st.sampled_from(sizes))
    owners = list(names) * 3 + [""] * bands
    since = draw(st.none() | _DAYS)
    return Holding(
        draw(st.sampled_from(owners)),
        draw(st.sampled_from(names)),
        kind,
        *ends,
        since=Day.fromisoformat(since) if since else None,
        until=draw(st.none() | _DAYS.map(Day.fromisoformat)),
        joint=draw(st.sampled_from(["", "", "", "one", "two"])),
    )


@st.composite
def listings(draw: st.DrawFn, names: str) -> Listing:
    """A listed party: mostly blocked everywhere, sometimes by one regime or under less."""
    party = draw(st.sampled_from(names))
    blocks = st.sampled_from(["", "", "", "us", "eu", "uk", "ch"]).map(lambda regime: (regime,))
    narrow = st.sampled_from(_MEASURES).map(lambda line: tuple(line.split(",")))
    begun = draw(st.none() | _DAYS.map(Day.fromisoformat))
    return Listing(party, *draw(blocks | blocks | narrow), listed_on=begun)


@st.composite
def graphs(
    draw: st.DrawFn, most: int = 8, lines: int = 14
) -> tuple[list[Holding], list[Listing], Day]:
    """Stakes between 2 to ``most`` entities, listed ones among them, and the day asked."""
    names = NAMES[: draw(st.integers(2, most))]
    stakes = draw(st.lists(holdings(names), min_size=1, max_size=lines))
    listed = draw(st.lists(listings(names), min_size=1, max_size=4))
    return stakes, listed, draw(st.sampled_from([DAY, DAY, Day(2024, 7, 2)]))
