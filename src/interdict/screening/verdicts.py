"""From hits to one verdict per regime.

Only a confirmed hit can be more than a ``review`` (DESIGN, section 1), only an official
source can change a legal status (invariant 11), and a regime one of whose principal lists is not
loaded is ``unknown``, never ``no-match`` (invariant 6). A retired list or an amendment
does not say who is listed today: it gives a ``review``.
"""

import datetime
from collections.abc import Iterable, Sequence

import msgspec

from interdict.lists.catalog import ONLY_HINTS, SOURCES, source_named
from interdict.ownership.verdict import STRENGTH, Verdict, VerdictWord, strongest
from interdict.party import Listing, Measure, Party, Regime
from interdict.screening.result import Coverage, Hit, SameParty

LISTED_IS_BLOCKED: dict[str, str] = {
    "SDN List": "being on the SDN list blocks (31 CFR chapter V, each programme's 201 section)",
}
"""Lists on which every party is blocked although a published form may not repeat it."""

UN_FREEZES: dict[str, str] = {
    "Al-Qaida": "resolution 2368 (2017), paragraph 1 (a)",
    "Taliban": "resolution 2255 (2015), paragraph 1 (a)",
    "DPRK": "resolution 1718 (2006), paragraph 8 (d)",
    "Iraq": "resolution 1483 (2003), paragraph 23",
    "DRC": "resolution 2293 (2016), paragraph 5",
    "Somalia": "resolution 1844 (2008), paragraph 3",
    "Yemen": "resolution 2140 (2014), paragraph 11",
    "CAR": "resolution 2399 (2018), paragraph 16",
    "South Sudan": "resolution 2206 (2015), paragraph 12",
    "SouthSudan": "resolution 2206 (2015), paragraph 12",  # as the file spells it
    "Sudan": "resolution 1591 (2005), paragraph 3 (e)",
    "Haiti": "resolution 2653 (2022), paragraph 6",
}
"""UN list types under which every listed party's assets are frozen, and where that stands.
Libya and Guinea-Bissau are missing on purpose: there the measure differs by entry, and DPRK
vessels are bound by other measures than a freeze."""

ON_A_HIT: tuple[Regime, ...] = ("ca", "au", "other")
"""Regimes that the default policy does not ask for, because few are bound by them: whoever
loads their lists is told what a hit on them means, and nothing of their silence."""

SAMPLE_SAYS = "the starter list is a sample; load the official lists to get an answer"
"""Why no regime is clear of anybody whom the starter list does not name."""

_SHOWN_PARTS = 3
_RESTRICTIVE = frozenset({
    "sectoral-debt", "sectoral-equity", "sectoral-project", "finance-ban", "transaction-ban",
    "correspondent-account", "securities-ban", "port-ban", "trade-ban", "menu", "arms-embargo",
    "travel-ban", "visa-ban", "other",
})  # fmt: skip


def verdicts(
    hits: Sequence[Hit],
    coverage: Sequence[Coverage],
    regimes: Iterable[Regime],
    sample: bool,
    joined: Sequence[SameParty] = (),
) -> dict[str, Verdict]:
    """One verdict per regime asked for, and one for each of ``ON_A_HIT`` whose list hits.

    ``sample`` marks the embedded starter list: its hits are true, its silence means nothing.
    ``joined`` are records that are the same party as a hit: they open a review and no more.
    """
    found: dict[str, Verdict] = {
        regime: _regime(coverage, regime, sample, _reasons(regime, hits, joined))
        for regime in regimes
    }
    for regime in ON_A_HIT:
        reasons = _reasons(regime, hits, joined)
        if reasons and regime not in found:
            found[regime] = strongest(reasons)
    return found


def _reasons(regime: Regime, hits: Sequence[Hit], joined: Sequence[SameParty]) -> list[Verdict]:
    own = [verdict for hit in hits for verdict in _of_hit(hit, regime)]
    return own + [verdict for record in joined for verdict in _of_joined(record, regime)]


