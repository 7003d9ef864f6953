"""Reading, looking things up, writing."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from tests.layers.packages import MANIFEST, TABLES, changed, write_manifest, write_tiny
from tests.layers.stories import APIA, MARKET, RIVERSIDE, SUVA, write_story
from waterbed.layers.cycle.frames import countries, hubs, zones
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number, from_day
from waterbed.layers.query.summary import extent, overview, summary
from waterbed.layers.schema.tables import TABLES as SCHEMA


def test_every_table_is_there_indexed_by_id_in_the_order_of_the_file(tiny: Dataset) -> None:
    assert list(tiny.tables) == list(SCHEMA)
    assert list(tiny["movements"].index) == ["to-shan", "to-laukkai", "back"]
    assert tiny["counts"].empty
    own = ["place", "period", "unit", "n", "kind", "low", "high"]
    assert list(tiny["counts"].columns[-9:]) == [*own, "recorded", "withdrawn"]
    assert all(frame.index.name == "id" for frame in tiny.tables.values())


def test_cells_have_the_type_of_their_column(tiny: Dataset) -> None:
    move = tiny["movements"].loc["to-laukkai"]
    assert move["label_en"] == "To Laukkai"
    assert move["cause"] == ("ban", "raid")
    assert move["best"] == 150.5
    assert move["period"] == "2024-04~/2024-06"
    back = tiny["movements"].loc["back"]
    assert (back["period"], back["note_fr"], back["cause"], back["destination"]) == ("", "", (), "")
    assert np.isnan(back["best"])
    assert tiny["countries"].at["myanmar", "roles"] == ("fraud_hub", "displacement_destination")


def test_ids_that_look_like_numbers_or_gaps_stay_text(tmp_path: Path) -> None:
    rows = "id,label_en,iso2,source\nNA,North,NA,s1\n007,Seven,,s1\n"
    only = {"countries": rows, "sources": "id,title\ns1,One\n"}
    write_tiny(tmp_path, **(dict.fromkeys(TABLES) | only))
    write_manifest(tmp_path, lead_source="s1")
    dataset = Dataset.read(tmp_path)
    assert list(dataset["countries"].index) == ["NA", "007"]
    assert dataset["countries"].at["NA", "iso2"] == "NA"


def test_a_byte_order_mark_empty_lines_and_trailing_commas_are_no_faults(tmp_path: Path) -> None:
    text = "\ufeff" + TABLES["sources"].strip().replace("\n", ",,\r\n") + ",,\r\n\r\n,,,,,,,,\r\n"
    dataset = Dataset.read(write_tiny(tmp_path, sources=text.encode()))
    assert list(dataset["sources"].index) == ["article", "wire"]


def test_the_manifest_may_be_named_instead_of_the_folder(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    assert len(Dataset.read(folder / "datapackage.json")["events"]) == 2


def test_unknown_columns_are_kept_as_text(tmp_path: Path) -> None:
    dataset = Dataset.read(write_tiny(tmp_path, events=changed("events", "raid", case_file="0042")))
    assert dataset["events"]["case_file"].tolist() == ["", "0042"]


def test_settings_that_are_left_out_have_values(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path, scenes=None)
    (folder / "datapackage.json").write_text('{"as_of": "2025-12-31"}')
    dataset = Dataset.read(folder)
    assert dataset.languages == ("en", "fr")
    assert dataset.settings["default_view"] == "all"
    west, south, east, north = dataset.settings["views"]["all"]
    assert west < 95.9 < 108 < east
    assert south < 10 < 23.7 < north
    assert set(dataset.standing) == {""}


def test_the_view_is_around_what_is_recorded_and_not_around_whole_countries(tmp_path: Path) -> None:
    corners = {"market": MARKET, "river": RIVERSIDE, "elsewhere": (103.53, 10.63)}
    folder = write_story(tmp_path, corners, [("market", "river", "2024")], raids=[("market", "2024")])
    west, south, east, north = Dataset.read(folder).settings["views"]["all"]
    assert 104.90 < west < 104.915 and 104.931 < east < 104.94
    assert 11.55 < south < 11.564 and 11.57 < north < 11.58


def test_the_view_takes_the_short_way_over_the_dateline(tmp_path: Path) -> None:
    folder = write_story(tmp_path, {"suva": SUVA, "apia": APIA}, [("suva", "apia", "2024")])
    west, _, east, _ = Dataset.read(folder).settings["views"]["all"]
    assert 176 < west < 178.44 and 188.23 < east < 191


def test_one_place_is_seen_with_what_is_around_it(tmp_path: Path) -> None:
    folder = write_story(tmp_path, {"market": MARKET}, raids=[("market", "2024")])
    west, south, east, north = Dataset.read(folder).settings["views"]["all"]
    assert east - west == pytest.approx(4, abs=0.1) and north - south == pytest.approx(4, abs=0.1)


def test_bounds_of_a_column_of_dates(tiny: Dataset) -> None:
    bounds = tiny.bounds("movements", "period")
    assert list(bounds.index) == ["to-shan", "to-laukkai", "back"]
    assert list(bounds["mode"]) == ["lower", "bounded", "undated"]
    assert bounds.at["to-shan", "start_min"] == day_number(from_day(18126))
    assert np.isnan(bounds["end_max"]["to-shan"])
    assert from_day(bounds["end_max"]["to-laukkai"]).isoformat() == "2024-06-30"
    assert bounds.at["to-laukkai", "start_margin"] == 15


def test_bounds_of_a_column_of_several_dates_have_a_row_a_date(tiny: Dataset) -> None:
    bounds = tiny.bounds("hubs", "attested")
    assert list(bounds["text"].items()) == [
        ("hub-capital", "2023-05"),
        ("hub-capital", "2023-11"),
        ("hub-compound", "2023-09"),
    ]
    assert tiny.bounds("counts", "period").empty


def test_asking_for_what_is_not_there_says_what_is(tiny: Dataset) -> None:
    with pytest.raises(KeyError, match="the tables are sources, organisations"):
        tiny["event"]
    with pytest.raises(KeyError, match="it has period"):
        tiny.bounds("movements", "date")
    with pytest.raises(KeyError, match="no record 'nobody'"):
        tiny.label("nobody", "en")


def test_a_hub_lies_in_zones_a_country_and_a_region(tiny: Dataset) -> None:
    assert tiny.ancestors("hub-compound") == ("laukkai", "shan", "myanmar", "southeast-asia")
    assert tiny.ancestors("phnom-penh") == ("cambodia",)
    assert tiny.ancestors("myanmar") == ()
    assert tiny.ancestors("hub-nowhere") == ()
    assert tiny.country_of("hub-capital") == "cambodia"
    assert tiny.country_of("southeast-asia") == ""


def test_a_zone_takes_the_country_of_its_parent_when_it_names_none(tmp_path: Path) -> None:
    dataset = Dataset.read(write_tiny(tmp_path, zones=changed("zones", "laukkai", country="")))
    assert dataset.country_of("laukkai") == "myanmar"


def test_places_are_countries_zones_and_hubs_with_a_point_of_their_own(tiny: Dataset) -> None:
    places = tiny.places
    assert places.crs.to_epsg() == 4326
    assert list(places["level"]) == ["country", "country", "region", "zone", "zone", "zone", "hub"]
    assert places.at["hub-compound", "parent"] == "laukkai"
    assert places.at["shan", "iso_3166_2"] == "MM-17"
    assert places.at["laukkai", "iso2"] == "MM"
    assert places.at["laukkai", "geometry"].coords[:] == [(98.762, 23.696)]
    assert 95 < places.at["myanmar", "geometry"].x < 97
    assert 440 < places.at["myanmar", "precision_km"] < 480


def test_a_country_that_the_basemap_lacks_has_no_point(tmp_path: Path) -> None:
    dataset = Dataset.read(write_tiny(tmp_path, countries=changed("countries", "cambodia", iso2="")))
    assert dataset.places.at["cambodia", "geometry"] is None
    assert countries(dataset).at["cambodia", "geometry"] is None


def test_labels_fall_back_to_the_default_language(tiny: Dataset) -> None:
    assert tiny.label("myanmar", "fr") == "Birmanie"
    assert tiny.label("ban", "fr") == "Ban on online gambling"
    assert tiny.label("wire", "fr") == "Raids on the river"
    assert tiny.label("gap-return", "de") == "Where they returned to"


def test_standing_of_the_evidence(tiny: Dataset) -> None:
    assert tiny.standing[["to-shan", "ban", "raid"]].tolist() == ["article", "article_and_others", "others"]
    assert "article" not in tiny.standing.index[:1]
    assert len(tiny.standing) == 17


def test_layers_roll_up_by_fields(tiny: Dataset) -> None:
    hub = hubs(tiny)
    assert hub.crs.to_epsg() == 4326
    assert hub["country_id"].tolist() == ["cambodia", "myanmar", ""]
    assert hub["zone_id"].tolist() == ["phnom-penh", "laukkai", ""]
    assert hub.at["hub-capital", "geometry"].coords[:] == [(104.916, 11.562)]
    assert hub.at["hub-compound", "geometry"].coords[:] == [(98.77, 23.7)]
    assert hub.at["hub-nowhere", "geometry"] is None
    assert hub["precision_km"].tolist()[:2] == [15, 1]
    assert zones(tiny)["country_id"].tolist() == ["", "myanmar", "myanmar", "cambodia"]
    assert countries(tiny).geom_type.tolist() == ["MultiPolygon", "MultiPolygon"]


def test_a_zone_with_an_outline_keeps_it(tmp_path: Path) -> None:
    outline = "POLYGON ((98 23, 99 23, 99 24, 98 24, 98 23))"
    text = changed("zones", "laukkai", lon="", lat="", geometry=outline)
    dataset = Dataset.read(write_tiny(tmp_path, zones=text))
    assert zones(dataset).at["laukkai", "geometry"].area == 1
    assert dataset.places.at["laukkai", "geometry"].coords[:] == [(98.5, 23.5)]
    assert dataset["zones"].at["laukkai", "geometry"] == outline


def test_the_callers_frames_are_left_alone(tiny: Dataset) -> None:
    before = {name: frame.copy() for name, frame in tiny.tables.items()}
    hubs(tiny), zones(tiny), countries(tiny), summary(tiny)
    for name, frame in tiny.tables.items():
        assert_frame_equal(frame, before[name])


def test_written_and_read_again_it_is_the_same(tmp_path: Path) -> None:
    text = changed(
        "events", "raid", case_file="=1+1", note_en='two\nlines, "quoted"; and ;', quote=" spaced "
    )
    first = Dataset.read(write_tiny(tmp_path / "a", events=text))
    first.write(tmp_path / "b")
    second = Dataset.read(tmp_path / "b")
    for name in SCHEMA:
        assert_frame_equal(first[name], second[name])
    assert second.settings == first.settings
    second.write(tmp_path / "c")
    for file in (tmp_path / "b").iterdir():
        assert file.read_bytes() == (tmp_path / "c" / file.name).read_bytes()


def test_writing_describes_the_tables(tiny: Dataset, tmp_path: Path) -> None:
    tiny.write(tmp_path / "out")
    meta = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    events = next(one for one in meta["resources"] if one["name"] == "events")
    assert events["path"] == "events.csv"
    assert {"name": "label_en", "type": "string", "constraints": {"required": True}} in events["schema"][
        "fields"
    ]
    assert events["schema"]["primaryKey"] == "id"
    assert {"fields": "actor", "reference": {"resource": "organisations", "fields": "id"}} in events[
        "schema"
    ]["foreignKeys"]
    assert meta["as_of"] == MANIFEST["as_of"]


def test_writing_over_a_package_replaces_its_tables_and_keeps_other_files(
    tiny: Dataset, tmp_path: Path
) -> None:
    folder = write_tiny(tmp_path / "old", counts="id,place,period,n,source\nc1,shan,2024,3,article\n")
    (folder / "NOTICE.md").write_text("Credits")
    tiny.write(folder)
    assert (folder / "NOTICE.md").read_text() == "Credits"
    assert not (folder / "counts.csv").exists()
    assert Dataset.read(folder)["counts"].empty


def test_writing_leaves_a_folder_that_is_no_package_alone(tiny: Dataset, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_text("not ours")
    with pytest.raises(FileExistsError, match="choose another name"):
        tiny.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["holiday.jpg"]


def test_a_write_that_fails_leaves_the_old_package_as_it_was(tmp_path: Path) -> None:
    dataset = Dataset.read(write_tiny(tmp_path / "tiny"))
    dataset.write(tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    dataset.meta["waterbed"]["not json"] = {1, 2}
    with pytest.raises(TypeError):
        dataset.write(tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert {path.name for path in tmp_path.iterdir()} == {"tiny", "out"}


def test_summary_counts_records_by_table(tiny: Dataset) -> None:
    frame = summary(tiny)
    assert list(frame.loc["events"]) == [2, 2, 2, 0, 1, 1]
    assert list(frame.loc["movements"])[:3] == [3, 2, 2]
    assert frame.at["hubs", "placed"] == 2
    assert pd.isna(frame["article"]["sources"])
    assert "counts" not in frame.index


def test_overview_says_what_it_is(tiny: Dataset) -> None:
    head = overview(tiny)
    assert (head["name"], head["as_of"], head["records"]) == ("tiny", "2025-12-31", 20)
    assert (head["first_day"], head["last_day"]) == ("2019-01-01", "2024-06-30")
    assert json.dumps(head)
    assert extent(tiny) == (17897, 19904)


def test_the_bundled_set_reads_without_a_warning() -> None:
    dataset = Dataset.read()
    assert dataset.warnings == ()
    assert len(dataset["movements"]) > 0
