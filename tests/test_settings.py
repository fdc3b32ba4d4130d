"""Where an installation's data lies."""

from pathlib import Path

import pytest

from interdict import settings


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INTERDICT_HOME", str(tmp_path))
    monkeypatch.setenv("INTERDICT_POLICY", "~/retail.toml")
    read = settings.read()
    assert read.home == tmp_path
    assert read.policy == Path.home() / "retail.toml"


def test_without_it_the_platforms_user_folder_and_no_policy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("INTERDICT_HOME", raising=False)
    monkeypatch.delenv("INTERDICT_POLICY", raising=False)
    read = settings.read()
    assert read.home.name == "interdict"
    assert read.home.is_absolute()
    assert read.policy is None


def test_reading_creates_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INTERDICT_HOME", str(tmp_path / "new"))
    settings.read()
    assert not (tmp_path / "new").exists()
