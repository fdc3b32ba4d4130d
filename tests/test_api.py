"""The public Python names."""

import subprocess
import sys
from pathlib import Path

import pytest

import interdict
from interdict import Query
from interdict.errors import NoLists, QueryError
from interdict.matching.matcher import compare
from interdict.screening.screen import encoded

ASKED = ("Boris Petrenko", "Anna Lindqvist", "Volna Energo", "Grey Heron", "백철수")


@pytest.fixture(scope="module")
def snapshot(loaded_folder: Path) -> interdict.Snapshot:
    return interdict.open(loaded_folder)


def test_every_public_name_is_there() -> None:
    assert all(hasattr(interdict, name) for name in interdict.__all__)


def test_open_takes_a_home_or_one_snapshots_folder(
    loaded_folder: Path, snapshot: interdict.Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(snapshot) == 8
    assert interdict.open(str(loaded_folder)).id == snapshot.id
    assert interdict.open(snapshot.folder).id == snapshot.id
    monkeypatch.setenv("INTERDICT_HOME", str(loaded_folder))
    assert interdict.open().id == snapshot.id


def test_open_where_nothing_is_loaded_says_so_and_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoLists, match="lists add"):
        interdict.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_screen_answers_with_evidence(snapshot: interdict.Snapshot) -> None:
    answer = interdict.screen(snapshot, Query(name="Volna Energo"))
    assert answer.hits[0].party.id == "ofac-sdn:7002"
    assert answer.hits[0].says
    assert answer.snapshot == snapshot.id


def test_screen_refuses_what_is_no_name(snapshot: interdict.Snapshot) -> None:
    with pytest.raises(QueryError, match="no letter or digit"):
        interdict.screen(snapshot, Query(name="..."))


def test_many_give_the_answers_of_one_in_order(snapshot: interdict.Snapshot) -> None:
    """Invariant 2."""
    queries = [Query(name=name) for name in ASKED] * 3
    alone = [encoded(interdict.screen(snapshot, query)) for query in queries]
    assert [encoded(answer) for answer in interdict.screen_many(snapshot, iter(queries))] == alone


def test_an_answer_comes_out_again_byte_for_byte(
    loaded_folder: Path, snapshot: interdict.Snapshot
) -> None:
    """Invariant 5: another opening of the same snapshot, the same policy."""
    again = interdict.open(loaded_folder)
    for name in ASKED:
        query = Query(name=name)
        assert encoded(interdict.screen(snapshot, query)) == encoded(interdict.screen(again, query))


def test_a_policy_bounds_the_answer(snapshot: interdict.Snapshot) -> None:
    policy = interdict.Policy(lists=("un",))
    assert interdict.screen(snapshot, Query(name="Volna Energo"), policy=policy).hits == ()


def test_compare_is_what_the_matcher_says() -> None:
    match = interdict.compare("Muammar Gaddafi", "QADHAFI, Muammar", kind="person")
    assert match == compare("Muammar Gaddafi", "QADHAFI, Muammar", "person")
    assert match.score == round(sum(piece.points for piece in match.evidence), 4)


def test_importing_needs_no_optional_part() -> None:
    banned = "pyarrow duckdb httpx fastapi sqlalchemy click rich jinja2"
    program = (
        "import sys, interdict; "
        f"sys.exit(' '.join(m for m in {banned.split()} if m in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert ran.stderr.strip() == b""
