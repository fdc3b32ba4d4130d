"""From hits to a verdict per regime: nothing is guessed, and silence is not innocence."""

import datetime
from pathlib import Path

import msgspec
import pytest
from ofac_editions import files_at, read_one

from interdict.lists.catalog import SOURCES
from interdict.lists.un import UN_XML
from interdict.ownership.verdict import STRENGTH, Verdict
from interdict.party import Kind, Listing, Measure, MeasureKind, Party, Regime
from interdict.screening.result import Coverage, Hit
from interdict.screening.verdicts import UN_FREEZES, hit_verdict, regime_word, verdicts
from listed_parties import DAY, on, party

REGIMES: tuple[Regime, ...] = ("us", "eu", "uk", "un", "ch")


def hit(listed: Party, confirmed: bool = True) -> Hit:
    return Hit(
        party=listed,
        score=1.0,
        matched_name=listed.primary_name,
        evidence=(),
        confirmed=confirmed,
    )


def covered(*source_ids: str) -> tuple[Coverage, ...]:
    regimes = {source.id: source.regime for source in SOURCES} | {"starter": "other"}
    return tuple(
        Coverage(
            list=source_id,
            regime=regimes[source_id],
            edition="e" * 64,
            published=DAY,
            dated_by="file",
            confirmed=None,
            parties=1,
        )
        for source_id in source_ids
    )


ALL = covered("ofac-sdn", "ofac-nonsdn", "un", "eu", "uk")


def of(*hits: Hit, regime: str = "us") -> Verdict:
    return verdicts(hits, ALL, REGIMES, sample=False)[regime]


def listed_by(source: str, *measures: Measure, kind: Kind = "organization", **more: object) -> Hit:
    return hit(party(f"{source}:1", kind, "VOLNA", listing=on(source, *measures, **more)))  # type: ignore[arg-type]


def test_a_hit_on_a_party_without_a_listing_is_a_review_and_never_silence() -> None:
    """Whatever a connector failed to read: it stands on that list, and a person must look."""
    bare = hit(msgspec.structs.replace(party("ofac-sdn:1", "person", "VOLNA"), listings=()))
    assert of(bare).verdict == hit_verdict(bare) == regime_word(bare, "us") == "review"
    assert "SDN List" in of(bare).because[0]
    assert of(bare, regime="uk").verdict == "no-match"


# -- hits ----------------------------------------------------------------------------------


def test_a_retired_list_asks_for_a_look_into_todays_list() -> None:
    """What OFSI froze in 2025 may be free, or listed elsewhere, today: never a block."""
    block = Measure(kind="block", text="Asset freeze")
    found = of(listed_by("uk-ofsi", block), regime="uk")
    assert found.verdict == "review"
    assert "not kept since 28 January 2026" in found.because[0]


def test_a_retired_list_alone_leaves_its_regime_unknown() -> None:
    answered = verdicts((), covered("uk-ofsi"), ("uk",), sample=False)["uk"]
    assert (answered.verdict, answered.because) == ("unknown", ("not loaded: UK Sanctions List",))


@pytest.mark.parametrize("source", ["ofac-sdn", "ofac-nonsdn", "eu", "uk", "un"])
def test_a_stated_block_on_an_official_list_blocks(source: str) -> None:
    (regime,) = {s.regime for s in SOURCES if s.id == source}
    verdict = of(listed_by(source, Measure(kind="block", text="asset freeze")), regime=regime)
    assert verdict.verdict == "blocked"
    assert "asset freeze" in verdict.because[0]


def test_a_block_beside_narrower_measures_blocks() -> None:
    directive = Measure(kind="sectoral-debt", text="Directive 2")
    assert of(listed_by("ofac-nonsdn", directive, Measure(kind="block"))).verdict == "blocked"


@pytest.mark.parametrize(
    ("source", "kind", "verdict"),
    [
        ("ofac-sdn", "unstated", "blocked"),
        ("ofac-nonsdn", "unstated", "review"),
        ("eu", "unstated", "review"),
        ("uk", "unstated", "review"),
        ("ofac-nonsdn", "sectoral-debt", "restricted"),
        ("ofac-nonsdn", "menu", "restricted"),
        ("ofac-nonsdn", "correspondent-account", "restricted"),
        ("eu", "transaction-ban", "restricted"),
        ("eu", "port-ban", "restricted"),
        ("uk", "travel-ban", "restricted"),
    ],
)
def test_what_is_not_stated_is_not_guessed(source: str, kind: MeasureKind, verdict: str) -> None:
    (regime,) = {s.regime for s in SOURCES if s.id == source}
    assert of(listed_by(source, Measure(kind=kind, text=kind)), regime=regime).verdict == verdict


@pytest.mark.parametrize("programme", UN_FREEZES)
def test_un_programmes_that_freeze_everyone_listed_block_and_say_where_it_stands(
    programme: str,
) -> None:
    verdict = of(listed_by("un", programmes=(programme,)), regime="un")
    assert verdict.verdict == "blocked"
    assert "resolution" in verdict.because[0]
    assert "paragraph" in verdict.because[0]


