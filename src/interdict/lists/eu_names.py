"""Names as the Official Journal prints them, taken apart into spellings.

One cell may hold ``Latin (Кириллица)``, ``Latin Кириллица``, ``A / B``, ``Latin (a.k.a. X, Y)
LATIN`` where X and Y stand for the word before, ``Name (Other Name)`` and labels such as
``Russian:``. Each spelling becomes a name in one script; what is printed is kept beside it.
"""

import difflib
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from interdict import countries, text
from interdict.lists.eu_values import values
from interdict.party import Kind, Name, NameKind

_LONGEST = 2_000
"""Characters; longer text is no name and is kept as it is."""
_MOST = 24
"""Spellings of one cell; four places with four variants each would be 256."""

_SCRIPT_LABEL = re.compile(
    r"(?:\b(?:in\s+)?(?:Russian|Ukrainian|Belarusian|Arabic|Hebrew|Farsi|Persian|Chinese|Korean|"
    r"Burmese|Original)(?:\s+(?:spelling|script|name|language))?\s*:\s*)(?=\S*[^\W\dA-Za-z])",
    re.I,
)
_KNOWN_AS = r"(?:also\s+known\s+as|also\s+spelled|a\.?\s?k\.?\s?a\b\.?|aka\b|alias(?:es)?\b)"
_BORN = r"(?:born|née|nee|maiden\s+name)"
_ONCE = r"(?:formerly(?:\s+known\s+as|\s+listed\s+as)?|previously(?:\s+known\s+as)?|f\.?k\.?a\b\.?)"
_INTRODUCED = re.compile(
    rf"\s*(?:(?P<once>{_ONCE})|(?P<also>{_KNOWN_AS})|(?P<born>{_BORN}\b))\s*:?\s*", re.I
)
_TRAILING = re.compile(
    rf"\s+(?:(?P<once>{_ONCE}|{_BORN}\b)|(?P<also>{_KNOWN_AS}|known\s+as\b))\s*:?\s*(?=\S)", re.I
)
_REMARK = re.compile(
    r"[\s,.;]*\(?\s*\b(?:date of birth|place of birth|DOB:|POB:|"
    r"(?:date|place) of (?:issue|expir\w+)|nationality:|national identification|"
    r"(?:passport|ID) number\b|false identity|"
    r"born (?:on|in|circa|\d)|(?:previously |formerly )?(?:as )?listed\b|as$)"
    r"(?:[^()]|\([^()]*\))*(?:\)|$)",
    re.I,
)
"""What stands beside a name and is none."""
_LABEL = re.compile(
    r"^(?:(?:or|and|или)\s+|(?:married|stage|real|full|original|other)\s+name\s*:\s*"
    r"|(?:Azerbaijani|Chinese|English|Kazakh|Kyrgyz|Latin|Turkish|Uzbek)\s*:\s*)",
    re.I,
)
_BRACKET = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)")
_SLASH = re.compile(
    r"\s*[,;]\s*\((?:[a-z]|aa)\)[,\s]*|\s+/\s*|\s*/\s+|(?<=[^\W\d_]{4})/(?=[^\W\d_]{4})"
    r"|\s*;\s*(?![^()]*\))"
)
_COMMA = re.compile(r"\s*[,،]\s+(?!(?:Ltd|Inc|LLC|LLP|S\.?A|Co|JSC|PJSC|OJSC|GmbH|LTD|CO|INC)\b)")
_EDGES = " \t\n,;:.-–—/"
_NO_NAME = re.compile(
    r"(?:LLC|JSC|OJSC|PJSC|PAO|OAO|AO|OOO|Ltd|LTD|GmbH|SA|SRL|Pty|PTE|FZE|LLP|Inc|Limited|"
    r".*\bbranch\b.*|.*\bdeceased|.*\blisted|.*\bspelling|Russian|Chinese|Private|"
    r"Joint Stock Company|(?:listed|at|in|since|until|see)\b.*)",
    re.I,
)
"""What stands in brackets and is no name."""
_FORM = re.compile(
    r"(?:LLC|OOO|JSC|PJSC|OJSC|AO|PAO|OAO|ZAO|FGUP|ООО|АО|ПАО|ОАО|ЗАО|ФГУП)\b.*"
    r"|.*\b(?:LLC|JSC|PJSC|OJSC|Limited Liability Company)"
)
"""A legal form before or after: commas between such are between whole names."""
_TELLING = 4
"""Letters from which an acronym in brackets is a name of its own: three letters alone would
block whoever shares them, and are found with the whole name they stand beside."""
_LIKE = 0.55
"""Likeness (difflib) from which a bracketed word is a spelling of the word before it."""


