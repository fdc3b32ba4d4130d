"""Entities whose names are like somebody's: alike as screening has it."""

from interdict.ownership.stake import Entity
from interdict.screening.likely_entities import likely

WORKS = (
    Entity(id="s:1", name="Northern Timber Works GmbH"),
    Entity(id="s:2", name="Quiet Widgets Ltd"),
    Entity(id="s:3"),
)


def found(name: str) -> list[tuple[str, bool]]:
    asked = [Entity(id="asked", name=name)]
    return [(entity.id, confirmed) for _, entity, confirmed in likely(asked, WORKS)]


def test_a_full_name_without_its_legal_form_is_the_same() -> None:
    assert found("Northern Timber Works") == [("s:1", True)]


def test_a_misspelt_name_is_only_alike() -> None:
    assert found("Northern Timbre Works GmbH") == [("s:1", False)]


def test_another_name_is_nobody() -> None:
    assert found("Southern Paper Mill") == []


def test_nobody_is_like_anybody_of_an_empty_list() -> None:
    assert list(likely([Entity(id="asked", name="Works")], [])) == []
    assert list(likely([], WORKS)) == []
    assert list(likely([Entity(id="asked", name="Works")], [Entity(id="s:3")])) == []
