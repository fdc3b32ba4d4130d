"""--as-of and --known-on: what was published by a day, and what was known here, kept apart."""

import datetime
from pathlib import Path

import pytest

from interdict.snapshot.archive import Archive
from interdict.snapshot.store import Home

from .conftest import Installation

DAYS = ("2022-01-31", "2022-02-28", "2022-03-31")


@pytest.fixture
def editions(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Installation:
    """An installation with three monthly editions of one small list, all added today."""
    return Installation(three_editions.path, monkeypatch, capsys)


@pytest.fixture
def both_lists(editions: Installation, small_non_sdn: Path) -> Installation:
    """The same with OFAC's other list, so that the silence of the United States counts."""
    ran = editions("lists", "add", small_non_sdn, "--published", "2022-01-31")
    assert ran.code == 0
    return editions


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bank Vostokkredit", ["no-match", "blocked", "blocked"]),
        ("Grey Gull", ["blocked", "no-match", "no-match"]),
        ("Ostrovnaya Zarya", ["no-match", "blocked", "no-match"]),
        ("Anna Lebedeva", ["no-match", "blocked", "blocked"]),
    ],
)
def test_each_edition_gives_the_verdict_of_its_day(
    both_lists: Installation, name: str, expected: list[str]
) -> None:
    kind = ("--kind", "vessel") if name == "Grey Gull" else ()
    answers = [
        both_lists("screen", "name", name, *kind, "--as-of", day, "--json").json for day in DAYS
    ]
    assert [answer["verdicts"]["us"]["verdict"] for answer in answers] == expected
    assert [answer["as_of"] for answer in answers] == list(DAYS)


def test_the_sdn_list_alone_leaves_the_united_states_unknown(editions: Installation) -> None:
    """On 2022-02-28 Sberbank stood on the non-SDN list only."""
    ran = editions("screen", "name", "Sberbank of Russia", "--as-of", "2022-02-28", "--json")
    assert ran.json["verdicts"]["us"] == {
        **ran.json["verdicts"]["us"],
        "verdict": "unknown",
        "because": ["not loaded: Consolidated Non-SDN List"],
    }


def test_a_replayed_answer_is_the_same_byte_for_byte(
    editions: Installation, small_editions: Path
) -> None:
    """Also after the lists were confirmed again and past snapshots removed."""
    asked = ("screen", "name", "Igor Volkov", "--as-of", "2022-02-28", "--json")
    first = editions(*asked).out
    assert editions(*asked).out == first
    editions("lists", "add", small_editions / "sdn_2022-03-31.csv")
    for note in editions.home.past.iterdir():
        note.unlink()
    assert editions(*asked).out == first


def test_what_was_published_then_is_not_what_was_known_here(editions: Installation) -> None:
    """The editions of 2022 came here today: in 2022 we knew nothing."""
    assert editions("screen", "name", "Bank Vostokkredit", "--as-of", "2022-02-28").code == 1
    ran = editions("screen", "name", "Bank Vostokkredit", "--known-on", "2022-02-28")
    assert ran.code == 3
    assert "nothing was in force here on 2022-02-28" in ran.err


def test_what_was_known_is_what_was_in_force_here(
    interdict: Installation, small_editions: Path
) -> None:
    """A list loaded later is not known earlier, though it was published long before."""
    before = datetime.datetime.now(datetime.UTC).isoformat()
    known = interdict.home.current()
    interdict(
        "lists", "add", small_editions / "sdn_2022-03-31.csv", "--published", "2026-02-01",
        "--accept-shrunken", "ofac-sdn",
    )  # fmt: skip
    assert interdict.home.current() != known
    asked = ("screen", "name", "Bank Vostokkredit")
    assert interdict(*asked).code == 1
    ran = interdict(*asked, "--known-on", before, "--json")
    assert ran.code == 0
    assert (ran.json["snapshot"], ran.json["as_of"]) == (known, None)
    assert ran.json["known_on"] == before
    assert "as known here on" in interdict(*asked, "--known-on", before).out


def test_the_answer_says_which_of_the_two_it_is(editions: Installation) -> None:
    asked = ("screen", "name", "Anna Lebedeva")
    as_of = editions(*asked, "--as-of", "2022-02-28").out
    assert "as published, and in effect, by 2022-02-28" in as_of
    assert "as known here" not in as_of
    assert "as published" not in editions(*asked).out


