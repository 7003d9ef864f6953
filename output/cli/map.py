"""The verb ``map``: the animated map."""

import warnings
from pathlib import Path
from typing import Annotated

import typer

from waterbed.output.cli.terminal import (
    AsOf,
    Data,
    Profile,
    err_console,
    failures_told,
    out_console,
    read_told,
    size_of,
    stop_told,
)


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
    as_of: AsOf = "",
    open_it: Annotated[bool, typer.Option("--open", help="Open the map in the browser.")] = False,
) -> None:
    """Write the animated map: one HTML file that works without internet."""
    from waterbed.output.edition.publish import published
    from waterbed.output.player.page import PageOptions, write_map
    from waterbed.output.player.snippet import snippet_for

    with failures_told():
        dataset = read_told(data, as_of)
        options = PageOptions(lang=lang, theme=theme, tiles=tiles)
        with stop_told(out), warnings.catch_warnings(record=True) as doubts:
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
        import webbrowser

        webbrowser.open(path.absolute().as_uri())
