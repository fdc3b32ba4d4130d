"""XML is read without entities, DTD or network, and what is broken is said plainly."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.connector import SourceFile

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE list [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<list><name>&c;</name></list>"""

OUTSIDE = b"""<!DOCTYPE list [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<list><name>&secret;</name></list>"""

NESTED = b"""<l:list xmlns:l="urn:x"><l:party l:id="7"><l:name> A
  B </l:name><l:name>C</l:name><l:more><l:colour>red</l:colour><l:size/></l:more></l:party>
</l:list>"""


def file(content: bytes, name: str = "list.xml") -> SourceFile:
    return SourceFile(name=name, content=content, modified=datetime.date(2026, 1, 1))


def refusal(content: bytes) -> str:
    with pytest.raises(MalformedFile) as caught:
        xml.root(file(content))
    return str(caught.value)


@pytest.mark.parametrize("hostile", [LAUGHS, OUTSIDE, OUTSIDE.decode().encode("utf-16")])
def test_a_document_type_is_refused_outright(hostile: bytes) -> None:
    """Entities are never expanded: a file that declares any is not read."""
    assert "DOCTYPE" in refusal(hostile)
    assert "download the file again" in refusal(hostile)


def test_a_document_type_after_many_comments_is_found() -> None:
    """Comments cannot hide it, and do not slow the search down."""
    assert "line 3001" in refusal(b"<!-- x -->\n" * 3000 + b"<!DOCTYPE a><a/>")


def test_a_cut_file_says_so_and_where() -> None:
    """The message names the file, the line and what to do."""
    message = refusal(b"<list>\n<party>\n<name>A</na")
    assert message.startswith("list.xml, line 3: the file ends in the middle")
    assert "download the file again" in message


@given(st.integers(min_value=1, max_value=len(NESTED) - 1))
def test_every_cut_is_refused(end: int) -> None:
    """However much is missing, a truncated file never reads as a shorter good one."""
    with pytest.raises(MalformedFile):
        xml.root(file(NESTED[:end]))


def test_wrong_bytes_are_named_with_line_and_offset() -> None:
    """A Windows-1252 letter in a file that claims UTF-8."""
    message = refusal(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<list>\n<name>Andr\xe9</name></list>'
    )
    assert "line 3" in message
    assert "0xE9 at offset 56" in message
    assert "UTF-8" in message


def test_a_character_cut_in_half_is_a_cut_file() -> None:
    """Truncation inside a letter is not an encoding error."""
    assert "ends in the middle" in refusal("<list><name>é".encode()[:-1])


@pytest.mark.parametrize("content", [b"", b"  \n", b"\x00\x01", b"PK\x03\x04", b"name,country\n"])
def test_what_is_not_xml_is_refused(content: bytes) -> None:
    """Empty files, binaries and tables are no XML."""
    assert refusal(content)


def test_deep_nesting_and_huge_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits far above any list stand before memory runs out."""
    assert "depth" in refusal(b"<a>" * 300 + b"</a>" * 300).lower()
    monkeypatch.setattr(xml, "MAX_BYTES", 10)
    assert "12 bytes" in refusal(b"<list></list"[:12])


@pytest.mark.parametrize(
    "content",
    [
        NESTED,
        b"\xef\xbb\xbf<list/>",
        b'<?xml version="1.0"?><!-- list of lists --><list>',
        b"<list><broken",
        "<list/>".encode("utf-16"),
        LAUGHS,
    ],
)
def test_claims_good_and_broken_files_of_the_root(content: bytes) -> None:
    """Broken and hostile files are claimed, so that reading them can say what is wrong."""
    assert xml.claims_root(file(content), "list")
    assert not xml.claims_root(file(content), "lists")


def test_claims_can_ask_for_a_namespace() -> None:
    """Two forms may share a root element."""
    assert xml.claims_root(file(NESTED), "list", containing="urn:x")
    assert not xml.claims_root(file(NESTED), "list", containing="urn:y")


@given(st.binary(max_size=200))
def test_claims_never_raises(content: bytes) -> None:
    """Any bytes may be offered."""
    assert xml.claims_root(file(content), "list") in (True, False)


def test_text_ignores_namespaces_and_collapses_space() -> None:
    """Paths are local names."""
    party = xml.children(xml.root(file(NESTED)), "party")[0]
    assert xml.text(party, "name") == "A B"
    assert xml.texts(party, "name") == ["A B", "C"]
    assert xml.text(party, "more/colour") == "red"
    assert xml.text(party, "absent") == ""
    assert xml.verbatim(xml.child(party, "name")) == "A\n  B"


def test_unmapped_content_is_kept_and_counted_once_each() -> None:
    """Elements and attributes without a field become details and one finding per name."""
    party = xml.children(xml.root(file(NESTED)), "party")[0]
    unmapped = xml.Unmapped("un")
    kept = [*unmapped.details(party, {"name"}), *unmapped.details(party, {"name"})]
    assert [(detail.label, detail.value) for detail in kept[:2]] == [
        ("@id", "7"),
        ("more", "colour: red"),
    ]
    assert [(finding.field, finding.count) for finding in unmapped.findings()] == [
        ("@id", 2),
        ("more", 2),
    ]
