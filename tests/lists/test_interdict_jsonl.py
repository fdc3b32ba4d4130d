"""Our own list format: what a person writes is what the parties say, and back again."""

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from party_strategies import EDITION, parties, spans

from interdict.dates import DateSpan
from interdict.errors import MalformedFile
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile
from interdict.lists.interdict_jsonl import INTERDICT_JSONL, dump
from interdict.lists.written_dates import read_span, write_span
from interdict.party import Measure, Party

PUBLISHED = datetime.date(2026, 2, 27)
HEADER = {"format": "interdict-list", "version": 1, "list": "starter", "published": "2026-02-27"}
KIM = {"id": "un:KPi.024", "kind": "person", "names": ["KIM YONG CHOL"]}


def read(content: bytes) -> Reading:
    file = SourceFile(name="parties.jsonl", content=content, modified=PUBLISHED)
    assert INTERDICT_JSONL.claims(file)
    (files,) = INTERDICT_JSONL.assemble([file])
    request = ReadRequest(edition=EDITION, published=PUBLISHED)
    (reading,) = INTERDICT_JSONL.read(files, request)
    assert reading.records == len(reading.parties) + reading.rejected
    return reading


def lines(*objects: object) -> bytes:
    return "\n".join(o if isinstance(o, str) else json.dumps(o) for o in objects).encode()


def one(party: dict[str, object]) -> Party:
    (only,) = read(lines(HEADER, party)).parties
    return only


@settings(max_examples=150, deadline=None)
@given(st.lists(parties(), max_size=4, unique_by=lambda party: party.id))
def test_what_is_dumped_reads_back_identical(listed: list[Party]) -> None:
    reading = read(dump(listed, "export", PUBLISHED))
    assert list(reading.parties) == listed
    assert reading.findings == ()
    assert reading.source == "export"


@given(spans())
def test_every_span_of_days_is_written_and_read_without_loss(span: DateSpan) -> None:
    assert read_span(write_span(span)) == span


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "circa"),
    [
        ("1962", (1962, 1, 1), (1962, 12, 31), False),
        ("1962-02", (1962, 2, 1), (1962, 2, 28), False),
        ("circa 1962", (1962, 1, 1), (1962, 12, 31), True),
        ("1969 to 1970", (1969, 1, 1), (1970, 12, 31), False),
        ("1962-02-18", (1962, 2, 18), (1962, 2, 18), False),
    ],
)
def test_birth_dates_read_as_lists_print_them(
    written: str, earliest: tuple[int, int, int], latest: tuple[int, int, int], circa: bool
) -> None:
    span = DateSpan(datetime.date(*earliest), datetime.date(*latest), circa)
    assert one(KIM | {"birth_dates": [written]}).birth_dates[0].span == span


def test_the_official_source_states_the_facts_of_a_line() -> None:
    origin = one(KIM).provenance
    assert (origin.source, origin.stated_by, origin.record) == (
        "un",
        "UN Security Council",
        "KPi.024",
    )
    assert (origin.authority, origin.edition, origin.stated_on) == ("official", EDITION, PUBLISHED)


def test_the_header_dates_each_source() -> None:
    header = HEADER | {"stated": {"un": "2025-11-30"}}
    (kim,) = read(lines(header, KIM)).parties
    assert kim.provenance.stated_on == datetime.date(2025, 11, 30)


def test_a_listing_need_not_repeat_what_the_catalogue_knows() -> None:
    listing = one(KIM | {"listings": [{"programmes": ["DPRK"], "measures": ["block"]}]}).listings[0]
    assert (listing.authority, listing.regime) == ("UN Security Council", "un")
    assert listing.measures == (Measure(kind="block"),)
    assert listing.field == "listings[0]"


def test_a_listing_without_measures_is_unstated() -> None:
    assert one(KIM | {"listings": [{}]}).listings[0].measures == (Measure(kind="unstated"),)


