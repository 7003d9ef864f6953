"""A database for the tests of its reader."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import psycopg
import pytest

from tests.layers.foreign.database import named, server
from tests.needs import NO_DATABASE, postgresql


@dataclass(frozen=True, slots=True)
class Database:
    """A database with PostGIS, and a schema in it that is there for the tests alone."""

    address: str
    schema: str

    def run(self, statement: str) -> None:
        """Run SQL in the schema."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"set search_path to {self.schema}, public")
            connection.execute(statement)


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    """A database; without one the test is skipped, in CI it fails unless the environment says that there is to be none."""
    programs = postgresql()
    if named() and named() != "none":
        yield from _schema(named())
    elif programs and os.geteuid() == 0 and named() != "none":
        with server(programs) as address:
            yield from _schema(address)
    else:
        aloud = os.environ.get("CI") == "true" and named() != "none"
        (pytest.fail if aloud else pytest.skip)(NO_DATABASE)


def _schema(address: str) -> Iterator[Database]:
    made = Database(address, f"waterbed_{uuid4().hex[:12]}")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("create extension if not exists postgis")
        connection.execute(f"create schema {made.schema}")
    try:
        yield made
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"drop schema {made.schema} cascade")
