"""A rectangle on a slide."""

from dataclasses import dataclass
from typing import Any

EMU_PER_POINT = 12700

PIXELS_PER_POINT = 192 / 72
"""Twice the pixels of a screen."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a picture that fills it; even numbers."""
        width, height = (2 * round(side * PIXELS_PER_POINT / 2) for side in (self.width, self.height))
        return width, height

    def emu(self) -> tuple[Any, Any, Any, Any]:
        """The sides as office programs count."""
        from pptx.util import Emu

        left, top, width, height = (
            Emu(round(side * EMU_PER_POINT)) for side in (self.left, self.top, self.width, self.height)
        )
        return left, top, width, height

    def inside(self, ratio: float) -> "Box":
        """The largest rectangle of a ratio in it, in the middle between left and right."""
        width = min(self.width, self.height * ratio)
        return Box(self.left + (self.width - width) / 2, self.top, width, width / ratio)

    def below(self, high: float) -> "Box":
        """What is left of it under something as high at its top."""
        return Box(self.left, self.top + high, self.width, self.height - high)

    def beside(self, share: float, apart: float = 18) -> tuple["Box", "Box"]:
        """A part of its width from the left, and what is left of it beside that."""
        wide = self.width * share
        rest = Box(self.left + wide + apart, self.top, self.width - wide - apart, self.height)
        return Box(self.left, self.top, wide, self.height), rest
