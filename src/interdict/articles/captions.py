"""Captions: a picture's line is told by several signs that add up, or by its credit alone."""

import re

from interdict.articles.blocks import Block
from interdict.articles.furniture import Verdict

ENOUGH = 3
"""Points that make a caption."""

_CREDITS = (
    r"REUTERS|Reuters|AP|AFP|EPA|EPA-EFE|KCNA|TASS|Yonhap|Xinhua|Getty Images|Shutterstock|Alamy|"
    r"Associated Press|Anadolu|Bloomberg|Sputnik|PA|Kyodo|Handout|File|Supplied|Wikimedia Commons|"
    r"AAP|Rex|Zuma|Planet Labs|Maxar"
)
_SIGNS: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    (3, "ends with a picture credit", re.compile(
        r"(?:\b(?:REUTERS|AP|AFP|EPA|Reuters)\s?/\s?[A-Z][\w./ -]{1,60}|"
        r"\b(?:AP|AFP|Reuters|EPA|REUTERS) (?:Photo|photo|file photo|Pool|Images)\b.{0,60}|"
        r"\b(?:Photo|Photograph|Photos|Picture|Pictures|Pic|Image|Images|Credit|Photographer|"
        r"Source)"
        r"(?: credit| courtesy)?\s?[:©/] ?.{1,70}|"
        r"[(\[](?:Photo|Photos|Image|Picture|Credit|Source|Courtesy|File)\b.{0,80}[)\]]|"
        r"\b(?:via|/|\||–|—|-|©)\s?(?:" + _CREDITS + r")(?:\s?/.{0,40})?|"
        r"[(\[](?:" + _CREDITS + r")(?:[ /,].{0,50})?[)\]]|"
        r"[.!?\"] (?:" + _CREDITS + r")(?:\s?[/,] ?.{0,50})?|"
        r"\b(?:PHOTOS?|PICTURES?|IMAGES?|PICS?|CREDITS?)\s?[|/:].{1,60}|\bGetty Images\b.{0,30}|"
        r"© ?(?:\d{4} )?[A-Z][\w./& -]{1,50}|\b(?:Photo|Picture|"
        r"Image)s? by [A-Z][\w.'-]+(?: [A-Z][\w.'/-]+){0,5})"
        r"\W{0,3}$")),
    (3, "speaks of the picture it stands under", re.compile(
        r"\b(?:[Ii]n|[Ff]rom) (?:this|an?|the) (?:(?:undated|file|handout|combination|still|"
        r"screen) )*"
        r"(?:photo|picture|image|photograph|frame|video still|still|screengrab|illustration|"
        r"file photo|handout)\b(?! of\b)|"
        r"\b(?:[Tt]his|[Uu]ndated) (?:(?:file|handout|undated|combination|satellite) )*"
        r"(?:photo|picture|image|photograph|screengrab)\b|"
        r"[.!?] (?:[Ss]creenshot|[Vv]ideo grab|[Ss]till|[Ff]rame|[Ff]ootage|[Ii]mage|[Pp]hoto) "
        r"(?:from|grabbed from|courtesy of|released by|provided by|supplied by)\b|"
        r"\b[Ff]ile (?:photo|picture|image|pic|photograph)\b|\bHandout (?:photo|picture|image)\b")),
    (2, "says who stands where in the picture", re.compile(
        r"[(,] ?(?:[Ll]eft|[Rr]ight|[LRC]|centre|center|[Ff]ar (?:left|right)|"
        r"(?:2nd|second|third|3rd)(?: from)? (?:left|right|[LR]))[),]|"
        r"\b(?:[Ff]rom left|[Cc]lockwise from|left to right|pictured (?:left|right|above|here|"
        r"with|in|at|on))\b")),
    (2, "says what is seen", re.compile(r"\b(?:is|are) (?:seen|pictured|shown)\b(?! (?:as|to|by|"
    r"in the))")),
    (1, "says what is seen", re.compile(r"\((?:pictured|above|below)\)|, pictured[,.]")),
    (1, "is in the present tense of pictures", re.compile(
        r"^(?:[\w.'-]+,? ){1,9}(?:attends?|inspects?|poses?|shakes?|walks?|waves?|rises?|stands?|"
        r"looks? on|looks? at|delivers?|addresses|greets?|watch(?:es)?|visits?|gestures?|arrives?|"
        r"speaks?|holds?|sits?|hugs?|smiles?|chats?|reacts?|sails?|docks?|embraces?)\b")),
    (1, "opens as captions do", re.compile(
        r"^(?:A (?:general |file |aerial |wide )?view|An? (?:aerial|general|undated|satellite)|"
        r"Smoke|Flames|Rescuers|Firefighters)\b")),
    (1, "names the full date", re.compile(
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November|"
        r"December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) \d{1,2}, \d{4}\b")),
    (-2, "reports what was said", re.compile(r"\b(?:said|told|according to|added)\b")),
)  # fmt: skip


def caption(block: Block, beside_credit: bool) -> Verdict | None:
    """A caption, or None when the signs do not add up."""
    if len(block.tokens) > 50 or block.sentences > 3 or block.is_shouted or block.is_quote:
        return None
    told = [(points, says) for points, says, sign in _SIGNS if sign.search(block.text)]
    points = sum(points for points, _ in told)
    if points <= 0:
        return None
    if not block.is_closed:
        points += 1
        told.append((1, "has no end mark"))
    if beside_credit and not (block.is_closed and block.sentences > 1):
        points += 2
        told.append((2, "stands beside a picture credit"))
    if points < ENOUGH:
        return None
    return Verdict("caption", "; ".join(says for weight, says in told if weight > 0))
