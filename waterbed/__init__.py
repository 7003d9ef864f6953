"""Maps of crime displacement: crackdown, displacement, return."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waterbed.layers.cycle import cycles, edges
    from waterbed.layers.dataset import Dataset
    from waterbed.layers.errors import DataError
    from waterbed.layers.measures import wdd, wdq
    from waterbed.output.brief import BriefOptions, write_brief
    from waterbed.output.film import write_film
    from waterbed.output.filmoptions import FilmOptions
    from waterbed.output.page import PageOptions, write_map
    from waterbed.output.player import CyclePlayer, explore
    from waterbed.output.publish import published
    from waterbed.output.site import SiteOptions, write_site
    from waterbed.output.still import write_still
    from waterbed.output.stilloptions import StillOptions
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
    "cycles",
    "edges",
    "explore",
    "published",
    "wdd",
    "wdq",
    "write_brief",
    "write_film",
    "write_map",
    "write_site",
    "write_still",
]

# folium, slides and films take a second to import: a name is fetched when it is first asked for.
_NAMES = {
    "waterbed.layers.cycle": ("cycles", "edges"),
    "waterbed.layers.dataset": ("Dataset",),
    "waterbed.layers.errors": ("DataError",),
    "waterbed.layers.measures": ("wdd", "wdq"),
    "waterbed.output.brief": ("BriefOptions", "write_brief"),
    "waterbed.output.film": ("write_film",),
    "waterbed.output.filmoptions": ("FilmOptions",),
    "waterbed.output.page": ("PageOptions", "write_map"),
    "waterbed.output.player": ("CyclePlayer", "explore"),
    "waterbed.output.publish": ("published",),
    "waterbed.output.site": ("SiteOptions", "write_site"),
    "waterbed.output.still": ("write_still",),
    "waterbed.output.stilloptions": ("StillOptions",),
    "waterbed.output.timeline": ("Timeline",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
