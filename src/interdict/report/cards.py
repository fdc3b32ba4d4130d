"""What the HTML report shows of one query: the asked and the listed values side by side."""

import msgspec

from interdict import countries
from interdict.dates import DateSpan
from interdict.identifiers import KINDS
from interdict.matching.evidence import Evidence
from interdict.ownership.verdict import STRENGTH, Verdict, VerdictWord, strongest
from interdict.party import BirthDate, Identifier, Listing, Party, Query
from interdict.screening.result import Hit, Screening

HITS_PER_CARD = 10
SHOWN_ALIASES = 8

_LABELS = {row.kind: row.label for row in KINDS}


class Pair(msgspec.Struct, frozen=True):
    """One kind of value, as asked and as listed."""

    label: str
    asked: tuple[str, ...]
    listed: tuple[str, ...]


class HitCard(msgspec.Struct, frozen=True):
    """One listed party under a query."""

    hit: Hit
    pairs: tuple[Pair, ...]
    aliases: tuple[str, ...]
    """Every listed spelling but the matched one."""
    details: tuple[tuple[str, str], ...]
    """Addresses, positions, links and what else the list says, under its label."""

    @property
    def party(self) -> Party:
        return self.hit.party

    @property
    def percent(self) -> int:
        """Score in whole percent, rounded down: 100 only for a score of 1."""
        return int(self.hit.score * 100)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.hit.evidence

    @property
    def listings(self) -> tuple[Listing, ...]:
        return self.party.listings


class QueryCard(msgspec.Struct, frozen=True):
    """One query with its hits."""

    row: int | None
    query: Query
    verdict: VerdictWord
    """The strongest over all regimes with a loaded list, ``unknown`` where there is none."""
    verdicts: tuple[tuple[str, Verdict], ...]
    hits: tuple[HitCard, ...]
    more_hits: int
    """Hits of the answer that this card does not show; all are in the hits table."""
    cut_hits: int
    """Hits over the policy's limit, which the answer itself does not carry."""
    caution: tuple[str, ...] = ()
    """What must be said with the licences beside its verdicts."""

    @property
    def title(self) -> str:
        """The name asked about, else its first identifier."""
        first = "; ".join(_identifier(each) for each in self.query.identifiers[:1])
        return self.query.name or first or self.query.reference


def rank(row: int | None, screening: Screening) -> tuple[int, float, int]:
    """Sort key: strongest verdict first, then best score, then row."""
    best = max((hit.score for hit in screening.hits), default=0.0)
    return STRENGTH[_headline(screening)], -best, row or 0


def query_card(row: int | None, screening: Screening) -> QueryCard:
    """The card of one screening."""
    shown = screening.hits[:HITS_PER_CARD]
    return QueryCard(
        row=row,
        query=screening.query,
        verdict=_headline(screening),
        verdicts=tuple(sorted(screening.verdicts.items(), key=_by_strength)),
        hits=tuple(_hit_card(screening.query, hit) for hit in shown),
        more_hits=len(screening.hits) - len(shown),
        cut_hits=screening.hits_in_all - len(screening.hits),
        caution=_caution(screening),
    )


def _caution(screening: Screening) -> tuple[str, ...]:
    if screening.beside is None or not any(v.licences for v in screening.verdicts.values()):
        return ()
    return screening.beside.caution


def _by_strength(regime_verdict: tuple[str, Verdict]) -> tuple[int, str]:
    regime, verdict = regime_verdict
    return STRENGTH[verdict.verdict], regime


def _headline(screening: Screening) -> VerdictWord:
    """A regime whose list is not loaded does not outrank what the loaded lists say."""
    said = [each for each in screening.verdicts.values() if each.verdict != "unknown"]
    if screening.hits and all(each.verdict == "no-match" for each in said):
        return "review"
    return strongest(said).verdict if said else "unknown"


def _hit_card(query: Query, hit: Hit) -> HitCard:
    party = hit.party
    spellings = dict.fromkeys(name.full for name in party.names)
    return HitCard(
        hit=hit,
        pairs=_pairs(query, hit),
        aliases=tuple(name for name in spellings if name != hit.matched_name),
        details=_details(party),
    )


def _pairs(query: Query, hit: Hit) -> tuple[Pair, ...]:
    party = hit.party
    primary = () if party.primary_name == hit.matched_name else (party.primary_name,)
    pairs = (
        Pair("Name", _some(query.name), (*_some(hit.matched_name), *primary)),
        Pair("Kind", _some(query.kind or ""), (party.kind,)),
        Pair(
            "Born", _some(span_text(query.birth) if query.birth else ""), _births(party.birth_dates)
        ),
        Pair("Place of birth", (), tuple(place.full for place in party.birth_places)),
        Pair("Country", tuple(map(countries.name, query.countries)), _nations(party)),
        Pair("Gender", _some(query.gender), _some(party.gender)),
        Pair("Identifiers", _identifiers(query.identifiers), _identifiers(party.identifiers)),
    )
    return tuple(pair for pair in pairs if pair.asked or pair.listed)


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def span_text(span: DateSpan) -> str:
    """``1962-05-03``, ``1962``, ``1969 to 1970`` or both days; ``about`` where circa."""
    first, last = span.earliest, span.latest
    if first == last:
        text = first.isoformat()
    elif (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        text = str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    else:
        text = f"{first} to {last}"
    return f"about {text}" if span.circa else text


def _births(births: tuple[BirthDate, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span_text(birth.span) for birth in births))


def _nations(party: Party) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"{countries.name(c.code) if c.code else c.raw} ({c.role})" for c in party.countries
        )
    )


def _identifiers(found: tuple[Identifier, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_identifier(each) for each in found))


def _identifier(each: Identifier) -> str:
    issuer = f", {each.country.upper()}" if each.country else ""
    doubt = " (check digit wrong)" if each.valid is False else ""
    return f"{_LABELS.get(each.kind, each.kind)}{issuer}: {each.raw or each.value}{doubt}"


def _details(party: Party) -> tuple[tuple[str, str], ...]:
    links = (
        (link.kind.replace("-", " "), f"{link.name} ({link.text})" if link.text else link.name)
        for link in party.links
    )
    reasons = (("reason for listing", each.reason) for each in party.listings if each.reason)
    return (
        *(("position", position) for position in party.positions),
        *(("address", address.full) for address in party.addresses),
        *links,
        *((detail.label, detail.value) for detail in party.details),
        *reasons,
        *((("remarks", party.remarks),) if party.remarks else ()),
    )
