"""What labels say: of signs alone and in crowds, struck or not, in a scene or not; of curves that leave the frame."""

from dataclasses import asdict
from typing import Any

from tests.golden.files import plain
from tests.golden.story import STORY
from waterbed.output.still.map.captions import (
    Caption,
    Cut,
    Telling,
    captions_of_cuts,
    captions_of_marks,
    captions_of_zones,
)
from waterbed.output.still.map.lettering import cuts_of
from waterbed.output.still.map.picture import Picture
from waterbed.output.still.map.places import Mark
from waterbed.output.still.map.signs import Sign
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_PLACE = {name: row for row, name in enumerate(STORY["places"]["id"])}
_EVENT = {name: row for row, name in enumerate(STORY["events"]["id"])}
_RECORD = {name: row for row, name in enumerate(STORY["records"]["id"])}


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> list[dict[str, Any]]:
    """The captions of signs, then the tags of cuts."""
    told = given["told"]
    telling = Telling(
        say=Speaker(timeline or Timeline(STORY), given["lang"]),
        events={int(place): rows for place, rows in given["events"].items()},
        in_scene=lambda record: record in given["scene"],
        told=None if told is None else frozenset(told),
        world=given["world"],
        day=given["day"],
        brief=given["brief"],
        numbers={int(place): said for place, said in given["numbers"].items()},
    )
    marks = [
        Mark(
            place=one["place"],
            x=one["x"],
            y=one["y"],
            true_x=one["x"],
            true_y=one["y"],
            sign=Sign(**one["sign"]),
            span=one["span"],
            members=one["members"],
            crowd=one["crowd"],
            lands=tuple(one["lands"]),
            beside=[Mark(at, 0, 0, 0, 0, Sign(phase), span, [at]) for at, phase, span in one["beside"]],
        )
        for one in given["marks"]
    ]
    found = captions_of_marks(marks, telling)
    found += captions_of_zones(given["wide"], {one.id for one in found}, marks, telling.say)
    found += captions_of_cuts([Cut(**cut) for cut in given["cuts"]], telling)
    return [_told(caption) for caption in found]


def of_picture(picture: Picture, lang: str) -> dict[str, Any]:
    """What the captions of a picture are about."""
    timeline, scene = picture.timeline, picture.scene
    signs = ("phase", "square", "soft", "faint", "count")
    marks = [
        mark(
            one.place,
            one.x,
            one.y,
            sign={name: getattr(one.sign, name) for name in signs},
            beside=[[other.place, other.sign.phase, other.span] for other in one.beside],
            **{name: getattr(one, name) for name in ("span", "members", "crowd", "lands")},
        )
        for one in picture.marks
    ]
    return given(
        lang,
        marks,
        cuts=[asdict(cut) for cut in cuts_of(picture)],
        events=picture.events,
        scene=timeline["scenes"]["own"][scene],
        told=picture.told and sorted(picture.told),
        day=picture.moment.day,
    )


def mark(place: int, x: float = 100, y: float = 100, **more: Any) -> dict[str, Any]:
    """A sign of one place, or of a crowd."""
    sign = {
        "phase": "presence",
        "square": False,
        "soft": False,
        "faint": False,
        "count": 1,
    }
    return {
        "place": place,
        "x": x,
        "y": y,
        "sign": sign | more.pop("sign", {}),
        "span": -1,
        "members": [place],
        "crowd": -1,
        "lands": [],
        "beside": [],
    } | more


