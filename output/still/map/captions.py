"""What the labels of a picture say and how urgent each is. The player's ``captions.js``."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import shapely

from waterbed.geo import basemap
from waterbed.output.ink.pen import Pen, line
from waterbed.output.ink.typeface import Face, width
from waterbed.output.language.script import isolated
from waterbed.output.outlines import outlines_of
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.ground import Ground, drawn_on
from waterbed.output.still.map.labels import Item, Placed
from waterbed.output.still.map.places import Mark
from waterbed.output.text.speaker import MOST_LETTERS, Speaker
from waterbed.output.timeline import Timeline

PRIORITY = {
    "return": 90,
    "displacement": 85,
    "crackdown": 100,
    "arrival": 80,
    "group": 60,
    "presence": 50,
    "disruption": 55,
    "attested": 45,
    "number": 44,
    "region": 41,
    "end": 40,
    "ended": 30,
    "earlier": 8,
}


_EVENT_NOW, _EDGE_TAG, _SCENE, _SEA, _EDGE_ASIDE = 130, 79, 60, 12, 6


_MOST_SPOKEN = 2
"""More names of a crowd would be a list beside the map."""


_NEWS_DAYS = 365
"""A phase that began longer ago is no news: the name stays, what happened is left to the sign."""


_NAMED_FROM = 8


_OF_LAND, _OF_ZONE, _NAMED_PX = 20, 15, 44.0
"""A zone that only its edge shows, and the pixels from which its outline has room for a name."""


_ASKED_ABOUT = 0.02
"""Share of the frame from which a hatch whose country is not named makes one ask which it is."""


_MOST_BRIEF = 24
"""Letters of a name on a small map."""


_AREAS = frozenset({"state", "region", "province", "self_administered_zone", "sez", "district"})
"""Zones whose own name already says an area."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a label."""

    text: str
    face: Face
    ink: str


Caption = Item[Line]


@dataclass(frozen=True, slots=True)
class Telling:
    """What is going on, for the words of labels."""

    say: Speaker
    events: Mapping[int, list[int]]
    """Rows of events now, by place."""
    in_scene: Callable[[int], bool]
    told: frozenset[int] | None
    """Places the scene tells of; None when no scene is told."""
    world: bool
    """The view is so wide, or the places are so many, that only the scene is named."""
    day: float
    brief: bool = False
    """Names only, on small maps."""
    numbers: Mapping[int, str] = field(default_factory=dict)
    """Of the main series by place, in words."""


def captions_of_marks(marks: list[Mark], telling: Telling) -> list[Caption]:
    """Labels of signs."""
    return [caption for mark in marks if (caption := _caption(mark, telling))]


def _caption(mark: Mark, telling: Telling) -> Caption | None:
    timeline = telling.say.timeline
    places, events, spans = timeline["places"], timeline["events"], timeline["spans"]
    event = max([-1, *(row for place in mark.members for row in telling.events.get(place, ()))])
    basis = spans["basis"][mark.span] if mark.span >= 0 else []
    records = [*(places["record"][place] for place in mark.members), *basis]
    struck = event >= 0 and events["sign"][event] != ""
    told = telling.told
    ours = told is None or any(place in told for place in mark.members) or any(map(telling.in_scene, records))
    # What the text of the scene names has its name on the map too, be it an open dot.
    least = _NAMED_FROM if told is not None and ours else 0
    base = max(_EVENT_NOW if struck else 0, PRIORITY.get(mark.sign.phase, least))
    if base < _NAMED_FROM:
        return None
    aside = not ours and not struck
    if aside and telling.world:
        return None
    at = (mark.x, mark.y, mark.radius + (13 if struck else 0))
    region = places["level"][mark.place] == "region"
    return _item(
        telling.say.lang,
        f"place {mark.place}",
        "country" if region else "place",
        at,
        base + (_SCENE if told is not None and ours else 0),
        struck,
        _lines(mark, event, telling, aside=aside, ours=told is not None and ours),
        home=_home(timeline, mark),
    )


def _home(timeline: Timeline, mark: Mark) -> str:
    """The country that the name of a sign belongs to; empty where it belongs to none, or to more than one."""
    codes = {str(timeline["places"]["iso2"][place]) for place in mark.members}
    return codes.pop() if len(codes) == 1 else ""


