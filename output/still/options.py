"""What a still tells of and how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from waterbed.geo.projection import Name as ProjectionName
from waterbed.geo.projection import View
from waterbed.output.errors import OptionError, UnknownLanguageError
from waterbed.output.ink.palette import THEMES, Theme
from waterbed.output.timeline import Timeline

SIZES = {"slide": (1920, 1080, 1.75), "a4": (1588, 2246, 2.0), "square": (1080, 1080, 1.75)}
"""Width and height in pixels, and how much larger than on a screen everything is drawn."""


SMALLEST = 9.3
"""Sources and status, the smallest letters of a picture: 16 px on a slide of 1920."""


_PARTS = ("full", "picture", "map", "plain")


_LEAST_PX, _MOST_PX = 200, 8000


_NATURAL = 823.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOptions:
    """How a still looks.

    Raises
    ------
    OptionError
        If an option has a value that it cannot have.
    """

    lang: str = ""
    """Language; empty for the data set's default one."""
    size: str | tuple[int, int] = "slide"
    """``slide`` (1920 x 1080), ``a4`` (upright), ``square``, or width and height in pixels."""
    theme: Theme = "light"
    """``light``, ``dark`` or ``print``."""
    view: str | Sequence[float] | None = None
    """Name of a view of the data set, or west, south, east, north in degrees (east may pass 180); None for the scene's."""
    parts: Literal["full", "picture", "map", "plain"] = "full"
    """``full``: title, map, legend, what is not drawn, ribbon, sources. ``picture``: map with date, key, sources and
    disclaimer, for a page that has a headline and a text of its own; ``map``: the same for a page that names the sources;
    ``plain``: the map with date and key alone, for a page that says all else."""
    undated: bool = False
    """Draw undated movements; those that the scene names are drawn anyway."""
    projection: ProjectionName | None = None
    """A projection other than the one that suits the view."""
    scale: float = 1.0
    """How much larger than by default signs and letters are: for a picture that is shown small."""

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise OptionError(f"theme: {self.theme!r} is not one of {', '.join(THEMES)}.")
        if self.parts not in _PARTS:
            raise OptionError(f"parts: {self.parts!r} is not one of {', '.join(_PARTS)}.")
        if isinstance(self.size, str) and self.size not in SIZES:
            raise OptionError(f"size: {self.size!r} is not one of {', '.join(SIZES)}, nor width and height.")
        if not isinstance(self.size, str) and not all(_LEAST_PX <= side <= _MOST_PX for side in self.size):
            raise OptionError(f"size: {self.size!r} is not within {_LEAST_PX} to {_MOST_PX} pixels each way.")
        if not 0.25 <= self.scale <= 4:
            raise OptionError(f"scale: {self.scale!r} is not within 0.25 to 4.")

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return SIZES[self.size][:2] if isinstance(self.size, str) else self.size

    @property
    def factor(self) -> float:
        """How much larger than on a screen everything is drawn."""
        if isinstance(self.size, str):
            return SIZES[self.size][2] * self.scale
        width, height = self.size
        return float((width * height) ** 0.5 / _NATURAL * self.scale)


@dataclass(frozen=True, slots=True)
class Story:
    """What a still tells of: language, day, scene and view, checked."""

    lang: str
    day: float
    scene: int
    """-1 for none."""
    view: View

    @classmethod
    def of(cls, timeline: Timeline, day: float | None, scene: int | None, options: StillOptions) -> "Story":
        """Settle what is left out: the day on which the scene rests and its view, else the last day and the default view."""
        meta, scenes = timeline["meta"], timeline["scenes"]
        lang = options.lang or meta["languages"][0]
        if lang not in meta["languages"]:
            raise UnknownLanguageError(lang, meta["languages"])
        count = len(scenes["id"])
        if scene is not None and not 0 <= scene < count:
            raise OptionError(f"scene: {scene} is not one of 0 to {count - 1}.")
        row = -1 if scene is None else scene
        held = scenes["hold"][row] if row >= 0 else meta["last_day"]
        return cls(lang, float(held if day is None else day), row, _view(timeline, row, options.view))


def _view(timeline: Timeline, scene: int, view: str | Sequence[float] | None) -> View:
    meta = timeline["meta"]
    if view is None:
        sides = timeline["scenes"]["view"][scene] if scene >= 0 else meta["views"][meta["default_view"]]
    elif isinstance(view, str):
        if view not in meta["views"]:
            raise OptionError(f"view: {view!r} is not one of {', '.join(meta['views'])}.")
        sides = meta["views"][view]
    else:
        sides = view
    if len(sides) != 4 or not (sides[0] < sides[2] <= sides[0] + 360 and -90 <= sides[1] < sides[3] <= 90):
        raise OptionError(f"view: {list(sides)} is not west, south, east, north in degrees.")
    west, south, east, north = (float(side) for side in sides)
    return west, south, east, north
