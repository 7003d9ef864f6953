"""Series have a window of observation: outside it and in its gaps a number is unknown, never 0."""

from pathlib import Path

import numpy as np
import pytest

from tests.layers.packages import MANIFEST, with_row, write_manifest, write_tiny
from waterbed.layers.counting.design import Design, design, series
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import DataError
from waterbed.layers.inference.finding import findings, measured, withheld

NOTHING = {"figures": None, "gaps": None, "scenes": None}
LAOS = with_row("countries", id="laos", label_en="Laos", iso2="LA", source="wire")
DAY = parse("2024-04-05").start_min or 0


def _months(place: str, first: str, last: str, n: float, **cells: str) -> list[str]:
    """A number for each month of a place from one month to another."""
    months = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    more = ",".join(cells.values())
    return [f"{place}-{month},{place},{month},people,{n},wire,{more}" for month in months]


def _read(folder: Path, *rows: str, extra: str = "", **tables: str) -> Dataset:
    counts = f"id,place,period,unit,n,source,{extra}\n" + "\n".join(rows) + "\n"
    return Dataset.read(write_tiny(folder, **NOTHING | {"countries": LAOS, "counts": counts} | tables))


def _whole(*places: str, n: float = 10) -> list[str]:
    return [row for place in places for row in _months(place, "2023-01", "2025-12", n)]


def _keys(plan: Design) -> list[str]:
    return [note.key for note in plan.notes]


def test_the_numbers_of_a_data_set_are_counted_without_being_asked_for(tmp_path: Path) -> None:
    dataset = _read(tmp_path, *_whole("phnom-penh", "laukkai", "laos"))
    (found, *_) = [one for one in findings(dataset, cycles(dataset)) if one.design.trigger == "raid"]
    assert (found.design.unit, found.design.control) == ("people", ("laos",))
    assert (found.withheld, found.design.unknown) == ("", ())
    # 180 days at ten a month, each month shared out by its days.
    assert [round(n or 0) for n in found.design.counts] == [59, 59, 59, 59, 59, 59]
    assert "unit_default" in _keys(found.design)


def test_a_series_that_ends_or_begins_in_a_window_leaves_the_count_unknown(tmp_path: Path) -> None:
    for name, span in {"ends": ("2023-01", "2024-05"), "begins": ("2024-01", "2025-12")}.items():
        dataset = _read(tmp_path / name, *_months("phnom-penh", *span, 10), *_whole("laukkai", "laos"))
        plan = design(dataset, "raid")
        assert (plan.rb, plan.ra, plan.unknown) == (None, None, ("target",))
        found = measured(dataset, plan)
        assert {(one.value, one.reason) for one in found.measures} == {(None, "outside_observed")}
        (note,) = [note for note in plan.notes if note.key == "unobserved"]
        assert note.values["places"] == ("phnom-penh",)


def test_a_month_that_is_missing_is_not_a_zero(tmp_path: Path) -> None:
    rows = [row for row in _whole("phnom-penh") if "2024-06" not in row]
    dataset = _read(tmp_path, *rows, *_whole("laukkai", "laos"))
    assert design(dataset, "raid").unknown == ("target",)
    before = design(dataset, "raid", after_days=50)
    assert before.unknown == () and round(before.ra or 0) == 16
    frame = series(dataset, before, [DAY, DAY + 30, DAY + 60, DAY + 90])
    assert frame["target"].isna().tolist() == [False, True, True]


def test_the_days_between_the_first_and_last_number_by_the_day_are_known(tmp_path: Path) -> None:
    days = [f"d{day},phnom-penh,{day},people,5,wire," for day in ("2023-01-01", "2024-04-09", "2025-01-01")]
    dataset = _read(tmp_path, *days)
    plan = design(dataset, "raid", control=[])
    assert (plan.rb, plan.ra, plan.unknown) == (0, 5, ())
    assert design(dataset, "raid", control=[], after_days=300).unknown == ("target",)


def test_only_receiving_places_and_controls_with_numbers_are_chosen(tmp_path: Path) -> None:
    moved = (
        "id,label_en,kind,origin,destination,period,cause,source\n"
        "one,x,displacement,phnom-penh,laukkai,2024-05,raid,wire\n"
        "two,x,displacement,phnom-penh,shan,2024-05,raid,wire\n"
    )
    laos = LAOS + "chad,Chad,,TD,,,wire,\n"
    dataset = _read(tmp_path, *_whole("phnom-penh", "laukkai", "laos"), movements=moved, countries=laos)
    plan = design(dataset, "raid")
    assert (plan.receiving, plan.control) == (("laukkai",), ("laos",))
    (note,) = [note for note in plan.notes if note.key == "unobserved_left_out"]
    assert note.values["places"] == ("shan",)
    named = design(dataset, "raid", receiving=["laukkai", "shan"])
    assert (named.db, named.da, named.unknown) == (None, None, ("receiving",))
    reasons = {one.name: one.reason for one in measured(dataset, named).measures}
    assert reasons["wdd"] == reasons["wdq"] == "outside_observed" and reasons["ge"] == "spread_unknown"


