"""A film of a story: MP4 or GIF, every frame by ``moment``, with captions and a poster beside it."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from waterbed.layers.disk.file import new_file
from waterbed.layers.disk.marks import MAKER
from waterbed.output.errors import UnknownLanguageError
from waterbed.output.extras import av_needed, matplotlib_needed
from waterbed.output.film.options import Film, FilmOptions, Frame, Progress
from waterbed.output.film.timetable import timetable
from waterbed.output.naming import file_named
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

if TYPE_CHECKING:
    from waterbed.output.film.painter import FilmPainter

_GIF_LONGEST, _GIF_RATE, _GIF_SAMPLES = 640, 10, 6


def write_film(
    timeline: Timeline,
    path: str | Path,
    options: FilmOptions | None = None,
    *,
    progress: Progress | None = None,
) -> Film:
    """Write a film, its captions and its poster.

    An .mp4 is H.264, yuv420p, ready to stream; a .gif has 640 pixels on its longer side and at most 15 MB.
    The same timeline, options and versions give the same bytes. Files are written whole or not at all.

    Raises
    ------
    OptionError
        If the name does not end in .mp4 or .gif, or a GIF stays too large.
    MissingExtraError
        If PyAV or matplotlib is not installed (extra ``video``).
    """
    path = file_named(path, "films", ".mp4", ".gif")
    matplotlib_needed()
    options = options or FilmOptions()
    kind = path.suffix.lower()
    if kind == ".mp4":
        av_needed()
    else:
        options = gif_options(options)
    from waterbed.output.film.captions import web_vtt
    from waterbed.output.film.gif import write_gif
    from waterbed.output.film.painter import FilmPainter
    from waterbed.output.ink.typeface import warn_of_missing

    meta = timeline["meta"]
    lang = options.lang or meta["languages"][0]
    if lang not in meta["languages"]:
        raise UnknownLanguageError(lang, meta["languages"])
    instants = timetable(timeline, options)
    say = Speaker(timeline, lang)
    painter = FilmPainter(say, instants, options)
    frames = _told_on(_painted(painter), len(instants), progress)
    captions, poster = path.with_suffix(".vtt"), path.with_suffix(".poster.png")
    with new_file(poster) as staged_poster, new_file(captions) as staged_captions, new_file(path) as staged:
        if kind == ".mp4":
            _encode(staged, frames, options)
        else:
            shown = np.linspace(0, len(instants) - 1, _GIF_SAMPLES).astype(int).tolist()
            other = FilmPainter(say, instants, options)
            samples = [other.frame(index) for index in shown]
            write_gif(staged, frames, samples, options.theme, options.rate)
        staged_captions.write_text(web_vtt(say, instants, options.rate), encoding="utf-8", newline="\n")
        _write_png(staged_poster, painter.frame(painter.telling))
    warn_of_missing(painter.said, lang)
    return Film(path, captions, poster, len(instants), options.rate)


def gif_options(options: FilmOptions) -> FilmOptions:
    """The options of a film as those of a GIF: smaller, with fewer frames."""
    width, height = options.size
    scale = _GIF_LONGEST / max(width, height)
    size = round(width * scale / 2) * 2, round(height * scale / 2) * 2
    return replace(options, size=size, rate=min(options.rate, _GIF_RATE))


def _painted(painter: "FilmPainter") -> Iterator[Frame]:
    for index in range(len(painter.instants)):
        yield painter.frame(index)


def _told_on(frames: Iterator[Frame], total: int, progress: Progress | None) -> Iterator[Frame]:
    started = time.monotonic()
    for done, frame in enumerate(frames, 1):
        yield frame
        if progress:
            progress(done, total, (time.monotonic() - started) / done * (total - done))


def _encode(path: Path, frames: Iterator[Frame], options: FilmOptions) -> None:
    """Encode into a file, frame by frame: the film is never in memory as a whole."""
    import av
    from av.video.reformatter import ColorRange, Colorspace

    settings = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(path), "w", format="mp4", options=settings) as film:
        film.metadata["comment"] = MAKER
        stream: Any = film.add_stream("libx264", rate=options.rate)
        stream.width, stream.height = options.size
        stream.pix_fmt = "yuv420p"
        # A fixed number of threads: how pictures are shared out must not depend on the machine.
        # Without mbtree, whose choices depend on what the memory held before: the same pictures gave other bytes.
        steady = {"threads": "2", "x264-params": "mbtree=0"}
        stream.options = {"crf": "20", "preset": "medium", "tune": "animation", **steady}
        context = stream.codec_context
        context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        context.color_primaries = context.color_trc = 1
        for index, pixels in enumerate(frames):
            picture = av.VideoFrame.from_ndarray(pixels, format="rgba")
            picture = picture.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)
            picture.pts = index
            film.mux(stream.encode(picture))
        film.mux(stream.encode(None))


def _write_png(path: Path, frame: Frame) -> None:
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    maker = PngInfo()
    maker.add_text("Software", MAKER)
    Image.fromarray(frame).convert("RGB").save(path, "PNG", pnginfo=maker)
