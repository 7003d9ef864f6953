"""The verb import: tables of any known shape, made into a data set."""

import json
from pathlib import Path
from typing import Annotated

import typer

from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.intake.reading import read_files, settled
from waterbed.layers.intake.records import Choices
from waterbed.layers.intake.report import report
from waterbed.output.cli.terminal import err_console, failures_told, names_of, out_console
from waterbed.output.errors import OptionError


def import_tables(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Tables: CSV, XLSX, ODS, XLS, GeoPackage, GeoJSON, Shapefile, KML …; or postgresql://…?table=…"
        ),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to write; it must be new or empty.")
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
    lang: Annotated[str, typer.Option(help="Language of the texts.")] = "en",
    title: Annotated[
        str, typer.Option(help="Title of the data set; the name of the first file when left out.")
    ] = "",
    as_of: Annotated[
        str, typer.Option(help="Day up to which the records were checked, like 2026-03-31.")
    ] = "",
) -> None:
    """Make a data set of tables as people have them, and say what was read, guessed and left out."""
    with failures_told():
        if day_first and month_first:
            raise OptionError("--day-first and --month-first exclude each other; say one.")
        if decimal not in ("", ",", "."):
            raise OptionError(f"decimal: {decimal!r} is no decimal mark; write , or .")
        choices = Choices(
            lang=lang, order="day" if day_first else "month" if month_first else "", decimal=decimal,  # type: ignore[arg-type]
            source=source, url=url, kind=kind, unit=unit, enforcement=frozenset(names_of(enforcement)),
        )  # fmt: skip
        reading = read_files(
            files, title=title, choices=choices, mapping=_mapping(columns, saved), header_row=header_row, sheet=sheet,
            encoding=encoding, as_of=as_of,
        )  # fmt: skip
        for line in report(reading):
            out_console.print(line, markup=False)
        dataset = Dataset.of(settled(reading))
        if save:
            save.write_text(
                json.dumps(reading.mapping(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
            )
            out_console.print(
                f"{save}: which column says what; use it again with --mapping {save}.", markup=False
            )
        if dry_run:
            out_console.print("Nothing was written (--dry-run).", markup=False)
            return
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise FileExistsError(17, "is there and is not an empty folder; choose another name", str(out))
        dataset.write(out)
    for fault in dataset.warnings[:5]:
        err_console.print(f"warning: {fault}", markup=False)
    out_console.print(f"{out}: a data set. Then: waterbed check {out}, waterbed map {out}", markup=False)


def _mapping(columns: list[str] | None, saved: Path | None) -> dict[str, str]:
    mapping: dict[str, str] = {}
    if saved:
        try:
            content = json.loads(saved.read_text(encoding="utf-8"))
        except ValueError as error:
            raise DataError(
                (Fault(saved.name, f"is no JSON ({error})", "save it anew with --save-mapping"),)
            ) from None
        mapping |= {str(role): str(header) for role, header in content.items()}
    for one in columns or ():
        role, sign, header = one.partition("=")
        if not sign:
            raise OptionError(f'map: {one!r} is not ROLE=COLUMN; write it like "from=Origin".')
        mapping[role.strip()] = header.strip()
    return mapping
