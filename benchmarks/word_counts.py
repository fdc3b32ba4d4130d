"""Build ``matching/tables/word_counts.tsv``: how common the words of names are.

Run as ``python -m benchmarks.word_counts`` from a clone with the official files at hand (see
``inputs.py``). Counts are facts about official publications: in how many listed parties a
folded word occurs, over the lists of the US, UN, EU, UK and Australia. Lists say little about
the names of the world at large, so the commonest family and given names of large countries,
which public statistics agree on, count at least ``EVERYDAY``.
"""

import csv
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.inputs import folder
from interdict import text

TABLE = Path(__file__).resolve().parents[1] / "src/interdict/matching/tables/word_counts.tsv"
LEAST = 17
"""Words in fewer parties are rare and need no line (``words.rarity``)."""
EVERYDAY = 400

EVERYDAY_NAMES = """\
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo
kim lee park choi jung jeong kang cho jo yoon yun jang lim im han oh seo shin kwon hwang an song
nguyen tran le pham hoang phan vu dang bui do ho ngo duong ly
sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato
kumar singh sharma gupta khan ahmed ali hussain hossain rahman islam das devi patel reddy begum
mohammed muhammad mohammad mohamed ahmad hassan hussein hussain ibrahim abdullah omar yusuf khalid
mahmoud mustafa hasan said saleh salem nasser karim hamid rashid aziz fatima aisha maryam zahra
garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera gomez
diaz reyes cruz morales ortiz gutierrez chavez ramos ruiz alvarez mendoza vasquez castillo jimenez
moreno romero herrera medina aguilar vargas castro fernandez guzman munoz rojas juan jose luis
carlos maria ana jorge miguel antonio francisco pedro manuel
silva santos oliveira souza pereira lima costa ferreira almeida carvalho joao
smith johnson williams brown jones davis miller wilson moore taylor anderson thomas jackson white
harris martin thompson clark lewis walker hall allen young king wright scott green baker adams
nelson john james robert michael william david richard joseph charles daniel mark paul george peter
mary patricia jennifer elizabeth linda barbara susan sarah anna christopher andrew
muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann
rossi russo ferrari esposito bianchi romano mario marco andrea giuseppe
dubois durand bernard petit robert richard moreau laurent simon michel jean pierre philippe
ivanov smirnov kuznetsov popov vasilyev petrov sokolov mikhaylov novikov fedorov morozov volkov
aleksandr sergey vladimir andrey aleksey dmitry dmitriy ivan mikhail nikolay yuri yuriy viktor igor
oleg elena olga natalia tatiana irina svetlana ekaterina
ivanovich aleksandrovich vladimirovich sergeevich nikolaevich mikhailovich viktorovich
yilmaz kaya demir celik sahin mehmet mustafa ali huseyin ayse emine
adeyemi okafor okonkwo mensah diallo traore keita abdi hassan mwangi
"""


def main() -> None:
    """Count and write the table."""
    counts: Counter[str] = Counter()
    for party in parties(folder() / "lists"):
        counts.update({word for name in party for word in text.fold(name).split()})
    for name in EVERYDAY_NAMES.split():
        counts[name] = max(counts[name], EVERYDAY)
    lines = [f"{word}\t{count}" for word, count in sorted(counts.items()) if _tells(word, count)]
    head = (
        "# In how many parties of official lists a folded word of names occurs, from "
        f"{LEAST} on; built by benchmarks/word_counts.py.\n# Columns: word, count\n"
    )
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words written to {TABLE}")


def _tells(word: str, count: int) -> bool:
    return count >= LEAST and len(word) > 1 and word.isalpha()


def parties(lists: Path) -> Iterator[list[str]]:
    """All names of each listed party, list by list."""
    yield from _ofac(lists / "ofac")
    for act in sorted((lists / "eu").glob("*/consolidated/*.csv")):
        for row in _rows(act):
            yield [row["name"], *row["alias"].split(";"), *row["weakAlias"].split(";")]
    names: dict[str, list[str]] = {}
    for row in _rows(lists / "uk/uk-sanctions-list-relational-2026-04/subject_names.csv"):
        names.setdefault(row["unique_id"], []).append(row["full_name"])
    yield from names.values()
    workbook = CalamineWorkbook.from_path(next((lists / "au").glob("Australian*.xlsx")))
    sheet = workbook.get_sheet_by_index(0).to_python(skip_empty_area=True)
    column = next(i for i, cell in enumerate(sheet[0]) if "Name" in str(cell))
    yield from ([str(row[column])] for row in sheet[1:])


def _ofac(folder: Path) -> Iterator[list[str]]:
    names: dict[str, list[str]] = {}
    newest = sorted((folder / "sdn-csv-monthly-2021-2024").glob("*.csv.xz"))[-1]
    with lzma.open(newest, "rt", encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.reader(lines):
            if len(row) > 1:
                names.setdefault(row[0], []).append(row[1])
    alt = folder / "sdn-csv-add-alt-2026-06/alt.csv"
    with alt.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.reader(lines):
            if len(row) > 3:
                names.setdefault(row[0], []).append(row[3])
    yield from names.values()


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


if __name__ == "__main__":
    main()
