"""The engine's name changes whenever scores could."""

import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

from pytest import MonkeyPatch

from interdict.matching import engine
from interdict.version import __version__


def test_the_engine_is_named_by_version_and_word_tables() -> None:
    assert re.fullmatch(rf"{re.escape(__version__)}\+[0-9a-f]{{12}}", engine.engine_id())


def test_another_process_has_the_same_engine() -> None:
    script = "from interdict.matching.engine import engine_id; print(engine_id())"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == engine.engine_id()


def test_a_changed_word_table_is_another_engine(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    for package in ("interdict/matching/tables", "interdict/text_tables"):
        folder = tmp_path / package
        folder.mkdir(parents=True)
        (folder / "words.tsv").write_text("one\n")
    monkeypatch.setattr(resources, "files", lambda package: tmp_path / package.replace(".", "/"))
    before = engine.engine_id.__wrapped__()
    (tmp_path / "interdict/text_tables/words.tsv").write_text("two\n")
    assert engine.engine_id.__wrapped__() != before
