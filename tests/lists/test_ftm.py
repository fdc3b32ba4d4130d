"""FollowTheMoney: what its entities say, and what comes back from an export."""

import datetime
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from party_strategies import EDITION, parties

from interdict import identifiers
from interdict.errors import MalformedFile
from interdict.lists.catalog import source_named
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.ftm import FTM_JSONL, export
from interdict.party import CountryFact, Listing, Measure, Party
from interdict.text import script

PUBLISHED = datetime.date(2026, 8, 22)


def file_of(*entities: object) -> SourceFile:
    lines = [e if isinstance(e, bytes) else json.dumps(e).encode() for e in entities]
    content = b"".join(line.rstrip(b"\n") + b"\n" for line in lines)
    return SourceFile(name="entities.ftm.json", content=content, modified=PUBLISHED)


def read(*entities: object, source: str | None = None) -> tuple[Reading, ...]:
    file = file_of(*entities)
    assert FTM_JSONL.claims(file)
    (files,) = FTM_JSONL.assemble([file])
    assert FTM_JSONL.published(files) is None
    request = ReadRequest(edition=EDITION, published=PUBLISHED, source=source)
    readings = FTM_JSONL.read(files, request)
    for reading in readings:
        assert reading.records == len(reading.parties) + reading.rejected
    return readings


def entity(id_: str, schema: str, **properties: list[object]) -> dict[str, object]:
    return {"id": id_, "schema": schema, "properties": properties, "datasets": ["watch"]}


def one(*entities: object) -> Party:
    (reading,) = read(*entities)
    return reading.parties[0]


# What comes back from an export


def comparable(party: Party) -> Party:
    """As far as FollowTheMoney carries a party: fields, sets and check results apart."""
    numbers = []
    for number in party.identifiers:
        kind = identifiers.refine(number.kind, number.value, number.country)
        value = identifiers.normalise(kind, number.raw or number.value)
        numbers.append((kind, value, number.country, number.note.strip()))
    scripts = {name.full.strip(): script(name.full) for name in party.names}
    return msgspec.to_builtins(  # type: ignore[no-any-return]
        {
            "id": party.id,
            "kind": party.kind,
            "names": sorted({(name.kind, name.full.strip()) for name in party.names}),
            "scripts": scripts,
            "primary": party.primary_name.strip(),
            "identifiers": sorted(set(numbers)),
            "births": sorted(
                {(b.span.earliest, b.span.latest, b.span.circa) for b in party.birth_dates}
            ),
            "countries": sorted({(c.role, c.code or c.raw) for c in party.countries}),
            "listings": [
                (
                    listing.authority,
                    listing.regime,
                    listing.list,
                    listing.programmes,
                    listing.measures,
                    listing.legal_basis,
                    listing.listed_on,
                    listing.reference,
                    listing.reason,
                )
                for listing in party.listings
            ],
            "links": sorted((link.kind, link.party) for link in party.links),
            "gender": party.gender,
        }
    )


def stripped(listing: Listing, source: str) -> Listing:
    """FollowTheMoney values are sets of trimmed texts, and no country stands for ``other``."""
    regime = source_named(source).regime if listing.regime == "other" else listing.regime
    measures = [
        msgspec.structs.replace(m, text=m.text.strip()) for m in dict.fromkeys(listing.measures)
    ]
    unique = tuple(dict.fromkeys(measures))
    if not unique or Measure(kind="unstated") in unique:
        unique = tuple(m for m in unique if m != Measure(kind="unstated"))
    return msgspec.structs.replace(
        listing,
        regime=regime,
        programmes=tuple(dict.fromkeys(p.strip() for p in listing.programmes)),
        measures=unique or (Measure(kind="unstated"),),
        legal_basis=tuple(dict.fromkeys(b.strip() for b in listing.legal_basis)),
        reference=listing.reference.strip(),
        reason=listing.reason.strip(),
    )


@st.composite
def exportable(draw: st.DrawFn) -> Party:
    """A party within what the format can say: one primary name first, checked numbers."""
    party = draw(parties())
    first = msgspec.structs.replace(party.names[0], kind="primary", parts=())
    others = tuple(
        msgspec.structs.replace(name, parts=())
        for name in party.names[1:]
        if name.full.strip() != first.full.strip()
    )
    numbers = tuple(
        msgspec.structs.replace(
            number, value=identifiers.normalise(number.kind, number.value), raw=""
        )
        for number in party.identifiers
    )
    covered = [b.span for b in party.birth_dates]
    apart = len(covered) < 2 or covered[0].latest < covered[1].earliest
    return msgspec.structs.replace(
        party,
        provenance=msgspec.structs.replace(
            party.provenance, record=party.id.partition(":")[2], stated_on=PUBLISHED
        ),
        names=(first, *others),
        identifiers=numbers,
        birth_dates=party.birth_dates if apart else party.birth_dates[:1],
        listings=tuple(stripped(listing, party.source) for listing in party.listings),
        countries=tuple(c for c in party.countries if c.code),
    )


