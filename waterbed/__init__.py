"""Maps of crime displacement: crackdown, displacement, return."""

from waterbed.layers.cycle import cycles, edges
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.measures import wdd, wdq
from waterbed.output.page import PageOptions, write_map
from waterbed.output.player import CyclePlayer
from waterbed.output.site import SiteOptions, write_site
from waterbed.output.timeline import Timeline

__all__ = [
    "CyclePlayer",
    "DataError",
    "Dataset",
    "PageOptions",
    "SiteOptions",
    "Timeline",
    "cycles",
    "edges",
    "wdd",
    "wdq",
    "write_map",
    "write_site",
]
