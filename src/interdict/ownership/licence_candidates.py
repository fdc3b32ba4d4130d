"""Which licences may concern a blocked party: named beside the verdict, never instead of it.

A party is matched to a licence's subject by its id on a list, an identifier, or an exact name
after folding (case, accents, punctuation); never by similarity. Entities that a subject owns
to 50 % or more take stakes to find (``licence_closure``). Here nothing but lists is known: where
a list itself links a party to a subject, the candidate says so and that the closure is not
computed.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

import msgspec

from interdict.ownership.licence_calendar import Cover, Standing
from interdict.ownership.licences import Licence, Subject
from interdict.party import Party
from interdict.text import fold

Reach = Literal["named", "class", "closure", "closure not certain", "closure not computed"]
"""How a party comes under a licence: as a subject, as one of a class that the licence
describes, because stakes show that a subject owns it to 50 % or more, because they may show it
(a band at its high end), or only if a subject owns it, which nobody has computed."""

CLOSURE: Literal["closure not computed"] = "closure not computed"


class LicenceCandidate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A licence that a person may examine for a transaction with a blocked party."""

    id: str
    issuer: str
    title: str
    begins: str
    """With the hour and its zone where stated."""
    until: str
    """When it ends or is replaced; empty where no end is stated."""
    cover: Cover
    """Of the day asked about."""
    party: str
    """Id of the party, or of the entity of the stakes, that it is beside."""
    reach: Reach
    subject: str
    """The subject that the party is, or is linked to, as the licence names it."""
    closure: str
    """Whether what the subject owns to 50 % or more is included, and how that is known here;
    empty where the licence names the subject alone."""
    conditions_unproven: tuple[str, ...]
    exclusions: tuple[str, ...]
    reporting: str
    caveat: str
    shown_by: tuple[str, ...] = ()
    """The stakes that show that a subject owns the entity, one sentence each."""

    @property
    def says(self) -> str:
        """One line: id, end, reach, and how much is left to prove."""
        until = f"until {self.until}" if self.until else "no end stated"
        reach = "" if self.reach == "named" else f", {self.reach}: {self.subject}"
        left = len(self.conditions_unproven)
        proof = f"{left} condition{'s'[: left != 1]} unproven" if left else "conditions not known"
        return f"licence-candidate {self.id} ({until}{reach}; {proof})"


def candidates(
    standing: Iterable[Standing], party: Party, regimes: Iterable[str]
) -> tuple[LicenceCandidate, ...]:
    """Which of the licences in force on a day may concern this party, in their order.

    ``regimes`` are those that block the party.
    """
    blocking = frozenset(regimes)
    found = []
    for each in standing:
        if each.licence.regime in blocking:
            subject, reach = _reach(each.licence, party)
            if subject is not None:
                found.append(candidate_of(each, party.id, subject, reach))
    return tuple(found)


def concerns(licence: Licence, party: Party) -> bool:
    """Does a licence name this party, its class, or somebody a list links it to?"""
    return _reach(licence, party)[0] is not None


def names(licence: Licence, asked: str) -> bool:
    """Is what somebody typed a subject's id on a list, identifier or exact name?"""
    typed, folded = asked.strip().lower(), fold(asked)
    return any(
        typed in (*subject.parties, *subject.identifiers) or folded in _names(subject)
        for subject in licence.subjects
    )


def _reach(licence: Licence, party: Party) -> tuple[Subject | None, Reach]:
    for subject in licence.subjects:
        if _is(subject, party):
            return subject, "named"
    for subject in licence.subjects:
        if subject.is_class and _is_of(subject, party):
            return subject, "class"
    for subject in licence.subjects:
        if subject.owned and _is_linked(subject, party):
            return subject, CLOSURE
    return None, CLOSURE


def _is(subject: Subject, party: Party) -> bool:
    numbers = (f"{each.kind}:{each.value}" for each in party.identifiers)
    spelled = (name.full for name in party.names if name.kind != "weak-alias")
    return is_subject(subject, (party.id,), numbers, spelled)


def is_subject(
    subject: Subject, parties: Iterable[str], numbers: Iterable[str], spelled: Iterable[str]
) -> bool:
    """Is somebody the subject, by the id of a record on a list, an identifier (``kind:value``)
    or an exact name? A class names nobody."""
    if subject.is_class:
        return False
    known = set(map(str.lower, subject.identifiers))
    return (
        not set(parties).isdisjoint(subject.parties)
        or not known.isdisjoint(map(str.lower, numbers))
        or not _names(subject).isdisjoint(map(fold, spelled))
    )


def _is_of(subject: Subject, party: Party) -> bool:
    programmes = {code for listing in party.listings for code in listing.programmes}
    return (not subject.kinds or party.kind in subject.kinds) and (
        not subject.programmes or not programmes.isdisjoint(subject.programmes)
    )


def _is_linked(subject: Subject, party: Party) -> bool:
    """Does the list itself link the party to the subject, whatever the link means?"""
    spelled = _names(subject)
    return any(link.party in subject.parties or fold(link.name) in spelled for link in party.links)


@lru_cache(maxsize=1_024)
def _names(subject: Subject) -> frozenset[str]:
    return frozenset() if subject.is_class else frozenset(map(fold, (subject.name, *subject.names)))


def candidate_of(
    standing: Standing, party: str, subject: Subject, reach: Reach, shown_by: tuple[str, ...] = ()
) -> LicenceCandidate:
    """A licence beside a party (or an entity of the stakes), which comes under it in this way."""
    licence = standing.licence
    known = reach if reach in ("closure", "closure not certain") else CLOSURE
    return LicenceCandidate(
        id=licence.id,
        issuer=licence.issuer,
        title=licence.title,
        begins=str(licence.begins),
        until=str(standing.ends) if standing.ends else "",
        cover=standing.cover,
        party=party,
        reach=reach,
        subject=subject.name,
        closure=f"entities owned to 50 % or more are included: {known}" if subject.owned else "",
        conditions_unproven=licence.unproven,
        exclusions=licence.exclusions,
        reporting=licence.reporting,
        caveat=licence.caveat,
        shown_by=shown_by,
    )