def hit_verdict(hit: Hit) -> VerdictWord:
    """The strongest verdict that this hit alone gives, over the regimes it is listed under."""
    regimes = dict.fromkeys(listing.regime for listing in listings_of(hit.party))
    found = [verdict for regime in regimes for verdict in _of_hit(hit, regime)]
    return strongest(found).verdict if found else "review"


def regime_word(hit: Hit, regime: Regime | str) -> VerdictWord:
    """The verdict that this hit alone gives under one regime; ``no-match`` where it has none."""
    found = [_of_listing(hit, each) for each in listings_of(hit.party) if each.regime == regime]
    return strongest(found).verdict if found else "no-match"


def _regime(
    coverage: Sequence[Coverage], regime: Regime, sample: bool, reasons: list[Verdict]
) -> Verdict:
    missing = [] if sample else silence(regime, coverage)
    if reasons:
        found = strongest(reasons)
        if missing and STRENGTH[found.verdict] > STRENGTH["unknown"]:
            return Verdict(verdict="unknown", because=(*missing, *found.because))
        return found
    if sample:
        return Verdict(
            verdict="unknown",
            because=(SAMPLE_SAYS,),
        )
    if missing:
        return Verdict(verdict="unknown", because=tuple(missing))
    loaded = [piece for piece in coverage if piece.regime == regime]
    shown = ", ".join(f"{piece.list} of {piece.published}{piece.doubt}" for piece in loaded)
    return Verdict(verdict="no-match", because=(f"no match in {shown}",))


def silence(regime: Regime, coverage: Sequence[Coverage]) -> list[str]:
    """Why the silence of a regime's lists means nothing; empty where it means "no match"."""
    return [*_missing(regime, coverage), *_unseen(regime, coverage)]


def _missing(regime: Regime, coverage: Sequence[Coverage]) -> list[str]:
    """Why this regime's silence means nothing: a principal list, or every list, is missing."""
    loaded = {piece.list: piece for piece in coverage if piece.regime == regime}
    principal = [source for source in SOURCES if source.regime == regime and source.principal]
    absent = [source.list for source in principal if source.id not in loaded]
    missing = [f"not loaded: {', '.join(absent)}"] if absent else []
    missing += [
        f"not loaded of {source.list}: {_few(loaded[source.id].missing)}"
        for source in principal
        if source.id in loaded and loaded[source.id].missing
    ]
    return missing if principal or loaded else ["not loaded: no list of this regime"]


def _few(parts: tuple[str, ...]) -> str:
    shown = ", ".join(parts[:_SHOWN_PARTS])
    rest = len(parts) - _SHOWN_PARTS
    return f"{shown} and {rest} more" if rest > 0 else shown


def _unseen(regime: Regime, coverage: Sequence[Coverage]) -> list[str]:
    """Why silence on a past day means nothing: editions published later name nobody who was
    delisted in between."""
    return [
        f"{piece.list} of {piece.published} was published after {piece.asked_on}: who was "
        "delisted in between is not on it"
        for piece in coverage
        if piece.regime == regime and piece.is_hindsight
    ]


def _of_hit(hit: Hit, regime: Regime) -> list[Verdict]:
    return [_of_listing(hit, each) for each in listings_of(hit.party) if each.regime == regime]


def listings_of(party: Party) -> tuple[Listing, ...]:
    """Its listings; for a party without any one that says no more than whose list it is on, so
    that a hit on it is a review and never silence."""
    if party.listings:
        return party.listings
    source = source_named(party.source)
    return (
        Listing(authority=source.stated_by, regime=source.regime, list=source.list, measures=()),
    )


def _of_joined(record: SameParty, regime: Regime) -> list[Verdict]:
    """What was asked did not match this record, so it cannot block; the record is the same party
    as one that did, so its regime cannot be silent either."""
    return [
        Verdict(
            verdict="review",
            because=(
                f"{_where(record.party, listing)}: did not match by itself, but {record.party.id} "
                f"is the same party as {record.hit} ({record.because}); a person must confirm",
            ),
        )
        for listing in listings_of(record.party)
        if listing.regime == regime
    ]


