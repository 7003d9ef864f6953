"""Maps of crime displacement: crackdown, displacement, return."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waterbed.layers.cycle.frames import countries, hubs, phases, zones
    from waterbed.layers.cycle.table import cycles, edges
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.errors import DataError
    from waterbed.layers.measures.displacement import wdd, wdq
    from waterbed.output.brief.options import BriefOptions
    from waterbed.output.brief.write import write_brief
    from waterbed.output.edition.publish import published
    from waterbed.output.film.options import FilmOptions
    from waterbed.output.film.write import write_film
    from waterbed.output.player.layer import CyclePlayer, explore
    from waterbed.output.player.page import PageOptions, write_map
    from waterbed.output.site.write import SiteOptions, write_site
    from waterbed.output.still.options import StillOptions
    from waterbed.output.still.overview.write import write_overview
    from waterbed.output.still.write import write_still
    from waterbed.output.timeline import Timeline

__all__ = [
    "BriefOptions",
    "CyclePlayer",
    "DataError",
    "Dataset",
    "FilmOptions",
    "PageOptions",
    "SiteOptions",
    "StillOptions",
    "Timeline",
    "countries",
    "cycles",
    "edges",
    "explore",
    "hubs",
    "phases",
    "published",
    "wdd",
    "wdq",
    "write_brief",
    "write_film",
    "write_map",
    "write_overview",
    "write_site",
    "write_still",
    "zones",
]

# folium, slides and films take a second to import: a name is fetched when it is first asked for.
_NAMES = {
    "waterbed.layers.cycle.frames": ("countries", "hubs", "phases", "zones"),
    "waterbed.layers.cycle.table": ("cycles", "edges"),
    "waterbed.layers.dataset": ("Dataset",),
    "waterbed.layers.errors": ("DataError",),
    "waterbed.layers.measures.displacement": ("wdd", "wdq"),
    "waterbed.output.brief.options": ("BriefOptions",),
    "waterbed.output.brief.write": ("write_brief",),
    "waterbed.output.edition.publish": ("published",),
    "waterbed.output.film.options": ("FilmOptions",),
    "waterbed.output.film.write": ("write_film",),
    "waterbed.output.player.layer": ("CyclePlayer", "explore"),
    "waterbed.output.player.page": ("PageOptions", "write_map"),
    "waterbed.output.site.write": (
        "SiteOptions",
        "write_site",
    ),
    "waterbed.output.still.options": ("StillOptions",),
    "waterbed.output.still.overview.write": ("write_overview",),
    "waterbed.output.still.write": ("write_still",),
    "waterbed.output.timeline": ("Timeline",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
