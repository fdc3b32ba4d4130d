"""Options that several commands share, and what they make."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from interdict import countries, identifiers, settings
from interdict.audit import AuditLog, segment_paths
from interdict.errors import AuditError, DamagedLists, DiskFull, SnapshotError, UsageError
from interdict.ownership import licences
from interdict.ownership.licences import LicenceTable
from interdict.party import Identifier
from interdict.sample import open_starter
from interdict.screening import policy as policies
from interdict.screening.freshness import confirmed, received, refuse_missing, refuse_stale
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.screening.when import When
from interdict.snapshot.opening import open_as_of, open_current, open_known_on
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home

Command = TypeVar("Command", bound=Callable[..., Any])


_GAP_DAYS = 40
"""Between a day asked of and the edition that answers: monthly editions leave no more."""


def day(text: str) -> datetime.date:
    """An option's value as a date."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a date: write YYYY-MM-DD") from error


def moment(text: str) -> datetime.datetime:
    """An option's value as a moment in UTC; of a day its end, of today now."""
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    try:
        if len(text) <= len("YYYY-MM-DD"):
            last = datetime.time(23, 59, 59)
            given = datetime.datetime.combine(datetime.date.fromisoformat(text), last, datetime.UTC)
            return now if given.date() == now.date() else given
        given = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            f"{text!r} is no day or moment: write YYYY-MM-DD or YYYY-MM-DDTHH:MM (UTC)"
        ) from error
    aware = given if given.tzinfo else given.replace(tzinfo=datetime.UTC)
    return aware.astimezone(datetime.UTC)


def screening_options(command: Command) -> Command:
    """--policy, --threshold, --limit, --lists, --starter, --as-of, --in-force-on, --known-on."""
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
            help="Screen the lists as published, and in effect, by that day.",
        ),
        click.option(
            "--in-force-on",
            type=day,
            metavar="YYYY-MM-DD",
            help="Screen the newest lists, counting what had taken effect by that day.",
        ),
        click.option(
            "--known-on",
            type=moment,
            metavar="YYYY-MM-DD[THH:MM]",
            help="Screen what was in force here then (UTC; a day: at its end).",
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


def refuse_overwriting(inputs: Iterable[Path], outputs: Iterable[Path]) -> None:
    """No file that is written may be one that is read."""
    read = [source for source in inputs if source.exists()]
    for target in outputs:
        if target.exists() and any(target.samefile(source) for source in read):
            raise UsageError(f"{target} is an input, and would be overwritten: choose another -o")


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
    as_of: datetime.date | None = None,
    in_force_on: datetime.date | None = None,
    known_on: datetime.datetime | None = None,
) -> Screener:
    """Open what is to be screened against; ``CoverageError`` when it cannot answer."""
    policy = chosen_policy(policy_file, threshold, limit, lists)
    place = home()
    _refuse_mixed_times(starter, as_of, in_force_on, known_on)
    with damage_refused():
        if starter:
            snapshot = open_starter(place)
        elif as_of is not None:
            snapshot = _open_as_of(place, as_of)
        elif known_on is not None:
            snapshot = _open_known_on(place, known_on)
        else:
            snapshot = open_current(place)
        refuse_missing(snapshot, policy)
        table = licence_table(place)
        if starter:
            return Screener(snapshot, policy, licences=table)
        if as_of is not None or known_on is not None:
            sure = received(place, snapshot)
            return Screener(snapshot, policy, sure, When(as_of=as_of, known_on=known_on), table)
        refuse_stale(place, snapshot, policy)
        sure = confirmed(place, snapshot)
        return Screener(snapshot, policy, sure, When(as_of=in_force_on), table)


@contextmanager
def damage_refused() -> Iterator[None]:
    """Lists that fail to load are as good as missing: exit 3 (invariant 7)."""
    try:
        yield
    except DiskFull:
        raise
    except SnapshotError as error:
        raise DamagedLists(str(error)) from error


def _refuse_mixed_times(
    starter: bool,
    as_of: datetime.date | None,
    in_force_on: datetime.date | None,
    known_on: datetime.datetime | None,
) -> None:
    """What was published by a day, in effect on it, and known here then are three questions."""
    asked = {"--as-of": as_of, "--in-force-on": in_force_on, "--known-on": known_on}
    given = [option for option, value in asked.items() if value is not None]
    if len(given) > 1:
        raise UsageError(
            f"{' and '.join(given)} are two questions (--as-of: what was published by a day; "
            "--in-force-on: what had taken effect by it, as the newest lists tell; --known-on: "
            "what was in force here): ask one after the other"
        )
    if starter and given:
        raise UsageError(f"--starter and {given[0]} exclude each other: the sample has one edition")
    now = datetime.datetime.now(datetime.UTC)
    for option, day_asked in (("--as-of", as_of), ("--in-force-on", in_force_on)):
        if day_asked is not None and day_asked > now.date():
            raise UsageError(f"{option} {day_asked} lies ahead: what will be listed is not known")
    if known_on is not None and known_on > now:
        raise UsageError(f"--known-on {known_on} lies ahead: what will be known is not known")


def _open_as_of(place: Home, as_of: datetime.date) -> Snapshot:
    snapshot = open_as_of(place, as_of)
    for edition in snapshot.editions:
        days = (as_of - edition.published).days
        if days > _GAP_DAYS:
            click.echo(
                f"note: the newest edition of {edition.source} kept here that was published by "
                f"{as_of} is of {edition.published}, {days:,} days before: what was published "
                "between is not seen",
                err=True,
            )
    return snapshot


def _open_known_on(place: Home, known_on: datetime.datetime) -> Snapshot:
    snapshot = open_known_on(place, known_on)
    then = place.in_force_at(known_on)
    if snapshot.id != then:
        click.echo(
            f"note: what was in force here then was {then}, of another engine; its editions were "
            f"compiled again as {snapshot.id}, and scores may differ from those given then",
            err=True,
        )
    return snapshot
