"""A drawing as the bytes of a file: PNG, SVG or PDF."""

import io
import re
from collections.abc import Callable
from typing import Any, Literal

from waterbed.layers.disk.marks import MAKER
from waterbed.output.errors import OptionError
from waterbed.output.ink.palette import Theme

Format = Literal["png", "svg", "pdf"]


FORMATS = ("png", "svg", "pdf")


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

    from waterbed.output.ink.palette import palette
    from waterbed.output.ink.pen import Pen
    from waterbed.output.ink.typeface import warn_of_missing

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
    makers: Any = {
        "png": {"Software": MAKER},
        "svg": {"Creator": MAKER, "Date": None},
        "pdf": {"Creator": MAKER, "CreationDate": None},
    }
    metadata = {"Title": title, **makers[format]}
    made = io.BytesIO()
    with mpl.rc_context(settings):
        figure.savefig(made, format=format, dpi=96 * factor if format == "png" else 72, metadata=metadata)
    warn_of_missing(said, lang)
    return _rounded(made.getvalue()) if format == "svg" else made.getvalue()


def _rounded(svg: bytes) -> bytes:
    """Outlines to a hundredth of a point: no eye sees the rest, which is two fifths of the file."""
    return re.sub(rb' d="[^"]*"', lambda found: re.sub(rb"(\.\d\d)\d+", rb"\1", found[0]), svg)
