"""Interests of a statement of the Beneficial Ownership Data Standard as stakes.

Codes are those of the codelist *interestType* in versions 0.1 to 0.4, which write one code in
two ways (``voting-rights``, ``votingRights``). Shares are the component *Share*: in 0.1 and 0.2
``exclusiveMinimum`` and ``exclusiveMaximum`` are flags of the two ends, since 0.3 they are ends
themselves.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

import msgspec

from interdict.errors import UsageError
from interdict.ownership import share
from interdict.ownership.bods_fields import Fields, shown
from interdict.ownership.lifetime import Lifetime, lifetime
from interdict.ownership.share import ALL, MAYBE_NOTHING, NONE, UNKNOWN, Share
from interdict.ownership.stake import SIZED, Stake, StakeKind

KINDS: dict[str, StakeKind] = {
    "shareholding": "shares",
    "votingrights": "votes",
    "appointmentofboard": "board",
    "influenceorcontrol": "control",
    "otherinfluenceorcontrol": "control",
    "otherinfluenceorcontroloftrust": "control",
    "controlviacompanyrulesorarticles": "control",
    "controlbylegalframework": "control",
    "nominator": "control",
    "seniormanagingofficial": "officer",
    "boardmember": "officer",
    "boardchair": "officer",
    "settloroftrust": "trust",
    "settlor": "trust",
    "trusteeoftrust": "trust",
    "trustee": "trust",
    "protectoroftrust": "trust",
    "protector": "trust",
    "beneficiaryoftrust": "trust",
    "beneficiaryoflegalarrangement": "trust",
    "rightstosurplusassets": "other",
    "rightstosurplusassetsondissolution": "other",
    "rightstoprofitorincome": "other",
    "rightsgrantedbycontract": "other",
    "conditionalrightsgrantedbycontract": "other",
    "enjoymentanduseofassets": "other",
    "righttoprofitorincomefromassets": "other",
    "nominee": "other",
}
"""Code in small letters without hyphens -> what is held."""

CAPITAL = frozenset(
    ("rightstosurplusassets", "rightstosurplusassetsondissolution", "rightstoprofitorincome")
)
"""Rights to capital or profit: where a statement gives no shareholding they are the shares of
an entity that has no share capital (UK Russia Regulations 2019, Schedule 1)."""

_MANDATE = frozenset(("nominator", "nominee"))
"""Sides of an agreement to hold for another."""

UNTOLD = frozenset(("unknowninterest", "unpublishedinterest", ""))
"""Something is held, and nobody says what."""

LEVELS = frozenset(("direct", "indirect", "unknown"))


class Interest(msgspec.Struct, frozen=True, kw_only=True):
    """One interest: a stake whose holder is not yet filled in."""

    stake: Stake
    code: str
    """Our spelling of the code, as in ``KINDS``."""
    is_indirect: bool


def interests_of(details: Fields, blank: Stake) -> tuple[Interest, ...]:
    """The interests of a relationship, each made from ``blank`` (who, of what, where).

    A relationship without interests may hold anything: a stake of any size, or none.
    """
    given = list(details.objects("interests"))
    if not given:
        untold = msgspec.structs.replace(blank, share=MAYBE_NOTHING, says="interest not stated")
        return (Interest(stake=untold, code="", is_indirect=False),)
    codes = {_plain(each.values.get("type")) for each in given}
    has_shares = "shareholding" in codes
    read = [made for each in given for made in _interests(each, blank, has_shares)]
    return tuple(_added_up(read, details))


def _interests(given: Fields, blank: Stake, has_shares: bool) -> Iterator[Interest]:
    """One interest, once for each span of days that is as sure as the next is not."""
    code = _plain(given.values.get("type"))
    kind = KINDS.get(code, "shares")
    if code in CAPITAL and not has_shares:
        kind = "shares"
    known = code in KINDS or code in UNTOLD
    if not known:
        given.warn(
            "unknown-interest",
            "type",
            f"{shown(given.values.get('type'))} is no type of interest; it may be shares or not",
        )
    size = _share(given)
    if code in UNTOLD and size == UNKNOWN:
        size = MAYBE_NOTHING
    if code == "nominator" and size != UNKNOWN:
        kind = "shares"  # he is whom the nominee holds that part for
    level = _level(given)
    says = _says(given, level, size if kind not in SIZED else UNKNOWN)
    for span in _lifetime(given).spans:
        stake = msgspec.structs.replace(
            blank,
            kind=kind,
            share=size if kind in SIZED else UNKNOWN,
            since=span.since,
            until=span.until,
            uncertain=span.uncertain or not (known and given.values),
            says=says,
        )
        yield Interest(stake=stake, code=code, is_indirect=level == "indirect")


def _plain(code: object) -> str:
    """``voting-rights`` and ``votingRights`` are one code."""
    return code.replace("-", "").strip().lower() if isinstance(code, str) else ""


def _level(given: Fields) -> str:
    name = "interestLevel" if "interestLevel" in given else "directOrIndirect"
    level = given.text(name)
    if level and level not in LEVELS:
        given.warn("unknown-level", name, f"{level!r} is neither direct nor indirect")
    return level


def _says(given: Fields, level: str, size: Share) -> str:
    """The source's words: code, level where it is not direct, size of what has none here."""
    stated, details = given.values.get("type"), given.text("details")
    code = stated.strip() if isinstance(stated, str) else ""
    indirect = "indirect " if level == "indirect" else ""
    if not indirect and not details and _plain(code) in ("shareholding", "votingrights"):
        return ""
    about = f" of {size}" if size != UNKNOWN else ""
    return f"{indirect}{code or 'interest of unknown type'}{about}" + (
        f" ({details})" * bool(details)
    )


