"""Tables as people have them, made on the spot: what newcomers bring, with the troubles that such files have."""

from pathlib import Path

import geopandas as gpd
import shapely
import xlsxwriter

TOWNS = (
    *(
        "Bogotá",
        "Medellín",
        "Cali",
        "Barranquilla",
        "Cúcuta",
        "Bucaramanga",
        "Ibagué",
        "Villavicencio",
        "Santa Marta",
    ),
    *("Pereira", "Montería", "Manizales", "Neiva", "Pasto", "Popayán", "Valledupar", "Quibdó", "Riohacha"),
)
HECTARES = {"Bolivia": (23_600, 24_500), "Colombia": (154_000, 143_000), "Perú": (49_900, 54_100)}


def coca(path: Path) -> Path:
    """A workbook of hectares by country and year: title, merged cells, thousands as text, totals, notes, terms."""
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Terms").write("A1", "Terms of use: see the report")
    sheet = book.add_worksheet("Table 1")
    sheet.merge_range("A1:C1", "Coca bush cultivation, 2019-2020 (hectares)")
    sheet.write_row("A3", ["Country", "Year", "Area under coca"])
    row = 3
    for country, values in HECTARES.items():
        sheet.merge_range(row, 0, row + 1, 0, country)
        for year, hectares in zip((2019, 2020), values, strict=True):
            sheet.write_row(row, 1, [year, f"{hectares:,}".replace(",", ".")])
            row += 1
        sheet.write_row(row, 0, [f"Total {country}", "", sum(values)])
        row += 1
    sheet.write_row(row, 0, ["Total", "", sum(sum(values) for values in HECTARES.values())])
    sheet.write(row + 2, 0, "Source: national monitoring systems supported by UNODC.")
    book.close()
    return path


def piracy(path: Path) -> Path:
    """Incidents at sea with points and no country, as an incident database exports them."""
    rows = (
        "2013-04-25,Gulf of Guinea,3.95,5.98,Boarded,Armed men boarded a tanker at anchor.",
        "2013-06-03,Gulf of Guinea,4.12,6.35,Hijacked,Crew of four taken.",
        "2013-11-20,Strait of Malacca,1.52,102.71,Attempted,Boat seen at the stern.",
        "2014-01-18,Gulf of Guinea,-8.62,13.25,Hijacked,Tanker taken off Luanda.",
        "2014-07-27,Gulf of Guinea,,,Naval patrol,Patrols announced.",
    )
    text = "\n".join(("date,sea area,latitude,longitude,type,description", *rows, ""))
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path


def moves(path: Path) -> Path:
    """A colleague's export: semicolons, Windows-1252, day first, 18 towns by name, thousands with a point, addresses."""
    lines = ["from;to;date;number;source url"]
    for number, (origin, destination) in enumerate(zip(TOWNS, (*TOWNS[1:], TOWNS[0]), strict=True), 1):
        people = "1.500" if number == 1 else str(40 * number)
        lines.append(
            f"{origin};{destination};{number + 8:02}/{1 + number % 12:02}/2023;{people};https://example.org/{number % 3}"
        )
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("cp1252"))
    return path


def zones(path: Path) -> Path:
    """A layer of GIS with outlines in metres (UTM 18 N)."""
    corner = gpd.GeoSeries(gpd.points_from_xy([-74.1, -75.6], [4.6, 6.2], crs=4326)).to_crs(32618)
    outlines = [shapely.box(one.x, one.y, one.x + 20_000, one.y + 30_000) for one in corner]
    gpd.GeoDataFrame({"name": ["Zone A", "Zone B"]}, geometry=outlines, crs=32618).to_file(
        path, layer="zones"
    )
    return path


def tracks(path: Path) -> Path:
    """Ships that go from one of these zones to the other, as AIS is published: no offset from UTC."""
    rows = [
        f"{ship},2024-{day}T0{ship}:00:00,{lat},{lon}"
        for ship in range(3)
        for day, lon, lat in (("01-01", -74.0, 4.7), ("01-20", -75.5, 6.3), ("02-29", -74.0, 4.7))
    ]
    path.write_text("\n".join(["MMSI,BaseDateTime,LAT,LON", *rows]) + "\n", encoding="utf-8")
    return path


def incidents(path: Path) -> Path:
    """What a spatial database gives as text: EWKT in metres and hexadecimal EWKB, tabs between."""
    in_metres = gpd.GeoSeries(gpd.points_from_xy([-74.05, -75.55], [4.7, 6.3], crs=4326)).to_crs(32618)
    first = f"SRID=32618;POINT ({in_metres[0].x:.1f} {in_metres[0].y:.1f})"
    second = shapely.to_wkb(shapely.set_srid(in_metres[1], 32618), hex=True, include_srid=True)
    path.write_text(
        f"date\tkind\tgeom\n2024-01-15\traid\t{first}\n2024-02-20\tarrest\t{second}\n", encoding="utf-8"
    )
    return path


def detections(path: Path) -> Path:
    """Detections by route, a column a month, with a row of hashtags and a column of sums."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Detections")
    sheet.write("A1", "Monthly detections")
    sheet.write_row("A2", ["Country", "JAN2024", "FEB2024", "MAR2024", "Total"])
    sheet.write_row("A3", ["#country+name", "#affected", "#affected", "#affected", ""])
    sheet.write_row("A4", ["Spain", 120, 90, 0, 210])
    sheet.write_row("A5", ["Italie", "1 200", "#N/A", 800, 2000])
    sheet.write_formula("C6", "=NA()", None, "#N/A")
    sheet.write("A6", "Greece")
    sheet.write_row("D6", [15, 15])
    sheet.write_row("A7", ["Total", 1320, 90, 815, 2225])
    book.close()
    return path
