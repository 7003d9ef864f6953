"""What other programs find in a container: a spreadsheet its lists to choose from, a GIS its days."""

from pathlib import Path
from typing import Any

import openpyxl
import pyogrio
import pytest
from openpyxl.utils import get_column_letter

from tests.layers.packages import write_tiny
from waterbed.layers.dataset import Dataset
from waterbed.layers.schema.tables import TABLES, columns
from waterbed.layers.schema.vocabulary import bundled


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return Dataset.read(write_tiny(tmp_path_factory.mktemp("tiny") / "set"))


def _format(sheet: Any, at: int) -> str:
    """The format of a column: neighbours that are alike stand in the file as one."""
    (found,) = (one for one in sheet.column_dimensions.values() if one.min <= at <= one.max)
    return str(found.number_format)


def test_a_spreadsheet_finds_the_words_of_every_column_that_has_some(
    dataset: Dataset, tmp_path: Path
) -> None:
    dataset.write(tmp_path / "set.xlsx")
    book = openpyxl.load_workbook(tmp_path / "set.xlsx")
    closed = 0
    for table in TABLES:
        sheet = book[table]
        assert sheet.freeze_panes == "B2"
        rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
        at = {cell.value: cell.column for cell in sheet[1]}
        for column in columns(table, dataset.languages):
            letter = get_column_letter(at[column.name])
            if column.type.startswith("edtf"):
                assert _format(sheet, at[column.name]) == "@", (table, column.name)
            if column.type != "word" or not bundled().words(column.of):
                continue
            rule = rules[f"{letter}2:{letter}1048576"]
            ((sheet_name, cells),) = book.defined_names[rule.formula1].destinations
            words = [cell.value for (cell,) in book[sheet_name][cells.replace("$", "")]]
            assert tuple(words) == bundled().words(column.of), (table, column.name)
            assert (rule.errorStyle in (None, "stop")) == column.closed, (table, column.name)
            closed += column.closed
    assert closed


def test_a_gis_finds_first_and_last_days_as_dates_in_every_layer(dataset: Dataset, tmp_path: Path) -> None:
    dataset.write(tmp_path / "set.gpkg")
    dated = set()
    for layer, _ in pyogrio.list_layers(tmp_path / "set.gpkg"):
        info = pyogrio.read_info(tmp_path / "set.gpkg", layer=layer)
        kinds = dict(zip(info["fields"], info["ogr_types"], strict=True))
        days = {kind for name, kind in kinds.items() if name in ("t_min", "t_max")}
        assert days <= {"OFTDate"}, (layer, days)
        dated |= {layer} if days else set()
    assert {"events", "movements"} <= dated
