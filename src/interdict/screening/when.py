"""The day that a screening is asked of."""

import datetime

import msgspec


class When(msgspec.Struct, frozen=True, kw_only=True):
    """Now, unless one of them says otherwise; ``as_of`` and ``known_on`` are two questions."""

    as_of: datetime.date | None = None
    """What was published, and had taken effect, by that day."""
    known_on: datetime.datetime | None = None
    """What was in force here at that moment (aware)."""
    today: datetime.date | None = None
    """The day of the answer, for what stands beside a verdict. None: the clock's. A replay gives
    the day that the audit record names."""

    @property
    def day(self) -> datetime.date:
        """The day whose facts count beside the lists."""
        if self.as_of is not None:
            return self.as_of
        if self.known_on is not None:
            return self.known_on.astimezone(datetime.UTC).date()
        return self.today or datetime.datetime.now(datetime.UTC).date()


NOW = When()
