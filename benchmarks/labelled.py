"""Labelled pairs, scored as anyone would score them: by ``interdict compare --pairs``."""

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path

from benchmarks.processes import ONE_CORE, interdict, run
from benchmarks.scores import Judged

COLUMNS = ("name1", "name2", "schema", "is_match", "quality", "category")
OWN = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "matching" / "labelled"
"""The project's own pairs: small CSV files with those columns."""
DEVELOPMENT = Path("names") / "name-pairs-dev.csv"
"""Pairs to develop on, among the real files; not ours to publish."""


class NotLabelled(Exception):
    """A file that is no file of labelled pairs."""


def default_files(data: Path | None) -> list[Path]:
    """The project's own files, and the development pairs where the real files are."""
    files = sorted(OWN.glob("*.csv"))
    if data is not None and (data / DEVELOPMENT).exists():
        files.append(data / DEVELOPMENT)
    return files


def content_hash(path: Path) -> str:
    """Names the very rows, so that figures are compared only where the rows are the same."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def judged(path: Path) -> list[Judged]:
    """Score a file; ``NotLabelled`` when it lacks a column, holds no pair or has an
    unreadable one, ``RuntimeError`` when the command fails."""
    ran = run(interdict("compare", "--pairs", str(path)), ONE_CORE)
    return read(ran.output.splitlines(keepends=True), path.name)


def read(lines: Iterable[str], name: str) -> list[Judged]:
    """Rows as ``compare --pairs`` writes them."""
    rows = csv.DictReader(lines)
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise NotLabelled(
            f"{name} has no column {', '.join(missing)}: labelled pairs need {', '.join(COLUMNS)}"
        )
    return [_pair(row, f"{name}, pair {number}") for number, row in enumerate(rows, 1)]


def _pair(row: dict[str, str], place: str) -> Judged:
    for column in ("is_match", "match"):
        if row[column] not in ("true", "false"):
            raise NotLabelled(f"{place}: {column} is {row[column]!r}, not true or false")
    return Judged(
        name1=row["name1"],
        name2=row["name2"],
        schema=row["schema"],
        is_match=row["is_match"] == "true",
        quality=row["quality"],
        category=row["category"],
        score=float(row["score"]),
        called=row["match"] == "true",
    )
