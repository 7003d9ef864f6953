"""After how many crackdowns a return is on record within a year."""

from pathlib import Path

import pytest

from tests.layers.packages import write_tiny
from waterbed import Dataset
from waterbed.layers.measures.recurrence import recurrences

NOTHING = {"figures": None, "gaps": None, "scenes": None, "hubs": None, "movements": None}
RAIDS = "id,label_en,kind,place,date,stage,source,certainty\n"
BACK = "id,label_en,kind,origin,destination,period,cause,source,certainty\n"


def _read(folder: Path, raids: dict[str, tuple[str, str]], *returns: str) -> Dataset:
    events = [f"{name},x,raid,{place},{day},crackdown,wire,high" for name, (place, day) in raids.items()]
    moves = [f"back-{at},x,return,,{cells}" for at, cells in enumerate(returns)]
    return Dataset.read(
        write_tiny(
            folder,
            **NOTHING | {"events": RAIDS + "\n".join(events), "movements": BACK + "\n".join(moves) + "\n"},
        )
    )


def test_returns_within_a_year_are_counted_by_what_their_dates_allow(tmp_path: Path) -> None:
    raids = {
        "soon": ("laukkai", "2020-01-10"),
        "late": ("shan", "2020-01-10"),
        "vague": ("phnom-penh", "2021"),
        "never": ("cambodia", "2019-05-01"),
        "young": ("myanmar", "2025-09-01"),
        "undated": ("southeast-asia", ""),
    }
    dataset = _read(
        tmp_path, raids,
        "laukkai,2020-03-10,soon,wire,high", "shan,2022-05-01,late,wire,high", "phnom-penh,2022-06,vague,wire,low",
    )  # fmt: skip
    back, later = recurrences(dataset)
    assert (back.what, back.crackdowns, back.undated) == ("return", 5, 1)
    assert (back.certain, back.possible, back.unwatched) == (1, 1, 1)
    assert back.share is not None and back.share.low < back.share.least < back.share.most < back.share.high
    # Kaplan-Meier: 1 of the 5 still watched at 60 days, then, if at all, 1 of 3.
    assert (back.share.least, back.share.most) == pytest.approx((1 / 5, 1 / 5 + 4 / 5 / 3), abs=5e-3)
    assert (later.what, later.certain) == ("record", 1)
    surer, _ = recurrences(dataset, certainty="medium")
    assert (surer.certain, surer.possible) == (1, 0)


def test_a_place_struck_again_is_a_later_record_of_it(tmp_path: Path) -> None:
    raids = {f"raid-{month}": ("laukkai", f"2024-{month:02}-01") for month in (1, 3, 9)}
    back, later = recurrences(_read(tmp_path, raids))
    assert (back.certain, back.share) == (0, None)
    assert (later.certain, later.possible, later.unwatched) == (2, 0, 0)


def test_a_crackdown_of_several_places_counts_once_and_without_one_there_is_nothing(tmp_path: Path) -> None:
    assert recurrences(_read(tmp_path, {})) == ()


def test_the_bundled_set_gives_its_number_with_an_interval(bundled: Dataset) -> None:
    back, later = recurrences(bundled)
    assert (back.certain, back.crackdowns) == (2, 35)
    assert back.share is not None and back.share.low > 0 and back.share.high < 0.2
    assert later.certain >= back.certain
