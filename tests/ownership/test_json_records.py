"""The records of a JSON file one after the other."""

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.ownership import json_records
from interdict.ownership.json_records import JsonRecord, records


def read(content: str | bytes) -> list[JsonRecord]:
    raw = content.encode() if isinstance(content, str) else content
    return list(records(io.BytesIO(raw)))


def values(content: str | bytes) -> list[object]:
    return [record.value for record in read(content)]


@pytest.mark.parametrize(
    "content",
    [
        '[{"a": 1}, {"b": 2}]',
        ' \n[\n{"a":\n1}\n,{"b":2}]\n',
        '{"a": 1}\n{"b": 2}\n',
        '{"a": 1}\r\n\r\n{"b": 2}',
        '{\n"a": 1\n}\n{\n"b": 2\n}\n',
    ],
)
def test_an_array_lines_and_records_in_a_row_are_one(content: str) -> None:
    assert values(content) == [{"a": 1}, {"b": 2}]


def test_numbers_stay_exact() -> None:
    assert values('[{"a": 49.990000000000000000001}]') == [
        {"a": Decimal("49.990000000000000000001")}
    ]


def test_what_is_no_number_is_its_text() -> None:
    assert values("[NaN, -Infinity, 1e99999999999999999999]") == [
        "NaN",
        "-Infinity",
        "1e99999999999999999999",
    ]


def test_an_empty_array_has_no_records() -> None:
    assert read(" [ ] \n") == []


def test_a_broken_line_is_one_broken_record() -> None:
    first, broken, last = read('{"a": 1}\n{"b": \n{"c": 3}\n')
    assert (first.value, broken.value, last.value) == ({"a": 1}, None, {"c": 3})
    assert (broken.place, broken.problem[:13]) == ("line 2", "it is no JSON")


def test_a_broken_first_line_of_lines_is_one_broken_record() -> None:
    assert [bool(r.problem) for r in read('{"a": 1\n{"b": 2}\n{"c": 3}\n')] == [True, False, False]


@pytest.mark.parametrize("around", ["[%s]", "%s\n"])
def test_half_a_character_becomes_a_mark_that_can_be_written(around: str) -> None:
    (value,) = values(around % r'{"a": ["\ud83d\ude00", "x\ud800"], "\uDC00": 1}')
    assert value == {"a": ["😀", "x\ufffd"], "\ufffd": 1}
    json.dumps(value, ensure_ascii=False).encode()


def test_a_line_in_another_encoding_is_one_broken_record() -> None:
    records_ = read(b'{"a": 1}\n{"a": "caf\xe9"}\n{"a": 2}\n')
    assert records_[1].problem == "byte 0xe9 is not UTF-8"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[{"a": 1}, {"b', "record 2 is broken or cut off"),
        ('[{"a": 1}, ', "the file ends where a comma"),
        ('[{"a": 1}', "the file ends where a comma"),
        ('[{"a": 1} {"b": 2}]', "'{' stands where a comma"),
        ("[", "the file ends where a comma"),
        ('[{"a": 1}][{"b": 2}]', "more than one array"),
        ('{"a": 1}\n{"b": ', "cut off in the middle of line 2"),
        ('{"a": {\n"b": ', "record 1 is broken or cut off"),
        ("", "is empty"),
        (" \n\n", "is empty"),
        (b'[{"a": "caf\xe9"}]', "not UTF-8; save the file as UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_broken_as_a_whole_says_where(content: str | bytes, says: str) -> None:
    with pytest.raises(MalformedFile, match=says):
        read(content)


def test_a_record_without_end_is_not_held_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "LONGEST_RECORD", 1_000)
    monkeypatch.setattr(json_records, "_PIECE", 100)
    monkeypatch.setattr(json_records, "_FIRST_LOOK", 100)
    with pytest.raises(MalformedFile, match="longer than"):
        read('[{"a": "' + "x" * 5_000 + '"}]')


@given(
    st.lists(
        st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=20)), min_size=1
    ),
    st.integers(1, 40),
)
def test_pieces_of_any_size_give_the_same(stated: list[object], piece: int) -> None:
    content = json.dumps(stated, ensure_ascii=False).encode("utf-8", "replace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_records, "_PIECE", piece)
        patch.setattr(json_records, "_FIRST_LOOK", piece)
        assert [r.value for r in records(io.BytesIO(content))] == json.loads(content)
