"""Disagreements: what cannot all be so stands side by side, and nothing else does."""

import pytest

from articles.stories import place, story
from interdict.articles.article import Article
from interdict.articles.disagreements import disagreements
from interdict.articles.figures import figures
from interdict.articles.statements import Certainty, Claim, Disagreement, Event, Source, Stance


def _claim(article: Article, content: str, name: str, stance: Stance = "asserted") -> Claim:
    span = place(article, content)
    sentence = article.sentence_at(span.start)
    return Claim(
        id=f"c-{span.start}",
        form="indirect",
        stance=stance,
        source=Source(how="named", name=name),
        content=(span,),
        sentences=(sentence.number if sentence else 0,),
    )


def _event(article: Article, trigger: str, certainty: Certainty, claim: str = "") -> Event:
    span = place(article, trigger)
    sentence = article.sentence_at(span.start)
    return Event(
        id=f"e-{span.start}",
        kind="designation",
        certainty=certainty,
        trigger=span,
        sentence=sentence.number if sentence else 0,
        claim=claim,
    )


def _numbers(text: str, told: dict[str, str], headline: str = "") -> tuple[Disagreement, ...]:
    article = story(text, headline)
    claims = [_claim(article, content, name) for content, name in told.items()]
    return disagreements(article, claims, figures(article, claims), ())


def _says(found: tuple[Disagreement, ...]) -> list[list[str]]:
    return [[side.says for side in one.sides] for one in found]


def test_two_sources_with_two_numbers_of_one_thing_stand_side_by_side() -> None:
    found = _numbers(
        "Seoul says at least 600 North Korean soldiers died in Kursk. "
        "Kyiv puts North Korean deaths in Kursk at about 1,000.",
        {"at least 600 North Korean soldiers died": "Seoul", "at about 1,000": "Kyiv"},
    )
    assert _says(found) == [["at least 600", "about 1,000"]]


def test_the_dead_of_two_nations_are_not_compared() -> None:
    found = _numbers(
        "Seoul says 600 North Korean soldiers died in Kursk. "
        "Kyiv says 4,000 Russian soldiers died in Kursk.",
        {"600 North Korean soldiers died": "Seoul", "4,000 Russian soldiers died": "Kyiv"},
    )
    assert found == ()


def test_two_numbers_of_one_source_are_a_count_that_goes_on() -> None:
    found = _numbers(
        "Seoul says 600 North Korean soldiers died in Kursk. "
        "Later Seoul said 900 North Korean soldiers died in Kursk.",
        {"600 North Korean soldiers died": "Seoul", "900 North Korean soldiers died": "Seoul"},
    )
    assert found == ()


def test_the_same_number_twice_is_no_disagreement() -> None:
    found = _numbers(
        "Seoul says 600 North Korean soldiers died in Kursk. "
        "Kyiv says 600 North Korean soldiers died in Kursk.",
        {"Seoul says 600": "Seoul", "Kyiv says 600": "Kyiv"},
    )
    assert found == ()


@pytest.mark.parametrize(
    "later", ["Kyiv says 900 more soldiers died in Kursk.", "Kyiv says 40 soldiers died in 2023."]
)
def test_what_comes_on_top_or_at_another_time_is_another_number(later: str) -> None:
    found = _numbers(
        f"Seoul says 600 soldiers died in Kursk in 2025. {later}",
        {"600 soldiers died": "Seoul", later[:-1]: "Kyiv"},
    )
    assert found == ()


def test_a_sentence_that_corrects_the_one_before_is_set_beside_it() -> None:
    found = _numbers(
        "Two Russian jets crossed the line. The border guard counted three aircraft, not two.",
        {"counted three aircraft, not two": "the border guard"},
    )
    assert [side.says for side in found[0].sides][:2] == ["Two", "three"]


def test_a_headline_number_that_the_text_lacks_is_shown() -> None:
    found = _numbers(
        "At least 600 North Korean soldiers have died in Kursk.", {}, "1,000 DEAD IN KURSK"
    )
    assert [(one.kind, [side.says for side in one.sides]) for one in found] == [
        ("headline", ["1,000", "At least 600"])
    ]


def test_a_rounded_headline_number_is_no_disagreement() -> None:
    assert _numbers("Some 612 soldiers died in Kursk.", {}, "600 DEAD IN KURSK") == ()


def test_a_headline_surer_than_its_text_is_shown() -> None:
    article = story("Lukoil could be blacklisted in May.", "LUKOIL BLACKLISTED")
    events = [
        _event(article, "BLACKLISTED", "asserted"),
        _event(article, "blacklisted", "conditional"),
    ]
    (found,) = disagreements(article, (), (), events)
    assert (found.kind, found.about) == ("headline", "how sure the designation is")


def test_a_headline_that_its_text_bears_out_is_not_shown() -> None:
    article = story("Lukoil was blacklisted in May.", "LUKOIL BLACKLISTED")
    events = [
        _event(article, "BLACKLISTED", "asserted"),
        _event(article, "blacklisted", "asserted"),
    ]
    assert disagreements(article, (), (), events) == ()


def test_a_denial_stands_beside_what_it_denies() -> None:
    article = story("Kyiv said Russia shelled the port of Odesa. Moscow denied shelling the port.")
    claims = [
        _claim(article, "Russia shelled the port of Odesa", "Kyiv"),
        _claim(article, "shelling the port", "Moscow", "denied"),
    ]
    (found,) = disagreements(article, claims, (), ())
    assert [side.source for side in found.sides] == ["Kyiv", "Moscow"]


def test_a_denial_of_something_else_stands_alone() -> None:
    article = story("Kyiv said prices rose in Lviv. Minsk denied shelling the port.")
    claims = [
        _claim(article, "prices rose in Lviv", "Kyiv"),
        _claim(article, "shelling the port", "Minsk", "denied"),
    ]
    assert disagreements(article, claims, (), ()) == ()


def test_nobody_denies_himself() -> None:
    article = story("Kyiv said it shelled the port. Kyiv denied it shelled the port.")
    claims = [
        _claim(article, "it shelled the port", "Kyiv"),
        _claim(article, "Kyiv denied it shelled the port", "Kyiv", "denied"),
    ]
    assert disagreements(article, claims, (), ()) == ()
