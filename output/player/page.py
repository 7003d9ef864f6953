"""One standalone HTML file: the player, its data and a readable page for readers without scripts."""

import base64
import gc
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from xyzservices import TileProvider

from waterbed.layers.dataset import Dataset
from waterbed.layers.disk.file import new_file
from waterbed.output.errors import OptionError, UnknownLanguageError
from waterbed.output.language.strings import templates
from waterbed.output.naming import file_named
from waterbed.output.player.assets import (
    basemap_data,
    leaflet_css,
    leaflet_js,
    packed_text,
    reading_css,
    viewer_css,
    viewer_dist,
    viewer_js,
)
from waterbed.output.player.html import environment
from waterbed.output.player.tiles import Tiles, tiles_of
from waterbed.output.text.story import story
from waterbed.output.timeline import Timeline
from waterbed.output.type import faces

_HERE = Path(__file__).parent


_THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How a page opens; the reader can change all of it.

    Raises
    ------
    OptionError
        If the theme is not auto, light or dark, or if an origin is none.
    """

    lang: str = ""
    """Language at the start; empty for the data set's default one."""
    theme: str = "auto"
    """``light``, ``dark``, or ``auto`` for the reader's own setting."""

    tiles: str | TileProvider = ""
    """Map tiles by an xyzservices name, in place of the bundled basemap; the page then asks that host for them."""
    origins: tuple[str, ...] = ()
    """Origins of pages around this one that may drive the player by messages; any when empty."""

    def __post_init__(self) -> None:
        if self.theme not in _THEMES:
            raise OptionError(f"theme: {self.theme!r} is not one of {', '.join(_THEMES)}.")
        for origin in self.origins:
            if not re.fullmatch(r"null|https?://[\w.:-]+", origin):
                raise OptionError(f"origins: {origin!r} is not an origin like https://example.org.")


def write_map(dataset: Dataset, path: str | Path, options: PageOptions | None = None) -> Path:
    """Write the animated map of a data set as one HTML file that needs no network.

    The file is written whole or not at all; the same data set and version give the same bytes.

    Raises
    ------
    UnknownLanguageError
        If the data set does not have the language asked for.
    OptionError
        If nobody knows the tiles asked for, or they need a key; or if the name does not end in .html.
    OSError
        If the file cannot be written, or something is there that waterbed did not make.
    """
    path = file_named(path, "maps", ".html", ".htm")
    with new_file(path) as staged, _collector_at_rest():
        text = render_page(Timeline.of(dataset), options or PageOptions())
        staged.write_text(text, encoding="utf-8", newline="\n")
    return path


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Columns of small values refer to nothing in a circle, yet Python's collector would walk them thousands of times."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def render_page(timeline: Timeline, options: PageOptions) -> str:
    """The page as one string of HTML."""
    meta = timeline["meta"]
    lang = options.lang or meta["languages"][0]
    if lang not in meta["languages"]:
        raise UnknownLanguageError(lang, meta["languages"])
    tiles = _tiles(options)
    early, scripts = viewer_dist("early.js"), [leaflet_js(), viewer_js()]
    styles = [faces.style(), reading_css()]
    return str(
        environment(_HERE / "templates", cited=_cited)
        .get_template("page.html")
        .render(
            lang=lang,
            theme=options.theme,
            meta=meta,
            page=templates(lang)["page"],
            story=story(timeline, lang),
            origins=" ".join(options.origins),
            tiles=tiles.options() if tiles else "",
            policy=content_security_policy([early, *scripts], styles, tiles.hosts if tiles else ()),
            early=Markup(early),  # noqa: S704  our own file
            scripts=[packed_text(script) for script in scripts],
            styles=[Markup(style) for style in styles],  # noqa: S704
            look=packed_text(leaflet_css() + viewer_css()),
            timeline=timeline.deflated(),
            basemap="" if tiles else basemap_data(timeline),
        )
    )


def _tiles(options: PageOptions) -> Tiles | None:
    try:
        return tiles_of(options.tiles) if options.tiles else None
    except ValueError as error:
        raise OptionError(f"tiles: {error}") from None


def content_security_policy(scripts: list[str], styles: list[str], tile_hosts: Sequence[str] = ()) -> str:
    """A policy that lets just these inline scripts and styles run, and nothing be fetched but tiles of these hosts."""

    def hashes(texts: list[str]) -> str:
        digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        f"font-src data:; img-src {' '.join(['data:', 'blob:', *tile_hosts])}; base-uri 'none'; form-action 'none'"
    )


def _cited(numbers: Sequence[int]) -> Markup:
    """Numbers of sources as links to them."""
    return Markup(" ".join(f"<a href=#s{n}>{n}</a>" for n in numbers))  # noqa: S704  whole numbers
