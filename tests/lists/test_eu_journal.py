"""The EU's acts as tables: one edition of all, ids of their own, notices that change nothing."""

import csv
import io
import random
from collections import Counter
from pathlib import Path

import pytest
from eu_acts import DAY, HEADER, act_file, fixture, one, person, read
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile, UsageError
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.eu_csv import ACT, read_acts
from interdict.lists.eu_ids import ids
from interdict.lists.eu_journal import EU_JOURNAL
from interdict.lists.files import open_files
from interdict.lists.intake import recognise
from interdict.party import Party

ACTS = ("32014R0269.csv", "32014R0833.csv", "32006R0765.csv")
NOTICE = "32026R9001.csv"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(*map(fixture, ACTS))


@pytest.fixture(scope="module")
def parties(reading: Reading) -> dict[str, Party]:
    return {party.id: party for party in reading.parties}


def codes(reading: Reading) -> Counter[str]:
    return Counter(finding.code for finding in reading.findings)


# -- recognising ---------------------------------------------------------------------------


def test_recognised_by_columns_whatever_the_name() -> None:
    ((connector, files),) = recognise([fixture(name) for name in ACTS])
    assert connector is EU_JOURNAL
    assert len(files.files) == 3


def test_a_broken_file_is_still_claimed() -> None:
    """So that the reader can say what is missing, and no other form takes it for a table."""
    header = tuple(column for column in HEADER if column not in ("measure", ACT))
    broken = act_file("x.csv", person("1", "A B"), header=header)
    assert EU_JOURNAL.claims(broken)


@pytest.mark.parametrize(
    "content",
    [b"name,measure,country\nA,block,ru\n", b"<html><body>Not found</body></html>", b"", b"\0\1\2"],
)
def test_other_files_are_not_claimed(content: bytes) -> None:
    assert not EU_JOURNAL.claims(SourceFile(name="x.csv", content=content, modified=DAY))


# -- nothing lost --------------------------------------------------------------------------


def test_every_entry_becomes_a_party(reading: Reading) -> None:
    assert (reading.records, len(reading.parties), reading.rejected) == (13, 13, 0)


def test_every_cell_is_somewhere_in_its_party(shared_data: Path) -> None:
    """Words of every cell of the real files are found again in the party."""
    folder = shared_data / "lists/eu/official-journal-2026-08-22/consolidated"
    sample = [folder / f"{act}.csv" for act in ("32002R0881", "32017R1509", "32018R1542")]
    files = open_files(sample)
    read_parties = {party.provenance.record: repr(party) for party in read(*files).parties}
    rows = [row for file in sorted(files, key=lambda f: f.name) for row in read_acts(file).rows]
    for row, native in zip(rows, ids(rows), strict=True):
        shown = read_parties[native].replace("\\'", "'")
        for column in ("name", "alias", "reason", "notes", "position", "address", "birthPlace"):
            for word in row.cells.get(column, "").replace('"', " ").replace(";", " ").split():
                bare = word.strip("(),.:/–-")
                assert bare in shown or repr(bare)[1:-1] in shown, (native, column, word)


@pytest.mark.parametrize("name", ["", " ", "..."])
def test_an_entry_that_names_nobody_is_rejected_with_a_finding(name: str) -> None:
    reading = read(act_file("a.csv", person("1", name), person("2", "A B"), person("3", "C D")))
    assert (reading.records, len(reading.parties), reading.rejected) == (3, 2, 1)
    assert [f.code for f in reading.findings if f.severity == "error"] == ["no-name"]


def test_a_row_with_too_many_cells_is_rejected_with_a_finding() -> None:
    good = act_file("a.csv", *(person(str(n), f"Test Number{n}") for n in range(5)))
    content = good.content + good.content.splitlines()[1] + b",more\n"
    reading = read(SourceFile(name="a.csv", content=content, modified=DAY))
    assert (reading.records, len(reading.parties), reading.rejected) == (6, 5, 1)
    assert codes(reading)["unusable-row"] == 1


