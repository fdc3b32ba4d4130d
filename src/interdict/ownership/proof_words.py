"""A proof in plain sentences: who is listed, who states that who holds what, and what follows.

The sentences claim what the statements claim and what the rule makes of that. They end at the
verdict word: what somebody may do is for him and his counsel.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, get_args

from interdict.ownership.nearness import excess
from interdict.ownership.open_questions import is_open, open_questions, unnamed
from interdict.ownership.proof import Proof, Step
from interdict.ownership.share import ALL, percent
from interdict.ownership.stake import SIZED
from interdict.ownership.stake_words import CONTROL, LAW, listed, named, statement
from interdict.ownership.verdict import VerdictWord

WORDS: dict[VerdictWord, str] = {
    "blocked": "is blocked by name",
    "blocked-by-definition": "is blocked as one of a class that a programme blocks",
    "blocked-by-ownership": "is blocked by ownership",
    "blocked-by-control": "is blocked by control, a presumption that can be rebutted",
    "restricted": "is restricted through its owners",
    "secondary-risk": "exposes those who deal with it to secondary sanctions",
    "unknown": "may or may not be blocked by ownership: these statements do not settle it",
    "review": "is for a person to review; these statements alone do not block it",
    "no-match": "is not reached in these lists and statements",
}

SETTLED: frozenset[VerdictWord] = frozenset(get_args(VerdictWord)) - {
    "unknown", "review", "no-match",
}  # fmt: skip
"""Verdicts that follow from what is stated, with nothing left open."""


def headline(proof: Proof) -> str:
    """The verdict, the rule and its authority, in one sentence."""
    law = LAW.get(proof.regime, proof.regime)
    return (
        f"Under the {law} rule ({proof.line}; {proof.authority}; rule {proof.rule}), "
        f"{named(proof.name, proof.entity)} {WORDS[proof.verdict]}."
    )


def sentences(proof: Proof) -> tuple[str, ...]:
    """The whole proof: the verdict first, then every listing, statement and inference that it
    rests on, each before what follows from it."""
    return (
        headline(proof),
        *_argument(proof),
        *_narrower(proof),
        *open_questions(proof),
        *_depth(proof),
    )


def listings(proof: Proof) -> tuple[str, ...]:
    """Only what is said of the owners: where each is listed, or why it counts."""
    nameless = unnamed(proof)
    told = (said for step in _first_owners(proof) for said in _owner(step, nameless))
    return tuple(dict.fromkeys(told))


def _first_owners(proof: Proof) -> Iterator[Step]:
    """A step of every owner that no earlier step of the proof explains."""
    proved = {step.owned for step in proof.steps}
    told: set[str] = set()
    for step in proof.steps:
        if step.owner not in told and (step.owner_listed or step.owner not in proved):
            yield step
        told.add(step.owner)


def _argument(proof: Proof) -> Iterator[str]:
    nameless = unnamed(proof)
    first = {step.owner: step for step in _first_owners(proof)}
    for owned, steps in holdings(proof).items():
        for step in steps:
            if step.owner in first:
                yield from _owner(first.pop(step.owner), nameless)
        for step in steps:
            yield statement(step)
            yield from _control(step)
        yield _conclusion(proof, owned, steps)
        yield from _excess(steps)


def holdings(proof: Proof) -> dict[str, tuple[Step, ...]]:
    """Owned entity -> the steps into it, every entity after those it is held through."""
    found: dict[str, list[Step]] = {}
    last: dict[str, int] = {}
    for position, step in enumerate(proof.steps):
        found.setdefault(step.owned, []).append(step)
        last[step.owned] = position
    return {owned: tuple(found[owned]) for owned in sorted(found, key=last.__getitem__)}


def _owner(step: Step, nameless: Collection[str]) -> Iterator[str]:
    """Why what this owner holds counts, where no earlier step says it."""
    name = named(step.owner_name, step.owner)
    for listing in step.owner_listed:
        yield listed(listing, name)
    if step.owner_listed:
        return
    if step.owner in nameless:
        yield f"Who {name} is, is not stated: it may be a listed party, and counts here as one."
    else:
        yield f"{name} counts as a party to the joint arrangement {step.stake.joint_group}."


def _control(step: Step) -> Iterator[str]:
    if step.stake.kind in CONTROL:
        who = step.source or "a statement without a named source"
        yield f"That link is established here by {who} alone, and can be rebutted."


def _conclusion(proof: Proof, owned: str, steps: Sequence[Step]) -> str:
    """What follows for one entity from the steps into it."""
    name = named(steps[0].owned_name, owned)
    found = f"Counted for {name}: {' and '.join(_found(proof, steps))}."
    if owned == proof.entity:
        follows = f" {name} {WORDS[proof.verdict]}." if proof.verdict in SETTLED else ""
        return f"{found} The line is: {proof.line}.{follows}"
    if proof.verdict == "review":
        return f"{found} On that ground what {name} holds is looked at here."
    follows = "reaches" if proof.verdict in SETTLED else "would then reach"
    return f"{found} So the rule {follows} {name} itself, and what it holds counts in full."


def _found(proof: Proof, steps: Sequence[Step]) -> Iterator[str]:
    kinds: tuple[Literal["shares", "votes"], ...] = ("shares", "votes")
    for kind in kinds:
        sized = [step for step in steps if step.stake.kind == kind]
        if sized:
            together = ", added up" if len(sized) > 1 else ""
            yield f"{counted(proof, sized)} of the {kind}{together}"
    links = len(steps) - sum(step.stake.kind in SIZED for step in steps)
    if links:
        yield f"{links} link{'s'[: links != 1]} without a share"


def counted(proof: Proof, steps: Sequence[Step]) -> str:
    """The sum of what is counted at the ends that the proof assumes: ``54.17 %``,
    ``more than 50 %``, ``up to 75 %``."""
    stated = [step.stake.share for step in steps]
    if proof.assumption == "highest":
        most = f"{percent(_sum(step.counted.high for step in steps))} %"
        if not any(map(is_open, steps)):
            return most
        return f"less than {most}" if any(share.high_open for share in stated) else f"up to {most}"
    least = f"{percent(_sum(step.counted.low for step in steps))} %"
    if all(step.counted.is_exact for step in steps):
        return least
    return f"more than {least}" if any(share.low_open for share in stated) else f"at least {least}"


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _excess(steps: Sequence[Step]) -> Iterator[str]:
    for kind in ("shares", "votes"):
        least = _sum(step.stake.share.low for step in steps if step.stake.kind == kind)
        if least > ALL:
            said = excess(least, f"{kind} of {named(steps[0].owned_name, steps[0].owned)}")
            yield f"{said[0].upper()}{said[1:]}."


def _narrower(proof: Proof) -> Iterator[str]:
    """Of ``restricted``, which measure it is that reaches the entity."""
    if proof.verdict == "restricted":
        told = (each for step in proof.steps for each in step.owner_listed)
        measures = dict.fromkeys(each.text or each.measure for each in told)
        yield (
            f"What reaches {named(proof.name, proof.entity)} is the measure against its owners "
            f"({'; '.join(measures)}), as it stands, and not a block."
        )


def _depth(proof: Proof) -> Iterator[str]:
    longest = depth(proof)
    if longest > 1:
        yield (
            f"The longest chain of this proof has {longest} links, from its first owner down to "
            f"{named(proof.name, proof.entity)}."
        )


def depth(proof: Proof) -> int:
    """Links of the longest chain from a first owner down to any entity of the proof."""
    below: dict[str, int] = {}
    for owned, steps in holdings(proof).items():
        below[owned] = 1 + max(below.get(step.owner, 0) for step in steps)
    return max(below.values(), default=0)
