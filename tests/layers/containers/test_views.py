"""What is written to be looked at: KML that other programs read, and one table of links."""

import csv
import subprocess
import sys
from pathlib import Path

from tests.layers.packages import with_row, write_tiny
from tests.needs import ROOT
from waterbed import Dataset
from waterbed.layers.foreign.kml import read_placemarks

_WITHOUT_LXML = """
import sys
sys.modules["lxml"] = None
from waterbed import Dataset
Dataset.read(sys.argv[1]).write(sys.argv[2])
"""


def test_kml_holds_what_is_drawn_with_its_days_and_is_the_same_on_every_machine(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "set")
    Dataset.read(folder).write(tmp_path / "a.kml")
    (grid,) = read_placemarks(tmp_path / "a.kml")
    header, *rows = grid.rows
    marks = {str(row[header.index("id")]): dict(zip(header, row, strict=False)) for row in rows}
    assert {"cambodia", "laukkai", "hub-compound", "raid"} <= marks.keys()
    assert marks["raid"]["name"] == "Raid in the capital"
    assert str(marks["raid"]["start"])[:10] == str(marks["raid"]["end"])[:10] == "2024-04-05"
    # Without the package that prints it prettier: no warning, and the same bytes.
    command = [sys.executable, "-W", "error", "-c", _WITHOUT_LXML, str(folder), str(tmp_path / "b.kml")]
    subprocess.run(command, cwd=ROOT, check=True)
    assert (tmp_path / "a.kml").read_bytes() == (tmp_path / "b.kml").read_bytes()


def test_links_name_both_ends_their_points_and_days(tmp_path: Path) -> None:
    twin = with_row("zones", id="twin", label_en="Laukkai", country="myanmar", kind="town", source="wire")
    Dataset.read(write_tiny(tmp_path / "set", zones=twin)).write(tmp_path / "links.csv")
    with (tmp_path / "links.csv").open(encoding="utf-8", newline="") as file:
        links = {row["reference"]: row for row in csv.DictReader(file)}
    assert links.keys() == {"to-shan", "to-laukkai"}  # where one went back to is not known
    assert links["to-laukkai"] == {
        "source": "Phnom Penh", "source_type": "zone", "source_lat": "11.562", "source_lon": "104.916",
        "target": "Laukkai (laukkai)", "target_type": "zone", "target_lat": "23.696", "target_lon": "98.762",
        "link_type": "displacement", "date_start": "2024-04-01", "date_end": "2024-06-30", "count": "150.5",
        "certainty": "", "reference": "to-laukkai", "label": "To Laukkai",
    }  # fmt: skip
    assert (links["to-shan"]["date_start"], links["to-shan"]["date_end"]) == ("2019-08-18", "")
