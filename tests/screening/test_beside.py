"""What stands beside a verdict changes no word: licences, and warnings of secondary sanctions."""

import datetime
from pathlib import Path

import msgspec
import pytest
from licence_tables import small
from ofac_editions import by_record, files_at, read_one

from interdict.lists.ofac_enhanced_xml import OFAC_ENHANCED_XML
from interdict.ownership.licences import shipped
from interdict.ownership.verdict import Verdict
from interdict.party import Detail, Measure, Party, Query
from interdict.screening.beside import Beside
from interdict.screening.result import Hit, Screening
from interdict.screening.screen import Screener, encoded
from interdict.screening.verdicts import verdicts
from interdict.screening.when import When
from interdict.snapshot.snapshot import Snapshot
from listed_parties import compiled, edition, on, party

IN_OCTOBER = datetime.date(2025, 10, 30)
LATER = datetime.date(2026, 11, 1)
VOLNA_ASKED = Query(name="Volna Energo", kind="organization")
WARNED = Detail(
    label="Secondary sanctions risk",
    value="North Korea Sanctions Regulations, sections 510.201 and 510.210",
    field="Remarks",
)
VOLNA = party(
    "ofac-sdn:7002", "organization", "VOLNA ENERGO",
    listing=msgspec.structs.replace(
        on("ofac-sdn", Measure(kind="block", text="Block"), programmes=("SDGT",)),
        listed_on=datetime.date(2024, 2, 23),
    ),
    details=(WARNED,),
)  # fmt: skip


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("beside") / "snapshot"
    contents = [edition("ofac-sdn", [VOLNA]), edition("ofac-nonsdn", [])]
    early = [
        msgspec.structs.replace(
            each, edition=msgspec.structs.replace(each.edition, published=IN_OCTOBER)
        )
        for each in contents
    ]
    return compiled(folder, *early)


def asked(listed: Snapshot, name: str, day: datetime.date = IN_OCTOBER) -> Screening:
    screener = Screener(listed, when=When(as_of=day), licences=small())
    return screener.screen(Query(name=name, kind="organization"))


def test_a_blocked_party_stays_blocked_with_its_licence_beside_it(listed: Snapshot) -> None:
    us = asked(listed, "Volna Energo").verdicts["us"]
    assert us.verdict == "blocked"
    (licence,) = us.licences
    assert licence.id == "GL 1"
    assert licence.conditions_unproven


def test_a_licence_changes_neither_words_nor_reasons(listed: Snapshot) -> None:
    with_it, after = asked(listed, "Volna Energo"), asked(listed, "Volna Energo", LATER)
    assert after.verdicts["us"].licences == ()
    for regime, verdict in with_it.verdicts.items():
        other = after.verdicts[regime]
        assert (verdict.verdict, verdict.because) == (other.verdict, other.because)
    assert [(hit.party, hit.score) for hit in with_it.hits] == [
        (hit.party, hit.score) for hit in after.hits
    ]


def test_a_hit_that_a_person_must_confirm_has_no_licence(listed: Snapshot) -> None:
    us = asked(listed, "Volna Energy").verdicts["us"]
    assert us.verdict == "review"
    assert us.licences == us.secondary_risk == ()


def test_a_warning_of_secondary_sanctions_stands_beside_the_block(listed: Snapshot) -> None:
    us = asked(listed, "Volna Energo", LATER).verdicts["us"]
    assert us.verdict == "blocked"
    (risk,) = us.secondary_risk
    assert "31 CFR 510.201" in risk.authority
    assert risk.party == "ofac-sdn:7002"


def test_the_warning_is_the_united_states_alone(listed: Snapshot) -> None:
    found = asked(listed, "Volna Energo").verdicts
    assert [regime for regime, verdict in found.items() if verdict.secondary_risk] == ["us"]


def test_an_answer_names_the_tables_and_the_day_it_used(listed: Snapshot) -> None:
    beside = asked(listed, "Volna Energo").beside
    assert beside is not None
    assert (beside.on, beside.licences) == (IN_OCTOBER, small().id)
    assert "never to be read as current" in " ".join(beside.caution)


def test_an_answer_with_nothing_beside_it_names_no_table(listed: Snapshot) -> None:
    assert asked(listed, "Anna Lindqvist").beside is None


