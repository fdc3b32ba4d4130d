"""Reading a table of stakes by columns gives what reading it line by line gives, or nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interdict.batch import stake_columns
from interdict.batch.ownership import read_stakes
from interdict.batch.stake_columns import read_clean
from interdict.ownership.reading import Report
from interdict.ownership.table import StakeTable

pytest.importorskip("pyarrow")

HEADER = "owner,owned,percent,kind,from,to,joint_group"
CLEAN = (
    "Orlov,A,60,,,,", "A,Märkte,25-50,votes,2020-01-01,2025-06-30,pact", "Orlov,B,,board,,,",
    '"Orlov","B, C",40,shares,,,', "Ö,A,50 %,Shares,2020-01-01 00:00:00,,", "Orlov,A,60,,,,",
)  # fmt: skip
ODD = (
    "Orlov,A,half,,,,", "Orlov,A,,,,,", "A,A,10,,,,", "Orlov,A,60,,2026-01-01,2025-01-01,",
    "Orlov,A,60,,soon,,", "Orlov,A,60,odd,,,",
)  # fmt: skip
ELSE = (
    ",A,30,,,,", "Orlov,,30,,,,", "Orlov,A,60", "Orlov,A,60,,,,,more", "", '"Or\nlov",A,60,,,,',
    " Orlov,A,60,,,,", '"Orlov,A,60,,,,', '"Orlov" Ltd,A,60,,,,', "Or\x00lov,A,60,,,,",
    "Orlov,A,60,,,\x00,", "Or\rlov,A,60,,,,", "Orlov\u00a0,A,60,,,,", "Orlov\x1f,A,60,,,,",
)  # fmt: skip


def said(table: StakeTable) -> list[object]:
    return [table.stated(row).stake for row in range(len(table))]


def both_ways(path: Path, content: bytes) -> bool:
    """Do the two ways agree? True where the columns could be read."""
    path.write_bytes(content)
    report = Report()
    quick = read_clean(path, False, report)
    slow, told = read_stakes(path)
    if quick is None:
        assert report.findings() == ()
        return False
    assert said(quick) == said(slow)
    assert (quick.ids, quick.unnamed) == (slow.ids, slow.unnamed)
    assert (report.records, report.rejected) == (told.records, told.rejected)
    unfinished = [f for f in told.findings() if f.code != "unfinished-line"]
    assert list(report.findings()) == unfinished
    return True


@given(st.lists(st.sampled_from(CLEAN + ODD), min_size=1, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_clean_and_odd_lines_are_read_by_columns(tmp_path: Path, lines: list[str]) -> None:
    assert both_ways(tmp_path / "s.csv", "\n".join((HEADER, *lines, "")).encode())


@given(st.lists(st.sampled_from(CLEAN + ODD + ELSE), min_size=1, max_size=6), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_lines_both_ways_agree(
    tmp_path: Path, lines: list[str], finished: bool
) -> None:
    both_ways(tmp_path / "s.csv", "\n".join((HEADER, *lines, *[""] * finished)).encode())


@pytest.mark.parametrize("odd", ELSE)
def test_one_line_of_another_sort_changes_nothing(odd: str, tmp_path: Path) -> None:
    both_ways(tmp_path / "s.csv", "\n".join((HEADER, CLEAN[0], odd, CLEAN[1], "")).encode())


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_however_it_was_saved_both_ways_agree(
    coding: str, end: str, delimiter: str, tmp_path: Path
) -> None:
    lines = [line.replace(",", delimiter) for line in (HEADER, CLEAN[0], CLEAN[1], *ODD)]
    both_ways(tmp_path / "s.csv", end.join((*lines, "")).encode(coding))


@pytest.mark.parametrize(
    "header",
    ["Owner,Owned,Percent", "percent,owner,owned", "owner,owned,percent,note", "owner,owned",
     "owner,owner,owned", '"owner","owned","percent"'],
)  # fmt: skip
def test_whatever_the_header_both_ways_agree(header: str, tmp_path: Path) -> None:
    width = header.count(",") + 1
    content = f"{header}\n{','.join(['60'] * width)}\n".encode()
    if header == "owner,owned" or header == "owner,owner,owned":
        (tmp_path / "s.csv").write_bytes(content)
        assert read_clean(tmp_path / "s.csv", False, Report()) is None
        return
    both_ways(tmp_path / "s.csv", content)


def test_a_large_file_is_read_by_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stake_columns, "LEAST_BYTES", 100)
    (tmp_path / "s.csv").write_text("\n".join((HEADER, *CLEAN * 5, "")), encoding="utf-8")
    calls = []
    read = stake_columns.read_clean
    monkeypatch.setattr(
        stake_columns, "read_clean", lambda *asked: calls.append(asked) or read(*asked)
    )
    table, report = read_stakes(tmp_path / "s.csv")
    assert (len(calls), len(table), report.records) == (1, 30, 30)
    assert report.findings() == ()