def _lines(mark: Mark, event: int, telling: Telling, *, aside: bool, ours: bool) -> list[Line]:
    """A name and what happened; of places at one point a line each, of a pile what they share."""
    say, pile = telling.say, mark.sign.count > 1
    if mark.beside:
        return [_own_line(one, telling, aside=aside) for one in (mark, *mark.beside)]
    lines = [_name(mark, event, telling, aside, ours)]
    spans, events = say.timeline["spans"], say.timeline["events"]
    basis = spans["basis"][mark.span] if mark.span >= 0 else []
    struck = event >= 0 and events["sign"][event] != ""
    news = struck or (
        not aside and (is_news(say.timeline, mark.span, telling.day) or any(map(telling.in_scene, basis)))
    )
    said = _said(mark, event, telling) if news and mark.sign.phase != "group" else None
    where = events["place"][event] if event >= 0 else mark.place
    if said and pile and where != mark.crowd:
        # Of a pile it says what happened where, or whose phase its sign shows.
        said = Line(say.t("map.said", place=say.short_place(where), said=said.text), said.face, said.ink)
    said = said or (None if telling.brief else _spoken(mark, telling))
    lines += [said] if said else []
    number = None if pile else telling.numbers.get(mark.place)
    if number and (not telling.brief or mark.sign.phase == "number"):
        lines.append(Line(number, Face(11.5), "ink2"))
    return lines


def _own_line(mark: Mark, telling: Telling, *, aside: bool) -> Line:
    """One of several places at a point: its name and, where that is news, what happened there."""
    say = telling.say
    event = max([-1, *telling.events.get(mark.place, ())])
    name = say.short_place(mark.place, _MOST_BRIEF if telling.brief else MOST_LETTERS)
    basis = say.timeline["spans"]["basis"][mark.span] if mark.span >= 0 else []
    news = event >= 0 or is_news(say.timeline, mark.span, telling.day) or any(map(telling.in_scene, basis))
    said = None if telling.brief or aside or not news else _said(mark, event, telling)
    if said:
        return Line(say.t("map.said", place=name, said=said.text), Face(12, bold=True), said.ink)
    return Line(name, Face(11.5), "ink3") if aside else Line(name, Face(12, bold=True), "ink")


def is_news(timeline: Timeline, span: int, day: float) -> bool:
    """Whether a phase began within the last year."""
    if span < 0:
        return True
    spans = timeline["spans"]
    start = spans["start_min"][span]
    start = spans["start_max"][span] if start is None else start
    return bool(start is None or day - start <= _NEWS_DAYS)


def _name(mark: Mark, event: int, telling: Telling, aside: bool, ours: bool) -> Line:
    say = telling.say
    level = say.timeline["places"]["level"][mark.place]
    most = _MOST_BRIEF if telling.brief else MOST_LETTERS
    faint = mark.sign.faint and event < 0 and not ours
    known = mark.sign.phase in PRIORITY
    quiet = aside or ((not known or (not ours and mark.sign.phase in ("end", "ended"))) and event < 0)
    pile = mark.sign.count > 1
    text = _pile_name(say, mark, most) if pile else say.short_place(mark.place, most)
    if level == "country" and not pile:
        plain = faint or quiet
        return Line(say.upper(text), Face(11, bold=not plain, spacing=1.3), "country" if plain else "ink")
    if level == "region":
        return Line(say.upper(text), Face(10.5 if aside else 11, bold=not aside, spacing=0.6), "ink2")
    if event < 0 and (faint or aside):
        return Line(text, Face(11.5), "ink3")
    return Line(text, Face(12), "ink2") if quiet else Line(text, Face(12.5, bold=True), "ink")


def _pile_name(say: Speaker, mark: Mark, most: int) -> str:
    """What the places of a pile share: "Tachilek area (3)", "Laos, 3 places", "Cambodia, Laos", "3 places"."""
    count, places = mark.sign.count, say.timeline["places"]
    if mark.crowd < 0:
        named = ", ".join(isolated(say.place(land), say.lang) for land in mark.lands)
        return named if 0 < len(named) <= most else say.t("map.places", n=count)
    name = say.short_place(mark.crowd, most)
    if places["level"][mark.crowd] in ("country", "region"):
        return say.t("map.pile.wide", place=name, places=say.t("map.places", n=count))
    # The name of a zone may say already that it is an area.
    area = name if places["kind"][mark.crowd] in _AREAS else say.t("map.area", place=name)
    return say.t("map.pile", place=area, n=count)


