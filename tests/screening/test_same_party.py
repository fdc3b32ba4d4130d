"""What a hit's other records on other lists do to the answer: they open a review, no more."""

from pathlib import Path

import pytest

from interdict.party import Identifier, Measure, Query
from interdict.screening.policy import Policy
from interdict.screening.result import Screening
from interdict.screening.screen import Screener, screen
from interdict.snapshot.snapshot import Snapshot
from listed_parties import compiled, edition, on, party
from printed_records import numbered

BLOCK = Measure(kind="block", text="asset freeze")
INN = numbered("inn:7707083893")
IMO = "9234563"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A ship that two lists name differently, a company that two lists spell differently, and a
    company whose record on another list is only proposed to be the same."""
    ours = [
        party("ofac-sdn:1", "vessel", "GREY HERON", identifiers=(numbered(f"imo:{IMO}"),)),
        party("ofac-sdn:2", "organization", "VOLNA ENERGO", identifiers=(INN,)),
        party("ofac-sdn:3", "organization", "OSTROV BANK"),
        *(party(f"ofac-sdn:{n}", "organization", f"ZARYA {n}") for n in range(100, 140)),
    ]
    freeze = on("eu", BLOCK)
    theirs = [
        party(
            "eu:1", "vessel", "SUN RISE SEVEN", listing=freeze,
            identifiers=(numbered(f"imo:{IMO}"),),
        ),
        party(
            "eu:2", "organization", "Volna-Energija Concern", ("VOLNA ENERGO", "strong-alias"),
            listing=freeze, identifiers=(INN,),
        ),
        party("eu:3", "organization", "OSTROV BANK", listing=freeze),
    ]  # fmt: skip
    folder: Path = tmp_path_factory.mktemp("joined") / "snapshot"
    return compiled(folder, edition("ofac-sdn", ours), edition("eu", theirs))


def heron(snapshot: Snapshot, **how: object) -> Screening:
    policy = Policy(**how)  # type: ignore[arg-type]
    return screen(snapshot, Query(name="Grey Heron", kind="vessel"), policy)


def test_a_regime_is_not_silent_where_the_same_party_stands_on_its_list(
    snapshot: Snapshot,
) -> None:
    answer = heron(snapshot)
    assert [hit.party.id for hit in answer.hits] == ["ofac-sdn:1"]
    assert answer.hits[0].confirmed
    assert answer.verdicts["us"].verdict == "blocked"
    assert answer.verdicts["eu"].verdict == "review"
    assert (
        "the same party as ofac-sdn:1 (the same IMO ship number 9234563)"
        in (answer.verdicts["eu"].because[0])
    )


def test_it_blocks_only_where_it_matches_by_itself(snapshot: Snapshot) -> None:
    """By its own IMO number the EU's record is an exact hit."""
    number = Identifier(kind="imo", value=IMO, valid=True)
    answer = screen(snapshot, Query(identifiers=(number,)))
    assert {hit.party.id for hit in answer.hits} == {"ofac-sdn:1", "eu:1"}
    assert {hit.cluster for hit in answer.hits} == {"eu:1"}
    assert answer.same_party == ()
    assert answer.verdicts["eu"].verdict == "blocked"


def test_what_is_only_proposed_changes_no_verdict(snapshot: Snapshot) -> None:
    proposed = {(join.one, join.other) for join in snapshot.clustering().proposals}
    assert ("eu:3", "ofac-sdn:3") in proposed
    answer = screen(snapshot, Query(name="Ostrov Bank", kind="organization"))
    assert len({hit.cluster for hit in answer.hits}) == 2
    assert answer.same_party == ()


def test_a_list_out_of_scope_says_nothing(snapshot: Snapshot) -> None:
    answer = heron(snapshot, lists=("ofac-sdn",))
    assert answer.same_party == ()
    assert answer.verdicts["eu"].verdict == "unknown"


def test_a_hit_alone_is_its_own_cluster(snapshot: Snapshot) -> None:
    (hit,) = screen(snapshot, Query(name="Zarya 120", kind="organization")).hits[:1]
    assert hit.cluster == hit.party.id


def test_hits_that_the_limit_hides_still_bring_their_records(snapshot: Snapshot) -> None:
    assert [r.party.id for r in heron(snapshot, limit=1).same_party] == ["eu:1"]


def test_the_answer_is_the_same_alone_and_in_bulk(snapshot: Snapshot) -> None:
    screener = Screener(snapshot)
    queries = [
        Query(name=n, kind="vessel") for n in ("Grey Heron", "Nobody At All", "Sun Rise Seven")
    ]
    bulk = [
        screener.screening(query, hits)
        for query, hits in zip(queries, screener.hits(queries), strict=True)
    ]
    assert bulk == [screener.screen(query) for query in queries]
