"""What the other statements of a file say of a stake: the way it goes, and for whom it is held."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from interdict.ownership.bods_interests import Interest
from interdict.ownership.reading import Report
from interdict.ownership.share import UNKNOWN
from interdict.ownership.stake import SIZED, Stake
from interdict.party import Finding

_APART = (
    "indirect interests whose way stands in the file in direct shares are kept as links and not "
    "counted a second time"
)
_DOUBTFUL = (
    "indirect interests whose way stands in the file in links other than shares may be in these or "
    "beside them: they are uncertain"
)


def finished(interests: Sequence[Interest], joint: set[str], report: Report) -> Iterator[Stake]:
    """The stakes, with what other statements say of them: ways, nominators, joint holding."""
    indirect = _Indirect(interests)
    nominators: dict[str, set[str]] = {}
    for each in interests:
        if each.code == "nominator":
            nominators.setdefault(each.stake.owned, set()).add(each.stake.owner)
    for each in interests:
        stake = indirect.stake(each)
        arrangement = stake.owned if each.code == "nominee" else stake.owner
        behind = nominators.get(arrangement, set()) - {stake.owner}
        if len(behind) == 1 and each.code != "nominator":
            stake = msgspec.structs.replace(stake, nominee_for=next(iter(behind)))
        if stake.owned in joint and stake.kind in SIZED:
            stake = msgspec.structs.replace(stake, joint_group=stake.owned)
        yield stake
    indirect.tell(report)


class _Indirect:
    """Indirect interests beside the direct stakes of the same file."""

    def __init__(self, interests: Sequence[Interest]) -> None:
        direct = [each.stake for each in interests if not each.is_indirect]
        self._shares = Ways(stake for stake in direct if stake.kind in SIZED)
        self._links = Ways(stake for stake in direct if stake.kind != "officer")
        self._apart = self._doubtful = 0

    def stake(self, interest: Interest) -> Stake:
        """The stake of an interest, as far as the file does not state it already."""
        stake = interest.stake
        if not interest.is_indirect or stake.kind not in SIZED:
            return stake
        if self._shares.lead(stake.owner, stake.owned):
            self._apart += 1
            says = f"{stake.says} of {stake.share}, made up of stakes stated apart"
            return msgspec.structs.replace(stake, kind="other", share=UNKNOWN, says=says)
        if self._links.lead(stake.owner, stake.owned):
            self._doubtful += 1
            return msgspec.structs.replace(stake, uncertain=True)
        return stake

    def tell(self, report: Report) -> None:
        """How many there were."""
        for code, what, count in (
            ("indirect-interest", _APART, self._apart),
            ("indirect-over-links", _DOUBTFUL, self._doubtful),
        ):
            if count:
                report.note(Finding(severity="note", code=code, message=what, count=count))


class Ways:
    """The holders of everything, for looking upwards."""

    def __init__(self, stakes: Iterable[Stake]) -> None:
        self._owners: dict[str, set[str]] = {}
        for stake in stakes:
            self._owners.setdefault(stake.owned, set()).add(stake.owner)

    def lead(self, owner: str, owned: str) -> bool:
        """Is there a way from one to the other with somebody in between?"""
        seen = {owned}
        waiting = [each for each in self._owners.get(owned, ()) if each not in (owner, owned)]
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            above = self._owners.get(here, set())
            if owner in above:
                return True
            waiting.extend(above - seen)
        return False
