"""What an answer carries, in the shape people read."""

import msgspec

from interdict.matching.evidence import Evidence
from interdict.screening.result import Hit
from listed_parties import on, party


def hit(*evidence: Evidence) -> Hit:
    both = msgspec.structs.replace(
        party("ofac-sdn:1", "organization", "VOLNA"),
        listings=(on("ofac-sdn"), on("ofac-nonsdn"), on("ofac-sdn", programmes=("X",))),
    )
    return Hit(party=both, score=0.9, matched_name="VOLNA", evidence=evidence, confirmed=False)


def test_lists_are_named_once_in_order() -> None:
    assert hit().lists == ("SDN List", "Consolidated Non-SDN List")


def test_a_hit_says_all_its_evidence_as_one_sentence() -> None:
    said = hit(
        Evidence("word", 0.9, "volna", "volna", "word Volna = Volna"),
        Evidence("floor", 0.0, "", "", ""),
        Evidence("country", 0.0, "ru", "ru", "Russia agrees"),
    ).says
    assert said == "word Volna = Volna; Russia agrees"
