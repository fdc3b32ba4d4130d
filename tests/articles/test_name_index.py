"""The index of listed names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.articles.name_index import KEPT, name_index, of_names, spelled, without_forms
from interdict.party import Name
from interdict.sample import open_starter
from interdict.snapshot.store import Home

WORDS = st.lists(st.sampled_from(["oil", "rosneft", "bank", "kim", "of"]), min_size=1, max_size=4)


def test_every_listed_name_is_found_and_longer_beginnings_are_not() -> None:
    index = of_names({("rosneft",): 2, ("rosneft", "oil", "company"): 2})
    found = list(index.find(["the", "rosneft", "oil", "firm"]))
    assert [(each.first, each.last) for each in found] == [(1, 1)]


def test_a_name_that_only_weak_aliases_bear_is_found_as_no_kind_of_party() -> None:
    index = of_names({("star",): 64, ("moon",): 64 | 2})
    assert [bool(each.kinds) for each in index.find(["star", "moon"])] == [False, True]


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_the_index_finds_what_a_plain_search_finds(names: list[list[str]], text: list[str]) -> None:
    known = {tuple(name): 2 for name in names}
    expected = {
        (first, first + length - 1)
        for first in range(len(text))
        for length in range(1, len(text) - first + 1)
        if tuple(text[first : first + length]) in known
    }
    assert {(each.first, each.last) for each in of_names(known).find(text)} == expected


@pytest.mark.parametrize("name", ["SECHIN, Igor", "SECHIN, Igor Ivanovich"])
def test_a_family_name_before_a_comma_may_stand_last(name: str) -> None:
    assert ("igor", "sechin") in list(spelled(Name(full=name), "person"))


def test_a_legal_form_may_be_missing() -> None:
    assert without_forms(("pjsc", "lukoil")) == ("lukoil",)
    assert without_forms(("lukoil", "oao")) == ("lukoil",)


def test_an_empty_index_finds_nothing() -> None:
    assert list(of_names({}).find(["rosneft"])) == []


@pytest.mark.parametrize("damage", [b"", b"short", b"flipped"])
def test_a_damaged_kept_index_is_built_again(tmp_path: Path, damage: bytes) -> None:
    snapshot = open_starter(Home(tmp_path / "home"))
    kept = tmp_path / "kept"
    name_index(snapshot, kept)
    (path,) = kept.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage == b"flipped" else damage)
    assert list(name_index(snapshot, kept).find(["rosneft"]))
    assert path.read_bytes() == whole


def test_an_index_that_cannot_be_kept_is_used_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    index = name_index(open_starter(Home(tmp_path / "home")), tmp_path / "file")
    assert list(index.find(["rosneft"]))


def test_a_folder_keeps_the_latest_indexes_alone(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        (tmp_path / f"{number}.names").write_bytes(b"of lists of long ago")
    name_index(open_starter(Home(tmp_path / "home")), tmp_path)
    assert len(list(tmp_path.glob("*.names"))) == KEPT
