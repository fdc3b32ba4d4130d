"""Output files appear whole, and the system's own names are left alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from interdict.report.outfile import OutputFile


def test_a_file_has_its_name_only_when_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "hits.csv"
    file = OutputFile(path)
    file.path.write_bytes(b"row")
    assert not path.exists()
    file.keep()
    assert path.read_bytes() == b"row"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/stdout").is_symlink(), reason="no /dev/stdout here")
def test_standard_output_sent_to_a_file_is_written_not_replaced(tmp_path: Path) -> None:
    """``lists export > FILE``: a rename onto /dev/stdout took the device from the whole machine."""
    program = (
        "from pathlib import Path; from interdict.report.outfile import OutputFile; "
        "file = OutputFile(Path('/dev/stdout')); assert str(file.path) == '/dev/stdout'; "
        "file.path.write_bytes(b'lines'); file.keep()"
    )
    target = tmp_path / "export.jsonl"
    before = Path("/dev/stdout").readlink()
    with target.open("wb") as out:
        subprocess.run([sys.executable, "-c", program], stdout=out, check=True)
    assert target.read_bytes() == b"lines"
    assert Path("/dev/stdout").readlink() == before
