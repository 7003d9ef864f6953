"""The last look before publishing: planted secrets are withheld, and found in any wrapping when they are not."""

import base64
import gzip
import io
import json
import random
import re
import sqlite3
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.layers.packages import changed, write_manifest, write_tiny
from waterbed import Dataset, PageOptions, Timeline
from waterbed.layers.manifest.profiles import Coordinates, Dates, Profile
from waterbed.layers.redaction.redact import Redaction, redact
from waterbed.output.edition.contents import unpacked
from waterbed.output.edition.leaks import LeakCheck, LeakError
from waterbed.output.player.page import render_page

NAME, LON, LAT, DAY = "Résidence Dragon & Fils", 98.77123, 23.70456, date(2024, 3, 17)
PUBLIC = Profile("public", coordinates="zone", dates="month", min_group=5, words=(NAME,))


def _secret_set(folder: Path) -> Dataset:
    """The tiny set with a name, a point and an exact day planted where such things stand."""
    folder = write_tiny(
        folder,
        hubs=changed("hubs", "hub-compound", label_fr=NAME, lon=str(LON), lat=str(LAT), note_en=f"At {LAT}, {LON}"),
        events=changed("events", "raid", date=str(DAY), note_en="Seen on 17 March 2024", note_fr=f"{NAME}, le 17 mars"),
        movements=changed("movements", "to-laukkai", quote=f"from {NAME.upper()}", period="2024-03-17~/2024-06"),
    )  # fmt: skip
    return Dataset.read(write_manifest(folder, title=f"Around {NAME}"))


def _page(dataset: Dataset) -> bytes:
    return render_page(Timeline.of(dataset), PageOptions()).encode()


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return _secret_set(tmp_path_factory.mktemp("secret"))


@pytest.fixture(scope="module")
def redaction(secret: Dataset) -> Redaction:
    return redact(secret, PUBLIC)


@pytest.fixture(scope="module")
def check(redaction: Redaction) -> LeakCheck:
    return LeakCheck(redaction)


def test_a_planted_point_name_and_day_are_withheld(check: LeakCheck, redaction: Redaction) -> None:
    page = _page(redaction.dataset)
    assert check.leaks("map.html", page) == ()
    everything = "\n".join(piece.text for piece in unpacked("map.html", page))
    for telling in ("Dragon", "98.77", "23.70", "2024-03-17", "17 March", "17 mars", "19799"):
        assert telling not in everything


def test_the_check_fails_when_the_redaction_is_switched_off(check: LeakCheck, secret: Dataset) -> None:
    with pytest.raises(LeakError) as caught:
        check("map.html", _page(secret))
    assert {leak.what.kind for leak in caught.value.leaks} >= {"text", "point", "day"}
    said = str(caught.value)
    assert "map.html > packed data: holds a point of hubs.lon, lat, which the profile withholds." in said
    assert "Nothing was published" in said
    assert not any(secret in said for secret in ("Dragon", "98.7", "23.7", "17 M"))


SPELLINGS = {
    "name": NAME,
    "name in capitals": NAME.upper(),
    "name without accents": "Residence Dragon & Fils",
    "name taken apart": unicodedata.normalize("NFD", NAME),
    "name in HTML": escape(NAME),
    "name in numeric HTML": "".join(f"&#{ord(c)};" for c in NAME),
    "name in JSON": json.dumps(NAME),
    "name in an address": quote(NAME),
    "name in a file name": "residence-dragon-fils.html",
    "longitude": f"lon {LON}",
    "latitude to three places": "23.705",
    "latitude cut": "23.7045",
    "point to two places": "[98.77, 23.7]",
    "point turned": "lat=23.70 lon=98.77",
    "columns": '{"lon":[98.77],"lat":[23.7]}',
    "plane": '"x":[0.7743645]',
    "day": "2024-03-17",
    "day in an address": "/2024/03/17/",
    "day run on": "IMG_20240317.jpg",
    "day in English": "17 March 2024",
    "day as Americans write": "March 17, 2024",
    "day in French": "le 17 mars 2024",
    "day without year": "on 17 March",
    "day in digits": "17/03/2024",
    "day number": '{"events":{"start_min":[18126,19799]}}',
    "attested day number": '{"attested":[[[19799,19799]],[]]}',
}


