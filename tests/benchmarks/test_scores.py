"""Right and wrong are counted as the textbooks count them."""

import pytest
from benchmarks.scores import Judged, Step, Tally

from benchmarks import scores

THRESHOLD = 0.7


def pair(score: float, is_match: bool, quality: str = "MEDIUM", schema: str = "Person") -> Judged:
    return Judged("a", "b", schema, is_match, quality, "", score, score >= THRESHOLD)


FIVE = [pair(0.9, True), pair(0.8, False), pair(0.75, True), pair(0.5, True), pair(0.1, False)]


def test_calls_are_counted_by_what_they_were_and_what_was_true() -> None:
    assert scores.tally(FIVE) == Tally(found=2, missed=1, false=1, rejected=1)
    assert scores.tally(FIVE).pairs == 5


def test_precision_recall_and_f1_are_shares_of_those_counts() -> None:
    counts = scores.tally(FIVE)
    assert counts.precision == pytest.approx(2 / 3)
    assert counts.recall == pytest.approx(2 / 3)
    assert counts.f1 == pytest.approx(2 / 3)


def test_a_share_of_nothing_is_not_a_number() -> None:
    only_others = scores.tally([pair(0.1, False)])
    assert only_others.precision is only_others.recall is only_others.f1 is None
    assert scores.auc([pair(0.1, False)]) is None


def test_auc_is_how_often_a_match_scores_above_another_pair() -> None:
    assert scores.auc(FIVE) == pytest.approx(4 / 6)  # 0.75 and 0.5 are below 0.8
    assert scores.auc([pair(0.9, True), pair(0.1, False)]) == 1.0


def test_equal_scores_count_half() -> None:
    assert scores.auc([pair(0.5, True), pair(0.5, False)]) == 0.5


def test_the_best_threshold_is_where_f1_is_highest() -> None:
    threshold, f1 = scores.best_threshold(FIVE)
    assert threshold == 0.5
    assert f1 == pytest.approx(6 / 7)


def test_mean_scores_are_given_from_the_surest_match_to_the_surest_other() -> None:
    labelled = [pair(0.2, False, "STRONG"), pair(1.0, True, "STRONG"), pair(0.8, True, "STRONG")]
    assert scores.calibration(labelled) == [
        Step("STRONG", True, 2, pytest.approx(0.9)),  # type: ignore[arg-type]
        Step("STRONG", False, 1, 0.2),
    ]


def test_a_mean_that_does_not_fall_is_named() -> None:
    steps = [Step("STRONG", True, 1, 0.9), Step("WEAK", True, 1, 0.6), Step("WEAK", False, 1, 0.7)]
    ((before, after),) = scores.rises(steps)
    assert (str(before), str(after)) == ("WEAK match", "WEAK non-match")


def test_wrong_strong_pairs_are_told_the_furthest_off_first() -> None:
    missed, called = pair(0.1, True, "STRONG"), pair(0.75, False, "STRONG")
    unsure = pair(0.1, True, "WEAK")
    assert scores.wrong_strong([called, unsure, pair(0.9, True, "STRONG")]) == [called]
    assert scores.wrong_strong([called, missed]) == [called, missed]


def test_pairs_are_grouped_by_a_field() -> None:
    ship = pair(0.9, True, schema="Vessel")
    assert scores.groups([*FIVE, ship], "schema") == {"Person": FIVE, "Vessel": [ship]}
    assert list(scores.groups(FIVE, "category")) == ["-"]
