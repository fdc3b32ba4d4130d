"""interdict screen: one name, and files of customers."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from interdict.audit import read
from interdict.snapshot.store import Home

from .conftest import Installation

BLOCKED = "HANBIT GENERAL TRADING CORPORATION"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture
def customers(small_lists: Path) -> Path:
    return small_lists / "customers.csv"


# -- one name ------------------------------------------------------------------------------


def test_a_listed_name_is_exit_1_with_verdict_and_evidence(interdict: Installation) -> None:
    ran = interdict("screen", "name", BLOCKED)
    assert ran.code == 1
    assert "blocked" in ran.out
    assert "ofac-sdn:7003" in ran.out
    assert "+" in ran.out
    assert ran.err == ""


def test_an_unlisted_name_is_exit_0_and_says_where_it_looked(
    interdict: Installation, small_non_sdn: Path
) -> None:
    interdict("lists", "add", small_non_sdn, "--published", "2026-01-08")
    ran = interdict("screen", "name", "Anna Lindqvist")
    assert ran.code == 0
    assert "no match in ofac-nonsdn of 2026-01-08, ofac-sdn of 2026-01-08" in ran.out
    assert "not loaded: UK Sanctions List" in ran.out


def test_a_list_dated_by_its_files_own_time_is_not_shown_as_published_then(
    bare: Installation, small_lists: Path
) -> None:
    bare("lists", "add", *(small_lists / name for name in ("sdn.csv", "un.xml")))
    ran = bare("screen", "name", "Anna Lindqvist")
    undated = "(dated by the file's own time: may be older)"
    assert "un of 2026-02-27 (2 parties)" in ran.out
    looked = ran.out.partition("Looked in:")[2]
    assert undated in " ".join(looked.split())


def test_json_has_the_shape_of_the_contract(interdict: Installation) -> None:
    answer = interdict("screen", "name", BLOCKED, "--json").json
    assert {"query", "snapshot", "policy", "engine", "as_of", "hits", "verdicts", "coverage"} <= {
        *answer
    }
    assert answer["snapshot"] == interdict.home.current()
    hit = answer["hits"][0]
    assert {"id", "kind", "names", "lists", "measures"} <= {*hit["party"]}
    assert {"feature", "points", "query", "party", "says"} == {*hit["evidence"][0]}
    assert round(sum(piece["points"] for piece in hit["evidence"]), 4) == hit["score"]
    assert answer["verdicts"]["us"]["verdict"] == "blocked"
    assert {"list", "edition", "published", "confirmed", "parties"} <= {*answer["coverage"][0]}


def test_an_identifier_alone_finds_its_ship(interdict: Installation) -> None:
    for number in ("imo:9234563", "imo:IMO 9234563"):
        ran = interdict("screen", "name", "--id", number, "--json")
        assert ran.code == 1
        assert ran.json["hits"][0]["party"]["id"] == "ofac-sdn:7004"


def test_a_wrong_check_digit_is_warned_about(interdict: Installation) -> None:
    ran = interdict("screen", "name", "Nobody Special", "--id", "imo:9234564")
    assert "imo 9234564 has a wrong check digit" in ran.err


def test_what_is_known_beside_the_name_counts(interdict: Installation) -> None:
    asked = ("screen", "name", "Petrenko, Boris Ivanovich", "--json")
    agreeing = interdict(*asked, "--born", "1952-10-07", "--country", "Russia", "--gender", "male")
    other = interdict(*asked, "--born", "1991", "--country", "jp")
    assert agreeing.json["verdicts"]["us"]["verdict"] == "blocked"
    assert other.code == 0 or other.json["hits"][0]["score"] < agreeing.json["hits"][0]["score"]
    assert interdict(*asked, "--kind", "Company").code == 0


def test_a_dash_reads_one_name_per_line(interdict: Installation) -> None:
    lines = f"{BLOCKED}\n\nAnna Lindqvist\n".encode()
    ran = interdict("screen", "name", "-", "--json", stdin=lines)
    assert ran.code == 1
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [len(answer["hits"]) > 0 for answer in answers] == [True, False]


def test_a_bad_line_costs_one_line(interdict: Installation) -> None:
    ran = interdict("screen", "name", "-", "--json", stdin=f"...\n{BLOCKED}\n".encode())
    assert ran.code == 2
    assert "line 1: the name has no letter or digit" in ran.err
    assert ran.json["hits"]


def test_standard_input_without_a_name_is_refused(interdict: Installation) -> None:
    ran = interdict("screen", "name", "-", stdin=b"\n \n")
    assert ran.code == 2
    assert "one name per line" in ran.err


def test_standard_input_that_is_not_utf8_is_refused(interdict: Installation) -> None:
    ran = interdict("screen", "name", "-", stdin="Müller".encode("cp1252"))
    assert ran.code == 2
    assert "not UTF-8 at byte 1" in ran.err


def test_the_report_of_several_names_holds_them_all(
    interdict: Installation, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    names = f"{BLOCKED}\nGREY HERON\n".encode()
    assert interdict("screen", "name", "-", "-o", report, stdin=names).code == 1
    page = report.read_text(encoding="utf-8")
    assert BLOCKED in page
    assert "GREY HERON" in page


def test_a_single_names_report_is_html_or_nothing(interdict: Installation, tmp_path: Path) -> None:
    ran = interdict("screen", "name", BLOCKED, "-o", tmp_path / "report.csv")
    assert ran.code == 2
    assert "end it in .html" in ran.err
    assert not (tmp_path / "report.csv").exists()


# -- options -------------------------------------------------------------------------------


def test_the_starter_list_answers_without_any_list_loaded(bare: Installation) -> None:
    ran = bare("screen", "name", "Rosneft", "--starter", "--json")
    assert ran.code == 1
    assert ran.json["coverage"][0]["list"] == "starter"
    nobody = bare("screen", "name", "Anna Lindqvist", "--starter", "--json")
    assert nobody.code == 0
    assert {verdict["verdict"] for verdict in nobody.json["verdicts"].values()} == {"unknown"}
    assert bare.home.current() is None


def test_the_threshold_and_the_limit_bound_the_hits(interdict: Installation) -> None:
    loose = interdict("screen", "name", "Hanbit Trading", "--threshold", "0.5", "--json").json
    strict = interdict("screen", "name", "Hanbit Trading", "--threshold", "1", "--json")
    assert loose["hits"]
    assert strict.code == 0
    assert "+options" in loose["policy"]
    one = interdict("screen", "name", "Hanbit", "--limit", "1", "--threshold", "0.5", "--json")
    assert len(one.json["hits"]) == 1


def test_lists_narrows_what_is_screened(interdict: Installation) -> None:
    ran = interdict("screen", "name", BLOCKED, "--lists", "un", "--json")
    assert ran.code == 0
    assert [piece["list"] for piece in ran.json["coverage"]] == ["un"]
    assert ran.json["verdicts"]["us"]["verdict"] == "unknown"
    assert interdict("screen", "name", BLOCKED, "--lists", "un,ofac-sdn").code == 1


@pytest.mark.parametrize("more", [(), ("--as-of", "2026-03-01"), ("--starter",)])
def test_a_list_that_is_not_loaded_is_exit_3(
    interdict: Installation, more: tuple[str, ...]
) -> None:
    ran = interdict("screen", "name", BLOCKED, "--lists", "atlantis", *more)
    assert ran.code == 3
    assert "atlantis is asked for but not loaded" in ran.err


def test_as_of_screens_what_was_published_by_then(interdict: Installation) -> None:
    ran = interdict("screen", "name", "Moranbong Shipping", "--as-of", "2026-01-31", "--json")
    assert ran.code == 0
    assert ran.json["as_of"] == "2026-01-31"
    assert [piece["list"] for piece in ran.json["coverage"]] == ["ofac-sdn"]
    assert interdict("screen", "name", "Moranbong Shipping").code == 1
    before = interdict("screen", "name", "Moranbong Shipping", "--as-of", "1999-01-01")
    assert before.code == 3


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--threshold", "0.2", "0.5 to 1.0"),
        ("--threshold", "nan", "0.5 to 1.0"),
        ("--threshold", "high", "not a valid float"),
        ("--limit", "0", "at least 1"),
        ("--as-of", "yesterday", "write YYYY-MM-DD"),
        ("--born", "sometime", "not a date"),
        ("--country", "Atlantis", "is no country"),
        ("--kind", "goose", "is no kind of party"),
        ("--id", "9234563", "is no kind of identifier"),
        ("--id", "imo:", "is not KIND:VALUE"),
        ("--id", "imo:9234563:Atlantis", "is no country"),
        ("--policy", "nowhere.toml", "nowhere.toml"),
    ],
)
def test_a_wrong_value_is_exit_2_and_says_what_fits(
    interdict: Installation, option: str, value: str, says: str
) -> None:
    ran = interdict("screen", "name", BLOCKED, option, value)
    assert ran.code == 2
    assert says in " ".join(ran.err.split())
    assert ran.out == ""


def test_a_policy_file_with_a_typo_names_the_file_and_the_key(
    interdict: Installation, tmp_path: Path
) -> None:
    policy = tmp_path / "retail.toml"
    policy.write_text('name = "retail"\ntreshold = 0.8\n')
    ran = interdict("screen", "name", BLOCKED, "--policy", policy)
    assert ran.code == 2
    assert "retail.toml" in ran.err
    assert "treshold" in ran.err


def test_a_policy_file_is_named_in_the_answer(interdict: Installation, tmp_path: Path) -> None:
    policy = tmp_path / "retail.toml"
    policy.write_text('name = "retail"\nversion = "2026-11"\nlists = ["un"]\n')
    ran = interdict("screen", "name", BLOCKED, "--policy", policy, "--json")
    assert ran.code == 0
    assert ran.json["policy"].startswith("retail@2026-11#")


def test_lists_last_confirmed_too_long_ago_are_exit_3(
    interdict: Installation, tmp_path: Path
) -> None:
    for confirmation in interdict.home.confirmations.glob("*.json"):
        stored = json.loads(confirmation.read_text())
        confirmation.write_text(json.dumps(stored | {"at": "2026-01-10T00:00:00Z"}))
    ran = interdict("screen", "name", BLOCKED)
    assert ran.code == 3
    assert "was last confirmed on 2026-01-10; the policy allows 7 days" in ran.err
    assert interdict("screen", "name", BLOCKED, "--as-of", "2026-03-01").code == 1  # exempt
    policy = tmp_path / "patient.toml"
    policy.write_text("max_age_days = 0\n")
    assert interdict("screen", "name", BLOCKED, "--policy", policy).code == 1


# -- replay and recording ------------------------------------------------------------------


def test_the_same_question_gets_the_same_bytes(interdict: Installation) -> None:
    call = ("screen", "name", "Borys Petrenko", "--born", "1952", "--json")
    assert interdict(*call).out == interdict(*call).out


def test_every_answer_is_recorded_hashed_unless_the_policy_says_clear(
    interdict: Installation, tmp_path: Path
) -> None:
    interdict("screen", "name", BLOCKED)
    policy = tmp_path / "clear.toml"
    policy.write_text('record_queries = "clear"\n')
    interdict("screen", "name", BLOCKED, "--policy", policy)
    hashed, clear = [r.content for r in read(interdict.home.audit) if r.event == "screen"]
    assert "query" not in hashed
    assert clear["query"]["name"] == BLOCKED
    assert hashed["query_sha256"] == clear["query_sha256"]
    assert interdict("audit", "verify").code == 0


# -- files ---------------------------------------------------------------------------------


def test_a_file_gives_one_line_per_hit_with_its_input_columns(
    interdict: Installation, customers: Path, tmp_path: Path
) -> None:
    ran = interdict("screen", "file", customers, "-o", tmp_path / "hits.csv")
    assert ran.code == 1
    assert "6 rows: 6 screened, 4 with hits (4 hits), 0 rejected" in ran.out
    found = rows(tmp_path / "hits.csv")
    assert [row["row"] for row in found] == ["1", "3", "4", "5"]
    assert [row["customer_id"] for row in found] == ["C-1", "C-3", "C-4", "C-5"]
    assert {"query_name", "score", "party_id", "matched_name", "lists", "says"} <= {*found[0]}
    assert sorted(path.name for path in tmp_path.glob("hits*")) == ["hits.csv"]


def test_every_form_of_output_holds_the_same_hits(
    interdict: Installation, customers: Path, tmp_path: Path
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for ending in ("csv", "jsonl", "parquet", "html"):
        assert interdict("screen", "file", customers, "-o", tmp_path / f"x.{ending}").code == 1
    ids = [row["party_id"] for row in rows(tmp_path / "x.csv")]
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["party_id"] for line in lines] == ids
    assert parquet.read_table(tmp_path / "x.parquet")["party_id"].to_pylist() == ids
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert all(party in page for party in ids)


def test_a_row_of_a_file_gets_the_answer_of_the_name_alone(
    interdict: Installation, customers: Path, tmp_path: Path
) -> None:
    """Invariant 2."""
    interdict("screen", "file", customers, "-o", tmp_path / "hits.csv")
    by_row = {row["row"]: row for row in rows(tmp_path / "hits.csv")}
    alone = {
        "1": ("Boris Petrenko", "--kind", "Person", "--born", "1952-10-07", "--country", "Russia"),
        "3": ("Volna Energo, OOO", "--kind", "Company", "--country", "ru"),
        "4": ("Grey Heron", "--kind", "Vessel", "--id", "imo:9234563"),
        "5": ("백철수", "--kind", "Person"),
    }
    for number, asked in alone.items():
        (hit,) = interdict("screen", "name", *asked, "--json").json["hits"]
        row = by_row[number]
        assert (hit["party"]["id"], hit["matched_name"]) == (row["party_id"], row["matched_name"])
        assert hit["score"] == float(row["score"])
        assert "; ".join(e["says"] for e in hit["evidence"] if e["says"]) == row["says"]


def test_a_clean_file_is_exit_0(interdict: Installation, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("name\nAnna Lindqvist\n")
    ran = interdict("screen", "file", tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--json")
    assert ran.code == 0
    assert ran.json["screened"] == 1
    assert rows(tmp_path / "out.csv") == []


def test_a_dash_reads_the_file_from_standard_input(
    interdict: Installation, customers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "hits.csv"
    ran = interdict("screen", "file", "-", "-o", out, "--json", stdin=customers.read_bytes())
    assert ran.code == 1
    assert ran.json["with_hits"] == 4
    again = interdict("screen", "file", "-", "-o", out, "--resume", stdin=customers.read_bytes())
    assert again.code == 2
    assert "standard input cannot be resumed" in again.err


def test_the_default_output_is_named_after_the_file(
    interdict: Installation, customers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert interdict("screen", "file", customers).code == 1
    assert (tmp_path / "customers.csv.hits.csv").exists()


def test_a_file_is_recorded_by_chunk_and_as_a_whole(
    interdict: Installation, customers: Path, tmp_path: Path
) -> None:
    interdict("screen", "file", customers, "-o", tmp_path / "hits.csv")
    _, activated, *records = read(interdict.home.audit)
    assert activated.content["snapshot"] == interdict.home.current()
    assert [record.event for record in records] == ["screen-chunk", "screen-file"]
    assert records[0].content["rows"] == [1, 6]
    assert records[1].content["with_hits"] == 4


# -- as other programs run it --------------------------------------------------------------


def run_alone(home: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from interdict.cli.main import main; main()", *map(str, args)],
        env=os.environ | {"INTERDICT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_exit_codes_and_streams_of_the_real_process(loaded: Home, tmp_path: Path) -> None:
    """0 nothing found, 1 hits, 2 bad input, 3 no lists; answers on stdout, errors on stderr."""
    for code, args in (
        (0, ("screen", "name", "Anna Lindqvist", "--json")),
        (1, ("screen", "name", BLOCKED, "--json")),
        (2, ("screen", "name", "\udcff\udcfe")),
        (2, ("screen", "nonsense")),
    ):
        ran = run_alone(loaded.path, *args)
        assert ran.returncode == code, ran.stderr
        assert bool(ran.stdout) == (code < 2)
        assert bool(ran.stderr) == (code == 2)
    missing = run_alone(tmp_path / "nothing", "screen", "name", BLOCKED)
    assert (missing.returncode, missing.stdout) == (3, "")
    assert not (tmp_path / "nothing").exists()


def test_a_crash_is_exit_4_and_never_looks_like_hits(
    interdict: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("interdict.cli.screen.screening_record", broken)
    ran = interdict("screen", "name", BLOCKED)
    assert ran.code == 4
    assert "internal error" in ran.err
    assert ran.out == ""


def test_an_answer_that_cannot_be_recorded_is_not_given(interdict: Installation) -> None:
    shutil.rmtree(interdict.home.audit)
    interdict.home.audit.write_text("a file where the log's folder should be")
    ran = interdict("screen", "name", BLOCKED)
    assert ran.code == 4
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_a_reader_that_leaves_gets_neither_nothing_nor_hits(loaded_folder: Path) -> None:
    program = "from interdict.cli.main import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "lists", "show", "ofac-sdn:7001"],
        env=os.environ | {"INTERDICT_HOME": str(loaded_folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


def test_help_is_exit_0_and_no_command_is_exit_2(bare: Installation) -> None:
    assert bare("--help").code == 0
    assert "Usage" in bare("screen", "file", "--help").out
    assert bare().code == 2


def test_a_home_that_is_a_file_is_refused(
    bare: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("INTERDICT_HOME", str(tmp_path / "file"))
    ran = bare("lists", "status")
    assert ran.code == 2
    assert "name a folder" in ran.err


@pytest.mark.parametrize("jobs", ["1", "2", "0", "all", "ALL"])
def test_jobs_are_a_number_or_all_cores(interdict: Installation, tmp_path: Path, jobs: str) -> None:
    (tmp_path / "in.csv").write_text("name\nBoris Petrenko\n")
    ran = interdict("screen", "file", tmp_path / "in.csv", "-o", tmp_path / "o.csv", "--jobs", jobs)
    assert (ran.code, ran.err) == (1, "")


@pytest.mark.parametrize("jobs", ["-1", "many", "1.5", ""])
def test_any_other_number_of_jobs_is_refused(
    interdict: Installation, tmp_path: Path, jobs: str
) -> None:
    (tmp_path / "in.csv").write_text("name\nBoris Petrenko\n")
    ran = interdict("screen", "file", tmp_path / "in.csv", "--jobs", jobs)
    assert ran.code == 2
    assert "no number of processes" in ran.err


@pytest.mark.parametrize("damaged", ["current", "history.json", "confirmed/un.json", "snapshots"])
def test_lists_that_fail_to_load_are_exit_3(interdict: Installation, damaged: str) -> None:
    path = interdict.home.path / damaged
    if damaged == "snapshots":
        in_force = interdict.home.current()
        assert in_force is not None
        path = interdict.home.snapshot_folder(in_force) / "parties.msgpack"
    path.write_bytes(b"overwritten")
    when = ("--known-on", "2026-01-01") if damaged == "history.json" else ()
    ran = interdict("screen", "name", BLOCKED, *when)
    assert (ran.code, ran.out) == (3, "")
    assert path.name in ran.err
