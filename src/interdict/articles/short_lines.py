"""Short lines that are made of nothing but certain words: share bars, times, menus, tags."""

import re

from interdict.articles.blocks import Block
from interdict.articles.furniture import Verdict
from interdict.articles.line_words import word_set

_MOST_WORDS = 24
_TOP = 6
"""Blocks from the top where a row of short entries is a menu, whatever they say."""

_NUMBER = re.compile(r"(?:\d[\d.,:]*(?:st|nd|rd|th|k|m|h|am|pm|min|mins|hrs|hr|gmt)?|[+-]\d{1,4})$")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\bago\b|\bnow\b")
_TIME_ALONE = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_ROW = re.compile(r"\s[|•·]\s")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_FULL_DATE = re.compile(
    r"(?:[A-Z]\w+ )?(?:[A-Z]\w{2,8},? )?"
    rf"(?:\d{{1,2}} {_MONTH}\.?,? \d{{4}}|{_MONTH}\.? \d{{1,2}},? \d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:,? \d\d?[:.]\d\d.{0,12})?$"
)
_SEPARATED = re.compile(r"\s[|•·>›»/]\s")
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*){1,30}$")
_HANDLE = re.compile(r"(?:@\w{2,30}[\s,]*){1,5}$")
_TWEET = re.compile(r"(?:(?:pic|t)\.\S{3,40} )?[—–-]+ ?.{1,60}\(@\w{2,30}\).{0,40}$")


def short_line(block: Block) -> Verdict | None:
    """Furniture by the words it is made of."""
    if _HASHTAGS.match(block.text):
        return Verdict("navigation", "hashtags alone")
    if _HANDLE.match(block.text) or _TWEET.match(block.text):
        return Verdict("other-clutter", "the name of an account alone")
    if not block.tokens or len(block.tokens) > _MOST_WORDS or block.is_quote:
        return None
    words = [token.lower() for token in block.tokens]
    if _is_share_bar(words):
        return Verdict("share-bar", "nothing but ways to share")
    if _is_menu(block, words):
        return Verdict("navigation", "nothing but sections of a site")
    return None


def time_line(block: Block) -> Verdict | None:
    """A date or time and nothing else, with a clock or a word such as "updated"."""
    words = [token.lower() for token in block.tokens]
    if _TIME_ALONE.match(block.plain):
        return Verdict("timestamp", "a time of day alone")
    if _is_dated_row(block):
        return Verdict("timestamp", "when it was published, among other facts of the page")
    if not is_date(block):
        return None
    stamped = any(word in word_set("stamp") for word in words)
    if stamped or _CLOCK.search(block.plain) or any(word in word_set("clock") for word in words):
        return Verdict("timestamp", "nothing but when it was published")
    return None


def _is_dated_row(block: Block) -> bool:
    """ "28 January 2026 · 6-minute read · Read in Burmese": a full date among short notes."""
    parts = _ROW.split(block.text)
    if not 2 <= len(parts) <= 6 or block.is_closed or len(block.tokens) > _MOST_WORDS:
        return False
    dated = sum(bool(_FULL_DATE.match(part.strip())) for part in parts)
    return dated >= 1 and all(len(part.split()) <= 5 for part in parts)


def is_date(block: Block) -> bool:
    """Is it made of dates and times alone?"""
    if not block.tokens or len(block.tokens) > _MOST_WORDS or block.is_quote:
        return False
    known = word_set("date") | word_set("clock") | word_set("stamp") | word_set("stamp_filler")
    words = [token.lower() for token in block.tokens]
    foreign = sum(not (word in known or _NUMBER.match(word)) for word in words)
    if foreign and not (foreign <= 3 < len(words) - foreign and _has_clock_and_year(block)):
        return False
    dated = any(word in word_set("date") for word in words) or _YEAR.search(block.plain)
    counted = any(_NUMBER.match(word) for word in words)
    stamped = any(word in word_set("stamp") and len(word) > 2 for word in words)
    return bool((dated and counted) or (stamped and (counted or dated or len(words) <= 3)))


def _has_clock_and_year(block: Block) -> bool:
    """ "All News 10:31 November 5, 2025": so full a date is a stamp, whatever stands beside it."""
    full = _CLOCK.search(block.plain) and _YEAR.search(block.plain)
    return bool(full) and not block.is_closed and block.sentences == 0


def _is_share_bar(words: list[str]) -> bool:
    share, filler = word_set("share"), word_set("share_filler")
    if not all(word in share or word in filler or _NUMBER.match(word) for word in words):
        return False
    named = sum(word in share for word in words)
    core = any(word in word_set("share_core") for word in words)
    return (core and named * 2 >= len(words)) or (named >= 2 and named == len(words))


def _is_trail(block: Block) -> bool:
    """Where the page stands on its site: "News > North Korea > Leadership"."""
    parts = _SEPARATED.split(block.text)
    return all(part[:1].isupper() and len(part.split()) <= 3 for part in parts)


def _is_menu(block: Block, words: list[str]) -> bool:
    menu = word_set("menu")
    if len(words) == 1 and block.is_shouted and words[0] in menu:
        return True
    if block.is_closed or len(words) < 2:
        return False
    known = sum(word in menu or word in ("and", "the") for word in words)
    separated = len(_SEPARATED.findall(block.text))
    if separated >= 3 and block.number < _TOP and len(words) <= 3 * (separated + 1):
        return True
    if separated >= 2 and block.number < _TOP and _is_trail(block):
        return True
    if separated >= 2 and not block.is_item:
        return known >= len(words) * 0.5
    return len(words) >= 4 and known == len(words) and not block.is_shouted
