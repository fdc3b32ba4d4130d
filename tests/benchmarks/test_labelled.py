"""Labelled pairs are read as the compare command wrote them."""

from pathlib import Path

import pytest
from benchmarks.labelled import NotLabelled

from benchmarks import labelled, quality_report

HEADER = "name1,name2,schema,is_match,quality,category,score,match\n"


def test_a_file_is_scored_by_the_command_people_use(tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(
        "name1,name2,schema,is_match,quality,category\n"
        'Anna Example,"EXAMPLE, Anna",Person,true,STRONG,order\n'
        "Anna Example,Boris Other,Person,false,STRONG,\n",
        encoding="utf-8",
    )
    same, other = labelled.judged(table)
    assert same.called and same.score > 0.9 and same.category == "order"
    assert not other.called and not other.is_match


def test_a_label_must_be_true_or_false() -> None:
    with pytest.raises(NotLabelled, match="pair 1: is_match is 'yes'"):
        labelled.read([HEADER, "a,b,Person,yes,STRONG,,1.0,true\n"], "pairs.csv")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(NotLabelled, match="no column category"):
        labelled.read([HEADER.replace("category,", "")], "pairs.csv")


def test_the_docs_show_figures_and_no_row() -> None:
    rows = [HEADER, "Anna Example,Boris Other,Person,false,STRONG,,0.9,true\n"]
    file = quality_report.Labelled("pairs.csv", "abc", labelled.read(rows, "pairs.csv"))
    block = quality_report.markdown("0.1.0", quality_report.Measured(pairs=[file]))
    assert "Wrong STRONG pairs: 1 of 1" in block
    assert "Anna" not in block and "Boris" not in block


def test_figures_of_the_committed_run_are_all_better_when_greater() -> None:
    alarms = quality_report.Alarms("abc", {"name only": (250, 50_000)})
    copies = quality_report.Copies("def", {("person", "typo"): (400, 300)}, [])
    found = quality_report.runs(quality_report.Measured(copies=copies, alarms=alarms))
    assert found["people on no list"].figures == {"name only: left alone": 0.995}
    assert found["noisy copies"].figures == {"person, typo": 0.75}
