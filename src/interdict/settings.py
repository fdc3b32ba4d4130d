"""Where an installation's data lies: one frozen record, read once, at the top."""

import os
from pathlib import Path

import msgspec
import platformdirs


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the environment may set."""

    home: Path
    """INTERDICT_HOME; by default the platform's user data folder."""
    policy: Path | None = None
    """INTERDICT_POLICY: the policy file used when none is given."""


def read() -> Settings:
    """Settings from the environment, or the defaults."""
    home = os.environ.get("INTERDICT_HOME")
    policy = os.environ.get("INTERDICT_POLICY")
    usual = platformdirs.user_data_path("interdict", appauthor=False)
    return Settings(
        home=Path(home).expanduser() if home else usual,
        policy=Path(policy).expanduser() if policy else None,
    )
