"""Other readers add what the text bears out, and take nothing away."""

import sys
from pathlib import Path

import msgspec
import pytest

from interdict.articles.article import Span
from interdict.articles.readers import Additions, CommandReader, checked
from interdict.articles.statements import Claim
from interdict.errors import UsageError

from .stories import story
from .told import claim

ARTICLE = story("Lukoil said that it sells its stations.")
SAID = claim(ARTICLE, "it sells its stations", "Lukoil")


def program(folder: Path, body: str) -> CommandReader:
    path = folder / "reader.py"
    path.write_text(f"import json, sys\nasked = json.load(sys.stdin)\n{body}\n")
    return CommandReader(f"{sys.executable} {path}")


def test_a_program_gets_the_text_and_adds_statements(tmp_path: Path) -> None:
    answer = msgspec.json.encode(Additions(claims=(SAID,))).decode()
    reader = program(tmp_path, f"assert 'Lukoil' in asked['text']\nprint({answer!r})")
    assert reader.read(ARTICLE).claims == (SAID,)


def test_what_a_reader_adds_carries_its_name() -> None:
    (kept,), refused = checked("spacy", [SAID], ARTICLE)
    assert (kept.by, refused) == ("spacy", ())


@pytest.mark.parametrize(
    "changes",
    [
        {"content": (Span(5, 900),)},
        {"content": (Span(-4, 3),)},
        {"content": ()},
        {"sentences": (7,)},
        {"cue": Span(39, 38)},
    ],
)
def test_a_statement_about_words_that_are_not_there_is_a_finding(
    changes: dict[str, object],
) -> None:
    wrong: Claim = msgspec.structs.replace(SAID, **changes)
    kept, (finding,) = checked("spacy", [wrong], ARTICLE)
    assert kept == ()
    assert finding.code == "reader-refused"


@pytest.mark.parametrize("body", ["print('no JSON')", "sys.exit(3)", "print('{\"claims\": 3}')"])
def test_a_program_that_fails_is_named(tmp_path: Path, body: str) -> None:
    with pytest.raises(UsageError, match="gave nothing for"):
        program(tmp_path, body).read(ARTICLE)


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="no-such-reader"):
        CommandReader("./no-such-reader").read(ARTICLE)
