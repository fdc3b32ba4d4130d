"""Ownership files added to a home, for tests."""

import datetime
from pathlib import Path
from typing import Any

from interdict.holdings import Held, add
from interdict.ownership.formats import Attribution
from interdict.snapshot.store import Home

VOLNA = Path(__file__).parent / "fixtures" / "ownership" / "volna.csv"
"""Who holds what of some companies, two of whose owners stand on the small lists."""
FILINGS = Attribution(
    source="filings",
    stated_by="company reports",
    authority="filing",
    published=datetime.date(2026, 1, 8),
)
BY_HAND = Attribution(
    source="research",
    stated_by="A. Analyst",
    authority="analyst",
    published=datetime.date(2026, 1, 8),
    document="annual report 2025, page 3",
    expires_on=datetime.date(2099, 1, 1),
)


def table(path: Path, *lines: str) -> Path:
    """A plain table of stakes: ``owner,owned,percent``."""
    path.write_text("\n".join(["owner,owned,percent", *lines, ""]), encoding="utf-8")
    return path


def added(home: Home, path: Path = VOLNA, said: Attribution = FILINGS, **more: Any) -> Held:
    """Add one file."""
    return add(home, [path], said, **more)
