"""The engine's name: what must be equal for an answer to come out again byte for byte."""

import hashlib
from functools import lru_cache
from importlib import resources

from interdict.version import __version__

_TABLES = ("interdict.matching.tables", "interdict.text_tables")
"""Folders of shipped word tables that scores depend on."""


@lru_cache(maxsize=1)
def engine_id() -> str:
    """Version plus the hash of the shipped word tables: ``0.1.0+3f2a9c0d1e4b``."""
    digest = hashlib.sha256()
    for package in _TABLES:
        folder, _, name = package.rpartition(".")
        tables = (resources.files(folder) / name).iterdir()
        for table in sorted(tables, key=lambda item: item.name):
            if table.name.endswith(".tsv"):
                digest.update(table.name.encode() + b"\0" + table.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"