@pytest.mark.parametrize("programme", ["Libya", "Guinea-Bissau", "Atlantis", ""])
def test_un_programmes_whose_measures_differ_by_entry_are_reviews(programme: str) -> None:
    assert of(listed_by("un", programmes=(programme,)), regime="un").verdict == "review"


def test_un_vessels_are_bound_by_other_measures_than_a_freeze() -> None:
    ship = listed_by("un", kind="vessel", programmes=("DPRK",))
    assert of(ship, regime="un").verdict == "review"


@pytest.mark.parametrize("kind", ["block", "sectoral-debt", "unstated"])
def test_an_unconfirmed_hit_is_a_review_whatever_the_measure(kind: MeasureKind) -> None:
    listed = party("ofac-sdn:1", "person", "PETRENKO", listing=on("ofac-sdn", Measure(kind=kind)))
    verdict = of(hit(listed, confirmed=False))
    assert verdict.verdict == "review"
    assert "a person must confirm" in verdict.because[0]


def test_only_an_official_source_changes_a_status() -> None:
    """Invariant 11: a private list can open a review, even under a regime's name."""
    own = party(
        "my-watchlist:1",
        "person",
        "PETRENKO",
        listing=Listing(
            authority="us", regime="us", list="SDN List", measures=(Measure(kind="block"),)
        ),
    )
    assert of(hit(own)).verdict == "review"


def test_a_private_lists_hit_stands_under_other() -> None:
    own = party("my-watchlist:1", "person", "QUARTERMAIN")
    found = verdicts([hit(own)], ALL, REGIMES, sample=False)
    assert found["other"].verdict == "review"
    assert found["us"].verdict == "no-match"
    assert "other" not in verdicts([], ALL, REGIMES, sample=False)


def test_a_listing_decides_only_its_own_regime() -> None:
    found = verdicts([listed_by("ofac-sdn")], ALL, REGIMES, sample=False)
    assert {regime: verdict.verdict for regime, verdict in found.items()} == {
        "us": "blocked", "eu": "no-match", "uk": "no-match", "un": "no-match", "ch": "unknown",
    }  # fmt: skip


def test_the_strongest_hit_wins_and_the_weaker_ones_reasons_are_left_out() -> None:
    blocked, review = listed_by("ofac-sdn"), listed_by("ofac-nonsdn")
    verdict = of(review, blocked)
    assert verdict.verdict == "blocked"
    assert len(verdict.because) == 1
    assert verdict == of(blocked, review)


def test_a_reason_names_party_list_programme_and_date() -> None:
    listing = msgspec.structs.replace(
        on("ofac-sdn", programmes=("RUSSIA-EO14024",)), listed_on=datetime.date(2025, 10, 22)
    )
    (because,) = of(hit(party("ofac-sdn:1", "organization", "VOLNA", listing=listing))).because
    for piece in ("VOLNA", "SDN List", "RUSSIA-EO14024", "2025-10-22"):
        assert piece in because


def test_a_hits_own_verdict_is_the_strongest_over_its_regimes() -> None:
    assert hit_verdict(listed_by("ofac-sdn")) == "blocked"
    assert hit_verdict(listed_by("ofac-nonsdn")) == "review"
    bare = msgspec.structs.replace(listed_by("ofac-sdn").party, listings=())
    assert hit_verdict(hit(bare)) == "review"


# -- silence -------------------------------------------------------------------------------


def test_no_hit_on_a_loaded_principal_list_is_no_match() -> None:
    verdict = of()
    assert verdict.verdict == "no-match"
    assert "ofac-sdn of 2026-01-08" in verdict.because[0]


@pytest.mark.parametrize(
    ("loaded", "regime"),
    [
        (("un",), "us"),
        (("ofac-nonsdn",), "us"),
        (("ofac-sdn",), "us"),
        (("ofac-sdn",), "eu"),
        ((), "un"),
        (ALL, "ch"),
    ],
)
def test_a_regime_without_its_list_is_unknown(loaded: tuple[str, ...], regime: str) -> None:
    """Invariant 6: unknown is not no."""
    coverage = ALL if loaded is ALL else covered(*loaded)
    verdict = verdicts([], coverage, REGIMES, sample=False)[regime]
    assert verdict.verdict == "unknown"
    assert "not loaded" in verdict.because[0] or "no list" in verdict.because[0]


def test_a_hit_on_a_secondary_list_counts_although_the_principal_one_is_missing() -> None:
    directive = listed_by("ofac-nonsdn", Measure(kind="sectoral-debt", text="Directive 2"))
    found = verdicts([directive], covered("ofac-nonsdn"), ("us",), sample=False)
    assert found["us"].verdict == "restricted"


def test_a_samples_silence_is_unknown_and_its_hits_are_true() -> None:
    starter = covered("starter")
    found = verdicts([listed_by("ofac-sdn")], starter, ("us", "un"), sample=True)
    assert found["us"].verdict == "blocked"
    assert found["un"].verdict == "unknown"
    assert "sample" in found["un"].because[0]


