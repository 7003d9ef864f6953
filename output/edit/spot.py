"""Where a point lies that somebody types: a small map around it, and the country in words."""

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

_WIDTH, _HEIGHT = 380, 210
_LEAST_DEG, _MOST_DEG = 3.0, 20.0
"""Half the height of the map: a town and what is around it, or a country."""
_KM_A_DEGREE = 111.2
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A point as it is shown."""

    picture: Markup
    said: str
    """The country that it lies in."""


def spot(lon: str, lat: str, km: str, dataset: Dataset | None, lang: str) -> Spot | None:
    """Draw a point among the places of a data set; None while the two texts are no point.

    Parameters
    ----------
    lon, lat, km
        Degrees and precision as they are typed.
    dataset
        Whose places are around it.
    lang
        Language of the words.
    """
    x, y, doubt = (_number(text, name) for text, name in ((lon, "lon"), (lat, "lat"), (km, "precision_km")))
    if not (isfinite(x) and isfinite(y)):
        return None
    half = min(max(2 * doubt / _KM_A_DEGREE if isfinite(doubt) else 0, _LEAST_DEG), _MOST_DEG)
    wide = half / max(cos(radians(y)), 0.1) * _WIDTH / _HEIGHT
    view = (x - wide, max(y - half, -85.0), x + wide, min(y + half, 85.0))
    iso2 = _country(x, y)
    said = edit_strings(lang)["say"]
    words = said["spot_in"].format(country=_called(iso2, dataset, lang)) if iso2 else said["spot_sea"]
    story = frozenset(code for code in dataset["countries"]["iso2"] if code) if dataset else frozenset()
    marks = (Mark(x, y, "crackdown"), *_around(dataset, view, lang))
    return Spot(draw_map(Picture(view, _WIDTH, _HEIGHT, story, marks, str(words))), str(words))


def _called(iso2: str, dataset: Dataset | None, lang: str) -> str:
    """A country as the data set calls it, else as Unicode does."""
    countries = dataset["countries"] if dataset else None
    own = [] if countries is None else countries.index[countries["iso2"] == iso2].tolist()
    if dataset and own and lang in dataset.languages:
        return dataset.label(str(own[0]), lang)
    return str(locale_of(lang).territories.get(iso2, iso2))


def _around(dataset: Dataset | None, view: tuple[float, float, float, float], lang: str) -> list[Mark]:
    if dataset is None:
        return []
    places = dataset.places
    points = places[places.geometry.notna() & (places["level"] != "country")].geometry
    inside = points[points.within(shapely.box(*view))]
    shown = lang if lang in dataset.languages else dataset.languages[0]
    return [
        Mark(point.x, point.y, "ended", dataset.label(str(place), shown))
        for place, point in list(inside.items())[:_MOST_PLACES]
    ]


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
