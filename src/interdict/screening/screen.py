"""The one screening path: queries in, hits with evidence and verdicts out.

``Screener.hits`` works on batches; ``screen`` is the batch of one. Nothing computed for a
query depends on its neighbours (invariant 2): retrieval only decides which pairs are
scored, and the score of a pair is ``matcher.score``.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from interdict import wallets
from interdict.cycles import rarely_sought
from interdict.errors import QueryError
from interdict.identifiers import is_valid, normalise
from interdict.matching.matcher import (
    Asked,
    Bounds,
    best_name,
    explained,
    may_be,
    qualify,
    read_asked,
)
from interdict.matching.parts import SLACK
from interdict.ownership.licences import LicenceTable
from interdict.ownership.verdict import STRENGTH, Verdict
from interdict.party import Identifier, Query
from interdict.screening.beside import Beside
from interdict.screening.candidates import Candidates
from interdict.screening.policy import Policy
from interdict.screening.result import Coverage, Hit, SameParty, Screening
from interdict.screening.same_party import same_party
from interdict.screening.verdicts import hit_verdict, verdicts
from interdict.screening.when import NOW, When
from interdict.snapshot.snapshot import Snapshot
from interdict.text import MAXIMUM_LENGTH, has_letters

CHUNK = 2_048
"""Queries per batch: enough to amortise array calls, little enough memory."""

DEFAULT_POLICY = Policy()

Confirmed = Mapping[str, datetime.date]
"""Catalogue id -> the day a list was last confirmed to be the newest."""


_IMO = re.compile(r"(?:IMO\W*)?(\d{7})", re.IGNORECASE)
_ONE_CODE = re.compile(r"(?:[a-z]+:)?\w{15,}")


def with_implied(query: Query) -> Query:
    """A name that is itself a number also asks for it: an IMO number or an LEI when its check
    digit is right, a wallet address unless its check is wrong (``wallets.may_be``)."""
    typed = query.name.strip()
    if " " in typed and not typed[-1].isdigit():  # a name, as most are
        return query
    found = _IMO.fullmatch(typed)
    if found:
        kinds: tuple[str, ...] = ("imo",)
        value = found[1]
    elif _ONE_CODE.fullmatch(typed):
        kinds, value = ("lei", "wallet"), typed
    else:
        return query
    implied = tuple(
        Identifier(kind=kind, value=normalise(kind, value), raw=value, valid=is_valid(kind, value))
        for kind in kinds
        if is_valid(kind, value) or (kind == "wallet" and wallets.may_be(value))
    )
    return msgspec.structs.replace(query, identifiers=(*query.identifiers, *implied))


def check(query: Query) -> None:
    """Raise ``QueryError`` for a query that cannot be screened, saying why."""
    if query.identifiers and not query.name:
        if all(identifier.valid is False for identifier in query.identifiers):
            raise QueryError(
                f"{', '.join(i.raw or i.value for i in query.identifiers)}: the check digit or "
                "form is wrong, so nobody can have it: correct it, or give a name beside it"
            )
        return
    if len(query.name) > MAXIMUM_LENGTH:
        raise QueryError(
            f"the name has {len(query.name):,} characters; at most {MAXIMUM_LENGTH:,} are "
            "screened: give the name alone, not the text around it"
        )
    if not has_letters(query.name):
        raise QueryError(
            "the name has no letter or digit that can be compared: give a name in any script, "
            "or an identifier (--id imo:9234563)"
        )


class Screener:
    """Screens queries against one snapshot under one policy."""

    def __init__(
        self,
        snapshot: Snapshot,
        policy: Policy = DEFAULT_POLICY,
        confirmed: Confirmed | None = None,
        when: When = NOW,
        licences: LicenceTable | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.policy = policy
        self.when = when
        self.licences = licences
        """The licence table asked beside verdicts; None: the one that is shipped."""
        self._beside_on: Beside | None = None
        looked_in = _coverage(snapshot, policy, confirmed or {})
        self.coverage = tuple(
            msgspec.structs.replace(piece, asked_on=when.as_of) for piece in looked_in
        )
        self._candidates = Candidates(snapshot)
        self._lowest = policy.lowest_threshold
        self._policy_id = policy.id
        self._is_sample = any(piece.list == "starter" for piece in self.coverage)
        self._silence = verdicts((), self.coverage, policy.regimes, self._is_sample)

    def screen(self, query: Query) -> Screening:
        """Screen one query; ``QueryError`` when it cannot be screened."""
        check(query)
        return self.screening(query, self.hits([query])[0])

    def screening(self, query: Query, hits: tuple[Hit, ...]) -> Screening:
        """Hits of a query with everything that explains and dates them."""
        kept = hits[: self.policy.limit]
        joined = same_party(self.snapshot, self.policy, hits) if hits else ()
        found = self._verdicts(hits, joined)
        return Screening(
            query=query,
            snapshot=self.snapshot.id,
            policy=self._policy_id,
            engine=self.snapshot.manifest.engine,
            as_of=self.when.as_of,
            hits=kept,
            hits_in_all=len(hits),
            same_party=joined,
            verdicts=found,
            coverage=self.coverage,
            beside=self._beside.basis(found),
            known_on=self.when.known_on,
        )

    @property
    def _beside(self) -> Beside:
        """What stands beside verdicts on the day of this answer: a day may end meanwhile."""
        day = self.when.day
        if self._beside_on is None or self._beside_on.on != day:
            self._beside_on = Beside(day, self.licences)
        return self._beside_on

    def forget(self) -> None:
        """Drop what is remembered of names and parties: frees memory, changes no answer."""
        self._candidates.forget()
        self.snapshot.forget()

    def _verdicts(self, hits: tuple[Hit, ...], joined: tuple[SameParty, ...]) -> dict[str, Verdict]:
        if not hits:  # as for nearly every query
            return dict(self._silence)
        found = verdicts(hits, self.coverage, self.policy.regimes, self._is_sample, joined)
        return self._beside.verdicts(found, hits)

    def hits(self, queries: Sequence[Query]) -> list[tuple[Hit, ...]]:
        """All hits of each query, best first; ties by verdict, then party id; not cut."""
        with rarely_sought():
            return self._hits(queries)

    def _hits(self, queries: Sequence[Query]) -> list[tuple[Hit, ...]]:
        found: list[list[Hit]] = [[] for _ in queries]
        asking = [with_implied(query) for query in queries]
        read: dict[int, Asked] = {}  # most names have no candidate and need not be read
        for (which, row), compared in self._candidates(asking, self._lowest).items():
            if which not in read:
                read[which] = read_asked(asking[which])
            hit = self._hit(read[which], row, compared)
            if hit is not None:
                found[which].append(hit)
        return [tuple(sorted(hits, key=_order)) if hits else () for hits in found]

    def _hit(self, asked: Asked, row: int, compared: Bounds) -> Hit | None:
        listed = self.snapshot.listed(row)
        party = listed.party
        if not self.policy.in_scope(party.source) or not may_be(asked.query.kind, party.kind):
            return None
        threshold = self.policy.threshold_for(party)
        qualifiers = qualify(asked.query, party)
        gained = SLACK + sum(piece.points for piece in qualifiers)
        reachable = max(compared.values(), default=0.0) + gained
        if reachable < threshold and not asked.query.identifiers:
            return None
        weak_aliases = self.policy.weak_alias_alerts(party)
        best = best_name(asked, listed, qualifiers, compared or None, weak_aliases)
        reached = (best.rank[0] if best else 0.0) + gained
        if reached < threshold and not asked.query.identifiers:  # nothing to explain
            return None
        scored = explained(asked, listed, qualifiers, best)
        if scored.match.score < threshold:
            return None
        return Hit(
            party=party,
            score=scored.match.score,
            matched_name=scored.match.matched_name,
            evidence=scored.match.evidence,
            confirmed=scored.is_confirmed,
            asked_on=self.when.as_of,
            cluster=self.snapshot.cluster_id(row, party.id),
        )


def _order(hit: Hit) -> tuple[float, int, str]:
    """Best score first, then the strongest verdict, then the party's id."""
    return -hit.score, STRENGTH[hit_verdict(hit)], hit.party.id


