"""Names that are too long for their place."""

import pytest

from waterbed.output.language.strings import shortened


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Phnom Penh", "Phnom Penh"),
        ("Phnom Penh and all of its outer districts", "Phnom Penh and all…"),
        ("Phnom Penh (outer districts)", "Phnom Penh (outer…"),
        ("PhnomPenhPhnomPenhPhnomPenh", "PhnomPenhPhnomPenhP…"),
        ("Phnom PenhPhnomPenhPhnomPenh", "Phnom PenhPhnomPenh…"),
        ("a\u0301" * 20, "a\u0301" * 9 + "…"),
    ],
)
def test_shortened(text: str, short: str) -> None:
    assert shortened(text, 20) == short
