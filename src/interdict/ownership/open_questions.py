"""What an ``unknown`` verdict leaves open: what would have to be known, and what it decides."""

from collections.abc import Iterator

from interdict.ownership.proof import Proof, Step
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, percent
from interdict.ownership.stake import SIZED, Stake
from interdict.ownership.stake_words import named


def open_questions(proof: Proof) -> Iterator[str]:
    """One sentence per open question of a proof; none where the verdict is another word."""
    if proof.verdict != "unknown":
        return
    name = named(proof.name, proof.entity)
    bands = [step for step in proof.steps if is_open(step)]
    others = tuple(_other_questions(proof))
    if len(bands) == 1 and not others:
        yield _if_only(bands[0], name)
        return
    yield from (_ends(step) for step in bands)
    yield from others
    if bands or others:
        yield f"If all that is open turns out so, {name} is over the line; else it may not be."


def _other_questions(proof: Proof) -> Iterator[str]:
    """What is open though every share is exact."""
    proved = {step.owned for step in proof.steps}
    owners = {step.owner: step for step in proof.steps}
    for owner, step in owners.items():
        name = named(step.owner_name, owner)
        if any(each.measure == "unstated" for each in step.owner_listed):
            yield f"Whether the measure against {name} reaches what it holds is not stated."
        if not step.owner_listed and owner not in proved and not step.stake.joint_group:
            yield f"Whether {name} is a listed party is not stated."
    measures = {(e.measure, e.text) for step in owners.values() for e in step.owner_listed}
    if len(measures) > 1:
        yield (
            "The owners stand under different measures; whether what they hold is added up, the "
            "regulator has not said."
        )


def is_open(step: Step) -> bool:
    """Does a sized stake leave open how much is held?"""
    stake = step.stake
    return stake.kind in SIZED and (stake.uncertain or not stake.share.is_exact)


def _if_only(step: Step, name: str) -> str:
    """The one share on which everything depends, at either end of its band."""
    owner, owned = named(step.owner_name, step.owner), named(step.owned_name, step.owned)
    high, low = _ends_of(step.stake)
    return (
        f"If {owner} holds {high} of {owned}, {name} is over the line; if it holds {low}, "
        f"{name} is not."
    )


def _ends(step: Step) -> str:
    owner, owned = named(step.owner_name, step.owner), named(step.owned_name, step.owned)
    if step.stake.share in (UNKNOWN, MAYBE_NOTHING):
        return f"How much {owner} holds of {owned} is not stated: it may be anything up to all."
    high, low = _ends_of(step.stake)
    return f"{owner} holds {high} of {owned} at the most, and {low} at the least."


def _ends_of(stake: Stake) -> tuple[str, str]:
    """The high and the low end of a stake: ``50 %``, ``just above 25 %``."""
    share = stake.share
    high = f"{'just below ' if share.high_open else ''}{percent(share.high)} %"
    if stake.uncertain or (not share.low and not share.low_open):
        return high, "nothing"
    return high, f"{'just above ' if share.low_open else ''}{percent(share.low)} %"
