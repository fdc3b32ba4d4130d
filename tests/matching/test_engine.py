"""The engine's name changes whenever scores could."""

import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from pytest import MonkeyPatch

from interdict.matching import engine
from interdict.version import __version__


def test_the_engine_is_named_by_version_and_word_tables() -> None:
    assert re.fullmatch(rf"{re.escape(__version__)}\+[0-9a-f]{{12}}", engine.engine_id())


def test_another_process_has_the_same_engine() -> None:
    script = "from interdict.matching.engine import engine_id; print(engine_id())"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == engine.engine_id()


@pytest.mark.parametrize(
    "changed", ["matching/tables/words.tsv", "text_tables/words.tsv", "matching/keys.py", "text.py"]
)
def test_a_changed_word_table_or_reading_code_is_another_engine(
    changed: str, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    for folder in ("matching/tables", "text_tables", "writing"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / changed).write_text("one\n")
    monkeypatch.setattr(resources, "files", lambda package: tmp_path)
    before = engine.engine_id.__wrapped__()
    (tmp_path / changed).write_text("two\n")
    assert engine.engine_id.__wrapped__() != before


def test_code_that_reads_no_names_is_not_the_engine(
    tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    for folder in ("matching/tables", "text_tables", "writing"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(resources, "files", lambda package: tmp_path)
    before = engine.engine_id.__wrapped__()
    (tmp_path / "audit.py").write_text("other\n")
    assert engine.engine_id.__wrapped__() == before
