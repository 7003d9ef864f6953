"""Maps of crime displacement: crackdown, displacement, return."""

from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError
from waterbed.output.page import PageOptions, write_map
from waterbed.output.player import CyclePlayer
from waterbed.output.timeline import Timeline

__all__ = ["CyclePlayer", "DataError", "Dataset", "PageOptions", "Timeline", "write_map"]
