"""The basemap's file format: lines shared by neighbours, stored once.

A *topology* keeps every border and coast once, as an *arc*: a run of grid points. Areas are rings of arc
numbers, so two neighbours can never drift apart, and provinces cost only their inner borders. Each grid
point says whether it belongs to the coarse level too, so that one set of arcs serves both levels.

The bytes are ``length of the header (4 bytes, little endian) + header (JSON, UTF-8) + arcs``. Point by point, through all
arcs in their order, the steps in x and y from the point before are kept; the first one starts at 0, 0. A step ``d`` is
written as the unsigned number ``2 d`` or ``-2 d - 1`` (*zigzag*). Alike goes with alike, which deflates best:

1. the number of points of each arc,
2. a byte for each step in x: the number, or 255 when it is at least that,
3. the same for y,
4. a bit for each point, the high bit of a byte first: 1 if the point belongs to the coarse level,
5. what the steps of 255 and more are beyond 255, those in x before those in y.

Numbers of parts 1 and 5 are written seven bits at a time, low bits first, the high bit of a byte saying that more follow
(LEB128). In a ring, ``i`` is arc ``i`` forwards, ``~i`` (that is ``-1 - i``) the same arc backwards.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

Ring = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A run of grid points between two places where lines meet, or a closed one.

    Attributes
    ----------
    points
        Shape (n, 2), whole numbers: longitude and latitude times the grid.
    coarse
        Shape (n,): which points belong to the coarse level.
    """

    points: NDArray[np.int64]
    coarse: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs and what is made of them.

    Attributes
    ----------
    arcs
        All arcs, in the order of their numbers.
    header
        What is made of the arcs, ready for JSON: ``grid`` (points in a degree) and tables whose rows end in
        a list of rings.
    """

    arcs: tuple[Arc, ...]
    header: Mapping[str, Any]

    def line(self, reference: int, *, coarse: bool = False) -> NDArray[np.int64]:
        """Return the points of one arc reference, in its direction."""
        arc = self.arcs[reference if reference >= 0 else ~reference]
        points = arc.points[arc.coarse] if coarse else arc.points
        return points if reference >= 0 else points[::-1]

    def ring(self, references: Ring, *, coarse: bool = False) -> NDArray[np.int64]:
        """Return the points of a closed ring, the first one repeated at the end; empty if nothing of it is left."""
        lines = [self.line(reference, coarse=coarse) for reference in references]
        joined = np.concatenate(lines)
        if len(joined) == 0:
            return joined
        keep = np.ones(len(joined), dtype=bool)
        keep[1:] = (joined[1:] != joined[:-1]).any(axis=1)
        return joined[keep]

    def area(self, rings: Iterable[Sequence[int]], *, coarse: bool = False) -> MultiPolygon:
        """Build the area of some rings in degrees, holes after the ring they lie in."""
        polygons: list[tuple[NDArray[np.float64], list[NDArray[np.float64]]]] = []
        for references in rings:
            points = self.ring(tuple(references), coarse=coarse)
            if len(points) < 4:
                continue
            if _runs_clockwise(points) and polygons:
                polygons[-1][1].append(points / self.header["grid"])
            else:
                polygons.append((points / self.header["grid"], []))
        return _valid(MultiPolygon([Polygon(shell, holes) for shell, holes in polygons]))

    def only(self, references: Iterable[int]) -> tuple["Topology", dict[int, int]]:
        """Return a topology with these arcs alone, and the new number of each old arc.

        The header is left as it is: the caller rewrites its tables with `renumber`.
        """
        used = sorted({reference if reference >= 0 else ~reference for reference in references})
        numbers = {old: new for new, old in enumerate(used)}
        return Topology(tuple(self.arcs[old] for old in used), self.header), numbers


def renumber(rings: Iterable[Sequence[int]], numbers: Mapping[int, int]) -> list[list[int]]:
    """Return the rings with the arcs' new numbers."""
    return [[numbers[i] if i >= 0 else ~numbers[~i] for i in ring] for ring in rings]


def to_bytes(topology: Topology) -> bytes:
    """Write a topology; the same topology always gives the same bytes."""
    header = {**topology.header, "arcs": len(topology.arcs)}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return struct.pack("<I", len(text)) + text + _arc_bytes(topology.arcs)


def from_bytes(data: bytes) -> Topology:
    """Read what `to_bytes` wrote."""
    (length,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + length])
    return Topology(tuple(_arcs(np.frombuffer(data, np.uint8, offset=4 + length), header["arcs"])), header)


def _runs_clockwise(points: NDArray[np.int64]) -> bool:
    x, y = points[:, 0], points[:, 1]
    return bool((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() < 0)


def _valid(area: MultiPolygon) -> MultiPolygon:
    if area.is_valid:
        return area
    parts = shapely.get_parts(shapely.make_valid(area, method="structure"))
    return MultiPolygon([part for part in parts if isinstance(part, Polygon)])


_LONG = 255
"""Steps from here on do not fit their byte."""


def _arc_bytes(arcs: Sequence[Arc]) -> bytes:
    if not arcs:
        return b""
    # The first step of an arc starts where the arc before ended: all arcs are one run of steps.
    points = np.concatenate([arc.points for arc in arcs])
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    zigzag = np.where(steps >= 0, 2 * steps, -2 * steps - 1).T
    coarse: bytes = np.packbits(np.concatenate([arc.coarse for arc in arcs])).tobytes()
    short: bytes = np.minimum(zigzag, _LONG).astype(np.uint8).tobytes()
    lengths = np.array([len(arc.points) for arc in arcs])
    return _varints(lengths) + short + coarse + _varints(zigzag[zigzag >= _LONG] - _LONG)


def _varints(numbers: NDArray[np.int64]) -> bytes:
    wide = np.ones_like(numbers)
    for octets in range(1, 9):
        wide += numbers >= 1 << 7 * octets
    last = np.cumsum(wide) - 1
    place = np.arange(wide.sum()) - np.repeat(last - wide + 1, wide)
    coded = np.repeat(numbers, wide) >> 7 * place & 127 | 128
    coded[last] &= 127
    written: bytes = coded.astype(np.uint8).tobytes()
    return written


def _read_varints(octets: NDArray[np.int64]) -> NDArray[np.int64]:
    last = np.flatnonzero(octets < 128)
    first = np.concatenate([[0], last + 1])[:-1]
    place = np.arange(len(octets)) - np.repeat(first, last - first + 1)
    return np.add.reduceat((octets & 127) << (7 * place), first) if len(first) else first


def _arcs(octets: NDArray[np.uint8], count: int) -> Iterator[Arc]:
    if not count:
        return
    after = int(np.flatnonzero(octets < 128)[count - 1]) + 1
    lengths = _read_varints(octets[:after].astype(np.int64))
    size = int(lengths.sum())
    bits, long = after + 2 * size, after + 2 * size + -(-size // 8)
    zigzag = octets[after:bits].astype(np.int64).reshape(2, size)
    zigzag[zigzag == _LONG] += _read_varints(octets[long:].astype(np.int64))
    points = np.where(zigzag & 1, -(zigzag + 1) // 2, zigzag // 2).cumsum(axis=1).T
    coarse = np.unpackbits(octets[bits:long], count=size).astype(bool)
    end = 0
    for length in lengths.tolist():
        first, end = end, end + length
        yield Arc(points[first:end], coarse[first:end])
