"""What a speaker says: strings with plurals, words, dates, numbers."""

from typing import Any

from tests.golden.story import STORY
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_CALLS: list[tuple[Any, ...]] = [
    ("t", "ribbon.more", {"n": 0}),
    ("t", "ribbon.more", {"n": 1}),
    ("t", "ribbon.more", {"n": 1234567}),
    ("t", "clock.phase", {"phase": "{place}", "place": "A", "when": "B"}),
    ("t", "map.area", {}),
    ("t", "no.such.key", {}),
    *(("word", code) for code in ("raid", "own_kind", "power_cut", "")),
    *(("number", value) for value in (0, 12.5, 1234.5678, 970000, -3)),
    *(("day", day) for day in (0, 0.99, 19723, 19782.5, -400)),
    ("month", 19723),
    ("year", 19723),
    *(("place", place) for place in (0, 1, 4, 5)),
    *(("short_place", place) for place in (0, 8)),
    *(("span", row) for row in (0, 6, 12)),
    *(("event", row, chance) for row in (0, 4, 5, 10, 2) for chance in (0.5, 1)),
    *(("record", column, row) for column in ("label", "when") for row in (-1, 0, 4)),
]


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> str:
    """What the speaker says to one call."""
    say = Speaker(timeline or Timeline(STORY), given["lang"])
    method, *asked = given["say"]
    if method == "t":
        return say.t(asked[0], **asked[1])
    said: str = getattr(say, method)(*asked)
    return said


def asked() -> dict[str, dict[str, Any]]:
    """Every call in both languages."""
    return {
        f"{call[0]} {call[1:]} ({lang})": {"lang": lang, "say": list(call)}
        for lang in ("en", "fr")
        for call in _CALLS
    }
