"""Queries in, hits with evidence and verdicts out; the same answer alone or in bulk."""

import datetime
import itertools
import lzma
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interdict.dates import span
from interdict.errors import QueryError
from interdict.matching.matcher import compare, may_be, qualify, read_asked, score
from interdict.party import Identifier, Kind, Query, Regime
from interdict.screening.policy import DEFAULT_THRESHOLD, Policy, Thresholds
from interdict.screening.result import Hit, Screening
from interdict.screening.screen import (
    Screener,
    check,
    encoded,
    screen,
    screen_many,
    with_implied,
)
from interdict.screening.when import When
from interdict.snapshot.snapshot import Snapshot
from interdict.text import MAXIMUM_LENGTH
from listed_parties import IMO, INN, PASSPORT, WALLET, compiled, edition, party
from name_lists import MUTATIONS, name_pairs, names

EVERYTHING = Policy(threshold=0.5)


def found(snapshot: Snapshot, query: Query, policy: Policy | None = None) -> dict[str, Hit]:
    """Hits by party id."""
    return {hit.party.id: hit for hit in screen(snapshot, query, policy or Policy()).hits}


def verdict(answer: Screening, regime: Regime) -> str:
    return answer.verdicts[regime].verdict


# -- hits ----------------------------------------------------------------------------------


