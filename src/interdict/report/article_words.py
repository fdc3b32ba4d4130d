"""Statements of an article in words: numbers with their bound, sources as far as they are known."""

from interdict.articles.statements import Figure, Source
from interdict.articles.story import Story

_BOUNDS = {
    "exact": "", "at-least": "at least ", "more-than": "more than ", "at-most": "at most ",
    "less-than": "less than ", "about": "about ", "between": "", "none": "",
}  # fmt: skip

TITLES: dict[str, str] = {
    "figures": "Numbers that differ",
    "claims": "Claims that disagree",
    "headline": "Headline and text differ",
    "quote-variants": "One quotation in two wordings",
}
"""What each kind of ``Disagreement`` is called on a page."""


def number_shown(figure: Figure, story: Story) -> str:
    """The number in digits with its bound; words such as "thousands" as they are."""
    if figure.low is None:
        return f'"{story.article.words(figure.span)}"'
    digits = f"{figure.low:,f}"
    if figure.high is not None:
        digits += f" to {figure.high:,f}"
    return f"{_BOUNDS[figure.bound]}{digits}"


def source_shown(source: Source, story: Story) -> str:
    """Who says it: the name, the words that stand for it, or that it is left open."""
    words = story.article.words(source.span) if source.span else ""
    if source.how == "writer":
        return "the article itself"
    if not source.name:
        return f'left open ("{words}")' if words else "left open"
    return f'{source.name} ("{words}")' if source.how == "pronoun" and words else source.name
