"""The JSON of a screening has the contract's shape and is the same bytes every time."""

import json

import msgspec

from interdict.party import Query
from interdict.report.json import screening_bytes, screening_json
from sample_screenings import company_screening, person_screening, screening


def test_the_top_level_is_the_contracts() -> None:
    answer = screening_json(company_screening())
    assert list(answer) == [
        "query", "snapshot", "policy", "engine", "as_of", "hits_in_all", "hits", "verdicts",
        "coverage", "beside",
    ]  # fmt: skip
    assert answer["query"]["name"] == "Rosneft"
    assert answer["verdicts"]["us"]["verdict"] == "blocked"
    assert set(answer["coverage"][0]) >= {"list", "edition", "published", "confirmed", "parties"}


def test_a_hit_carries_party_score_name_and_evidence() -> None:
    (hit,) = screening_json(company_screening())["hits"]
    assert (hit["score"], hit["matched_name"]) == (1.0, "ROSNEFT")
    assert {"id", "kind", "names", "lists", "measures"} <= set(hit["party"])
    assert hit["party"]["id"] == "ofac-sdn:17022"
    assert hit["party"]["lists"] == ["SDN List"]
    assert hit["party"]["measures"] == ["block", "sectoral-debt"]
    assert set(hit["evidence"][0]) == {"feature", "points", "query", "party", "says"}


def test_a_listing_says_programmes_measures_and_dates() -> None:
    (hit,) = screening_json(company_screening())["hits"]
    (listing,) = hit["party"]["listings"]
    assert listing["programmes"] == ["UKRAINE-EO13662", "RUSSIA-EO14024"]
    assert listing["listed_on"] == "2025-10-22"
    assert listing["measures"][0] == {
        "kind": "block", "text": "Block", "effective_on": "2025-10-22",
    }  # fmt: skip


def test_what_is_absent_is_null_and_the_key_is_there() -> None:
    answer = screening_json(screening(Query(name="Jane Example")))
    assert answer["query"] == {
        "name": "Jane Example", "kind": None, "birth": None, "countries": [], "gender": None,
        "identifiers": [], "reference": None,
    }  # fmt: skip
    assert (answer["as_of"], answer["hits"]) == (None, [])


def test_dates_are_iso() -> None:
    answer = screening_json(person_screening())
    assert answer["query"]["birth"] == {
        "earliest": "1981-02-03", "latest": "1981-02-03", "circa": False,
    }  # fmt: skip
    assert answer["coverage"][1]["published"] == "2025-12-30"


def test_the_order_of_verdicts_does_not_change_the_bytes() -> None:
    answer = company_screening()
    turned = msgspec.structs.replace(answer, verdicts=dict(reversed(answer.verdicts.items())))
    assert screening_bytes(turned) == screening_bytes(answer)
    assert json.loads(screening_bytes(answer)) == screening_json(answer)
