"""The verb ``serve``: a preview of the site."""

from typing import Annotated

import typer

from waterbed.output.cli.terminal import Data, failures_told, folder_of, out_console, read_told


def serve_site(
    data: Data = None,
    port: Annotated[int, typer.Option(help="Port of this machine.", min=1, max=65535)] = 8000,
    open_it: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
) -> None:
    """Preview the site on this machine; it is built anew when the data changes."""
    from waterbed.layers.files.bundled import DEFAULT, bundled_sets
    from waterbed.output.site.serve import serve

    with failures_told():
        read_told(data)  # a fault in the data is told before anything is served
        out_console.print(
            f"http://localhost:{port}/ until Ctrl-C; built anew when the data changes.", markup=False
        )
        serve(folder_of(data) or bundled_sets()[DEFAULT], port, open_it=open_it)
