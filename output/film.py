"""A film of a story: MP4 or GIF, every frame by ``moment``, with captions and a poster beside it."""

import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from waterbed.output.atomic import write_bytes, write_text
from waterbed.output.errors import OptionError, UnknownLanguageError
from waterbed.output.extras import av_needed, matplotlib_needed
from waterbed.output.palette import THEMES, Theme
from waterbed.output.speaker import Speaker
from waterbed.output.timeline import Timeline

if TYPE_CHECKING:
    from waterbed.output.filmframes import FilmPainter

_GIF_WIDTH, _GIF_RATE, _GIF_SAMPLES = 640, 10, 6
_LEAST_PX, _MOST_PX = 160, 4096
_HOLD_SECONDS = 1.7
_MOST_HOLD = 0.5
"""Share of the film that holds may take."""
Frame = NDArray[np.uint8]
Progress = Callable[[int, int, float], None]
"""Told after each frame: how many are done, of how many, and the seconds left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOptions:
    """How a film looks and how long it takes.

    Raises
    ------
    OptionError
        If an option has a value that it cannot have.
    """

    lang: str = ""
    """Language; empty for the data set's default one."""
    size: tuple[int, int] = (1280, 720)
    """Width and height in pixels, both even. A GIF is 640 wide."""
    theme: Theme = "light"
    """``light``, ``dark`` or ``print``."""
    seconds: float = 45.0
    """How long the film is."""
    rate: int = 20
    """Frames a second. A GIF has at most 10."""

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise OptionError(f"theme: {self.theme!r} is not one of {', '.join(THEMES)}.")
        if any(side % 2 or not _LEAST_PX <= side <= _MOST_PX for side in self.size):
            raise OptionError(
                f"size: {self.size[0]}x{self.size[1]} is not two even numbers within {_LEAST_PX} to {_MOST_PX}."
            )
        if not 1 <= self.seconds <= 3600:
            raise OptionError(f"seconds: {self.seconds} is not within 1 to 3600.")
        if not 1 <= self.rate <= 60:
            raise OptionError(f"rate: {self.rate} is not within 1 to 60 frames a second.")


@dataclass(frozen=True, slots=True)
class Film:
    """A film that was written."""

    path: Path
    captions: Path
    """WebVTT, a cue a scene."""
    poster: Path
    """PNG of the frame with the most to tell."""
    frames: int
    rate: int


@dataclass(frozen=True, slots=True)
class Instant:
    """What a frame shows: a day of the clock, and the scene it runs to or holds at (-1 for none)."""

    day: float
    scene: int
    held: bool = False


def timetable(timeline: Timeline, options: FilmOptions) -> list[Instant]:
    """The day and scene of every frame.

    The clock runs at one rate from the first day to the last, and holds at the end of every scene; scenes come in the order
    of their ends, so that it never runs back.
    """
    meta, scenes = timeline["meta"], timeline["scenes"]
    total = round(options.seconds * options.rate)
    ends = sorted((end, row) for row, end in enumerate(scenes["end"]) if end is not None)
    stops = [(float(min(max(end, meta["first_day"]), meta["last_day"])), row) for end, row in ends]
    if not stops or stops[-1][0] < meta["last_day"]:
        stops.append((float(meta["last_day"]), stops[-1][1] if stops else -1))
    hold = int(min(_HOLD_SECONDS * options.rate, _MOST_HOLD * total / len(stops)))
    moving = total - hold * len(stops)
    first, last = float(meta["first_day"]), float(meta["last_day"])
    rate = (last - first) / max(1, moving)
    frames: list[Instant] = []
    run, day = 0, first
    for stop, row in stops:
        # Frames of the run are counted over the whole film: rounding adds no day and drops none.
        until = round((stop - first) / rate) if rate else run
        for step in range(run, until):
            day = min(stop, first + (step + 1) * rate)
            frames.append(Instant(day, row))
        run = max(run, until)
        frames += [Instant(stop, row, held=True)] * hold
    frames += [Instant(last, stops[-1][1], held=True)] * (total - len(frames))
    return frames[:total]


