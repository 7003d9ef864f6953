"""Pictures that other sites show beside a link (Open Graph), drawn without a browser."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from waterbed.output.extras import MissingExtraError
from waterbed.output.site.model.focus import focus
from waterbed.output.site.model.whole import Site
from waterbed.output.site.pages.parts import part_of_all, part_of_place, view_of_place
from waterbed.output.still.options import StillOptions
from waterbed.output.still.overview.write import overview_bytes
from waterbed.output.still.write import still_bytes
from waterbed.output.timeline import Timeline

SIZE = (1200, 630)


_MOST_COUNTRIES = 40


_HASH_LENGTH = 10


def pictures(site: Site, live: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Pictures of the overview and of countries, and what is left out, in sentences.

    Their paths hold a hash of what they show: one that the site at ``live`` has is not drawn anew. `Site.pictures` then
    names them.
    """
    if not site.base:
        return {}, ()
    found: dict[str, bytes] = {}
    for lang, place, part, view in _wanted(site):
        path = f"pictures/{lang}-{site.timeline['places']['id'][place] if place >= 0 else 'overview'}"
        path = f"{path}.{_hash(part, view, site.telling_day)}.png"
        there = live / path
        try:
            found[path] = there.read_bytes() if there.is_file() else _drawn(site, place, part, view, lang)
        except MissingExtraError as error:
            return {}, (f"no pictures for links (Open Graph). {error}".rstrip("."),)
        site.pictures[lang, place] = path
    return found, ()


def _wanted(site: Site) -> Iterator[tuple[str, int, Timeline, list[float]]]:
    """Language, place (-1 for the overview), what is shown of it, and the view."""
    meta, places = site.timeline["meta"], site.timeline["places"]
    countries = [place for place, level in enumerate(places["level"]) if level == "country"]
    for lang, words in site.words.items():
        whole = focus(site.timeline, part_of_all(site.index).rows, lang)
        yield lang, -1, _with_words(whole, words.texts), meta["views"][meta["default_view"]]
        for place in countries[:_MOST_COUNTRIES]:
            view = view_of_place(site.index, place)
            if view is not None:
                rows = part_of_place(site.index, place).rows
                part = focus(site.timeline, rows, lang, title=words.place(place))
                yield lang, place, _with_words(part, words.texts), view


def _with_words(part: Timeline, texts: Mapping[str, Any]) -> Timeline:
    (lang,) = part["meta"]["languages"]
    own = {**part["texts"][lang], **{name: texts[name] for name in ("words", "ui", "locale")}}
    return Timeline({**part.content, "texts": {lang: own}})


def _drawn(site: Site, place: int, part: Timeline, view: list[float], lang: str) -> bytes:
    if place < 0:
        # The finding is the whole data set's.
        return overview_bytes(site.timeline, options=StillOptions(lang=lang, size=SIZE))
    options = StillOptions(lang=lang, size=SIZE, view=tuple(view), parts="picture")
    return still_bytes(part, day=site.telling_day, options=options)


def _hash(part: Timeline, view: list[float], day: int) -> str:
    text = json.dumps([dict(part.content), view, day, SIZE], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]
