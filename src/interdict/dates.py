"""Partial, approximate and ranged dates, as lists print them."""

import datetime

import msgspec


class DateSpan(msgspec.Struct, frozen=True, omit_defaults=True):
    """The days a stated date may mean: ``1962`` is 1962-01-01 to 1962-12-31.

    An exact date has ``earliest == latest``. ``circa`` marks a source's own doubt; how many
    years of tolerance that earns is the matcher's business, not the record's.
    """

    earliest: datetime.date
    latest: datetime.date
    circa: bool = False
