"""Columns that an author adds hold words, whatever column of another table bears their name."""

from dataclasses import replace
from pathlib import Path

from tests.layers.packages import write_tiny
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.files.folder import read_package
from waterbed.layers.manifest.profiles import profiles
from waterbed.layers.redaction.redact import redact
from waterbed.layers.schema.tables import columns
from waterbed.output.timeline import Timeline


def test_names_of_columns_of_other_tables_are_free(tmp_path: Path) -> None:
    package = read_package(write_tiny(tmp_path / "set"))
    names = {str(name) for raw in package.tables.values() for name in raw.frame} | {"n", "low", "high"}
    tables = {}
    for table, raw in package.tables.items():
        of_the_schema = {column.name for column in columns(table, ("en", "fr"))}
        own = dict.fromkeys(sorted(names - of_the_schema - {*raw.frame}), "x y")
        tables[table] = replace(raw, frame=raw.frame.assign(**own))
    dataset = Dataset.of(replace(package, tables=tables))
    assert "n" in dataset["movements"] and "lon" in dataset["movements"] and "place" in dataset["countries"]
    assert len(Timeline.of(dataset)["movements"]["id"]) == len(dataset["movements"])
    cycles(dataset)
    redact(dataset, profiles(dataset.meta)["public"])
    dataset.write(tmp_path / "out")
    assert set(Dataset.read(tmp_path / "out")["movements"]["lon"]) == {"x y"}