def test_a_column_that_nobody_mapped_is_kept_and_reported_once() -> None:
    rows = [person(str(n), f"Test Number{n}", eyeColour="brown") for n in range(3)]
    reading = read(act_file("a.csv", *rows, header=(*HEADER, "eyeColour")))
    assert [f.field for f in reading.findings if f.code == "unmapped-element"] == ["eyeColour"]
    assert all(("eyeColour", "brown") in [(d.label, d.value) for d in p.details]
               for p in reading.parties)  # fmt: skip


# -- ids -----------------------------------------------------------------------------------


def test_an_id_says_act_annex_and_number(parties: dict[str, Party]) -> None:
    assert parties["eu:32014R0269-I.PERSONS-1"].primary_name == "Darius Viktorovich EXAMPLI"
    assert parties["eu:32014R0269-I.ENTITIES-1"].kind == "organization"


def test_entries_without_a_number_have_the_hash_of_what_lists_them(
    parties: dict[str, Party],
) -> None:
    names = {party.primary_name for id, party in parties.items() if id.count("-") == 1}
    assert names == {"Musterbank", "PROBENEFT", "OJSC Probezavod"}


def test_a_repeated_number_loses_nobody_and_gives_both_ids_of_their_own() -> None:
    reading = read(act_file("a.csv", person("1", "Anna ONE"), person("1", "Berta TWO")))
    assert len({party.id for party in reading.parties}) == 2
    assert codes(reading)["repeated-record-id"] == 1


def test_only_entries_that_agree_in_everything_are_one() -> None:
    twins = [person("", "Anna ONE", birthDate=day) for day in ("1.2.1960", "3.4.1970", "3.4.1970")]
    reading = read(act_file("a.csv", *twins))
    assert (len(reading.parties), reading.rejected) == (2, 1)
    assert codes(reading)["duplicate-record"] == 1


_ROWS = st.lists(
    st.builds(
        person,
        st.sampled_from(["", "1", "2", "5 (a)", "5(a)"]),
        st.sampled_from(["Anna ONE", "Berta TWO", "Carl THREE"]),
        annex=st.sampled_from(["I.PERSONS", "I.ENTITIES"]),
        birthDate=st.sampled_from(["", "1960", "1.2.1970"]),
    ),
    min_size=1,
    max_size=12,
)


@given(rows=_ROWS, seed=st.integers())
def test_ids_do_not_depend_on_the_order_of_rows(rows: list[dict[str, str]], seed: int) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311 - an order, no secret
    one_way, other = read(act_file("a.csv", *rows)), read(act_file("a.csv", *shuffled))
    said = {party.id: (party.names, party.birth_dates) for party in one_way.parties}
    assert said == {party.id: (party.names, party.birth_dates) for party in other.parties}
    assert one_way.records == len(rows) == len(one_way.parties) + one_way.rejected
    errors = [f for f in one_way.findings if f.severity == "error"]
    assert len(errors) == one_way.rejected


# -- facts ---------------------------------------------------------------------------------


def test_a_person_in_full(parties: dict[str, Party]) -> None:
    person = parties["eu:32014R0269-I.PERSONS-1"]
    assert [(name.full, name.kind, name.script) for name in person.names] == [
        ("Darius Viktorovich EXAMPLI", "primary", "Latn"),
        ("Дариус Викторович ЭКЗАМПЛИ", "strong-alias", "Cyrl"),
        ("Darius EXAMPLEY", "strong-alias", "Latn"),
        ("Дарiус ЕКЗАМПЛI", "strong-alias", "Cyrl"),
    ]
    assert [str(born.span) for born in person.birth_dates] == ["1972-11-26", "1973-11-26"]
    assert [(place.full, place.country) for place in person.birth_places] == [
        ("Testograd, USSR (now Russian Federation)", "ru")
    ]
    assert [fact.code for fact in person.countries] == ["ru", "ua"]
    assert person.positions == ("Director", "Member of the Example Council")
    assert [(i.kind, i.value, i.country) for i in person.identifiers] == [
        ("passport", "753129173", "ru"),
        ("tax-id", "500100732259", ""),
    ]
    assert (person.gender, person.remarks) == ("male", "Brother of Nobody")


