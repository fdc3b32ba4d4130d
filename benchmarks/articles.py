"""Articles: what is found in the gold set, layer by layer, against hand-made annotations.

    python -m benchmarks.articles                    the development half, on the starter list
    python -m benchmarks.articles --half held        the held-back half; both for the sixty
    python -m benchmarks.articles --half practice    articles of other writers, also to develop on
    python -m benchmarks.articles --official         on all official lists (INTERDICT_DATA)
    python -m benchmarks.articles --home FOLDER      on the lists loaded in a data folder
    python -m benchmarks.articles --errors           every failure: what was wanted, what was got
    python -m benchmarks.articles --speed 5          time only: articles a second on one core
    python -m benchmarks.articles --speed 5 --pages  the same on the public pages of
                                                     benchmarks.article_text

Format and rules of annotation: tests/fixtures/articles/README.md. ``--errors`` is for the
development half; looking at failures of the held-back half spoils it for the final figure.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import interdict
from benchmarks import figures, gold, inputs, machine
from benchmarks.article_counts import Failure, Outcome, together
from benchmarks.article_scores import judged
from benchmarks.article_text import contents, pages_folder
from benchmarks.figures import Figure
from benchmarks.gold_records import Gold
from benchmarks.place import Place, every_official
from interdict.articles.mentions import Spotter
from interdict.articles.reading import read_page
from interdict.articles.story import Story
from interdict.articles.teller import Teller
from interdict.sample import open_starter
from interdict.screening.screen import Screener
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home

HALVES = {
    "dev": ("dev",),
    "held": ("held",),
    "both": ("dev", "held"),
    "practice": ("practice",),
}
GOALS = {
    "dropped lines": "precision and recall 0.95",
    "mentions": "recall 0.95 at precision 0.95",
    "claims": "F1 0.75",
    "numbers": "F1 0.90",
    "body sentences lost": "at most 0.5 %",
    "claims with the right source": "0.80",
}
"""To be reached on the held-back half."""
SPEED_GOAL = "30 on all official lists"


def snapshot(options: argparse.Namespace, scratch: Path) -> Snapshot:
    """The lists to look in."""
    if options.home is not None:
        return interdict.open(options.home)
    if options.official:
        print("loading all official lists ...", file=sys.stderr)
        return interdict.open(Place(scratch / "home", every_official).snapshot())
    return open_starter(Home(scratch / "home"))


def tell(teller: Teller, article: Gold) -> Story:
    """All that is found in one article."""
    return teller.tell(read_page(article.path.read_bytes(), article.path.name))


def shown(outcome: Outcome) -> Iterator[Figure]:
    """The counts as figures."""
    for layer, tally in outcome.tallies.items():
        value = " / ".join(map(_rounded, (tally.precision, tally.recall, tally.f1)))
        note = f"{tally.found} found, {tally.missed} missed, {tally.false} false"
        yield Figure(f"{layer}: P / R / F1", value, GOALS.get(layer, ""), note)
    for name, share in outcome.shares.items():
        value = f"{share.right / share.of:.1%}" if share.of else "-"
        yield Figure(name, value, GOALS.get(name, ""), f"{share.right} of {share.of}")


def _rounded(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def speed(teller: Teller, files: Sequence[tuple[str, bytes]], rounds: int) -> Figure:
    """Reading and telling, from bytes to story, in seconds of this process on its core.

    ``files``: name and content of each.
    """
    first, content = files[0]
    teller.tell(read_page(content, first))  # tables and automaton are built once
    rates = []
    for _ in range(rounds):
        before = time.process_time()
        for name, content in files:
            teller.tell(read_page(content, name))
        rates.append(len(files) / (time.process_time() - before))
    note = f"median of {rounds} rounds, {len(files)} articles"
    return Figure("articles a second per core", f"{figures.median(rates):.1f}", SPEED_GOAL, note)


def listed(failures: Sequence[Failure]) -> Iterator[str]:
    """Every failure, by article."""
    for name in sorted({failure.article for failure in failures}):
        yield f"\n== {name}"
        for failure in failures:
            if failure.article == name:
                yield f"  {failure.layer}, {failure.what}"
                yield from (f"    wanted  {failure.wanted}",) if failure.wanted else ()
                yield from (f"    got     {failure.got}",) if failure.got else ()


def main() -> int:
    """Measure and print; 2 when nothing can be measured."""
    options = _options()
    try:
        articles = [g for half in HALVES[options.half] for g in gold.articles(gold.FOLDER / half)]
        if not articles:
            raise gold.BadGold(f"no annotated articles for --half {options.half}")
        with tempfile.TemporaryDirectory(prefix="interdict-articles-") as scratch:
            measured, failures = _measured(options, articles, Path(scratch))
    except (gold.BadGold, inputs.NoData) as error:
        print(error, file=sys.stderr)
        return 2
    print(figures.plain(machine.describe(), measured))
    if options.errors:
        print("\n".join(listed(failures)))
    return 0


def _measured(
    options: argparse.Namespace, articles: Sequence[Gold], scratch: Path
) -> tuple[list[Figure], list[Failure]]:
    screener = Screener(snapshot(options, scratch))
    teller = Teller(screener, Spotter(screener))
    files = [(article.path.name, article.path.read_bytes()) for article in articles]
    if options.pages:
        files = list(contents(pages_folder()))
    if options.speed:
        return [speed(teller, files, options.speed)], []
    lists = "official" if options.official or options.home else "starter"
    outcome = together(judged(article, tell(teller, article), lists) for article in articles)
    return [*shown(outcome), speed(teller, files, 1)], outcome.failures


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.articles",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--official", action="store_true", help="on all official lists")
    parser.add_argument("--home", type=Path, help="on the lists loaded in a data folder")
    parser.add_argument("--errors", action="store_true", help="list every failure")
    parser.add_argument("--pages", action="store_true", help="with --speed: on the public pages")
    parser.add_argument("--speed", type=int, metavar="ROUNDS", help="measure time only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
