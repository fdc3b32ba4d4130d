import codecs

import pytest

from interdict.articles.page_bytes import decoded
from interdict.errors import UsageError

ENGLISH = "The café owner said the ship’s crew was naïve about the façade of the firm. " * 3
RUSSIAN = "Министерство сообщило о новых санкциях против компании. " * 5


def read(content: bytes) -> tuple[str, str, list[str]]:
    found = decoded(content, "page.html")
    return found.text, found.encoding, [finding.code for finding in found.findings]


def test_utf8_is_read_without_a_word() -> None:
    assert read(ENGLISH.encode()) == (ENGLISH, "utf-8", [])


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read(codecs.BOM_UTF8 + ENGLISH.encode()) == (ENGLISH, "utf-8", [])
    assert read(codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"))[0] == ENGLISH


def test_utf16_without_a_mark_is_known() -> None:
    assert read(ENGLISH.encode("utf-16-le"))[0] == ENGLISH


@pytest.mark.parametrize(
    ("label", "codec"),
    [("windows-1251", "cp1251"), ("koi8-r", "koi8-r"), ("iso-8859-5", "iso8859-5")],
)
def test_a_declared_encoding_is_used(label: str, codec: str) -> None:
    text = f'<meta charset="{label}"><p>{RUSSIAN}</p>'
    assert read(text.encode(codec)) == (text, codec, [])


def test_a_declaration_that_the_bytes_contradict_is_told() -> None:
    text = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'
    assert read(text.encode()) == (text, "utf-8", ["wrong-encoding"])


def test_undeclared_western_text_is_read_and_told() -> None:
    assert read(ENGLISH.encode("cp1252")) == (ENGLISH, "cp1252", ["wrong-encoding"])


def test_undeclared_text_of_another_alphabet_is_refused() -> None:
    with pytest.raises(UsageError, match="Save it as UTF-8"):
        read(RUSSIAN.encode("cp1251"))


def test_single_wrong_bytes_in_utf8_are_told_and_the_rest_is_read() -> None:
    text, encoding, codes = read(RUSSIAN.encode() + b" \xff ")
    assert text.startswith(RUSSIAN) and encoding == "utf-8" and codes == ["undecodable"]


@pytest.mark.parametrize("label", ["rot13", "base64", "unicode_escape", "utf-7", "no-such-thing"])
def test_a_strange_declaration_is_not_looked_up(label: str) -> None:
    text = f'<meta charset="{label}"><p>Ship.</p>'
    assert read(text.encode()) == (text, "utf-8", [])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 ...", "PDF: export its text"),
        (b"PK\x03\x04....", "save it as plain text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "office"),
        (b"BZh91AY", "unpack it first"),
        (bytes(range(256)) * 40, "no text"),
        (b"\x1f\x8b\x08\x00cut", "damaged"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n", "save the page as HTML"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        decoded(content, "page.html")
