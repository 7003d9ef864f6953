"""A seeded sample of ``bench/coverage.py``: on simulated sets the intervals hold the truth about as often as they say."""

import pytest

from tests.layers.measures.coverage import SETTINGS, Row, Setting, study, table, tolerance
from waterbed.layers.simulation.simulate import Kind

CRACKDOWNS = 80
FEW = Setting(
    "80 crackdowns", {"base_rate": 0.05, "places": 8 * 80, "crackdowns": 80, "days": 400}, nominal=True
)


@pytest.fixture(scope="module")
def rows() -> dict[Kind, Row]:
    """A row of each kind from one set of many small crackdowns."""
    kinds: tuple[Kind, ...] = ("displacement", "diffusion", "nothing")
    return {kind: study(FEW, kind, sets=1) for kind in kinds}


def test_intervals_hold_the_truth_at_their_rate_and_estimates_are_not_biased(rows: dict[Kind, Row]) -> None:
    for row in rows.values():
        assert row.within_tolerance, row
        assert abs(row.bias) < 3 * row.bias_se


def test_where_nothing_happened_little_is_found(rows: dict[Kind, Row]) -> None:
    assert rows["nothing"].truth == 0
    assert rows["nothing"].excluding_zero <= 0.05 + tolerance(CRACKDOWNS)
    assert rows["nothing"].covered == 1 - rows["nothing"].excluding_zero


def test_the_truth_has_the_sign_of_its_kind(rows: dict[Kind, Row]) -> None:
    assert rows["diffusion"].truth < rows["displacement"].truth < 0


def test_the_table_has_a_line_a_row(rows: dict[Kind, Row]) -> None:
    lines = table(rows.values()).splitlines()
    assert len(lines) == 2 + len(rows)
    assert lines[2].startswith("| 80 crackdowns | displacement |")
    assert {line.count("|") for line in lines} == {11}


def test_tolerance_shrinks_with_the_number_of_sets() -> None:
    assert tolerance(200) == pytest.approx(0.0398, abs=1e-4)
    assert sum(setting.nominal for setting in SETTINGS) == 4
