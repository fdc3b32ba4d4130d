"""The engine's name: what must be equal for an answer to come out again byte for byte."""

import hashlib
from functools import lru_cache
from importlib import resources

from interdict.version import __version__

_PACKAGES = ("matching", "writing")
"""Packages that read and score names: their code decides what a snapshot's index means."""
_PARTS = ("", *_PACKAGES, "matching/tables", "text_tables")
_OF_THE_ROOT = ("text.py",)


@lru_cache(maxsize=1)
def engine_id() -> str:
    """Version plus the hash of the shipped word tables and of the code that reads and scores
    names: ``0.1.0+3f2a9c0d1e4b``. Another engine must compile its snapshots again, because the
    words in an index are those that the code made."""
    digest = hashlib.sha256()
    for part in _PARTS:
        folder = resources.files("interdict").joinpath(part)
        for file in sorted(folder.iterdir(), key=lambda item: item.name):
            told = (
                file.name in _OF_THE_ROOT if not part else file.name.endswith((".tsv", ".py", ".c"))
            )
            if told:
                digest.update(f"{part}/{file.name}".encode() + b"\0" + file.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"
