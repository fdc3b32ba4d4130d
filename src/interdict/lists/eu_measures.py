"""What each annex of each EU act does to those listed in it: ``eu_measures.tsv``.

Columns: act (CELEX number), programme, annex (several with commas, ``*`` for all), article,
measure (the published word), kind (ours), says (the legal text in short), since and until
(dates, empty where not known), basis (the act that brought the annex, where it was another),
checked.

``checked`` says how sure the row is: ``published`` where the listings' own reasons name the
article, ``text`` where it was compared with the consolidated act, ``c`` where neither was
done. A word is read from the publication and the row only makes it precise: an annex that is
not in the table gets the published word's plain meaning, or ``other``.
"""

import datetime
from functools import lru_cache
from importlib import resources
from typing import NamedTuple, get_args

from interdict.party import Measure, MeasureKind

_PLAIN: dict[str, MeasureKind] = {
    "Asset freeze": "block",
    "Export control": "trade-ban",
    "Travel ban": "travel-ban",
    "Arms embargo": "arms-embargo",
}
"""Published words that mean one thing wherever they stand. "Financial restrictions" does not:
it is a ban on new loans in one annex and on every transaction in the next."""

_FOREVER = "9999-12-31"
_EC_UNTIL = "2009R1152"
"""The last numbers under the European Community; the Treaty of Lisbon made it the Union."""


class Rule(NamedTuple):
    """One row of the table."""

    act: str
    programme: str
    annex: str
    article: str
    measure: str
    kind: MeasureKind
    says: str
    since: str
    until: str
    basis: str
    checked: str


@lru_cache(maxsize=1)
def table() -> tuple[Rule, ...]:
    """All rows, in order of the file."""
    file = resources.files("interdict").joinpath("lists", "eu_measures.tsv")
    lines = file.read_text("utf-8").splitlines()
    return tuple(_row(line) for line in lines[1:])


def _row(line: str) -> Rule:
    act, programme, annex, article, measure, printed, *rest = line.split("\t")
    says, since, until, basis, checked = rest
    kind = next(kind for kind in get_args(MeasureKind) if kind == printed)
    return Rule(act, programme, annex, article, measure, kind, says, since, until, basis, checked)


@lru_cache(maxsize=1024)
def rule(act: str, annex: str, measure: str, on: datetime.date) -> Rule | None:
    """The row for a listing, by act, annex with or without its part, published word and day."""
    for name in (annex, annex.partition(".")[0], "*"):
        for each in table():
            stands = (each.act, each.measure) == (act, measure) and name in each.annex.split(",")
            if stands and each.since <= on.isoformat() <= (each.until or _FOREVER):
                return each
    return None


def measure_of(act: str, annex: str, measure: str, on: datetime.date) -> Measure:
    """What the listing does: the published word, then the legal text where the table has it."""
    known = rule(act, annex, measure, on)
    if known is None:
        kind = _PLAIN.get(measure, "other" if measure else "unstated")
        where = f" ({title(act)}, Annex {annex})" if measure else ""
        return Measure(kind=kind, text=f"{measure}{where}")
    article = f"Article {known.article}, " if known.article else ""
    text = f"{measure}: {known.says} ({title(act)}, {article}Annex {annex})"
    return Measure(kind=known.kind, text=text)


def freeze_under(number: str, programme: str) -> str:
    """The acts under which a party's assets are frozen, cited; empty where that is not sure.

    ``number`` is an act's (``269/2014``, ``2024/1485``); where it is no act of the table (an
    implementing one), all acts of the programme (``UKR``) are meant. It is sure when they do
    nothing but freeze: Belarus' act also bans exports and loans, so its programme says little.
    """
    rows = [each for each in table() if number in _numbers(each.act)] or [
        each for each in table() if programme in each.programme.split("-")[1:]
    ]
    if {each.kind for each in rows} != {"block"}:
        return ""
    articles: dict[str, dict[str, None]] = {}
    for each in rows:
        articles.setdefault(each.act, {}).update(dict.fromkeys(filter(None, [each.article])))
    return " or ".join(
        ", ".join((title(act), *(f"Article {article}" for article in stated)))
        for act, stated in articles.items()
    )


def title(act: str) -> str:
    """How an act is cited: ``32014R0833`` is Regulation (EU) No 833/2014."""
    year, sort, number = act[1:5], act[5:6], act[6:].lstrip("0")
    if sort == "D":
        return f"Decision {year}/{number}/CFSP"
    if sort != "R" or not number:
        return act
    if int(year) >= 2015:
        return f"Regulation (EU) {year}/{number}"
    whose = "EC" if act[1:] <= _EC_UNTIL else "EU"
    return f"Regulation ({whose}) No {number}/{year}"


def _numbers(act: str) -> tuple[str, str]:
    year, number = act[1:5], act[6:].lstrip("0")
    return f"{number}/{year}", f"{year}/{number}"
