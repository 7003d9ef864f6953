"""Layers for GeoPandas: countries, zones and hubs with their phases, and the phases beside them."""

from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from tests.layers.packages import changed, with_row, write_tiny
from waterbed import Dataset, Timeline, countries, hubs, phases, zones
from waterbed.layers.dates.edtf import parse
from waterbed.output.moment import moment


def test_phases_are_a_row_a_span_with_dates_and_sources(tiny: Dataset) -> None:
    found = phases(tiny)
    days = found[["start_min", "start_max", "end_min", "end_max"]].map(
        lambda day: "" if pd.isna(day) else day.date().isoformat()
    )
    ban, raid = ["2019-08-18"] * 4, ["2024-04-05"] * 4
    left = ["2024-04-01", "2024-04-30", "2024-06-01", "2024-06-30"]
    assert [
        (place, phase, span, certainty, basis, sources)
        for place, phase, certainty, basis, sources, span in zip(
            *(found[name] for name in ("place", "phase", "certainty", "basis", "sources")),
            days.to_numpy().tolist(),
            strict=True,
        )
    ] == [
        ("phnom-penh", "presence", ["2019-01-01", "2019-12-31", "2024-04-01", "2024-04-30"], "high",
         ("hub-capital",), ("article",)),
        ("cambodia", "crackdown", ban, "", ("ban",), ("article", "wire")),
        ("cambodia", "displacement", [*ban[:3], ""], "", ("to-shan",), ("article",)),
        ("shan", "arrival", [*ban[:3], ""], "", ("to-shan",), ("article",)),
        ("phnom-penh", "displacement", left, "", ("to-laukkai",), ("wire",)),
        ("laukkai", "arrival", left, "", ("to-laukkai",), ("wire",)),
        ("phnom-penh", "crackdown", raid, "", ("raid",), ("wire",)),
    ]  # fmt: skip


def test_a_layer_has_a_row_a_place_with_its_phases(tiny: Dataset) -> None:
    layer = zones(tiny)
    assert isinstance(layer, gpd.GeoDataFrame) and layer.crs == "EPSG:4326"
    columns = ["label", "country_id", "n_sources", "phases"]
    assert layer[columns].to_numpy().tolist() == [
        ["Southeast Asia", "", 1, ""],
        ["Shan State", "myanmar", 1, "arrival"],
        ["Laukkai", "myanmar", 1, "arrival"],
        ["Phnom Penh", "cambodia", 1, "presence;displacement;crackdown"],
    ]
    assert countries(tiny)["phases"].to_dict() == {"cambodia": "crackdown;displacement", "myanmar": ""}
    assert countries(tiny)["n_sources"].to_dict() == {"cambodia": 2, "myanmar": 1}
    assert "phase" not in layer


@pytest.mark.parametrize(
    ("on", "cambodia", "phnom_penh", "shan", "laukkai"),
    [
        ("2019-08-17", "", "presence", "", ""),
        ("2019-08-18", "displacement", "presence", "arrival", ""),
        ("2020-08-17", "displacement", "presence", "arrival", ""),
        ("2020-08-18", "", "presence", "", ""),  # nobody has said anything of the move for a year
        (date(2024, 4, 5), "", "crackdown", "", "arrival"),
        ("2024-04", "", "displacement", "", "arrival"),  # its last day
        ("2024", "", "", "", ""),
    ],
)
def test_the_phase_that_a_place_shows_on_a_day(
    tiny: Dataset, on: str | date, cambodia: str, phnom_penh: str, shan: str, laukkai: str
) -> None:
    assert countries(tiny, on=on)["phase"].to_dict() == {"cambodia": cambodia, "myanmar": ""}
    assert zones(tiny, on=on)["phase"].to_dict() == {
        "southeast-asia": "",
        "shan": shan,
        "laukkai": laukkai,
        "phnom-penh": phnom_penh,
    }


def test_the_span_that_is_shown_leads_to_its_dates_and_sources(tiny: Dataset) -> None:
    layer = zones(tiny, on="2024-04-05").join(phases(tiny)[["start_min", "sources"]], on="span")
    assert layer.at["phnom-penh", "start_min"] == pd.Timestamp("2024-04-05")
    assert layer.at["phnom-penh", "sources"] == ("wire",)
    assert layer.at["southeast-asia", "span"] == -1 and pd.isna(layer.at["southeast-asia", "start_min"])


