"""What runs found, as a table in three forms."""

import csv
import datetime
import json
from pathlib import Path

import msgspec
import pytest

from interdict.batch.parquet import ParquetRecords
from interdict.errors import UsageError
from interdict.monitor.changes_table import COLUMNS, refuse_output, write_changes
from interdict.monitor.known import Alert, Basis, HitChange, KnownHit, Report
from interdict.report.hits_table import COLUMNS as OF_HITS

HIT = KnownHit(
    party="un:1",
    score=0.93,
    matched_name="Boris Petrenko",
    verdict="review",
    confirmed=False,
    kind="person",
    lists=("UN list",),
    programmes=("DPRK", "Iraq"),
    says="name Boris = Boris",
)
ALERT = Alert(
    "C-1", 7, ("C-1", "=Boris", "retail"), "Boris", (HitChange("new", ("x",), "listed", HIT),), 1
)
REPORT = Report(
    run=3,
    at=datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC),
    header=("id", "name", "change"),
    why_all="",
    basis=Basis(snapshot="sha256:0", policy="p", engine="e", editions={}),
    customers=9,
    screened=1,
    parties=(1, 0, 0),
    moved=(0, 0, 0),
    alerts=(ALERT,),
)


def test_a_line_has_our_columns_and_those_of_the_customer(tmp_path: Path) -> None:
    write_changes(tmp_path / "told.csv", [REPORT])
    (line,) = csv.DictReader((tmp_path / "told.csv").read_text().splitlines())
    assert tuple(line) == (*COLUMNS, "id", "name", "input_change")
    assert (line["change"], line["customer"], line["run"], line["row"]) == ("new", "C-1", "3", "7")
    assert (line["programmes"], line["input_change"]) == ("DPRK; Iraq", "retail")
    assert line["name"] == "'=Boris"  # no formula for a spreadsheet


def test_all_forms_say_the_same(tmp_path: Path) -> None:
    for form in ("csv", "jsonl", "parquet"):
        write_changes(tmp_path / f"told.{form}", [REPORT])
    record = json.loads((tmp_path / "told.jsonl").read_text())
    with (tmp_path / "told.parquet").open("rb") as stream:
        table = ParquetRecords(stream, "told")
        (cells,) = [record.cells for record in table]
    assert table.header == tuple(record)
    assert list(cells) == [str(value) for value in record.values()]


def test_runs_of_a_file_with_other_columns_share_a_table(tmp_path: Path) -> None:
    later = msgspec.structs.replace(
        REPORT,
        run=4,
        header=("name", "branch", "id"),
        alerts=(msgspec.structs.replace(ALERT, values=("Boris", "Oslo", "C-1")),),
    )
    write_changes(tmp_path / "told.jsonl", [REPORT, later])
    first, second = map(json.loads, (tmp_path / "told.jsonl").read_text().splitlines())
    assert (first["id"], first["branch"]) == ("C-1", "")
    assert (second["id"], second["branch"], second["input_change"]) == ("C-1", "Oslo", "")


def test_an_ending_that_names_no_form_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"told\.html"):
        refuse_output(tmp_path / "told.html")
    refuse_output(tmp_path / "told.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_hit_reads_as_in_a_hits_table() -> None:
    """But for the cluster, which other lists may change without a change of the hit."""
    assert set(OF_HITS) - set(COLUMNS) == {"cluster"}


@pytest.mark.parametrize("column", sorted(set(COLUMNS) - set(OF_HITS)))
def test_every_column_is_documented(column: str) -> None:
    page = Path(__file__).parents[2] / "docs" / "monitor.md"
    assert f"| `{column}` |" in page.read_text(encoding="utf-8")
