"""What was found in an article is counted against its annotation one to one."""

from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from benchmarks.aligned import Aligned
from benchmarks.article_counts import Outcome, Share, is_source, is_unit, together
from benchmarks.article_scores import judged
from benchmarks.gold import read
from benchmarks.gold_records import Gold
from benchmarks.scores import Tally

from articles.stories import place, story
from interdict.articles.article import Article, Span
from interdict.articles.statements import (
    Claim,
    Disagreement,
    Event,
    Figure,
    Mention,
    Side,
    Source,
    StoryParty,
)

TEXT = """Rosneft said that output fell.

Share this

At least 600 soldiers died, Seoul says. Lukoil was not sanctioned.
"""
GOLD = """
style = "invented"
topic = "oil"
[[dropped]]
line = "Share this"
reason = "share-bar"
[[mention]]
party = "ROSNEFT"
spans = ["Rosneft"]
[[mention]]
party = "LUKOIL"
lists = "official"
spans = ["Lukoil"]
[[claim]]
source = "Rosneft"
cue = "said"
content = ["that output fell"]
form = "indirect"
stance = "asserted"
[[number]]
text = "At least 600"
low = 600
bound = "at-least"
unit = "dead"
source = "Seoul"
[[event]]
kind = "designation"
certainty = "denied"
sentence = "was not sanctioned"
[[disagreement]]
kind = "claims"
sides = ["output fell", "was not sanctioned"]
"""


class Found(NamedTuple):
    """What is judged, made by hand."""

    article: Article
    parties: tuple[StoryParty, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    (tmp_path / "oil.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "oil.toml").write_text(GOLD, encoding="utf-8")
    return read(tmp_path / "oil.toml")


ALL_KEPT = story(TEXT)
SEOUL = Source(how="named", name="Seoul", span=place(ALL_KEPT, "Seoul"))
ROSNEFT = Source(how="named", name="Rosneft", span=place(ALL_KEPT, "Rosneft"))
PARTIES = tuple(
    StoryParty(key=name, name=name, kind="organization", hits=(), verdicts={}, is_certain=True)
    for name in ("ROSNEFT", "LUKOIL")
)


def dropping(*words: str) -> Article:
    """The article with the lines dropped that hold these words."""
    lines = tuple(
        msgspec.structs.replace(line, dropped="share-bar")
        if any(word in line.span.of(TEXT) for word in words)
        else line
        for line in ALL_KEPT.lines
    )
    return msgspec.structs.replace(ALL_KEPT, lines=lines)


def mention(words: str, *parties: str) -> Mention:
    return Mention(
        span=place(ALL_KEPT, words), parties=parties, how="full-name", says="its full name"
    )


def claim(words: str, source: Source = ROSNEFT, **changed: Any) -> Claim:
    stated = {"form": "indirect", "stance": "asserted", **changed}
    return Claim(source=source, content=(place(ALL_KEPT, words),), sentences=(0,), **stated)


def figure(**changed: Any) -> Figure:
    stated = {"bound": "at-least", "low": Decimal(600), "unit": "dead", "source": SEOUL, **changed}
    return Figure(span=place(ALL_KEPT, "600"), sentence=2, **stated)


def event(**changed: Any) -> Event:
    stated = {"kind": "designation", "certainty": "denied", "sentence": 3, **changed}
    return Event(trigger=place(ALL_KEPT, "sanctioned"), **stated)


def outcome(gold: Gold, **found: Any) -> Outcome:
    return judged(gold, Found(**{"article": ALL_KEPT, **found}), "starter")


def test_clutter_is_counted_by_lines(gold: Gold) -> None:
    told = outcome(gold, article=dropping("Share"))
    assert told.tallies["dropped lines"] == Tally(found=1, missed=0, false=0, rejected=2)
    assert told.shares["dropped for the right reason"] == Share(1, 1)


def test_a_line_of_the_text_that_is_dropped_costs_its_sentences(gold: Gold) -> None:
    told = outcome(gold, article=dropping("soldiers"))
    assert told.tallies["dropped lines"] == Tally(found=0, missed=1, false=1, rejected=1)
    assert told.shares["body sentences lost"] == Share(2, 3)


def test_a_mention_needs_the_right_party(gold: Gold) -> None:
    right = outcome(gold, parties=PARTIES, mentions=(mention("Rosneft", "ROSNEFT"),))
    wrong = outcome(gold, parties=PARTIES, mentions=(mention("Rosneft", "LUKOIL"),))
    assert right.tallies["mentions"] == Tally(1, 0, 0, 0)
    assert wrong.tallies["mentions"] == Tally(0, 1, 1, 0)


def test_a_party_of_lists_that_are_not_loaded_is_neither_missed_nor_false(gold: Gold) -> None:
    told = outcome(gold, parties=PARTIES, mentions=(mention("Lukoil", "LUKOIL"),))
    assert told.tallies["mentions"] == Tally(0, 1, 0, 0)  # only Rosneft is missed
    assert judged(gold, Found(ALL_KEPT), "official").tallies["mentions"].missed == 2


def test_a_sure_place_that_is_left_open_is_found_but_said(gold: Gold) -> None:
    told = outcome(gold, parties=PARTIES, mentions=(mention("Rosneft", "ROSNEFT", "LUKOIL"),))
    assert told.tallies["mentions"].found == 1
    assert told.shares["mentions rightly sure or open"] == Share(0, 1)


def test_a_claim_is_found_by_its_content_and_then_asked_for_the_rest(gold: Gold) -> None:
    told = outcome(gold, claims=(claim("output fell", SEOUL, stance="denied"),))
    assert told.tallies["claims"] == Tally(1, 0, 0, 0)
    assert told.shares["claims with the right source"] == Share(0, 1)
    assert told.shares["claims with the right stance"] == Share(0, 1)
    assert told.shares["claims with the right form"] == Share(1, 1)


def test_a_second_claim_of_the_same_words_is_false(gold: Gold) -> None:
    told = outcome(gold, claims=(claim("output fell"), claim("that output fell")))
    assert told.tallies["claims"] == Tally(1, 0, 1, 0)


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, True),
        ({"low": Decimal(6)}, False),
        ({"bound": "exact"}, False),
        ({"unit": "wounded"}, False),
        ({"source": ROSNEFT}, True),
    ],
)
def test_a_number_needs_value_bound_and_unit(
    gold: Gold, changed: dict[str, Any], right: bool
) -> None:
    told = outcome(gold, figures=(figure(**changed),))
    assert told.tallies["numbers"] == (Tally(1, 0, 0, 0) if right else Tally(0, 1, 1, 0))