def test_a_company_in_full(parties: dict[str, Party]) -> None:
    """A registration number is an OGRN where address and check digit prove it."""
    company = parties["eu:32014R0269-I.ENTITIES-1"]
    assert [(i.kind, i.value) for i in company.identifiers] == [
        ("ogrn", "1027700132195"),
        ("inn", "7707083893"),
        ("phone", "74950000001"),
        ("email", "info@beispiel.example"),
        ("website", "beispiel.example"),
    ]
    assert company.addresses[0].country == "ru"
    assert ("founded", "1.5.1999") in [(d.label, d.value) for d in company.details]


def test_an_owner_s_imo_number_is_not_a_ship_s(parties: dict[str, Party]) -> None:
    """Companies count in a number space of their own: neither invalid nor a vessel's."""
    (owner,) = parties["eu:32014R0269-I.ENTITIES-2"].identifiers
    (ship,) = parties["eu:32014R0833-XLII-1"].identifiers
    assert (owner.kind, owner.valid) == ("company-imo", True)
    assert (ship.kind, ship.value, ship.valid) == ("imo", "9074729", True)


def test_a_vessel_keeps_its_former_name(parties: dict[str, Party]) -> None:
    vessel = parties["eu:32014R0833-XLII-1"]
    assert vessel.kind == "vessel"
    assert [(n.full, n.kind) for n in vessel.names][1:] == [("NS Example", "former")]


def test_the_listing_says_since_when_under_what_and_why(parties: dict[str, Party]) -> None:
    (listing,) = parties["eu:32014R0269-I.PERSONS-1"].listings
    assert (listing.programmes, str(listing.listed_on)) == (("EU-UKR",), "2014-03-17")
    assert listing.legal_basis[0] == "Regulation (EU) No 269/2014, Annex I.PERSONS"
    assert listing.reason == "Darius Exampli invented an example."
    assert listing.regime == "eu"


def test_unreadable_values_are_kept_and_reported() -> None:
    reading = read(
        act_file(
            "a.csv",
            person("1", "A B", birthDate="unknown", nationality="Atlantean", gender="robot",
                   startDate="soon", passportNumber="never issued", schema="Spaceship"),
        )
    )  # fmt: skip
    assert {"unreadable-date", "unreadable-country", "unknown-gender", "unreadable-number",
            "unknown-kind"} <= {*codes(reading)}  # fmt: skip
    kept = {detail.value for detail in reading.parties[0].details}
    assert {"unknown", "Atlantean", "robot", "soon", "never issued", "Spaceship"} <= kept
    assert reading.parties[0].kind == "unknown"


def test_a_listing_dated_after_its_edition_is_kept_and_reported() -> None:
    reading = read(act_file("a.csv", person("1", "A B", startDate="1.1.2030")))
    assert codes(reading)["date-ahead"] == 1
    assert str(reading.parties[0].listings[0].listed_on) == "2030-01-01"


def test_a_weak_alias_and_a_former_name_keep_their_kind() -> None:
    party = one(weakAlias="Abu Test; Abou Test", previousName="Proba EXAMPLI")
    kinds = {name.full: name.kind for name in party.names}
    assert kinds["Abu Test"] == "weak-alias"
    assert kinds["Proba EXAMPLI"] == "former"


# -- measures ------------------------------------------------------------------------------


def test_a_freeze_a_loan_ban_and_a_port_ban_are_three_measures(parties: dict[str, Party]) -> None:
    found = {id: party.listings[0].measures[0].kind for id, party in parties.items()}
    assert found["eu:32014R0269-I.PERSONS-1"] == "block"
    assert found["eu:32014R0833-III-1"] == "finance-ban"
    assert found["eu:32014R0833-XIX.A-1"] == "transaction-ban"
    assert found["eu:32014R0833-IV-7"] == "trade-ban"
    assert found["eu:32014R0833-XLII-1"] == "port-ban"


