"""What the audit log keeps of an article tells later what was read, with what, and the answer."""

from typing import Any

import msgspec

from interdict.articles.record import story_record
from interdict.articles.reviewed import reviewed
from interdict.articles.story import Story

from .stories import story
from .told import claim, figure, mention, told

ARTICLE = story("Rosneft said that 600 workers died.")


def recorded(of: Story) -> dict[str, Any]:
    return story_record(reviewed(of, ()))


def tale(low: int = 600) -> Story:
    return told(
        ARTICLE,
        mentions=[mention(ARTICLE, "Rosneft", "t:rosneft")],
        figures=[figure(ARTICLE, "600", low)],
    )


def test_the_record_names_the_bytes_and_all_they_were_read_with() -> None:
    kept = recorded(tale())
    names = ("article", "sha256", "snapshot", "policy", "engine")
    assert [kept[name] for name in names] == [
        "story.txt", ARTICLE.page.sha256, "sha256:0", "p", "e",
    ]  # fmt: skip


def test_the_same_answer_has_the_same_hash_and_another_one_has_not() -> None:
    assert recorded(tale()) == recorded(tale())
    assert recorded(tale())["answer_sha256"] != recorded(tale(500))["answer_sha256"]


def test_an_optional_reader_that_added_something_is_named() -> None:
    said = msgspec.structs.replace(claim(ARTICLE, "600 workers died", "Rosneft"), by="spacy")
    assert recorded(told(ARTICLE, claims=[said]))["readers"] == ["spacy"]
    assert recorded(tale())["readers"] == []


def test_the_text_of_the_article_is_not_kept() -> None:
    assert "workers" not in msgspec.json.encode(recorded(tale())).decode()
