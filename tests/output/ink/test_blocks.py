"""Text in blocks stays in its room, whatever it is made of."""

import pytest

from waterbed.output.ink.blocks import Block, Run, block, fitted
from waterbed.output.ink.typeface import Face, width

NAMES = ("Phnom Penh and all of its outer districts on both banks. " * 6, "PhnomPenh" * 40, "Ắ" * 300)


def _widest(text: Block) -> float:
    return max(
        left + width(run.text.rstrip(), Face(text.size, bold=run.bold), "en")
        for line in text.lines
        for left, run in line
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_its_room(name: str) -> None:
    made = block([Run("State on "), Run(name, bold=True), Run(" and more")], 12, 200, "en")
    assert _widest(made) <= 201
    said = "".join(run.text for line in made.lines for _, run in line)
    assert said.replace(" ", "") == f"State on {name} and more".replace(" ", "")


@pytest.mark.parametrize("name", NAMES)
def test_what_has_no_room_ends_with_an_ellipsis(name: str) -> None:
    made = fitted([Run(name * 5)], (20, 16), 300, 2, "en")
    assert len(made.lines) == 4 and _widest(made) <= 301
    assert made.lines[-1][-1][1].text.endswith("…")
