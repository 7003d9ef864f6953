"""A data set as a schema of a PostgreSQL database with PostGIS, a table a table, written in one transaction."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import shapely

from waterbed.layers.containers.gis import FILES, SHAPE, Layer, no_twins, rows_of_layer
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.contents import VOCABULARY, Contents, Held
from waterbed.layers.foreign.postgis import is_address, mend_of, parted, place_of, said_by, settings_of
from waterbed.layers.schema.tables import TABLES

_ROW = "row"
"""The order of the rows; a row that somebody added comes last."""
_LONGEST_NAME = 63
_MOST_ROWS = 5_000_000


def names_set(address: str) -> bool:
    """Whether the address of a database names a schema, which holds a data set, not a table or a query of others.

    >>> names_set("postgresql://host/db?schema=records"), names_set("postgresql://host/db?table=a.b")
    (True, False)
    """
    return is_address(address) and re.search(r"[?&]schema=", address) is not None


@contextmanager
def _connected(address: str) -> Iterator[tuple[Any, str, str]]:
    """A connection, the name of the schema, and what messages call it; what the database refuses is a fault."""
    try:
        import psycopg
    except ImportError:
        mend = "pip install 'waterbed[postgis]'"
        raise DataError((Fault("database", "needs the package psycopg", mend),)) from None
    server, schema = parted(address, "schema")
    place = f"{place_of(server)}, schema {schema}"
    if not schema:
        raise DataError((Fault(place, "no schema is named", "add ?schema=name to the address"),))
    settings = settings_of(server, place)
    try:
        with psycopg.connect(**settings) as connection:
            yield connection, schema, place
    except psycopg.Error as error:
        said = said_by(error, str(settings.get("password") or ""))
        raise DataError((Fault(place, f"the database says: {said}", mend_of(error)),)) from None


def write_postgis(address: str, contents: Contents, layers: Mapping[str, Layer]) -> None:
    """Write a data set into a schema: whole or not at all.

    Parameters
    ----------
    address
        ``postgresql://user@host/database?schema=name``; the schema is new or empty, or holds a data set, whose tables are
        replaced. Tables of others in it stay.
    contents, layers
        What is written.

    Raises
    ------
    DataError
        If psycopg or PostGIS is not there, the database refuses, or the schema holds tables of that name that waterbed did
        not write.
    """
    from psycopg import sql

    no_twins(layers, _LONGEST_NAME, "PostgreSQL")
    files = contents.files
    texts = {"path": np.array([*files], dtype=object), "content": np.array([*files.values()], dtype=object)}
    with _connected(address) as (connection, schema, place), connection.cursor() as cursor:
        _look_at(cursor, schema, place)
        cursor.execute(sql.SQL("create schema if not exists {}").format(sql.Identifier(schema)))
        for name in (*TABLES, *layers, FILES):
            cursor.execute(sql.SQL("drop table if exists {}").format(sql.Identifier(schema, name)))
        for name, layer in {**layers, FILES: Layer(texts)}.items():
            _create(cursor, schema, name, layer)
            _fill(cursor, schema, name, layer)
        said = f"Data set {contents.meta.get('name', '')}, written by waterbed."
        cursor.execute(
            sql.SQL("comment on schema {} is {}").format(sql.Identifier(schema), sql.Literal(said))
        )


def is_there(address: str) -> bool:
    """Whether the schema holds a data set.

    Raises
    ------
    DataError
        If psycopg is not there, or the database refuses.
    """
    with _connected(address) as (connection, schema, _), connection.cursor() as cursor:
        cursor.execute("select to_regclass(%s) is not null", (f'"{schema}".{FILES}',))
        return bool(cursor.fetchone()[0])


def _look_at(cursor: Any, schema: str, place: str) -> None:
    """Refuse a database without PostGIS, and a schema in which tables of others have our names."""
    cursor.execute("select 1 from pg_type where typname = 'geometry'")
    if cursor.fetchone() is None:
        mend = "create extension postgis, or ask who keeps the database"
        raise DataError((Fault(place, "the database has no PostGIS", mend),))
    cursor.execute("select table_name from information_schema.tables where table_schema = %s", (schema,))
    there = {str(row[0]) for row in cursor.fetchall()}
    others = sorted(there & set(TABLES))
    if others and FILES not in there:
        mend = "name another schema, which is made where it is not there"
        raise DataError((Fault(place, f"has a table {others[0]} that waterbed did not write", mend),))


def _create(cursor: Any, schema: str, name: str, layer: Layer) -> None:
    from psycopg import sql

    kinds = {"M": "date", "f": "double precision", "O": "text"}
    columns: list[sql.Composable] = [
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kinds[cells.dtype.kind]))
        for column, cells in layer.cells.items()
    ]
    columns.append(sql.SQL("{} integer").format(sql.Identifier(_ROW)))
    if layer.shapes is not None:
        columns.append(sql.SQL("{} geometry(Geometry, 4326)").format(sql.Identifier(SHAPE)))
    if "id" in layer.cells:
        columns.append(sql.SQL("primary key (id)"))
    table = sql.Identifier(schema, name)
    cursor.execute(sql.SQL("create table {} ({})").format(table, sql.SQL(", ").join(columns)))
    if layer.shapes is not None:
        cursor.execute(sql.SQL("create index on {} using gist ({})").format(table, sql.Identifier(SHAPE)))


def _fill(cursor: Any, schema: str, name: str, layer: Layer) -> None:
    from psycopg import sql

    columns = [*layer.cells, _ROW, *([] if layer.shapes is None else [SHAPE])]
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    arrays = [_plain(cells) for cells in layer.cells.values()]
    arrays.append(list(range(len(arrays[0]))))
    if layer.shapes is not None:
        arrays.append(list(shapely.to_wkb(shapely.set_srid(layer.shapes, 4326), hex=True, include_srid=True)))
    with cursor.copy(sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(schema, name), listed)) as copy:
        for row in zip(*arrays, strict=True):
            copy.write_row(row)


def _plain(cells: Any) -> list[Any]:
    if cells.dtype.kind == "M":
        return [None if np.isnat(day) else str(day) for day in cells]
    if cells.dtype.kind == "f":
        return [None if value != value else float(value) for value in cells]
    return list(cells)


def read_postgis(address: str) -> Held:
    """Read a data set from a schema, as it was written or as somebody went on with it.

    Raises
    ------
    DataError
        If psycopg is not there, the database refuses, or the schema holds no data set.
    """
    from psycopg import sql

    rows: dict[str, list[list[str]]] = {}
    doubts: list[Fault] = []
    files: dict[str, str] = {}
    with _connected(address) as (connection, schema, place):
        connection.read_only = True
        with connection.cursor() as cursor:
            cursor.execute(
                "select table_name from information_schema.tables where table_schema = %s", (schema,)
            )
            there = sorted(str(row[0]) for row in cursor.fetchall())
            if FILES not in there:
                mend = "name the schema of one that waterbed has written; a table of others by ?table=schema.name"
                raise DataError((Fault(place, "holds no data set", mend),))
            for name in there:
                order = sql.SQL("" if name == FILES else " order by {}").format(sql.Identifier(_ROW))
                known = name == FILES or name in (*TABLES, VOCABULARY)
                if not known:
                    doubts.append(Fault(place, f"{name} was not read: it is no table of a data set"))
                    continue
                cursor.execute(sql.SQL("select * from {}").format(sql.Identifier(schema, name)) + order)
                columns = [str(column.name) for column in cursor.description or ()]
                found = cursor.fetchmany(_MOST_ROWS)
                arrays = list(zip(*found, strict=True)) or [()] * len(columns)
                if name == FILES:
                    files = dict(
                        zip(*(arrays[columns.index(one)] for one in ("path", "content")), strict=True)
                    )
                    continue
                by_name = dict(zip(columns, arrays, strict=True))
                shapes = by_name.pop(SHAPE, None)
                by_name.pop(_ROW, None)
                drawn = None if shapes is None else list(shapely.from_wkb(np.array(shapes, dtype=object)))
                rows[name], told = rows_of_layer(name, list(by_name), by_name.values(), drawn, name)
                doubts += told
    return Held(place, rows, files, doubts)
