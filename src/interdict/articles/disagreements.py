"""Statements that disagree, side by side: numbers, claims, a headline and its own text.

Precision before recall: what is shown as a disagreement is one. Nothing is resolved.
"""

import re
from collections.abc import Iterator, Sequence

from interdict.articles.article import Article
from interdict.articles.figure_disputes import figure_disputes
from interdict.articles.same_count import stems
from interdict.articles.statements import Claim, Disagreement, Event, Figure, Side

_NEGATED = re.compile(
    r"\b(?:not|never|no|none|nothing|nobody|neither|without|\w+n['’]t)\b", re.IGNORECASE
)
_UNTRUE = re.compile(
    r"\b(?:false|lies?|fabricat\w+|fake|nonsense|baseless|untrue|absurd|groundless|unfounded"
    r"|fiction|invent\w+|hoax)\b",
    re.IGNORECASE,
)
_PRO_FORM = re.compile(
    r"^(?:that\s+)?(?:the|these|this|such|those|any|all|it|that)\s*(?:claims?|reports?|accusations?"
    r"|allegations?|charges?|assertions?|accounts?|story|statements?|wrongdoing)?$",
    re.IGNORECASE,
)
_NEAR = 2
"""Sentences from what is denied to a denial that names it by a pro-form, at most."""
_HEDGED_CUE = re.compile(r"claim|alleg|purport|reportedly|suspect", re.IGNORECASE)
_ATTRIBUTED = re.compile(
    r"[:?‘’“”\"']|\b(?:say|says|said|claims?|reports?|could|may|might|to|alleged\w*|reportedly)\b",
    re.IGNORECASE,
)
_HEADS = ("headline", "standfirst")


def disagreements(
    article: Article,
    claims: Sequence[Claim],
    figures: Sequence[Figure],
    events: Sequence[Event],
) -> tuple[Disagreement, ...]:
    """Every disagreement within an article: numbers, then headline, then claims."""
    return (
        *figure_disputes(article, figures),
        *_headline_disputes(article, claims, events),
        *(told := tuple(_claim_disputes(article, claims))),
        *_denied_events(article, claims, events, told),
    )


def _headline_disputes(
    article: Article, claims: Sequence[Claim], events: Sequence[Event]
) -> Iterator[Disagreement]:
    """An event that the headline states and the text only expects, denies or lets claim."""
    stances = {claim.id: claim for claim in claims if claim.id}
    body = [event for event in events if article.sentences[event.sentence].role not in _HEADS]
    for head in events:
        sentence = article.sentences[head.sentence]
        if sentence.role not in _HEADS or head.certainty != "asserted" or head.claim:
            continue
        same = [event for event in body if _is_same_event(head, event)]
        denied = [event for event in same if _is_the_same_act(article, head, event)]
        if denied:
            yield _headline(article, head, denied[0], stances)
            continue
        weaker = [event for event in same if event.certainty != "asserted"]
        if same and len(weaker) == len(same):
            yield _headline(article, head, same[0], stances)
            continue
        is_bare = _ATTRIBUTED.search(article.words(sentence.span)) is None
        claimed = [event for event in same if _is_only_claimed(article, event, stances)]
        if same and is_bare and len(claimed) == len(same):
            yield _headline(article, head, same[0], stances)


def _is_same_event(one: Event, other: Event) -> bool:
    if one.kind != other.kind:
        return False
    return not (one.parties and other.parties) or not set(one.parties).isdisjoint(other.parties)


def _is_the_same_act(article: Article, head: Event, event: Event) -> bool:
    """Does the writer himself deny it, by the same word: "BANNED", "has not been banned"?"""
    one, other = (article.words(each.trigger).lower().split()[0] for each in (head, event))
    return event.certainty == "denied" and not event.claim and one == other


def _is_only_claimed(article: Article, event: Event, claims: dict[str, Claim]) -> bool:
    claim = claims.get(event.claim)
    if claim is None:
        return False
    cue = "" if claim.cue is None else article.words(claim.cue)
    return claim.stance == "hedged" or _HEDGED_CUE.search(cue) is not None


