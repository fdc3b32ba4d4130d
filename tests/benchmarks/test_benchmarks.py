"""The benchmarks measure what they say, on inputs that are the same in every run."""

import sys
from pathlib import Path

import pytest
from benchmarks.__main__ import COMMAND, PAGE, main
from benchmarks.figures import Figure
from benchmarks.machine import Machine, describe
from benchmarks.processes import run

from benchmarks import figures, inputs

MACHINE = Machine("A processor", 2, 24.0, "Linux 6", "3.11.7", "numpy 2", "0.1.0+ab")
FIGURE = Figure("open a snapshot", "2.0 ms", "under 50 ms", "median of 3")


def test_a_machine_is_described_by_what_decides_its_speed() -> None:
    machine = describe()
    assert machine.cores >= 1
    assert machine.memory_gib > 0
    assert str(machine).count(machine.engine) == 1


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert figures.percentile(values, 0.5) == 3.0
    assert figures.percentile(values, 0.99) == 5.0


@pytest.mark.parametrize("show", [figures.plain, figures.markdown])
def test_figures_are_shown_with_machine_goal_and_method(show: figures.Show) -> None:
    shown = show(MACHINE, [FIGURE])
    assert all(words in shown for words in (*FIGURE, "A processor", "0.1.0+ab"))


def test_a_table_replaces_the_one_before_it_on_the_page() -> None:
    page = f"before\n{figures.begin(COMMAND)}\nold\n{figures.END}\nafter\n"
    once = figures.written(page, "new", COMMAND)
    assert once == figures.written(once, "new", COMMAND)
    assert once.startswith("before\n") and once.endswith("after\n") and "old" not in once


def test_the_page_on_performance_has_a_place_for_the_table() -> None:
    assert figures.begin(COMMAND) in PAGE.read_text(encoding="utf-8")


def test_every_hundredth_row_asks_for_a_listed_name_with_one_letter_changed() -> None:
    rows = [{"full_name": f"Customer {n}"} for n in range(300)]
    mixed = list(inputs.with_noisy_names(rows, ["Eric Badege"]))
    noisy = [row["full_name"] for row, before in zip(mixed, rows, strict=True) if row != before]
    assert mixed == list(inputs.with_noisy_names(rows, ["Eric Badege"]))
    assert len(noisy) == 3
    for name in noisy:
        differing = sum(a != b for a, b in zip(name, "Eric Badege", strict=True))
        assert differing <= 1


def test_the_newest_un_list_is_found_by_the_date_it_states(tmp_path: Path) -> None:
    for name, date in (("b.xml", "2024-09-01"), ("a.xml", "2026-02-27"), ("c.xml", "2025-01-01")):
        stated = f'<CONSOLIDATED_LIST dateGenerated="{date}T00:00:00Z"/>'
        (tmp_path / name).write_text(stated, encoding="utf-8")
    assert inputs.newest_un(tmp_path).name == "a.xml"


def test_without_the_real_files_nothing_is_measured_and_the_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INTERDICT_DATA", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["benchmarks"])
    assert main() == 2
    assert "INTERDICT_DATA" in capsys.readouterr().err


def test_a_command_that_fails_is_an_error_with_what_it_said() -> None:
    with pytest.raises(RuntimeError, match="exited 5: out of luck"):
        run([sys.executable, "-c", "print('out of luck'); raise SystemExit(5)"], {})


def test_a_commands_own_memory_is_measured() -> None:
    """Told from a small process of its own, as ``python -m benchmarks`` is (see ``processes``)."""
    script = (
        "import sys; from benchmarks.processes import run; "
        "print(run([sys.executable, '-c', 'x = bytearray(300_000_000)[:]'], {}).peak_mb)"
    )
    assert 300 < float(run([sys.executable, "-c", script], {}).output) < 700


def test_the_process_that_measures_stays_small() -> None:
    """A child's peak begins with its parent's memory, so the parent imports nothing large."""
    script = "import sys, benchmarks.__main__; print('numpy' in sys.modules)"
    assert run([sys.executable, "-c", script], {}).output.strip() == "False"