@settings(max_examples=150, deadline=None)
@given(exportable())
def test_an_exported_party_reads_back_the_same(party: Party) -> None:
    (reading,) = read(*export([party]))
    (back,) = reading.parties
    assert comparable(back) == comparable(party)
    assert back.source == party.source


def test_links_between_exported_lists_keep_both_ids() -> None:
    komid = entity("un:KPe.001", "Organization", name=["KOMID"])
    komid["datasets"] = ["un"]
    branch = entity("uk:DPR0157", "Organization", name=["KOMID"])
    branch["datasets"] = ["uk"]
    tie = entity("t", "UnknownLink", subject=["uk:DPR0157"], object=["un:KPe.001"])
    un, uk = read(komid, branch, tie)
    assert (un.source, uk.source) == ("un", "uk")
    assert uk.parties[0].links[0].party == "un:KPe.001"
    assert uk.parties[0].provenance.authority == "official"


# What entities say


def test_a_person_is_read_with_its_names_dates_and_numbers() -> None:
    kim = one(
        entity(
            "kim", "Person", name=["Kim Yong Chol"], alias=["김영철"], weakAlias=["Young-Chul"],
            previousName=["Kim A"], firstName=["Yong Chol"], lastName=["Kim"],
            birthDate=["1962-02-18", "1962"], birthPlace=["Pyongyang"], gender=["male"],
            nationality=["kp"], country=["Korea, North"], passportNumber=["PS 472330208"],
            position=["KOMID representative"], address=["Pyongyang"], topics=["sanction"],
            notes=["Served in Iran."],
        )
    )  # fmt: skip
    assert (kim.id, kim.kind, kim.gender) == ("watch:kim", "person", "male")
    assert [(n.full, n.kind, n.script) for n in kim.names] == [
        ("Kim Yong Chol", "primary", "Latn"),
        ("김영철", "strong-alias", "Hang"),
        ("Young-Chul", "weak-alias", "Latn"),
        ("Kim A", "former", "Latn"),
    ]
    assert [(part.role, part.value) for part in kim.names[0].parts] == [
        ("family", "Kim"),
        ("given", "Yong Chol"),
    ]
    assert [birth.span.latest.isoformat() for birth in kim.birth_dates] == [
        "1962-02-18",
        "1962-12-31",
    ]
    assert {(c.role, c.code) for c in kim.countries} == {("nationality", "kp"), ("residence", "kp")}
    assert (kim.identifiers[0].kind, kim.identifiers[0].value) == ("passport", "PS472330208")
    assert kim.remarks == "Served in Iran."
    assert ("topics", "sanction") in [(d.label, d.value) for d in kim.details]


@pytest.mark.parametrize(
    ("schema", "name", "value", "kind"),
    [
        ("Vessel", "imoNumber", "IMO 9161003", "imo"),
        ("Company", "imoNumber", "6016988", "company-imo"),
        ("Vessel", "mmsi", "273382620", "mmsi"),
        ("Vessel", "callSign", "UBAA", "call-sign"),
        ("Airplane", "registrationNumber", "RF-82041", "tail"),
        ("Airplane", "serialNumber", "9773054055089", "aircraft-serial"),
        ("Company", "registrationNumber", "06679031", "registration"),
        ("Company", "innCode", "7706107510", "inn"),
        ("Company", "ogrnCode", "1027700043502", "ogrn"),
        ("Company", "leiCode", "549300LCJ1UJXHYBWI24", "lei"),
        ("Organization", "swiftBic", "FTBDKPPY", "bic"),
        ("CryptoWallet", "publicKey", "0x098B716B8Aaf21512996dC57EB0615e2383E2f96", "wallet"),
        ("Person", "idNumber", "6901256079081", "national-id"),
        ("PublicBody", "taxNumber", "7718786880", "tax-id"),
    ],
)
def test_numbers_are_of_the_kind_their_property_says(
    schema: str, name: str, value: str, kind: str
) -> None:
    (number,) = one(entity("x", schema, name=["X"], **{name: [value]})).identifiers
    assert number.kind == kind
    assert number.value == identifiers.normalise(kind, value)


