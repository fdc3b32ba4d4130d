"""Whether words that the screening finds a listed name in are a mention of that party.

The screening compares names; an article is full of words that are names of ships, firms and
namesakes too. What is asked for beside the name depends on how telling it is by itself.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from interdict.articles.listed_groups import Group, groups
from interdict.articles.marked_words import Marked
from interdict.articles.name_index import without_forms
from interdict.articles.neighbours import longer_name
from interdict.articles.profiles import Profile
from interdict.articles.proposals import Proposal
from interdict.articles.setting import (
    PLEASURE_BOATS,
    UNDER_REGIMES,
    WORLDWIDE,
    Setting,
    ship_word_near,
)
from interdict.articles.slips import is_slip
from interdict.articles.statements import MentionHow
from interdict.articles.tokens import keys
from interdict.articles.word_lists import (
    FAMOUS_ACRONYMS,
    ROLES,
    SHIP_NOUNS,
    ordinary_words,
    place_codes,
)
from interdict.matching.thing_words import BUSINESS_WEIGHTS, business_word, place_word
from interdict.matching.words import is_common, is_form, name_groups
from interdict.screening.result import Hit
from interdict.text import fold

WHOLE = 0.999
"""Score of a name without any difference."""
LEAST_NEAR = 0.88
"""Score of a name that is only similar, below which it is another name."""
LEAST_BESIDE = 0.79
"""Score from which a record that the name does not fully equal is shown with those it does."""
_AGAINST = frozenset(("asked_part_only", "contradicted_part", "conflict", "patronymic", "writing",
                      "company_form"))  # fmt: skip
_PARTS = frozenset(("word", "family_name", "given_name", "name_part", "middle_name"))
_SHORT_ACRONYM = 4
_DISTINCT = 6
_MOST_OPEN = 4
_ANONYMOUS = frozenset(
    """
    ministry department central bank foreign defence defense interior police army navy party
    of the and for in a people peoples liberation popular democratic united movement national revolutionary armed general federal supreme
    workers guard guards air security service services intelligence government parliament state
    front council committee commission prosecutor court university institute justice
    """.split()
)
"""Words of bodies that every country has: more must stand beside them."""
_LEAD = 0.04
_SAME_SOUND = 0.93
"""Score of a body's name in another romanisation (Hezbollah, Hizballah)."""
_WELL_KNOWN = 3
"""Records of one body on different lists."""
_SHORT_NAME = 7
_KUNYA = frozenset(("abu", "umm", "abou", "abo"))
"""Many men are called Abu Ali."""
_BESIDE = 3
"""Words between a body and the country it is of."""


class Judged(NamedTuple):
    """A mention with whom it may be of."""

    groups: list[Group]
    how: MentionHow
    says: str
    is_certain: bool


ProfileOf = Callable[[Hit], Profile]


def judged(
    proposal: Proposal,
    sentence: Marked,
    hits: Sequence[Hit],
    setting: Setting,
    profile_of: ProfileOf,
) -> Judged | None:
    """The mention that these words are, if they are one."""
    full = [hit for hit in hits if hit.confirmed or _is_whole(hit)]
    chosen = full or [hit for hit in hits if _is_near(hit, proposal)]
    if not chosen:
        return None
    found = groups(chosen, [profile_of(hit) for hit in chosen])
    for hit in hits:
        if hit.score >= LEAST_BESIDE and hit not in chosen:
            _show_beside(found, hit, profile_of(hit))
    found = [group for group in found if _fits(group, proposal, sentence, setting, bool(full))]
    found = _by_setting(found, setting)
    if not full:
        found = _far_ahead(found)
    if not found or longer_name(sentence, proposal.words, found[0].is_person):
        return None
    found = found[:_MOST_OPEN]
    how = _how(proposal, sentence, found[0], bool(full))
    certain = bool(full) and len(found) == 1 and found[0].is_confirmed
    return Judged(found, how, _says(found, how, setting), certain)


def _show_beside(found: Sequence[Group], hit: Hit, profile: Profile) -> None:
    """Show another record of a party with it, though the mention is not its full name."""
    for group in found:
        same = any(hit.cluster == each.cluster for each in group.hits)
        if same or (group.takes(hit, profile) and _may_join(group, hit, profile)):
            group.add(hit, profile)
            return


