"""The sentences of a listing and of a stake: who states it, since when, and where it stands."""

from interdict.ownership.listed import Listed
from interdict.ownership.proof import Step
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, Share
from interdict.ownership.stake import SIZED, Stake, StakeKind

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


def named(name: str, entity: str) -> str:
    """A name to speak of; the id where the stakes give none."""
    return name or entity


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
        said.append(f"Counted here: {step.counted}, {_why_counted(stake, step.counted)}.")
    if stake.uncertain:
        said.append("A part of this statement could not be read: it may hold, or not.")
    return " ".join(said)


def _why_counted(stake: Stake, counted: Share) -> str:
    if counted.low == counted.high == stake.share.high:
        return "the high end"
    return "the joint arrangement as a whole" if stake.joint_group else "as the rule asks"


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
