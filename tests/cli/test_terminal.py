"""What a person at a terminal sees while a long command runs."""

import io

import pytest
from rich.console import Console
from rich.progress import Progress

from interdict.cli.screen_file import Shown
from interdict.cli.terminal import COLUMNS, progress_bar


def watched(steps: list[tuple[int, int | None]], now: list[float]) -> str:
    """The bar after a run that did these steps, ten seconds apart."""
    out = io.StringIO()
    screen = Console(file=out, force_terminal=True, width=120, color_system=None)
    with Progress(*COLUMNS, console=screen, get_time=lambda: now[0], auto_refresh=False) as bar:
        watcher = Shown(bar, "screening customers.csv")
        for rows, expected in steps:
            watcher.advanced(rows, expected)
            now[0] += 10
        now[0] -= 10
        bar.refresh()
        return out.getvalue().splitlines()[-1]


def test_the_bar_says_rows_rate_and_time_left() -> None:
    shown = watched([(0, None), (20_000, 100_000), (40_000, 100_000)], [0.0])
    assert "40000/100000" in shown
    assert "2,000 rows/s" in shown
    assert "0:00:30" in shown


def test_what_an_earlier_run_had_done_is_no_speed() -> None:
    shown = watched([(60_000, None), (70_000, 100_000), (80_000, 100_000)], [0.0])
    assert "80000/100000" in shown
    assert "1,000 rows/s" in shown
    assert "0:00:20" in shown


def test_without_a_terminal_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as bar:
        Shown(bar, "screening customers.csv").advanced(10, 20)
    assert capsys.readouterr() == ("", "")