def test_an_annex_that_is_not_in_the_table_is_never_guessed() -> None:
    rows = [
        person("1", "A B", annex="XCIX", measure="Financial restrictions"),
        person("2", "C D", annex="XCIX", measure=""),
    ]
    reading = read(act_file("a.csv", *rows))
    measures = [party.listings[0].measures[0] for party in reading.parties]
    assert [measure.kind for measure in measures] == ["other", "unstated"]
    assert measures[0].text.startswith("Financial restrictions")
    assert codes(reading)["unknown-annex"] == 2


# -- one edition of all acts -----------------------------------------------------------------


def test_files_given_in_any_order_are_one_edition() -> None:
    files = [fixture(name) for name in ACTS]
    (one_way,) = EU_JOURNAL.assemble(files)
    (other,) = EU_JOURNAL.assemble(files[::-1])
    assert one_way.content_id == other.content_id


def test_a_new_act_replaces_its_own_and_keeps_all_others() -> None:
    (kept,) = EU_JOURNAL.assemble([fixture(name) for name in ACTS])
    new = act_file("new.csv", person("1", "Only ONE"))
    (came,) = EU_JOURNAL.assemble([new])
    whole = EU_JOURNAL.completed(came, kept.files)
    assert {file.name for file in whole.files} == {"new.csv", *ACTS[1:]}
    (reading,) = EU_JOURNAL.read(whole, ReadRequest(edition="e", published=DAY))
    by_act = Counter(EU_JOURNAL.part_of(party) for party in reading.parties)
    assert by_act == {"32014R0269": 1, "32014R0833": 7, "32006R0765": 2}


def test_acts_loaded_one_by_one_are_the_edition_loaded_at_once() -> None:
    (at_once,) = EU_JOURNAL.assemble([fixture(name) for name in ACTS])
    kept: tuple[SourceFile, ...] = ()
    for name in ACTS:
        (came,) = EU_JOURNAL.assemble([fixture(name)])
        kept = EU_JOURNAL.completed(came, kept).files
    assert tuple(file.sha256 for file in kept) == tuple(file.sha256 for file in at_once.files)


def test_of_a_file_with_several_acts_only_the_replaced_one_goes() -> None:
    other = {ACT: "32006R0765", "annex": "I.A", "programKey": "EU-BLR"}
    both = act_file("both.csv", person("1", "Old ONE"), person("2", "Kept TWO", **other))
    (came,) = EU_JOURNAL.assemble([act_file("new.csv", person("1", "New ONE"))])
    whole = EU_JOURNAL.completed(came, [both])
    (reading,) = EU_JOURNAL.read(whole, ReadRequest(edition="e", published=DAY))
    assert {party.primary_name for party in reading.parties} == {"New ONE", "Kept TWO"}
    assert reading.records == 2


def test_an_act_that_lists_nobody_any_more_is_known_by_its_file_s_name() -> None:
    (came,) = EU_JOURNAL.assemble([act_file("32006R0765.csv")])
    whole = EU_JOURNAL.completed(came, [fixture("32006R0765.csv"), fixture("32014R0269.csv")])
    (reading,) = EU_JOURNAL.read(whole, ReadRequest(edition="e", published=DAY))
    assert {EU_JOURNAL.part_of(party) for party in reading.parties} == {"32014R0269"}


_LOADS = st.lists(
    st.lists(st.sampled_from(["32006R0765", "32014R0269", "32014R0833"]), min_size=1, unique=True),
    min_size=1,
    max_size=6,
)


@given(loads=_LOADS)
def test_whatever_was_loaded_each_act_is_as_it_last_came(loads: list[list[str]]) -> None:
    kept: tuple[SourceFile, ...] = ()
    last: dict[str, str] = {}
    for number, acts in enumerate(loads):
        last |= dict.fromkeys(acts, f"Came {number}")
        files = [act_file(f"{act}.csv", person("1", last[act], celex=act)) for act in acts]
        (came,) = EU_JOURNAL.assemble(files)
        kept = EU_JOURNAL.completed(came, kept).files
    whole = EU_JOURNAL.completed(came, kept)
    (reading,) = EU_JOURNAL.read(whole, ReadRequest(edition="e", published=DAY))
    assert {EU_JOURNAL.part_of(party): party.primary_name for party in reading.parties} == last


