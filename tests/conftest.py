"""Where the real official files are, for tests that run on them, and small lists of our own."""

import datetime
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from interdict.lists.intake import Instructions
from interdict.snapshot.store import Home
from interdict.update import add

# Property tests assert what comes out, never how fast. What lands must not depend on chance, so
# CI always tries the same examples; every other run tries new ones.
settings.register_profile("seeking", deadline=None)
settings.register_profile("landing", deadline=None, derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "seeking")

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


@pytest.fixture(autouse=True)
def no_proxy_to_ourselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers of tests are on this machine, whatever proxy the environment names."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")


LISTS = Path(__file__).parent / "fixtures" / "lists"
"""Small lists in the published forms; nobody in them exists."""


@pytest.fixture(scope="session")
def small_lists() -> Path:
    """The folder of small lists: sdn.csv, alt.csv, add.csv, un.xml, watchlist.csv."""
    return LISTS


@pytest.fixture(scope="session")
def small_non_sdn() -> Path:
    """OFAC's other list, small: without it the silence of the United States says nothing."""
    return LISTS.parent / "ofac" / "cons_prim.csv"


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small OFAC and UN lists in force. Read only: see ``loaded``."""
    folder = tmp_path_factory.mktemp("loaded")
    ofac = [LISTS / name for name in ("sdn.csv", "alt.csv", "add.csv")]
    add(Home(folder), ofac, Instructions(published=datetime.date(2026, 1, 8)))
    add(Home(folder), [LISTS / "un.xml"], Instructions())
    return folder


@pytest.fixture
def loaded(loaded_folder: Path, tmp_path: Path) -> Home:
    """A copy of that folder, to be changed."""
    return Home(Path(shutil.copytree(loaded_folder, tmp_path / "home")))


@pytest.fixture(scope="session")
def small_editions() -> Path:
    """Three monthly editions of one small list: sdn_2022-01-31.csv, -02-28 and -03-31."""
    return LISTS.parent / "editions"


@pytest.fixture
def three_editions(small_editions: Path, tmp_path: Path) -> Home:
    """A data folder with these editions, added in one call."""
    home = Home(tmp_path / "editions")
    add(home, sorted(small_editions.iterdir()), Instructions())
    return home
