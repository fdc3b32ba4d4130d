"""Facts of a file that are told once, with a count."""

from interdict.ownership.reading import Report
from interdict.ownership.tally import Tally


def test_a_fact_is_told_once_with_its_count() -> None:
    tally, report = Tally(), Report()
    for _ in range(3):
        tally.count("lapsed", "records that lapsed")
    tally.count("lapsed", "records that lapsed long ago")
    tally.tell(report)
    assert [(f.message, f.count) for f in report.findings()] == [
        ("records that lapsed", 3),
        ("records that lapsed long ago", 1),
    ]


def test_what_became_nothing_counts_as_rejected() -> None:
    tally, report = Tally(), Report()
    tally.count("unread", "links of no use", "error")
    tally.count("unread", "links of no use", "error")
    tally.tell(report)
    assert report.rejected == 2
