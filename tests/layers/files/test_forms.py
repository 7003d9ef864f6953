"""What programs and people leave in files: read and told, or refused with the mend; nothing hides the rest."""

import os
import shutil
from pathlib import Path

import pytest

from tests.layers.packages import TABLES, changed, write_manifest, write_tiny
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.foreign.tables import read_tables

GAPS = TABLES["gaps"].strip() + "\n"
HEADER = GAPS.split("\n")[0] + "\n"
ROW = GAPS.split("\n")[1] + "\n"


def _told(folder: Path) -> tuple[list[str], list[str]]:
    """Faults and warnings of a data set."""
    try:
        return [], [str(one) for one in Dataset.read(folder).warnings]
    except DataError as error:
        return [str(one) for one in error.faults], [str(one) for one in error.doubts]


@pytest.mark.parametrize("blank", [" , ,,,", "\u00a0", "\u200b,\ufeff", "\t,\u3000", ",,,,"])
@pytest.mark.parametrize("table", ["gaps", "zones"])
def test_a_row_of_blanks_is_no_row(tmp_path: Path, table: str, blank: str) -> None:
    write_tiny(tmp_path, **{table: TABLES[table].strip() + f"\n{blank}\n"})
    assert _told(tmp_path) == ([], [])


@pytest.mark.parametrize("line", ["sep=,\n", "sep=,\r\n", '"sep=,",,\n', "SEP=,\n"])
def test_a_line_for_excel_is_skipped_and_told(tmp_path: Path, line: str) -> None:
    faults, warnings = _told(write_tiny(tmp_path, gaps=line + GAPS))
    assert faults == []
    assert warnings == ['gaps.csv: begins with Excel\'s line "sep=,", which was skipped; delete it.']


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("#meta+id,#description+en,#geo,,#meta+source\n", "holds HXL tags and was skipped"),
        (",#description +text +en,,,\n", "holds HXL tags and was skipped"),
        (HEADER, "is the header once more and was skipped"),
    ],
)
def test_a_second_header_is_skipped_and_told(tmp_path: Path, row: str, said: str) -> None:
    faults, warnings = _told(write_tiny(tmp_path, gaps=HEADER + row + ROW))
    assert (faults, warnings) == ([], [f"gaps.csv, row 2: {said}; delete the row."])


FORMS = {
    "a title above the header": ("All gaps,,,,\n,,,,\n" + HEADER + ROW, "has its header in row 3"),
    "semicolons": (GAPS.replace(";", ",").replace(",", ";"), 'has its columns parted by ";"'),
    "semicolons after sep=": ("sep=;\n" + HEADER.replace(",", ";"), 'has its columns parted by ";"'),
    "UTF-16": (GAPS.encode("utf-16"), "is in UTF-16"),
    "Windows-1252": (GAPS.replace("Where", "Où").encode("cp1252"), "is not in UTF-8"),
    "a column twice": (HEADER.strip() + ",source\n" + ROW.strip() + ",article\n", "has the column 2 times"),
    "an endless name": (
        HEADER.strip() + f",{'x' * 300}\n" + ROW.strip() + ",\n",
        "has a name of 300 characters",
    ),
    "a stray quote": (HEADER + 'gap-2,"a" b,cambodia,,article\n' + ROW, "is not CSV"),
    "an open quote": (HEADER + 'gap-2,"a,cambodia,,article\n' + ROW, "a double quote that is never closed"),
    "a comma too many": (HEADER + "gap-2,a,b,cambodia,,article\n" + ROW, "has 6 cells"),
}


@pytest.mark.parametrize(("gaps", "form"), FORMS.values(), ids=list(FORMS))
def test_a_fault_of_form_hides_no_cell_and_no_doubt(tmp_path: Path, gaps: str | bytes, form: str) -> None:
    if isinstance(gaps, str):
        gaps = gaps.replace("cambodia", "kambodia", 10).replace("gap-2,a,b,kambodia", "gap-2,a,b,cambodia")
    events = changed("events", "raid", date="soon", colour="red")
    faults, warnings = _told(write_tiny(tmp_path, gaps=gaps, events=events))
    assert sum(form in fault for fault in faults) == 1, faults
    assert any('date: "soon" is not a date' in fault for fault in faults)
    assert any("colour: is no known column" in warning for warning in warnings)
    if isinstance(gaps, str) and ROW.replace("cambodia", "kambodia").strip() in gaps:
        assert [fault for fault in faults if fault.startswith("gaps.csv, row") and "place" in fault], faults


