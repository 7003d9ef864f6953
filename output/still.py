"""A moment of a story as a picture, drawn without a browser: PNG, SVG or PDF."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from waterbed.output.atomic import write_bytes
from waterbed.output.errors import OptionError
from waterbed.output.extras import matplotlib_needed
from waterbed.output.palette import Theme
from waterbed.output.speaker import Speaker
from waterbed.output.stilloptions import FORMATS, Format, StillOptions, Told
from waterbed.output.timeline import Timeline

__all__ = ["Format", "StillOptions", "rendered", "still_bytes", "write_still"]


def write_still(
    timeline: Timeline,
    path: str | Path,
    *,
    day: float | None = None,
    scene: int | None = None,
    options: StillOptions | None = None,
) -> Path:
    """Write a still as a file whose name ends in .png, .svg or .pdf; see :func:`still_bytes`."""
    path = Path(path)
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise OptionError(f"{path.name}: pictures are .png, .svg or .pdf.")
    made = still_bytes(timeline, day=day, scene=scene, options=options, format=kind)  # type: ignore[arg-type]
    return write_bytes(path, made)


def still_bytes(
    timeline: Timeline,
    *,
    day: float | None = None,
    scene: int | None = None,
    options: StillOptions | None = None,
    format: Format = "png",
) -> bytes:
    """A moment as a picture, the same bytes for the same timeline, options and versions.

    Parameters
    ----------
    timeline
        What is where when.
    day
        Days since 1970-01-01; the scene's last day, or the last day of all, when left out.
    scene
        Row of the scene that is told; None for none.
    options
        How it looks.
    format
        ``png``, ``svg`` or ``pdf``.

    Raises
    ------
    OptionError
        If the scene, the view or the language is not in the timeline.
    MissingExtraError
        If matplotlib 3.11 or newer is not installed (extra ``brief``).
    """
    matplotlib_needed()
    from waterbed.output.stillsheet import draw_sheet

    options = options or StillOptions()
    told = Told.of(timeline, day, scene, options)
    return rendered(
        lambda pen: draw_sheet(pen, timeline, told, options),
        told.lang,
        options.theme,
        options.pixels,
        options.factor,
        format,
        _title(timeline, told),
    )


def _title(timeline: Timeline, told: Told) -> str:
    say = Speaker(timeline, told.lang)
    name = say.scene(told.scene)["title"] if told.scene >= 0 else say.meta("title")
    return f"{name} ({say.day(told.day)})"


def rendered(
    draw: Callable[[Any], None],
    lang: str,
    theme: Theme,
    pixels: tuple[int, int],
    factor: float,
    format: Format,
    title: str,
) -> bytes:
    """Bytes of a picture that ``draw`` makes with a pen, whose unit is ``factor`` pixels; its title is in the file too."""
    import matplotlib as mpl
    from matplotlib.artist import Artist
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from waterbed.output.palette import palette
    from waterbed.output.stillpen import Pen
    from waterbed.output.typeface import warn_of_missing

    if format not in FORMATS:
        raise OptionError(f"format: {format!r} is not one of {', '.join(FORMATS)}.")
    width, height = pixels
    inches = width / factor / 96, height / factor / 96

    said: list[str] = []

    class Sheet(Artist):
        def draw(self, renderer: Any) -> None:
            scale = renderer.dpi / 96 if format == "png" else 72 / 96
            pen = Pen.on(renderer, palette(theme), lang, height=height / factor, scale=scale)
            draw(pen)
            said.extend(pen.said)

    figure = Figure(figsize=inches, dpi=96 * factor, frameon=False)
    FigureCanvasAgg(figure)
    figure.add_artist(Sheet())
    # The documents name no time and no random ids: the same picture is the same bytes.
    settings: Any = {"svg.hashsalt": "waterbed", "svg.fonttype": "path", "pdf.compression": 6}
    unnamed: Any = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[format]
    metadata = {"Title": title, **unnamed}
    made = io.BytesIO()
    with mpl.rc_context(settings):
        figure.savefig(made, format=format, dpi=96 * factor if format == "png" else 72, metadata=metadata)
    warn_of_missing(said, lang)
    return _rounded(made.getvalue()) if format == "svg" else made.getvalue()


def _rounded(svg: bytes) -> bytes:
    """Outlines to a hundredth of a point: no eye sees the rest, which is two fifths of the file."""
    return re.sub(rb' d="[^"]*"', lambda found: re.sub(rb"(\.\d\d)\d+", rb"\1", found[0]), svg)