@pytest.mark.parametrize("case", SPELLINGS)
def test_every_spelling_that_matters_is_found(check: LeakCheck, case: str) -> None:
    assert check.leaks("a.txt", f"so {SPELLINGS[case]}, they say".encode()), SPELLINGS[case]


INNOCENT = {
    "the month": "March 2024, 2024-03, mars 2024",
    "bounds of the month": '{"start_min":[19783],"end_max":[19813]}',
    "another day of a number": '{"row":[19799],"value":[19799]}',
    "a day that a source names": "5 April 2024",
    "a coarse point": "98.8, 23.7",
    "the zone's point": "98.762, 23.696",
    "part of a name": "Dragon",
    "another day": "18 March",
}


@pytest.mark.parametrize("case", INNOCENT)
def test_what_is_let_out_is_no_leak(check: LeakCheck, case: str) -> None:
    assert check.leaks("a.txt", INNOCENT[case].encode()) == ()


def _png(secret: bytes, kind: bytes) -> bytes:
    body = {
        b"tEXt": b"Comment\0" + secret,
        b"zTXt": b"Comment\0\0" + zlib.compress(secret),
        b"iTXt": b"Comment\0\1\0en\0\0" + zlib.compress(secret),
    }[kind]
    chunk = kind + body
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk))


def _zip(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def _pdf(text: bytes) -> bytes:
    """One page whose words are shown by a deflated stream, glyph codes being letters."""
    shown = zlib.compress(b"BT /F1 12 Tf 20 100 Td (" + text + b") Tj ET")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + tail % (size, table, size, len(out))


def _sqlite(text: bytes) -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("create table hubs (label text, geom blob)")
    database.execute("insert into hubs values (?, ?)", (text.decode(), b"GP\0\1"))
    return database.serialize()


def _deflated(content: bytes) -> bytes:
    return b"<script>" + base64.b64encode(zlib.compress(content)) + b"</script>"


NOISE = random.Random(5).randbytes(400_000)  # noqa: S311  the same in every run
FILLING = b" and much else that stands around it, so that the packed form is long enough to be noticed " * 3
WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "base64 and zlib in a page": _deflated,
    "twice": lambda content: _deflated(_deflated(content)),
    "a data address": lambda content: b"url(data:text/plain;base64," + base64.b64encode(content) + b")",
    "gzip": gzip.compress,
    "a member of a zip": lambda content: _zip("word/document.xml", content),
    "a file name in a zip": lambda content: _zip(content[:40].decode(), b""),
    "a workbook in a zip": lambda content: _zip("a.xlsx", _zip("xl/sharedStrings.xml", content)),
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "PNG tEXt": lambda content: _png(content.decode().encode("latin-1"), b"tEXt"),
    "PNG zTXt": lambda content: _png(content.decode().encode("latin-1"), b"zTXt"),
    "PNG iTXt": lambda content: _png(content, b"iTXt"),
    "PDF": lambda content: _pdf(content.decode().encode("cp1252")),
    "a database": _sqlite,
    "a note in a film": lambda content: b"\0\0\0\x18ftypmp42" + NOISE + content + NOISE,
    "a comment in a GIF": lambda content: b"GIF89a" + NOISE + b"\x21\xfe" + content + b"\0" + NOISE,
    "a picture in a page": lambda content: b"src='data:image/png;base64," + base64.b64encode(_png(content, b"iTXt")) + b"'",
}  # fmt: skip


@pytest.mark.parametrize("case", WRAPPINGS)
def test_a_secret_is_found_in_every_wrapping(check: LeakCheck, case: str) -> None:
    wrap = WRAPPINGS[case]
    assert check.leaks("a.bin", wrap(b"Raid on 17 March 2024" + FILLING))
    assert not check.leaks("a.bin", wrap(b"Raid in March of 2024" + FILLING))


def test_days_that_chance_writes_into_a_picture_are_none(tmp_path: Path) -> None:
    """Among a million bytes there are some such as "8dec"."""
    attested = ";".join(f"2023-{month:02}-{day:02}" for month in range(1, 13) for day in range(2, 27))
    folder = write_tiny(tmp_path, hubs=changed("hubs", "hub-compound", attested=attested))
    check = LeakCheck(redact(Dataset.read(folder), PUBLIC))
    assert not check.leaks("a.gif", b"GIF89a" + NOISE + b"8dec" + NOISE * 4)
    assert check.leaks("a.txt", b"8dec")


