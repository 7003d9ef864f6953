"""A preview of a site on this machine, built anew when the data changes."""

import os
import signal
import sys
import tempfile
import webbrowser
from pathlib import Path
from types import FrameType

from waterbed.layers.dataset import Dataset
from waterbed.layers.disk.staging import staging
from waterbed.layers.errors import DataError
from waterbed.output.extras import livereload_needed
from waterbed.output.site.write import SiteOptions, write_site


def serve(folder: Path, port: int, *, open_it: bool = False) -> None:
    """Build the site of a data set into a temporary folder and serve it until interrupted.

    A fault in changed data is told, and the last good site stays.

    Parameters
    ----------
    folder
        The data set.
    port
        Port on which to listen, on this machine alone.
    open_it
        Open the site in the browser.

    Raises
    ------
    MissingExtraError
        If livereload is not installed.
    """
    livereload_needed()
    from waterbed.output.site.preview import PreviewServer

    scratch = Path(tempfile.gettempdir()).resolve() / f"waterbed-{os.getpid()}"
    with staging(scratch, scratch) as aside:
        out = aside / "site"
        build(folder, out)
        server = PreviewServer()
        for pattern in ("*.csv", "*.json", "*.svg", "*.png"):
            server.watch(str(folder / pattern), lambda: build(folder, out))
        if open_it:
            webbrowser.open(f"http://localhost:{port}/")
        stop_on_signals()
        server.serve(root=str(out), port=port, host="localhost")


def stop_on_signals() -> None:
    """Let an interrupt end the server even where the exception that it raises is lost, as in a callback of the collector."""
    from tornado.ioloop import IOLoop

    def stop(number: int, frame: FrameType | None) -> None:
        loop = IOLoop.current(instance=False)
        if loop:
            loop.add_callback_from_signal(loop.stop)
        signal.default_int_handler(number, frame)

    for by in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(by) is signal.default_int_handler:
            signal.signal(by, stop)


def build(folder: Path, out: Path) -> None:
    """Write the preview; where the data has a fault, say so and leave the site as it was."""
    try:
        write_site(Dataset.read(folder), out, SiteOptions(folder=folder, preview=True, pictures=False))
    except (DataError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
