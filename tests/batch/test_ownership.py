"""The two tables of ``owners solve``, in whatever file they come."""

import datetime
import gzip
import lzma
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interdict.batch.ownership import Solved, read_listed, read_stakes, solve_files
from interdict.errors import UsageError
from interdict.ownership.rules import REGIMES

TODAY = datetime.date(2026, 11, 23)
STAKES = """owner,owned,percent,kind,from,to,joint_group
Orlov,Volna Energo,50,shares,,,
Volna Energo,Märkte GmbH,60,shares,2020-01-01,,
Orlov,Hafen AG,25-50,,,,
"""
LISTED = "party,regime\nOrlov,us\n"
WORDS = {
    "Orlov": "blocked",
    "Volna Energo": "blocked-by-ownership",
    "Märkte GmbH": "blocked-by-ownership",
    "Hafen AG": "unknown",
}


@pytest.fixture
def solved(tmp_path: Path) -> Callable[..., Solved]:
    """Solves two tables, each text or bytes, under names of one's own."""

    def solve(stakes: bytes | str, listed: bytes | str = LISTED, name: str = "s.csv") -> Solved:
        for file, content in ((name, stakes), ("listed.csv", listed)):
            whole = content if isinstance(content, bytes) else content.encode()
            (tmp_path / file).write_bytes(whole)
        return solve_files(tmp_path / name, tmp_path / "listed.csv", TODAY)

    return solve


def us_words(found: Solved) -> dict[str, str]:
    return {each.entity: each.verdict for each in found.solution.rows("us")}


def codes(found: Solved) -> list[str]:
    return [each.code for each in found.findings]


@pytest.mark.parametrize(
    "packed",
    [
        STAKES.encode(),
        gzip.compress(STAKES.encode()),
        lzma.compress(STAKES.encode()),
        STAKES.encode("utf-8-sig"),
        STAKES.encode("utf-16"),
        STAKES.encode("cp1252"),
        STAKES.replace("\n", "\r\n").encode(),
        STAKES.replace("\n", "\r").encode(),
        STAKES.replace(",", ";").encode(),
        STAKES.replace(",", "\t").encode(),
        STAKES.replace("\n", "\n\n").encode(),
        STAKES.replace("Orlov", '"Orlov"').encode(),
        STAKES.replace("owner", "OWNER").encode(),
    ],
    ids=["plain", "gz", "xz", "byte order mark", "UTF-16", "Windows-1252", "CRLF", "CR",
         "semicolons", "tabs", "blank lines", "quotes", "capitals"],
)  # fmt: skip
def test_a_table_says_the_same_however_it_was_saved(
    packed: bytes, solved: Callable[..., Solved]
) -> None:
    found = solved(packed)
    assert us_words(found) == WORDS
    assert (found.stakes, found.listed, found.rejected, found.findings) == (3, 1, 0, ())


