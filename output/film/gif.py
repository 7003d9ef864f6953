"""Frames as a GIF: one palette that keeps the colours of phases, a limit to its size."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from waterbed.layers.disk.marks import MAKER
from waterbed.output.errors import OptionError
from waterbed.output.ink.palette import Theme, mixed, palette, rgb_of

Frame = NDArray[np.uint8]


_GIF_MOST, _GIF_COLOURS = 15_000_000, 96


_GROUND = ("page", "panel", "line", "sea", "land", "story", "casing", "halo", "border", "dispute", "admin", "grat",
           "ctl", "focus", "ink", "country", "sealabel")  # fmt: skip
"""Beginnings of tokens that are no ink of a phase or kind."""


def write_gif(path: Path, frames: Iterator[Frame], samples: list[Frame], theme: Theme, rate: int) -> None:
    """Encode with one palette for the whole film, taken from samples; one that is too large loses frames, not seconds."""
    colours = _palette_image(samples, theme)
    pictures = [
        Image.fromarray(frame[..., :3]).quantize(palette=colours, dither=Image.Dither.NONE)
        for frame in frames
    ]
    for every in (1, 2, 3, 5):
        first, *others = pictures[::every]
        settings: dict[str, Any] = {"duration": round(1000 * every / rate), "loop": 0, "optimize": False}
        first.save(path, "GIF", save_all=True, append_images=others, comment=MAKER.encode(), **settings)
        if path.stat().st_size <= _GIF_MOST:
            return
    raise OptionError(f"The GIF has {path.stat().st_size / 1e6:.1f} MB, more than 15; take fewer seconds.")


def _palette_image(samples: list[Frame], theme: Theme) -> Any:
    """A palette that keeps the colours of phases and kinds, alone and fading over land and sea; then what samples show."""
    tokens = palette(theme).colours
    inks = [colour for token, colour in tokens.items() if not token.startswith(_GROUND)]
    grounds = [tokens[token] for token in ("story", "sea")]
    told = [mixed(ink, ground, share) for ink in inks for ground in grounds for share in (0.3, 0.62)]
    wanted = [*map(rgb_of, tokens.values()), *told]
    fixed = list(dict.fromkeys(tuple(round(255 * part) for part in colour) for colour in wanted))
    shown = Image.fromarray(np.concatenate(samples)[..., :3]).quantize(
        _GIF_COLOURS, method=Image.Quantize.MEDIANCUT
    )
    common = np.array(shown.getpalette()).reshape(-1, 3)[:_GIF_COLOURS].tolist()
    colours = [*common, *fixed][:256]
    made = Image.new("P", (1, 1))
    made.putpalette([part for colour in colours for part in colour])
    return made
