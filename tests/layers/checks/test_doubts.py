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
        {"zones": changed("zones", "phnom-penh", lon="90", lat="40"), "scenes": None},
        [
            'zones.csv, row 5, "phnom-penh", lon, lat: "90, 40" is ',
            " km outside KH; check the point, the country",
        ],
    ),
    "a hub outside its country": (
        {"hubs": changed("hubs", "hub-compound", lon="104.9", lat="11.6")},
        ['hubs.csv, row 3, "hub-compound", lon, lat: "104.9, 11.6" is ', " km outside MM; "],
    ),
    "an event far from its country": (
        {"events": changed("events", "raid", lon="11.6", lat="10.4")},
        ['events.csv, row 3, "raid", lon, lat: "11.6, 10.4" is ', " km outside KH; check the point"],
    ),
    "an event in the waters of its country": (
        {"events": changed("events", "raid", lon="102.5", lat="9.5")},
        [],
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
    "a movement that began before its cause": (
        {"movements": changed("movements", "to-laukkai", period="2019-03/2024-06")},
        [
            'movements.csv, row 3, "to-laukkai", period: "2019-03/2024-06" began before its cause (2019-08-18, 2024-04-05); '
            "mend a date, write a vaguer one (2019~), or take the cause out."
        ],
    ),
    "a movement that may have begun after its cause": (
        {"movements": changed("movements", "to-laukkai", period="2019/2024-06")},
        [],
    ),
    "a movement with a cause that has no date": (
        {
            "events": changed("events", "raid", date=""),
            "movements": changed("movements", "to-laukkai", period="2019-03/2024-06"),
        },
        [],
    ),
    "a scene whose view leaves out what it tells of": (
        {"scenes": changed("scenes", "scene-ban", view="103 10 106 14")},
        [
            'scenes.csv, row 2, "scene-ban", view: "103 10 106 14" leaves out "to-shan", '
            '"to-laukkai", of which the scene tells; leave it empty, or write 96.5 10.1 106.4 25.2.',
        ],
    ),
    "a scene whose view leaves out where its event led": (
        {"scenes": changed("scenes", "scene-ban", view="103 10 106 14", records="ban")},
        ['"103 10 106 14" leaves out "to-shan", "to-laukkai", of which the scene tells; leave it '],
    ),
    "a scene whose signs are a heap": (
        {"scenes": changed("scenes", "scene-ban", view="-170 -50 190 72")},
        ['"-170 -50 190 72" is so wide that the signs take 9% of it; leave it empty, or write 96'],
    ),
    "a scene that tells of no place": (
        {"scenes": changed("scenes", "scene-ban", view="-170 -50 190 72", records="gap-return", text_en="x")},
        [],
    ),
    "a scene of one place in a view around it": (
        {"scenes": changed("scenes", "scene-ban", view="101 9 108 16", records="hub-capital", text_en="x")},
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
        ['hubs.csv, row 2, "hub-capital", flags: "high" is no known flag (3 rows); add it to vocabulary.csv'],
    ),
    "a country that is on no map": (
        {
            "countries": changed("countries", "cambodia", iso2="KX"),
            "zones": changed("zones", "phnom-penh", lon="", lat=""),
            "scenes": None,
        },
        [
            'countries.csv, row 2, "cambodia", iso2: "KX" is no country of the basemap, which has no outline for it; '
        ],
    ),
    "a column with a slip": (
        {"hubs": TABLES["hubs"].strip().replace("certainty", "certanty")},
        ['hubs.csv, row 1, certanty: is no known column and was kept as it is; did you mean "certainty"?'],
    ),
    "a column under another name": (
        {
            "movements": changed("movements", "back", origin="").replace(",destination,", ",to,"),
            "scenes": None,
        },
        ['movements.csv, row 1, to: is no known column and was kept as it is; did you mean "destination"?'],
    ),
    "start and end in two columns": (
        {"events": TABLES["events"].strip().replace(",date,", ",start_date,")},
        ["start_date: is no known column and was kept as it is; write start and end in one column "],
    ),
    "a column of one's own": (
        {"events": changed("events", "raid", case_file="0042")},
        ["events.csv, row 1, case_file: is no known column and was kept as it is."],
    ),
    "a column in a language that is not named": (
        {"events": changed("events", "raid", label_de="Razzia")},
        ['label_de: is in a language that is not named and was kept as it is; add "de" to languages in'],
    ),
    "0, 0 without a country": (
        {"zones": changed("zones", "southeast-asia", lon="0", lat="0.0")},
        [
            'zones.csv, row 2, "southeast-asia", lon, lat: "0, 0" is in the sea, in the Gulf of Guinea; leave lon'
        ],
    ),
    "0, 0 of a hub in a country": (
        {"hubs": changed("hubs", "hub-compound", lon="0", lat="0")},
        ['hubs.csv, row 3, "hub-compound", lon, lat: "0, 0" is in the sea, in the Gulf of Guinea; '],
    ),
    "an outline with its coordinates swapped": (
        {
            "countries": with_row("countries", id="turkiye", label_en="Türkiye", iso2="TR", source="wire"),
            "zones": with_row(
                "zones",
                id="izmir",
                label_en="İzmir",
                country="turkiye",
                geometry="POLYGON ((38.3 27, 38.5 27, 38.5 27.2, 38.3 27))",
                source="wire",
            ),
        },
        ["lies ", " km outside TR (at 38.4", "); lon and lat look swapped."],
    ),
    "a corner at 0, 0": (
        {"zones": changed("zones", "laukkai", geometry="POLYGON ((98 23, 99 23, 0 0, 98 23))")},
        ['geometry: "POLYGON ((98 23, 99 23, 0 0, 98 23))" has a corner at 0, 0; take the corner out'],
    ),
    "a corner with a slip": (
        {"zones": changed("zones", "laukkai", geometry="POLYGON ((98 23, 99 23, 9.9 24, 98 24, 98 23))")},
        ["has a corner ", " km outside MM (at 9.9, 24); check that corner or the country."],
    ),
    "a year far from all others": (
        {"events": changed("events", "raid", date="0025-03-17")},
        [
            'events.csv, row 3, "raid", date: "0025-03-17" is ',
            " years from most dates of the data set; check",
        ],
    ),
    "a century mistyped": (
        {"sources": TABLES["sources"].strip().replace("2024-04-05", "1924-04-05")},
        ['sources.csv, row 3, "wire", date: "1924-04-05" is '],
    ),
    "a season that may be two years": (
        {"movements": changed("movements", "back", period="2021-22")},
        [
            'movements.csv, row 4, "back", period: "2021-22" is read as the summer of 2021 (EDTF); '
            "write 2021/2022 if the two years are meant, 2021-06/2021-08 if it is the season."
        ],
    ),
    "winter, at the end of an interval": (
        {"hubs": changed("hubs", "hub-capital", present="2019/2023-24?")},
        ["write 2023/2024 if the two years are meant, 2023-12/2024-02 if it is the season."],
    ),
    "a season that cannot be two years": ({"movements": changed("movements", "back", period="2024-22")}, []),
    "one period counted twice": (
        {
            "counts": "id,place,period,unit,n,source\nc1,shan,2024,people,3,article\nc2,shan,2024,people,4,article\n"
            "c3,shan,2024,sites,4,article\nc4,phnom-penh,2024,people,4,article\n"
        },
        [
            'counts.csv, row 3, "c2", period: "2024" is a second number for the place, unit and period of "c1"; ',
        ],
    ),
    "a total beside its parts": (
        {
            "counts": "id,place,period,unit,n,source\nc1,shan,2024,people,3,article\nc2,laukkai,2024,people,2,wire\n"
        },
        [
            'row 3, "c2", place: "laukkai" has numbers, and so has "shan", which it lies in, of the same unit; a total'
        ],
    ),
    "seasons of a crop, one after the other": (
        {"counts": "id,place,period,n,source\nc1,shan,2006/2007,3,article\nc2,shan,2007/2008,4,article\n"},
        [],
    ),
    "one season counted twice": (
        {"counts": "id,place,period,n,source\nc1,shan,2006/2007,3,article\nc2,shan,2006/2007,4,article\n"},
        ['"2006/2007" is a second number for the place, unit and period of "c1"'],
    ),
    "a month within a year that is counted": (
        {"counts": "id,place,period,n,source\nc1,shan,2024-04,3,article\nc2,shan,2024,4,article\n"},
        ['period: "2024-04" overlaps with the period of "c2", of the same place and unit; '],
    ),
    "the same movement twice": (
        {
            "movements": TABLES["movements"].strip()
            + "\nagain,Back to the capital,,return,laukkai,,,,,,,,article"
        },
        ['movements.csv, row 5, "again": says the same as "back", word for word; take one of them out'],
    ),
    "a control character": (
        {"events": changed("events", "raid", label_en="Raid\x0bin the\x07 capital")},
        ["holds a control character (U+000B), which was read as a break of line; take it out."],
    ),
    "a break of line in a label": (
        {"scenes": changed("scenes", "scene-ban", label_en="The\n\nban")},
        ['label_en: "The\\n\\nban" holds a break of line or a tab, which was read as a space; write it in'],
    ),
    "a break of line in a note": ({"events": changed("events", "raid", note_en="two\r\n\r\nlines")}, []),
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


@pytest.mark.parametrize(
    ("lon", "lat"),
    [("longitude", "latitude"), ("Längengrad", "Breitengrad"), ("X", "Y"), ("decimalLongitude", "lat_dd")],
)
def test_coordinates_under_other_names_are_asked_about(tmp_path: Path, lon: str, lat: str) -> None:
    zones = TABLES["zones"].strip().replace(",lon,lat,", f",{lon},{lat},")
    assert [warning.split("row 1, ")[1] for warning in _warnings(write_tiny(tmp_path, zones=zones))] == [
        f'{lon}: is no known column and was kept as it is; did you mean "lon"?',
        f'{lat}: is no known column and was kept as it is; did you mean "lat"?',
    ]


def test_a_setting_with_a_slip(tmp_path: Path) -> None:
    ours = MANIFEST["waterbed"] | {"defualt_view": "river"}
    ours.pop("default_view")
    folder = write_manifest(write_tiny(tmp_path), waterbed=ours)
    assert _warnings(folder) == [
        'datapackage.json, waterbed.defualt_view: is no known setting; did you mean "default_view"?'
    ]


@pytest.mark.parametrize(
    ("outline", "lon"),
    [
        ("POLYGON ((178 -18, -179 -18, -179 -16, 178 -16, 178 -18))", 179),
        ("POLYGON ((178 -18, 181 -18, 181 -16, 178 -16, 178 -18))", 179),
        ("POLYGON ((-178 -18, -181.5 -18, -181.5 -16, -178 -16, -178 -18))", -179),
        ("MULTIPOLYGON (((179 -18, -178 -18, -178 -16, 179 -16, 179 -18)))", -179),
        ("LINESTRING (170 -17, -179 -17, -178 -17)", -179),
    ],
)
def test_an_outline_over_the_dateline_has_its_point_there(tmp_path: Path, outline: str, lon: float) -> None:
    folder = write_tiny(tmp_path, zones=changed("zones", "southeast-asia", lon="", lat="", geometry=outline))
    dataset = Dataset.read(folder)
    assert dataset.warnings == ()
    assert dataset.places.at["southeast-asia", "geometry"].x == pytest.approx(lon, abs=0.3)


def test_an_edge_that_may_lie_over_the_dateline_is_doubted(tmp_path: Path) -> None:
    outline = "POLYGON ((-100 10, 100 10, 100 20, -100 20, -100 10))"
    folder = write_tiny(tmp_path, zones=changed("zones", "southeast-asia", geometry=outline))
    assert "has an edge 200 degrees wide, which was read as one over the dateline" in _warnings(folder)[0]


def test_dates_of_two_centuries_are_not_far_from_one_another(tmp_path: Path) -> None:
    rows = "".join(f"e{year},Raid {year},raid,shan,{year},article\n" for year in range(1823, 2024, 20))
    folder = write_tiny(
        tmp_path, events="id,label_en,kind,place,date,source\n" + rows, movements=None, gaps=None, scenes=None,
        figures=None, hubs=None,
    )  # fmt: skip
    assert _warnings(folder) == []


def test_a_day_of_the_data_set_that_is_far_is_said_once(tmp_path: Path) -> None:
    warnings = _warnings(write_manifest(write_tiny(tmp_path), as_of="0205-12-31"))
    assert len(warnings) == 1
    assert warnings[0].startswith('datapackage.json, as_of: "0205-12-31" is 1,8')


def test_a_zone_is_held_against_the_country_of_what_it_lies_in(tmp_path: Path) -> None:
    zones = changed("zones", "laukkai", country="", lon="10", lat="50")
    assert " km outside MM" in _warnings(write_tiny(tmp_path, zones=zones))[0]
