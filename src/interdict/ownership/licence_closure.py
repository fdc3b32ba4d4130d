"""Licences that reach an entity because a subject owns it to 50 % or more, directly or not.

The stakes show it, so the candidate names them. It stands beside the verdict and never changes
it: whether the licence covers a transaction is for a person, who evidences every condition.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import msgspec

from interdict.ownership.licence_calendar import Standing
from interdict.ownership.licence_candidates import LicenceCandidate, Reach, candidate_of, is_subject
from interdict.ownership.licences import Licence, Subject
from interdict.ownership.reach import Reached, chain, held, holder
from interdict.ownership.stake import Stake

Closure = Callable[[Iterable[str]], Mapping[str, Reached]]
"""Everybody whom some entities own to 50 % or more: ``lambda ids: reach(ids, graph)``."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Who an entity of the stakes is: what a licence may name it by."""

    entity: str
    """Its id in the stakes."""
    names: tuple[str, ...] = ()
    """Exact names, weak aliases left out; the first is shown."""
    parties: tuple[str, ...] = ()
    """Ids of the records on lists that it certainly is (``ofac-sdn:17248``)."""
    identifiers: tuple[str, ...] = ()
    """``kind:value``"""


def closure_candidates(
    standing: Iterable[Standing],
    known: Iterable[Known],
    closure: Closure,
    regimes: Iterable[str],
) -> dict[str, tuple[LicenceCandidate, ...]]:
    """Entity -> the licences that may concern it, as a subject (``named``) or because a subject
    owns it (``closure``); in the order of ``standing``.

    ``regimes`` are those of the verdicts asked for: beside a verdict belong only the candidates of
    its own regime.
    """
    entities, asked = tuple(known), frozenset(regimes)
    names = {each.entity: each.names[0] for each in entities if each.names}
    found: defaultdict[str, dict[str, LicenceCandidate]] = defaultdict(dict)
    for each in standing:
        if each.licence.regime not in asked:
            continue
        for subject, itself in _subjects(each.licence, entities):
            for entity, reach, shown in _of_subject(subject, itself, closure, names):
                candidate = candidate_of(each, entity, subject, reach, shown)
                before = found[entity].get(candidate.id)
                if before is None or _STRENGTH[reach] < _STRENGTH[before.reach]:
                    found[entity][candidate.id] = candidate
    return {entity: tuple(own.values()) for entity, own in found.items()}


def _subjects(
    licence: Licence, known: tuple[Known, ...]
) -> Iterable[tuple[Subject, tuple[str, ...]]]:
    """Each subject with the entities that it is; then, for OFAC's licences, which mean what is
    owned "individually or in the aggregate", all whose holdings are included, together."""
    together: dict[str, list[str]] = {}
    for subject in licence.subjects:
        itself = tuple(
            each.entity
            for each in known
            if is_subject(subject, each.parties, each.identifiers, each.names)
        )
        yield subject, itself
        if subject.owned and itself:
            together[subject.name] = list(itself)
    if licence.regime == "us" and len(together) > 1:
        entities = tuple(dict.fromkeys(e for own in together.values() for e in own))
        yield Subject(name=" and ".join(together), owned=True), entities


_STRENGTH: dict[Reach, int] = {"named": 0, "closure": 1, "closure not certain": 2}
"""The strongest way in which an entity comes under one licence is the one shown."""


def _of_subject(
    subject: Subject, itself: tuple[str, ...], closure: Closure, names: Mapping[str, str]
) -> Iterable[tuple[str, Reach, tuple[str, ...]]]:
    """(entity, how it comes under the subject, the stakes that show it)."""
    for entity in itself:
        yield entity, "named", ()
    if subject.owned and itself:
        found = closure(itself)
        for reached in found.values():
            how: Reach = "closure" if reached.certain else "closure not certain"
            yield reached.entity, how, _shown(chain(found, reached.entity), names)


def _shown(stakes: Iterable[Stake], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        f"{names.get(holder(s), holder(s))} has {held(s, names.get(s.owned, s.owned))}"
        for s in stakes
    )
