"""How often a name in its own script finds its Latin spelling.

    python -m benchmarks.transliteration                 all scripts, beside anyascii alone
    python -m benchmarks.transliteration --misses Hang   what was not found, of one script
    python -m benchmarks.transliteration --write         into docs/matching.md

Two measures, each per script, and each for us and for what ``anyascii`` alone makes of the
native letters, asked of the same matcher at the default threshold:

* name parts: native spellings from names/transliteration-*.tsv.xz, asked of a list of 10,000
  others of the same file and the right one, all Latin;
* listed parties: the native names that official lists print, asked of those lists without
  their native names.

*found* is the share that hits the right spelling or party; *read* the share where some reading
is near a Latin spelling (Jaro-Winkler .88), word for word, whatever the matcher makes of it.
*others found* counts hits of parties that the name does not name: looseness, not recall.
The files are read from INTERDICT_DATA, else from ../shared/data beside the clone.
"""

import argparse
import csv
import datetime
import lzma
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks import figures, inputs
from benchmarks.native_names import TwoScripts, parties
from benchmarks.readings import Reader, part_found, plain_anyascii, words_of
from interdict import text
from interdict.kinds import kind_of
from interdict.lists.intake import Instructions
from interdict.party import Query
from interdict.screening.screen import CHUNK, Screener, check
from interdict.snapshot.opening import open_current
from interdict.snapshot.store import Home
from interdict.update import add

PAGE = Path(__file__).resolve().parents[1] / "docs" / "matching.md"
COMMAND = "python -m benchmarks.transliteration --write"
OTHERS = 10_000
ASKED = 2_000
FEW = 10
READERS: dict[str, Reader] = {"anyascii": plain_anyascii, "ours": text.readings}


class Native(NamedTuple):
    """A native name that is asked, and what it must find."""

    group: tuple[str, ...]
    """Where its figures go: (file,) or (script, list, kind of party)."""
    name: str
    kind: str
    party: str
    latin: tuple[str, ...]


class Found(NamedTuple):
    """What became of a native name, per reader."""

    native: Native
    found: dict[str, bool]
    others: dict[str, int]
    """How many parties were hit that it does not name."""
    read: dict[str, bool]


# --- name parts ---------------------------------------------------------------------------


