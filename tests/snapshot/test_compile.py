"""Editions in, a snapshot out: the same editions give the same bytes everywhere."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interdict.matching.engine import engine_id
from interdict.party import Finding, Query
from interdict.screening.screen import screen
from interdict.snapshot.compile import EditionContent, compile_snapshot
from interdict.snapshot.snapshot import CHECKED, MANIFEST, Manifest, open_snapshot
from listed_parties import DAY, SDN, compiled, edition, editions, party


def contents_of(folder: Path) -> dict[str, bytes]:
    """Every file but the note of when the others were last checked."""
    files = (path for path in folder.iterdir() if path.name != CHECKED)
    return {path.name: path.read_bytes() for path in files}


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(4)))
def test_the_order_of_editions_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    """Invariant 3."""
    lists = editions()
    one = compiled(tmp_path_factory.mktemp("one") / "s", *lists)
    other = compiled(tmp_path_factory.mktemp("other") / "s", *(lists[place] for place in order))
    assert one.id == other.id
    assert contents_of(one.folder) == contents_of(other.folder)


def test_the_order_of_parties_inside_an_edition_leaves_no_trace(tmp_path: Path) -> None:
    turned = msgspec.structs.replace(editions()[0], parties=tuple(reversed(SDN)))
    one = compiled(tmp_path / "one", editions()[0])
    other = compiled(tmp_path / "other", turned)
    assert one.id == other.id


COMPILE = """
import sys
from pathlib import Path
from listed_parties import compiled, editions

print(compiled(Path(sys.argv[1]), *editions()).id)
"""


def test_another_process_compiles_the_same_bytes(tmp_path: Path) -> None:
    """Sets and dictionaries have another order there."""
    here = compiled(tmp_path / "here", *editions())
    for seed in ("1", "4242"):
        ran = subprocess.run(
            [sys.executable, "-c", COMPILE, str(tmp_path / seed)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert ran.stdout.strip() == here.id
        assert contents_of(tmp_path / seed) == contents_of(here.folder)


@pytest.mark.parametrize("what", ["party", "edition", "finding", "one list less"])
def test_any_other_input_is_another_snapshot(tmp_path: Path, what: str) -> None:
    sdn, *rest = editions()
    finding = Finding(severity="note", code="odd", message="odd")
    changed = {
        "party": [edition("ofac-sdn", SDN[1:]), *rest],
        "edition": [
            msgspec.structs.replace(
                sdn,
                edition=msgspec.structs.replace(sdn.edition, published=DAY.replace(day=9)),
            ),
            *rest,
        ],
        "finding": [msgspec.structs.replace(sdn, findings=(finding,)), *rest],
        "one list less": rest,
    }[what]
    assert compiled(tmp_path / "a", sdn, *rest).id != compiled(tmp_path / "b", *changed).id


def test_a_files_name_is_not_part_of_its_edition(tmp_path: Path) -> None:
    sdn = editions()[0]
    ((_, sha256, size),) = sdn.edition.files
    renamed = msgspec.structs.replace(sdn.edition, files=(("sdn (2).csv", sha256, size),))
    one = compiled(tmp_path / "one", sdn)
    other = compiled(tmp_path / "other", msgspec.structs.replace(sdn, edition=renamed))
    assert one.id == other.id


def test_a_party_on_two_editions_is_the_callers_mistake(tmp_path: Path) -> None:
    sdn, *_ = editions()
    again = edition("un", [party("ofac-sdn:1", "person", "PETRENKO, Boris")])
    with pytest.raises(ValueError, match="ofac-sdn:1"):
        compile_snapshot(tmp_path, [sdn, again])
    assert not (tmp_path / MANIFEST).exists()


def test_the_manifest_states_editions_counts_and_every_file(tmp_path: Path) -> None:
    snapshot = compiled(tmp_path / "s", *editions())
    manifest = msgspec.json.decode((tmp_path / "s" / MANIFEST).read_bytes(), type=Manifest)
    assert manifest == snapshot.manifest
    assert manifest.engine == engine_id()
    assert [found.source for found in manifest.editions] == [
        "my-watchlist", "ofac-nonsdn", "ofac-sdn", "un",
    ]  # fmt: skip
    assert manifest.parties == sum(len(content.parties) for content in editions())
    assert manifest.findings == {"my-watchlist": 0, "ofac-nonsdn": 0, "ofac-sdn": 1, "un": 0}
    assert set(manifest.files) == set(contents_of(snapshot.folder)) - {MANIFEST}


@pytest.mark.parametrize("lists", [[], [edition("un", [])]])
def test_no_parties_make_a_snapshot_that_finds_nobody(
    tmp_path: Path, lists: list[EditionContent]
) -> None:
    snapshot = compiled(tmp_path / "s", *lists)
    assert len(snapshot) == 0
    assert screen_names(snapshot.folder, "Rosneft") == []


@pytest.mark.parametrize("name", ["", "!!!", "Ltd", "X", "3", "😀", "a" * 3000, "王" * 200])
def test_a_listed_name_that_says_nothing_is_compiled_too(tmp_path: Path, name: str) -> None:
    parties = [party("un:1", "organization", name), party("un:2", "person", name, "VOLNA Ivan")]
    snapshot = compiled(tmp_path / "s", edition("un", parties))
    assert len(snapshot) == 2
    assert "un:2" in screen_names(snapshot.folder, "Ivan Volna")


def test_progress_is_told_from_nothing_to_all(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    compile_snapshot(tmp_path, editions(), lambda done, of: told.append((done, of)))
    count = sum(len(content.parties) for content in editions())
    assert told[0] == (0, count)
    assert told[-1] == (count, count)
    assert told == sorted(told)


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5))
def test_any_names_compile_and_read_back(
    tmp_path_factory: pytest.TempPathFactory, spelled: list[str]
) -> None:
    parties = [party(f"un:{n}", "unknown", name) for n, name in enumerate(spelled)]
    snapshot = compiled(tmp_path_factory.mktemp("any") / "s", edition("un", parties))
    assert [snapshot.party(row) for row in range(len(snapshot))] == sorted(
        parties, key=lambda listed: listed.id
    )


def screen_names(folder: Path, name: str) -> list[str]:
    return [hit.party.id for hit in screen(open_snapshot(folder), Query(name=name)).hits]
