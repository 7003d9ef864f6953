"""What other programs take of a data set to look at or to analyse, and nobody reads back: KML, and a table of links."""

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import shapely

from waterbed.layers.containers.gis import DRAWN_AT, FIRST, LAST, Layer, cell_of
from waterbed.layers.files.contents import Contents
from waterbed.layers.files.sheets import GUARDED

with warnings.catch_warnings():
    warnings.simplefilter(
        "ignore"
    )  # it would say on every command that a package for pretty printing is not there
    from fastkml import KML, Data, Document, ExtendedData, Folder, Placemark, TimeSpan
    from fastkml.times import KmlDateTime

LINKS = (
    "source", "source_type", "source_lat", "source_lon", "target", "target_type", "target_lat", "target_lon",
    "link_type", "date_start", "date_end", "count", "certainty", "reference", "label",
)  # fmt: skip
"""Columns of a link, as i2, Gephi and flow maps can be told to read them."""
_KML = "http://www.opengis.net/kml/2.2"
_PLACES = {"hubs": "hub", "zones": "zone", "countries": "country"}
"""Tables of places, and what a place of each is called."""


def write_kml(path: Path, contents: Contents, layers: Mapping[str, Layer]) -> None:
    """Write what is drawn, a folder a table, with the days between which it can have been so."""
    lang = contents.languages[0]
    folders = [
        Folder(name=name, features=list(_placemarks(layer, f"label_{lang}")))
        for name, layer in layers.items()
        if layer.shapes is not None
    ]
    title = str(contents.meta.get("title", contents.meta.get("name", "")))
    kml = KML(features=[Document(name=title, features=folders)])
    # Written by the standard library, whichever one fastkml has found: the same bytes everywhere.
    tree = ElementTree.fromstring(kml.to_string(prettyprint=False))  # noqa: S314  our own
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
    tree.set("xmlns", _KML)
    ElementTree.indent(tree)
    text = ElementTree.tostring(tree, "unicode")
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', encoding="utf-8", newline="\n")


def _placemarks(layer: Layer, label: str) -> Iterator[Placemark]:
    shapes = layer.shapes if layer.shapes is not None else ()
    for at, shape in enumerate(shapes):
        if shape is None:
            continue
        cells = {name: cell_of(_plain(column[at])) for name, column in layer.cells.items()}
        told = [Data(name=name, value=cell) for name, cell in cells.items() if cell and name != DRAWN_AT]
        first, last = (_day(layer, name, at) for name in (FIRST, LAST))
        times = TimeSpan(begin=first, end=last) if first or last else None
        name = cells.get(label) or cells.get("id", "")
        data = ExtendedData(elements=told)
        place: Any = shapely.geometry.shape(shape)
        yield Placemark(name=name, geometry=place, times=times, extended_data=data)


def _plain(value: Any) -> Any:
    return (None if np.isnat(value) else str(value)) if isinstance(value, np.datetime64) else value


def _day(layer: Layer, name: str, at: int) -> KmlDateTime | None:
    day = layer.cells[name][at] if name in layer.cells else np.datetime64("NaT", "D")
    when: Any = day.item()
    return None if when is None else KmlDateTime(when)


def write_links(path: Path, contents: Contents, layers: Mapping[str, Layer]) -> None:
    """Write the movements between two places as one table, for i2, Gephi, flowmap.blue and kepler.gl."""
    path.write_text(GUARDED.written(LINKS, _links(contents, layers)), encoding="utf-8", newline="")


def _links(contents: Contents, layers: Mapping[str, Layer]) -> Iterator[list[Any]]:
    moves, layer = contents.tables.get("movements"), layers.get("movements")
    if moves is None or layer is None:
        return
    names, kinds = _named(contents)
    cells = {name: moves[name].tolist() for name in moves.columns}
    empty = [""] * len(moves)
    for at, record in enumerate(cells["id"]):
        ends = [cells.get(name, empty)[at] for name in ("origin", "destination")]
        if not all(ends):
            continue
        shape = None if layer.shapes is None else layer.shapes[at]
        points = [("", ""), ("", "")] if shape is None else [(y, x) for x, y in shape.coords]
        days = [_plain(layer.cells[name][at]) if name in layer.cells else None for name in (FIRST, LAST)]
        sides = [[names[end], kinds[end], *point] for end, point in zip(ends, points, strict=True)]
        said = [cells.get(name, empty)[at] for name in ("best", "certainty")]
        label = cells.get(f"label_{contents.languages[0]}", empty)[at]
        yield [*sides[0], *sides[1], cells["kind"][at], *days, *said, record, label]


def _named(contents: Contents) -> tuple[dict[str, str], dict[str, str]]:
    """Name and kind of each place: its label, with its id where two places have the same."""
    kinds: dict[str, str] = {}
    labels: dict[str, str] = {}
    for table, kind in _PLACES.items():
        frame = contents.tables.get(table)
        if frame is not None:
            kinds |= dict.fromkeys(frame["id"], kind)
            labels |= dict(zip(frame["id"], frame[f"label_{contents.languages[0]}"], strict=True))
    times = Counter(labels.values())
    twice = {label for label, many in times.items() if many > 1}
    return {
        place: f"{label} ({place})" if label in twice else label for place, label in labels.items()
    }, kinds