class Spelling(NamedTuple):
    """One spelling, and whether it is of earlier days."""

    full: str
    is_former: bool = False


def names(
    cell: str, kind: NameKind, party: Kind, field: str, divided: bool = True
) -> tuple[Name, ...]:
    """All names of one cell; ``divided`` where semicolons divide them (not in ``name``)."""
    found: dict[str, Name] = {}
    for value in values(cell) if divided else (cell,):
        for spelling in spellings(value, party):
            as_kind: NameKind = "former" if spelling.is_former and kind != "primary" else kind
            if kind == "primary" and found:
                as_kind = "former" if spelling.is_former else "strong-alias"
            name = Name(
                full=spelling.full, kind=as_kind, script=text.script(spelling.full), field=field
            )
            found.setdefault(spelling.full, name)
    return tuple(found.values())


def spellings(printed: str, party: Kind) -> tuple[Spelling, ...]:
    """The spellings of one printed name, the main one first, without repeats."""
    if len(printed) > _LONGEST:
        return (Spelling(_tidy(printed[:_LONGEST])),) if text.has_letters(printed) else ()
    whole = _REMARK.sub("", _SCRIPT_LABEL.sub("", " ".join(printed.strip('"').split())))
    found = [
        Spelling(_tidy(each.full), each.is_former)
        for run in _one_script_each(whole)
        for each in _of_run(run, party)
    ]
    kept = dict.fromkeys(each for each in found if text.has_letters(each.full))
    return tuple(kept)[:_MOST]


def _tidy(piece: str) -> str:
    """Without punctuation at the ends, save the full stop and brackets that belong to a name."""
    trimmed = " ".join(piece.split()).strip(_EDGES.replace(".", "")).strip()
    introduced = _INTRODUCED.match(trimmed)
    if introduced and introduced.end() < len(trimmed):
        trimmed = trimmed[introduced.end() :]
    trimmed = _LABEL.sub("", trimmed)
    while trimmed.count(")") > trimmed.count("(") and trimmed.endswith(")"):
        trimmed = trimmed[:-1].rstrip()
    while trimmed.count("(") > trimmed.count(")") and trimmed.startswith("("):
        trimmed = trimmed[1:].lstrip()
    return trimmed


# --- one script at a time -----------------------------------------------------------------


def _one_script_each(whole: str) -> list[str]:
    """The text cut where Latin words meet words of another script.

    A single Latin word between others stays (``ООО AK МИКРОТЕХ``), and so do numbers.
    """
    words = whole.split(" ")
    marks = [_is_latin(word) for word in words]
    for at, mark in enumerate(marks):
        before = next((m for m in reversed(marks[:at]) if m is not None), None)
        after = next((m for m in marks[at + 1 :] if m is not None), None)
        if mark and before is False and after is False and not words[at].endswith((",", ";", ")")):
            marks[at] = False
    runs: list[list[str]] = []
    script: bool | None = None
    for word, mark in zip(words, marks, strict=True):
        if not runs or (mark is not None and script is not None and mark != script):
            runs.append([])
        script = mark if mark is not None else script
        runs[-1].append(word)
    return [_balanced(" ".join(run)) for run in runs]


def _is_latin(word: str) -> bool | None:
    """Are most letters of a word Latin? None for a word without letters."""
    if not any(map(str.isalpha, word)):
        return None
    return text.script(word) == "Latn"


def _balanced(run: str) -> str:
    """A run without the bracket that another run opens or closes, or that holds all of it."""
    run = run.strip()
    if run.count("(") > run.count(")"):
        at_end, at_start = run.endswith("("), run.startswith("(")
        run = run[:-1] if at_end else run[1:] if at_start else f"{run})"
    if run.count(")") > run.count("("):
        run = run.removesuffix(")")
    whole = _BRACKET.fullmatch(run)
    return whole[1] if whole else run


# --- spellings within one script ----------------------------------------------------------