def test_hits_come_best_first_ties_by_verdict_then_by_party_id(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Zarya Maritime 10"), EVERYTHING)
    order = [(-hit.score, hit.party.id) for hit in answer.hits]
    assert order == sorted(order)
    assert answer.hits[0].party.id == "ofac-sdn:710"
    twice = screen(snapshot, Query(name="Volna Energo", kind="organization"))
    assert [(hit.party.id, hit.score) for hit in twice.hits] == [
        ("ofac-sdn:2", 1.0),  # blocked
        ("ofac-nonsdn:2", 1.0),  # restricted
    ]


def test_the_limit_cuts_and_says_how_many_there_were(snapshot: Snapshot) -> None:
    query = Query(name="Zarya Maritime")
    everything = screen(snapshot, query, Policy(threshold=0.5, limit=100))
    assert everything.hits_in_all == len(everything.hits) == 30
    some = screen(snapshot, query, Policy(threshold=0.5, limit=7))
    assert some.hits == everything.hits[:7]
    assert some.hits_in_all == 30


def test_a_score_is_the_sum_of_its_evidence(snapshot: Snapshot) -> None:
    query = Query(
        name="Borys Petrenko", kind="person", birth=span(1952), countries=("ru",), gender="female"
    )
    (hit,) = found(snapshot, query).values()
    assert hit.score == pytest.approx(sum(piece.points for piece in hit.evidence))
    assert {piece.feature for piece in hit.evidence} >= {"birth_date", "country", "gender"}
    assert all(piece.says for piece in hit.evidence)
    assert hit.says


def test_nobody_is_found_where_nobody_is_listed(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Anna Lindqvist"))
    assert answer.hits == ()
    assert answer.hits_in_all == 0


@pytest.mark.parametrize(
    ("kind", "hit"),
    [(None, True), ("organization", True), ("unknown", True), ("person", False), ("vessel", False)],
)
def test_only_parties_that_may_be_of_the_asked_kind_are_found(
    snapshot: Snapshot, kind: Kind | None, hit: bool
) -> None:
    assert ("ofac-sdn:2" in found(snapshot, Query(name="Volna Energo", kind=kind))) is hit


def test_another_script_is_found_without_its_spelling_on_the_list(snapshot: Snapshot) -> None:
    assert "ofac-sdn:1" in found(snapshot, Query(name="Борис Петренко", kind="person"))


@pytest.mark.parametrize(
    ("identifier", "party_id"),
    [(PASSPORT, "ofac-sdn:1"), (INN, "ofac-sdn:2"), (IMO, "ofac-sdn:4"), (WALLET, "ofac-sdn:6")],
)
@pytest.mark.parametrize("name", ["", "Somebody Else"])
def test_an_exact_identifier_finds_its_party_under_any_name_or_none(
    snapshot: Snapshot, identifier: Identifier, party_id: str, name: str
) -> None:
    hits = found(snapshot, Query(name=name, identifiers=(identifier,)))
    assert list(hits) == [party_id]
    assert hits[party_id].confirmed


def test_an_unknown_identifier_alone_finds_nobody(snapshot: Snapshot) -> None:
    ship = Identifier(kind="imo", value="9187629")
    answer = screen(snapshot, Query(identifiers=(ship,)))
    assert answer.hits == ()


def test_the_number_of_another_ship_pulls_a_namesake_away(snapshot: Snapshot) -> None:
    other = Identifier(kind="imo", value="9187629", valid=True)
    assert "ofac-sdn:4" in found(snapshot, Query(name="Grey Heron", kind="vessel"))
    assert not found(snapshot, Query(name="Grey Heron", kind="vessel", identifiers=(other,)))


def test_a_value_of_another_kind_of_identifier_proves_nothing(snapshot: Snapshot) -> None:
    phone = Identifier(kind="phone", value=IMO.value)
    assert not found(snapshot, Query(identifiers=(phone,)))


# -- policy --------------------------------------------------------------------------------


def test_thresholds_hold_per_kind_and_a_lists_own_comes_first(snapshot: Snapshot) -> None:
    query = Query(name="Volna Energy Bereg")
    scores = {party_id: hit.score for party_id, hit in found(snapshot, query, EVERYTHING).items()}
    assert set(scores) == {"ofac-sdn:2", "ofac-nonsdn:2"}
    (score,) = set(scores.values())
    assert 0.5 <= score < 0.95

    def kept(**thresholds: dict[str, float]) -> list[str]:
        policy = Policy(threshold=0.5, thresholds=Thresholds(**thresholds))  # type: ignore[arg-type]
        return sorted(found(snapshot, query, policy))

    assert kept(kind={"organization": 0.95}) == []
    assert kept(kind={"person": 0.95}) == sorted(scores)
    assert kept(list={"ofac-sdn": 0.95}) == ["ofac-nonsdn:2"]
    assert kept(kind={"organization": 0.95}, list={"ofac-sdn": 0.5}) == ["ofac-sdn:2"]


def test_a_lists_lower_threshold_reaches_below_the_default(snapshot: Snapshot) -> None:
    query = Query(name="Volna Energy Bereg")
    (score, *_) = [hit.score for hit in found(snapshot, query, EVERYTHING).values()]
    high = Policy(threshold=0.99, thresholds=Thresholds(list={"ofac-sdn": score}))
    assert list(found(snapshot, query, high)) == ["ofac-sdn:2"]


def test_only_lists_in_scope_are_searched_and_covered(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Volna Energo"), Policy(lists=("ofac-nonsdn", "un")))
    assert [hit.party.id for hit in answer.hits] == ["ofac-nonsdn:2"]
    assert {piece.list for piece in answer.coverage} == {"ofac-nonsdn", "un"}
    by_number = Query(identifiers=(INN,))
    assert not screen(snapshot, by_number, Policy(lists=("un",))).hits


def test_a_weak_alias_alerts_where_the_policy_lets_it(snapshot: Snapshot) -> None:
    """OFAC advises against it, so by default only the UN's entry of the same person alerts."""
    query = Query(name="Abu Karim", kind="person")
    assert set(found(snapshot, query)) == {"un:QDi.902"}
    everywhere = Policy(weak_aliases_alert={"us": True})
    assert set(found(snapshot, query, everywhere)) == {"un:QDi.902", "ofac-sdn:5"}
    nowhere = Policy(weak_aliases_alert={"us": False, "un": False})
    assert not found(snapshot, query, nowhere)


@pytest.mark.parametrize(("year", "hit"), [(1969, True), (1988, False)])
def test_a_weak_alias_corroborates_an_agreeing_birth_date(
    snapshot: Snapshot, year: int, hit: bool
) -> None:
    query = Query(name="Abu Karim", kind="person", birth=span(year))
    assert ("ofac-sdn:5" in found(snapshot, query)) is hit


def test_a_weak_alias_never_blocks(snapshot: Snapshot) -> None:
    query = Query(name="Abu Karim", kind="person", birth=span(1969))
    answer = screen(snapshot, query)
    assert not any(hit.confirmed for hit in answer.hits)
    assert verdict(answer, "us") == verdict(answer, "un") == "review"


# -- queries that cannot be screened -------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["", " ", "...", "!?", "😀😀", "\u200d\u202e", "x" * (MAXIMUM_LENGTH + 1), "a" * 100_000],
)
def test_a_hopeless_name_is_refused_with_the_reason(snapshot: Snapshot, name: str) -> None:
    with pytest.raises(QueryError, match=r"characters|no letter or digit"):
        screen(snapshot, Query(name=name))
    with pytest.raises(QueryError):
        list(screen_many(snapshot, [Query(name="Rosneft"), Query(name=name)]))


def test_a_hopeless_name_with_an_identifier_is_refused_too(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError):
        screen(snapshot, Query(name="!!!", identifiers=(IMO,)))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.sampled_from([None, "person", "organization", "vessel"]))
def test_any_other_text_is_screened(snapshot: Snapshot, name: str, kind: Kind | None) -> None:
    query = Query(name=name, kind=kind)
    try:
        answer = screen(snapshot, query)
    except QueryError:
        return
    assert all(DEFAULT_THRESHOLD <= hit.score <= 1.0 for hit in answer.hits)


@pytest.mark.parametrize(
    "name",
    ["a" * MAXIMUM_LENGTH, "ab " * 330, "я" * 500, "王" * 300, "x" * 64, "x" * 65, "x" * 130],
)
def test_very_long_names_are_screened(snapshot: Snapshot, name: str) -> None:
    assert screen(snapshot, Query(name=name)).hits == ()


@pytest.mark.parametrize("name", ["x" * 64, "x" * 65, "44affq5ksigboz4n" * 6])
def test_very_long_words_are_found(tmp_path: Path, name: str) -> None:
    """Monero and Cardano addresses have 95 and 103 characters."""
    lists = compiled(tmp_path / "s", edition("ofac-sdn", [party("ofac-sdn:1", "wallet", name)]))
    screener = Screener(lists)
    assert screener.screen(Query(name=name)).hits_in_all == 1
    assert screener.screen(Query(name=f"{name}y")).hits_in_all == 0 or len(name) >= 64


# -- verdicts of whole screenings ----------------------------------------------------------


def test_a_regime_whose_lists_are_not_loaded_is_unknown(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Anna Lindqvist"))
    assert {regime: v.verdict for regime, v in answer.verdicts.items()} == {
        "us": "no-match", "un": "no-match", "eu": "unknown", "uk": "unknown", "ch": "unknown",
    }  # fmt: skip
    assert "not loaded: EU" in answer.verdicts["eu"].because[0]


def test_no_match_names_the_lists_and_their_dates(snapshot: Snapshot) -> None:
    (because,) = screen(snapshot, Query(name="Anna Lindqvist")).verdicts["us"].because
    assert "ofac-sdn of 2026-01-08" in because
    assert "ofac-nonsdn of 2026-01-08" in because


def test_without_its_principal_list_a_regimes_silence_is_unknown(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Anna Lindqvist"), Policy(lists=("ofac-nonsdn", "un")))
    assert verdict(answer, "us") == "unknown"
    assert verdict(answer, "un") == "no-match"


def test_being_on_the_sdn_list_blocks_and_a_directive_restricts(snapshot: Snapshot) -> None:
    both = screen(snapshot, Query(name="Volna Energo", kind="organization"))
    assert verdict(both, "us") == "blocked"
    sectoral = screen(snapshot, Query(name="Volna Energo"), Policy(lists=("ofac-nonsdn",)))
    assert verdict(sectoral, "us") == "restricted"
    assert "Sectoral Directive 2" in sectoral.verdicts["us"].because[0]


def test_an_unstated_entry_outside_the_sdn_list_is_for_a_person_to_look_at(
    snapshot: Snapshot,
) -> None:
    answer = screen(snapshot, Query(name="Ostrovnoy Bank", kind="organization"))
    assert answer.hits[0].confirmed
    assert verdict(answer, "us") == "review"


def test_an_unconfirmed_hit_is_never_more_than_a_review(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Hanbit Genral Trading Corp"))
    assert answer.hits
    assert not any(hit.confirmed for hit in answer.hits)
    assert {verdict(answer, "us"), verdict(answer, "un")} == {"review"}


def test_a_hit_on_a_private_list_is_a_review_under_other(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Zebulon Quartermain", kind="person"))
    assert answer.hits[0].confirmed
    assert verdict(answer, "other") == "review"
    assert verdict(answer, "us") == "no-match"
    assert "other" not in screen(snapshot, Query(name="Anna Lindqvist")).verdicts


def test_the_starter_lists_silence_is_unknown_and_its_hits_are_true(tmp_path: Path) -> None:
    starter = compiled(
        tmp_path / "starter", edition("starter", [party("ofac-sdn:2", "organization", "VOLNA")])
    )
    silent = screen(starter, Query(name="Anna Lindqvist"))
    assert {v.verdict for v in silent.verdicts.values()} == {"unknown"}
    assert verdict(screen(starter, Query(name="Volna", kind="organization")), "us") == "blocked"


def test_only_the_policys_regimes_are_answered_for(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Volna Energo"), Policy(regimes=("un",)))
    assert set(answer.verdicts) == {"un"}


def test_hits_beyond_the_limit_still_decide(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Hanbit Corp", kind="organization"), Policy(limit=1))
    assert [hit.party.id for hit in answer.hits] == ["ofac-sdn:3"]
    assert verdict(answer, "un") == verdict(screen(snapshot, answer.query), "un") == "review"


# -- what an answer carries ----------------------------------------------------------------


def test_an_answer_names_everything_it_was_computed_from(snapshot: Snapshot) -> None:
    day = datetime.date(2026, 2, 1)
    confirmed = {"un": datetime.date(2026, 1, 30)}
    screener = Screener(snapshot, Policy(name="retail"), confirmed, When(as_of=day))
    answer = screener.screen(Query(name="Rosneft", reference="C-1"))
    assert answer.query == Query(name="Rosneft", reference="C-1")
    assert answer.snapshot == snapshot.id
    assert answer.policy.startswith("retail@")
    assert answer.engine == snapshot.manifest.engine
    assert answer.as_of == day
    assert {piece.list: piece.confirmed for piece in answer.coverage} == {
        "my-watchlist": None, "ofac-nonsdn": None, "ofac-sdn": None,
        "un": datetime.date(2026, 1, 30),
    }  # fmt: skip
    assert {piece.list: piece.parties for piece in answer.coverage}["ofac-nonsdn"] == 2


def test_an_answer_survives_json(snapshot: Snapshot) -> None:
    answer = screen(snapshot, Query(name="Boris Petrenko", birth=span(1952), countries=("ru",)))
    assert msgspec.json.decode(encoded(answer), type=Screening) == answer


# -- the same answer alone or in bulk ------------------------------------------------------


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(names(), min_size=2, max_size=12), st.integers(1, 5))
def test_an_answer_does_not_depend_on_the_batch(
    snapshot: Snapshot, asked: list[str], size: int
) -> None:
    queries = [Query(name=name) for name in [*asked, "Volna Energy", "Petrenko Boris"]]
    alone = [encoded(screen(snapshot, query)) for query in queries]
    assert [encoded(answer) for answer in screen_many(snapshot, queries)] == alone
    assert chunked(Screener(snapshot), queries, size) == alone


def chunked(screener: Screener, queries: Sequence[Query], size: int) -> list[bytes]:
    """Answers by one screener, some queries at a time."""
    batches = [queries[start : start + size] for start in range(0, len(queries), size)]
    return [
        encoded(screener.screening(query, hits))
        for batch in batches
        for query, hits in zip(batch, screener.hits(batch), strict=True)
    ]


def realistic(shared_data: Path, listed: Snapshot, count: int) -> list[Query]:
    """Half invented people, half bent names of listed parties, some with a year of birth."""
    chance = random.Random(3)  # noqa: S311 - names, not keys
    with lzma.open(shared_data / "names" / "negatives-global.csv.xz", "rt") as lines:
        invented = [
            line.split(",")[0].strip('"') for line in itertools.islice(lines, 1, count // 2)
        ]
    bent = [
        MUTATIONS[how](chance, chance.choice(listed.party(row).names).full)
        for row, how in zip(
            chance.choices(range(len(listed)), k=count - len(invented)),
            itertools.cycle(sorted(MUTATIONS)),
            strict=False,
        )
    ]
    queries = [
        Query(
            name=name,
            kind=chance.choice([None, None, "person", "organization"]),
            birth=chance.choice([None, span(chance.randrange(1940, 1990))]),
        )
        for name in invented + bent
        if any(letter.isalnum() for letter in name)
    ]
    return chance.sample(queries, len(queries))


@pytest.fixture(scope="module")
def real_queries(shared_data: Path, real_snapshot: Snapshot) -> list[Query]:
    return realistic(shared_data, real_snapshot, 2000)


def test_real_names_get_the_same_bytes_alone_together_and_shuffled(
    real_snapshot: Snapshot, real_queries: list[Query]
) -> None:
    """Invariant 2, on 2,000 names against 2,890 parties."""
    together = [encoded(answer) for answer in screen_many(real_snapshot, real_queries)]
    assert sum(b'"hits":[]' not in answer for answer in together) > 300
    screener = Screener(real_snapshot)
    assert [encoded(screener.screen(query)) for query in real_queries] == together
    chance = random.Random(5)  # noqa: S311 - an order, not a key
    order = chance.sample(range(len(real_queries)), len(real_queries))
    sevens = chunked(Screener(real_snapshot), [real_queries[i] for i in order], 7)
    assert [sevens[place] for place in sorted(range(len(order)), key=order.__getitem__)] == together


REPLAY = """
import sys
from pathlib import Path
import msgspec
from interdict.party import Query
from interdict.screening.screen import encoded, screen_many
from interdict.snapshot.snapshot import open_snapshot

queries = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Query])
for answer in screen_many(open_snapshot(Path(sys.argv[1])), queries):
    sys.stdout.buffer.write(encoded(answer) + b"\\n")
"""


def replayed(folder: Path, queries: Sequence[Query], seed: str) -> bytes:
    """The answers of another process that hashes strings its own way."""
    return subprocess.run(
        [sys.executable, "-c", REPLAY, str(folder)],
        input=msgspec.json.encode(queries),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    ).stdout


def test_any_process_replays_an_answer_byte_for_byte(snapshot: Snapshot) -> None:
    """Invariant 5."""
    queries = [
        Query(name="Zarya Maritime"), Query(name="Abu Karim"), Query(name="Hanbit Trading"),
        Query(name="Boris Petrenko", birth=span(1952), countries=("ru", "ua")),
        Query(identifiers=(IMO, INN)),
    ]  # fmt: skip
    here = b"".join(encoded(answer) + b"\n" for answer in screen_many(snapshot, queries))
    assert replayed(snapshot.folder, queries, "1") == here
    assert replayed(snapshot.folder, queries, "4242") == here


def test_any_process_replays_real_answers_byte_for_byte(
    real_snapshot: Snapshot, real_queries: list[Query]
) -> None:
    some = real_queries[:500]
    assert replayed(real_snapshot.folder, some, "1") == replayed(real_snapshot.folder, some, "99")


# -- retrieval and comparison agree --------------------------------------------------------


def test_screening_finds_a_pair_exactly_when_comparing_it_reaches_the_threshold(
    tmp_path: Path,
) -> None:
    """Every pair of the fixture table, all listed names loaded together."""
    pairs = name_pairs()
    listed = list(dict.fromkeys((pair.listed, pair.kind or "unknown") for pair in pairs))
    ids = {key: f"ofac-sdn:{number}" for number, key in enumerate(listed)}
    parties = [party(ids[name, kind], kind, name) for name, kind in listed]
    screener = Screener(compiled(tmp_path / "pairs", edition("ofac-sdn", parties)))
    hits = screener.hits([Query(name=pair.asked, kind=pair.kind) for pair in pairs])
    for pair, found_hits in zip(pairs, hits, strict=True):
        scores = {hit.party.id: hit.score for hit in found_hits}
        score = compare(pair.asked, pair.listed, pair.kind).score
        due = score if score >= DEFAULT_THRESHOLD else None
        assert scores.get(ids[pair.listed, pair.kind or "unknown"]) == due, pair


def test_screening_finds_what_scoring_every_party_finds(
    real_snapshot: Snapshot, real_queries: list[Query]
) -> None:
    """Retrieval only saves work: eight queries against all 2,890 parties, one by one."""
    screener = Screener(real_snapshot)
    everybody = [real_snapshot.listed(row) for row in range(len(real_snapshot))]
    for query in real_queries[:8]:
        asked = read_asked(query)
        due = {
            listed.party.id: found
            for listed in everybody
            if may_be(query.kind, listed.party.kind)
            and (
                found := score(
                    asked, listed, qualify(query, listed.party), None, weak_aliases=False
                ).match.score
            )
            >= DEFAULT_THRESHOLD
        }
        assert {hit.party.id: hit.score for hit in screener.hits([query])[0]} == due


def test_a_number_typed_as_a_name_is_also_asked_as_the_number() -> None:
    assert [i.kind for i in with_implied(Query(name="IMO 9187629")).identifiers] == ["imo"]
    assert [i.kind for i in with_implied(Query(name="9187629")).identifiers] == ["imo"]
    assert with_implied(Query(name="9187620")).identifiers == ()
    assert with_implied(Query(name="MIG 29")).identifiers == ()


def test_a_wrong_number_alone_is_refused_rather_than_answered() -> None:
    wrong = Identifier(kind="imo", value="9187620", valid=False)
    with pytest.raises(QueryError, match="check digit"):
        check(Query(identifiers=(wrong,)))
