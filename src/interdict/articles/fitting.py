"""How much must stand beside a name before it is taken for a listed party's.

A person's whole name, a distinct company name or an acronym of the right country says enough;
"Victory", "Ministry of Defence" and "Ali Hassan" do not.
"""

from interdict.articles.listed_groups import Group
from interdict.articles.marked_words import Marked
from interdict.articles.proposals import Proposal
from interdict.articles.setting import (
    PLEASURE_BOATS,
    UNDER_REGIMES,
    WORLDWIDE,
    Setting,
    ship_word_near,
)
from interdict.articles.word_lists import (
    FAMOUS_ACRONYMS,
    ROLES,
    SHIP_NOUNS,
    ordinary_words,
    place_codes,
)
from interdict.matching.thing_words import business_word, place_word
from interdict.matching.words import is_common, is_form, name_groups

_SHORT_ACRONYM = 4
_DISTINCT = 6
"""Letters from which a lone word may be distinct by itself."""
_WELL_KNOWN = 3
"""Records of one body on different lists."""
_KUNYA = frozenset(("abu", "umm", "abou", "abo"))
"""Many men are called Abu Ali."""
_BESIDE = 3
"""Words between a body and the country it is of."""
_ANONYMOUS = frozenset(
    """
    ministry department central bank foreign defence defense interior police army navy party of
    the and for in a people peoples liberation popular democratic united movement national
    revolutionary armed general federal supreme workers guard guards air force forces security
    service services intelligence government parliament state front council committee commission
    prosecutor court university institute justice
    """.split()
)
"""Words of bodies that every country has: more must stand beside them."""


def fits(
    group: Group, proposal: Proposal, sentence: Marked, setting: Setting, is_full: bool
) -> bool:
    """Is there enough beside the name for this party?"""
    if not is_full:
        return _fits_near(group, proposal, setting)
    if group.is_person:
        return _fits_person(group, proposal, sentence, setting)
    if "vessel" in group.kinds and "organization" not in group.kinds:
        return _fits_ship(proposal, sentence, setting)
    if group.kinds <= {"aircraft"}:
        return sentence.sentence.paragraph in setting.aircraft
    return _fits_body(group, proposal, sentence, setting)


def _fits_near(group: Group, proposal: Proposal, setting: Setting) -> bool:
    """A slip of the pen or another spelling needs the party's country in the story."""
    if group.is_person and proposal.keys[0] in _KUNYA:
        return False
    if len(proposal.keys) == 1 and not group.countries:
        return False
    return agrees(group, setting)


def agrees(group: Group, setting: Setting) -> bool:
    """Does the article name a country of the party?"""
    if not group.countries:
        return not setting.countries.isdisjoint(UNDER_REGIMES)
    told = setting.countries - WORLDWIDE if group.is_person else setting.countries
    return not group.countries.isdisjoint(told)


def _fits_person(group: Group, proposal: Proposal, sentence: Marked, setting: Setting) -> bool:
    words = proposal.keys
    if len(words) < 2 or all(key in ordinary_words() for key in words):
        return False
    if not _is_capital(proposal, sentence):
        return False
    if words[0] in _KUNYA and len(words) < 3:
        return setting.is_on_listings and agrees(group, setting)
    if agrees(group, setting) or len(words) > 2:
        return True
    common = sum(is_common(key) or key in ordinary_words() for key in words)
    if not group.countries or group.countries <= WORLDWIDE:
        return setting.is_on_listings and common < len(words)
    return common == 0


def _fits_ship(proposal: Proposal, sentence: Marked, setting: Setting) -> bool:
    if not _is_capital(proposal, sentence):
        return False
    words = proposal.keys
    beside = ship_word_near(sentence, proposal.words)
    if all(says_little(key) for key in words):
        at_sea = beside.lower() in SHIP_NOUNS - PLEASURE_BOATS
        spoken_of = setting.is_on_listings or not setting.countries.isdisjoint(UNDER_REGIMES)
        return at_sea and spoken_of
    return bool(beside) or (len(words) > 1 and sentence.sentence.paragraph in setting.ships)


