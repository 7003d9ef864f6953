"""The data set of a trace: what is written, what is known as 0, and what stays unknown."""

import pandas as pd
import pytest

from tests.layers.trace.made import row_of_squares, seen
from waterbed import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.query.series import series
from waterbed.layers.trace.rules import Rules
from waterbed.layers.trace.run import trace
from waterbed.layers.trace.written import dataset_of


def _made(frame: pd.DataFrame, rules: Rules | None = None) -> Dataset:
    made = dataset_of(trace(frame, row_of_squares(), rules or Rules()), source="Sightings of a test")
    assert made.warnings == ()
    return made


def _numbers(made: Dataset, unit: str) -> dict[tuple[str, str], float]:
    counts = made["counts"][made["counts"]["unit"] == unit]
    return dict(zip(zip(counts["place"], counts["period"], strict=True), counts["n"], strict=True))


WATCHED = [("z", "-", "2024-01-01"), ("z", "-", "2024-02-10"), ("z", "-", "2024-03-31")]


def test_a_zone_without_sightings_in_a_watched_period_has_a_zero() -> None:
    made = _made(seen(*WATCHED, ("a", "A", "2024-01-03"), ("a", "A", "2024-01-04"), ("b", "A", "2024-03-04")))
    assert _numbers(made, "groups") == {
        ("a", "2024-01"): 1, ("a", "2024-02"): 0, ("a", "2024-03"): 1,
    } | {(zone, f"2024-0{month}"): 0 for zone in "bc" for month in (1, 2, 3)}  # fmt: skip
    assert _numbers(made, "sightings")["a", "2024-01"] == 2


def test_periods_that_were_not_watched_as_a_whole_are_unknown() -> None:
    rows = [("a", "A", day) for day in ("2024-01-02", "2024-02-05", "2024-04-05", "2024-05-30")]
    assert {period for _, period in _numbers(_made(seen(*rows)), "groups")} == {"2024-02", "2024-04"}
    whole = [("a", "A", day) for day in ("2024-01-01T23:00", "2024-02-29T01:00")]
    assert {period for _, period in _numbers(_made(seen(*whole)), "groups")} == {"2024-01", "2024-02"}
    east = Rules(time_zone="Asia/Tokyo")
    assert {period for _, period in _numbers(_made(seen(*whole), east), "groups")} == {"2024-02"}


def test_what_few_groups_were_seen_in_is_left_out_and_not_zero() -> None:
    groups = [(f"{one}", "A", "2024-01-05") for one in range(3)] + [("x", "B", "2024-01-06")]
    made = _made(seen(*WATCHED, *groups), Rules(least_groups=3))
    numbers = _numbers(made, "groups")
    assert numbers["a", "2024-01"] == 3 and numbers["c", "2024-01"] == 0
    assert ("b", "2024-01") not in numbers and numbers["b", "2024-02"] == 0
    assert ("b", "2024-01") not in _numbers(made, "sightings")
    assert made.meta["waterbed"]["traced"]["rows_of_few_groups"] == {"counts": 1, "movements": 0}


def test_moves_of_few_groups_are_left_out() -> None:
    rows = [
        (f"{one}", zone, day) for one in range(3) for zone, day in (("A", "2024-01-05"), ("B", "2024-01-07"))
    ]
    rows += [("2", "C", "2024-01-09")]
    moves = _made(seen(*WATCHED, *rows), Rules(least_groups=2))["movements"]
    assert moves[["origin", "destination", "period", "best", "unit", "kind"]].to_numpy().tolist() == [
        ["a", "b", "2024-01", 3, "moves", "observed_move"]
    ]
    assert moves["note_en"].tolist() == [
        "3 moves of 3 groups; from the last sighting at the origin to the first at the destination the median is 2 days."
    ]


def test_a_move_is_no_phase_and_names_its_source() -> None:
    made = _made(seen(*WATCHED, ("a", "A", "2024-01-05"), ("a", "B", "2024-02-01")))
    assert made["movements"]["source"].tolist() == ["sightings"]
    assert made["sources"]["title"].tolist() == ["Sightings of a test", "zones"]
    assert series(made)["unit"].iloc[0] == "groups"
    from waterbed import phases

    assert len(phases(made)) == 0


def test_a_rating_is_that_of_whoever_knows_the_sightings() -> None:
    found = trace(seen(*WATCHED, ("a", "A", "2024-01-05"), ("a", "B", "2024-02-01")), row_of_squares())
    rated = dataset_of(found, source="Test", certainty="medium")
    assert {*rated["counts"]["certainty"], *rated["movements"]["certainty"]} == {"medium"}
    assert "certainty" not in dataset_of(found, source="Test").contents().tables["counts"]


def test_no_track_and_no_name_of_a_group_is_written() -> None:
    made = _made(seen(*WATCHED, ("secret-7", "A", "2024-01-05"), ("secret-7", "B", "2024-01-06")))
    assert not any(
        "secret" in text for frame in made.contents().tables.values() for text in frame.to_csv().split(",")
    )


def test_series_by_the_day_are_told_only_where_every_day_is_known() -> None:
    days = [("a", "A", f"2024-01-{day:02}") for day in range(1, 6)]
    made = _made(seen(*days, ("b", "B", "2024-01-03")), Rules("day"))
    numbers = _numbers(made, "groups")
    assert numbers["a", "2024-01-04"] == 1 and numbers["b", "2024-01-03"] == 1
    assert numbers["b", "2024-01-01"] == numbers["b", "2024-01-05"] == 0, "the ends say what was watched"
    assert ("b", "2024-01-02") not in numbers
    with pytest.raises(DataError, match=r"days without any sighting \(1\) would read as 0"):
        _made(seen(*days, ("a", "A", "2024-01-07")), Rules("day"))
    with pytest.raises(DataError, match=r"days of zones with fewer than 2 groups \(5\)"):
        _made(seen(*days), Rules("day", least_groups=2))


def test_the_parameters_are_kept() -> None:
    rules = Rules("quarter", 86_400, 60, "Asia/Bangkok", "", 1)
    made = _made(seen(*WATCHED, ("a", "A", "2024-01-05")), rules)
    kept = made.meta["waterbed"]["traced"]
    assert Rules(**kept["rules"]) == rules
    assert (kept["sightings"], kept["outside"], kept["left_out"]) == (4, 3, {})
    assert kept["columns"] == {"group": "group", "lon": "lon", "lat": "lat", "time": "time", "count": ""}
