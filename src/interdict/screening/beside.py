"""What stands beside a verdict and never changes its word: licences and secondary sanctions.

A blocked party stays blocked; the licences that a person may examine stand beside it. A remark
that warns of secondary sanctions is a fact about what others risk by dealing with the party,
so it stands beside whatever the party's own listing does.
"""

import datetime
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec

from interdict.ownership import licences, programmes
from interdict.ownership.licence_calendar import Standing, in_force
from interdict.ownership.licence_candidates import LicenceCandidate, candidates
from interdict.ownership.licences import LicenceTable
from interdict.ownership.programmes import SecondaryRisk
from interdict.ownership.verdict import Verdict
from interdict.party import Party
from interdict.screening.result import BesideBasis, Hit
from interdict.screening.verdicts import regime_word

BLOCKED = frozenset({
    "blocked", "blocked-by-definition", "blocked-by-ownership", "blocked-by-control",
})  # fmt: skip


class Beside:
    """The facts that stand beside verdicts, on one day.

    ``table`` is the licence table; None stands for the one that is shipped, which is read when
    somebody is first found blocked.
    """

    def __init__(self, on: datetime.date, table: LicenceTable | None = None) -> None:
        self.on = on
        self._table = table

    @property
    def table(self) -> LicenceTable:
        """The licence table asked."""
        return self._table or licences.shipped()

    @cached_property
    def _in_force(self) -> tuple[Standing, ...]:
        return in_force(self.table, self.on)

    def basis(self, found: Mapping[str, Verdict]) -> BesideBasis | None:
        """What stands beside these verdicts was taken from; None where nothing does."""
        if not any(verdict.licences or verdict.secondary_risk for verdict in found.values()):
            return None
        return BesideBasis(
            on=self.on,
            licences=self.table.id,
            programmes=programmes.shipped().id,
            caution=self.table.caution(self.on),
        )

    def verdicts(self, found: Mapping[str, Verdict], hits: Sequence[Hit]) -> dict[str, Verdict]:
        """The same verdicts with what stands beside each."""
        return {regime: self._verdict(regime, v, hits) for regime, v in found.items()}

    def _verdict(self, regime: str, verdict: Verdict, hits: Sequence[Hit]) -> Verdict:
        stated = self._licences(regime, hits) if verdict.verdict in BLOCKED else ()
        risks = self._risks(hits) if regime == "us" else ()
        if not stated and not risks:
            return verdict
        return msgspec.structs.replace(verdict, licences=stated, secondary_risk=risks)

    def _licences(self, regime: str, hits: Sequence[Hit]) -> tuple[LicenceCandidate, ...]:
        """One candidate per licence and party that is blocked; a hit to confirm is none."""
        return tuple(
            candidate
            for hit in hits
            if regime_word(hit, regime) in BLOCKED
            for candidate in candidates(self._in_force, hit.party, (regime,))
        )

    def _risks(self, hits: Sequence[Hit]) -> tuple[SecondaryRisk, ...]:
        """Of every confirmed hit of an official list; the same words of two lists stand once."""
        found: dict[tuple[str, str], SecondaryRisk] = {}
        for hit in hits:
            if hit.confirmed and hit.party.provenance.authority == "official":
                for risk in secondary_risks(hit.party, self.on):
                    found.setdefault((hit.party.primary_name, risk.tag), risk)
        return tuple(found.values())


def secondary_risks(party: Party, on: datetime.date) -> tuple[SecondaryRisk, ...]:
    """The grounds of US secondary sanctions that a party's listing states, on a day."""
    return programmes.shipped().secondary_risks(party, on)
