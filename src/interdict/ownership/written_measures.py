"""What people write beside a listed party, in a table of their own: ``block``, ``SDN``, ``SSI
Directive 1``, ``asset freeze``, ``CMIC``, ``sectoral-debt`` with the programme UKRAINE-EO13662.

A measure is read, never guessed: what cannot be understood stays ``other`` with its wording and
a finding, and then nobody knows whether it flows down.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import get_args

import msgspec

from interdict.directives import DIRECTIVES, directive_measures
from interdict.ownership import programmes
from interdict.party import Finding, Listing, Measure, MeasureKind, Regime

_WORDS: dict[str, tuple[MeasureKind, str]] = {
    "": ("block", ""),
    **dict.fromkeys(("cmic", "ns cmic", "cmic list", "ns cmic list"), ("securities-ban", "CMIC")),
    **dict.fromkeys(
        ("ns mbs", "mbs", "ns mbs list", "menu based", "menu based sanctions",
         "non sdn menu based sanctions"),
        ("menu", "NS-MBS"),
    ),
    **dict.fromkeys(
        ("ssi", "ssi list", "sectoral", "sectoral sanctions", "sectoral directive"),
        ("other", "Executive Order 13662, directive not named"),
    ),
    **dict.fromkeys(("capta", "capta list"), ("correspondent-account", "CAPTA")),
    **dict.fromkeys(("travel restrictions", "entry ban"), ("travel-ban", "")),
    **dict.fromkeys(("visa restrictions",), ("visa-ban", "")),
    **dict.fromkeys(("prohibition of port entry", "port entry ban"), ("port-ban", "")),
    **dict.fromkeys(
        ("loans and credit arrangements", "loan ban", "capital market ban"), ("finance-ban", "")
    ),
    **dict.fromkeys(
        ("dealing with transferable securities or money market instruments",),
        ("securities-ban", ""),
    ),
    **dict.fromkeys(
        ("entity list", "bis entity list", "el"), ("trade-ban", "Entity List")
    ),
    **dict.fromkeys(("meu", "meu list", "military end user"), ("trade-ban", "military end user")),
}  # fmt: skip
"""Words, in small letters and without signs -> our kind, and the wording that stands for them.
No word at all is a block (DESIGN, section 9: no measure = block)."""

_BLOCK = frozenset(
    {"block", "blocked", "blocking", "blocks", "sdn", "freeze", "frozen", "freezing", "specially"}
)
_AROUND_BLOCK = frozenset(
    "all and asset assets designated e economic eo executive full funds list national nationals "
    "o of ofac on order property pursuant resources sanctions the to under".split()
)
"""Words that say block, and words that may stand beside them and change nothing: ``SDN (block)``,
``Freezing of funds and economic resources``. ``Non-blocking`` has one more."""

_ORDERS = {
    "13662": "UKRAINE-EO13662", "14024": "RUSSIA-EO14024", "14046": "ETHIOPIA-EO14046",
    "14014": "BURMA-EO14014", "13959": "CMIC-EO13959", "14032": "CMIC-EO13959",
}  # fmt: skip
"""Executive order -> the code under which OFAC lists its directives, menu or ban."""

_EU_RUSSIA = re.compile(r"(?:eu )?rus(?:sia)?|.*\b(?:833 2014|2014 833|[03]2014r0833)\b.*")
_ORDER = re.compile(r"(?<!\d)(1[34]\d{3})(?!\d)")
_DIRECTIVE = re.compile(r"\bdirectives? (\d[a-z]?(?:(?: and)? \d[a-z]?)*)$")
_COMMERCE = re.compile(r"\bentity list\b|\bmilitary end[- ]user\b", re.IGNORECASE)
_MENU = re.compile(r"\bsec(?:tion)? 235\b")
"""CAATSA section 235, as OFAC's list prints each item of its menu."""
_SEVERAL = re.compile(r"\s*[|;\n]\s*")
_SIGNS = re.compile(r"[\W_]+")
_NOT_NAMED = "directive not named"
_LISTS = ("CMIC", "CAPTA", "NS-MBS", "Entity List", "military end user")
"""Wordings above that are lists of the United States."""
_ARTICLE_NOT_NAMED = "article not named"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of a programme and a measure that somebody wrote."""

    programmes: tuple[str, ...]
    """The programme, by the code that lists print where it is known (``RUSSIA-EO14024`` for
    "E.O. 14024", ``EU-RUS`` for "Russia" of the EU); otherwise as written; empty for none."""
    measures: tuple[Measure, ...]
    """At least one. ``other`` with the wording for what was not understood."""
    only: Regime | None = None
    """Whose law it is, where it can be nobody else's (``SSI`` is of the US): a row that names no
    regime then means this one, and not all."""
    findings: tuple[Finding, ...] = ()

    def listing(self, regime: Regime, listed_on: datetime.date | None = None) -> Listing:
        """A listing of a list without a name, as somebody wrote it."""
        return Listing(
            authority="",
            regime=regime,
            list="",
            programmes=self.programmes,
            measures=self.measures,
            listed_on=listed_on,
        )


def read_measure(programme: str, measure: str, regime: Regime) -> Written:
    """What a programme and a measure beside a listed party mean under a regime.

    Several measures may stand in one text, between ``;``, ``|`` or commas. The findings are
    ``unknown-measure`` and ``ambiguous-measure``, without a place: the caller knows where the
    text stands.
    """
    code = _programme(programme.strip(), regime)
    found: dict[tuple[str, str], Measure] = {}
    findings = []
    for text in _pieces(measure):
        own = tuple(_measures(text, code, regime))
        found |= {(each.kind, each.text): each for each in own}
        findings += list(_findings(text, own))
    return Written(
        programmes=(code,) if code else (),
        measures=tuple(found.values()),
        only=_only(code, found.values()),
        findings=tuple(findings),
    )


def _programme(written: str, regime: Regime) -> str:
    """The code that a list prints for what somebody wrote."""
    if regime == "us":
        if written.upper() in _codes():
            return written.upper()
        order = _ORDER.search(written)
        if order:
            return _ORDERS.get(order[1], written)
        return {"ssi": "UKRAINE-EO13662", "cmic": "CMIC-EO13959"}.get(_key(written), written)
    if regime == "eu" and _EU_RUSSIA.fullmatch(_key(written)):
        return "EU-RUS"
    return written


def _only(programme: str, measures: Iterable[Measure]) -> Regime | None:
    """A block may be anybody's; a directive, a menu, a narrower measure under a code is not."""
    narrower = [each for each in measures if each.kind != "block"]
    if not narrower:
        return None
    if programme.startswith("EU-"):
        return "eu"
    american = programme.upper() in _codes() or all(
        each.kind.startswith("sectoral-")
        or each.kind == "menu"
        or each.text.startswith(("Executive Order", "Directive", *_LISTS))
        for each in narrower
    )
    return "us" if american else None


