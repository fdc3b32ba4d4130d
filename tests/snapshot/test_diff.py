"""What changed between two editions, told in kinds a compliance officer uses."""

import datetime
import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.dates import span
from interdict.lists.catalog import provenance, source_named
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Detail,
    Identifier,
    Measure,
    Name,
    NamePart,
    Party,
)
from interdict.snapshot.diff import Change, Difference, Renumbered, changes, compare
from listed_parties import PASSPORT, SDN, on, party

HANBIT = party(
    "ofac-sdn:3", "organization", "HANBIT TRADING", ("HANBIT CORP", "strong-alias"),
    listing=on("ofac-sdn", programmes=("DPRK",)),
)  # fmt: skip


def changed(before: Party, **facts: Any) -> Change:
    """What is told when a party's record gets these facts."""
    change = compare(before, msgspec.structs.replace(before, **facts))
    assert change is not None
    return change


def names(*full: str) -> tuple[Name, ...]:
    first, *others = full
    return (Name(full=first), *(Name(full=each, kind="strong-alias") for each in others))


def test_who_came_and_who_went_is_told_in_order_of_ids() -> None:
    found = changes(SDN[:3], [SDN[4], SDN[3], SDN[1]])
    assert [each.id for each in found.added] == ["ofac-sdn:4", "ofac-sdn:5"]
    assert [each.id for each in found.removed] == ["ofac-sdn:1", "ofac-sdn:3"]
    assert found.changed == ()


def test_a_renamed_party_keeps_its_old_name_as_an_alias() -> None:
    """The old name became an alias and the alias the name: one thing happened."""
    change = changed(HANBIT, names=names("HANBIT CORP", "HANBIT TRADING"))
    assert [each.says for each in change.differences] == ["renamed: HANBIT TRADING -> HANBIT CORP"]


def test_new_and_lost_aliases_are_told_one_by_one() -> None:
    change = changed(HANBIT, names=names("HANBIT TRADING", "HANBIT MARINE", "HANBIT CO"))
    assert [each.says for each in change.differences] == [
        "alias removed: HANBIT CORP",
        "alias added: HANBIT MARINE",
        "alias added: HANBIT CO",
    ]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"names": names("HANBIT GENERAL", "HANBIT CORP")}, "renamed"),
        ({"names": (HANBIT.names[0], Name(full="HANBIT CORP", kind="weak-alias"))},
         "name form changed"),
        ({"names": (Name(full="HANBIT TRADING", parts=(NamePart("family", "HANBIT"),)),
                    HANBIT.names[1])}, "name form changed"),
        ({"kind": "vessel"}, "kind changed"),
        ({"identifiers": (PASSPORT,)}, "identifier added"),
        ({"birth_dates": (BirthDate(span=span(1952)),)}, "birth date added"),
        ({"countries": (CountryFact(role="jurisdiction", code="kp"),)}, "country added"),
        ({"addresses": (Address(full="Pier 7", country="kp"),)}, "country added"),
        ({"gender": "male"}, "gender added"),
        ({"listings": (on("ofac-sdn", programmes=("DPRK2",)),)}, "programme added"),
        ({"listings": (on("ofac-sdn", Measure(kind="block"), programmes=("DPRK",)),)},
         "measure changed"),
        ({"listings": (msgspec.structs.replace(
            HANBIT.listings[0], listed_on=datetime.date(2022, 3, 1)),)}, "listing changed"),
        ({"listings": (*HANBIT.listings, on("un", programmes=("DPRK",)))}, "listing added"),
        ({"details": (Detail(label="Secondary sanctions risk", value="31 CFR 510.210"),)},
         "sanctions note added"),
    ],
)  # fmt: skip
def test_what_may_change_an_answer_is_material(facts: dict[str, Any], kind: str) -> None:
    change = changed(HANBIT, **facts)
    assert kind in change.kinds
    assert change.material


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"remarks": "Linked to nobody."}, "remark added"),
        ({"addresses": (Address(full="Pier 7"),)}, "address added"),
        ({"positions": ("Chairman",)}, "position added"),
        ({"details": (Detail(label="Vessel type", value="tug"),)}, "detail added"),
        ({"names": names("Hanbit  Trading", "HANBIT CORP")}, "wording changed"),
        ({"identifiers": (Identifier(kind="ogrn", value="1", note="expired"),)}, ""),
    ],
)
def test_what_changes_no_answer_is_told_and_not_material(facts: dict[str, Any], kind: str) -> None:
    before = HANBIT
    if "identifiers" in facts:
        before = msgspec.structs.replace(HANBIT, identifiers=(Identifier(kind="ogrn", value="1"),))
    change = changed(before, **facts)
    assert change.kinds == (kind or "wording changed",)
    assert not change.material


