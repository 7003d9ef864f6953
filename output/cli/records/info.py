"""The verb ``info``: what is in a data set."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from waterbed.output.cli.terminal import (
    AsJson,
    AsOf,
    Data,
    failures_told,
    out_console,
    read_told,
)

if TYPE_CHECKING:
    import pandas as pd


def info(
    data: Data = None,
    bundled: Annotated[
        bool, typer.Option("--bundled", help="List the data sets that come with waterbed instead.")
    ] = False,
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """Say what is in a data set."""
    from waterbed.layers.query.summary import overview, summary
    from waterbed.output.exports.machines import contents, headlines

    if bundled:
        _print_bundled(as_json=as_json)
        return
    with failures_told(as_json=as_json):
        dataset = read_told(data, as_of)
    if as_json:
        typer.echo(json.dumps(contents(dataset), ensure_ascii=False, indent=2))
    else:
        _print_overview(overview(dataset), headlines(dataset)[dataset.languages[0]], summary(dataset))


def _print_bundled(*, as_json: bool) -> None:
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.files.bundled import bundled_sets
    from waterbed.layers.query.summary import overview

    heads = {name: overview(Dataset.read(folder)) for name, folder in bundled_sets().items()}
    rows = [
        {
            "name": name,
            "title": head["title"],
            "rows": head["records"],
            "licence": ", ".join(head["licences"]),
        }
        for name, head in heads.items()
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    grid = Table(*rows[0], box=None)
    for row in rows:
        grid.add_row(row["name"], row["title"], f"{row['rows']:,}", row["licence"])
    out_console.print(grid)
    out_console.print("Any verb takes a name: waterbed map piracy", markup=False)


def _print_overview(head: dict[str, Any], found: dict[str, str], tables: "pd.DataFrame") -> None:
    import pandas as pd

    out_console.print(head["title"] or head["name"], style="bold", markup=False)
    out_console.print(f"{found['headline']}. {found['line']} {found['detail']}".rstrip(), markup=False)
    out_console.print(f"{head['first_day']} to {head['last_day']}, as of {head['as_of']}", markup=False)
    languages = ", ".join(_language(lang, head) for lang in head["languages"])
    out_console.print(f"languages: {languages}; licence: {', '.join(head['licences'])}", markup=False)
    for one in head["series"]:
        said = f"{one['unit'] or 'count'} by {one['grain']}: {one['numbers']:,} numbers, {one['places']:,} places"
        out_console.print(f"{said}, {one['first_day']} to {one['last_day']}", markup=False)
    grid = Table("table", *(column.replace("_", " ") for column in tables.columns), box=None)
    for name, counts in tables.iterrows():
        grid.add_row(str(name), *("" if pd.isna(n) else f"{n:,}" for n in counts))
    out_console.print(grid)


def _language(lang: str, head: dict[str, Any]) -> str:
    if lang not in head["shown"]:
        return f"{lang} (not shown: waterbed check says why)"
    return f"{lang} (its words made by a machine, not read yet)" if lang in head["machine_made"] else lang
