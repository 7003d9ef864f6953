"""Maps of crime displacement: crackdown, displacement, return."""

from waterbed.layers.cycle import cycles, edges
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.measures import wdd, wdq
from waterbed.output.brief import BriefOptions, write_brief
from waterbed.output.film import FilmOptions, write_film
from waterbed.output.page import PageOptions, write_map
from waterbed.output.player import CyclePlayer, explore
from waterbed.output.publish import published
from waterbed.output.site import SiteOptions, write_site
from waterbed.output.still import StillOptions, write_still
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
