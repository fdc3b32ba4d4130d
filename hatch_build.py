"""Compiles ``kernel.c`` when the package is built, if there is a C compiler; it works without.

The library knows nothing of Python, so one wheel of a platform serves every Python of it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

SOURCE = Path("src/interdict/matching/kernel.c")
LIBRARY = SOURCE.with_suffix(".library")
FLAGS = ("-std=gnu11", "-O3", "-shared", "-fPIC")


class CompiledSearches(BuildHookInterface):
    """What hatchling calls before it packs a wheel, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say in the wheel's name for which platform; ``version`` is hatchling's."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        (root / LIBRARY).unlink(missing_ok=True)
        if not compile_library(root):
            return
        build_data["artifacts"].append(str(LIBRARY))
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{next(iter(platform_tags()))}"


def compile_library(root: Path) -> bool:
    """Was the library made? What the compiler says goes to standard error."""
    compiler = os.environ.get("CC") or next(filter(shutil.which, ("cc", "gcc", "clang")), None)
    if compiler is None:
        print("no C compiler: searches run in numpy, with the same answers", file=sys.stderr)
        return False
    made = root / LIBRARY.with_suffix(".new")
    digest = hashlib.sha256((root / SOURCE).read_bytes()).hexdigest()
    command = [
        *compiler.split(),
        *FLAGS,
        f'-DSOURCE="{digest}"',
        "-o",
        str(made),
        str(root / SOURCE),
    ]
    done = subprocess.run(command)  # noqa: S603 - whoever builds names the compiler
    if done.returncode:
        print(f"{compiler} failed: searches run in numpy, with the same answers", file=sys.stderr)
        return False
    made.replace(root / LIBRARY)
    return True


if __name__ == "__main__":
    sys.exit(not compile_library(Path(__file__).parent))
