"""A proof in plain sentences: who is listed, who states that who holds what, and what follows.

The sentences claim what the statements claim and what the rule makes of that. They end at the
verdict word: what somebody may do is for him and his counsel.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, get_args

from interdict.ownership.listed import Listed
from interdict.ownership.nearness import excess
from interdict.ownership.proof import Proof, Step
from interdict.ownership.share import ALL, MAYBE_NOTHING, UNKNOWN, Share, percent
from interdict.ownership.stake import SIZED, Stake, StakeKind
from interdict.ownership.verdict import VerdictWord

LAW = {"us": "US", "eu": "EU", "uk": "UK", "un": "UN", "ch": "Swiss"}
"""Whose rule it is, as an adjective."""

LINKS: dict[StakeKind, str] = {
    "board": "may appoint or remove a majority of the board of {}",
    "control": "controls {} or has dominant influence over it",
    "consolidation": "includes {} in its consolidated accounts",
    "trust": "has a role in the trust {} (settlor, trustee, beneficiary or protector)",
    "officer": "holds an office in {}",
    "other": "has an interest of another kind in {}",
}
"""What each kind of link without a size says, with a place for the name of what is held."""

CONTROL: frozenset[StakeKind] = frozenset({"board", "control", "consolidation", "trust"})
"""Links that may be control: a presumption that can be rebutted."""

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
    return (headline(proof), *_argument(proof), *_open_questions(proof), *_depth(proof))


def _argument(proof: Proof) -> Iterator[str]:
    told: set[str] = set()
    proved = {step.owned for step in proof.steps}
    for owned, steps in holdings(proof).items():
        for step in steps:
            if step.owner not in told and (step.owner_listed or step.owner not in proved):
                yield from _owner(step)
            told.add(step.owner)
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


def _owner(step: Step) -> Iterator[str]:
    """Why what this owner holds counts, where no earlier step says it."""
    name = named(step.owner_name, step.owner)
    for listing in step.owner_listed:
        yield listed(listing, name)
    if not step.owner_listed:
        yield f"Who {name} is, is not stated: it may be a listed party, and counts here as one."


def listed(listing: Listed, name: str) -> str:
    """Where a listing stands and since when; ``name`` is the owner's in the stakes."""
    facts = [f"measure {listing.measure}" + (f" ({listing.text})" if listing.text else "")]
    if listing.programmes:
        facts.insert(0, f"programme {', '.join(listing.programmes)}")
    since = f"on {listing.listed_on}" if listing.listed_on else "on a day that is not stated"
    record = f", record {listing.party}" if listing.party else ""
    law = LAW.get(listing.regime, listing.regime)
    standing = f"listed under {law} law {since}: {', '.join(facts)}{record}"
    says = f" ({listing.says})" if listing.says else ""
    if listing.certain:
        alias = f", as {listing.name}," if listing.name and listing.name != name else ""
        return f"{name} is{alias} {standing}{says}."
    party = listing.name or listing.party or "a listed party"
    return (
        f"{name} may be {party}{says}, which is {standing}. Whether they are the same is not "
        "confirmed; a person has to confirm it."
    )


def statement(step: Step) -> str:
    """Who states that who holds how much of whom, since when, and where that stands."""
    stake = step.stake
    told = _holds(stake, named(step.owned_name, step.owned))
    source = f"{step.source} states" if step.source else "It is stated"
    sentence = f"{source} that {named(step.owner_name, step.owner)} {told}{_aside(stake)}"
    place = _place(stake)
    said = [f"{sentence}{f' ({place})' if place else ''}."]
    if stake.kind in SIZED and step.counted != stake.share:
        why = ", the joint arrangement as a whole" if stake.joint_group else ""
        said.append(f"The rule counts {step.counted}{why}.")
    if stake.uncertain:
        said.append("A part of this statement could not be read: it may hold, or not.")
    return " ".join(said)


def _holds(stake: Stake, owned: str) -> str:
    if stake.kind not in SIZED:
        return LINKS[stake.kind].format(owned)
    if stake.share == MAYBE_NOTHING:
        return f"holds {stake.kind} of {owned}, of any number or none"
    if stake.share == UNKNOWN:
        return f"holds {stake.kind} of {owned}, and not how many"
    return f"holds {stake.share} of the {stake.kind} of {owned}"


def _aside(stake: Stake) -> str:
    """Days, arrangement, nominee and the source's own words, as far as they are stated."""
    said = ""
    if stake.nominee_for:
        said += f" as nominee for {stake.nominee_for}"
    if stake.joint_group:
        said += f" under the joint arrangement {stake.joint_group}"
    since = f"since {stake.since}" if stake.since else "since a day that is not stated"
    said += f", {since}"
    if stake.until:
        said += f" and until {stake.until}, that day included"
    return said + (f", in its words: “{stake.says}”" if stake.says else "")


