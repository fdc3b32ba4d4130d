"""What ``interdict owners`` commands share: opening stakes and lists together."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interdict.cli.options import (
    chosen_policy,
    damage_refused,
    day,
    home,
    licence_table,
    moment,
    screener_for,
)
from interdict.errors import UsageError
from interdict.ownership.rules import REGIMES
from interdict.party import Regime
from interdict.sample import open_starter
from interdict.sample_stakes import open_starter_stakes
from interdict.screening.join_notes import joins_of
from interdict.screening.owner_decisions import path_of
from interdict.screening.ownership import Owners
from interdict.screening.screen import Screener
from interdict.screening.when import When
from interdict.snapshot.decisions import read_decisions
from interdict.snapshot.stake_set import StakeSet
from interdict.snapshot.stake_store import StakeStore

Command = TypeVar("Command", bound=Callable[..., Any])


def asking_options(command: Command) -> Command:
    """--regime and ``opening_options``."""
    return click.option(
        "--regime",
        "regimes",
        multiple=True,
        type=click.Choice(REGIMES),
        help="Only this regime; may be repeated. Default: those of the policy.",
    )(opening_options(command))


def opening_options(command: Command) -> Command:
    """--policy, --lists, --starter, --as-of, --in-force-on, --known-on."""
    for option in reversed((
        click.option(
            "--policy",
            "policy_file",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Policy file (TOML). Default: INTERDICT_POLICY, else the built-in policy.",
        ),
        click.option("--lists", multiple=True, help="Count only this list; may be repeated."),
        click.option("--starter", is_flag=True, help="The embedded sample list and stakes."),
        click.option(
            "--as-of",
            type=day,
            metavar="YYYY-MM-DD",
            help="Lists and stakes as published, and in effect, by that day.",
        ),
        click.option(
            "--in-force-on",
            type=day,
            metavar="YYYY-MM-DD",
            help="The newest lists and stakes, counting what was in effect on that day.",
        ),
        click.option(
            "--known-on",
            type=moment,
            metavar="YYYY-MM-DD[THH:MM]",
            help="Lists and stakes that were in force here then (UTC; a day: at its end).",
        ),
    )):  # fmt: skip
        command = option(command)
    return command


def owners_for(
    policy_file: Path | None,
    lists: tuple[str, ...],
    starter: bool,
    when: tuple[datetime.date | None, datetime.date | None, datetime.datetime | None],
) -> Owners:
    """Open what is to be asked; ``CoverageError`` when lists or stakes cannot answer.

    ``when`` is (--as-of, --in-force-on, --known-on).
    """
    screener, stakes = _opened(policy_file, lists, starter, when)
    place = home()
    found = joins_of(place, screener, stakes)
    known_on = when[2]
    taken = [
        each
        for each in read_decisions(path_of(place))
        if known_on is None or each.at <= known_on  # what was known then, decisions included
    ]
    return Owners(screener, stakes, found, taken)


def _opened(
    policy_file: Path | None,
    lists: tuple[str, ...],
    starter: bool,
    when: tuple[datetime.date | None, datetime.date | None, datetime.datetime | None],
) -> tuple[Screener, StakeSet]:
    as_of, in_force_on, known_on = when
    place = home()
    if starter:
        return _opened_starter(policy_file, lists, when)
    screener = screener_for(policy_file, None, None, lists, False, as_of, in_force_on, known_on)
    store = StakeStore(place)
    with damage_refused():
        if as_of is not None:
            return screener, store.open_as_of(as_of)
        if known_on is not None:
            return screener, store.open_known_on(known_on)
        return screener, store.open_current()


def _opened_starter(
    policy_file: Path | None,
    lists: tuple[str, ...],
    when: tuple[datetime.date | None, datetime.date | None, datetime.datetime | None],
) -> tuple[Screener, StakeSet]:
    as_of, in_force_on, known_on = when
    if as_of is not None or known_on is not None:
        raise UsageError(
            "--starter has one edition: ask  --in-force-on DATE  for what it says of a day"
        )
    if in_force_on is not None and in_force_on > datetime.datetime.now(datetime.UTC).date():
        raise UsageError(f"--in-force-on {in_force_on} lies ahead: what will be is not known")
    place = home()
    policy = chosen_policy(policy_file, None, None, lists)
    with damage_refused():
        screener = Screener(
            open_starter(place), policy, when=When(as_of=in_force_on), licences=licence_table(place)
        )
        return screener, open_starter_stakes(place)


def chosen_regimes(owners: Owners, regimes: tuple[Regime, ...]) -> tuple[Regime, ...]:
    """The regimes asked for, in the order of the rules; ``UsageError`` when there is none."""
    chosen = tuple(regime for regime in REGIMES if regime in (regimes or owners.regimes))
    if not chosen:
        raise UsageError("the policy asks for no regime that has an ownership rule: give --regime")
    return chosen
