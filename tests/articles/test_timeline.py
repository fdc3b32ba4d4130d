"""What a folder of articles tells of a party, by day."""

import datetime

import msgspec
from tests.articles.stories import place, story
from tests.articles.told import told as tell

from interdict.articles.events import events
from interdict.articles.statements import Claim, Mention, Source, StoryParty
from interdict.articles.story import Story
from interdict.articles.timeline import timelines

LUKOIL = StoryParty(
    key="k", name="LUKOIL OAO", kind="organization", hits=(), verdicts={}, is_certain=True
)


def told(text: str, published: str = "", *, said: str = "") -> Story:
    """An article that names Lukoil once; ``said`` are the words of a claim in it."""
    day = datetime.date.fromisoformat(published) if published else None
    article = story(text, published=day, publisher="The Harbour Post")
    named = Mention(span=place(article, "Lukoil"), parties=("k",), how="alias", says="")
    claims = [
        Claim(
            form="indirect",
            stance="asserted",
            source=Source(how="open"),
            content=(place(article, said),),
            sentences=(0,),
        )
    ]
    happened = events(article, (LUKOIL,), (named,), ())
    made = tell(article, mentions=[named], claims=claims if said else [], events=happened)
    return msgspec.structs.replace(made, parties=(LUKOIL,))


def test_an_event_stands_on_its_own_day() -> None:
    (line,) = timelines([told("The US sanctioned Lukoil on 22 October 2025.", "2026-03-02")])
    assert line.entries[0].on == datetime.date(2025, 10, 22)
    assert line.entries[0].dated_from == "event"


def test_an_event_without_a_day_stands_on_the_articles_and_says_so() -> None:
    (line,) = timelines([told("The US sanctioned Lukoil.", "2026-03-02")])
    assert line.entries[0].dated_from == "article"


def test_what_has_no_day_comes_last() -> None:
    undated = told("The EU sanctioned Lukoil.")
    (line,) = timelines([undated, told("Britain sanctioned Lukoil.", "2025-10-15")])
    assert [entry.dated_from for entry in line.entries] == ["article", "none"]


def test_a_claim_that_names_the_party_stands_on_the_day_it_was_told() -> None:
    text = "Sources hold that Lukoil is poor."
    (line,) = timelines([told(text, "2026-03-02", said="Lukoil is poor")])
    assert (line.entries[0].what, line.entries[0].label) == ("claim", "claim, asserted")


def test_a_party_that_is_only_named_is_named_once_per_article() -> None:
    (line,) = timelines([told("Lukoil has an office here.", "2026-03-02")])
    assert [entry.label for entry in line.entries] == ["named once"]


def test_the_order_of_the_articles_changes_nothing() -> None:
    stories = [
        told("Britain sanctioned Lukoil.", "2025-10-15"),
        told("The US sanctioned Lukoil.", "2025-10-22"),
    ]
    assert timelines(stories) == timelines(stories[::-1])


def test_a_claim_whose_event_is_shown_is_not_told_twice() -> None:
    one = told("The US sanctioned Lukoil.", "2026-03-02", said="sanctioned Lukoil")
    named = [msgspec.structs.replace(each, claim=one.claims[0].id) for each in one.events]
    (line,) = timelines([msgspec.structs.replace(one, events=tuple(named))])
    assert [entry.what for entry in line.entries] == ["event"]
