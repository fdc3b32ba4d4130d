"""Names in native letters stand beside the Latin ones, as their lists print them."""

from pathlib import Path

from benchmarks.official_lists import australian, british_financial, european


def test_every_real_list_gives_parties_with_names(shared_data: Path) -> None:
    for read in (european, british_financial, australian):
        party = next(iter(read(shared_data / "lists")))
        assert party.id and any(party.names)
