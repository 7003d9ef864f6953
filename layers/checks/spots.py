"""Points and outlines that cannot lie where they are said to lie."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import shapely

from waterbed.geo.outlines import label_point, outline_of, wide_edge
from waterbed.layers.checks.sheet import Sheet
from waterbed.layers.errors import Fault

Numbers = npt.NDArray[np.float64]

_TOLERANCE_KM = 5.0
"""Generalised borders put border towns some kilometres into the neighbour's land."""

_AT_SEA_KM = 400.0
"""An incident is counted to a country as far out as its waters reach."""

_CORNER_KM = 1000.0
"""Outlines reach into the sea and over borders; a corner so far outside is a slip."""

_MOST_STEPS = 50


def spot_doubts(sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """Find points and outlines at 0, 0, and those outside the country that their record names.

    Parameters
    ----------
    sheets
        Every table.
    """
    for name in ("zones", "hubs", "events"):
        sheet, iso2 = sheets[name], _iso2(sheets, name)
        lon, lat = sheet.frame["lon"].to_numpy(), sheet.frame["lat"].to_numpy()
        nowhere = (lon == 0) & (lat == 0)
        mend = "leave lon and lat empty when the place is not known"
        for at in np.flatnonzero(nowhere):
            yield sheet.fault(int(at), "lon, lat", "0, 0", "is in the sea, in the Gulf of Guinea", mend)
        asked = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat) & (iso2 != "") & ~nowhere)
        least = _AT_SEA_KM if name == "events" else _TOLERANCE_KM
        yield from _outside(sheet, asked, lon[asked], lat[asked], iso2[asked], least)
    yield from _outlines(sheets["zones"], _iso2(sheets, "zones"))


def _outside(
    sheet: Sheet,
    rows: npt.NDArray[np.intp],
    lon: Numbers,
    lat: Numbers,
    iso2: npt.NDArray[np.object_],
    least: float,
) -> Iterator[Fault]:
    """Points farther outside their country than they may be, ``least`` km being nothing."""
    allowed = np.fmax(least, sheet.frame["precision_km"].to_numpy()[rows])
    for one, km, fits in _far(lon, lat, iso2, allowed):
        value = f"{lon[one]:g}, {lat[one]:g}"
        mend = "lon and lat look swapped" if fits else "check the point, the country or precision_km"
        yield sheet.fault(int(rows[one]), "lon, lat", value, f"is {km:,.0f} km outside {iso2[one]}", mend)


def _outlines(sheet: Sheet, iso2: npt.NDArray[np.object_]) -> Iterator[Fault]:
    """Outlines whose label point, or a corner, lies outside their country, or whose corner is 0, 0."""
    texts = sheet.frame["geometry"]
    rows = np.flatnonzero((texts != "").to_numpy())
    shapes = [outline_of(str(texts.iloc[at])) for at in rows]
    middles = np.array([label_point(shape).coords[0] for shape in shapes], dtype=float).reshape(-1, 2)
    known = iso2[rows] != ""
    allowed = np.fmax(_TOLERANCE_KM, sheet.frame["precision_km"].to_numpy()[rows])
    asked = np.flatnonzero(known)
    found = {
        int(asked[one]): (km, fits)
        for one, km, fits in _far(middles[asked, 0], middles[asked, 1], iso2[rows][asked], allowed[asked])
        if not _touches(shapes[asked[one]], str(iso2[rows][asked][one]))
    }
    for one, (at, shape) in enumerate(zip(rows, shapes, strict=True)):
        value, corners = str(texts.iloc[at]), shapely.get_coordinates(shape)
        if (corners == 0).all(axis=1).any():
            mend = "take the corner out: 0, 0 is in the Gulf of Guinea"
            yield sheet.fault(int(at), "geometry", value, "has a corner at 0, 0", mend)
        elif one in found:
            km, fits = found[one]
            where = f"{middles[one, 0]:.4g}, {middles[one, 1]:.4g}"
            mend = "lon and lat look swapped" if fits else "check the outline or the country"
            yield sheet.fault(
                int(at), "geometry", value, f"lies {km:,.0f} km outside {iso2[at]} (at {where})", mend
            )
        elif known[one] and (slip := _corner(shape, str(iso2[at]), float(allowed[one]))):
            problem = f"has a corner {slip[1]:,.0f} km outside {iso2[at]} (at {slip[0]})"
            yield sheet.fault(int(at), "geometry", value, problem, "check that corner or the country")
        if width := wide_edge(value):
            problem = f"has an edge {width:.0f} degrees wide, which was read as one over the dateline"
            yield sheet.fault(int(at), "geometry", value, problem, "add a corner in between if it is not")


