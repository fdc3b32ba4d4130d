"""The engine's name: what must be equal for an answer to come out again byte for byte."""

from functools import lru_cache

from interdict.matching.words import tables_hash
from interdict.version import __version__


@lru_cache(maxsize=1)
def engine_id() -> str:
    """Version plus the hash of the shipped word tables: ``0.1.0+3f2a9c0d1e4b``."""
    return f"{__version__}+{tables_hash()[:12]}"
