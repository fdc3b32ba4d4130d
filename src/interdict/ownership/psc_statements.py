"""What a company says of its controllers where it registers none: statements and exemptions.

Words of Companies House's published enumeration (``psc_descriptions``, ``statement_description``);
partnerships have the same ones with ``-partnership`` at the end.
"""

from typing import Literal

Meaning = Literal["nobody", "somebody", "perhaps", "nothing"]
"""Whether somebody is there whom the register does not name.

``nobody``: nobody is, as far as the company knows. ``somebody``: somebody is. ``perhaps``: it is
not known. ``nothing``: it is about persons who are registered, or about changes."""

_MEANINGS: dict[str, Meaning] = {
    "no-individual-or-entity-with-signficant-control": "nobody",
    "no-individual-or-entity-with-significant-control": "nobody",  # spelled right, if ever
    "psc-exists-but-not-identified": "somebody",
    "psc-details-not-confirmed": "somebody",
    "steps-to-find-psc-not-yet-completed": "perhaps",
    "psc-contacted-but-no-response": "somebody",
    "psc-has-failed-to-confirm-changed-details": "nothing",
    "restrictions-notice-issued-to-psc": "somebody",
    "all-beneficial-owners-identified": "nothing",
    "no-beneficial-owner-identified": "perhaps",
    "at-least-one-beneficial-owner-unidentified": "somebody",
    "information-not-provided-for-at-least-one-beneficial-owner": "nothing",
    "at-least-one-beneficial-owner-unidentified-and-information-not-provided-for-at-least-one-"
    "beneficial-owner": "somebody",
    "nobody-has-become-or-ceased-to-be-a-beneficial-owner": "nothing",
    "somebody-has-become-or-ceased-to-be-a-beneficial-owner": "nothing",
    "no-change-beneficial-owner-relevant-period": "nothing",
    "change-beneficial-owner-relevant-period": "nothing",
    "no-trust-involved-relevant-period": "nothing",
    "trust-involved-relevant-period": "nothing",
    "no-change-beneficiary-relevant-period": "nothing",
    "change-beneficiary-relevant-period": "nothing",
}


def meaning_of(statement: str) -> Meaning | None:
    """What a statement means; None for one that is not known here."""
    return _MEANINGS.get(statement.removesuffix("-partnership"))
