"""Warnings: what can be read and cannot be right. They are kept with the data set and never raised."""

from pathlib import Path

import pytest

from tests.layers.packages import MANIFEST, TABLES, changed, with_row, write_manifest, write_tiny
from waterbed.layers.dataset import Dataset


def _warnings(folder: Path) -> list[str]:
    return [str(warning) for warning in Dataset.read(folder).warnings]


CASES = {
    "nothing": ({}, []),
    "coordinates swapped": (
        # Angola is one of the places where both orders are degrees.
        {
            "countries": with_row("countries", id="angola", label_en="Angola", iso2="AO", source="wire"),
            "zones": with_row(
                "zones",
                id="luanda",
                label_en="Luanda",
                country="angola",
                lon="-8.837",
                lat="13.234",
                source="wire",
            ),
        },
        [
            'zones.csv, row 6, "luanda", lon, lat: "-8.837, 13.234" is ',
            " km outside AO; lon and lat look swapped.",
        ],
    ),
    "far outside its country": (
        {"zones": changed("zones", "phnom-penh", lon="90", lat="40")},
        [
            'zones.csv, row 5, "phnom-penh", lon, lat: "90, 40" is ',
            " km outside KH; check the point, the country",
        ],
    ),
    "a hub outside its country": (
        {"hubs": changed("hubs", "hub-compound", lon="104.9", lat="11.6")},
        ['hubs.csv, row 3, "hub-compound", lon, lat: "104.9, 11.6" is ', " km outside MM; "],
    ),
    "a border town a little outside": (
        {"zones": changed("zones", "laukkai", lon="98.515", lat="16.687", precision_km="5")},
        [],
    ),
    "a wide place a little outside": (
        {"zones": changed("zones", "shan", lon="102.2", lat="21.83", precision_km="200")},
        [],
    ),
    "cause later than the movement": (
        {"movements": changed("movements", "to-laukkai", period="2023-04~/2023-06")},
        [
            'movements.csv, row 3, "to-laukkai", cause: "raid" happened (2024-04-05) after the movement was over '
            "(2023-04~/2023-06); mend a date or take the cause out."
        ],
    ),
    "cause within the doubt about the end": (
        {"movements": changed("movements", "to-laukkai", period="2024-01/2024-03~")},
        [],
    ),
    "cause of a movement that is not over": (
        {"movements": changed("movements", "to-laukkai", period="2023-01/")},
        [],
    ),
    "same label under the same parent": (
        {
            "zones": with_row(
                "zones", id="laukkai-2", label_en="LAUKKAI", country="myanmar", parent="shan", source="wire"
            )
        },
        ['zones.csv, row 6, "laukkai-2", label_en: "LAUKKAI" is the label of two zones of the same parent; '],
    ),
    "same label elsewhere": (
        {"zones": with_row("zones", id="laukkai-2", label_en="Laukkai", country="cambodia", source="wire")},
        [],
    ),
    "after the day of the data set": (
        {
            "events": changed("events", "ban", date="2026-01-01"),
            "movements": None,
            "gaps": None,
            "scenes": None,
        },
        [
            'events.csv, row 2, "ban", date: "2026-01-01" is after the data set\'s own day 2025-12-31; mend the date'
        ],
    ),
    "the year of the day is not after it": ({"figures": changed("figures", "fig-arrests", date="2025")}, []),
    "an unknown word that no rule needs": (
        {"zones": changed("zones", "laukkai", kind="twon")},
        ['zones.csv, row 4, "laukkai", kind: "twon" is no known zone kind; did you mean "town"?'],
    ),
    "an unknown word in many rows is one warning": (
        {
            "hubs": TABLES["hubs"]
            .strip()
            .replace("certainty", "flags")
            .replace("medium", "high")
            .replace("low", "high")
        },
        ['hubs.csv, row 2, "hub-capital", flags: "high" is no known flag (3 rows); add it to the vocabulary'],
    ),
    "a country that is on no map": (
        {
            "countries": changed("countries", "cambodia", iso2="KX"),
            "zones": changed("zones", "phnom-penh", lon="", lat=""),
        },
        [
            'countries.csv, row 2, "cambodia", iso2: "KX" is no country of the basemap, which has no outline for it; '
        ],
    ),
    "a column with a slip": (
        {"hubs": TABLES["hubs"].strip().replace("certainty", "certanty")},
        ['hubs.csv, row 1, certanty: is no known column and was kept as it is; did you mean "certainty"?'],
    ),
    "a file with a slip": (
        {"gaps": None, "gap": "id,statement_en,source\n"},
        ['gap.csv: is not one of the tables and was not read; did you mean "gaps.csv"?'],
    ),
}


@pytest.mark.parametrize(("tables", "parts"), CASES.values(), ids=list(CASES))
def test_doubts(tmp_path: Path, tables: dict[str, str | None], parts: list[str]) -> None:
    warnings = _warnings(write_tiny(tmp_path, **tables))
    assert len(warnings) == bool(parts), warnings
    assert all(part in warnings[0] for part in parts)


def test_a_setting_with_a_slip(tmp_path: Path) -> None:
    ours = MANIFEST["waterbed"] | {"defualt_view": "river"}
    ours.pop("default_view")
    folder = write_manifest(write_tiny(tmp_path), waterbed=ours)
    assert _warnings(folder) == [
        'datapackage.json, waterbed.defualt_view: is no known setting; did you mean "default_view"?'
    ]
