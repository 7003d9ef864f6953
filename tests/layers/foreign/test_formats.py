"""The page about formats is what the bench wrote, tells of every file that is read, and no format costs too much."""

import csv

from tests.layers.foreign.formats import PAGE, READS, RESULTS, page
from waterbed.layers.foreign.tables import SUFFIXES

_MARKS = {"KML", "KMZ"}
"""Formats that a library reads mark by mark, as objects: their dates are worth that."""


def test_the_page_is_made_of_what_was_measured() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_tells_of_every_file_that_is_read() -> None:
    told = [suffix for suffixes, _ in READS.values() for suffix in suffixes.split() if suffix.startswith(".")]
    assert sorted(told) == sorted(SUFFIXES)


def test_a_hundred_thousand_movements_take_half_a_minute_and_a_gigabyte_at_most() -> None:
    with RESULTS.open(encoding="utf-8", newline="") as file:
        measured = list(csv.DictReader(file))
    assert {row["format"] for row in measured} == set(READS)
    # A database is in no file.
    assert [row["format"] for row in measured if not row["size_mb"]] == ["PostGIS"]
    assert [row["format"] for row in measured if not (row["cpu_s"] and row["peak_mb"])] == []
    assert [row["format"] for row in measured if int(row["records"]) != 100_000] == []
    assert {row["format"] for row in measured if float(row["cpu_s"]) > 30} <= _MARKS
    assert [row["format"] for row in measured if float(row["cpu_s"]) > 45] == []
    assert [row["format"] for row in measured if float(row["peak_mb"] or 0) > 1000] == []
