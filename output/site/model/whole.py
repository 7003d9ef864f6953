"""The whole that every page of a site is made from."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, NamedTuple

from jinja2 import Template

from waterbed.output.player.html import environment
from waterbed.output.site.model.brand import Brand
from waterbed.output.site.model.index import SiteIndex
from waterbed.output.site.model.links import Links
from waterbed.output.site.model.words import Words
from waterbed.output.timeline import Timeline

TEMPLATES = Path(__file__).parents[1] / "templates"

OVERVIEW_SIZE, SCENE_SIZE = (1800, 1020), (960, 640)
"""Of pictures in pages, in pixels."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)


_PREVIEW = (
    _POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'") + "; connect-src 'self' ws:"
)


class Page(NamedTuple):
    """A page to be rendered."""

    lang: str
    path: str
    """Below the folder of the language."""
    kind: str
    key: int = 0
    """Row of what it is about, or the number of a list's page, counted from 0."""


@dataclass(eq=False)
class Site:
    """What all pages of a site are made from; handed once to each process that renders."""

    timeline: Timeline
    index: SiteIndex
    words: dict[str, Words]
    links: Links
    brand: Brand
    paths: Mapping[str, str]
    """Paths of shared files by their plain names."""
    files: Mapping[str, bytes]
    """The shared files by path."""
    base: str
    """Address of the site with a slash at its end; "" when it is not known."""
    preview: bool
    tables: Mapping[str, int]
    """Rows of each table that has any."""
    pictures: dict[tuple[str, int], str] = field(default_factory=dict)
    """Paths of pictures for links by language and country, -1 for the overview."""
    stills: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Paths of pictures in pages by language, what they show ("overview", a scene's id) and theme."""
    current: ClassVar["Site | None"] = None

    def adopt(self) -> None:
        """Make this the site that `render` renders in this process."""
        type(self).current = self

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the site lacks without an address of its own."""
        if self.base:
            return ()
        return (
            "no canonical links, site map, feed, oEmbed or pictures for links: they need the site's address, --base-url",
        )

    @functools.cached_property
    def telling_day(self) -> int:
        """The last day on which an event is recorded to begin: where stills of the whole stand."""
        meta, order = self.timeline["meta"], self.index.event_order
        days = [day for undated, day, _ in map(self.index.event_day, order) if not undated]
        return int(min(max(days, default=meta["as_of"]), meta["as_of"]))

    @property
    def policy(self) -> str:
        """Content security policy of every page: nothing from elsewhere, no script in the page itself."""
        return _PREVIEW if self.preview else _POLICY

    def title_of(self, page: Page) -> str:
        """Title of an embedded map."""
        words = self.words[page.lang]
        return words.place(page.key) if page.key >= 0 else str(self.timeline["meta"]["title"][page.lang])


def site_template(name: str) -> Template:
    """A template of a site."""
    return environment(TEMPLATES).get_template(name)
