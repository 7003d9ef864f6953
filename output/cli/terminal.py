"""What verbs share on a terminal: reading and naming a data set, faults without a traceback, a bar with the time left."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from waterbed.layers.disk.folder import MANIFEST as LISTING
from waterbed.layers.errors import DataError, Fault, numbered, told
from waterbed.layers.files.bundled import bundled_or, bundled_sets
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.output.errors import OptionError, UnknownLanguageError
from waterbed.output.extras import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd

    from waterbed.layers.dataset import Dataset
    from waterbed.output.pool import Told

_WIDTH_OF_A_PIPE = 200


_LONG_WORD = 20
"""Longer words are ids; their column is not made narrower than they are."""


out_console = Console(
    highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _WIDTH_OF_A_PIPE
)


err_console = Console(stderr=True, highlight=False, soft_wrap=True)

Data = Annotated[
    Path | None,
    typer.Argument(
        help="Folder of a data set, or name of a bundled one; scam-centres when left out.", show_default=False
    ),
]


Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        help="Redaction profile, like public; the data as recorded when left out.",
        show_default=False,
    ),
]


AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        help="A past day, like 2024-06-30: only what had been published by then.",
        show_default=False,
    ),
]


Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang",
        help="Languages, the first one first, with , between them or repeated; all when left out.",
        show_default=False,
    ),
]


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def read_told(data: str | Path | None, as_of: str = "") -> "Dataset":
    """Read a data set; say which one where none is named, how a table was read, and what looks wrong."""
    from waterbed.layers.containers.kinds import holds_set
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.foreign.tables import is_source
    from waterbed.layers.intake.reading import read_files, settled
    from waterbed.layers.intake.report import report

    named = data if isinstance(data, str) and "://" in data else folder_of(Path(data) if data else None)
    if data is None:
        which = "the one in this folder" if named else "the bundled one, scam centres in Southeast Asia"
        err_console.print(f"No data set named: {which}.", markup=False)
    if named is not None and is_source(named) and not holds_set(named):
        reading = read_files([named])
        for line in report(reading):
            err_console.print(line, markup=False)
        dataset = Dataset.of(settled(reading))
    else:
        dataset = Dataset.read(named)
    print_warnings(err_console, dataset.warnings)
    return dataset.known_on(as_of) if as_of else dataset


def print_warnings(console: Console, warnings: tuple[Fault, ...]) -> None:
    """Say what can be read and looks wrong, those of a kind together."""
    for line in told(warnings):
        console.print(line if line.startswith(" ") else f"warning: {line}", markup=False)


@contextmanager
def failures_told(*, as_json: bool = False) -> Iterator[None]:
    """Tell what went wrong without a traceback: exit 1 for data and files, 2 for a wrong option."""
    from waterbed.output.edition.leaks import LeakError
    from waterbed.output.site.model.brand import LogoError

    try:
        yield
    except DataError as error:
        _report(error, as_json=as_json)
        raise typer.Exit(1) from None
    except LeakError as error:
        err_console.print(str(error), markup=False)
        raise typer.Exit(1) from None
    except OptionError as error:
        err_console.print(str(error), markup=False)
        raise typer.Exit(2) from None
    except (LogoError, MissingExtraError) as error:
        err_console.print(str(error), markup=False)
        raise typer.Exit(1) from None
    except OSError as error:
        if error.filename is None:
            raise  # no file is concerned, but what the verb prints
        err_console.print(f"{error.filename}: {error.strerror or error}.", markup=False)
        raise typer.Exit(1) from None


@contextmanager
def stop_told(out: Path) -> Iterator[None]:
    """Say what a stopped run leaves: exit 130."""
    before = _version(out)
    try:
        yield
    except KeyboardInterrupt:
        left = "is as it was" if any(before) else "was not written"
        if _version(out) != before:
            left = "had been written"
        err_console.print(f"Stopped; {out} {left}.", markup=False)
        raise typer.Exit(130) from None


def _version(out: Path) -> tuple[int, int]:
    """What changes when a file or a folder is written, (0, 0) where there is none; of a folder its manifest tells."""
    for path in (out / LISTING, out):
        if path.exists():
            there = path.stat()
            return there.st_ino, there.st_mtime_ns
    return 0, 0


def _report(error: DataError, *, as_json: bool) -> None:
    from waterbed.output.exports.machines import faults

    if as_json:
        typer.echo(json.dumps(faults(error.faults, error.doubts), ensure_ascii=False))
        return
    for line in told(error.faults):
        err_console.print(line, markup=False)
    print_warnings(err_console, error.doubts)
    beside = f", {numbered(error.doubts, 'warning')}" if error.doubts else ""
    err_console.print(f"{numbered(error.faults, 'fault')} in the data{beside}.", markup=False)


def print_frame(out: Console, frame: "pd.DataFrame") -> None:
    """Print a table; an id stays in one piece, to be copied."""
    if frame.empty:
        return
    table = Table(box=None, pad_edge=False)
    for heading in frame.columns:
        table.add_column(heading, overflow="fold", width=_width([heading, *frame[heading]], out.width))
    for _, row in frame.iterrows():
        table.add_row(*(escape(str(cell)) for cell in row))
    out.print(table, soft_wrap=False)


def _width(cells: Sequence[str], room: int) -> int | None:
    """Width of a column that holds ids; None, as it comes, for the others, which give way."""
    word = max(len(word) for cell in cells for word in cell.split() or [""])
    line = max(len(line) for cell in cells for line in cell.splitlines() or [""])
    return max(word, min(line, room // 3)) if word > _LONG_WORD else None


def language_of(dataset: "Dataset", lang: str) -> str:
    """The language asked for, the data set's first one where none is."""
    if lang and lang not in dataset.shown:
        raise UnknownLanguageError(lang, dataset.shown)
    return lang or dataset.shown[0]


def name_of(data: Path | None) -> str:
    """What to call a data set."""
    folder = folder_of(data)
    if folder is None:
        return "bundled data set"
    if folder in bundled_sets().values():
        return f"bundled data set {folder.name}"
    return str(folder) if folder.name else folder.resolve().name  # "." has no name of its own


def size_of(path: Path) -> str:
    """Size of a file in words."""
    return f"{path.stat().st_size / 1000:,.0f} kB"


@contextmanager
def bar(console: Console, what: str) -> Iterator["Told"]:
    """Give a function that takes the work done and the work in all."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def folder_of(data: Path | None) -> Path | None:
    """The folder of a data set, which may be named by its manifest, or bundled; the current one where that is one."""
    if data is None:
        return Path() if Path(MANIFEST).is_file() else None
    return data.parent if data.name == MANIFEST else bundled_or(data)


def names_of(given: list[str] | None) -> tuple[str, ...]:
    """What an option lists: repeated, or with a comma or semicolon between."""
    return tuple(one.strip() for text in given or () for one in re.split("[,;]", text) if one.strip())
