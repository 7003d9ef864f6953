"""The verb ``info``: what is in a data set."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer
from rich.table import Table

from waterbed.output.cli.terminal import (
    AsJson,
    Data,
    failures_told,
    out_console,
    read_told,
)

if TYPE_CHECKING:
    import pandas as pd


def info(data: Data = None, as_json: AsJson = False) -> None:
    """Say what is in a data set."""
    from waterbed.layers.query.summary import overview, summary
    from waterbed.output.columns.outcomes import finding

    with failures_told(as_json=as_json):
        dataset = read_told(data)
    head, tables = overview(dataset), summary(dataset)
    found = {lang: asdict(finding(dataset, lang)) for lang in dataset.languages}
    if as_json:
        rows = tables.astype(object).where(tables.notna(), None).to_dict(orient="index")
        typer.echo(json.dumps({**head, "finding": found, "tables": rows}, ensure_ascii=False, indent=2))
    else:
        _print_overview(head, found[dataset.languages[0]], tables)


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
