"""From the bytes of a page to its characters: unpacked, bounded, in the right encoding.

A byte order mark decides, else what the page declares, else UTF-8, else Windows-1252. A
declaration that the bytes contradict is not believed, and that is told.
"""

import gzip
import io
import lzma
import re
import zlib
from pathlib import Path
from typing import IO, NamedTuple

from interdict.decoding import MARKS, OTHER_ALPHABET, strange_words, unmarked_wide, unpacked
from interdict.errors import UsageError
from interdict.party import Finding

LIMIT_BYTES = 16 << 20
"""A page after unpacking. The longest news pages are 2 MB, most of it script."""

_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)
_LOOK_BYTES = 4096

_CODECS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8",
    "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 latin1 latin-1 l1 us-ascii ascii x-cp1252",
    "cp1250": "windows-1250 cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 latin5",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "iso8859-2": "iso-8859-2 latin2",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6",
    "iso8859-7": "iso-8859-7",
    "iso8859-8": "iso-8859-8 iso-8859-8-i",
    "iso8859-15": "iso-8859-15 latin9",
    "koi8-r": "koi8-r koi8",
    "koi8-u": "koi8-u",
    "gb18030": "gb18030 gbk gb2312 gb_2312-80 x-gbk",
    "big5hkscs": "big5 big5-hkscs",
    "cp949": "euc-kr ks_c_5601-1987 ksc5601 cp949 windows-949",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "cp874": "windows-874 tis-620 iso-8859-11",
}
"""The encodings pages come in, with the names they declare; other names are not looked up,
because Python knows encodings that are no text."""
_CODEC_OF = {label: codec for codec, labels in _CODECS.items() for label in labels.split()}