def _lifetime(given: Fields) -> Lifetime:
    """The days on which it surely is held, and those on which it may be."""
    stated = []
    for name in ("startDate", "endDate"):
        span = given.span(name)
        if span and span.earliest != span.latest:
            given.warn(
                "partial-date", name, f"{span} names no day; on days it may mean all is open"
            )
        stated.append(f"{given.values[name]}" if span else "?" * (name in given))
    known = lifetime(*stated)
    if known.problem and "?" not in stated:
        given.warn("ends-before-it-begins", "endDate", f"{known.problem}; it may hold on any day")
    return known


def _share(given: Fields) -> Share:
    """What ``share`` says: a number, a band, or unknown."""
    if "share" not in given:
        return UNKNOWN
    stated = given.inner("share")
    exact = stated.percentage("exact")
    low, low_open = _end(stated, "minimum", "exclusiveMinimum", max)
    high, high_open = _end(stated, "maximum", "exclusiveMaximum", min)
    if low is None and high is None:
        return UNKNOWN if exact is None else share.exact(exact)
    try:
        found = share.band(
            NONE if low is None else low,
            ALL if high is None else high,
            low_open=low_open if low is not None else high != NONE,
            high_open=high_open,
        )
    except UsageError as wrong:
        stated.warn("contradictory-share", "", f"{wrong}; the share counts as unknown")
        return UNKNOWN
    if exact is None:
        return found
    if _holds(found, exact):
        return share.exact(exact)
    stated.warn(
        "contradictory-share", "exact", f"{share.percent(exact)} is not {found}; both may be"
    )
    return share.band(min(found.low, exact), max(found.high, exact))


def _end(
    stated: Fields,
    inclusive: str,
    exclusive: str,
    tighter: Callable[[Fraction, Fraction], Fraction],
) -> tuple[Fraction | None, bool]:
    """One end of a band and whether it is left out."""
    number = stated.percentage(inclusive)
    flag = stated.values.get(exclusive)
    if isinstance(flag, bool):
        return number, flag and number is not None
    beyond = stated.percentage(exclusive)
    if beyond is None or number is None:
        return (number, False) if beyond is None else (beyond, True)
    return tighter(number, beyond), tighter(number, beyond) == beyond


def _holds(band: Share, number: Fraction) -> bool:
    if number in (band.low, band.high):
        return not (
            (number == band.low and band.low_open) or (number == band.high and band.high_open)
        )
    return band.low < number < band.high


def _added_up(interests: Sequence[Interest], details: Fields) -> Iterator[Interest]:
    """Several interests of one kind at one time as one, which admits both readings.

    A statement that gives 20 % and 30 % of the shares may mean two lots (50 %), or one lot told
    twice: at least the larger, at most the sum.
    """
    groups: dict[tuple[StakeKind, bool], list[Interest]] = {}
    links: dict[Stake, list[Interest]] = {}
    for each in interests:
        if each.stake.kind in SIZED:
            groups.setdefault((each.stake.kind, each.is_indirect), []).append(each)
        else:
            alike = each.code if each.code in _MANDATE else ""
            links.setdefault(msgspec.structs.replace(each.stake, says=alike), []).append(each)
    for same in links.values():  # chair and member of a board are one link, in two words
        says = _words(each.stake for each in same)
        yield msgspec.structs.replace(
            same[0], stake=msgspec.structs.replace(same[0].stake, says=says)
        )
    for (kind, _), group in groups.items():
        if len(group) == 1:
            yield from group
            continue
        periods = list(_periods([each.stake for each in group]))
        if all(len(active) == 1 for _, _, active in periods):
            yield from group
            continue
        details.warn(
            "several-shares",
            "interests",
            f"{len(group)} interests in {kind} hold at one time; they may be one or add up",
        )
        for since, until, active in periods:
            joined = _joined(active)
            stake = msgspec.structs.replace(joined, since=since, until=until)
            yield msgspec.structs.replace(group[0], stake=stake)


def _periods(
    stakes: Sequence[Stake],
) -> Iterator[tuple[datetime.date | None, datetime.date | None, list[Stake]]]:
    """(first day, last day, what holds on them all), in order."""
    first, last, day = datetime.date.min, datetime.date.max, datetime.timedelta(days=1)
    cuts = {each.since or first for each in stakes}
    cuts |= {each.until + day for each in stakes if each.until and each.until < last}
    starts = sorted(cuts)
    ends = [start - day for start in starts[1:]]
    for start, end in zip(starts, [*ends, None], strict=True):
        active = [x for x in stakes if (x.since or first) <= start <= (x.until or last)]
        if active:
            yield (None if start == first else start), end, active


def _joined(stakes: Sequence[Stake]) -> Stake:
    """What holds together; what is uncertain may add and proves nothing."""
    if len(stakes) == 1:
        return stakes[0]
    certain = [each.share for each in stakes if not each.uncertain]
    largest = max(certain or [each.share for each in stakes], key=lambda s: (s.low, s.low_open))
    high = min(ALL, sum((each.share.high for each in stakes), NONE))
    return msgspec.structs.replace(
        stakes[0],
        share=share.band(largest.low, high, low_open=largest.low_open and largest.low < high),
        uncertain=not certain,
        says=_words(stakes),
    )


def _words(stakes: Iterable[Stake]) -> str:
    return "; ".join(dict.fromkeys(each.says for each in stakes if each.says))