def test_hubs_take_the_phases_of_the_places_at_which_they_stand(tiny: Dataset) -> None:
    layer = hubs(tiny, on="2024-04-05")
    columns = ["stands_at", "zone_id", "country_id", "certainty", "n_sources", "phase", "phases"]
    assert layer[columns].T.to_dict("list") == {
        "hub-capital": ["phnom-penh", "phnom-penh", "cambodia", "high", 1, "crackdown",
                        "presence;displacement;crackdown"],
        "hub-compound": ["hub-compound", "laukkai", "myanmar", "medium", 1, "", ""],
        "hub-nowhere": ["", "", "", "low", 1, "", ""],
    }  # fmt: skip
    assert [point and (point.x, point.y) for point in layer.geometry] == [
        (104.916, 11.562),
        (98.77, 23.7),
        None,
    ]


def test_hubs_that_are_not_drawn_take_no_phase(tmp_path: Path) -> None:
    dataset = Dataset.read(
        write_tiny(tmp_path, hubs=changed("hubs", "hub-capital", role="recruitment_origin"))
    )
    assert hubs(dataset).loc["hub-capital", ["stands_at", "phases"]].tolist() == ["", ""]


def test_a_disruption_is_told_beside_the_phase_and_is_none(tmp_path: Path) -> None:
    cut = {
        "id": "cut",
        "label_en": "Power cut",
        "kind": "power_cut",
        "place": "laukkai",
        "date": "2024-05-01",
    }
    dataset = Dataset.read(write_tiny(tmp_path, events=with_row("events", **cut, source="wire")))
    layer = zones(dataset, on="2024-05-01")
    assert layer.loc["laukkai", ["phase", "phases", "disrupted"]].tolist() == ["arrival", "arrival", True]
    assert not layer.at["phnom-penh", "disrupted"]
    assert phases(dataset)["phase"].tolist().count("disruption") == 1


def test_weaker_records_can_be_left_out(bundled: Dataset) -> None:
    sure, all_of_them = (phases(bundled, certainty=stop) for stop in ("high", "low"))
    assert 10 < len(sure) < len(all_of_them)
    # Hubs stay, whatever their certainty: without them there is no place for the others.
    assert set(sure.loc[sure["rule"] != "hub_present", "certainty"]) == {"high"}
    surer, whole = (zones(bundled, certainty=stop)["phases"] for stop in ("high", "low"))
    assert (surer.str.len() <= whole.str.len()).all() and (surer != whole).any()


def test_a_layer_can_be_written_and_read_again(bundled: Dataset, tmp_path: Path) -> None:
    for make in (countries, zones, hubs):
        layer = make(bundled, on="2025")
        for name in ("layer.gpkg", "layer.geojson"):
            layer.to_file(tmp_path / name)
            read = gpd.read_file(tmp_path / name).set_index("id")
            assert read["phase"].fillna("").to_dict() == layer["phase"].to_dict()
            (tmp_path / name).unlink()


@pytest.mark.parametrize("on", ["2020-01-01", "2023-11", "2024-06-04", "2025-02-20", "2026-03-31"])
def test_layers_show_what_pictures_show(bundled: Dataset, timeline: Timeline, on: str) -> None:
    day = parse(on).end_max
    assert day is not None
    names = timeline["places"]["id"]
    shown = {names[mark.index]: mark.phase for mark in moment(timeline, day).places if mark.span >= 0}
    layers = pd.concat([countries(bundled, on=on), zones(bundled, on=on)])
    assert layers.loc[layers["phase"] != "", "phase"].to_dict() == shown and len(shown) > 1


def test_the_year_up_to_which_records_go_stands_for_their_last_day(tiny: Dataset, bundled: Dataset) -> None:
    last, year = (zones(bundled, on=on) for on in ("2026-03-31", "2026"))
    pd.testing.assert_frame_equal(pd.DataFrame(last), pd.DataFrame(year))
    with pytest.raises(ValueError, match="on: '2026' is after 2025-12-31, up to which the records go"):
        zones(tiny, on="2026")


@pytest.mark.parametrize("on", ["2024-05/", "../2024"])
def test_a_day_that_is_none_is_refused(tiny: Dataset, on: str) -> None:
    with pytest.raises(ValueError, match=r"on: '.+' is no day, month or year"):
        zones(tiny, on=on)


def test_a_layer_is_the_callers_own(tiny: Dataset) -> None:
    layer, found = zones(tiny), phases(tiny)
    layer["label"], found["phase"] = "changed", "changed"
    assert zones(tiny).at["shan", "label"] == "Shan State" and "presence" in set(phases(tiny)["phase"])