def write_film(
    timeline: Timeline,
    path: str | Path,
    options: FilmOptions | None = None,
    *,
    progress: Progress | None = None,
) -> Film:
    """Write a film (.mp4: H.264, yuv420p, ready to stream; .gif: 640 px, at most 15 MB), its captions and its poster.

    The same timeline, options and versions give the same bytes. Files are written whole or not at all.

    Raises
    ------
    OptionError
        If the name does not end in .mp4 or .gif, or a GIF stays too large.
    MissingExtraError
        If PyAV or matplotlib is not installed (extra ``video``).
    """
    matplotlib_needed()
    options = options or FilmOptions()
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in (".mp4", ".gif"):
        raise OptionError(f"{path.name}: films are .mp4 or .gif.")
    if kind == ".mp4":
        av_needed()
    else:
        options = _for_gif(options)
    from waterbed.output.filmframes import FilmPainter
    from waterbed.output.filmgif import gif_bytes
    from waterbed.output.typeface import warn_of_missing

    meta = timeline["meta"]
    lang = options.lang or meta["languages"][0]
    if lang not in meta["languages"]:
        raise UnknownLanguageError(lang, meta["languages"])
    instants = timetable(timeline, options)
    say = Speaker(timeline, lang)
    painter = FilmPainter(say, instants, options)
    frames = _told_on(_painted(painter), len(instants), progress)
    if kind == ".mp4":
        _write_mp4(path, frames, options)
    else:
        shown = np.linspace(0, len(instants) - 1, _GIF_SAMPLES).astype(int).tolist()
        other = FilmPainter(say, instants, options)
        samples = [other.frame(index) for index in shown]
        write_bytes(path, gif_bytes(frames, samples, options.theme, options.rate))
    warn_of_missing(painter.said, lang)
    captions = write_text(path.with_suffix(".vtt"), web_vtt(say, instants, options.rate))
    poster = write_bytes(path.with_suffix(".poster.png"), _png(painter.frame(painter.telling)))
    return Film(path, captions, poster, len(instants), options.rate)


def _for_gif(options: FilmOptions) -> FilmOptions:
    from dataclasses import replace

    width, height = options.size
    high = round(_GIF_WIDTH * height / width / 2) * 2
    return replace(options, size=(_GIF_WIDTH, high), rate=min(options.rate, _GIF_RATE))


def _painted(painter: "FilmPainter") -> Iterator[Frame]:
    for index in range(len(painter.instants)):
        yield painter.frame(index)


def _told_on(frames: Iterator[Frame], total: int, progress: Progress | None) -> Iterator[Frame]:
    started = time.monotonic()
    for done, frame in enumerate(frames, 1):
        yield frame
        if progress:
            progress(done, total, (time.monotonic() - started) / done * (total - done))


def web_vtt(say: Speaker, instants: list[Instant], rate: int) -> str:
    """Captions as WebVTT: a cue for the frames of each scene, with its title and dates."""
    cues = ["WEBVTT", f"Language: {say.lang.replace('_', '-')}", ""]
    start = 0
    for index in range(1, len(instants) + 1):
        if index < len(instants) and instants[index].scene == instants[start].scene:
            continue
        scene = instants[start].scene
        if scene >= 0:
            lines = [say.scene(scene)["title"], say.day(instants[index - 1].day)]
            # An arrow would end a cue's time, an empty line the cue, and markup is not meant.
            said = [line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in lines]
            cues += [f"{_clock(start / rate)} --> {_clock(index / rate)}", *said, ""]
        start = index
    return "\n".join(cues)


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"


def _write_mp4(path: Path, frames: Iterator[Frame], options: FilmOptions) -> None:
    """Encode into a file beside its place and move it there."""
    handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}-", suffix=".part")
    os.close(handle)
    try:
        _encode(name, frames, options)
        write_bytes(path, Path(name).read_bytes())
    finally:
        Path(name).unlink(missing_ok=True)


def _encode(name: str, frames: Iterator[Frame], options: FilmOptions) -> None:
    import av
    from av.video.reformatter import ColorRange, Colorspace

    with av.open(name, "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as film:
        stream: Any = film.add_stream("libx264", rate=options.rate)
        stream.width, stream.height = options.size
        stream.pix_fmt = "yuv420p"
        # A fixed number of threads: how pictures are shared out must not depend on the machine.
        stream.options = {"crf": "20", "preset": "medium", "tune": "animation", "threads": "2"}
        context = stream.codec_context
        context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        context.color_primaries = context.color_trc = 1
        for index, pixels in enumerate(frames):
            picture = av.VideoFrame.from_ndarray(pixels, format="rgba")
            picture = picture.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)
            picture.pts = index
            film.mux(stream.encode(picture))
        film.mux(stream.encode(None))


def _png(frame: Frame) -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.fromarray(frame).convert("RGB").save(made, "PNG")
    return made.getvalue()
