"""Series: what is one, what is not known, what is not on the same scale."""

from pathlib import Path

import pytest

from tests.counted import coca_csv, incidents_csv, taken_in
from tests.layers.packages import MANIFEST, write_manifest, write_tiny
from waterbed import Dataset
from waterbed.layers.query.series import measured, measures, series


def _counted(folder: Path, rows: str, **settings: str) -> Dataset:
    counts = f"id,place,period,unit,n,source,certainty\n{rows.strip()}\n"
    write_tiny(folder, counts=counts)
    if settings:
        write_manifest(folder, waterbed={**MANIFEST["waterbed"], **settings})
    return Dataset.read(folder)


def test_a_sheet_of_years_is_one_measure_in_the_order_of_time(tmp_path: Path) -> None:
    dataset = taken_in(coca_csv(tmp_path))
    found = series(dataset)
    assert measures(dataset) == [("hectares", "year")]
    starts = [found["start"][found["place"] == place].tolist() for place in ("bolivia", "colombia", "peru")]
    assert [len(days) for days in starts] == [33] * 3
    assert all(days == sorted(set(days)) for days in starts)
    assert (found.at["colombia-2022", "n"], found.at["colombia-2022", "grain"]) == (171_200, "year")


def test_what_has_no_row_is_not_known_and_a_0_is_a_number(tmp_path: Path) -> None:
    found = series(taken_in(incidents_csv(tmp_path)))
    assert found.loc["gulf-of-aden-2006-01", "n"] == 0
    assert "arabian-sea-2006-01" not in found.index
    assert "gulf-of-guinea-2009-04" not in found.index
    assert len(found) == 4 * 84 - 12 - 3


def test_a_year_and_its_months_are_two_measures_and_never_a_sum(tmp_path: Path) -> None:
    months = "\n".join(f"m{month},shan,2024-{month:02},sites,{month},article," for month in range(1, 13))
    dataset = _counted(tmp_path, f"y,shan,2024,sites,78,article,\n{months}")
    assert measures(dataset) == [("sites", "month"), ("sites", "year")]
    assert series(dataset)["n"].tolist() == [*map(float, range(1, 13)), 78.0]
    assert all("drawn apart, never summed" in warning.mend for warning in dataset.warnings)


def test_of_two_numbers_for_a_day_the_surer_is_kept(tmp_path: Path) -> None:
    dataset = _counted(tmp_path, "a,shan,2024,sites,3,article,low\nb,shan,2024,sites,5,article,high")
    assert series(dataset).index.tolist() == ["b"]


def test_a_period_without_an_end_is_no_step(tmp_path: Path) -> None:
    assert series(_counted(tmp_path, "a,shan,2024/,sites,3,article,")).empty


def test_a_hub_without_a_point_does_not_take_the_numbers_of_its_zone(tmp_path: Path) -> None:
    rows = "h,hub-capital,2024,sites,3,article,\nz,phnom-penh,2024,sites,5,article,\nh2,hub-capital,2025,sites,4,article,"
    found = series(_counted(tmp_path, rows))
    assert found["place"].tolist() == ["phnom-penh"]
    assert found.index.tolist() == ["z"]


def test_the_unit_that_the_settings_name_comes_first(tmp_path: Path) -> None:
    rows = "a,shan,2023,sites,3,article,\nb,shan,2024,sites,5,article,\nc,shan,2024,people,9,article,"
    assert measures(_counted(tmp_path / "plain", rows))[0][0] == "sites"
    assert measures(_counted(tmp_path / "named", rows, main_unit="people"))[0][0] == "people"


def test_a_main_unit_that_nothing_counts_is_told(tmp_path: Path) -> None:
    dataset = _counted(tmp_path, "a,shan,2023,sites,3,article,", main_unit="site")
    assert [str(one) for one in dataset.warnings if "main_unit" in str(one)] == [
        'datapackage.json, waterbed.main_unit: "site" is no unit of counts; did you mean "sites"?'
    ]


LENGTHS = {
    "2024-07/2025-06": "year",
    "2024-01-01/2024-01-07": "week",
    "2024-01/2024-03": "quarter",
    "2024-01-01/2024-01-20": "span",
}


@pytest.mark.parametrize(("period", "grain"), LENGTHS.items())
def test_a_measure_is_named_by_the_length_of_its_periods(tmp_path: Path, period: str, grain: str) -> None:
    assert [one["grain"] for one in measured(_counted(tmp_path, f"a,shan,{period},sites,3,article,"))] == [
        grain
    ]