def test_a_gap_between_the_day_and_the_edition_is_told(editions: Installation) -> None:
    """Unknown is not no: nobody knows here what April 2022 brought."""
    asked = ("screen", "name", "Anna Lebedeva", "--as-of")
    assert "is of 2022-03-31, 61 days before" in editions(*asked, "2022-05-31").err
    assert editions(*asked, "2022-04-30").err == ""


def test_the_two_are_never_mixed(editions: Installation) -> None:
    asked = ("screen", "name", "Anna Lebedeva")
    ran = editions(*asked, "--as-of", "2022-02-28", "--known-on", "2022-02-28")
    assert ran.code == 2
    assert "two questions" in ran.err
    assert editions(*asked, "--starter", "--known-on", "2022-02-28").code == 2
    assert "lies ahead" in editions(*asked, "--known-on", "2100-01-01").err
    assert "no day or moment" in editions(*asked, "--known-on", "soon").err


def test_a_past_day_needs_no_fresh_lists(editions: Installation) -> None:
    for path in editions.home.confirmations.iterdir():
        path.write_bytes(path.read_bytes().replace(b'"at":"20', b'"at":"19'))
    asked = ("screen", "name", "Anna Lebedeva")
    assert editions(*asked).code == 3
    assert editions(*asked, "--as-of", "2022-02-28").code == 1
    assert editions(*asked, "--known-on", datetime.datetime.now(datetime.UTC).isoformat()).code == 1


def test_the_audit_log_keeps_which_was_asked(editions: Installation) -> None:
    moment = datetime.datetime.now(datetime.UTC).isoformat()
    editions("screen", "name", "Anna Lebedeva", "--known-on", moment)
    log = b"".join(path.read_bytes() for path in sorted(editions.home.audit.iterdir()))
    assert b'"known_on":"' + moment[:19].encode() in log


def test_many_rows_get_the_verdict_of_the_day_by_one_process_or_two(
    editions: Installation, tmp_path: Path
) -> None:
    table = tmp_path / "customers.csv"
    table.write_text("name\nBank Vostokkredit\nAnna Lebedeva\n", encoding="utf-8")
    for day, hits in zip(DAYS, (0, 2, 2), strict=True):
        ran = editions(
            "screen", "file", table, "-o", tmp_path / f"{day}.csv", "--as-of", day, "--json"
        )
        assert ran.json["with_hits"] == hits


def test_one_call_keeps_each_edition_and_compiles_the_newest(editions: Installation) -> None:
    kept = Archive(editions.home).editions()
    assert [(e.published.isoformat(), e.dated_by) for e in kept] == [
        (day, "file-name") for day in DAYS
    ]
    assert len(editions.home.history()) == 1
    assert len(list(editions.home.snapshots.iterdir())) == 1
    status = editions("lists", "status", "--json").json
    assert status["lists"][0]["published"] == "2022-03-31"


def test_a_shrunken_edition_among_several_keeps_all_out(
    bare: Installation, small_editions: Path, tmp_path: Path
) -> None:
    """Invariant 8: the one before it in the same call is what it is compared with."""
    cut = tmp_path / "sdn_2022-03-01.csv"
    lines = (small_editions / "sdn_2022-02-28.csv").read_bytes().splitlines(keepends=True)
    cut.write_bytes(b"".join(lines[:3]))
    ran = bare("lists", "add", *sorted(small_editions.iterdir()), cut)
    assert ran.code == 2
    assert "more than 5% are gone" in ran.err
    assert bare.home.current() is None


def test_what_was_in_effect_is_told_by_the_newest_lists_as_far_as_they_say(
    both_lists: Installation,
) -> None:
    """SDN.CSV states no day, and who was delisted since is not on it."""

    def verdict(name: str, day: str) -> str:
        ran = both_lists("screen", "name", name, "--in-force-on", day, "--json")
        found: str = ran.json["verdicts"]["us"]["verdict"]
        return found

    assert verdict("Anna Lebedeva", "2022-03-31") == "blocked"
    assert verdict("Anna Lebedeva", "2022-03-01") == "unknown"
    assert verdict("Grey Gull", "2022-01-31") == "unknown"
    asked = ("screen", "name", "Anna Lebedeva", "--in-force-on", "2022-03-01")
    assert "as in effect on 2022-03-01, told by later editions" in both_lists(*asked).out
    reasons = both_lists(*asked, "--json").json["verdicts"]["us"]["because"]
    assert "delisted in between" in reasons[0]
    assert "does not say since when" in reasons[1]
