"""Tables and queries of a PostgreSQL database, with PostGIS where it is there."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import geopandas as gpd
import pandas as pd
import shapely

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.foreign.grid import Grid
from waterbed.layers.foreign.vector import grid_of_frame

_MOST_ROWS = 5_000_000


def is_address(source: str) -> bool:
    """Whether a source is the address of a database."""
    return source.startswith(("postgresql://", "postgres://"))


def read_database(address: str) -> list[Grid]:
    """Read a table or a query.

    Parameters
    ----------
    address
        ``postgresql://user@host/database?table=schema.name``, or ``?sql=select …``. A password is better kept in
        ``PGPASSWORD`` or the password file; messages never show it. The session only reads.

    Raises
    ------
    DataError
        If psycopg is not installed, the database cannot be reached, or the query fails; it names the query.
    """
    try:
        import psycopg
        from psycopg import sql
    except ImportError:
        mend = "pip install 'waterbed[postgis]'"
        raise DataError((Fault("database", "needs the package psycopg", mend),)) from None
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query))
    table, query = asked.pop("table", ""), asked.pop("sql", "")
    place = f"{parts.hostname or 'database'}{parts.path}"
    if bool(table) == bool(query):
        mend = "add ?table=schema.name or ?sql=select … to the address"
        raise DataError((Fault(place, "no table or query is named", mend),))
    server = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(asked), ""))
    named = sql.SQL("select * from {}").format(sql.Identifier(*table.split("."))) if table else sql.SQL(query)
    try:
        with psycopg.connect(server) as connection:
            connection.read_only = True
            shapes = _shape_columns(connection)
            with connection.cursor() as cursor:
                cursor.execute(named)
                if cursor.description is None:
                    raise DataError((Fault(place, "gives no rows", "write a select"),))
                header = [column.name for column in cursor.description]
                types = [column.type_code for column in cursor.description]
                rows = cursor.fetchmany(_MOST_ROWS)
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        mend = "look at the address and the query"
        raise DataError((Fault(place, f"the database says: {said}", mend, value=table or query),)) from None
    frame = pd.DataFrame(rows, columns=header, dtype=object)
    return [
        grid_of_frame(
            _with_shapes(frame, [h for h, t in zip(header, types, strict=True) if t in shapes], place),
            table or place,
        )
    ]


def _shape_columns(connection: Any) -> set[int]:
    """Type codes of PostGIS's geometry and geography; none where it is not installed."""
    with connection.cursor() as cursor:
        cursor.execute("select oid from pg_type where typname in ('geometry', 'geography')")
        return {int(row[0]) for row in cursor.fetchall()}


def _with_shapes(frame: pd.DataFrame, columns: list[str], place: str) -> pd.DataFrame:
    """The first column of shapes as the frame's geometry; its CRS by the SRID of its shapes."""
    if not columns:
        return frame
    first, *others = columns
    shapes = shapely.from_wkb(frame[first].to_numpy(dtype=object))
    codes = {int(shapely.get_srid(shape)) for shape in shapes if shape is not None} - {0}
    if len(codes) > 1:
        raise DataError(
            (Fault(place, f"{first} mixes the SRIDs {sorted(codes)}", "transform them to one in the query"),)
        )
    plain = frame.drop(columns=[first, *others])
    framed: pd.DataFrame = gpd.GeoDataFrame(plain, geometry=list(shapes), crs=codes.pop() if codes else None)
    return framed
