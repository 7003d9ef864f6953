"""What sort of place a zone without a country is."""

from pathlib import Path

import pytest

from tests.layers.packages import TABLES, with_row, write_tiny
from waterbed import Dataset
from waterbed.output.timeline import Timeline

_BOX = "POLYGON ((1 1, 5 1, 5 5, 1 5, 1 1))"
SEAS = {
    "a region says a direction": ({"kind": "region", "lon": "3", "lat": "3"}, "", "region"),
    "a sea": ({"kind": "sea", "lon": "3", "lat": "3"}, "", "zone"),
    "without a kind": ({"lon": "3", "lat": "3"}, "", "zone"),
    "a region with edges": ({"kind": "region", "geometry": _BOX}, "", "zone"),
    "a region where something happened": ({"kind": "region", "lon": "3", "lat": "3"}, "sea", "zone"),
}


@pytest.mark.parametrize("case", SEAS)
def test_a_zone_without_a_country_is_a_place_unless_it_only_says_a_direction(
    tmp_path: Path, case: str
) -> None:
    cells, place, level = SEAS[case]
    zones = with_row("zones", id="sea", label_en="A sea", source="wire", **cells)
    event = {
        "id": "patrol",
        "label_en": "A patrol",
        "kind": "raid",
        "date": "2020-01-05",
        "stage": "crackdown",
    }
    events = with_row("events", **event, place=place or "phnom-penh", source="wire")
    dataset = Dataset.read(write_tiny(tmp_path, zones=zones, events=events))
    assert dataset.places.at["sea", "level"] == level
    assert dataset.country_of("sea") == ""


def test_seas_have_rows_and_phases_and_hold_what_lies_in_them(tmp_path: Path) -> None:
    zones = with_row("zones", id="sea", label_en="A sea", kind="sea", lon="3", lat="3", source="wire")
    zones += "strait,A strait,,,sea,sea,4,4,5,,wire\n"
    assert len(zones.splitlines()[0].split(",")) == len(zones.splitlines()[-1].split(","))
    events = with_row("events", id="patrol", label_en="Patrol", kind="raid", place="strait", date="2020-01-05",
                      stage="crackdown", source="wire")  # fmt: skip
    timeline = Timeline.of(Dataset.read(write_tiny(tmp_path, zones=zones, events=events)))
    ids = timeline["places"]["id"]
    rows = {
        ids[place]: (ids[home], depth) for place, home, depth in zip(*timeline["rows"].values(), strict=True)
    }
    assert rows["strait"] == ("sea", 1)
    struck = {ids[place] for place, phase in zip(timeline["spans"]["place"], timeline["spans"]["phase"], strict=True)
              if phase == "crackdown"}  # fmt: skip
    assert "strait" in struck
    assert "southeast-asia" not in rows and "southeast-asia" in TABLES["zones"]
