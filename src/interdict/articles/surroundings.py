"""What a part of a page is for, by its tags and the words of its classes and ids."""

import re
from collections.abc import Mapping

from interdict.articles.article import DropReason

_BY_TAG: dict[str, DropReason] = {
    "nav": "navigation",
    "aside": "navigation",
    "footer": "navigation",
    "figcaption": "caption",
    "dialog": "navigation",
}

_WORDS: tuple[tuple[DropReason, str], ...] = (
    ("cookie-notice", "cookie cookies consent gdpr ccpa"),
    ("comments", "comment comments disqus commenting respond replies livefyre"),
    ("share-bar", "share shares sharing sharebar sharethis addthis social socials sharedaddy"),
    ("newsletter", "newsletter newsletters signup subscribe subscription mailchimp optin"),
    (
        "advertisement",
        "ad ads advert adverts advertisement advertising adsense dfp sponsor sponsored outbrain"
        " taboola promo promos promotion banner commercial",
    ),
    (
        "read-more",
        "related readmore recommended recommendations recirc recirculation trending popular"
        " mostread morefrom rail sidebar teaser teasers",
    ),
    ("caption", "caption captions credit credits imagecaption wp-caption-text"),
    ("byline", "byline bylines author authors contributor contributors"),
    ("timestamp", "timestamp dateline pubdate publishdate datetime date dates published"),
    ("copyright", "copyright"),
    (
        "navigation",
        "nav navbar navigation menu menus breadcrumb breadcrumbs masthead footer pagination"
        " pager tags tag toolbar skip",
    ),
)
_REASON_OF = {word: reason for reason, words in _WORDS for word in words.split()}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PAGE = frozenset(("html", "body", "main", "article"))
_LONGEST = 300
"""Classes longer than this describe the whole page, not one part."""


def around(name: str, attributes: Mapping[str, str]) -> tuple[DropReason | None, str]:
    """What the element is for, and the tag or class that says so; None where nothing does."""
    if name in _BY_TAG:
        return _BY_TAG[name], f"within <{name}>"
    if name in _PAGE or not attributes:
        return None, ""
    for attribute in ("class", "id"):
        value = attributes.get(attribute, "")
        if not value or len(value) > _LONGEST:
            continue
        for word in _WORD.findall(value):
            reason = _REASON_OF.get(word.lower())
            if reason is not None:
                return reason, f'within <{name} {attribute}="{value[:60]}">'
    return None, ""


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Does the file itself say that this is not to be seen?"""
    if name in ("html", "body"):
        return False
    if "hidden" in attributes or (name == "dialog" and "open" not in attributes):
        return True
    return bool(_HIDING.search(attributes.get("style", "")))
