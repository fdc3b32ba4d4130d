"""interdict owners: from files to verdicts, proofs, decisions and what would be."""

import json
from pathlib import Path

import pytest

from cli.conftest import Installation, Ran
from interdict import audit
from owned import VOLNA, table

FILED = ("--source", "filings", "--authority", "filing", "--stated-by", "company reports")


@pytest.fixture
def owned(interdict: Installation, small_non_sdn: Path) -> Installation:
    """OFAC's two lists, the UN's, and who holds what of Volna's companies."""
    assert interdict("lists", "add", small_non_sdn, "--published", "2026-01-08").code == 0
    assert interdict("owners", "add", VOLNA, *FILED, "--published", "2026-01-08").code == 0
    return interdict


def words(ran: Ran) -> dict[str, str]:
    return {regime: told["verdict"] for regime, told in ran.json["verdicts"].items()}


# -- verdict -----------------------------------------------------------------------------------


def test_a_company_is_blocked_through_its_owners_owner(owned: Installation) -> None:
    ran = owned("owners", "verdict", "Volna Port LLC", "--regime", "us", "--json")
    assert (ran.code, words(ran)) == (1, {"us": "blocked-by-ownership"})
    assert ran.json["verdicts"]["us"]["share_low"] == "50"
    assert ran.json["stakes"].startswith("sha256:")
    assert ran.json["snapshot"] == owned.home.current()


def test_a_regime_whose_lists_are_not_loaded_is_unknown_and_never_no_match(
    owned: Installation,
) -> None:
    ran = owned("owners", "verdict", "Quiet Parts Ltd", "--json")
    assert ran.code == 0
    assert words(ran) == {"us": "no-match", "eu": "unknown", "uk": "unknown", "ch": "unknown"}
    assert "not loaded: UK Sanctions List" in ran.json["verdicts"]["uk"]["because"]


def test_an_owner_who_is_only_alike_gives_a_review(owned: Installation) -> None:
    ran = owned("owners", "verdict", "Harbour Tools GmbH", "--regime", "us", "--json")
    assert (ran.code, words(ran)) == (1, {"us": "review"})


def test_a_near_miss_and_a_band_are_told_apart(owned: Installation) -> None:
    near = owned("owners", "verdict", "Seaside Trading Co", "--regime", "us", "--json")
    band = owned("owners", "verdict", "Ferry Lines Oy", "--regime", "us", "--json")
    assert (words(near), words(band)) == ({"us": "review"}, {"us": "unknown"})


def test_a_listed_owner_is_blocked_itself(owned: Installation) -> None:
    by_id = owned("owners", "verdict", "ofac-sdn:7002", "--regime", "us", "--json")
    assert words(by_id) == {"us": "blocked"}
    assert by_id.json["entity"]["name"] == "Volna Energo"


def test_the_same_question_has_the_same_answer(owned: Installation) -> None:
    call = ("owners", "verdict", "Volna Port LLC", "--json")
    assert owned(*call).out == owned(*call).out


def test_every_answer_is_recorded_with_what_it_rests_on(owned: Installation) -> None:
    ran = owned("owners", "verdict", "Volna Port LLC", "--json")
    record = list(audit.read(owned.home.audit))[-1]
    assert record.event == "owners"
    assert record.content["stakes"] == ran.json["stakes"]
    assert record.content["verdicts"]["us"] == "blocked-by-ownership"


def test_a_name_that_fits_several_entities_is_answered_by_the_choices(
    owned: Installation, tmp_path: Path
) -> None:
    more = table(tmp_path / "more.csv", "Volna Energo,Volna Port LLC,10")
    owned("owners", "add", more, "--source", "more", "--authority", "registry")
    ran = owned("owners", "verdict", "Volna Port LLC")
    assert ran.code == 2
    assert "filings:Volna Port LLC" in ran.err
    assert "more:Volna Port LLC" in ran.err


def test_a_name_that_is_only_alike_is_never_guessed(owned: Installation) -> None:
    ran = owned("owners", "verdict", "Volna Prt")
    assert (ran.code, "filings:Volna Port LLC" in ran.err) == (2, True)
    assert owned("owners", "verdict", "Nobody Anywhere").code == 2


def test_without_stakes_nothing_is_answered(interdict: Installation) -> None:
    ran = interdict("owners", "verdict", "Volna Port LLC")
    assert (ran.code, "owners add" in ran.err) == (3, True)


def test_lists_that_may_not_answer_exit_3(owned: Installation, tmp_path: Path) -> None:
    policy = tmp_path / "strict.toml"
    policy.write_text('lists = ["eu"]\n', encoding="utf-8")
    ran = owned("owners", "verdict", "Volna Port LLC", "--policy", policy)
    assert (ran.code, "not loaded" in ran.err) == (3, True)


