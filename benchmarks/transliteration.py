"""How often a native spelling, read by ``interdict.text``, meets its Latin spelling.

    python -m benchmarks.transliteration [--misses SCRIPT]

Two measures, each per script, beside what ``anyascii`` alone reaches:

* name parts: rows of ``names/transliteration-*.tsv.xz`` where some reading of the native
  letters is within Jaro-Winkler .88 of the Latin spelling;
* listed persons: native names on official lists (EU, OFSI, UN, Australia, OFAC Enhanced XML)
  where some reading agrees with some Latin name of the same party, word for word (each word of
  the reading has its own Latin word within .88, neighbours may be joined). The second figure
  is the share of native words that find such a Latin word.

The files are read from ``INTERDICT_DATA``, else from ``../shared/data`` beside the clone.
"""

import argparse
import csv
import lzma
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii
from lxml import etree
from python_calamine import CalamineWorkbook
from rapidfuzz.distance import JaroWinkler

from interdict import text

NEAR = 0.88
Reader = Callable[[str], tuple[str, ...]]


class ScriptPair(NamedTuple):
    """A native spelling of a party and all Latin spellings the same list gives it."""

    source: str
    native: str
    latin: tuple[str, ...]


def plain_anyascii(native: str) -> tuple[str, ...]:
    """The peer: anyascii, its capitals taken as word starts in ``XiJinPing``, ``GimJeongEun``."""
    ascii_text = anyascii(native)
    if text.script(native) in ("Hani", "Hang"):
        ascii_text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ascii_text)
    return (text.fold(ascii_text),)


# --- what is measured ---------------------------------------------------------------------


def part_found(readings: tuple[str, ...], latin: str) -> bool:
    """Whether some reading of a name part, spaces aside, is near the Latin part."""
    wanted = text.fold(latin).replace(" ", "")
    return any(
        JaroWinkler.similarity(reading.replace(" ", ""), wanted) >= NEAR for reading in readings
    )


def words_found(reading: str, latin: str) -> tuple[int, int]:
    """How many words of ``reading`` have a partner of their own in ``latin``, of how many."""
    left, right = reading.split(), text.fold(latin).split()
    free = [True] * len(right)
    found = at = 0
    while at < len(left):
        for size in (3, 2, 1):
            if at + size <= len(left) and _take("".join(left[at : at + size]), right, free):
                found += size
                at += size
                break
        else:
            at += 1
    return found, len(left)


def _take(word: str, right: list[str], free: list[bool]) -> bool:
    best, span = 0.0, (0, 0)
    for start in range(len(right)):
        for end in range(start + 1, min(start + 3, len(right)) + 1):
            if all(free[start:end]):
                score = JaroWinkler.similarity(word, "".join(right[start:end]))
                if score > best:
                    best, span = score, (start, end)
    if best < NEAR:
        return False
    free[slice(*span)] = [False] * (span[1] - span[0])
    return True


def pair_found(reader: Reader, pair: ScriptPair) -> tuple[int, int]:
    """The best (words found, words) over all readings and Latin spellings."""
    tries = [words_found(reading, latin) for reading in reader(pair.native) for latin in pair.latin]
    return max(tries, key=lambda t: (t[0] / max(t[1], 1), t[1]))


# --- where the pairs come from ------------------------------------------------------------


