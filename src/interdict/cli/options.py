"""Options that several commands share, and what they make."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interdict import countries, identifiers, settings
from interdict.audit import AuditLog, segment_paths
from interdict.errors import AuditError, UsageError
from interdict.ownership import licences
from interdict.ownership.licences import LicenceTable
from interdict.party import Identifier
from interdict.sample import open_starter
from interdict.screening import policy as policies
from interdict.screening.freshness import confirmed, refuse_missing, refuse_stale
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_as_of, open_current
from interdict.snapshot.store import Home

Command = TypeVar("Command", bound=Callable[..., Any])


def day(text: str) -> datetime.date:
    """An option's value as a date."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a date: write YYYY-MM-DD") from error


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
        click.option(
            "--as-of",
            type=day,
            metavar="YYYY-MM-DD",
            help="Screen the lists as published by that day.",
        ),
    )):  # fmt: skip
        command = option(command)
    return command


def json_option(command: Command) -> Command:
    """--json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def home() -> Home:
    """The installation's data folder."""
    path = settings.read().home
    if path.exists() and not path.is_dir():
        raise UsageError(f"INTERDICT_HOME is {path}, which is a file: name a folder")
    return Home(path)


def audit_log(place: Home) -> AuditLog:
    """The log of a data folder; ``AuditError`` when it was removed (activations are logged, so
    a home with lists has one): a new log would hide that there was another."""
    if place.current() is not None and not segment_paths(place.audit):
        raise AuditError(
            f"{place.audit} is empty although lists were activated here, which is recorded: the "
            "log was removed. Restore it from a backup; nothing was answered"
        )
    return AuditLog(place.audit)


def licence_table(place: Home) -> LicenceTable:
    """The shipped licences with those of the data folder's own file over them."""
    return licences.read(place.path / licences.FILE)


def column_mapping(columns: tuple[str, ...]) -> dict[str, str]:
    """``--column FIELD=HEADER`` as field -> header."""
    pairs = [given.partition("=") for given in columns]
    for given, (field, sign, header) in zip(columns, pairs, strict=True):
        if not (field.strip() and sign and header.strip()):
            raise UsageError(f"--column {given!r} is not FIELD=HEADER, such as name='Full name'")
    return {field.strip(): header.strip() for field, _, header in pairs}


def country(text: str) -> str:
    """``--country``: a code or a name, as alpha-2."""
    code = countries.code(text)
    if code is None:
        raise UsageError(f"{text!r} is no country: give an ISO 3166 code or an English name")
    return code


def identifier(text: str) -> Identifier:
    """``--id KIND:VALUE[:COUNTRY]``, such as ``imo:9234563`` or ``passport:AB1234567:ru``."""
    named, _, rest = text.partition(":")
    kind = identifiers.kind_named(named.strip().lower()).kind
    # a wallet address may hold a colon of its own (bitcoincash:qq...)
    value, _, issuer = (rest, "", "") if kind == "wallet" else rest.partition(":")
    if not any(map(str.isalnum, value)):
        raise UsageError(f"{text!r} is not KIND:VALUE, such as imo:9234563 or lei:2138...")
    issued_by = country(issuer) if issuer else ""
    kind = identifiers.refine(kind, value, issued_by)
    normal = identifiers.normalise(kind, value)
    return Identifier(
        kind=kind,
        value=normal,
        raw="" if normal == value else value,
        country=issued_by,
        valid=identifiers.is_valid(kind, value),
    )


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
    if starter and as_of is not None:
        raise UsageError("--starter and --as-of exclude each other: the sample has one edition")
    if as_of is not None and as_of > datetime.datetime.now(datetime.UTC).date():
        raise UsageError(f"--as-of {as_of} lies ahead: what will be listed then is not known")
    if starter:
        snapshot = open_starter(place)
    else:
        snapshot = open_current(place) if as_of is None else open_as_of(place, as_of)
    refuse_missing(snapshot, policy)
    if starter:
        return Screener(snapshot, policy, licences=licence_table(place))
    if as_of is None:
        refuse_stale(place, snapshot, policy)
    sure = confirmed(place, snapshot)
    return Screener(snapshot, policy, sure, as_of, licence_table(place))
