"""The overview: which presses share a sign, where the sign of a return stands, and what each row of the strip says."""

from dataclasses import asdict
from typing import Any

from tests.golden.files import plain
from tests.golden.story import STORY
from waterbed.output.columns.presses import places_told
from waterbed.output.still.overview.bars import Bar, bars
from waterbed.output.still.overview.map import lands_told
from waterbed.output.still.overview.spots import Spot, back_at, gathered
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_AT = {
    "far apart": {0: (100, 100), 1: (300, 90), 6: (500, 400), 8: (620, 380), 2: (40, 500), 5: (200, 300)},
    "two in one sign": {
        0: (100, 100),
        1: (110, 108),
        6: (500, 400),
        8: (620, 380),
        2: (40, 500),
        5: (200, 300),
    },
    "no room for a return": {
        0: (282, 98),
        1: (300, 90),
        6: (318, 98),
        8: (282, 80),
        2: (318, 82),
        5: (300, 112),
    },
}
_REACH = 11.0


def _bar(bar: Bar) -> dict[str, Any]:
    """What the player has too: what followed in one text."""
    return {name: value for name, value in asdict(bar).items() if name not in ("places", "back")}


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> dict[str, Any]:
    """The signs, with the place of the sign of a return, the countries in story, and the rows."""
    say = Speaker(timeline or Timeline(STORY), given["lang"])
    rows = range(len(say.timeline["presses"]["place"]))
    told = places_told(say.timeline.content, rows)
    x, y = zip(*(given["at"][str(place)] for place in told), strict=True)
    spots = gathered(say.timeline, {row: row + 1 for row in rows}, told, x, y)
    return {
        "spots": [_sign(spot, spots) for spot in spots],
        "lands": sorted(lands_told(say.timeline, told)),
        "bars": [plain(_bar(bar)) for bar in bars(say, rows)],
    }


def _sign(spot: Spot, spots: list[Spot]) -> dict[str, Any]:
    back = plain(back_at(spot, spots, lambda _: _REACH)) if spot.returned else None
    return {
        "id": spot.places,
        "x": spot.x,
        "y": spot.y,
        "said": spot.said,
        "returned": spot.returned,
        "back": back,
    }


def asked() -> dict[str, dict[str, Any]]:
    """By name: a language, and where places stand on the screen."""
    return {
        f"{name}, {lang}": {"lang": lang, "at": {str(place): list(at) for place, at in points.items()}}
        for name, points in _AT.items()
        for lang in ("en", "fr")
    }
