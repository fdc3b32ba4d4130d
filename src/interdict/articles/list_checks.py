"""A reported designation, delisting or freeze beside what the loaded lists say.

The check is made under the regime whose measure the article reports and no other: a freeze of one
is no freeze of all. A list that is not loaded, or a sample, says nothing by its silence
(``unknown``). Nothing here changes a status: the lists speak, the news asks.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec

from interdict.articles.article import Article, Span
from interdict.articles.statements import Event, EventKind, ListCheck, StoryParty
from interdict.errors import QueryError
from interdict.lists.catalog import ONLY_HINTS
from interdict.party import Listing, Query, Regime
from interdict.screening.result import Coverage, Hit, Screening
from interdict.screening.verdicts import SAMPLE_SAYS, blocking_authority, listings_of, silence

CHECKED: frozenset[EventKind] = frozenset(("designation", "delisting", "asset-freeze"))
"""Kinds that a list can confirm or not."""

_LATER_DAYS = 31
"""A listing that is this much older than the report is another, earlier measure."""

_SAID = (
    ("designat", "designated"), ("proscri", "proscribed"), ("sanction", "sanctioned"),
    ("listed", "listed"), ("listing", "listed"), ("with", "barred from dealings"),
    ("from", "barred"),
)  # fmt: skip
"""A word of the trigger, and what is reported by it."""

_MOST_NAMES = 12
_MOST_HITS = 3

_OF_REGIME: dict[Regime, str] = {
    "us": "the United States", "eu": "the European Union", "uk": "the United Kingdom",
    "un": "the United Nations", "ch": "Switzerland", "ca": "Canada", "au": "Australia",
    "other": "that authority",
}  # fmt: skip


class Lists(Protocol):
    """What is asked: the one screening path (``Screener``)."""

    coverage: tuple[Coverage, ...]

    def screen(self, query: Query) -> Screening:
        """Screen one query."""
        ...


class _Entry(NamedTuple):
    """One listing of one record."""

    hit: Hit
    listing: Listing

    @property
    def blocks(self) -> bool:
        """Is it a block, by the published form or by what the list is?"""
        stated = any(measure.kind == "block" for measure in self.listing.measures)
        return stated or bool(blocking_authority(self.hit.party, self.listing))

    @property
    def is_official(self) -> bool:
        """Is it an authority's list that says who is listed today?"""
        party = self.hit.party
        return party.provenance.authority != "private" and party.source not in ONLY_HINTS


class _Asked(NamedTuple):
    """What is looked up."""

    name: str
    party: str
    hits: tuple[Hit, ...]
    """Records that are the one asked about."""
    similar: tuple[Hit, ...]
    """Records that may be: for a person to look at."""


def checked(event: Event, parties: Sequence[StoryParty], article: Article, lists: Lists) -> Event:
    """The same event with one check per party or name and per regime it reports."""
    if event.kind not in CHECKED:
        return event
    regimes: Sequence[Regime | None] = event.regimes or (None,)
    report = _report(event, article)
    checks = tuple(
        _check(asked, regime, report, lists.coverage)
        for asked in _asked(event, parties, article, lists)
        for regime in regimes
    )
    return msgspec.structs.replace(event, checks=checks)


class _Report(NamedTuple):
    """The event as it is said before a check."""

    says: str
    removes: bool
    on: datetime.date | None
    """The day of the event, else that of the article; None where neither is known."""


def _report(event: Event, article: Article) -> _Report:
    removes = event.kind == "delisting"
    word = "removed" if removes else _measure_word(event, article)
    mild = "designated" if word == "blocked" and event.kind == "designation" else word
    manner = {
        "asserted": f"reported {word}",
        "denied": f"reported as not {mild}",
        "planned": f"to be {mild}, it is reported; today",
        "conditional": f"could be {mild}, it is reported; today",
    }[event.certainty]
    return _Report(manner, removes, event.on or article.page.published)


def _measure_word(event: Event, article: Article) -> str:
    """No stronger than the article's own word."""
    trigger = article.words(event.trigger).lower()
    if event.kind == "asset-freeze" or any(w in trigger for w in ("blacklist", "block", "sdn")):
        return "blocked"
    said = next((said for word, said in _SAID if word in trigger), "sanctioned")
    return "listed" if said == "sanctioned" and trigger.endswith(("list", "lists")) else said


