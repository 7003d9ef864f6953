"""Orders for pictures: what slides and handout need drawn, so that each is drawn once, in whichever process is free."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from waterbed.output.ink.palette import Theme
from waterbed.output.ink.render import Format
from waterbed.output.still.options import StillOptions
from waterbed.output.still.write import still_bytes
from waterbed.output.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One picture that is wanted."""

    kind: Literal["still", "ribbon", "storyboard", "overview", "presses", "followed"] = "still"
    lang: str
    scene: int = -1
    """Row of the scene; -1 for what has none."""
    scenes: tuple[int, ...] = ()
    """Rows of the scenes of a storyboard."""
    presses: tuple[int, ...] = ()
    """Rows of the presses on a map, or in the strip of what followed."""
    of: tuple[int, ...] = ()
    """Rows of all the presses that are numbered."""
    size: str | tuple[int, int] = "slide"
    parts: Literal["full", "picture", "map", "plain"] = "picture"
    theme: Theme = "light"
    format: Format = "png"
    rows: int | None = None
    """How many places a ribbon shows at most, those with the most on record; None for all."""
    scale: float = 1.0
    """How much larger signs and letters are than by default."""


Drawn: TypeAlias = Mapping[Order, bytes]
"""Pictures that are there already."""


def drawn(timeline: Timeline, order: Order) -> bytes:
    """Draw a picture."""
    # matplotlib comes with an extra: the package itself is imported without it.
    from waterbed.output.still.overview.write import overview_bytes, part_bytes
    from waterbed.output.still.ribbonpage import ribbon_bytes
    from waterbed.output.still.storyboard.write import storyboard_bytes

    options = StillOptions(
        lang=order.lang, size=order.size, parts=order.parts, theme=order.theme, scale=order.scale
    )
    if order.kind == "overview":
        return overview_bytes(timeline, options=options, format=order.format)
    if order.kind in ("presses", "followed"):
        return part_bytes(timeline, order.kind, order.presses, order.of, options=options, format=order.format)
    if order.kind == "ribbon":
        return ribbon_bytes(timeline, options=options, format=order.format, most=order.rows)
    if order.kind == "storyboard":
        return storyboard_bytes(timeline, scenes=list(order.scenes), options=options, format=order.format)
    scene = None if order.scene < 0 else order.scene
    return still_bytes(timeline, scene=scene, options=options, format=order.format)


def drawn_or_there(timeline: Timeline, order: Order, there: Drawn | None) -> bytes:
    """The picture if it is there, else drawn now."""
    made = (there or {}).get(order)
    return drawn(timeline, order) if made is None else made


def board_scenes(timeline: Timeline, scenes: Sequence[int], most: int = 6) -> tuple[int, ...]:
    """The scenes of a storyboard: all when they are few, else those that tell of the cycle."""
    if len(scenes) <= most:
        return tuple(scenes)
    from waterbed.output.still.storyboard.moments import key_moments

    return tuple(key_moments(timeline, most, among=scenes))
