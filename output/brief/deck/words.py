"""Words on slides: bullets, numbers of sources, the line of sources, the foot."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.box import Box
from waterbed.output.brief.deck.canvas import Canvas
from waterbed.output.brief.deck.layout import SMALL, SOURCE_LINES, source_strip
from waterbed.output.brief.deck.options import Run
from waterbed.output.language.strings import templates
from waterbed.output.text.briefing import Briefing, Line
from waterbed.output.text.sources import sources_in_short
from waterbed.output.timeline import Timeline

if TYPE_CHECKING:
    from pptx.slide import Slide


def foot(told: Briefing) -> Iterator[Run]:
    """What stands at the foot of every slide."""
    if told.marking:
        yield Run(f"{told.marking}   ", bold=True)
    if told.warning:
        yield Run(f"{told.warning}   ", bold=True, colour="crackdown")
    yield Run(told.foot, colour="ink2")


def cited(line: Line) -> list[Run]:
    """A sentence with the numbers of its sources."""
    runs = [Run(line.text)]
    return [*runs, Run(f" [{line.numbers}]", colour="ink2")] if line.sources else runs


def bullets(lines: Iterable[Line]) -> list[list[Run]]:
    """Sentences as they stand below one another."""
    return [cited(line) for line in lines]


def source_line(
    canvas: Canvas, slide: "Slide", words: Box, timeline: Timeline, told: Briefing, numbers: Sequence[int]
) -> Box:
    """Write the sources in short at the foot of a column, as many as there is room for; returns the room over them."""
    over, box = source_strip(words)
    if not numbers:
        return words
    title = templates(told.lang)["pack"]["sources"]
    runs = [Run(f"{title}  ", bold=True, colour="ink2")]
    for one in sources_in_short(timeline, told.lang, numbers):
        runs.append(Run(f"[{one.number}] ", colour="ink2", link=one.link))
        runs.append(Run(f"{one.text}   ", colour="ink2"))
    text = "".join(run.text for run in runs)
    shown = fit.shortened(text, SMALL, box.width, SOURCE_LINES, told.lang)
    cut = shown != text
    canvas.text(slide, box, [list(_cut(runs, len(shown) - cut, cut))], SMALL, name=title)
    return over


def _cut(runs: Sequence[Run], length: int, cut: bool) -> Iterator[Run]:
    """The first characters of runs, with an ellipsis where something was left out."""
    for run in runs:
        if length <= 0:
            break
        yield Run(run.text[:length], run.bold, run.colour, run.link)
        length -= len(run.text)
    if cut:
        yield Run("…", colour="ink2")