def _may_join(group: Group, hit: Hit, profile: Profile) -> bool:
    """Has the record a name in common with the party, or the same with a patronymic?"""
    if _shares_name(group, profile) or (hit.score >= _SAME_SOUND and not group.is_person):
        return True
    features = {piece.feature for piece in hit.evidence if piece.points < 0}
    equal = not _is_changed(hit) and not features & _AGAINST
    return equal and hit.party.kind == "person" and group.is_person


def _is_changed(hit: Hit) -> bool:
    return any(piece.feature in _PARTS and "~" in piece.says for piece in hit.evidence)


def _far_ahead(found: list[Group]) -> list[Group]:
    """Of parties that a name is only like: the one that is like it by far, or none."""
    ranked = sorted(found, key=lambda group: (-group.hits[0].score, -len(group.hits)))
    if len(ranked) > 1:
        lead = ranked[0].hits[0].score - ranked[1].hits[0].score
        if lead < _LEAD and len(ranked[0].hits) < 2 * len(ranked[1].hits):
            return []
    return ranked[:1]


def _is_whole(hit: Hit) -> bool:
    """Every word is equal: what the screening confirms of a thing only with its kind or country."""
    return hit.party.kind != "person" and hit.score >= WHOLE


def _is_near(hit: Hit, proposal: Proposal) -> bool:
    """Another spelling of a listed name, or a listed name with parts left out."""
    kind = hit.party.kind
    if kind in ("vessel", "aircraft", "wallet") or any(p.feature in _AGAINST for p in hit.evidence):
        return False
    if all(key in ordinary_words() for key in proposal.keys):
        return False
    if kind != "person" and all(_is_generic(key) or _says_little(key) for key in proposal.keys):
        return False
    if not _is_changed(hit):
        return _leaves_out(hit, proposal)
    if hit.score < LEAST_NEAR:
        return False
    if kind == "person" or len(proposal.keys) > 1:
        return len(proposal.keys) > 1 and len(proposal.name) > _SHORT_NAME
    listed = without_forms(keys(hit.matched_name))
    return len(listed) == 1 and is_slip(proposal.keys[0], listed[0]) and not _is_generic(listed[0])


def _leaves_out(hit: Hit, proposal: Proposal) -> bool:
    """Is all that is asked equal, and only a patronymic, a second family name, a business word
    or a legal form missing?"""
    missing = [piece for piece in hit.evidence if piece.feature == "listed_part_only"]
    if hit.party.kind == "person":
        patronymic = all(" patronymic " in piece.says for piece in missing)
        return len(proposal.keys) > 1 and (patronymic or not all(map(is_common, proposal.keys)))
    generic = all(" generic word " in p.says or " legal form " in p.says for p in missing)
    if len(proposal.keys) > 1:
        return generic
    lone, forms = proposal.keys[0], all(" legal form " in piece.says for piece in missing)
    little = all(_weighs_little(piece.party) for piece in missing)
    return len(lone) >= _DISTINCT and (forms or (generic and (little or len(lone) > _DISTINCT)))


def _weighs_little(printed: str) -> bool:
    found = business_word(fold(printed))
    return found is None or found[1] <= BUSINESS_WEIGHTS["common"]


