"""Tables and colours on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table
from rich.text import Text

from interdict.ownership.verdict import Verdict
from interdict.screening.result import Hit, Screening

COLOURS = {
    "blocked": "bold red", "blocked-by-definition": "bold red", "blocked-by-ownership": "bold red",
    "blocked-by-control": "bold red", "restricted": "bold magenta", "secondary-risk": "magenta",
    "unknown": "yellow", "review": "bold yellow", "no-match": "green",
}  # fmt: skip

_SHOWN_EVIDENCE = 8
_SHOWN_RISKS = 3

_HIDDEN = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
_HIDDEN |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
"""Terminal commands and direction overrides: a name must not repaint the screen around it."""


def shown(text: str) -> str:
    """Text of a list or a customer, made harmless for a terminal."""
    return text.translate(_HIDDEN)


def plain(text: str) -> str:
    """The same, where ``[bold]`` and its kind mean something."""
    return escape(shown(text))


def console() -> Console:
    """Standard output; plain text when it is no terminal."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def warn(message: str) -> None:
    """One line on standard error."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(plain(message))


def print_screening(out: Console, screening: Screening) -> None:
    """One query's answer: verdicts, hits with their evidence, and what was looked at."""
    asked = screening.query.name or ", ".join(i.value for i in screening.query.identifiers)
    out.print(f"[bold]{plain(asked)}[/bold]")
    for regime, verdict in screening.verdicts.items():
        _print_verdict(out, regime, verdict)
    if screening.beside is not None and any(v.licences for v in screening.verdicts.values()):
        out.print(f"        [dim]licences {plain('; '.join(screening.beside.caution))}[/dim]")
    if screening.hits:
        out.print()
        first: dict[str, str] = {}
        for hit in screening.hits:
            _print_hit(out, hit, first.setdefault(hit.cluster or hit.party.id, hit.party.id))
    for record in screening.same_party:
        party = record.party
        out.print(
            f"  also {plain(party.primary_name)} [dim]{party.kind}, {party.id}[/dim], the same "
            f"party as {record.hit}: {plain(record.because)}"
        )
    hidden = screening.hits_in_all - len(screening.hits)
    if hidden:
        out.print(f"... and {hidden} more hits; raise --limit to see them")
    out.print()
    _print_coverage(out, screening)


def _print_verdict(out: Console, regime: str, verdict: Verdict) -> None:
    colour = COLOURS[verdict.verdict]
    reason = plain(verdict.because[0]) if verdict.because else ""
    more = f" (+{len(verdict.because) - 1} more)" if len(verdict.because) > 1 else ""
    out.print(f"  {regime.upper():<5} [{colour}]{verdict.verdict:<10}[/{colour}] {reason}{more}")
    for licence in verdict.licences:
        out.print(f"        {plain(licence.says)}")
    for risk in verdict.secondary_risk[:_SHOWN_RISKS]:
        out.print(f"        [magenta]secondary-risk[/magenta] {plain(risk.says)}")
    hidden = len(verdict.secondary_risk) - _SHOWN_RISKS
    if hidden > 0:
        out.print(f"        ... and {hidden} more grounds of secondary-risk")


def _print_hit(out: Console, hit: Hit, first: str) -> None:
    """``first`` is the best hit of the same party, which may be this one."""
    mark = "exact" if hit.confirmed else "review"
    listed = "; ".join(hit.lists)
    out.print(
        f"  [bold]{hit.score:.2f}[/bold] {mark:<6} {plain(hit.party.primary_name)} "
        f"[dim]{hit.party.kind}, {hit.party.id}, {plain(listed)}[/dim]"
    )
    if first != hit.party.id:
        out.print(f"         the same party as {first}")
    if hit.matched_name and hit.matched_name != hit.party.primary_name:
        out.print(f"         matched {plain(hit.matched_name)}")
    for piece in hit.evidence[:_SHOWN_EVIDENCE]:
        if piece.says:
            out.print(f"         {piece.points:+.2f} {plain(piece.says)}")


def _print_coverage(out: Console, screening: Screening) -> None:
    looked = "; ".join(
        f"{piece.list} of {piece.published}{piece.doubt} ({piece.parties:,} parties)"
        for piece in screening.coverage
    )
    out.print(f"[dim]Looked in: {plain(looked)}[/dim]")
    if any(piece.is_hindsight for piece in screening.coverage):
        out.print(f"[dim]as in effect on {screening.as_of}, told by later editions[/dim]")
    elif screening.as_of is not None:
        out.print(f"[dim]as published, and in effect, by {screening.as_of}[/dim]")
    if screening.known_on is not None:
        moment = screening.known_on.isoformat(sep=" ", timespec="seconds")
        out.print(f"[dim]as known here on {moment}, whatever had been published[/dim]")
    out.print(
        f"[dim]snapshot {screening.snapshot[:19]} | policy {plain(screening.policy)} | "
        f"engine {screening.engine}[/dim]"
    )


def table(title: str, *columns: str) -> Table:
    """An empty table in the house style."""
    made = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for column in columns:
        right = column.endswith("#")
        made.add_column(
            column.removesuffix("#"), justify="right" if right else "left", overflow="fold"
        )
    return made


class Rate(ProgressColumn):
    """Steps per second of late, for tasks that name their ``unit``."""

    def render(self, task: Task) -> Text:
        """Nothing until it is known."""
        unit = task.fields.get("unit")
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} {unit}/s" if unit and speed else "")


COLUMNS = (
    SpinnerColumn(),
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    Rate(),
    TimeElapsedColumn(),
    TimeRemainingColumn(),
)
"""What a progress bar shows."""


class Amount(ProgressColumn):
    """Bytes for tasks that count ``bytes``, steps for others."""

    def __init__(self) -> None:
        self._bytes = DownloadColumn()
        self._speed = TransferSpeedColumn()
        self._steps = MofNCompleteColumn()
        super().__init__()

    def render(self, task: Task) -> Text:
        """``2.0/98.6 MB 3.1 MB/s``, or ``120/18000``."""
        if not task.fields.get("bytes"):
            return self._steps.render(task) if task.total else Text("")
        return Text.assemble(self._bytes.render(task), " ", self._speed.render(task))


DOWNLOAD_COLUMNS = (
    SpinnerColumn(),
    TextColumn("{task.description}"),
    BarColumn(),
    Amount(),
    TimeElapsedColumn(),
    TimeRemainingColumn(),
)
"""The same for downloads: bytes, their rate, and the time that is left."""


@contextmanager
def progress_bar(*columns: ProgressColumn) -> Iterator[Progress]:
    """A progress bar on standard error, only when someone is there to see it."""
    with Progress(
        *(columns or COLUMNS),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as bar:
        yield bar
