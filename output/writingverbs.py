"""The verbs that write what leaves the house: map, brief, site, serve."""

import os
import re
import signal
import warnings
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.layers.dataset import BUNDLED, Dataset
from waterbed.layers.settings import MANIFEST
from waterbed.output.embedding import snippet_for
from waterbed.output.packparts import PARTS
from waterbed.output.page import PageOptions, write_map
from waterbed.output.progress import bar
from waterbed.output.publish import published
from waterbed.output.terminal import (
    Data,
    Languages,
    Profile,
    err_console,
    failures_told,
    out_console,
    read_told,
    size_of,
)

if TYPE_CHECKING:
    from waterbed.output.site import SiteOptions, SiteReport


def write_map_file(
    data: Data = None,
    out: Annotated[Path, typer.Option("-o", "--output", help="The HTML file to write.")] = Path("map.html"),
    lang: Annotated[
        str, typer.Option(help="Language at the start; the data set's first one when left out.")
    ] = "",
    theme: Annotated[str, typer.Option(help="light, dark, or auto for the reader's own setting.")] = "auto",
    tiles: Annotated[
        str, typer.Option(help="Map tiles by an xyzservices name; the map then asks that service for them.")
    ] = "",
    embed: Annotated[
        bool, typer.Option("--embed", help="Print the HTML that puts the map into a page.")
    ] = False,
    profile: Profile = "",
    open_it: Annotated[bool, typer.Option("--open", help="Open the map in the browser.")] = False,
) -> None:
    """Write the animated map: one HTML file that works without internet."""
    with failures_told():
        dataset = read_told(data)
        options = PageOptions(lang=lang, theme=theme, tiles=tiles)
        with warnings.catch_warnings(record=True) as doubts:
            path = published(dataset, profile, out, lambda shown, file: write_map(shown, file, options))
    for doubt in doubts:
        err_console.print(f"warning: {doubt.message}", markup=False)
    network = f"asks for the tiles of {tiles}" if tiles else "works without internet"
    out_console.print(f"{path}: animated map, {size_of(path)}, {network}.", markup=False)
    out_console.print(
        "Open it in any browser: double-click the file, press Play or step through the scenes.", markup=False
    )
    if embed:
        out_console.print("To put it into a page:\n", markup=False)
        out_console.print(snippet_for(path), markup=False)
    if open_it:
        webbrowser.open(path.absolute().as_uri())


def write_pack(
    data: Data = None,
    out: Annotated[Path, typer.Option("-o", "--output", help="The folder to write.")] = Path("brief"),
    only: Annotated[
        list[str] | None, typer.Option(help=f"Parts, with , between them or repeated: {', '.join(PARTS)}.")
    ] = None,
    scenes: Annotated[str, typer.Option(help="Scenes by number or id, like 1-4,7; all when left out.")] = "",
    lang: Languages = None,
    size: Annotated[
        str, typer.Option(help="16:9 or 4:3, or the film's pixels like 1920x1080.", show_default=True)
    ] = "16:9",
    template: Annotated[
        Path | None, typer.Option(help="A presentation (.pptx, .potx) whose look the slides take.")
    ] = None,
    base_url: Annotated[
        str, typer.Option(help="Address at which the map will stand, for QR codes and the snippet.")
    ] = "",
    profile: Profile = "",
) -> None:
    """Write the briefing pack: slides, handout, film, stills, map, texts and data in one folder."""
    from waterbed.output.brief import BriefOptions, write_brief  # slides and films take a while to import

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with failures_told():
        dataset = read_told(data)
        options = BriefOptions(
            languages=_names(lang),
            only=_names(only),
            scenes=scenes,
            size=size,
            template=template,
            address=base_url,
        )
        try:
            with bar(err_console, str(out)) as told:
                published(
                    dataset,
                    profile,
                    out,
                    lambda shown, folder: write_brief(
                        shown, folder, options, processes=os.cpu_count() or 1, told=told
                    ),
                )
        except KeyboardInterrupt:
            left = "is as it was" if out.exists() else "was not written"
            err_console.print(f"Stopped; {out} {left}.", markup=False)
            raise typer.Exit(130) from None
    files = [path for path in out.rglob("*") if path.is_file()]
    size_mb = sum(path.stat().st_size for path in files) / 1e6
    out_console.print(f"{out}: briefing pack, {len(files)} files, {size_mb:,.1f} MB.", markup=False)


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
    jobs: Annotated[int, typer.Option(help="Processes for large sites; 0 for one a core.", min=0)] = 0,
) -> None:
    """Write a static website: a page a place, event and source, in every language of the data."""
    from waterbed.output.site import SiteOptions  # the other verbs do without its many modules

    with failures_told():
        options = SiteOptions(base_url=base_url, languages=_names(lang), folder=_folder(data))
        reports: list[SiteReport] = []
        published(
            read_told(data),
            profile,
            out,
            lambda shown, path: reports.append(_site(shown, path, options, jobs)),
        )
        report = reports[0]
    out_console.print(f"{out}: {report.pages:,} pages, {_written(report)}.", markup=False)
    for what in report.left_out:
        out_console.print(f"Left out: {what}.", markup=False)


def serve_site(
    data: Data = None,
    port: Annotated[int, typer.Option(help="Port of this machine.", min=1, max=65535)] = 8000,
    open_it: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
) -> None:
    """Preview the site on this machine; it is built anew when the data changes."""
    from waterbed.output.preview import serve

    with failures_told():
        read_told(data)  # a fault in the data is told before anything is served
        out_console.print(
            f"http://localhost:{port}/ until Ctrl-C; built anew when the data changes.", markup=False
        )
        serve(_folder(data) or BUNDLED, port, open_it=open_it)


def _folder(data: Path | None) -> Path | None:
    return data.parent if data is not None and data.name == MANIFEST else data


def _site(dataset: Dataset, out: Path, options: "SiteOptions", jobs: int) -> "SiteReport":
    from waterbed.output.site import write_site

    with bar(err_console, str(out)) as told:
        return write_site(dataset, out, options, jobs=jobs or (os.cpu_count() or 1), told=told)


def _written(report: "SiteReport") -> str:
    built = report.built
    said = f"{len(built.written):,} of {built.files:,} files written"
    return f"{said}, {len(built.removed):,} removed" if built.removed else said


def _names(given: list[str] | None) -> tuple[str, ...]:
    return tuple(one.strip() for text in given or () for one in re.split("[,;]", text) if one.strip())
