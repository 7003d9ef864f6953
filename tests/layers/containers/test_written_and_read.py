"""Every container gives back what it was given, whatever the text, and the same records make the same bytes."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyogrio
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from tests.layers.conftest import Database
from tests.layers.packages import MANIFEST, changed, write_tiny
from waterbed.layers.containers.kinds import KINDS
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.files.folder import read_package
from waterbed.layers.files.raw import Package, RawTable

SUFFIXES = [one for one in KINDS if one != ".parquet" or find_spec("pyarrow")]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORDS = """
group,word,family,label_en
event_kind,boarding,enforcement,Boarding
unit,vessels,,vessels
"""
OUTLINE = "POLYGON ((98 21, 99.123456789 21, 99 22, 98 22, 98 21))"


def same(one: Dataset, other: Dataset) -> None:
    """Fail where two data sets differ in anything that they say."""
    for table, frame in one.tables.items():
        assert_frame_equal(frame, other[table])
    assert _said(one.meta) == _said(other.meta)
    assert one.languages == other.languages
    assert one.locales == other.locales
    assert_frame_equal(one.vocabulary.own, other.vocabulary.own)


def _said(meta: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in meta.items() if name != "resources"}


def _bytes(path: Path) -> list[bytes]:
    return [path.read_bytes()] if path.is_file() else [one.read_bytes() for one in sorted(path.rglob("*.*"))]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_tiny(tmp_path_factory.mktemp("tiny")))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", ["scam-centres", "piracy"])
def test_the_bundled_sets_come_back_and_make_the_same_bytes(tmp_path: Path, name: str, suffix: str) -> None:
    first = Dataset.read(name)
    for file in ("a", "b"):
        first.write(tmp_path / f"{file}{suffix}")
    assert _bytes(tmp_path / f"a{suffix}") == _bytes(tmp_path / f"b{suffix}")
    again = Dataset.read(tmp_path / f"a{suffix}")
    same(first, again)
    assert not again.warnings


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(deadline=None, max_examples=12)
@given(TEXT, TEXT, TEXT)
@example("a\rb", 'two\r\nlines, "quoted"; and ;', "\r")
@example("a\vb", "\x07", " \u2028 ")
@example("=1+1", "\ufeff", "\0")
@example("_x0041_", "x" * 40_000, "'")
@example("http://a.example/?x=1&y=<2>", "12", "2024-03")
@example("{=SUM(A1)}", "é" * 33_000, "NaN")
@example("#N/A", "TRUE", "1e5")
def test_every_text_comes_back(package: Package, suffix: str, label: str, note: str, own: str) -> None:
    first = Dataset.of(_with(package, label_en=f"Raid {label}", note_en=note, case_file=own))
    with TemporaryDirectory() as name:
        first.write(Path(name, f"set{suffix}"))
        same(first, Dataset.read(Path(name, f"set{suffix}")))


def _with(package: Package, **cells: str) -> Package:
    """A package whose first event has other cells."""
    raw = package.tables["events"]
    frame = raw.frame.astype(object)
    for name, text in cells.items():
        frame[name] = [text, *([""] * (len(frame) - 1))] if name not in frame else [text, *frame[name][1:]]
    events = RawTable(raw.name, raw.file, frame, raw.rows)
    return Package(package.name, MANIFEST, {**package.tables, "events": events})


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_words_outlines_and_columns_of_ones_own_come_back(tmp_path: Path, suffix: str) -> None:
    folder = write_tiny(
        tmp_path / "set",
        zones=changed("zones", "shan", geometry=OUTLINE),
        events=changed("events", "raid", t_min="a text of our own", geom="x", shape="y", **{"t_min_": "z"}),
        vocabulary=WORDS,
    )
    first = Dataset.read(folder)
    first.write(tmp_path / f"set{suffix}")
    same(first, Dataset.read(tmp_path / f"set{suffix}"))


def test_a_gis_finds_days_as_dates_and_shapes_in_degrees(tmp_path: Path) -> None:
    Dataset.read(write_tiny(tmp_path / "set")).write(tmp_path / "set.gpkg")
    info = pyogrio.read_info(tmp_path / "set.gpkg", layer="movements")
    kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert info["crs"] == "EPSG:4326"
    assert kinds["t_min"] == kinds["t_max"] == "datetime64[D]"
    moves = pyogrio.read_dataframe(tmp_path / "set.gpkg", layer="movements").set_index("id")
    assert str(moves.loc["to-laukkai", "t_max"])[:10] == "2024-06-30"
    assert moves.loc["to-shan"].isna()["t_max"]
    assert moves.geometry["to-laukkai"].coords[0] == (104.916, 11.562)
    assert moves.geometry["back"] is None


def test_a_database_gives_back_what_it_was_given(tmp_path: Path, database: Database) -> None:
    address = f"{database.address}?schema={database.schema}_set"
    first = Dataset.read(write_tiny(tmp_path / "set", zones=changed("zones", "shan", geometry=OUTLINE)))
    try:
        first.write(address)
        same(first, Dataset.read(address))
        first.write(address)  # nobody has worked on it
        same(first, Dataset.read(address))
    finally:
        database.run(f"drop schema {database.schema}_set cascade")


def test_columns_that_a_format_takes_for_one_are_a_fault(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "set", events=changed("events", "raid", Case="x", case="y"))
    with pytest.raises(DataError, match="takes Case and case of events for one column; rename one"):
        Dataset.read(folder).write(tmp_path / "set.gpkg")
    assert not (tmp_path / "set.gpkg").exists()
