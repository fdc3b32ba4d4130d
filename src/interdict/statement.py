"""Who states a fact, when, where in which source, and with what authority.

Listings, names, stakes, licences and claims from articles share this provenance; they
differ only in authority (DESIGN, section 1). A party carries one ``Provenance`` for its
record; every fact inside it carries the ``field`` it was read from, and
``Party.provenance_of`` joins the two, so that no fact travels without its origin and no
origin is stored twice.
"""

import datetime
from typing import Literal

import msgspec

Authority = Literal["official", "registry", "filing", "analyst", "private", "news"]
"""Strength of a statement, strongest first. Only ``official`` changes a legal status
(invariant 11); ``private`` is a list that the user's own house keeps."""


class Provenance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The origin of one statement."""

    source: str
    """Catalogue id of the source, such as ``ofac-sdn``."""
    stated_by: str
    """Who asserts it, in words: ``OFAC``, ``UN Security Council``."""
    authority: Authority
    """How far the statement reaches."""
    edition: str
    """SHA-256 (hex) of the edition the statement was read from."""
    stated_on: datetime.date | None = None
    """Publication date of that edition; None when it is not known."""
    record: str = ""
    """The source's own id of the record (OFAC uid, UN reference number)."""
    field: str = ""
    """Where in the record: a column name, an element path or a text offset."""

    def at(self, field: str) -> "Provenance":
        """The same origin, pointing at one field of the record."""
        return msgspec.structs.replace(self, field=field)

    def __str__(self) -> str:
        when = f" of {self.stated_on}" if self.stated_on else ""
        place = f", {self.field}" if self.field else ""
        return f"{self.stated_by} ({self.source}{when}), record {self.record}{place}"
