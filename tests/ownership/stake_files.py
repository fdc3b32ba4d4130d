"""What tests of readers of ownership files share: a file read, and questions about it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from hypothesis import strategies as st

from interdict.errors import InterdictError
from interdict.ownership.reading import Report
from interdict.ownership.stake import Entity, Stake
from interdict.party import Finding

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ownership"

Read = Callable[[BinaryIO, Report], Iterator[Stake | Entity]]


class FileRead:
    """One file as a reader read it."""

    def __init__(self, read: Read, content: bytes) -> None:
        self.report = Report()
        given = list(read(io.BytesIO(content), self.report))
        self.stakes = [each for each in given if isinstance(each, Stake)]
        self.entities = {each.id: each for each in given if isinstance(each, Entity)}

    def held(self, owner: str, owned: str) -> dict[str, Stake]:
        """Stakes of one in the other, by kind; ids may be given by their ends."""
        return {
            stake.kind: stake
            for stake in self.stakes
            if stake.owner.endswith(owner) and stake.owned.endswith(owned)
        }

    def found(self, code: str) -> list[Finding]:
        """Findings of one cause."""
        return [finding for finding in self.report.findings() if finding.code == code]


def fixture(read: Read, name: str) -> FileRead:
    """A small invented file of the fixtures."""
    return FileRead(read, (FIXTURES / name).read_bytes())


def is_read_or_refused(read: Read, content: bytes) -> bool:
    """No error but those on purpose; and every record is accounted for."""
    try:
        file = FileRead(read, content)
    except InterdictError as refused:
        assert str(refused)
        return False
    assert file.report.rejected <= file.report.records
    return True


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """A fixture with some of its bytes cut out, changed or put in."""
    content = (FIXTURES / name).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 40))
        put = draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from(
                    [b'"', b"[]", b"{}", b"null", b"-1e999", b"9" * 50, b"<a/>", b"&x;", b"\n"]
                ),
            )
        )
        content = content[:start] + put + content[start + length :]
    return content