def _asked(
    event: Event, parties: Sequence[StoryParty], article: Article, lists: Lists
) -> Iterator[_Asked]:
    known = {party.key: party for party in parties}
    for key in event.parties:
        if key in known:
            party = known[key]
            sure = party.hits if party.is_certain else ()
            yield _Asked(party.name, key, sure, () if party.is_certain else party.hits)
    for span in event.names[:_MOST_NAMES]:
        yield _screened(article, span, lists)


def _screened(article: Article, span: Span, lists: Lists) -> _Asked:
    name = article.words(span)
    query = Query(name=name, reference=f"{article.page.name}:{span.start}-{span.end}")
    try:
        hits = lists.screen(query).hits
    except QueryError:
        return _Asked(name, "", (), ())
    sure = tuple(hit for hit in hits if hit.confirmed)
    similar = tuple(hit for hit in hits if not hit.confirmed)
    return _Asked(name, "", sure, similar)


def _check(
    asked: _Asked, regime: Regime | None, report: _Report, coverage: Sequence[Coverage]
) -> ListCheck:
    entries = [entry for hit in asked.hits for entry in _entries(hit)]
    own = [entry for entry in entries if regime is None or entry.listing.regime == regime]
    current = [entry for entry in own if entry.is_official]
    if current and regime != "other":
        status, says = "listed", _listed(current, report)
    else:
        status, says = _silent(entries, regime, report, coverage)
    reported = report.says
    if status == "unknown":
        reported = reported.removesuffix(" today").removesuffix(";")
    joint = " " if reported.endswith("today") else "; "
    similar = () if status == "listed" else _own_first(asked.similar, regime)
    return ListCheck(
        status=status,  # type: ignore[arg-type]
        name=asked.name,
        party=asked.party,
        regime=regime or "",
        says=f"{reported}{joint}{says}{_review(similar)}",
    )


def _entries(hit: Hit) -> Iterator[_Entry]:
    return (_Entry(hit, listing) for listing in listings_of(hit.party))


def _listed(entries: list[_Entry], report: _Report) -> str:
    """The entry nearest to the report, then the others as earlier or later measures."""
    ranked = sorted(entries, key=lambda entry: _rank(entry, report))
    first, rest = ranked[0], ranked[1:]
    if report.removes:
        said = f"still on {_list(first.listing)} in the edition of {_edition(first)}"
        return said + _older_edition(first, report)
    said = f"on {_place(first)}" + _compared(first, report)
    others = dict.fromkeys(_place(entry) for entry in rest if _differs(entry, first))
    if others:
        said += f"; besides, a different measure: {'; '.join(others)}"
    if "blocked" in report.says and not any(entry.blocks for entry in entries):
        said += "; no block is among these measures"
    return said


def _rank(entry: _Entry, report: _Report) -> tuple[bool, int, bool, str]:
    """Near the reported day first, blocks before narrower measures, then the newest."""
    listed = entry.listing.listed_on
    away = abs((listed - report.on).days) if listed and report.on else 10**6
    age = -listed.toordinal() if listed else 0
    return away > _LATER_DAYS, age, not entry.blocks, entry.hit.party.id


def _differs(entry: _Entry, other: _Entry) -> bool:
    one, two = entry.listing, other.listing
    return (one.list, one.listed_on, _measures(one)) != (two.list, two.listed_on, _measures(two))


def _since(listing: Listing) -> str:
    return f"{_list(listing)}{f' since {listing.listed_on}' if listing.listed_on else ''}"


def _place(entry: _Entry) -> str:
    listing = entry.listing
    under = f" under {_act(listing)}" if listing.legal_basis or listing.programmes else ""
    parts = [f"edition of {_edition(entry)}", f"{_measures(listing)}{under}"]
    return f"{_since(listing)} ({', '.join(parts)})"


def _act(listing: Listing) -> str:
    if listing.legal_basis:
        return listing.legal_basis[-1]
    return ", ".join(listing.programmes)


def _measures(listing: Listing) -> str:
    """The measures in the list's words, each with its own day where that is another."""
    said = []
    for measure in listing.measures:
        text = (measure.text or measure.kind).replace("Block", "block")
        other = measure.effective_on is not None and measure.effective_on != listing.listed_on
        said.append(f"{text} effective {measure.effective_on}" if other else text)
    stated = ", ".join(dict.fromkeys(said))
    return "measure not stated in the published form" if stated == "unstated" else stated


