"""What the player brings along: its bundle, its styles, Leaflet, the basemap."""

import base64
import functools
import re
import zlib
from pathlib import Path

import xstatic.pkg.leaflet

from waterbed.geo import basemap
from waterbed.output.timeline import Timeline

_HERE = Path(__file__).parents[1]


def basemap_data(timeline: Timeline) -> str:
    """The bundled basemap for a timeline's languages and countries, deflated, base64-coded."""
    countries = sorted({code for code in timeline["places"]["iso2"] if code})
    return base64.b64encode(basemap.payload(timeline["meta"]["languages"], countries)).decode()


def packed_text(text: str) -> str:
    """Text as the page carries its data: deflated, base64-coded."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


@functools.cache
def leaflet_js() -> str:
    """Leaflet's script, without the pointer to a source map that is not there."""
    return re.sub(r"\n//# sourceMappingURL=.*", "", _leaflet("leaflet.js")).strip()


@functools.cache
def leaflet_css() -> str:
    """Leaflet's styles, without the pictures of controls that the player does not use."""
    return re.sub(r"url\(images/[^)]*\)", "none", _leaflet("leaflet.css"))


def viewer_js() -> str:
    """The player's bundle."""
    return viewer_dist("waterbed.js")


def reading_css() -> str:
    """The styles of a page without scripts; the player's own hold them too."""
    return (_HERE / "viewer" / "dist" / "reading.css").read_text(encoding="utf-8").strip()


def viewer_css() -> str:
    """The player's styles."""
    return viewer_dist("waterbed.css")


def viewer_dist(name: str) -> str:
    """A bundled file, as it was built."""
    return (_HERE / "viewer" / "dist" / name).read_text(encoding="utf-8").strip()


def _leaflet(name: str) -> str:
    return (Path(xstatic.pkg.leaflet.BASE_DIR) / name).read_text(encoding="utf-8")
