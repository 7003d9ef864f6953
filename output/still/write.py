"""A moment of a story as a picture, drawn without a browser: PNG, SVG or PDF."""

from pathlib import Path
from typing import Any

from waterbed.layers.disk.file import new_file
from waterbed.output.extras import matplotlib_needed
from waterbed.output.ink.render import FORMATS, Format, rendered
from waterbed.output.language.script import isolated
from waterbed.output.naming import file_named
from waterbed.output.still.options import StillOptions, Story
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline


def write_still(
    timeline: Timeline,
    path: str | Path,
    *,
    day: float | None = None,
    scene: int | None = None,
    options: StillOptions | None = None,
) -> Path:
    """Write a still as a file whose name ends in .png, .svg or .pdf; see :func:`still_bytes`."""
    path = file_named(path, "pictures", *(f".{one}" for one in FORMATS))
    kind: Any = path.suffix.lower().lstrip(".")
    with new_file(path) as staged:
        staged.write_bytes(still_bytes(timeline, day=day, scene=scene, options=options, format=kind))
    return path


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
        Days since 1970-01-01; the day on which the scene rests, or the last day of all, when left out.
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
    from waterbed.output.still.sheet import draw_sheet

    options = options or StillOptions()
    told = Story.of(timeline, day, scene, options)
    return rendered(
        lambda pen: draw_sheet(pen, timeline, told, options),
        told.lang,
        options.theme,
        options.pixels,
        options.factor,
        format,
        _title(timeline, told),
    )


def _title(timeline: Timeline, told: Story) -> str:
    say = Speaker(timeline, told.lang)
    name = say.scene(told.scene)["title"] if told.scene >= 0 else say.meta("title")
    return f"{isolated(name, say.lang)} ({isolated(say.day(told.day), say.lang)})"
