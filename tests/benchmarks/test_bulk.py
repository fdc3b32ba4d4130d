"""What the bulk benchmark says of memory is what the kernel says."""

import itertools
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from benchmarks.bulk import hold, watch, write_csv, write_parquet

ROWS = [["id", "name"], ["C-1", "Anna Lind"], ["C-2", "Otto Weber"]]

FAMILY = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "x = bytearray(b'1') * 80_000_000; input()"],
                         stdin=subprocess.PIPE)
time.sleep(2)
"""


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells, others not")
def test_a_childs_own_memory_is_told_apart_from_its_parents() -> None:
    watched = watch([sys.executable, "-c", FAMILY], {})
    (own,) = watched.own.values()
    assert 80 < own < 120
    assert max(memory for _, memory in watched.total) > own


def test_a_command_that_fails_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="exited 5"):
        watch([sys.executable, "-c", "raise SystemExit(5)"], {})


def test_customers_are_written_as_csv_and_as_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_csv(tmp_path / "a.csv", iter(ROWS))
    write_parquet(tmp_path / "a.parquet", iter(ROWS))
    written = (tmp_path / "a.csv").read_text().splitlines()
    assert [line.split(",") for line in written] == ROWS
    table = parquet.read_table(tmp_path / "a.parquet").to_pydict()
    assert list(table) == ROWS[0]
    assert list(zip(*table.values(), strict=True)) == [tuple(row) for row in ROWS[1:]]


def test_every_file_of_a_snapshot_is_held(tmp_path: Path) -> None:
    for name, size in (("a.npy", 9_000), ("empty", 0)):
        (tmp_path / name).write_bytes(bytes(itertools.repeat(1, size)))
    with ExitStack() as files:
        hold(tmp_path, files)
