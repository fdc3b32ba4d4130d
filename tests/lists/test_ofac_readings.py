"""From records to editions: whose list a record is on, and which number a relation means."""

from hypothesis import given
from hypothesis import strategies as st

from interdict.lists.ofac_readings import homes_by_list

SDN, CONS = frozenset(("ofac-sdn",)), frozenset(("ofac-nonsdn",))
BOTH = SDN | CONS
LISTS = st.dictionaries(st.text("123", min_size=1), st.sampled_from([SDN, CONS, BOTH]), min_size=1)


def test_a_file_whose_every_record_is_on_one_list_is_that_edition_only() -> None:
    """88 of the 442 parties of the non-SDN file stand on the SDN List too."""
    assert homes_by_list({"17022": BOTH, "17016": CONS}) == {"17022": CONS, "17016": CONS}


def test_in_a_file_of_both_lists_each_record_counts_where_it_stands() -> None:
    lists = {"17022": BOTH, "17016": CONS, "306": SDN}
    assert homes_by_list(lists) == lists


@given(LISTS)
def test_every_record_keeps_a_home_among_its_own_lists(lists: dict[str, frozenset[str]]) -> None:
    homes = homes_by_list(lists)
    assert homes.keys() == lists.keys()
    assert all(homes[uid] and homes[uid] <= lists[uid] for uid in lists)
