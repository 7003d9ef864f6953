"""Files that the pages of a site share, named by a hash of their content: scripts, styles, letters, basemap, search."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from waterbed.output.ink.palette import custom_properties
from waterbed.output.player.assets import (
    basemap_data,
    leaflet_css,
    leaflet_js,
    packed_text,
    viewer_css,
    viewer_dist,
    viewer_js,
)
from waterbed.output.site.files.search import entries, search_index
from waterbed.output.site.model.brand import Brand
from waterbed.output.site.model.focus import shared_words
from waterbed.output.site.model.links import Links
from waterbed.output.site.model.whole import TEMPLATES
from waterbed.output.site.model.words import Words
from waterbed.output.timeline import Timeline
from waterbed.output.type import faces

_HASH_LENGTH = 10


def site_css(brand: Brand) -> str:
    """Colours for light, dark and paper by what the reader's system asks for, then the rules of the pages."""
    blocks = {theme: _declared(tokens) for theme, tokens in custom_properties().items()}
    colours = [
        f":root{{{blocks['light']}{_accent(brand.accent)}}}",
        f"@media (prefers-color-scheme: dark){{:root{{{blocks['dark']}{_accent(brand.accent_dark)}}}}}",
        f"@media print{{:root{{{blocks['light']}{blocks['print']}{_accent(brand.accent)}}}}}",
    ]
    return "\n".join([*colours, (TEMPLATES / "site.css").read_text(encoding="utf-8")])


def _accent(colour: str) -> str:
    return f" --site-accent: {colour};" if colour else ""


def _declared(tokens: Mapping[str, str]) -> str:
    return " ".join(f"--wb-{token}: {value};" for token, value in tokens.items())


class Assets:
    """Shared files by their path, and the path of each by its plain name."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.paths: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        """Keep a file under its name with the hash before the ending: ``player.js`` as ``assets/player.0a1b….js``."""
        stem, _, ending = name.rpartition(".")
        path = f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]}.{ending}"
        self.files[path], self.paths[name] = content, path


def assets(timeline: Timeline, words: dict[str, Words], links: Links, brand: Brand) -> Assets:
    """All shared files of a site."""
    found = Assets()
    for face in faces.WEIGHTS:
        found.add(f"{face}.woff2", faces.packed(face))
    letters = faces.style_of(
        {face: found.paths[f"{face}.woff2"].rpartition("/")[2] for face in faces.WEIGHTS}
    )
    texts = {
        "site.css": f"{letters}\n{site_css(brand)}",
        "icon.svg": (TEMPLATES / "icon.svg").read_text(encoding="utf-8"),
        "leaflet.css": leaflet_css(),
        "player.css": viewer_css(),
        "leaflet.js": leaflet_js(),
        "player.js": viewer_js(),
        "search.js": viewer_dist("search.js"),
        "story.js": viewer_dist("story.js"),
        "basemap.js": _block("wb-basemap", basemap_data(timeline)),
    }
    for lang, spoken in words.items():
        texts[f"words-{lang}.js"] = _block("wb-words", packed(shared_words(timeline, lang)))
        index = search_index(list(entries(spoken, links)))
        texts[f"search-{lang}.js"] = _block("search-index", packed(index))
    for name, text in texts.items():
        found.add(name, text.encode())
    if brand.logo:
        found.add(f"logo{brand.logo.suffix.lower()}", brand.logo.read_bytes())
    return found


def packed(content: Any) -> str:
    """JSON, deflated and base64-coded, as the viewer reads it."""
    return packed_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _block(name: str, data: str) -> str:
    """A classic script that puts data beside the page's own: a script may come from a file on disk, other data may not."""
    return (
        '(function(s){s.type="application/octet-stream";s.id="' + name + '";'
        's.text="' + data + '";document.head.appendChild(s)})(document.createElement("script"));'
    )
