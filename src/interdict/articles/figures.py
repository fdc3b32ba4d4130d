"""Figures: every number that measures something, how surely, of what, and by whom.

A figure is never averaged and never without its source: what stands in a claim is its source's,
all else is the writer's. "Nearly 600" is about 600: "less than" would belittle it. A third has no
exact decimal and stays words; so do "dozens" and "thousands".
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from interdict.articles.amounts import Amount, amount_at
from interdict.articles.article import Article, Sentence, Span
from interdict.articles.bare_numbers import Carried, Found, share_back, share_on
from interdict.articles.counted import (
    Counted,
    counted_after,
    hyphened_unit,
    per_period,
    substance,
)
from interdict.articles.figure_tables import rows
from interdict.articles.not_counts import counts_nothing
from interdict.articles.number_tokens import Tokens
from interdict.articles.prices import with_pieces
from interdict.articles.qualifiers import qualifier_of
from interdict.articles.statements import Claim, Figure, Source
from interdict.articles.tolls import named_before, toll_unit

_WRITER = Source(how="writer")
_STARTS = frozenset(
    [word for word, _, kind in rows("number_words") if kind in ("unit", "ten", "vague")]
    + [sign.split()[0] for sign, _, side in rows("currencies") if side != "after"]
    + ["a", "an", "half", "several", "few", "many", "couple", "between", "from"]
)
_TIMES = frozenset({"day", "week", "month", "year", "hour", "person"})
"""Money per piece is a price; money per year or month stays money."""
_NAMED_MONEY = frozenset("BTC ETH USDT USDC TRX XRP XMR LTC cents kopecks pence".split())
"""Shown with the word that was written: "2,300 bitcoin", "4 ether"."""
_CRUDES = frozenset("brent wti urals espo barrel barrels dubai-linked".split())
_LINKING = frozenset({"a", "an", "from", "between", "us", "c", "ca", "s", "r", "u", "hk", "nz"})
_HAS_NUMBER = re.compile(
    r"\d|\b(?:"
    + "|".join(sorted(word for word in _STARTS - _LINKING if word.isalpha()))
    + r"|(?:a|an)\s+(?:dozen|handful|hundred|thousand|million|billion|trillion)\b)",
    re.IGNORECASE,
)  # fmt: skip


def figures(article: Article, claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """Every figure of the kept text, in reading order, each with its source."""
    sources = _Sources(claims)
    made: list[Figure] = []
    before, paragraph = Carried(), -1
    for sentence in article.sentences:
        span = sentence.span
        if _HAS_NUMBER.search(article.text, span.start, span.end) is None:
            continue
        tokens = Tokens(article.text, span)
        before = _since(before, sentence.paragraph - paragraph)
        found = _found(tokens, before)
        made += (_figure(tokens, one, sentence, sources) for one in found)
        for one in found:
            if not one.amount.unit and not one.unit.isupper():
                before = before._replace(unit=one.unit, is_near=True)
            elif one.unit.isupper():
                before = before._replace(money=one.unit)
        paragraph = sentence.paragraph
    return tuple(with_pieces(article, made))


def _since(carried: Carried, paragraphs: int) -> Carried:
    """What still holds so many paragraphs on: money in its own, a noun also in the next."""
    if paragraphs == 0:
        return carried
    if paragraphs == 1 and carried.is_near:
        return Carried(unit=carried.unit, is_near=False)
    return Carried()


class _Sources:
    """The claims by the places of their contents."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._of_sentence: dict[int, list[tuple[Span, Claim]]] = {}
        for claim in claims:
            for content in claim.content:
                for sentence in claim.sentences:
                    self._of_sentence.setdefault(sentence, []).append((content, claim))

    def at(self, span: Span, sentence: int) -> tuple[Source, str]:
        """Source and claim of the narrowest content that holds the place."""
        holding = [
            (len(content), order)
            for order, (content, _) in enumerate(self._of_sentence.get(sentence, ()))
            if content.meets(span)
        ]
        if not holding:
            return _WRITER, ""
        claim = self._of_sentence[sentence][min(holding)[1]][1]
        return claim.source, claim.id


def _figure(tokens: Tokens, found: Found, sentence: Sentence, sources: _Sources) -> Figure:
    amount, counted = found.amount, found.counted
    span = tokens.span(found.qualifier.first, max(found.qualifier.last, amount.last))
    source, claim = sources.at(span, sentence.number)
    bound = found.qualifier.bound
    if amount.value is None:
        bound = "none"
    elif amount.is_range:
        bound = "between"
    return Figure(
        span=span,
        bound=bound,
        low=_plain(amount.value),
        high=_plain(amount.high),
        unit=found.unit,
        of=None if counted is None else tokens.span(counted.first, counted.last),
        source=source,
        claim=claim,
        sentence=sentence.number,
    )