def _of_run(run: str, party: Kind) -> Iterator[Spelling]:
    for piece in _SLASH.split(run):
        trailing = _TRAILING.search(_BRACKET.sub(lambda m: "\0" * len(m[0]), piece))
        head = piece[: trailing.start()] if trailing else piece
        if _is_list(head, party):
            for each in _COMMA.split(head):
                yield from _bracketed(each, party)
        else:
            yield from _bracketed(head, party)
        if trailing:
            for other in _COMMA.split(piece[trailing.end() :]):
                yield Spelling(other, bool(trailing["once"]))


def _is_list(piece: str, party: Kind) -> bool:
    """Commas between whole names; ``KUZNETSOV, Aleksandr`` is one name."""
    parts = _COMMA.split(_BRACKET.sub("", piece))
    is_whole = _FORM.fullmatch if party != "person" else None
    return len(parts) > 1 and all(
        len(part.split()) > 1 and (is_whole is None or is_whole(part)) for part in parts
    )


def _bracketed(piece: str, party: Kind) -> Iterator[Spelling]:
    """A name with what stands in its brackets."""
    brackets = list(_BRACKET.finditer(piece))
    if not brackets:
        yield Spelling(piece)
        return
    if party == "person":
        yield from _person(piece, brackets)
    else:
        yield from _thing(piece, brackets, party)


def _person(piece: str, brackets: list[re.Match[str]]) -> Iterator[Spelling]:
    """Bracketed words are other spellings of the word before, or whole other names."""
    choices: list[list[str]] = []
    whole: list[Spelling] = []
    end = 0
    for bracket in brackets:
        before = piece[end : bracket.start()]
        end = bracket.end()
        introduced = _INTRODUCED.match(bracket[1])
        inner = bracket[1][introduced.end() :] if introduced else bracket[1]
        *kept, word = before.split() or [""]
        choices += [[part] for part in kept]
        same = [word]
        for other in _COMMA.split(inner):
            if _NO_NAME.fullmatch(other.strip()):
                continue
            if len(other.split()) == 1 and _alike(word, other):
                same.append(other)
            elif len(other.split()) == 1 and not whole and (not introduced or introduced["born"]):
                same.append(other)  # FEDOTOVA (NAUMOVA), FEDOTOVA (born NAUMOVA)
            else:
                whole.append(Spelling(other, bool(introduced and introduced["once"])))
        choices.append(same)
    choices += [[part] for part in piece[end:].split()]
    for words in itertools.islice(itertools.product(*choices), _MOST):
        yield Spelling(" ".join(filter(None, words)))
    yield from whole


def _alike(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _LIKE


def _thing(piece: str, brackets: list[re.Match[str]], party: Kind) -> Iterator[Spelling]:
    """The name as printed, then without brackets and what is in them, where those are names."""
    named = [bracket for bracket in brackets if _may_name(bracket, piece, party)]
    introduced = [_INTRODUCED.match(bracket[1]) for bracket in named]
    printed = piece
    for bracket, intro in zip(named, introduced, strict=True):
        if intro or party in ("vessel", "aircraft"):
            printed = printed.replace(bracket[0], "")
    yield Spelling(printed)
    without = piece
    for bracket in named:
        without = without.replace(bracket[0], "")
    yield Spelling(without)
    for bracket, intro in zip(named, introduced, strict=True):
        inner = bracket[1][intro.end() :] if intro else bracket[1]
        if party == "organization" and inner.isupper() and len(inner) < _TELLING:
            continue
        for other in _COMMA.split(inner) if intro else (inner,):
            yield Spelling(other, bool(intro and intro["once"]))


def _may_name(bracket: re.Match[str], piece: str, party: Kind) -> bool:
    """Is it another name? A country, a branch, a legal form and a remark are none; neither is
    what stands in the middle of a name without saying that it is one."""
    inner = bracket[1].strip()
    if _INTRODUCED.match(inner):
        return True
    if _NO_NAME.fullmatch(inner) or countries.code(inner) or not text.has_letters(inner):
        return False
    if party in ("vessel", "aircraft"):
        return True
    at_end = not re.search(r"\w", _BRACKET.sub("", piece[bracket.end() :]))
    is_acronym = inner.isalpha() and sum(map(str.isupper, inner)) > 1
    return is_acronym or (at_end and len(inner.split()) > 1)
