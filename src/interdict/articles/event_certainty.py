"""How surely an event is reported: it happened, did not, is planned, or could happen.

The nearest word that governs the event decides. What others ask for, weigh or threaten is
``conditional``: nobody who may do it has said that it will be done. What the one who acts
agreed, vowed or plans is ``planned``. "Allegedly shipped" is ``asserted``: the doubt is the
claim's, which says whose word it is.
"""

import re

from interdict.articles.event_triggers import Found
from interdict.articles.statements import Certainty
from interdict.articles.verb_forms import BE, MODALS, group_of
from interdict.articles.wording import Wording

_DENIALS = frozenset(
    """
    refused refuses refuse refusing declined declines failed fails avoided escaped spared denied
    denies denying deny rejected rejects dismissed opposes opposed vetoed unable without instead
    rather averted prevented exempt exempted resisted short halted blocked stops nor refusal
    reluctant stopped
""".split()
)
_CONDITIONS = frozenset(
    """
    considering considers consider considered consideration weighing weighs weigh weighed mulling
    mulls mulled debating debated discussing discussed discuss threatened threatens threat
    threatening threaten threats urged urges urge urging called calls calling call demanded demands
    demand demanding proposed proposes propose proposal proposals asked asks
    asking wants want wanted wanting seek sought seeks seeking hopes hope hoped hoping likely
    unlikely possible possibly potential potentially risk risks risking facing face faces option
    options pressing pushed push pushing lobbying lobbied prospect if whether unless should
    suggested suggests fears feared fear eyeing eyes exploring explores explore could might tried
    tries trying attempted attempts attempt attempting appealed bid willing bill draft backs backed
    power authority right able free allow allows allowed invited invites advised begged pleaded
    support supports supported favours favors would potential hypothetical
""".split()
)
_PLANS = frozenset(
    """
    plans plan planned planning set due agreed agrees agree vowed vows expected expects intends
    intended intention preparing prepared prepares decided decides ready poised about going moves
    moved scheduled slated promised promises pledged pledges voted ordered orders upcoming
    forthcoming will shall looming imminent committed aims aim instructed won't recommended
    recommends recommend recommending recommendation
""".split()
)
_FACTS = frozenset(
    """
    began begins begun started starts start continued continues continue helped helps used managed
    found appears appeared seems seemed said believed alleged reported thought known accused accuses
    suspected confirmed admitted resumed announced condemned condemns claimed understood went after
    followed following welcomed since despite kept keeps
""".split()
)
_NEGATIONS = frozenset(
    """
    not never hardly didn't don't doesn't wasn't weren't isn't aren't haven't hasn't hadn't won't
    wouldn't couldn't can't cannot shouldn't mightn't mustn't
""".split()
)
_ADJUNCTS = frozenset("given despite amid after following citing because since with".split())
"""A clause that begins with one of these and ends at a comma governs nothing behind it."""
_DOUBTED = frozenset("possible potential proposed planned threatened expected future".split())
_FALSE = re.compile(
    r"\b(?:are|is|was|were|as|been) (?:\w+ ){0,3}(?:false|fake|baseless|groundless|untrue|"
    r"fabricat\w+|fiction|nonsense|lies?|absurd|unfounded|denied)\b",
    re.I,
)
_REPORTS = frozenset(
    "reports report claims claim allegations allegation rumours rumors accusations "
    "suggestions stories story".split()
)
_DENIED_THAT = frozenset(
    "that it he she they we reports claims allegations accusations suggestions the any having "
    "ever media western a as rumours rumors us".split()
)
_NO_SUBJECT = frozenset("no none neither nobody nor".split())
_NO_GROUNDS = frozenset(
    "evidence sign signs proof indication indications suggestion question plans intention "
    "intent".split()
)
_ASKED = frozenset(
    "urges urged demands demanded proposes proposed requests requested "
    "insists insisted asks asked suggests suggested fears feared".split()
)
"""With "that": the clause is a wish, or a worry."""
_TOLD = frozenset(
    "said says announced pledged told promised vowed stated confirmed added that declared".split()
)
_REACH = 18


def certainty(words: Wording, found: Found, is_question: bool) -> Certainty | None:
    """How surely; None where what did not happen is not even said to have been avoided."""
    read = _plain(words, found)
    if is_question and read == "asserted":
        return None
    if is_question and read == "planned":
        read = "conditional"
    if read == "planned" and words.lower[found.first] == "die":
        return None  # "sent to die": nobody plans his death
    if found.trigger.turn == ">" and read == "asserted":
        read = "planned"
    if found.trigger.turn == "!":
        return "denied" if read == "asserted" else None
    if found.trigger.turn == "?":
        return "denied" if read == "denied" else "conditional"
    return read


def _plain(words: Wording, found: Found) -> Certainty:
    group = group_of(words, found.first) if found.form != "noun" else []
    before = _own_clause(words, found.first - len(group))
    if _is_negated(group, before, found):
        return "denied"
    if _is_called_false(words, found, before):
        return "denied"
    outer = _outer(before)
    if outer is not None:
        return outer
    if _is_unreal(words, found, before):
        return "conditional"
    modal = _of_modal(words, found, group, before)
    if modal is not None:
        return modal
    if found.form == "infinitive":
        if "to" in group and group.index("to") and group[group.index("to") - 1] in BE:
            return "planned"  # "he is to meet"
        told = found.trigger.kind in ("interception", "price-move")
        return _governed(
            before, reach=9, otherwise="asserted" if told else "planned", to=True, group=group
        )
    if found.form == "gerund" and not BE.isdisjoint(group):
        return "asserted"  # "is sanctioning" has a subject: no noun before that governs it
    if found.form in ("gerund", "noun"):
        return _governed(before, reach=7, otherwise="asserted", to=False, group=group)
    return "asserted"


