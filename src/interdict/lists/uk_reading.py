"""From the entries of one edition of a UK list to its reading: none is lost."""

from collections.abc import Iterable
from hashlib import sha256

from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import Reading, ReadRequest
from interdict.lists.tabular_row import Notes
from interdict.lists.uk_entry import Entry
from interdict.lists.uk_party import PartyMaker
from interdict.party import Finding, Measure, Party


class Builder:
    """Takes entries and gives the reading; every entry is a party or a finding."""

    def __init__(self, source: str, request: ReadRequest) -> None:
        self.source = source_named(request.source or source)
        self.notes = Notes(self.source.id)
        self._request = request
        self._maker = PartyMaker(self.source, self.notes)
        self._parties: dict[str, Party] = {}
        self._rejected = 0

    def take(self, entry: Entry, measures: tuple[Measure, ...]) -> None:
        """One record becomes one party, or one finding of severity ``error``."""
        native = self._own_id(entry)
        if native is None:
            self.reject(entry.native, "the id, regime, kind and name are an earlier record's")
            return
        entry.native = native
        origin = provenance(self.source, self._request.edition, self._request.published, native)
        party = self._maker.party(entry, origin, measures)
        if party is None:
            self.reject(native, "the record has no name and cannot be screened")
        else:
            self._parties[native] = party

    def reject(self, where: str, cause: str) -> None:
        """A record that becomes no party."""
        self._rejected += 1
        self.notes.add("error", "unusable-record", f"{where}: {cause}; it was left out", where, "")

    def lost(self, findings: Iterable[Finding], rejected: int) -> None:
        """What a reader below found, and how many rows it could not read."""
        self.notes.take(findings)
        self._rejected += rejected

    def reading(self, *more: Finding) -> Reading:
        """All parties in the order of the file, and the findings."""
        return Reading(
            source=self.source.id,
            parties=tuple(self._parties.values()),
            findings=(*self.notes.findings(), *more),
            records=len(self._parties) + self._rejected,
            rejected=self._rejected,
        )

    def _own_id(self, entry: Entry) -> str | None:
        """The list's id; with a hash of regime, kind and name where it is missing or repeated.

        None where even that is taken: the record says nothing new about whom it names.
        """
        if entry.native and entry.native not in self._parties:
            return entry.native
        said = [*(each.regime for each in entry.listed), entry.first("kind")]
        said += [" ".join(name.parts) for name in entry.names[:1]]
        digest = sha256("\n".join(said).encode()).hexdigest()[:12]
        native = f"{entry.native}-{digest}" if entry.native else digest
        if native in self._parties:
            return None
        told = f"the id {entry.native} is repeated" if entry.native else "there is no id"
        code = "repeated-id" if entry.native else "missing-id"
        self.notes.add("warning", code, f"{told}; the id here is {native}", native, "")
        return native