# -- time ------------------------------------------------------------------------------------


def test_before_the_stake_began_nothing_was_held(owned: Installation) -> None:
    call = ("owners", "verdict", "Volna Port LLC", "--regime", "us", "--json", "--in-force-on")
    assert owned(*call, "2020-12-31").json["day"] == "2020-12-31"
    assert words(owned(*call, "2020-12-31"))["us"] != "blocked-by-ownership"


def test_a_past_day_needs_an_edition_of_that_day(owned: Installation) -> None:
    call = ("owners", "verdict", "Volna Port LLC", "--regime", "us")
    assert owned(*call, "--as-of", "2026-01-08").code == 1
    ran = owned(*call, "--as-of", "2026-01-07")
    assert ran.code == 3


def test_what_was_blocked_before_a_sale_is_said_beside_the_verdict_of_today(
    owned: Installation, tmp_path: Path
) -> None:
    """OFAC FAQ 402; a seller who stays in office is a sign of a sham."""
    path = tmp_path / "sold.csv"
    path.write_text(
        "owner,owned,percent,kind,from,to\n"
        "Volna Energo,Sold Oy,60,shares,2019-01-01,2025-11-30\n"
        "Volna Energo,Sold Oy,10,shares,2025-12-01,\n"
        "Volna Energo,Sold Oy,,officer,2019-01-01,\n",
        encoding="utf-8",
    )
    owned("owners", "add", path, "--source", "sold", "--authority", "registry")
    told = owned("owners", "verdict", "Sold Oy", "--regime", "us", "--json").json["verdicts"]["us"]
    assert told["verdict"] == "review"
    assert any("until 2025-11-30" in note for note in told["notes"])
    assert any("still has an office" in reason for reason in told["because"])


# -- explain ---------------------------------------------------------------------------------


def test_the_proof_names_each_stake_with_its_source_and_day(owned: Installation) -> None:
    ran = owned("owners", "explain", "Volna Port LLC", "--regime", "us", "--json")
    proof = ran.json["verdicts"]["us"]["proof"]
    steps = [(s["owner_name"], s["share"], s["owned_name"], s["since"]) for s in proof["steps"]]
    assert steps == [
        ("Volna Energo", "60 %", "Volna Shipping Ltd", "2020-01-01"),
        ("Volna Shipping Ltd", "50 %", "Volna Port LLC", "2021-01-01"),
    ]
    assert all("company reports" in step["source"] for step in proof["steps"])
    assert proof["steps"][0]["owner_listed"][0]["party"] == "ofac-sdn:7002"


def test_explain_says_how_far_the_line_is_and_what_is_not_known(owned: Installation) -> None:
    ran = owned("owners", "explain", "Seaside Trading Co", "--regime", "us")
    assert "0.01 % from the line" in ran.out
    assert "owners are stated for 49.99 % of the shares" in ran.out


def test_the_report_is_one_page_that_loads_nothing(owned: Installation, tmp_path: Path) -> None:
    page = tmp_path / "port.html"
    assert owned("owners", "explain", "Volna Port LLC", "-o", page).code == 1
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert "Volna Shipping Ltd" in text
    assert owned("owners", "explain", "Volna Port LLC", "-o", tmp_path / "port.pdf").code == 2


# -- decisions ---------------------------------------------------------------------------------

PAIR = ("filings:Volna Energo Holding", "ofac-sdn:7002")
WORD = ("--by", "A. Analyst", "--reason", "register extract")


def test_a_person_confirms_refuses_and_takes_back_a_join(owned: Installation) -> None:
    call = ("owners", "verdict", "Harbour Tools GmbH", "--regime", "us", "--json")
    waiting = owned("owners", "joins", "--open", "--json").out.splitlines()
    assert PAIR in {(each["entity"], each["party"]) for each in map(json.loads, waiting)}
    assert owned("owners", "confirm", *PAIR, *WORD).code == 0
    assert words(owned(*call))["us"] == "blocked-by-ownership"
    assert owned("owners", "refuse", *PAIR, *WORD).code == 0
    assert words(owned(*call))["us"] == "no-match"
    assert owned("owners", "withdraw", *PAIR, *WORD).code == 0
    assert words(owned(*call))["us"] == "review"
    kept = (owned.home.path / "owners.toml").read_text(encoding="utf-8")
    assert kept.count("[[decision]]") == 3
    events = [r.event for r in audit.read(owned.home.audit) if r.event == "decide-owner"]
    assert len(events) == 3


