"""A speaker fills in strings and writes dates and numbers; what a language lacks it says in the first one."""

from tests.golden.files import Case, each_case, parted
from tests.golden.story import STORY
from tests.golden.words import answer
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline


def test_a_name_that_a_language_lacks_is_said_in_the_first_one() -> None:
    french = Speaker(Timeline(STORY), "fr")
    assert [french.place(row) for row in (0, 4)] == ["Patrie", "Silent Town"]


def test_capitals_are_those_of_the_language() -> None:
    story = STORY | {"texts": STORY["texts"] | {"tr": STORY["texts"]["en"]}}
    assert Speaker(Timeline(story), "tr").upper("istle") == "İSTLE"
    assert Speaker(Timeline(STORY), "fr").upper("île") == "ÎLE"


@each_case("words")
def test_a_speaker_says_what_it_is_recorded_to(case: Case) -> None:
    assert parted(answer(case["given"]), case["expected"]) == []
