"""A good table of moves in every format that is read, GeoParquet where its package is, for tests that break it."""

import io
import struct
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import shapely
import xlsxwriter

HEADER = ("from", "from_lon", "from_lat", "to", "to_lon", "to_lat", "date", "number", "source", "note")
ROWS = (
    ("Bavet", 106.135, 11.063, "Myawaddy", 98.509, 16.689, "2024-04-05", 1500, "The Desk", "by road"),
    ("Bavet", 106.135, 11.063, "Poipet", 102.566, 13.657, "2023-12", 850, "The Desk", ""),
    ("Sihanoukville", 103.52, 10.61, "Bavet", 106.135, 11.063, "2022/2023", 12, "https://a.example/x", "n/a"),
    ("Poipet", 102.566, 13.657, "Myawaddy", 98.509, 16.689, "late 2021", 3, "Another", "two, or three"),
)
_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_NUMBER = (
    '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>'
)
_ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Moves">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
_FIELDS = ("date", "number", "source", "note")


@cache
def good_files() -> dict[str, dict[str, bytes]]:
    """The files of each format, by its suffix: their content by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _sheets(folder)
        _lines(folder)
        made: dict[str, dict[str, bytes]] = {}
        for path in sorted(folder.iterdir()):
            suffix = {".shx": ".shp", ".dbf": ".shp", ".prj": ".shp", ".cpg": ".shp"}.get(
                path.suffix, path.suffix
            )
            made.setdefault(suffix, {})[path.name] = path.read_bytes()
        return made


def write_ods(path: Path, rows: Iterable[Iterable[object]]) -> None:
    """Write a sheet of texts and numbers as LibreOffice does, without what no reader needs."""
    lines = (
        "".join((_NUMBER if isinstance(cell, int | float) else _TEXT).format(cell) for cell in row)
        for row in rows
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
        table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
        packed.writestr("content.xml", _ODS.format(table))


def _sheets(folder: Path) -> None:
    text = "\n".join(";".join(str(cell) for cell in row) for row in (HEADER, *ROWS)) + "\n"
    (folder / "moves.csv").write_bytes(text.encode())
    (folder / "moves.tsv").write_bytes(text.replace(";", "\t").encode("utf-16"))
    book = xlsxwriter.Workbook(folder / "moves.xlsx")
    sheet = book.add_worksheet("Moves")
    sheet.merge_range("A1:D1", "Moves of operations")
    for at, row in enumerate((HEADER, *ROWS)):
        sheet.write_row(at + 2, 0, row)
    sheet.write_datetime(3, 6, date(2024, 4, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_formula(4, 7, "=425*2", None, 850)
    book.close()
    write_ods(folder / "moves.ods", (HEADER, *ROWS))
    (folder / "moves.xls").write_bytes(_compound("Workbook", _biff((HEADER, *ROWS))))


def _lines(folder: Path) -> None:
    """As a layer of lines, in degrees and in metres, and as placemarks."""
    at = [HEADER.index(name) for name in _FIELDS]
    frame = gpd.GeoDataFrame(
        [[row[index] for index in at] for row in ROWS],
        columns=list(_FIELDS),
        geometry=[shapely.LineString([row[1:3], row[4:6]]) for row in ROWS],
        crs=4326,
    )
    frame.to_file(folder / "moves.geojson")
    frame.to_crs(32648).to_file(folder / "moves.gpkg")
    frame.to_crs(32648).to_file(folder / "moves.shp")
    frame.to_file(folder / "moves.fgb")
    if find_spec("pyarrow"):
        frame.to_crs(32648).to_parquet(folder / "moves.parquet")
    marks = "".join(
        f"<Folder><name>{row[8]}</name><Placemark><name>{row[0]}</name><description><![CDATA[<b>{row[9]}</b>]]></description>"
        f"<TimeSpan><begin>2024-0{index + 1}</begin><end>2024</end></TimeSpan><ExtendedData><Data name='number'>"
        f"<value>{row[7]}</value></Data></ExtendedData><Point><coordinates>{row[1]},{row[2]},0</coordinates></Point></Placemark>"
        "</Folder>"
        for index, row in enumerate(ROWS)
    )
    kml = f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'.encode()
    (folder / "moves.kml").write_bytes(kml)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("doc.kml", kml)
    (folder / "moves.kmz").write_bytes(out.getvalue())


def _biff(rows: tuple[tuple[object, ...], ...]) -> bytes:
    """A workbook stream of BIFF8 with one sheet: all that a reader needs to find its cells."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    begin = struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)
    cells = b""
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, int | float):
                cells += record(0x203, struct.pack("<HHHd", y, x, 0, cell))
            else:
                text = str(cell).encode("utf-16-le")
                cells += record(0x204, struct.pack("<HHHHB", y, x, 0, len(text) // 2, 1) + text)
    head = record(0x809, begin) + record(0x42, struct.pack("<H", 1200))
    name = b"Moves"
    sheet_at = len(head) + 4 + 8 + len(name) + 4
    head += record(0x85, struct.pack("<IBBBB", sheet_at, 0, 0, len(name), 0) + name) + record(0x0A, b"")
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    return head + sheet + cells + record(0x0A, b"")


def _compound(name: str, stream: bytes) -> bytes:
    """One stream in a compound file, the box of old workbooks: a header, one table of sectors, a directory, the stream."""
    stream += b"\0" * max(0, 4096 - len(stream))  # shorter ones would lie in sectors of another size
    stream += b"\0" * (-len(stream) % 512)
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors = len(stream) // 512
    chain = [table, end, *range(3, sectors + 2), end]
    fat = struct.pack(f"<{len(chain)}I", *chain) + struct.pack("<I", free) * (128 - len(chain))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    header += struct.pack("<I", free) * 108

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = (title + "\0").encode("utf-16-le")
        return (
            text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, free, free, child) + b"\0" * 36
            + struct.pack("<IQ", start, size)
        )  # fmt: skip

    directory = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream))
    return header + fat + directory.ljust(512, b"\0") + stream
