"""What a picture of a proof shows: boxes, arrows between them, and what is left out.

A proof of up to ``MOST`` steps is shown whole. Of a longer one, straight chains lose their
middle first; if that is not enough, what is farthest from the entity asked about goes. Every
place where something is left out says how much.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

import msgspec

from interdict.ownership.open_questions import unnamed
from interdict.ownership.proof import Proof, Step
from interdict.ownership.proof_words import counted, holdings
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN
from interdict.ownership.stake import SIZED, Stake, StakeKind
from interdict.ownership.stake_words import named

MOST = 60
"""Steps that are shown whole."""
KEPT = 3
"""Entities shown at each end of a chain whose middle is left out."""

Look = Literal["listed", "doubted", "unnamed", "between", "asked", "again", "left-out"]
"""``doubted``: listed only if a person confirms it; ``unnamed``: nobody says who it is; ``again``:
it has a box below already."""

KINDS: dict[StakeKind, str] = {
    "shares": "shares",
    "votes": "votes",
    "board": "board majority",
    "control": "control",
    "consolidation": "consolidated accounts",
    "trust": "role in a trust",
    "officer": "office",
    "other": "other interest",
}
"""A kind as an arrow names it."""


_NOBODY = "\0"
"""Begins the key of a box that stands for several; no id of an entity begins so."""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """One entity, or what stands for those left out."""

    look: Look
    tag: str = ""
    """What marks the box in words, because colour alone marks nothing."""
    name: str
    notes: tuple[str, ...] = ()


class Arrow(msgspec.Struct, frozen=True, kw_only=True):
    """From an owner to what is owned; both are positions in ``Diagram.boxes``."""

    owner: int
    owned: int
    share: str
    """The first and strongest words of the label."""
    notes: tuple[str, ...] = ()


class Diagram(msgspec.Struct, frozen=True, kw_only=True):
    """A picture before anything has a place."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    asked: int
    """Position of the entity asked about."""
    left_out: int = 0
    """Entities that are not shown."""


def diagram(proof: Proof) -> Diagram:
    """Boxes and arrows of a proof, in the order of its steps."""
    nodes = list(dict.fromkeys(node for step in proof.steps for node in (step.owner, step.owned)))
    if proof.entity not in nodes:
        nodes.append(proof.entity)
    drawn = _Drawn(proof, nodes)
    if len(proof.steps) > MOST:
        drawn.leave_out_middles()
        drawn.leave_out_farthest()
    return drawn.diagram()


class _Link(msgspec.Struct, frozen=True):
    """An arrow in the making, between entities or names of what is left out."""

    owner: str
    owned: str
    steps: tuple[Step, ...]


class _Drawn:
    """The boxes and arrows left while more and more is left out."""

    def __init__(self, proof: Proof, nodes: list[str]) -> None:
        self.proof = proof
        self.links = [_Link(step.owner, step.owned, (step,)) for step in proof.steps]
        self.boxes = dict(zip(nodes, _boxes(proof, nodes), strict=True))
        self.left_out = 0

    def diagram(self) -> Diagram:
        position = {node: number for number, node in enumerate(self.boxes)}
        return Diagram(
            boxes=tuple(self.boxes.values()),
            arrows=tuple(
                _arrow(self.proof, position[link.owner], position[link.owned], link.steps)
                for link in self.links
            ),
            asked=position[self.proof.entity],
            left_out=self.left_out,
        )

    def leave_out_middles(self) -> None:
        """Put one box in the place of the middle of every long straight chain."""
        for number, chain in enumerate(self._chains()):
            middle = chain[KEPT:-KEPT]
            if len(middle) > 1:
                self._replace_middle(f"{_NOBODY}{number}", chain)
                self.left_out += len(middle)

    def _replace_middle(self, box: str, chain: list[str]) -> None:
        middle = frozenset(chain[KEPT:-KEPT])
        kept: dict[str, Box] = {}
        for node, shown in self.boxes.items():
            if node == chain[KEPT]:
                kept[box] = _left_out(
                    f"{len(middle):,} companies", "each held by the one above; all in the table"
                )
            if node not in middle:
                kept[node] = shown
        self.boxes = kept
        self.links = [
            _Link(
                box if link.owner in middle else link.owner,
                box if link.owned in middle else link.owned,
                link.steps,
            )
            for link in self.links
            if not (link.owner in middle and link.owned in middle)
        ]

    def _chains(self) -> list[list[str]]:
        """Straight chains: every entity but the last holds one thing, the next, which nobody
        else holds."""
        after, before = _neighbours(self.links)
        follows = {
            node: below[0]
            for node, below in after.items()
            if len({*below}) == 1 and len({*before[below[0]]}) == 1
        }
        followed = set(follows.values())
        starts = [node for node in follows if node not in followed]
        chains = []
        for start in starts:
            chain = [start]
            while chain[-1] in follows:
                chain.append(follows[chain[-1]])
            chains.append(chain)
        return chains

    def leave_out_farthest(self) -> None:
        """Keep what is nearest to the entity asked about, and count what is above."""
        if len(self.links) <= MOST:
            return
        _, above = _neighbours(self.links)
        nearest = [self.proof.entity]
        kept = set(nearest)
        for node in nearest:  # grows on the way
            for owner in above.get(node, ()):
                if owner not in kept and len(kept) < MOST:
                    kept.add(owner)
                    nearest.append(owner)
        gone = [link for link in self.links if link.owned in kept and link.owner not in kept]
        self.left_out += sum(
            node not in kept and not node.startswith(_NOBODY) for node in self.boxes
        )
        self.boxes = {node: box for node, box in self.boxes.items() if node in kept}
        self.links = [link for link in self.links if link.owner in kept and link.owned in kept]
        for owned in dict.fromkeys(link.owned for link in gone):
            away = [link for link in gone if link.owned == owned]
            box = f"{_NOBODY}{owned}"
            number = len({link.owner for link in away})
            self.boxes[box] = _left_out(
                f"{number:,} more owner{'s'[: number != 1]}", "and whoever is above; in the table"
            )
            self.links.append(_Link(box, owned, tuple(s for link in away for s in link.steps)))