def _spoken(mark: Mark, telling: Telling) -> Line | None:
    """Who of a pile the scene tells of."""
    told = telling.told or frozenset()
    spoken = [one for one in mark.members if one != mark.crowd and one in told] if mark.sign.count > 1 else []
    if not 0 < len(spoken) <= _MOST_SPOKEN:
        return None
    names = (isolated(telling.say.short_place(one), telling.say.lang) for one in spoken)
    return Line(", ".join(names), Face(11.5), "ink2")


def _said(mark: Mark, event: int, telling: Telling) -> Line | None:
    """What happened."""
    say, face = telling.say, Face(11.5)
    spans, events = say.timeline["spans"], say.timeline["events"]
    if event >= 0:
        first, last = events["start_min"][event], events["start_max"][event]
        vague = first is not None and last is not None and first < last and telling.day < last + 1
        when = say.event(event, 0.0 if vague else 1.0)
        what = say.word(events["kind"][event]) or say.record("label", events["record"][event])
        ink = {"disruption": "ink", "": "ink2"}.get(events["sign"][event], "crackdown-t")
        return Line(f"{isolated(what, say.lang)}, {isolated(when, say.lang)}" if when else what, face, ink)
    if mark.span < 0:
        return None
    phase, form = spans["phase"][mark.span], spans["form"][mark.span]
    if phase == "presence":
        said = say.word(_role(say, mark.place))
    else:
        # A form that nobody stated is no news.
        stated = phase == "return" and form not in ("", "not_stated")
        said = say.word(form) if stated else say.t(f"phase.{phase}.verb")
    if spans["candidate"][mark.span]:
        # Compatible with a return: what is recorded is an arrival, at a place that was left before.
        said = say.t("map.candidate", said=said)
    return Line(said, face, f"{phase}-t") if said else None


