"""Finding a proof: the stakes that suffice, and none that could be left out.

Every node of a closure was reached in a step, and those reached before it suffice for it. So a
proof walks upwards: for each node it takes stakes out of earlier nodes until the test holds, the
greatest first, and drops every one that is not needed. Each node has one such set, none of
whose stakes can be missed, so the whole has none that can be missed either, and since ranks only
fall on the way up no circle proves itself.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from interdict.ownership.closure import MORE_THAN_HALF, Line, Test, Together
from interdict.ownership.flowdown import Limb
from interdict.ownership.graph import JOINT, Graph, Ground
from interdict.ownership.listed import Listed
from interdict.ownership.per_person import PerPerson
from interdict.ownership.proof import Assumption, Proof, Step
from interdict.ownership.regime_solution import RegimeSolution, own_word
from interdict.ownership.share import Share
from interdict.ownership.table import CODE, SHARES, VOTES, StakeTable
from interdict.ownership.verdict import VerdictWord

_LOOKED_AT = 50
"""Stakes shown of a review."""


class _Piece(NamedTuple):
    """One stake into a node, as a candidate for its reasons."""

    row: int
    """Of the table of stakes."""
    owner: int
    weight: Any
    group: int
    """Node of the joint arrangement that it is held through; -1 without one."""
    opens: bool
    """Is its owner reached, so that what he holds, or his arrangement, counts?"""


class _Reach:
    """One closure, seen from one person where the rule asks of each by itself."""

    def __init__(self, closure: Together | PerPerson, table: StakeTable, person: int = -1) -> None:
        self.closure = closure
        self.table = table
        self.person = person
        self.ground: Ground = closure.ground
        self.test: Test = closure.test

    def rank(self, node: int) -> int:
        """The step in which a node was reached; ``FAR`` where it was not."""
        closure = self.closure
        if isinstance(closure, Together):
            return int(closure.rank[node])
        anyone = int(closure.anyone.rank[node])
        return min(anyone, closure.rank_of(self.person, node))

    def pieces(self, node: int, kind: int) -> list[_Piece]:
        """The stakes of one kind into a node that were there when it was reached, those of joint
        arrangements with whoever brings them in."""
        limit = self.rank(node)
        edges = self.ground.edges
        found: list[_Piece] = []
        for edge in edges.into(node).tolist():
            if edges.kind[edge] != kind or self.ground.weight[edge] <= 0:
                continue
            owner = int(edges.owner[edge])
            if owner >= edges.plain:
                found += self._joint(owner, kind, limit)
            elif self.rank(owner) < limit:
                row = int(edges.row[edge])
                found.append(_Piece(row, owner, self.ground.weight[edge], -1, True))
        return found

    def _joint(self, group: int, kind: int, limit: int) -> Iterator[_Piece]:
        """What the members of an arrangement hold of one kind, and the members who are reached:
        these bring it in with whatever they hold."""
        edges = self.ground.edges
        for edge in edges.into(group).tolist():
            row, owner = int(edges.row[edge]), int(edges.owner[edge])
            opens = self.rank(owner) < limit
            counts = CODE[self.table.stated(row).stake.kind] == kind
            if (opens or counts) and self.ground.weight[edge] > 0:
                yield _Piece(row, owner, self.ground.weight[edge] * int(counts), group, opens)


def prove(solved: RegimeSolution, node: int) -> Proof | None:
    """The proof of a node's word under a regime; None for ``no-match``, and for a word that its own
    listing gives (who is listed for less than a block may be blocked through ownership)."""
    own = solved.listings(solved.graph.table.ids[node])
    word = solved.word(node)
    if word == "no-match" or word in map(own_word, own):
        return None
    assumption: Assumption = "highest" if word == "unknown" else "stated"
    found = _closure(solved, node, word)
    if found is not None and _begins(found, node):
        return None
    rows = _looked_at(solved, node) if found is None else _walk(found, node)
    if found is not None and found.closure is solved.mixed:
        rows = _with_beginnings(solved, rows)
    if found is not None and isinstance(found.closure, PerPerson) and found.person < 0:
        rows = _fewest(solved, rows, node)
    names = solved.graph.table
    rule, authority, line = solved.rule.id, solved.rule.authority, solved.rule.line
    if word == "restricted":
        rows, limb, passed = _restricted(solved, node)
        rule, authority, line = limb.id, "; ".join(limb.sources), str(passed)
    return Proof(
        entity=names.ids[node],
        name=names.name(names.ids[node]),
        regime=solved.regime,
        verdict=word,
        rule=rule,
        authority=authority,
        line=line,
        steps=tuple(_step(solved, row, assumption, word) for row in rows),
        assumption=assumption,
    )


def _closure(solved: RegimeSolution, node: int, word: str) -> _Reach | None:
    """The closure that gives the word; None where none does (``review``)."""
    if word == "blocked-by-ownership":
        return _seen(solved, solved.must.owned, node)
    if word == "blocked-by-control":
        return _seen(solved, solved.must.controlled, node)
    candidates: list[Together | PerPerson] = []
    if word == "unknown":
        candidates = [solved.may.controlled, *(each.may for each in solved.narrower)]
        candidates += [solved.mixed] if solved.mixed is not None else []
    elif word == "review" and solved.proposed is not None:
        candidates = [solved.proposed.controlled]
    return next((_seen(solved, each, node) for each in candidates if each.reached[node]), None)


def _seen(solved: RegimeSolution, closure: Together | PerPerson, node: int) -> _Reach:
    """The closure from the person who reached the node first."""
    table = solved.graph.table
    if isinstance(closure, Together):
        return _Reach(closure, table)
    return _Reach(closure, table, closure.first_person(node))


def _walk(reach: _Reach, asked: int) -> list[int]:
    """Rows of a proof, those of the listed owners first."""
    wanted, seen = [asked], {asked}
    found: dict[int, int] = {}
    while wanted:
        node = wanted.pop()
        rank = reach.rank(node)
        for piece in _reasons(reach, node):
            found.setdefault(piece.row, rank)
            if piece.opens and piece.owner not in seen and not _begins(reach, piece.owner):
                seen.add(piece.owner)
                wanted.append(piece.owner)
    return sorted(found, key=lambda row: (found[row], row))


def _begins(reach: _Reach, node: int) -> bool:
    """Was a node reached from the start, with no reason but that it is listed?"""
    closure = reach.closure
    if isinstance(closure, Together):
        return closure.began(node)
    return node == reach.person or closure.anyone.began(node)


def _reasons(reach: _Reach, node: int) -> Sequence[_Piece]:
    """The stakes that suffice for one node, none of which can be missed."""
    test = reach.test
    for kind, line in ((SHARES, test.shares), (VOTES, test.votes)):
        pieces = reach.pieces(node, kind) if line is not None else []
        if line is not None and _passes(pieces, line, reach.ground.unit):
            return _least(pieces, line, reach.ground.unit)
    for kind in sorted(test.links - {JOINT}):
        found = _link(reach.pieces(node, kind))
        if found:
            return found
    return ()


def _link(pieces: list[_Piece]) -> list[_Piece]:
    """One link: the owner's own, or a joint arrangement's with whoever brings it in."""
    own = next((piece for piece in pieces if piece.weight and piece.opens), None)
    if own is not None:
        return [own]
    openers = {piece.group: piece for piece in pieces if piece.opens}
    for piece in pieces:
        if piece.weight and piece.group in openers:
            return [openers[piece.group], piece]
    return []


def _passes(pieces: Sequence[_Piece], line: Line, unit: int) -> bool:
    opened = {piece.group for piece in pieces if piece.opens} - {-1}
    total = sum(piece.weight for piece in pieces if piece.opens or piece.group in opened)
    return _is_past(total, line, unit)


def _is_past(total: Any, line: Line, unit: int) -> bool:
    least = int(line.percent * unit)
    return bool(total > least if line.strict else total >= least)


def _least(pieces: list[_Piece], line: Line, unit: int) -> list[_Piece]:
    """As few as suffice, taken from the greatest on; then each is tried without."""
    ordered = sorted(pieces, key=lambda each: (not each.opens, -each.weight))
    alone = [piece for piece in ordered if piece.group == -1]
    if len(alone) == len(ordered):
        return _least_alone(alone, line, unit)
    taken: list[_Piece] = []
    for piece in ordered:
        taken.append(piece)
        if _passes(taken, line, unit):
            break
    for piece in reversed(taken.copy()):
        without = [each for each in taken if each is not piece]
        if _passes(without, line, unit):
            taken = without
    return taken


def _least_alone(ordered: list[_Piece], line: Line, unit: int) -> list[_Piece]:
    """The same where nobody acts jointly: a company may have ten thousand holders."""
    total, taken = 0, []
    for piece in ordered:
        total += piece.weight
        taken.append(piece)
        if _is_past(total, line, unit):
            break
    kept = []
    for piece in reversed(taken):
        if _is_past(total - piece.weight, line, unit):
            total -= piece.weight
        else:
            kept.append(piece)
    return kept[::-1]


def _looked_at(solved: RegimeSolution, node: int) -> list[int]:
    """What a person must look at: the stakes and links of holders, and why these count."""
    edges = solved.graph.edges
    every = edges.into(node)
    held = every[solved.holds(edges.owner[every])]
    into = sorted(held.tolist(), key=lambda edge: -edges.high[edge])[:_LOOKED_AT]
    found: dict[int, None] = {}
    for edge in into:
        found |= dict.fromkeys(_why(solved, int(edges.owner[edge])))
    return [*found, *(int(edges.row[edge]) for edge in into)]


def _restricted(solved: RegimeSolution, node: int) -> tuple[list[int], Limb, object]:
    """(rows, measure, line passed) of the narrower measure that takes the fewest stakes to show."""
    found: list[tuple[list[int], Limb, object]] = []
    for each in solved.narrower:
        if each.must.reached[node]:
            rows = _walk(_seen(solved, each.must, node), node)
            found.append((rows, each.limb, each.limb.line))
    if not found:
        limb = next(each.limb for each in solved.narrower if solved.is_project_of(each, node))
        return _of_project(solved, node), limb, limb.project
    return min(found, key=lambda each: len(each[0]))


def _of_project(solved: RegimeSolution, node: int) -> list[int]:
    """What shows that a project is reached by Directive 4."""
    for each in solved.narrower:
        if each.limb.project is None or not solved.is_project_of(each, node):
            continue
        reach, unit = _seen(solved, each.must, node), solved.graph.unit
        project = Line(each.limb.project.percent, each.limb.project.strict)
        for kind, line in ((SHARES, project), (VOTES, MORE_THAN_HALF)):
            pieces = reach.pieces(node, kind)
            if _passes(pieces, line, unit):
                rows = [piece.row for piece in _least(pieces, line, unit)]
                return _with_beginnings(solved, rows)
    return []


def _with_beginnings(solved: RegimeSolution, rows: list[int]) -> list[int]:
    """The rows, and before them why their owners count who are not listed themselves."""
    table = solved.graph.table
    found: dict[int, None] = {}
    shown = {table.stated(row).stake.owned for row in rows}
    for row in rows:
        stake = table.stated(row).stake
        owner = stake.nominee_for or stake.owner
        if owner not in shown and not solved.listings(owner):
            found |= dict.fromkeys(_why(solved, table.codes[owner]))
    return [*found, *(row for row in rows if row not in found)]


def _fewest(solved: RegimeSolution, rows: list[int], node: int) -> list[int]:
    """The rows without those that can be missed, tried one by one: where what anybody may hold
    counts with everybody, a listed owner alone may suffice."""
    word, table = solved.word(node), solved.graph.table
    for row in rows.copy():
        fewer = [each for each in rows if each != row]
        unnamed = (table.ids[owner] for owner in table.unnamed)
        few = StakeTable.of((table.stated(each).stake for each in fewer), "", unnamed)
        graph = Graph(few, solved.graph.day)
        again = RegimeSolution(graph, solved.regime, solved.flowing, solved.terms)
        place = graph.node(table.ids[node])
        if place is not None and again.word(place) == word:
            rows = fewer
    return rows


def _why(solved: RegimeSolution, holder: int) -> list[int]:
    """Rows that show why a holder counts; none for the listed."""
    closures = [solved.must.controlled, solved.may.controlled]
    closures += [each.may for each in solved.narrower]
    for closure in closures:
        if closure.reached[holder]:
            reach = _seen(solved, closure, holder)
            return [] if _begins(reach, holder) else _walk(reach, holder)
    if solved.mixed is not None and solved.mixed.reached[holder]:
        return _with_beginnings(solved, _walk(_seen(solved, solved.mixed, holder), holder))
    return []


def _step(solved: RegimeSolution, row: int, assumption: Assumption, word: VerdictWord) -> Step:
    table = solved.graph.table
    stated = table.stated(row)
    owner, owned = stated.stake.nominee_for or stated.stake.owner, stated.stake.owned
    share = stated.stake.share
    return Step(
        owner=owner,
        owned=owned,
        owner_name=table.name(owner),
        owned_name=table.name(owned),
        stake=stated.stake,
        source=stated.source,
        counted=Share(share.high, share.high) if assumption == "highest" else share,
        owner_listed=tuple(_counting(solved, owner, word)),
    )


def _counting(solved: RegimeSolution, owner: str, word: VerdictWord) -> list[Listed]:
    """The listings of an owner that count for a word: those that flow down as the word says
    before others, and what is certain before likenesses; a likeness only of who is reached by
    nothing else."""
    own = solved.listings(owner)
    sure = [each for each in own if each.listed.certain]
    if word == "review":  # a likeness may be the whole reason for looking
        counting = [each for each in own if each.limb.flows != "no"]
        return [each.listed for each in counting or own]
    wanted = "directive" if word == "restricted" else "block"
    flowing = [each for each in sure if each.limb.flows == wanted]
    node = solved.graph.node(owner)
    reached = (solved.must.controlled, *(each.must for each in solved.narrower))
    if not sure and node is not None and any(each.reached[node] for each in reached):
        return []
    return [each.listed for each in flowing or sure or own]
