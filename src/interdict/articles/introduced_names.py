"""Names an article gives somebody beside the full one, which no list need have.

"Myanma Foreign Trade Bank ... MFTB", "(KOMID)", "Dagalo, better known as Hemedti", and the
forename alone where the article tells of several of one family.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from interdict.articles.marked_words import Marked
from interdict.articles.marked_words import Sequence as Words
from interdict.articles.word_lists import CALENDAR, ROLES, ordinary_words, place_codes
from interdict.matching.words import PARTICLES

SHORTEST = 3
MOST_ACRONYM = 10
_KNOWN_AS = frozenset(
    "better also widely commonly locally popularly known as or the nicknamed dubbed alias aka "
    "called".split()
)
_NAMING = frozenset("as nicknamed dubbed alias aka called".split())
_LONGEST_BYNAME = 3
_SKIPPED = frozenset("of the for and in on de la du des".split())
"""Words that leave no letter in an acronym."""


def introduced(sentence: Marked, run: Words) -> str:
    """The acronym in brackets behind a name: "Korea Mining Development ... (KOMID)"."""
    at = _behind_naming(sentence, run)
    if at >= len(sentence.words):
        return ""
    word = sentence.words[at]
    before = sentence.between(at).strip(" \n\"“'‘’s")
    behind = sentence.text[word.whole : word.whole + 2].strip("\"”'’ ")
    bracketed = before == "(" and behind.startswith((")", ",", ";"))
    if not bracketed or not word.is_shouted or not 2 <= len(word.key) <= MOST_ACRONYM:
        return ""
    return word.key


def byname(sentence: Marked, run: Words) -> tuple[str, ...]:
    """The other name that "known as" or "nicknamed" gives the bearer of a name, as keys."""
    at = _behind_naming(sentence, run)
    naming = sentence.keys[run.last + 1 : at]
    if at >= len(sentence.words) or _NAMING.isdisjoint(naming):
        return ()
    if sentence.between(at).strip(" \n\"“'‘’") or not sentence.words[at].is_capital:
        return ()
    last = at
    while (
        last + 1 < len(sentence.words)
        and last + 1 - at < _LONGEST_BYNAME
        and sentence.words[last + 1].is_capital
        and sentence.hangs_together(last + 1)
    ):
        last += 1
    keys = tuple(sentence.keys[at : last + 1])
    if len(keys) == 1 and (len(keys[0]) < SHORTEST or keys[0] in ROLES):
        return ()
    return () if keys in place_codes() or keys[0] in CALENDAR else keys


def _behind_naming(sentence: Marked, run: Words) -> int:
    at = run.last + 1
    while at < len(sentence.keys) and sentence.keys[at] in _KNOWN_AS:
        at += 1
    return at


def initials(keys: Sequence[str]) -> str:
    """The acronym that a name's words make; empty where that is too short or a usual word."""
    letters = "".join(key[0] for key in keys if key and key not in _SKIPPED)
    if not SHORTEST <= len(letters) <= MOST_ACRONYM or not letters.isalpha():
        return ""
    return "" if (letters,) in place_codes() or letters in ordinary_words() else letters


def bracketed(sentences: Iterable[Marked]) -> frozenset[str]:
    """Acronyms that the article itself puts in brackets behind a name: whose they are, is said."""
    return frozenset(
        word.key
        for sentence in sentences
        for at, word in enumerate(sentence.words)
        if word.is_shouted and sentence.between(at).endswith("(")
    )


def forenames(
    sentences: Sequence[Marked],
    named: Sequence[tuple[int, Words, str]],
    families: Mapping[str, Collection[str]],
) -> dict[str, str]:
    """Forename -> party, for the listed persons of one family, each with a forename of their own.

    ``named``: number of the sentence, words and party of each full name of a person.
    ``families``: party -> keys of its family names. A forename that anybody else in the article
    bears stands for nobody.
    """
    parties: dict[str, set[str]] = defaultdict(set)
    taken: dict[int, set[int]] = defaultdict(set)
    for number, words, party in named:
        taken[number].update(range(words.first, words.last + 1))
        first = sentences[number].keys[words.first]
        if len(words) > 1 and first not in families[party] and _may_stand_alone(first):
            parties[first].add(party)
    shared = Counter(key for party in families for key in set(families[party]))
    relatives = {party for party, keys in families.items() if any(shared[k] > 1 for k in keys)}
    alone = {
        first: next(iter(bearers))
        for first, bearers in parties.items()
        if len(bearers) == 1 and bearers <= relatives
    }
    for number, sentence in enumerate(sentences):
        for run in sentence.runs():
            if len(run) > 1 and taken[number].isdisjoint(range(run.first, run.last + 1)):
                for key in sentence.keys[run.first : run.last]:
                    alone.pop(key, None)
    return alone


def _may_stand_alone(key: str) -> bool:
    is_known = key in ROLES or key in PARTICLES or (key,) in place_codes() or key in CALENDAR
    return len(key) >= SHORTEST and not is_known and key not in ordinary_words()
