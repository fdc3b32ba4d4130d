"""interdict monitor: exit codes, tables and what is said."""

import csv
import json
from pathlib import Path

import pytest

from .conftest import Installation

CUSTOMERS = (
    "customer id,name,kind,segment\r\n"
    "C-1,Boris Petrenko,person,retail\r\n"
    "C-2,Anna Lindqvist,person,private\r\n"
)


@pytest.fixture
def customers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two customers, one of them listed; outputs go to the folder they are in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "customers.csv"
    path.write_text(CUSTOMERS)
    return path


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text().splitlines()))


def test_a_registered_file_is_screened_and_every_column_carried(
    interdict: Installation, customers: Path
) -> None:
    ran = interdict("monitor", "add", customers)
    assert (ran.code, ran.err) == (1, "")
    (line,) = lines(customers.with_name("customers.run-1.csv"))
    assert (line["change"], line["because"]) == ("new", "customer added")
    assert (line["customer"], line["party_id"], line["segment"]) == (
        "C-1",
        "ofac-sdn:7001",
        "retail",
    )


def test_a_run_without_changes_exits_0(interdict: Installation, customers: Path) -> None:
    interdict("monitor", "add", customers)
    ran = interdict("monitor", "run", "--json")
    assert (ran.code, ran.json["run"], ran.json["alerts"]) == (0, 2, [])
    assert ran.json["output"] is None
    assert not customers.with_name("customers.run-2.csv").exists()
    assert "changes: none, no table written" in interdict("monitor", "run").out
    interdict("monitor", "run", "-o", "asked.csv")
    assert lines(customers.with_name("asked.csv")) == []


def test_a_list_that_comes_gives_new_hits_and_exit_code_1(
    interdict: Installation, customers: Path
) -> None:
    interdict("monitor", "add", customers, "--name", "retail")
    watchlist = customers.with_name("watch.csv")
    watchlist.write_text("id,name\n1,Anna Lindqvist\n")
    interdict("lists", "add", watchlist, "--source", "watch", "--published", "2026-02-01")
    assert "watch" in interdict("monitor", "status").out
    ran = interdict("monitor", "run", "retail", "-o", "new.jsonl")
    assert ran.code == 1
    (line,) = [json.loads(line) for line in Path("new.jsonl").read_text().splitlines()]
    assert (line["change"], line["because"], line["party_id"]) == ("new", "new listing", "watch:1")


def test_a_file_added_again_screens_only_what_differs(
    interdict: Installation, customers: Path
) -> None:
    interdict("monitor", "add", customers)
    customers.write_text(CUSTOMERS + "C-3,Volna Energo,organization,corporate\r\n")
    ran = interdict("monitor", "add", customers, "--json")
    assert ran.code == 1
    assert ran.json["customers"] == {
        "added": 1, "changed": 0, "removed": 0, "all": 3, "rejected": 0,
    }  # fmt: skip
    assert [alert["customer"] for alert in ran.json["alerts"]] == ["C-3"]
    assert ran.json["screened"] == 1


def test_rows_that_cannot_be_read_are_written_down_and_exit_2(
    interdict: Installation, customers: Path
) -> None:
    customers.write_text(CUSTOMERS + "C-3,,person,none\r\n")
    ran = interdict("monitor", "add", customers, "-o", "told.csv")
    assert ran.code == 2
    (rejected,) = lines(Path("told.csv.rejected.csv"))
    assert (rejected["row"], rejected["reason"]) == ("3", "has neither a name nor an identifier")
    assert interdict("monitor", "status", "--json").json["files"][0]["rejected"] == 1


def test_a_file_without_a_key_is_refused_with_what_to_do(
    interdict: Installation, customers: Path
) -> None:
    customers.write_text("name,account\nBoris Petrenko,17\n")
    ran = interdict("monitor", "add", customers)
    assert (ran.code, "--key COLUMN" in ran.err) == (2, True)
    assert interdict("monitor", "add", customers, "--key", "account").code == 1
    assert interdict("monitor", "add", customers).code == 0  # the key is remembered


def test_nothing_is_registered_or_told_without_lists(bare: Installation, customers: Path) -> None:
    ran = bare("monitor", "add", customers)
    assert ran.code == 3
    assert bare("monitor", "status", "--json").json == {"files": [], "damaged": []}


def test_stale_lists_exit_3(interdict: Installation, customers: Path) -> None:
    interdict("monitor", "add", customers)
    policy = customers.with_name("strict.toml")
    policy.write_text('lists = ["eu"]\n')
    assert interdict("monitor", "run", "--policy", policy).code == 3


def test_another_policy_means_a_full_run_that_says_so(
    interdict: Installation, customers: Path
) -> None:
    interdict("monitor", "add", customers)
    ran = interdict("monitor", "run", "--threshold", "0.8")
    assert (ran.code, "every customer is screened again: the policy changed" in ran.out) == (
        0,
        True,
    )


def test_looking_back_needs_lists_so_old(interdict: Installation, customers: Path) -> None:
    interdict("monitor", "add", customers)
    ran = interdict("monitor", "run", "--since", "2020-01-01")
    assert (ran.code, "no list edition published on or before" in ran.err) == (3, True)
    ran = interdict("monitor", "run", "--since", "2026-01-09", "--json")
    assert ran.json["run"] == 0


def test_one_table_cannot_be_that_of_two_files(interdict: Installation, customers: Path) -> None:
    interdict("monitor", "add", customers)
    interdict("monitor", "add", customers, "--name", "again")
    ran = interdict("monitor", "run", "-o", "told.csv")
    assert (ran.code, "name one of again, customers" in ran.err) == (2, True)
    assert interdict("monitor", "run").code == 0


def test_one_damaged_file_does_not_keep_the_others_waiting(
    interdict: Installation, customers: Path
) -> None:
    interdict("monitor", "add", customers, "--name", "broken")
    interdict("monitor", "add", customers, "--name", "whole")
    (interdict.home.path / "monitor" / "broken" / "known.msgpack").write_bytes(b"x")
    ran = interdict("monitor", "run")
    assert (ran.code, "broken: " in ran.err, "whole, run 2" in ran.out) == (4, True, True)


def test_the_status_tells_of_the_others_beside_a_damaged_file_that_can_be_removed(
    interdict: Installation, customers: Path
) -> None:
    interdict("monitor", "add", customers, "--name", "broken")
    interdict("monitor", "add", customers, "--name", "whole")
    (interdict.home.path / "monitor" / "broken" / "known.msgpack").write_bytes(b"x")
    ran = interdict("monitor", "status")
    assert (ran.code, "broken: " in ran.err, "whole" in ran.out) == (4, True, True)
    assert interdict("monitor", "remove", "broken").code == 0
    ran = interdict("monitor", "status", "--json")
    assert (ran.code, [each["name"] for each in ran.json["files"]]) == (0, ["whole"])
    assert interdict("monitor", "remove", "broken").code == 2


def test_a_file_that_is_not_registered_is_named(interdict: Installation) -> None:
    ran = interdict("monitor", "run", "nobody")
    assert (ran.code, "interdict monitor add FILE" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["../up", ".hidden", "a/b", ""])
def test_a_name_is_no_way_out_of_the_data_folder(
    interdict: Installation, customers: Path, name: str
) -> None:
    assert interdict("monitor", "add", customers, "--name", name or "..").code == 2


def test_the_input_is_not_overwritten(interdict: Installation, customers: Path) -> None:
    ran = interdict("monitor", "add", customers, "-o", customers)
    assert (ran.code, customers.read_text()) == (2, CUSTOMERS.replace("\r\n", "\n"))
