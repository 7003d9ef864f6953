"""Small maps and lines of phases, and the countries that they stand beside."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from waterbed.output.language.strings import shortened
from waterbed.output.moment import PlaceMark, moment
from waterbed.output.outlines import own_land
from waterbed.output.site.drawings.locator import Mark, Picture, draw_map
from waterbed.output.site.drawings.strip import bars, draw_strip
from waterbed.output.site.model.told import line, told_of
from waterbed.output.site.model.words import Words
from waterbed.output.site.pages.parts import view_of_place
from waterbed.output.site.pages.rows import MOST_ROWS, Row, Rows
from waterbed.output.text.charts import place_measures
from waterbed.output.timeline import Timeline

_ORDER = ("crackdown", "return", "displacement", "arrival", "presence", "attested", "earlier", "ended")


_CARD = (300, 150)


MOST_NAMES, _MOST_LETTERS = 5, 28
"""Names on a small map, and letters of each."""


def countries(rows: Rows) -> list[Row]:
    """Countries, most eventful first."""
    level = rows.timeline["places"]["level"]
    found = [country_row(rows, place) for place, word in enumerate(level) if word == "country"]
    return sorted(found, key=lambda row: (-row["weight"], -row["events"] - row["movements"], row["label"]))


def country_row(rows: Rows, place: int) -> Row:
    """A country with what happened there, in a line, and how much is on record."""
    words, index = rows.words, rows.words.index
    told = told_of(index, place)
    moves = {*index.within(index.moves_from, place), *index.within(index.moves_to, place)}
    roles = words.facts.roles.get(rows.timeline["places"]["id"][place], ())
    measured = place_measures(words.speaker, place)
    return {
        **rows.to_place(place),
        "row": place,
        "weight": told.weight,
        "hubs": told.hubs,
        "events": len(index.within(index.events_at, place)),
        "movements": len(moves),
        # what is counted is all that is told of a country where nothing was pressed and nothing moved
        "line": line(words, told) or "; ".join(name for name, _ in measured),
        "roles": words.listed(words.word(role) for role in roles) if roles else "",
    }


def country_card(rows: Rows, place: int, day: float) -> Row:
    """A country with a small map on a day and its line of phases over the years of the clock."""
    words, index, meta = rows.words, rows.words.index, rows.timeline["meta"]
    return {
        **country_row(rows, place),
        "map": place_map(words, place, day, _CARD),
        "strip": strip(words, index.within(index.spans_at, place), words.place(place)),
        "years": [words.speaker.year(meta[day]) for day in ("first_day", "last_day")],
    }


def place_map(words: Words, place: int, day: float, size: tuple[int, int]) -> Any:
    """A still of a place and all in it on a day; "" where nothing of it has a point."""
    index, places = words.index, words.timeline["places"]
    view = view_of_place(index, place)
    if view is None:
        return ""
    inside = set(index.inside[place])
    label = words.t(
        "map.title", title=f"{words.apart(words.place(place))}, {words.apart(words.day(int(day)))}"
    )
    return draw_map(
        Picture(
            view,
            *size,
            frozenset({places["iso2"][place]}),
            marks(words, day, inside),
            label,
            own_land(words.timeline),
        )
    )


def all_map(words: Words, day: float, view: Sequence[float], size: tuple[int, int]) -> Any:
    """A still of the whole story on a day."""
    places = words.timeline["places"]
    story = frozenset(code for code in places["iso2"] if code)
    title = words.timeline["meta"]["title"][words.lang]
    label = words.t("map.title", title=f"{words.apart(title)}, {words.apart(words.day(int(day)))}")
    return draw_map(Picture(view, *size, story, marks(words, day, None), label, own_land(words.timeline)))


def marks(words: Words, day: float, inside: set[int] | None) -> tuple[Mark, ...]:
    """The signs of places on a day, the most telling first; the first few are named."""
    places = words.timeline["places"]
    shown = [
        mark
        for mark in _on_day(words.timeline, day)
        if (inside is None or mark.index in inside) and places["lon"][mark.index] is not None
    ]
    rank = {phase: at for at, phase in enumerate(_ORDER)}
    shown.sort(key=lambda mark: (rank.get(mark.phase, len(rank)), mark.index))
    return tuple(
        Mark(
            places["lon"][mark.index],
            places["lat"][mark.index],
            "candidate" if mark.candidate else mark.phase,
            shortened(words.place(mark.index), _MOST_LETTERS)
            if at < MOST_NAMES and places["level"][mark.index] != "country"
            else "",
        )
        for at, mark in enumerate(shown)
    )


@lru_cache(maxsize=4)
def _on_day(timeline: Timeline, day: float) -> tuple[PlaceMark, ...]:
    """What places show on a day: every small map of a site stands on the same one."""
    return moment(timeline, day).places


def strip(words: Words, spans: list[int], name: str) -> Any:
    """The phases as a line of bars; "" where none has a date."""
    meta = words.timeline["meta"]
    drawn = bars(words.timeline["spans"], spans[:MOST_ROWS], meta["as_of"])
    label = f"{words.t('place.phases')}: {name}"
    return draw_strip(drawn, meta["first_day"], meta["last_day"], label) if drawn else ""
