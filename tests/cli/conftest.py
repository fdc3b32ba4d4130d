"""The command line, run inside the test's own process."""

import io
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from interdict.cli.main import main
from interdict.snapshot.archive import Archive
from interdict.snapshot.store import Home


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Installation:
    """One data folder and the commands run on it."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home = Home(home)
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        monkeypatch.setenv("INTERDICT_HOME", str(home))
        monkeypatch.delenv("INTERDICT_POLICY", raising=False)

    def __call__(self, *args: object, stdin: bytes = b"") -> Ran:
        """Run ``interdict ARGS``."""
        self._monkeypatch.setattr(sys, "argv", ["interdict", *map(str, args)])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    @property
    def state(self) -> tuple[object, ...]:
        """What must not change when a command refuses."""
        archive = Archive(self.home)
        editions = archive.editions()
        sure = tuple(
            archive.confirmation(source) for source in sorted({e.source for e in editions})
        )
        return self.home.current(), self.home.history(), editions, sure


@pytest.fixture
def interdict(
    loaded: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Installation:
    """An installation with the small OFAC and UN lists in force."""
    return Installation(loaded.path, monkeypatch, capsys)


@pytest.fixture
def bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Installation:
    """An installation where nothing is loaded."""
    return Installation(tmp_path / "empty", monkeypatch, capsys)
