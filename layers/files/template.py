"""A data set to fill in: the tables that most people need, with an example row or two in each."""

from pathlib import Path

from waterbed.layers.manifest.shapes import MANIFEST

EXAMPLES = Path(__file__).parents[1] / "data" / "template"
"""A small valid data set with a remark on each row; every other table and column may be added, and any of these left out."""


def template() -> dict[str, str]:
    """Return the files of a data set to fill in, by name, the manifest last.

    It is a valid data package as it stands; the example rows are to be replaced.
    """
    names = sorted((path.name for path in EXAMPLES.iterdir()), key=lambda name: (name == MANIFEST, name))
    return {name: (EXAMPLES / name).read_text(encoding="utf-8") for name in names}