def test_a_year_and_its_months_and_a_total_and_its_parts_are_not_added(tmp_path: Path) -> None:
    years = [f"y{year},phnom-penh,{year},people,120,wire," for year in (2023, 2024, 2025)]
    dataset = _read(tmp_path / "a", *_whole("phnom-penh"), *years)
    assert round(design(dataset, "raid", control=[]).rb or 0) == 59
    parts = _read(tmp_path / "b", *_whole("cambodia", n=30), *_whole("phnom-penh"))
    assert round(design(parts, "raid", target="cambodia", control=[]).rb or 0) == 177
    told = [str(one) for one in parts.warnings if "which it lies in" in str(one)]
    assert len(told) == 1 and "phnom-penh" in told[0]
    both = design(parts, "raid", target="phnom-penh", receiving=["cambodia"], control=[])
    assert both.unknown == ("receiving",) and "total_holds_area" in _keys(both)


def test_only_totals_that_reach_over_an_edge_are_shared_out(tmp_path: Path) -> None:
    plan = design(_read(tmp_path, *_whole("phnom-penh")), "raid", control=[], receiving=[])
    # 180 days before and after 5 April 2024: October 2023, April 2024, October 2024.
    (note,) = [note for note in plan.notes if note.key == "totals_shared_out"]
    assert note.values["n"] == 3
    assert "counted_by_share" not in _keys(plan)


def test_what_is_measured_and_not_counted_has_no_interval_and_no_quotient(tmp_path: Path) -> None:
    rows = [
        row
        for place, (low, high) in {"phnom-penh": (68, 81), "laukkai": (56, 60), "laos": (30, 31)}.items()
        for row in (
            *_months(place, "2023-01", "2024-03", high, kind="quantity"),
            *_months(place, "2024-04", "2025-12", low, kind="quantity"),
        )
    ]
    dataset = _read(tmp_path, *rows, extra="kind")
    found = measured(dataset, design(dataset, "raid"))
    assert found.design.quantity and found.proposals is None
    wdq, wdd = found.measure("wdq"), found.measure("wdd")
    assert (wdq.value, wdq.reason) == (None, "quantity_without_quotient")
    assert wdd.value is not None and (wdd.low, wdd.z) == (None, None)
    assert (wdd.status, wdd.reason) == ("descriptive_only", "quantity_without_interval")
    half = _read(tmp_path / "half", *_whole("phnom-penh", n=2.5))
    assert design(half, "raid", control=[]).quantity


def test_bounds_of_a_number_the_wrong_way_round_are_a_fault(tmp_path: Path) -> None:
    counts = "id,place,period,unit,n,low,high,source\none,shan,2024,people,5,6,9,wire\n"
    with pytest.raises(DataError, match=r"low: \"6\" is above n \(5\)"):
        Dataset.read(write_tiny(tmp_path, **NOTHING | {"counts": counts}))


def test_a_kind_of_event_that_nothing_is_is_told(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    write_manifest(tmp_path, waterbed=MANIFEST["waterbed"] | {"counted_kinds": ["raids"]})
    assert [str(one) for one in Dataset.read(tmp_path).warnings] == [
        'datapackage.json, waterbed.counted_kinds: "raids" is no kind of event; did you mean "raid"?'
    ]


def test_a_control_that_is_no_place_is_told(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    controls = {"shan": ["laukai"], "wire": ["phnom-penh"]}
    write_manifest(tmp_path, waterbed=MANIFEST["waterbed"] | {"controls": controls})
    assert [str(one) for one in Dataset.read(tmp_path).warnings] == [
        'datapackage.json, waterbed.controls: "laukai" is no place; did you mean "laukkai"?',
        'datapackage.json, waterbed.controls: "wire" is no place; write ids of places.',
    ]


def test_a_period_beyond_the_day_of_the_data_is_unknown(tmp_path: Path) -> None:
    dataset = _read(tmp_path, *_whole("phnom-penh"))
    plan = design(dataset, "raid", unit="movements", after_days=2000)
    assert plan.ra is None and "target" in plan.unknown and withheld(plan) == "outside_observed"