def test_the_first_name_is_primary_and_the_next_ones_strong_aliases() -> None:
    names = one(KIM | {"names": ["KIM YONG CHOL", "Kim Young-Chol"]}).names
    assert [(name.full, name.kind) for name in names] == [
        ("KIM YONG CHOL", "primary"),
        ("Kim Young-Chol", "strong-alias"),
    ]


def test_a_short_identifier_is_normalised_and_checked() -> None:
    (imo, inn) = one(KIM | {"identifiers": ["imo:IMO 9161003", "inn:7706107510 (ru)"]}).identifiers
    assert (imo.value, imo.raw, imo.valid) == ("9161003", "IMO 9161003", True)
    assert (inn.value, inn.country, inn.valid) == ("7706107510", "ru", True)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('{"id": "un:1", "kind": "person", "names": ["A"', "truncated"),
        ({"kind": "person", "names": ["A"]}, "'id'"),
        ({"id": "un", "kind": "person", "names": ["A"]}, "'id'"),
        ({"id": "un:1", "kind": "person"}, "'names'"),
        ({"id": "un:1", "kind": "person", "names": [" "]}, "'names'"),
        ({"id": "un:1", "kind": "ghost", "names": ["A"]}, "ghost"),
        ({"id": "un:1", "names": ["A"]}, "kind"),
        (KIM | {"id": "un:1", "birth_dates": ["last year"]}, "last year"),
        (KIM | {"id": "un:1", "birth_dates": ["1962-02-30"]}, "1962-02-30"),
        (KIM | {"id": "un:1", "identifiers": ["horoscope:77"]}, "horoscope"),
        (KIM | {"id": "un:1", "identifiers": "imo:1"}, "identifiers"),
        (KIM | {"id": "un:1", "links": ["KOMID"]}, "links[0]"),
        (KIM | {"id": "no source!:1"}, "id"),
        (KIM | {"id": "mine:1", "authority": "official"}, "official"),
        (KIM, "already"),
        ("[]", "line 3"),
    ],
)
def test_a_line_that_states_no_party_is_rejected_by_number(broken: object, why: str) -> None:
    reading = read(lines(HEADER, KIM, broken))
    assert [party.id for party in reading.parties] == ["un:KPi.024"]
    (finding,) = reading.findings
    assert finding.severity == "error"
    assert "line 3" in finding.message
    assert why in finding.message


def test_an_unknown_key_is_reported_once_and_its_value_kept() -> None:
    odd = {"shoe_size": 43, "listings": [{"colour": "red"}]}
    reading = read(lines(HEADER, KIM | odd, KIM | odd | {"id": "un:KPi.025"}))
    assert [(f.code, f.field, f.count) for f in reading.findings] == [
        ("unmapped-element", "listings.colour", 2),
        ("unmapped-element", "shoe_size", 2),
    ]
    assert [(d.label, d.value) for d in reading.parties[0].details] == [
        ("listings.colour", "red"),
        ("shoe_size", "43"),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lines(HEADER | {"version": 2}, KIM), "version 2"),
        (lines(HEADER | {"list": "not a name"}, KIM), "not a name"),
        (lines(HEADER | {"published": "soon"}, KIM), "line 1"),
        (lines(HEADER | {"parties": 2}, KIM), "announces 2 parties"),
        (lines(HEADER, KIM) + b"\n{\xff\xfe}", "line 3"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(MalformedFile, match=why):
        read(content)


def test_a_broken_header_states_no_publication_date() -> None:
    content = lines(HEADER | {"version": 2})
    file = SourceFile(name="x", content=content, modified=PUBLISHED)
    assert INTERDICT_JSONL.published(FileSet(form="interdict-jsonl", files=(file,))) is None


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b'{"format": "other"}', b"name,kind\nA,B"])
def test_other_files_are_not_claimed(content: bytes) -> None:
    file = SourceFile(name="parties.jsonl", content=content, modified=PUBLISHED)
    assert not INTERDICT_JSONL.claims(file)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    content = b"\xef\xbb\xbf" + lines(HEADER, KIM).replace(b"\n", b"\r\n") + b"\r\n\r\n"
    assert len(read(content).parties) == 1
