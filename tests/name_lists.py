"""Listed names for the tests of matching: indexed as a snapshot would, and bent as people bend
them."""

import csv
import lzma
import random
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from hypothesis import strategies as st

from interdict.matching.asked_words import AskedWords
from interdict.matching.index import Index, build
from interdict.matching.names import read_listed
from interdict.matching.parts import NameClass, Reading
from interdict.matching.retrieval import Found, Retrieval
from interdict.matching.similar_words import SimilarWords
from interdict.matching.slots import slots_of
from interdict.matching.vocabulary import Vocabulary
from interdict.party import Kind, Name

WORDS = (
    "abdul ahmad alexander alexei andrei ayman bin bush chang daniels elena evgeny evgenii gaddafi "
    "george habbash hassan hussein ibrahim ivan ivanov ivanova jong kim mohammed muhammad "
    "nikolai olga petrov putin qadhafi sergei sergey stepanov usain vladimir wang weng yusuf "
    "zawahiri zhang bank company corporation development east energo first general group "
    "heavy industries korea ltd llc mining moscow ooo neft oil rosneft ryonbong tanchon trading "
    "trdg volna zarya 2 3 ii 105 jsc second shipping"
).split()
"""Words of names: common ones, near ones, typed ones and numbers."""

Entries = Sequence[tuple[int, Reading]]


def entries_of(names: Iterable[str], name_class: NameClass) -> list[tuple[int, Reading]]:
    """(number of the name, reading), as the compiler lists them."""
    return [
        (number, reading)
        for number, name in enumerate(names)
        for reading in read_listed(Name(full=name), name_class)
    ]


def indexed(entries: Entries, name_class: NameClass) -> tuple[Vocabulary, Index]:
    """The index of one class of names."""
    vocabulary, indexes = build({"person": [], "thing": [], name_class: entries})
    return vocabulary, indexes[name_class]


def retrieval(
    entries: Entries, name_class: NameClass
) -> Callable[[Sequence[Reading], Sequence[float]], Found]:
    """A fresh retrieval over listed entries."""
    vocabulary, index = indexed(entries, name_class)
    words = AskedWords(SimilarWords(vocabulary))
    found = Retrieval(index, name_class, vocabulary.word_plain)
    return lambda asked, thresholds: found(slots_of(asked, words), thresholds)


def names() -> "st.SearchStrategy[str]":
    """Names of one to five of the words, some with a comma."""
    several = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)
    return st.builds(" ".join, several) | st.builds(
        lambda family, given: f"{' '.join(family)}, {' '.join(given)}",
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    )


Mutation = Callable[[random.Random, str], str]


def _at_letter(change: Callable[[str, int], str]) -> Mutation:
    def mutated(chance: random.Random, name: str) -> str:
        return change(name, chance.randrange(len(name))) if name else name

    return mutated


def _shuffled(chance: random.Random, name: str) -> str:
    words = name.replace(",", " ").split()
    return " ".join(chance.sample(words, len(words)))


def _one_word_less(chance: random.Random, name: str) -> str:
    words = name.split()
    if len(words) > 1:
        words.pop(chance.randrange(len(words)))
    return " ".join(words)


def _one_initial(chance: random.Random, name: str) -> str:
    words = name.split()
    which = chance.randrange(len(words))
    return " ".join([*words[:which], words[which][0], *words[which + 1 :]])


def _one_space_less(chance: random.Random, name: str) -> str:
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    place = chance.choice(spaces) if spaces else len(name)
    return name[:place] + name[place + 1 :]


MUTATIONS: dict[str, Mutation] = {
    "as printed": lambda chance, name: name,
    "letter dropped": _at_letter(lambda name, at: name[:at] + name[at + 1 :]),
    "letter doubled": _at_letter(lambda name, at: name[:at] + name[at] + name[at:]),
    "letter changed": _at_letter(lambda name, at: f"{name[:at]}e{name[at + 1 :]}"),
    "letter inserted": _at_letter(lambda name, at: f"{name[:at]}n{name[at:]}"),
    "letters swapped": _at_letter(
        lambda name, at: name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    ),
    "words shuffled": _shuffled,
    "word left out": _one_word_less,
    "word added": lambda chance, name: f"{name} {chance.choice(WORDS)}",
    "initial": _one_initial,
    "joined": _one_space_less,
    "split": _at_letter(lambda name, at: f"{name[:at]} {name[at:]}"),
    "typo and word added": lambda chance, name: f"{chance.choice(WORDS)} {name}".replace("o", "u"),
}
"""What happens to names on their way into a customer file."""


def real_names(shared_data: Path, persons: bool) -> list[str]:
    """Primary names and aliases of OFAC's list as re-exported in March 2024."""
    folder = shared_data / "lists" / "ofac" / "sdn-csv-reexported-2024-03"
    found = []
    kinds: dict[str, bool] = {}
    with (folder / "sdn.csv").open(encoding="utf-8", newline="") as sdn:
        for row in csv.DictReader(sdn):
            kinds[row["ent_num"]] = row["SDN_Type"].strip() == "individual"
            found.append((row["ent_num"], row["SDN_Name"]))
    with (folder / "alt.csv").open(encoding="utf-8", newline="") as alt:
        found += [(row["ent_num"], row["alt_name"]) for row in csv.DictReader(alt)]
    return [name for uid, name in found if kinds.get(uid) == persons]


def invented_people(shared_data: Path) -> list[str]:
    """50,000 names of people who are on no list, in many scripts."""
    packed = shared_data / "names" / "negatives-global.csv.xz"
    with lzma.open(packed, "rt", encoding="utf-8", newline="") as rows:
        return [row["full_name"] for row in csv.DictReader(rows)]


class NamePair(msgspec.Struct, frozen=True):
    """One line of ``fixtures/matching/pairs.csv``."""

    claim: str
    kind: Kind | None
    asked: str
    listed: str
    is_hit: bool
    is_open: bool
    """The program does not answer as expected yet; ``reason`` says why."""
    reason: str
    line: int


PAIRS = Path(__file__).parent / "fixtures" / "matching" / "pairs.csv"
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


def name_pairs() -> list[NamePair]:
    """The pairs that must and must not hit at the default threshold; invisible characters are
    written as escapes there."""

    def shown(text: str) -> str:
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)

    with PAIRS.open(encoding="utf-8", newline="") as lines:
        return [
            NamePair(
                row["claim"], row["kind"] or None, shown(row["asked"]), shown(row["listed"]),
                row["expected"] == "hit", row["status"] == "open", row["reason"], line,
            )
            for line, row in enumerate(csv.DictReader(lines), start=2)
        ]  # fmt: skip
