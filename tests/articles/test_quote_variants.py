"""One quotation in two wordings."""

from articles.stories import story
from interdict.articles.claims import claims
from interdict.articles.quote_variants import quote_variants


def pairs(text: str, headline: str = "") -> list[tuple[str, str]]:
    article = story(text, headline)
    found = quote_variants(article, claims(article))
    return [(d.sides[0].says, d.sides[1].says) for d in found]


def test_two_translations_of_one_sentence_are_linked() -> None:
    text = (
        '"We will stand with our Russian comrades to the end," the minister said.\n\n'
        'State radio gave it otherwise. "We shall side with the Russian comrades until the very '
        'end," the minister said.'
    )
    assert len(pairs(text)) == 1


def test_different_remarks_of_one_speaker_are_not_linked() -> None:
    text = (
        '"We will never sell our refinery to strangers," Petrov said. He added: "Our refinery '
        'will open again after the winter repairs."'
    )
    assert pairs(text) == []


def test_the_same_words_twice_are_no_variants() -> None:
    text = (
        '"We will stand with our comrades," he said.\n\n"We will stand with our comrades," he said.'
    )
    assert pairs(text) == []


def test_like_words_of_two_named_speakers_are_not_linked() -> None:
    text = (
        '"We will fight until the enemy is destroyed," Petrov said.\n\n'
        '"We shall fight until the enemies are crushed," Kowalski said.'
    )
    assert pairs(text) == []


def test_neither_wording_is_called_verbatim() -> None:
    text = (
        '"Our heroes live for ever under this roof," Kim said.\n\n'
        '"Our heroes are to live eternally under this roof," Kim said.'
    )
    article = story(text)
    [linked] = quote_variants(article, claims(article))
    assert linked.kind == "quote-variants"
    assert len(linked.sides) == 2
