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
        yield f"If {only.high}, the rule reaches {name}; if {only.low}, it does not reach it."
    elif questions:
        yield from (question.says for question in questions)
        yield (
            f"If all of this turns out at its highest, the rule reaches {name}; at what is stated "
            "at the least, it does not."
        )


def _questions(proof: Proof) -> Iterator[Question]:
    stated = [_size(step) for step in proof.steps if is_open(step)]
    stated += [_link(step) for step in proof.steps if step.stake.uncertain and not is_open(step)]
    yield from stated
    nameless = unnamed(proof)
    owners = {step.owner: step for step in proof.steps}
    for owner in nameless:
        is_listed = f"{named(owners[owner].owner_name, owner)} is a listed party"
        yield Question(f"Whether {is_listed} is not stated.", is_listed, "it is not")
    measures = {
        (each.measure, each.text)
        for step in owners.values()
        for each in step.owner_listed
        if each.certain
    }
    mixed = len(measures) > 1
    if mixed:
        added = "what owners under different measures hold is added up"
        yield Question(f"Whether {added} the regulator has not said.", added, "it is not")
    for owner, step in owners.items():
        kinds = {each.measure for each in step.owner_listed}
        if "unstated" in kinds or (kinds - {"block"} and not (stated or nameless or mixed)):
            reaches = f"the measure against {named(step.owner_name, owner)} reaches what it holds"
            yield Question(f"Whether {reaches} is not settled.", reaches, "it does not")


def unnamed(proof: Proof) -> tuple[str, ...]:
    """Owners that count though nothing says why: no listing, no stake in them, and no party to a
    joint arrangement with them of whom either is known. Each may be anybody."""
    known = {step.owned for step in proof.steps}
    known |= {step.owner for step in proof.steps if step.owner_listed}
    joint = {
        (step.owned, step.stake.joint_group)
        for step in proof.steps
        if step.owner in known and step.stake.joint_group
    }
    return tuple(
        dict.fromkeys(
            step.owner
            for step in proof.steps
            if step.owner not in known and (step.owned, step.stake.joint_group) not in joint
        )
    )


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


def _link(step: Step) -> Question:
    owner, owned = named(step.owner_name, step.owner), named(step.owned_name, step.owned)
    holds = f"the link from {owner} to {owned} holds"
    return Question(f"Whether {holds} could not be read.", holds, "it does not")


def _ends_of(stake: Stake) -> tuple[str, str]:
    """The high and the low end of a stake: ``50 %``, ``just above 25 %``."""
    share = stake.share
    high = f"{'just below ' if share.high_open else ''}{percent(share.high)} %"
    if stake.uncertain or (not share.low and not share.low_open):
        return high, "nothing"
    return high, f"{'just above ' if share.low_open else ''}{percent(share.low)} %"
