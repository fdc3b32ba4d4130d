"""The table of annexes, articles and measures, and what is read with it."""

import datetime
import re
from typing import get_args

import pytest

from interdict.lists.eu_measures import freeze_under, measure_of, rule, table, title
from interdict.party import MeasureKind

TODAY = datetime.date(2026, 8, 22)


def test_every_row_is_well_formed() -> None:
    """Acts are CELEX numbers, kinds ours, dates dates, and each row says how sure it is."""
    for each in table():
        assert re.fullmatch(r"3\d{4}[RD]\d{4}", each.act)
        assert each.kind in get_args(MeasureKind)
        assert each.checked in ("published", "text", "c")
        assert each.says
        for day in filter(None, (each.since, each.until)):
            datetime.date.fromisoformat(day)
        assert not each.basis or re.fullmatch(r"3\d{4}[RD]\d{4}", each.basis)


def test_a_row_says_nothing_of_the_days_before_it() -> None:
    """What an annex does today is no answer for a day on which it did not stand."""
    dated = next(each for each in table() if each.since and "," not in each.annex)
    since = datetime.date.fromisoformat(dated.since)
    asked = (dated.act, dated.annex, dated.measure)
    assert rule(*asked, since) == dated
    assert rule(*asked, since - datetime.timedelta(days=1)) is None


def test_no_listing_has_two_rows_on_one_day() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for each in table():
        for annex in each.annex.split(","):
            key = (each.act, annex, each.measure)
            assert key not in seen or seen[key] < each.since, key
            seen[key] = each.until or "9999"


@pytest.mark.parametrize(
    ("act", "annex", "published", "kind"),
    [
        ("32014R0269", "I.PERSONS", "Asset freeze", "block"),
        ("32014R0833", "XIX.A", "Financial restrictions", "transaction-ban"),
        ("32014R0833", "III", "Financial restrictions", "finance-ban"),
        ("32014R0833", "V", "Financial restrictions", "finance-ban"),
        ("32014R0833", "VI", "Financial restrictions", "finance-ban"),
        ("32014R0833", "XII", "Financial restrictions", "finance-ban"),
        ("32014R0833", "XIII", "Financial restrictions", "finance-ban"),
        ("32014R0833", "IV", "Export control", "trade-ban"),
        ("32014R0833", "XLII", "Transportation restrictions", "port-ban"),
        ("32014R0833", "XLIV", "Financial restrictions", "transaction-ban"),
        ("32014R0833", "XLVII.B", "Transportation restrictions", "transaction-ban"),
        ("32006R0765", "I.A", "Asset freeze", "block"),
        ("32006R0765", "V", "Export control", "trade-ban"),
        ("32012R0036", "II.B", "Asset freeze", "block"),
        ("32012R0267", "IX.I.B", "Asset freeze", "block"),
        ("32017R1509", "XIV.A", "Asset freeze", "block"),
        ("32017R1509", "XIV.B", "Transportation restrictions", "port-ban"),
    ],
)
def test_what_an_annex_does(act: str, annex: str, published: str, kind: str) -> None:
    found = measure_of(act, annex, published, TODAY)
    assert found.kind == kind
    assert found.text.startswith(f"{published}: ")
    assert title(act) in found.text


def test_a_measure_that_changed_is_read_as_of_the_edition_s_day() -> None:
    """Annex XIV: cut off from payment messages, since the 18th package from all transactions."""
    before = measure_of("32014R0833", "XIV", "Financial restrictions", datetime.date(2024, 1, 1))
    now = measure_of("32014R0833", "XIV", "Financial restrictions", TODAY)
    assert (before.kind, now.kind) == ("finance-ban", "transaction-ban")


@pytest.mark.parametrize(
    ("published", "kind"),
    [
        ("Asset freeze", "block"),
        ("Export control", "trade-ban"),
        ("Financial restrictions", "other"),
        ("Transportation restrictions", "other"),
        ("Something new", "other"),
        ("", "unstated"),
    ],
)
def test_an_unknown_annex_gets_the_word_s_plain_meaning_or_other(published: str, kind: str) -> None:
    assert rule("32099R0001", "I", published, TODAY) is None
    assert measure_of("32099R0001", "I", published, TODAY).kind == kind


@pytest.mark.parametrize(
    ("act", "cited"),
    [
        ("32014R0269", "Regulation (EU) No 269/2014"),
        ("32002R0881", "Regulation (EC) No 881/2002"),
        ("32009R1284", "Regulation (EU) No 1284/2009"),
        ("32017R1509", "Regulation (EU) 2017/1509"),
        ("32011D0173", "Decision 2011/173/CFSP"),
        ("nonsense", "nonsense"),
    ],
)
def test_acts_are_cited_as_the_journal_cites_them(act: str, cited: str) -> None:
    assert title(act) == cited


@pytest.mark.parametrize(
    ("number", "programme", "under"),
    [
        ("269/2014", "UKR", "Regulation (EU) No 269/2014, Article 2"),
        ("2022/336", "UKR", "Regulation (EU) No 208/2014, Article 2 or "
                            "Regulation (EU) No 269/2014, Article 2"),
        ("2024/1485", "RUS", "Regulation (EU) 2024/1485"),
        ("2025/1", "RUS", ""),
        ("765/2006", "BLR", ""),
        ("1/2000", "XXX", ""),
    ],
)  # fmt: skip
def test_a_freeze_is_sure_only_where_the_acts_do_nothing_else(
    number: str, programme: str, under: str
) -> None:
    assert freeze_under(number, programme) == under
