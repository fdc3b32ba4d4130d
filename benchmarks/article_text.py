"""How much of an article's text is found on real web pages, and how much else with it.

    python -m benchmarks.article_text            F1, precision, recall, time per page
    python -m benchmarks.article_text --errors   and the pages that went worst, line by line

The measure is that of the public article-extraction benchmark of Scrapinghub (now Zyte): runs
of four words with how often they occur; per page the shares that are right, too much and
missing; precision and recall are means over pages. The pages are its own, with the text people
marked on them (``news/pages-dev`` of the data folder, never in the repository). What is scored
is the text of the lines kept as body, subheads and list items: people did not mark headlines, and
marked the teaser under them on some pages only, so both are left out, and scored beside it.
"""

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks import inputs, machine
from interdict.articles.article import LineRole, Page
from interdict.articles.reading import read_page

PAGES = Path("news") / "pages-dev"
BODY: tuple[LineRole, ...] = ("body", "subhead")
WITH_STANDFIRST: tuple[LineRole, ...] = (*BODY, "standfirst")
WITH_HEADLINE: tuple[LineRole, ...] = (*WITH_STANDFIRST, "headline")
_WORD = re.compile(r"\w+")
_RUN = 4
_WORST = 20


class Overlap(NamedTuple):
    """Shares of one page's runs of words; together 1, or all 0 where both texts are empty."""

    right: float
    surplus: float
    missing: float


class TextScore(NamedTuple):
    """Means over pages."""

    f1: float
    precision: float
    recall: float


class Read(NamedTuple):
    """A page of the benchmark, read."""

    name: str
    url: str
    expected: str
    page: Page
    seconds: float

    def text(self, roles: Iterable[LineRole] = BODY) -> str:
        """Its kept lines in these roles."""
        wanted = frozenset(roles)
        lines = (line for line in self.page.lines if line.is_kept and line.role in wanted)
        return "\n".join(line.span.of(self.page.text) for line in lines)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, or of all where there are fewer."""
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def overlap(expected: str, found: str) -> Overlap:
    """Compare one page's text with what people marked."""
    true, given = runs(expected), runs(found)
    right = (true & given).total()
    surplus, missing = (given - true).total(), (true - given).total()
    total = right + surplus + missing
    return Overlap(right / total, surplus / total, missing / total) if total else Overlap(0, 0, 0)


def score(overlaps: Iterable[Overlap]) -> TextScore:
    """Precision and recall as means over pages, F1 of the two."""
    given = list(overlaps)
    precision = statistics.mean(_share(o.right, o.surplus) for o in given if o.right + o.surplus)
    recall = statistics.mean(_share(o.right, o.missing) for o in given if o.right + o.missing)
    both = precision + recall
    return TextScore(2 * precision * recall / both if both else 0.0, precision, recall)


def _share(right: float, wrong: float) -> float:
    return right / (right + wrong)


def pages_folder() -> Path:
    """Where the pages lie; ``inputs.NoData`` when they are not here."""
    folder = inputs.folder() / PAGES
    if not folder.is_dir():
        raise inputs.NoData(f"no pages in {folder}. Nothing was measured")
    return folder


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every page."""
    for packed in sorted((folder / "html").glob("*.html.gz")):
        yield packed.stem, gzip.decompress(packed.read_bytes())


def pages(folder: Path) -> Iterator[Read]:
    """Every page of the benchmark, with how long reading it took."""
    truth: Mapping[str, Mapping[str, str]] = json.loads(
        (folder / "ground-truth.json").read_text(encoding="utf-8")
    )
    for name, marked in truth.items():
        content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        start = time.perf_counter()
        page = read_page(content, f"{name}.html")
        taken = time.perf_counter() - start
        yield Read(name, marked["url"], marked["articleBody"], page, taken)


def scored(read: Iterable[Read], roles: tuple[LineRole, ...] = BODY) -> TextScore:
    """The score of all pages, of their lines in these roles."""
    return score(overlap(each.expected, each.text(roles)) for each in read)


def errors(read: Read) -> Iterator[str]:
    """Lines kept that nobody marked, and lines left out that somebody did."""
    marked = runs(read.expected)
    for line in read.page.lines:
        words = line.span.of(read.page.text)
        own = runs(words)
        share = (own & marked).total() / own.total()
        if line.is_kept and line.role in BODY and share < 0.5:
            yield f"  kept     {line.role:10} {words[:100]!r}"
        elif not line.is_kept and share > 0.5 and len(words) > 12:
            yield f"  dropped  {line.dropped:10} {words[:100]!r}"


def main() -> int:
    """Read every page and print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.article_text",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--errors", action="store_true", help="show the pages that went worst")
    options = parser.parse_args()
    try:
        folder = pages_folder()
    except inputs.NoData as absent:
        print(f"benchmarks: {absent}", file=sys.stderr)
        return 2
    next(pages(folder))  # the first page pays for importing the library
    read = list(pages(folder))
    if options.errors:
        for each in sorted(read, key=lambda r: overlap(r.expected, r.text()).right)[:_WORST]:
            shares = overlap(each.expected, each.text())
            print(f"{each.name[:8]} {each.url[:90]} right {shares.right:.3f}")
            print("\n".join(errors(each)))
    show(read)
    return 0


def show(read: list[Read]) -> None:
    """Print the figures."""
    for label, roles in (
        ("article text", BODY),
        ("  with standfirst", WITH_STANDFIRST),
        ("  with headline too", WITH_HEADLINE),
    ):
        found = scored(read, roles)
        print(f"{label:20} F1 {found.f1:.4f}  P {found.precision:.4f}  R {found.recall:.4f}")
    halves = scored(read[::2]).f1, scored(read[1::2]).f1
    print(f"{'two halves':20} F1 {halves[0]:.4f} and {halves[1]:.4f}")
    times = sorted(each.seconds * 1000 for each in read)
    print(
        f"{len(read)} pages, median {statistics.median(times):.1f} ms, longest {times[-1]:.0f} ms"
    )
    print(machine.describe())


if __name__ == "__main__":
    sys.exit(main())
