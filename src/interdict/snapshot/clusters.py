"""One party across lists: records joined by what identifies, and by nothing else.

Every record stays as its list printed it; a cluster only says which records are one party and
why. Joins are made from the strongest down. Where two records contradict each other, neither
is joined to the records between them by equal evidence: what cannot be told apart is left to a
person, and the result does not depend on the order of anything.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby, product

from interdict.cycles import rarely_sought
from interdict.party import Finding, Party
from interdict.snapshot.contradictions import contradiction
from interdict.snapshot.decisions import Decision, in_force
from interdict.snapshot.identity import Identity, identity
from interdict.snapshot.joined import Cluster, Clustering, Conflict, Join, Reason
from interdict.snapshot.joins import Finder, Pair

MOST_RECORDS = 200
"""Records; a longer chain of joins is a mistake in some list, and no party."""

SOURCE = "joins"
"""Under this name findings about joins are reported."""


def clustered(
    parties: Sequence[Party], decisions: Sequence[Decision] = ()
) -> tuple[Clustering, tuple[Finding, ...]]:
    """Join the records of all lists, which come in the order of their ids.

    ``decisions`` are what people decided about pairs; a later one replaces an earlier one of
    the same pair. The findings tell of joins refused and of decisions about vanished records.
    """
    with rarely_sought():
        identities = [identity(party) for party in parties]
        finder = Finder(parties, identities)
        joining = _Joining(identities, decisions)
        waiting = [pair for pair in finder.joins() if not joining.offer(*pair)]
        joining.join()
        proposals = joining.open(waiting) + joining.open(finder.proposed_by_name(joining.party_of))
    clustering = Clustering(
        clusters=tuple(joining.clusters()),
        proposals=tuple(sorted(proposals, key=lambda join: (join.one, join.other, join.rank))),
        conflicts=tuple(joining.conflicts),
    )
    return clustering, (*joining.vanished, *map(_finding, clustering.conflicts))


Apart = tuple[tuple[str, str], str]
"""Two records that cannot be one party, and why."""


class _Joining:
    """The records as joined so far: a forest whose roots stand for parties."""

    def __init__(self, identities: Sequence[Identity], decisions: Sequence[Decision]) -> None:
        self._identities = identities
        self._root = list(range(len(identities)))
        self._members: dict[int, list[int]] = {}
        self._offered: list[tuple[Pair, Join]] = []
        self._made: dict[Pair, Join] = {}
        self._decided: dict[Pair, Decision] = {}
        self.conflicts: list[Conflict] = []
        self.vanished: list[Finding] = []
        rows = {each.id: row for row, each in enumerate(identities)}
        for decision in in_force(decisions):
            self._decide(decision, rows)

    def _decide(self, decision: Decision, rows: Mapping[str, int]) -> None:
        missing = [party for party in decision.parties if party not in rows]
        if missing:
            self.vanished.append(_vanished(decision, missing[0]))
            return
        one, other = decision.parties
        pair = (rows[one], rows[other])
        self._decided[pair] = decision
        if decision.what == "join":
            self._offered.append((pair, Join(one, other, (Reason("decision", decision.says),))))

    def offer(self, pair: Pair, join: Join) -> bool:
        """Take a join that evidence makes; False when it is only proposed."""
        if join.is_proposed:
            return False
        if pair not in self._decided:  # what a person decided needs no further evidence
            self._offered.append((pair, join))
        return True

    def join(self) -> None:
        """Make the joins that nothing contradicts, from the strongest down."""
        self._offered.sort(key=lambda offered: (offered[1].rank, offered[0]))
        for _, equals in groupby(self._offered, key=lambda offered: offered[1].rank):
            for connected in self._connected(list(equals)):
                self._join_connected(connected)

    def party_of(self, row: int) -> int:
        """The row that stands for a record's party: the lowest."""
        while self._root[row] != row:
            self._root[row] = self._root[self._root[row]]
            row = self._root[row]
        return row

    def _records(self, root: int) -> list[int]:
        return self._members.get(root, [root])

    def _connected(self, offered: list[tuple[Pair, Join]]) -> list[list[tuple[Pair, Join]]]:
        """Joins of equal strength, sorted into groups that would all become one party."""
        group: dict[int, int] = {}

        def first(root: int) -> int:
            while group.setdefault(root, root) != root:
                root = group[root]
            return root

        for (one, other), _ in offered:
            low, high = sorted((first(self.party_of(one)), first(self.party_of(other))))
            group[high] = low
        connected: dict[int, list[tuple[Pair, Join]]] = defaultdict(list)
        for pair, join in offered:
            connected[first(self.party_of(pair[0]))].append((pair, join))
        return list(connected.values())

    def _join_connected(self, offered: list[tuple[Pair, Join]]) -> None:
        roots = sorted({self.party_of(row) for pair, _ in offered for row in pair})
        apart = self._apart(roots)
        between = [(tuple(map(self.party_of, pair)), pair, join) for pair, join in offered]
        for (one, other), pair, join in between:
            against = apart.get(one) or apart.get(other)
            if against is not None and one != other:
                self.conflicts.append(Conflict(join, *against))
                continue
            self._made[pair] = join
            self._unite(one, other)

    def _apart(self, roots: Sequence[int]) -> dict[int, Apart]:
        """The parties of a group that stay out, each with what tells it from another one: those
        that contradict most of the others, until no two contradict each other."""
        if sum(len(self._records(root)) for root in roots) > MOST_RECORDS:
            ends = (self._identities[roots[0]].id, self._identities[roots[-1]].id)
            return dict.fromkeys(roots, (ends, f"more than {MOST_RECORDS} records hang together"))
        against: dict[int, dict[int, Apart]] = defaultdict(dict)
        for one, other in combinations(roots, 2):
            found = self._told_apart(one, other)
            if found is not None:
                against[one][other] = against[other][one] = found
        out: dict[int, Apart] = {}
        while against:
            most = max(map(len, against.values()))
            worst = [root for root, others in against.items() if len(others) == most]
            out |= {root: min(against[root].values()) for root in worst}
            for root in worst:
                del against[root]
            for root in list(against):
                against[root] = {o: why for o, why in against[root].items() if o not in out}
                if not against[root]:
                    del against[root]
        return out

    def _told_apart(self, one: int, other: int) -> Apart | None:
        """What tells two parties apart: the first two of their records that contradict."""
        for pair in product(self._records(one), self._records(other)):
            why = self._contradiction(*pair)
            if why:
                first, second = sorted(self._identities[row].id for row in pair)
                return (first, second), why
        return None

    def _contradiction(self, one: int, other: int) -> str:
        decision = self._decided.get((min(one, other), max(one, other)))
        if decision is not None and decision.what == "part":
            return decision.says
        if decision is not None and decision.despite:
            return ""
        return contradiction(self._identities[one], self._identities[other])

    def _unite(self, one: int, other: int) -> None:
        low, high = sorted((self.party_of(one), self.party_of(other)))
        if low != high:
            self._root[high] = low
            both = self._records(low) + self._members.pop(high, [high])
            self._members[low] = sorted(both)

    def clusters(self) -> Iterator[Cluster]:
        """The parties of several records, by id."""
        joins: dict[int, list[Join]] = defaultdict(list)
        for pair, join in sorted(self._made.items()):
            joins[self.party_of(pair[0])].append(join)
        for root, rows in sorted(self._members.items()):
            ids = tuple(self._identities[row].id for row in rows)
            yield Cluster(ids[0], ids, tuple(joins[root]))

    def open(self, proposed: Iterator[tuple[Pair, Join]] | list[tuple[Pair, Join]]) -> list[Join]:
        """Those of proposed joins that are between two parties whom nothing tells apart."""
        return [join for pair, join in proposed if self._is_open(pair)]

    def _is_open(self, pair: Pair) -> bool:
        one, other = map(self.party_of, pair)
        return one != other and self._told_apart(one, other) is None


def _vanished(decision: Decision, missing: str) -> Finding:
    one, other = decision.parties
    return Finding(
        severity="warning",
        code="decision-without-party",
        message=f"{decision.by} decided to {decision.what} {one} and {other}, but {missing} is on "
        "none of the lists in force; the decision is kept and waits for it",
        source=SOURCE,
        record=missing,
    )


def _finding(conflict: Conflict) -> Finding:
    join = conflict.join
    between = {join.one, join.other}
    also = "" if between == {*conflict.apart} else f"{' and '.join(conflict.apart)} contradict: "
    return Finding(
        severity="warning",
        code="join-conflict",
        message=f"{join.one} and {join.other} have {join.says}, and were not joined: "
        f"{also}{conflict.why}",
        source=SOURCE,
        record=join.one,
    )
