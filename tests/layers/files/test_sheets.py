"""CSV in two forms: what machines read back as it was, and what spreadsheets show and do not compute."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layers.packages import changed, write_tiny
from waterbed import Dataset
from waterbed.layers.files.sheets import GUARDED, LOSSLESS
from waterbed.layers.schema.characters import tidied
from waterbed.output.exports.csv import table_files

ROOT = Path(__file__).parents[3]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_what_is_written_for_machines_is_read_as_it_was(rows: list[list[str]]) -> None:
    written = LOSSLESS.written(["a", "b"], rows)
    kept = [[tidied(cell) for cell in row] for row in rows]  # as every text is when it is read
    assert list(csv.reader(io.StringIO(written, newline=""), strict=True)) == [["a", "b"], *kept]


FORMULAS: dict[object, str] = {
    "=1+1": "'=1+1",
    "+66 81": "'+66 81",
    "-1+cmd": "'-1+cmd",
    "@SUM(1)": "'@SUM(1)",
    "\t=1": "'\t'=1",
    "\tx": "'\tx",
    "\rx": "'\nx",
    "  =1": "'  =1",
    "\u00a0\u200b=1": "'\u00a0\u200b=1",
    "\uff1d1+1": "'\uff1d1+1",
    "\uff0d1": "'\uff0d1",
    "a\r=1": "a\n'=1",
    "a\n+1": "a\n'+1",
    "a; =1": "a;' =1",
    ("L8", "=1", "@x"): "L8;'=1;'@x",
}


@pytest.mark.parametrize("value", FORMULAS)
def test_no_spreadsheet_computes_a_text(value: object) -> None:
    assert GUARDED.cell(value) == FORMULAS[value]


@pytest.mark.parametrize(
    "value", ["Bavet", "2024-03", "a = b", "1;2", "KK Park - north", "first\n- second", "'=1", ""]
)
def test_what_is_no_formula_stays_as_it_is(value: str) -> None:
    assert GUARDED.cell(value) == value


def test_numbers_stay_numbers_and_what_is_missing_is_empty() -> None:
    frame = pd.DataFrame({"=n": [-5, 2], "x": [-0.5, float("nan")], "text": ["-5", None]})
    assert GUARDED.of(frame) == "'=n,x,text\n-5,-0.5,'-5\n2,,\n"


def test_every_cell_of_every_table_is_guarded_whatever_its_column(tmp_path: Path) -> None:
    attack = '=HYPERLINK("https://example.org")'
    cells = {"label_en": attack, "locator": f"L8;{attack}", "flags": attack, "date_basis": f"x\r{attack}",
             attack: "mine", "note_en": f" {attack}"}  # fmt: skip
    dataset = Dataset.read(
        write_tiny(
            tmp_path / "set",
            events=changed("events", "raid", **cells),
            zones=changed("zones", "southeast-asia", lat="-10.5"),
        )
    )
    tables = {
        name: content.decode() for name, content in table_files(dataset).items() if name.endswith(".csv")
    }
    for name, text in tables.items():
        assert not re.search(r"(?:^|[,;\t\r\n\"])\s*=", text), name
    assert ",-10.5," in tables["zones.csv"]
    dataset.write(tmp_path / "again")
    again = Dataset.read(tmp_path / "again")["events"]
    assert again["note_en"].tolist() == dataset["events"]["note_en"].tolist()


def test_nothing_is_written_as_csv_by_other_hands() -> None:
    read = [path for floor in ("layers", "output") for path in (ROOT / floor).rglob("*.py")]
    writing = [
        path.name for path in read if re.search(r"\.to_csv\(|csv\.writer\(|DictWriter\(", path.read_text())
    ]
    assert len(read) > 150
    assert writing == []
