"""Entities of different sources: one by an official number, never by a name."""

from interdict.ownership.stake import Entity
from interdict.party import Identifier
from interdict.snapshot.stake_nodes import Nodes, node_id

LEI = Identifier(kind="lei", value="5493001KJTIIGC8Y1R12", valid=True)
OTHER_LEI = Identifier(kind="lei", value="549300MLUDYVRQOOXS22", valid=True)
NUMBER = Identifier(kind="registration", value="01234567", country="gb")


def merged(*entities: tuple[str, Entity]) -> dict[str, Entity]:
    nodes = Nodes()
    for source, entity in entities:
        nodes.add(source, entity)
    return {entity.id: entity for entity, _ in nodes.merged()}


def test_a_shared_name_is_not_enough() -> None:
    found = merged(
        ("a", Entity(id="1", name="Harbour Ltd")), ("b", Entity(id="1", name="Harbour Ltd"))
    )
    assert set(found) == {"a:1", "b:1"}


def test_the_same_lei_makes_one_node_with_all_that_is_known() -> None:
    (one,) = merged(
        ("a", Entity(id="x", name="Harbour Ltd", kind="organization", identifiers=(LEI,))),
        ("b", Entity(id=f"lei:{LEI.value}", name="HARBOUR LIMITED")),
    ).values()
    assert (one.id, one.name, one.other_names) == (
        f"lei:{LEI.value}", "Harbour Ltd", ("HARBOUR LIMITED",),
    )  # fmt: skip
    assert one.kind == "organization"


def test_the_same_registration_joins_only_with_its_country() -> None:
    nowhere = Identifier(kind="registration", value="01234567")
    found = merged(
        ("a", Entity(id="1", identifiers=(NUMBER,))),
        ("b", Entity(id="2", identifiers=(NUMBER,))),
        ("c", Entity(id="3", identifiers=(nowhere,))),
    )
    assert set(found) == {"a:1", "c:3"}


def test_a_number_with_a_wrong_check_digit_joins_nobody() -> None:
    wrong = Identifier(kind="lei", value="5493001KJTIIGC8Y1R13", valid=False)
    both = (
        ("a", Entity(id="1", identifiers=(wrong,))),
        ("b", Entity(id="2", identifiers=(wrong,))),
    )
    assert len(merged(*both)) == 2


def test_two_leis_keep_entities_apart_that_share_another_number() -> None:
    nodes = Nodes()
    nodes.add("a", Entity(id="1", identifiers=(LEI, NUMBER)))
    nodes.add("b", Entity(id="2", identifiers=(NUMBER, OTHER_LEI)))
    assert len(list(nodes.merged())) == 2
    assert [finding.code for finding in nodes.findings] == ["contradicting-numbers"]


def test_numbers_join_through_a_third_record_in_any_order() -> None:
    records = [
        ("a", Entity(id="1", identifiers=(LEI,))),
        ("b", Entity(id="2", identifiers=(NUMBER,))),
        ("c", Entity(id="3", identifiers=(LEI, NUMBER))),
    ]
    assert merged(*records).keys() == merged(*reversed(records)).keys() == {"a:1"}


def test_ids_of_registers_mean_the_same_in_every_source() -> None:
    assert node_id("a", "gb-coh:01234567") == node_id("b", "gb-coh:01234567") == "gb-coh:01234567"
    assert node_id("a", "Harbour Ltd: the old one") == "a:Harbour Ltd: the old one"


def test_somebody_whom_only_a_stake_names_has_his_id_for_a_name() -> None:
    nodes = Nodes()
    nodes.mention("a", "Harbour Ltd")
    (entity,) = (entity for entity, _ in nodes.merged())
    assert (entity.id, entity.name) == ("a:Harbour Ltd", "Harbour Ltd")
