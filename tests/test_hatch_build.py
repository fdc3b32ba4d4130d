"""The package builds with a C compiler and without one."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
HATCHLING = pytest.importorskip("hatchling", reason="hatchling is not installed here")


def wheel(tmp_path: Path, compiler: str) -> Path:
    """A wheel of a small tree of ours, built in a folder of its own."""
    tree = tmp_path / "tree"
    matching = tree / "src" / "interdict" / "matching"
    matching.mkdir(parents=True)
    for name in SOURCES:
        (tree / name).write_bytes((ROOT / name).read_bytes())
    for name in ("version.py", "matching/kernel.c"):
        (tree / "src/interdict" / name).write_bytes((ROOT / "src/interdict" / name).read_bytes())
    (tree / "src/interdict/__init__.py").touch()
    build = "from hatchling.build import build_wheel; print(build_wheel('.'))"
    done = subprocess.run(
        [sys.executable, "-c", build],
        cwd=tree,
        env={**os.environ, "CC": compiler},
        capture_output=True,
        text=True,
        check=True,
    )
    return tree / done.stdout.split()[-1]


def test_without_a_working_compiler_the_wheel_is_for_every_platform(tmp_path: Path) -> None:
    made = wheel(tmp_path, "false")
    assert made.name.endswith("-py3-none-any.whl")
    assert not [n for n in zipfile.ZipFile(made).namelist() if n.endswith(".library")]


def test_with_a_compiler_the_wheel_holds_the_library_and_names_its_platform(tmp_path: Path) -> None:
    if subprocess.run(["sh", "-c", "command -v cc"], capture_output=True).returncode:
        pytest.skip("no C compiler here")
    made = wheel(tmp_path, "cc")
    assert "-py3-none-any" not in made.name
    assert "interdict/matching/kernel.library" in zipfile.ZipFile(made).namelist()
