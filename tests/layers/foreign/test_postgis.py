"""Tables, views and queries of a real database become the right records, and what fails is told in one line."""

import pytest

from tests.layers.conftest import Database
from waterbed import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.foreign.postgis import read_database
from waterbed.layers.intake.reading import Reading, read_files

MOVES = """
create table moves (id uuid default gen_random_uuid(), origin text, destination text, date date, people numeric(10, 3),
                    scan bytea, source text);
insert into moves (origin, destination, date, people, scan, source) values
    ('Bavet', 'Myawaddy', '2024-04-05', 12.500, '\\x00ff', 'The Desk, 50%'),
    ('Bavet', 'Poipet', '2023-12-31', 1500, null, 'The Desk, 50%'),
    ('Poipet', 'Myawaddy', null, 'NaN', null, 'Another');
create view late as select * from moves where date > '2024-01-01';
"""
TOWNS = """
create table towns (name text, kind text, shape geometry(Point, 32648), other geometry(Point, 4326));
insert into towns values
    ('Bavet', 'fraud_hub', ST_Transform(ST_SetSRID(ST_MakePoint(106.135, 11.063), 4326), 32648), null),
    ('Nowhere', 'fraud_hub', null, null);
create table areas (place text, date daterange, noted timestamptz, shape geography(Polygon));
insert into areas values ('The strip', '[2024-01-05,2024-02-01)', null,
                          'POLYGON ((106 11, 107 11, 107 12, 106 11))');
"""


@pytest.fixture(scope="session")
def filled(database: Database) -> Database:
    database.run(MOVES)
    database.run(TOWNS)
    return database


def _read(database: Database, what: str) -> Reading:
    return read_files([f"{database.address}?{what.format(schema=database.schema)}"])


def test_a_table_of_moves(filled: Database) -> None:
    reading = _read(filled, "table={schema}.moves")
    dataset = Dataset.of(reading.package)
    moves = dataset["movements"].reset_index()
    assert reading.questions == ()
    assert moves["origin"].tolist() == ["bavet", "bavet", "poipet"]
    assert moves["period"].tolist()[:2] == ["2024-04-05", "2023-12-31"]
    assert moves["best"].tolist()[:2] == [12.5, 1500] and moves["best"].isna().tolist()[2]
    assert moves["locator"].tolist()[0][0].startswith(f"{filled.schema}.moves, row 2, ")
    assert sorted(dataset["sources"]["title"]) == ["Another", "The Desk, 50%"]


@pytest.mark.parametrize(
    "query",
    [
        "table={schema}.late",
        "sql=select * from {schema}.moves\n where date > '2024-01-01' and people + 1 > 1 and source like '%50%';",
        "sql=select%20*%20from%20{schema}.late",
        "sql=select+*+from+{schema}.late",
        "connect_timeout=5&sql=select origin, destination, date from {schema}.late where '#&?'||origin like '#&?B%'",
    ],
)
def test_a_view_and_a_query_with_any_signs(filled: Database, query: str) -> None:
    moves = Dataset.of(_read(filled, query).package)["movements"]
    assert moves["period"].tolist() == ["2024-04-05"]


def test_points_in_metres_come_as_degrees_beside_places_without_one(filled: Database) -> None:
    (grid,) = read_database(f"{filled.address}?table={filled.schema}.towns")
    assert grid.rows[0] == ["name", "kind", "lon", "lat"]
    assert [round(float(cell), 6) for cell in grid.rows[1][2:]] == [106.135, 11.063]  # type: ignore[arg-type]
    assert grid.rows[2][2:] == [None, None]
    assert grid.notes == ("coordinates changed from WGS 84 / UTM zone 48N to degrees",)


def test_an_outline_and_a_span_of_days(filled: Database) -> None:
    reading = _read(filled, "table={schema}.areas")
    (event,) = reading.package.tables["events"].frame.to_dict("records")
    assert event["date"] == "2024-01-05/2024-01-31"
    (zone,) = reading.package.tables["zones"].frame.to_dict("records")
    assert zone["geometry"].startswith("POLYGON ((106 11")


REFUSED = {
    "table={schema}.mooves": r'relation "\w+\.mooves" does not exist',
    "sql=delete from {schema}.moves": r'syntax error at or near "delete".*has to be a select',
    "sql=with gone as (delete from {schema}.moves returning *) select * from gone": r"data-modifying statements",
    "sql=select 1; drop table {schema}.moves": r"the database says: .*has to be a select",
    "sql=select 'infinity'::date as date": r"the database says: .*select",
    "sql=select ST_GeomFromText('CIRCULARSTRING(0 0, 1 1, 2 0)', 4326) as arc": r"ST_CurveToLine\(arc\)",
    "sql=select ST_MakePoint(0, 0) as at": r"says no CRS",
    "sql=select ST_SetSRID(ST_MakePoint(0, s), s) as at from (values (4326), (3857)) as of (s)": r"at mixes the SRIDs",
    "": r"no table or query is named; add \?table=",
}


@pytest.mark.parametrize("query", REFUSED)
def test_what_fails_is_one_clear_line(filled: Database, query: str) -> None:
    with pytest.raises(DataError, match=REFUSED[query]) as told:
        _read(filled, query)
    assert len(told.value.faults) == 1 and len(str(told.value).splitlines()) <= 2
    filled.run("select 1 from moves")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "postgresql://nobody:s3cret@{place}/postgres?table=x",
            r"nobody.*; look at the host, the user, the password",
        ),
        ("postgresql://nobody:s3cret@{place}/nowhere?table=x", r"; look at the host, the user, the password"),
        ("postgresql://nobody:s3cret@localhost:1/postgres?table=x", r"localhost:1/postgres: .*refused"),
        (
            "postgresql://nobody:s3cret@no.such.host.invalid/postgres?table=x",
            r"no\.such\.host\.invalid/postgres",
        ),
        ("postgresql://nobody:s3/cret@{place}/postgres?table=x", r"; "),
        ("postgresql://nobody:s3#cret@{place}/postgres?table=x", r"; "),
        ("postgresql://nobody:s3?cret@{place}/postgres?table=x", r"; "),
        ("postgresql://nobody:s3@cret@{place}/postgres?table=x", r"; "),
        ("postgresql://nobody:s3%cret@{place}/postgres?table=x", r"signs such as @ and / in a password"),
        ("postgresql://[s3cret/postgres?table=x", r"signs such as @ and / in a password"),
        ("postgresql://nobody@{place}/postgres?password=s3cret&table=x", r"nobody"),
        ("postgresql://nobody@{place}/postgres?table=x&password=s3cret", r"nobody"),
        ("postgresql://nobody:s3cret@{place}/postgres?tabel=x", r"no table or query is named"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_without_the_password(
    filled: Database, address: str, said: str
) -> None:
    place = filled.address.rpartition("@")[2].partition("/")[0]
    with pytest.raises(DataError, match=said) as told:
        read_database(address.format(place=place))
    assert len(told.value.faults) == 1 and len(str(told.value).splitlines()) <= 2
    for part in ("s3", "cret", "s3cret"):
        assert part not in str(told.value).replace("secret", "")
