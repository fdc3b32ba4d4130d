"""interdict screen: one name, a file of customers, or articles."""

import datetime
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict import dates
from interdict.cli.options import (
    audit_log,
    country,
    home,
    identifier,
    json_option,
    screener_for,
    screening_options,
)
from interdict.cli.screen_file import screen_file
from interdict.cli.terminal import console, print_screening, warn
from interdict.errors import QueryError, UsageError
from interdict.kinds import kind_named
from interdict.party import Query
from interdict.report.html import Basis, ReportInput, write_report
from interdict.report.json import screening_bytes
from interdict.screening.record import screening_record
from interdict.screening.result import Screening
from interdict.screening.screen import Screener, check

NOTHING, HITS, REJECTED = 0, 1, 2
ARTICLE = "article"


class Screens(click.Group):
    """Loads what reads articles when it is asked for: a name should not wait for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands that are loaded, and ``article``."""
        return [*super().list_commands(ctx), ARTICLE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name != ARTICLE:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module("interdict.cli.screen_article").screen_article
        return command


@click.group(cls=Screens)
def screen() -> None:
    """Screen a name, a customer file or news articles against the loaded lists."""


screen.add_command(screen_file)


@screen.command("name")
@click.argument("name", required=False, default="")
@click.option("--kind", help="person, organization, vessel, aircraft or wallet.")
@click.option("--born", help="Date of birth: 1952, 1952-10-07, circa 1952, 1950 to 1954.")
@click.option("--country", "nations", multiple=True, help="Code or name; may be repeated.")
@click.option("--gender", type=click.Choice(["male", "female", "other"]))
@click.option("--id", "ids", multiple=True, help="KIND:VALUE[:COUNTRY], such as imo:9234563.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write an HTML report.",
)
@screening_options
@json_option
def screen_name(
    name: str,
    kind: str | None,
    born: str | None,
    nations: tuple[str, ...],
    gender: Any,
    ids: tuple[str, ...],
    output: Path | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Screen NAME; "-" reads one name per line from standard input.

    Exits 0 when nothing was found, 1 when there are hits, 2 when a line could not be screened
    (after all others were).
    """
    if output is not None and output.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"-o {output}: a single name's report is HTML; end it in .html")
    base = Query(
        kind=kind_named(kind) if kind else None,
        birth=_birth(born) if born else None,
        countries=tuple(country(given) for given in nations),
        gender=gender or "",
        identifiers=tuple(identifier(given) for given in ids),
    )
    for given in base.identifiers:
        if given.valid is False:
            warn(f"warning: {given.kind} {given.value} has a wrong check digit or form")
    asked = _names_read() if name == "-" else [(0, name)]
    screener = screener_for(**options)
    screenings: list[Screening] = []
    unreadable = 0
    for line, each in asked:
        query = msgspec.structs.replace(base, name=each)
        try:
            _check(query)
        except QueryError as error:
            if not line:
                raise
            unreadable += 1
            warn(f"interdict: line {line}: {error}")
            continue
        screenings.append(_answered(query, screener, as_json))
    if output is not None and screenings:
        _report(screenings, asked[0][1] if len(asked) == 1 else "Names", output)
    if unreadable:
        return REJECTED
    return HITS if any(screening.hits for screening in screenings) else NOTHING


def _names_read() -> list[tuple[int, str]]:
    """(line, name) of standard input; blank lines are no names."""
    try:
        lines = sys.stdin.buffer.read().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"standard input is not UTF-8 at byte {error.start}: convert it, or screen it as a "
            "file with  interdict screen file"
        ) from error
    names = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    if not names:
        raise UsageError("standard input holds no name: give one name per line")
    return names


def _check(query: Query) -> None:
    """``check``, and bytes of the command line that are no text."""
    if not query.name.isascii() and any("\ud800" <= letter <= "\udfff" for letter in query.name):
        raise QueryError("the name holds bytes that are not UTF-8: set the terminal to UTF-8")
    check(query)


def _answered(query: Query, screener: Screener, as_json: bool) -> Screening:
    """Screen, record, and only then print: an answer that is not recorded is not given."""
    screening = screener.screen(query)
    clear = screener.policy.record_queries == "clear"
    audit_log(home()).append("screen", screening_record(screening, clear))
    _print(screening, as_json)
    return screening


def _print(screening: Screening, as_json: bool) -> None:
    if as_json:
        click.echo(screening_bytes(screening))
    else:
        print_screening(console(), screening)


def _birth(text: str) -> dates.DateSpan:
    span = dates.parse(text)
    if span is None:
        raise UsageError(
            f"--born {text!r} is not a date: write 1952, 1952-10-07, 'circa 1952' or '1950 to 1954'"
        )
    return span


def _report(screenings: list[Screening], title: str, output: Path) -> None:
    write_report(
        output,
        ReportInput(
            title=title,
            basis=Basis.of(screenings[0]),
            screenings=[(None, screening) for screening in screenings],
            rows_screened=len(screenings),
            rows_with_hits=sum(bool(screening.hits) for screening in screenings),
            generated_at=datetime.datetime.now(datetime.UTC),
        ),
    )
