"""A static map site of a data set: many pages, one folder, any host."""

import functools
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from waterbed.layers.dataset import Dataset
from waterbed.layers.disk.folder import Built, own_folder, put
from waterbed.layers.schema.cells import cell_text
from waterbed.output.addresses import web_address
from waterbed.output.errors import OptionError, UnknownLanguageError
from waterbed.output.naming import folder_named
from waterbed.output.pool import Desk, Job, Told, done_all
from waterbed.output.site.files.addresses import addressed
from waterbed.output.site.files.assets import assets
from waterbed.output.site.files.cards import pictures
from waterbed.output.site.files.downloads import downloads
from waterbed.output.site.files.llms import llms
from waterbed.output.site.files.stills import stills
from waterbed.output.site.model.brand import Brand, brand_of
from waterbed.output.site.model.index import SiteFacts, SiteIndex
from waterbed.output.site.model.links import Links
from waterbed.output.site.model.whole import Page, Site
from waterbed.output.site.model.words import Words
from waterbed.output.site.pages.render import render, root_pages
from waterbed.output.site.plan import plan
from waterbed.output.timeline import Timeline

MAKER = "waterbed site"
"""What the manifest of a site says that made it."""
LEAST_PAGES_A_PROCESS = 1500
"""Starting a process costs as much as rendering some hundred pages."""

_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """How a site is made.

    Raises
    ------
    OptionError
        If the base address is not one of the web.
    """

    base_url: str = ""
    """Address at which the site will stand; the data set's ``homepage`` when empty. Without either there are no
    absolute addresses: no canonical links, site map, feed, oEmbed."""
    languages: tuple[str, ...] = ()
    """Languages to build, the first one first; all of the data set when empty."""
    folder: Path | None = None
    """Where a logo is looked for: the folder of the data set."""
    pictures: bool = True
    """Draw the finding and the scenes also as pictures, for paper and readers without scripts (extra ``brief``)."""
    preview: bool = False
    """Lets the script of a preview server run; not for publishing."""

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if self.base_url and (
            parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment
        ):
            raise OptionError(
                f"base_url: {self.base_url!r} is not an address; write it like https://example.org/map/."
            )


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What `write_site` did."""

    folder: Path
    pages: int
    """Pages of the site in all its languages."""
    built: Built
    """Files written and removed."""
    left_out: tuple[str, ...]
    """What the site does not have, and why, a sentence each."""


def write_site(
    dataset: Dataset,
    folder: str | Path,
    options: SiteOptions | None = None,
    *,
    jobs: int = 1,
    told: Told | None = None,
) -> SiteReport:
    """Write the static site of a data set; only files that changed are written.

    The same data set, options and version give the same bytes.

    Parameters
    ----------
    dataset
        The data set.
    folder
        A new or empty folder, or one with a site that waterbed made and nobody has changed since.
    options
        How it is made.
    jobs
        Processes for sites of many pages. With more than one, a script of your own must guard its main part with
        ``if __name__ == "__main__"``.
    told
        Called with the number of pages done and of all, as they are done.

    Raises
    ------
    UnknownLanguageError
        If the data set does not have a language asked for.
    LogoError
        If a picture is named as logo, and no folder to look for it in.
    OSError
        If the folder holds something else, or cannot be written.
    """
    return write_pages(dataset, Timeline.of(dataset), folder, options or SiteOptions(), jobs=jobs, told=told)


def write_pages(
    dataset: Dataset,
    timeline: Timeline,
    folder: str | Path,
    options: SiteOptions,
    *,
    jobs: int = 1,
    told: Told | None = None,
) -> SiteReport:
    """The same from a timeline that is already there."""
    place = folder_named(folder, "a site")
    site = site_of(dataset, timeline, options)
    pages = plan(site)
    with own_folder(place, MAKER, about(dataset, site)) as staged:
        drawn, undrawn = pictures(site, place)
        shown, unshown = stills(site, place) if options.pictures else ({}, ())
        offered = downloads(dataset, site.timeline)
        data = {f"data/{name}": content for name, content in offered.items()}
        for name, content in {
            **site.files,
            **data,
            **drawn,
            **shown,
            **addressed(site, pages),
            **root_pages(site),
            "llms.txt": llms(site, offered).encode(),
        }.items():
            put(staged.files, name, content)
        many = len(pages) >= 2 * LEAST_PAGES_A_PROCESS
        work = [Job(len(some), functools.partial(_render_some, pages=some)) for some in _batches(pages)]
        done_all(SiteDesk(site=site, folder=staged.files), [work], jobs if many else 1, told)
    return SiteReport(place, len(pages), staged.built, (*site.left_out, *undrawn, *unshown))


@dataclass(frozen=True, kw_only=True)
class SiteDesk(Desk):
    """What a job finds where pages are rendered."""

    site: Site
    folder: Path
    """Where it writes."""


def _batches(pages: Sequence[Page]) -> Iterator[Sequence[Page]]:
    for start in range(0, len(pages), _BATCH):
        yield pages[start : start + _BATCH]


def _render_some(desk: SiteDesk, *, pages: Sequence[Page]) -> None:
    desk.site.adopt()
    for page in pages:
        put(desk.folder, *render(page))
        desk.advance(1)


def site_of(dataset: Dataset, timeline: Timeline, options: SiteOptions) -> Site:
    """Everything that the pages of a site are made from."""
    languages = options.languages or dataset.shown
    for lang in languages:
        if lang not in dataset.shown:
            raise UnknownLanguageError(lang, dataset.shown)
    index, facts = SiteIndex(timeline), SiteFacts(dataset, timeline)
    words = {lang: Words(index, facts, lang) for lang in languages}
    links = Links(index)
    brand: Brand = brand_of(dataset, timeline, options.folder)
    shared = assets(timeline, words, links, brand)
    base = options.base_url or str(dataset.settings["homepage"])
    tables = {name: len(frame) for name, frame in dataset.tables.items() if len(frame)}
    return Site(
        timeline=timeline,
        index=index,
        words=words,
        links=links,
        brand=brand,
        paths=shared.paths,
        files=shared.files,
        base=f"{web_address(base).rstrip('/')}/" if base else "",
        preview=options.preview,
        tables=tables,
    )


def about(dataset: Dataset, site: Site) -> Mapping[str, Any]:
    """What the manifest says of a build: no clock, no machine, so that equal builds are equal."""
    return {
        "title": site.timeline["meta"]["title"],
        "as_of": site.timeline["meta"]["as_of"],
        "input": input_hash(dataset),
        "versions": {name: version(name) for name in ("waterbed", "Jinja2", "xstatic-leaflet")},
        "languages": list(site.words),
        "base_url": site.base,
    }


def input_hash(dataset: Dataset) -> str:
    """SHA-256 of all tables and settings."""
    found = hashlib.sha256(json.dumps(dict(dataset.meta), sort_keys=True, default=str).encode())
    for name, frame in dataset.tables.items():
        found.update("\x1f".join([name, *map(str, frame.columns)]).encode())
        for column in (frame.index, *(frame[column] for column in frame.columns)):
            found.update("\x1f".join(map(cell_text, column.tolist())).encode())
    return found.hexdigest()