def test_acts_without_an_entry_are_no_copies_of_each_other() -> None:
    """Their files are one header; each empties the act of its name."""
    files = [act_file(f"{act}.csv") for act in ("32006R0765", "32014R0833")]
    ((_, came),) = recognise([*files, act_file("a.csv", person("1", "A B"))])
    whole = EU_JOURNAL.completed(came, [fixture(name) for name in ACTS])
    (reading,) = EU_JOURNAL.read(whole, ReadRequest(edition="e", published=DAY))
    assert {EU_JOURNAL.part_of(party) for party in reading.parties} == {"32014R0269"}
    assert EU_JOURNAL.parts(whole) == {"32006R0765", "32014R0833", "32014R0269"}


def test_a_copy_of_a_file_counts_once() -> None:
    files = [act_file(name, person("1", "A B")) for name in ("a.csv", "b.csv")]
    ((_, came),) = recognise(files)
    assert len(came.files) == 1


@pytest.mark.parametrize("name", ["again.csv", "32014R0269.csv"])
def test_two_files_of_one_act_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="nothing says which is newer"):
        read(fixture("32014R0269.csv"), act_file(name, person("1", "A B")))


def test_acts_that_were_never_loaded_are_named(reading: Reading) -> None:
    """Whom they list is not found, and nobody may take that for "not listed"."""
    assert "Regulation (EU) 2017/1509" in reading.missing
    assert "Regulation (EU) No 269/2014" not in reading.missing
    assert codes(reading)["missing-acts"] == 1


# -- notices -------------------------------------------------------------------------------


def test_a_notice_changes_nobody_and_says_what_it_announces(reading: Reading) -> None:
    noticed = read(*(fixture(name) for name in (*ACTS, NOTICE)))
    assert [p.id for p in noticed.parties] == [p.id for p in reading.parties]
    assert noticed.records == reading.records
    (finding,) = [f for f in noticed.findings if f.code == "amendment-notice"]
    assert (finding.severity, finding.count, finding.record) == ("warning", 2, "32014R0269")
    assert "Nova NOVAKOVA" in finding.message


def test_notices_alone_are_refused_with_the_reason() -> None:
    with pytest.raises(MalformedFile, match="without saying whether each is added"):
        EU_JOURNAL.assemble([fixture(NOTICE)])


def test_a_notice_stays_until_its_act_comes_again() -> None:
    (kept,) = EU_JOURNAL.assemble([fixture(name) for name in (*ACTS, NOTICE)])
    (other,) = EU_JOURNAL.assemble([act_file("x.csv", *[
        person("1", "A B", celex="32006R0765", annex="I.A")])])  # fmt: skip
    assert NOTICE in {f.name for f in EU_JOURNAL.completed(other, kept.files).files}
    (amended,) = EU_JOURNAL.assemble([act_file("y.csv", person("1", "A B"))])
    assert NOTICE not in {f.name for f in EU_JOURNAL.completed(amended, kept.files).files}


# -- bad files -----------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["celex", "measure", "annex", "name", "alias", "imoNumber"])
def test_a_file_without_a_needed_column_is_refused(column: str) -> None:
    header = tuple(each for each in HEADER if each != column)
    with pytest.raises(MalformedFile, match=f"no column {column}"):
        read(act_file("a.csv", person("1", "A B"), header=header))


def test_a_column_that_is_not_needed_is_missed_aloud() -> None:
    header = tuple(each for each in HEADER if each != "email")
    reading = read(act_file("a.csv", person("1", "A B"), header=header))
    assert codes(reading)["missing-column"] == 1