def _neighbours(links: Iterable[_Link]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What each holds, and by whom each is held; an entry per arrow."""
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for link in links:
        after.setdefault(link.owner, []).append(link.owned)
        before.setdefault(link.owned, []).append(link.owner)
    return after, before


def _left_out(what: str, why: str) -> Box:
    dots = "\N{HORIZONTAL ELLIPSIS}"
    return Box(look="left-out", name=f"{dots} {what} {dots}", notes=(why,))


def _boxes(proof: Proof, nodes: Iterable[str]) -> list[Box]:
    into = holdings(proof)
    out: dict[str, list[Step]] = {}
    names = {proof.entity: proof.name}
    for step in proof.steps:
        out.setdefault(step.owner, []).append(step)
        names.setdefault(step.owner, step.owner_name)
        names.setdefault(step.owned, step.owned_name)
    nameless = frozenset(unnamed(proof))
    return [
        Box(
            look=look,
            tag=tag,
            name=named(names[node], node),
            notes=_box_notes(proof, node, names[node], (into.get(node, ()), out.get(node, ()))),
        )
        for node in nodes
        for look, tag in (_look(proof, node, out.get(node, ()), nameless),)
    ]


def _box_notes(
    proof: Proof, node: str, name: str, steps: tuple[Sequence[Step], Sequence[Step]]
) -> tuple[str, ...]:
    into, out = steps
    notes = [node] if name not in ("", node) else []
    notes += _counted(proof, into)
    notes += [f"line: {proof.line}"] if node == proof.entity and into else []
    programmes = {
        code: None for step in out for each in step.owner_listed for code in each.programmes
    }
    notes += [", ".join(programmes)] if programmes else []
    return tuple(notes)


def _look(
    proof: Proof, node: str, out: Sequence[Step], nameless: Collection[str]
) -> tuple[Look, str]:
    if node == proof.entity:
        return "asked", f"asked: {proof.verdict.replace('-', ' ')}"
    listings = [each for step in out for each in step.owner_listed]
    certain = [each for each in listings if each.certain]
    if certain:
        days = [each.listed_on for each in certain if each.listed_on]
        return "listed", f"listed {min(days)}" if days else "listed"
    if listings:
        return "doubted", "listed? not confirmed"
    return ("unnamed", "who? not stated") if node in nameless else ("between", "")


def _counted(proof: Proof, into: Sequence[Step]) -> list[str]:
    """What is counted for an entity, of shares and of votes."""
    said = []
    for kind in ("shares", "votes"):
        sized = [step for step in into if step.stake.kind == kind]
        if sized:
            said.append(f"counted: {counted(proof, sized)} of {kind}")
    return said


def _arrow(proof: Proof, owner: int, owned: int, steps: tuple[Step, ...]) -> Arrow:
    if len(steps) == 1:
        stake = steps[0].stake
        return Arrow(owner=owner, owned=owned, share=_share(stake), notes=_notes(stake))
    sized = [step for step in steps if step.stake.kind in SIZED]
    together = counted(proof, sized) if sized else f"{len(steps):,} links"
    return Arrow(owner=owner, owned=owned, share=together, notes=("together",))


def _share(stake: Stake) -> str:
    if stake.kind not in SIZED:
        return KINDS[stake.kind]
    if stake.share in (UNKNOWN, MAYBE_NOTHING):
        return "share not stated"
    return str(stake.share).replace(" %", "\N{NO-BREAK SPACE}%")


def _notes(stake: Stake) -> tuple[str, ...]:
    notes = (
        KINDS[stake.kind] if stake.kind in SIZED else "",
        f"since {stake.since}" if stake.since else "",
        f"until {stake.until}" if stake.until else "",
        f"joint: {stake.joint_group}" if stake.joint_group else "",
        f"nominee for {stake.nominee_for}" if stake.nominee_for else "",
        "not fully readable" if stake.uncertain else "",
    )
    return tuple(note for note in notes if note)
