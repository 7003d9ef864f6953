"""The labels of a picture: what wants to be named, what names must keep clear of, and where curves leave the frame."""

from collections.abc import Sequence

import numpy as np

from waterbed.output.ink.pen import Pen
from waterbed.output.series import numbers_on
from waterbed.output.still.map.captions import (
    Caption,
    Cut,
    Line,
    Telling,
    captions_of_countries,
    captions_of_cuts,
    captions_of_marks,
    captions_of_zones,
    draw_label,
    wide_zones,
)
from waterbed.output.still.map.labels import Box, Field, Obstacle, Placed, place_labels
from waterbed.output.still.map.picture import Picture
from waterbed.output.still.map.places import Mark
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_WORLDWIDE_DEG = 0.34 * 360
"""Degrees in view from which a scene alone is named."""
_HUNDREDS = 120
"""Of so many places, too."""


def lay_labels(
    picture: Picture,
    say: Speaker,
    blocked: Sequence[Box],
    *,
    before: dict[str, str] | None = None,
    keep: float = 3.0,
    most: float = np.inf,
    elsewhere: Box | None = None,
) -> list[Placed[Line]]:
    """Find room for the labels of a picture, clear of what lies over the map (``blocked``).

    ``before`` has the spots of the last layout and ``keep`` how dear an old one may be, ``most`` is how many places are
    named at most, ``elsewhere`` a part of the map whose countries are named in another picture.
    """
    frame = picture.frame
    captions, tags = wanted_labels(picture, say, blocked, elsewhere)
    limit = most if most < np.inf else 6 if frame.height < 200 else 10 if _is_small(picture) else np.inf
    return place_labels(captions, room_of(picture, tags, blocked, keep), before or {}, limit)


def wanted_labels(
    picture: Picture, say: Speaker, blocked: Sequence[Box], elsewhere: Box | None = None
) -> tuple[list[Caption], list[Caption]]:
    """What a picture would name, if there is room; and of these the tags of curves that leave the frame."""
    frame, timeline = picture.frame, picture.timeline
    west, _, east, _ = frame.bounds
    telling = Telling(
        say,
        picture.events,
        picture.in_scene,
        picture.told,
        east - west > _WORLDWIDE_DEG or sum(len(mark.members) for mark in picture.marks) > _HUNDREDS,
        picture.moment.day,
        _is_small(picture),
        {
            place: say.number(timeline["series"]["value"][row])
            for place, row in numbers_on(timeline, picture.moment.day).items()
        },
    )
    seen = [
        mark
        for mark in picture.marks
        if 0 < mark.x < frame.width
        and 0 < mark.y < frame.height
        and not any(left < mark.x < right and top < mark.y < bottom for left, top, right, bottom in blocked)
    ]
    captions = captions_of_marks(seen, telling)
    captions += captions_of_zones(
        wide_zones(timeline, frame), {caption.id for caption in captions}, picture.marks, say
    )
    named = {caption.id for caption in captions}
    tags = captions_of_cuts(cuts_of(picture), telling)
    taken = {
        code for mark in seen if f"place {mark.place}" in named for code in _countries_named(timeline, mark)
    }
    hatched = {hatch.iso2 for hatch in picture.areas if hatch.whole}
    countries = [
        caption
        for caption in captions_of_countries(picture.ground, taken, say, hatched)
        if elsewhere is None or not _inside(caption.x, caption.y, elsewhere)
    ]
    return [*captions, *tags, *countries], tags


def _countries_named(timeline: Timeline, mark: Mark) -> list[str]:
    """Codes of the countries that the label of a sign names."""
    places = timeline["places"]
    beside = (one.place for one in mark.beside)
    subjects = [mark.crowd, *mark.lands] if mark.sign.count > 1 else [mark.place, *beside]
    return [places["iso2"][at] for at in subjects if at >= 0 and places["level"][at] == "country"]


def room_of(picture: Picture, tags: Sequence[Caption], blocked: Sequence[Box], keep: float = 3.0) -> Field:
    """What the labels of a picture keep clear of."""
    frame = picture.frame
    return Field(
        (3, 3, frame.width - 3, frame.height - 3),
        blocked,
        # A tag beside another curve's end would name the wrong one.
        [*_obstacles(picture), *(Obstacle(tag.x, tag.y, 5) for tag in tags)],
        [
            course.trail.curve.part_points(course.trail.start, course.trail.end)
            for course in picture.courses
            if course.trail and course.progress.age < 365
        ],
        keep,
        picture.ground.land,
    )


def _is_small(picture: Picture) -> bool:
    return picture.frame.width < 360 or picture.frame.height < 220


def _inside(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def draw_labels(pen: Pen, labels: Sequence[Placed[Line]]) -> None:
    """Write labels, the most urgent last, on top."""
    for label in reversed(labels):
        draw_label(pen, label)


def _obstacles(picture: Picture) -> list[Obstacle]:
    struck = {id(strike.mark) for strike in picture.strikes if strike.fresh}
    signs = []
    for mark in picture.marks:
        hit = id(mark) in struck
        signs.append(Obstacle(mark.x, mark.y, mark.radius + (16 if hit else 0), mark.radius < 6 and not hit))
    for course in picture.courses:
        if course.at and picture.timeline["movements"]["shape"][course.row] == "ring":
            # The loop of a movement inside one place hangs under its sign.
            signs.append(Obstacle(course.at.x, course.at.y + course.at.radius + 9.5, 11))
        if course.number_at:
            signs.append(Obstacle(*course.number_at, 7.5))
    signs += [Obstacle(spot.x, spot.y, spot.radius) for _, spot in picture.spots.lit if len(spot.rows) > 1]
    return signs


def cuts_of(picture: Picture) -> list[Cut]:
    """Where drawn curves leave the frame; old ones get no tag, those aside of the scene a quiet one."""
    moves, cuts = picture.timeline["movements"], []
    for course in picture.courses:
        trail = course.trail
        if trail is None or (not course.focused and course.progress.age > 365):
            continue
        record, aside = moves["record"][course.row], picture.scene >= 0 and not course.focused
        for cut, way, end, outward in (
            (trail.cut_start, trail.start, "origin", False),
            (trail.cut_end, trail.end, "destination", True),
        ):
            if cut:
                at = trail.curve.station(way)
                cuts.append(Cut(at.x, at.y, moves[end][course.row], outward, record, aside))
    return cuts
