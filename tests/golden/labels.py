"""Labels and the room they find: by hand, in seeded random fields, and as scenes of the bundled set ask for it."""

import random
from typing import Any

import numpy as np

from tests.golden.files import plain
from waterbed import Dataset, Timeline
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.labels import Field, Item, Land, Obstacle, Placed, place_labels
from waterbed.output.still.map.lettering import room_of, wanted_labels
from waterbed.output.still.map.picture import Picture, lay_picture
from waterbed.output.text.speaker import Speaker

NAME = (60.0, 14.0)
SAID = (110.0, 13.0)


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> list[dict[str, Any]]:
    """The labels that find room, as JSON has them."""
    items = [
        Item(
            one["id"],
            one["kind"],
            one["x"],
            one["y"],
            one["r"],
            one["priority"],
            one["must"],
            tuple(one["lines"]),
            tuple((wide, high) for wide, high in one["lines"]),
            one["home"],
        )
        for one in given["items"]
    ]
    room = Field(
        tuple(given["frame"]),
        [tuple(box) for box in given["blocked"]],
        [Obstacle(*sign) for sign in given["signs"]],
        [np.array(curve, dtype=float) for curve in given["curves"]],
        given["keep"],
        given["land"] and Land(*given["land"]),
    )
    limit = given["limit"]
    return told(place_labels(items, room, given["before"], float("inf") if limit is None else limit))


def told(labels: list[Placed[Any]]) -> list[dict[str, Any]]:
    """Labels as JSON has them."""
    found: list[dict[str, Any]] = plain(
        [
            {
                "id": label.item.id,
                "spot": label.spot,
                "lines": label.lines,
                "align": label.align,
                "dx": label.dx,
                "dy": label.dy,
                "width": label.width,
                "height": label.height,
                "leader": label.leader and list(label.leader),
            }
            for label in labels
        ]
    )
    return found


def asked() -> dict[str, dict[str, Any]]:
    """One rule a case."""
    return {
        "room on every side": _field([_label("a", 200, 150)]),
        "the right edge is near": _field([_label("a", 370, 150)]),
        "a leader does not run under what lies over the map": _field(
            [_label("a", 200, 150)], frame=[190, 0, 400, 300], blocked=[[220, 0, 223, 300]]
        ),
        "it runs past where there is a gap": _field(
            [_label("a", 200, 150)],
            frame=[190, 0, 400, 300],
            blocked=[[220, 0, 223, 148], [220, 152, 223, 300]],
        ),
        "what happened is dropped before the name": _field(
            [_label("a", 200, 150, lines=[NAME, SAID])], frame=[120, 120, 300, 180]
        ),
        "an event has its label even where there is no room": _field(
            [_label("a", 200, 150, must=True)], frame=[190, 140, 210, 160]
        ),
        "a narrow map has short leaders": _field(
            [_label(f"p{n}", 180 + 7 * n, 150 + 5 * (n % 3), priority=60 + 20 * n) for n in range(6)],
            signs=[[180 + 7 * n, 150 + 5 * (n % 3), 7, False] for n in range(6)],
        ),
        "a country name moves off a sign": _field(
            [_label("c", 200, 150, kind="country", r=0)], signs=[[190, 150, 7, False]]
        ),
        "tags have no leader": _field(
            [_label(f"t{n}", 395, 150 + n, kind="tag", r=3) for n in range(4)], signs=[[395, 150, 5, False]]
        ),
        "no name lies in another country where it need not": _field(
            [_label("a", 200, 150, home="A"), _label("c", 60, 60, kind="country", home="B")],
            land=[20, 20, (["B"] * 9 + ["A", "B", *[""] * 4, *["B"] * 5]) * 15],
        ),
        "equals come in the order of their ids": _field(
            [_label("b", 200, 150), _label("a", 204, 152)], signs=[[200, 150, 7, False], [204, 152, 7, False]]
        ),
        "no more places than the limit": _field(
            [_label(n, 60 + 90 * i, 150) for i, n in enumerate("abc")], limit=2
        ),
    }


def recorded() -> dict[str, dict[str, Any]]:
    """Crowded maps of several sizes, and what scenes of the bundled set asked for when the file was written."""
    return _at_random() | _bundled()


def _at_random() -> dict[str, dict[str, Any]]:
    return {f"random field {seed}": _random_field(random.Random(seed)) for seed in range(8)}  # noqa: S311


