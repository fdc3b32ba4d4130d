"""The embedded list as it is shipped, read once."""

import datetime
from importlib.resources import files

import pytest

from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile
from interdict.lists.interdict_jsonl import INTERDICT_JSONL
from interdict.party import Party


@pytest.fixture(scope="session")
def starter_reading() -> Reading:
    content = files("interdict.starter").joinpath("parties.jsonl").read_bytes()
    today = datetime.date(2026, 8, 22)
    file = SourceFile(name="parties.jsonl", content=content, modified=today)
    files_read = FileSet(form=INTERDICT_JSONL.form, files=(file,))
    request = ReadRequest(edition=files_read.content_id, published=today)
    (reading,) = INTERDICT_JSONL.read(files_read, request)
    return reading


@pytest.fixture(scope="session")
def starter(starter_reading: Reading) -> dict[str, Party]:
    return {party.id: party for party in starter_reading.parties}
