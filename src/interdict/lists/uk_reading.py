"""From the entries of one edition of a UK list to its reading: none is lost."""

from collections.abc import Iterable

from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import Reading, ReadRequest
from interdict.lists.own_ids import Claim, own_ids
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
        self._taken: list[tuple[Entry, tuple[Measure, ...]]] = []
        self._parties: list[Party] = []
        self._rejected = 0

    def take(self, entry: Entry, measures: tuple[Measure, ...]) -> None:
        """One record becomes one party, or one finding of severity ``error``."""
        self._taken.append((entry, measures))

    def _finish(self, entry: Entry, measures: tuple[Measure, ...], native: str) -> None:
        """A party under an id of its own, or a rejection."""
        if native != entry.native:
            told = f"the id {entry.native} is repeated" if entry.native else "there is no id"
            code = "repeated-id" if entry.native else "missing-id"
            self.notes.add("warning", code, f"{told}; the id here is {native}", native, "")
        entry.native = native
        origin = provenance(self.source, self._request.edition, self._request.published, native)
        party = self._maker.party(entry, origin, measures)
        if party is None:
            self.reject(native, "the record has no name and cannot be screened")
        else:
            self._parties.append(party)

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
        ids = own_ids([_claim(*each) for each in self._taken])
        for native, (entry, measures) in zip(ids, self._taken, strict=True):
            if native is None:
                self.reject(entry.native, "it repeats an earlier record word for word")
            else:
                self._finish(entry, measures, native)
        return Reading(
            source=self.source.id,
            parties=tuple(self._parties),
            findings=(*self.notes.findings(), *more),
            records=len(self._parties) + self._rejected,
            rejected=self._rejected,
        )


def _claim(entry: Entry, measures: tuple[Measure, ...]) -> Claim:
    """Regime, kind and name beside the list's own id."""
    said = [*(each.regime for each in entry.listed), entry.first("kind")]
    said += [" ".join(name.parts) for name in entry.names[:1]]
    return Claim(entry.native, "\n".join(said), f"{entry.whole}\n{measures}")
