"""The ownership rule of each regime, dated: whom a block reaches that no list names.

``RULES`` is the whole law of this module. Each rule is a pure function from the stakes of a day and
the listed to who is reached; its docstring is its public explanation and names its authority.
A rule is applied to the days it was in force on.
"""

import datetime
from collections.abc import Callable

import msgspec

from interdict.ownership.closure import AT_LEAST_HALF, MORE_THAN_HALF, Line, Test, Together
from interdict.ownership.graph import JOINT, Ends, Graph
from interdict.ownership.per_person import PerPerson
from interdict.ownership.table import CODE
from interdict.party import Regime

CONTROL = frozenset({CODE["board"], CODE["control"]})
"""Links that are control by themselves: a majority of the board, dominant influence."""
ACCOUNTS = frozenset({CODE["consolidation"]})
"""Management on a unified basis with consolidated accounts, which the EU names as control."""


class Seeds(msgspec.Struct, frozen=True):
    """From whom a closure starts, as nodes of a graph."""

    listed: tuple[int, ...]
    anybody: tuple[int, ...] = ()
    """Owners whom nobody names: each may be any of the listed."""


class Reached(msgspec.Struct, frozen=True):
    """Whom a rule reaches from its seeds, at one end of the bands."""

    owned: Together | PerPerson
    """Through ownership alone."""
    controlled: Together | PerPerson
    """Through ownership or control; the same as ``owned`` where control blocks nobody."""


Solve = Callable[[Graph, Seeds, Ends, bool], Reached]
"""(stakes of a day, the listed, which end of bands counts, do chains count) -> who is reached."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule with the days it was in force."""

    id: str
    regime: Regime
    solve: Solve
    line: str
    """What it asks for, in words."""
    authority: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    """The last day, included."""
    caveat: str = ""

    @property
    def explanation(self) -> str:
        """What it says, for people."""
        return " ".join((self.solve.__doc__ or "").split())


def us_owners_together(graph: Graph, seeds: Seeds, ends: Ends, chains: bool) -> Reached:
    """Property of an entity is blocked when blocked persons together own 50 percent or more of it,
    directly or through entities that are themselves blocked so. Shares of all blocked owners
    are added up, whatever their programmes. Control alone does not block.

    OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property
    Are Blocked, 13 August 2014; FAQ 398 to 402.
    """
    del chains  # the guidance spells chains out
    return _together(graph, seeds, ends, Test(AT_LEAST_HALF))


def us_owners_one_by_one(graph: Graph, seeds: Seeds, ends: Ends, chains: bool) -> Reached:
    """Property of an entity is blocked when one blocked person owns 50 percent or more of it,
    directly or through entities in which it owns as much. Owners are not added up.

    OFAC guidance of 14 February 2008, replaced on 13 August 2014.
    """
    del chains
    ground = graph.ground(ends)
    owned = PerPerson(ground, Test(AT_LEAST_HALF), seeds.listed, seeds.anybody)
    return Reached(owned, owned)


def eu_half_or_more(graph: Graph, seeds: Seeds, ends: Ends, chains: bool) -> Reached:
    """Assets of an entity are frozen when listed persons together own 50 percent or more of it, or
    control it: appoint or remove a majority of its board, hold a majority of its votes, have
    dominant influence, or consolidate it. Both are presumptions that can be rebutted. Chains are
    not spelled out; they are followed step by step as a policy.

    Council of the EU, Best Practices for the effective implementation of restrictive measures,
    3 July 2024; CJEU, C-84/24, 12 March 2026 (at exactly 50 percent control is presumed).
    """
    control = Test(AT_LEAST_HALF, MORE_THAN_HALF, CONTROL | ACCOUNTS, chains=chains)
    return _together(graph, seeds, ends, Test(AT_LEAST_HALF, chains=chains), control)


def eu_more_than_half(graph: Graph, seeds: Seeds, ends: Ends, chains: bool) -> Reached:
    """Assets of an entity are frozen when listed persons together own more than 50 percent of it,
    or control it: appoint or remove a majority of its board, hold a majority of its votes, have
    dominant influence, or consolidate it.

    Council of the EU, Best Practices before the revision of 3 July 2024.
    """
    control = Test(MORE_THAN_HALF, MORE_THAN_HALF, CONTROL | ACCOUNTS, chains=chains)
    return _together(graph, seeds, ends, Test(MORE_THAN_HALF, chains=chains), control)


