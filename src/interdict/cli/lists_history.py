"""interdict lists history: who was listed, delisted or changed when."""

import datetime
from collections.abc import Iterator

import click
import msgspec
from rich.console import Console

from interdict.cli.options import day, home, json_option
from interdict.cli.terminal import console, shown, table, warn
from interdict.errors import NoLists, UsageError
from interdict.report.changes import event_json
from interdict.snapshot.archive import Archive
from interdict.snapshot.facts import ASPECTS
from interdict.snapshot.opening import HOW_TO_LOAD
from interdict.snapshot.store import Home
from interdict.snapshot.timeline import Event, Timeline, parties_named, timeline

_MOST_PARTIES = 50
_SHOWN_ALIASES = 10
_WHAT = (
    "listed", "delisted", "renumbered", "changed", "renamed",
    *(
        f"{aspect} {became}"
        for aspect in (*(name for name, _ in ASPECTS if name != "name"), "wording")
        for became in ("added", "removed", "changed")
    ),
)  # fmt: skip
"""What happened, and the kinds of a change (``diff.Difference.kind``)."""


@click.command("history")
@click.argument("who", required=False)
@click.option("--source", help="Only this list.")
@click.option("--since", type=day, metavar="YYYY-MM-DD", help="Only editions published after.")
@click.option("--until", type=day, metavar="YYYY-MM-DD", help="Only editions published by then.")
@click.option(
    "--what",
    type=click.Choice(_WHAT),
    multiple=True,
    metavar="KIND",
    help="listed, delisted, renumbered, changed, or a kind of change (renamed, 'alias added' ...).",
)
@json_option
def lists_history(
    who: str | None,
    source: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    what: tuple[str, ...],
    as_json: bool,
) -> int:
    """When WHO (an id or a name) was listed, changed, delisted, over all kept editions.

    Without WHO, of everybody: `lists history --what delisted --since 2024-01-01` tells who was
    delisted since. What happened between two editions is dated by both: not yet in the one,
    first in the other.
    """
    if who is None and not what and since is None:
        raise UsageError(
            "name a party (ofac-sdn:17022, or a name), or say what is asked of everybody: "
            "--what delisted, --since 2024-01-01"
        )
    made = _timelines(home(), source)
    events = [
        event
        for each in made
        for event in _asked(each, who)
        if _within(event, since, until) and _of_kind(event, what)
    ]
    if as_json:
        editions = [_editions_json(each) for each in made]
        found = {"editions": editions, "events": [event_json(event) for event in events]}
        click.echo(msgspec.json.encode(found))
        return 0
    out = console()
    _print_events(out, events, what)
    for each in made:
        first, last = each.editions[0][2], each.editions[-1][2]
        count = len(each.editions)
        said = f"{each.source}: {count:,} editions kept, of {first} to {last}"
        out.print(shown(said), style="dim", markup=False)
    return 0


def _timelines(place: Home, source: str | None) -> list[Timeline]:
    archive = Archive(place)
    sources = sorted({edition.source for edition in archive.editions()})
    if not sources:
        raise NoLists(f"no list edition is kept in {place.path}: {HOW_TO_LOAD}")
    if source is not None and source not in sources:
        raise UsageError(f"no edition of {source} is kept; there is {', '.join(sources)}")
    asked = [source] if source else sources
    for each in asked:
        forms = dict.fromkeys(edition.form for edition in archive.succession(each))
        if len(forms) > 1:
            warn(
                f"note: the editions of {each} are of different forms ({', '.join(forms)}): what "
                "is told as a change between two of them may be a matter of form"
            )
    return [timeline(place, each) for each in asked]


def _asked(made: Timeline, who: str | None) -> Iterator[Event]:
    if who is None:
        # what stands in the oldest edition did not happen then
        yield from (event for event in made.events if event.unseen is not None)
        return
    ids = parties_named(made, who)
    if len(ids) > _MOST_PARTIES:
        raise UsageError(
            f"{len(ids)} parties of {made.source} have {who!r} in their names: give more of the "
            "name, or an id"
        )
    yield from (event for event in made.events if event.party in ids or event.former in ids)


def _within(event: Event, since: datetime.date | None, until: datetime.date | None) -> bool:
    return (since is None or event.seen > since) and (until is None or event.seen <= until)


def _of_kind(event: Event, what: tuple[str, ...]) -> bool:
    return not what or event.what in what or any(kind in what for kind in event.kinds)


def _editions_json(made: Timeline) -> dict[str, object]:
    return {
        "list": made.source,
        "editions": [
            {"edition": edition, "published": published.isoformat()}
            for edition, _, published in made.editions
        ],
    }


def _print_events(out: Console, events: list[Event], what: tuple[str, ...]) -> None:
    if not events:
        out.print("nothing of the kind in the kept editions", markup=False)
        return
    made = table("", "when", "party", "name", "what happened")
    made.show_header = False
    for event in events:
        made.add_row(event.when, event.party, shown(event.name), shown(_says(event, what)))
    out.print(made, markup=False)


def _says(event: Event, what: tuple[str, ...]) -> str:
    """What happened; of a change, the kinds that were asked for, or all."""
    if event.what == "changed":
        told = [each for each in event.differences if each.kind in what]
        told = told or [each for each in event.differences if each.aspect != "remark"]
        return "\n".join(each.says for each in told or event.differences)
    if event.what == "renumbered":
        return f"the same party under another id: {event.former} -> {event.party}"
    stated = f" on {event.listed_on}" if event.listed_on else ""
    under = f" under {', '.join(event.programmes)}" if event.programmes else ""
    if event.what == "delisted":
        return f"delisted; had been listed{stated}{under}"
    aliases = [name for name in event.names if name != event.name]
    also = "".join(f"\n  also {name}" for name in aliases[:_SHOWN_ALIASES])
    more = len(aliases) - _SHOWN_ALIASES
    return f"listed{stated}{under}{also}" + (f"\n  and {more} more" if more > 0 else "")
