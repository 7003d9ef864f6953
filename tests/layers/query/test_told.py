"""Numbers by the day as pictures tell them: whole months, and periods in which enough is counted."""

from pathlib import Path

import pandas as pd

from tests.layers.packages import write_tiny
from waterbed import Dataset
from waterbed.layers.dates.days import from_day
from waterbed.layers.query.told import told_series


def _told(folder: Path, *rows: str) -> pd.DataFrame:
    lines = [f"n{at},{row},wire" for at, row in enumerate(rows)]
    counts = "\n".join(["id,place,period,unit,n,kind,certainty,source", *lines, ""])
    return told_series(Dataset.read(write_tiny(folder, counts=counts)))


def _said(found: pd.DataFrame, grain: str) -> list[tuple[str, float]]:
    rows = found[found["grain"] == grain]
    return [(from_day(start).isoformat(), n) for start, n in zip(rows["start"], rows["n"], strict=True)]


SPARSE = (
    "shan,2010-01-01,sites,0,count,high",
    "shan,2010-02-03,sites,2,count,medium",
    "shan,2011-12-31,sites,1,count,high",
)


def test_days_are_told_by_the_year_and_the_month_and_days_between_are_0(tmp_path: Path) -> None:
    found = _told(tmp_path, *SPARSE)
    assert found["grain"].unique().tolist() == ["year", "month"]
    assert _said(found, "year") == [("2010-01-01", 2), ("2011-01-01", 1)]
    months = _said(found, "month")
    assert len(months) == 24 and months[1] == ("2010-02-01", 2) and sum(n for _, n in months) == 3
    assert set(found["certainty"]) == {"medium"} and set(found["sources"]) == {("wire",)}


def test_a_month_that_was_not_watched_to_its_end_is_not_told(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        "shan,2010-01-02,sites,9,count,",
        "shan,2010-06-29,sites,60,count,",
        "shan,2010-03-31,sites,7,count,",
    )
    assert _said(found, "month") == [
        ("2010-02-01", 0),
        ("2010-03-01", 7),
        ("2010-04-01", 0),
        ("2010-05-01", 0),
    ]


def test_where_enough_is_counted_months_are_the_only_periods(tmp_path: Path) -> None:
    days = [f"shan,2010-{month:02}-{day:02},sites,1,count," for month in range(1, 7) for day in range(1, 29)]
    assert _told(tmp_path, *days)["grain"].unique().tolist() == ["month"]


def test_short_series_quantities_and_other_periods_stay_as_they_are(tmp_path: Path) -> None:
    short = _told(tmp_path / "short", "shan,2010-01-01,sites,1,count,", "shan,2010-03-31,sites,1,count,")
    assert short["grain"].tolist() == ["day", "day"]
    tonnes = _told(tmp_path / "t", "shan,2010-01-01,sites,1.5,quantity,", "shan,2012-03-31,sites,1,quantity,")
    assert tonnes["grain"].tolist() == ["day", "day"]
    years = _told(tmp_path / "y", "shan,2010,sites,1,count,", "shan,2011,sites,4,count,")
    assert _said(years, "year") == [("2010-01-01", 1), ("2011-01-01", 4)]


def test_a_place_with_months_of_its_own_keeps_them(tmp_path: Path) -> None:
    found = _told(tmp_path, *SPARSE, "shan,2010-02,sites,5,count,high")
    assert _said(found, "month") == [("2010-02-01", 5)]


def test_without_numbers_nothing_is_told(tmp_path: Path) -> None:
    assert told_series(Dataset.read(write_tiny(tmp_path))).empty
