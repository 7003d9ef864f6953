"""How a still is laid out: title, map, legend, what is not drawn, ribbon, sources."""

from waterbed.output.still import StillOptions, Told
from waterbed.output.speaker import Speaker
from waterbed.output.stillmap import MapFrame
from waterbed.output.stillpen import Pen, box
from waterbed.output.stillpicture import draw_base, draw_labels, draw_story, lay_labels, lay_picture
from waterbed.output.timeline import Timeline
from waterbed.output.typeface import Face


def draw_sheet(pen: Pen, timeline: Timeline, told: Told, options: StillOptions) -> None:
    """Draw the whole picture."""
    say = Speaker(timeline, told.lang)
    width, height = (side / options.factor for side in options.pixels)
    pen.fill(box(0, 0, width, height), "page")
    frame = MapFrame.fitted(told.view, width, height - 100)
    picture = lay_picture(timeline, told.day, told.scene, frame)
    labels = lay_labels(picture, say, [])
    with pen.at(0, 60).clipped(box(0, 0, frame.width, frame.height)) as on_map:
        draw_base(on_map, picture)
        draw_story(on_map, picture)
        draw_labels(on_map, labels)
    pen.text(say.scene(told.scene)["title"] if told.scene >= 0 else say.meta("title"), 16, 30, Face(20, True), "ink")
    pen.text(say.day(told.day), 16, 50, Face(13), "ink2")
    pen.text(f"{say.t('disclaimer')} {say.meta('disclaimer')}", 16, height - 12, Face(10.5), "ink2")
