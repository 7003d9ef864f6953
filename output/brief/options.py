"""The parts of a briefing pack, by name; in a file of its own, since drawing them needs much more."""

import re
from dataclasses import dataclass
from pathlib import Path

from waterbed.layers.web import web_parts
from waterbed.output.brief.deck.base import RATIOS
from waterbed.output.errors import OptionError
from waterbed.output.film.options import FilmOptions

PARTS = ("map", "deck", "handout", "film", "stills", "text", "data", "embed")


_FILMS = {"16:9": (1280, 720), "4:3": (960, 720)}


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOptions:
    """What goes into a pack.

    Raises
    ------
    OptionError
        If an option has a value that it cannot have.
    """

    languages: tuple[str, ...] = ()
    """Languages; empty for all of the data set. With more than one, each has a folder of its own."""
    only: tuple[str, ...] = ()
    """Parts (`PARTS`); empty for all."""
    scenes: str = ""
    """Scenes by number or id, such as ``1-4;7``; empty for all."""
    size: str = "16:9"
    """``16:9``, ``4:3``, or width x height of the film in pixels, such as ``1920x1080``."""
    film_seconds: float = 30.0
    """How long the film is at most; it tells the presses, whichever scenes are chosen."""
    template: Path | None = None
    """A presentation whose look the slides take."""
    address: str = ""
    """Where the map will be published, for QR codes and the snippet; else the data set's ``homepage``."""

    def __post_init__(self) -> None:
        for part in self.only:
            if part not in PARTS:
                raise OptionError(f"only: {part!r} is not one of {', '.join(PARTS)}.")
        if self.address and not self.address.startswith(("https://", "http://")):
            raise OptionError(f"address: {self.address!r} does not begin with https:// or http://.")
        if self.address and not web_parts(self.address):
            raise OptionError(
                f"address: {self.address!r} is not an address; write it like https://example.org/map/."
            )
        if "#" in self.address:
            raise OptionError(
                f"address: {self.address!r} has a #; write %23 where it is part of a file's name."
            )
        FilmOptions(size=self.film_pixels, seconds=self.film_seconds)

    @property
    def film_pixels(self) -> tuple[int, int]:
        """Width and height of the film."""
        if self.size in _FILMS:
            return _FILMS[self.size]
        sides = re.fullmatch(r"(\d{3,4})x(\d{3,4})", self.size)
        if sides is None:
            raise OptionError(f"size: {self.size!r} is not one of {', '.join(RATIOS)}, nor like 1920x1080.")
        return int(sides[1]), int(sides[2])

    @property
    def ratio(self) -> str:
        """The ratio of slides that comes nearest."""
        width, height = self.film_pixels
        return min(RATIOS, key=lambda name: abs(RATIOS[name][0] / RATIOS[name][1] - width / height))

    def has(self, part: str) -> bool:
        """Whether a part is wanted; the snippet needs the map that it shows."""
        return not self.only or part in self.only or (part == "map" and "embed" in self.only)
