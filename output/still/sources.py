"""What stands under a picture: sources with their numbers, status, disclaimer, projection, base map; what is not drawn."""

from collections.abc import Iterable

from waterbed.output.ink.blocks import Run
from waterbed.output.language.script import isolated
from waterbed.output.outlines import own_land
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.ground import ground_of, is_blank, is_city, story_of
from waterbed.output.still.map.picture import Picture
from waterbed.output.still.map.places import lay_numbers
from waterbed.output.text.speaker import Speaker, first_words, picture_word

_MOST_SOURCES = 14


_MOST_LABELS = 3


def records_told(picture: Picture) -> list[int]:
    """Records whose sources stand under a picture: those of the scene, else of what is new at the moment."""
    timeline, seen = picture.timeline, picture.moment
    if picture.scene >= 0:
        return [record for record in timeline["scenes"]["records"][picture.scene] if record >= 0]
    moves, events, spans = timeline["movements"], timeline["events"], timeline["spans"]
    told = [events["record"][mark.index] for mark in seen.events]
    told += [
        moves["record"][mark.index] for mark in seen.movements if mark.state == "under_way" or mark.age <= 30
    ]
    fresh = [mark.span for mark in seen.places if mark.span >= 0]
    told += [record for span in fresh for record in spans["basis"][span]]
    return list(dict.fromkeys(record for record in told if record >= 0))


def sources_of(say: Speaker, records: Iterable[int]) -> list[int]:
    """Rows of sources behind records, in the order of their numbers."""
    table = say.timeline["records"]["sources"]
    return sorted({source for record in records for source in table[record]})


def sources_told(picture: Picture, say: Speaker) -> list[int]:
    """Rows of sources that stand under a picture: those of its records, and of the numbers in it."""
    frame, table = picture.frame, picture.timeline.content.get("series")
    seen = [
        bubble.row
        for bubble in lay_numbers(picture.timeline, picture.moment.day, frame)
        if 0 < bubble.x < frame.width and 0 < bubble.y < frame.height
    ]
    numbers = {source for row in seen for source in table["sources"][row]} if table else set()
    return sorted({*sources_of(say, records_told(picture)), *numbers})


def source_runs(
    say: Speaker, sources: list[int], most: int = _MOST_SOURCES, *, dated: bool = True
) -> list[Run]:
    """Sources as "16 USIP, April 2024.", with the numbers of the map's list."""
    table = say.timeline["sources"]
    runs = [Run(picture_word(say, "sources") + " ", bold=True, ink="ink")]
    for row in sources[:most]:
        name = table["publisher"][row] or table["title"][row] or table["id"][row]
        said = ", ".join(
            isolated(part, say.lang) for part in (name, dated and say.source("when", row)) if part
        )
        # A number keeps to the first word of its source.
        runs.append(Run(f"{row + 1}\u00a0{said}. "))
    if len(sources) > most:
        runs.append(Run(picture_word(say, "sources.more", n=len(sources) - most) + " "))
    return runs


def status_runs(say: Speaker, frame: MapFrame | None, *, brief: bool = False) -> list[Run]:
    """Status, disclaimer, projection, base map, licence."""
    meta = say.timeline["meta"]
    as_of = say.month(meta["as_of"])
    runs = [Run(picture_word(say, "status") + " ", bold=True, ink="ink")]
    if meta["simulated"]:
        runs.append(Run(say.t("simulated") + ". ", bold=True, ink="ink"))
    runs.append(Run(picture_word(say, "asOf", date=as_of) + " "))
    if not brief:
        runs.append(Run(picture_word(say, "derived") + " "))
    if marking_of(say):
        runs.append(Run(marking_of(say).rstrip(".") + ". ", bold=True, ink="ink"))
    runs.append(Run(f"{say.t('disclaimer')} {say.meta('disclaimer')}".strip() + " "))
    if frame and not brief:
        runs.append(Run(_projection(say, frame) + " "))
    blank = frame is not None and is_blank(ground_of(frame, story_of(say.timeline), own_land(say.timeline)))
    runs.append(Run(picture_word(say, "blank" if blank else "basemap")))
    if frame and is_city(frame):
        runs.append(Run(" " + say.t("map.city")))
    if not brief and meta["licence"]["name"]:
        runs.append(Run(" " + picture_word(say, "licence", name=meta["licence"]["name"])))
    return runs


def _projection(say: Speaker, frame: MapFrame) -> str:
    plane = frame.projection
    lon = (plane.lon_0 + 180) % 360 - 180
    east = picture_word(say, "east" if lon >= 0 else "west")
    north = picture_word(say, "north" if plane.lat_0 >= 0 else "south")
    return picture_word(
        say,
        f"projection.{plane.name}",
        lon=f"{say.number(round(abs(lon), 1))}°\u00a0{east}",
        lat=f"{say.number(round(abs(plane.lat_0), 1))}°\u00a0{north}",
    )


def undrawn_runs(picture: Picture, say: Speaker) -> list[Run]:
    """What is on record and not on the map: that of the scene by name, all of it as a number."""
    timeline = picture.timeline
    moves, records = timeline["movements"], timeline["records"]
    drawn = {moves["record"][row] for course in picture.courses for row in course.rows}
    listed = {
        moves["record"][row]
        for row, (mode, shape) in enumerate(zip(moves["mode"], moves["shape"], strict=True))
        if mode == "undated" or shape == "none"
    }
    told = timeline["scenes"]["records"][picture.scene] if picture.scene >= 0 else []
    named = [r for r in told if r >= 0 and r not in drawn and (r in listed or records["table"][r] == "gaps")]
    runs = [Run(picture_word(say, "undrawn") + " ", bold=True, ink="ink")]
    for record in named[:_MOST_LABELS]:
        label = say.record("label", record).rstrip(".")
        runs.append(Run(f"{isolated(label, say.lang)}. "))
    if len(named) > _MOST_LABELS:
        runs.append(Run(picture_word(say, "undrawn.more", n=len(named) - _MOST_LABELS) + " "))
    if listed:
        runs.append(Run(picture_word(say, "undrawn.moves", n=len(listed))))
    return runs if len(runs) > 1 else []


def marking_of(say: Speaker) -> str:
    """How an edition of the data set is marked, and what was made coarser in it; empty for none."""
    return str((say.timeline["meta"].get("marking") or {}).get(say.lang, ""))


def seen_at_once(say: Speaker) -> list[str]:
    """What must be seen at once on every picture: the first words of a marking, and that data are simulated."""
    marking = first_words(marking_of(say))
    simulated = say.t("simulated") if say.timeline["meta"]["simulated"] else ""
    return [text for text in (marking, simulated) if text]
