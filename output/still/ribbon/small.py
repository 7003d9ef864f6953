"""The ribbon small beside a map: the years around a moment."""

from datetime import date

from waterbed.layers.dates.days import day_number, from_day
from waterbed.output.ink.pen import Pen
from waterbed.output.ink.typeface import Face
from waterbed.output.series import measures
from waterbed.output.still.map.picture import Picture
from waterbed.output.still.ribbon.axis import AXIS, draw_frame
from waterbed.output.still.ribbon.layout import lay_ribbon
from waterbed.output.still.ribbon.paint import draw_playhead, draw_ribbon
from waterbed.output.text.speaker import Speaker, spanned
from waterbed.output.timeline import Timeline


def draw_small_ribbon(pen: Pen, picture: Picture, say: Speaker, wide: float, row: float, most: int) -> None:
    """The years around a moment for the places that it is about, with the playhead."""
    timeline, day = picture.timeline, picture.moment.day
    scenes = timeline["scenes"]
    start = scenes["start"][picture.scene] if picture.scene >= 0 else day
    first, last = _years_around(timeline, day, start)
    if wide > 500 or measures(timeline):
        first, last = timeline["meta"]["first_day"], timeline["meta"]["last_day"]
    left = min(150.0 if wide > 500 else 104.0, wide * 0.42)
    layout = lay_ribbon(
        timeline,
        wide,
        row_height=row,
        most_rows=most,
        left=left,
        undated=60 if wide > 500 else 16,
        first=first,
        last=last,
        told=picture.told or frozenset(),
    )
    title = spanned(say, "ribbon", say.year(first), say.year(last))
    pen.text(title, 0, 11, Face(12, bold=True), "ink")
    here = pen.at(0, 20 + AXIS)
    draw_frame(here, layout, say, two=False, day=day)
    moves = timeline["movements"]
    focus = frozenset(i for i, record in enumerate(moves["record"]) if picture.in_scene(record))
    draw_ribbon(here, timeline, layout, focus=focus)
    draw_playhead(here, layout, day, -4)


def _years_around(timeline: Timeline, day: float, start: float) -> tuple[int, int]:
    """The whole years around a scene, a year more each way, within the data's extent."""
    meta = timeline["meta"]
    first, last = from_day(int(start)).year - 1, from_day(int(day)).year + 1
    return (
        max(meta["first_day"], day_number(date(max(first, date.min.year), 1, 1))),
        min(meta["last_day"], day_number(date(min(last, date.max.year), 12, 31))),
    )
