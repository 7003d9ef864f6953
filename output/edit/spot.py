"""Where a point lies that somebody types: a small map around it, and the country in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, isfinite, radians

import shapely
from markupsafe import Markup

from waterbed.geo import basemap
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import CellError
from waterbed.layers.locale.strings import locale_of
from waterbed.layers.schema.cells import reader
from waterbed.layers.schema.tables import schema
from waterbed.output.language.strings import edit_strings
from waterbed.output.site.drawings.locator import Mark, Picture, draw_map

TYPED = ("lon", "lat", "precision_km", "place", "origin", "destination")
"""The columns that say where something is."""

_WIDTH, _HEIGHT = 380, 210
_LEAST_DEG, _MOST_DEG = 3.0, 70.0
"""Half the height of the map: a town and what is around it, up to most of the world."""
_ROOM = 1.35
"""Of the map, around what it shows."""
_KM_A_DEGREE = 111.2
_MOST_PLACES = 12
_WIDE = ("country", "region")
_HERE = "presence"
"""The sign of what the row is about."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is, as it is shown."""

    picture: Markup
    said: str
    """The country that a point lies in; what the places are called."""


def spot(typed: Mapping[str, str], dataset: Dataset | None, lang: str) -> Spot | None:
    """Draw the point that is typed, or the places that are named; None while there are none.

    Parameters
    ----------
    typed
        Texts of the columns of `TYPED`: degrees, kilometres, ids of places.
    dataset
        Whose places are named, and drawn around.
    lang
        Language of the words.
    """
    x, y, doubt = (_number(typed.get(name, ""), name) for name in TYPED[:3])
    said = edit_strings(lang)["say"]
    if isfinite(x) and isfinite(y):
        iso2 = _country(x, y)
        words = said["spot_in"].format(country=_called(iso2, dataset, lang)) if iso2 else said["spot_sea"]
        shown = [Mark(x, y, _HERE)]
    else:
        shown = _named([typed.get(name, "").strip() for name in TYPED[3:]], dataset, lang)
        words = " → ".join(mark.name for mark in shown)
    if not shown:
        return None
    view = _view(shown, doubt if isfinite(doubt) else 0.0)
    story = frozenset(code for code in dataset["countries"]["iso2"] if code) if dataset else frozenset()
    marks = (*shown, *_around(dataset, view, lang, shown))
    return Spot(draw_map(Picture(view, _WIDTH, _HEIGHT, story, marks, str(words))), str(words))


def _named(places: list[str], dataset: Dataset | None, lang: str) -> list[Mark]:
    if dataset is None:
        return []
    points = dataset.places.geometry
    shown = _shown(dataset, lang)
    standing = {place: dataset.stands_at(place) for place in places if dataset.table_of(place)}
    return [
        Mark(points[at].x, points[at].y, _HERE, dataset.label(place, shown))
        for place, at in standing.items()
        if at in points.index and points[at] is not None
    ]


def _view(marks: list[Mark], doubt_km: float) -> tuple[float, float, float, float]:
    """West, south, east and north around some points, over the dateline where that is the shorter way."""
    first = marks[0].lon
    lons = [first + (mark.lon - first + 180) % 360 - 180 for mark in marks]
    lats = [mark.lat for mark in marks]
    x, y = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    high = max((max(lats) - min(lats)) / 2 * _ROOM, 2 * doubt_km / _KM_A_DEGREE, _LEAST_DEG)
    wide = max((max(lons) - min(lons)) / 2 * _ROOM, high / max(cos(radians(y)), 0.1) * _WIDTH / _HEIGHT)
    high, wide = min(high, _MOST_DEG), min(wide, 2.5 * _MOST_DEG)
    return x - wide, max(y - high, -85.0), x + wide, min(y + high, 85.0)


def _shown(dataset: Dataset, lang: str) -> str:
    return lang if lang in dataset.languages else dataset.languages[0]


def _called(iso2: str, dataset: Dataset | None, lang: str) -> str:
    """A country as the data set calls it, else as Unicode does."""
    countries = dataset["countries"] if dataset else None
    own = [] if countries is None else countries.index[countries["iso2"] == iso2].tolist()
    if dataset and own and lang in dataset.languages:
        return dataset.label(str(own[0]), lang)
    return str(locale_of(lang).territories.get(iso2, iso2))


def _around(
    dataset: Dataset | None, view: tuple[float, float, float, float], lang: str, but: list[Mark]
) -> list[Mark]:
    """Other places of the set in a view."""
    if dataset is None:
        return []
    places, taken = dataset.places, {(mark.lon, mark.lat) for mark in but}
    points = places[places.geometry.notna() & ~places["level"].isin(_WIDE)].geometry
    inside = points[points.within(shapely.box(*view))]
    found = [
        Mark(point.x, point.y, "not_yet", dataset.label(str(place), _shown(dataset, lang)))
        for place, point in inside.items()
        if (point.x, point.y) not in taken
    ]
    return found[:_MOST_PLACES]


def _country(lon: float, lat: float) -> str:
    """ISO code of the country at a point of the bundled basemap, "" at sea."""
    frame = basemap.countries("region")
    at = frame.sindex.query(shapely.Point(lon, lat), predicate="intersects")
    return str(frame.index[at[0]]) if len(at) else ""


def _number(text: str, name: str) -> float:
    column = next(one for one in schema()["hubs"] if one.name == name)
    try:
        return float(str(reader(column)(text)))
    except CellError:
        return float("nan")
