"""Lists without a connector of their own become one table, a line per name."""

import csv
from pathlib import Path

import pytest
from benchmarks.official_lists import LISTS, Listed, write_table


def two_parties(lists: Path) -> list[Listed]:
    return [
        Listed("1", "Person", ("Anna Example", "Анна  Пример", "", "Anna Example"), "1962", "MT"),
        Listed("2", "Vessel", ("SEA STAR",), imo="9074729"),
    ]


def test_the_names_of_a_party_share_its_id_and_facts_stand_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(LISTS)[1:]:
        monkeypatch.delitem(LISTS, name)
    monkeypatch.setitem(LISTS, "eu", two_parties)
    assert write_table(tmp_path, tmp_path / "all.csv") == {"eu": 2}
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    assert rows == [
        ["eu-1", "Person", "primary", "Anna Example", "1962", "MT", ""],
        ["eu-1", "Person", "alias", "Анна Пример", "", "", ""],
        ["eu-2", "Vessel", "primary", "SEA STAR", "", "", "9074729"],
    ]


def test_every_real_list_gives_parties_with_names(shared_data: Path) -> None:
    for read in LISTS.values():
        party = next(iter(read(shared_data / "lists")))
        assert party.id and any(party.names)