def test_without_a_table_of_ones_own_the_shipped_one_is_asked(listed: Snapshot) -> None:
    answer = Screener(listed, when=When(as_of=IN_OCTOBER)).screen(Query(name="Volna Energo"))
    assert answer.beside is not None
    assert answer.beside.licences == shipped().id


def test_the_same_words_on_two_lists_are_one_warning() -> None:
    twin = party(
        "ofac-nonsdn:7002", "organization", "VOLNA ENERGO",
        listing=on("ofac-nonsdn", Measure(kind="sectoral-debt")), details=(WARNED,),
    )  # fmt: skip
    hits = [_hit(VOLNA), _hit(twin)]
    found = Beside(LATER, small()).verdicts({"us": Verdict(verdict="blocked")}, hits)
    assert len(found["us"].secondary_risk) == 1


def _hit(listed: Party) -> Hit:
    return Hit(
        party=listed, score=1.0, matched_name=listed.primary_name, evidence=(), confirmed=True
    )


# -- on the real list -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def consolidated(shared_data: Path) -> dict[str, Party]:
    """OFAC's non-SDN list of 8 January 2026, by uid."""
    path = shared_data / "lists" / "ofac" / "nonsdn-enhanced-xml-2026-01" / "CONS_ENHANCED.XML"
    return by_record(read_one(OFAC_ENHANCED_XML, *files_at(path)))


@pytest.mark.parametrize("uid", ["17022", "17248"], ids=["Rosneft", "Lukoil"])
def test_a_non_sdn_entry_that_also_carries_an_sdn_block_is_blocked(
    consolidated: dict[str, Party], uid: str
) -> None:
    listed = consolidated[uid]
    lists = {listing.list: listing for listing in listed.listings}
    assert {m.kind for m in lists["SDN List"].measures} == {"block"}
    assert lists["SDN List"].listed_on == datetime.date(2025, 10, 22)
    assert "block" not in {
        m.kind for m in lists["Sectoral Sanctions Identifications List"].measures
    }
    assert verdicts([_hit(listed)], (), ("us",), sample=False)["us"].verdict == "blocked"


def test_the_same_entry_without_the_sdn_block_is_restricted(shared_data: Path) -> None:
    path = shared_data / "lists" / "ofac" / "nonsdn-enhanced-xml-2024-07" / "CONS_ENHANCED.XML"
    rosneft = by_record(read_one(OFAC_ENHANCED_XML, *files_at(path)))["17022"]
    assert _us(rosneft) == "restricted"


def test_of_the_non_sdn_entries_exactly_those_with_a_block_are_blocked(
    consolidated: dict[str, Party],
) -> None:
    """86 of 442 state one; two more are on the SDN List, which itself blocks."""
    blocked = {uid for uid, each in consolidated.items() if _us(each) == "blocked"}
    on_sdn = {
        uid for uid, each in consolidated.items() if "SDN List" in {x.list for x in each.listings}
    }
    assert blocked == on_sdn
    assert len(blocked) == 88


def test_rosneft_in_october_2025_stays_blocked_beside_its_licences(
    consolidated: dict[str, Party],
) -> None:
    hits = [_hit(consolidated["17022"])]
    us = verdicts(hits, (), ("us",), sample=False)
    found = Beside(IN_OCTOBER).verdicts(us, hits)["us"]
    assert found.verdict == "blocked"
    assert [each.id for each in found.licences] == ["OFAC GL 124A", "OFAC GL 126", "OFAC GL 127"]
    assert {risk.id for risk in found.secondary_risk} == {
        "ukraine-russia", "russia-section-11", "russia-blocked",
    }  # fmt: skip


def _us(listed: Party) -> str:
    return verdicts([_hit(listed)], (), ("us",), sample=False)["us"].verdict


def test_a_replay_gives_the_day_of_the_answer(listed: Snapshot) -> None:
    """What stands beside a verdict is of a day; the same day gives the same bytes."""
    first, again, later = (
        encoded(Screener(listed, when=When(today=day), licences=small()).screen(VOLNA_ASKED))
        for day in (IN_OCTOBER, IN_OCTOBER, LATER)
    )
    assert first == again != later