def _own_clause(words: Wording, number: int) -> list[str]:
    """What stands before a verb, without an adjunct in front: "Given his refusal to talk, ..."."""
    first = words.opening(number, _REACH)
    if words.lower[first] in _ADJUNCTS:
        comma = next((at for at in range(first + 2, number) if words.gaps[at] == ","), None)
        if comma is not None:
            return words.lower[comma:number]
    return words.before(number, _REACH)


def _is_unreal(words: Wording, found: Found, before: list[str]) -> bool:
    """ "Had it been sanctioned, prices would have risen"; "lifting sanctions would be wrong"."""
    if len(before) > 1 and before[0] in ("had", "were", "should"):
        return True
    if found.form != "gerund" or before[-1:] not in ([], ["that"], ["said"], ["says"]):
        return False
    for at in range(found.last + 1, words.closing(found.last, 15)):
        if words.gaps[at] == ",":
            return False
        if words.lower[at] in ("would", "could", "might"):
            return True
    return False


def _is_negated(group: list[str], before: list[str], found: Found) -> bool:
    for place, word in enumerate(group):
        if word in _NEGATIONS and group[place + 1 : place + 2] not in (
            ["only"],
            ["just"],
            ["merely"],
        ):
            return True
    if "yet" in group and "to" in group:
        return True
    if found.form == "noun":
        return not {"no", "not", "without"}.isdisjoint(before[-4:]) or "zero" in before[-2:]
    if before[-2:] == ["no", "longer"]:
        return True
    subject = before[-7:]
    if before and before[0] in _NO_SUBJECT and len(before) < 9 and before[1:2] != ["longer"]:
        return before[:2] != ["no", "doubt"]
    if "none" in subject[:3] or "nobody" in subject[-1:] or subject[-2:] == ["no", "one"]:
        return True
    return len(subject) > 1 and subject[-2] == "no" and subject[-1] not in ("doubt", "longer")


def _is_called_false(words: Wording, found: Found, before: list[str]) -> bool:
    """ "Reports that it shipped shells are false"."""
    if _REPORTS.isdisjoint(before):
        return False
    after = words.flat[words.flats[found.last] : words.flats[found.last] + 200]
    return _FALSE.search(after) is not None


def _outer(before: list[str]) -> Certainty | None:
    """What a clause around it says: "denied that", "no evidence that", "if"."""
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        follows = before[place + 1 : place + 2]
        if word in ("if", "whether", "unless") and before[place - 1 : place] != ["even"]:
            return "conditional"
        if word in ("denied", "denies", "denying", "deny", "denial", "denials", "rejected",
                    "dismissed", "refuted", "disputed", "rejects", "dismisses"):  # fmt: skip
            negated = not _NEGATIONS.isdisjoint(before[max(place - 2, 0) : place])
            if follows and (follows[0] in _DENIED_THAT or word == "denial"):
                return None if negated else "denied"
        if word == "no" and follows and follows[0] in _NO_GROUNDS:
            return "denied"
        if word in _ASKED and follows == ["that"]:
            return "conditional"
        if word in ("recommends", "recommended") and follows == ["that"]:
            return "planned"
        if word in ("mean", "imply", "prove") and before[place - 1 : place] == ["not"]:
            return "denied"
        if word in ("untrue", "false") and follows == ["that"]:
            return "denied"
        if word in ("true", "case", "correct") and follows == ["that"]:
            said = before[max(place - 3, 0) : place]
            if not _NEGATIONS.isdisjoint(said):
                return "denied"
    return None


def _of_modal(
    words: Wording, found: Found, group: list[str], before: list[str]
) -> Certainty | None:
    modal = next((word for word in group if word in MODALS), "")
    if not modal:
        return None
    if " if " in f" {words.flat[words.flats[found.last] :][:300]} " or " unless " in words.flat:
        return "conditional"
    if modal in ("will", "shall"):
        return "planned"
    if modal == "would" and not _TOLD.isdisjoint(before):
        return "planned"
    return "conditional"


def _loose(before: list[str], place: int) -> bool:
    """ "Instead" of nothing that is named: an adverb."""
    return before[place + 1 : place + 2] not in (["of"], ["than"])


def _governed(
    before: list[str], *, reach: int, otherwise: Certainty, to: bool, group: list[str]
) -> Certainty:
    """The nearest word before it that governs it."""
    perfect = to and "have" in group
    for place in range(len(before) - 1, max(len(before) - 1 - reach, -1), -1):
        word = before[place]
        nearest = before[max(place - 2, 0) : place]
        if word in _DENIALS and not (word in ("instead", "rather") and _loose(before, place)):
            if not {"could", "may", "might", "would"}.isdisjoint(before[max(place - 3, 0) : place]):
                return "conditional"
            return "denied" if _NEGATIONS.isdisjoint(nearest) else "asserted"
        if not _NEGATIONS.isdisjoint((word,)) or (word == "no" and place > len(before) - 4):
            return "denied"
        if word == "ruled" and "out" in before[place:]:
            return "denied"
        if word in _CONDITIONS and before[place + 1 : place + 2] != ["off"]:
            return "conditional"
        if word in _PLANS and not (word in ("about", "set", "orders") and not to):
            return "asserted" if perfect else "planned"
        if word in _FACTS:
            return "asserted"
    return "asserted" if perfect else otherwise
