"""A seeded sample of broken files (`bench/fuzz.py` does it at length), and files that unfold to more than anybody needs."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
import xlsxwriter

from tests.layers.foreign.good import good_files
from tests.layers.foreign.hostile import READERS, broken, outcome
from waterbed import DataError, Dataset
from waterbed.layers.foreign.tables import read_tables


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("seed", range(1_000_000, 1_000_004))
@pytest.mark.filterwarnings("ignore")  # of the libraries that read what is broken
def test_what_is_broken_is_read_or_refused_with_faults(tmp_path: Path, reader: str, seed: int) -> None:
    assert outcome(broken(reader, tmp_path, seed), tmp_path / "out") in ("read", "asked", "faults")


@pytest.mark.parametrize("suffix", sorted(good_files()))
def test_a_good_file_of_every_format_is_read(tmp_path: Path, suffix: str) -> None:
    for name, content in good_files()[suffix].items():
        (tmp_path / name).write_bytes(content)
    dataset = Dataset.read(tmp_path / f"moves{suffix}")
    assert len(dataset["events" if suffix in (".kml", ".kmz") else "movements"]) == 4


def _far(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write("A1", "from")
    sheet.write("XFD1048576", "to")
    book.close()


def _unfolding(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("doc.kml", b" " * 60_000_000)


def _lying(path: Path) -> None:
    """A table of contents that says less than the file unfolds to."""
    _unfolding(path)
    raw = path.read_bytes()
    path.write_bytes(raw.replace((60_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")))


def _repeated(path: Path) -> None:
    content = good_files()[".ods"]["moves.ods"]
    path.write_bytes(content)
    with zipfile.ZipFile(path) as packed:
        text = packed.read("content.xml").replace(
            b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="16384"', 1
        )
        text = text.replace(
            b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 1
        )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
        packed.writestr("content.xml", text)


def _deep(path: Path) -> None:
    nested = '{"type": "GeometryCollection", "geometries": [' * 50_000
    path.write_text(f'{{"type": "FeatureCollection", "features": [{{"type": "Feature", "geometry": {nested}')


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("far.xlsx", _far, r"spans 17,179,869,184 cells; a sheet takes 20,000,000"),
        ("bomb.kmz", _unfolding, r"unfolds from 58,[0-9]{3} to 60,000,000 bytes"),
        ("lying.kmz", _lying, r"is no whole packed file \(Bad CRC-32"),
        ("repeated.ods", _repeated, r"cannot be read as a workbook \(Cell limit exceeded"),
        ("deep.geojson", _deep, r"cannot be read \(.*[Tt]oo many nested"),
    ],
)
def test_what_unfolds_to_too_much_is_refused_in_time(
    tmp_path: Path, name: str, make: Callable[[Path], None], said: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(DataError, match=said):
        read_tables(tmp_path / name)


def test_a_coloured_cell_far_off_that_holds_nothing_does_no_harm(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "coloured.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["from", "to", "date"])
    sheet.write_row("A2", ["Bavet", "Poipet", "2024"])
    sheet.write_blank("XFD1048576", None, book.add_format({"bg_color": "#ffff00"}))
    book.close()
    (grid,) = read_tables(tmp_path / "coloured.xlsx")
    assert [list(row) for row in grid.rows] == [["from", "to", "date"], ["Bavet", "Poipet", "2024"]]


def test_merged_cells_beside_the_table_do_no_harm(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "merged.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["from", "to", "date"])
    sheet.write_row("A2", ["Bavet", "Poipet", "2024"])
    sheet.merge_range("H1:K2", "")
    book.close()
    (grid,) = read_tables(tmp_path / "merged.xlsx")
    assert len(grid.rows) == 2


def test_a_sheet_with_line_breaks_between_its_cells_is_read(tmp_path: Path) -> None:
    frame = pd.DataFrame({"from": ["Bavet"], "to": ["Poipet"], "number": [3]})
    pyogrio.write_dataframe(frame, tmp_path / "moves.ods", driver="ODS")
    (grid,) = read_tables(tmp_path / "moves.ods")
    assert [list(row) for row in grid.rows] == [["from", "to", "number"], ["Bavet", "Poipet", 3]]
