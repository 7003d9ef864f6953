"""The page of what can be imported, made of the docstrings: ``python -m tests.docs.reference`` writes it anew."""

import inspect
from collections.abc import Iterator
from typing import Any

import waterbed
from tests.needs import ROOT

PAGE = ROOT / "docs" / "api.md"
_HEAD = """# What can be imported from waterbed

Made of the docstrings by `python -m tests.docs.reference`; a test holds it to them. Dates in records are EDTF text,
day numbers count from 1970-01-01, coordinates are longitude and latitude in degrees (EPSG:4326).
"""


_LISTS = {"Parameters", "Returns", "Raises", "Attributes", "Yields"}


def page() -> str:
    """The page as it has to be."""
    return "\n".join(
        (_HEAD, *(line for name in waterbed.__all__ for line in _entry(name, getattr(waterbed, name))))
    )


def _entry(name: str, thing: Any) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"```text\n{name}{_signature(thing)}\n```\n"
    yield f"{_text(thing)}\n"
    if inspect.isclass(thing) and not issubclass(thing, Exception):
        for inner, member in vars(thing).items():
            made = getattr(member, "__func__", member)
            if inner.startswith("_") or not (inspect.isfunction(made) or isinstance(member, property)):
                continue
            shown = f"({inner})" if isinstance(member, property) else _signature(made)
            yield f"### {name}.{inner}\n"
            if not isinstance(member, property):
                yield f"```text\n{inner}{shown}\n```\n"
            yield f"{_text(member)}\n"


def _signature(thing: Any) -> str:
    """Arguments by name with their defaults, without types, which the docstring or a type checker tells."""
    try:
        parameters = inspect.signature(thing).parameters.values()
    except ValueError:
        return "(…)"
    bare = [
        one.replace(annotation=inspect.Parameter.empty)
        for one in parameters
        if one.name not in ("self", "cls")
    ]
    return str(inspect.Signature(bare)) if all("0x" not in repr(one.default) for one in bare) else "(…)"


def _text(thing: Any) -> str:
    """A docstring as Markdown: its sections as bold lines, examples as they stand."""
    lines = (inspect.getdoc(thing) or "").splitlines()
    told = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line and set(line) == {"-"}:
            continue
        told.append(f"**{line}**" if after and set(after) == {"-"} else line)
    return "\n".join(_fenced(told))


def _fenced(lines: list[str]) -> Iterator[str]:
    inside, listed = False, False
    for line in lines:
        example = line.startswith((">>> ", "... ")) or (inside and line != "")
        if example != inside:
            yield "```pycon" if example else "```"
        inside = example
        if line.startswith("**"):
            listed = line.strip("*") in _LISTS
            yield f"{line}\n"
        elif listed and line and not line.startswith(" ") and not example:
            yield f"- `{line}`"
        else:
            # What stands under a name belongs to its item, and is no code.
            yield line if example else f"  {line.strip()}" if line.startswith("    ") else line
    if inside:
        yield "```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
