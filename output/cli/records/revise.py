"""The verbs ``diff`` and ``merge``: what changed between two states of a data set, and the work of two people in one."""

import errno
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from waterbed.layers.disk.folder import NOT_EMPTY, is_vacant
from waterbed.layers.errors import DataError
from waterbed.output.cli.terminal import AsJson, failures_told, out_console, print_warnings, stop_told

if TYPE_CHECKING:
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.revisions.differences import Change

_MOST_SHOWN = 80
_SIGNS = {"added": "+", "gone": "-"}


def diff(
    old: Annotated[
        str, typer.Argument(help="The older state: a folder, or a file or database that convert wrote.")
    ],
    new: Annotated[str, typer.Argument(help="The newer state.")],
    then: Annotated[str, typer.Option(help="A past day, like 2024-01-01: what was known then of OLD.")] = "",
    now: Annotated[str, typer.Option(help="A later day: what was known then of NEW.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say what changed between two states of a data set: what is new, gone, re-dated, re-graded, moved, edited."""
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.revisions.differences import differences
    from waterbed.output.exports.machines import changes

    with failures_told(as_json=as_json):
        one, other = (
            Dataset.read(place).known_on(day) if day else Dataset.read(place)
            for place, day in ((old, then), (new, now))
        )
        if as_json:
            out_console.print_json(json.dumps(changes(one, other)), ensure_ascii=False)
            return
        found = differences(one.contents(), other.contents())
    for line in _told(found, one, other):
        out_console.print(line, markup=False)


def _told(changes: "tuple[Change, ...]", old: "Dataset", new: "Dataset") -> list[str]:
    from waterbed.layers.revisions.differences import counted

    if not changes:
        return ["Nothing changed."]
    lines = []
    for table in dict.fromkeys(change.table for change in changes):
        counts = ", ".join(f"{many:,} {what}" for what, many in counted(changes, table).items())
        lines.append(f"{table}: {counts}")
        for change in changes:
            if change.table == table:
                lines.append(f"  {_line(change, old, new)}")
    return lines


def _line(change: "Change", old: "Dataset", new: "Dataset") -> str:
    lang = new.languages[0]
    known = new if new.table_of(change.id) else old
    name = known.label(change.id, lang) if known.table_of(change.id) else ""
    said = change.id if name in ("", change.id) else f"{change.id} ({_short(name)})"
    if not change.column and not (change.before or change.after):
        return f"{_SIGNS[change.what]} {said}"
    before, after = (_short(cell) or "nothing" for cell in (change.before, change.after))
    column = f"{change.column} " if change.column else ""
    return f"~ {said}, {change.what}: {column}{before} -> {after}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"


def merge(
    base: Annotated[str, typer.Argument(help="The state that both began with.")],
    ours: Annotated[str, typer.Argument(help="What one made of it.")],
    theirs: Annotated[str, typer.Argument(help="What the other made of it.")],
    out: Annotated[
        Path,
        typer.Option("-o", "--output", help="What to write: a new folder, or a file as convert writes it."),
    ] = Path("merged"),
    prefer: Annotated[
        Literal["ours", "theirs"] | None,
        typer.Option(help="Whose word holds where the two do not agree; without it that is a conflict."),
    ] = None,
) -> None:
    """Bring the work of two people on one data set together, by record and cell; a conflict is a fault."""
    from waterbed.layers.containers.kinds import is_container
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.revisions.differences import differences
    from waterbed.layers.revisions.merge import merge as merged_of

    with failures_told():
        sides = [Dataset.read(place).contents() for place in (base, ours, theirs)]
        if not (is_container(out) or is_vacant(out)):
            raise FileExistsError(errno.EEXIST, NOT_EMPTY, str(out))
        merged = merged_of(*sides, prefer=prefer or "")
        if merged.conflicts:
            raise DataError(merged.conflicts)
        dataset = Dataset.of(merged.package)
        print_warnings(out_console, dataset.warnings)
        with stop_told(out):
            dataset.write(out)
    changes = [differences(sides[0], side) for side in sides[1:]]
    both = " and ".join(
        f"{len(one):,} from {who}" for who, one in zip(("ours", "theirs"), changes, strict=True)
    )
    out_console.print(f"{out}: {both} changes, no conflict.", markup=False)
