"""A review that is killed (SIGKILL) at any point loses no review that was there before it."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import interdict
from interdict.articles.reviews import FILE, read_reviews

KILLED = """
import os, signal, sys
from pathlib import Path
from interdict.articles import reviews
from interdict.cli import articles
from interdict.cli.main import main
where = sys.argv.pop(1)

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

if where == "between the log and the file":
    articles.append = die
elif where == "before the new file gets its name":
    replace = Path.replace
    Path.replace = lambda self, to: die() if to.name == reviews.FILE else replace(self, to)
elif where == "after the file":
    append = articles.append
    articles.append = lambda *given: (append(*given), die())
main()
"""
WHO = ("--by", "A. Analyst", "--reason", "read the original", "--starter")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text("Rosneft paid its workers. At least 600 soldiers died.")
    return tmp_path


def ran(folder: Path, *words: str, where: str = "") -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, killed at some point."""
    script = KILLED if where else "from interdict.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, *([where] if where else []), *words],
        cwd=folder,
        env={
            "INTERDICT_HOME": str(folder / "home"),
            "PYTHONPATH": str(Path(interdict.__file__).parents[1]),
        },
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("between the log and the file", ["confirm"]),
        ("before the new file gets its name", ["confirm"]),
        ("after the file", ["confirm", "reject"]),
    ],
)
def test_earlier_reviews_outlive_a_killed_one(folder: Path, where: str, kept: list[str]) -> None:
    told = json.loads(ran(folder, "screen", "article", "story.txt", "--starter", "--json").stdout)
    number = told["figures"][0]["id"]
    assert ran(folder, "articles", "confirm", "story.txt", number, *WHO).returncode == 0
    killed = ran(folder, "articles", "reject", "story.txt", number, *WHO, where=where)
    assert killed.returncode == -signal.SIGKILL
    assert [each.what for each in read_reviews(folder / "home" / FILE)] == kept
    listed = ran(folder, "articles", "reviews")
    assert (b"the audit log has it" in listed.stderr) == (kept == ["confirm"])
    assert ran(folder, "articles", "withdraw", "story.txt", number, *WHO).returncode == 0
    assert ran(folder, "articles", "reviews").stderr == b""
    assert [each.what for each in read_reviews(folder / "home" / FILE)] == [*kept, "withdraw"]
    assert ran(folder, "audit", "verify").returncode == 0
