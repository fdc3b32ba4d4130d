"""What the EU's measures mean for a verdict, from the published files to the answer."""

import datetime
from pathlib import Path

import pytest

from interdict.identifiers import normalise
from interdict.lists.intake import Instructions
from interdict.ownership.verdict import Verdict
from interdict.party import Identifier, Kind, Query
from interdict.screening.screen import screen
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home
from interdict.update import add

FOLDER = Path(__file__).parents[1] / "fixtures" / "eu"


def loaded(home: Home, paths: list[Path]) -> Snapshot:
    add(home, paths, Instructions(published=datetime.date(2026, 8, 22)))
    return open_current(home)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    acts = [FOLDER / f"{act}.csv" for act in ("32014R0269", "32014R0833", "32006R0765")]
    return loaded(Home(tmp_path_factory.mktemp("journal")), acts)


@pytest.fixture(scope="module")
def fsf(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return loaded(Home(tmp_path_factory.mktemp("fsf")), [FOLDER / "fsf.xml"])


def verdict(snapshot: Snapshot, name: str, kind: Kind | None = None) -> Verdict:
    return screen(snapshot, Query(name=name, kind=kind)).verdicts["eu"]


@pytest.mark.parametrize(
    ("name", "word", "says"),
    [
        ("Darius Viktorovich EXAMPLI", "blocked", "Asset freeze"),
        ("Дариус Викторович ЭКЗАМПЛИ", "blocked", "Regulation (EU) No 269/2014, Article 2"),
        ("PROBENEFT", "restricted", "no transaction"),
        ("MUSTERBANK", "restricted", "Annex III"),
        ("JSC Probewerk", "restricted", "Export control"),
    ],
)
def test_a_freeze_blocks_and_everything_narrower_restricts(
    journal: Snapshot, name: str, word: str, says: str
) -> None:
    found = verdict(journal, name)
    assert found.verdict == word
    assert any(says in reason for reason in found.because)


def test_a_port_ban_on_a_vessel_restricts(journal: Snapshot) -> None:
    number = Identifier(kind="imo", value=normalise("imo", "9074729"), valid=True)
    found = screen(journal, Query(identifiers=(number,))).verdicts["eu"]
    assert found.verdict == "restricted"
    assert "no access to ports" in found.because[0]


def test_silence_is_unknown_while_acts_are_missing(journal: Snapshot) -> None:
    found = verdict(journal, "Nobody WHATSOEVER")
    assert found.verdict == "unknown"
    assert "Regulation (EC) No 881/2002" in found.because[0]


def test_the_commission_s_file_finds_and_its_silence_is_unknown(fsf: Snapshot) -> None:
    """It holds no annexes of Regulation 833/2014, so it cannot say that nobody is listed."""
    assert verdict(fsf, "Darius Viktorovich Exampli").verdict == "blocked"
    assert verdict(fsf, "Nobody WHATSOEVER").verdict == "unknown"


def test_the_real_acts_give_different_verdicts(shared_data: Path, tmp_path: Path) -> None:
    """Rosneft, VTB, a tanker, a Cyrillic name; and silence that means something."""
    folder = shared_data / "lists/eu/official-journal-2026-08-22/consolidated"
    snapshot = loaded(Home(tmp_path), sorted(folder.glob("*.csv")))
    assert verdict(snapshot, "ROSNEFT").verdict == "restricted"
    assert verdict(snapshot, "VTB BANK").verdict == "blocked"
    assert verdict(snapshot, "Сергей Валерьевич Аксёнов").verdict == "blocked"
    tanker = Identifier(kind="imo", value="9260067", valid=True)
    assert screen(snapshot, Query(identifiers=(tanker,))).verdicts["eu"].verdict == "restricted"
    assert verdict(snapshot, "Wilhelmina Quastenflosser").verdict == "no-match"
