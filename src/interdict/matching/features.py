"""The named features a score is the sum of. Each docstring is the feature's public explanation.

Name features share out the name score (``alignment``) over the parts that earned it; parts
that found no partner appear with zero points and say so. Qualifier features add or take a
fixed number of points; agreeing never lowers a score and contradicting never raises it.
"""

from collections.abc import Callable, Iterable, Iterator

from interdict import countries
from interdict.dates import DateSpan
from interdict.identifiers import comparable, is_strong, kind_named, tells_apart
from interdict.matching.alignment import Alignment
from interdict.matching.evidence import Evidence
from interdict.matching.likeness import Pair, part_similarity
from interdict.matching.parts import Part, Reading
from interdict.matching.thing_words import spaced
from interdict.matching.words import may_leave_out
from interdict.party import Identifier, Kind, Party, Query
from interdict.writing.syllabic import spelled_alike

POINTS: dict[str, float] = {
    "born same day": 0.06,
    "born same year": 0.04,
    "born about then": 0.02,
    "born day-month swapped": -0.01,
    "born other day": -0.05,
    "born a year off": -0.08,
    "born other year": -0.16,
    "born decades apart": -0.35,
    "country agrees": 0.02,
    "country differs": -0.03,
    "gender agrees": 0.01,
    "gender differs": -0.14,
    "identifier agrees": 0.05,
    "identifier differs": -0.40,
    "patronymic differs": -0.15,
    "company form differs": -0.20,
    "writing differs": -0.35,
}
"""What each qualifier is worth."""

IDENTIFIED = 0.95
"""Least score of a party whose strong identifier equals the asked one, whatever its name."""

LIKELY = 0.75
"""Least score of an equal identifier that needs a person to look."""

MOST_GAINED = 0.14
"""What agreeing qualifiers can add at most; retrieval looks this much below the threshold."""

_CIRCA_YEARS = 2
_DECADES = 10


def part_name(part: Part) -> str:
    """Feature name of a part's role: ``family_name``, ``business_word`` ..."""
    return {
        "family": "family_name", "given": "given_name", "middle": "middle_name",
        "name": "name_part", "word": "word", "business": "business_word", "place": "place_word",
        "number": "number", "legal form": "legal_form",
    }.get(part.role, part.role)  # fmt: skip


def name_evidence(alignment: Alignment) -> Iterator[Evidence]:
    """Each pair of parts earns its share of the name score; parts left over earn nothing."""
    open_ = round(alignment.score, 4)
    shares = [sum(p.weight for p in pair.asked) * pair.alike for pair in alignment.pairs]
    rest = sum(shares)
    for pair, share in zip(alignment.pairs, shares, strict=True):
        points = round(open_ * share / rest, 4) if rest else 0.0
        yield _pair_evidence(pair, points)
        open_, rest = open_ - points, rest - share  # what is rounded away goes to the next
    both = bool(alignment.asked_left) and bool(alignment.listed_left)
    for part in alignment.asked_left:
        says = f"{_label(part)} {_shown(part)} is not in the listed name"
        yield Evidence("contradicted_part" if both else "asked_part_only", 0.0, part.text, "", says)
    for part in alignment.listed_left:
        says = f"the listed name also has {_label(part)} {_shown(part)}"
        yield Evidence("listed_part_only", 0.0, "", part.text, says)
    for says in alignment.against:
        yield Evidence("conflict", 0.0, "", "", says)


def _pair_evidence(pair: Pair, points: float) -> Evidence:
    mine, theirs = (" ".join(map(_spelled, side)) for side in (pair.asked, pair.listed))
    mine_most, theirs_most = (max(side, key=_weight) for side in (pair.asked, pair.listed))
    typed = theirs_most if mine_most.role in ("name", "word", "middle") else mine_most
    sign = "=" if pair.relation == "same" else "~"
    relation = "" if pair.relation == "same" else f" ({pair.relation})"
    shown = [" ".join(map(_shown, side)) for side in (pair.asked, pair.listed)]
    says = f"{_label(typed)} {shown[0]} {sign} {shown[1]}{relation}"
    return Evidence(part_name(typed), points, mine, theirs, says)