def _list(listing: Listing) -> str:
    if listing.list.startswith(listing.authority):
        return f"the {listing.list}"
    return f"{listing.authority}'s {listing.list}"


def _edition(entry: _Entry) -> str:
    stated = entry.hit.party.provenance.stated_on
    return str(stated) if stated else "an unknown date"


def _compared(entry: _Entry, report: _Report) -> str:
    """How the listing's day lies to the reported one."""
    listed = entry.listing.listed_on
    if listed is None or report.on is None:
        return ""
    if (report.on - listed).days > _LATER_DAYS:
        return (
            f": listed before the report of {report.on}, so this is an earlier measure"
            + _older_edition(entry, report)
        )
    if listed > report.on:
        return f": the list dates it after the report of {report.on}"
    return ""


def _older_edition(entry: _Entry, report: _Report) -> str:
    stated = entry.hit.party.provenance.stated_on
    if stated is not None and report.on is not None and stated < report.on:
        return f"; this edition is older than the report of {report.on}"
    return ""


def _silent(
    entries: list[_Entry], regime: Regime | None, report: _Report, coverage: Sequence[Coverage]
) -> tuple[str, str]:
    """What it means that no list of this regime names them."""
    doubt = _doubt(regime, coverage)
    elsewhere = _elsewhere(entries, regime)
    if doubt:
        return "unknown", f"{doubt}{elsewhere}"
    looked = _looked(regime, coverage)
    if regime is None and elsewhere:
        return "not-found", f"on no authority's list among these: {looked}{elsewhere}"
    late = _published_before(regime, report, coverage)
    missed = "not on" if report.removes or elsewhere else "not found in"
    if elsewhere:
        return (
            "not-listed",
            f"not listed by {_OF_REGIME[regime or 'other']} in {looked}{late}{elsewhere}",
        )
    return "not-found", f"{missed} these lists of these dates: {looked}{late}"


def _doubt(regime: Regime | None, coverage: Sequence[Coverage]) -> str:
    if any(piece.list == "starter" for piece in coverage):
        return f"not named there: {SAMPLE_SAYS}"
    if regime == "other":
        return "no list of that authority is known here"
    if regime is None:
        return "" if coverage else "no list is loaded"
    return "; ".join(f"of {_OF_REGIME[regime]}, {why}" for why in silence(regime, coverage))


def _elsewhere(entries: list[_Entry], regime: Regime | None) -> str:
    found = dict.fromkeys(
        _since(e.listing) for e in entries if e.listing.regime != regime and e.is_official
    )
    said = f"; other lists name them, by their own law: {', '.join(found)}" if found else ""
    hints = dict.fromkeys(_hint(entry) for entry in entries if not entry.is_official)
    return f"{said}; for review only: {', '.join(hints)}" if hints else said


def _hint(entry: _Entry) -> str:
    """A private list, or one that no longer says who is listed."""
    listing, party = entry.listing, entry.hit.party
    if party.provenance.authority == "private":
        return f"the {listing.authority}"
    return f"{_since(listing)} ({ONLY_HINTS[party.source]})"


def _looked(regime: Regime | None, coverage: Iterable[Coverage]) -> str:
    return ", ".join(
        f"{piece.list} of {piece.published}{piece.doubt}"
        for piece in coverage
        if regime is None or piece.regime == regime
    )


def _published_before(regime: Regime | None, report: _Report, coverage: Iterable[Coverage]) -> str:
    """An edition older than the report cannot know of it."""
    if report.on is None:
        return ""
    older = [
        piece.list
        for piece in coverage
        if regime in (None, piece.regime) and piece.published < report.on
    ]
    return f" ({', '.join(older)}: older than the report of {report.on})" if older else ""


def _own_first(similar: Iterable[Hit], regime: Regime | None) -> tuple[Hit, ...]:
    """Records of the regime that was asked about before all others."""
    return tuple(
        sorted(similar, key=lambda hit: all(e.listing.regime != regime for e in _entries(hit)))
    )


def _review(similar: Sequence[Hit]) -> str:
    if not similar:
        return ""
    said = [
        f"{hit.party.primary_name} on {', '.join(hit.lists) or hit.party.source}"
        for hit in similar[:_MOST_HITS]
    ]
    more = len(similar) - len(said)
    return f"; similar to {'; '.join(said)}{f' and {more} more' if more > 0 else ''} (review)"
