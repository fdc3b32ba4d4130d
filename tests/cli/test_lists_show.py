"""interdict lists show: one party as all lists print it."""

import pytest

from .conftest import Installation


def test_a_name_that_one_party_bears_is_enough(interdict: Installation) -> None:
    ran = interdict("lists", "show", "petrenko borys")
    assert ran.code == 0
    assert "PETRENKO, Boris Ivanovich  person, 1 record" in ran.out


def test_the_listing_is_shown_with_measure_date_and_basis(interdict: Installation) -> None:
    ran = interdict("lists", "show", "un:KPi.901")
    assert "UN    UN Security Council Consolidated List, since 2017-06-02, un:KPi.901" in ran.out
    assert "unstated: the published form does not say which measure" in ran.out
    assert "DPRK" in ran.out


def test_a_name_that_nobody_bears_whole_is_answered_with_candidates(
    interdict: Installation,
) -> None:
    ran = interdict("lists", "show", "Boris Petrenko")
    assert ran.code == 2
    assert "ofac-sdn:7001  PETRENKO, Boris Ivanovich (person)" in ran.err
    assert ran.out == ""


def test_the_sample_shows_one_party_of_two_lists_and_what_may_be_the_same(
    bare: Installation,
) -> None:
    ran = interdict_starter(bare, "ofac-nonsdn:17022")
    assert "organization, 2 records" in ran
    assert "one party: ofac-nonsdn:17022 = ofac-sdn:17022: OFAC numbers both 17022" in ran
    assert "may be the same: uk:RUS3064 PJSC Rosneft Oil Company" in ran
    assert "block: Block" in ran
    assert "sectoral-debt: 13662 Sectoral Directive 2" in ran


def test_a_subsidiary_is_not_shown_with_its_parent(bare: Installation) -> None:
    for name in ("ROSNEFT TRADE LIMITED", "ROSNEFT AERO", "LUKOIL-Perm"):
        assert name not in interdict_starter(bare, "ofac-sdn:17022")


def test_a_name_of_several_parties_asks_which(bare: Installation) -> None:
    ran = bare("lists", "show", "Rosneft", "--starter")
    assert ran.code == 2
    assert "is the name of several parties" in ran.err
    assert "uk:RUS3064  PJSC Rosneft Oil Company (organization)" in ran.err


def test_json_keeps_every_record_apart(bare: Installation) -> None:
    found = bare("lists", "show", "ofac-sdn:17022", "--starter", "--json").json
    assert (found["id"], found["cluster"]) == ("ofac-sdn:17022", "ofac-nonsdn:17022")
    assert [record["id"] for record in found["records"]] == ["ofac-sdn:17022", "ofac-nonsdn:17022"]
    assert {listing["record"] for listing in found["listings"]} == {
        "ofac-sdn:17022", "ofac-nonsdn:17022",
    }  # fmt: skip
    assert found["names"][0]["records"] == ["ofac-sdn:17022", "ofac-nonsdn:17022"]
    assert "OFAC numbers both 17022" in found["joins"][0]["says"]
    assert {"name-only"} == {r["basis"] for join in found["proposals"] for r in join["reasons"]}


@pytest.mark.parametrize("asked", ["ofac-sdn:7004", "imo:9234563"])
def test_a_record_alone_has_the_place_of_every_fact(interdict: Installation, asked: str) -> None:
    plain = interdict("lists", "show", asked, "--record")
    assert "read from" not in plain.out  # a table without a head
    assert "9234563" in plain.out
    record = interdict("lists", "show", asked, "--record", "--json").json
    assert record["id"] == "ofac-sdn:7004"
    assert record["provenance"]["source"] == "ofac-sdn"


def interdict_starter(installation: Installation, party: str) -> str:
    ran = installation("lists", "show", party, "--starter")
    assert ran.code == 0
    return " ".join(ran.out.split(" "))
