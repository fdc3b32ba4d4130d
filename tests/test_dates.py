"""Dates as lists print them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.dates import DateSpan, iso_or_none, parse, span

DAYS = st.dates(min_value=datetime.date(1000, 1, 1))
SPANS = st.builds(
    lambda a, b, circa: DateSpan(min(a, b), max(a, b), circa), DAYS, DAYS, st.booleans()
)


@pytest.mark.parametrize(
    ("printed", "meaning"),
    [
        ("1962", "1962"),
        ("circa 1962", "circa 1962"),
        ("c. 1962", "circa 1962"),
        ("c.1962", "circa 1962"),
        ("approx. 1962", "circa 1962"),
        ("Approximately 1962", "circa 1962"),
        ("~1962", "circa 1962"),
        ("1962 (approx.)", "circa 1962"),
        ("circa Mar 1962", "circa 1962-03"),
        ("02 Mar 1951", "1951-03-02"),
        ("2 March 1951", "1951-03-02"),
        ("2nd March 1951", "1951-03-02"),
        ("2-Mar-1951", "1951-03-02"),
        ("March 2, 1951", "1951-03-02"),
        ("Mar 1951", "1951-03"),
        ("Sept. 1951", "1951-09"),
        ("1951-03-02", "1951-03-02"),
        ("1951-03", "1951-03"),
        ("1951-00-00", "1951"),
        ("02/03/1951", "1951-03-02"),
        ("2.3.1951", "1951-03-02"),
        ("00/00/1962", "1962"),
        ("00/03/1962", "1962-03"),
        ("1969 to 1970", "1969 to 1970"),
        ("circa 1969-1971", "circa 1969 to 1971"),
        ("circa 1969 to 1971", "circa 1969 to 1971"),
        ("1955–1957", "1955 to 1957"),
        ("Between 1970 and 1973", "1970 to 1973"),
        ("between circa 1970 and 1973", "circa 1970 to 1973"),
        ("01 Jan 1955 to 31 Dec 1958", "1955 to 1958"),
        ("05 Jan 1955 to 31 Dec 1958", "1955-01-05 to 1958-12-31"),
        ("Dec 1956 to Jan 1957", "1956-12 to 1957-01"),
        ("1951-03-02T00:00:00", "1951-03-02"),
        ("1951-03-02 00:00:00", "1951-03-02"),
        ("2025-08-16T23:00:05.233Z", "2025-08-16"),
        ("2015-04-07-04:00", "2015-04-07"),
        ("1960s", "1960 to 1969"),
        ("  02  Mar  1951 ", "1951-03-02"),
    ],
)
def test_printed_dates_mean(printed: str, meaning: str) -> None:
    """Each printed form is read as the span that the plain form prints."""
    assert str(parse(printed)) == meaning


@pytest.mark.parametrize(
    "text",
    ["", "unknown", "30 Feb 1970", "31/04/1970", "13/13/1970", "1970 to 1969", "12", "0000",
     "05/00/1962", "1 Foo 1970", "19511", "circa", "1951-03-02-04", "to", "195", "02/03/51"],
)  # fmt: skip
def test_no_date_is_none(text: str) -> None:
    """What is no date, or an impossible one, is left to the caller to report."""
    assert parse(text) is None


def test_numbers_are_day_first_unless_asked() -> None:
    """The American order must be asked for."""
    assert iso_or_none("01/08/2026") == datetime.date(2026, 8, 1)
    assert iso_or_none("01/08/2026", month_first=True) == datetime.date(2026, 1, 8)


@pytest.mark.parametrize("text", ["2025-10-22", "22 Oct 2025", "22/10/2025", "22.10.2025"])
def test_plain_dates(text: str) -> None:
    """The forms lists use for publication and listing dates."""
    assert iso_or_none(text) == datetime.date(2025, 10, 22)


@pytest.mark.parametrize("text", ["2025", "Oct 2025", "circa 2025-10-22", "2025-02-30", ""])
def test_plain_dates_are_whole_and_certain(text: str) -> None:
    """A partial or approximate date is no plain date."""
    assert iso_or_none(text) is None


def test_span_refuses_impossible_dates() -> None:
    """Building a date that does not exist is misuse."""
    with pytest.raises(ValueError, match="day"):
        span(1970, 2, 30)


def test_overlap_is_a_common_day() -> None:
    """1962 and 1 to 3 March 1962 overlap; 1962 and 1963 do not."""
    march = DateSpan(datetime.date(1962, 3, 1), datetime.date(1962, 3, 3))
    assert span(1962).overlaps(march)
    assert march.overlaps(span(1962))
    assert not span(1962).overlaps(span(1963))


@given(SPANS)
def test_what_a_span_prints_reads_back(stated: DateSpan) -> None:
    """Nothing is lost by printing."""
    assert parse(str(stated)) == stated


@given(DAYS, st.sampled_from(["%d %b %Y", "%d %B %Y", "%d/%m/%Y", "%Y-%m-%dT00:00:00", "%d.%m.%Y"]))
def test_every_day_reads_in_every_form(day: datetime.date, form: str) -> None:
    """All exact forms give the day."""
    assert iso_or_none(day.strftime(form)) == day


@given(st.text(max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    """Reading never raises, and what it reads is in order."""
    read = parse(text)
    assert read is None or read.earliest <= read.latest


@pytest.mark.parametrize(
    ("text", "read"),
    [("09/1962", span(1962, 9)), ("Between 1963 to 1968", parse("1963 to 1968"))],
)
def test_forms_that_other_lists_print_are_read(text: str, read: DateSpan) -> None:
    assert parse(text) == read