def test_a_join_that_screening_would_never_find_can_be_made(owned: Installation) -> None:
    assert owned("owners", "confirm", "filings:Quiet Widgets Ltd", "ofac-sdn:7002", *WORD).code == 0
    ran = owned("owners", "verdict", "Quiet Parts Ltd", "--regime", "us", "--json")
    assert words(ran) == {"us": "blocked-by-ownership"}


@pytest.mark.parametrize("pair", [("filings:Nobody", PAIR[1]), (PAIR[0], "ofac-sdn:1")])
def test_nothing_is_decided_about_what_is_not_there(
    owned: Installation, pair: tuple[str, str]
) -> None:
    ran = owned("owners", "confirm", *pair, *WORD)
    assert (ran.code, "nothing was decided" in ran.err) == (2, True)
    assert not (owned.home.path / "owners.toml").exists()


# -- what if -----------------------------------------------------------------------------------


def test_what_falls_if_an_owner_is_listed(owned: Installation) -> None:
    ran = owned("owners", "whatif", "--list", "Quiet Widgets Ltd", "--regime", "us", "--json")
    (change,) = ran.json["regimes"]["us"]["changes"]
    assert ran.code == 1
    assert (change["name"], change["before"], change["after"]) == (
        "Quiet Parts Ltd", "no-match", "blocked-by-ownership",
    )  # fmt: skip
    assert change["proof"]["steps"][0]["owner_name"] == "Quiet Widgets Ltd"


def test_of_who_is_listed_already_it_is_shown_what_the_listing_does(owned: Installation) -> None:
    ran = owned("owners", "whatif", "--list", "Volna Energo", "--regime", "us", "--json")
    assert [each["party"] for each in ran.json["already_listed"]] == ["ofac-sdn:7002"]
    fallen = {each["name"]: each["after"] for each in ran.json["regimes"]["us"]["changes"]}
    assert fallen["Volna Shipping Ltd"] == fallen["Volna Port LLC"] == "blocked-by-ownership"


def test_a_sale_frees_whom_it_brings_below_the_line(owned: Installation) -> None:
    sale = ("--sell", "Volna Energo", "Volna Shipping Ltd", "15", "2026-12-31")
    ran = owned("owners", "whatif", *sale, "--regime", "us", "--json")
    freed = {e["name"]: (e["before"], e["after"]) for e in ran.json["regimes"]["us"]["changes"]}
    assert freed["Volna Shipping Ltd"] == ("blocked-by-ownership", "review")
    assert freed["Volna Port LLC"] == ("blocked-by-ownership", "no-match")
    assert "stays blocked" in owned("owners", "whatif", *sale, "--regime", "us").out


@pytest.mark.parametrize(
    ("sale", "why"),
    [
        (("Volna Energo", "Volna Shipping Ltd", "61", "2026-12-31"), "cannot be sold"),
        (("Volna Energo", "Quiet Parts Ltd", "1", "2026-12-31"), "holds no shares"),
        (("Volna Energo", "Volna Shipping Ltd", "half", "2026-12-31"), "no percentage"),
        (("Volna Energo", "Volna Shipping Ltd", "1", "tomorrow"), "not a date"),
    ],
)
def test_a_sale_that_cannot_be_is_refused(
    owned: Installation, sale: tuple[str, ...], why: str
) -> None:
    ran = owned("owners", "whatif", "--sell", *sale)
    assert (ran.code, why in ran.err) == (2, True)


def test_nothing_supposed_is_no_question(owned: Installation) -> None:
    assert owned("owners", "whatif").code == 2


# -- exposure to secondary sanctions -----------------------------------------------------------


def test_a_bank_is_exposed_by_dealing_with_who_is_blocked_through_the_listed(
    bare: Installation, tmp_path: Path
) -> None:
    dealings = tmp_path / "dealings.csv"
    dealings.write_text(
        "party,counterparty,what,on,bank\n"
        "Example Bank AG,PCK Raffinerie GmbH,payment,2026-03-01,yes\n"
        "Early Bank AG,PCK Raffinerie GmbH,payment,2012-03-01,yes\n"
        "Quiet Bank AG,Example Bunkering Ltd,payment,2026-03-01,yes\n"
        "Direct Bank AG,ROSNEFT OIL COMPANY,account,2026-03-01,yes\n",
        encoding="utf-8",
    )
    ran = bare("owners", "exposure", dealings, "--starter", "--json")
    found = {
        party["party"]: {each["verdict"] for each in party["evidence"]}
        for party in ran.json["parties"]
    }
    assert ran.code == 1
    assert "secondary-risk" in found["Example Bank AG"]
    assert "secondary-risk" in found["Direct Bank AG"]
    assert found["Early Bank AG"] == found["Quiet Bank AG"] == set()


