"""The marks of an axis have room for their words, whatever it spans."""

import json
from datetime import date
from itertools import pairwise

import pytest

from tests.needs import run_node
from waterbed.layers.dates.days import day_number
from waterbed.output.language.ticks import ticks

ODD_MONTHS = [("March", 2024), ("May", 2024), ("July", 2024), ("September", 2024), ("November", 2024), ("January", 2025),
              ("March", 2025)]  # fmt: skip


def _marks(first: str, last: str, pixels: float, lang: str = "en") -> list[str]:
    return [tick.text for tick in ticks(_day(first), _day(last), pixels, lang)]


def _day(text: str) -> int:
    return day_number(date.fromisoformat(text))


@pytest.mark.parametrize(
    ("first", "last", "pixels", "texts"),
    [
        ("2017-06-01", "2026-03-31", 900, [str(year) for year in range(2018, 2027)]),
        ("2017-06-01", "2026-03-31", 120, [str(year) for year in range(2018, 2027)]),  # each a line
        ("1823-01-01", "2023-12-31", 900, [str(year) for year in range(1830, 2021, 10)]),
        ("1823-01-01", "2023-12-31", 100, ["1900", "2000"]),
        ("0001-01-01", "9999-12-31", 900, [str(year) for year in range(500, 9501, 500)]),
        ("2024-01-10", "2024-06-20", 900, ["February 2024", "March 2024", "April 2024", "May 2024", "June 2024"]),
        ("2024-01-10", "2025-04-20", 900, [f"{month} {year}" for month, year in ODD_MONTHS]),
        ("2024-04-05", "2024-04-05", 900, ["5 April 2024"]),
        ("2024-04-05", "2024-04-08", 900, ["5 April 2024", "6 April 2024", "7 April 2024", "8 April 2024"]),
        ("2024-04-05", "2024-04-08", 100, ["5 April 2024"]),
        ("2024-01-05", "2024-08-20", 100, ["5 January 2024"]),
        ("2024-03-05", "2024-04-20", 100, ["5 March 2024"]),
    ],
)  # fmt: skip
def test_ticks(first: str, last: str, pixels: float, texts: list[str]) -> None:
    assert _marks(first, last, pixels) == texts


def test_ticks_speak_the_language() -> None:
    assert _marks("2024-04-05", "2024-04-05", 900, "fr") == ["5 avril 2024"]


@pytest.mark.parametrize(
    "last", ["2024-01-02", "2024-02-20", "2025-01-01", "2026-06-30", "2099-12-31", "9999-12-31"]
)
@pytest.mark.parametrize("pixels", [60, 240, 900])
def test_an_axis_is_never_bare_nor_crowded(last: str, pixels: int) -> None:
    found = ticks(_day("2024-01-01"), _day(last), pixels, "en")
    a_day = pixels / (_day(last) + 1 - _day("2024-01-01"))
    assert found
    assert all((two.day - one.day) * a_day > 10 for one, two in pairwise(found))


def test_the_player_marks_the_same_days() -> None:
    lasts = ["2024-01-01", "2024-01-09", "2024-02-20", "2025-01-01", "2026-06-30", "2099-12-31", "9999-12-31"]
    cases = [(_day(first), _day(last), pixels) for first in ("0001-01-01", "0970-05-03", "1823-01-01", "2023-12-30")
             for last in lasts for pixels in (60, 240, 900)]  # fmt: skip
    code = (
        "import { ticksOf } from './output/viewer/src/language/ticks.js';"
        "const words = { day: String, month: String };"
        f"console.log(JSON.stringify({json.dumps(cases)}.map((of) => ticksOf(...of, words).map(({{ day }}) => day))))"
    )
    done = run_node("--input-type=module", "-e", code)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[tick.day for tick in ticks(*case, "en")] for case in cases]
