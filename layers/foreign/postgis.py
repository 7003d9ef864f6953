"""Tables and queries of a PostgreSQL database, with PostGIS where it is there."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote, unquote_plus

import geopandas as gpd
import pandas as pd
import shapely
from pyproj.exceptions import CRSError

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.foreign.grid import Grid
from waterbed.layers.foreign.vector import grid_of_frame
from waterbed.layers.foreign.wkb import DEEPEST, too_deep

_MOST_ROWS = 5_000_000
_MOST_SECONDS = 10
"""Limits for absurd input: rows of a query; how long is waited for a server that does not answer."""
_RANGES = (3908, 3910, 3912)
"""PostgreSQL's codes for the types of ranges of times and days."""
_WRITTEN = "postgresql://user@host:5432/database?table=schema.name"


def is_address(source: str) -> bool:
    """Whether a source is the address of a database."""
    return source.startswith(("postgresql://", "postgres://"))


def read_database(address: str) -> list[Grid]:
    """Read a table or a query.

    Parameters
    ----------
    address
        ``postgresql://user@host/database?table=schema.name``, or ``?sql=select …`` at its end. A password is better kept
        in ``PGPASSWORD`` or the password file; messages never show it. The session only reads.

    Raises
    ------
    DataError
        If psycopg is not installed, the database cannot be reached, the query fails or gives too much; it names the
        query.
    """
    try:
        import psycopg
        from psycopg import sql
    except ImportError:
        mend = "pip install 'waterbed[postgis]'"
        raise DataError((Fault("database", "needs the package psycopg", mend),)) from None
    server, table, query = _parts(address)
    place = place_of(server)
    if bool(table) == bool(query):
        raise _refused(place, "no table or query is named", "add ?table=schema.name or ?sql=select … to it")
    settings = settings_of(server, place)
    named = sql.SQL("select * from {}").format(sql.Identifier(*table.split("."))) if table else sql.SQL(query)
    try:
        with psycopg.connect(**settings) as connection:
            connection.read_only = True
            shapes = _shape_columns(connection)
            with connection.cursor(
                "waterbed"
            ) as cursor:  # named: rows stay with the server until they are asked for
                cursor.execute(named)
                columns = cursor.description or ()
                rows = cursor.fetchmany(_MOST_ROWS + 1)
    except psycopg.Error as error:
        said = said_by(error, str(settings.get("password") or ""))
        raise DataError(
            (Fault(place, f"the database says: {said}", mend_of(error), value=table or query),)
        ) from None
    if len(rows) > _MOST_ROWS:
        raise _refused(
            place, f"{table or query} gives more than {_MOST_ROWS:,} rows", "ask for fewer with ?sql="
        )
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    spans = [at for at, column in enumerate(columns) if column.type_code in _RANGES]
    for at in spans:
        frame.isetitem(at, frame.iloc[:, at].map(_span, na_action="ignore").array)
    shaped = [at for at, column in enumerate(columns) if column.type_code in shapes]
    return [grid_of_frame(_with_shapes(frame, shaped, place), table or place)]


def _parts(address: str) -> tuple[str, str, str]:
    """The address of the server, the table, and the query, which is the rest of an address whatever its signs."""
    server, *rest = re.split("[?&]sql=", address, maxsplit=1)
    query = "".join(rest).strip()
    if not re.search(
        r"\s", query
    ):  # as a program writes it; where there are spaces, like '%20%' stays what it is
        query = unquote_plus(query)
    return *parted(server, "table"), query


def parted(address: str, name: str) -> tuple[str, str]:
    """An address without one of its parameters, and what that said; "" where it is not there."""
    found = re.search(rf"[?&]{name}=([^&]*)", address)
    if found is None:
        return address, ""
    before, after = address[: found.start()], address[found.end() :]
    return before + (after if "?" in before else after.replace("&", "?", 1)), unquote(found[1])


def settings_of(server: str, place: str) -> dict[str, Any]:
    """What libpq reads in an address; its own messages would repeat parts of it, of which one can be the password."""
    import psycopg

    try:
        settings = psycopg.conninfo.conninfo_to_dict(server)
    except psycopg.Error:
        settings = {"host": "@"}
    if "@" in str(settings.get("host", "")):
        mend = f"write it like {_WRITTEN}; signs such as @ and / in a password as %40 and %2F"
        raise _refused(place, "the address cannot be understood", mend)
    return {"connect_timeout": _MOST_SECONDS, **settings}


def place_of(server: str) -> str:
    """Host and database as messages name them: what stands after user and password."""
    place = re.sub(r"[?#].*", "", server.split("://", 1)[-1].rpartition("@")[2], flags=re.DOTALL)
    return place if re.fullmatch(r"[\w.-]+(:[0-9]+)?(/[\w.-]*)?", place) else "database"


def said_by(error: Exception, password: str) -> str:
    """The first line of what a database says; of several tries to reach it, the last."""
    lines = [line.strip(" -") for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    said = lines[-1] if "Multiple connection attempts" in str(error) else lines[0]
    return said.replace(password, "***") if password else said


def mend_of(error: Exception) -> str:
    """What to do about an error of a database."""
    import psycopg

    if isinstance(error, psycopg.OperationalError):
        return "look at the host, the user, the password and the name of the database"
    return "look at the table or the query, which has to be a select"


def _shape_columns(connection: Any) -> set[int]:
    """Type codes of PostGIS's geometry and geography; none where it is not installed."""
    with connection.cursor() as cursor:
        cursor.execute("select oid from pg_type where typname in ('geometry', 'geography')")
        return {int(row[0]) for row in cursor.fetchall()}


def _span(value: Any) -> str | None:
    """A range of days or times as EDTF."""
    if value.isempty:
        return None
    first, last = value.lower, value.upper
    if last is not None and not value.upper_inc:
        last -= timedelta(days=1) if type(last) is date else timedelta.resolution
    return "/".join("" if one is None else one.isoformat()[:10] for one in (first, last))


def _with_shapes(frame: pd.DataFrame, columns: list[int], place: str) -> pd.DataFrame:
    """The first column of shapes, of those at some places, as the frame's geometry; its CRS by the SRID of its shapes."""
    if not columns:
        return frame
    name = frame.columns[columns[0]]
    cells = frame.iloc[:, columns[0]].to_numpy(dtype=object)
    if deep := too_deep(cells):
        problem = f"{name} has {deep:,} shapes that hold others more than {DEEPEST} deep"
        raise _refused(place, problem, f"flatten them in a query: ST_CollectionHomogenize({name})")
    try:
        shapes = shapely.from_wkb(cells)
    except (shapely.GEOSException, NotImplementedError) as error:
        mend = f"make plain shapes of them in a query: ST_CurveToLine({name})"
        raise _refused(place, f"{name} has shapes that cannot be read ({error})", mend) from None
    codes = {int(shapely.get_srid(shape)) for shape in shapes if shape is not None} - {0}
    if len(codes) > 1:
        raise _refused(place, f"{name} mixes the SRIDs {sorted(codes)}", "transform them to one in the query")
    plain = frame.iloc[:, [at for at in range(frame.shape[1]) if at not in columns]]
    try:
        framed: pd.DataFrame = gpd.GeoDataFrame(
            plain, geometry=list(shapes), crs=codes.pop() if codes else None
        )
    except CRSError as error:
        mend = f"transform them in a query: ST_Transform({name}, 4326)"
        raise _refused(place, f"{name} has a SRID that is not known ({error})", mend) from None
    return framed


def _refused(place: str, problem: str, mend: str) -> DataError:
    return DataError((Fault(place, problem, mend),))
