"""The page of changes: everything in it, nothing that runs, nothing that is not counted."""

import datetime
from html.parser import HTMLParser

import msgspec
import pytest

from interdict.party import Party
from interdict.report import changes as module
from interdict.report.changes import changes_json, page
from interdict.snapshot.diff import changes
from interdict.snapshot.states import ListChanges, State
from listed_parties import SDN, UN, edition

MADE = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)


def comparison(before: tuple[Party, ...], after: tuple[Party, ...]) -> ListChanges:
    return ListChanges(
        list="ofac-sdn",
        before=edition("ofac-sdn", before).edition,
        after=edition("ofac-sdn", after).edition,
        changes=changes(before, after),
    )


def states(label: str = "ofac-sdn of 2026-01-08") -> tuple[State, State]:
    return State(label=label, editions=()), State(label="later", editions=())


def shown(*lists: ListChanges, label: str = "before") -> str:
    return page(states(label), lists, MADE)


def test_every_party_that_came_went_or_changed_is_on_the_page() -> None:
    renamed = msgspec.structs.replace(
        SDN[0], names=(msgspec.structs.replace(SDN[0].names[0], full="OTHER, One"),)
    )
    said = shown(comparison(SDN[:3], (renamed, *SDN[2:5])))
    for name in ("VOLNA ENERGO", "GREY HERON", "AL-SAFADI, Yusuf Karim", "OTHER, One", "renamed"):
        assert name in said


def test_what_is_not_shown_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ON_PAGE", 2)
    said = shown(comparison((), SDN))
    assert f"The first 2 of {len(SDN)}" in said


def test_nothing_of_a_list_is_read_as_markup() -> None:
    evil = msgspec.structs.replace(
        SDN[0], names=(msgspec.structs.replace(SDN[0].names[0], full="<img src=x>&lt;"),)
    )
    said = shown(comparison((), (evil,)), label='"><script>')
    assert "<img" not in said
    assert "<script" not in said


class Tags(HTMLParser):
    """Open tags, to see that each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "lists",
    [
        (),
        (comparison(SDN, SDN),),
        (comparison(SDN, SDN[:4]), comparison((), SDN)),
        (ListChanges(list="un", before=None, after=edition("un", UN).edition,
                     changes=changes((), ())),),
    ],
)  # fmt: skip
def test_the_page_is_whole_whatever_changed(lists: tuple[ListChanges, ...]) -> None:
    tags = Tags()
    tags.feed(shown(*lists))
    assert tags.open == []


def test_the_json_has_every_key_and_the_same_bytes_each_time() -> None:
    made = changes_json(*states(), [comparison(SDN, SDN[1:])])
    assert list(made) == ["before", "after", "lists"]
    assert list(made["lists"][0]) == [
        "list", "before", "after", "caveats", "counts", "programmes", "added", "removed",
        "renumbered", "changed",
    ]  # fmt: skip
    again = changes_json(*states(), [comparison(SDN, SDN[1:])])
    assert msgspec.json.encode(made) == msgspec.json.encode(again)