def test_where_a_fact_was_read_and_of_which_edition_is_no_change() -> None:
    moved = msgspec.structs.replace(
        HANBIT,
        provenance=provenance(source_named("ofac-sdn"), "f" * 64, datetime.date(2027, 1, 1), "3"),
        names=tuple(msgspec.structs.replace(name, field="alt/7") for name in HANBIT.names),
    )
    assert compare(HANBIT, moved) is None
    assert not changes([HANBIT], [moved])


def test_the_order_of_facts_is_no_change() -> None:
    before = msgspec.structs.replace(HANBIT, names=names("A ONE", "B TWO", "C THREE"))
    after = msgspec.structs.replace(HANBIT, names=names("A ONE", "C THREE", "B TWO"))
    assert compare(before, after) is None


def test_changes_that_alter_no_screening_can_be_left_out() -> None:
    remarked = msgspec.structs.replace(HANBIT, remarks="Ceased to exist.")
    found = changes([HANBIT], [remarked])
    assert found
    assert found.kinds == {"remark added": 1}
    assert not found.material


def test_parties_are_counted_by_programme() -> None:
    """One comes, one goes, one is re-programmed."""
    moved = msgspec.structs.replace(HANBIT, listings=(on("ofac-sdn", programmes=("DPRK4",)),))
    new = party("ofac-sdn:9", "person", "NEW, One", listing=on("ofac-sdn", programmes=("DPRK4",)))
    old = party("ofac-sdn:8", "person", "OLD, One", listing=on("ofac-sdn", programmes=("DPRK",)))
    counts = changes([HANBIT, old], [moved, new]).programmes
    assert msgspec.structs.asdict(counts["DPRK"]) == {
        "before": 2, "after": 0, "added": 0, "removed": 1, "joined": 0, "left": 1,
    }  # fmt: skip
    assert msgspec.structs.asdict(counts["DPRK4"]) == {
        "before": 0, "after": 2, "added": 1, "removed": 0, "joined": 1, "left": 0,
    }  # fmt: skip


def test_a_difference_says_what_became_of_the_fact() -> None:
    assert Difference(aspect="birth date", before="1952", after="1952-10-07").says == (
        "birth date changed: 1952 -> 1952-10-07"
    )
    assert Difference(aspect="alias", before="OLD").kind == "alias removed"


@given(st.lists(st.sampled_from(SDN), unique_by=lambda each: each.id), st.randoms())
def test_an_edition_never_differs_from_itself(parties: list[Party], dice: random.Random) -> None:
    shuffled = dice.sample(parties, len(parties))
    assert not changes(parties, shuffled)


@given(
    st.lists(st.sampled_from(SDN), unique_by=lambda each: each.id),
    st.lists(st.sampled_from(SDN), unique_by=lambda each: each.id),
)
def test_every_party_is_accounted_for(before: list[Party], after: list[Party]) -> None:
    found = changes(before, after)
    assert len(after) == len(before) + len(found.added) - len(found.removed)
    back = changes(after, before)
    assert (back.added, back.removed) == (found.removed, found.added)


def test_the_same_party_under_another_id_is_renumbered_where_ids_are_followed() -> None:
    later = msgspec.structs.replace(HANBIT, id="ofac-sdn:900")
    found = changes([HANBIT], [later], follow_ids=True)
    assert found.renumbered == (Renumbered(before=HANBIT, after=later),)
    assert not (found.added or found.removed or found.changed)
    assert (found.programmes["DPRK"].added, found.programmes["DPRK"].removed) == (0, 0)
    plain = changes([HANBIT], [later])
    assert (plain.added, plain.removed, plain.renumbered) == ((later,), (HANBIT,), ())


def test_a_renumbered_party_that_changed_is_told_as_both() -> None:
    moved = msgspec.structs.replace(HANBIT, id="ofac-sdn:900", remarks="other")
    found = changes([HANBIT], [moved], follow_ids=True)
    assert [each.after.id for each in found.renumbered] == ["ofac-sdn:900"]
    assert [change.kinds for change in found.changed] == [("remark added",)]


def test_what_two_parties_may_be_is_not_renumbered() -> None:
    twins = [msgspec.structs.replace(HANBIT, id=f"ofac-sdn:90{end}") for end in (1, 2)]
    found = changes([HANBIT], twins, follow_ids=True)
    assert (len(found.added), len(found.removed), found.renumbered) == (2, 1, ())


def test_another_birth_date_is_another_party() -> None:
    born = BirthDate(span=span(1970))
    later = msgspec.structs.replace(HANBIT, id="ofac-sdn:900", birth_dates=(born,))
    assert not changes([HANBIT], [later], follow_ids=True).renumbered
