"""The golden files: written from the inputs that stand here, and able to say where two halves part."""

import json

import pytest

from tests.golden.files import parted, path_of, read_cases
from tests.golden.rebuild import SUBJECTS
from tests.golden.story import STORY


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_golden_file_holds_every_case_that_is_asked(subject: str) -> None:
    written = {case["name"]: case["given"] for case in read_cases(subject)}
    asked = json.loads(json.dumps(SUBJECTS[subject].asked()))
    assert asked == {name: written.get(name) for name in asked}


def test_the_story_is_the_one_that_the_viewer_reads() -> None:
    assert json.loads(path_of("story").read_text(encoding="utf-8")) == STORY


def test_golden_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in path_of("story").parent.glob("*.json")) < 300_000


@pytest.mark.parametrize(
    ("found", "expected", "said"),
    [
        ([{"id": "a", "dx": 5.0}], [{"id": "a", "dx": 4.0}], '[0] "a", dx: 5.0 where 4.0 was expected'),
        ([{"id": "a"}], [{"id": "a"}, {"id": "b"}], ': ["a"] where ["a", "b"] was expected'),
        ({"line": "a raid"}, {"line": "a ban"}, 'line: "a raid" where "a ban" was expected'),
        ({"must": 1}, {"must": "yes"}, 'must: 1 where "yes" was expected'),
    ],
)
def test_a_difference_says_where_it_is(found: object, expected: object, said: str) -> None:
    assert parted(found, expected) == [said]


def test_numbers_may_differ_by_what_nobody_sees() -> None:
    assert parted([1.004, 0], [1.0, 0.0]) == []
    assert parted([1.004], [1.0], within=1e-9) == ["[0]: 1.004 where 1.0 was expected"]
