"""Who is one and the same in a file, and who is nobody known."""

import pytest
from bods_statements import LEIS, Json, Read, company, held, person, record, shares


def test_official_numbers_are_ids_and_the_lei_goes_first() -> None:
    read = Read(company("harbour", numbers={"GB-COH": "1234567", "XI-LEI": LEIS[0]}))
    (entity,) = read.entities.values()
    assert entity.id == f"lei:{LEIS[0]}"
    assert [(n.kind, n.value, n.country) for n in entity.identifiers] == [
        ("registration", "01234567", "gb"),
        ("lei", LEIS[0], ""),
    ]


@pytest.mark.parametrize("number", ["n/a", "none", "00000000", "", "--"])
def test_a_number_that_names_nobody_joins_nobody(number: str) -> None:
    read = Read(
        company("harbour", numbers={"GB-COH": number}), company("mill", numbers={"GB-COH": number})
    )
    assert sorted(read.entities) == ["harbour", "mill"]


def test_a_wrong_check_digit_gives_no_id_and_is_told() -> None:
    read = Read(company("harbour", numbers={"XI-LEI": LEIS[0][:-1] + "0"}))
    assert list(read.entities) == ["harbour"]
    assert read.codes == ["invalid-lei"]


def test_two_records_with_one_number_are_one_holder() -> None:
    read = Read(
        company("mill", "Old Mill Ltd", {"GB-COH": "1234567"}),
        company("mill-again", "OLD MILL LIMITED", {"GB-COH": "01234567"}),
        held("mill", "harbour", shares(30)),
        held("mill-again", "dock", shares(30)),
    )
    assert {stake.owner for stake in read.stakes} == {"gb-coh:01234567"}
    assert read.entities["gb-coh:01234567"].other_names == ("Old Mill Ltd",)


def test_records_that_contradict_each_other_in_another_number_stay_two() -> None:
    read = Read(
        company("mill", numbers={"GB-COH": "1234567", "XI-LEI": LEIS[0]}),
        company("dock", numbers={"GB-COH": "1234567", "XI-LEI": LEIS[1]}),
    )
    assert sorted(read.entities) == sorted(f"lei:{lei}" for lei in LEIS)
    assert read.codes == ["contradicting-numbers"]


def test_a_person_and_a_company_with_one_number_stay_two() -> None:
    numbers = {"identifiers": [{"scheme": "IRL-TAXID", "id": "1234567T"}]}
    read = Read(
        company("mill", details=numbers),
        record("mara", "person", {"personType": "knownPerson", **numbers}),
    )
    assert len(read.entities) == 2


def test_a_record_that_calls_itself_an_official_number_is_not_taken_for_it() -> None:
    read = Read(company("gb-coh:01234567"), company("mill", numbers={"GB-COH": "1234567"}))
    assert sorted(read.entities) == ["gb-coh:01234567", "record gb-coh:01234567"]


def test_the_latest_name_goes_first_and_the_older_are_kept() -> None:
    read = Read(
        company("mill", "Old Mill Ltd", day="2019-01-01"),
        company("mill", "New Mill Ltd", day="2021-01-01", recordStatus="updated"),
    )
    entity = read.entities["mill"]
    assert (entity.name, entity.other_names) == ("New Mill Ltd", ("Old Mill Ltd",))


def mill_told(own: str, name: str, *replaces: str, number: str = "") -> Json:
    """A company in a statement of version 0.2."""
    return {
        "statementID": own,
        "statementType": "entityStatement",
        "entityType": "registeredEntity",
        "name": name,
        "identifiers": [{"scheme": "GB-COH", "id": number}] if number else [],
        "replacesStatements": list(replaces),
    }


def test_a_statement_that_replaces_another_is_about_the_same() -> None:
    read = Read(mill_told("m-1", "Old Mill"), mill_told("m-2", "New Mill", "m-1"))
    (entity,) = read.entities.values()
    assert (entity.id, entity.name, entity.other_names) == ("m-1", "New Mill", ("Old Mill",))


def test_two_that_replace_one_statement_stay_two() -> None:
    read = Read(
        mill_told("m-1", "Old Mill"),
        mill_told("m-2", "Mill A", "m-1"),
        mill_told("m-3", "Mill B", "m-1"),
    )
    assert sorted(each.name for each in read.entities.values()) == ["Mill A", "Mill B"]
    assert read.codes == ["contradicting-replacement"]


def test_a_replacement_under_another_number_is_another() -> None:
    read = Read(
        mill_told("m-1", "Old Mill", number="1234567"),
        mill_told("m-2", "New Mill", "m-1", number="7654321"),
    )
    assert len(read.entities) == 2
    assert read.codes == ["contradicting-replacement"]


@pytest.mark.parametrize(
    "nobody",
    [
        record("x", "person", {"personType": "anonymousPerson"}),
        record("x", "person", {"personType": "unknownPerson", "names": [{"fullName": "Unknown"}]}),
        record("x", "person", {"personType": "knownPerson"}),
        record("x", "entity", {"entityType": {"type": "unknownEntity"}}),
        record("x", "entity", {"entityType": "anonymousEntity"}),
    ],
)
def test_somebody_who_is_there_and_not_named_may_be_anybody(nobody: dict[str, object]) -> None:
    assert Read(nobody).entities["x"].is_unnamed


def test_an_interested_party_that_is_not_specified_is_an_unnamed_holder() -> None:
    reason = {"reason": "interestedPartyExemptFromDisclosure"}
    read = Read(company("harbour"), held(reason, "harbour", shares(60), key="k"))
    (stake,) = read.stakes
    assert read.entities[stake.owner].is_unnamed
    assert read.codes == ["unnamed-party"]


@pytest.mark.parametrize("reason", ["noBeneficialOwners", "subjectExemptFromDisclosure"])
def test_nobody_to_name_is_told_and_is_no_stake(reason: str) -> None:
    read = Read(company("harbour"), held({"reason": reason}, "harbour", key="k"))
    assert (read.stakes, read.codes) == ([], ["no-owner-stated"])


def test_a_holder_whom_nothing_describes_is_unnamed_under_his_key() -> None:
    read = Read(company("harbour"), held("mara", "harbour", shares(60)))
    assert read.entities["mara"].is_unnamed
    assert [each.code for each in read.findings] == ["missing-statement"]


def test_a_subject_that_is_a_person_is_told_and_kept() -> None:
    read = Read(person("mara"), person("ivo"), held("ivo", "mara", shares(60)))
    assert (read.lines, read.codes) == (["ivo > mara: shares 60 %"], ["owned-person"])
