"""interdict demo: one true story on the embedded sample list."""

import csv
import datetime
from collections import Counter
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import click
from rich.console import Console

from interdict.articles.mentions import Spotter
from interdict.articles.reading import read_page
from interdict.articles.reviewed import reviewed
from interdict.articles.teller import Teller
from interdict.batch.runner import finish, run
from interdict.batch.tables import CustomerTable
from interdict.cli.options import home
from interdict.cli.terminal import console, plain, print_screening, table
from interdict.errors import MissingExtra
from interdict.party import Party, Query
from interdict.report.article_page import write_story
from interdict.report.article_words import source_shown
from interdict.report.html import Basis, ReportInput, write_report
from interdict.sample import open_starter
from interdict.screening.result import Screening
from interdict.screening.screen import Screener

THE_DAY = datetime.date(2025, 10, 22)
"""OFAC designates Rosneft and Lukoil with 34 of their subsidiaries."""


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-output"),
    show_default=True,
    help="Folder for the hits table and the report.",
)
def demo(output: Path) -> int:
    """Tell the story of 22 October 2025 on the embedded sample list and leave a report."""
    screener = Screener(open_starter(home()))
    parties = [screener.snapshot.party(row) for row in range(len(screener.snapshot))]
    out = console()
    _the_list(out, parties)
    _the_day(out, parties)
    _one_name(out, screener)
    _the_customers(out, screener, output)
    _the_news(out, screener, output)
    out.print(
        "\nThis was a sample. Load the official files with  interdict lists add FILE...  and "
        "every command above works on them.",
        markup=False,
    )
    return 0


def _heading(out: Console, text: str) -> None:
    out.print(f"\n[bold]{text}[/bold]")


def _the_list(out: Console, parties: list[Party]) -> None:
    _heading(out, "1. The sample list")
    regimes = Counter(regime for p in parties for regime in {m.regime for m in p.listings})
    kinds = Counter(party.kind for party in parties)
    out.print(
        f"{len(parties)} parties written for this project from official publications: "
        + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        + ". Listed by: "
        + ", ".join(f"{regime.upper()} {count}" for regime, count in regimes.most_common())
        + ".",
        markup=False,
    )


def _the_day(out: Console, parties: list[Party]) -> None:
    _heading(out, "2. Overnight, 22 October 2025: two oil majors are blocked")
    day = [
        (party, listing)
        for party in parties
        for listing in party.listings
        if listing.listed_on == THE_DAY and listing.regime == "us"
    ]
    shown = table("", "party", "id", "list", "programmes", "measure")
    majors = [pair for pair in day if pair[0].id in ("ofac-sdn:17022", "ofac-sdn:17248")]
    for party, listing in (majors or day)[:6]:
        measure = ", ".join(measure.text or measure.kind for measure in listing.measures)
        programmes = ", ".join(listing.programmes)
        shown.add_row(party.primary_name, party.id, listing.list, programmes, measure)
    out.print(shown, markup=False)
    others = len({party.id for party, _ in day}) - len(majors)
    out.print(f"... and {others} more parties of the sample the same day.", markup=False)


def _one_name(out: Console, screener: Screener) -> None:
    _heading(out, "3. One name, in the spelling of a payment order")
    out.print("$ interdict screen name 'Роснефть' --starter", markup=False)
    print_screening(out, screener.screen(Query(name="Роснефть")))


def _the_customers(out: Console, screener: Screener, folder: Path) -> None:
    _heading(out, "4. A customer file with traps")
    folder.mkdir(parents=True, exist_ok=True)
    inputs = resources.files("interdict.starter") / "demo"
    hits, report = folder / "hits.csv", folder / "report.html"
    with (
        resources.as_file(inputs / "customers.csv") as customers,
        CustomerTable.open(customers) as rows,
    ):
        parts = run(rows, screener, hits, log=None)
        summary, tally = finish(rows, parts, screener, hits)
        parts.remove()
    out.print(
        f"{summary.rows} customers: {summary.with_hits} with hits, "
        f"{summary.rows - summary.with_hits} without.",
        markup=False,
    )
    found = table("", "row#", "customer", "score#", "listed as", "party")
    answers = dict(sorted(tally.strongest))
    for number, screening in answers.items():
        best, query = screening.hits[0], screening.query
        asked = query.name or ", ".join(each.value for each in query.identifiers)
        listed = best.matched_name or best.party.primary_name
        found.add_row(str(number), asked, f"{best.score:.2f}", listed, best.party.id)
    out.print(found, markup=False)
    _check_expected(out, (inputs / "expected.csv").read_text(encoding="utf-8"), answers)
    write_report(
        report,
        ReportInput(
            title="Demo customers",
            basis=Basis.of(screener.screening(Query(), ())),
            screenings=tally.strongest,
            rows_screened=summary.screened,
            rows_with_hits=summary.with_hits,
            generated_at=datetime.datetime.now(datetime.UTC),
            hits=tally.hits,
            verdict_counts=tally.verdict_counts,
            rows_rejected=summary.rejected_in_all,
            rejected=summary.rejected,
            table_file=hits.name,
        ),
    )
    out.print(f"\nReport: {report}   hits table: {hits}", markup=False)


def _the_news(out: Console, screener: Screener, folder: Path) -> None:
    _heading(out, "5. A news page that tells the same story")
    content = (resources.files("interdict.starter") / "demo" / "news.html").read_bytes()
    try:
        page = read_page(content, "news.html")
    except MissingExtra as error:
        out.print(f"Left out: {error}", markup=False)
        return
    told = reviewed(Teller(screener, Spotter(screener)).tell(page), ())
    story = told.story
    dropped = sum(not line.is_kept for line in story.article.lines)
    out.print(
        f"{len(story.parties)} listed parties, {len(story.claims)} claims, {len(story.figures)} "
        f"numbers, {len(story.events)} events; {dropped} lines are no part of the article.",
        markup=False,
    )
    shown = table("", "who", "says")
    for claim in story.claims:
        words = " … ".join(map(story.article.words, claim.content))
        shown.add_row(plain(source_shown(claim.source, story)), plain(words))
    out.print(shown)
    write_story(told, folder / "article.html")
    out.print(f"\nThe page marked up: {folder / 'article.html'}", markup=False)


def _check_expected(out: Console, expected: str, found: Mapping[int, Screening]) -> None:
    """Say, row by row, where the answer is not the one written down beside the file."""
    wrong = [
        row
        for row in csv.DictReader(expected.splitlines())
        if (row["expected"] == "hit") != (int(row["row"]) in found)
    ]
    if not wrong:
        out.print("Every row is as written down in expected.csv, traps included.", markup=False)
    for row in wrong:
        out.print(f"row {row['row']}: expected {row['expected']}: {row['reason']}", markup=False)