def test_a_sanction_is_a_listing_of_its_entity_wherever_it_stands() -> None:
    sanction = entity(
        "s1", "Sanction", entity=["x"], authority=["OFAC"], country=["us"], program=["DPRK2"],
        provisions=["Asset freeze"], listingDate=["2024-12-16"], reason=["Arms trade"],
        authorityId=["52114"], sourceUrl=["https://ofac.example/52114"],
    )  # fmt: skip
    party = one(sanction, entity("x", "Person", name=["X"]))
    (listing,) = party.listings
    assert (listing.authority, listing.regime, listing.programmes) == ("OFAC", "us", ("DPRK2",))
    assert listing.measures == (Measure(kind="block", text="Asset freeze"),)
    assert listing.listed_on == datetime.date(2024, 12, 16)
    assert (listing.reference, listing.reason) == ("52114", "Arms trade")
    assert [(d.label, d.value) for d in party.details] == [
        ("Sanction.sourceUrl", "https://ofac.example/52114")
    ]


def test_an_ended_sanction_is_kept_and_reported() -> None:
    sanction = entity("s1", "Sanction", entity=["x"], endDate=["2020-01-01"])
    (reading,) = read(sanction, entity("x", "Person", name=["X"]))
    assert [finding.code for finding in reading.findings] == ["ended-sanction"]
    assert ("Sanction.endDate", "2020-01-01") in [
        (d.label, d.value) for d in reading.parties[0].details
    ]


def test_a_target_without_a_sanction_is_listed_and_a_bystander_is_not() -> None:
    (target,) = one(entity("x", "Person", name=["X"])).listings
    assert (target.authority, target.regime) == ("private list watch", "other")
    assert target.measures == (Measure(kind="unstated"),)
    assert one(entity("x", "Person", name=["X"]) | {"target": False}).listings == ()


def test_a_program_without_a_sanction_is_the_listing() -> None:
    (listing,) = one(entity("x", "Person", name=["X"], program=["DPRK2"])).listings
    assert listing.programmes == ("DPRK2",)


@pytest.mark.parametrize(
    ("schema", "type_", "kind", "note"),
    [
        ("Passport", "Diplomatic passport", "passport", "Diplomatic passport"),
        ("Identification", "National identity card", "national-id", "National identity card"),
        ("Identification", "Tax ID", "tax-id", "Tax ID"),
        ("Identification", "seaman-book", "seaman-book", ""),
        ("Identification", "Library card", "other", "Library card"),
    ],
)
def test_documents_are_numbers_of_their_holder(
    schema: str, type_: str, kind: str, note: str
) -> None:
    document = entity("d", schema, holder=["x"], number=["AB 12"], type=[type_], country=["kp"])
    (number,) = one(entity("x", "Person", name=["X"]), document).identifiers
    assert (number.kind, number.value, number.country, number.note) == (kind, "AB12", "kp", note)


def test_an_address_entity_keeps_its_parts() -> None:
    place = entity("a", "Address", street=["Main 1"], city=["Moscow"], country=["ru"])
    (address,) = one(entity("x", "Company", name=["X"], addressEntity=["a"]), place).addresses
    assert (address.full, address.city, address.country) == ("Main 1, Moscow, ru", "Moscow", "ru")


def test_an_owner_is_linked_from_what_it_owns_with_the_share() -> None:
    tie = entity("t", "Ownership", owner=["p"], asset=["x"], percentage=["50"], role=["founder"])
    party = one(entity("x", "Company", name=["X"]), tie, entity("p", "Company", name=["Parent"]))
    (link,) = party.links
    assert (link.kind, link.name, link.party) == ("owned-by", "Parent", "watch:p")
    assert link.text == "founder; 50 %"


@pytest.mark.parametrize(
    ("schema", "subject", "other", "kind"),
    [
        ("Directorship", "director", "organization", "leader"),
        ("Family", "person", "relative", "family"),
        ("Associate", "person", "associate", "associate"),
        ("Representation", "agent", "client", "acting-for"),
        ("UnknownLink", "subject", "object", "linked-to"),
        ("Membership", "member", "organization", "other"),
    ],
)
def test_links_are_told_at_their_first_end(
    schema: str, subject: str, other: str, kind: str
) -> None:
    tie = entity("t", schema, **{subject: ["x"], other: ["y"]})
    (reading,) = read(tie, entity("x", "Person", name=["X"]), entity("y", "Company", name=["Y"]))
    x, y = reading.parties
    assert [(link.kind, link.name) for link in x.links] == [(kind, "Y")]
    assert y.links == ()


def test_a_link_to_an_absent_first_end_is_told_at_the_other() -> None:
    tie = entity("t", "Ownership", owner=["x"], asset=["gone"])
    (link,) = one(entity("x", "Company", name=["X"]), tie).links
    assert (link.kind, link.name, link.text) == ("other", "gone", "Ownership")


def test_nested_entities_are_read_like_lines() -> None:
    sanction = entity("s", "Sanction", program=["DPRK2"])
    party = one(entity("x", "Person", name=["X"], sanctions=[sanction]))
    assert party.listings[0].programmes == ("DPRK2",)
    assert party.details == ()