def _of_listing(hit: Hit, listing: Listing) -> Verdict:
    party = hit.party
    where = _where(party, listing)
    if not hit.confirmed:
        return Verdict(verdict="review", because=(f"may be {where}; a person must confirm",))
    if party.provenance.authority != "official":
        return Verdict(
            verdict="review", because=(f"{where}; only an official source changes a status",)
        )
    if party.source in ONLY_HINTS:
        return Verdict(verdict="review", because=(f"{where}; {ONLY_HINTS[party.source]}",))
    counting = in_effect(hit, listing)
    if not counting and listing.measures:
        return Verdict(verdict="review", because=(f"{where}, {_not_yet(listing)}",))
    listing = msgspec.structs.replace(listing, measures=counting)
    if any(measure.kind == "block" for measure in listing.measures):
        return Verdict(verdict="blocked", because=(f"{where}: {_texts(listing, 'block')}",))
    authority = blocking_authority(party, listing)
    if authority:
        return Verdict(verdict="blocked", because=(f"{where}: {authority}",))
    narrower = [measure for measure in listing.measures if measure.kind in _RESTRICTIVE]
    if narrower:
        named = "; ".join(measure.text or measure.kind for measure in narrower)
        return Verdict(verdict="restricted", because=(f"{where}: {named}",))
    return Verdict(
        verdict="review", because=(f"{where}; the published form does not state the measure",)
    )


def in_effect(hit: Hit, listing: Listing) -> tuple[Measure, ...]:
    """The measures of a listing that had taken effect on the day asked of; all, when none was.

    What states no day counts in an edition that had been published by then, and not in a later
    one, which does not say since when.
    """
    if hit.asked_on is None:
        return listing.measures
    stated_on = hit.party.provenance.stated_on
    undated_counts = stated_on is None or stated_on <= hit.asked_on
    starts = ((measure, _start(measure, listing)) for measure in listing.measures)
    return tuple(
        measure
        for measure, start in starts
        if (undated_counts if start is None else start <= hit.asked_on)
    )


def _start(measure: Measure, listing: Listing) -> datetime.date | None:
    """The day on which a measure began to count for the party, where the list says so."""
    days = [day for day in (listing.listed_on, measure.effective_on) if day is not None]
    return max(days, default=None)


def _not_yet(listing: Listing) -> str:
    """Why nothing of a listing counts on the day asked of."""
    starts = [_start(measure, listing) for measure in listing.measures]
    dated = [start for start in starts if start is not None]
    if dated:
        return f"which takes effect on {min(dated)}, after the day asked of"
    return "in an edition published after the day asked of, which does not say since when"


def blocking_authority(party: Party, listing: Listing) -> str:
    """Where it stands that everybody on this list is blocked; empty when it does not."""
    if listing.regime == "us" and any(measure.kind == "unstated" for measure in listing.measures):
        return LISTED_IS_BLOCKED.get(listing.list, "")
    if listing.regime == "un" and party.kind != "vessel" and _only_unstated(listing.measures):
        for programme in listing.programmes:
            if programme in UN_FREEZES:
                return f"asset freeze, {UN_FREEZES[programme]}"
    return ""


def _only_unstated(measures: tuple[Measure, ...]) -> bool:
    return all(measure.kind == "unstated" for measure in measures)


def _where(party: Party, listing: Listing) -> str:
    since = f" since {listing.listed_on}" if listing.listed_on else ""
    programmes = f" ({', '.join(listing.programmes)})" if listing.programmes else ""
    named = listing.list.startswith(listing.authority)
    whose = f"the {listing.list}" if named else f"{listing.authority}'s {listing.list}"
    return f"{party.primary_name} on {whose}{programmes}{since}"


def _texts(listing: Listing, kind: str) -> str:
    return next((m.text for m in listing.measures if m.kind == kind and m.text), kind)
