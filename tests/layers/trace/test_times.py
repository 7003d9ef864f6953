"""Times in any form become microseconds of UTC, and periods are cut where the clocks of a zone say."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from waterbed.layers.trace.periods import first_day, period_edges, period_name, period_of
from waterbed.layers.trace.rules import Rules
from waterbed.layers.trace.times import TimesError, microseconds, written_as

NOON = int(datetime(2024, 4, 3, 12, tzinfo=ZoneInfo("UTC")).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("value", "rules"),
    [
        ("2024-04-03T12:00:00Z", Rules()),
        ("2024-04-03 19:00:00+07:00", Rules()),
        ("2024-04-03T19:00:00.000+0700", Rules()),
        ("20240403T120000Z", Rules()),
        ("2024-04-03 12:00", Rules(time_zone="UTC")),
        ("2024-04-03T19:00:00", Rules(time_zone="Asia/Bangkok")),
        ("03/04/2024 12:00:00", Rules(time_zone="UTC", time_form="day-first")),
        ("4-3-2024 12:00", Rules(time_zone="UTC", time_form="month-first")),
        (NOON // 1_000_000, Rules(time_form="s")),
        (NOON / 1_000_000, Rules(time_form="s")),
        (str(NOON // 1_000), Rules(time_form="ms")),
        (NOON, Rules(time_form="us")),
        (NOON * 1_000, Rules(time_form="ns")),
        (pd.Timestamp("2024-04-03 12:00", tz="UTC"), Rules()),
        (pd.Timestamp("2024-04-03 19:00", tz="Asia/Bangkok").as_unit("ns"), Rules()),
        (pd.Timestamp("2024-04-03 08:00").as_unit("s"), Rules(time_zone="America/New_York")),
    ],
)
def test_every_form_says_the_same_moment(value: object, rules: Rules) -> None:
    us, known = microseconds(pd.Series([value, None] if isinstance(value, str) else [value]), rules)
    assert us[0] == NOON and known[0] and us.dtype == np.int64
    assert us[1:].tolist() == [0] * len(us[1:]) and not known[1:].any()


def test_offsets_of_their_own_are_kept_beside_times_without() -> None:
    column = pd.Series(["2024-04-03T19:00:00+07:00", "2024-04-03T12:00:00", None, "no time"])
    us, known = microseconds(column, Rules(time_zone="UTC"))
    assert us.tolist() == [NOON, NOON, 0, 0] and known.tolist() == [True, True, False, False]


@pytest.mark.parametrize("column", [["2024-04-03T12:00:00"], [1712145600], [pd.Timestamp("2024-04-03")]])
def test_what_is_not_said_is_asked_for(column: list[object]) -> None:
    with pytest.raises(TimesError, match="say"):
        microseconds(pd.Series(column), Rules())


def test_an_hour_that_clocks_bring_twice_is_the_first_and_one_left_out_the_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    us, _ = microseconds(
        pd.Series(["2024-10-27T02:30:00", "2024-03-31T02:30:00"]), Rules(time_zone=str(zone))
    )
    assert us[0] == int(datetime(2024, 10, 27, 2, 30, tzinfo=zone, fold=0).timestamp()) * 1_000_000
    assert us[1] == int(datetime(2024, 3, 31, 3, tzinfo=zone).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (["2024-05-17T08:30:00Z"], "iso"),
        (["2024"], "iso"),
        (["03/04/2024", "13/04/2024"], "day-first"),
        (["03/04/2024", "04/13/2024"], "month-first"),
        (["03/04/2024"], "numbered"),
        (["13/04/2024", "04/13/2024"], "both"),
        (["1712145600"], "number"),
        (["17 May"], "other"),
        ([None], "iso"),
    ],
)
def test_the_form_of_a_column_is_found(texts: list[str | None], form: str) -> None:
    assert written_as(pd.Series(texts, dtype="str")) == form


@pytest.mark.parametrize("zone", ["UTC", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia"])
@pytest.mark.parametrize("period", ["day", "month", "quarter", "year"])
def test_periods_are_those_of_the_calendar_of_a_zone(zone: str, period: str) -> None:
    rng = np.random.default_rng(1)
    low, high = (int(pd.Timestamp(day, tz="UTC").timestamp()) for day in ("2009-06-01", "2019-06-01"))
    us = rng.integers(low, high, 400) * 1_000_000
    numbers = period_of(us, Rules(period=period, time_zone=zone))
    days = [first_day(int(number), period) for number in numbers]
    local = pd.to_datetime(us, unit="us", utc=True).tz_convert(zone).tz_localize(None)
    letter = {"day": "D", "month": "M", "quarter": "Q", "year": "Y"}[period]
    assert days == [one.start_time.date() for one in local.to_period(letter)]


def test_edges_are_midnights_of_the_zone() -> None:
    numbers, begin = period_edges(NOON, NOON, Rules(time_zone="Asia/Bangkok"))
    assert numbers.tolist() == [2024 * 12 + 3]
    assert begin[0] == int(datetime(2024, 4, 1, tzinfo=ZoneInfo("Asia/Bangkok")).timestamp()) * 1_000_000
    around = np.array([begin[0] - 1, begin[0]])
    assert period_of(around, Rules(time_zone="Asia/Bangkok")).tolist() == [2024 * 12 + 2, 2024 * 12 + 3]


def test_periods_are_written_as_dates() -> None:
    assert [period_name(*one) for one in ((2024, "year"), (8097, "quarter"), (24291, "month"), (19816, "day"))] == [
        "2024", "2024-04/2024-06", "2024-04", "2024-04-03",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"period": "moth"}, 'did you mean "month"'),
        ({"time_zone": "Bangkok"}, "no IANA time zone"),
        ({"time_zone": "../etc/passwd"}, "no IANA time zone"),
        ({"longest_gap_s": 0}, "outside 1 to"),
        ({"least_stay_s": -1}, "outside 0 to"),
        ({"least_groups": 0}, "outside 1 to"),
        ({"time_form": "dayfirst"}, "day-first"),
    ],
)
def test_what_is_no_rule_is_refused(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Rules(**wrong)  # type: ignore[arg-type]
