"""The overview as a picture, drawn without a browser: PNG, SVG or PDF."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from waterbed.layers.disk.file import new_file
from waterbed.output.errors import UnknownLanguageError
from waterbed.output.extras import matplotlib_needed
from waterbed.output.ink.render import FORMATS, Format, rendered
from waterbed.output.naming import file_named
from waterbed.output.still.options import StillOptions
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline


def write_overview(timeline: Timeline, path: str | Path, *, options: StillOptions | None = None) -> Path:
    """Write the overview as a file whose name ends in .png, .svg or .pdf; see :func:`overview_bytes`."""
    path = file_named(path, "pictures", *(f".{one}" for one in FORMATS))
    kind: Any = path.suffix.lower().lstrip(".")
    with new_file(path) as staged:
        staged.write_bytes(overview_bytes(timeline, options=options, format=kind))
    return path


def overview_bytes(
    timeline: Timeline, *, options: StillOptions | None = None, format: Format = "png"
) -> bytes:
    """The finding as one picture, the same bytes for the same timeline, options and versions.

    Parameters
    ----------
    timeline
        What is where when.
    options
        How it looks; ``parts`` "picture" leaves headline and sources to the page around it.
    format
        ``png``, ``svg`` or ``pdf``.

    Raises
    ------
    UnknownLanguageError
        If the language is not in the timeline.
    MissingExtraError
        If matplotlib 3.11 or newer is not installed (extra ``brief``).
    """
    matplotlib_needed()
    from waterbed.output.still.overview.sheet import draw_overview

    options = options or StillOptions()
    full, theme = options.parts == "full", options.theme
    return _drawn(
        timeline,
        options,
        format,
        lambda pen, say, wide, high: draw_overview(pen, say, wide, high, full=full, theme=theme),
    )


def part_bytes(
    timeline: Timeline,
    part: Literal["presses", "followed"],
    rows: Sequence[int],
    of: Sequence[int],
    *,
    options: StillOptions | None = None,
    format: Format = "png",
) -> bytes:
    """A part of the overview as a picture of its own: the map of some presses (``presses``), the strip (``followed``).

    ``rows`` are those that are shown, ``of`` all those of the overview, whose numbers they keep; raises what
    :func:`overview_bytes` does.
    """
    matplotlib_needed()
    from waterbed.output.still.overview.parts import draw_followed, draw_presses

    if part == "presses":
        return _drawn(
            timeline,
            options or StillOptions(),
            format,
            lambda pen, say, wide, high: draw_presses(pen, say, rows, of, wide, high),
        )
    return _drawn(
        timeline,
        options or StillOptions(),
        format,
        lambda pen, say, wide, high: draw_followed(pen, say, rows, wide, high),
    )


def _drawn(
    timeline: Timeline,
    options: StillOptions,
    format: Format,
    draw: Callable[[Any, Speaker, float, float], None],
) -> bytes:
    languages = timeline["meta"]["languages"]
    lang = options.lang or languages[0]
    if lang not in languages:
        raise UnknownLanguageError(lang, languages)
    say = Speaker(timeline, lang)
    wide, high = (side / options.factor for side in options.pixels)
    return rendered(
        lambda pen: draw(pen, say, wide, high),
        lang,
        options.theme,
        options.pixels,
        options.factor,
        format,
        say.finding("headline"),
    )