def _measures(text: str, programme: str, regime: Regime) -> Iterator[Measure]:
    key = _key(text)
    directives = tuple(_directives(key, programme))
    if directives:
        yield from directives
        return
    kind, wording = _word(key)
    if kind is None:
        yield Measure(kind="other", text=text)
    elif kind == "trade-ban" and not wording and _COMMERCE.search(programme):
        yield Measure(kind=kind, text=programme)  # the list is written as the programme
    elif kind.startswith("sectoral-") or (regime == "us" and not wording):
        yield _of_order(kind, programme)
    elif kind == "menu" and _order(programme) in _with_directives():
        # The same list also prints the directives of such an order.
        yield Measure(kind="other", text=f"Executive Order {_order(programme)}, {_NOT_NAMED}")
    elif programme == "EU-RUS" and kind in ("finance-ban", "transaction-ban"):
        yield Measure(kind=kind, text=_ARTICLE_NOT_NAMED)
    else:
        yield Measure(kind=kind, text=wording)


def _word(key: str) -> tuple[MeasureKind | None, str]:
    kind = next((kind for kind in get_args(MeasureKind) if _key(kind) == key), None)
    if kind is not None or key in _WORDS:
        return (kind, "") if kind else _WORDS[key]
    if _MENU.search(key):
        return "menu", key
    words = set(_ORDER.sub("", key).split())
    is_block = bool(words & _BLOCK) and words <= _BLOCK | _AROUND_BLOCK
    return ("block", "") if is_block else (None, "")


def _pieces(text: str) -> Iterator[str]:
    """The measures that stand in one text; commas part them where every part is a measure."""
    for piece in _SEVERAL.split(text.strip()):
        parts = [part.strip() for part in piece.split(",")]
        known = all(part and _word(_key(part))[0] for part in parts)
        yield from parts if known else (piece,)


def _directives(key: str, programme: str) -> Iterator[Measure]:
    """The directives that a text names, of the order that it or the programme names."""
    named = _DIRECTIVE.search(key)
    if named is None:
        return
    implied = "13662" if re.search(r"\bssi\b", key) else ""
    stated = _ORDER.search(key)
    order = stated[1] if stated else implied or _order(programme)
    for number in re.findall(r"\d[a-z]?", named[1]):
        if order:
            yield from directive_measures(f"{order} Directive {number}")
        else:
            yield Measure(kind="other", text=f"Directive {number}, order not named")


def _of_order(kind: MeasureKind, programme: str) -> Measure:
    """A narrower measure under an order whose directives are known: which of them it is, where
    only one forbids that."""
    order = _order(programme)
    if programme == "CMIC-EO13959" and kind == "securities-ban":
        return Measure(kind=kind, text="CMIC")
    if kind == "sectoral-project":  # no other order has a directive on projects
        order = "13662"
    numbers = [number for (o, number), kinds in DIRECTIVES.items() if o == order and kind in kinds]
    if not order and kind.startswith("sectoral-"):
        return Measure(kind=kind, text=f"{kind}, order and {_NOT_NAMED}")
    if not numbers:
        return Measure(kind=kind)
    which = f" Directive {numbers[0]}" if len(numbers) == 1 else f", {_NOT_NAMED}"
    return Measure(kind=kind, text=f"Executive Order {order}{which}")


def _findings(text: str, measures: Iterable[Measure]) -> Iterator[Finding]:
    for each in measures:
        if each.kind == "other" and each.text == text:
            yield Finding(
                severity="warning",
                code="unknown-measure",
                message=f"{text!r} is no measure known here: it is kept with its wording, and "
                "what the party holds is of unknown standing; write block, SSI Directive 1, "
                "CMIC, transaction-ban ...",
                field="measure",
            )
        elif each.text.endswith((_NOT_NAMED, "order not named")) and "13662" not in each.text:
            yield Finding(
                severity="warning",
                code="ambiguous-measure",
                message=f"{text!r} may be one of several directives, of which some reach what the "
                f"party holds and others do not ({each.text}): write its order and number",
                field="measure",
            )


def _order(programme: str) -> str:
    found = _ORDER.search(programme)
    return found[1] if found else ""


def _key(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(p.code for p in programmes.shipped().programmes if p.list == "ofac")


@lru_cache(maxsize=1)
def _with_directives() -> frozenset[str]:
    return frozenset(order for order, _ in DIRECTIVES)
