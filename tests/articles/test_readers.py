"""Other readers add what the text bears out, and take nothing away."""

import sys
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from interdict.articles.article import Span
from interdict.articles.readers import Additions, CommandReader, checked
from interdict.articles.statements import Claim
from interdict.errors import UsageError

from .stories import story
from .told import claim, figure

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


@pytest.mark.parametrize("low", ["Infinity", "NaN", "1E+99999", "1E-99999"])
def test_a_number_that_cannot_be_written_out_is_a_finding(low: str) -> None:
    article = story("At least 600 died.")
    wrong = msgspec.structs.replace(figure(article, "600", 600), low=Decimal(low))
    kept, (finding,) = checked("spacy", [wrong], article)
    assert (kept, finding.code) == ((), "reader-refused")


def test_what_a_failing_program_says_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the model is not installed"):
        program(tmp_path, "sys.exit('the model is not installed')").read(ARTICLE)


@pytest.mark.parametrize("command", ["", "  ", "'my reader"])
def test_a_command_that_names_no_program_is_refused(command: str) -> None:
    with pytest.raises(UsageError, match="--reader"):
        CommandReader(command)
