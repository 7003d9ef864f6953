"""A pen for pictures: strokes, fills and text on any renderer of matplotlib, in pixels with y down.

Artists are left out on purpose: the same few calls draw a PNG, an SVG, a PDF and the frames of a film, fast enough for all.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from waterbed.output.extras import MissingExtraError
from waterbed.output.ink import typeface
from waterbed.output.ink.palette import RGB, Palette, rgb_of
from waterbed.output.ink.typeface import Face

try:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.path import Path as Path
    from matplotlib.transforms import Affine2D, Bbox, TransformedPath
except ImportError as error:
    raise MissingExtraError("matplotlib", "brief", "Pictures") from error

Floats = NDArray[np.float64]


_DOT = 0.02
"""Length of a dot in a dashed line: round caps make it one; at 0 nothing is drawn."""


@dataclass(frozen=True)
class Pen:
    """Draws on a renderer. ``matrix`` leads from the picture's pixels to the renderer's."""

    renderer: RendererBase
    palette: Palette
    lang: str
    matrix: Affine2D
    scale: float
    """Renderer's pixels to one of the picture."""
    clip: TransformedPath | None = None
    bounds: Bbox | None = None
    """A box that nothing is drawn outside of."""
    said: list[str] = field(default_factory=list)
    """Everything that was written."""
    kept: list[Path] = field(default_factory=list)
    """Agg knows a clip by the address of its path: one that were freed too early could be taken for the next."""

    @classmethod
    def on(cls, renderer: RendererBase, palette: Palette, lang: str, *, height: float, scale: float) -> "Pen":
        """A pen for a picture of a height in its own pixels; renderers count from the bottom."""
        matrix = Affine2D().scale(scale, -scale).translate(0, height * scale)
        return cls(renderer, palette, lang, matrix, scale)

    def at(self, x: float, y: float, angle: float = 0.0, size: float = 1.0) -> "Pen":
        """The same pen with its origin moved, turned (radians, clockwise) and scaled."""
        cos, sin = size * math.cos(angle), size * math.sin(angle)
        return replace(
            self, matrix=self._led([[cos, -sin, x], [sin, cos, y], [0, 0, 1]]), scale=self.scale * size
        )

    def stroke(
        self,
        path: Path,
        colour: str | RGB,
        width: float,
        *,
        alpha: float = 1.0,
        dash: Sequence[float] = (),
        start: float = 0.0,
        cap: str = "butt",
        join: str = "round",
    ) -> None:
        """Draw along a path; ``colour`` is a token or a colour, ``dash`` lengths in pixels, ``start`` the way into them."""
        gc = self._gc()
        gc.set_linewidth(width * self._points)
        gc.set_foreground((*self._rgb(colour), alpha), isRGBA=True)
        gc.set_capstyle("projecting" if cap == "square" else cap)
        gc.set_joinstyle(join)
        if dash:
            gc.set_dashes(start * self._points, [max(_DOT, piece) * self._points for piece in dash])
        self.renderer.draw_path(gc, path, self.matrix, None)
        gc.restore()

    def fill(self, path: Path, colour: str | RGB, *, alpha: float = 1.0) -> None:
        """Fill a path; holes are rings that run the other way."""
        gc = self._gc()
        gc.set_linewidth(0)
        rgba = (*self._rgb(colour), alpha)
        gc.set_foreground(rgba, isRGBA=True)
        self.renderer.draw_path(gc, path, self.matrix, rgba)
        gc.restore()

    def text(
        self,
        text: str,
        x: float,
        baseline: float,
        face: Face,
        colour: str | RGB,
        *,
        align: str = "start",
        halo: float = 0.0,
        alpha: float = 1.0,
    ) -> None:
        """Write a line; ``align`` says which part of it stands at x, ``halo`` is the width of its outline in pixels."""
        self.said.append(text)
        room = typeface.width(text, face, self.lang)
        x -= {"start": 0.0, "middle": room / 2, "end": room}[align]
        pieces = [
            (typeface.shape(piece, face.bold, self.lang)[0], left)
            for piece, left in self._pieces(text, x, face)
        ]
        size = face.size
        pens = [
            (replace(self, matrix=self._led([[size, 0, left], [0, -size, baseline], [0, 0, 1]])), outline)
            for outline, left in pieces
            if np.size(outline.vertices)
        ]
        if halo:
            for pen, outline in pens:
                pen.stroke(outline, "halo", halo, alpha=alpha)
        for pen, outline in pens:
            pen.fill(outline, colour, alpha=alpha)

    def image(self, picture: Any, right: float, top: float, height: float) -> None:
        """Put a picture of Pillow with its right upper corner at a point; only on pixels, as sharp as they are."""
        if not hasattr(self.renderer, "buffer_rgba"):
            return
        wide = height * picture.width / picture.height
        (x0, y0), (x1, y1) = self.matrix.transform([(right - wide, top + height), (right, top)])
        size = max(1, round(abs(x1 - x0))), max(1, round(abs(y1 - y0)))
        pixels = np.asarray(picture.resize(size), dtype=np.uint8)
        gc = self._gc()
        self.renderer.draw_image(gc, round(min(x0, x1)), round(min(y0, y1)), pixels[::-1])
        gc.restore()

    def width(self, text: str, face: Face) -> float:
        """How wide a line is, in pixels."""
        return typeface.width(text, face, self.lang)

    def within(self, left: float, top: float, right: float, bottom: float) -> "Pen":
        """A pen that leaves no mark outside a box, nor outside the box it was in already."""
        corners = self.matrix.transform([(left, top), (right, bottom)])
        inner = Bbox([corners.min(axis=0), corners.max(axis=0)])
        if self.bounds is not None:
            # Matplotlib's null box has no finite corners, which a drawing cannot hold: this one lies off the paper.
            inner = Bbox.intersection(self.bounds, inner) or Bbox([[-1, -1], [-1, -1]])
        return replace(self, bounds=inner)

    def clipped(self, path: Path) -> "Pen":
        """A pen that leaves no mark outside a path."""
        self.kept.append(path)
        return replace(self, clip=TransformedPath(path, self.matrix))

    def _pieces(self, text: str, x: float, face: Face) -> Iterator[tuple[str, float]]:
        if not face.spacing or not typeface.spaced(text):
            yield text, x
            return
        for letter in text:
            yield letter, x
            x += typeface.width(letter, face, self.lang)

    def _led(self, local: Sequence[Sequence[float]]) -> Affine2D:
        """A local matrix followed by the pen's; cheaper than adding transforms."""
        return Affine2D(self.matrix.get_matrix() @ np.asarray(local, dtype=float))

    @property
    def _points(self) -> float:
        """Renderers take widths in points, and turn them to pixels themselves."""
        return self.scale / float(self.renderer.points_to_pixels(1.0))  # type: ignore[arg-type]

    def _gc(self) -> Any:
        gc = self.renderer.new_gc()
        # Letters of straight strokes alone, as E and H, would be moved to whole pixels and lose strokes.
        gc.set_snap(False)
        if self.bounds is not None:
            gc.set_clip_rectangle(self.bounds)
        if self.clip is not None:
            gc.set_clip_path(self.clip)
        return gc

    def _rgb(self, colour: str | RGB) -> RGB:
        if isinstance(colour, tuple):
            return colour
        return rgb_of(colour) if colour.startswith("#") else self.palette.rgb(colour)


