"""One party as all lists print it: side by side, never mixed."""

import msgspec
import pytest

from interdict.party import Party
from interdict.report.merged import Merged, merged, merged_json
from interdict.snapshot.snapshot import Snapshot
from listed_parties import compiled, edition
from printed_records import records


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The table of records, compiled."""
    parties = records()
    sources = sorted({party.source for party in parties})
    contents = [edition(s, [p for p in parties if p.source == s]) for s in sources]
    return compiled(tmp_path_factory.mktemp("merged") / "snapshot", *contents)


def seen(snapshot: Snapshot, party_id: str) -> Merged:
    party = snapshot.find(party_id)
    assert isinstance(party, Party)
    return merged(snapshot, party, snapshot.waiting())


def test_the_record_asked_for_comes_first(snapshot: Snapshot) -> None:
    found = seen(snapshot, "uk:RUS9001")
    assert [party.id for party in found.records] == ["uk:RUS9001", "eu:100", "ofac-sdn:100"]
    assert (found.id, found.asked) == ("eu:100", "uk:RUS9001")


def test_every_listing_stays_with_its_record(snapshot: Snapshot) -> None:
    found = seen(snapshot, "eu:100")
    assert [(listing.regime, party.id) for party, listing in found.listings] == [
        ("eu", "eu:100"), ("uk", "uk:RUS9001"), ("us", "ofac-sdn:100"),
    ]  # fmt: skip


def test_a_name_says_on_which_records_it_stands(snapshot: Snapshot) -> None:
    names = seen(snapshot, "ofac-sdn:110").names
    assert names["PETRENKO, Borys"] == ["ofac-sdn:110"]
    assert names["Borys Petrenko"] == ["uk:RUS9010"]


def test_proposals_and_refusals_name_the_other_party(snapshot: Snapshot) -> None:
    asked = seen(snapshot, "ofac-sdn:150")
    assert asked.named == {"uk:RUS9050": "Zebulon QUARTERMAIN"}
    refused = seen(snapshot, "eu:140")
    assert {conflict.join.other for conflict in refused.conflicts} == {"uk:RUS9040"}
    assert refused.records == (snapshot.find("eu:140"),)


def test_json_is_plain_and_complete(snapshot: Snapshot) -> None:
    found = merged_json(seen(snapshot, "eu:100"))
    assert msgspec.json.decode(msgspec.json.encode(found)).keys() == found.keys()
    assert len(found["records"]) == len(found["listings"]) == 3
    assert [join["other"] for join in found["joins"]] == ["ofac-sdn:100", "uk:RUS9001"]
