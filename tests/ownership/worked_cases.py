"""The worked cases of ``tests/fixtures/ownership/cases``: how their words are read.

A stake is ``X -> A 50``: owner, owned, percent; then, in any order, ``votes``, ``board`` or
``officer``, ``from DAY``, ``until DAY``, ``joint LABEL``. A band is ``25-50`` (above 25, up to
50); ``?`` as percent is an unknown share, ``?`` as owner somebody unnamed. A listed party is a
line of ``listed.csv``: party,regime,programme,measure,listed_on.
"""

import csv
import datetime
import io
import re
import tomllib
from fractions import Fraction
from pathlib import Path

import msgspec
from exact_court import Holding, Listing

CASES = Path(__file__).parents[1] / "fixtures" / "ownership" / "cases"

STAKES_HEADER = "owner,owned,percent,kind,from,to,joint_group"
LISTED_HEADER = "party,regime,programme,measure,listed_on"

_STAKE = re.compile(
    r"(?P<owner>\S+) -> (?P<owned>\S+)(?: (?P<percent>[\d.,?-]+|half))?(?P<rest>( \S+)*)"
)

_SIZE = re.compile(r"\d+(\.\d+)?(-\d+(\.\d+)?)?")


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question, with the answer of each regime."""

    number: str
    title: str
    stakes: tuple[str, ...]
    listed: tuple[str, ...]
    asked: str
    us: str
    eu: str
    uk: str
    ch: str
    day: datetime.date = datetime.date(2026, 11, 23)
    held: dict[str, str] = msgspec.field(default_factory=dict)
    """By regime: percent held by blocked owners, ``50`` or ``25 to 50``."""
    authority: str = ""
    note: str = ""

    def expected(self, regime: str) -> str:
        """The word of a regime."""
        word: str = getattr(self, regime)
        return word

    def held_under(self, regime: str) -> tuple[Fraction, Fraction] | None:
        """The percent of a regime, low and high; None where the case does not say."""
        ends = self.held.get(regime, self.held.get("all", "")).split(" to ")
        return (Fraction(ends[0]), Fraction(ends[-1])) if ends[0] else None

    @property
    def rows(self) -> list[dict[str, str]]:
        """Its stakes as rows of ``stakes.csv``."""
        return [stake_row(words) for words in self.stakes]

    @property
    def stakes_csv(self) -> str:
        """Its stakes as a file."""
        return table(STAKES_HEADER, [list(row.values()) for row in self.rows])

    @property
    def listed_csv(self) -> str:
        """Its listed parties as a file."""
        return table(LISTED_HEADER, [listed_row(line) for line in self.listed])

    @property
    def holdings(self) -> list[Holding]:
        """Its stakes for the exact solver."""
        return [holding(row) for row in self.rows]

    @property
    def listings(self) -> list[Listing]:
        """Its listed parties for the exact solver."""
        return [listing(listed_row(line)) for line in self.listed]


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    subject: str
    case: tuple[Case, ...]


def read_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """Every case of every file, in the order of the file names."""
    found: list[Case] = []
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found += msgspec.convert(table, _File).case
    return tuple(found)


def stake_row(words: str) -> dict[str, str]:
    """One stake's words as a row of ``stakes.csv``."""
    found = _STAKE.fullmatch(words)
    if found is None:
        raise ValueError(f"{words!r} is no stake: write X -> A 50")
    row = dict.fromkeys(STAKES_HEADER.split(","), "")
    row |= {"owner": found["owner"].replace("?", ""), "owned": found["owned"], "kind": "shares"}
    row["percent"] = (found["percent"] or "").replace("?", "")
    rest = iter(found["rest"].split())
    for each in rest:
        if each in ("votes", "board", "officer", "shares"):
            row["kind"] = each
        else:
            row[{"from": "from", "until": "to", "joint": "joint_group"}[each]] = next(rest)
    return row


def listed_row(line: str) -> list[str]:
    """One line of ``listed.csv``, its cells filled up."""
    (cells,) = csv.reader([line])
    return [cell.strip() for cell in (*cells, "", "", "", "")][:5]


def table(header: str, rows: list[list[str]]) -> str:
    """A CSV file as text."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header.split(","), *rows])
    return out.getvalue()


def holding(row: dict[str, str]) -> Holding:
    """A row of ``stakes.csv`` for the exact solver; an unreadable percent is an unknown share."""
    low, high, low_open = Fraction(0), Fraction(100), True
    if row["kind"] not in ("shares", "votes"):
        low, low_open = high, False
    elif _SIZE.fullmatch(row["percent"]):
        ends = [Fraction(end) for end in row["percent"].split("-")]
        if ends[0] <= ends[-1] <= high:
            low, high, low_open = ends[0], ends[-1], ends[0] < ends[-1]
    return Holding(
        row["owner"], row["owned"], row["kind"], low, high, low_open,
        since=_day(row["from"]), until=_day(row["to"]), joint=row["joint_group"],
    )  # fmt: skip


def listing(cells: list[str]) -> Listing:
    """A row of ``listed.csv`` for the exact solver."""
    return Listing(*cells[:4], listed_on=_day(cells[4]))


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