def _plain(value: Decimal | None) -> Decimal | None:
    """Without the zeros that a scale leaves: 2300000000, not 2300000000.0."""
    if value is None or value != value.to_integral_value():
        return value
    return value.quantize(Decimal(1))


def _found(tokens: Tokens, carried: Carried) -> list[Found]:
    """The numbers of a sentence that count something, with their units."""
    read = list(_read(tokens))
    units: list[str] = []
    is_part = False
    for one, following in zip_longest(read, read[1:]):
        whole = _whole_of(tokens, one, following)
        part_of = one.counted.unit if is_part and one.counted is not None else ""
        units.append(part_of or _unit(tokens, one, whole))
        is_part = whole is not None
    share_back(tokens, read, units)
    share_on(tokens, read, units, carried)
    return [one._replace(unit=unit) for one, unit in zip(read, units, strict=True) if unit]


def _read(tokens: Tokens) -> Iterator[Found]:
    at = 0
    while at < len(tokens):
        word = tokens.words[at]
        amount = amount_at(tokens, at) if word in _STARTS or word[0].isdecimal() else None
        if amount is None:
            at += 1
            continue
        at = amount.last
        counted = _counted(tokens, amount)
        if counts_nothing(tokens, amount, counted):
            continue
        is_duration = counted is not None and counted.kind == "time"
        qualifier = qualifier_of(tokens, amount.first, amount.last, is_duration)
        yield Found(amount, counted, qualifier, "")


def _counted(tokens: Tokens, amount: Amount) -> Counted | None:
    if amount.unit == "percent":
        return counted_after(tokens, amount.last) if tokens.word(amount.last) == "of" else None
    if amount.unit in _NAMED_MONEY:
        return Counted(amount.last - 1, amount.last, amount.unit, "money")
    if amount.unit:
        return None
    if (joined := hyphened_unit(tokens, amount.last)) is not None:
        return joined
    last = amount.last
    for words in (
        ("or", "more"),
        ("or", "so"),
        ("or", "fewer"),
        ("+",),
        ("-", "plus"),
        ("-", "odd"),
    ):
        if tokens.starts_with(last, words):
            return counted_after(tokens, last + len(words))
    return counted_after(tokens, last)


def _unit(tokens: Tokens, found: Found, whole: Found | None) -> str:
    """The unit as the words beside the number give it; empty where they do not.

    ``whole``: the number behind "of" that this one is a part of: "600 of the 11,000 troops".
    """
    amount, counted, first = found.amount, found.counted, found.qualifier.first
    if amount.unit:
        return _money_unit(tokens, amount)
    if whole is not None and whole.counted is not None and counted is None:
        fate = toll_unit(tokens, first, whole.counted.last, None)
        return fate or whole.counted.unit
    fate = toll_unit(tokens, first, found.qualifier.last, counted)
    if fate is not None:
        return fate
    if counted is None:
        return named_before(tokens, first)
    if counted.kind == "measure":
        return _measure_unit(tokens, counted)
    return counted.unit


def _whole_of(tokens: Tokens, here: Found, following: Found | None) -> Found | None:
    of = here.amount.last + (tokens.word(here.amount.last) == "out")
    if following is None or tokens.word(of) != "of":
        return None
    return following if following.qualifier.first - of <= 3 else None


def _money_unit(tokens: Tokens, amount: Amount) -> str:
    if amount.unit in ("percent", "percentage-points", "times", "basis points", "cents"):
        return amount.unit
    period, _ = per_period(tokens, amount.last)
    if not period and _is_oil_price(tokens, amount):
        period = "barrel"
    return f"{amount.unit}/{period}" if period and period not in _TIMES else amount.unit


def _is_oil_price(tokens: Tokens, amount: Amount) -> bool:
    """ "Brent settled at $71.85": crude is always priced by the barrel."""
    if (
        amount.unit != "USD"
        or amount.number.scale != 1
        or (amount.high or amount.value or 250) >= 250
    ):
        return False
    near = tokens.words[max(amount.first - 15, 0) : amount.last + 10]
    return not _CRUDES.isdisjoint(near)


def _measure_unit(tokens: Tokens, counted: Counted) -> str:
    if counted.unit not in ("barrels", "tonnes", "cubic metres"):
        return counted.unit
    period, _ = per_period(tokens, counted.last)
    if not period:
        period, _ = per_period(tokens, substance(tokens, counted.last))
    return f"{counted.unit}/{period}" if period else counted.unit
