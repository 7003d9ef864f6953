"""What people write in place of ids, words, numbers and points, and the mend."""

from pathlib import Path

import pytest

from tests.layers.packages import changed, with_row, write_manifest, write_tiny
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError

NUMBERED = "id,label_en,kind,place,date,source\n001,Ban,ban,cambodia,2019,article\n0010,Raid,raid,cambodia,2019,article\n"


def _only(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        Dataset.read(folder)
    (fault,) = caught.value.faults
    return str(fault).split(": ", 1)[1]


CELLS = {
    "a label for an id": (
        {"events": changed("events", "raid", place="Phnom Penh")},
        '"Phnom Penh" is the label of phnom-penh; write phnom-penh.',
    ),
    "a label in another language": (
        {"zones": changed("zones", "laukkai", country="BIRMANIE")},
        '"BIRMANIE" is the label of myanmar; write myanmar.',
    ),
    "a title for a source": (
        {"events": changed("events", "raid", source="Raids on the river")},
        '"Raids on the river" is the label of wire; write wire.',
    ),
    "a label in a list": (
        {"scenes": changed("scenes", "scene-ban", records="Raid in the capital;ban")},
        '"Raid in the capital" is the label of raid; write raid.',
    ),
    "a label in a citation": (
        {"scenes": changed("scenes", "scene-ban", text_en="A raid. [Raid in the capital]")},
        '"Raid in the capital" is cited and is the label of raid; write raid.',
    ),
    "a list with commas": (
        {"movements": changed("movements", "to-laukkai", cause="raid, ban")},
        '"raid, ban" is several ids in one; write raid;ban.',
    ),
    "a list with pipes, by label": (
        {"gaps": changed("gaps", "gap-return", about="Raid in the capital|ban")},
        '"Raid in the capital|ban" is several ids in one; write raid;ban.',
    ),
    "a list over two lines": (
        {"movements": changed("movements", "to-laukkai", cause="raid\nban")},
        '"raid\\nban" is several ids in one; write raid;ban.',
    ),
    "two places for one": (
        {"events": changed("events", "raid", place="shan;laukkai")},
        '"shan;laukkai" is several ids in one; this column takes one.',
    ),
    "a list of dates with commas": (
        {"hubs": changed("hubs", "hub-capital", attested="2023-05, 2023-11")},
        '"2023-05, 2023-11" is a list parted by another sign; write 2023-05;2023-11.',
    ),
    "a dash for an id": (
        {"movements": changed("movements", "back", destination="–")},
        '"–" is no record of hubs, zones or countries; leave the cell empty when it is not known.',
    ),
    "a dash for a word": (
        {"hubs": changed("hubs", "hub-compound", certainty="n/a")},
        '"n/a" is no known certainty; leave the cell empty when it is not known.',
    ),
    "a dash for a code": (
        {"countries": changed("countries", "cambodia", iso2="?", iso3="KHM")},
        '"?" is not an ISO code; leave the cell empty when it is not known.',
    ),
    "the label of a word": (
        {"hubs": changed("hubs", "hub-compound", role="scam hub")},
        '"scam hub" is the label of fraud_hub; write fraud_hub.',
    ),
    "the label of a word in French": (
        {"events": changed("events", "raid", kind="Opération conjointe")},
        '"Opération conjointe" is the label of joint_operation; write joint_operation.',
    ),
    "a word as people spell it": (
        {"hubs": changed("hubs", "hub-compound", role="Fraud Hub")},
        '"Fraud Hub" is no known role; write fraud_hub.',
    ),
    "words with commas": (
        {"countries": changed("countries", "myanmar", roles="fraud_hub, safe_haven")},
        '"fraud_hub, safe_haven" is several words in one; write fraud_hub;safe_haven.',
    ),
    "degrees, minutes, seconds": (
        {"zones": changed("zones", "phnom-penh", lon="104°54'57.6\"E")},
        '"104°54\'57.6"E" is not a number; write 104.916.',
    ),
    "degrees and minutes, south": (
        {"zones": changed("zones", "phnom-penh", lat="S 11° 33.72′")},
        '"S 11° 33.72′" is not a number; write -11.562.',
    ),
    "blanks between degrees": (
        {"zones": changed("zones", "phnom-penh", lat="11 33 43.2 N")},
        '"11 33 43.2 N" is not a number; write 11.562.',
    ),
    "east in German, west in French": (
        {"zones": changed("zones", "phnom-penh", lon="104,916° O")},
        '"104,916° O" is not a number; write 104.916 when O is east, -104.916 when it is west.',
    ),
    "a typographic minus": (
        {"zones": changed("zones", "phnom-penh", lat="−11.562")},
        '"−11.562" is not a number; write -11.562, with a plain minus.',
    ),
    "beyond the dateline": (
        {"zones": changed("zones", "phnom-penh", lon="195.5")},
        '"195.5" is outside -180..180; write -164.5.',
    ),
    "metres": (
        {"zones": changed("zones", "phnom-penh", lon="490838")},
        '"490838" is outside -180..180; that looks like metres: give degrees (EPSG:4326).',
    ),
    "a code for not known": (
        {"zones": changed("zones", "phnom-penh", lat="-999")},
        '"-999" is outside -90..90; leave the cell empty when it is not known.',
    ),
    "an outline with its reference system": (
        {"zones": changed("zones", "laukkai", geometry="SRID=4326;POINT (98.7 23.7)")},
        '"SRID=4326;POINT (98.7 23.7)" is not WKT; take SRID=4326; away.',
    ),
    "GeoJSON for an outline": (
        {"zones": changed("zones", "laukkai", geometry='{"type": "Point"}')},
        '"{"type": "Point"}" is not WKT; that is GeoJSON: '
        'write a shape like "POLYGON ((98 16, 99 16, 99 17, 98 16))".',
    ),
    "brackets without end": (
        {"zones": changed("zones", "laukkai", geometry="GEOMETRYCOLLECTION (" * 20_000)},
        f'"{("GEOMETRYCOLLECTION (" * 4)[:79]}…" has too many brackets within brackets; an outline takes 8 at most.',
    ),
    "a view that counts back over the dateline": (
        {"scenes": changed("scenes", "scene-ban", view="170 -25 -165 -8")},
        '"170 -25 -165 -8" is not a view; east may pass 180: write 170 -25 195 -8.',
    ),
    "a view with commas": (
        {"scenes": changed("scenes", "scene-ban", view="[95, 10, 108, 25]")},
        '"[95, 10, 108, 25]" is not a view; write 95 10 108 25.',
    ),
}


@pytest.mark.parametrize(("tables", "said"), CELLS.values(), ids=list(CELLS))
def test_what_was_meant_is_said(tmp_path: Path, tables: dict[str, str], said: str) -> None:
    assert _only(write_tiny(tmp_path, **tables)) == said


@pytest.mark.parametrize(("written", "meant"), [("1", "001"), ("01", "001"), ("1.0", "001"), ("10", "0010")])
def test_zeros_that_a_spreadsheet_took_are_asked_about(tmp_path: Path, written: str, meant: str) -> None:
    movements = changed("movements", "to-laukkai", cause=written).replace(",ban,", ",001,")
    write_tiny(tmp_path, events=NUMBERED, movements=movements, figures=None, gaps=None, scenes=None)
    assert _only(tmp_path) == f'"{written}" is no record of events; did you mean "{meant}"?'


@pytest.mark.parametrize(
    ("view", "mend"),
    [
        ([170, -25, -165, -8], "east may pass 180: write [170, -25, 195, -8]."),
        ([108, 10, 95, 25], "west and south come first: write [95, 10, 108, 25]."),
        ([10, 95, 25, 108], "the order is west, south, east, north: write [95, 10, 108, 25]."),
        (["95", "10", "108", "25"], "write [west, south, east, north] in degrees, without quotes."),
        ([490838, 1278149, 500000, 1280000], "that looks like metres: give degrees (EPSG:4326)."),
    ],
)
def test_four_numbers_that_are_no_view(tmp_path: Path, view: list[object], mend: str) -> None:
    folder = write_manifest(write_tiny(tmp_path), views={"river": view})
    assert _only(folder).endswith(f"is not a view; {mend}")


def test_a_row_without_an_id_makes_no_circle(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path, zones=with_row("zones", label_en="Nowhere", source="article"))
    assert _only(folder) == "is empty; every row needs one."
