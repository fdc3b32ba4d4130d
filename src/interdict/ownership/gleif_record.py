"""One record of GLEIF's formats in one shape, whether it was written in XML or in JSON.

Every element is a list of texts and further elements under its local name, as XML has it. GLEIF's
JSON writes a text as ``{"$": text}`` and attributes as ``@name``; others write it without, and
leave out the element that XML puts around each member of a list.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from interdict.ownership.lifetime import day_of
from interdict.ownership.reading import Report

Plain: TypeAlias = dict[str, list["Plain | str"]]
"""An element: local names and, under each, its texts and elements in order."""

_DEEPEST = 16
"""Levels of a record that are read; the formats have eight."""

_WRAPPERS = ("RelationshipRecord", "LEIRecord", "Exception")


def of_element(element: etree._Element) -> Plain:
    """An XML element with everything in it but attributes."""
    found: Plain = {}
    for each in element:
        inner = of_element(each) if len(each) else " ".join((each.text or "").split())
        found.setdefault(_local(str(each.tag)), []).append(inner)
    return found


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[tuple[str, ...], str]:
    *way, last = path.split("/")
    return tuple(way), last


def of_json(value: Mapping[str, object]) -> Plain:
    """A JSON object; what GLEIF's own JSON puts around a record is taken off."""
    for wrapper in _WRAPPERS:
        inner = value.get(wrapper)
        if isinstance(inner, Mapping):
            return _of_object(inner, _DEEPEST)
    return _of_object(value, _DEEPEST)


def _of_object(value: Mapping[str, object], levels: int) -> Plain:
    found: Plain = {}
    for name, inner in value.items():
        if name.startswith("@") or inner is None:
            continue
        each_of = inner if isinstance(inner, list) else [inner]
        found[name.rpartition(":")[2]] = [_of_value(each, levels - 1) for each in each_of]
    return found


def _of_value(value: object, levels: int) -> Plain | str:
    if isinstance(value, Mapping):
        if "$" in value:
            return _text(value["$"])
        return _of_object(value, levels) if levels else ""
    return _text(value)


def _text(value: object) -> str:
    scalar = isinstance(value, str | int | float | Decimal)
    return " ".join(str(value).split()) if scalar else ""


def elements(record: Plain, path: str) -> list[Plain]:
    """The elements at a path of names (``Relationship/StartNode``), without texts."""
    here = [record]
    for name in path.split("/"):
        here = [each for plain in here for each in plain.get(name, ()) if isinstance(each, dict)]
    return here


def members(record: Plain, path: str, name: str) -> list[Plain]:
    """The members of a list, with or without an element around each."""
    found: list[Plain] = []
    for each in elements(record, path):
        found += elements(each, name) if name in each else [each]
    return found


def texts(record: Plain, path: str) -> list[str]:
    """Every text at a path that is not empty."""
    way, last = _steps(path)
    here = [record]
    for name in way:
        here = [each for plain in here for each in plain.get(name, ()) if isinstance(each, dict)]
    return [text for each in here for text in each.get(last, ()) if isinstance(text, str) and text]


def text(record: Plain, path: str) -> str:
    """The first text at a path; empty where there is none."""
    found = texts(record, path)
    return found[0] if found else ""


def tell_header(header: Plain, report: Report) -> int | None:
    """Take the publication day of a file's header; how many records it announces, or None."""
    published = day_of(text(header, "ContentDate"))
    if published is not None:
        report.published = published
    announced = text(header, "RecordCount")
    return int(announced) if announced.isdecimal() and len(announced) < 12 else None
