"""The claim cases of ``tests/fixtures/articles/claims``, and how found claims compare with them."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from articles.stories import story
from interdict.articles.article import Article
from interdict.articles.claims import claims
from interdict.articles.statements import Claim

FOLDER = Path(__file__).parents[1] / "fixtures" / "articles" / "claims"


class Expected(NamedTuple):
    """One claim as written in a case."""

    source: str
    content: tuple[str, ...]
    form: str
    stance: str


class Case(NamedTuple):
    """A short text and the claims in it."""

    name: str
    article: Article
    expected: tuple[Expected, ...]
    any: tuple[str, ...]
    """Contents that may be found or not."""
    held: bool
    """Kept aside while the rules were tuned."""


class Score(NamedTuple):
    """Counts over some cases."""

    right: int
    missed: int
    wrong: int
    source_right: int
    form_right: int
    stance_right: int

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.missed + self.wrong, 1)

    @property
    def sources(self) -> float:
        return self.source_right / max(self.right, 1)


def cases() -> Iterator[Case]:
    """Every case of every file; each third one was kept aside."""
    for path in sorted(FOLDER.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"]):
            expected = tuple(
                Expected(
                    c["source"],
                    tuple(c["content"]),
                    c.get("form", "indirect"),
                    c.get("stance", "asserted"),
                )
                for c in case["claims"]
            )
            article = story(case["text"], case.get("headline", ""))
            optional = tuple(case.get("any", ()))
            yield Case(f"{path.stem}#{number + 1}", article, expected, optional, number % 3 == 2)


def compared(case: Case) -> tuple[list[tuple[Expected, Claim]], list[Expected], list[Claim]]:
    """Pairs of claims that share at least half their words, those missed, those too many."""
    found = list(claims(case.article))
    pairs, missed = [], []
    for wanted in case.expected:
        words = _bag(case.article.text, wanted.content)
        best = max(found, key=lambda c: _overlap(words, _said(case.article, c)), default=None)
        if best is None or _overlap(words, _said(case.article, best)) < 0.5:
            missed.append(wanted)
        else:
            pairs.append((wanted, best))
            found.remove(best)
    for words in case.any:
        bag = _bag(case.article.text, [words])
        found = [c for c in found if _overlap(bag, _said(case.article, c)) < 0.3]
    return pairs, missed, found


def score(held: Sequence[Case]) -> Score:
    """Over these cases."""
    right = missed = wrong = source = form = stance = 0
    for case in held:
        pairs, lost, extra = compared(case)
        right, missed, wrong = right + len(pairs), missed + len(lost), wrong + len(extra)
        source += sum(same_source(e.source, c.source.name) for e, c in pairs)
        form += sum(e.form == c.form for e, c in pairs)
        stance += sum(e.stance == c.stance for e, c in pairs)
    return Score(right, missed, wrong, source, form, stance)


def same_source(wanted: str, found: str) -> bool:
    """The same words, articles and possessives aside."""
    return _plain(wanted) == _plain(found)


def _plain(name: str) -> list[str]:
    words = re.findall(r"\w+", name.lower().replace("’s", "").replace("'s", ""))
    return [w for w in words if w not in ("the", "a", "an", "mr", "mrs", "ms")]


def _said(article: Article, claim: Claim) -> list[str]:
    return re.findall(r"\w+", " ".join(s.of(article.text) for s in claim.content).lower())


def _bag(text: str, content: Sequence[str]) -> list[str]:
    words: list[str] = []
    for part in content:
        if " ... " in part:
            first, _, last = part.partition(" ... ")
            start = text.index(first)
            part = text[start : text.index(last, start + len(first)) + len(last)]
        words += re.findall(r"\w+", part.lower())
    return words


def _overlap(one: list[str], other: list[str]) -> float:
    rest = list(other)
    shared = 0
    for word in one:
        if word in rest:
            rest.remove(word)
            shared += 1
    return shared / max(len(one) + len(other) - shared, 1)
