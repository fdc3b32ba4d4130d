"""interdict demo: the story on the embedded sample list."""

import csv
import errno
import gc
import tempfile
from pathlib import Path

import pytest

from .conftest import Installation


def test_the_demo_tells_the_story_and_leaves_a_report(bare: Installation, tmp_path: Path) -> None:
    ran = bare("demo", "--output", tmp_path / "demo")
    assert ran.code == 0
    for words in ("22 October 2025", "ofac-sdn:17022", "ofac-sdn:17248", "Роснефть"):
        assert words in ran.out
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == [
        "article.html",
        "hits.csv",
        "report.html",
    ]
    hits = csv.DictReader((tmp_path / "demo" / "hits.csv").read_text("utf-8").splitlines())
    assert any(row["party_id"] == "ofac-sdn:17022" for row in hits)
    page = (tmp_path / "demo" / "report.html").read_text(encoding="utf-8")
    assert "http" not in page.split("</head>")[0].replace("http-equiv", "")  # self-contained


def test_the_demo_runs_twice_and_loads_nothing(bare: Installation, tmp_path: Path) -> None:
    first = bare("demo", "--output", tmp_path / "demo")
    second = bare("demo", "--output", tmp_path / "demo")
    assert (second.code, second.out) == (first.code, first.out)
    assert bare("lists", "status").code == 3


def test_the_demo_works_where_the_home_cannot_be_written(
    bare: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only disk: the sample list is compiled aside, and that folder goes again."""

    def read_only(_: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("interdict.snapshot.store._new_staging", read_only)
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    assert bare("demo", "--output", tmp_path / "demo").code == 0
    gc.collect()
    assert list(aside.iterdir()) == []


def test_an_output_that_is_a_file_is_refused(bare: Installation, tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("")
    assert bare("demo", "--output", tmp_path / "demo").code == 2
