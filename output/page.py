"""One standalone HTML file: the player, its data and a readable page for readers without scripts."""

import base64
import functools
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xstatic.pkg.leaflet
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from waterbed.geo import basemap
from waterbed.layers.dataset import Dataset
from waterbed.output.atomic import write_text
from waterbed.output.story import story
from waterbed.output.timeline import Timeline
from waterbed.output.wording import templates

_HERE = Path(__file__).parent
_THEMES = ("auto", "light", "dark")


class OptionError(ValueError):
    """An option has a value that it cannot have."""


class UnknownLanguageError(OptionError):
    """A data set does not have a language."""

    def __init__(self, lang: str, languages: Sequence[str]) -> None:
        super().__init__(f"lang: {lang!r} is not in the data set, which has {', '.join(languages)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How a page opens; the reader can change all of it.

    Raises
    ------
    OptionError
        If the theme is not auto, light or dark.
    """

    lang: str = ""
    """Language at the start; empty for the data set's default one."""
    theme: str = "auto"
    """``light``, ``dark``, or ``auto`` for the reader's own setting."""

    def __post_init__(self) -> None:
        if self.theme not in _THEMES:
            raise OptionError(f"theme: {self.theme!r} is not one of {', '.join(_THEMES)}.")


def write_map(dataset: Dataset, path: str | Path, options: PageOptions | None = None) -> Path:
    """Write the animated map of a data set as one HTML file that needs no network.

    The file is written whole or not at all; the same data set and version give the same bytes.

    Raises
    ------
    UnknownLanguageError
        If the data set does not have the language asked for.
    OSError
        If the file cannot be written.
    """
    return write_text(Path(path), render_page(Timeline.of(dataset), options or PageOptions()))


def render_page(timeline: Timeline, options: PageOptions) -> str:
    """The page as one string of HTML."""
    meta = timeline["meta"]
    lang = options.lang or meta["languages"][0]
    if lang not in meta["languages"]:
        raise UnknownLanguageError(lang, meta["languages"])
    scripts, styles = [leaflet_js(), viewer_js()], [leaflet_css(), viewer_css()]
    return str(
        _environment()
        .get_template("page.html")
        .render(
            lang=lang,
            theme=options.theme,
            meta=meta,
            page=templates(lang)["page"],
            story=story(timeline, lang),
            policy=content_security_policy(scripts, styles),
            scripts=[Markup(script) for script in scripts],  # noqa: S704  our own files, and Leaflet's
            styles=[Markup(style) for style in styles],  # noqa: S704
            timeline=timeline.deflated(),
            basemap=basemap_data(timeline),
        )
    )


def basemap_data(timeline: Timeline) -> str:
    """The bundled basemap for a timeline's languages and countries, deflated, base64-coded."""
    countries = sorted({code for code in timeline["places"]["iso2"] if code})
    return base64.b64encode(basemap.payload(timeline["meta"]["languages"], countries)).decode()


def content_security_policy(scripts: list[str], styles: list[str]) -> str:
    """A policy that lets just these inline scripts and styles run, and nothing be fetched."""

    def hashes(texts: list[str]) -> str:
        digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


@functools.cache
def leaflet_js() -> str:
    """Leaflet's script, without the pointer to a source map that is not there."""
    return re.sub(r"\n//# sourceMappingURL=.*", "", _leaflet("leaflet.js")).strip()


@functools.cache
def leaflet_css() -> str:
    """Leaflet's styles, without comments, needless space and the pictures of controls that the player does not use."""
    bare = re.sub(r"/\*.*?\*/", "", _leaflet("leaflet.css"), flags=re.DOTALL)
    bare = re.sub(r"url\(images/[^)]*\)", "none", bare)
    return re.sub(r"\s*([{};,])\s*|\s+", lambda match: match[1] or " ", bare).strip()


def viewer_js() -> str:
    """The player's bundle."""
    return (_HERE / "viewer" / "dist" / "waterbed.js").read_text(encoding="utf-8").strip()


def viewer_css() -> str:
    """The player's styles."""
    return (_HERE / "viewer" / "dist" / "waterbed.css").read_text(encoding="utf-8").strip()


def _leaflet(name: str) -> str:
    return (Path(xstatic.pkg.leaflet.BASE_DIR) / name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
