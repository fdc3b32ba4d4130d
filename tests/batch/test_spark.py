"""Spark gives the lines that the local runner writes, and loses no row."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from interdict.batch import spark as in_spark
from interdict.batch.runner import finish, run
from interdict.batch.spark import OURS, REJECTED, screen, ship
from interdict.batch.tables import CustomerTable
from interdict.errors import MissingExtra, UsageError
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot, open_snapshot
from interdict.snapshot.store import Home

HEADER = ("n", "Full name", "dob", "nationality", "Score")
PEOPLE = (
    ("Boris Petrenko", "1952-10-07", "Russia", "low"),
    ("Otto Weber", "", "", "high"),
    ("", "1970", "Germany", "nobody"),
    ("Volna Energo", "not a date", "RU", ""),
    ("Hanbit Trading Corp", "", "North Korea", ""),
    ("Grey Heron", "", "", ""),
)
ROWS = [(str(n), *PEOPLE[n % 6]) for n in range(1, 61)]


@pytest.fixture(scope="module")
def snapshot(loaded_folder: Path) -> Snapshot:
    return open_current(Home(loaded_folder))


@pytest.fixture
def customers(spark: Any) -> Any:
    """The rows as a DataFrame of two partitions."""
    return (
        spark.createDataFrame(ROWS, [f"`{name}`" for name in HEADER]).toDF(*HEADER).repartition(2)
    )


def lines(frame: Any) -> list[dict[str, Any]]:
    found = [row.asDict() for row in frame.collect()]
    return sorted(found, key=lambda line: (line["row"], -(line["score"] or 0), line["party_id"]))


def test_every_line_is_the_local_runners(
    customers: Any, snapshot: Snapshot, tmp_path: Path
) -> None:
    """Invariant 2."""
    parquet = pytest.importorskip("pyarrow.parquet")
    path, output = tmp_path / "customers.csv", tmp_path / "hits.parquet"
    path.write_text("\n".join(map(",".join, (HEADER, *ROWS))) + "\n")
    policy = Policy(threshold=0.6, limit=2)
    screener = Screener(snapshot, policy)
    with CustomerTable.open(path) as table:
        parts = run(table, screener, output, None)
        summary, _ = finish(table, parts, screener, output)
    local = [{**line, REJECTED: None} for line in parquet.read_table(output).to_pylist()]
    found = lines(screen(customers, snapshot, policy, row="n"))
    for line in local:
        line["input_Score"] = line.pop("Score")  # Spark's names ignore case
    assert [line for line in found if not line[REJECTED]] == local
    assert [(line["row"], line[REJECTED]) for line in found if line[REJECTED]] == [
        (row.row, row.reason) for row in summary.rejected
    ]
    assert len(local) > 30


def test_a_rejected_row_is_one_line_with_its_reason_and_its_cells(
    spark: Any, snapshot: Snapshot
) -> None:
    frame = spark.createDataFrame([("C-1", ""), ("C-2", "Anna Lind")], "id string, name string")
    (line,) = lines(screen(frame, snapshot))
    assert line[REJECTED] == "has neither a name nor an identifier"
    assert (line["id"], line["name"]) == ("C-1", "")
    assert {line[name] for name in OURS if name not in ("row", REJECTED)} == {None}


def test_cells_keep_their_types_and_rows_get_numbers_of_their_own(
    spark: Any, snapshot: Snapshot
) -> None:
    frame = spark.sql(
        "select 'Boris Petrenko' as name, date'1952-10-07' as dob, 7 as branch, "
        "array('ru', 'by') as nationality, named_struct('a', 1.5D) as risk"
    )
    answer = screen(frame.union(frame), snapshot)
    assert [field.dataType for field in answer.schema.fields[-5:]] == [
        field.dataType for field in frame.schema.fields
    ]
    first, second = lines(answer)
    assert first["row"] != second["row"]
    assert (first["branch"], first["risk"]["a"], first["dob"].year) == (7, 1.5, 1952)
    assert "born" in first["says"]


def test_a_snapshot_that_executors_do_not_see_can_be_shipped(
    spark: Any, snapshot: Snapshot, tmp_path: Path
) -> None:
    hidden = open_snapshot(Path(shutil.copytree(snapshot.folder, tmp_path / "mine")))
    shutil.rmtree(hidden.folder)
    policy = Policy(name="another worker's")
    frame = spark.createDataFrame([("Boris Petrenko",)], "name string")
    with pytest.raises(Exception, match=r"is not in .*interdict\.batch\.spark\.ship"):
        screen(frame, hidden, policy).collect()
    for _ in ("once", "and no second time"):
        ship(spark, snapshot)
    assert sum(snapshot.id[7:] in name for name in spark.sparkContext.listArchives) == 1
    assert [line["party_id"] for line in lines(screen(frame, hidden, policy))] == ["ofac-sdn:7001"]


def test_a_table_without_a_name_is_refused_before_anything_runs(
    spark: Any, snapshot: Snapshot
) -> None:
    with pytest.raises(UsageError, match="no column holds a name"):
        screen(spark.createDataFrame([("x",)], "note string"), snapshot)


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MissingExtra, match=r"interdict\[spark\]"):
        in_spark.screen(None, None)  # type: ignore[arg-type]
