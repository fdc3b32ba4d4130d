"""What somebody decides about two records, brought into force: checked, compiled, logged, kept."""

import msgspec

from interdict.audit import AuditLog
from interdict.errors import UsageError
from interdict.snapshot.contradictions import contradiction
from interdict.snapshot.decisions import Decision, append, checked, path_of, read_decisions
from interdict.snapshot.identity import identity
from interdict.snapshot.opening import open_current, rejoined
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home
from interdict.update import activate


def decide(home: Home, decision: Decision) -> str:
    """Keep a decision and bring it into force; returns the snapshot's id.

    All or nothing: the snapshot is compiled before the log and the file of decisions are
    written. The log comes first: killed in between it holds a decision that the file does not,
    which counts for nothing until somebody decides again; one that counts and is not logged
    cannot be. Raises ``UsageError`` when the decision is about a record that is not there, or
    joins what contradicts without saying that it does.
    """
    decision = checked(decision, "the decision")
    with home.lock():
        before = open_current(home)
        path = path_of(home)
        decisions = (*read_decisions(path), decision)
        _refuse_impossible(before, decision)
        snapshot = rejoined(home, before, decisions)
        AuditLog(home.audit).append("decide-join", msgspec.to_builtins(decision))
        append(path, decision)
        activate(home, snapshot, before.editions)
    return snapshot


def _refuse_impossible(snapshot: Snapshot, decision: Decision) -> None:
    records = [snapshot.find(party) for party in decision.parties]
    for party, record in zip(decision.parties, records, strict=True):
        if record is None and decision.what != "withdraw":
            raise UsageError(
                f"{party} is in none of the lists in force, so nothing was decided: find its id "
                "with  interdict lists show NAME"
            )
    one, other = records
    if decision.what == "join" and not decision.despite and one and other:
        why = contradiction(identity(one), identity(other))
        if why:
            raise UsageError(
                f"{one.id} and {other.id} contradict each other ({why}), so nothing was "
                "decided: add --despite to join them all the same"
            )
