"""Whether the stakes of a file lead from a holder to a company over others in between."""

from collections.abc import Iterable

from interdict.ownership.stake import Stake


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