def _weight(part: Part) -> float:
    return part.weight


def _label(part: Part) -> str:
    return {
        "family": "family name", "given": "given name", "middle": "middle name",
        "name": "name", "business": "generic word", "place": "place word",
    }.get(part.role, part.role)  # fmt: skip


def _spelled(part: Part) -> str:
    """A part in the words it was written in."""
    return spaced(part.text) if part.tabled else part.text


def _shown(part: Part) -> str:
    """A part as a person would write it: Joint Stock Company, 1st, VII."""
    if part.role == "number" and set(part.text) <= set("ivxlc"):
        return part.text.upper()
    return " ".join(word.capitalize() for word in _spelled(part).split())


def patronymic(alignment: Alignment, readings: Iterable[Reading]) -> Evidence | None:
    """An asked patronymic that is none of the patronymics under which the party is listed
    speaks for another man, even where the best matching alias prints none."""
    asked = [part for part in alignment.asked_left if part.role == "patronymic"]
    listed = {p.text: p for r in readings for p in r.parts if p.role == "patronymic"}
    if not asked or not listed:
        return None
    if any(part_similarity(mine, theirs) for mine in asked for theirs in listed.values()):
        return None
    theirs = ", ".join(part.title() for part in sorted(listed)[:3])
    says = f"patronymic {_shown(asked[0])}, but the list says {theirs}"
    return Evidence("patronymic", POINTS["patronymic differs"], asked[0].text, theirs, says)


def writing(asked: str, listed: str) -> Evidence | None:
    """Two persons' names in Han, kana or Hangul that sound alike and are written otherwise are
    two names; simplified and traditional characters are one writing."""
    if asked.isascii() or spelled_alike(asked, listed) is not False:
        return None
    says = f"{asked} is written otherwise than {listed}"
    return Evidence("writing", POINTS["writing differs"], asked, listed, says)


def company_form(kind: Kind | None, alignment: Alignment) -> Evidence | None:
    """A ship or aircraft bears no legal form: the company that is named like it is another
    party."""
    if kind not in ("vessel", "aircraft"):
        return None
    for left in (alignment.asked_left, alignment.listed_left):
        for part in left:
            if part.role == "legal form" and may_leave_out(part.meaning):
                says = f"{_shown(part)} names a company, not a {kind}"
                return Evidence("company_form", POINTS["company form differs"], "", "", says)
    return None


# -- qualifiers ----------------------------------------------------------------------------


def birth_date(query: Query, party: Party) -> Evidence | None:
    """Dates of birth: the same day adds most, a shared year or an approximate date less; a
    different day, year or decade takes away. Of several listed dates the closest counts."""
    if query.birth is None or not party.birth_dates:
        return None
    asked = query.birth
    best = max(party.birth_dates, key=lambda born: POINTS[_birth_relation(asked, born.span)])
    relation = _birth_relation(asked, best.span)
    agrees = POINTS[relation] > 0
    says = f"born {best.span} agrees" if agrees else f"born {asked}, but the list says {best.span}"
    if relation == "born day-month swapped":
        says = f"born {asked}: {best.span} with day and month swapped"
    return Evidence("birth_date", POINTS[relation], str(asked), str(best.span), says)


def _birth_relation(asked: DateSpan, listed: DateSpan) -> str:
    exact = asked.earliest == asked.latest and listed.earliest == listed.latest
    if asked.overlaps(listed):
        if exact:
            return "born same day"
        return "born about then" if asked.circa or listed.circa else "born same year"
    gap = max(listed.earliest.year - asked.latest.year, asked.earliest.year - listed.latest.year, 0)
    if (asked.circa or listed.circa) and gap <= _CIRCA_YEARS:
        return "born about then"
    if gap == 0:
        swapped = exact and _swapped(asked, listed)
        return "born day-month swapped" if swapped else "born other day"
    if gap == 1:
        return "born a year off"
    return "born decades apart" if gap > _DECADES else "born other year"


