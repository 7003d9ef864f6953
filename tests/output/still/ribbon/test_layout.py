"""The ribbon laid out: a place a row, a day a pixel, a movement a link between two rows."""

from typing import Any

import pytest

from tests.golden.files import Case, each_case, parted
from tests.golden.ribbon import answer
from tests.golden.story import STORY
from waterbed.output.still.ribbon.layout import RibbonLayout, lay_ribbon
from waterbed.output.timeline import Timeline

NAMES = STORY["places"]["id"]


def _laid(**more: Any) -> RibbonLayout:
    frame: dict[str, Any] = {"row_height": 15, "most_rows": 20, "left": 200, "undated": 72} | more
    return lay_ribbon(Timeline(STORY), 1000, **frame)


def _rows(layout: RibbonLayout) -> list[str]:
    """Names of rows; the first of a country is marked, what it holds stands behind it."""
    return [
        f"{'*' if row.head else ''}{NAMES[row.place]}{''.join(f' +{NAMES[held]}' for held in row.held)}"
        for row in layout.rows
    ]


def test_the_extent_fills_the_room_between_names_and_undated() -> None:
    layout = _laid()
    assert (layout.x(0), layout.x(101)) == (200, 1000 - 72)
    assert layout.x(50.5) == pytest.approx(564)  # half of the way


def test_rows_are_in_the_order_of_the_data_and_the_first_of_a_country_has_its_name() -> None:
    layout = _laid()
    assert _rows(layout) == ["*home", "north", "silent", "south", "casino", "*far", "*port"]
    assert [row.y for row in layout.rows[:3]] == [0, 15, 30]
    assert layout.height == 7 * 15


def test_when_room_is_short_the_least_eventful_stand_in_the_row_of_their_country() -> None:
    assert _rows(_laid(most_rows=6)) == ["*home +silent", "north", "south", "casino", "*far", "*port"]
    assert _rows(_laid(most_rows=1)) == ["*home +north +silent +south +casino", "*far", "*port"]


def test_what_counts_is_what_happens_in_the_years_shown() -> None:
    late = _laid(most_rows=5, first=75, last=100)
    assert "south" in _rows(late)  # it came back on days 75 to 80
    early = _laid(most_rows=5, first=0, last=30)
    assert "south" not in _rows(early)


def test_a_ribbon_about_some_places_has_rows_for_these_and_for_what_is_most_eventful() -> None:
    silent = frozenset({NAMES.index("port")})
    assert _rows(_laid(most_rows=3, places=silent)) == ["*home", "north", "*port"]


def test_a_movement_links_the_rows_of_its_ends_from_its_first_day_to_the_end_of_its_last() -> None:
    layout = _laid()
    links = {STORY["movements"]["id"][link.movement]: link for link in layout.links}
    assert set(links) == {"out", "since", "by", "pacific", "to-bay"}
    out = links["out"]
    assert (NAMES[out.start.place], NAMES[out.end.place]) == ("home", "north")
    assert (out.x0, out.x1) == (layout.x(10), layout.x(29 + 1))
    # Of a bound the one day that is known: it is no span.
    assert (links["since"].x0, links["since"].x1) == (layout.x(20), layout.x(21))


def test_what_happened_at_a_place_without_a_row_is_linked_to_the_row_that_holds_it() -> None:
    layout = _laid(most_rows=1)
    (to_bay,) = [link for link in layout.links if STORY["movements"]["id"][link.movement] == "to-bay"]
    assert NAMES[to_bay.start.place] == "home"
    assert "out" not in {
        STORY["movements"]["id"][link.movement] for link in layout.links
    }  # both ends are in one row


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
