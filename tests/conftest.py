"""Where the real official files are, for tests that run on them."""

import os
from pathlib import Path

import pytest

ABSENT = (
    "the real official files are not here: set INTERDICT_DATA to a folder laid out "
    "as the project's data description says"
)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files, or a skip that says what was not run."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("INTERDICT_DATA", beside))
    if not (folder / "lists").is_dir():
        pytest.skip(ABSENT)
    return folder
