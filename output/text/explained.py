"""Which of the signs in a picture its legend explains: eight at most. The twin of ``viewer``'s ``explained.js``."""

from collections.abc import Iterable

MOST = 8
"""More entries are a table, not a legend."""


PLACES = ("presence", "crackdown", "displacement", "arrival", "return", "disruption", "ring", "earlier", "ended",
          "not_yet", "unknown", "other", "soft", "square", "end", "incident", "incident.enforcement", "incidents",
          "count", "group")  # fmt: skip
"""Signs at places, in the order of the legend: the five phases first."""


WAYS = ("certainty", "undated", "width", "loop", "unplaced", "gathered", "band", "aside")
"""What lines say besides their kinds, in the order of the legend."""


_RANK = {"certainty": 0, "disruption": 1, "undated": 1, "incident": 1, "incident.enforcement": 1, "incidents": 1,
         "width": 2, "loop": 2, "unplaced": 2, "count": 2, "group": 1, "earlier": 3, "ended": 3, "gathered": 3}  # fmt: skip
"""What gives way last is told nowhere else; a phase and the first kind of movement never do."""


def explained(
    places: Iterable[str], kinds: Iterable[str], ways: Iterable[str]
) -> tuple[list[str], list[str]]:
    """The signs that a legend explains, and those it leaves out, each in the order of the legend.

    ``places`` are of ``PLACES``, ``ways`` of ``WAYS``; ``kinds`` of movements come in their own order, the first one first.
    """
    at, along = set(places), set(ways)
    lines = [f"kind {kind}" for kind in kinds]
    keys = [key for key in PLACES if key in at] + lines + [key for key in WAYS if key in along]

    def rank(key: str) -> int:
        if key in PLACES[:5] or key in lines[:1]:
            return 0
        return 1 if key in lines else _RANK.get(key, 4)

    kept = set(sorted(keys, key=rank)[:MOST])
    return [key for key in keys if key in kept], [key for key in keys if key not in kept]
