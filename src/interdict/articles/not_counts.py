"""Numbers that measure nothing: dates, years, times, ages, and numbers that are names.

"22 October", "in 2024", "10:30", "the 36-year-old", "Resolution 2397", "T-72", "Room 39", "No.
13662", "Group of 7", "one of", "12 Lenina Street", telephone and registration numbers.
"""

from decimal import Decimal

from interdict.articles.amounts import Amount
from interdict.articles.counted import Counted, is_plural
from interdict.articles.durations import is_moment
from interdict.articles.figure_tables import rows
from interdict.articles.number_tokens import Tokens
from interdict.articles.numerals import numeral_at
from interdict.articles.tolls import toll_unit

_LABELS = frozenset(word for (word,) in rows("name_numbers"))
_LEGAL_LABELS = frozenset(
    """article articles section sections paragraph paragraphs para para's clause annex annexes
    page pages pp p footnote footnotes resolution resolutions chapter figure table appendix
    regulation regulations room flight rule""".split()
)
"""Behind these even a number before a plural is a name: "see page 12 shows nothing"."""
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_YEAR_BEFORE = frozenset(
    """in since of by from until till during before after through the early mid late fiscal year
    spring summer autumn winter fall january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_CLOCK = frozenset({"am", "pm", "a", "p", "gmt", "utc", "o'clock", "oclock", "et", "msk", "bst"})
_STREETS = frozenset(
    """street st avenue ave road rd lane boulevard blvd square drive court plaza embankment
    prospekt ulitsa ul""".split()
)
_AGES = frozenset({"aged", "age", "ages"})
_PAIRS = frozenset(
    """countries sides leaders nations states parties governments presidents koreas ministers
    capitals allies neighbours neighbors brothers sisters ways halves heads""".split()
)
"""Counted with "two" they are the persons of the story and not a number of anything."""
_PREPOSITIONS = frozenset("of between in on at from to for into by across over through".split())
"""Behind these "two ports" is where it was, and no count of them."""
_THE_TWO = frozenset("the these those both his her their its our other".split())
_DEFINITE = frozenset("the these those both".split())
_TIME_LIKE = Decimal(31)


def counts_nothing(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """Is the number a date, a time, an age or a name?"""
    if amount.unit:
        return amount.value is not None and (
            _is_worded_age(tokens, amount) or _is_worded_size(tokens, amount)
        )
    if amount.value is None:
        return False
    return (
        _is_joined(tokens, amount)
        or _is_fraction(tokens, amount)
        or _is_size(tokens, amount, counted)
        or _is_labelled(tokens, amount, counted)
        or _is_date(tokens, amount)
        or _is_year(tokens, amount, counted)
        or _is_clock(tokens, amount)
        or _is_age(tokens, amount)
        or _is_numbering(tokens, amount)
        or _is_address(tokens, amount)
        or _is_name(tokens, amount, counted)
        or _is_ratio(tokens, amount)
        or _is_one(tokens, amount, counted)
        or _is_zero(tokens, amount, counted)
        or _is_carat(tokens, amount)
        or is_moment(tokens, amount, counted)
        or _is_witness(tokens, amount, counted)
    )


def _is_worded_age(tokens: Tokens, amount: Amount) -> bool:
    return tokens.word(amount.first - 1) in _AGES


def _is_worded_size(tokens: Tokens, amount: Amount) -> bool:
    """ "a billion-dollar chain": how big a thing it is, not a sum."""
    is_grown = tokens.word(amount.last - 2) == "-" and tokens.touches(amount.last - 2)
    return (
        is_grown
        and tokens.word(amount.first) in ("a", "an")
        and amount.value == 10 ** (len(str(int(amount.value or 0))) - 1)
    )


def _is_joined(tokens: Tokens, amount: Amount) -> bool:
    """Letters, hyphens or slashes grown to the digits: T-72, 2014/512, 1990s, 495-12-34."""
    first, last = amount.number.first, amount.last
    if amount.in_words:
        return tokens.word(last) == "-" and tokens.touches(last) and _is_odd_hyphen(tokens, last)
    if tokens.touches(amount.first) and tokens.word(amount.first - 1) in "-–/.,:+#_°@":
        return tokens.word(amount.first - 1) not in "-–" or tokens.touches(amount.first - 1)
    if tokens.touches(amount.first) and tokens.word(amount.first - 1)[0].isalpha():
        return True
    if not tokens.touches(last):
        return False
    behind = tokens.word(last)
    if behind[0].isalpha():
        return first == amount.first and not _is_measure_letters(behind)
    if behind in ("-", "–"):
        return _is_odd_hyphen(tokens, last)
    return behind in "/:°_#@’'" and tokens.touches(last + 1)


def _is_measure_letters(letters: str) -> bool:
    return letters in _MEASURES


def _is_fraction(tokens: Tokens, amount: Amount) -> bool:
    """ "two thirds", "three-quarters": a part in words is no number."""
    behind = amount.last + (tokens.word(amount.last) == "-")
    return amount.in_words and tokens.word(behind) in _PARTS


def _is_size(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """ "an 86-metre yacht", "the 2-million-barrel tanker": what kind of thing, not how much."""
    is_grown = tokens.word(amount.last) in ("-", "–") and tokens.touches(amount.last)
    return is_grown and counted is not None and counted.kind == "measure"


def _is_odd_hyphen(tokens: Tokens, at: int) -> bool:
    """A hyphen behind a number that leads to no unit the tables know."""
    following = tokens.word(at + 1)
    if not tokens.touches(at + 1):
        return False
    if following in ("strong", "plus", "odd", "day", "week", "month", "year", "hour", "minute"):
        return tokens.word(at + 3).startswith("old") or tokens.word(at + 1) == "minute"
    if tokens.is_digits(at + 1):
        return True
    from_table = following in _HYPHENED
    return not from_table


_MEASURES = frozenset(
    noun for noun, _, kind in rows("counted") if kind in ("measure", "time") and noun != "min"
)
_PARTS = frozenset(
    """half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh
    sevenths eighth eighths ninth ninths tenth tenths""".split()
)
_HYPHENED = frozenset(
    word
    for noun, _, kind in rows("counted")
    if kind in ("measure", "time")
    for word in (noun, noun.removesuffix("s"))
) | {"percent", "per", "dollar", "euro", "a", "fold", "decade"}


def _is_labelled(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """ "Article 5", "Room 39", "No. 13662", "Group of 7", "number two"."""
    if amount.unit or (amount.is_range and counted):
        return False
    here = amount.first - 1
    while tokens.word(here) in ("and", "or", ",", "to") and tokens.is_digits(here - 1):
        here -= 2
        if tokens.word(here) in _LEGAL_LABELS:
            return True
    here = amount.first - 1
    while here > 0 and tokens.word(here) in (".", "number", ":", "#", "(", "no", "№"):
        if tokens.word(here) == "#" or (
            tokens.word(here) in ("№", "no") and here == amount.first - 1
        ):
            return tokens.word(here) != "no" or tokens.is_capital(here)
        if tokens.word(here) in ("number", "no"):
            return tokens.word(here + 1) != ":"
        here -= 1
    if tokens.word(here) == "of" and tokens.word(here - 1) == "group":
        return counted is None or not amount.first - here > 1
    if tokens.word(here) not in _LABELS or tokens.word(amount.first - 1) == "(":
        return tokens.word(here) == "no" and tokens.word(here + 1) == "."
    if tokens.is_capital(here) and not tokens.is_headline_case and here > 0:
        return True
    return counted is None or (counted.kind == "noun" and tokens.word(here) in _LEGAL_LABELS)


def _is_date(tokens: Tokens, amount: Amount) -> bool:
    """A day beside a month: "22 October", "October 22", "22-24 October", "22 and 23 October"."""
    if amount.number.scale != 1 or amount.value is None or amount.value > _TIME_LIKE:
        return False
    first, last = amount.first, amount.last
    if _is_month(tokens, first - 1) or _is_month(tokens, last):
        return True
    if tokens.word(last) in ("and", "to", "-", "–", "or") and tokens.is_digits(last + 1):
        return _is_month(tokens, last + 2)
    if tokens.word(first - 1) in ("and", "to", "-", "–", "or") and tokens.is_digits(first - 2):
        return _is_month(tokens, first - 3)
    return False


def _is_month(tokens: Tokens, at: int) -> bool:
    if tokens.word(at) == "." and tokens.word(at - 1) in _MONTHS:
        return True
    return tokens.word(at) in _MONTHS and tokens.is_capital(at)


def _is_year(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """Four digits of our centuries, unless a known noun is counted and no "in" stands before."""
    written = tokens.word(amount.number.first)
    if amount.number.scale != 1 or not (len(written) == 4 and written.isdecimal()):
        return False
    if not 1800 <= int(written) <= 2100:
        return False
    if tokens.word(amount.first - 1) in _YEAR_BEFORE or (amount.is_range and counted is None):
        return True
    if tokens.word(amount.first - 1) == "the" or _follows_year(tokens, amount.first):
        return 1990 <= int(written) <= 2035
    return counted is None or (counted.kind in ("noun", "thing") and counted.last - amount.last > 1)


def _follows_year(tokens: Tokens, at: int) -> bool:
    """The second of "2014 and 2022 packages"."""
    first = tokens.word(at - 2)
    return tokens.word(at - 1) in ("and", "or", ",") and len(first) == 4 and first.isdecimal()


def _is_clock(tokens: Tokens, amount: Amount) -> bool:
    last = amount.last
    if tokens.word(last) in (":", ".") and tokens.touches(last) and tokens.touches(last + 1):
        return tokens.is_digits(last + 1)
    word = tokens.word(last)
    if word in ("a", "p"):
        return tokens.starts_with(last + 1, (".", "m"))
    if word == "hrs":
        return len(tokens.word(amount.first)) == 4
    return word in _CLOCK and not amount.in_words


def _is_age(tokens: Tokens, amount: Amount) -> bool:
    """ "aged 36", "Kim, 36, said", "a man (36)"."""
    before, after = tokens.word(amount.first - 1), tokens.word(amount.last)
    if before in ("is", "was", "turned") and tokens.word(amount.first - 2) in ("who", "he", "she"):
        return amount.value is not None and amount.value < 110 and tokens.word(amount.last) in ",."
    if before in _AGES or tokens.starts_with(amount.last, ("years", "old")):
        return True
    if tokens.starts_with(amount.last, ("-", "year", "-", "old")):
        return True
    if amount.value is None or not 0 < amount.value < 110 or amount.in_words:
        return False
    if before == "," and after in (",", ".", "") and tokens.is_capital(amount.first - 2):
        return not tokens.is_digits(amount.first - 2)
    return before == "(" and after == ")"


def _is_numbering(tokens: Tokens, amount: Amount) -> bool:
    """ "1. The ...", "(2)", "[12]", a bare number as the whole line."""
    before, after = tokens.word(amount.first - 1), tokens.word(amount.last)
    if before in ("(", "[") and after in (")", "]"):
        return True
    if amount.first == 0 and after in (".", ")") and not amount.in_words:
        return True
    return len(tokens) == amount.last - amount.first


def _is_address(tokens: Tokens, amount: Amount) -> bool:
    if amount.in_words or not tokens.is_capital(amount.last):
        return False
    for ahead in range(amount.last + 1, amount.last + 4):
        if tokens.word(ahead) in _STREETS:
            return not is_plural(tokens.word(ahead + 1))
    return False


def _is_name(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """ "Nord Stream 2", "Arctic LNG 2", "Five Eyes": a capital, and nothing that is counted."""
    if tokens.is_headline_case:
        return False
    if amount.in_words:
        return (
            amount.first > 0
            and tokens.is_capital(amount.first)
            and (tokens.is_capital(amount.last) or tokens.word(amount.first - 1) == "of")
        )
    before = amount.first - 1
    if before < 0 or not tokens.is_capital(before) or before == 0:
        return False
    if tokens.word(before) in _DAYS or tokens.word(before).endswith(("'s", "s'")):
        return False
    known = counted is not None and (
        counted.kind != "noun" or not any(map(tokens.is_capital, range(amount.last, counted.last)))
    )
    small = "," not in tokens.word(amount.number.first) and amount.number.scale == 1
    return small and not (known and amount.value is not None and amount.value > 4)


def _is_listed(tokens: Tokens, amount: Amount, counted: Counted) -> bool:
    """ "two generators and 40 pumps": in a row of counts."""
    for here in (
        *range(max(amount.first - 5, 0), amount.first),
        *range(counted.last, counted.last + 4),
    ):
        if numeral_at(tokens, here) is not None:
            return True
    return False


_ROUND = frozenset(map(Decimal, (2, 3, 4, 5, 10, 100)))


def _is_ratio(tokens: Tokens, amount: Amount) -> bool:
    """ "one in five", "two out of every three", "ten to one"."""
    behind, before = tokens.word(amount.last), tokens.word(amount.first - 1)
    if behind in ("in", "out") and amount.value is not None and amount.value < 10:
        whole = numeral_at(tokens, amount.last + 1 + (behind == "out"))
        if behind == "out":
            return tokens.word(amount.last + 2) == "every" or (
                whole is not None and whole.value in _ROUND
            )
        return whole is not None and tokens.word(amount.last + 1) != "a"
    if before == "in" and (amount.in_words or amount.value in _ROUND) and amount.number.scale == 1:
        return numeral_at(tokens, amount.first - 2) is not None
    return tokens.starts_with(amount.last, ("to", "one")) or (
        amount.value == 1 and before == "to" and numeral_at(tokens, amount.first - 2) is not None
    )


def _is_one(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """ "one of", "one day", "the two leaders", "one in five"."""
    if amount.number.scale != 1 or not amount.in_words or amount.value is None:
        return False
    if amount.value == 1 and not amount.is_range:
        least = tokens.word(amount.first - 1) == "least"
        return not least and toll_unit(tokens, amount.first, amount.last, counted) is None
    before = tokens.word(amount.first - 1)
    is_known = before in _THE_TWO and (amount.value == 2 or before in _DEFINITE)
    if (is_known or (before.endswith("'s") and amount.value == 2)) and not _is_hurt(counted):
        return amount.value <= 3
    if amount.value == 2 and before in _PREPOSITIONS and counted is not None:
        return counted.kind == "noun" and not _is_listed(tokens, amount, counted)
    return amount.value <= 3 and _noun(tokens, counted) in _PAIRS


def _is_zero(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """ "zero tolerance", "ground zero", "year zero": a word in zero's place, and no count."""
    if amount.value != 0 or not amount.in_words:
        return False
    before = tokens.word(amount.first - 1)
    if counted is None:
        return before in _ZEROS or before == "-"
    return counted.kind == "noun" and not is_plural(_noun(tokens, counted))


_ZEROS = frozenset("ground net year hour patient sub absolute day from".split())


def _is_carat(tokens: Tokens, amount: Amount) -> bool:
    """ "24K gold": the letter behind the digits is the fineness, not a thousand."""
    written = tokens.word(amount.number.first)
    return amount.number.letter and written in _CARATS and "gold" in tokens.words


_CARATS = frozenset("8 9 10 14 18 20 21 22 23 24".split())


def _noun(tokens: Tokens, counted: Counted | None) -> str:
    """The counted noun as written; empty where there is none."""
    return "" if counted is None else tokens.word(counted.last - 1)


def _is_hurt(counted: Counted | None) -> bool:
    return counted is not None and counted.kind == "casualty"


def _is_witness(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """ "according to two traders", "three officials said": who says it, not what is counted."""
    if counted is None or counted.kind not in ("person", "noun") or amount.value is None:
        return False
    if counted.unit == "accounts" and tokens.word(counted.last) != "of":
        return False
    if counted.unit in _WORDS_FOR_WORDS and amount.value < 10:
        return True
    told = tokens.word(counted.last) in (
        "said",
        "say",
        "told",
        "familiar",
        "with",
        "briefed",
        "close",
    )
    if amount.value < 10 and told and amount.in_words:
        return True
    return tokens.ends_with(amount.first, ("according", "to")) and amount.value < 10


_WORDS_FOR_WORDS = frozenset(
    """estimates sources questions versions accounts reports stories reasons ways things
    times""".split()
)
