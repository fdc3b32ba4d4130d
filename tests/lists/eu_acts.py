"""Tables of the Official Journal's form, written row by row; nobody in them exists."""

import csv
import datetime
import io
from pathlib import Path

from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.eu_csv import ACT, AMENDED, AMENDING, COLUMNS
from interdict.lists.eu_journal import EU_JOURNAL
from interdict.party import Party

FIXTURES = Path(__file__).parents[1] / "fixtures" / "eu"
DAY = datetime.date(2026, 8, 22)
FREEZE = {"programKey": "EU-UKR", "annex": "I.PERSONS", "measure": "Asset freeze"}

HEADER = (ACT, *sorted(COLUMNS - {ACT, AMENDED, AMENDING}))


def person(number: str, name: str, **cells: str) -> dict[str, str]:
    """An entry of Annex I to Regulation 269/2014."""
    row = {ACT: "32014R0269", "recordId": number, "schema": "Person", "name": name}
    return row | FREEZE | cells


def act_file(name: str, *rows: dict[str, str], header: tuple[str, ...] = HEADER) -> SourceFile:
    """A file with these rows."""
    written = io.StringIO()
    table = csv.DictWriter(written, header, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return SourceFile(name=name, content=written.getvalue().encode(), modified=DAY)


def fixture(name: str) -> SourceFile:
    """One of the committed files."""
    return SourceFile(name=name, content=(FIXTURES / name).read_bytes(), modified=DAY)


def read(*files: SourceFile, published: datetime.date = DAY) -> Reading:
    """The reading of files that make one edition."""
    (file_set,) = EU_JOURNAL.assemble(files)
    request = ReadRequest(edition=file_set.content_id, published=published)
    (reading,) = EU_JOURNAL.read(file_set, request)
    return reading


def one(**cells: str) -> Party:
    """The party that one entry becomes."""
    (party,) = read(act_file("32014R0269.csv", person("1", "Darius EXAMPLI", **cells))).parties
    return party
