"""An id stands for one party, and never for the next one on the day the first is delisted."""

from hypothesis import given
from hypothesis import strategies as st

from interdict.lists.own_ids import Claim, own_ids

ONE, TWO = Claim("7", "person\nObraz", "a"), Claim("7", "person\nPrimer", "b")


def test_a_number_that_two_parties_share_is_the_id_of_neither() -> None:
    """When the first goes, the second must not get the id that decisions about it name."""
    both = own_ids([ONE, TWO])
    assert "7" not in both
    assert len(set(both)) == 2
    assert own_ids([TWO, ONE]) == both[::-1]


def test_a_copy_changes_no_id() -> None:
    assert own_ids([ONE, ONE]) == ["7", None]


def test_namesakes_under_one_number_differ_by_what_else_is_said() -> None:
    namesake = ONE._replace(whole="c")
    found = own_ids([ONE, namesake, TWO])
    assert len(set(found)) == 3
    assert found[2] == own_ids([ONE, TWO])[1]


_claims = st.lists(st.builds(Claim, *(st.sampled_from(("", "a", "b")) for _ in range(3))))


@given(_claims)
def test_every_record_that_says_something_new_has_an_id_of_its_own(claims: list[Claim]) -> None:
    found = [own for own in own_ids(claims) if own is not None]
    assert len(found) == len(set(found))
    assert dict(zip(claims, own_ids(claims), strict=True)).keys() == set(claims)