def name_parts(data: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(file, (native, Latin) pairs in an order that is the same in every run)."""
    for path in sorted((data / "names").glob("transliteration-*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        pairs = [(letters.replace(" ", ""), latin) for latin, letters, _ in rows]
        random.Random(path.name).shuffle(pairs)
        yield path.name.split("-")[1].split(".")[0], pairs


def asked_parts(data: Path, scratch: Path) -> Iterator[Found]:
    """The first native spellings of each file, asked of its first 10,000 Latin ones."""
    for file, pairs in name_parts(data):
        listed = {latin: f"{file}-{n}" for n, (_, latin) in enumerate(pairs[: OTHERS + 1])}
        natives = (
            Native((file,), native, "person", listed[latin], (latin,))
            for native, latin in pairs[:ASKED]
        )
        rows = [(party, "person", latin) for latin, party in listed.items()]
        yield from _asked(natives, rows, scratch / file, _part_reads)


def _part_reads(reader: Reader, native: Native) -> bool:
    return part_found(reader(native.name), native.latin[0])


# --- listed parties -----------------------------------------------------------------------


def asked_parties(data: Path, scratch: Path) -> Iterator[Found]:
    """Every native name of every party, asked of all parties' Latin names."""
    listed = list(parties(data))
    rows = [(party.id, party.kind, name) for party in listed for name in dict.fromkeys(party.latin)]
    natives = (native for party in listed for native in _natives(party))
    yield from _asked(natives, rows, scratch / "lists", _words_read)


def _natives(party: TwoScripts) -> Iterator[Native]:
    for name in dict.fromkeys(party.native):
        kind = kind_of(party.kind) or "unknown"
        yield Native((text.script(name), party.source, kind), name, kind, party.id, party.latin)


def _words_read(reader: Reader, native: Native) -> bool:
    found, of = words_of(reader, native.name, native.latin)
    return found == of


# --- asking -------------------------------------------------------------------------------


def _asked(
    natives: Iterable[Native],
    rows: Sequence[tuple[str, str, str]],
    scratch: Path,
    reads: Callable[[Reader, Native], bool],
) -> Iterator[Found]:
    """Screen native names, and what anyascii makes of them, against (party, kind, name) rows."""
    screener = _screener(rows, scratch)
    arriving = iter(natives)
    while chunk := list(islice(arriving, CHUNK)):
        found = {
            "ours": _hits(screener, chunk, [native.name for native in chunk]),
            "anyascii": _hits(screener, chunk, [plain_anyascii(n.name)[0] for n in chunk]),
        }
        for at, native in enumerate(chunk):
            yield Found(
                native=native,
                found={reader: found[reader][at][0] for reader in READERS},
                others={reader: found[reader][at][1] for reader in READERS},
                read={name: reads(reader, native) for name, reader in READERS.items()},
            )


def _hits(
    screener: Screener, natives: Sequence[Native], names: Sequence[str]
) -> list[tuple[bool, int]]:
    """Whether each name finds its party, and how many others; one that cannot be screened
    finds nothing."""
    queries = [
        Query(name=name, kind=kind_of(native.kind))
        for native, name in zip(natives, names, strict=True)
    ]
    asked = [at for at, query in enumerate(queries) if text.has_letters(query.name)]
    for at in asked:
        check(queries[at])
    found = [(False, 0)] * len(queries)
    for at, hits in zip(asked, screener.hits([queries[at] for at in asked]), strict=True):
        wanted = f"bench-latin:{natives[at].party}"
        is_right = any(hit.party.id == wanted for hit in hits)
        found[at] = is_right, len(hits) - is_right
    return found


def _screener(rows: Sequence[tuple[str, str, str]], scratch: Path) -> Screener:
    scratch.mkdir()
    table = scratch / "latin.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "kind", "name_type", "name"))
        seen: set[str] = set()
        for party, kind, name in rows:
            writer.writerow((party, kind, "alias" if party in seen else "primary", name))
            seen.add(party)
    home = Home(scratch / "home")
    add(home, [table], Instructions(source="bench-latin", published=datetime.date(2026, 11, 1)))
    return Screener(open_current(home))


# --- tables -------------------------------------------------------------------------------


def table(title: Sequence[str], results: Iterable[Found], show: str) -> list[str]:
    """Shares per group as a Markdown table; misses of one group are printed as they come."""
    tally: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * 7)
    for result in results:
        row = tally[result.native.group]
        counted = [each[r] for each in (result.found, result.others, result.read) for r in READERS]
        for column, value in enumerate((1, *counted)):
            row[column] += value
        if show in result.native.group and not result.found["ours"]:
            native = result.native
            print("  miss", native.name, " | ".join(native.latin), text.readings(native.name))
    measures = ("found", "others found per name", "read")
    head = (*title, "asked", *(f"{what}, {r}" for what in measures for r in READERS))
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for group, (asked, *counts) in sorted(_without_few(tally).items()):
        shares = [f"{count / asked:.3f}" for count in counts]
        lines.append(f"| {' | '.join((*group, f'{asked:,}', *shares))} |")
    return lines


def _without_few(tally: dict[tuple[str, ...], list[int]]) -> dict[tuple[str, ...], list[int]]:
    """Groups of few names together: their shares say little."""
    kept = {group: row for group, row in tally.items() if row[0] >= FEW}
    few = [row for group, row in tally.items() if group not in kept]
    if few:
        blank = ("",) * (len(next(iter(tally))) - 1)
        kept[(f"{len(few)} groups of fewer than {FEW}", *blank)] = [
            *map(sum, zip(*few, strict=True))
        ]
    return kept


def main() -> int:
    """Measure everything that is there."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.transliteration",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--misses", default="-", help="a file (korean), script (Hang) or list")
    parser.add_argument("--write", action="store_true", help="put the tables into the docs")
    options = parser.parse_args()
    try:
        data = inputs.folder()
    except inputs.NoData as absent:
        print(f"benchmarks: {absent}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="interdict-scripts-") as scratch:
        where = Path(scratch)
        lines = [f"**Name parts**, each among {OTHERS:,} others", ""]
        lines += table(("file",), asked_parts(data, where), options.misses)
        lines += ["", "**Native names of listed parties**, asked of their Latin names", ""]
        lines += table(("script", "list", "kind"), asked_parties(data, where), options.misses)
    block = "\n".join(lines)
    if options.write:
        PAGE.write_text(figures.written(PAGE.read_text("utf-8"), block, COMMAND), encoding="utf-8")
    print(block)
    return 0


if __name__ == "__main__":
    sys.exit(main())
