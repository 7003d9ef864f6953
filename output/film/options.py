"""How a film looks, and what is said of one that is written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from waterbed.output.errors import OptionError
from waterbed.output.ink.palette import THEMES, Theme

_LEAST_PX, _MOST_PX = 160, 4096


Frame = NDArray[np.uint8]


Progress = Callable[[int, int, float], None]
"""Told after each frame: how many are done, of how many, and the seconds left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOptions:
    """How a film looks and how long it takes.

    Raises
    ------
    OptionError
        If an option has a value that it cannot have.
    """

    lang: str = ""
    """Language; empty for the data set's default one."""
    size: tuple[int, int] = (1280, 720)
    """Width and height in pixels, both even. A GIF has no more than 640 of them on its longer side."""
    theme: Theme = "light"
    """``light``, ``dark`` or ``print``."""
    seconds: float = 30.0
    """How long the film is at most; one of fewer presses than there is time for ends when all is told."""
    rate: int = 20
    """Frames a second. A GIF has at most 10."""

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise OptionError(f"theme: {self.theme!r} is not one of {', '.join(THEMES)}.")
        if any(side % 2 or not _LEAST_PX <= side <= _MOST_PX for side in self.size):
            raise OptionError(
                f"size: {self.size[0]}x{self.size[1]} is not two even numbers within {_LEAST_PX} to {_MOST_PX}."
            )
        if not 1 <= self.seconds <= 3600:
            raise OptionError(f"seconds: {self.seconds} is not within 1 to 3600.")
        if not 1 <= self.rate <= 60:
            raise OptionError(f"rate: {self.rate} is not within 1 to 60 frames a second.")


@dataclass(frozen=True, slots=True)
class Film:
    """A film that was written."""

    path: Path
    captions: Path
    """WebVTT, a cue a press or a scene."""
    poster: Path
    """PNG of the finding as one picture."""
    frames: int
    rate: int
