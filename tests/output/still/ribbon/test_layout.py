"""The ribbon laid out: a place a row, a day a pixel, a movement a link between two rows."""

import itertools
from typing import Any

import pytest

from tests.golden.files import Case, each_case, parted
from tests.golden.ribbon import answer
from tests.golden.story import STORY
from waterbed import Dataset
from waterbed.output.still.ribbon.layout import RibbonLayout, lay_ribbon
from waterbed.output.still.ribbon.marks import marks, reach
from waterbed.output.timeline import Timeline

NAMES = STORY["places"]["id"]


def _laid(**more: Any) -> RibbonLayout:
    frame: dict[str, Any] = {"row_height": 15, "most_rows": 20, "left": 200, "undated": 82} | more
    return lay_ribbon(Timeline(STORY), 1000, **frame)


def _rows(layout: RibbonLayout) -> list[str]:
    """Names of rows; the first of a country is marked, the last row has those of what it holds."""
    return [
        " ".join(f"+{NAMES[held]}" for held in row.held) or f"{'*' if row.head else ''}{NAMES[row.place]}"
        for row in layout.rows
    ]


def test_the_extent_fills_the_room_between_names_and_undated() -> None:
    layout = _laid()
    assert (layout.x(0), layout.x(101)) == (200, 1000 - 82)
    assert layout.x(50.5) == pytest.approx(559)  # half of the way


def test_rows_are_in_the_order_of_the_data_and_the_first_of_a_country_has_its_name() -> None:
    layout = _laid()
    assert _rows(layout) == ["*home", "north", "silent", "south", "casino", "*far", "*port"]
    assert [row.y for row in layout.rows[:3]] == [0, 15, 30]
    assert layout.height == 7 * 15


def test_when_room_is_short_the_least_eventful_stand_in_the_last_row() -> None:
    assert _rows(_laid(most_rows=5)) == ["*home", "north", "south", "casino", "+silent +far +port"]
    assert _rows(_laid(most_rows=1)) == ["+home +north +silent +south +casino +far +port"]
    assert _rows(_laid(most_rows=2, rest=False)) == ["*home", "north"]


def test_what_counts_is_what_happens_in_the_years_shown() -> None:
    late = _laid(most_rows=5, first=75, last=100)
    assert "south" in _rows(late)  # it came back on days 75 to 80
    early = _laid(most_rows=5, first=0, last=30)
    assert "south" not in _rows(early)


def test_the_places_of_a_scene_stand_first_and_the_most_eventful_others_after_them() -> None:
    told = frozenset({NAMES.index("port"), NAMES.index("south")})
    assert _rows(_laid(most_rows=4, told=told)) == ["*south", "*port", "*home", "+north +silent +casino +far"]
    assert _rows(_laid(told=told))[:3] == ["*south", "*port", "*home"]


def test_a_movement_links_the_rows_of_its_ends_from_its_first_day_to_the_end_of_its_last() -> None:
    layout = _laid()
    links = {STORY["movements"]["id"][link.movement]: link for link in layout.links}
    assert set(links) == {"out", "since", "by", "pacific", "to-bay"}
    out = links["out"]
    assert (NAMES[out.start.place], NAMES[out.end.place]) == ("home", "north")
    assert (out.x0, out.x1) == (layout.x(10), layout.x(29 + 1))
    # Of a bound the one day that is known: it is no span.
    assert (links["since"].x0, links["since"].x1) == (layout.x(20), layout.x(21))


def test_the_row_of_the_rest_has_marks_and_no_links() -> None:
    layout = _laid(most_rows=1)
    assert not layout.links and not layout.undated
    found = marks(Timeline(STORY), layout)
    events = STORY["events"]
    held = [
        day
        for place, day in zip(events["place"], events["start_min"], strict=True)
        if place in STORY["rows"]["place"] and day is not None and day <= STORY["meta"]["last_day"]
    ]
    assert sum(mark.count for mark in found) == len(held)
    assert {mark.row.place for mark in found} == {-1}


@pytest.mark.parametrize("width", [330, 1000])
def test_no_mark_lies_over_another_and_none_is_lost(width: float) -> None:
    timeline = Timeline.of(Dataset.read())
    layout = lay_ribbon(timeline, width, row_height=17, most_rows=9, left=100, undated=34)
    found = marks(timeline, layout)
    for one, other in itertools.pairwise(found):
        assert one.row is not other.row or one.x + reach(one.count) < other.x - 4.5
    dated = [day for day in timeline["events"]["start_min"] if day is not None]
    rest = [mark for mark in found if mark.row.held]
    assert max(mark.count for mark in rest) > 1 and len(found) < len(dated)


def test_of_marks_that_would_touch_the_darkest_is_drawn_with_their_number() -> None:
    timeline = Timeline(STORY)
    wide, narrow = (
        lay_ribbon(timeline, width, row_height=17, most_rows=1, left=100, undated=34) for width in (9000, 140)
    )
    each, (heap,) = marks(timeline, wide), marks(timeline, narrow)
    assert heap.count == sum(mark.count for mark in each) > 1
    assert heap.sign == "crackdown" and "crackdown" in {mark.sign for mark in each} != {"crackdown"}


def test_undated_movements_of_one_kind_and_way_are_counted_together() -> None:
    told = [(NAMES[mark.row.place], mark.kind, mark.away, mark.count, mark.slot) for mark in _laid().undated]
    assert told == [
        ("home", "expansion", True, 1, 0),
        ("far", "expansion", False, 1, 0),
        ("south", "displacement", True, 2, 0),
        ("port", "displacement", False, 1, 0),
        ("casino", "displacement", False, 1, 0),  # from a hub inside it: one row, no way out
    ]


@each_case("ribbon")
def test_rows_and_links_lie_where_they_are_recorded_to(case: Case) -> None:
    assert parted(answer(case["given"]), case["expected"]) == []
