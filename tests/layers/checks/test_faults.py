"""Broken data: each case is the tiny package with one thing wrong, and the line that says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.layers.packages import (
    TABLES,
    changed,
    with_row,
    without_column,
    write_in,
    write_manifest,
    write_tiny,
)
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files import csv, form
from waterbed.layers.query.summary import fault_rows


def _faults(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        Dataset.read(folder)
    return [str(fault) for fault in caught.value.faults]


CELLS = {
    "unknown id in a reference": (
        {"events": changed("events", "raid", place="pnom-penh")},
        'events.csv, row 3, "raid", place: "pnom-penh" is no record of hubs, zones or countries; '
        'did you mean "phnom-penh"?',
    ),
    "wrong table for a reference": (
        {"zones": changed("zones", "laukkai", country="shan")},
        'zones.csv, row 4, "laukkai", country: "shan" is a record of zones; '
        "this column names records of countries.",
    ),
    "unknown id in a list": (
        {"movements": changed("movements", "to-laukkai", cause="ban;rade")},
        'movements.csv, row 3, "to-laukkai", cause: "rade" is no record of events; did you mean "raid"?',
    ),
    "a source where a record is meant": (
        {"scenes": changed("scenes", "scene-ban", records="wire")},
        'scenes.csv, row 2, "scene-ban", records: "wire" is a record of sources; this column names records of '
        "organisations, countries, zones, hubs, events, movements, phases, figures, gaps, context or scenes.",
    ),
    "an attestation without an end": (
        {"hubs": changed("hubs", "hub-capital", attested="2023-09/")},
        'hubs.csv, row 2, "hub-capital", attested: "2023-09/" is open at one end; '
        "give the date itself, or both ends, like 2023-09/2024-04.",
    ),
    "unknown id among all tables": (
        {"gaps": changed("gaps", "gap-return", about="bak")},
        'gaps.csv, row 2, "gap-return", about: "bak" is no record; did you mean "back"?',
    ),
    "duplicate id": (
        {"events": changed("events", "raid", id="ban") + "\n"},
        'events.csv, row 3, "ban", id: "ban" is already used in events.csv, row 2; '
        "give each record an id of its own.",
    ),
    "duplicate id in another table": (
        {"organisations": changed("organisations", "police", id="shan")},
        'zones.csv, row 3, "shan", id: "shan" is already used in organisations.csv, row 2; '
        "give each record an id of its own.",
    ),
    "ids that differ only in case": (
        {"sources": with_row("sources", id="Wire")},
        'sources.csv, row 4, "Wire", id: "Wire" is already used in sources.csv, row 3 as wire '
        "(upper and lower case count as one); give each record an id of its own.",
    ),
    "an id that is no slug": (
        {"sources": with_row("sources", id="../The Wire!")},
        'sources.csv, row 4, id: "../The Wire!" is not an id; use letters a to z, digits, hyphens, dots '
        "and underscores, 100 at most, like the-wire.",
    ),
    "bad date": (
        {"events": changed("events", "raid", date="31/12/2024")},
        'events.csv, row 3, "raid", date: "31/12/2024" is not a date; write 2024-12-31.',
    ),
    "bad date in a list": (
        {"hubs": changed("hubs", "hub-compound", attested="2023-09;late 2024")},
        'hubs.csv, row 3, "hub-compound", attested: "2023-09;late 2024" is not a date; write 2024-12~ '
        "(about that month) or the interval 2024-09~/2024-12~.",
    ),
    "reversed interval": (
        {"movements": changed("movements", "to-laukkai", period="2024-06/2024-04")},
        'movements.csv, row 3, "to-laukkai", period: "2024-06/2024-04" ends before it starts; '
        "write 2024-04/2024-06 if that is meant.",
    ),
    "latitude 106": (
        {"zones": changed("zones", "phnom-penh", lat="106.2")},
        'zones.csv, row 5, "phnom-penh", lat: "106.2" is outside -90..90.',
    ),
    "lat and lon swapped": (
        {"zones": changed("zones", "phnom-penh", lon="11.562", lat="104.916")},
        'zones.csv, row 5, "phnom-penh", lat: "104.916" is outside -90..90; lon and lat look swapped.',
    ),
    "half a point": (
        {"zones": changed("zones", "phnom-penh", lon="")},
        'zones.csv, row 5, "phnom-penh", lon: is empty but lat is not; a point needs both.',
    ),
    "decimal comma": (
        {"zones": changed("zones", "phnom-penh", lat="11,562")},
        'zones.csv, row 5, "phnom-penh", lat: "11,562" is not a number; '
        "write 11562, or 11.562 if the comma is a decimal one.",
    ),
    "short decimal comma": (
        {"zones": changed("zones", "phnom-penh", lat="11,56")},
        'zones.csv, row 5, "phnom-penh", lat: "11,56" is not a number; write 11.56.',
    ),
    "grouped digits": (
        {"figures": changed("figures", "fig-arrests", value="10 000")},
        'figures.csv, row 2, "fig-arrests", value: "10 000" is not a number; write 10000.',
    ),
    "a word for a number": (
        {"figures": changed("figures", "fig-arrests", value="nan")},
        'figures.csv, row 2, "fig-arrests", value: "nan" is not a number; leave the cell empty '
        "when it is not known.",
    ),
    "negative precision": (
        {"zones": changed("zones", "phnom-penh", precision_km="-3")},
        'zones.csv, row 5, "phnom-penh", precision_km: "-3" is outside 0..20038.',
    ),
    "low above high": (
        {"movements": changed("movements", "to-laukkai", low="100", best="", high="20")},
        'movements.csv, row 3, "to-laukkai", low: "100" is above high (20); swap them.',
    ),
    "unknown event kind": (
        {"events": changed("events", "raid", kind="raids")},
        'events.csv, row 3, "raid", kind: "raids" is no known event kind; did you mean "raid"?',
    ),
    "unknown movement kind": (
        {"movements": changed("movements", "back", kind="returned")},
        'movements.csv, row 4, "back", kind: "returned" is no known movement kind; did you mean "return"?',
    ),
    "unknown role": (
        {"hubs": changed("hubs", "hub-compound", role="fraudhub")},
        'hubs.csv, row 3, "hub-compound", role: "fraudhub" is no known role; did you mean "fraud_hub"?',
    ),
    "unknown certainty": (
        {"hubs": changed("hubs", "hub-compound", certainty="certain")},
        'hubs.csv, row 3, "hub-compound", certainty: "certain" is no known certainty; '
        "use one of: high, low, medium.",
    ),
    "no source": (
        {"events": changed("events", "raid", source="")},
        'events.csv, row 3, "raid", source: is empty; every row needs one.',
    ),
    "no label in the default language": (
        {"events": changed("events", "raid", label_en=" ")},
        'events.csv, row 3, "raid", label_en: is empty; every row needs one.',
    ),
    "lower-case country code": (
        {"countries": changed("countries", "cambodia", iso2="kh")},
        'countries.csv, row 2, "cambodia", iso2: "kh" is not an ISO code; write KH.',
    ),
    "bad outline": (
        {"zones": changed("zones", "laukkai", geometry="POLYGON ((98 23, 99 23")},
        'zones.csv, row 4, "laukkai", geometry: "POLYGON ((98 23, 99 23" is not WKT; '
        'write a shape like "POLYGON ((98 16, 99 16, 99 17, 98 16))".',
    ),
    "outline in metres": (
        {"zones": changed("zones", "laukkai", geometry="POINT (500000 1200000)")},
        'zones.csv, row 4, "laukkai", geometry: "POINT (500000 1200000)" is not a shape in degrees; '
        "that looks like metres: give longitudes and latitudes (EPSG:4326), longitude first.",
    ),
    "zones that lie in one another": (
        {"zones": changed("zones", "shan", parent="laukkai")},
        'zones.csv, row 3, "shan", parent: "laukkai" makes a circle (shan in laukkai in shan); '
        "cut it somewhere.",
    ),
    "unknown view": (
        {"scenes": changed("scenes", "scene-ban", view="rivers")},
        'scenes.csv, row 2, "scene-ban", view: "rivers" is not a view; did you mean "river"?',
    ),
    "a scene rests outside its period": (
        {"scenes": changed("scenes", "scene-ban", hold="2021-02-01")},
        'scenes.csv, row 2, "scene-ban", hold: "2021-02-01" is not within the period of its scene (2019-08/2020); '
        "write a day of it, or leave it empty.",
    ),
    "a scene rests over a period": (
        {"scenes": changed("scenes", "scene-ban", hold="2019-09-01/2019-10-01")},
        'scenes.csv, row 2, "scene-ban", hold: "2019-09-01/2019-10-01" is not one day; write a day, as in 2025-03-10.',
    ),
    "a scene cites what is not there": (
        {"scenes": changed("scenes", "scene-ban", text_en="It came. [bann; to-shan]")},
        'scenes.csv, row 2, "scene-ban", text_en: "bann" is cited and is no record; did you mean "ban"?',
    ),
}


@pytest.mark.parametrize(("tables", "line"), CELLS.values(), ids=list(CELLS))
def test_one_cell_is_wrong(tmp_path: Path, tables: dict[str, str], line: str) -> None:
    faults = _faults(write_tiny(tmp_path, **tables))
    assert faults[0] == line
    # Another id in its place leaves references to the old one behind; nothing else may follow.
    assert all("is no record" in other for other in faults[1:])


FILES = {
    "UTF-16": (
        {"events": TABLES["events"].encode("utf-16")},
        'events.csv: is in UTF-16; save it as "CSV UTF-8 (comma delimited)".',
    ),
    "Latin-1": (
        {"zones": TABLES["zones"].strip().encode("latin-1")},
        'zones.csv: is not in UTF-8: byte 0xC9 in line 3 (in Windows-1252 it would be "É"); '
        'save it as "CSV UTF-8 (comma delimited)".',
    ),
    "zero bytes": (
        {"gaps": b"id,statement_en,source\ngap-1,a\0b,article\n"},
        "gaps.csv: has a zero byte in line 2: it is no text in UTF-8; "
        'save it as "CSV UTF-8 (comma delimited)".',
    ),
    "semicolons": (
        {"gaps": "id;statement_en;source\ngap-1;a;article\n"},
        'gaps.csv, row 1: has its columns parted by ";"; part them by commas: '
        'save it as "CSV UTF-8 (comma delimited)".',
    ),
    "an empty file": (
        {"gaps": ""},
        "gaps.csv: is empty; the first row holds the names of the columns.",
    ),
    "a comma without quotes": (
        {"gaps": "id,statement_en,source\ngap-1,one, two,article\n"},
        'gaps.csv, row 2, "gap-1": has 4 cells where the header has 3; '
        "put a text that holds a comma between double quotes.",
    ),
    "a row cut short": (
        {"gaps": "id,statement_en,source,note_en\n\ngap-1,one,article\n"},
        'gaps.csv, row 3, "gap-1": has 3 cells where the header has 4; add the missing commas.',
    ),
    "an open quote": (
        {"gaps": 'id,statement_en,source\ngap-1,"one,article\n'},
        "gaps.csv, row 2: has a double quote that is never closed; close it.",
    ),
    "a stray quote": (
        {"gaps": 'id,statement_en,source\ngap-1,"one" two,article\n'},
        "gaps.csv, row 2: is not CSV (',' expected after '\"'); "
        'write a quote inside a cell twice, like "the ""A"" park".',
    ),
    "a column twice": (
        {"gaps": "id,statement_en,source,source\ngap-1,one,article,article\n"},
        "gaps.csv, row 1, source: has the column 2 times; keep one.",
    ),
    "a column without a name": (
        {"gaps": "id,,statement_en,source\ngap-1,,one,article\n"},
        "gaps.csv, row 1: has no name for column 2; name it or delete the column.",
    ),
    "a missing column": (
        {"events": without_column("events", "kind")},
        "events.csv, row 1, kind: is missing; add it.",
    ),
    "a column with a slip": (
        {"events": TABLES["events"].strip().replace("label_en", "lable_en")},
        'events.csv, row 1, label_en: is missing; is it called "lable_en"?',
    ),
    "no sources": (
        {"sources": None},
        "sources.csv: is missing; every record names its source: add at least one.",
    ),
    "sources without rows": (
        {"sources": "id,title\n"},
        "sources.csv: has no rows; every record names its source: add at least one.",
    ),
    "no places": (
        {"countries": None, "zones": None},
        "countries.csv: is missing; there is no place: add countries or zones.",
    ),
}


@pytest.mark.parametrize(("tables", "line"), FILES.values(), ids=list(FILES))
def test_one_file_is_wrong(tmp_path: Path, tables: dict[str, str | bytes | None], line: str) -> None:
    faults = _faults(write_tiny(tmp_path, **tables))
    assert line in faults
    assert all(other == line or "is no record" in other for other in faults)


def test_a_file_that_cannot_be_read_blames_no_reference_into_it(tmp_path: Path) -> None:
    faults = _faults(write_tiny(tmp_path, countries=b"PK\3\4\0\0"))
    assert len(faults) == 1
    assert faults[0].startswith("countries.csv: has a zero byte in line 1")


SETTINGS = {
    "no day": ({"as_of": ""}, "as_of: is missing; write the day up to which the records were checked"),
    "a month for a day": ({"as_of": "2025-12"}, 'as_of: "2025-12" is not one day'),
    "a bad day": ({"as_of": "31.12.2025"}, 'as_of: "31.12.2025" is not a date; write 2025-12-31.'),
    "languages": (
        {"languages": "en"},
        'waterbed.languages: "en" is not a list of language codes; write "lang',
    ),
    "a language": ({"languages": ["en", "FR!"]}, 'waterbed.languages: "FR!" is not a language code'),
    "no language of a browser": (
        {"languages": ["en", "en-a1"]},
        'waterbed.languages: "en-a1" is not a language code',
    ),
    "lead source": (
        {"lead_source": "artcle"},
        'waterbed.lead_source: "artcle" is no record of sources; did you mean "article"?',
    ),
    "default view": ({"default_view": "rivr"}, '"rivr" is not one of the views; did you mean "river"?'),
    "a title": ({"title": 7}, 'title: "7" is not a text'),
    "a translated disclaimer": ({"disclaimer": {"en": ["no"]}}, "disclaimer.en: \"['no']\" is not a text"),
    "licences": ({"licenses": "CC0"}, 'licenses: "CC0" is not a list; write [{"name": "CC-BY-4.0"}].'),
    "a view": ({"views": {"river": [108, 10, 95, 25]}}, "waterbed.views.river: "),
    "a view without numbers": ({"views": {"river": ["a"]}}, "write [west, south, east, north] in degrees."),
    "the lead article's day": ({"article_day": "May 2025"}, 'waterbed.article_day: "May 2025" is not a date'),
    "a path out of the folder": (
        {"resources": [{"name": "events", "path": "../events.csv"}]},
        'resources.events.path: "../events.csv" is not a path that can be read; write a CSV file inside',
    ),
    "a path on the network": (
        {"resources": [{"name": "events", "path": "https://example.org/events.csv"}]},
        "is not a path that can be read",
    ),
    "a file that is not there": (
        {"resources": [{"name": "events", "path": "happenings.csv"}]},
        'resources.events.path: "happenings.csv" is not there; add the file or take it off the list.',
    ),
    "resources": ({"resources": ["events.csv"]}, 'resources[0]: "events.csv" is not an object'),
}


@pytest.mark.parametrize(("changes", "part"), SETTINGS.values(), ids=list(SETTINGS))
def test_one_setting_is_wrong(tmp_path: Path, changes: dict[str, object], part: str) -> None:
    faults = _faults(write_manifest(write_tiny(tmp_path), **changes))
    assert faults[0].startswith("datapackage.json, ")
    assert part in faults[0]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "is not JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
        ("[]", "is not an object"),
        ('{"as_of": NaN}', "is not JSON: NaN is not a number in JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"waterbed": []}', 'waterbed: "[]" is not an object'),
        (
            '{"waterbed": {"as_of": 1, "as_of": 2}}',
            '"as_of" stands twice in one object; keep one of the two.',
        ),
    ],
)
def test_the_manifest_is_no_manifest(tmp_path: Path, text: str, part: str) -> None:
    folder = write_tiny(tmp_path)
    (folder / "datapackage.json").write_text(text)
    assert part in _faults(folder)[0]


def test_names_out_of_the_data_are_shown_short_and_obeyed_by_no_terminal(tmp_path: Path) -> None:
    escape, long = "\x1b]0;title\x07", "w" * 10_000
    folder = write_tiny(
        tmp_path, events=changed("events", "raid", **{f"x{escape}": "1"}), scenes=with_row("scenes", view="y")
    )
    views = {f"{long}{number}": [95, 10, 108, 25] for number in range(500)} | {f"v{escape}": [1]}
    write_manifest(folder, views=views, default_view="x", site={f"s{escape}": 1}, **{f"k{escape}": 1})
    (folder / f"zone{escape}.csv").write_text("id\n")
    with pytest.raises(DataError) as caught:
        Dataset.read(folder)
    for lines in (str(caught.value).splitlines(), map(str, caught.value.faults)):
        assert all(line.isprintable() and len(line) < 2_000 for line in lines)


def test_a_manifest_in_latin_1(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    (folder / "datapackage.json").write_bytes('{"title": "é"}'.encode("latin-1"))
    assert _faults(folder) == ["datapackage.json: is not in UTF-8 (byte 11); save it as UTF-8."]


def test_no_folder_and_no_data_package(tmp_path: Path) -> None:
    assert "nowhere: is not a folder" in _faults(tmp_path / "nowhere")[0]
    assert "holds no datapackage.json" in _faults(tmp_path)[0]


def test_all_faults_are_reported_together(tmp_path: Path) -> None:
    faults = _faults(
        write_tiny(
            tmp_path,
            zones=changed("zones", "phnom-penh", lat="106.2", country="kambodia"),
            hubs=TABLES["hubs"].encode("utf-16"),
            events=changed("events", "raid", date="24-04", kind="raids", source=""),
            movements=changed("movements", "back", origin="laukai"),
        )
    )
    assert [line.split(":")[0] for line in faults] == [
        "hubs.csv",
        'zones.csv, row 5, "phnom-penh", lat',
        'events.csv, row 3, "raid", source',
        'events.csv, row 3, "raid", date',
        'zones.csv, row 5, "phnom-penh", country',
        'events.csv, row 3, "raid", kind',
    ]


def test_faults_of_one_kind_are_said_together_with_their_number(tmp_path: Path) -> None:
    rows = "".join(f"e{n},Raid,raid,shan,soon,article\n" for n in range(250))
    write_tiny(tmp_path, events="id,label_en,kind,place,date,source\n" + rows)
    with pytest.raises(DataError) as caught:
        Dataset.read(tmp_path)
    head, kind, places, *_ = str(caught.value).splitlines()
    assert head == "The data cannot be used (257 faults):"
    assert kind == 'events.csv, date: "soon" is not a date (250 times); write YYYY, YYYY-MM or YYYY-MM-DD:'
    assert places == '  row 2, "e0"; row 3, "e1"; row 4, "e2"; row 5, "e3"; row 6, "e4"; … and 245 more.'
    kept = [fault for fault in caught.value.faults if fault.column == "date"]
    assert len(kept) <= 101
    assert sum(1 + fault.more for fault in kept) == 250


def test_limits_for_absurd_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "MOST_ROWS", 2)
    monkeypatch.setattr(csv, "MOST_COLUMNS", 10)
    faults = _faults(write_tiny(tmp_path / "a"))
    assert "countries.csv: has too many rows; a table takes 2 at most." not in faults
    assert "movements.csv: has too many rows; a table takes 2 at most." in faults
    assert "events.csv, row 1: has 11 columns; a table takes 10 at most." in faults
    monkeypatch.setattr(form, "MOST_BYTES", 100)
    assert "a table takes 100 at most" in _faults(write_tiny(tmp_path / "b"))[0]
    monkeypatch.undo()
    monkeypatch.setattr(csv, "MOST_CHARACTERS", 20)
    assert "has a cell that is too long; a cell takes 20 characters at most; " in _faults(tmp_path / "a")[0]


def test_zones_in_zones_without_end_are_refused(tmp_path: Path) -> None:
    chain = "".join(f"z{n},Z{n},{f'z{n - 1}' if n else ''},town,article\n" for n in range(500))
    folder = write_tiny(
        tmp_path,
        **dict.fromkeys(set(TABLES) - {"sources", "countries", "zones"}),
        zones="id,label_en,parent,kind,source\n" + chain,
    )
    assert _faults(folder) == [
        'zones.csv, row 53, "z51", parent: "z50" is nested too deeply; a zone lies in 50 others at most.'
    ]


def test_a_long_list_is_refused(tmp_path: Path) -> None:
    many = ";".join(["ban"] * 10_001)
    faults = _faults(write_tiny(tmp_path, gaps=changed("gaps", "gap-return", about=many)))
    assert faults[0].endswith("is a list of 10,001 items; a cell takes 10,000 at most.")
    assert len(faults[0]) < 300


def test_faults_are_safe_to_print_and_to_pass_on() -> None:
    fault = Fault("a.csv", "is wrong", row=2, column="x", value="\x1b[31mred\u202e")
    assert str(fault) == 'a.csv, row 2, x: "\\x1b[31mred\\u202e" is wrong.'
    row = fault_rows((fault,))[0]
    assert (row["file"], row["row"], row["message"]) == ("a.csv", 2, str(fault))
    assert json.dumps(row)


@pytest.mark.parametrize(
    ("break_table", "fault"),
    [
        (Path.unlink, 'datapackage.json, resources.zones.path: "zones.csv" is not there'),
        (lambda path: path.write_bytes(b""), "zones.csv: is empty"),
        (lambda path: path.write_bytes(path.read_bytes()[1:]), "zones.csv, row 1, id: is missing"),
    ],
    ids=["missing", "empty", "without ids"],
)
def test_records_of_a_table_that_cannot_be_read_are_not_called_unknown(
    bundled: Dataset, tmp_path: Path, break_table: Callable[[Path], object], fault: str
) -> None:
    bundled.write(tmp_path / "copy")
    break_table(tmp_path / "copy" / "zones.csv")
    (only,) = _faults(tmp_path / "copy")
    assert only.startswith(fault)


@pytest.mark.parametrize("lang", ["pt_BR", "zh-Hant_TW", "ksw", "sr_latn_rs", "de-1996"])
def test_languages_may_be_written_as_programs_or_as_pages_do(tmp_path: Path, lang: str) -> None:
    assert Dataset.read(write_in(tmp_path, lang)).languages == (lang,)
