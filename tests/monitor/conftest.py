"""A world per test."""

from pathlib import Path

import pytest

from monitor_worlds import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A data folder with nothing in it yet."""
    return World(tmp_path / "home")
