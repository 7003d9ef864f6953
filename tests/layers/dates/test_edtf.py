"""EDTF texts and the days they bound."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.layers.dates.days import Precision, date_text, day_number, from_day
from waterbed.layers.dates.edtf import Bounds, parse
from waterbed.layers.errors import DateError

DAYS = st.integers(day_number(date(1, 1, 1)), day_number(date(9999, 12, 31)))
PRECISIONS = st.sampled_from(["day", "month", "year"])
MARKS = st.sampled_from(["", "~", "?", "%"])


def _days(bounds: Bounds) -> list[str]:
    ends = (bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max)
    return ["" if day is None else from_day(day).isoformat() for day in ends]


@pytest.mark.parametrize(
    ("text", "days", "mode", "precision"),
    [
        ("", ["", "", "", ""], "undated", ""),
        ("2024-04-05", ["2024-04-05"] * 4, "bounded", "day"),
        ("2024-04", ["2024-04-01", "2024-04-30"] * 2, "bounded", "month"),
        ("2024", ["2024-01-01", "2024-12-31"] * 2, "bounded", "year"),
        ("2023-02", ["2023-02-01", "2023-02-28"] * 2, "bounded", "month"),
        ("2023-09~/2024-04", ["2023-09-01", "2023-09-30", "2024-04-01", "2024-04-30"], "bounded", "month"),
        ("2019-08-18/2020", ["2019-08-18", "2019-08-18", "2020-01-01", "2020-12-31"], "bounded", "year"),
        # An open or unknown end is a bound, not an interval of ten years.
        ("2019-08-18/", ["2019-08-18", "2019-08-18", "", ""], "lower", "day"),
        ("2019-08-18/..", ["2019-08-18", "2019-08-18", "", ""], "lower", "day"),
        ("/2023-09", ["", "", "2023-09-01", "2023-09-30"], "upper", "month"),
        ("../2023-09", ["", "", "2023-09-01", "2023-09-30"], "upper", "month"),
        # Seasons and unspecified digits.
        ("2024-21", ["2024-03-01", "2024-05-31"] * 2, "bounded", "month"),
        ("2023-24", ["2023-12-01", "2024-02-29"] * 2, "bounded", "month"),
        ("2024-24", ["2024-12-01", "2025-02-28"] * 2, "bounded", "month"),
        ("9999-24", ["9999-12-01", "9999-12-31"] * 2, "bounded", "month"),
        ("202X", ["2020-01-01", "2029-12-31"] * 2, "bounded", "year"),
        ("2024-XX", ["2024-01-01", "2024-12-31"] * 2, "bounded", "year"),
        ("2024-12-XX", ["2024-12-01", "2024-12-31"] * 2, "bounded", "month"),
        ("2024-21/2024-24", ["2024-03-01", "2024-05-31", "2024-12-01", "2025-02-28"], "bounded", "month"),
    ],
)
def test_bounds(text: str, days: list[str], mode: str, precision: str) -> None:
    bounds = parse(text)
    assert (_days(bounds), bounds.mode, bounds.precision) == (days, mode, precision)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain", "start_margin", "end_margin"),
    [
        ("2024-12~", True, False, 15, 15),
        ("2024-12-05~", True, False, 1, 1),
        ("2024~", True, False, 183, 183),
        ("2024-12?", False, True, 0, 0),
        ("2024-12%", True, True, 15, 15),
        ("2023-09~/2024-04", True, False, 15, 0),
        ("2023/2024-04~", True, False, 0, 15),
        ("2019~/", True, False, 183, 0),
        ("/2024-01~", True, False, 0, 15),
        ("2024-21~", True, False, 46, 46),
    ],
)
def test_approximate_and_uncertain_are_kept_apart_and_never_widen_the_bounds(
    text: str, approximate: bool, uncertain: bool, start_margin: float, end_margin: float
) -> None:
    bounds = parse(text)
    assert (bounds.approximate, bounds.uncertain) == (approximate, uncertain)
    assert (bounds.start_margin, bounds.end_margin) == (start_margin, end_margin)
    assert _days(bounds) == _days(parse(text.translate(str.maketrans("", "", "~?%"))))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("late 2024", "write 2024-12~ .* or the interval 2024-09~/2024-12~"),
        ("24-04", "four digits, like 2024-04"),
        ("2024-13", "there is no month 13"),
        ("2024-02-30", "2024-02 has days 01 to 29"),
        ("2024-04-31~", "2024-04 has days 01 to 30"),
        ("45658", "write 2025-01-01 and format the column as text"),
        ("31/12/2024", "write 2024-12-31$"),
        ("12/31/2024", "write 2024-12-31$"),
        ("03/04/2024", "write the year first"),
        ("31.12.2024", "write 2024-12-31$"),
        ("2024/12/31", "write 2024-12-31$"),
        ("20241231", "write 2024-12-31$"),
        ("2024-1-5", "write 2024-01-05$"),
        ("2024-12-31 00:00:00", "write 2024-12-31$"),
        ("12/2024", "write 2024-12$"),
        ("2024/05", "write 2024-05$"),
        ("2024-2025", "write 2024/2025$"),
        ("circa 2024", "write 2024~$"),
        ("Q3 2024", "write the interval 2024-07/2024-09"),
        ("2024-Q1", "write the interval 2024-01/2024-03"),
        ("April 2024", "write 2024-04$"),
        ("after 2024", "write 2024/$"),
        ("2020s", "write 202X$"),
        ("2024-06?~", "write 2024-06% for about and doubtful"),
        ("2024-06?~/2025", "at 2024-06.~: write 2024-06% for about and doubtful"),
        ("2024-10-01/2024-03-01", "ends before it starts; write 2024-03-01/2024-10-01"),
        ("2024-13/2025", "at 2024-13: there is no month 13"),
        ("../..", "leave the cell empty"),
        ("/", "leave the cell empty"),
        ("0000", "years go from 0001"),
        ("-0050", "years before 0001 are not read"),
        ("Y12000", "long years"),
        ("[2023,2024]", "sets"),
        ("2024-33", "there is no month 33"),
        ("2024/2025/2026", "is not a date"),
        ("soon", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        (" 2024", "is not a date"),
        ("٢٠٢٤", "is not a date"),
        ("2" * 1000, "too long"),
    ],
)
def test_what_is_not_a_date_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(DateError, match=says):
        parse(text)


def test_the_same_fault_is_found_again() -> None:
    for _ in range(2):
        with pytest.raises(DateError):
            parse("2024-99")


@settings(deadline=None)
@given(DAYS, PRECISIONS, MARKS)
def test_a_date_written_and_read_is_the_same_date(day: int, precision: Precision, mark: str) -> None:
    text = date_text(day, precision)
    bounds = parse(text + mark)
    assert bounds.start_min is not None
    assert bounds.start_max is not None
    assert bounds.start_min <= day <= bounds.start_max
    assert bounds.precision == precision
    assert date_text(bounds.start_min, precision) == date_text(bounds.start_max, precision) == text


@settings(deadline=None)
@given(DAYS, PRECISIONS, MARKS, DAYS, PRECISIONS, MARKS)
def test_intervals_are_in_order_or_refused(
    one: int, one_precision: Precision, one_mark: str, two: int, two_precision: Precision, two_mark: str
) -> None:
    first, last = date_text(one, one_precision), date_text(two, two_precision)
    text = f"{first}{one_mark}/{last}{two_mark}"
    start, end = parse(first), parse(last)
    assert start.start_min is not None
    assert end.end_max is not None
    if start.start_min > end.end_max:
        with pytest.raises(DateError, match="ends before it starts"):
            parse(text)
        return
    bounds = parse(text)
    assert (bounds.start_min, bounds.start_max) == (start.start_min, start.start_max)
    assert (bounds.end_min, bounds.end_max) == (end.end_min, end.end_max)


@settings(deadline=None, max_examples=30)  # the library takes ten milliseconds a season
@given(st.integers(1, 9998), st.integers(21, 24))
def test_seasons_last_three_months(year: int, season: int) -> None:
    bounds = parse(f"{year:04}-{season}")
    assert bounds.start_min is not None
    assert bounds.end_max is not None
    assert 89 <= bounds.end_max - bounds.start_min < 92
    after = from_day(bounds.end_max) + timedelta(days=1)
    assert after.day == 1


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_other_text_is_read_or_refused_but_never_breaks(text: str) -> None:
    try:
        parse(text)
    except DateError as error:
        assert error.problem


def test_bounds_that_cannot_be_true_are_refused() -> None:
    with pytest.raises(ValueError, match="is after the latest day"):
        Bounds(2, 1, 3, 4, mode="bounded")
    with pytest.raises(ValueError, match="wrong ends"):
        Bounds(1, 2, mode="bounded")
    with pytest.raises(ValueError, match="one side only"):
        Bounds(start_min=1, mode="lower")


def test_a_day_has_three_precisions() -> None:
    with pytest.raises(ValueError, match="use 'day', 'month' or 'year'"):
        date_text(0, "")