def test_an_event_is_known_by_kind_and_sentence(gold: Gold) -> None:
    sure = outcome(gold, events=(event(certainty="asserted"),))
    assert sure.tallies["events"] == Tally(1, 0, 0, 0)
    assert sure.shares["events with the right certainty"] == Share(0, 1)
    assert outcome(gold, events=(event(sentence=0),)).tallies["events"] == Tally(0, 1, 1, 0)


def test_a_disagreement_needs_two_of_its_sides(gold: Gold) -> None:
    def sides(*words: str) -> Disagreement:
        found = tuple(
            Side(statement="", source="", says=one, span=place(ALL_KEPT, one)) for one in words
        )
        return Disagreement(kind="claims", about="", sides=found)

    both = outcome(gold, disagreements=(sides("output", "sanctioned"),))
    one = outcome(gold, disagreements=(sides("output", "soldiers"),))
    assert both.tallies["disagreements"] == Tally(1, 0, 0, 0)
    assert one.tallies["disagreements"] == Tally(0, 1, 1, 0)


def test_every_failure_says_what_was_wanted_and_what_was_got(gold: Gold) -> None:
    told = outcome(gold, figures=(figure(bound="exact"),))
    (said,) = (f for f in told.failures if f.layer == "numbers")
    assert (said.article, said.what) == ("oil", "bound")
    assert said.wanted == "At least 600 = at-least 600 dead, Seoul"
    assert said.got == "600 = exact 600 dead, Seoul (named)"


def test_articles_are_counted_together(gold: Gold) -> None:
    told = together([outcome(gold, article=dropping("Share")), outcome(gold)])
    assert told.tallies["dropped lines"] == Tally(1, 1, 0, 4)


def test_a_source_is_right_by_the_words_that_tell() -> None:
    def named(name: str) -> Source:
        return Source(how="named", name=name)

    assert is_source("the US Treasury", named("US Treasury"), "")
    assert is_source("a senior Treasury official", named("senior official"), "")
    assert not is_source("a senior Treasury official", named("the Kremlin"), "")


def test_an_open_source_may_only_be_left_open() -> None:
    assert is_source("", Source(how="open"), "")
    assert not is_source("", Source(how="pronoun", name="Lukoil"), "")
    assert not is_source("Lukoil", Source(how="open"), "")


def test_a_unit_is_right_by_its_kind_or_by_the_words_counted() -> None:
    assert is_unit("troops", "soldiers", "North Korean soldiers")
    assert is_unit("refineries", "units", "oil refineries")
    assert not is_unit("dead", "wounded", "")


def test_places_lead_to_a_text_that_was_read_otherwise() -> None:
    aligned = Aligned("Home\n\nOil fell again.", "Oil  fell again.\nShare")
    assert aligned.place(Span(6, 14)) == Span(0, 9)
    assert aligned.place(Span(0, 4)) is None
