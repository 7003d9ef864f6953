"""Pages from templates: one way to set Jinja up."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from waterbed.output.language.script import direction, tag


@cache
def environment(folder: Path, **filters: Callable[..., Any]) -> Environment:
    """The templates of a folder, compiled once a process.

    What is put in is escaped, a name that is not there is an error, and a line with a block alone leaves no line.
    A language has its ``tag`` and its ``direction``.
    """
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update({"tag": tag, "direction": direction, **filters})
    return made