def _headline(article: Article, head: Event, body: Event, claims: dict[str, Claim]) -> Disagreement:
    claim = claims.get(body.claim)
    source = "the article" if claim is None else claim.source.name or "the article"
    sides = tuple(
        Side(statement=event.id, source=said, says=article.words(span), span=span)
        for event, said, span in (
            (head, article.sentences[head.sentence].role, article.sentences[head.sentence].span),
            (body, source, article.sentences[body.sentence].span),
        )
    )
    kind = head.kind.replace("-", " ")
    return Disagreement(kind="headline", about=f"how sure the {kind} is", sides=sides)


def _claim_disputes(article: Article, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """What one source asserts and another denies."""
    words = [stems(" ".join(map(article.words, claim.content))) for claim in claims]
    for number, denial in enumerate(claims):
        if not (_is_denial(article, denial) or _is_negated(article, denial)):
            continue
        best = _denied(article, claims, words, number)
        if best is not None:
            about = f"whether {_said(article, claims[best])}"
            sides = (_side(article, claims[best]), _side(article, denial))
            yield Disagreement(kind="claims", about=about, sides=sides)


def _denied_events(
    article: Article,
    claims: Sequence[Claim],
    events: Sequence[Event],
    told: Sequence[Disagreement],
) -> Iterator[Disagreement]:
    """ "Denies receiving any weapons": an event of the kind that another source reports."""
    said = {claim.id: claim for claim in claims if claim.id}
    taken = {side.statement for one in told for side in one.sides}
    held = [(event, said[event.claim]) for event in events if event.claim in said]
    for event, denial in held:
        if event.certainty != "denied" or denial.id in taken:
            continue
        about = stems(article.words(article.sentences[event.sentence].span))
        for other, claim in held:
            if other.kind != event.kind or other.certainty != "asserted":
                continue
            whole = stems(article.words(article.sentences[other.sentence].span))
            if _may_be_denied(article, claim, denial) and not about.isdisjoint(whole):
                taken.add(denial.id)
                sides = (_side(article, claim), _side(article, denial))
                yield Disagreement(
                    kind="claims", about=f"whether {_said(article, claim)}", sides=sides
                )
                break


def _denied(
    article: Article, claims: Sequence[Claim], words: Sequence[frozenset[str]], number: int
) -> int | None:
    """The claim of another source that this one denies, the closest in words, then in place."""
    denial = claims[number]
    is_denial = _is_denial(article, denial)
    best: tuple[int, int, int] | None = None
    for other in range(max(number - 40, 0), min(number + 40, len(claims))):
        claim = claims[other]
        if other == number or not _may_be_denied(article, claim, denial):
            continue
        common = len(words[number] & words[other])
        smaller = max(min(len(words[number]), len(words[other])), 1)
        enough = (
            common >= 2 and common * 2 >= smaller
            if is_denial
            else (common >= 3 and common * 5 >= smaller * 4)
        )
        distance = denial.sentences[0] - claim.sentences[-1]
        near = 0 <= distance <= _NEAR and (
            _names_it(article, denial) or not stems(denial.source.name).isdisjoint(words[other])
        )
        if enough or (is_denial and near):
            best = max(best or (-1, 0, 0), (common, -abs(distance), other))
    return None if best is None else best[2]


def _may_be_denied(article: Article, claim: Claim, denial: Claim) -> bool:
    mine, yours = denial.source.name.lower(), claim.source.name.lower()
    if claim.stance == "denied" or not mine or not yours or mine in yours or yours in mine:
        return False
    return not _NEGATED.search(_said(article, claim)) and not _is_denial(article, claim)


def _is_denial(article: Article, claim: Claim) -> bool:
    said = _said(article, claim)
    if claim.stance == "denied":
        return True
    return claim.stance == "characterised" and _UNTRUE.search(said) is not None


def _is_negated(article: Article, claim: Claim) -> bool:
    return claim.stance == "asserted" and _NEGATED.search(_said(article, claim)) is not None


def _names_it(article: Article, denial: Claim) -> bool:
    """Does it deny "the claim", "the allegations", "it"; or call something false?

    Beside these only a denier whom the claim is about denies what was said just before.
    """
    said = _said(article, denial)
    return _PRO_FORM.match(said) is not None or denial.stance == "characterised"


def _said(article: Article, claim: Claim) -> str:
    return " ".join(map(article.words, claim.content))


def _side(article: Article, claim: Claim) -> Side:
    first, last = claim.content[0], claim.content[-1]
    return Side(
        statement=claim.id,
        source=claim.source.name or "a source left open",
        says=_said(article, claim),
        span=first if first == last else type(first)(first.start, last.end),
    )
