"""One regime's answer about everybody in a graph: who is blocked, narrower bound, unknown, for
review, and by how much.

Bands give two closures: ``must`` counts the least that each stake states, ``may`` the most. What
lies in both is certain, and what lies in ``may`` alone is ``unknown``, because one value in the
bands would block and another would not. Bands vary independently and the rules only grow with
the shares, so these two ends decide for all values in between.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, get_args

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.ownership.closure import AT_LEAST_HALF, MORE_THAN_HALF, Line, Together
from interdict.ownership.flowdown import Limb
from interdict.ownership.graph import Ends, Graph, Growth, Nodes
from interdict.ownership.listed import Listed
from interdict.ownership.per_person import PerPerson
from interdict.ownership.rules import (
    CONTROL,
    Reached,
    Rule,
    Seeds,
    flow_each,
    flow_together,
    rule_of,
)
from interdict.ownership.table import SHARES, VOTES
from interdict.ownership.verdict import STRENGTH, VerdictWord
from interdict.party import Regime

WORDS: tuple[VerdictWord, ...] = get_args(VerdictWord)
"""A word's number in ``RegimeSolution.words``, strongest first."""
Mask = npt.NDArray[np.bool_]


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a policy decides where the law leaves room."""

    review_above: Fraction = Fraction(25)
    """Percent held by blocked owners together, above which a person must look."""
    chains: bool = True
    """Does a block pass through chains under the EU's and the Swiss rule, whose texts do not say?
    Where not, what it would reach is for review."""


class Flowing(msgspec.Struct, frozen=True):
    """A listing with what it does to the entities held."""

    listed: Listed
    limb: Limb


class Narrower(msgspec.Struct, frozen=True):
    """A narrower measure that flows down as itself, and whom it reaches."""

    limb: Limb
    must: Together | PerPerson
    may: Together | PerPerson


class RegimeSolution:
    """The answer under one regime; ``flowing`` are the listings of that regime in effect."""

    def __init__(
        self, graph: Graph, regime: Regime, flowing: Sequence[Flowing], terms: Terms
    ) -> None:
        self.graph, self.regime, self.terms = graph, regime, terms
        self.rule: Rule = rule_of(regime, graph.day)
        self.flowing = list(flowing)
        self._listings: dict[str, list[Flowing]] = {}
        for each in flowing:
            self._listings.setdefault(each.listed.entity, []).append(each)
        self._anybody = tuple(graph.unnamed.tolist())
        known = [each for each in flowing if each.listed.certain]
        self.blocking = self._nodes(known, "block")
        self.unsettled = self._nodes(known, "not stated")
        """Nodes under a measure of which nobody here knows whether it flows down."""
        self.must = self._solve(Seeds(self.blocking), "low")
        self.may = self._may((*self.blocking, *self.unsettled), self._anybody)
        self.narrower = tuple(self._narrower(known))

    @cached_property
    def proposed(self) -> Reached | None:
        """Who would be reached if every likeness were confirmed; None where there is none."""
        likely = [each for each in self.flowing if not each.listed.certain]
        nodes = self._nodes(likely, "block", "directive", "not stated")
        if not nodes:
            return None
        return self._solve(Seeds((*self.blocking, *nodes), self._anybody), "high")

    @cached_property
    def mixed(self) -> Together | None:
        """Who is reached if different measures are added up, which no regulator has resolved, and
        who is perhaps under one counts as under it; None where nothing narrower flows down."""
        limbs = [each.limb for each in self.narrower if _is_mixed(each.limb)]
        if self.regime == "uk" or not limbs:
            return None
        begins = Seeds(tuple(np.flatnonzero(self._perhaps).tolist()))
        return flow_together(self.graph, begins, "high", line_of(limbs[0]))

    @property
    def _perhaps(self) -> Mask:
        """Who is, or may be, under a measure that flows down."""
        found: Mask = self.may.controlled.reached[: self.graph.count].copy()
        for each in self.narrower:
            if _is_mixed(each.limb):
                found |= each.may.reached[: self.graph.count]
        return found

    @cached_property
    def unchained(self) -> Reached | None:
        """Who would be reached through chains where the policy does not follow them."""
        if self.terms.chains:
            return None
        return self.rule.solve(self.graph, Seeds(self.blocking), "high", True)

    def add_listing(self, flowing: Flowing) -> bool:
        """Take one more listing; False where the regime must be solved anew."""
        if not flowing.listed.certain or flowing.limb.flows not in ("block", "no"):
            return False
        self.flowing.append(flowing)
        self._listings.setdefault(flowing.listed.entity, []).append(flowing)
        self._forget()
        node = self.graph.node(flowing.listed.entity)
        if flowing.limb.flows == "block" and node is not None and not self.must.owned.began(node):
            self.blocking = (*self.blocking, node)
            narrow = [side for each in self.narrower for side in (each.must, each.may)]
            for closure in self._closures():
                if all(closure is not each for each in narrow):
                    closure.begin([node])
            self._mix()
        return True

    def grow(self, grown: Sequence[Growth]) -> bool:
        """Take edges that are new or heavier; False where the regime must be solved anew."""
        closures = self._closures()
        controls = any(int(each.edges.kind[each.edge]) in CONTROL for each in grown)
        if controls and self.regime == "uk" and self.must.owned is self.must.controlled:
            return False  # nobody controlled anybody so far, so only ownership was asked
        owners = [(each, int(each.edges.owner[each.edge])) for each in grown]
        for closure in closures:
            if isinstance(closure, PerPerson) and any(closure.anyone.reached[o] for _, o in owners):
                return False
        for closure in closures:
            for each in grown:
                if each.edges is closure.ground.edges:
                    closure.grow(each.edge, each.low if closure.ground.ends == "low" else each.high)
        self._mix()
        self._forget()
        return True

    def _mix(self) -> None:
        """Let what was reached since count in the mixture, if somebody asked for it."""
        mixed = self.__dict__.get("mixed")
        if mixed is not None:
            mixed.begin(np.flatnonzero(self._perhaps & ~mixed.reached))

    def _closures(self) -> list[Together | PerPerson]:
        """Every closure that was computed, once."""
        cached = self.__dict__
        reached = [self.must, self.may, cached.get("proposed"), cached.get("unchained")]
        found = [side for each in reached if each for side in (each.owned, each.controlled)]
        found += [side for each in self.narrower for side in (each.must, each.may)]
        found += [cached["mixed"]] if cached.get("mixed") else []
        return list({id(each): each for each in found}.values())

    def _forget(self) -> None:
        self.__dict__.pop("words", None)

    @cached_property
    def words(self) -> npt.NDArray[np.int8]:
        """The number of each node's word; the strongest that holds."""
        return self._words(None)

    def word(self, node: int) -> VerdictWord:
        """One node's word."""
        known = self.__dict__.get("words")
        if known is not None:  # a table of verdicts asks for all of them
            return WORDS[int(known[node])]
        return WORDS[int(self._words(np.array([node]))[0])]

    def _words(self, nodes: Nodes | None) -> npt.NDArray[np.int8]:
        """The words of some nodes, or of all."""
        whole = nodes is None
        some = np.arange(self.graph.count) if nodes is None else nodes
        found = np.full(len(some), STRENGTH["no-match"], dtype=np.int8)
        for word, mask in self._masks(slice(self.graph.count) if whole else some):
            found[mask] = np.minimum(found[mask], STRENGTH[word])
        for place in self._listed_among(nodes):
            own = self.listings(self.graph.table.ids[int(some[place])])
            words = [STRENGTH[own_word(each)] for each in own]
            found[place] = min((int(found[place]), *words))
        for place in np.flatnonzero(np.isin(some, self.graph.unnamed)).tolist():
            found[place] = self._of_unnamed(int(some[place]), WORDS[found[place]])
        return found

    def _of_unnamed(self, node: int, word: VerdictWord) -> int:
        """The number of the word of somebody whom nobody names: that he may be anybody counts for
        what he holds, and by itself says nothing of him."""
        if word != "unknown" or any(
            closure.passes(node)
            for closure in (self.may.controlled, *(each.may for each in self.narrower))
        ):
            return STRENGTH[word]
        return STRENGTH["review" if self.is_looked_at(node) else "no-match"]

    def listings(self, entity: str) -> Sequence[Flowing]:
        """The listings of one entity."""
        return self._listings.get(entity, ())

    def _listed_among(self, nodes: Nodes | None) -> Iterator[int]:
        """Places of the nodes that are listed; of all nodes where none are named."""
        if nodes is None:
            known = (self.graph.node(entity) for entity in self._listings)
            yield from (node for node in known if node is not None)
            return
        ids = self.graph.table.ids
        for place, node in enumerate(nodes.tolist()):
            if node < len(ids) and ids[node] in self._listings:
                yield place

    def _masks(self, of: Any) -> Iterator[tuple[VerdictWord, Mask]]:
        """Of whom each word holds, among the nodes of an index; one node may have several."""
        must, may = self.must.controlled.reached[of], self.may.controlled.reached[of]
        yield "blocked-by-control", must
        yield "blocked-by-ownership", self.must.owned.reached[of]
        yield "unknown", may & ~must
        for each in self.narrower:
            yield "restricted", each.must.reached[of]
            yield "unknown", each.may.reached[of]
            if each.limb.project is not None:
                project = Line(each.limb.project.percent, each.limb.project.strict)
                yield "restricted", self._projects(each.must, project, of)
                yield "unknown", self._projects(each.may, project, of)
        if self.mixed is not None:
            yield "unknown", self.mixed.reached[of]
        for other in (self.proposed, self.unchained):
            if other is not None:
                yield "review", other.controlled.reached[of]
        yield "review", self._looked_at(of)

    def holds(self, nodes: Nodes) -> Mask:
        """Who of these counts for a review: blocked, or under a measure that flows down, or
        perhaps."""
        found: Mask = self.may.controlled.reached[nodes].copy()
        for each in self.narrower:
            found |= each.may.reached[nodes]
        if self.mixed is not None:
            found |= self.mixed.reached[nodes]
        if self.proposed is not None:
            found |= self.proposed.controlled.reached[nodes]
        return found

    def is_looked_at(self, node: int) -> bool:
        """Must a person look at a node, for what holders may have of it?"""
        return bool(self._looked_at(np.array([node]))[0])

    def _looked_at(self, of: Any) -> Mask:
        """Of whom holders may have more than the policy lets pass, added up or as the rule counts
        them, or any link."""
        graph = self.graph
        edges, weight = graph.edges, graph.ground("high").weight
        line = Line(self.terms.review_above, strict=True)
        may = self.may.controlled
        found: Mask = line.passed(may.held[of], graph.unit)
        found |= line.passed(may.held_votes[of], graph.unit)
        whole = isinstance(of, slice)
        into = np.arange(len(edges)) if whole else np.concatenate([edges.into(n) for n in of])
        held = into[self.holds(edges.owner[into])]
        kind, owned = edges.kind[held], edges.owned[held]
        place = owned if whole else np.searchsorted(of, owned)
        for sized in (SHARES, VOTES):
            sums = np.zeros(len(found), dtype=weight.dtype)
            np.add.at(sums, place[kind == sized], weight[held][kind == sized])
            found |= line.passed(sums, graph.unit)
        found[place[(kind > VOTES) & (weight[held] > 0)]] = True
        return found

    def held(self, node: int, ends: Ends) -> Fraction:
        """Percent of a node's shares held by blocked owners, as the rule counts them: at least
        (``low``), or at most, with owners who may be blocked (``high``)."""
        closure = (self.must if ends == "low" else self.may).controlled
        if self.regime == "uk" or isinstance(closure, Together):
            found = int(closure.held[node])
        else:  # owners who do not count together are told together all the same
            edges = self.graph.edges
            into = edges.into(node)
            into = into[closure.reached[edges.owner[into]] & (edges.kind[into] == SHARES)]
            found = sum(edges.weights(ends)[into].tolist())
        if self.word(node) == "restricted":  # the shares that decide are those of the measure
            limbs = [each.must if ends == "low" else each.may for each in self.narrower]
            found = max((found, *(int(limb.held[node]) for limb in limbs)))
        return self.graph.percent(found, ends)

    def is_project_of(self, narrower: Narrower, node: int) -> bool:
        """Would a node, if it is a project, be reached by Directive 4?"""
        line = narrower.limb.project
        if line is None:
            return False
        project = Line(line.percent, line.strict)
        return bool(self._projects(narrower.must, project, np.array([node]))[0])

    def _projects(self, closure: Together | PerPerson, line: Line, of: Any) -> Mask:
        """Of what, among the nodes of an index, those under Directive 4 hold enough if it is a
        project: the share, or a majority of the votes (OFAC FAQ 538). What a source describes as
        a company is none."""
        unit, whole = self.graph.unit, isinstance(of, slice)
        found = line.passed(closure.held[of], unit)
        found |= MORE_THAN_HALF.passed(closure.held_votes[of], unit)
        for place in np.flatnonzero(found).tolist():
            node = place if whole else int(of[place])
            found[place] = not self.graph.table.is_company(node)
        return found

    def _solve(self, seeds: Seeds, ends: Ends) -> Reached:
        return self.rule.solve(self.graph, seeds, ends, self.terms.chains)

    def _may(self, listed: tuple[int, ...], anybody: tuple[int, ...]) -> Reached:
        if listed == self.blocking and not anybody and self.graph.is_exact:
            return self.must
        return self._solve(Seeds(listed, anybody), "high")

    def _nodes(self, flowing: Sequence[Flowing], *flows: str) -> tuple[int, ...]:
        found = {
            self.graph.node(each.listed.entity) for each in flowing if each.limb.flows in flows
        }
        return tuple(sorted(node for node in found if node is not None))

    def _under(self, limb: Limb) -> tuple[int, ...]:
        same = [each for each in self.flowing if each.limb.id == limb.id and each.listed.certain]
        return self._nodes(same, "directive")

    def _narrower(self, known: Sequence[Flowing]) -> Iterator[Narrower]:
        limbs: Mapping[str, Limb] = {
            each.limb.id: each.limb for each in known if each.limb.flows == "directive"
        }
        for limb in limbs.values():
            seeds = Seeds(self._under(limb))
            if seeds.listed or self._anybody:
                must = flow(self.graph, seeds, "low", limb)
                wide = Seeds(seeds.listed, self._anybody)
                exact = self.graph.is_exact and not self._anybody
                may = must if exact else flow(self.graph, wide, "high", limb)
                yield Narrower(limb, must, may)


