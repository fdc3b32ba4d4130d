"""The file of what people decided about joins: readable, checked, never half read."""

import datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interdict.errors import UsageError
from interdict.snapshot.decisions import (
    Decision,
    append,
    checked,
    digest,
    in_force,
    read_decisions,
)

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
WORD = Decision(
    what="join", parties=("eu:1", "uk:RUS1"), by="A. Analyst", at=NOON, because="same company"
)
ENTRY = """\
[[decision]]
what = "join"
parties = ["uk:RUS1", "eu:1"]
by = "A. Analyst"
at = 2026-11-23T12:00:00Z
because = "same company"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "joins.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_reads_as_it_is_written(tmp_path: Path) -> None:
    assert read_decisions(written(tmp_path, ENTRY)) == (WORD,)


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "joins.toml") == ()
    assert digest(()) == ""


def test_what_people_wrote_stays_when_an_entry_is_added(tmp_path: Path) -> None:
    path = written(tmp_path, f"# agreed in March\n{ENTRY}")
    append(path, msgspec.structs.replace(WORD, what="part"))
    assert path.read_text("utf-8").startswith("# agreed in March\n[[decision]]")
    assert [decision.what for decision in read_decisions(path)] == ["join", "part"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40).filter(str.strip)
)
def test_any_reason_comes_back_as_it_was_given(tmp_path: Path, because: str) -> None:
    path = tmp_path / "joins.toml"
    path.unlink(missing_ok=True)
    decision = msgspec.structs.replace(WORD, because=because, by=because)
    append(path, decision)
    append(path, WORD)
    assert read_decisions(path) == (decision, WORD)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[[decision]]", "[decision]", "two brackets"),
        ("[[decision]]", "[[decisions]]", "'decisions' is not known"),
        ('"join"', '"merge"', "decision 1: Invalid enum value"),
        ("because", "reason", "decision 1: Object contains unknown field `reason`"),
        ('by = "A. Analyst"\n', "", "decision 1: Object missing required field `by`"),
        ('"A. Analyst"', '"  "', "decision 1: by is empty"),
        ('"same company"', '""', "decision 1: because is empty"),
        ('"uk:RUS1"', '"eu:1"', "named twice"),
        ('"uk:RUS1"', '"Rosneft"', "'Rosneft' is no id"),
        ('"uk:RUS1", ', "", "decision 1: Expected `array` of length 2"),
        ("12:00:00Z", "12:00:00", "no time zone"),
        ("12:00:00Z", "25:00:00Z", "not valid TOML"),
        ('because = "same company"', 'because = "same', "not valid TOML"),
        ('what = "join"', 'what = "part"\ndespite = true', "only for what"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = written(tmp_path, ENTRY.replace(old, new, 1))
    with pytest.raises(UsageError, match=says) as raised:
        read_decisions(path)
    assert "joins.toml" in str(raised.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "joins.toml"
    path.write_bytes(ENTRY.replace("same company", "même société").encode("latin-1"))
    with pytest.raises(UsageError, match="not valid TOML"):
        read_decisions(path)


def test_the_last_word_on_a_pair_counts_and_withdrawing_ends_it() -> None:
    part = msgspec.structs.replace(WORD, what="part")
    gone = msgspec.structs.replace(WORD, what="withdraw")
    other = msgspec.structs.replace(WORD, parties=("ca:1", "eu:1"))
    assert in_force((WORD, part)) == (part,)
    assert in_force((WORD, gone)) == ()
    assert in_force((WORD, other)) == in_force((other, WORD))
    assert digest((WORD, gone)) == ""
    assert len({digest((WORD,)), digest((part,)), digest((WORD, other))}) == 3


def test_the_order_of_the_two_records_does_not_matter() -> None:
    turned = msgspec.structs.replace(WORD, parties=("uk:RUS1", "eu:1"))
    assert checked(turned, "here") == WORD
