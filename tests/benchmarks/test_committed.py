"""A fall of a figure is seen, and figures of other inputs are not compared."""

from pathlib import Path

from benchmarks.committed import Change, Reference, Run

from benchmarks import committed

BEFORE = Reference("0.1.0+a", {"pairs.csv": Run("rows1", {"F1": 0.9, "AUC": 0.95})})


def now(inputs: str, **figures: float) -> Reference:
    return Reference("0.1.0+b", {"pairs.csv": Run(inputs, figures)})


def test_a_figure_that_fell_is_a_drop() -> None:
    (change,) = committed.changes(BEFORE, now("rows1", F1=0.89, AUC=0.95))
    assert change == Change("pairs.csv", "F1", 0.9, 0.89)
    assert change.is_drop


def test_a_figure_that_rose_is_told_and_is_no_drop() -> None:
    (change,) = committed.changes(BEFORE, now("rows1", F1=0.93, AUC=0.95))
    assert not change.is_drop


def test_a_figure_no_longer_measured_is_a_drop() -> None:
    (change,) = committed.changes(BEFORE, now("rows1", F1=0.9))
    assert change.figure == "AUC" and change.is_drop


def test_figures_of_other_rows_are_not_compared_and_that_is_said() -> None:
    other = now("rows2", F1=0.1, AUC=0.1)
    assert list(committed.changes(BEFORE, other)) == []
    assert "pairs.csv: other inputs, not compared" in committed.compared(BEFORE, other)


def test_drops_are_shown_first() -> None:
    lines = committed.compared(BEFORE, now("rows1", F1=0.95, AUC=0.5)).splitlines()
    assert "DROP" in lines[2] and "AUC" in lines[2]


def test_a_run_is_stored_with_figures_to_four_places(tmp_path: Path) -> None:
    path = tmp_path / "quality.json"
    committed.save(now("rows1", F1=0.123456), path)
    assert committed.load(path) == now("rows1", F1=0.1235)
    assert committed.load(tmp_path / "absent.json") is None


def test_inputs_that_were_not_measured_keep_their_figures() -> None:
    other = Reference("0.1.0+b", {"mine.csv": Run("rows3", {"F1": 1.0})})
    assert set(committed.merged(BEFORE, other).runs) == {"pairs.csv", "mine.csv"}


def test_the_committed_run_can_be_read() -> None:
    stored = committed.load()
    assert stored is not None and stored.runs
