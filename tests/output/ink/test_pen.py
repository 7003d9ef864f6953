"""What a pen leaves on paper."""

import io
import warnings
from typing import Any

import numpy as np
import pytest
from PIL import Image

from waterbed.output.ink.pen import box
from waterbed.output.ink.render import rendered


def _drawn(draw: Any, format: Any) -> bytes:
    return rendered(draw, "en", "light", (40, 30), 1.0, format, "a box")


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_nothing_is_drawn_where_two_bounds_do_not_meet(format: Any) -> None:
    def draw(pen: Any) -> None:
        pen.within(0, 0, 10, 10).within(20, 20, 30, 30).fill(box(0, 0, 40, 30), "crackdown")

    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        made = _drawn(draw, format)
    if format == "png":
        assert not np.asarray(Image.open(io.BytesIO(made)).convert("RGBA"))[..., 3].any()
    else:
        assert b"nan" not in made and b"inf" not in made.lower().replace(b"/info", b"")
