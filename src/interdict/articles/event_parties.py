"""Who takes part in an event: listed parties by key, others by the words that name them."""

from collections.abc import Sequence
from functools import lru_cache

from interdict import countries
from interdict.articles.article import Article, Span
from interdict.articles.event_triggers import Found
from interdict.articles.measure_scope import Authority
from interdict.articles.statements import Claim, EventKind, Mention
from interdict.articles.verb_forms import GROUP
from interdict.articles.wording import Wording

HAPPENS_TO: frozenset[EventKind] = frozenset(
    ("designation", "delisting", "asset-freeze", "licence", "seizure")
)
"""Kinds that happen to somebody whom the sentence names as an object."""

_ENDS = frozenset(
    """
    after because for over under while when following said saying says as amid since before using
    through by who which that where accusing citing if
""".split()
)
_PLACES = frozenset("in at from near into to of on off".split())
_OPENS = frozenset("said says announced that saying told confirmed added".split())
_NO_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    the a an it he she they its his her their this these those mr mrs ms in on at and but for list
    sdn sanctions general license licence order executive treasury secretary minister president
    department office russia-linked moscow beijing tehran pyongyang dubai hong kong g7 nato
    western european asian department's north south sea baltic black mediterranean i we you
    shadow fleet office's specially nationals national blocked persons licenses licences
""".split()
)
_JOINS = frozenset(("of", "&", "and", "de", "al", "the", "for"))
_MEANT_ABOVE = frozenset(
    """
    it its him her his them they company companies firm firms producer giant group bank both
    """.split()
)
"""Objects that stand for somebody named before."""
_NOUNS_ABOVE = frozenset("company companies firm firms producer giant group bank".split())
_THESE = frozenset("the this that these those both".split())
_FINITE = frozenset(
    "was were is are has have had will would could may might wasn't weren't isn't aren't".split()
)
"""A clause with one of these is whole."""

_DIRECTIONS = frozenset(("north", "south", "east", "west"))
_LONGEST_NAME = 8
_OF_SUBJECT = frozenset(
    """
    on under subject remain remains remained remaining face faces faced facing escape escapes
    escaped escaping avoid avoids avoided avoiding dodge dodges dodged dodging
""".split()
)
"""Triggers that tell something of their subject, as a passive does: "remains listed"."""
_ASIDE = frozenset("of by at to from behind with for linked near".split())
"""A name led by these only describes somebody else: "the head of Rosneft was sanctioned"."""
_RECIPIENT = frozenset(("licence", "delisting"))
"""Given to, lifted from: for these no preposition but "of" and "by" leads away."""
_KINDS = frozenset(
    """
    the a an ship tanker vessel bank company firm group trader lender oil giant producer dealer
    arms state state-owned russian chinese iranian turkish indian shipping trading
""".split()
)
"""What may stand between a preposition and its name."""
_OF_OTHERS = frozenset(
    """
    subsidiary subsidiaries unit units executive executives boss bosses chief official officials
    lender lenders banker bankers tankers ships vessels founder founders director directors
    affiliate affiliates ally allies leader leaders commander commanders agent agents entities
    companies refinery refineries plant arm members member fighters head network networks front
    fronts financiers operatives supporters suppliers partners customers buyers
""".split()
)
"""Behind a name: "Rosneft subsidiaries" are not Rosneft."""
_HELD = frozenset(
    """
    assets asset funds fund accounts account property properties yacht villa reserves holdings
    deposits shares ship tanker cargo money estate house jet superyacht
