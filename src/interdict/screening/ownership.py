"""Ownership verdicts of the lists in force: stakes, joins and listings brought together.

The rules themselves are ``ownership``'s. Here the listings come from a snapshot through the one
screening path, and a regime whose lists are not loaded is ``unknown``, never ``no-match``
(invariant 6), as it is in a screening.
"""

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

import msgspec

from interdict.ownership.earlier_block import EarlierBlock
from interdict.ownership.licence_candidates import LicenceCandidate
from interdict.ownership.listed import Listed
from interdict.ownership.payments import Payments
from interdict.ownership.programmes import SecondaryRisk
from interdict.ownership.proof import Proof
from interdict.ownership.regime_solution import Terms
from interdict.ownership.rules import REGIMES
from interdict.ownership.sham import Indicium
from interdict.ownership.solution import OwnershipVerdict, Solution, solve
from interdict.ownership.stake import Entity
from interdict.ownership.table import StakeTable
from interdict.ownership.verdict import STRENGTH
from interdict.party import Regime
from interdict.screening.owners import Join, confirmed_by_hand, decided, joins, listings
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.screening.verdicts import SAMPLE_SAYS, silence
from interdict.snapshot.decisions import Decision
from interdict.snapshot.stake_set import StakeSet


def terms_of(policy: Policy) -> Terms:
    """What a policy says of ownership, exact."""
    own = policy.ownership
    return Terms(review_above=Fraction(str(own.review_above)), chains=own.chains)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One regime's verdict about an entity, and the proof of it."""

    verdict: OwnershipVerdict
    found: bool
    """Do the stakes and lists say anything of it? Not so where only their silence means nothing."""
    proof: Proof | None
    """None where nothing is to be proved (``no-match``, or listed by name)."""
    licences: tuple[LicenceCandidate, ...] = ()
    """Beside a block, never instead of it."""
    secondary_risk: tuple[SecondaryRisk, ...] = ()
    """Beside the word, apart from it."""
    signs: tuple[Indicium, ...] = ()
    """Signs of a sham: reasons for a review, also told among the verdict's own."""
    earlier_block: EarlierBlock | None = None
    """It was blocked through ownership and no longer is; what was blocked then stays so."""
    payments: Payments | None = None
    """Blocked owners hold something of it: what is paid to them."""
    refused: tuple[str, ...] = ()
    """Decisions of people that somebody is not the listed party, without whom the answer might be
    another."""
    not_asked: str = ""
    """What was not looked for beside the verdict, and why."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What else must be known, a sentence each; it changes no word."""
        earlier = self.earlier_block.says if self.earlier_block else ""
        paid = self.payments.says if self.payments else ""
        return tuple(filter(None, (earlier, paid, *self.refused, self.not_asked)))


class Owners:
    """What is asked about entities of a stake set, on one day.

    ``found`` are the joins of those that own something (``join_notes``), before ``decisions``.
    """

    def __init__(
        self,
        screener: Screener,
        stakes: StakeSet,
        found: Sequence[Join],
        decisions: Sequence[Decision] = (),
        terms: Terms | None = None,
    ) -> None:
        self.screener = screener
        self.stakes = stakes
        self.day: datetime.date = screener.when.day
        self.decisions = tuple(decisions)
        self.terms = terms or terms_of(screener.policy)
        self._found = tuple(found)
        self._is_sample = any(piece.list == "starter" for piece in screener.coverage)

    def on(self, day: datetime.date) -> "Owners":
        """The same with the stakes and listings in effect on another day."""
        other = Owners(self.screener, self.stakes, self._found, self.decisions, self.terms)
        other.day = day
        return other

    @cached_property
    def table(self) -> StakeTable:
        """All stakes as they are to be read on the day."""
        return self.stakes.table(self.day)

    @cached_property
    def joined(self) -> tuple[Join, ...]:
        """Whom the owners are or may be, with what people decided."""
        by_hand = confirmed_by_hand(self.decisions, self.stakes)
        return decided((*self._found, *by_hand), self.decisions)

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """What the owners are listed under."""
        return tuple(listings(self.screener, self.joined))

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """Those the policy asks for that have an ownership rule."""
        return tuple(regime for regime in REGIMES if regime in self.screener.policy.regimes)

    def joins_of(self, entities: Iterable[Entity]) -> tuple[Join, ...]:
        """Whom some entities are or may be; screened now, so also those who own nothing."""
        return decided(joins(self.screener, entities), self.decisions)

    def listings_with(self, asked: Iterable[Join]) -> tuple[Listed, ...]:
        """What the owners and some more entities are listed under."""
        known = {(join.entity, join.party) for join in self.joined}
        own = [join for join in asked if (join.entity, join.party) not in known]
        return (*self.listed, *listings(self.screener, own))

    def solution(self, asked: Iterable[Join] = ()) -> Solution:
        """Everybody's verdicts; ``asked`` are joins of entities that are asked about."""
        return self.solved(self.listings_with(asked), self.table)

    def solved(self, listed: Iterable[Listed], table: StakeTable) -> Solution:
        """Everybody's verdicts from other listings or stakes than there are."""
        return solve(table, listed, self.day, self.terms)

    def answer(self, solved: Solution, entity: str, regime: Regime) -> Answer:
        """What a solution says of one entity under one regime; see ``ownership_beside`` for what
        stands beside it."""
        verdict = solved.verdict(entity, regime)
        return Answer(
            verdict=self.heard(verdict),
            found=verdict.verdict != "no-match",
            proof=solved.proof(entity, regime),
        )

    def heard(self, verdict: OwnershipVerdict) -> OwnershipVerdict:
        """The verdict, ``unknown`` where the lists that were looked in cannot be silent."""
        if STRENGTH[verdict.verdict] <= STRENGTH["unknown"]:
            return verdict
        because = [] if self._is_sample else silence(verdict.regime, self.screener.coverage)
        if self._is_sample and verdict.verdict == "no-match":
            because = [SAMPLE_SAYS]
        if because:
            told = (*because, *verdict.because)
            return msgspec.structs.replace(verdict, verdict="unknown", because=told)
        if verdict.verdict == "no-match":
            return msgspec.structs.replace(verdict, because=(self._nothing(verdict),))
        return verdict

    def _nothing(self, verdict: OwnershipVerdict) -> str:
        """What "no match" means: in these lists, of these dates."""
        looked = ", ".join(
            f"{piece.list} of {piece.published}{piece.doubt}"
            for piece in self.screener.coverage
            if piece.regime == verdict.regime
        )
        return f"neither listed nor held over the line by anybody in {looked}"
