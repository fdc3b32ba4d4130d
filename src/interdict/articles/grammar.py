"""The small words of English that show how a sentence hangs together."""

import re
from collections.abc import Sequence

from interdict.articles.passages import Word


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


HAVE = _set("has have had having 've 's 'd")
BE = _set("is are was were be been being am isn't wasn't weren't aren't")
MODAL = _set("will would shall should can could may might must ought do does did to cannot let")
NEGATION = _set("not never neither nor without no")
PRONOUN = _set("he she they it we i you who")
DETERMINER = _set(
    "a an the this that these those his her their its our my your some many most several all both "
    "another other one two three four five six seven eight nine ten dozens any each every such few "
    "no"
)
POSSESSIVE = _set("his her their its our my your")
WEEKDAY = _set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight"
)
MONTH = _set(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec"
)
TIME = WEEKDAY | _set(
    "morning afternoon evening night week month year day hours days weeks months years weekend "
    "earlier later late early last this ago"
)
ADVERB = _set(
    "also later then again earlier previously repeatedly since once now still already separately "
    "meanwhile however further furthermore moreover instead publicly privately officially recently "
    "today yesterday today just even always often long himself herself themselves itself jointly "
    "too soon first afterwards afterward reportedly simply only thus therefore nonetheless "
    "both consistently monday tuesday wednesday thursday friday saturday sunday either all "
    "initially flatly"
)
OPENER = _set(
    "but and so yet or meanwhile however still also then later earlier now separately today "
    "yesterday instead nevertheless nonetheless moreover furthermore additionally indeed for "
    "monday tuesday wednesday thursday friday saturday sunday while as although though because "
    "when where whereas after before since if that than until once even only just what how why "
    "whether"
)
BREAKER = _set(
    "that because while when as but if since although though where whereas than whether how why "
    "what until so after before which"
)
PREPOSITION = _set(
    "in on at during after before from by with of for under over to into via through among since "
    "against between about amid despite within without following according near outside inside "
    "citing per regarding unlike like"
)
CONJUNCTION = _set("and or but")
SAYING_PLACE = _set(
    "statement statements interview interviews post posts speech briefing report reports letter "
    "filing note email e-mail message address tweet video conference call remarks release memo "
    "article column blog bulletin dispatch commentary telegram twitter facebook x phone telephone "
    "monday tuesday wednesday thursday friday saturday sunday week month weekend year hearing "
    "testimony meeting summit broadcast communique communiqué update document telegram "
    "channel reporters journalists television parliament forum event editorial affidavit "
    "announcement "
    "past press opening closing evening morning afternoon night today yesterday condition anonymity"
)
FINITE = BE | _set(
    "has have had do does did will would shall should can could may might must hasn't haven't "
    "hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't cannot went came took "
    "gave made fell rose grew sank sent left lost won met held kept told said began became saw "
    "knew got put let set hit cut ran led fled fought drew flew broke built bought brought "
    "caught paid sold spent stood struck shot spoke sought thought threw understood wrote lay "
    "he's she's it's they're we're i'm there's that's you're we've they've i've we'll "
    "they'll it'll died lied tied "
    "he'll she'll goes comes takes gives makes falls rises sends leaves needs wants remains seems "
    "faces plans means includes wins loses holds keeps begins becomes sees puts hits cuts runs "
    "leads buys brings pays sells spends stands shows says ain't isn't go come take need want "
    "remain seem face mean fall rise"
)
_ED = re.compile(r"[a-z]{2,}(?:[bcdfghklmnpqrstvwxyz]|i|u|e|o)ed$")
_NOT_VERBS = _set(
    "united allied armed so-called alleged unnamed sacred hundred red need indeed speed seed feed "
    "breed bed deed exceed retired wanted advanced state-owned sanctioned elected"
)


def is_finite(word: Word) -> bool:
    """May the word be the verb of a clause?"""
    low = word.low
    if low in FINITE or low.endswith(("n't", "'re", "'ve", "'ll")):
        return True
    return low == word.text and _ED.match(low) is not None and low not in _NOT_VERBS


def has_verb(words: Sequence[Word], start: int, end: int) -> bool:
    """Is there a finite verb among these words? Participles after a noun may pass for one."""
    return any(is_finite(words[n]) for n in range(max(start, 0), min(end, len(words))))


def is_negated(word: Word) -> bool:
    """Does it deny what the verb behind it says?"""
    return word.low in NEGATION or word.low.endswith("n't")
