"""The overview as a picture, drawn without a browser: PNG, SVG or PDF."""

from pathlib import Path
from typing import Any

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
    languages = timeline["meta"]["languages"]
    lang = options.lang or languages[0]
    if lang not in languages:
        raise UnknownLanguageError(lang, languages)
    say = Speaker(timeline, lang)
    size = [side / options.factor for side in options.pixels]
    return rendered(
        lambda pen: draw_overview(pen, say, *size, full=options.parts == "full", theme=options.theme),
        lang,
        options.theme,
        options.pixels,
        options.factor,
        format,
        say.finding("headline"),
    )
