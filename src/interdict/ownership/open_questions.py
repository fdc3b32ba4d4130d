"""What an ``unknown`` verdict leaves open: what would have to be known, and what it decides."""

from collections.abc import Iterator

import msgspec

from interdict.ownership.proof import Proof, Step
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, percent
from interdict.ownership.stake import SIZED, Stake
from interdict.ownership.stake_words import named


class Question(msgspec.Struct, frozen=True):
    """One thing that is not known, and what either answer would be."""

    says: str
    high: str
    """The answer that leads to the line, as a condition."""
    low: str
    """The answer that is stated at the least."""


def open_questions(proof: Proof) -> Iterator[str]:
    """What is open and what it decides; nothing where the verdict is another word."""
    if proof.verdict != "unknown":
        return
    name = named(proof.name, proof.entity)
    questions = tuple(_questions(proof))
    if len(questions) == 1:
        (only,) = questions
        yield f"If {only.high}, {name} is over the line; if {only.low}, {name} is not."
    elif questions:
        yield from (question.says for question in questions)
        yield (
            f"If all of this turns out at its highest, {name} is over the line; at what is stated "
            "at the least, it is not."
        )


def _questions(proof: Proof) -> Iterator[Question]:
    yield from (_size(step) for step in proof.steps if is_open(step))
    proved = {step.owned for step in proof.steps}
    owners = {step.owner: step for step in proof.steps}
    for owner, step in owners.items():
        name = named(step.owner_name, owner)
        if any(each.measure == "unstated" for each in step.owner_listed):
            reaches = f"the measure against {name} reaches what it holds"
            yield Question(f"Whether {reaches} is not stated.", reaches, "it does not")
        if not step.owner_listed and owner not in proved and not step.stake.joint_group:
            is_listed = f"{name} is a listed party"
            yield Question(f"Whether {is_listed} is not stated.", is_listed, "it is not")
    measures = {(e.measure, e.text) for step in owners.values() for e in step.owner_listed}
    if len(measures) > 1:
        added = "what owners under different measures hold is added up"
        yield Question(f"Whether {added} the regulator has not said.", added, "it is not")


def is_open(step: Step) -> bool:
    """Does a sized stake leave open how much is held?"""
    stake = step.stake
    return stake.kind in SIZED and (stake.uncertain or not stake.share.is_exact)


def _size(step: Step) -> Question:
    owner, owned = named(step.owner_name, step.owner), named(step.owned_name, step.owned)
    high, low = _ends_of(step.stake)
    says = f"{owner} holds {high} of {owned} at the most, and {low} at the least."
    if step.stake.share in (UNKNOWN, MAYBE_NOTHING):
        says = f"How much {owner} holds of {owned} is not stated: it may be anything up to all."
    return Question(says, f"{owner} holds {high} of {owned}", f"it holds {low}")


def _ends_of(stake: Stake) -> tuple[str, str]:
    """The high and the low end of a stake: ``50 %``, ``just above 25 %``."""
    share = stake.share
    high = f"{'just below ' if share.high_open else ''}{percent(share.high)} %"
    if stake.uncertain or (not share.low and not share.low_open):
        return high, "nothing"
    return high, f"{'just above ' if share.low_open else ''}{percent(share.low)} %"