def test_columns_in_another_order_are_read_the_same() -> None:
    rows = [person("1", "Anna ONE", alias="Ann", birthDate="1960")]
    one_way = read(act_file("a.csv", *rows))
    other = read(act_file("a.csv", *rows, header=HEADER[::-1]))
    assert one_way.parties[0].names == other.parties[0].names


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_that_a_spreadsheet_saved_again_is_read_the_same(encoding: str) -> None:
    """With semicolons, a byte order mark and other line ends."""
    original = fixture("32014R0269.csv")
    rows = list(csv.reader(io.StringIO(original.content.decode())))
    again = io.StringIO()
    csv.writer(again, delimiter=";", lineterminator="\r\n").writerows(rows)
    saved = SourceFile(name="a.csv", content=again.getvalue().encode(encoding), modified=DAY)
    assert EU_JOURNAL.claims(saved)
    one_way, other = read(original), read(saved)
    assert [(p.id, p.names) for p in one_way.parties] == [(p.id, p.names) for p in other.parties]


def test_swapped_headers_are_refused() -> None:
    """Numbers where the act should stand: no row can be placed."""
    swapped = {"celex": "recordId", "recordId": "celex"}
    header = tuple(swapped.get(column, column) for column in HEADER)
    good = act_file("a.csv", *(person(str(n), f"Test {n}") for n in range(4)))
    lines = good.content.decode().splitlines(keepends=True)
    content = "".join([",".join(header) + "\n", *lines[1:]]).encode()
    with pytest.raises(MalformedFile, match="4 of 4 rows cannot be read"):
        read(SourceFile(name="a.csv", content=content, modified=DAY))


@pytest.mark.parametrize("part", [0.3, 0.55, 0.8, 0.97])
def test_a_truncated_file_is_refused(part: float) -> None:
    content = fixture("32014R0833.csv").content
    cut = content[: int(len(content) * part)]
    if cut.endswith(b"\n"):
        cut = cut[:-5]
    with pytest.raises(MalformedFile):
        read(SourceFile(name="a.csv", content=cut, modified=DAY))


def test_a_file_saved_in_another_encoding_is_refused() -> None:
    content = fixture("32014R0269.csv").content
    mixed = content + "32014R0269,9,é".encode("latin-1")
    with pytest.raises(MalformedFile, match="mixes encodings"):
        read(SourceFile(name="a.csv", content=mixed, modified=DAY))


# -- the real files ------------------------------------------------------------------------


def test_the_real_acts_lose_nothing(shared_data: Path) -> None:
    """Every row of every act is one party with an id of its own, under a known measure."""
    folder = shared_data / "lists/eu/official-journal-2026-08-22/consolidated"
    paths = sorted(folder.glob("*.csv"))
    rows: Counter[str] = Counter()
    for path in paths:
        with path.open(encoding="utf-8", newline="") as opened:
            rows.update(row[ACT] for row in csv.DictReader(opened))
    reading = read(*open_files(paths))
    assert Counter(EU_JOURNAL.part_of(party) for party in reading.parties) == rows
    assert (reading.records, reading.rejected) == (rows.total(), 0)
    assert len({party.id for party in reading.parties}) == rows.total() == 8_017
    assert reading.missing == ()
    assert codes(reading)["unknown-annex"] == 0
    ships = [i for p in reading.parties for i in p.identifiers if i.kind == "imo"]
    owners = [i for p in reading.parties for i in p.identifiers if i.kind == "company-imo"]
    assert (len(ships), len(owners)) == (707, 58)
    assert all(number.valid for number in (*ships, *owners))


def test_the_real_notices_are_kept_as_notices(shared_data: Path) -> None:
    folder = shared_data / "lists/eu/official-journal-2026-08-22"
    paths = [*folder.glob("consolidated/*.csv"), *folder.glob("amendments/*.csv")]
    reading = read(*open_files(sorted(paths)))
    assert len(reading.parties) == 8_017
    notices = [f for f in reading.findings if f.code == "amendment-notice"]
    assert sum(finding.count for finding in notices) == 417
