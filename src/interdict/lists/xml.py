"""The one way XML is read here: no DTD, no entities, no network, bounded size (invariant 9).

Also what every XML connector needs around it: recognising a root element from the first
bytes, text by path whatever the namespace, and the count of elements nobody mapped.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from lxml import etree

from interdict.errors import MalformedFile
from interdict.lists.connector import SourceFile
from interdict.party import Detail, Finding

MAX_BYTES = 512 * 1024 * 1024
"""Four times the largest list published (OFAC's SDN_ADVANCED.XML, about 120 MB). The tree
takes several times the file, so anything larger is an accident or an attack."""

ENOUGH_TO_JUDGE = 50
"""So many records of a list have among them every element that the list needs."""

_SNIFFED = 16 * 1024
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?>(?:\s+|<\?.*?\?>|<!--.*?-->)*)", re.S)
_MISC = re.compile(r"<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)", re.S)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s\[>]+)")
_START_TAG = re.compile(r"<([^\s<>/!?]+)")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")

_AGAIN = "Nothing was loaded: download the file again from the publisher"


def _head(file: SourceFile) -> str:
    """The beginning of the file as text, whatever its encoding, without raising."""
    start = file.content[:_SNIFFED]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return start.decode("utf-16", errors="replace")
    return start.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")


def claims_root(file: SourceFile, *local_names: str, containing: str = "") -> bool:
    """Does the file look like XML whose root element has one of these names?

    Looks at the first 16 KB only, ignores the namespace prefix and never raises, so that a
    truncated, wrongly encoded or hostile file is still claimed and ``root`` can say what is
    wrong. ``containing`` is a text that must stand in that beginning too, such as a namespace.
    """
    head = _MISC.sub("", _head(file)).lstrip()
    found = _DOCTYPE.match(head) or _START_TAG.match(head)
    return found is not None and found[1].rpartition(":")[2] in local_names and containing in head


def root(file: SourceFile) -> etree._Element:
    """Parse the whole file; comments and processing instructions are left out.

    Raises ``MalformedFile`` with line and cause for a file that is empty, too large, cut
    short, not in the encoding it states, or that declares a document type.
    """
    if not file.content.strip():
        raise MalformedFile(f"{file.name} is empty. {_AGAIN}.")
    if len(file.content) > MAX_BYTES:
        raise MalformedFile(
            f"{file.name} has {len(file.content):,} bytes, more than the {MAX_BYTES:,} that any "
            f"published list needs. {_AGAIN}."
        )
    prolog = _PROLOG.match(file.content)
    if prolog is not None and file.content[prolog.end() :].startswith(b"<!DOCTYPE"):
        raise _doctype(file, file.content[: prolog.end()].count(b"\n") + 1)
    try:
        element = etree.fromstring(file.content, _parser())
    except etree.XMLSyntaxError as error:
        raise _broken(file, error) from error
    # In an encoding that the scan above cannot read, the tree itself tells.
    if element.getroottree().docinfo.internalDTD is not None:
        raise _doctype(file, 1)
    return element


def _parser() -> etree.XMLParser:
    """``huge_tree`` stays off: its limits (10 MB of text in one node, 256 levels, bounded
    entity growth) are far above any list, and below what exhausts a machine."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def _doctype(file: SourceFile, line: int) -> MalformedFile:
    return MalformedFile(
        f"{file.name}, line {line}: the file declares a document type (DOCTYPE), which can carry "
        "entities that read other files or grow without end. No official list has one, so it "
        f"was not read. {_AGAIN}."
    )


def _broken(file: SourceFile, error: etree.XMLSyntaxError) -> MalformedFile:
    """The error in words a person can act on."""
    wrong = _wrong_bytes(file)
    if wrong is not None:
        return wrong
    line = error.lineno or 1
    cause = (error.msg or "not well-formed XML").rstrip(".")
    if _is_cut_short(file):
        return MalformedFile(
            f"{file.name}, line {line}: the file ends in the middle of a record ({cause}); it was "
            f"cut short, probably by an interrupted download. {_AGAIN}."
        )
    return MalformedFile(f"{file.name}, line {line}: the XML is broken ({cause}). {_AGAIN}.")


def _is_cut_short(file: SourceFile) -> bool:
    """Is the end tag of the root element missing? (Comments may follow it.)"""
    start = _START_TAG.search(_MISC.sub("", _head(file)))
    if start is None:
        return False
    ending = file.content[-_SNIFFED:].replace(b"\0", b"")  # UTF-16 without its zero bytes
    return re.search(rb"</" + re.escape(start[1].encode()) + rb"\s*>", ending) is None


def _wrong_bytes(file: SourceFile) -> MalformedFile | None:
    """The first byte that the file's stated encoding (UTF-8 without one) does not allow."""
    stated = _ENCODING.search(file.content[:1024])
    encoding = stated[1].decode("ascii") if stated else "utf-8"
    if encoding.lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        return None
    if file.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    try:
        file.content.decode(encoding)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # cut short inside a character
            return None
        line = file.content.count(b"\n", 0, error.start) + 1
        return MalformedFile(
            f"{file.name}, line {line}: byte 0x{file.content[error.start]:02X} at offset "
            f"{error.start} is not {encoding.upper()}, the encoding the file states; it looks as "
            f"if a program re-saved it in another one (such as Windows-1252). {_AGAIN}."
        )
    return None


def local(element: etree._Element) -> str:
    """The element's name without namespace."""
    return str(element.tag).rpartition("}")[2]


@lru_cache(maxsize=1024)
def _any_namespace(path: str) -> str:
    return "/".join(step if step in (".", "*") else "{*}" + step for step in path.split("/"))


def children(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path of local names (``aliases/alias``), in document order."""
    return element.findall(_any_namespace(path))


def child(element: etree._Element, path: str) -> etree._Element | None:
    """The first element at a path of local names, or None."""
    return element.find(_any_namespace(path))


def verbatim(element: etree._Element | None) -> str:
    """All text inside an element as printed, without space around it; empty for None."""
    if element is None:
        return ""
    if len(element) == 0:
        return (element.text or "").strip()
    return "".join(map(str, element.itertext())).strip()


def text(element: etree._Element, path: str = ".") -> str:
    """Text of the first element at the path, white space collapsed; empty when absent."""
    return " ".join(verbatim(child(element, path)).split())


def texts(element: etree._Element, path: str) -> list[str]:
    """Collapsed text of every element at the path that has any."""
    found = (" ".join(verbatim(each).split()) for each in children(element, path))
    return [each for each in found if each]


def refuse_renamed(
    file: SourceFile, records: Sequence[etree._Element], paths: Iterable[str]
) -> None:
    """``MalformedFile`` when an element that a list cannot do without is in none of many records.

    One record may lack it; where all do, the form has changed, and reading on would lose a
    whole field of everybody (measures, delistings) with no more than a finding. A path may name
    alternatives (``EntityOrShip|Entity``) and an attribute (``nameAlias[@wholeName]``).
    """
    if len(records) < ENOUGH_TO_JUDGE:
        return
    for path in paths:
        either = path.split("|")
        if all(child(record, each) is None for record in records for each in either):
            raise MalformedFile(
                f"{file.name}: none of its {len(records):,} records has the element "
                f"{' or '.join(either)}: its "
                "form has changed, or the file was altered. Nothing was loaded: is there a newer "
                "version of Interdict?"
            )


class Unmapped:
    """Elements a connector has no field for: their text is kept, their names are counted."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._counts: Counter[str] = Counter()

    def details(
        self, element: etree._Element, known: AbstractSet[str], within: str = ""
    ) -> Iterator[Detail]:
        """A ``Detail`` for each child (and ``@attribute``) with content that is not known.

        ``within`` is the path of ``element`` in the record, as shown in findings.
        """
        for name, value in element.attrib.items():
            label = _attribute(str(name))
            if label not in known and str(value).strip():
                yield self._count(label, str(value).strip(), within)
        for each in element:
            label = local(each)
            if label not in known and (flat := _flat(each)):
                yield self._count(label, flat, within)

    def _count(self, label: str, value: str, within: str) -> Detail:
        path = f"{within}/{label}" if within else label
        self._counts[path] += 1
        return Detail(label=label, value=value, field=path)

    def findings(self) -> tuple[Finding, ...]:
        """One finding per unmapped name, with its count, in order of name."""
        return tuple(
            Finding(
                severity="note",
                code="unmapped-element",
                message=f"element {path} has no field here; its text was kept as a detail",
                source=self._source,
                field=path,
                count=count,
            )
            for path, count in sorted(self._counts.items())
        )


def _attribute(name: str) -> str:
    return "@" + name.rpartition("}")[2]


def _flat(element: etree._Element) -> str:
    """All text of an element on one line; the parts of a nested one with their names."""
    own = " ".join((element.text or "").split())
    if len(element) == 0 and not element.attrib:
        return own
    parts = [(_attribute(str(name)), str(value).strip()) for name, value in element.attrib.items()]
    parts += [(local(each), _flat(each)) for each in element]
    return "; ".join(filter(None, (own, *(f"{name}: {text}" for name, text in parts if text))))
