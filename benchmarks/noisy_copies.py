"""Listed names, noisily copied and asked for: how many find the very party they came from.

Names alone are asked, without kind, country or birth date: the hardest way to ask. The same
parties are drawn in every run of the same lists, with a die per kind of party and of noise, so
that another kind of noise changes no figure but its own.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from benchmarks.noise import MAKERS, Maker, label, natural, unchanged
from interdict import text
from interdict.party import Query
from interdict.screening.screen import CHUNK, Screener
from interdict.snapshot.snapshot import Snapshot

SEED = 20261123
PER_NOISE = 400
"""Copies per kind of party and kind of noise; fewer where fewer names can suffer it."""
LEAST_LETTERS = {"person": 8, "organization": 8, "vessel": 5}
"""Shorter names say too little for one wrong letter to leave them recognisable."""


class Copy(NamedTuple):
    """A noisy copy of a listed name."""

    kind: str
    noise: str
    party: str
    """Id of the party it must find."""
    name: str
    asked: str


def copies(snapshot: Snapshot, per_noise: int = PER_NOISE) -> Iterator[Copy]:
    """The copies made of the primary names in a snapshot."""
    names = _names(snapshot)
    for kind, makers in MAKERS.items():
        for maker in makers:
            dice = random.Random(f"{SEED} {kind} {label(maker)}")
            drawn = list(names[kind])
            dice.shuffle(drawn)
            yield from _made(kind, maker, drawn, dice, per_noise)


def _names(snapshot: Snapshot) -> dict[str, list[tuple[str, str]]]:
    """(party id, name) of the parties that can be copied, by kind."""
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in MAKERS}
    for row in range(len(snapshot)):
        party = snapshot.party(row)
        name = natural(party.primary_name)
        letters = sum(map(str.isalpha, name))
        is_latin = text.script(name) == "Latn" and "(" not in name
        if party.kind in found and is_latin and letters >= LEAST_LETTERS[party.kind]:
            found[party.kind].append((party.id, name))
    return found


def _made(
    kind: str, maker: Maker, drawn: Sequence[tuple[str, str]], dice: random.Random, limit: int
) -> Iterator[Copy]:
    made = 0
    for party, name in drawn:
        if made == limit:
            return
        asked = maker(name, dice)
        if asked is not None and (asked != name or maker is unchanged):
            made += 1
            yield Copy(kind, label(maker), party, name, asked)


def measure(snapshot: Snapshot) -> dict[str, Any]:
    """Screen the copies: per kind and noise how many were made and found, and what was missed.

    ``inputs`` is a hash of the copies, which names the lists and the noise at once.
    """
    screener = Screener(snapshot)
    counts: dict[tuple[str, str], list[int]] = {}
    missed: list[Copy] = []
    digest = hashlib.sha256()
    for chunk in _chunks(copies(snapshot)):
        hits = screener.hits([Query(name=copy.asked) for copy in chunk])
        for copy, found in zip(chunk, hits, strict=True):
            digest.update("\t".join(copy).encode())
            row = counts.setdefault((copy.kind, copy.noise), [0, 0])
            is_found = any(hit.party.id == copy.party for hit in found)
            row[0] += 1
            row[1] += is_found
            if not is_found:
                missed.append(copy)
    return {
        "inputs": digest.hexdigest()[:12],
        "counts": [(*key, *value) for key, value in counts.items()],
        "missed": missed,
    }


def _chunks(arriving: Iterator[Copy]) -> Iterator[list[Copy]]:
    while chunk := list(islice(arriving, CHUNK)):
        yield chunk
