"""The text of OFAC's CSV files: which encoding it is, and where it is none."""

import codecs
import re

from interdict.errors import MalformedFile
from interdict.lists.connector import SourceFile
from interdict.party import Finding

END_MARK = "\x1a"
"""Last character of a file as OFAC publishes it."""


def is_assumed(content: bytes) -> bool:
    """Was the text read as Windows-1252 for want of anything that says so?"""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def assumed(file: SourceFile) -> Finding:
    """The finding that says so."""
    return Finding(
        severity="warning",
        code="encoding-assumed",
        message=f"{file.name} is not UTF-8 and was read as Windows-1252; if accented letters look "
        "wrong, the file is damaged: download it again",
    )


def decoded(file: SourceFile) -> str:
    """UTF-8, else Windows-1252; UTF-16 only where a byte order mark says so."""
    content = file.content
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _utf16(file)
    else:
        text = _eight_bit(file, content)
    nul = text.find("\x00")
    if nul >= 0:
        raise MalformedFile(
            f"{file.name}, line {line_of(text, nul)}: a NUL character; the file is damaged "
            "or not a text file: download it again"
        )
    return text.rstrip(END_MARK + " \t") if text.rstrip().endswith(END_MARK) else text


def _utf16(file: SourceFile) -> str:
    try:
        return file.content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise MalformedFile(
            f"{file.name}, byte {error.start}: broken UTF-16; save the file as UTF-8"
        ) from error


def _eight_bit(file: SourceFile, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if content.startswith(codecs.BOM_UTF8) else 0)
    if _has_utf8(content):
        raise _mixed(file, offset)
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _mixed(file, error.start) from error


_UTF8_PAIR = re.compile(rb"[\xc3-\xf4][\x80-\xbf]|\xc2[\xa0-\xbf]")


def _has_utf8(content: bytes) -> bool:
    """Letters of UTF-8 among bytes that are not: two encodings in one file."""
    return content.startswith(codecs.BOM_UTF8) or _UTF8_PAIR.search(content) is not None


def _mixed(file: SourceFile, offset: int) -> MalformedFile:
    line = file.content.count(b"\n", 0, offset) + 1
    return MalformedFile(
        f"{file.name}, line {line}, byte {offset}: byte 0x{file.content[offset]:02X} fits "
        "neither UTF-8 nor Windows-1252 as the rest of the file is written; the file mixes "
        "encodings or is damaged: download it again"
    )


def line_of(text: str, offset: int) -> int:
    """1-based line of an offset."""
    return text.count("\n", 0, offset) + 1