def test_every_verdict_given_is_a_word_with_a_reason() -> None:
    cases = [[], [listed_by("ofac-sdn")], [listed_by("un")], [listed_by("ofac-nonsdn")]]
    for hits in cases:
        for verdict in verdicts(hits, ALL, REGIMES, sample=False).values():
            assert verdict.verdict in STRENGTH
            assert verdict.because


def test_every_list_type_of_the_real_un_file_freezes_or_is_left_out_on_purpose(
    shared_data: Path,
) -> None:
    """The file spells South Sudan in one word. Iran's types came back in 2025, disputed."""
    path = shared_data / "lists" / "un" / "UN_consolidated_moov.xml"
    parties = read_one(UN_XML, *files_at(path)).parties
    types = {code for each in parties for listing in each.listings for code in listing.programmes}
    assert types - UN_FREEZES.keys() == {"GB", "Iran", "Libya"}


def test_canada_and_australia_speak_when_their_lists_hit() -> None:
    """The default policy does not ask for them; a block on their lists is shown all the same."""
    frozen = listed_by("au", Measure(kind="block", text="Targeted Financial Sanction"))
    found = verdicts([frozen], covered("au"), REGIMES, sample=False)
    assert found["au"].verdict == "blocked"
    assert "ca" not in found
    assert set(verdicts([], covered("au", "ca"), REGIMES, sample=False)) == set(REGIMES)


def test_a_copy_of_the_sdn_list_is_not_the_sdn_list() -> None:
    """It hits, and sends the reader to OFAC's own list instead of blocking."""
    listing = msgspec.structs.replace(
        on("us-csl-ofac"), list="SDN List (copy in the Consolidated Screening List)"
    )
    copied = hit(party("us-csl-ofac:sdn-1", "organization", "VOLNA", listing=listing))
    assert of(copied).verdict == "review"


def test_an_extract_of_ofac_wallets_opens_a_review_only() -> None:
    """Its authority is an analyst's, whatever measure it might state."""
    assert of(listed_by("ofac-wallets", Measure(kind="block"))).verdict == "review"


# -- a past day ------------------------------------------------------------------------------

BLOCK = Measure(kind="block", text="Block")
SWITCHED = datetime.date(2022, 3, 1)


def listed_since(day: datetime.date, asked_on: datetime.date | None, *measures: Measure) -> Verdict:
    """The verdict on a listing of that day, asked as of another."""
    listing = msgspec.structs.replace(on("ofac-sdn", *measures), listed_on=day)
    found = hit(party("ofac-sdn:1", "organization", "VOLNA", listing=listing))
    return of(msgspec.structs.replace(found, asked_on=asked_on))


@pytest.mark.parametrize("measures", [(), (BLOCK,)])
def test_a_listing_counts_from_its_own_day(measures: tuple[Measure, ...]) -> None:
    """An edition may announce what takes effect later: before that day it is a review."""
    day_before = SWITCHED - datetime.timedelta(days=1)
    early = listed_since(SWITCHED, day_before, *measures)
    assert early.verdict == "review"
    assert "takes effect on 2022-03-01, after the day asked of" in early.because[0]
    assert listed_since(SWITCHED, SWITCHED, *measures).verdict == "blocked"
    assert listed_since(SWITCHED, None, *measures).verdict == "blocked"


def test_a_measure_counts_from_its_own_day() -> None:
    """Sectoral since 2014, blocked since March 2022: what was asked of decides."""
    sectoral = Measure(kind="sectoral-debt", effective_on=datetime.date(2014, 7, 16))
    block = Measure(kind="block", effective_on=SWITCHED)
    found = listed_by("ofac-nonsdn", sectoral, block)
    days = [datetime.date(2014, 7, 15), datetime.date(2022, 2, 28), SWITCHED, None]
    verdicts_then = [of(msgspec.structs.replace(found, asked_on=day)).verdict for day in days]
    assert verdicts_then == ["review", "restricted", "blocked", "blocked"]


def test_the_table_of_hits_says_the_same_as_the_verdict() -> None:
    found = listed_by("ofac-nonsdn", Measure(kind="block", effective_on=SWITCHED))
    early = msgspec.structs.replace(found, asked_on=datetime.date(2022, 1, 1))
    assert hit_verdict(early) == "review"
    assert hit_verdict(found) == "blocked"


def test_a_later_edition_that_states_no_day_does_not_say_since_when() -> None:
    """Listed today is not listed then: a person must find out."""
    found = hit(party("ofac-sdn:1", "organization", "VOLNA", listing=on("ofac-sdn")))
    before, after = DAY - datetime.timedelta(days=1), DAY
    early = of(msgspec.structs.replace(found, asked_on=before))
    assert early.verdict == "review"
    assert "does not say since when" in early.because[0]
    assert of(msgspec.structs.replace(found, asked_on=after)).verdict == "blocked"


def test_silence_of_a_later_edition_is_unknown() -> None:
    """Who was delisted in between is not on it."""
    for asked_on, verdict in ((DAY, "no-match"), (DAY - datetime.timedelta(days=1), "unknown")):
        coverage = [msgspec.structs.replace(piece, asked_on=asked_on) for piece in ALL]
        assert verdicts((), coverage, REGIMES, sample=False)["us"].verdict == verdict
