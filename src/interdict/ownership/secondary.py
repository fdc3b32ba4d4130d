"""Exposure of a bank or company to US secondary sanctions through its dealings, with the evidence.

Apart from ``blocked``: whoever deals with certain blocked persons risks his own listing or his
correspondent accounts, and is not blocked by that (E.O. 14024, section 11, as amended by
E.O. 14114; OFAC FAQ 1148, 1151, 1181; the remarks "Secondary sanctions risk" on OFAC's lists).
Nothing here says that a dealing is significant: that has no numeric test, a person must judge.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from interdict.ownership import programmes
from interdict.ownership.dealing import Dealing
from interdict.ownership.listed import Listed
from interdict.ownership.programmes import ProgrammeTable
from interdict.ownership.reach import Reached, chain, held, holder
from interdict.ownership.stake import Stake
from interdict.ownership.verdict import VerdictWord
from interdict.party import Party

Closure = Callable[[Iterable[str]], Mapping[str, Reached]]
"""Everybody whom some entities own to 50 % or more: ``lambda ids: reach(ids, graph)``."""

SIGNIFICANT = "no number says what is significant: a person must judge the dealing"
OWNED = (
    "it is through ownership that the counterparty is reached: that the ground reaches such "
    "entities follows from their being blocked and is said by no FAQ that is known here"
)
OPEN = "whether they own it to 50 % or more is open: a band, or a statement that could not be read"


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """Why dealing with a listed entity exposes others."""

    entity: str
    """Id of the listed entity in the stakes."""
    id: str
    """Of the table's ``warning``; empty for a remark that it does not know."""
    says: str
    """OFAC's words, or what stands for them."""
    authority: str
    risk: str
    since: datetime.date | None = None
    """Dealings before this day do not count; None where it is not known."""
    banks_only: bool = False
    """It exposes foreign financial institutions and nobody else."""
    blocks: bool = True
    """The listing blocks, and so does what the entity owns to 50 % or more."""
    certain: bool = True
    """False: that the entity is the listed party is for a person to confirm."""
    caveat: str = ""


class Exposure(msgspec.Struct, frozen=True, kw_only=True):
    """One dealing on one ground."""

    party: str
    """Who is exposed."""
    counterparty: str
    verdict: VerdictWord
    """``secondary-risk``; ``unknown`` where a band leaves the counterparty's ownership open;
    ``review`` where a person must first confirm who the parties are. Never ``blocked``."""
    ground: Ground
    dealing: Dealing
    because: str
    """One sentence."""
    stakes: tuple[Stake, ...] = ()
    """Why the counterparty is blocked through ownership; empty where it is listed itself."""
    caveats: tuple[str, ...] = ()


def grounds_of_party(
    entity: str, party: Party, on: datetime.date, table: ProgrammeTable | None = None
) -> tuple[Ground, ...]:
    """The grounds that a party's record on OFAC's lists states or implies, for its entity."""
    table = table or programmes.shipped()
    known = {each.id: each for each in table.warnings}
    american = [listing for listing in party.listings if listing.regime == "us"]
    days = [listing.listed_on for listing in american if listing.listed_on]
    blocks = any(m.kind == "block" for listing in american for m in listing.measures)
    on_sdn = any(listing.list == programmes.SDN_LIST for listing in american)
    return tuple(
        Ground(
            entity=entity,
            id=risk.id,
            says=risk.says,
            authority=risk.authority,
            risk=risk.risk,
            since=_later(
                known[risk.id].from_ if risk.id in known else None, min(days, default=None)
            ),
            banks_only=risk.id in known and known[risk.id].banks_only,
            blocks=blocks or on_sdn,
            caveat=risk.caveat,
        )
        for risk in table.secondary_risks(party, on)
    )


def grounds_of_listed(
    listed: Listed, on: datetime.date, table: ProgrammeTable | None = None
) -> tuple[Ground, ...]:
    """The grounds that a block implies by its programme, where no record with remarks is known."""
    if listed.regime != "us" or not listed.in_effect(on) or listed.limb(on).word != "blocked":
        return ()
    return tuple(
        Ground(
            entity=listed.entity,
            id=each.id,
            says=f"{listed.name or listed.entity}: blocked under {each.programme}",
            authority=each.authority,
            risk=each.risk,
            since=_later(each.from_, listed.listed_on),
            banks_only=each.banks_only,
            certain=listed.certain,
            caveat=each.caveat,
        )
        for each in (table or programmes.shipped()).warnings
        if each.programme in listed.programmes and each.is_in_force(on)
    )


