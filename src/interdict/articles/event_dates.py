"""When an event happened or shall happen: the words that date it, and the day where it is settled.

A weekday, "yesterday" or a day without a year means something only beside the article's own
date; without it, and wherever two days may be meant, the day stays open and the reason is said.
"""

import datetime
import re
from typing import NamedTuple

from interdict import dates
from interdict.articles.article import Article, Span
from interdict.articles.statements import Certainty
from interdict.articles.wording import Wording

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?\b"
_WHEN = re.compile(
    rf"""(?<![\w-])(?:
      (?P<iso>(?:[Oo]n\s)?\d{{4}}-\d\d-\d\d)
    | (?P<worded>(?:[Oo]n\s)?(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?)
    | (?P<american>(?:[Oo]n\s)?{_MONTH}\s{_DAY}(?:,?\s\d{{4}})?)
    | (?P<month>[Ii]n\s(?:(?:early|mid|late)[\s-])?{_MONTH}(?:\s\d{{4}})?|{_MONTH}\s\d{{4}})
    | (?P<year>[Ii]n\s(?:early\s|late\s)?(?:19|20)\d\d)
    | (?P<weekday>(?:(?:[Oo]n|[Ll]ast|[Nn]ext|[Tt]his|[Bb]y|[Ll]ate|[Ee]arly)\s)*
        (?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:['’]s)?)
    | (?P<near>(?i:yesterday|today|tonight|tomorrow|this\smorning|earlier\stoday)(?:['’]s)?)
    | (?P<span>(?i:(?:last|this|next|earlier\sthis)\s(?:week|weekend|month|year)(?:['’]s)?))
    )(?![\w-])""",
    re.X,
)
_REPORTING = re.compile(r"\b(?:said|says|told|announced|reported|stated|confirmed)[\w\s]{0,12}$")
_BOUND = re.compile(
    rf"\b(?:until|till|through|since|before|after|by|from)\s(?:the\s)?(?:end\sof\s)?"
    rf"(?:{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d)[^;:()]*$|^[Bb]y\s.*$"
)
_YEAR = re.compile(r"\d{4}")
_WORDS_AWAY = 15
"""What a break between trigger and date counts for."""


class Dated(NamedTuple):
    """When, as far as it is known."""

    span: Span | None
    on: datetime.date | None
    says: str


UNDATED = Dated(None, None, "")


def dated(article: Article, words: Wording, trigger: Span, certainty: Certainty) -> Dated:
    """The words that date an event, and its day where the text and the article's date settle it."""
    found = _nearest(article.text, words, trigger)
    if found is None:
        return UNDATED
    span = Span(found.start(), found.end())
    if _tells_when_told(article.text, span, trigger, words):
        says = f"{article.words(span)!r} is when it was told, which need not be when it happened"
        return Dated(span, None, says)
    if bound := _BOUND.search(article.text[max(span.start - 12, 0) : span.end]):
        says = f"{' '.join(bound[0].split())!r}: where a time begins or ends, not the event's day"
        return Dated(span, None, says)
    ahead = certainty in ("planned", "conditional")
    on, says = _settled(found, article.page.published, ahead)
    return Dated(span, on, says)


def _nearest(text: str, words: Wording, trigger: Span) -> re.Match[str] | None:
    """The date fewest words away; one beyond a break of the sentence is further off."""
    start, end = max(words.starts[0], trigger.start - 600), min(words.end(-1), trigger.end + 600)
    found = list(_WHEN.finditer(text, start, end))
    return min(found, key=lambda one: _distance(words, trigger, one), default=None)


def _distance(words: Wording, trigger: Span, found: re.Match[str]) -> int:
    first = words.number_from(trigger.start)
    other = words.number_from(found.start())
    between = range(min(first, other) + 1, max(first, other) + 1)
    breaks = sum(words.gaps[n] == ";" or words.lower[n] in _APART for n in between)
    return abs(first - other) + _WORDS_AWAY * breaks


_APART = frozenset("which who whose where but while after before since until".split())


def _tells_when_told(text: str, span: Span, trigger: Span, words: Wording) -> bool:
    """ "said on Tuesday that it had shipped": the day belongs to the saying."""
    lead = text[max(span.start - 40, words.starts[0]) : span.start]
    told = _REPORTING.search(lead)
    return (
        told is not None
        and not trigger.start <= span.start - len(lead) + told.start() < trigger.end
    )


def _settled(
    found: re.Match[str], published: datetime.date | None, ahead: bool
) -> tuple[datetime.date | None, str]:
    kind = found.lastgroup or ""
    words = " ".join(found[0].split())
    if kind == "iso":
        on = dates.iso_or_none(words[-10:])
        return on, "" if on else f"there is no day {words[-10:]}"
    if kind in ("worded", "american"):
        return _day(words, published, ahead)
    if kind == "month":
        return None, f"{words!r}: a month, no day"
    if kind == "year":
        return None, f"{words!r}: a year, no day"
    if published is None:
        return None, f"{words!r} stays open: the article's own date is not known"
    if kind == "weekday":
        return _weekday(words, published, ahead)
    if kind == "near":
        return _near(words, published)
    return None, f"{words!r}, of an article of {published}: no single day"


def _day(
    words: str, published: datetime.date | None, ahead: bool
) -> tuple[datetime.date | None, str]:
    bare = re.sub(r"^[Oo]n |\bthe |\bof ", "", words).removeprefix("On ")
    if _YEAR.search(bare):
        on = dates.iso_or_none(bare)
        return on, "" if on else f"there is no day {bare}"
    if published is None:
        return None, f"{words!r} stays open: the text states no year, the article's date is unknown"
    years = (published.year, published.year + 1) if ahead else (published.year, published.year - 1)
    for year in years:
        on = dates.iso_or_none(f"{bare.rstrip('.')} {year}")
        if on is not None and (on >= published if ahead else on <= published):
            nearest, side = ("next", "from") if ahead else ("last", "up to")
            return (
                on,
                f"the {nearest} such day {side} the article's date, {published}",
            )
    return None, f"{words!r}: no such day near the article's date, {published}"


def _weekday(words: str, published: datetime.date, ahead: bool) -> tuple[datetime.date | None, str]:
    lower = words.lower().replace("’", "'").removesuffix("'s")
    name = lower.split()[-1]
    if lower.startswith(("last ", "next ", "on last ", "on next ")):
        return None, f"{words!r}, of an article of {published}: of this week or of another"
    away = published.weekday() - _WEEKDAYS.index(name)
    if ahead:
        on = published + datetime.timedelta(days=-away % 7)
        return on, f"the next {name.title()} from the article's date, {published}"
    on = published - datetime.timedelta(days=away % 7)
    return on, f"the last {name.title()} up to the article's date, {published}"


def _near(words: str, published: datetime.date) -> tuple[datetime.date, str]:
    lower = words.lower()
    step = -1 if lower.startswith("yesterday") else 1 if lower.startswith("tomorrow") else 0
    on = published + datetime.timedelta(days=step)
    return on, f"{words!r}, counted from the article's date, {published}"
