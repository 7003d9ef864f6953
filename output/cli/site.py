"""The verb ``site``: a static website."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.output.cli.terminal import (
    AsOf,
    Data,
    Languages,
    Profile,
    bar,
    err_console,
    failures_told,
    folder_of,
    names_of,
    out_console,
    read_told,
    stop_told,
)

if TYPE_CHECKING:
    from waterbed.layers.dataset import Dataset
    from waterbed.output.site.write import SiteOptions, SiteReport


def write_site_folder(
    data: Data = None,
    out: Annotated[Path, typer.Option("-o", "--output", help="The folder to write.")] = Path("site"),
    base_url: Annotated[
        str,
        typer.Option(
            help="Address at which the site will stand, for canonical links, feed, site map, oEmbed."
        ),
    ] = "",
    lang: Languages = None,
    profile: Profile = "",
    as_of: AsOf = "",
    jobs: Annotated[int, typer.Option(help="Processes for large sites; 0 for one a core.", min=0)] = 0,
) -> None:
    """Write a static website: a page a place, event and source, in every language of the data."""
    from waterbed.output.edition.publish import published
    from waterbed.output.site.write import SiteOptions  # the other verbs do without its many modules

    with failures_told():
        options = SiteOptions(base_url=base_url, languages=names_of(lang), folder=folder_of(data))
        reports: list[SiteReport] = []
        dataset = read_told(data, as_of)
        with stop_told(out):
            published(
                dataset, profile, out, lambda shown, path: reports.append(_site(shown, path, options, jobs))
            )
        report = reports[0]
    out_console.print(f"{out}: {report.pages:,} pages, {_written(report)}.", markup=False)
    for what in report.left_out:
        out_console.print(f"Left out: {what}.", markup=False)


def _site(dataset: "Dataset", out: Path, options: "SiteOptions", jobs: int) -> "SiteReport":
    from waterbed.output.site.write import write_site

    with bar(err_console, str(out)) as told:
        return write_site(dataset, out, options, jobs=jobs or (os.cpu_count() or 1), told=told)


def _written(report: "SiteReport") -> str:
    built = report.built
    said = f"{len(built.written):,} of {built.files:,} files written"
    return f"{said}, {len(built.removed):,} removed" if built.removed else said
