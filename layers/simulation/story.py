"""What moves in a simulated data set, and its story in scenes."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from waterbed.layers.simulation.truth import Group, day_text, place_id

Columns: TypeAlias = dict[str, Any]
"""Columns of a table by name, cells as text."""


Course = Literal["moved", "shrunk", "unchanged"]
"""What became of the operations in the target: some moved, some stopped without moving, or nothing happened to them."""

SOURCE = "simulation"
"""Id of the one source."""

_MOVING_DAYS = 30


_TEXTS = {
    "before": {
        "label_en": "Before: place {name}",
        "label_fr": "Avant : lieu {name}",
        "text_en": "Simulated: operations at place {name}, as at all others. [{records}]",
        "text_fr": "Simulation : activité au lieu {name}, comme dans tous les autres. [{records}]",
    },
    "crackdown": {
        "label_en": "Crackdown",
        "label_fr": "Répression",
        "text_en": "A crackdown hits place {name}. [{records}]",
        "text_fr": "Le lieu {name} est frappé par la répression. [{records}]",
    },
    "moved": {
        "label_en": "Displacement",
        "label_fr": "Déplacement",
        "text_en": "Operations move to other places. [{records}]",
        "text_fr": "L'activité passe dans d'autres lieux. [{records}]",
    },
    "back": {
        "label_en": "Return",
        "label_fr": "Retour",
        "text_en": "Operations are back at place {name}. [{records}]",
        "text_fr": "L'activité est de retour au lieu {name}. [{records}]",
    },
}


def movements(groups: Sequence[Group], course: Course, days: int) -> Columns:
    """Moves out on the day of the crackdown and back on the day of the return; regrowth in place where none moved.

    Parameters
    ----------
    groups
        The crackdowns.
    course
        What became of the operations in their targets.
    days
        Length of the record; who is not back by then did not return.
    """
    rows = [
        {"period": _period(day, days), **row} for group in groups for day, row in _moves(group, course, days)
    ]
    names = ("id", "label_en", "label_fr", "kind", "origin", "destination", "period", "cause", "flags")
    columns: Columns = {name: [row.get(name, "") for row in rows] for name in names}
    return columns | {"source": [SOURCE] * len(rows), "certainty": ["medium"] * len(rows)}


def _moves(group: Group, course: Course, days: int) -> list[tuple[int, dict[str, str]]]:
    """Moves of one crackdown with their first days."""
    target, returned = group.target, group.back < days
    there = sorted(int(one) for one in group.receiving)
    if course == "moved":
        cause = {"kind": "displacement", "cause": group.trigger}
        out = [(group.day, _between(target, one) | {"id": _move_id(group, one)} | cause) for one in there]
        back = [
            (group.back, _between(one, target) | {"id": _return_id(group, one), "kind": "return"})
            for one in there
        ]
        return out + back if returned else out
    if course == "shrunk" and returned:
        regrown = {"id": _return_id(group, target), "kind": "return", "flags": "regrowth_in_place"}
        return [(group.back, _between(target, target) | regrown)]
    return []


def _between(origin: int, destination: int) -> dict[str, str]:
    start, end = f"{origin + 1:02d}", f"{destination + 1:02d}"
    stays = origin == destination
    return {
        "label_en": f"Back in place {end}" if stays else f"From place {start} to place {end}",
        "label_fr": f"De retour au lieu {end}" if stays else f"Du lieu {start} au lieu {end}",
        "origin": place_id(origin),
        "destination": place_id(destination),
    }


def _move_id(group: Group, place: int) -> str:
    return f"move-{group.number:02d}-{place + 1:02d}"


def _return_id(group: Group, place: int) -> str:
    return f"return-{group.number:02d}-{place + 1:02d}"


def _period(day: int, days: int) -> str:
    return f"{day_text(day)}/{day_text(min(day + _MOVING_DAYS, days - 1))}"


def scenes(group: Group, course: Course, days: int) -> Columns:
    """Tell the story of one crackdown; the parameters are those of :func:`movements`."""
    name = f"{group.target + 1:02d}"
    moves = [(day, row["id"]) for day, row in _moves(group, course, days)]
    told = {
        "before": (f"{day_text(0)}/{day_text(group.day - 1)}", f"site-{name}"),
        "crackdown": (day_text(group.day), group.trigger),
        "moved": (_period(group.day, days), ";".join(one for day, one in moves if day == group.day)),
        "back": (_period(group.back, days), ";".join(one for day, one in moves if day == group.back)),
    }
    rows = [
        {"id": f"scene-{what}", "period": period, "records": records}
        | {key: text.format(name=name, records=records) for key, text in _TEXTS[what].items()}
        for what, (period, records) in told.items()
        if records
    ]
    columns: Columns = {key: [row[key] for row in rows] for key in rows[0]}
    numbers = [str(number) for number in range(1, len(rows) + 1)]
    return columns | {"seq": numbers}
