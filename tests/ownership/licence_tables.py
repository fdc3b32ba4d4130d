"""The licences of the fixtures, read as a user's own file over nothing."""

from pathlib import Path

from interdict.ownership.dated_table import DatedTable
from interdict.ownership.licences import LicenceTable, table_of

FILE = Path(__file__).parents[1] / "fixtures" / "licences" / "licences.toml"


def small(*changes: tuple[str, str]) -> LicenceTable:
    """The small table, with words of its file replaced."""
    text = FILE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return table_of([DatedTable(text, "licences.toml")])