@pytest.mark.parametrize("form", ["<dd", ">dd"])
def test_a_point_is_found_as_a_geometry_holds_it(check: LeakCheck, form: str) -> None:
    blob = b"SQLite format 3\0" + b"\1\1\0\0\0" + struct.pack(form, LON, LAT)
    assert [leak.what.kind for leak in check.leaks("a.gpkg", blob)] == ["point"]


def test_the_name_of_a_file_is_searched_too(check: LeakCheck) -> None:
    assert check.leaks("out/evt-2024-03-17.html", b"")


WORDS = st.sampled_from(["Zorba Plaza", "Żółta Willa", "O'Hara <Mill>", "Park 88", "香港大厦"])
SECRET_DAYS = (
    st.integers(0, 1500)
    .map(lambda n: date(2021, 1, 2) + timedelta(days=n))
    .filter(lambda d: 3 < d.day < 27 and (d.month, d.day) != (4, 5))
)
"""Days but the 5th of April, which a source that is let out has in another year."""
PROSE = st.sampled_from(
    ["{name}: {day}", "on {d} {month} {y}, {name} fell", "{month} {d}, {y} at {name}", "“{name}”—{day}/",
     "{d}/{m}/{y} {name}"]
)  # fmt: skip
COLUMNS = st.sampled_from(["label_en", "note_fr", "quote", "paraphrase_en", "date_basis"])


PLANTS: dict[str, st.SearchStrategy[Any]] = {
    "name": WORDS,
    "day": SECRET_DAYS,
    "lon": st.floats(98, 98.6).map(lambda x: round(x, 5)),
    "lat": st.floats(22, 23).map(lambda x: round(x, 5)),
    "prose": PROSE,
    "column": COLUMNS,
    "coordinates": st.sampled_from(["zone", "country"]),
    "dates": st.sampled_from(["month", "year"]),
}


@given(plant=st.fixed_dictionaries(PLANTS))
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_page_of_any_redaction_holds_what_was_planted(
    tmp_path_factory: pytest.TempPathFactory, plant: dict[str, Any]
) -> None:
    assert_withheld(tmp_path_factory.mktemp("any"), **plant)


def assert_withheld(folder: Path, *, name: str, day: date, lon: float, lat: float, prose: str, column: str,
                    coordinates: Coordinates, dates: Dates) -> None:  # fmt: skip
    """Plant a name, a day and a point, redact, and look for them in the page, by hand and by the check."""
    text = prose.format(name=name, day=day, d=day.day, m=f"{day:%m}", month=f"{day:%B}", y=day.year)
    events = changed("events", "raid", date=f"{day}", **{column: text})
    write_tiny(
        folder,
        events=events,
        hubs=changed("hubs", "hub-compound", lon=f"{lon}", lat=f"{lat}", attested=f"{day}", note_en=text),
        gaps=changed("gaps", "gap-return", statement_en=text, about="raid"),
    )
    redaction = redact(Dataset.read(folder), Profile("p", coordinates, dates, words=(name,)))
    check, page = LeakCheck(redaction), _page(redaction.dataset)
    assert check.leaks("map.html", page) == ()
    everything = "\n".join(piece.text for piece in unpacked("map.html", page))
    number = (day - date(1970, 1, 1)).days
    days = (f"{day}", f"{day:%B} {day.day},", f"[[{number},")
    for telling in (name, escape(name), *days, f"{lon:.3f}", f"{lat:.3f}"):
        assert telling not in everything
    # the 26th is not the 6th, and the day of another year is another day
    assert not re.search(rf"(?<!\d){day.day} {day:%B}(?! (?!{day.year})\d{{4}})", everything)
    assert {leak.what.kind for leak in check.leaks("events.csv", events.encode())} >= {"text", "day"}


def test_a_text_whose_day_is_taken_off_is_no_leak_of_itself(tmp_path: Path) -> None:
    # Six words of seven remain: as many as tell a text by a stretch of it.
    events = changed("events", "raid", note_en="seen in town, reported 2024-03-17")
    redaction = redact(Dataset.read(write_tiny(tmp_path, events=events)), PUBLIC)
    note = str(redaction.dataset["events"].at["raid", "note_en"])
    assert note == "seen in town, reported 2024-03"
    assert LeakCheck(redaction).leaks("note.txt", note.encode()) == ()
    assert LeakCheck(redaction).leaks("note.txt", b"seen in town, reported 2024-03-17")