def test_a_table_of_dealings_without_parties_is_refused(bare: Installation, tmp_path: Path) -> None:
    table = tmp_path / "dealings.csv"
    table.write_text("who,what\nA,payment\n", encoding="utf-8")
    ran = bare("owners", "exposure", table, "--starter")
    assert (ran.code, "party" in ran.err) == (2, True)


# -- the sample ----------------------------------------------------------------------------------


def test_a_new_user_can_ask_at_once(bare: Installation) -> None:
    ran = bare("owners", "explain", "PCK Raffinerie GmbH", "--starter", "--regime", "us")
    assert ran.code == 1
    assert "54.17 %" in ran.out
    assert "blocked by ownership" in ran.out


def test_the_demo_story_shows_what_fell_beyond_the_names_on_the_list(bare: Installation) -> None:
    """OFAC's listing of 22 October 2025, asked the day before."""
    call = ("owners", "whatif", "--list", "Rosneft", "--list", "Lukoil", "--starter")
    ran = bare(*call, "--in-force-on", "2025-10-21", "--regime", "us", "--json")
    changes = ran.json["regimes"]["us"]["changes"]
    fallen = {each["name"] for each in changes if each["after"] == "blocked-by-ownership"}
    assert fallen == {
        "Rosneft Deutschland GmbH",
        "RN Refining & Marketing GmbH",
        "PCK Raffinerie GmbH",
        "Lukoil International GmbH",
        "Example Station Holding B.V.",
        "Example Filling Stations Ltd",
        "Example Terminal LLC",
    }
    assert not any(each["on_a_list"] for each in changes)


def test_the_sample_has_no_past_editions(bare: Installation) -> None:
    ran = bare("owners", "verdict", "Rosneft", "--starter", "--as-of", "2025-10-21")
    assert (ran.code, "--in-force-on" in ran.err) == (2, True)


# -- loading -------------------------------------------------------------------------------------


def test_status_names_each_source_with_who_states_it(owned: Installation) -> None:
    ran = owned("owners", "status", "--json")
    (edition,) = ran.json["editions"]
    assert (edition["source"], edition["stated_by"], edition["stakes"]) == (
        "filings", "company reports", 6,
    )  # fmt: skip
    assert "company reports" in owned("owners", "status").out


def test_a_removed_source_counts_no_more(owned: Installation) -> None:
    assert owned("owners", "remove", "filings").code == 0
    assert owned("owners", "verdict", "Volna Port LLC").code == 3


def test_stakes_come_from_standard_input(owned: Installation) -> None:
    options = ("--source", "piped", "--authority", "registry", "--published", "2026-02-01")
    ran = owned("owners", "add", "-", *options, stdin=b"owner,owned,percent\nA Oy,B Oy,51\n")
    assert (ran.code, ran.out.splitlines()[0]) == (
        0,
        "piped of 2026-02-01 (stakes-csv): 1 records, 1 stakes, 0 entities, 0 rejected - in force",
    )


def test_every_kept_edition_verifies(owned: Installation) -> None:
    assert owned("owners", "verify").code == 0
    (file,) = owned.home.path.glob("stakes/editions/*/files/000")
    file.write_bytes(b"")
    assert owned("owners", "verify").code != 0


def test_a_bad_line_is_kept_as_doubtful_and_stays_told(owned: Installation, tmp_path: Path) -> None:
    """A share that nobody can read is not zero (invariant 6)."""
    bad = table(
        tmp_path / "bad.csv", "Volna Energo,A Oy,120", "Volna Energo,B Oy,half", "C Oy,C Oy,10"
    )
    ran = owned("owners", "add", bad, "--source", "bad", "--authority", "registry", "--json")
    told = [
        json.loads(line)
        for line in owned("owners", "findings", "bad", "--json").out.split("\n")
        if line
    ]
    assert ran.json["editions"][0]["stakes"] == 3
    assert [each["message"] for each in told] == [
        each["message"] for each in ran.json["editions"][0]["findings"]
    ]
    for name in ("A Oy", "B Oy"):
        verdict = owned("owners", "verdict", name, "--regime", "us", "--json")
        assert words(verdict) == {"us": "unknown"}
    assert owned("owners", "findings", "nobody").code == 2


def test_every_command_about_stakes_speaks_json(owned: Installation) -> None:
    assert owned("owners", "verify", "--json").json == {"ok": True, "problems": []}
    stakes = owned("owners", "recompile", "--json").json["stakes"]
    assert owned("owners", "status", "--json").json["stakes"] == stakes
    assert owned("owners", "remove", "filings", "--json").json["removed"] == "filings"