def test_a_torn_row_is_told_once_and_its_record_is_known(tmp_path: Path) -> None:
    events = TABLES["events"].strip().replace("Raid in the capital,", "Raid, in the capital,")
    faults, _ = _told(write_tiny(tmp_path, events=events))
    assert faults == [
        'events.csv, row 3, "raid": has 12 cells where the header has 11; '
        "put a text that holds a comma between double quotes."
    ]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("movements_2024-05-01.csv", 'did you mean "movements.csv"?'),
        ("Tabelle movements.csv", 'did you mean "movements.csv"?'),
        ("Movements.CSV", 'did you mean "movements.csv"?'),
        ("movement.csv", 'did you mean "movements.csv"?'),
        ("more/movements.csv", 'did you mean "movements.csv"?'),
        ("movements.xlsx", 'save it as "CSV UTF-8 (comma delimited)" with the name movements.csv.'),
        ("movements.txt", 'save it as "CSV UTF-8 (comma delimited)" with the name movements.csv.'),
        ("addresses.csv", "give it the name of a table, like events.csv, or list it in datapackage.json."),
        ("zones (2).csv", "the table was read from zones.csv: take one of the two away."),
    ],
)
def test_a_table_that_was_not_read_is_told_also_beside_faults(tmp_path: Path, file: str, said: str) -> None:
    write_tiny(tmp_path, movements=None, gaps=None, scenes=None)
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("id\n")
    line = f"{file}: is not one of the tables and was not read; {said}"
    assert _told(tmp_path) == ([], [line])
    (tmp_path / "figures.csv").write_text("id\n")
    faults, warnings = _told(tmp_path)
    assert faults
    assert warnings == [line]


def test_references_into_a_table_that_was_not_read_are_told_in_one_line(tmp_path: Path) -> None:
    write_tiny(tmp_path, events=None, scenes=None, gaps=None, figures=None)
    (tmp_path / "Events 2024.csv").write_text("id\n")
    faults, _ = _told(tmp_path)
    assert faults == [
        "Events 2024.csv: was not read, and 3 cells name records that may be in it; rename it events.csv."
    ]


@pytest.mark.parametrize("name", ["Datapackage.json", "datapackage.json.txt", "data-package.json"])
def test_a_manifest_of_another_name_is_asked_about(tmp_path: Path, name: str) -> None:
    write_tiny(tmp_path)
    (tmp_path / "datapackage.json").rename(tmp_path / name)
    assert _told(tmp_path)[0][0].endswith(f'is it "{name}"? rename it datapackage.json.')


def test_a_table_of_the_right_name_that_is_not_the_listed_one_is_told(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    (folder / "mine").mkdir()
    (folder / "mine" / "zones.csv").write_bytes((folder / "zones.csv").read_bytes())
    write_manifest(folder, resources=[{"name": "zones", "path": "mine/zones.csv"}])
    assert _told(folder) == (
        [],
        [
            "zones.csv: is not one of the tables and was not read; the table was read from mine/zones.csv: "
            "take one of the two away."
        ],
    )
    (folder / "mine" / "zones.csv").unlink()
    assert (
        "zones.csv: is not one of the tables and was not read; datapackage.json lists another file for the table."
        in (_told(folder)[1])
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["vocabulary.csv", "events.csv", "datapackage.json", "locale/pt.json"])
def test_a_pipe_or_folder_in_place_of_a_file_is_told_and_never_waited_for(tmp_path: Path, name: str) -> None:
    path = write_tiny(tmp_path) / name
    for make, what in ((os.mkfifo, "a named pipe"), (Path.mkdir, "a folder")):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        make(path)
        faults, warnings = _told(tmp_path)
        assert any(one.startswith(f"{name}: is {what}, not a file") for one in (*faults, *warnings))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_is_named_as_a_table_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "moves.csv")
    with pytest.raises(DataError, match="is a named pipe, not a file"):
        read_tables(tmp_path / "moves.csv")
