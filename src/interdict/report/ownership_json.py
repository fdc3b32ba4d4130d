"""Ownership answers as JSON: shares as exact decimal text, dates ISO 8601, keys in one order."""

from collections.abc import Mapping
from typing import Any

import msgspec

from interdict.ownership.proof import Proof
from interdict.ownership.proof_words import sentences
from interdict.ownership.share import percent
from interdict.ownership.solution import OwnershipVerdict
from interdict.ownership.stake import Entity
from interdict.party import Regime
from interdict.screening.ownership import Answer, Owners
from interdict.screening.ownership_record import basis


def answers_json(
    owners: Owners, entity: Entity, answers: Mapping[Regime, Answer], proofs: bool = False
) -> dict[str, Any]:
    """What is said of one entity; with ``proofs`` also why, stake by stake."""
    return {
        "entity": {"id": entity.id, "name": entity.name, "kind": entity.kind},
        **basis(owners),
        "verdicts": {
            regime: verdict_json(answer.verdict)
            | {"licences": answer.licences, "secondary_risk": answer.secondary_risk}
            | _beside_json(answer)
            | (proof_json(answer.proof) if proofs else {})
            for regime, answer in sorted(answers.items())
        },
        "coverage": [
            {
                "list": piece.list,
                "edition": piece.edition,
                "published": piece.published.isoformat(),
                "confirmed": piece.confirmed.isoformat() if piece.confirmed else None,
                "parties": piece.parties,
            }
            for piece in owners.screener.coverage
        ],
        "stake_editions": [
            {
                "source": each.edition.source,
                "form": each.edition.form,
                "edition": each.edition.id,
                "stated_by": each.edition.stated_by,
                "authority": each.edition.authority,
                "published": each.published.isoformat(),
                "expires_on": each.edition.expires_on,
                "stakes": each.end - each.first,
            }
            for each in owners.stakes.editions
        ],
    }


def _beside_json(answer: Answer) -> dict[str, Any]:
    """Signs of a sham, an earlier block, and payments to blocked owners."""
    earlier, paid = answer.earlier_block, answer.payments
    return {
        "notes": answer.notes,
        "signs": [
            {"sign": each.sign, "because": each.because, "source": each.source,
             "caveat": each.caveat,
             "relations": [msgspec.to_builtins(relation) for relation in each.relations]}
            for each in answer.signs
        ],
        "earlier_block": earlier
        and {"last_day": earlier.last_day.isoformat(), "certain": earlier.is_certain,
             "says": earlier.says},
        "payments": paid and {"says": paid.says, "authority": paid.authority},
        "not_asked": answer.not_asked or None,
    }  # fmt: skip


def verdict_json(verdict: OwnershipVerdict) -> dict[str, Any]:
    """One regime's verdict."""
    stated = verdict.coverage
    return {
        "verdict": verdict.verdict,
        "share_low": percent(verdict.share_low),
        "share_high": percent(verdict.share_high),
        "because": verdict.because,
        "rule": verdict.rule,
        "authority": verdict.authority,
        "caveat": verdict.caveat or None,
        "owners_stated": None if stated is None else percent(stated),
    }


def proof_json(proof: Proof | None) -> dict[str, Any]:
    """A proof under its key, step by step and in words."""
    if proof is None:
        return {"proof": None}
    steps = [
        {
            "owner": step.owner,
            "owner_name": step.owner_name,
            "owned": step.owned,
            "owned_name": step.owned_name,
            "kind": step.stake.kind,
            "share": str(step.stake.share),
            "since": step.stake.since,
            "until": step.stake.until,
            "uncertain": step.stake.uncertain,
            "source": step.source,
            "statement": step.stake.statement or None,
            "place": step.stake.place or None,
            "owner_listed": [msgspec.to_builtins(each) for each in step.owner_listed],
        }
        for step in proof.steps
    ]
    return {
        "proof": {
            "line": proof.line,
            "assumption": proof.assumption,
            "steps": steps,
            "says": sentences(proof),
        }
    }
