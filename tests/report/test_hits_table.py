"""A hits table has one line per hit, carries the input, and is whole or not there."""

import csv
import json
from pathlib import Path

import pytest

from interdict.batch.rows import Rejected
from interdict.errors import UsageError
from interdict.report.hits_table import (
    COLUMNS,
    CsvHits,
    CsvLines,
    HitsWriter,
    JsonLinesHits,
    RejectedCsv,
    inert,
    rejected_path,
    table_header,
    whole,
)
from interdict.screening.verdicts import hit_verdict
from sample_screenings import company_hit, company_screening, person_hit, person_screening

HEADER = ("id", "name")


def write_samples(writer: HitsWriter) -> None:
    company, person = company_screening(), person_screening()
    writer.write(3, ("C-1001", "Rosneft"), company.query, company.hits)
    writer.write(9, ("C-7", "nobody"), person.query, ())
    writer.write(17, ("C-2", "Khaled Hassan"), person.query, (*person.hits, company_hit()))
    writer.close()


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_one_line_per_hit_with_our_columns_then_the_inputs(tmp_path: Path) -> None:
    write_samples(CsvHits(tmp_path / "hits.csv", HEADER))
    first, second, third = read_csv(tmp_path / "hits.csv")
    assert tuple(first) == (*COLUMNS, *HEADER)
    assert (first["row"], first["query_name"], first["score"]) == ("3", "Rosneft", "1.0")
    assert (first["party_id"], first["lists"], first["kind"]) == (
        "ofac-sdn:17022", "SDN List", "organization",
    )  # fmt: skip
    assert first["programmes"] == "UKRAINE-EO13662; RUSSIA-EO14024"
    assert first["says"] == "the whole name is the listed alias; the INN is the same"
    assert (first["id"], first["name"]) == ("C-1001", "Rosneft")
    assert [second["row"], third["row"]] == ["17", "17"]


def test_json_lines_say_the_same_with_numbers_as_numbers(tmp_path: Path) -> None:
    write_samples(CsvHits(tmp_path / "hits.csv", HEADER))
    write_samples(JsonLinesHits(tmp_path / "hits.jsonl", HEADER))
    lines = (tmp_path / "hits.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert (records[0]["row"], records[0]["score"]) == (3, 1.0)
    texts = [{key: str(value) for key, value in record.items()} for record in records]
    assert texts == read_csv(tmp_path / "hits.csv")


def test_only_a_confirmed_hit_is_more_than_a_review() -> None:
    assert hit_verdict(company_hit()) == "blocked"
    assert hit_verdict(person_hit()) == "review"


def test_input_columns_never_hide_ours_or_each_other() -> None:
    header = table_header(("row", "Name", "Name", "", "input_row"))
    assert header[len(COLUMNS) :] == (
        "input_row", "Name", "input_Name", "input_column_4", "input_input_row",
    )  # fmt: skip


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1", "\r=1"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_inert(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-", "-12.5", "+41 79 123 45 67", "Anna", "1=1", "'=1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


@pytest.mark.parametrize("form", [CsvHits, JsonLinesHits])
def test_nothing_stands_under_the_final_name_before_close(
    tmp_path: Path, form: type[CsvHits] | type[JsonLinesHits]
) -> None:
    path = tmp_path / "hits"
    path.write_text("of an earlier run")
    writer = form(path, HEADER)
    writer.write(3, ("1", "x"), company_screening().query, company_screening().hits)
    assert path.read_text() == "of an earlier run"
    writer.discard()
    assert [each.name for each in tmp_path.iterdir()] == ["hits"]
    write_samples(form(path, HEADER))
    assert "ROSNEFT" in path.read_text("utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["hits"]


@pytest.mark.parametrize(("name", "message"), [("no/hits.csv", "No such file"), ("", "a folder")])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        CsvHits(tmp_path / name, HEADER)


def test_rejected_rows_are_written_with_line_reason_and_text(tmp_path: Path) -> None:
    path = rejected_path(tmp_path / "hits.parquet")
    writer = RejectedCsv(path)
    writer.write(Rejected(44, 45, "opens a quote on line 45 that is never closed", '"Acme,GB'))
    writer.close()
    assert path.name == "hits.parquet.rejected.csv"
    assert read_csv(path) == [
        {
            "row": "44",
            "line": "45",
            "reason": "opens a quote on line 45 that is never closed",
            "raw": '"Acme,GB',
        }
    ]


def test_a_table_whose_writing_is_stopped_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), whole(CsvLines(path, ("a",))) as writer:
        writer.add(("1",))
        raise KeyboardInterrupt
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]
