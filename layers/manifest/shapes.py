"""What the values of ``datapackage.json`` may be: small shapes that are put together, and say what is wrong with a value."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from waterbed.layers.errors import Fault
from waterbed.layers.schema.characters import UNFIT, code_point, half_a_character
from waterbed.layers.web import web_parts

MANIFEST = "datapackage.json"

Shape = Callable[[str, Any], Iterator[Fault]]
"""From where a value stands, like ``waterbed.edition.marking.fr``, and the value to what is wrong with it."""

_DEEPEST = 40


_LONGEST = 100_000
"""Limits for absurd input: objects and lists in one another, characters a text."""


def fault(where: str, problem: str, mend: str, value: object = "") -> Fault:
    """A fault of a setting."""
    said = value if isinstance(value, str) else _shown(value)
    return Fault(MANIFEST, problem, mend, column=where, value=said)


def text(where: str, value: Any) -> Iterator[Fault]:
    """A text of any length."""
    if not isinstance(value, str):
        yield fault(where, "is not a text", "put it between double quotes", value)


def line(where: str, value: Any) -> Iterator[Fault]:
    """A text of one line."""
    yield from text(where, value)
    if isinstance(value, str) and re.search(r"[\n\r\t\u2028\u2029]", value):
        yield fault(where, "holds a break of line or a tab", "write it in one line", value)


def address(where: str, value: Any) -> Iterator[Fault]:
    """A text that is "" or the address of a page."""
    yield from text(where, value)
    if not isinstance(value, str) or not value:
        return
    if not web_parts(value) or not re.fullmatch(r"https?://[^\s\"'<>]+", value):
        yield fault(where, "is not an address", "write one like https://example.org/map", value)


def flag(where: str, value: Any) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(value, bool):
        yield fault(where, "is not true or false", "write true or false, without quotes", value)


def whole(low: int, high: int) -> Shape:
    """A whole number between bounds."""

    def faults(where: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            yield fault(
                where, f"is not a whole number from {low} to {high:,}", "write it without quotes", value
            )

    return faults


def by_language(inner: Shape) -> Shape:
    """A value of some shape, or one for each language."""

    def faults(where: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield from inner(where, value)
            return
        for lang, one in value.items():
            yield from inner(f"{where}.{lang}", one)

    return faults


def listed(inner: Shape, like: str) -> Shape:
    """A list of values of some shape."""

    def faults(where: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield fault(where, "is not a list", f"write {like}", value)
            return
        for at, one in enumerate(value):
            yield from inner(f"{where}[{at}]", one)

    return faults


def mapped(inner: Shape, like: str) -> Shape:
    """An object whose values have some shape, whatever their names."""

    def faults(where: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield fault(where, "is not an object", f"write {like}", value)
            return
        for name, one in value.items():
            yield from inner(f"{where}.{name}", one)

    return faults


def record(shapes: Mapping[str, Shape], like: str, *, needed: tuple[str, ...] = ()) -> Shape:
    """An object whose values have each their shape; what it holds beside them may be anything."""

    def faults(where: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield fault(where, "is not an object", f"write {like}", value)
            return
        for name in needed:
            if name not in value:
                yield fault(f"{where}.{name}", "is missing", f"write {like}")
        for name, shape in shapes.items():
            if name in value:
                yield from shape(f"{where}.{name}".lstrip("."), value[name])

    return faults


def characters(meta: Mapping[str, Any]) -> Iterator[Fault]:
    """Find texts that no page can hold, wherever they stand: control characters, half characters, endless ones."""
    heap: list[tuple[str, Any, int]] = [("", meta, 0)]
    while heap:
        where, value, depth = heap.pop()
        if depth > _DEEPEST:
            yield fault(where[:200], "is nested too deeply", f"nest {_DEEPEST} levels at most")
            return
        if isinstance(value, Mapping):
            names = ((f"{where}.{name}".lstrip("."), name) for name in value)
            heap += [(f"{place} (its name)", name, depth + 1) for place, name in names if _is_odd(name)]
            heap += [
                (f"{where}.{name}".lstrip("."), one, depth + 1) for name, one in reversed(list(value.items()))
            ]
        elif isinstance(value, list):
            heap += [(f"{where}[{at}]", one, depth + 1) for at, one in reversed(list(enumerate(value)))]
        elif isinstance(value, str):
            yield from _odd(where, value)


def _is_odd(value: str) -> bool:
    return bool(UNFIT.search(value)) or len(value) > _LONGEST


def _odd(where: str, value: str) -> Iterator[Fault]:
    if half_a_character(value):
        yield fault(where, "holds half a character", "type it anew", ascii(value))
    elif found := UNFIT.search(value):
        yield fault(where, f"holds a control character ({code_point(found[0])})", "take it out", value)
    elif len(value) > _LONGEST:
        yield fault(where, f"has {len(value):,} characters", f"a text takes {_LONGEST:,} at most", value)


def _shown(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # a number of thousands of digits
        return "a number that is too long"
