"""Parquet hits tables say the same as CSV ones, and pyarrow is needed for Parquet alone."""

import csv
import io
import sys
from pathlib import Path

import pytest

from interdict.batch.outputs import hits_writer
from interdict.batch.tables import CustomerTable
from interdict.errors import MissingExtra, UsageError
from sample_screenings import company_screening, person_screening

HEADER = ("id", "name")


def write_samples(path: Path) -> None:
    writer = hits_writer(path, HEADER)
    for row, screening in ((3, company_screening()), (17, person_screening())):
        writer.write(row, (f"C-{row}", "x"), screening.query, screening.hits)
    writer.close()


def test_parquet_says_the_same_as_csv_with_numbers_as_numbers(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for name in ("hits.parquet", "hits.csv"):
        write_samples(tmp_path / name)
    table = parquet.read_table(tmp_path / "hits.parquet")
    assert [str(table.schema.field(name).type) for name in ("row", "score", "name")] == [
        "int64", "double", "string",
    ]  # fmt: skip
    texts = [{key: str(value) for key, value in record.items()} for record in table.to_pylist()]
    with (tmp_path / "hits.csv").open(encoding="utf-8", newline="") as file:
        assert texts == list(csv.DictReader(file))


def test_a_table_without_hits_still_has_its_columns(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    hits_writer(tmp_path / "none.parquet", HEADER).close()
    table = parquet.read_table(tmp_path / "none.parquet")
    assert table.num_rows == 0
    assert table.column_names[-2:] == list(HEADER)


def test_a_discarded_table_leaves_no_file(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow.parquet")
    hits_writer(tmp_path / "hits.parquet", HEADER).discard()
    assert not list(tmp_path.iterdir())


def test_an_unknown_ending_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"hits\.xyz: end it in \.csv, \.jsonl"):
        hits_writer(tmp_path / "hits.xyz", HEADER)


def test_without_pyarrow_only_parquet_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"interdict\[batch\]"):
        hits_writer(tmp_path / "hits.parquet", HEADER)
    with pytest.raises(MissingExtra, match=r"interdict\[batch\]"):
        CustomerTable.open(io.BytesIO(b"PAR1...PAR1"))
    write_samples(tmp_path / "hits.csv")