def uk_each_person(graph: Graph, seeds: Seeds, ends: Ends, chains: bool) -> Reached:
    """An entity is treated as designated when one designated person holds more than 50 percent of
    its shares or of its votes, directly or with those in whom the person has a majority stake, or
    may appoint a majority of its board, or when its affairs can be expected to follow the
    person's wishes. Different persons are not added up, unless they act jointly: then each has what
    all of them hold.

    The Russia (Sanctions) (EU Exit) Regulations 2019, regulation 7 and Schedule 1, and its
    siblings.
    """
    del chains  # Schedule 1 spells them out
    ground = graph.ground(ends, joint=True)
    joint = frozenset({JOINT})
    owning = Test(MORE_THAN_HALF, MORE_THAN_HALF, joint)
    owned = PerPerson(ground, owning, seeds.listed, seeds.anybody)
    if not len(ground.links(CONTROL)):
        return Reached(owned, owned)
    controlling = Test(MORE_THAN_HALF, MORE_THAN_HALF, joint | CONTROL)
    return Reached(owned, PerPerson(ground, controlling, seeds.listed, seeds.anybody))


def ch_more_than_half(graph: Graph, seeds: Seeds, ends: Ends, chains: bool) -> Reached:
    """Assets of an entity are frozen when listed persons together own more than 50 percent of it,
    or when one criterion of control is met. Both are presumptions that can be rebutted.

    SECO, guidance on ownership and control, June 2024.
    """
    control = Test(MORE_THAN_HALF, MORE_THAN_HALF, CONTROL | ACCOUNTS, chains=chains)
    return _together(graph, seeds, ends, Test(MORE_THAN_HALF, chains=chains), control)


RULES: tuple[Rule, ...] = (
    Rule(
        id="us-50-percent-2014",
        regime="us",
        solve=us_owners_together,
        line="50 % or more, all blocked owners added up",
        authority="OFAC guidance of 13 August 2014; FAQ 398 to 402",
        since=datetime.date(2014, 8, 13),
    ),
    Rule(
        id="us-50-percent-2008",
        regime="us",
        solve=us_owners_one_by_one,
        line="50 % or more by one blocked owner",
        authority="OFAC guidance of 14 February 2008",
        until=datetime.date(2014, 8, 12),
        caveat="before 14 February 2008 no guidance is known here; the same test is applied",
    ),
    Rule(
        id="eu-half-2024",
        regime="eu",
        solve=eu_half_or_more,
        line="50 % or more, all listed owners added up, or control; rebuttable",
        authority="Council Best Practices of 3 July 2024; CJEU C-84/24 of 12 March 2026",
        since=datetime.date(2024, 7, 3),
        caveat="chains are followed step by step by policy: the guidance does not spell them out",
    ),
    Rule(
        id="eu-majority",
        regime="eu",
        solve=eu_more_than_half,
        line="more than 50 %, all listed owners added up, or control; rebuttable",
        authority="Council Best Practices before the revision of 3 July 2024",
        until=datetime.date(2024, 7, 2),
        caveat="chains are followed step by step by policy: the guidance does not spell them out",
    ),
    Rule(
        id="uk-regulation-7",
        regime="uk",
        solve=uk_each_person,
        line="more than 50 % of shares or votes by one designated person or joint arrangement, "
        "or control",
        authority="Russia (Sanctions) (EU Exit) Regulations 2019, regulation 7 and Schedule 1, "
        "and its siblings",
    ),
    Rule(
        id="ch-majority-2024",
        regime="ch",
        solve=ch_more_than_half,
        line="more than 50 %, all listed owners added up, or control; rebuttable",
        authority="SECO guidance of June 2024",
        caveat="before June 2024 no guidance is known here; the same test is applied. Chains are "
        "followed step by step by policy",
    ),
)

REGIMES: tuple[Regime, ...] = ("us", "eu", "uk", "ch")
"""The regimes that have an ownership rule here."""


def rule_of(regime: Regime, day: datetime.date) -> Rule:
    """The rule of a regime that was in force on a day."""
    return next(
        rule
        for rule in RULES
        if rule.regime == regime
        and (rule.since is None or rule.since <= day)
        and (rule.until is None or day <= rule.until)
    )


def flow_together(graph: Graph, seeds: Seeds, ends: Ends, line: Line) -> Together:
    """Whom a narrower measure reaches from those under it, all added up, past a line of its own."""
    return Together(
        graph.ground(ends), Test(line, tells_votes=True), (*seeds.listed, *seeds.anybody)
    )


def flow_each(graph: Graph, seeds: Seeds, ends: Ends, line: Line) -> PerPerson:
    """Whom it reaches from each of those under it by itself, joint arrangements included."""
    test = Test(line, line, frozenset({JOINT}))
    return PerPerson(graph.ground(ends, joint=True), test, seeds.listed, seeds.anybody)


def _together(
    graph: Graph, seeds: Seeds, ends: Ends, owning: Test, controlling: Test | None = None
) -> Reached:
    owned = Together(graph.ground(ends), owning, (*seeds.listed, *seeds.anybody))
    if controlling is None:
        return Reached(owned, owned)
    return Reached(owned, owned.widened(controlling))
