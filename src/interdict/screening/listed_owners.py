"""What the listing of a party means for the entities it holds: one ``Listed`` per measure.

The same facts as for the party's own verdict (``verdicts``), for the ownership rules to go on
with: only an official source's listings are certain, a list that only hints and a measure whose
day is not known are for a person to judge, and what had not taken effect on the day asked of is
left out. A measure that the published form does not state is handed on as that.
"""

from collections.abc import Iterator

from interdict.lists.catalog import ONLY_HINTS
from interdict.ownership.listed import Listed
from interdict.ownership.rules import REGIMES
from interdict.party import Listing, Measure
from interdict.screening.result import Hit
from interdict.screening.verdicts import blocking_authority, in_effect, listings_of


def listed(entity: str, hit: Hit, certain: bool, says: str) -> Iterator[Listed]:
    """What a party's listings say of an entity that is, or may be, this party.

    ``certain`` tells whether it is; ``says`` what joins them.
    """
    for listing in listings_of(hit.party):
        if listing.regime in REGIMES:
            doubt = _doubt(hit, listing)
            for measure in _measures(hit, listing):
                yield Listed(
                    entity=entity,
                    regime=listing.regime,
                    party=hit.party.id,
                    name=hit.party.primary_name,
                    measure=measure.kind,
                    text=measure.text,
                    programmes=listing.programmes,
                    list=listing.list,
                    listed_on=listing.listed_on,
                    certain=certain and not doubt,
                    says="; ".join(filter(None, (says, doubt))),
                )


def _measures(hit: Hit, listing: Listing) -> Iterator[Measure]:
    """What counts on the day asked of; a list that blocks everybody on it blocks."""
    counting = in_effect(hit, listing) or (listing.measures if _is_undated(hit, listing) else ())
    if not listing.measures:
        yield Measure(kind="unstated")
        return
    authority = blocking_authority(hit.party, listing)
    for measure in counting:
        if measure.kind == "unstated" and authority:
            yield Measure(kind="block", text=authority)
        else:
            yield measure


def _doubt(hit: Hit, listing: Listing) -> str:
    """Why a listing is for a person to judge, or empty."""
    if hit.party.provenance.authority != "official":
        return "only an official source changes a status"
    if hit.party.source in ONLY_HINTS:
        return ONLY_HINTS[hit.party.source]
    if _is_undated(hit, listing):
        return "in an edition published after the day asked of, which does not say since when"
    return ""


def _is_undated(hit: Hit, listing: Listing) -> bool:
    """Does nothing of a listing count on the day asked of, only because no day is stated?"""
    stated = [listing.listed_on, *(measure.effective_on for measure in listing.measures)]
    silent = bool(listing.measures) and not in_effect(hit, listing)
    return silent and all(day is None for day in stated)