def _label(name: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "place",
        "x": x,
        "y": y,
        "r": 7,
        "priority": 50,
        "must": False,
        "lines": [NAME],
        "home": "",
    } | more


def _field(items: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    field: dict[str, Any] = {
        "frame": [0, 0, 400, 300],
        "items": items,
        "blocked": [],
        "signs": [],
        "curves": [],
        "keep": 3,
        "before": {},
        "limit": None,
        "land": None,
    }
    return plain(field | more)  # type: ignore[no-any-return]


def _random_field(chance: random.Random) -> dict[str, Any]:
    wide, high = chance.choice([(360, 240), (620, 400), (900, 560)])

    def point() -> tuple[float, float]:
        # Half of them crowd around the middle.
        spread = chance.choice([0.12, 0.5])
        return (
            round(wide * (0.5 + spread * chance.uniform(-0.9, 0.9)), 1),
            round(high * (0.5 + spread * chance.uniform(-0.9, 0.9)), 1),
        )

    items, signs = [], []
    for n in range(chance.randint(8, 22)):
        x, y = point()
        kind = chance.choices(["place", "country", "tag"], [8, 2, 2])[0]
        radius = 0 if kind == "country" else 3 if kind == "tag" else chance.choice([3, 6, 7, 9])
        lines = [(chance.randint(30, 90), 15), (chance.randint(60, 150), 13)][: 1 + (chance.random() < 0.4)]
        priority, must = chance.randint(-5, 190), kind == "place" and chance.random() < 0.15
        items.append(
            _label(f"{kind} {n}", x, y, kind=kind, r=radius, priority=priority, must=must, lines=lines)
        )
        if radius:
            signs.append([x, y, radius, radius == 3])
    signs += [[*point(), 3, True] for _ in range(6)]
    blocked = [[0, 0, 0.3 * wide, 0.2 * high], [0.7 * wide, 0.85 * high, wide, high]]
    curves = [
        [
            [round(x0 + (x1 - x0) * t / 30, 1), round(y0 + (y1 - y0) * t / 30 + 4 * (t % 7), 1)]
            for t in range(31)
        ]
        for (x0, y0), (x1, y1) in [(point(), point()) for _ in range(4)]
    ]
    spots = ["E", "NE", "SW", "N", "L26/5", "L38/17", "C3"]
    before = {item["id"]: chance.choice(spots) for item in items if chance.random() < 0.3}
    return _field(
        items,
        frame=[3, 3, wide - 3, high - 3],
        blocked=blocked,
        signs=signs,
        curves=curves,
        keep=chance.choice([3, 20]),
        before=before,
        limit=chance.choice([None, 8]),
    )


def _bundled() -> dict[str, dict[str, Any]]:
    timeline = Timeline.of(Dataset.read())
    back = list(timeline["scenes"]["id"]).index("scn-11-coming-back")
    return {
        "bundled set, Kokang": of_picture(scene_of(timeline, 3, 640, 400), Speaker(timeline, "en")),
        "bundled set, coming back": of_picture(scene_of(timeline, back, 884, 546), Speaker(timeline, "fr")),
    }


def of_picture(picture: Picture, say: Speaker) -> dict[str, Any]:
    """What the labels of a picture ask for, with a clock in the upper left corner."""
    clock = (0.0, 0.0, 240.0, 70.0)
    items, tags = wanted_labels(picture, say, [clock])
    room = room_of(picture, tags, [clock])
    return _field(
        [
            {
                "id": item.id,
                "kind": item.kind,
                "x": item.x,
                "y": item.y,
                "r": item.radius,
                "priority": item.priority,
                "must": item.must,
                "lines": item.sizes,
                "home": item.home,
            }
            for item in items
        ],
        frame=room.frame,
        blocked=room.blocked,
        signs=[[sign.x, sign.y, sign.radius, sign.soft] for sign in room.signs],
        curves=[np.round(curve, 1).tolist() for curve in room.curves],
        land=room.land and [room.land.cell, room.land.columns, room.land.codes],
    )


def scene_of(timeline: Timeline, scene: int, wide: float, high: float) -> Picture:
    """A scene where it rests, as a still lays it out."""
    frame = MapFrame.fitted(tuple(timeline["scenes"]["view"][scene]), wide, high)
    return lay_picture(timeline, timeline["scenes"]["hold"][scene], scene, frame)
