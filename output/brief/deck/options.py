"""What slides are made, and what stands on them: words, pictures, a film."""

from dataclasses import dataclass
from pathlib import Path

from waterbed.output.brief.deck.base import RATIOS
from waterbed.output.errors import OptionError


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; colours are tokens of the palette."""

    text: str
    bold: bool = False
    colour: str = "ink"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what it shows, for whoever cannot see it."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class FilmSlide:
    """A film as it stands in a slide."""

    content: bytes
    """An MP4 file."""
    poster: bytes
    """A PNG file."""
    name: str
    """Name of the file beside the slides."""
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckOptions:
    """What slides are made.

    Raises
    ------
    OptionError
        If the ratio is not known.
    """

    ratio: str = "16:9"
    """``16:9`` or ``4:3``; a template has its own."""
    template: Path | None = None
    """A presentation whose look is taken."""

    def __post_init__(self) -> None:
        if self.ratio not in RATIOS:
            raise OptionError(f"ratio: {self.ratio!r} is not one of {', '.join(RATIOS)}.")
