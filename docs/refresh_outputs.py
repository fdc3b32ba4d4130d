"""Run the commands shown in the pages below and write down what they print.

    python docs/refresh_outputs.py

In a ``console`` block every line that starts with ``$`` is a command; what stands below it is
replaced by its output. Commands run in a scratch folder that has the clone's ``src`` in it, an
empty INTERDICT_HOME, and, as ``consolidated.xml``, the newest UN list of the real files (see
benchmarks/inputs.py); without those, pages that load it are left as they are.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import inputs  # noqa: E402 - the clone's own folder is not on the path before

PAGES = (ROOT / "README.md", *(ROOT / "docs" / name for name in ("quickstart.md", "licences.md")))
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.S)
UN_LIST = "consolidated.xml"


def refresh(page: Path, scratch: Path) -> None:
    """Run a page's commands in order and replace their output."""
    text = page.read_text(encoding="utf-8")
    page.write_text(BLOCK.sub(lambda block: _ran(block[1], scratch), text), encoding="utf-8")


def _ran(block: str, scratch: Path) -> str:
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_output(command, scratch)}" for command in commands)


def _output(command: str, scratch: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = {"INTERDICT_HOME": str(scratch / "home"), "COLUMNS": "88", "PATH": path}
    ran = subprocess.run(  # noqa: S602 - the pages show shell commands
        command,
        shell=True,
        cwd=scratch,
        env={**os.environ, **home},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = (line.rstrip() for line in ran.stdout.replace(f"{scratch}/", "").splitlines())
    return "".join(f"{line}\n" for line in lines)


def prepare(scratch: Path) -> bool:
    """Lay out the scratch folder; says whether the UN list is there."""
    (scratch / "src").symlink_to(ROOT / "src")
    (scratch / "demo-output").mkdir()
    try:
        un_list = inputs.official_files(inputs.folder())[-1]
    except inputs.NoData:
        return False
    shutil.copyfile(un_list, scratch / UN_LIST)
    return True


def main() -> None:
    """Refresh every page that can be."""
    for page in PAGES:
        with tempfile.TemporaryDirectory(prefix="interdict-docs-") as folder:
            scratch = Path(folder)
            has_list = prepare(scratch)
            if has_list or UN_LIST not in page.read_text(encoding="utf-8"):
                refresh(page, scratch)
            else:
                print(f"{page.name} left as it is: the real files are not here", file=sys.stderr)


if __name__ == "__main__":
    main()