def _role(say: Speaker, place: int) -> str:
    """A place that is no fraud hub says what it is."""
    hubs = say.timeline["hubs"]
    roles = [
        role
        for at, drawn, role in zip(hubs["place"], hubs["drawn"], hubs["role"], strict=True)
        if at == place and drawn
    ]
    return "" if "fraud_hub" in roles or not roles else str(roles[0])


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a drawn curve leaves the frame."""

    x: float
    y: float
    place: int
    outward: bool
    record: int
    aside: bool
    """The scene does not tell of it."""


def captions_of_cuts(cuts: list[Cut], telling: Telling) -> list[Caption]:
    """Tags where a curve leaves the frame: "to China"."""
    say = telling.say
    captions: list[Caption] = []
    for cut in cuts:
        way = "map.to" if cut.outward else "map.from"
        region = say.timeline["places"]["level"][cut.place] == "region"
        text = say.t(f"{way}.region" if region else way, place=say.short_place(cut.place))
        if any(
            other.lines[0].text == text and math.hypot(other.x - cut.x, other.y - cut.y) < 80
            for other in captions
        ):
            continue
        priority = _EDGE_ASIDE if cut.aside else _EDGE_TAG + (_SCENE if telling.in_scene(cut.record) else 0)
        said = [Line(text, Face(10.5), "ink3") if cut.aside else Line(text, Face(11.5), "ink2")]
        captions.append(
            _item(
                say.lang,
                f"cut {cut.record} {'out' if cut.outward else 'in'}",
                "tag",
                (cut.x, cut.y, 3.0),
                priority,
                False,
                said,
            )
        )
    return captions


def captions_of_zones(
    wide: Sequence[tuple[int, float, float]], taken: Collection[str], marks: Sequence[Mark], say: Speaker
) -> list[Caption]:
    """Names of zones whose outlines have room for one and that no sign names; ``wide`` has places and their points."""
    mark_of, captions = {member: mark for mark in marks for member in mark.members}, []
    for place, x, y in wide:
        mark = mark_of.get(place)
        if f"place {place}" in taken or (mark and mark.place != place):
            continue
        name, land = say.short_place(place), say.timeline["places"]["level"][place] == "country"
        named = (
            Line(say.upper(name), Face(11, spacing=1.4), "country")
            if land
            else Line(name, Face(11.5), "ink2")
        )
        at = (x, y, mark.radius if mark else 0.0)
        captions.append(
            _item(
                say.lang,
                f"place {place}",
                "place" if mark else "country",
                at,
                _OF_LAND if land else _OF_ZONE,
                False,
                [named],
                home=str(say.timeline["places"]["iso2"][place]),
            )
        )
    return captions


def wide_zones(timeline: Timeline, frame: MapFrame) -> list[tuple[int, float, float]]:
    """Zones whose outlines have room for a name in a frame, with their points in pixels."""
    places = timeline["places"]
    shapes = drawn_on(frame, outlines_of(timeline))
    found = []
    for place, shape in shapes.items():
        left, _, right, _ = shapely.bounds(shape)
        if right - left < _NAMED_PX or places["lon"][place] is None:
            continue
        ((x,), (y,)) = frame.pixels([places["lon"][place]], [places["lat"][place]])
        if 0 < x < frame.width and 0 < y < frame.height:
            found.append((place, float(x), float(y)))
    return found


def captions_of_countries(
    ground: Ground, taken: set[str], say: Speaker, hatched: Collection[str] = (), *, others: float = 0.2
) -> list[Caption]:
    """Names of countries that have no sign of their own in the picture; a hatched one is named wherever it shows.

    ``others`` are the ranks of countries outside the story, finer than the zoom, that are named.
    """
    frame, places = ground.frame, say.timeline["places"]
    # One country has one name in the picture: that of the data where it has one.
    own = {
        code: say.short_place(row)
        for row, (code, level) in enumerate(zip(places["iso2"], places["level"], strict=True))
        if level == "country"
    }
    zoom = math.log2(frame.degree_pixels * 360 / 256)
    table = basemap.countries("world")
    captions = []
    x, y = frame.pixels(table["label_lon"], table["label_lat"])
    for code, rank, px, py in zip(table.index, table["rank"], x.tolist(), y.tolist(), strict=True):
        ours = code in ground.story
        if code in taken or rank > zoom + (1.2 if ours else others) or (frame.is_world and not ours):
            continue
        if not (0 <= px <= frame.width and 0 <= py <= frame.height):
            at = _shown(ground, code) if code in hatched else None
            if at is None:
                continue
            px, py = at
        name = own.get(code) or basemap.country_name(code, say.lang)
        face = Face(11 if ours else 10.5, spacing=1.4)
        said = [Line(say.upper(name), face, "country" if ours else "ink3")]
        captions.append(
            _item(
                say.lang,
                f"country {code}",
                "country",
                (px, py, 0.0),
                _OF_LAND if ours else -5,
                False,
                said,
                home=code,
            )
        )
    return captions


def _shown(ground: Ground, code: str) -> tuple[float, float] | None:
    """A point in what the frame shows of a country; None where it shows too little to be asked about."""
    outline, frame = ground.outline_of(code), ground.frame
    if outline is None:
        return None
    part = shapely.intersection(shapely.make_valid(outline), frame.box())
    if part.area < _ASKED_ABOUT * frame.width * frame.height:
        return None
    point = part.representative_point()
    return float(point.x), float(point.y)


def _item(
    lang: str,
    name: str,
    kind: str,
    point: tuple[float, float, float],
    priority: float,
    must: bool,
    lines: list[Line],
    *,
    home: str = "",
) -> Caption:
    sizes = tuple((width(said.text, said.face, lang), round(said.face.size * 1.17)) for said in lines)
    x, y, radius = point
    return Item(name, kind, x, y, radius, priority, must, tuple(lines), sizes, home)  # type: ignore[arg-type]


def draw_label(pen: Pen, label: Placed[Line], alpha: float = 1.0) -> None:
    """Write a label: its leader first, then text with a halo."""
    here = pen.at(label.item.x, label.item.y)
    if label.leader:
        x0, y0, x1, y1 = label.leader
        leader = line((x0, y0), (x1, y1))
        here.stroke(leader, "halo", 2.8, alpha=alpha)
        here.stroke(leader, "ink2", 0.9, alpha=alpha)
    top = label.dy
    for said, (wide, high) in list(zip(label.item.lines, label.item.sizes, strict=True))[: label.lines]:
        slack = label.width - wide
        left = label.dx + {"start": 0.0, "middle": slack / 2, "end": slack}[label.align]
        here.text(said.text, left, top + 0.79 * high, said.face, said.ink, halo=3.2, alpha=alpha)
        top += high
