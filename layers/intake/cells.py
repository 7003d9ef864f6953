"""The columns of a stranger's table by what they say, read; what was understood, in doubt or left out is noted."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from math import isfinite
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from waterbed.layers.dates.edtf import parse
from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.columns import DATED, Columns
from waterbed.layers.intake.exports import Export
from waterbed.layers.intake.layout.header import Table
from waterbed.layers.intake.layout.turned import year_said
from waterbed.layers.intake.records import Choices, Doubts
from waterbed.layers.intake.values.coordinates import Axis, Point, read_coordinates, read_pairs
from waterbed.layers.intake.values.dates import Dates, Doubt, Order, read_dates
from waterbed.layers.intake.values.numbers import Mark, Number, Numbers, mostly_numbers, read_numbers
from waterbed.layers.intake.values.shapes import in_degrees, read_shapes
from waterbed.layers.intake.values.words import nothing

_SEASONS_BY_ROLE = {"month": 0, "date": 3, "start": 3, "end": 3}
"""How many years such as 2007-08 it takes not to be months, where the name of the column speaks for these."""


class Cells:
    """Reads the columns of one table."""

    def __init__(
        self, table: Table, columns: Columns, choices: Choices, export: Export | None = None
    ) -> None:
        self.table, self.columns, self.choices, self.export = table, columns, choices, export
        self.doubts = Doubts()

    def of(self, role: str) -> Sequence[Cell]:
        """The cells of a role; None in every row where it has no column."""
        return self.column(self.columns.header(role))

    def column(self, header: str) -> Sequence[Cell]:
        """The cells of a column, as `of`."""
        known = header in self.table.header
        return self.table.columns[self.table.header.index(header)] if known else (None,) * len(self.table)

    def named(self, role: str) -> str:
        """What to call the column of a role in messages."""
        return f"{self.table.place}, {self.columns.header(role)}"

    def where(self, index: int) -> str:
        """What to call a row in messages."""
        return f"{self.table.place}, row {self.table.rows[index]}"

    def rows(self, indices: Sequence[int]) -> str:
        """What to call several rows in messages, each once."""
        numbers = sorted({self.table.rows[index] for index in indices})
        shown = ", ".join(map(str, numbers[:5]))
        more = f" and {len(numbers) - 5:,} more" if len(numbers) > 5 else ""
        return f"row{'s' if len(numbers) > 1 else ''} {shown}{more}"

    def numbers(self, role: str) -> Sequence[Number]:
        """Numbers by row."""
        (values,) = self.numbers_of([self.columns.header(role)])
        return values

    def numbers_of(self, headers: Sequence[str]) -> Sequence[Sequence[Number]]:
        """Numbers of columns that are one series, and are written in one way; by column and row."""
        cells = [cell for header in headers for cell in self.column(header)]
        named = f"{self.table.place}, {' … '.join(dict.fromkeys((headers[0], headers[-1])))}"
        read: Numbers = read_numbers(cells, decimal=self.choices.decimal)
        if read.doubt and (other := self._mark_elsewhere()):
            header, mark = other
            read = read_numbers(cells, decimal=mark)
            self.doubts.habits.append(f"{named}: {mark!r} is the decimal mark, as in {header}")
        if one := read.doubt:
            self.doubts.questions.append(
                f"{named}: {one.example} can be {one.as_thousands:,.0f} or {one.as_decimal:g} "
                f"({one.cells:,} cells); say --decimal {one.sign} for {one.as_decimal:g}, else --decimal {one.other}"
            )
        if read.settled and read.decimal:
            thousands = "." if read.decimal == "," else ","
            parted = "whole" in read.settled or "twice" in read.settled
            said = f"{thousands!r} parts thousands" if parted else f"{read.decimal!r} is the decimal mark"
            self.doubts.habits.append(f"{named}: {said}, since {read.settled}")
        self._tell(named, read.habits)
        rows = len(self.table)
        for at, header in enumerate(headers):
            own = [(index - at * rows, text) for index, text in read.unread if index // rows == at]
            self._unread(f"{self.table.place}, {header}", own, "no number")
        return [read.values[at * rows : (at + 1) * rows] for at in range(len(headers))]

    def dates(self) -> Sequence[str]:
        """EDTF by row: of a date, of a start and an end, or of a year, month and day."""
        if "start" in self.columns or "end" in self.columns:
            starts, ends = self._dated("start"), self._dated("end")
            days = self._dated("date") if "date" in self.columns else [""] * len(self.table)
            return [
                self._interval(index, *parts)
                for index, parts in enumerate(zip(starts, ends, days, strict=True))
            ]
        for role in ("date", "period"):
            if role in self.columns:
                return self._coarsened(self._dated(role))
        if "quarter" in self.columns:
            return self._quarters()
        if "year" in self.columns:
            return [
                _from_parts(*parts)
                for parts in zip(self._dated("year"), self._months(), self.of("day"), strict=True)
            ]
        if "month" in self.columns:
            # Without a year beside it a column called "month" holds months of a year, as 2024-05.
            return self._within_a_year() or self._dated("month")
        return [""] * len(self.table)

    def _quarters(self) -> Sequence[str]:
        """Quarters, each of the year beside it unless it names its own."""
        years = self._dated("year") if "year" in self.columns else [""] * len(self.table)
        said: list[Cell] = []
        for cell, year in zip(self.of("quarter"), years, strict=True):
            if nothing(cell) or not year or year in str(cell):
                said.append(year if nothing(cell) else cell)
            else:
                number = _quarter_number(str(cell))
                said.append(f"{year}-Q{number}" if number else f"{cell} {year}")
        read = read_dates(said, order=self.choices.order, languages=(self.choices.lang,))
        self._tell(self.named("quarter"), read.habits)
        self._unread(self.named("quarter"), read.unread, "no quarter")
        return read.texts

    def _within_a_year(self) -> Sequence[str]:
        """Months of the one year that the sheet, the file or a title above the table names; nothing without one."""
        if all(
            len(text) > 2 and any(c.isdigit() for c in text) for text in map(str, self.of("month")) if text
        ):
            return ()
        where, year = year_said(self.table)
        if year:
            self.doubts.guesses.append(f"{self.named('month')}: of the year {year}, which the {where} names")
            return [_from_parts(year, month, 0) if month else "" for month in self._months()]
        return ()

    def periods(self) -> Sequence[str]:
        """EDTF of the columns that are a period each."""
        dates = [one.when for one in self.columns.periods]
        cells: list[Cell] = [int(when) if when.isdigit() and len(when) == 4 else when for when in dates]
        read = read_dates(cells, order=self.choices.order, languages=(self.choices.lang,))
        if read.doubt:
            self._ask_order(f"{self.table.place}, names of columns", read.doubt)
        return self.by_month(read.texts, f"{self.table.place}, names of columns")

    def by_month(self, days: Sequence[str], named: str) -> Sequence[str]:
        """Days that all are the first of a month, as spreadsheets keep months; or all the first of a year."""
        known = {day for day in days if day}
        if len(known) < 2 or not all(len(day) == 10 and day.endswith("-01") for day in known):
            return days
        length, unit = (4, "year") if all(day.endswith("-01-01") for day in known) else (7, "month")
        example = min(known)
        self.doubts.guesses.append(
            f"{named}: all are the first of a {unit}, so read as {unit}s: {example} → {example[:length]}"
        )
        return [day[:length] for day in days]

    def places(self, lon: str = "lon", lat: str = "lat") -> tuple[Sequence[Point | None], Sequence[str]]:
        """Points and outlines (WKT) by row, in degrees."""
        empty: list[Any] = [None] * len(self.table)
        if lon in self.columns and lat in self.columns:
            points = self._points(lon, lat)
        elif "latlon" in self.columns and lon == "lon":
            points, unread, swapped = read_pairs(self.of("latlon"))
            order = "longitude" if swapped else "latitude"
            self.doubts.habits.append(f"{self.named('latlon')}: the {order} comes first")
            self._unread(self.named("latlon"), unread, "no point")
        else:
            points = empty
        if lon != "lon":
            return points, [""] * len(self.table)
        shapes = self._shapes()
        own = [
            _point(shape) if shape is not None and shape.geom_type == "Point" else None for shape in shapes
        ]
        lines = sum(
            1
            for shape in shapes
            if shape is not None and shape.geom_type in ("LineString", "MultiLineString")
        )
        if lines:
            self.doubts.left_out.append(f"{self.table.place}: {lines:,} lines, which outline no place")
        outlines = [
            shape.wkt if shape is not None and "Polygon" in shape.geom_type else "" for shape in shapes
        ]
        return [one or other for one, other in zip(own, points, strict=True)], outlines

    def _points(self, lon: str, lat: str) -> Sequence[Point | None]:
        axes: tuple[tuple[str, Axis], ...] = ((lon, "lon"), (lat, "lat"))
        read = [
            read_coordinates(self.of(role), axis, _WEST.get(self.choices.lang[:2], 0)) for role, axis in axes
        ]
        for (role, _), one in zip(axes, read, strict=True):
            self._unread(self.named(role), one.unread, "no coordinate")
        pairs = list(zip(read[0].values, read[1].values, strict=True))
        known = [(x, y) for x, y in pairs if x is not None and y is not None]
        named = f"{self.named(lon)}, {self.columns.header(lat)}"
        far = [(x, y) for x, y in known if not -180 <= x <= 360 or abs(y) > 90]
        if self.choices.crs and far:
            spots = [
                None if x is None or y is None else in_degrees(shapely.Point(x, y), self.choices.crs)
                for x, y in pairs
            ]
            self.doubts.habits.append(f"{named}: changed from {self.choices.crs} to degrees")
            return [None if one is None else _point(one) for one in spots]
        swapped = sum(1 for x, y in known if abs(y) > 90 >= abs(x) and abs(y) <= 180)
        if swapped > len(known) / 2:
            self.doubts.questions.append(
                f"{named}: look swapped ({swapped:,} latitudes beyond 90); "
                f"say --map {lon}={self.columns.header(lat)!r} --map {lat}={self.columns.header(lon)!r}"
            )
        elif len(far) > len(known) / 2:
            x, y = far[0]
            self.doubts.questions.append(
                f"{named}: {x:.10g}, {y:.10g} are no degrees, and no CRS is said; say one, like --crs EPSG:32648"
            )
        good = [
            (x - 360 if x > 180 else x, y)
            if x is not None and y is not None and -180 <= x <= 360 and abs(y) <= 90
            else None
            for x, y in pairs
        ]
        bad = [(index, f"{x:.10g}, {y:.10g}") for index, (x, y) in enumerate(pairs)
               if x is not None and y is not None and good[index] is None]  # fmt: skip
        self._unread(named, bad, "not in degrees")
        if nowhere := sum(1 for one in good if one == (0.0, 0.0)):
            self.doubts.left_out.append(
                f"{named}: 0, 0 in {nowhere:,} rows, which stands for an unknown point"
            )
        return [None if one == (0.0, 0.0) else one for one in good]

    def _shapes(self) -> Sequence[BaseGeometry | None]:
        if self.table.geometry is not None:
            return [None if shape is None or shape.is_empty else shape for shape in self.table.geometry]
        if "geometry" not in self.columns:
            return [None] * len(self.table)
        read = read_shapes(self.of("geometry"), self.choices.crs)
        named = self.named("geometry")
        self.doubts.habits += [f"{named}: coordinates changed from {crs} to degrees" for crs in read.changed]
        self._unread(named, read.unread, "no shape")
        if read.without_crs:
            self.doubts.questions.append(
                f"{named}: {read.without_crs:,} shapes are not in degrees, and no CRS is said; "
                "say one, like --crs EPSG:32648"
            )
        return read.values

    def _coarsened(self, dates: Sequence[str]) -> Sequence[str]:
        """Days that an export calls no better than their week or month, as that."""
        if self.export is None or not self.export.coarse:
            return dates
        grades = self.column(self.export.coarse["column"])
        weeks, months = (self.export.coarse.get(unit, ()) for unit in ("week", "month"))
        return [
            _week_of(day)
            if code_of(grade) in weeks and len(day) == 10
            else day[:7]
            if code_of(grade) in months
            else day
            for day, grade in zip(dates, grades, strict=True)
        ]

    def _months(self) -> Sequence[int]:
        cells = self.of("month")
        texts = [
            f"{cell} 2000" if isinstance(cell, str) and not cell.strip().isdigit() else None for cell in cells
        ]
        named = read_dates(texts, languages=(self.choices.lang,)).texts
        months = [
            int(name[5:7])
            if len(name) == 7
            else int(cell)
            if (isinstance(cell, int | float) and isfinite(cell))
            or (isinstance(cell, str) and cell.strip().isdigit())
            else 0
            for cell, name in zip(cells, named, strict=True)
        ]
        unread = [
            (index, str(cell))
            for index, (cell, month) in enumerate(zip(cells, months, strict=True))
            if not nothing(cell) and not (1 <= month <= 12 or str(cell).strip() in ("0", "00", "0.0"))
        ]
        self._unread(self.named("month"), unread, "no month")
        return months

    def _dated(self, role: str) -> Sequence[str]:
        read = self._read_dates(role, self.choices.order)
        same_as = ""
        if read.doubt and (other := self._order_elsewhere(role)):
            header, order = other
            read, same_as = self._read_dates(role, order), f", as in {header}"
        if read.doubt:
            self._ask_order(self.named(role), read.doubt)
        if read.order:
            self.doubts.habits.append(f"{self.named(role)}: the {read.order} comes first{same_as}")
        self._tell(self.named(role), read.habits)
        self._unread(self.named(role), read.unread, "no date")
        return read.texts

    def _read_dates(self, role: str, order: Order) -> Dates:
        return read_dates(
            self.of(role), order=order, languages=(self.choices.lang,), end=role == "end",
            seasons=_SEASONS_BY_ROLE.get(role, 2),
        )  # fmt: skip

    def _order_elsewhere(self, role: str) -> tuple[str, Order] | None:
        """The order of days and months that the other dates of the table are in, and a column that decides it."""
        orders = {
            read.order: self.columns.header(other)
            for other in DATED
            if other != role and other in self.columns and (read := self._read_dates(other, "")).order
        }
        if len(orders) != 1:
            return None
        ((order, header),) = orders.items()
        return header, order

    def _mark_elsewhere(self) -> tuple[str, Mark] | None:
        """The decimal mark that the other numbers of the table are written with, and a column that decides it."""
        marks = {
            read.decimal: header
            for header, cells in zip(self.table.header, self.table.columns, strict=True)
            if mostly_numbers(cells) and (read := read_numbers(cells)).decimal and read.settled
        }
        if len(marks) != 1:
            return None
        ((mark, header),) = marks.items()
        return header, mark

    def _interval(self, index: int, start: str, end: str, day: str) -> str:
        """EDTF of a start and an end, of the one that is known; of the day where neither is."""
        if not start and not end:
            return day
        if start == end or not end:
            return start
        if not start:
            return end if "/" in end else f"/{end}"
        if "/" in start or "/" in end:
            return start
        low, high = parse(start).start_min, parse(end).end_max
        if low is None or high is None or low <= high:
            return f"{start}/{end}"
        self.doubts.left_out.append(
            f"{self.where(index)}: the end {end} is before the start {start}; the start was taken"
        )
        return start

    def _ask_order(self, named: str, doubt: Doubt) -> None:
        self.doubts.questions.append(
            f"{named}: {doubt.example} can be {doubt.day_first} or {doubt.month_first} "
            f"({doubt.cells:,} cells, and none decides); say --day-first or --month-first"
        )

    def _tell(self, named: str, habits: Sequence[tuple[str, int, str]]) -> None:
        self.doubts.habits += [
            f"{named}: {habit} ({count:,} cells: {example})" for habit, count, example in habits
        ]

    def _unread(self, named: str, unread: Sequence[tuple[int, str]], problem: str) -> None:
        if unread:
            shown = ", ".join(f'"{text[:40]}" in row {self.table.rows[index]}' for index, text in unread[:3])
            more = f" and {len(unread) - 3:,} more" if len(unread) > 3 else ""
            self.doubts.left_out.append(f"{named}: {problem}: {shown}{more}")


def _quarter_number(text: str) -> int:
    """Number of a quarter such as ``2``, ``T2``, ``2º trimestre`` or ``II``; 0 for what names none."""
    if one := re.fullmatch(r"[^0-9]*([1-4])[^0-9]*", text):
        return int(one[1])
    roman = re.search(r"\b(IV|I{1,3})\b", text)
    return ("I", "II", "III", "IV").index(roman[1]) + 1 if roman else 0


def _point(shape: BaseGeometry) -> Point:
    lon, lat = shapely.get_coordinates(shape)[0]
    return float(lon), float(lat)


_WEST = {"es": -1, "fr": -1, "pt": -1, "it": -1, "de": 1, "nl": 1}
"""What O stands for after a longitude: oeste and ouest, or Ost and oost."""


def code_of(cell: Cell) -> str:
    """A code as text, whether the file holds it as a number or as text."""
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return f"{cell:g}" if number else str(cell or "").strip()


def _week_of(day: str) -> str:
    """The week of a day, from Monday to Sunday."""
    monday = date.fromisoformat(day) - timedelta(days=date.fromisoformat(day).weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _from_parts(year: str, month: int, day: Any) -> str:
    """EDTF of a year, a month and a day, each unknown as 0 or empty."""
    if not year or not 1 <= month <= 12:
        return year
    given = (isinstance(day, int | float) and not nothing(day)) or (
        isinstance(day, str) and day.strip().isdigit()
    )
    number = int(day) if given else 0
    return f"{year}-{month:02}-{number:02}" if 1 <= number <= 31 else f"{year}-{month:02}"