def line(*points: Sequence[float]) -> Path:
    """A run of points."""
    return run(np.asarray(points, dtype=float))


def run(points: ArrayLike, closed: bool = False) -> Path:
    """An open or closed run of points, (n, 2)."""
    vertices = np.asarray(points, dtype=float)
    if closed:
        vertices = np.vstack([vertices, vertices[:1]])
    path = Path(vertices, closed=closed)
    path.should_simplify = False
    return path


def lines(segments: Sequence[ArrayLike]) -> Path:
    """Several open runs as one path."""
    runs = [np.asarray(segment, dtype=float).reshape(-1, 2) for segment in segments]
    return _compound(runs, [False] * len(runs))


def box(left: float, top: float, right: float, bottom: float) -> Path:
    """A rectangle."""
    return run([(left, top), (right, top), (right, bottom), (left, bottom)], closed=True)


@cache
def disc(radius: float, x: float = 0.0, y: float = 0.0) -> Path:
    """A circle."""
    return Path.circle((x, y), radius)


def arc(x: float, y: float, radius: float, start: float, end: float, *, closed: bool = False) -> Path:
    """A part of a circle, radians clockwise from the right."""
    turn = np.linspace(start, end, 25)
    return run(np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn)]), closed=closed)


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Path:
    """A rectangle with round corners."""
    corners = [
        (right - radius, top + radius, -0.5),
        (right - radius, bottom - radius, 0.0),
        (left + radius, bottom - radius, 0.5),
        (left + radius, top + radius, 1.0),
    ]
    return run(
        np.vstack([arc(x, y, radius, np.pi * turn, np.pi * (turn + 0.5)).vertices for x, y, turn in corners]),
        closed=True,
    )


def area(geometry: shapely.Geometry) -> Path:
    """Polygons as one path, holes running the other way than shells."""
    if shapely.is_empty(geometry):
        return _compound([], [])
    rings = []
    for polygon in shapely.get_parts(shapely.orient_polygons(geometry)):
        if polygon.geom_type == "Polygon":
            rings += [shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)]
    return _compound(rings, [True] * len(rings))


def edge(geometry: shapely.Geometry) -> Path:
    """Lines as one path."""
    if shapely.is_empty(geometry):
        return _compound([], [])
    parts = [part for part in shapely.get_parts(geometry) if "Line" in part.geom_type]
    return lines([shapely.get_coordinates(part) for part in parts])


def _compound(runs: Sequence[Floats], closed: Sequence[bool]) -> Path:
    runs = [points for points in runs if len(points) > 1]
    if not runs:
        return Path(np.empty((0, 2)))
    codes = []
    for points, shut in zip(runs, closed, strict=False):
        code = np.full(len(points), Path.LINETO, dtype=Path.code_type)
        code[0] = Path.MOVETO
        if shut:
            code[-1] = Path.CLOSEPOLY
        codes.append(code)
    path = Path(np.concatenate(runs), np.concatenate(codes))
    path.should_simplify = False
    return path
