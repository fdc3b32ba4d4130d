"""interdict lists quality: one report per list, beside the edition before."""

from pathlib import Path

from interdict.snapshot.quality_checks import CHECKS

from .conftest import Installation

STRANGE = b'7001,"PETRENKO, Boris","individual","MARS-1",' + b"-0- ," * 7 + b'"DOB 1952."\n'


def test_every_list_in_force_is_reported(interdict: Installation) -> None:
    ran = interdict("lists", "quality")
    assert ran.code == 0
    assert "ofac-sdn of 2026-01-08 (ofac-csv)" in ran.out
    assert "un of" in ran.out


def test_one_list_is_reported_with_examples(interdict: Installation) -> None:
    ran = interdict("lists", "quality", "ofac-sdn")
    assert "un of" not in ran.out
    assert "no-measure: ofac-sdn:7001" in ran.out


def test_json_has_every_check_and_what_got_worse(interdict: Installation) -> None:
    (found,) = interdict("lists", "quality", "ofac-sdn", "--json").json["editions"]
    assert set(CHECKS) <= {line["code"] for line in found["lines"]}
    assert found["records"] == found["parties"] + found["rejected"]
    assert found["worse"] == []


def test_a_newer_edition_is_set_beside_the_one_before(
    interdict: Installation, small_lists: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "sdn.csv"
    rest = (small_lists / "sdn.csv").read_bytes().splitlines(keepends=True)[1:]
    newer.write_bytes(STRANGE + b"".join(rest))
    ran = interdict("lists", "add", newer, "--published", "2026-02-01", "--json")
    (added,) = ran.json["editions"]
    assert "unknown-programme" in {finding["code"] for finding in added["findings"]}
    (found,) = interdict("lists", "quality", "ofac-sdn", "--json").json["editions"]
    assert found["compared_with"] == "2026-01-08"
    assert "unknown-programmes" in found["worse"]
    (earlier,) = interdict("lists", "quality", "ofac-sdn", "--as-of", "2026-01-10", "--json").json[
        "editions"
    ]
    assert (earlier["published"], earlier["compared_with"]) == ("2026-01-08", None)


def test_every_kept_edition_is_one_line(
    interdict: Installation, small_lists: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "sdn.csv"
    newer.write_bytes((small_lists / "sdn.csv").read_bytes())
    interdict("lists", "add", newer, "--published", "2026-02-01")
    ran = interdict("lists", "quality", "ofac-sdn", "--editions")
    lines = [line for line in ran.out.splitlines() if line.startswith("  2026")]
    assert [line.split()[0] for line in lines] == ["2026-01-08", "2026-02-01"]


def test_a_list_that_is_not_kept_is_refused_with_those_that_are(interdict: Installation) -> None:
    ran = interdict("lists", "quality", "atlantis")
    assert ran.code == 2
    assert "there are editions of ofac-sdn, un" in ran.err


def test_an_empty_installation_says_how_to_load_lists(bare: Installation) -> None:
    ran = bare("lists", "quality")
    assert ran.code == 3
    assert "interdict lists add" in ran.err
