"""Small ownership graphs drawn at random, for the exact solver and the product alike."""

from fractions import Fraction

from exact_court import Day, Holding, Listing
from hypothesis import strategies as st

DAY = Day(2026, 11, 23)
NAMES = "ABCDEFGH"

_EXACT = ["0", "10", "20", "24.99", "25", "25.01", "30", "33", "40", "49.99", "50", "50.01", "60"]
_BANDS = ["0-25", "10-40", "20-30", "25-50", "25-75", "49.99-50", "50-75", "75-100", "0-100"]
_DAYS = st.sampled_from(
    [Day(2021, 1, 1), Day(2024, 7, 2), Day(2024, 7, 3), Day(2026, 11, 22), Day(2026, 11, 23)]
)
_ALWAYS = st.just((None, None))
_SPANS = _ALWAYS | _ALWAYS | _ALWAYS | st.tuples(st.none() | _DAYS, st.none() | _DAYS)
"""First and last day of a line; now and then the last comes before the first."""
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


_SIZES = [*map(exact, _EXACT), *map(band, _BANDS)]


@st.composite
def sizes(draw: st.DrawFn, open_ends: bool) -> tuple[Fraction, Fraction, bool, bool]:
    """Ends of a share, and which of them are open."""
    low, high, low_open = draw(st.sampled_from(_SIZES))
    if open_ends and low < high:
        return low, high, draw(st.booleans()), draw(st.booleans())
    return low, high, low_open, False


@st.composite
def holdings(draw: st.DrawFn, names: str, open_ends: bool) -> Holding:
    """One line of stakes between the names; sometimes its owner is unnamed."""
    kind = draw(st.sampled_from(["shares"] * 6 + ["votes", "votes", "board", "officer"]))
    whole = (Fraction(100), Fraction(100), False, False)
    size = draw(sizes(open_ends)) if kind in ("shares", "votes") else whole
    since, until = draw(_SPANS)
    return Holding(
        draw(st.sampled_from([*names * 3, ""])),
        draw(st.sampled_from(names)),
        kind,
        *size,
        since=since,
        until=until,
        joint=draw(st.sampled_from(["", "", "", "one", "two"])),
    )


@st.composite
def listings(draw: st.DrawFn, names: str, only_blocks: bool) -> Listing:
    """A listed party: mostly blocked everywhere, sometimes by one regime or under less."""
    party = draw(st.sampled_from(names))
    blocks = st.sampled_from(["", "", "", "us", "eu", "uk", "ch"]).map(lambda regime: (regime,))
    narrow = st.sampled_from(_MEASURES).map(lambda line: tuple(line.split(",")))
    begun = draw(st.none() | _DAYS)
    return Listing(
        party, *draw(blocks if only_blocks else blocks | blocks | narrow), listed_on=begun
    )


def is_plain(doubtful: Holding, lines: list[Holding]) -> bool:
    """Does a line that may never have held stand beside none with another label?

    Two lines with two labels, of which one holds, are no band: no world is the lowest.
    """
    key = doubtful.owner, doubtful.owned, doubtful.kind
    alike = [each for each in lines if (each.owner, each.owned, each.kind) == key]
    return {each.joint for each in alike} == {doubtful.joint}


@st.composite
def graphs(
    draw: st.DrawFn, most: int = 8, lines: int = 14, open_ends: bool = False, early: bool = False
) -> tuple[list[Holding], list[Listing], Day]:
    """Stakes between 2 to ``most`` entities, listed ones among them, and the day asked."""
    names = NAMES[: draw(st.integers(2, most))]
    drawn = draw(st.lists(holdings(names, open_ends), min_size=1, max_size=lines))
    stakes = [each for each in drawn if not each.is_inverted or is_plain(each, drawn)]
    told = draw(st.lists(listings(names, early), min_size=1, max_size=4))
    known = {name for each in stakes for name in (each.owner, each.owned)}
    # A Directive 4 party that stands in no stake is the open case S52.
    listed = [each for each in told if "13662" not in each.measure or each.party in known]
    days = [DAY, Day(2024, 7, 2), Day(2024, 7, 3)]
    old = [Day(2014, 8, 12), Day(2014, 8, 13)]
    return stakes, listed, draw(st.sampled_from(old if early else days))
