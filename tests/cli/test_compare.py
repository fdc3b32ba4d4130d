"""interdict compare: two names, and files of pairs."""

import csv
import io
import json
from pathlib import Path

import pytest

from interdict.matching.matcher import compare

from .conftest import Installation

PAIRS = """name1,name2,schema,note
Muammar Gaddafi,"QADHAFI, Muammar",Person,same
Anna Lindqvist,"QADHAFI, Muammar",Person,other
Acme Ltd,ACME LIMITED,Company,same
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_two_names_are_scored_with_reasons_and_exit_0(bare: Installation) -> None:
    ran = bare("compare", "Muammar Gaddafi", "QADHAFI, Muammar", "--kind", "Person")
    assert ran.code == 0
    assert "match at threshold 0.70" in ran.out
    assert "Gaddafi" in ran.out
    assert bare("compare", "Anna Lindqvist", "QADHAFI, Muammar").code == 0


def test_json_is_the_match_of_the_library(bare: Installation) -> None:
    ran = bare("compare", "Muammar Gaddafi", "QADHAFI, Muammar", "--kind", "person", "--json")
    expected = compare("Muammar Gaddafi", "QADHAFI, Muammar", "person")
    assert ran.json["score"] == expected.score
    assert ran.json["match"] is True
    assert len(ran.json["evidence"]) == len(expected.evidence)


def test_a_file_of_pairs_comes_back_with_score_and_match(
    bare: Installation, tmp_path: Path
) -> None:
    (tmp_path / "pairs.csv").write_text(PAIRS)
    ran = bare("compare", "--pairs", tmp_path / "pairs.csv")
    assert ran.code == 0
    found = rows(ran.out)
    assert [*found[0]] == ["name1", "name2", "schema", "note", "score", "match"]
    assert [row["match"] for row in found] == ["true", "false", "true"]
    assert (
        float(found[0]["score"]) == compare("Muammar Gaddafi", "QADHAFI, Muammar", "person").score
    )


def test_pairs_from_standard_input_as_json_lines(bare: Installation) -> None:
    ran = bare("compare", "--pairs", "-", "--json", stdin=b"\xef\xbb\xbf" + PAIRS.encode())
    assert ran.code == 0
    assert [json.loads(line)["match"] for line in ran.out.splitlines()] == [True, False, True]


def test_the_kind_option_holds_where_a_row_says_none(bare: Installation) -> None:
    pairs = b"name1,name2\nIvan Li,Li Ivan\n"
    person = rows(bare("compare", "--pairs", "-", "--kind", "Person", stdin=pairs).out)
    thing = rows(bare("compare", "--pairs", "-", "--kind", "Company", stdin=pairs).out)
    assert float(person[0]["score"]) == compare("Ivan Li", "Li Ivan", "person").score
    assert float(thing[0]["score"]) == compare("Ivan Li", "Li Ivan", "organization").score


def test_a_bad_pair_is_named_and_the_others_are_scored(bare: Installation) -> None:
    pairs = b'name1,name2\n...,Acme\n"Acme,Open\nNUL\x00Corp,Acme\nAcme,Acme\n'
    ran = bare("compare", "--pairs", "-", stdin=pairs)
    assert ran.code == 2
    for line in ("line 2: the name has no letter", "line 3: ", "line 4: "):
        assert line in ran.err
    assert [(row["score"], row["match"]) for row in rows(ran.out)][-1] == ("1.0000", "true")
    assert len(rows(ran.out)) == 4


def test_input_columns_called_score_and_match_are_kept_apart(bare: Installation) -> None:
    ran = bare("compare", "--pairs", "-", stdin=b"name1,name2,score\nAcme,Acme,0.3\n")
    assert rows(ran.out)[0]["input_score"] == "0.3"
    assert rows(ran.out)[0]["score"] == "1.0000"


@pytest.mark.parametrize(
    ("args", "stdin", "says"),
    [
        (("only one",), b"", "give two names"),
        (("a", "b", "--pairs", "-"), b"", "not both"),
        (("--pairs", "nowhere.csv"), b"", "check the path"),
        (("--pairs", "-"), b"one,two\na,b\n", "has no column name1 and name2"),
        (("--pairs", "-"), b"", "it has nothing"),
        (("--pairs", "-"), b'name1,"name2\n', "opens a quote it never closes"),
        (("a b", "..."), b"", "no letter or digit"),
        (("a b", "c d", "--kind", "goose"), b"", "is no kind of party"),
        (("a b", "c d", "--threshold", "7"), b"", "give 0 to 1"),
        (("a b", "c d", "--threshold", "nan"), b"", "give 0 to 1"),
    ],
)
def test_what_cannot_be_compared_is_exit_2(
    bare: Installation, args: tuple[str, ...], stdin: bytes, says: str
) -> None:
    ran = bare("compare", *args, stdin=stdin)
    assert ran.code == 2
    assert says in ran.err
    assert ran.out == ""


def test_every_labelled_pair_gets_a_score(bare: Installation, shared_data: Path) -> None:
    ran = bare("compare", "--pairs", shared_data / "names" / "name-pairs-dev.csv")
    assert ran.code == 0
    assert all(0.0 <= float(row["score"]) <= 1.0 for row in rows(ran.out))
    assert len(rows(ran.out)) == 396
