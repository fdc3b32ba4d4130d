"""Score one query against one listed party, with the evidence for it.

Names are read once (``Asked``, ``Listed``) and compared many times. What is scored here is
the whole truth about a pair: screening, bulk, delta rescreening and ``compare`` all call
``score``, so they cannot disagree (invariant 2).
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from interdict.matching import features
from interdict.matching.alignment import Alignment, align
from interdict.matching.evidence import Evidence, Match
from interdict.matching.likeness import LIGHT
from interdict.matching.names import read_listed, read_query
from interdict.matching.parts import SLACK, NameClass, Reading
from interdict.party import Kind, Name, Party, Query

CLASSES: tuple[NameClass, ...] = ("person", "thing")


def classes_of(kind: Kind | None) -> tuple[NameClass, ...]:
    """How names of a kind are read; both ways when the kind is not known."""
    if kind is None or kind == "unknown":
        return CLASSES
    return ("person",) if kind == "person" else ("thing",)


def may_be(asked: Kind | None, listed: Kind) -> bool:
    """May a query of one kind be a party of another? Kinds agree or one is not known."""
    return asked is None or "unknown" in (asked, listed) or asked == listed


class Asked(msgspec.Struct, frozen=True):
    """A query with its name read, per class of names."""

    query: Query
    readings: dict[NameClass, tuple[Reading, ...]]


def read_asked(query: Query, classes: Sequence[NameClass] | None = None) -> Asked:
    """Read a query's name once for all comparisons, in all classes of its kind or in some."""
    if not query.name:
        return Asked(query, {})
    chosen = classes_of(query.kind) if classes is None else classes
    return Asked(query, {c: read_query(query.name, c) for c in chosen})


Spelling = tuple[Name, Reading]
Spellings = Mapping[NameClass, Sequence[Spelling]]
"""Per class of names: (name, reading), in the order of the index entries."""


class Listed(msgspec.Struct, frozen=True):
    """A party with all its names read: per class, one (name, reading) per index entry."""

    party: Party
    spellings: Spellings


def read_party(party: Party) -> Listed:
    """Read all names of a party; equal readings are kept once, under the strongest name."""
    return Listed(party, {c: tuple(_spellings(party, c)) for c in classes_of(party.kind)})


def _person_readings(listed: Listed) -> Iterable[Reading]:
    return (reading for _, reading in listed.spellings.get("person", ()))


_STRENGTH = {"primary": 0, "strong-alias": 1, "former": 2, "weak-alias": 3}


def _spellings(party: Party, name_class: NameClass) -> Iterable[tuple[Name, Reading]]:
    seen: set[Reading] = set()
    for name in sorted(party.names, key=lambda name: _STRENGTH[name.kind]):
        for reading in read_listed(name, name_class):
            if reading not in seen:
                seen.add(reading)
                yield name, reading


Comparison = tuple[NameClass, int, int]
"""(class, which reading of the query, which spelling of the party)."""

Bounds = Mapping[Comparison, float]
"""What to compare, with the most that the names can score (``retrieval``)."""


class Scored(msgspec.Struct, frozen=True):
    """A match and what the screening needs to know about it."""

    match: Match
    name_kind: str
    """Kind of the listed name that matched; empty when only an identifier did."""
    is_confirmed: bool
    """An exact strong identifier, or an uncontradicted full name."""


def qualify(query: Query, party: Party) -> list[Evidence]:
    """What birth date, country, gender and identifiers say about a pair."""
    return [piece for feature in features.QUALIFIERS if (piece := feature(query, party))]


def score(
    asked: Asked,
    listed: Listed,
    qualifiers: Sequence[Evidence],
    compared: Bounds | None = None,
    weak_aliases: bool = True,
) -> Scored:
    """Compare a query with a party.

    ``qualifiers`` is what ``qualify`` says of the pair. ``compared`` limits the comparison to
    those readings (what retrieval let through) and says what each can score at most;
    without ``weak_aliases`` a weak alias may only corroborate: it counts when the birth
    date or an identifier agrees.
    """
    best = best_name(asked, listed, qualifiers, compared, weak_aliases)
    return explained(asked, listed, qualifiers, best)


def explained(
    asked: Asked, listed: Listed, qualifiers: Sequence[Evidence], best: "Best | None"
) -> Scored:
    """The score of a pair and the evidence for it, once it is known which name is ``best``."""
    evidence = list(features.name_evidence(best.alignment)) if best else []
    if best and (other := features.patronymic(best.alignment, _person_readings(listed))):
        evidence.append(other)
    if best:
        evidence += _beyond_parts(listed.party.kind, best)
    evidence += qualifiers
    name_kind = best.name.kind if best else ""
    least = _least_score(asked.query, listed.party)
    evidence += _bounded(evidence, least)
    total = round(sum(piece.points for piece in evidence), 4)
    match = Match(total, tuple(evidence), best.name.full if best else "")
    confirmed = least >= features.IDENTIFIED or _is_full_name(
        asked.query, listed.party, best, match
    )
    return Scored(match, name_kind, confirmed)


