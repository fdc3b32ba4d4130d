"""rapidfuzz's ``WRatio`` over all names; it advises no threshold, 90 is a usual one."""

from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, utils

from benchmarks.peers import brute_force
from benchmarks.peers.contract import Asked, Finder, Party

REQUIREMENTS = brute_force.REQUIREMENTS
THRESHOLD = 90.0
BATCH = 500
CONFIGURED = "process.cdist with fuzz.WRatio, names lower-cased, score from 90"


def build(parties: Sequence[Party], training: Sequence[Asked], scratch: Path) -> Finder:
    """Nothing to build: the names are all there is."""
    return brute_force.finder(parties, fuzz.WRatio, THRESHOLD)


def score(name1: str, name2: str, schema: str) -> float:
    """From 0 to 100."""
    return fuzz.WRatio(name1, name2, processor=utils.default_process)
