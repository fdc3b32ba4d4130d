"""Exposure to secondary sanctions as lines of a table: one per dealing and ground."""

from collections.abc import Iterator

from interdict.report.hits_table import Line
from interdict.screening.exposure import Evidence, Exposed

HEADER = (
    "party", "party_verdict", "counterparty", "verdict", "what", "amount", "from", "to",
    "stated_by", "statement", "place", "party_id", "listed", "joined_by", "ground", "authority",
    "ground_since", "at_risk", "owned", "caveats", "because",
)  # fmt: skip
"""``place`` is where the dealing stands in its table, ``party_id`` the record on the list."""


def lines(party: Exposed) -> Iterator[Line]:
    """The evidence of one party; one line without any where there is none."""
    for each in party.evidence:
        yield _line(party, each)
    if not party.evidence:
        empty = ("",) * (len(HEADER) - 3)
        yield (party.party, party.verdict, *empty, "; ".join(party.because))


def _line(party: Exposed, each: Evidence) -> Line:
    dealing, ground = each.dealing, each.ground
    return (
        party.party,
        party.verdict,
        dealing.counterparty,
        each.verdict,
        dealing.what,
        dealing.amount,
        str(dealing.since or ""),
        str(dealing.until or ""),
        dealing.source,
        dealing.statement,
        dealing.place,
        each.record,
        each.listed,
        each.joined_by,
        ground.says,
        ground.authority,
        str(ground.since or ""),
        ground.risk,
        "; ".join(each.owned),
        "; ".join(each.caveats),
        each.because,
    )