def own_word(flowing: Flowing) -> VerdictWord:
    """What a listing makes of the listed party itself."""
    if flowing.listed.by_definition:
        return "blocked-by-definition" if flowing.listed.certain else "review"
    if not flowing.listed.certain or flowing.listed.measure == "unstated":
        return "blocked" if _blocks(flowing) else "review"
    return flowing.limb.word


def _blocks(flowing: Flowing) -> bool:
    return flowing.listed.certain and flowing.limb.word == "blocked"


def flow(graph: Graph, seeds: Seeds, ends: Ends, limb: Limb) -> Together | PerPerson:
    """Whom a narrower measure reaches, its owners added up or each by itself, as it says."""
    if _is_added_up(limb):
        return flow_together(graph, seeds, ends, line_of(limb))
    return flow_each(graph, seeds, ends, line_of(limb))


def line_of(limb: Limb) -> Line:
    """The line of a measure that flows down; half where the table names none."""
    line = limb.line
    return AT_LEAST_HALF if line is None else Line(line.percent, line.strict)


def _is_added_up(limb: Limb) -> bool:
    return limb.line is None or limb.line.owners == "together"


def _is_mixed(limb: Limb) -> bool:
    """May its owners have to be added to those under another measure? Export controls are
    another authority's (15 CFR 744), with a rule of its own."""
    return _is_added_up(limb) and limb.measure.kind != "trade-ban"
