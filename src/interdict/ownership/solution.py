"""Ownership verdicts of everybody in a graph, per regime, from the stakes and the listed."""

import datetime
from collections.abc import Iterable, Iterator
from fractions import Fraction

import msgspec
import numpy as np

from interdict.ownership.graph import Graph
from interdict.ownership.listed import Listed
from interdict.ownership.proof import Proof
from interdict.ownership.proving import prove
from interdict.ownership.reasons import reasons
from interdict.ownership.regime_solution import Flowing, RegimeSolution, Terms, own_word
from interdict.ownership.rules import REGIMES
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable
from interdict.ownership.verdict import STRENGTH, VerdictWord
from interdict.party import Regime

_NOTHING: VerdictWord = "no-match"


class OwnershipVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """What one regime's rule says about an entity. Percentages are 0 to 100, exact."""

    entity: str
    regime: Regime
    verdict: VerdictWord
    share_low: Fraction = Fraction(0)
    """Held by blocked owners at least (uk: by the largest holder or joint group)."""
    share_high: Fraction = Fraction(0)
    """The same at most: bands at their high ends, unnamed owners as blocked ones."""
    because: tuple[str, ...] = ()
    rule: str = ""
    """Id of the rule that was applied."""
    authority: str = ""
    caveat: str = ""
    coverage: Fraction | None = None
    """Percent of the shares whose holder is stated; None for who is in no stake."""


class Solution:
    """The answer about everybody, on one day."""

    def __init__(self, graph: Graph, listed: Iterable[Listed], terms: Terms) -> None:
        self.graph = graph
        self.day = graph.day
        self.terms = terms
        self.flowing: dict[Regime, list[Flowing]] = {regime: [] for regime in REGIMES}
        for each in listed:
            if each.regime in self.flowing and each.in_effect(graph.day):
                self.flowing[each.regime].append(Flowing(each, each.limb(graph.day)))
        self._solved: dict[Regime, RegimeSolution] = {}

    def regime(self, regime: Regime) -> RegimeSolution:
        """One regime's answer, computed when it is first asked for."""
        if regime not in self._solved:
            flowing = self.flowing[regime]
            self._solved[regime] = RegimeSolution(self.graph, regime, flowing, self.terms)
        return self._solved[regime]

    def add_listed(self, listed: Iterable[Listed]) -> None:
        """Take new listings into what is solved already, without solving it again where they
        only add."""
        for each in listed:
            if each.regime not in self.flowing or not each.in_effect(self.day):
                continue
            flowing = Flowing(each, each.limb(self.day))
            self.flowing[each.regime].append(flowing)
            solved = self._solved.get(each.regime)
            if solved is not None and not solved.add_listing(flowing):
                del self._solved[each.regime]

    def add_stake(self, stake: Stake, source: str = "") -> None:
        """Take one more statement, the latest so far. What only adds to what is held is added to
        what is solved already; a share that shrinks, a doubtful or a joint one is solved anew."""
        ends = {stake.nominee_for or stake.owner, stake.owned}
        unheard = {entity for entity in ends if self.graph.node(entity) is None}
        grown = self.graph.add(stake, source)
        if grown is None:
            self.graph.table.settle()
            self.graph = Graph(self.graph.table, self.day)
            self._solved = {}
            return
        for regime, solved in list(self._solved.items()):
            if any(map(solved.listings, unheard)) or not solved.grow(grown):
                del self._solved[regime]

    def verdict(self, entity: str, regime: Regime) -> OwnershipVerdict:
        """The verdict about one entity; ``no-match`` for who is in no stake and on no list."""
        node = self.graph.node(entity)
        solved = self.regime(regime)
        rule = solved.rule
        if node is None:
            return self._unowned(entity, solved)
        return OwnershipVerdict(
            entity=entity,
            regime=regime,
            verdict=solved.word(node),
            share_low=solved.held(node, "low"),
            share_high=solved.held(node, "high"),
            because=reasons(solved, node),
            rule=rule.id,
            authority=rule.authority,
            caveat=rule.caveat,
            coverage=self.graph.stated(node),
        )

    def rows(self, regime: Regime) -> Iterator[OwnershipVerdict]:
        """Every verdict of a regime but ``no-match``, in the order in which the stakes name the
        entities; the listed whom no stake names come last."""
        solved = self.regime(regime)
        ids = self.graph.table.ids
        for node in np.flatnonzero(solved.words != STRENGTH["no-match"]).tolist():
            yield self.verdict(ids[node], regime)
        unheard = [each.listed.entity for each in solved.flowing]
        for entity in dict.fromkeys(unheard):
            if self.graph.node(entity) is None:
                yield self._unowned(entity, solved)

    def proof(self, entity: str, regime: Regime) -> Proof | None:
        """Why an entity has its verdict: stakes of which none can be removed. None for who is
        listed by name, and where nothing is found."""
        node = self.graph.node(entity)
        return None if node is None else prove(self.regime(regime), node)

    def _unowned(self, entity: str, solved: RegimeSolution) -> OwnershipVerdict:
        own = solved.listings(entity)
        word = min((own_word(each) for each in own), key=STRENGTH.__getitem__, default=_NOTHING)
        return OwnershipVerdict(
            entity=entity,
            regime=solved.regime,
            verdict=word,
            because=reasons(solved, None, entity),
            rule=solved.rule.id,
            authority=solved.rule.authority,
            caveat=solved.rule.caveat,
        )


def solve(
    table: StakeTable,
    listed: Iterable[Listed],
    day: datetime.date,
    terms: Terms | None = None,
) -> Solution:
    """The verdicts on a day from stakes and the listed; each regime is solved when asked for."""
    return Solution(Graph(table, day), listed, terms or Terms())
