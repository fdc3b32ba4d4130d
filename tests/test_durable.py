"""What tells of customers is its owner's alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from interdict.durable import exclusive, keep_private, write_atomically


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Of most systems: everybody may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_in_a_private_folder_is_private(tmp_path: Path) -> None:
    private = tmp_path / "home" / "audit"
    keep_private(private)
    write_atomically(private / "head.json", b"{}")
    with exclusive(private / "lock", 0):
        pass
    assert [mode(private / name) for name in ("", "head.json", "lock")] == [0o700, 0o600, 0o600]
    assert mode(tmp_path / "home") == 0o755


def test_a_file_in_an_open_folder_is_as_the_umask_says(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    write_atomically(tmp_path / "hits.csv", b"")
    assert mode(tmp_path / "hits.csv") == 0o644


def test_a_folder_that_was_open_is_closed_with_all_that_lies_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "audit" / "inner"
    inner.mkdir(parents=True)
    (inner / "file").touch()
    outside = tmp_path / "outside"
    outside.touch()
    (inner / "link").symlink_to(outside)
    keep_private(tmp_path / "audit")
    assert (mode(inner), mode(inner / "file")) == (0o700, 0o600)
    assert mode(outside) == 0o644
