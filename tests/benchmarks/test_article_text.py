import pytest
from benchmarks.article_text import PAGES, overlap, pages, score, scored

from benchmarks import inputs


def test_the_same_text_is_right_throughout() -> None:
    assert overlap("one two three four five", "one two three four five") == (1, 0, 0)


def test_text_too_much_and_text_missing_are_told_apart() -> None:
    assert overlap("a b c d", "a b c d e").surplus == pytest.approx(0.5)
    assert overlap("a b c d e", "a b c d").missing == pytest.approx(0.5)


def test_a_run_that_occurs_twice_counts_twice() -> None:
    assert overlap("a a a a a", "a a a a").missing == pytest.approx(0.5)


def test_precision_and_recall_are_means_over_pages() -> None:
    found = score([overlap("a b c d", "a b c d"), overlap("a b c d", "a b c d e")])
    assert found.precision == pytest.approx(0.75)
    assert found.recall == 1


def test_the_goal_is_met_on_the_public_pages() -> None:
    try:
        folder = inputs.folder() / PAGES
    except inputs.NoData as absent:
        pytest.skip(str(absent))
    if not folder.is_dir():
        pytest.skip(f"no pages in {folder}")
    assert scored(list(pages(folder))).f1 >= 0.965
