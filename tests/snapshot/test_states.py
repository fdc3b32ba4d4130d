"""Naming two states of the lists, and what is said of how they differ."""

import datetime
from pathlib import Path

import msgspec
import pytest

from interdict.errors import NoLists, UsageError
from interdict.lists.intake import Instructions
from interdict.snapshot.archive import Archive
from interdict.snapshot.states import (
    ListChanges,
    State,
    compared,
    last_activations,
    last_editions,
    of_one_list,
    state_named,
)
from interdict.snapshot.store import Home
from interdict.update import add


def named(home: Home, asked: str) -> State:
    return state_named(home, Archive(home), asked)


def between(home: Home, before: str, after: str) -> tuple[ListChanges, ...]:
    states = of_one_list(named(home, before), named(home, after))
    return compared(Archive(home), *states)


def published(state: State) -> list[str]:
    return [f"{edition.source} {edition.published}" for edition in state.editions]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ofac-sdn@2022-02-28", ["ofac-sdn 2022-02-28"]),
        ("ofac-sdn@2022-03-30", ["ofac-sdn 2022-02-28"]),
        ("ofac-sdn", ["ofac-sdn 2022-03-31"]),
        ("2022-01-31", ["ofac-sdn 2022-01-31"]),
        ("2025-01-01", ["ofac-sdn 2022-03-31"]),
    ],
)
def test_a_state_is_the_newest_edition_published_by_a_day(
    three_editions: Home, asked: str, found: list[str]
) -> None:
    assert published(named(three_editions, asked)) == found


def test_snapshots_and_editions_are_named_by_the_beginning_of_their_id(
    three_editions: Home,
) -> None:
    current = three_editions.current()
    assert current is not None
    for asked in (current, current[:19], current.removeprefix("sha256:")[:8]):
        assert published(named(three_editions, asked)) == ["ofac-sdn 2022-03-31"]
    oldest = Archive(three_editions).editions()[0]
    assert named(three_editions, oldest.id[:10]).editions == (oldest,)


@pytest.mark.parametrize("asked", ["ofac-sdn@yesterday", "nowhere", "abc", "f" * 64, "un@2022"])
def test_what_names_nothing_is_refused_with_what_can_be_named(
    three_editions: Home, asked: str
) -> None:
    with pytest.raises(UsageError, match="2022-02-28"):
        named(three_editions, asked)


def test_a_day_before_the_oldest_edition_is_no_empty_list(three_editions: Home) -> None:
    with pytest.raises(NoLists, match="the oldest kept is of 2022-01-31"):
        named(three_editions, "ofac-sdn@2022-01-30")
    with pytest.raises(NoLists, match="none is kept at all"):
        named(three_editions, "un@2022-01-30")


def test_what_was_known_here_is_asked_of_our_own_history(
    three_editions: Home, small_lists: Path
) -> None:
    """The editions came today, so nothing was known in 2022."""
    with pytest.raises(NoLists, match="nothing was in force here on 2022-02-28"):
        named(three_editions, "known@2022-02-28")
    today = datetime.datetime.now(datetime.UTC).date()
    assert published(named(three_editions, f"known@{today}")) == ["ofac-sdn 2022-03-31"]


def test_one_list_asked_for_on_one_side_is_the_only_one(
    three_editions: Home, small_lists: Path
) -> None:
    add(three_editions, [small_lists / "un.xml"], Instructions())
    (only,) = between(three_editions, "ofac-sdn@2022-01-31", "2023-01-31")
    assert (only.list, len(only.changes.added)) == ("ofac-sdn", 3)
    with pytest.raises(UsageError, match="two lists"):
        between(three_editions, "ofac-sdn", "un")


def test_a_list_that_one_state_lacks_was_loaded_and_not_listed(
    three_editions: Home, small_lists: Path
) -> None:
    """Two UN parties were not designated that day."""
    add(three_editions, [small_lists / "un.xml"], Instructions())
    before, after = last_activations(three_editions)
    ofac, un = compared(Archive(three_editions), before, after)
    assert not ofac.changes
    assert not un.changes
    assert un.caveats == ("un is only in the later state, with 2 parties",)


def test_one_activation_or_one_edition_is_no_change(loaded_folder: Path, tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.raises(NoLists):
        last_activations(home)
    with pytest.raises(NoLists, match="1 edition of un is kept"):
        last_editions(Archive(Home(loaded_folder)), "un")


def test_editions_of_different_forms_are_compared_with_a_word_of_caution(
    three_editions: Home,
) -> None:
    old, new = Archive(three_editions).editions()[:2]
    xml = msgspec.structs.replace(new, form="ofac-xml")
    more = msgspec.structs.replace(new, files=(*new.files, ("alt.csv", "0", 1)))
    guessed = msgspec.structs.replace(new, dated_by="modification-time")
    for before, after, word in (
        (old, xml, "different forms"),
        (old, more, "1 files, the other 2"),
        (new, old, "published after the second"),
        (old, guessed, "file's own time"),
    ):
        made = compared(
            Archive(three_editions),
            State(label="a", editions=(before,)),
            State(label="b", editions=(after,)),
        )
        assert word in " ".join(made[0].caveats)
