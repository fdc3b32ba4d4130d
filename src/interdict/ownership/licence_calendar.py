"""What of the licence table is in force on a day, what ends soon, and where it was interrupted.

A licence begins and ends at an instant in its issuer's zone (``2025-11-21 00:01 EST``), a
question names a day. So the answer is three-valued: in force for all of the day, for part of
it, or not. The day is one in the licence's own zone, unless another zone is asked for. Where no
hour is stated, the day of beginning and the day of end are ``part``: nobody may rely on more.
"""

import datetime
import zoneinfo
from collections.abc import Iterator
from typing import Literal

import msgspec

from interdict.ownership.licences import Edge, Licence, LicenceTable

Cover = Literal["all of the day", "part of the day", "not on this day"]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One licence on one day."""

    licence: Licence
    cover: Cover
    ends: Edge | None
    """When it ends: by its own words or because another version begins, what is earlier."""
    replaced_by: str = ""
    """Id of the version that ends it, where one does."""
    says: str = ""
    """One sentence: what of the day, and why not all of it."""


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A time between the end of a licence and the beginning of the version that renews it."""

    lapsed: Licence
    renewed: Licence
    begins: Edge
    ends: Edge

    @property
    def says(self) -> str:
        """``OFAC GL 134 lapsed ... and was renewed by ...``."""
        return (
            f"{self.lapsed.id} ended {self.begins} and was renewed by {self.renewed.id} from "
            f"{self.ends}: nothing in this table covers the time between"
        )


def end_of(table: LicenceTable, licence: Licence) -> tuple[Edge | None, str]:
    """When a licence ends, and the id of the version that ends it early, if one does."""
    own, successor = licence.ends, table.successor(licence)
    if successor is None or (own is not None and own.latest <= successor.begins.latest):
        return own, ""  # it runs out by itself, at the latest on the day the next one begins
    return successor.begins, successor.id


def standing(table: LicenceTable, licence: Licence, day: datetime.date, zone: str = "") -> Standing:
    """One licence on a day, counted in ``zone`` or, by default, in the licence's own."""
    first, last = _day(day, zone or licence.zone)
    begins = licence.begins
    ends, by = end_of(table, licence)
    if last <= begins.earliest or (ends is not None and first >= ends.latest):
        cover: Cover = "not on this day"
    elif begins.latest <= first and (ends is None or last <= ends.earliest):
        cover = "all of the day"
    else:
        cover = "part of the day"
    says = _says(licence, cover, (first, last), ends, by)
    return Standing(licence=licence, cover=cover, ends=ends, replaced_by=by, says=says)


def in_force(table: LicenceTable, day: datetime.date, zone: str = "") -> tuple[Standing, ...]:
    """Every licence in force for all or part of a day, in the table's order."""
    each = (standing(table, licence, day, zone) for licence in table.licences)
    return tuple(found for found in each if found.cover != "not on this day")


def ending(table: LicenceTable, day: datetime.date, days: int) -> tuple[Standing, ...]:
    """What is in force on a day and ends within so many days of it, the soonest first.

    A licence that is replaced without interruption ends too, and says by what.
    """
    last = day + datetime.timedelta(days=days)
    soon = [
        found
        for found in in_force(table, day)
        if found.ends is not None and found.ends.earliest.date() <= last
    ]
    return tuple(sorted(soon, key=lambda found: (found.ends, found.licence.id)))


def gaps(table: LicenceTable) -> tuple[Gap, ...]:
    """Every time between the end of a licence and its renewal, in the table's order."""
    return tuple(_gaps(table))


def gaps_on(table: LicenceTable, day: datetime.date, zone: str = "") -> tuple[Gap, ...]:
    """The gaps that some of a day lies in."""
    found = []
    for gap in gaps(table):
        first, last = _day(day, zone or gap.lapsed.zone)
        if gap.begins.earliest < last and first < gap.ends.latest:
            found.append(gap)
    return tuple(found)


def _gaps(table: LicenceTable) -> Iterator[Gap]:
    for licence in table.licences:
        ends, successor = licence.ends, table.successor(licence)
        if ends and successor and ends.latest < successor.begins.earliest:
            yield Gap(lapsed=licence, renewed=successor, begins=ends, ends=successor.begins)


def _day(day: datetime.date, zone: str) -> tuple[datetime.datetime, datetime.datetime]:
    """First instant of a day and of the next, in a zone: 23 to 25 hours apart."""
    place = zoneinfo.ZoneInfo(zone)
    following = day + datetime.timedelta(days=1)
    return (
        datetime.datetime.combine(day, datetime.time(), place),
        datetime.datetime.combine(following, datetime.time(), place),
    )


def _says(
    licence: Licence,
    cover: Cover,
    day: tuple[datetime.datetime, datetime.datetime],
    ends: Edge | None,
    by: str,
) -> str:
    replaced = f" (replaced by {by})" if by else ""
    if cover == "all of the day":
        return f"all of the day; to {ends}{replaced}" if ends else "all of the day; no end stated"
    first, last = day
    reasons = []
    if licence.begins.latest > first:
        reasons.append(f"begins {licence.begins}")
    if ends is not None and ends.earliest < last:
        reasons.append(f"ends {ends}{replaced}")
    if cover == "part of the day":
        return f"part of the day: {', '.join(reasons)}"
    ended = ends is not None and ends.latest <= first
    return f"ended {ends}{replaced}" if ended else f"begins only {licence.begins}"
