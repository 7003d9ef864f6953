"""An effect does not begin before its cause."""

from pathlib import Path

import pandas as pd
import pytest

from tests.layers.packages import write_tiny
from waterbed.layers.cycle.causes import movement_bounds
from waterbed.layers.cycle.phases import phases
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.days import from_day

EVENTS = "id,label_en,kind,place,date,stage,source\n"
MOVES = "id,label_en,kind,origin,destination,period,cause,source\n"


def _moved(folder: Path, period: str, *dates: str) -> Dataset:
    """One movement from Cambodia, and the events that it names as its causes."""
    events = [f"e{n},x,ban,cambodia,{date},crackdown,wire\n" for n, date in enumerate(dates)]
    causes = ";".join(f"e{n}" for n in range(len(dates)))
    move = f"away,x,displacement,cambodia,laukkai,{period},{causes},wire\n"
    empty: dict[str, str | None] = {"figures": None, "gaps": None, "scenes": None}
    return Dataset.read(write_tiny(folder, **empty, events=EVENTS + "".join(events), movements=MOVES + move))


def _days(dataset: Dataset) -> str:
    row = movement_bounds(dataset)[SPAN].to_numpy()[0]
    return " ".join("-" if pd.isna(day) else from_day(int(day)).isoformat() for day in row)


@pytest.mark.parametrize(
    ("period", "dates", "days"),
    [
        ("2019~/2020-08", ["2019-08-18"], "2019-08-18 2019-12-31 2020-08-01 2020-08-31"),
        ("2019~/2020-08", ["2019-08"], "2019-08-01 2019-12-31 2020-08-01 2020-08-31"),
        ("2019", ["2019-08-18"], "2019-08-18 2019-12-31 2019-08-18 2019-12-31"),
        ("2019~/", ["2019-08-18"], "2019-08-18 2019-12-31 - -"),
        # about the tenth may be after the eighteenth of a month
        ("2019-07~/2020", ["2019-08-10"], "2019-08-10 2019-08-10 2020-01-01 2020-12-31"),
        # of several causes the first bounds it, unless one of them has no date
        ("2019/2020", ["2019-11-02", "2019-08-18"], "2019-08-18 2019-12-31 2020-01-01 2020-12-31"),
        ("2019/2020", ["2019-08-18", ""], "2019-01-01 2019-12-31 2020-01-01 2020-12-31"),
        ("2019/2020", ["/2019-08-18"], "2019-01-01 2019-12-31 2020-01-01 2020-12-31"),
        # an unknown start stays unknown, but nothing has ended before the cause
        ("/2019", ["2019-08-18"], "- - 2019-08-18 2019-12-31"),
        # contradictions stay as they are recorded: nobody knows which date is wrong
        ("2019-03-01/2020", ["2019-08-18"], "2019-03-01 2019-03-01 2020-01-01 2020-12-31"),
        ("2019/2019-03", ["2019-08-18"], "2019-01-01 2019-12-31 2019-03-01 2019-03-31"),
        ("2020-01", ["2019-08-18"], "2020-01-01 2020-01-31 2020-01-01 2020-01-31"),
        ("", ["2019-08-18"], "- - - -"),
        ("2019/2020", [], "2019-01-01 2019-12-31 2020-01-01 2020-12-31"),
    ],
)
def test_a_vague_start_reaches_back_to_the_cause_and_no_further(
    tmp_path: Path, period: str, dates: list[str], days: str
) -> None:
    assert _days(_moved(tmp_path, period, *dates)) == days


def test_phases_follow(tmp_path: Path) -> None:
    found = phases(_moved(tmp_path, "2019~/2020-08", "2019-08-18"))
    moved = found[found["basis"] == ("away",)].set_index("phase")["start_min"]
    assert moved.map(lambda day: str(from_day(int(day)))).to_dict() == {
        "displacement": "2019-08-18",
        "arrival": "2019-08-18",
    }


@pytest.mark.parametrize(
    ("period", "dates", "lags"),
    [
        ("2019~/2020-08", ["2019-08-18"], [(0, 135)]),
        ("2019-09~/2020-04", ["2019-09"], [(0, 29)]),
        # what an earlier cause began, the later one had its part in until the end
        ("2019-09~/2020-04", ["2019-09", "2019-10-27"], [(0, 29), (0, 186)]),
        ("2019-09~/", ["2019-09", "2019-10-27"], [(0, None), (0, None)]),
        # a contradiction is not explained away
        ("2019-03-01/2020", ["2019-08-18"], [(-170, -170)]),
    ],
)
def test_no_cause_has_its_effect_before_it(
    tmp_path: Path, period: str, dates: list[str], lags: list[tuple[int, int | None]]
) -> None:
    rows = cycles(_moved(tmp_path, period, *dates))
    found = [
        tuple(None if pd.isna(day) else int(day) for day in row)
        for row in rows[["lag_departure_min", "lag_departure_max"]].to_numpy()
    ]
    assert found == lags