def name_parts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(file, native, latin) for every row of the transliteration files."""
    for path in sorted(folder.glob("names/transliteration-*.tsv.xz")):
        script = path.name.split("-")[1].split(".")[0]
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                latin, letters, _ = line.rstrip("\n").split("\t")
                yield script, letters.replace(" ", ""), latin


def _pairs(source: str, names_by_party: dict[str, list[str]]) -> Iterator[ScriptPair]:
    for names in names_by_party.values():
        unique = list(dict.fromkeys(name.strip() for name in names if name.strip()))
        latin = tuple(name for name in unique if text.script(name) == "Latn")
        for name in unique:
            if latin and text.script(name) not in ("Latn", "Zyyy"):
                yield ScriptPair(source, name, latin)


def eu_persons(folder: Path) -> Iterator[ScriptPair]:
    """Persons of the EU acts: name beside the aliases of the same row."""
    names: dict[str, list[str]] = {}
    for path in sorted(folder.glob("lists/eu/*/consolidated/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines)):
                if row["schema"] == "Person":
                    cells = (row["name"], row["alias"], row["weakAlias"], row["previousName"])
                    names[f"{path.name}:{number}"] = re.split(
                        r"[;\n|]|\s/\s|(?<=[а-яА-Я])/(?=[А-Я])", ";".join(cells)
                    )
    return _pairs("EU", names)


def ofsi_persons(folder: Path) -> Iterator[ScriptPair]:
    """Individuals of the newest OFSI list, grouped by Group ID."""
    names: dict[str, list[str]] = defaultdict(list)
    path = max(folder.glob("lists/uk/ofsi-conlist-*.xlsx"))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    columns = [str(cell) for cell in rows[1]]
    for cells in rows[2:]:
        row = dict(zip(columns, (str(cell) for cell in cells), strict=True))
        if row["Group Type"] == "Individual":
            latin = " ".join(row[f"Name {n}"] for n in (1, 2, 3, 4, 5, 6))
            names[row["Group ID"]] += [latin, row["Name Non-Latin Script"]]
    return _pairs("OFSI", names)


def un_persons(folder: Path) -> Iterator[ScriptPair]:
    """Individuals of the newest dated UN list: the original script beside name and aliases."""
    names: dict[str, list[str]] = {}
    path = max(folder.glob("lists/un/consolidated_20*.xml"))
    for person in etree.parse(path).iter("INDIVIDUAL"):
        tags = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        found = [" ".join(person.findtext(tag) or "" for tag in tags)]
        found += [alias.text or "" for alias in person.iter("ALIAS_NAME")]
        native = re.split(r"[;()،]", person.findtext("NAME_ORIGINAL_SCRIPT") or "")
        names[person.findtext("DATAID") or ""] = found + native
    return _pairs("UN", names)


def australian_persons(folder: Path) -> Iterator[ScriptPair]:
    """Individuals of the Australian list: references 12, 12a, 12b ... are one person."""
    names: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("lists/au/Australian_*.xlsx")):
        for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]:
            if row[2] == "Individual":
                number = re.match(r"\d+", str(row[0]))
                names[number[0] if number else str(row[0])].append(str(row[1]))
    return _pairs("Australia", names)


def ofac_parties(folder: Path) -> Iterator[ScriptPair]:
    """All entities of the newest Enhanced XML: translations of one and the same name."""
    names: dict[str, list[str]] = {}
    path = max(folder.glob("lists/ofac/nonsdn-enhanced-xml-*/*.XML"))
    for name in etree.parse(path).iter("{*}name"):
        forms = [form.text or "" for form in name.iter("{*}formattedFullName")]
        names[name.get("id") or ""] = forms
    return _pairs("OFAC (firms)", names)


SOURCES = (eu_persons, ofsi_persons, un_persons, australian_persons, ofac_parties)


# --- report -------------------------------------------------------------------------------


def measure_parts(folder: Path, show: str) -> None:
    """Print the share of name parts found per file, and misses of one script if asked."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for script, native, latin in name_parts(folder):
        found = text.readings(native)
        row = tally[script]
        row[0] += 1
        row[1] += part_found(plain_anyascii(native), latin)
        row[2] += part_found(found, latin)
        if show == script and not part_found(found, latin):
            print("  miss", native, latin, found)
    print(f"{'name parts':14}{'rows':>8}{'anyascii':>10}{'ours':>8}")
    for script, (rows, before, after) in sorted(tally.items()):
        print(f"{script:14}{rows:8}{before / rows:10.3f}{after / rows:8.3f}")


def measure_lists(folder: Path, show: str) -> None:
    """Print the share of listed native names and words found per source and script."""
    tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 7)
    for source in SOURCES:
        for pair in source(folder):
            script = text.script(pair.native)
            was, of = pair_found(plain_anyascii, pair)
            now, count = pair_found(text.readings, pair)
            row = tally[script, pair.source]
            for column, value in enumerate((1, was == of, now == count, was, of, now, count)):
                row[column] += value
            if show == script and now < count:
                print("  miss", pair, text.readings(pair.native))
    print(f"\n{'listed':6}{'source':14}{'names':>7}{'anyascii':>10}{'ours':>7}{'words':>16}")
    for (script, name), (rows, was, now, *words) in sorted(tally.items()):
        shares = f"{words[0] / words[1]:.3f} -> {words[2] / words[3]:.3f}"
        print(f"{script:6}{name:14}{rows:7}{was / rows:10.3f}{now / rows:7.3f}{shares:>16}")


def main() -> None:
    """Measure everything that is there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", default="", help="a file's script (korean) or code (Hang)")
    show = options.parse_args().misses
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("INTERDICT_DATA", beside))
    if not (folder / "names").is_dir():
        sys.exit(f"no real files in {folder}: set INTERDICT_DATA to the folder that holds them")
    measure_parts(folder, show)
    measure_lists(folder, show)


if __name__ == "__main__":
    main()