def _fits(
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
    return _agrees(group, setting)


def _agrees(group: Group, setting: Setting) -> bool:
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
        return setting.is_on_listings and _agrees(group, setting)
    if _agrees(group, setting) or len(words) > 2:
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
    if all(_says_little(key) for key in words):
        at_sea = beside.lower() in SHIP_NOUNS - PLEASURE_BOATS
        spoken_of = setting.is_on_listings or not setting.countries.isdisjoint(UNDER_REGIMES)
        return at_sea and spoken_of
    return bool(beside) or (len(words) > 1 and sentence.sentence.paragraph in setting.ships)


def _says_little(key: str) -> bool:
    return key in ordinary_words() or (key,) in place_codes() or is_common(key) or len(key) < 3


def _fits_body(group: Group, proposal: Proposal, sentence: Marked, setting: Setting) -> bool:
    words = proposal.keys
    if len(words) == 1 and not _is_generic(words[0]):
        return _fits_lone(group, words[0], proposal, sentence, setting)
    if all(map(_is_generic, words)):
        return _fits_generic(group, proposal, sentence, setting)
    if not _is_capital(proposal, sentence) and not _is_half_capital(proposal, sentence):
        return any(map(_is_telling, words))
    if all(_is_generic(key) or _says_little(key) for key in words):
        return _agrees(group, setting) or setting.is_on_listings
    return True


def _is_telling(key: str) -> bool:
    return len(key) >= _DISTINCT and not _says_little(key) and not _is_generic(key)


def _is_generic(key: str) -> bool:
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
    if not _ANONYMOUS.issuperset(proposal.keys):
        if _agrees(group, setting) or setting.is_on_listings:
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
        return word.is_capital and len(group.hits) >= _WELL_KNOWN and _agrees(group, setting)
    if not word.is_capital:
        return len(key) >= _DISTINCT
    return len(key) >= _DISTINCT or _agrees(group, setting)


def _fits_acronym(group: Group, key: str, is_shouted: bool, setting: Setting) -> bool:
    if is_shouted and len(key) >= _SHORT_ACRONYM and not group.countries and setting.is_on_listings:
        return key not in FAMOUS_ACRONYMS and key not in ordinary_words()
    if key in FAMOUS_ACRONYMS or len(key) < 3 or (key in ordinary_words() and not is_shouted):
        return False
    if not is_shouted and key in ordinary_words():
        return False
    if not is_shouted:
        return bool(group.countries) and _agrees(group, setting)
    return _agrees(group, setting)


def _is_capital(proposal: Proposal, sentence: Marked) -> bool:
    first, last = (sentence.words[at] for at in proposal.words)
    return first.is_capital and (
        last.is_capital or last.joint in ("broken", "hyphen") or last.key.isdecimal()
    )


def _is_half_capital(proposal: Proposal, sentence: Marked) -> bool:
    """Are only the business words at its end in lower case: the Haqqani network?"""
    run = proposal.words
    told = [at for at in range(run.first, run.last + 1) if not _is_generic(sentence.keys[at])]
    return bool(told) and all(
        sentence.words[at].is_capital or sentence.words[at].joint == "broken" for at in told
    )


def _by_setting(found: list[Group], setting: Setting) -> list[Group]:
    """Of namesakes those whose country the article names, if it names any's."""
    if len(found) < 2:
        return found
    agreeing = [group for group in found if _agrees(group, setting)]
    best = [group for group in agreeing or found if group.is_confirmed] or agreeing or found
    if len(best) > 1 and not best[0].is_person:
        best = _mainly(best)
    return best


def _mainly(found: list[Group]) -> list[Group]:
    """Of bodies with one name, that which more lists print than all others together."""
    ranked = sorted(found, key=lambda group: -len(group.hits))
    rest = sum(len(group.hits) for group in ranked[1:])
    return ranked[:1] if len(ranked[0].hits) > rest else ranked


def _shares_name(group: Group, profile: Profile) -> bool:
    known = set().union(*(each.identity.names for each in group.profiles))
    return not known.isdisjoint(profile.identity.names)


def _how(proposal: Proposal, sentence: Marked, group: Group, is_full: bool) -> MentionHow:
    if not is_full:
        return "typo" if _is_changed(group.hits[0]) else "alias"
    hit = group.hits[0]
    if len(proposal.words) == 1 and sentence.words[proposal.words.first].is_shouted:
        if sentence.telling and hit.matched_name != hit.party.primary_name:
            return "acronym"
    if any(each.matched_name == each.party.primary_name for each in group.hits):
        return "full-name"
    return "alias"


def _says(found: list[Group], how: MentionHow, setting: Setting) -> str:
    hit = found[0].hits[0]
    listed = f"{hit.matched_name} on {', '.join(hit.lists) or hit.party.source}"
    said = f"similar to {listed} ({hit.score:.2f})" if how == "typo" else f"listed as {listed}"
    if len(found) > 1:
        said += f"; {len(found)} parties bear this name"
    return said
