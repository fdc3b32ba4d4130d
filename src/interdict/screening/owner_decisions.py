"""What people decided about owners: which entity of the stakes is, or is not, a listed party.

``owners.toml`` in the data folder, in the form of ``joins.toml`` (``snapshot.decisions``): one
table per decision, oldest first, the last one on a pair counts. ``parties`` are the entity of
the stakes and the party's record; ``join`` confirms, ``part`` refuses, ``withdraw`` takes back.
"""

from pathlib import Path

import msgspec

from interdict.audit import AuditLog
from interdict.errors import UsageError
from interdict.snapshot.decisions import Decision, append, checked, read_decisions
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.stake_set import StakeSet
from interdict.snapshot.store import Home

FILE = "owners.toml"
HEADING = "# What people decided about owners: see docs/owners.md\n"


def path_of(home: Home) -> Path:
    """Where a home keeps these decisions."""
    return home.path / FILE


def decide(home: Home, stakes: StakeSet, snapshot: Snapshot, decision: Decision) -> None:
    """Keep a decision, which counts from the next answer on; logged first.

    Raises ``UsageError`` when it is about an entity or a party that is not there; what is gone
    can only be withdrawn.
    """
    entity, party = decision.parties
    decision = checked(decision, "the decision")
    with home.lock():
        read_decisions(path_of(home))  # what cannot be read stops all before anything is kept
        if decision.what != "withdraw":
            if stakes.node(entity) is None:
                raise UsageError(
                    f"{entity} is no entity of the stakes in force, so nothing was decided: its id "
                    "is shown by  interdict owners verdict NAME"
                )
            if snapshot.find(party) is None:
                raise UsageError(
                    f"{party} is in none of the lists in force, so nothing was decided: find its "
                    "id with  interdict lists show NAME"
                )
        AuditLog(home.audit).append("decide-owner", msgspec.to_builtins(decision))
        append(path_of(home), decision, HEADING)
