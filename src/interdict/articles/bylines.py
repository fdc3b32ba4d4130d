"""Who wrote it and from where: bylines, datelines that stand alone, notes about the author."""

import re

from interdict.articles.blocks import Block
from interdict.articles.furniture import Verdict
from interdict.articles.line_words import word_set

_BY = re.compile(
    r"(?:(?:(?:additional|further) )?(?:reporting|writing|report)|written|edited|editing|compiled|"
    r"posted|translated|produced|research(?:ed)?|story|words|text|authors?|analysis|opinion|"
    r"interview(?:ed)?|pictures|video|graphics?|as told to)?"
    r"\s?(?:\bby\b|:)\s*(?P<who>\S.{1,160})$",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'-]+"
_ROLE_LINE = re.compile(
    rf"{_NAME}(?: {_NAME}| (?:de|van|von|der|al|bin|la)){{1,4}}(?:\s?[,|/–—-]\s?|\s+in\s|"
    rf"\s+)(?P<rest>.{{2,80}})$"
)
_PAIR = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,2}}(?:(?:,| and| &) {_NAME}(?: {_NAME}){{1,2}}){{0,3}}$"
)
_DATELINE = re.compile(
    r"[A-Z][A-Za-z .,'/-]{2,50}?,?\s(?:[A-Z][a-z]{2,8}\.? \d{1,2},?(?: \d{4})?\s?)?"
    r"[(\[]?(?:Reuters|AP|AFP|TASS|Yonhap|Xinhua|KCNA|Bloomberg|UPI|dpa|Kyodo|Interfax|RFE/RL|"
    r"PTI|ANI)"
    r"[)\]]?\s?[-–—:.]*$"
)
_BIO = re.compile(
    r"(?:(?:Staff|Senior|Our|The|Freelance)? ?"
    r"(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor) )?"
    rf"{_NAME}(?: {_NAME}){{0,4}},? (?:is|was|has (?:been|reported|covered|written)|covers|"
    rf"reports|writes|"
    r"joined|works|worked|specialis|specializ|leads|contributes)\b.{0,500}$"
)
_BIO_DETAIL = re.compile(
    r"\b(?:based in|who covers|covering|covers|previously (?:worked|reported|"
    r"covered|at|with)|joined|"
    r"for the (?:paper|agency|newspaper|site)|can be reached|on twitter|tweets|@\w+|"
    r"author of|reports on|writes about|newsroom|views expressed|(?:his|her|their) own|"
    r"staff writer|senior reporter|bureau)\b",
    re.IGNORECASE,
)
_CONNECTORS = frozenset("and in for of the at with from de van von der al bin la on to our".split())


def byline(block: Block, place: float, beside_clutter: bool) -> Verdict | None:
    """A byline, or None; ``place`` is 0 at the top of the page and 1 at its end."""
    if len(block.tokens) > 90 or block.is_quote:
        return None
    if _is_by(block):
        return Verdict("byline", "names who wrote it")
    if _DATELINE.match(block.text):
        return Verdict("byline", "a dateline that stands alone")
    if _is_role_line(block) and (place < 0.35 or beside_clutter):
        return Verdict("byline", "a name with a post in a newsroom")
    if beside_clutter and place < 0.3 and not block.is_shouted and _PAIR.match(block.text):
        return Verdict("byline", "a name alone beside a line that is no text")
    if _is_bio(block, place, beside_clutter):
        return Verdict("byline", "about the author")
    return None


def _is_by(block: Block) -> bool:
    found = _BY.match(block.text.strip("()[]|•·-–— "))
    if not found:
        return False
    words = re.findall(r"[^\W\d_][\w.'-]*", found["who"])[:30]
    if not words or len(words) > 24:
        return False
    first = words[0].lower()
    agency = found["who"].lower().startswith(("the associated press", "the canadian press"))
    if not agency and (first in word_set("stop") or first in word_set("date")):
        return False
    roles = word_set("journalist")
    named = sum(w[0].isupper() for w in words)
    neutral = sum(w in _CONNECTORS or w.lower() in roles for w in words if not w[0].isupper())
    if not words[0][0].isupper() or named + neutral < len(words) * 0.8:
        return False
    return len(words) <= 14 or not block.is_closed or ";" in block.text


def _is_role_line(block: Block) -> bool:
    found = _ROLE_LINE.match(block.text)
    if not found or len(block.tokens) > 12 or (block.is_closed and not block.text.endswith(".")):
        return False
    words = [w.lower() for w in block.tokens]
    return any(
        w in word_set("journalist") - {"chief", "staff", "desk", "analyst"} for w in words
    ) and not (block.is_closed)


def _is_bio(block: Block, place: float, beside_clutter: bool) -> bool:
    if place < 0.6 or not _BIO.match(block.text):
        return False
    words = [w.lower() for w in block.tokens[:20]]
    newsroom = any(
        w in word_set("journalist") - {"chief", "staff", "desk", "analyst"} for w in words
    )
    details = len(_BIO_DETAIL.findall(block.text))
    return (newsroom and (details > 0 or beside_clutter)) or details >= 2
