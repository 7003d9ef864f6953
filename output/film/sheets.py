"""What frames of a film are painted on: renderers of matplotlib whose points are pixels."""

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

from waterbed.output.film.options import Frame


def sheet_of(width: int, height: int) -> RendererAgg:
    """A renderer of so many pixels."""
    return RendererAgg(width, height, 72.0)  # type: ignore[no-untyped-call]


def pixels_of(renderer: RendererAgg) -> Frame:
    """The pixels of a renderer, to be read and written, (height, width, 4)."""
    return np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]
