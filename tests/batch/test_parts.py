"""What a bulk run has finished so far, on disk."""

from pathlib import Path

import msgspec
import pytest

from interdict.batch.parts import Part, Parts, Plan, StoredRow
from interdict.batch.rows import Rejected
from interdict.errors import UsageError
from interdict.party import Query

PLAN = Plan(
    input="customers.csv",
    input_sha256="a" * 64,
    snapshot="sha256:1",
    policy="default@1",
    engine="0.1",
    columns={"name": (1,)},
)
PART = Part(
    20,
    19,
    (StoredRow(3, ("C-3", "Acme"), Query(name="Acme"), ()),),
    (Rejected(7, 8, "has no name", ",,"),),
)


def begun(output: Path, plan: Plan = PLAN, resume: bool = False) -> tuple[Parts, int]:
    parts = Parts(output)
    return parts, parts.begin(plan, resume)


def test_parts_come_back_as_they_were_in_order(tmp_path: Path) -> None:
    parts, done = begun(tmp_path / "hits.csv")
    assert done == 0
    second = msgspec.structs.replace(PART, last_row=40)
    parts.add(1, second)
    parts.add(0, PART)
    assert list(parts) == [PART, second]


def test_a_finished_run_leaves_no_folder(tmp_path: Path) -> None:
    parts, _ = begun(tmp_path / "hits.csv")
    parts.add(0, PART)
    parts.remove()
    assert list(tmp_path.iterdir()) == []


def test_resuming_the_same_run_goes_on_after_its_parts(tmp_path: Path) -> None:
    parts, _ = begun(tmp_path / "hits.csv")
    parts.add(0, PART)
    parts.close()
    again, done = begun(tmp_path / "hits.csv", resume=True)
    assert done == 1
    assert list(again) == [PART]


def test_starting_again_drops_what_was_there(tmp_path: Path) -> None:
    parts, _ = begun(tmp_path / "hits.csv")
    parts.add(0, PART)
    parts.close()
    again, done = begun(tmp_path / "hits.csv")
    assert done == 0
    assert list(again) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("input_sha256", "b" * 64), ("snapshot", "sha256:2"), ("policy", "x"), ("columns", {})],
)
def test_another_run_is_not_resumed_and_nothing_is_lost(
    tmp_path: Path, field: str, value: object
) -> None:
    parts, _ = begun(tmp_path / "hits.csv")
    parts.add(0, PART)
    parts.close()
    other = msgspec.structs.replace(PLAN, **{field: value})
    with pytest.raises(UsageError, match=f"another {field}: it cannot be resumed"):
        begun(tmp_path / "hits.csv", other, resume=True)
    assert begun(tmp_path / "hits.csv", resume=True)[1] == 1


def test_two_runs_never_write_one_output(tmp_path: Path) -> None:
    parts, _ = begun(tmp_path / "hits.csv")
    with pytest.raises(UsageError, match="another run is writing this output"):
        begun(tmp_path / "hits.csv")
    parts.close()
    begun(tmp_path / "hits.csv")


@pytest.mark.parametrize("name", ["run.json", "00000000.msgpack"])
def test_damage_says_to_start_again(tmp_path: Path, name: str) -> None:
    parts, _ = begun(tmp_path / "hits.csv")
    parts.add(0, PART)
    parts.close()
    (parts.folder / name).write_bytes(b"\xc1 not what was written")
    with pytest.raises(UsageError, match=r"damaged .*start again without --resume"):
        list(begun(tmp_path / "hits.csv", resume=True)[0])


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose another output"):
        begun(tmp_path / "nowhere" / "hits.csv")
