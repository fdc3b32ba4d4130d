"""A third party's extract of wallet addresses: found exactly, and never OFAC's own word."""

import datetime
from pathlib import Path

import pytest

from interdict.errors import MalformedFile
from interdict.lists import files
from interdict.lists.catalog import source_named
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.intake import Instructions, recognise
from interdict.lists.intake import read as read_set
from interdict.lists.ofac_wallets import OFAC_WALLETS

SMALL = Path(__file__).parents[1] / "fixtures" / "ofac" / "wallets.json"
A_DAY = datetime.date(2026, 8, 20)


def file(content: bytes, name: str = "wallets.json") -> SourceFile:
    return SourceFile(name=name, content=content, modified=A_DAY)


def read(content: bytes) -> Reading:
    (file_set,) = OFAC_WALLETS.assemble([file(content)])
    request = ReadRequest(edition=file_set.content_id, published=A_DAY)
    (reading,) = OFAC_WALLETS.read(file_set, request)
    return reading


@pytest.fixture(scope="module")
def small() -> Reading:
    return read(SMALL.read_bytes())


def test_claims_by_its_keys_only() -> None:
    """Recognised by content, cut short or not."""
    content = SMALL.read_bytes()
    assert OFAC_WALLETS.claims(file(content, "x.bin"))
    assert OFAC_WALLETS.claims(file(content[:600]))
    assert not OFAC_WALLETS.claims(file(b'{"schema": "Person", "id": "a"}'))


def test_the_date_is_that_of_the_sdn_list() -> None:
    """Month first, as OFAC prints it."""
    (file_set,) = OFAC_WALLETS.assemble([file(SMALL.read_bytes())])
    assert OFAC_WALLETS.published(file_set) == A_DAY


def test_a_party_is_an_address_with_its_currencies(small: Reading) -> None:
    """It is named by itself, so that its owner's namesakes do not alert."""
    assert [party.id for party in small.parties] == [
        "ofac-wallets:1a1zp1ep5qgefi2dmptftl5slmv7divfna",
        "ofac-wallets:0x0000000000000000000000000000000000000def",
    ]
    found = [(p.names[0].full, i.value, i.note) for p in small.parties for i in p.identifiers]
    assert found == [
        (address, address, note)
        for address, note in (
            ("1a1zp1ep5qgefi2dmptftl5slmv7divfna", "XBT"),
            ("0x0000000000000000000000000000000000000def", "ETH; USDT"),
        )
    ]
    assert small.parties[0].listings[0].programmes == ("CYBER2", "DPRK3")


def test_an_extract_never_speaks_for_ofac(small: Reading) -> None:
    """It names OFAC's records; its own authority cannot block."""
    assert source_named("ofac-wallets").authority == "analyst"
    links = [[(link.name, link.party) for link in party.links] for party in small.parties]
    assert links == [
        [("Obraz VYMYSLOV", "ofac-sdn:90001")],
        [("Obraz VYMYSLOV", "ofac-sdn:90001"), ("EXAMPLE EXCHANGE", "ofac-sdn:90002")],
    ]
    assert {m.kind for p in small.parties for m in p.listings[0].measures} == {"unstated"}


def test_an_address_that_lost_its_case_is_not_called_wrong(small: Reading) -> None:
    """The file makes all letters small; nothing can be checked, everything compared."""
    assert [party.identifiers[0].valid for party in small.parties] == [None, True]


def test_what_is_odd_is_reported(small: Reading) -> None:
    """An address of nobody, addresses that could not be checked, a key nobody knows."""
    assert [(f.severity, f.code, f.count) for f in small.findings] == [
        ("error", "no-owner", 1),
        ("warning", "unchecked-wallet", 1),
        ("note", "unmapped-element", 1),
    ]
    assert (small.records, small.rejected) == (3, 1)
    assert ("mood", "grim") in [(d.label, d.value) for d in small.parties[1].details]


def test_an_address_that_stands_twice_keeps_both_owners() -> None:
    """JSON readers keep the last of two equal keys; here nobody is lost."""
    content = SMALL.read_bytes().replace(
        b"address-of-nobody", b"0x0000000000000000000000000000000000000def"
    )
    assert len(read(content).parties[1].links) == 2


def test_spellings_that_differ_in_case_only_are_one_address() -> None:
    """They compare as equal, so they can be found as one only; both owners stay."""
    whole = SMALL.read_bytes()
    reading = read(
        whole.replace(b"address-of-nobody", b"0x0000000000000000000000000000000000000DEF")
    )
    merged = read(whole.replace(b"address-of-nobody", b"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"))
    assert [len(each.parties) for each in (reading, merged)] == [2, 2]
    assert merged.parties[0].id == "ofac-wallets:1a1zp1ep5qgefi2dmptftl5slmv7divfna"
    assert merged.parties[0].primary_name == "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
    assert merged.parties[0].identifiers[0].valid is True
    (told,) = (f for f in merged.findings if f.code == "repeated-address")
    assert "1a1zp1ep5qgefi2dmptftl5slmv7divfna, 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa" in told.message
    assert merged.records == len(merged.parties) + merged.rejected


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (SMALL.read_bytes()[:700], "cut short"),
        (SMALL.read_text("utf-8").replace("Obraz", "Ôbraz").encode("latin-1"), "not UTF-8"),
        (b'{"metadata": {}, "addresses": {}, "entries": 0}', "lists nobody"),
        (b'{"addresses": [], "entries": []}', "lists nobody"),
    ],
)
def test_a_broken_file_is_refused(content: bytes, cause: str) -> None:
    with pytest.raises(MalformedFile, match=cause):
        read(content)


def test_the_real_extract_reads_whole(shared_data: Path) -> None:
    """961 addresses of 94 parties, none of them known to be wrong."""
    folder = shared_data / "lists" / "ofac" / "crypto"
    ((connector, file_set),) = recognise(files.open_files(sorted(folder.glob("*.json"))))
    assert connector is OFAC_WALLETS
    (arrival,) = read_set(connector, file_set, Instructions())
    assert (arrival.edition.published, arrival.edition.dated_by) == (A_DAY, "file")
    wallets = [i for party in arrival.reading.parties for i in party.identifiers]
    owners = {link.party for party in arrival.reading.parties for link in party.links}
    assert (len(arrival.reading.parties), arrival.reading.rejected) == (961, 0)
    assert (len({wallet.value for wallet in wallets}), len(owners)) == (961, 94)
    assert {wallet.kind for wallet in wallets} == {"wallet"}
    assert not [wallet for wallet in wallets if wallet.valid is False]


def test_the_real_sdn_list_carries_the_same_addresses(shared_data: Path) -> None:
    """OFAC's remarks are read as wallets with their currency, and nearly all pass their check;
    most are in the later extract, which knows them in small letters only."""
    folder = shared_data / "lists" / "ofac"
    sdn = folder / "sdn-csv-monthly-2021-2024" / "sdn_2024-05-03.csv.xz"
    extract = sorted((folder / "crypto").glob("*.json"))
    values: list[set[str]] = []
    for paths in ([sdn], extract):
        ((connector, file_set),) = recognise(files.open_files(paths))
        instructions = Instructions(published=datetime.date(2024, 5, 3))
        found = [
            number
            for arrival in read_set(connector, file_set, instructions)
            for party in arrival.reading.parties
            for number in party.identifiers
            if number.kind == "wallet"
        ]
        assert all(number.note for number in found)
        assert not [number for number in found if number.valid is False]
        values.append({number.value for number in found})
    assert len(values[0]) > 270
    assert len(values[0] & values[1]) > 0.7 * len(values[0])
