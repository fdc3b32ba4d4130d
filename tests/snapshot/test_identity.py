"""What of a record says whose it is."""

import pytest

from interdict.dates import DateSpan, parse
from interdict.party import (
    BirthDate,
    Detail,
    Identifier,
    Kind,
    Link,
    Listing,
    Party,
)
from interdict.snapshot.identity import identity, name_key
from listed_parties import party
from printed_records import numbered


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("PETRENKO, Boris Ivanovich", "Boris Ivanovich PETRENKO", "person"),
        ("Élodie GARCIA-LÓPEZ", "Garcia Lopez, Elodie", "person"),
        ("ПЕТРЕНКО Борис", "Борис Петренко", "person"),
        ("VOLNA ENERGO", "Limited Liability Company ‘Volna Energo’", "organization"),
        ("OAO Volna Energo", "VOLNA ENERGO PJSC", "organization"),
        ("Grey-Heron", "GREY HERON", "vessel"),
        ("백철수", "백철수", "person"),
    ],
)
def test_names_that_differ_in_writing_only_have_one_key(one: str, other: str, kind: Kind) -> None:
    assert name_key(one, kind) == name_key(other, kind) != ()


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Igor SETCHIN", "Igor SECHIN", "person"),
        ("Boris PETRENKO", "Boris Ivanovich PETRENKO", "person"),
        ("VOLNA ENERGO", "VOLNA ENERGO TRADING", "organization"),
        ("AB Bank", "Bank AS", "organization"),
        ("GREY HERON 7", "GREY HERON 8", "vessel"),
        ("王强", "汪强", "person"),
    ],
)
def test_likeness_is_not_equality(one: str, other: str, kind: Kind) -> None:
    assert name_key(one, kind) != name_key(other, kind)


@pytest.mark.parametrize(
    ("name", "kind"), [("Muhammad", "person"), ("!!!", "vessel"), ("", "person")]
)
def test_what_names_nobody_has_no_key(name: str, kind: Kind) -> None:
    assert name_key(name, kind) == ()


def test_a_party_of_unknown_kind_may_be_a_person_or_a_company() -> None:
    unknown = identity(party("bis:1", "unknown", "Volna Energo Ltd"))
    assert identity(party("eu:1", "organization", "VOLNA ENERGO")).names.keys() & unknown.names
    assert identity(party("eu:1", "person", "ENERGO, Volna Ltd")).names.keys() & unknown.names


def test_a_weak_alias_is_no_name_to_join_by() -> None:
    assert (
        len(identity(party("un:1", "person", "PAK Chol", ("Abu Karim", "weak-alias"))).names) == 1
    )


@pytest.mark.parametrize(
    ("kind", "number", "own"),
    [
        ("vessel", "imo:9234563", True),
        ("organization", "imo:9234563", False),
        ("vessel", "company-imo:6246853", False),
        ("organization", "company-imo:6246853", True),
        ("vessel", "inn:7707083893", False),
        ("person", "lei:253400YGH90JM0RMLU50", False),
        ("organization", "kpp:770701001", False),
        ("person", "passport:645120378", True),
        ("person", "passport:1234", False),
        ("person", "passport:UNKNOWN", False),
        ("person", "passport:0000000", False),
        ("vessel", "imo:9234560", False),
        ("unknown", "imo:9234563", True),
    ],
)
def test_only_a_partys_own_telling_numbers_count(kind: Kind, number: str, own: bool) -> None:
    found = identity(party("eu:1", kind, "GREY HERON", identifiers=(numbered(number),)))
    assert bool(found.numbers) is own


def test_a_number_that_is_noted_to_be_anothers_does_not_count() -> None:
    parent = Identifier(kind="inn", value="7707083893", valid=True, note="of the parent company")
    assert identity(party("eu:1", "organization", "VOLNA", identifiers=(parent,))).numbers == ()


def quoting(**facts: object) -> Party:
    return party("uk:DPR9001", "organization", "HANBIT", **facts)


@pytest.mark.parametrize(
    "quotes",
    [
        quoting(details=(Detail(label="UN Reference Number", value="KPe.901", field="F"),)),
        quoting(details=(Detail(label="Other", value="(UN Ref):KPe.901. Phone 1", field="F"),)),
        quoting(identifiers=(Identifier(kind="other", value="KPE901", raw="KPe.901", field="F"),)),
        quoting(
            listing=Listing(authority="X", regime="uk", list="L", reference="KPe.901", field="F")
        ),
    ],
)
def test_the_uns_number_is_read_wherever_a_list_quotes_it(quotes: Party) -> None:
    assert identity(quotes).references["the UN's KPe.901"] == "F"


def test_a_un_record_has_its_own_number_and_quotes_nobodys() -> None:
    own = party("un:KPe.901", "organization", "HANBIT", remarks="see also (UN Ref) KPe.902")
    assert "the UN's KPe.901" in identity(own).references


@pytest.mark.parametrize("text", ["Associated with Hanbit (KPe.901)", "KPe.901 owns it", "KPe.9"])
def test_a_number_in_a_story_is_somebody_elses(text: str) -> None:
    assert not any("UN" in each for each in identity(quoting(remarks=text)).references)


def test_a_record_that_quotes_two_numbers_of_the_un_proves_neither() -> None:
    details = tuple(Detail(label="UN reference", value=f"KPe.90{n}") for n in (1, 2))
    assert not any("UN" in each for each in identity(quoting(details=details)).references)


def test_the_uks_number_is_read_from_its_retired_list() -> None:
    listed = Listing(authority="OFSI", regime="uk", list="OFSI list", reference="RUS0273; BEL0001")
    found = identity(party("uk-ofsi:1", "person", "Igor Volna", listing=listed)).references
    assert set(found) == {"the UK's RUS0273", "the UK's BEL0001"}
    other = Listing(authority="EU", regime="eu", list="EU list", reference="RUS0273")
    assert identity(party("eu:1", "person", "Igor Volna", listing=other)).references == {}


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("1952-10-07", ["1952-10-07"]),
        ("1952", []),
        ("1952-10", []),
        ("circa 7 Oct 1952", []),
        ("1 Jan 1952", []),
        ("1952 to 1953", []),
    ],
)
def test_only_a_full_certain_day_is_a_birth_date_to_join_by(printed: str, days: list[str]) -> None:
    span = parse(printed)
    assert isinstance(span, DateSpan)
    found = identity(party("eu:1", "person", "PAK Chol", birth_dates=(BirthDate(span=span),)))
    assert list(found.birth_days) == days


def test_a_link_is_to_somebody_else_unless_it_says_copy() -> None:
    owner = Link(kind="owned-by", name="VOLNA", party="ofac-sdn:1", text="Owned By")
    copied = Link(kind="other", name="VOLNA", party="ofac-sdn:2", text="copy of", field="number")
    found = identity(party("csl:1", "organization", "VOLNA ENERGO", links=(owner, copied)))
    assert found.linked == {"ofac-sdn:1"}
    assert found.copies == {"ofac-sdn:2": "number"}
    assert found.linked_names == {("volna",)}


def test_a_link_that_names_the_party_itself_names_nobody_else() -> None:
    own = Link(kind="linked-to", name="Volna Ltd")
    assert identity(party("eu:1", "organization", "VOLNA", links=(own,))).linked_names <= {
        ("ltd", "volna")
    }
