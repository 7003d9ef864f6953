"""Views: west, south, east and north in degrees, and what was meant by four other numbers."""

from typing import TypeGuard

_SHAPE = "write [west, south, east, north] in degrees"


def is_view(view: object) -> bool:
    """Whether a value is west, south, east and north in degrees; east may pass 180 over the dateline."""
    if not _are_four_numbers(view):
        return False
    west, south, east, north = view
    return -180 <= west < east <= min(540, west + 360) and -90 <= south < north <= 90


def view_mend(view: object) -> str:
    """Say what to write instead of a value that is not a view.

    >>> view_mend([170, -25, -165, -8])
    'east may pass 180: write [170, -25, 195, -8]'
    >>> view_mend([10, 95, 25, 108])
    'the order is west, south, east, north: write [95, 10, 108, 25]'
    """
    if isinstance(view, list) and len(view) == 4 and all(isinstance(side, str) for side in view):
        return f"{_SHAPE}, without quotes"
    if not _are_four_numbers(view):
        return _SHAPE
    west, south, east, north = view
    over = [west, south, east + 360, north]
    if west > east and is_view(over) and east + 360 - west <= 180:
        return f"east may pass 180: write {_written(over)}"
    for meant, why in (
        ([south, west, north, east], "the order is west, south, east, north"),
        ([west, east, south, north], "the order is west, south, east, north"),
        (
            [min(west, east), min(south, north), max(west, east), max(south, north)],
            "west and south come first",
        ),
    ):
        if is_view(meant):
            return f"{why}: write {_written(meant)}"
    if max(map(abs, view)) > 1000:
        return "that looks like metres: give degrees (EPSG:4326)"
    return f"{_SHAPE}, west from -180, at most once round the globe"


def _are_four_numbers(view: object) -> TypeGuard[list[float]]:
    return (
        isinstance(view, list)
        and len(view) == 4
        and all(isinstance(side, int | float) and not isinstance(side, bool) for side in view)
    )


def _written(view: list[float]) -> str:
    return f"[{', '.join(f'{side:g}' for side in view)}]"
