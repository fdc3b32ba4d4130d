"""The sentences of ``tests/fixtures/articles/figures`` with the figures they hold."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from interdict.articles.article import Article, Span
from interdict.articles.statements import Figure

FOLDER = Path(__file__).parent.parent / "fixtures" / "articles" / "figures"
_EXPECTED = re.compile(
    r"(?P<words>.+) = (?P<bound>[a-z-]+)(?P<numbers>(?: [\d.]+)*) (?P<unit>\S.*)"
)


class Expected(NamedTuple):
    """One figure as the fixture writes it: ``words = bound low [high] unit``."""

    words: str
    bound: str
    low: Decimal | None
    high: Decimal | None
    unit: str

    def is_met_by(self, figure: Figure, article: Article) -> bool:
        """Same bound, value and unit, at words that overlap."""
        where = re.search(rf"(?<!\w){re.escape(self.words)}(?!\d)", article.text)
        if where is None:
            raise ValueError(f"{self.words!r} does not stand in {article.text!r}")
        meets = figure.span.meets(Span(where.start(), where.end()))
        said = (figure.bound, figure.low, figure.high)
        counted = figure.of.of(article.text).split()[-1:] if figure.of else []
        is_unit = self.unit == figure.unit or self.unit in counted
        return meets and is_unit and said == (self.bound, self.low, self.high)


class Case(NamedTuple):
    """A sentence and its figures."""

    name: str
    text: str
    figures: tuple[Expected, ...]
    is_held: bool
    """Every third one was put aside while the rules were made."""


def _expected(line: str) -> Expected:
    found = _EXPECTED.fullmatch(line)
    if found is None:
        raise ValueError(f"cannot read the figure {line!r}")
    low, high, *_ = [*(Decimal(number) for number in found["numbers"].split()), None, None]
    return Expected(found["words"], found["bound"], low, high, found["unit"])


def cases() -> list[Case]:
    """All sentences of all files."""
    return [
        Case(
            f"{path.stem}-{number}",
            case["text"],
            tuple(map(_expected, case["figures"])),
            number % 3 == 0,
        )
        for path in sorted(FOLDER.glob("*.toml"))
        for number, case in enumerate(
            tomllib.loads(path.read_text(encoding="utf-8"))["sentence"], 1
        )
    ]
