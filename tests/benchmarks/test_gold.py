"""The gold set is read as it is written, and what cannot be found is said with its place."""

from pathlib import Path

import pytest
from benchmarks.gold import BadGold, occurrences, read
from benchmarks.gold_names import printed_names
from benchmarks.gold_records import Gold

from benchmarks import gold, visible
from interdict.text import fold

FILES = sorted(file for half in ("dev", "held") for file in (gold.FOLDER / half).glob("*.toml"))
TEXT = """Rosneft said it was ready.

Share
Rosneft shares fell.

Share
Rosneft said it was ready.
"""
HEAD = 'style = "invented"\ntopic = "oil"\n'


def annotated(folder: Path, annotation: str, text: str = TEXT, suffix: str = ".txt") -> Gold:
    (folder / f"oil{suffix}").write_text(text, encoding="utf-8")
    (folder / "oil.toml").write_text(HEAD + annotation, encoding="utf-8")
    return read(folder / "oil.toml")


def refusal(folder: Path, annotation: str) -> str:
    with pytest.raises(BadGold) as caught:
        annotated(folder, annotation)
    return str(caught.value)


@pytest.mark.parametrize("file", FILES, ids=[f"{f.parent.name}/{f.stem}" for f in FILES])
def test_every_annotation_finds_its_words(file: Path) -> None:
    assert read(file).text


@pytest.mark.parametrize("file", FILES, ids=[f"{f.parent.name}/{f.stem}" for f in FILES])
def test_every_party_of_the_starter_list_is_named_as_it_is_printed(file: Path) -> None:
    printed = printed_names(home=None)["starter"]
    wanted = [m.party for m in read(file).mentions if m.lists == "starter"]
    assert [party for party in wanted if fold(party) not in printed] == []


def test_places_are_characters_of_the_text_file(tmp_path: Path) -> None:
    found = annotated(tmp_path, '[[mention]]\nparty = "ROSNEFT"\nspans = ["Rosneft#2"]')
    (span,) = found.mentions[0].spans
    assert (span.start, span.of(found.text)) == (34, "Rosneft")


def test_a_star_means_every_place(tmp_path: Path) -> None:
    found = annotated(tmp_path, '[[mention]]\nparty = "ROSNEFT"\nspans = ["Rosneft#*"]')
    assert len(found.mentions[0].spans) == 3


def test_words_in_dropped_lines_are_not_counted(tmp_path: Path) -> None:
    dropped = '[[dropped]]\nline = "Rosneft shares fell."\nreason = "caption"\n'
    found = annotated(tmp_path, dropped + '[[mention]]\nparty = "R"\nspans = ["Rosneft#*"]')
    assert len(found.mentions[0].spans) == 2


def test_equal_lines_are_dropped_in_order(tmp_path: Path) -> None:
    share = '[[dropped]]\nline = "Share"\nreason = "share-bar"\n'
    found = annotated(tmp_path, share * 2)
    assert [line.dropped is not None for line in found.lines] == [False, True, False, True, False]


def test_of_a_repeated_line_the_later_copy_is_dropped(tmp_path: Path) -> None:
    line = '[[dropped]]\nline = "Rosneft said it was ready."\nreason = "repeated"\n'
    assert [line.dropped for line in annotated(tmp_path, line).lines][-1] == "repeated"


def test_omitted_words_reach_over_the_line_break() -> None:
    (span,) = occurrences("it would\nsell no more oil to them", "it would ... oil")
    assert (span.start, span.end) == (0, 25)


def test_only_whole_words_are_found() -> None:
    assert occurrences("Kimchi is not Kim's", "Kim") == [occurrences("Kimchi is not Kim", "Kim")[0]]


def test_words_that_are_not_there_are_said_with_file_and_place(tmp_path: Path) -> None:
    said = refusal(
        tmp_path, '[[event]]\nkind = "meeting"\ncertainty = "asserted"\nsentence = "met"'
    )
    assert said == f"{tmp_path / 'oil.toml'}: [[event]] 1: 'met' is not in the kept text"


def test_words_that_stand_several_times_need_a_number(tmp_path: Path) -> None:
    said = refusal(tmp_path, '[[mention]]\nparty = "ROSNEFT"\nspans = ["Rosneft"]')
    assert "'Rosneft' stands 3 times in the kept text, add #1, #2 ..." in said


def test_a_number_beyond_the_last_place_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, '[[mention]]\nparty = "ROSNEFT"\nspans = ["Rosneft#4"]')
    assert "stands 3 times in the kept text, but not #4" in said


def test_words_that_differ_in_case_or_marks_only_get_a_hint(tmp_path: Path) -> None:
    said = refusal(tmp_path, '[[mention]]\nparty = "ROSNEFT"\nspans = ["ROSNEFT"]')
    assert "look at case, quote marks and dashes" in said


def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    assert "unknown field `span`" in refusal(tmp_path, '[[mention]]\nparty = "R"\nspan = ["x"]')


def test_bounds_and_numbers_have_to_fit(tmp_path: Path) -> None:
    number = '[[number]]\ntext = "fell"\nunit = "percent"\nbound = "between"\nlow = 7'
    assert "low and high do not fit bound = 'between'" in refusal(tmp_path, number)


def test_a_page_is_annotated_by_its_visible_lines(tmp_path: Path) -> None:
    page = "<body><nav>Menu</nav><main><h1>Oil <b>fell</b></h1><p>One.<br>Two.</p></main></body>"
    found = annotated(tmp_path, "", page, ".html")
    assert [line.span.of(found.text) for line in found.lines] == ["Oil fell", "One.", "Two."]


def test_another_part_of_a_page_can_be_named() -> None:
    assert visible.lines("<main>No</main><div id=s><p>Yes</p></div>", "//div[@id='s']") == ["Yes"]


def test_a_folder_with_an_article_nobody_annotated_is_refused(tmp_path: Path) -> None:
    (tmp_path / "alone.txt").write_text("Words.", encoding="utf-8")
    with pytest.raises(BadGold, match=r"alone\.txt: has no annotation"):
        gold.articles(tmp_path)