""".split()
)
"""What is frozen or seized of somebody happens to him."""
_PEOPLES = ("ans", "ese", "ish", "israelis", "iraqis", "emiratis", "poles", "turks")
"""How words for peoples end: "three Mexicans"."""
_RELATIVES = frozenset(("which", "whom"))


def taking_part(
    words: Wording, found: Found, mentions: Sequence[Mention], named: Sequence[Authority]
) -> tuple[str, ...]:
    """Keys of the listed parties that take part, those of its clause before all others."""
    kind = found.trigger.kind
    start = words.starts[words.opening(found.first, 60)]
    end = words.end(_closing(words, found, named, 60) - 1)
    near = [each for each in mentions if start <= each.span.start < end] or list(mentions)
    if kind in HAPPENS_TO:
        near = _objects(words, found, near, named)
    return tuple(dict.fromkeys(key for each in near for key in each.parties))


def _closing(words: Wording, found: Found, named: Sequence[Authority], reach: int) -> int:
    """One behind the clause, which also ends where another authority acts: ", and the EU"."""
    end = words.closing(found.last, reach)
    for each in named:
        lead = each.first - 1 - (words.lower[each.first - 1] == "the")
        if found.last < lead < end and words.lower[lead] == "and" and words.gaps[lead] == ",":
            return lead
    return end


def _objects(
    words: Wording, found: Found, near: list[Mention], named: Sequence[Authority]
) -> list[Mention]:
    """Those after an active verb; before a passive one; else the nearest before."""
    at = words.starts[found.first]
    near = [each for each in near if not _is_aside(words, found, each)]
    before = [each for each in near if each.span.start < at]
    if tells_of_subject(words, found):
        own = words.starts[_subject_from(words, found)]
        before = [each for each in before if each.span.start >= own]
        return [each for each in before if not _is_in_a_relative_clause(words, found, each)]
    first, end = _region(words, found, named)
    objects = [each for each in near if words.starts[first] <= each.span.start < words.end(end - 1)]
    if objects or _antecedent(words, found):
        return objects
    if found.form == "bare":
        return before
    return before[-1:] if _means_above(words, first, end) else []


def _means_above(words: Wording, first: int, end: int) -> bool:
    """ "It", or "the company"; not "two oil companies", which are others."""
    for at in range(first, end):
        word = words.lower[at]
        if word in _MEANT_ABOVE and (
            word not in _NOUNS_ABOVE or not _THESE.isdisjoint(words.lower[max(at - 3, first) : at])
        ):
            return True
    return False


def _subject_from(words: Wording, found: Found) -> int:
    """Where the clause of a passive begins: behind ", and" where a whole clause stands before."""
    first = words.opening(found.first, 60)
    for at in range(found.first - 1, first, -1):
        if words.gaps[at] != "," or words.lower[at] not in ("and", "or", "nor"):
            continue
        ahead = words.before(at + 1, at + 1 - first)
        verb = max((n for n, word in enumerate(ahead) if word in _FINITE), default=-1)
        if verb > 0 and _OPENS.isdisjoint(ahead[verb:]):
            return at + 1
    return first


def tells_of_subject(words: Wording, found: Found) -> bool:
    """Does it happen to whom the words before it name?"""
    if words.lower[found.last] == "with":
        return False  # "was barred from dealings with"
    return found.form == "passive" or words.lower[found.first] in _OF_SUBJECT


def _is_in_a_relative_clause(words: Wording, found: Found, mention: Mention) -> bool:
    """ "Uraloil, which Lukoil owns, was designated": a clause that a comma closes again."""
    first = words.number_from(mention.span.start)
    for at in range(first, max(first - 12, 0), -1):
        if words.lower[at] in ("which", "who", "whose", "whom") and words.gaps[at] == ",":
            return "," in words.gaps[first + 1 : found.first]
    return False


def _is_aside(words: Wording, found: Found, mention: Mention) -> bool:
    """ "Rosneft's chief", "two units of Rosneft", "owned by Rosneft": not Rosneft itself."""
    first = words.number_from(mention.span.start)
    last = words.number_from(mention.span.end) - 1
    return _is_aside_at(words, found, first, last)


def _is_aside_at(words: Wording, found: Found, first: int, last: int) -> bool:
    if not 0 <= first <= last < len(words.lower) - 1:
        return False
    if words.lower[last].endswith(("'s", "s'")):
        owned = words.lower[last + 1 : last + 3]
        return _HELD.isdisjoint(owned) and last + 1 != found.first
    if not words.gaps[last + 1] and words.lower[last + 1] in _OF_OTHERS:
        return True
    led = first - 1
    while led > max(first - 4, 0) and words.lower[led] in _KINDS and not words.gaps[led + 1]:
        led -= 1
    if led < 1 or words.gaps[led + 1] or words.lower[led] not in _ASIDE:
        return False
    if found.trigger.kind in _RECIPIENT and words.lower[led] not in ("of", "by"):
        return False
    if words.lower[led] == "with" and found.first < led:
        return False  # "sanctioned Rosneft together with Lukoil"
    if found.first <= led - 1 <= found.last or words.lower[led - 1] in _HELD:
        return False  # "the listing of Rosneft", "the assets of Rosneft"
    return not found.first < led <= found.last


def _antecedent(words: Wording, found: Found) -> int:
    """The relative pronoun whose clause this is: "Sberbank, which Britain sanctioned"; or 0."""
    if found.form not in ("active", "bare"):
        return 0
    for at in range(found.first - 2, max(found.first - 7, 0), -1):
        if words.gaps[at + 1]:
            return 0
        if words.lower[at] in _RELATIVES:
            return at if not GROUP.issuperset(words.lower[at + 1 : found.first]) else 0
    return 0


def unlisted(
    words: Wording,
    found: Found,
    mentions: Sequence[Mention],
    named: Sequence[Authority],
) -> tuple[Span, ...]:
    """Capitalised names it happens to that are no mention of a listed party."""
    first, last = _region(words, found, named)
    taken = frozenset(n for each in named for n in range(each.first, each.last + 1))
    spans: list[Span] = []
    at = first
    while at < last:
        end = _name_end(words, at, last, taken)
        if end == at:
            at += 1
            continue
        span = Span(words.starts[at], words.end(end - 1))
        led = words.lower[at - 1] if at and not words.gaps[at] else ""
        held = led == "of" and words.lower[at - 2] in _HELD
        away = led in _PLACES | _DIRECTIONS and not held
        if not (
            away
            or _is_aside_at(words, found, at, end - 1)
            or any(span.meets(each.span) for each in mentions)
        ):
            spans.append(_unpossessed(words, span, end - 1))
        at = end
    return tuple(spans)


def _unpossessed(words: Wording, span: Span, last: int) -> Span:
    return Span(span.start, span.end - 2) if words.lower[last].endswith("'s") else span


def _region(words: Wording, found: Found, named: Sequence[Authority]) -> tuple[int, int]:
    """The words among which the object stands."""
    relative = _antecedent(words, found)
    if relative:
        return words.opening(relative, _LONGEST_NAME), relative
    if tells_of_subject(words, found):
        first = max(words.opening(found.first, 30), _subject_from(words, found))
        for at in range(found.first - 1, first, -1):
            if words.lower[at] in _OPENS:
                return at + 1, found.first
        return first, found.first
    first = (found.last if words.lower[found.last] == "with" else found.first) + 1
    last = _closing(words, found, named, 40)
    for at in range(first + 1, last):
        if words.lower[at] in _ENDS or _adds_a_phrase(words, at):
            return first, at
    return min(first, len(words.lower) - 1), last


def _adds_a_phrase(words: Wording, at: int) -> bool:
    """ ", calling them arms of the bureau"; and "and seized", where another verb begins."""
    word = words.lower[at]
    if words.gaps[at] == "," and word.endswith("ing") and word != "including":
        return True
    return word.endswith("ed") and words.lower[at - 1] == "and" and words.raw[at] == word


def _name_end(words: Wording, at: int, last: int, taken: frozenset[int]) -> int:
    """One behind the last word of the name that begins here; ``at`` where none does."""
    if not _is_part(words, at, taken) or _is_country(words.lower[at]):
        return at
    end = at + 1
    while end < min(last, at + _LONGEST_NAME) and not words.gaps[end]:
        if _is_part(words, end, taken):
            end += 1
        elif (
            words.lower[end] in ("of", "de", "al")
            and end + 1 < last
            and _is_part(words, end + 1, taken)
        ):
            end += 2
        else:
            break
    if end == at + 1 and words.lower[at].endswith(_PEOPLES):
        return at
    if end == at + 1 and (len(words.raw[at]) < 3 or (at == 0 and not _is_plainly_a_name(words))):
        return at
    return end


def _is_plainly_a_name(words: Wording) -> bool:
    """A first word is capital anyway: is it an acronym, or set off by an apposition?"""
    raw, after = words.raw[0], words.gaps[1:2]
    if len(raw) > 2 and raw.isupper():
        return not all(other.isupper() for other in words.raw[1:4])
    return after == [","] and words.lower[1] in ("a", "an", "which", "whose", "whom")


def _is_part(words: Wording, at: int, taken: frozenset[int]) -> bool:
    raw = words.raw[at]
    return raw[0].isupper() and at not in taken and words.lower[at] not in _NO_NAMES


@lru_cache(maxsize=4096)
def _is_country(word: str) -> bool:
    bare = word.removesuffix("'s")
    return len(bare) > 3 and countries.code(bare) is not None


def without_source(
    article: Article, mentions: Sequence[Mention], claim: Claim | None
) -> list[Mention]:
    """Mentions that are not merely who says it: the source of the claim takes no part."""
    spans = [] if claim is None else [claim.source.span]
    return [
        each
        for each in mentions
        if not any(span is not None and span.meets(each.span) for span in spans)
    ]
