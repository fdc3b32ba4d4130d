"""Options that several commands share, and what they make."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interdict import settings
from interdict.errors import NoLists
from interdict.screening import policy as policies
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.snapshot.store import Home
from interdict.update import confirmed, open_as_of, open_current, open_starter, refuse_stale

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[datetime.date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date: write YYYY-MM-DD", param, ctx)


def screening_options(command: Command) -> Command:
    """--policy, --threshold, --limit, --lists, --starter and --as-of."""
    for option in reversed((
        click.option(
            "--policy",
            "policy_file",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Policy file (TOML). Default: INTERDICT_POLICY, else the built-in policy.",
        ),
        click.option("--threshold", type=float, help="Least score of a hit, 0.5 to 1."),
        click.option("--limit", type=int, help="Most hits shown per query."),
        click.option(
            "--lists", "lists", multiple=True, help="Screen only this list; may be repeated."
        ),
        click.option("--starter", is_flag=True, help="Screen the embedded sample list."),
        click.option("--as-of", type=Day(), help="Screen the lists as published on that day."),
    )):  # fmt: skip
        command = option(command)
    return command


def json_option(command: Command) -> Command:
    """--json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def home() -> Home:
    """The installation's data folder."""
    return Home(settings.read().home)


def chosen_policy(
    policy_file: Path | None, threshold: float | None, limit: int | None, lists: tuple[str, ...]
) -> Policy:
    """The policy file (or the default) with the options on top."""
    path = policy_file or settings.read().policy
    base = policies.load(path) if path else Policy()
    named = tuple(name for given in lists for name in given.split(",") if name) or None
    return policies.changed(base, threshold=threshold, limit=limit, lists=named)


def screener_for(
    policy_file: Path | None,
    threshold: float | None,
    limit: int | None,
    lists: tuple[str, ...],
    starter: bool,
    as_of: datetime.date | None,
) -> Screener:
    """Open what is to be screened against; ``CoverageError`` when it cannot answer."""
    policy = chosen_policy(policy_file, threshold, limit, lists)
    place = home()
    if starter:
        return Screener(open_starter(place), policy)
    if as_of is not None:
        snapshot = open_as_of(place, as_of)
        return Screener(snapshot, policy, confirmed(place, snapshot), as_of)
    snapshot = open_current(place)
    refuse_stale(place, snapshot, policy)
    screener = Screener(snapshot, policy, confirmed(place, snapshot))
    if not screener.coverage:
        raise NoLists("none of the lists asked for is loaded: see  interdict lists status")
    return screener
