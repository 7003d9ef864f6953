"""What is written is read again, whatever the text."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from tests.layers.packages import MANIFEST, changed, write_tiny
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.files.folder import read_package
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.schema.characters import UNFIT

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def _with(package: Package, table: str, **cells: str) -> Package:
    """A package whose first row of a table has other cells."""
    raw = package.tables[table]
    frame = raw.frame.astype(object)
    for name, text in cells.items():
        rest = frame[name][1:] if name in frame else [""] * (len(frame) - 1)
        frame[name] = pd.Series([text, *rest], frame.index, dtype=object)
    return Package(
        package.name, MANIFEST, {**package.tables, table: RawTable(raw.name, raw.file, frame, raw.rows)}
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_tiny(tmp_path_factory.mktemp("tiny")))


@settings(deadline=None, max_examples=25)
@given(TEXT, TEXT, TEXT)
@example("a\rb", 'two\r\nlines, "quoted"; and ;', "\r")
@example("a\vb", "\x07", " \u2028 ")
@example("=1+1", "\ufeff", "\0")
@example("x\ty", '"', "'")
def test_every_text_is_read_as_it_was_written(package: Package, label: str, note: str, own: str) -> None:
    first = Dataset.of(_with(package, "events", label_en=f"Raid {label}", note_en=note, case_file=own))
    with TemporaryDirectory() as name:
        first.write(Path(name, "set"))
        again = Dataset.read(Path(name, "set"))
    for table, frame in first.tables.items():
        assert_frame_equal(frame, again[table])
    said = [*first["events"]["label_en"], *first["events"]["note_en"], *first["events"]["case_file"]]
    assert not any(UNFIT.search(text) for text in said)
    assert not any("\n" in text for text in first["events"]["label_en"])


def test_half_a_character_is_taken_out_and_told(package: Package) -> None:
    dataset = Dataset.of(_with(package, "events", note_en="half \ud83d"))
    assert dataset["events"]["note_en"].iloc[0] == "half "
    assert "holds half a character (U+D83D), which was taken out" in str(dataset.warnings[0])


def test_half_a_character_that_came_in_otherwise_is_not_written(tmp_path: Path) -> None:
    dataset = Dataset.read(write_tiny(tmp_path / "set", gaps=changed("gaps", "gap-return", note_en="x")))
    dataset["gaps"]["note_en"] = pd.Series(np.array(["\ud83d"], dtype=object), ["gap-return"], dtype=object)
    dataset.write(tmp_path / "out")
    assert "\ud83d" not in (tmp_path / "out" / "gaps.csv").read_text(encoding="utf-8")
    with pytest.raises(DataError, match="holds half a character"):
        Dataset.of(Package("x", MANIFEST | {"title": "\ud83d"}, {}))
