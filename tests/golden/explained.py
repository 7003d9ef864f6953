"""Which signs a legend explains: none twice, eight at most, what is told nowhere else first."""

from typing import Any

from waterbed.output.text.explained import PLACES, WAYS, explained
from waterbed.output.timeline import Timeline


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> list[list[str]]:
    """What is explained, and what is left out."""
    return [list(keys) for keys in explained(**given)]


def asked() -> dict[str, dict[str, Any]]:
    """From an empty picture to one with every sign there is."""
    phases = list(PLACES[:5])
    return {
        "nothing is drawn": _seen(),
        "few signs are all explained, in the order of the legend": _seen(
            ["count", "presence", "ring"], ["displacement"], ["undated", "certainty"]
        ),
        "a sign that is seen twice is explained once": _seen(["ended", "ended"], [], ["width", "width"]),
        "phases, the first kind and certainty never give way": _seen(
            [*PLACES], ["trafficking", "displacement"], [*WAYS]
        ),
        "kinds come before what their lines say": _seen(phases, ["a", "b", "c"], ["undated", "band"]),
        "states give way before numbers": _seen([*phases, "earlier", "count"], ["a"], ["certainty", "width"]),
    }


def _seen(
    places: list[str] | None = None, kinds: list[str] | None = None, ways: list[str] | None = None
) -> dict[str, Any]:
    return {"places": places or [], "kinds": kinds or [], "ways": ways or []}
