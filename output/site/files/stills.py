"""The pictures in the pages, for paper and readers without scripts: the finding on the first, a map a scene in the story."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from waterbed.output.extras import MissingExtraError
from waterbed.output.ink.palette import Theme
from waterbed.output.site.model.whole import OVERVIEW_SIZE, SCENE_SIZE, Site
from waterbed.output.site.pages.parts import MOST_MOVEMENTS
from waterbed.output.still.options import StillOptions
from waterbed.output.still.overview.write import overview_bytes
from waterbed.output.still.write import still_bytes

MOST_SCENES = 60
_COLOURS = 256
_HASH_LENGTH = 10
_OVERVIEW = {"overview": (OVERVIEW_SIZE, 1.0), "overview-narrow": ((780, 1300), 1.64)}
_SCENE_SCALE = 1.7
"""Large enough to be read where a phone shows it."""
_THEMES: tuple[Theme, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: str
    scene: int
    """-1 for the overview."""
    options: StillOptions


def stills(site: Site, live: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Draw the pictures of the pages; returns them by path, and what is left out, in sentences.

    Their paths hold a hash of the data and of how they look: one that the site at ``live`` has is not drawn anew.
    `Site.stills` then names them.
    """
    found: dict[str, bytes] = {}
    for wanted in _wanted(site):
        options = wanted.options
        path = f"pictures/{options.lang}-{wanted.name}-{options.theme}.{_hash(site, wanted)}.png"
        there = live / path
        try:
            found[path] = there.read_bytes() if there.is_file() else _drawn(site, wanted)
        except MissingExtraError as error:
            return {}, (f"no pictures for readers without scripts, and on paper. {error}".rstrip("."),)
        site.stills[options.lang, wanted.name, options.theme] = path
    return found, ()


def _wanted(site: Site) -> Iterator[_Wanted]:
    # a map of very much takes long; that of the finding has the presses alone
    few = len(site.timeline["movements"]["id"]) <= MOST_MOVEMENTS
    whole = few or bool(site.timeline["presses"]["place"])
    scenes = site.timeline["scenes"]["id"][:MOST_SCENES] if few else ()
    for lang in site.words:
        for name, (size, scale) in _OVERVIEW.items() if whole else ():
            # it is seen until the player has come up, which is dark where the page is
            for theme in _THEMES:
                yield _Wanted(name, -1, _options(lang, theme, size, scale))
        for at, scene in enumerate(scenes):
            yield _Wanted(scene, at, _options(lang, "light", SCENE_SIZE, _SCENE_SCALE))


def _options(lang: str, theme: Theme, size: tuple[int, int], scale: float) -> StillOptions:
    return StillOptions(lang=lang, theme=theme, size=size, scale=scale, parts="picture")


def _drawn(site: Site, wanted: _Wanted) -> bytes:
    if wanted.scene < 0:
        return _smaller(overview_bytes(site.timeline, options=wanted.options))
    return _smaller(still_bytes(site.timeline, scene=wanted.scene, options=wanted.options))


def _smaller(png: bytes) -> bytes:
    """The same in few colours, which is a quarter of the bytes."""
    from PIL import Image

    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        few = image.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(made, "PNG")
    return made.getvalue()


def _hash(site: Site, wanted: _Wanted) -> str:
    text = f"{site.timeline.data_hash}{wanted}"
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]
