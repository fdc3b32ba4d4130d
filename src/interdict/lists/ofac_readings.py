"""From drafts of OFAC records to editions: which source each belongs to, and its relations."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from interdict.errors import MalformedFile
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import Reading, ReadRequest
from interdict.lists.ofac_draft import Draft, RelatedParty
from interdict.lists.ofac_notes import Notes
from interdict.lists.ofac_terms import relationship_kind
from interdict.party import Link, Party

Homes = Mapping[str, frozenset[str]]
"""uid -> the sources it belongs to, for every record of a file."""

_OTHER_LIST = {"ofac-sdn": "ofac-nonsdn", "ofac-nonsdn": "ofac-sdn"}


def accepted(drafts: Iterable[Draft], notes: Notes) -> Iterator[Draft]:
    """The drafts that can become parties; the others are findings (invariant 1).

    A second record under one id is kept under an id of its own, stable between editions
    (DESIGN, section 5).
    """
    seen: set[str] = set()
    for number, draft in enumerate(drafts, 1):
        if not draft.uid or not draft.names:
            code, cause = ("missing-uid", "id") if not draft.uid else ("no-name", "name")
            known = draft.uid or (draft.names[0].full if draft.names else "no name")
            told = f"record {number} ({known}) has no {cause}; it was left out"
            notes.add("error", code, told, draft.uid)
            continue
        if draft.uid in seen:
            told = f"record {number} repeats the id {draft.uid}; both are kept"
            notes.add("error", "repeated-uid", told, draft.uid)
            draft.uid += "-" + _told_apart(draft)
        seen.add(draft.uid)
        yield draft


def _told_apart(draft: Draft) -> str:
    programmes = (programme for each in draft.listings for programme in each.programmes)
    told = "\n".join((draft.uid, draft.names[0].full, draft.kind, *programmes))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def homes_by_list(lists: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The sources of each record of a file that does not say which lists it is of.

    ``lists`` gives the sources of each record's own lists. A file whose every record stands
    on one source is the edition of that one, though some stand on the other too (88 of the
    442 non-SDN records of January 2026); otherwise every record counts where it stands.
    """
    shared = frozenset[str].intersection(*lists.values()) if lists else frozenset[str]()
    if len(shared) == 1:
        return dict.fromkeys(lists, shared)
    return dict(lists)


def readings(
    drafts: Iterable[Draft], homes: Homes, notes: Notes, request: ReadRequest, records: int
) -> tuple[Reading, ...]:
    """One reading per source of ``homes``, the SDN List first.

    A private list (``request.source``) takes every record. Records without a draft count as
    rejected in every reading; ``MalformedFile`` where that is more than half of them.
    """
    kept = list(drafts)
    if records > 2 * len(kept):
        raise MalformedFile(
            f"{notes.file}: {records - len(kept)} of {records} records cannot be read; the "
            f"first: {notes.first_error()}. Nothing was loaded: download the file again from OFAC."
        )
    private = frozenset((request.source,)) if request.source is not None else None
    homes = {draft.uid: private or homes[draft.uid] for draft in kept}
    sources = sorted(frozenset[str]().union(*homes.values()), reverse=True)
    rejected = records - len(kept)
    return tuple(
        _reading(source, _parties(source, kept, homes, request), homes, notes, rejected)
        for source in sources
    )


def _parties(
    source: str, drafts: Iterable[Draft], homes: Homes, request: ReadRequest
) -> tuple[Party, ...]:
    listed = source_named(source)
    return tuple(
        draft.party(
            provenance(listed, request.edition, request.published, draft.uid),
            [_link(other, source, homes) for other in draft.related],
        )
        for draft in drafts
        if source in homes[draft.uid]
    )


def _reading(
    source: str, parties: tuple[Party, ...], homes: Homes, notes: Notes, rejected: int
) -> Reading:
    elsewhere = {uid for uid, home in homes.items() if source not in home}
    return Reading(
        source=source,
        parties=parties,
        findings=notes.findings(source, elsewhere),
        records=len(parties) + rejected,
        rejected=rejected,
    )


def _link(other: RelatedParty, source: str, homes: Homes) -> Link:
    return Link(
        kind=relationship_kind(other.type),
        name=other.name,
        party=_party_id(other.uid, source, homes) if other.uid else "",
        text=f"{other.type} ({other.note})" if other.note else other.type,
        field=other.field,
    )


def _party_id(uid: str, source: str, homes: Homes) -> str:
    """The other party's id: on the same source where it stands there too.

    A record that is not in the file stands on OFAC's other list: relations join published
    parties only, and uid numbers are one series for both lists.
    """
    elsewhere = _OTHER_LIST.get(source, source)
    return f"{source if source in homes.get(uid, ()) else elsewhere}:{uid}"