def says_little(key: str) -> bool:
    """Is this an ordinary word, a place, a common name or too short to be telling?"""
    return key in ordinary_words() or (key,) in place_codes() or is_common(key) or len(key) < 3


def _fits_body(group: Group, proposal: Proposal, sentence: Marked, setting: Setting) -> bool:
    words = proposal.keys
    if len(words) == 1 and not is_generic(words[0]):
        return _fits_lone(group, words[0], proposal, sentence, setting)
    if all(map(is_generic, words)):
        return _fits_generic(group, proposal, sentence, setting)
    if not _is_capital(proposal, sentence) and not _is_half_capital(proposal, sentence):
        return any(map(_is_telling, words))
    if all(is_generic(key) or says_little(key) for key in words):
        return agrees(group, setting) or setting.is_on_listings
    return True


def _is_telling(key: str) -> bool:
    return len(key) >= _DISTINCT and not says_little(key) and not is_generic(key)


def is_generic(key: str) -> bool:
    """May any body be called so: a business word, a legal form, an ordinary word, a place?"""
    return (
        business_word(key) is not None
        or is_form(key)
        or key in ordinary_words()
        or (key,) in place_codes()
    )


def _fits_generic(group: Group, proposal: Proposal, sentence: Marked, setting: Setting) -> bool:
    """A body whose name could be any country's: its own must be in the name or near it."""
    run = proposal.words
    if len(proposal.keys) < 2 or not _is_capital(proposal, sentence):
        return False
    if any(run.first <= place.first and place.last <= run.last for place in sentence.places):
        return True
    if any(place_word(key) for key in proposal.keys):
        return True
    is_anonymous = _ANONYMOUS.issuperset(proposal.keys)
    if not is_anonymous and (agrees(group, setting) or setting.is_on_listings):
        return True
    near = {
        place.code
        for place in sentence.places
        if run.first - _BESIDE <= place.last and place.first <= run.last + _BESIDE
    }
    if near:
        return not group.countries.isdisjoint(near)
    return setting.mainly in group.countries and len(proposal.keys) > 2


def _fits_lone(
    group: Group, key: str, proposal: Proposal, sentence: Marked, setting: Setting
) -> bool:
    word = sentence.words[proposal.words.first]
    if word.is_unspaced:
        return False
    if (word.is_shouted and sentence.telling) or len(key) <= _SHORT_ACRONYM:
        return _fits_acronym(group, key, word.is_shouted, setting)
    if key in SHIP_NOUNS or key in ROLES or (key,) in place_codes():
        return False
    if key in ordinary_words():
        return False
    if is_common(key) or name_groups(key):
        return word.is_capital and len(group.hits) >= _WELL_KNOWN and agrees(group, setting)
    if not word.is_capital:
        return len(key) >= _DISTINCT
    return len(key) >= _DISTINCT or agrees(group, setting)


def _fits_acronym(group: Group, key: str, is_shouted: bool, setting: Setting) -> bool:
    if is_shouted and len(key) >= _SHORT_ACRONYM and not group.countries and setting.is_on_listings:
        return key not in FAMOUS_ACRONYMS and key not in ordinary_words()
    if key in FAMOUS_ACRONYMS or len(key) < 3 or (key in ordinary_words() and not is_shouted):
        return False
    if not is_shouted and key in ordinary_words():
        return False
    if not is_shouted:
        return bool(group.countries) and agrees(group, setting)
    return agrees(group, setting)


def _is_capital(proposal: Proposal, sentence: Marked) -> bool:
    first, last = (sentence.words[at] for at in proposal.words)
    return first.is_capital and (
        last.is_capital or last.joint in ("broken", "hyphen") or last.key.isdecimal()
    )


def _is_half_capital(proposal: Proposal, sentence: Marked) -> bool:
    """Are only the business words at its end in lower case: the Haqqani network?"""
    run = proposal.words
    told = [at for at in range(run.first, run.last + 1) if not is_generic(sentence.keys[at])]
    return bool(told) and all(
        sentence.words[at].is_capital or sentence.words[at].joint == "broken" for at in told
    )