def _swapped(asked: DateSpan, listed: DateSpan) -> bool:
    one, other = asked.earliest, listed.earliest
    return one.year == other.year and (one.day, one.month) == (other.month, other.day)


def country(query: Query, party: Party) -> Evidence | None:
    """A country of the query among the party's countries in any role (nationality, residence,
    jurisdiction, flag, address) adds a little; none in common takes a little away."""
    listed = {fact.code for fact in party.countries if fact.code}
    listed |= {address.country for address in party.addresses if address.country}
    asked = set(query.countries)
    if not asked or not listed:
        return None
    shared = sorted(asked & listed)
    shown = ", ".join(countries.name(code) for code in sorted(asked))
    theirs = ", ".join(countries.name(code) for code in sorted(listed)[:4])
    if shared:
        agreed = ", ".join(countries.name(code) for code in shared)
        return Evidence("country", POINTS["country agrees"], shown, theirs, f"{agreed} agrees")
    says = f"country {shown}, but the list says {theirs}"
    return Evidence("country", POINTS["country differs"], shown, theirs, says)


def gender(query: Query, party: Party) -> Evidence | None:
    """The same gender adds almost nothing; another gender speaks clearly against."""
    if not query.gender or not party.gender:
        return None
    if query.gender == party.gender:
        says = f"{query.gender} agrees"
        return Evidence("gender", POINTS["gender agrees"], query.gender, party.gender, says)
    says = f"{query.gender}, but the list says {party.gender}"
    return Evidence("gender", POINTS["gender differs"], query.gender, party.gender, says)


def identifier(query: Query, party: Party) -> Evidence | None:
    """An equal strong identifier (IMO, LEI, passport of the same country ...) identifies the
    party on its own. Two valid but different ones of a kind pull a same-name pair apart. A
    weak identifier (phone, e-mail) that agrees adds a little and never takes away."""
    equal = equal_identifiers(query, party)
    if equal:
        asked, listed = max(equal, key=lambda pair: proof(*pair))
        says = f"{kind_named(listed.kind).label} {listed.value} is the same"
        return Evidence("identifier", POINTS["identifier agrees"], asked.value, listed.value, says)
    for asked in query.identifiers:
        others = [listed for listed in party.identifiers if _contradicts(asked, listed)]
        if others:
            theirs = others[0].value
            says = f"{kind_named(asked.kind).label} {asked.value}, but the list says {theirs}"
            return Evidence("identifier", POINTS["identifier differs"], asked.value, theirs, says)
    return None


def equal_identifiers(query: Query, party: Party) -> list[tuple[Identifier, Identifier]]:
    """Pairs (asked, listed) of comparable identifiers with the same value."""
    if not query.identifiers:
        return []
    return [
        (asked, listed)
        for asked in query.identifiers
        for listed in party.identifiers
        if asked.value == listed.value
        and comparable(asked.kind, asked.country, listed.kind, listed.country)
    ]


def proof(asked: Identifier, listed: Identifier) -> float:
    """Least score that an equal pair of identifiers earns: 0.95 when it identifies the party,
    0.75 (a review) when it would, were the issuing country known or numbers never reused."""
    if listed.valid is False:
        return LIKELY
    if is_strong(asked.kind, asked.country) and is_strong(listed.kind, listed.country):
        return IDENTIFIED
    strong_at_home = is_strong(listed.kind, "xx") or listed.kind == "mmsi"
    return LIKELY if strong_at_home else 0.0


def _contradicts(asked: Identifier, listed: Identifier) -> bool:
    """Two different values of a kind of which a party has one, neither known to be invalid."""
    return (
        asked.value != listed.value
        and tells_apart(asked.kind)
        and comparable(asked.kind, asked.country, listed.kind, listed.country)
        and asked.valid is not False
        and listed.valid is not False
    )


QUALIFIERS: tuple[Callable[[Query, Party], Evidence | None], ...] = (
    birth_date,
    country,
    gender,
    identifier,
)
"""All qualifier features, in the order in which evidence is shown."""