def _coverage(snapshot: Snapshot, policy: Policy, confirmed: Confirmed) -> Iterator[Coverage]:
    for edition in snapshot.editions:
        if policy.in_scope(edition.source) or edition.source == "starter":
            yield Coverage(
                list=edition.source,
                regime=edition.regime,
                edition=edition.id,
                published=edition.published,
                dated_by=edition.dated_by,
                confirmed=confirmed.get(edition.source),
                missing=edition.missing,
                parties=edition.parties,
            )


def screen(snapshot: Snapshot, query: Query, policy: Policy = DEFAULT_POLICY) -> Screening:
    """Screen one query; see ``Screener`` for many."""
    return Screener(snapshot, policy).screen(query)


def screen_many(
    snapshot: Snapshot, queries: Iterable[Query], policy: Policy = DEFAULT_POLICY
) -> Iterator[Screening]:
    """Screen queries in order, in chunks; a query that cannot be screened raises."""
    screener = Screener(snapshot, policy)
    arriving = iter(queries)
    while chunk := list(islice(arriving, CHUNK)):
        for query in chunk:
            check(query)
        for query, hits in zip(chunk, screener.hits(chunk), strict=True):
            yield screener.screening(query, hits)


def encoded(screening: Screening) -> bytes:
    """The canonical bytes of an answer, for hashing and byte-for-byte replay."""
    return msgspec.json.encode(screening, order="sorted")