def test_parquet_says_the_same_as_text(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {
        "owner": ["Orlov", "Volna Energo", "Orlov"],
        "owned": ["Volna Energo", "Märkte GmbH", "Hafen AG"],
        "percent": ["50", "60", "25-50"],
        "from": [None, datetime.date(2020, 1, 1), None],
    }
    parquet.write_table(arrow.table(columns), tmp_path / "stakes")
    (tmp_path / "listed.csv").write_text(LISTED)
    found = solve_files(tmp_path / "stakes", tmp_path / "listed.csv", TODAY)
    assert us_words(found) == WORDS


def test_numbers_of_parquet_are_read_as_they_would_be_typed(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {"owner": ["Orlov"] * 2, "owned": ["A", "B"], "percent": [49.99, 50.0]}
    parquet.write_table(arrow.table(columns), tmp_path / "stakes.parquet")
    table, _ = read_stakes(tmp_path / "stakes.parquet")
    assert [str(table.stated(row).stake.share) for row in (0, 1)] == ["49.99 %", "50 %"]


def test_a_short_line_states_what_it_states(solved: Callable[..., Solved]) -> None:
    found = solved("owner,owned,percent,kind,from,to\nOrlov,A,60\nOrlov,B\n")
    assert us_words(found) == {"Orlov": "blocked", "A": "blocked-by-ownership", "B": "unknown"}
    assert codes(found) == ["unstated-share"]


def test_a_line_with_cells_too_many_is_doubtful_and_not_dropped(
    solved: Callable[..., Solved],
) -> None:
    found = solved("owner,owned,percent\nOrlov,A,50,1\nOrlov,B,60,,,\n")
    assert us_words(found) == {"Orlov": "blocked", "A": "unknown", "B": "blocked-by-ownership"}
    assert codes(found) == ["unreadable-line"]


def test_a_last_line_without_an_end_is_noted(solved: Callable[..., Solved]) -> None:
    found = solved(STAKES.removesuffix("\n"))
    assert us_words(found) == WORDS
    assert codes(found) == ["unfinished-line"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "has no column owner, owned, percent"),
        (b"\n\n", "it has: nothing"),
        (b"owner,owned\nOrlov,A\n", "no column percent"),
        (b'"owner,owned\n', "opens a quote it never closes"),
        (b"PAR1" + bytes(40) + b"PAR1", "damaged Parquet file"),
        (gzip.compress(STAKES.encode())[:12], "damaged or cut off"),
        (gzip.compress(STAKES.encode())[:-4], "damaged or cut off"),
        (lzma.compress(STAKES.encode())[:-20], "damaged or cut off"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_by_its_name(
    content: bytes, says: str, solved: Callable[..., Solved]
) -> None:
    with pytest.raises(UsageError, match=rf"^s\.csv: .*{says}"):
        solved(content)


def test_stakes_cut_off_inside_a_packed_file_free_nobody(solved: Callable[..., Solved]) -> None:
    lines = "".join(f"Orlov,Firm {n * 7919 % 99_991},60\n" for n in range(5_000))
    whole = gzip.compress(f"owner,owned,percent\n{lines}".encode())
    with pytest.raises(UsageError, match="what follows could not be read"):
        solved(whole[: len(whole) // 2], name="stakes.csv.gz")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*none\.csv: No such file"):
        read_stakes(tmp_path / "none.csv")


def test_an_unreadable_line_is_counted_and_the_rest_is_read(solved: Callable[..., Solved]) -> None:
    found = solved(b"owner,owned,percent\nOrlov,A\x00,60\nOrlov,B,60\nOrlov,,60\n")
    assert us_words(found) == {"Orlov": "blocked", "B": "blocked-by-ownership"}
    assert (found.stakes, found.rejected) == (3, 2)
    assert codes(found) == ["unreadable-stake", "unreadable-stake"]


def test_a_table_without_lines_leaves_the_listed_blocked(solved: Callable[..., Solved]) -> None:
    found = solved("owner,owned,percent\n")
    assert us_words(found) == {"Orlov": "blocked"}


def test_a_name_over_two_lines_is_one_name(solved: Callable[..., Solved]) -> None:
    found = solved('owner,owned,percent\nOrlov,"Volna\nEnergo",60\n"Volna\nEnergo",B,60\n')
    assert us_words(found)["B"] == "blocked-by-ownership"


def test_blanks_around_a_name_are_no_part_of_it(solved: Callable[..., Solved]) -> None:
    found = solved("owner , owned,percent\n Orlov ,Volna Energo , 60\nVolna Energo,B,60\n")
    assert us_words(found)["B"] == "blocked-by-ownership"


def test_columns_that_nobody_reads_are_named_and_many_are_counted(
    solved: Callable[..., Solved],
) -> None:
    header = ",".join(f"extra {n}" for n in range(25))
    (finding,) = solved(f"owner,holder,owned,percent,{header}\nOrlov,Y,A,60\n").findings
    assert finding.code == "unused-column"
    assert finding.message.startswith("not read: holder, extra 0, ")
    assert finding.message.endswith("extra 18 and 6 more")


def test_where_a_stake_stands_is_kept_as_its_line(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STAKES)
    table, report = read_stakes(tmp_path / "s.csv")
    stated = table.stated(1)
    assert (stated.source, stated.stake.place) == ("s.csv", "line 3")
    assert stated.stake.share.low == Fraction(60)
    assert report.records == 3


def test_the_listed_are_read_from_any_such_file(tmp_path: Path) -> None:
    content = "party;regime;listed_on\nOrlov;us;2025-10-22\n"
    (tmp_path / "l.csv.gz").write_bytes(gzip.compress(content.encode()))
    (listed,), report = read_listed(tmp_path / "l.csv.gz")
    assert (listed.entity, listed.listed_on) == ("Orlov", datetime.date(2025, 10, 22))
    assert report.records == 1


ROWS = st.lists(
    st.builds(
        lambda *cells: list(cells),
        st.sampled_from(["Orlov", "Orlov", "A", "B", "C", ""]),
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["10", "30", "50", "60", "25-50", "0"]),
        st.sampled_from(["shares"] * 4 + ["votes", "board", "officer"]),
        st.sampled_from(["", "", "2020-01-01", "2027-01-01"]),
        st.sampled_from(["", "", "2027-06-30"]),
        st.sampled_from(["", "", "", "pact"]),
    ),
    min_size=1,
    max_size=5,
)
SPOILT = st.sampled_from([(2, "half"), (2, ""), (3, "zz"), (4, "soon"), (5, "soon")])


@given(ROWS, st.integers(0, 4), SPOILT, st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cell_that_cannot_be_read_frees_anybody(
    solved: Callable[..., Solved],
    rows: list[list[str]],
    which: int,
    spoilt: tuple[int, str],
    shifted: bool,
) -> None:
    header = "owner,owned,percent,kind,from,to,joint_group"

    def found() -> set[tuple[str, str]]:
        text = "\n".join((header, *(",".join(row) for row in rows), ""))
        answer = solved(text, "party\nOrlov\n").solution
        return {(row.entity, row.regime) for regime in REGIMES for row in answer.rows(regime)}

    before = found()
    row, (at, text) = rows[which % len(rows)], spoilt
    if shifted:
        row.insert(at, text or "zz")
    else:
        row[at] = text
    assert before <= found()