def test_fragments_of_one_entity_are_one_party() -> None:
    (reading,) = read(
        entity("x", "LegalEntity", name=["X"]), entity("x", "Company", innCode=["7706107510"])
    )
    (party,) = reading.parties
    assert (party.kind, party.identifiers[0].value) == ("organization", "7706107510")


# Whose list


def test_the_list_is_named_by_the_caller_or_else_by_the_dataset() -> None:
    x = entity("x", "Person", name=["X"])
    assert read(x)[0].source == "watch"
    assert read(x, source="mine")[0].parties[0].id == "mine:x"
    assert read(x)[0].parties[0].provenance.authority == "private"


def test_each_dataset_is_a_reading_of_its_own_and_the_official_one_wins() -> None:
    x, y = entity("x", "Person", name=["X"]), entity("y", "Person", name=["Y"])
    y["datasets"] = ["extra", "ofac-sdn"]
    watch, sdn = read(x, y)
    assert (watch.source, sdn.source) == ("watch", "ofac-sdn")
    assert sdn.parties[0].provenance.authority == "official"


def test_entities_without_a_dataset_need_a_name_for_the_list() -> None:
    nameless = {"id": "x", "schema": "Person", "properties": {"name": ["X"]}}
    with pytest.raises(MalformedFile, match="--source"):
        read(nameless)
    assert read(nameless, source="mine")[0].source == "mine"


# What is odd


def test_unknown_schemata_and_properties_are_reported_once_and_kept() -> None:
    (reading,) = read(
        entity("a", "Spaceship", name=["Vostok"], warpFactor=["9"]),
        entity("b", "Spaceship", name=["Mir"], warpFactor=["1", "2"]),
    )
    assert [(f.code, f.field, f.count) for f in reading.findings] == [
        ("unmapped-schema", "Spaceship", 2),
        ("unmapped-element", "Spaceship.warpFactor", 2),
    ]
    assert [party.kind for party in reading.parties] == ["unknown", "unknown"]
    assert [(d.label, d.value) for d in reading.parties[1].details] == [
        ("warpFactor", "1"),
        ("warpFactor", "2"),
    ]


def test_what_belongs_to_nobody_is_reported() -> None:
    (reading,) = read(
        entity("x", "Person", name=["X"]),
        entity("s", "Sanction", entity=["gone"]),
        entity("v", "Video", title=["A film"]),
    )
    assert [(f.code, f.field) for f in reading.findings] == [
        ("unattached-entity", "Sanction"),
        ("unmapped-schema", "Video"),
    ]


def test_bad_lines_and_nameless_parties_are_rejected_with_their_place() -> None:
    (reading,) = read(
        entity("x", "Person", name=["X"]),
        b'{"id": "y", "schema": "Person"}',
        b"not json}",
        entity("z", "Person", birthDate=["1962"]),
    )
    assert reading.rejected == 3
    assert [finding.record for finding in reading.findings] == ["line 2", "line 3", "z"]


def test_an_unreadable_country_or_date_is_kept_as_printed() -> None:
    (reading,) = read(entity("x", "Person", name=["X"], country=["Atlantis"], birthDate=["young"]))
    (party,) = reading.parties
    assert party.countries == (
        CountryFact(role="residence", code="", raw="Atlantis", field="country"),
    )
    assert ("birthDate", "young") in [(d.label, d.value) for d in party.details]
    assert "unreadable-country" in [finding.code for finding in reading.findings]


def test_a_wrong_check_digit_is_kept_and_reported() -> None:
    (reading,) = read(entity("x", "Vessel", name=["X"], imoNumber=["9161004"]))
    assert reading.parties[0].identifiers[0].valid is False
    assert [finding.code for finding in reading.findings] == ["invalid-imo"]


def test_a_cut_off_file_is_refused() -> None:
    content = json.dumps(entity("x", "Person", name=["X"])).encode()
    file = SourceFile(name="x", content=content + b"\n" + content[:40], modified=PUBLISHED)
    (files,) = FTM_JSONL.assemble([file])
    with pytest.raises(MalformedFile, match="line 2: the last line breaks off"):
        FTM_JSONL.read(files, ReadRequest(edition=EDITION, published=PUBLISHED))


def test_bytes_that_are_not_utf8_are_refused_with_their_line() -> None:
    content = json.dumps(entity("x", "Person", name=["X"])).encode() + b'\n{"id": "\xff"}\n'
    file = SourceFile(name="x", content=content, modified=PUBLISHED)
    (files,) = FTM_JSONL.assemble([file])
    with pytest.raises(MalformedFile, match="line 2: byte 0xff"):
        FTM_JSONL.read(files, ReadRequest(edition=EDITION, published=PUBLISHED))


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"schema": "x"}', b'{"format": "other"}'])
def test_other_files_are_not_claimed(content: bytes) -> None:
    assert not FTM_JSONL.claims(SourceFile(name="x", content=content, modified=PUBLISHED))
