"""What labels say: the rules are the names of the golden cases."""

from tests.golden.captions import answer, given, mark
from tests.golden.files import Case, each_case, parted
from tests.golden.story import STORY

NORTH = STORY["places"]["id"].index("north")


def _said(**more: object) -> list[str]:
    sign = mark(NORTH, span=3, sign={"phase": "arrival"})
    return [line["text"] for caption in answer(given("en", [sign], **more)) for line in caption["lines"]]


def test_news_are_told_for_a_year() -> None:
    began = STORY["spans"]["start_min"][3]
    assert _said(day=began + 365) == ["Northern State", "operations arrive"]
    assert _said(day=began + 366) == ["Northern State"]


def test_a_map_of_the_world_names_what_the_scene_tells_of() -> None:
    assert _said(world=True, told=[NORTH]) == ["Northern State", "operations arrive"]
    assert _said(world=True, told=[]) == []


@each_case("captions")
def test_labels_say_what_they_are_recorded_to(case: Case) -> None:
    assert parted(answer(case["given"]), case["expected"]) == []
