"""When a file says it was published, to the minute."""

import datetime
from pathlib import Path

import pytest

from interdict.lists.moments import stated_moment


def test_a_moment_with_its_zone_is_taken_as_stated() -> None:
    un = b'<CONSOLIDATED_LIST dateGenerated="2026-02-27T18:00:05.330Z">'
    moment = datetime.datetime(2026, 2, 27, 18, 0, 5, 330_000, datetime.UTC)
    assert stated_moment("un-xml", un) == moment
    eu = b'<export generationDate="2026-08-22T14:30:00.000+02:00" globalFileId="1">'
    assert stated_moment("eu-fsf-xml", eu) == datetime.datetime(
        2026, 8, 22, 12, 30, tzinfo=datetime.UTC
    )


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("ofac-enhanced-xml", b"<dataAsOf>2026-01-08T00:00:00</dataAsOf>"),
        ("un-xml", b'<CONSOLIDATED_LIST dateGenerated="2026-02-27">'),
        ("un-xml", b'<CONSOLIDATED_LIST dateGenerated="yesterday, at noon">'),
        ("un-xml", b"<CONSOLIDATED_LIST>" + bytes(5_000) + b'dateGenerated="2026-02-27T18:00:05Z"'),
        ("ofac-csv", b"36,AEROCARIBBEAN AIRLINES"),
    ],
    ids=["no zone", "a day", "words", "too far down", "no such place"],
)
def test_hours_are_never_invented(form: str, content: bytes) -> None:
    assert stated_moment(form, content) is None


def test_the_real_files_state_what_they_state(shared_data: Path) -> None:
    lists = shared_data / "lists"
    un = (lists / "un" / "consolidated_2026-01-28_pakote.xml").read_bytes()
    moment = stated_moment("un-xml", un)
    assert moment is not None
    assert moment.date() == datetime.date(2026, 1, 28)
