"""The gold set: short articles and, beside each, what a careful reader finds in it.

    python -m benchmarks.gold FOLDER               read every annotation, say what is wrong
    python -m benchmarks.gold FOLDER --home HOME   and that the lists loaded there print the names

The format and the rules of annotation are in tests/fixtures/articles/README.md. Words are
looked for in the kept text: the article without its dropped lines. All places are ``Span``s of
``Gold.text``: of a text file its characters, of a page its visible lines (``visible``).
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from benchmarks import visible
from benchmarks.gold_names import printed_names
from benchmarks.gold_records import (
    Claimed,
    Disagreeing,
    Gold,
    GoldClaim,
    GoldDisagreement,
    GoldEvent,
    GoldLine,
    GoldMention,
    GoldNumber,
    Happened,
    Mentioned,
    Numbered,
    Written,
    kept_text,
)
from interdict.articles.article import Span
from interdict.text import fold

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "articles"
ELLIPSIS = " ... "
MOST_OMITTED = 1_500
"""Characters that ``...`` may stand for: within a paragraph, not across the article."""
_NTH = re.compile(r"#(\d+|\*)$")
_Made = TypeVar("_Made")


class BadGold(Exception):
    """An annotation that cannot be read; one line for everything that is wrong with it."""


def articles(folder: Path) -> list[Gold]:
    """Every article of a folder, by name; ``BadGold`` names all that is wrong in all files."""
    found, wrong = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            found.append(read(path))
        except BadGold as error:
            wrong.append(str(error))
    wrong += [f"{path}: has no annotation (.toml) beside it" for path in _alone(folder)]
    if wrong:
        raise BadGold("\n".join(wrong))
    return found


def _alone(folder: Path) -> list[Path]:
    texts = (*folder.glob("*.txt"), *folder.glob("*.html"))
    return sorted(path for path in texts if not path.with_suffix(".toml").exists())


def read(annotation: Path) -> Gold:
    """One annotation with its article; ``BadGold`` for everything that is wrong with it."""
    try:
        stated = tomllib.loads(annotation.read_text(encoding="utf-8"), parse_float=Decimal)
        written = msgspec.convert(stated, Written)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadGold(f"{annotation}: {error}") from error
    page = _page_of(annotation)
    content = page.read_bytes().decode("utf-8")
    if page.suffix == ".html":
        content = "\n\n".join(visible.lines(content, written.inside))
    resolver = _Resolver(annotation, content, written)
    gold = resolver.gold(page)
    if resolver.wrong:
        raise BadGold("\n".join(f"{annotation}: {wrong}" for wrong in resolver.wrong))
    return gold


def _page_of(annotation: Path) -> Path:
    pages = [p for p in map(annotation.with_suffix, (".txt", ".html")) if p.exists()]
    if len(pages) != 1:
        count = "no article" if not pages else "two articles"
        raise BadGold(f"{annotation}: {count} (.txt or .html) beside it")
    return pages[0]


class _Resolver:
    """Turns written words into places, and keeps what cannot be found."""

    def __init__(self, annotation: Path, text: str, written: Written) -> None:
        self.annotation = annotation
        self.wrong: list[str] = []
        self.text = text
        self.written = written
        self.lines = self._dropped()
        self.kept = kept_text(text, self.lines)

    def gold(self, page: Path) -> Gold:
        written = self.written
        return Gold(
            path=page,
            text=self.text,
            written=written,
            lines=self.lines,
            mentions=self._each("mention", written.mention, self._mention),
            claims=self._each("claim", written.claim, self._claim),
            numbers=self._each("number", written.number, self._number),
            events=self._each("event", written.event, self._event),
            disagreements=self._each("disagreement", written.disagreement, self._disagreement),
        )

    def _each(
        self, what: str, stated: Sequence[Any], made: Callable[[str, Any], _Made]
    ) -> tuple[_Made, ...]:
        return tuple(made(f"[[{what}]] {n}", record) for n, record in enumerate(stated, 1))

    def _dropped(self) -> tuple[GoldLine, ...]:
        """Lines in order. Of equal lines the next after the last dropped one is meant; of a
        ``repeated`` line never the first, which is the original; ``nth`` settles it."""
        lines = [GoldLine(span, None) for span in line_spans(self.text)]
        texts = [line.span.of(self.text) for line in lines]
        behind = 0
        for number, dropped in enumerate(self.written.dropped, 1):
            wanted = dropped.line.strip()
            equal = [n for n, text in enumerate(texts) if text == wanted]
            following = [n for n in equal if n >= behind]
            if dropped.reason == "repeated":
                following = [n for n in following if n != equal[0]]
            if dropped.nth:
                following = equal[dropped.nth - 1 : dropped.nth]
            if not following:
                after = " after the dropped line before it" if equal else ""
                self.wrong.append(f"[[dropped]] {number}: no line {dropped.line!r}{after}")
                continue
            lines[following[0]] = GoldLine(lines[following[0]].span, dropped.reason)
            behind = following[0] + 1
        return tuple(lines)

    def _mention(self, place: str, stated: Mentioned) -> GoldMention:
        if not stated.spans and not stated.ambiguous:
            self.wrong.append(f"{place}: no spans")
        doubtful = tuple(s for words in stated.ambiguous for s in self._places(place, words))
        sure = (s for words in stated.spans for s in self._places(place, words))
        spans = tuple(span for span in sure if span not in doubtful)
        if len(set(spans)) < len(spans):
            self.wrong.append(f"{place}: the same place twice in spans")
        return GoldMention(stated.party, stated.lists, tuple(sorted(spans)), doubtful)

    def _claim(self, place: str, stated: Claimed) -> GoldClaim:
        if stated.cue:
            self._places(f"{place} cue", f"{stated.cue}#*")
        if not stated.content:
            self.wrong.append(f"{place}: no content")
        spans = (s for words in stated.content for s in self._places(place, words))
        return GoldClaim(stated, tuple(sorted(spans)))

    def _number(self, place: str, stated: Numbered) -> GoldNumber:
        given = (stated.low is not None, stated.high is not None)
        needed = {"none": (False, False), "between": (True, True)}.get(stated.bound, (True, False))
        if given != needed:
            self.wrong.append(f"{place}: low and high do not fit bound = {stated.bound!r}")
        return GoldNumber(stated, self._place(place, stated.text))

    def _event(self, place: str, stated: Happened) -> GoldEvent:
        return GoldEvent(stated, self._place(place, stated.sentence))

    def _disagreement(self, place: str, stated: Disagreeing) -> GoldDisagreement:
        if len(stated.sides) < 2:
            self.wrong.append(f"{place}: needs two sides")
        sides = tuple(self._place(place, words) for words in stated.sides)
        return GoldDisagreement(stated.kind, sides)

    def _place(self, where: str, written: str) -> Span:
        found = self._places(where, written)
        if len(found) > 1:
            self.wrong.append(f"{where}: {written!r} must be one place, add #n")
        return found[0] if found else Span(0, 0)

    def _places(self, where: str, written: str) -> list[Span]:
        words, nth = _numbered(written)
        found = occurrences(self.kept, words)
        if nth == "*" and found:
            return found
        if nth == "" and len(found) == 1:
            return found
        if nth.isdigit() and 1 <= int(nth) <= len(found):
            return found[int(nth) - 1 : int(nth)]
        self.wrong.append(f"{where}: {self._says(words, nth, len(found))}")
        return []

    def _says(self, words: str, nth: str, count: int) -> str:
        if count:
            wanted = f"but not #{nth}" if nth else "add #1, #2 ... or #*"
            return f"{words!r} stands {count} times in the kept text, {wanted}"
        if occurrences(self.text, words):
            return f"{words!r} stands in a dropped line only"
        if fold(words) in fold(self.kept):
            return f"{words!r} is not in the kept text: look at case, quote marks and dashes"
        return f"{words!r} is not in the kept text"


def line_spans(text: str) -> list[Span]:
    """The lines that are not blank, without the blanks around them."""
    return [Span(*found.span()) for found in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def occurrences(text: str, words: str) -> list[Span]:
    """Where whole words stand: case counts, any whitespace is a blank, `` ... `` skips words."""
    pieces = [re.escape(piece) for piece in words.split()]
    pattern = r"\s+".join(pieces).replace(
        r"\s+\.\.\.\s+", rf"(?!\w)[\s\S]{{1,{MOST_OMITTED}}}?(?<!\w)"
    )
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return [Span(*found.span()) for found in re.finditer(before + pattern + after, text)]


def _numbered(written: str) -> tuple[str, str]:
    found = _NTH.search(written)
    return (written[: found.start()], found[1]) if found else (written, "")


def main() -> int:
    """Say what is wrong with every annotation of the folders; 1 when anything is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gold", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--home", type=Path, help="data folder whose lists must print the names")
    options = parser.parse_args()
    try:
        found = [gold for folder in options.folders for gold in articles(folder)]
    except BadGold as error:
        print(error, file=sys.stderr)
        return 1
    unknown = list(_unknown(found, printed_names(options.home)))
    print("\n".join((*unknown, _counted(found))))
    return 1 if unknown else 0


def _unknown(found: Iterable[Gold], names: dict[str, frozenset[str]]) -> Iterator[str]:
    for gold in found:
        for mention in gold.mentions:
            printed = names.get(mention.lists)
            if printed is not None and fold(mention.party) not in printed:
                yield f"{gold.path}: no party of the {mention.lists} list is {mention.party!r}"


def _counted(found: Sequence[Gold]) -> str:
    layers = ("lines", "mentions", "claims", "numbers", "events", "disagreements")
    counts = ", ".join(f"{sum(len(getattr(g, layer)) for g in found)} {layer}" for layer in layers)
    return f"{len(found)} articles: {counts}"


if __name__ == "__main__":
    sys.exit(main())
