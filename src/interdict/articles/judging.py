"""Whether words that the screening finds a listed name in are a mention of that party.

The screening compares names; an article is full of words that are names of ships, firms and
namesakes too. What is asked for beside the name depends on how telling it is by itself.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from interdict.articles.fitting import agrees, fits, is_generic, says_little
from interdict.articles.listed_groups import Group, groups
from interdict.articles.marked_words import Marked
from interdict.articles.name_index import without_forms
from interdict.articles.neighbours import longer_name
from interdict.articles.profiles import Profile
from interdict.articles.proposals import Proposal
from interdict.articles.setting import Setting
from interdict.articles.slips import is_slip
from interdict.articles.statements import MentionHow
from interdict.articles.tokens import keys
from interdict.articles.word_lists import ordinary_words, place_codes
from interdict.matching.thing_words import BUSINESS_WEIGHTS, business_word, place_word
from interdict.matching.words import is_common
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
_DISTINCT = 6
"""Letters of a lone word that may stand for a longer name."""
_MOST_OPEN = 4
"""Parties among which a mention may be left open."""
_LEAD = 0.04
"""Score by which one of several similar parties must lead."""
_SAME_SOUND = 0.93
"""Score of a body's name in another romanisation (Hezbollah, Hizballah)."""
_SHORT_NAME = 7
"""Letters; in a shorter person's name a slip gives another name."""


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
    beside = [hit for hit in hits if hit.score >= LEAST_BESIDE and hit not in chosen]
    left = [hit for hit in beside if not _show_beside(found, hit, profile_of(hit))]
    found = [group for group in found if fits(group, proposal, sentence, setting, bool(full))]
    found = _by_setting(found, setting)
    if full and found and found[0].is_person:
        found += _namesakes(left, proposal, setting, profile_of)
    if not full:
        found = _far_ahead(found)
    if not found or longer_name(sentence, proposal.words, found[0].is_person):
        return None
    found = found[:_MOST_OPEN]
    how = _how(proposal, sentence, found[0], bool(full))
    certain = bool(full) and len(found) == 1 and found[0].is_confirmed
    return Judged(found, how, _says(found, how), certain)


def _namesakes(
    left: Sequence[Hit], proposal: Proposal, setting: Setting, profile_of: ProfileOf
) -> list[Group]:
    """Others of the name, printed with a patronymic: the article, which has none, may mean them."""
    near = [hit for hit in left if not _is_changed(hit) and _is_near(hit, proposal)]
    others = groups(near, [profile_of(hit) for hit in near])
    return [group for group in others if group.is_person and agrees(group, setting)]


def _show_beside(found: Sequence[Group], hit: Hit, profile: Profile) -> bool:
    """Show another record of a party with it, though the mention is not its full name."""
    for group in found:
        same = any(hit.cluster == each.cluster for each in group.hits)
        if same or (group.takes(hit, profile) and _may_join(group, hit, profile)):
            group.add(hit, profile)
            return True
    return False


def _may_join(group: Group, hit: Hit, profile: Profile) -> bool:
    """Has the record a name in common with the party, or the same with a patronymic?"""
    features = {piece.feature for piece in hit.evidence if piece.points < 0}
    if hit.score >= _SAME_SOUND and group.is_person and not features:
        return True  # "Sergei" and "Sergey", and no date or country against it
    if _shares_name(group, profile) or (hit.score >= _SAME_SOUND and not group.is_person):
        return True
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
    if kind != "person" and all(is_generic(key) or says_little(key) for key in proposal.keys):
        return _lacks_its_form(hit, proposal)
    if not _is_changed(hit):
        return _leaves_out(hit, proposal)
    if hit.score < LEAST_NEAR:
        return False
    if kind == "person" or len(proposal.keys) > 1:
        return len(proposal.keys) > 1 and len(proposal.name) > _SHORT_NAME
    listed = without_forms(keys(hit.matched_name))
    return len(listed) == 1 and is_slip(proposal.keys[0], listed[0]) and not is_generic(listed[0])


def _lacks_its_form(hit: Hit, proposal: Proposal) -> bool:
    """Is it a body's name of ordinary words and its country, "Petróleos de Venezuela", with no
    more than the legal form missing?"""
    missing = [piece for piece in hit.evidence if piece.feature == "listed_part_only"]
    of_country = any(place_word(key) or (key,) in place_codes() for key in proposal.keys)
    forms = all(" legal form " in piece.says for piece in missing)
    return len(proposal.keys) > 1 and of_country and forms and not _is_changed(hit)


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


def _by_setting(found: list[Group], setting: Setting) -> list[Group]:
    """Of namesakes those whose country the article names, if it names any's."""
    if len(found) < 2:
        return found
    agreeing = [group for group in found if agrees(group, setting)]
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
    is_lone = len(proposal.words) == 1 and sentence.telling
    is_shouted = is_lone and sentence.words[proposal.words.first].is_shouted
    if is_shouted and hit.matched_name != hit.party.primary_name:
        return "acronym"
    if any(each.matched_name == each.party.primary_name for each in group.hits):
        return "full-name"
    return "alias"


def _says(found: list[Group], how: MentionHow) -> str:
    hit = found[0].hits[0]
    listed = f"{hit.matched_name} on {', '.join(hit.lists) or hit.party.source}"
    said = f"similar to {listed} ({hit.score:.2f})" if how == "typo" else f"listed as {listed}"
    if len(found) > 1:
        said += f"; {len(found)} parties bear this name"
    return said
