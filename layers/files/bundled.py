"""The data sets that come with waterbed, by name."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from waterbed.layers.files.template import EXAMPLES
from waterbed.layers.manifest.shapes import MANIFEST

FOLDER = Path(__file__).parents[1] / "data"

DEFAULT = "scam-centres"
"""The one that is meant where none is named."""


def bundled_sets() -> Mapping[str, Path]:
    """Folder of each bundled data set by its name, the default one first."""
    folders = sorted(path.parent for path in FOLDER.glob(f"*/{MANIFEST}") if path.parent != EXAMPLES)
    ordered = sorted(folders, key=lambda folder: folder.name != DEFAULT)
    return MappingProxyType({folder.name: folder for folder in ordered})


def bundled_or(path: str | Path) -> Path:
    """The folder of the bundled set that a name is of; what is there by that name in the current folder goes before."""
    named = Path(path)
    return named if named.exists() else bundled_sets().get(str(path), named)
