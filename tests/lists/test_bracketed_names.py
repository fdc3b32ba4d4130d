"""What brackets beside a name hold: an abbreviation goes, what tells namesakes apart stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.lists.bracketed_names import with_plain_spellings
from interdict.party import Name


def spellings(full: str, person: bool = False) -> list[str]:
    return [name.full for name in with_plain_spellings([Name(full=full)], person)]


@pytest.mark.parametrize(
    ("full", "plain"),
    [
        ("Example Industries Organization (EIO)", "Example Industries Organization"),
        ("Example Works (EXWO) 3rd Institute", "Example Works 3rd Institute"),
        ("Example Technologies Co., Ltd. (Example)", "Example Technologies Co., Ltd."),
        ("EXAMPLE RELIEF FOUNDATION (ERF)", "EXAMPLE RELIEF FOUNDATION"),
        ("HARAKAT UL-MITHAL / HUM", "HARAKAT UL-MITHAL"),
    ],
)
def test_an_abbreviation_is_left_out_of_one_spelling(full: str, plain: str) -> None:
    """Both spellings stand: the printed one first."""
    assert spellings(full) == [full, plain]


@pytest.mark.parametrize(
    "full",
    [
        "EXAMPLE FOUNDATION (PAKISTAN)",
        "Example Bank (Europe)",
        "Example Finance (UK) Limited",
        "Example Device (Shenzhen) Co., Ltd.",
        "Example Mills (Hmaw Bi/Pyi/Ywama)",
        "EXAMPLE EXCHANGE (BRANCH LOCATED IN NOWHERE)",
    ],
)
def test_a_place_in_brackets_stays(full: str) -> None:
    """Without it the branch would be called like its parent."""
    assert spellings(full) == [full]


def test_a_person_is_also_named_without_the_by_name() -> None:
    """But not by a single word."""
    assert spellings("Rashid Al-Mithali (The Moroccan)", person=True)[1] == "Rashid Al-Mithali"
    assert spellings("Romeo (Call sign)", person=True) == ["Romeo (Call sign)"]


def test_the_strength_of_an_alias_goes_with_it() -> None:
    """A primary name's plain spelling is an alias; a weak alias's is weak."""
    names = [
        Name(full="Example Works Alpha (EWA)", kind=kind) for kind in ("primary", "weak-alias")
    ]
    kinds = [name.kind for name in with_plain_spellings(names, person=False)]
    assert kinds == ["primary", "strong-alias", "weak-alias", "weak-alias"]


@given(st.text(max_size=60), st.booleans())
def test_the_printed_name_always_comes_first(full: str, person: bool) -> None:
    found = spellings(full, person)
    assert found[0] == full
    assert len(found) <= 2