def given(lang: str, marks: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Signs, and what is going on."""
    return {
        "lang": lang,
        "marks": marks,
        "cuts": [],
        "events": {},
        "scene": [],
        "told": None,
        "world": False,
        "day": 66,
        "brief": False,
        "wide": [],
        "numbers": {},
    } | more


def asked() -> dict[str, dict[str, Any]]:
    """Every rule, in both languages."""
    return {
        f"{name} ({lang})": given(lang, marks, **more)
        for name, (marks, more) in _rules().items()
        for lang in ("en", "fr")
    }


def _rules() -> dict[str, tuple[list[dict[str, Any]], dict[str, Any]]]:
    home, north, casino, south, port = (_PLACE[name] for name in ("home", "north", "casino", "south", "port"))
    crowd: dict[str, Any] = {
        "members": [casino, _PLACE["silent"], south],
        "sign": {"phase": "crackdown", "count": 3},
    }
    news = mark(casino, span=10, sign={"phase": "crackdown"})
    old = mark(north, span=0)
    scene = {"told": [casino], "scene": [_RECORD["raid-casino"]]}
    number, far = {"phase": "number"}, _PLACE["far"]
    open_dot = mark(south, sign={"phase": "not_yet", "faint": True})
    return {
        "a phase that began lately says what happened": ([news], {}),
        "a phase of long ago is a name": ([old], {"day": 900}),
        "a phase whose beginning is unknown is news": (
            [mark(home, span=7, sign={"phase": "arrival"})],
            {},
        ),
        "a return says its form": ([mark(north, span=6, sign={"phase": "return"})], {}),
        "a return without a form": ([mark(south, span=12, sign={"phase": "return"})], {}),
        "a place that is no fraud hub says what it is": ([mark(port, span=9)], {}),
        "a country is in capitals": ([mark(home, span=5, sign={"phase": "displacement", "square": True})], {}),
        "a country at the end of a way": ([mark(_PLACE["bay"], sign={"phase": "end", "square": True})], {}),
        "a region at the end of a way": ([mark(_PLACE["nowhere"], sign={"phase": "region"})], {}),
        "open dots have no name": ([open_dot, mark(port, sign={"phase": "unknown", "faint": True})], {}),
        "but where the scene tells of them": ([open_dot], {"told": [south]}),
        "an event": ([news], {"events": {str(casino): [_EVENT["raid-casino"]]}}),
        "an event some day in a month": (
            [mark(casino)],
            {"events": {str(casino): [_EVENT["some-day-in-march"]]}, "day": 60},
        ),
        "an event by a day": ([mark(home, sign={"square": True})], {"events": {str(home): [_EVENT["by-then"]]}, "day": 44}),
        "a report strikes nothing": ([mark(port, span=9)], {"events": {str(port): [_EVENT["survey"]]}}),
        "an event of a kind of one's own": ([mark(port)], {"events": {str(port): [_EVENT["that-year"]]}}),
        "the newest of two events": ([mark(home)], {"events": {str(home): [_EVENT["ban"], _EVENT["year-long"]]}, "day": 11}),
        "a crowd in a zone": ([mark(casino, crowd=north, **crowd)], {}),
        "a crowd around a town": ([mark(casino, crowd=south, span=10, **crowd)], {}),
        "a crowd that nothing holds": ([mark(casino, **crowd)], {}),
        "a crowd of two countries": ([mark(casino, lands=[home, far], **crowd)], {}),
        "names of countries without room": (
            [mark(casino, lands=[home, far, home, far], **crowd)],
            {"brief": True},
        ),
        "a crowd of a region": ([mark(casino, crowd=_PLACE["nowhere"], **crowd)], {}),
        "places at one point have a line each": (
            [mark(casino, span=10, sign={"phase": "crackdown"}, members=[casino, south], beside=[[south, "return", 12]])],
            {},
        ),
        "one of two at a point was hit": (
            [mark(casino, members=[casino, south], beside=[[south, "presence", -1]])],
            {"events": {str(south): [_EVENT["long-name"]]}, "day": 86},
        ),
        "a crowd of a country": ([mark(casino, crowd=home, span=10, **crowd)], {}),
        "one of a crowd was hit": (
            [mark(casino, crowd=north, **crowd)],
            {"events": {str(south): [_EVENT["long-name"]]}, "day": 86},
        ),
        "the scene tells of one of a crowd": ([mark(casino, crowd=north, **crowd)], {"told": [south]}),
        "the scene tells of two of a crowd": (
            [mark(casino, crowd=north, **crowd)],
            {"told": [south, casino], "day": 900},
        ),
        "aside of the scene": ([old, mark(home, sign={"phase": "earlier", "square": True, "faint": True})], scene),
        "aside of the scene on a map of the world": ([old, news], scene | {"world": True}),
        "in the scene": ([news], scene | {"day": 900}),
        "a small map says what happened too": (
            [news, mark(south, crowd=north, **crowd)],
            {"brief": True, "events": {str(casino): [_EVENT["raid-casino"]]}},
        ),
        "a small map has shorter names": ([mark(port, span=9)], {"brief": True}),
        "outlined zones that no sign names": (
            [open_dot, mark(casino, 300, 90, **crowd)],
            {"wide": [[south, 100.0, 100.0], [casino, 300.0, 90.0], [_PLACE["silent"], 310.0, 95.0], [port, 20.0, 30.0]]},
        ),
        "a place of which only a number is known": (
            [mark(far, sign=number | {"square": True})],
            {"numbers": {str(far): "4"}},
        ),
        "a number below what happened": ([news], {"numbers": {str(casino): "1,200"}}),
        "a small map has the number of a place that has nothing else": (
            [mark(south, sign=number), news],
            {"brief": True, "numbers": {str(south): "0", str(casino): "7"}},
        ),
        "a crowd has no number of one of its places": (
            [mark(casino, crowd=north, **crowd)],
            {"numbers": {str(casino): "7"}},
        ),
        "a curve leads to a region": ([], {"cuts": _cuts(_PLACE["nowhere"], _PLACE["nowhere"])}),
        "a curve leaves the frame": ([], {"cuts": _cuts(_PLACE["bay"], _PLACE["home"]), **scene}),
    }  # fmt: skip


def _cuts(to: int, start: int) -> list[dict[str, Any]]:
    """Two ways out near one another, one far off, one that the scene tells of, one in."""
    out = {"place": to, "outward": True, "record": _RECORD["pacific"], "aside": False}
    return [
        {**out, "x": 3, "y": 40},
        {**out, "x": 3, "y": 90},
        {**out, "x": 300, "y": 3, "aside": True},
        {**out, "x": 3, "y": 200, "record": _RECORD["raid-casino"]},
        {**out, "x": 3, "y": 41, "place": start, "outward": False},
    ]


def _told(caption: Caption) -> dict[str, Any]:
    found: dict[str, Any] = plain(
        {
            "id": caption.id,
            "kind": caption.kind,
            "x": caption.x,
            "y": caption.y,
            "r": caption.radius,
            "priority": caption.priority,
            "must": caption.must,
            "home": caption.home,
            "lines": [
                {
                    "text": said.text,
                    "size": said.face.size,
                    "bold": said.face.bold,
                    "spacing": said.face.spacing,
                    "ink": said.ink,
                    "height": high,
                }
                for said, (_, high) in zip(caption.lines, caption.sizes, strict=True)
            ],
        }
    )
    return found
