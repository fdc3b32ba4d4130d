"""What looks broken is flagged with a suggestion; what only looks odd is not."""

import pytest
from clutter_samples import page

from interdict.articles.article_text import article_of

END = "\n\nThe ministry did not answer questions on Monday."


def flags(text: str) -> list[str]:
    return [finding.message for finding in article_of(page(text + END)).findings]


@pytest.mark.parametrize(
    ("broken", "suggestion"),
    [
        ("The ship sank, according the ministry.", "according to"),
        ("The the ship sank in May.".replace("The the", "In the the"), '"the"'),
        ("He said itâ€™s over.", "’"),
        ("The sanc\u00adtions hold.", '"sanctions"'),
        ("The sanc-\ntions hold.", '"sanctions"'),
        ("The \ufb01rm paid.", '"firm"'),
        ("An of cial paid.", '"official"'),
        ("It fell due the war.", "due to"),
        ("A government fell. The government fled. The goverment paid.", '"government"'),
    ],
)
def test_damage_is_flagged_with_a_suggestion(broken: str, suggestion: str) -> None:
    (message,) = flags(broken)
    assert suggestion in message


@pytest.mark.parametrize(
    "sound",
    [
        "He said that that was so.",
        "It had had enough.",
        "A by-product of the talks, according to the ministry.",
        "Pre- and post-war prices fell.",
        "The oil-\nrich state paid.",
        "He is 5'10\" tall.",
        "“We left.\n\n“We came back.”",
        "According to officials, it sank.",
    ],
)
def test_what_an_editor_lets_stand_is_not_flagged(sound: str) -> None:
    assert flags(sound) == []


def test_an_odd_quote_mark_is_flagged_at_its_place() -> None:
    text = 'He said "we left. Then he went home.' + END
    (finding,) = article_of(page(text)).findings
    assert (finding.code, finding.field) == ("odd-quote-marks", f"chars {text.index(chr(34))}-9")


def test_a_text_that_stops_within_a_sentence_is_flagged() -> None:
    text = (
        "The ministry spoke on Monday." + END + "\n\nThe president said on Monday that the bank sa"
    )
    (finding,) = article_of(page(text)).findings
    assert "stops" in finding.message


def test_dropped_lines_are_not_searched() -> None:
    assert flags("Read more: the the ship") == []