_BINARY = (
    (b"%PDF", "a PDF: export its text (pdftotext FILE) and read that"),
    (b"PK\x03\x04", "a zip or office file (docx, xlsx, epub): save it as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office file: save it as plain text or HTML"),
    (b"{\\rtf", "rich text (RTF): save it as plain text or HTML"),
    (b"\x89PNG", "a picture: give the text of the page it shows"),
    (b"\xff\xd8\xff", "a picture: give the text of the page it shows"),
    (b"GIF8", "a picture: give the text of the page it shows"),
    (b"RIFF", "a picture or a sound: give the text that belongs to it"),
    (b"BZh", "packed with bzip2: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd: unpack it first"),
    (b"7z\xbc\xaf", "packed with 7-Zip: unpack it first"),
    (b"Rar!", "packed with RAR: unpack it first"),
    (b"\x7fELF", "a program, no page"),
    (b"SQLite format 3", "a database, no page"),
)
_MHTML = re.compile(rb"multipart/related", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x1a"))
_MOST_CONTROLS = 0.02
_MOST_WRONG = 0.02


class Decoded(NamedTuple):
    """The characters of a page."""

    text: str
    encoding: str
    content: bytes
    """The unpacked bytes."""
    findings: tuple[Finding, ...]


def read_bytes(path: Path) -> bytes:
    """A file, unpacked, never more of it than a page may have."""
    try:
        with path.open("rb") as stream:
            return bounded(stream, str(path))
    except OSError as refused:
        raise UsageError(f"{path} cannot be read: {refused.strerror}") from refused


def bounded(stream: IO[bytes], name: str) -> bytes:
    """What a stream holds, unpacked; ``UsageError`` where that is more than a page."""
    try:
        with unpacked(stream) as unpacking:
            content = unpacking.read(LIMIT_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error) as damage:
        raise UsageError(
            f"{name} is a damaged or cut off compressed file ({damage}): get it again"
        ) from damage
    if len(content) > LIMIT_BYTES:
        raise UsageError(
            f"{name} is larger than {LIMIT_BYTES >> 20} MB, which is no single article: "
            "give one page or story per file"
        )
    return content


def decoded(content: bytes, name: str) -> Decoded:
    """The characters, or ``UsageError`` with what to do where this is no text."""
    content = bounded(io.BytesIO(content), name)
    for start, what in _BINARY:
        if content.startswith(start):
            raise UsageError(f"{name} is {what}")
    if not content.strip(b" \t\r\n\f\v\x00"):
        raise UsageError(f"{name} holds no text: the page is empty")
    if _MHTML.search(content[:_LOOK_BYTES]) and b"MIME-Version" in content[:_LOOK_BYTES]:
        raise UsageError(f"{name} is a web archive (MHTML): save the page as HTML instead")
    if not any(content.startswith(mark) for mark, _ in MARKS) and not unmarked_wide(content):
        _refuse_binary(content, name)
    text, encoding, findings = _in_encoding(content, name)
    if not text.strip("\ufeff \t\r\n\f\v\x00\xa0"):
        raise UsageError(f"{name} holds no text: the page is blank")
    return Decoded(text, encoding, content, tuple(findings))


def _in_encoding(content: bytes, name: str) -> tuple[str, str, list[Finding]]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strict_or_told(content[len(mark) :], encoding, "its byte order mark says")
    wide = unmarked_wide(content)
    if wide:
        return _strict_or_told(content, wide, "every other byte is zero, as in")
    declared, label = _declaration(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _no_utf8(content, declared, label, name)
    if declared in ("utf-8", "") or content.isascii():
        return text, "utf-8", []
    if declared == "iso2022_jp" and b"\x1b$" in content:
        return _strict_or_told(content, declared, "it declares")
    said = f"the page declares {label!r}, but its bytes are UTF-8 and were read as that"
    return text, "utf-8", [_finding("wrong-encoding", said)]


def _declaration(content: bytes) -> tuple[str, str]:
    """The codec that the page names, and the name; empty where it names none we know."""
    found = _DECLARED.search(content[:_LOOK_BYTES])
    label = found[1].decode("ascii").lower() if found else ""
    return _CODEC_OF.get(label, ""), label


def _no_utf8(
    content: bytes, declared: str, label: str, name: str
) -> tuple[str, str, list[Finding]]:
    if declared and declared not in ("utf-8", "cp1252"):
        return _strict_or_told(content, declared, f"the page declares {label!r}:")
    lenient = content.decode("utf-8", "replace")
    wrong, others = lenient.count("\ufffd"), sum(byte > 127 for byte in content)
    if wrong <= others * _MOST_WRONG:
        said = f"{wrong} characters are not the UTF-8 that the rest is; they show as \ufffd"
        return lenient, "utf-8", [_finding("undecodable", said)]
    text = content.decode("cp1252", "replace")
    strange = strange_words(text)
    if strange:
        raise UsageError(f"{name}: {OTHER_ALPHABET.format(' '.join(strange[:3]))}")
    if declared == "cp1252":
        return text, "cp1252", []
    said = "the page is not UTF-8"
    said += f", as it declares ({label})" if label else " and declares no encoding"
    said += "; it was read as Windows-1252: accented letters may be wrong"
    return text, "cp1252", [_finding("wrong-encoding", said)]


def _strict_or_told(content: bytes, codec: str, why: str) -> tuple[str, str, list[Finding]]:
    text = content.decode(codec, "replace")
    wrong = text.count("\ufffd")
    if not wrong:
        return text, codec, []
    said = f"{why} {codec}, but {wrong} characters cannot be read as that; they show as \ufffd"
    return text, codec, [_finding("undecodable", said)]


def _refuse_binary(content: bytes, name: str) -> None:
    look = content[: 1 << 16]
    odd = len(look) - len(look.translate(None, _CONTROLS))
    if odd > len(look) * _MOST_CONTROLS:
        raise UsageError(
            f"{name} is no text: {odd:,} of its first {len(look):,} bytes are control "
            "characters. Give a web page or plain text"
        )


def _finding(code: str, message: str) -> Finding:
    return Finding(severity="warning", code=code, message=message)