def _touches(shape: shapely.Geometry, iso2: str) -> bool:
    """Whether an outline and its country have any ground in common: among islands its middle lies in the sea."""
    from waterbed.geo.basemap import countries

    return bool(shapely.intersects(shapely.make_valid(shape), countries().geometry[iso2]))


def _corner(shape: shapely.Geometry, iso2: str, allowed: float) -> tuple[str, float] | None:
    """The corner farthest outside the country, if it is too far to be meant, with how many kilometres."""
    # The farthest is one of those that a rubber band around the shape would touch; of islands apart, of each.
    hulls = shapely.convex_hull(shapely.get_parts(shape))
    corners = np.unique(shapely.get_coordinates(hulls), axis=0)[: _MOST_STEPS * 20]
    away = _distance_outside_km(corners[:, 0], corners[:, 1], np.full(len(corners), iso2, dtype=object))
    if not len(away) or not np.nanmax(away, initial=0.0) > max(_CORNER_KM, allowed):
        return None
    at = int(np.nanargmax(away))
    return f"{corners[at, 0]:.6g}, {corners[at, 1]:.6g}", float(away[at])


def _far(
    lon: Numbers, lat: Numbers, iso2: npt.NDArray[np.object_], allowed: Numbers
) -> Iterator[tuple[int, float, bool]]:
    """Positions of points that lie too far outside their country, how far, and whether they would fit if swapped."""
    if not len(lon):
        return
    away = _distance_outside_km(lon, lat, iso2)
    far = np.flatnonzero(away > allowed)
    if len(far):
        swapped = _would_fit(lon[far], lat[far], iso2[far], allowed[far])
        yield from zip(far.tolist(), away[far].tolist(), swapped.tolist(), strict=True)


def _would_fit(
    lon: Numbers, lat: Numbers, iso2: npt.NDArray[np.object_], allowed: Numbers
) -> npt.NDArray[np.bool_]:
    """Whether points would lie in their country with their coordinates swapped."""
    fits = np.abs(lon) <= 90
    fits[fits] = _distance_outside_km(lat[fits], lon[fits], iso2[fits]) <= allowed[fits]
    return fits


def _distance_outside_km(lon: Numbers, lat: Numbers, iso2: npt.NDArray[np.object_]) -> Numbers:
    # Imported here: polygons are only needed when there are points to check.
    from geopandas import GeoSeries, points_from_xy

    from waterbed.geo.areas import distance_outside_km

    points = GeoSeries(points_from_xy(lon, lat), crs="EPSG:4326")
    return np.asarray(distance_outside_km(points, iso2), dtype=float)


def _iso2(sheets: Mapping[str, Sheet], name: str) -> npt.NDArray[np.object_]:
    """Return the country code of each row's country, its own or that of what it lies in, "" when there is none."""
    codes = sheets["countries"].frame["iso2"]
    zones = sheets["zones"].frame
    country = zones["country"].astype(object)
    for _ in range(_MOST_STEPS):  # circles are faults, and these are told beside faults
        bare = (country == "") & (zones["parent"] != "")
        if not bare.any():
            break
        country = country.mask(bare, zones["parent"].map(country).astype(object).fillna(""))
    of_zone = country.map(codes).astype(object)
    if name == "zones":
        found = of_zone
    else:
        hubs = sheets["hubs"].frame["place"]
        of_hub = hubs.map(of_zone).astype(object).fillna(hubs.map(codes))
        place = sheets[name].frame["place"]
        found = of_hub if name == "hubs" else place.map(of_zone).astype(object)
        found = found.fillna(place.map(codes)).fillna(place.map(of_hub))
    return found.fillna("").to_numpy(dtype=object)
