"""The verb import: tables of any known shape, made into a data set."""

import errno
import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.layers.disk.folder import NOT_EMPTY, is_vacant
from waterbed.layers.disk.moves import checksum
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.strays import TO_CONFIRM
from waterbed.layers.intake.shape import SAID
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.schema.tables import TABLES
from waterbed.output.cli.terminal import err_console, failures_told, names_of, out_console
from waterbed.output.errors import OptionError

if TYPE_CHECKING:
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.intake.reading import Reading


def import_tables(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Tables: CSV, XLSX, ODS, XLS, GeoPackage, GeoJSON, Shapefile, KML …; or postgresql://…?table=…"
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help="Folder to write: a new or empty one, or one that an import has made."
        ),
    ] = Path("my-records"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how the tables are read, and write nothing.")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help='What a column says, like "from=Origin"; repeat it for more.'),
    ] = None,
    saved: Annotated[Path | None, typer.Option("--mapping", help="A mapping that was saved.")] = None,
    save: Annotated[Path | None, typer.Option("--save-mapping", help="Save which column says what.")] = None,
    sheet: Annotated[str, typer.Option(help="The sheet or layer to read; all when left out.")] = "",
    header_row: Annotated[
        int | None, typer.Option(help="The row that holds the names of the columns.", min=1)
    ] = None,
    day_first: Annotated[bool, typer.Option("--day-first", help="03/04/2024 is the 3rd of April.")] = False,
    month_first: Annotated[
        bool, typer.Option("--month-first", help="03/04/2024 is the 4th of March.")
    ] = False,
    decimal: Annotated[str, typer.Option(help="The decimal mark of numbers: , or .")] = "",
    encoding: Annotated[
        str, typer.Option(help="Encoding of text tables, like cp1252; found when left out.")
    ] = "",
    source: Annotated[str, typer.Option(help="Title of the source of records that name none.")] = "",
    url: Annotated[str, typer.Option(help="Address of that source.")] = "",
    kind: Annotated[str, typer.Option(help="Kind of moves or incidents that name none.")] = "",
    unit: Annotated[str, typer.Option(help="Unit of numbers that name none.")] = "",
    enforcement: Annotated[
        list[str] | None, typer.Option(help="Kinds of incidents that are crackdowns, with , between them.")
    ] = None,
    shape: Annotated[
        str,
        typer.Option("--as", help=f"What the tables are of, where it is read wrongly: {', '.join(SAID)}."),
    ] = "",
    crs: Annotated[
        str, typer.Option(help="CRS of coordinates that are not in degrees, like EPSG:32648.")
    ] = "",
    country: Annotated[
        list[str] | None,
        typer.Option(
            help="Countries in which places lie that name none, like KH,MM; with one, all such places do."
        ),
    ] = None,
    accept: Annotated[
        float | None,
        typer.Option(
            help="Take the places found by name that score so much of 100, like 95.", min=0, max=100
        ),
    ] = None,
    places: Annotated[
        Path | None,
        typer.Option(help="Table of places that you have confirmed; the one in the folder when left out."),
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the texts.")] = "en",
    title: Annotated[
        str, typer.Option(help="Title of the data set; the name of the first file when left out.")
    ] = "",
    as_of: Annotated[
        str, typer.Option(help="Day up to which the records were checked, like 2026-03-31.")
    ] = "",
) -> None:
    """Make a data set of tables as people have them, and say what was read, guessed and left out."""
    from waterbed.layers.containers.kinds import holds_set
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.intake.byname.confirm import read_answers
    from waterbed.layers.intake.reading import read_files, settled
    from waterbed.layers.intake.records import Choices
    from waterbed.layers.intake.report import report
    from waterbed.layers.intake.values.shapes import is_crs

    with failures_told():
        if day_first and month_first:
            raise OptionError("--day-first and --month-first exclude each other; say one.")
        if decimal not in ("", ",", "."):
            raise OptionError(f"decimal: {decimal!r} is no decimal mark; write , or .")
        if shape and shape not in SAID:
            raise OptionError(f"as: {shape!r} is no kind of table; write one of {', '.join(SAID)}.")
        if crs and not is_crs(crs):
            raise OptionError(f"crs: {crs!r} is no CRS; write a code, like EPSG:32648.")
        if made := [file for file in files if holds_set(file)]:
            raise OptionError(f"{made[0]} is a data set already: waterbed convert {made[0]} {out}.")
        choices = Choices(
            lang=lang, order="day" if day_first else "month" if month_first else "", decimal=decimal,  # type: ignore[arg-type]
            source=source, url=url, kind=kind, unit=unit, enforcement=frozenset(names_of(enforcement)),
            countries=_countries(country), crs=crs,
        )  # fmt: skip
        _check_place(out)
        answers = out / TO_CONFIRM if places is None else places
        reading = read_files(
            files, title=title, choices=choices, mapping=_mapping(columns, saved), header_row=header_row, sheet=sheet,
            encoding=encoding, as_of=as_of, accept=accept, shape=shape or None,
            confirmed=read_answers(answers) if places or answers.is_file() else (),
        )  # fmt: skip
        for line in report(reading):
            out_console.print(line, markup=False)
        dataset = Dataset.of(settled(reading))
        if save:
            save.parent.mkdir(parents=True, exist_ok=True)
            save.write_text(
                json.dumps(reading.mapping(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
            )
            out_console.print(
                f"{save}: which column says what; use it again with --mapping {save}.", markup=False
            )
        if dry_run:
            out_console.print("Nothing was written (--dry-run).", markup=False)
            return
        _write(out, dataset, reading)
    for fault in dataset.warnings[:5]:
        err_console.print(f"warning: {fault}", markup=False)
    if reading.unplaced:
        out_console.print(
            f"{out / TO_CONFIRM}: {len(reading.unplaced):,} places to confirm. Write yes in its column accept, or lon and "
            "lat, and give the same command again; or take what scores 95 and more with --accept 95.",
            markup=False,
        )
    out_console.print(f"{out}: a data set. Then: waterbed check {out}, waterbed map {out}", markup=False)


def _countries(said: list[str] | None) -> tuple[str, ...]:
    from waterbed.layers.intake.values.countries import country_of

    codes = []
    for name in names_of(said):
        code = country_of(name) or country_of(name.upper())
        if not code:
            raise OptionError(f"country: {name!r} is no country; write a name or an ISO code, like KH.")
        codes.append(code)
    return tuple(codes)


def _check_place(out: Path) -> None:
    """Refuse a folder that holds anything but an import nobody has worked on since."""
    if is_vacant(out):
        return
    made = _imported(out)
    if not made:
        raise FileExistsError(errno.EEXIST, NOT_EMPTY, str(out))
    changed = [
        name for name, known in made.items() if not (out / name).is_file() or checksum(out / name) != known
    ]
    changed += [
        f"{name}.csv" for name in TABLES if f"{name}.csv" not in made and (out / f"{name}.csv").exists()
    ]
    if changed:
        said = "was changed since it was imported; choose another name for the new import, or move it away"
        raise FileExistsError(errno.EEXIST, said, str(out / changed[0]))


def _imported(out: Path) -> Mapping[str, str]:
    """The tables of a data set as an import made them, with their checksums; none where no import made it."""
    try:
        ours = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["waterbed"]["imported"]
        return {str(name): str(known) for name, known in ours.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(out: Path, dataset: "Dataset", reading: "Reading") -> None:
    """Write the data set, with the checksums by which a second import knows whether somebody has worked on it."""
    from waterbed.layers.files.folder import package_files, write_package

    _check_place(out)
    held = dataset.contents()
    sums = {name: sha256(content).hexdigest() for name, content in package_files(held) if name != MANIFEST}
    meta = dict(held.meta) | {"waterbed": {**held.meta["waterbed"], "imported": sums}}
    more = {TO_CONFIRM: reading.points.to_confirm} if reading.points.to_confirm else {}
    write_package(out, replace(held, meta=meta), more)


def _mapping(columns: list[str] | None, saved: Path | None) -> dict[str, str]:
    mapping: dict[str, str] = {}
    if saved:
        try:
            content = json.loads(saved.read_text(encoding="utf-8"))
        except ValueError as error:
            raise DataError(
                (Fault(saved.name, f"is no JSON ({error})", "save it anew with --save-mapping"),)
            ) from None
        if not isinstance(content, dict):
            wrong = Fault(saved.name, "is no mapping of roles to columns", "save it anew with --save-mapping")
            raise DataError((wrong,))
        mapping |= {str(role): str(header) for role, header in content.items()}
    for one in columns or ():
        role, sign, header = one.partition("=")
        if not sign:
            raise OptionError(f'map: {one!r} is not ROLE=COLUMN; write it like "from=Origin".')
        mapping[role.strip()] = header.strip()
    return mapping
