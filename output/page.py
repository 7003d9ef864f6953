"""One standalone HTML file: the player, its data and a readable page for readers without scripts."""

import base64
import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xstatic.pkg.leaflet
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from waterbed.geo import basemap
from waterbed.layers.dataset import Dataset
from waterbed.output.atomic import write_text
from waterbed.output.timeline import Timeline
from waterbed.output.wording import templates

_HERE = Path(__file__).parent
_THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How a page opens; the reader can change all of it.

    Raises
    ------
    ValueError
        If the theme is not auto, light or dark.
    """

    lang: str = ""
    """Language at the start; empty for the data set's default one."""
    theme: str = "auto"
    """``light``, ``dark``, or ``auto`` for the reader's own setting."""

    def __post_init__(self) -> None:
        if self.theme not in _THEMES:
            raise ValueError(f"theme: {self.theme!r} is not one of {', '.join(_THEMES)}.")


def write_map(dataset: Dataset, path: str | Path, options: PageOptions | None = None) -> Path:
    """Write the animated map of a data set as one HTML file that needs no network.

    The file is written whole or not at all; the same data set and version give the same bytes.

    Raises
    ------
    ValueError
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
        raise ValueError(f"lang: {lang!r} is not in the data set, which has {', '.join(meta['languages'])}.")
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


def story(timeline: Timeline, lang: str) -> dict[str, Any]:
    """What the page says without scripts: scenes, records by table, figures, gaps, context, sources."""
    texts = timeline["texts"][lang]
    records = [
        dict(zip(texts["records"], row, strict=True)) for row in zip(*texts["records"].values(), strict=True)
    ]
    for record, id_, table, sources in zip(
        records, *(timeline["records"][column] for column in ("id", "table", "sources")), strict=True
    ):
        record.update(id=id_, table=table, sources=[source + 1 for source in sources])
    sources = timeline["sources"]
    return {
        "scenes": [
            {
                "title": scene["title"],
                "text": [(said, _numbers(records, rows)) for said, rows in scene["text"]],
            }
            for scene in texts["scenes"]
        ],
        "tables": {name: [record for record in records if record["table"] == name] for name in _TABLES},
        "sources": [
            dict(zip(("title", "publisher", "url", "link", "when"), row, strict=True))
            for row in zip(
                *(sources[c] for c in ("title", "publisher", "url", "link")),
                texts["sources"]["when"],
                strict=True,
            )
        ],
    }


_TABLES = ("events", "movements", "hubs", "figures", "gaps", "context")


def _numbers(records: list[dict[str, Any]], rows: list[int]) -> list[int]:
    """Source numbers of a sentence: the lead source of every record it rests on."""
    return sorted({records[row]["sources"][0] for row in rows if records[row]["sources"]})


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
    """Leaflet's styles, without the pictures of controls that the player does not use."""
    return re.sub(r"url\(images/[^)]*\)", "none", _leaflet("leaflet.css")).strip()


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
