"""docs/api.md is what the docstrings say."""

import waterbed
from tests.docs.reference import PAGE, page


def test_the_page_is_made_of_the_docstrings() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.docs.reference"


def test_every_public_name_has_its_text() -> None:
    for name in waterbed.__all__:
        told = page().split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert len(told) > 60, name
