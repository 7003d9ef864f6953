"""Room for labels: the cheapest free place, a leader where it is tight, and no label rather than a bad one."""

from typing import Any

import numpy as np

from tests.golden.files import Case, each_case, parted
from tests.golden.labels import answer
from waterbed.output.still.map.labels import Field, Item, Obstacle, Placed, place_labels

WIDE, HIGH = 60.0, 14.0


def _label(name: str = "a", x: float = 200, y: float = 150, **more: Any) -> Item[str]:
    """A label of one line, 60 by 14 pixels, of a sign of 7 pixels."""
    asked: dict[str, Any] = {
        "kind": "place",
        "radius": 7,
        "priority": 50,
        "must": False,
        "lines": (name,),
    } | more
    sizes = asked.pop("sizes", ((WIDE, HIGH),) * len(asked["lines"]))
    return Item(id=name, x=x, y=y, sizes=sizes, **asked)


def _placed(*items: Item[str], **room: Any) -> list[Placed[str]]:
    frame = room.pop("frame", (0, 0, 400, 300))
    return place_labels(items, Field(frame, **room), {})


def _spots(*items: Item[str], **room: Any) -> dict[str, str]:
    return {label.item.id: label.spot for label in _placed(*items, **room)}


def test_a_label_stands_to_the_right_four_pixels_from_its_sign() -> None:
    (label,) = _placed(_label())
    assert (label.spot, label.dx, label.dy, label.align, label.leader) == (
        "E",
        7 + 4,
        -HIGH / 2,
        "start",
        None,
    )
    assert label.box == (211, 143, 271, 157)


def test_where_the_frame_ends_it_stands_to_the_left() -> None:
    (label,) = _placed(_label(x=370))
    assert (label.spot, label.dx) == ("W", -7 - 4 - WIDE)


def test_a_sign_is_covered_by_no_label_and_an_open_dot_only_at_a_cost() -> None:
    assert _spots(_label(), signs=[Obstacle(230, 150, 7)]) == {"a": "W"}
    dot = Obstacle(230, 150, 3, soft=True)
    assert _spots(_label(), signs=[dot]) == {"a": "W"}
    assert _spots(_label(), signs=[dot], frame=(190, 138, 300, 162)) == {"a": "E"}


def test_the_more_urgent_label_chooses_first() -> None:
    calm, urgent = _label("calm"), _label("urgent", y=156, priority=90)
    assert _spots(calm, urgent) == {"urgent": "E", "calm": "NE"}


def test_a_curve_is_written_over_only_where_nothing_is_better() -> None:
    curve = np.array([[200 + x, 150] for x in range(10, 80, 2)], dtype=float)
    assert _spots(_label(), curves=[curve]) == {"a": "NE"}


def test_a_tight_label_has_a_leader_from_the_rim_of_its_sign() -> None:
    around = [Obstacle(200 + dx, 150 + dy, 6) for dx in (-20, 0, 20) for dy in (-16, 0, 16) if dx or dy]
    (label,) = _placed(_label(), signs=around)
    assert label.leader is not None
    assert label.leader[:2] == (7 + 1, 0)
    assert label.dx == label.leader[2] + 2


def test_a_leader_does_not_run_under_what_lies_over_the_map() -> None:
    wall, beside = (220, 0, 223, 300), (190, 0, 400, 300)
    assert _spots(_label(), frame=beside, blocked=[wall]) == {}
    gap = [(220, 0, 223, 148), (220, 152, 223, 300)]
    assert _spots(_label(), frame=beside, blocked=gap) == {"a": "L16/0"}


def test_no_label_covers_another() -> None:
    crowd = [_label(f"p{n}", 200 + 3 * n) for n in range(6)]
    placed = _placed(*crowd, signs=[Obstacle(item.x, item.y, 7) for item in crowd])
    boxes = [label.box for label in placed]
    assert len(boxes) == 4  # for the others there is no room
    for n, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_what_happened_is_dropped_before_the_name_and_the_name_before_it_is_unreadable() -> None:
    long = _label(lines=("a", "what happened"), sizes=((WIDE, HIGH), (300, HIGH)))
    assert [label.lines for label in _placed(long, frame=(160, 120, 290, 180))] == [1]
    assert _placed(_label(), frame=(190, 140, 210, 160)) == []
    crowd = [Obstacle(x, y, 6) for x in range(0, 400, 10) for y in range(0, 300, 10)]
    assert _placed(_label(), signs=crowd) == []
    assert (
        len(_placed(_label(must=True), signs=crowd)) == 1
    )  # an event now has its name, over other signs too,
    assert _placed(_label(must=True), frame=(190, 140, 210, 160)) == []  # but never cut


def test_a_label_keeps_its_place_while_that_is_nearly_as_good() -> None:
    def spot(**room: Any) -> str:
        (label,) = place_labels([_label()], Field((0, 0, 400, 300), **room), {"a": "W"})
        return label.spot

    assert spot() == "W"  # E is cheaper by 1.2
    assert spot(keep=1) == "E"
    assert spot(blocked=[(100, 130, 190, 170)]) == "E"


def test_a_country_name_lies_on_its_point() -> None:
    (label,) = _placed(_label(kind="country", radius=0))
    assert (label.dx, label.dy, label.align) == (-WIDE / 2, -HIGH / 2, "middle")


def test_no_more_places_are_named_than_there_may_be_and_countries_do_not_count() -> None:
    items = [_label(name, 60 + 90 * n, priority=9 - n) for n, name in enumerate("abc")]
    names = place_labels(
        [*items, _label("land", y=250, kind="country", priority=0)], Field((0, 0, 400, 300)), {}, 2
    )
    assert [label.item.id for label in names] == ["a", "b", "land"]


@each_case("labels")
def test_labels_stand_where_they_are_recorded_to(case: Case) -> None:
    assert parted(answer(case["given"]), case["expected"]) == []
