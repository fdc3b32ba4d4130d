"""interdict owners solve: the contract of two tables in and one table out."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import interdict.starter
from interdict.cli import owners_solve
from interdict.report.hits_table import CsvLines

from .conftest import Installation, Ran

DEMO = Path(interdict.starter.__file__).parent / "demo"
HEADER = ["party", "regime", "verdict", "share_low", "share_high", "because"]
STAKES = "owner,owned,percent\nOrlov,Volna Energo,50\nVolna Energo,Volna Bunker,49.99\n"
LISTED = "party\nOrlov\n"


class Tables:
    """A folder with two tables, and what the command makes of them."""

    def __init__(self, folder: Path, interdict: Installation) -> None:
        self.folder, self.run = folder, interdict
        self.output = folder / "verdicts.csv"

    def __call__(
        self, stakes: str = STAKES, listed: str = LISTED, *more: object, output: str = ""
    ) -> Ran:
        (self.folder / "stakes.csv").write_text(stakes, encoding="utf-8")
        (self.folder / "listed.csv").write_text(listed, encoding="utf-8")
        self.output = self.folder / (output or "verdicts.csv")
        return self.run(
            "owners", "solve", self.folder / "stakes.csv",
            "--listed", self.folder / "listed.csv", "-o", self.output, *more,
        )  # fmt: skip

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.output.read_text(encoding="utf-8"))))

    def word(self, party: str, regime: str) -> str:
        found = [r["verdict"] for r in self.rows if (r["party"], r["regime"]) == (party, regime)]
        return found[0] if found else "no-match"


@pytest.fixture
def tables(tmp_path: Path, bare: Installation) -> Tables:
    return Tables(tmp_path, bare)


# -- the table -------------------------------------------------------------------------------


def test_the_columns_are_those_of_the_contract(tables: Tables) -> None:
    tables()
    assert tables.output.read_text(encoding="utf-8").splitlines()[0] == ",".join(HEADER)


def test_every_regime_has_its_own_word(tables: Tables) -> None:
    tables()
    assert [tables.word("Volna Energo", regime) for regime in ("us", "eu", "uk", "ch")] == [
        "blocked-by-ownership", "blocked-by-ownership", "review", "review",
    ]  # fmt: skip


def test_the_listed_appear_as_blocked_and_those_without_a_match_not_at_all(tables: Tables) -> None:
    tables("owner,owned,percent\nOrlov,Volna Energo,10\n", "party,regime\nOrlov,uk\n")
    assert [(row["party"], row["regime"], row["verdict"]) for row in tables.rows] == [
        ("Orlov", "uk", "blocked")
    ]


def test_shares_are_exact_decimals_of_what_blocked_owners_hold(tables: Tables) -> None:
    stakes = "owner,owned,percent\nOrlov,A,33.330\nBelov,A,0.0000000000000000000001\nOrlov,B,25-50"
    tables(f"{stakes}\n", "party,regime\nOrlov,us\nBelov,us\n")
    shares = {row["party"]: (row["share_low"], row["share_high"]) for row in tables.rows}
    assert shares["A"] == ("33.3300000000000000000001",) * 2
    assert shares["B"] == ("25", "50")


def test_the_reason_names_holder_share_line_and_authority(tables: Tables) -> None:
    tables()
    (row,) = [r for r in tables.rows if (r["party"], r["regime"]) == ("Volna Energo", "us")]
    assert row["because"] == (
        "Orlov 50 %: 50 % (owners added up); blocks at 50 % or more, all blocked owners added up "
        "(OFAC guidance of 13 August 2014; FAQ 398 to 402)"
    )


@pytest.mark.parametrize("name", ["verdicts.jsonl", "verdicts.parquet"])
def test_other_forms_of_the_table_say_the_same(name: str, tables: Tables) -> None:
    tables()
    expected = tables.rows
    tables(output=name)
    if name.endswith("parquet"):
        parquet = pytest.importorskip("pyarrow.parquet")
        assert parquet.read_table(tables.output).to_pylist() == expected
    else:
        lines = tables.output.read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == expected


def test_the_demo_story_has_the_verdicts_that_were_worked_out_by_hand(tables: Tables) -> None:
    stakes, listed = ((DEMO / name).read_text("utf-8") for name in ("stakes.csv", "listed.csv"))
    ran = tables(stakes, listed, "--as-of", "2026-11-23")
    assert ran.code == 1
    with (DEMO / "expected_verdicts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert tables.word(row["party"], row["regime"]) == row["verdict"], row


def test_the_day_asked_decides_what_is_in_force(tables: Tables) -> None:
    stakes = "owner,owned,percent,kind,from,to\nOrlov,A,60,shares,,2025-06-30\n"
    words = {}
    for day in ("2025-06-30", "2025-07-01"):
        tables(stakes, LISTED, "--as-of", day)
        words[day] = tables.word("A", "us")
    assert words == {"2025-06-30": "blocked-by-ownership", "2025-07-01": "no-match"}


def test_a_listing_that_is_still_to_come_blocks_nobody(tables: Tables) -> None:
    listed = "party,listed_on\nOrlov,2025-10-22\n"
    assert tables(STAKES, listed, "--as-of", "2025-10-21").code == 0
    assert tables(STAKES, listed, "--as-of", "2025-10-22").code == 1


def test_the_share_above_which_a_person_must_look_is_a_choice(tables: Tables) -> None:
    stakes = "owner,owned,percent\nOrlov,A,20\n"
    tables(stakes)
    assert tables.word("A", "us") == "no-match"
    tables(stakes, LISTED, "--review-above", "19.99")
    assert tables.word("A", "us") == "review"


@pytest.mark.parametrize("typed", ["10-20", "", "120", "-1", "half"])
def test_that_share_is_one_number(typed: str, tables: Tables) -> None:
    assert tables(STAKES, LISTED, "--review-above", typed).code == 2
    assert not tables.output.exists()


def test_without_chains_the_eu_and_switzerland_only_ask_for_review(tables: Tables) -> None:
    stakes = "owner,owned,percent\nOrlov,A,60\nA,B,60\n"
    tables(stakes, LISTED, "--no-chains")
    assert [tables.word("B", regime) for regime in ("us", "eu", "uk", "ch")] == [
        "blocked-by-ownership", "review", "blocked-by-ownership", "review",
    ]  # fmt: skip


# -- exit codes and what is printed ----------------------------------------------------------


def test_exit_0_when_nobody_is_listed(tables: Tables) -> None:
    ran = tables(STAKES, "party\n")
    assert (ran.code, tables.rows) == (0, [])


def test_exit_1_when_there_are_verdicts(tables: Tables) -> None:
    ran = tables()
    assert ran.code == 1
    assert "2 lines of stakes and 1 of listed parties, 0 rejected" in ran.out
    assert "Russia (Sanctions) (EU Exit) Regulations 2019" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("percent", "says"),
    [
        ("120", "120 % is no share"),
        ("-5", "'-5' is no percentage"),
        ('"50,1"', "write a decimal point"),
        ("half", "'half' is no percentage"),
        (">50", "'>50' is no percentage"),
        ("1e2", "'1e2' is no percentage"),
        ("٥٠", "'٥٠' is no percentage"),
        ("9" * 400, "999 ...' is no percentage"),
    ],
)
def test_exit_2_after_complete_output_for_a_percentage_that_is_none(
    percent: str, says: str, tables: Tables
) -> None:
    ran = tables(f"owner,owned,percent\nOrlov,A,{percent}\nOrlov,B,60\n")
    assert ran.code == 2
    assert says in ran.err
    assert tables.word("A", "us") == "unknown"
    assert tables.word("B", "us") == "blocked-by-ownership"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("A,A,60,,,", "self-owned"),
        ("Orlov,A,60,,2026-01-01,2025-01-01", "unreadable-dates"),
        ("Orlov,A,60,,01/02/2020,", "unreadable-dates"),
        ("Orlov,A,60,ownership,,", "unreadable-kind"),
        (",A,60,,,", "unnamed-owner"),
        ("Orlov,A,,,,", "unstated-share"),
        ("Orlov,A,60,,,\nOrlov,A,40,,,", "repeated-stake"),
        ("Orlov,A,60,,,\nBelov,A,60,,,", "more-than-all"),
        ("Orlov,,60,,,", "unreadable-stake"),
    ],
)
def test_what_is_odd_stands_in_the_findings_file(line: str, code: str, tables: Tables) -> None:
    ran = tables(f"owner,owned,percent,kind,from,to\n{line}\n")
    with (tables.folder / "verdicts.csv.findings.csv").open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert [row["code"] for row in found] == [code]
    assert ran.code == (2 if code.startswith("unreadable") else 1)
    assert found[0]["message"] in " ".join(ran.err.split())


def test_of_two_statements_the_later_line_counts(tables: Tables) -> None:
    tables("owner,owned,percent\nOrlov,A,60\nOrlov,A,40\nOrlov,B,40\nOrlov,B,60\n")
    assert (tables.word("A", "us"), tables.word("B", "us")) == ("review", "blocked-by-ownership")


def test_a_run_without_findings_removes_those_of_the_run_before(tables: Tables) -> None:
    tables("owner,owned,percent\nOrlov,A,half\n")
    assert (tables.folder / "verdicts.csv.findings.csv").exists()
    tables()
    assert not (tables.folder / "verdicts.csv.findings.csv").exists()


def test_many_findings_are_printed_in_part_and_written_in_whole(tables: Tables) -> None:
    lines = "".join(f"Orlov,A{n},half\n" for n in range(30))
    ran = tables(f"owner,owned,percent\n{lines}")
    assert "10 more in" in " ".join(ran.err.split())
    written = (tables.folder / "verdicts.csv.findings.csv").read_text(encoding="utf-8")
    assert written.count("unreadable-percent") == 30


def test_json_has_day_counts_rules_files_and_findings(tables: Tables) -> None:
    found: dict[str, Any] = tables(STAKES, LISTED, "--json", "--as-of", "2026-11-23").json
    assert found["as_of"] == "2026-11-23"
    assert (found["stakes"], found["listed"], found["rejected"]) == (2, 1, 0)
    assert found["verdicts"]["us"] == {"blocked": 1, "blocked-by-ownership": 1, "review": 1}
    assert found["rules"]["us"]["id"] == "us-50-percent-2014"
    assert found["output"] == str(tables.output)
    assert (found["findings_file"], found["findings"]) == (None, [])


def test_a_dash_reads_stakes_from_standard_input(tables: Tables) -> None:
    tables()
    expected = tables.rows
    ran = tables.run(
        "owners", "solve", "-", "--listed", tables.folder / "listed.csv", "-o", tables.output,
        stdin=STAKES.encode(),
    )  # fmt: skip
    assert ran.code == 1
    assert tables.rows == expected


# -- files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["stakes.csv", "listed.csv"])
def test_no_input_is_overwritten(name: str, tables: Tables) -> None:
    ran = tables(output=name)
    assert ran.code == 2
    assert f"{name} is an input, and would be overwritten: choose another -o" in ran.err
    assert (tables.folder / "stakes.csv").read_text(encoding="utf-8") == STAKES
    assert (tables.folder / "listed.csv").read_text(encoding="utf-8") == LISTED


def test_no_input_is_removed_as_an_old_findings_file(tables: Tables) -> None:
    stakes = tables.folder / "verdicts.csv.findings.csv"
    stakes.write_text(STAKES, encoding="utf-8")
    (tables.folder / "listed.csv").write_text(LISTED, encoding="utf-8")
    listed = tables.folder / "listed.csv"
    ran = tables.run("owners", "solve", stakes, "--listed", listed, "-o", tables.output)
    assert ran.code == 2
    assert stakes.exists()


@pytest.mark.parametrize(
    ("output", "says"),
    [("none/v.csv", "No such file or directory"), ("v.txt", "end it in .csv, .jsonl")],
)
def test_an_output_that_cannot_be_written_is_named(output: str, says: str, tables: Tables) -> None:
    ran = tables(output=output)
    assert ran.code == 2
    assert says in ran.err


def test_bad_input_leaves_the_verdicts_of_the_run_before(tables: Tables) -> None:
    tables()
    before = tables.output.read_bytes()
    assert tables("owner,owned\nOrlov,A\n").code == 2
    assert tables(STAKES, "name of party\nOrlov\n").code == 2
    assert tables.output.read_bytes() == before


def test_a_write_that_is_interrupted_leaves_the_verdicts_of_the_run_before(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables()
    before = tables.output.read_bytes()

    class Interrupted(CsvLines):
        def add(self, line: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(owners_solve, "lines_writer", lambda path, *_: Interrupted(path, HEADER))
    assert tables("owner,owned,percent\nOrlov,Z,60\n").code == 130
    assert tables.output.read_bytes() == before
    names = {path.name for path in tables.folder.iterdir() if path.is_file()}
    assert names == {"stakes.csv", "listed.csv", "verdicts.csv"}


@pytest.mark.parametrize("missing", ["stakes.csv", "listed.csv"])
def test_a_table_that_is_not_there_is_named(missing: str, tables: Tables) -> None:
    tables()
    files = [tables.folder / name for name in ("stakes.csv", "listed.csv")]
    (tables.folder / missing).unlink()
    ran = tables.run("owners", "solve", files[0], "--listed", files[1], "-o", tables.output)
    assert ran.code == 2
    assert f"{missing}: No such file or directory" in ran.err