def _beyond_parts(kind: Kind | None, best: "Best") -> list[Evidence]:
    """What speaks against a name as a whole."""
    found = (features.company_form(kind, best.alignment), best.written)
    return [piece for piece in found if piece]


class Best(msgspec.Struct, frozen=True):
    """The listed name that scores best."""

    alignment: Alignment
    name: Name
    is_full: bool
    """The whole name letter for letter, as it is usually read: a Latin name read around a
    disguise (R0SNEFT) is for a person to judge."""

    written: Evidence | None
    """What speaks against it in the scripts of both names."""

    @property
    def rank(self) -> tuple[float, bool, int]:
        """Better is greater: score, then fullness, then the kind of name."""
        against = self.written.points if self.written else 0.0
        score = round(self.alignment.score + against, 6)
        return score, self.is_full, -_STRENGTH[self.name.kind]


def best_name(
    asked: Asked,
    listed: Listed,
    qualifiers: Sequence[Evidence],
    compared: Bounds | None = None,
    weak_aliases: bool = True,
) -> Best | None:
    """The name of the party that the query's is most like; see ``score``."""
    supported = any(p.feature in ("birth_date", "identifier") and p.points > 0 for p in qualifiers)
    return _best_name(asked, listed.spellings, compared, weak_aliases or supported)


def _best_name(
    asked: Asked,
    spellings: Spellings,
    compared: Bounds | None,
    weak_aliases: bool,
) -> Best | None:
    """The comparison that ranks highest, the first of equals. The most promising are made first,
    until none that is left can win."""
    best: Best | None = None
    place = 0
    bounds = compared or dict.fromkeys(_everything(asked, spellings), 1.0)
    order = sorted(enumerate(bounds.items()), key=_most_promising)
    for number, ((name_class, reading_number, which), most) in order:
        if best is not None and most + SLACK < best.rank[0]:
            break
        name, reading = spellings[name_class][which]
        if name.kind == "weak-alias" and not weak_aliases:
            continue
        alignment = align(asked.readings[name_class][reading_number], reading)
        is_plain = reading_number == 0 or not asked.query.name.isascii()
        written = features.writing(asked.query.name, name.full) if name_class == "person" else None
        found = Best(alignment, name, alignment.is_full and is_plain and not written, written)
        if best is None or (found.rank, -number) > (best.rank, -place):
            best, place = found, number
    return best


def _most_promising(numbered: tuple[int, tuple[Comparison, float]]) -> float:
    return -numbered[1][1]


def _everything(asked: Asked, spellings: Spellings) -> Iterable[Comparison]:
    for name_class, found in spellings.items():
        for number in range(len(asked.readings.get(name_class, ()))):
            for which in range(len(found)):
                yield name_class, number, which


def _least_score(query: Query, party: Party) -> float:
    """What equal identifiers alone are worth; any of them counts when no name was asked."""
    equal = features.equal_identifiers(query, party)
    if not equal:
        return 0.0
    proven = max(features.proof(*pair) for pair in equal)
    return max(proven, features.LIKELY) if not query.name else proven


def _bounded(evidence: list[Evidence], least: float) -> list[Evidence]:
    """The difference, as evidence, that lifts an identified party and keeps scores in 0 to 1."""
    total = round(sum(piece.points for piece in evidence), 4)
    if total < least:
        says = "an equal identifier counts by itself"
        return [Evidence("identified", round(least - total, 4), "", "", says)]
    if total < 0.0:
        return [Evidence("floor", -total, "", "", "no score is below 0")]
    if total > 1.0:
        return [Evidence("ceiling", round(1.0 - total, 4), "", "", "no score is above 1")]
    return []


def _is_full_name(query: Query, party: Party, best: Best | None, match: Match) -> bool:
    """An uncontradicted full name (DESIGN, section 1): every part that carries weight equal,
    not a weak alias, no qualifier against it. One word is no full name of a person, and a
    ship's name says little until someone says that a ship is meant."""
    against = any(p.points < 0 for p in match.evidence if p.feature != "ceiling")
    if against or best is None or best.name.kind == "weak-alias" or not best.is_full:
        return False
    words = [pair for pair in best.alignment.pairs if pair.asked[0].role not in LIGHT]
    if party.kind == "person":
        return len(words) > 1
    return party.kind not in ("vessel", "aircraft") or query.kind == party.kind


def compare(name1: str, name2: str, kind: Kind | None = None) -> Match:
    """Compare a name (as a query) with another (as a listed name), exactly as screening does."""
    asked = read_asked(Query(name=name1, kind=kind))
    listed = Name(full=name2)
    best = _best_name(
        asked,
        {c: tuple((listed, r) for r in read_listed(listed, c)) for c in classes_of(kind)},
        None,
        weak_aliases=True,
    )
    if best is None:
        return Match(0.0, (), name2)
    evidence = list(features.name_evidence(best.alignment))
    evidence += _beyond_parts(kind, best)
    evidence += _bounded(evidence, 0.0)
    return Match(round(sum(piece.points for piece in evidence), 4), tuple(evidence), name2)
