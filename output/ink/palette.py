"""The colours of pictures, read from the player's style sheet: the one place where colours are written."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

Theme = Literal["light", "dark", "print"]


THEMES = ("light", "dark", "print")


RGB = tuple[float, float, float]

_TOKENS = Path(__file__).parents[1] / "viewer" / "src" / "tokens.css"


_KIND_TOKEN = {"displacement": "displacement", "return": "return", "handover": "k-repatriation"}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme by token, the custom properties ``--wb-*`` without their prefix."""

    theme: str
    colours: dict[str, str] = field(repr=False)

    @property
    def dark(self) -> bool:
        """Old trails need a little more on a dark ground."""
        return self.theme == "dark"

    def colour(self, token: str) -> str:
        """``#rrggbb`` of a token; one that is not there takes that of ``none``."""
        return self.colours.get(token, self.colours["none"])

    def rgb(self, token: str) -> RGB:
        """Red, green and blue of a token, 0 to 1."""
        return rgb_of(self.colour(token))

    def kind(self, kind: str) -> str:
        """Token of a kind of movement; a kind of your own takes the colour of ``none``."""
        return _KIND_TOKEN.get(kind, f"k-{kind}")

    def old_kind(self, kind: str) -> str:
        """Token of an old trail: the darker text colour where there is one."""
        token = self.kind(kind)
        return token if token.startswith("k-") else f"{token}-t"


@cache
def palette(theme: Theme) -> Palette:
    """The colours of a theme; ``print`` and ``dark`` say what differs from ``light``."""
    blocks = custom_properties()
    colours = {**blocks["light"], **blocks.get(theme, {})}
    settled = {token: _settled(colours, value) for token, value in colours.items()}
    return Palette(theme, {token: value for token, value in settled.items() if value.startswith("#")})


@cache
def rgb_of(colour: str) -> RGB:
    """Red, green and blue of ``#rrggbb``, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def mixed(colour: str, ground: str, share: float) -> RGB:
    """A colour laid over a ground with an opacity, as one opaque colour."""
    red, green, blue = (
        share * c + (1 - share) * g for c, g in zip(rgb_of(colour), rgb_of(ground), strict=True)
    )
    return red, green, blue


@cache
def custom_properties() -> dict[str, dict[str, str]]:
    """The tokens of each theme as they are written, ``light`` whole, the others where they differ from it."""
    text = re.sub(r"/\*.*?\*/", "", _TOKENS.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        theme = re.search(r'data-wb-theme="(\w+)"', selector)
        found[theme[1] if theme else "light"] = dict(re.findall(r"--wb-([\w-]+):\s*([^;]+);", body))
    return found


def _settled(colours: dict[str, str], value: str) -> str:
    """Follow ``var(--wb-…)`` to a colour."""
    named = re.fullmatch(r"var\(--wb-([\w-]+)\)", value.strip())
    return _settled(colours, colours[named[1]]) if named else value.strip()
