"""SECO's programmes and sanctions sets: what a target is listed under, and what that does.

A target names its sanctions sets; a set belongs to a programme and has a text in four languages
("Finanzsanktionen, Anhang 2"). The measure is read from those words. A set that names no more than
an annex, an article or "named individuals and entities" does not say what it does.

Sources: SECO's example file of January 2024, and the headings of the Swiss ordinances, whose
"Finanzsanktionen" are the freezing of funds and economic resources.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from interdict.lists import xml
from interdict.lists.tabular_row import Notes
from interdict.party import Measure, MeasureKind

LANGUAGES = ("eng", "ger", "fre", "ita")
"""In the order in which a text is shown."""

_RULES: tuple[tuple[re.Pattern[str], MeasureKind], ...] = (
    (re.compile(
        r"(?:money|capital)[\w\s-]*market|geld-|kapitalmarkt"
        r"|march[ée]\s+(?:mon[ée]taire|des capitaux)|mercato\s+(?:monetario|dei capitali)"
        r"|\bloans?\b|kredite?\b|\bcr[ée]dits?\b|prestiti", re.I),
     "finance-ban"),
    (re.compile(r"transferable securit|wertpapier|valeurs mobili[èe]res|valori mobiliari", re.I),
     "securities-ban"),
    (re.compile(
        r"financial (?:sanction|measure)|finanzsanktion|finanzmassnahm|finanzielle massnahm"
        r"|(?:sanctions|mesures) financi[èe]res|(?:sanzioni|misure) finanziarie|asset freeze"
        r"|freez(?:e|ing)|sperr(?:e|ung) von|blocage|\bgel\b|blocco|congelamento", re.I),
     "block"),
    (re.compile(
        r"travel (?:ban|sanction|restriction)|entry (?:ban|and transit|into)|transit through"
        r"|reisesanktion|reisebeschr[äa]nk|reiseverbot|ein-? und durchreise|einreise"
        r"|sanctions de voyage|restrictions de voyage|interdiction (?:de voyager|d.entr[ée]e)"
        r"|entr[ée]e en suisse|sanzioni di viaggio|divieto (?:di viaggio|d.entrata)"
        r"|entrata in svizzera", re.I),
     "travel-ban"),
    (re.compile(
        r"\barms\b|war material|\bweapon|r[üu]stungsg[üu]ter|kriegsmaterial|\bwaffen"
        r"|mat[ée]riel de guerre|\barmes\b|biens d.[ée]quipement militaire|materiale bellico"
        r"|\barmi\b", re.I),
     "arms-embargo"),
    (re.compile(
        r"prohibit\w* (?:on )?transactions?|transaction (?:ban|prohibition)|transaktionsverbot"
        r"|verbot von (?:transaktionen|gesch[äa]ften)|interdiction\w* de transactions?"
        r"|divieto di (?:transazioni|operazioni)", re.I),
     "transaction-ban"),
    (re.compile(
        r"\bgoods\b|\btrade\b|\bexports?\b|dual[- ]use|g[üu]ter\b|\bhandel|\bausfuhr|\bbiens\b"
        r"|\bexportations?\b|\bcommerce|\bbeni\b|\besportazion", re.I),
     "trade-ban"),
    (re.compile(
        r"vessel|\bships?\b|schiff|navires?\b|\bnavi\b|aircraft|luftfahrzeug|a[ée]ronef|aeromobil"
        r"|\bports?\b|hafen|h[äa]fen|\bporti\b", re.I),
     "other"),
)  # fmt: skip
"""Words of a sanctions set -> measure. Sea and air measures differ by ordinance: their wording
is kept, no kind of ours is chosen."""

_SILENT = re.compile(
    r"\b(?:annex(?:es|e)?|anh[äa]ng(?:e)?|allegat[oi]|article?s?|artikel|articol[oi]|art|abs|par"
    r"|paragraph|absatz|alin[ée]a|cpv|let|lit|ch|ziff|and|und|et|e|to|bis|[àa]"
    r"|restrictions? on named individuals and entities|named individuals and entities"
    r"|individuals and entities|nat[üu]rliche personen|unternehmen|organisationen"
    r"|[a-z]|[ivx]+|\d+\w?)\b|[\W_]",
    re.I,
)
"""What says where something stands or whom it meets, but not what it does."""


class SanctionsSet(NamedTuple):
    """What a target may be listed under."""

    programme: str
    """Key of the programme, in English where it has one ("Belarus")."""
    ordinance: str
    """Name of the programme: the ordinance."""
    text: str
    """The set's own words."""
    measures: tuple[Measure, ...]
    origin: str
    """Whose sanctions Switzerland takes over: UN, EU."""


def read_sets(programmes: Iterable[etree._Element], notes: Notes) -> dict[str, SanctionsSet]:
    """All sanctions sets by ssid. One programme may stand in the file once per set."""
    sets: dict[str, SanctionsSet] = {}
    for programme in programmes:
        key, name = (_shown(programme, tag) for tag in ("program-key", "program-name"))
        texts: dict[str, dict[str, str]] = {}
        for element in xml.children(programme, "sanctions-set"):
            worded = texts.setdefault(element.get("ssid", ""), {})
            worded[element.get("lang", "")] = xml.text(element)
        for ssid, worded in texts.items():
            text = _first(worded)
            measures = measures_in(text, list(worded.values()))
            if measures is None:
                says = (
                    f"the sanctions set {text!r} is not known here; its measure counts as 'other'"
                )
                notes.add("warning", "unknown-measure", says, "", f"sanctions-set {ssid}")
                measures = (Measure(kind="other", text=text),)
            sets[ssid] = SanctionsSet(key, name, text, measures, xml.text(programme, "origin"))
    return sets


def measures_in(text: str, worded: Sequence[str]) -> tuple[Measure, ...] | None:
    """The measures that any language's words state, shown as ``text``.

    ``unstated`` where the words say only where the set stands; None where they say something
    that no rule knows.
    """
    found: dict[MeasureKind, Measure] = {}
    for pattern, kind in _RULES:
        if any(pattern.search(each) for each in worded):
            found.setdefault(kind, Measure(kind=kind, text=text))
    if found:
        return tuple(found.values())
    if all(not _SILENT.sub("", each) for each in worded):
        return (Measure(kind="unstated"),)
    return None


def _shown(programme: etree._Element, tag: str) -> str:
    elements = xml.children(programme, tag)
    return _first({element.get("lang", ""): xml.text(element) for element in elements})


def _first(worded: Mapping[str, str]) -> str:
    """The text in the first language that has one."""
    order = (*LANGUAGES, *sorted(worded))
    return next((worded[language] for language in order if worded.get(language)), "")