def _place(stake: Stake) -> str:
    facts = (
        f"statement {stake.statement}" if stake.statement else "",
        f"of {stake.stated_on}" if stake.stated_on else "",
        stake.place,
    )
    return ", ".join(fact for fact in facts if fact)


def _control(step: Step) -> Iterator[str]:
    if step.stake.kind in CONTROL:
        who = step.source or "a statement without a named source"
        yield f"That link is established here by {who} alone, and can be rebutted."


def _conclusion(proof: Proof, owned: str, steps: Sequence[Step]) -> str:
    """What follows for one entity from the steps into it."""
    name = named(steps[0].owned_name, owned)
    found = f"Counted for {name}: {' and '.join(_found(proof, steps))}."
    if owned == proof.entity:
        return f"{found} The line is: {proof.line}. {name} {WORDS[proof.verdict]}."
    follows = "is" if proof.verdict in SETTLED else "would then be"
    return f"{found} So {name} {follows} over the line itself, and what it holds counts in full."


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


def counted(proof: Proof, steps: Iterable[Step]) -> str:
    """The sum of what is counted at the ends that the proof assumes: ``54.17 %``,
    ``more than 50 %``, ``up to 75 %``."""
    shares = [step.counted for step in steps]
    if all(share.is_exact for share in shares):
        return f"{percent(_sum(share.low for share in shares))} %"
    if proof.assumption == "highest":
        most = f"{percent(_sum(share.high for share in shares))} %"
        return f"less than {most}" if any(share.high_open for share in shares) else f"up to {most}"
    least = f"{percent(_sum(share.low for share in shares))} %"
    return f"more than {least}" if any(share.low_open for share in shares) else f"at least {least}"


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _excess(steps: Sequence[Step]) -> Iterator[str]:
    for kind in ("shares", "votes"):
        least = _sum(step.stake.share.low for step in steps if step.stake.kind == kind)
        if least > ALL:
            said = excess(least, f"{kind} of {named(steps[0].owned_name, steps[0].owned)}")
            yield f"{said[0].upper()}{said[1:]}."


def _open_questions(proof: Proof) -> Iterator[str]:
    """Why an ``unknown`` is no answer: what would have to be known."""
    if proof.verdict != "unknown":
        return
    name = named(proof.name, proof.entity)
    if proof.assumption == "highest":
        bands = [step for step in proof.steps if step.stake.kind in SIZED and _is_band(step)]
        if len(bands) == 1:
            yield _if_only(bands[0], name)
        elif bands:
            yield from (_ends(step) for step in bands)
            yield f"With the high ends {name} is over the line; with the low ends it is not."
    elif len({each.measure for step in proof.steps for each in step.owner_listed}) > 1:
        yield (
            "The owners stand under different measures and reach the line only together; what "
            "follows from that, the regulator has not said."
        )


def _is_band(step: Step) -> bool:
    return not step.stake.share.is_exact


def _if_only(step: Step, name: str) -> str:
    """The one share on which everything depends, at either end of its band."""
    owner, owned = named(step.owner_name, step.owner), named(step.owned_name, step.owned)
    high, low = _ends_of(step.stake.share)
    return (
        f"If {owner} holds {high} of {owned}, {name} is over the line; if it holds {low}, "
        f"{name} is not."
    )


def _ends(step: Step) -> str:
    owner, owned = named(step.owner_name, step.owner), named(step.owned_name, step.owned)
    if step.stake.share in (UNKNOWN, MAYBE_NOTHING):
        return f"How much {owner} holds of {owned} is not stated: it may be anything up to all."
    high, low = _ends_of(step.stake.share)
    return f"{owner} holds {high} of {owned} at the most, and {low} at the least."


def _ends_of(share: Share) -> tuple[str, str]:
    """The high and the low end of a band: ``50 %``, ``just above 25 %``."""
    high = f"{'just below ' if share.high_open else ''}{percent(share.high)} %"
    if not share.low and not share.low_open:
        return high, "nothing"
    return high, f"{'just above ' if share.low_open else ''}{percent(share.low)} %"


def _depth(proof: Proof) -> Iterator[str]:
    longest = depth(proof)
    if longest > 1:
        yield (
            f"The longest chain of this proof has {longest} links, from a listed owner down to "
            f"{named(proof.name, proof.entity)}."
        )


def depth(proof: Proof) -> int:
    """Links of the longest chain from a first owner down to any entity of the proof."""
    below: dict[str, int] = {}
    for owned, steps in holdings(proof).items():
        below[owned] = 1 + max(below.get(step.owner, 0) for step in steps)
    return max(below.values(), default=0)


def named(name: str, entity: str) -> str:
    """A name to speak of; the id where the stakes give none."""
    return name or entity