def exposures(
    dealings: Iterable[Dealing],
    grounds: Iterable[Ground],
    closure: Closure,
    on: datetime.date,
    name: Callable[[str], str] = str,
) -> tuple[Exposure, ...]:
    """Every dealing with somebody listed on such a ground, or blocked through those who are, as
    known on a day; in the order of the dealings.

    A dealing that ended before the ground's day does not count, nor one that begins after ``on``;
    one of unknown date counts, with a caveat. Dealings among the owner's own are dealings too.
    ``name`` tells what an entity is called in sentences.
    """
    exposing = _exposing(tuple(dict.fromkeys(grounds)), closure)
    return tuple(
        _exposure(dealing, way, name)
        for dealing in dealings
        for way in exposing.get(dealing.counterparty, ())
        if dealing.party != dealing.counterparty and _counts(dealing, way.since, on)
    )


class _Way(msgspec.Struct, frozen=True):
    """How an entity exposes others on a ground."""

    ground: Ground
    """Of a listed entity, itself or above."""
    stakes: tuple[Stake, ...] = ()
    """From the listed down to the entity; empty for the listed themselves."""
    certain: bool = True

    @property
    def since(self) -> datetime.date | None:
        """Dealings before this day do not count."""
        begun = [stake.since for stake in self.stakes if stake.since]
        return _later(self.ground.since, max(begun, default=None))


def _exposing(grounds: tuple[Ground, ...], closure: Closure) -> dict[str, list[_Way]]:
    """Entity -> how it exposes others. Those listed on the same ground are added up, as the 50
    percent rule does, and of those above an entity the one listed first dates the ground."""
    found: defaultdict[str, list[_Way]] = defaultdict(list)
    together: defaultdict[tuple[str, bool], dict[str, Ground]] = defaultdict(dict)
    for ground in grounds:
        found[ground.entity].append(_Way(ground))
        if ground.blocks:
            together[ground.id or ground.says, ground.certain].setdefault(ground.entity, ground)
    for same in together.values():
        owned = closure(sorted(same))
        for entity, reached in owned.items():
            stakes = chain(owned, entity)
            above = [same[each] for each in map(holder, stakes) if each in same]
            first = min(above, key=lambda ground: ground.since or datetime.date.min)
            found[entity].append(_Way(first, stakes, reached.certain))
    return dict(found)


def _later(one: datetime.date | None, two: datetime.date | None) -> datetime.date | None:
    return max((day for day in (one, two) if day is not None), default=None)


def _counts(dealing: Dealing, since: datetime.date | None, on: datetime.date) -> bool:
    ended_before = since is not None and dealing.until is not None and dealing.until < since
    return not ended_before and (dealing.since is None or dealing.since <= on)


def _exposure(dealing: Dealing, way: _Way, name: Callable[[str], str]) -> Exposure:
    ground = way.ground
    shown = " and ".join(f"{name(holder(s))} has {held(s, name(s.owned))}" for s in way.stakes)
    through = f", owned: {shown}" if shown else ""
    what = " ".join(filter(None, (dealing.what or "a dealing", dealing.amount)))
    source = f" (stated by {dealing.source})" if dealing.source else " (nobody named states it)"
    authority = f" [{ground.authority}]" if ground.authority else ""
    return Exposure(
        party=dealing.party,
        counterparty=dealing.counterparty,
        verdict=_word(dealing, way),
        ground=ground,
        dealing=dealing,
        because=f"{name(dealing.party)}: {what} with {name(dealing.counterparty)} {dealing.when}"
        f"{source}; "
        f"{ground.says}{through}{authority}; at risk: {ground.risk or 'not known to the table'}",
        stakes=way.stakes,
        caveats=tuple(_caveats(dealing, way, name)),
    )


def _word(dealing: Dealing, way: _Way) -> VerdictWord:
    if not way.ground.certain or (way.ground.banks_only and dealing.is_bank is not True):
        return "review"
    return "secondary-risk" if way.certain else "unknown"


def _caveats(dealing: Dealing, way: _Way, name: Callable[[str], str]) -> Iterator[str]:
    ground, since = way.ground, way.since
    yield SIGNIFICANT
    if not ground.certain:
        yield f"that {name(ground.entity)} is the listed party is for a person to confirm"
    if ground.banks_only and dealing.is_bank is None:
        yield "the ground is about foreign financial institutions: whether it is one is not stated"
    if ground.banks_only and dealing.is_bank is False:
        yield (
            "the ground is about foreign financial institutions, and it is stated to be none: "
            "others may be listed for material support"
        )
    if dealing.is_undated:
        yield "the day of the dealing is not stated: it counts as if it were in this time"
    elif since is not None and dealing.until is None and dealing.since and dealing.since < since:
        yield f"it began before {since} and no end is stated: it counts as lasting"
    elif since is not None and dealing.since is None:
        yield f"when it began is not stated: it ended after {since}"
    if since is None:
        yield "since when the ground holds for this party is not known: every day counts"
    if way.stakes and not way.certain:
        yield OPEN
    if way.stakes:
        yield OWNED
    if ground.caveat:
        yield ground.caveat
