"""interdict owners whatif: whom a listing or a sale would block, and whom it would free."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict.cli.options import audit_log, day, home, json_option
from interdict.cli.owners_options import asking_options, chosen_regimes, owners_for
from interdict.cli.owners_verdict import FOUND, NOTHING, print_basis
from interdict.cli.terminal import COLOURS, console, plain, shown
from interdict.errors import UsageError
from interdict.ownership.proof_words import sentences
from interdict.ownership.share import parse
from interdict.ownership.supposed import Sale
from interdict.party import Regime
from interdict.report.ownership_json import proof_json
from interdict.screening.asked_entity import entity_asked
from interdict.screening.ownership import Owners
from interdict.screening.ownership_record import basis
from interdict.screening.supposing import Change, Supposed, changes, suppose


@click.command("whatif")
@click.option(
    "--list", "listed", multiple=True, metavar="PARTY", help="If it were blocked; may be repeated."
)
@click.option(
    "--sell",
    "sales",
    multiple=True,
    nargs=4,
    metavar="OWNER OWNED PERCENT DATE",
    help="If OWNER sold PERCENT of OWNED on DATE; may be repeated.",
)
@asking_options
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Most shown.")
@json_option
def owners_whatif(
    listed: tuple[str, ...],
    sales: tuple[tuple[str, str, str, str], ...],
    regimes: tuple[Regime, ...],
    policy_file: Path | None,
    lists: tuple[str, ...],
    starter: bool,
    as_of: datetime.date | None,
    in_force_on: datetime.date | None,
    known_on: datetime.datetime | None,
    limit: int,
    as_json: bool,
) -> int:
    """Who would newly be blocked, and who freed, if PARTY were listed or a stake were sold.

    Each with its proof. Of a party that is listed already, what its listing does is shown. A sale
    counts on the day asked about, which is never before the sale. Exits 1 when anything changes.
    """
    if not listed and not sales:
        raise UsageError("suppose something: --list PARTY, or --sell OWNER OWNED PERCENT DATE")
    owners = owners_for(policy_file, lists, starter, (as_of, in_force_on, known_on))
    chosen = chosen_regimes(owners, regimes)
    names = tuple(dict.fromkeys(name for each in listed for name in _all_of(owners, each)))
    supposed_sales = [_sale(owners, each) for each in sales]
    owners = owners.on(max((owners.day, *(sale.on for sale in supposed_sales))))
    worlds = suppose(owners, names, supposed_sales, chosen)
    found = {regime: changes(owners, worlds, regime, names, limit) for regime in chosen}
    record = basis(owners) | {
        "listed": names,
        "sales": [msgspec.to_builtins(sale, enc_hook=str) for sale in supposed_sales],
        "changes": {regime: count for regime, (_, count) in found.items()},
    }
    audit_log(home()).append("owners-whatif", record)
    if as_json:
        click.echo(msgspec.json.encode(_json(owners, worlds, found)))
    else:
        _print(owners, worlds, found, bool(sales))
    return FOUND if any(count for _, count in found.values()) else NOTHING


def _all_of(owners: Owners, asked: str) -> tuple[str, ...]:
    """The entities that are one listed party: several sources may each know him by an id."""
    sure = [join for join in owners.joined if join.certain]
    found = [join.entity for join in sure if join.party == asked]
    if not found:
        found = [_id(owners, asked)]
    parties = {join.party for join in sure if join.entity in found}
    return (*found, *(join.entity for join in sure if join.party in parties))


def _id(owners: Owners, asked: str) -> str:
    return owners.stakes.entity(entity_asked(owners, asked)).id


def _sale(owners: Owners, given: tuple[str, str, str, str]) -> Sale:
    owner, owned, size, on = given
    share = parse(size)
    if not size.strip() or not share.is_exact or not share.low:
        raise UsageError(f"--sell: {size!r} is no part that can be sold: give a number above 0")
    return Sale(owner=_id(owners, owner), owned=_id(owners, owned), percent=share.low, on=day(on))


def _json(
    owners: Owners, worlds: Supposed, found: dict[Regime, tuple[list[Change], int]]
) -> dict[str, Any]:
    return {
        **basis(owners),
        "already_listed": [msgspec.to_builtins(each) for each in worlds.already],
        "regimes": {
            regime: {"in_all": count, "changes": [_change(each) for each in told]}
            for regime, (told, count) in found.items()
        },
    }


def _change(each: Change) -> dict[str, Any]:
    return {
        "entity": each.entity,
        "name": each.name,
        "before": each.before,
        "after": each.after,
        "on_a_list": each.on_a_list,
        "because": each.because,
        **proof_json(each.proof),
    }


def _print(
    owners: Owners,
    worlds: Supposed,
    found: dict[Regime, tuple[list[Change], int]],
    is_sale: bool,
) -> None:
    out = console()
    for each in worlds.already:
        since = f" since {each.listed_on}" if each.listed_on else ""
        out.print(
            f"{plain(each.name)} is blocked already ({each.regime.upper()}, {each.party}{since}): "
            "shown is what its listing does"
        )
    for regime, (told, count) in found.items():
        out.print()
        falling = [each for each in told if each.falls]
        freed = [each for each in told if not each.falls]
        _print_changes(regime, "would fall", falling)
        _print_changes(regime, "would be freed, in whole or in part", freed)
        if not told:
            out.print(f"[bold]{regime.upper()}[/bold] nothing changes")
        if count > len(told):
            out.print(f"  ... and {count - len(told):,} more: raise --limit to see them")
    out.print()
    if is_sale:
        out.print(
            "Property that was blocked before a sale stays blocked unless it is licensed (OFAC FAQ "
            "402), and a sale around a listing may be a sham: a person must look."
        )
    print_basis(out, owners)


def _print_changes(regime: Regime, what: str, told: Sequence[Change]) -> None:
    out = console()
    if told:
        out.print(f"[bold]{regime.upper()}[/bold] {len(told)} {what}")
    for each in told:
        colour = COLOURS[each.after]
        named = "; a list names it, too" if each.on_a_list else ""
        out.print(
            f"  [bold]{plain(each.name)}[/bold] [dim]{plain(each.entity)}[/dim]: {each.before} -> "
            f"[{colour}]{each.after}[/{colour}]{named}"
        )
        lines = sentences(each.proof) if each.proof is not None else each.because
        for line in lines:
            out.print(shown(f"      {line}"), markup=False)
