"""From the rows of a stranger's table to the rows of a data set's tables."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from waterbed.layers.dates.edtf import parse
from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.columns import Columns
from waterbed.layers.intake.exports import Export
from waterbed.layers.intake.header import Table
from waterbed.layers.intake.places import coordinate, new_id
from waterbed.layers.intake.records import Choices, Doubts, Row, Tables
from waterbed.layers.intake.shape import Shape
from waterbed.layers.intake.values.dates import Dates, Doubt, read_dates
from waterbed.layers.intake.values.numbers import Number, Numbers, read_numbers
from waterbed.layers.intake.values.words import nothing, spoken

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


class Reader:
    """Reads one table into the tables of a data set."""

    def __init__(
        self, table: Table, columns: Columns, choices: Choices, into: Tables, export: Export | None = None
    ) -> None:
        self.table, self.columns, self.choices, self.into, self.export = table, columns, choices, into, export
        self.doubts = Doubts()

    def read(self, shape: Shape) -> int:
        """Read the rows; gives how many records were made of them."""
        return {
            "moves": self._moves,
            "incidents": self._incidents,
            "series": self._series,
            "places": self._places,
        }[shape]()

    def _cells(self, role: str) -> Sequence[Cell]:
        return self._column(self.columns.header(role))

    def _numbers(self, role: str) -> Sequence[Number]:
        cells = self._cells(role)
        coordinate = role.endswith(("lon", "lat"))
        read: Numbers = read_numbers(
            cells, decimal="." if coordinate and _pointed(cells) else self.choices.decimal
        )
        if read.doubt and not coordinate:
            one = read.doubt
            self.doubts.questions.append(
                f"{self._named(role)}: {one.example} can be {one.as_thousands:,.0f} or {one.as_decimal:g} "
                f"({one.cells:,} cells); say --decimal , or --decimal ."
            )
        if read.settled and read.decimal:
            thousands = "." if read.decimal == "," else ","
            self.doubts.habits.append(
                f"{self._named(role)}: {thousands!r} parts thousands, since {read.settled}"
                if "whole" in read.settled or "twice" in read.settled
                else f"{self._named(role)}: {read.decimal!r} is the decimal mark, since {read.settled}"
            )
        self._unread(role, read.unread, "no number")
        return read.values

    def _dates(self) -> Sequence[str]:
        """EDTF by row: of a date, of a start and an end, or of a year, month and day."""
        if "start" in self.columns or "end" in self.columns:
            starts, ends = self._dated("start"), self._dated("end")
            days = self._dated("date") if "date" in self.columns else [""] * len(self.table)
            return [_interval(start, end) or day for start, end, day in zip(starts, ends, days, strict=True)]
        for role in ("date", "period"):
            if role in self.columns:
                return self._coarsened(self._dated(role))
        if "year" in self.columns:
            return [
                _from_parts(*parts)
                for parts in zip(self._dated("year"), self._months(), self._cells("day"), strict=True)
            ]
        if "month" in self.columns:
            # without a year beside it a column called "month" holds months of a year, as 2024-05
            return self._dated("month")
        return [""] * len(self.table)

    def _coarsened(self, dates: Sequence[str]) -> Sequence[str]:
        """Days that an export calls no better than their week or month, as that."""
        if self.export is None or not self.export.coarse:
            return dates
        grades = self._column(self.export.coarse["column"])
        weeks, months = (self.export.coarse.get(unit, ()) for unit in ("week", "month"))
        return [
            _week_of(day)
            if _code(grade) in weeks and len(day) == 10
            else day[:7]
            if _code(grade) in months
            else day
            for day, grade in zip(dates, grades, strict=True)
        ]

    def _column(self, header: str) -> Sequence[Cell]:
        return (
            self.table.columns[self.table.header.index(header)]
            if header in self.table.header
            else (None,) * len(self.table)
        )

    def _months(self) -> Sequence[int]:
        cells = self._cells("month")
        texts = [
            f"{cell} 2000" if isinstance(cell, str) and not cell.strip().isdigit() else None for cell in cells
        ]
        named = read_dates(texts, languages=(self.choices.lang,)).texts
        return [
            int(name[5:7])
            if len(name) == 7
            else int(cell)
            if isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdigit())
            else 0
            for cell, name in zip(cells, named, strict=True)
        ]

    def _dated(self, role: str) -> Sequence[str]:
        read: Dates = read_dates(
            self._cells(role), order=self.choices.order, languages=(self.choices.lang,), end=role == "end"
        )
        if read.doubt:
            self._ask_order(role, read.doubt)
        if read.order:
            self.doubts.habits.append(f"{self._named(role)}: the {read.order} comes first")
        self.doubts.habits += [
            f"{self._named(role)}: {habit} ({count:,} cells: {example})"
            for habit, count, example in read.habits
        ]
        self._unread(role, read.unread, "no date")
        return read.texts

    def _ask_order(self, role: str, doubt: Doubt) -> None:
        self.doubts.questions.append(
            f"{self._named(role)}: {doubt.example} can be {doubt.day_first} or {doubt.month_first} "
            f"({doubt.cells:,} cells, and none decides); say --day-first or --month-first"
        )

    def _unread(self, role: str, unread: Sequence[tuple[int, str]], problem: str) -> None:
        if unread:
            shown = ", ".join(f'"{text[:40]}" in row {self.table.rows[index]}' for index, text in unread[:3])
            more = f" and {len(unread) - 3:,} more" if len(unread) > 3 else ""
            self.doubts.left_out.append(f"{self._named(role)}: {problem}: {shown}{more}")

    def _named(self, role: str) -> str:
        return f"{self.table.place}, {self.columns.header(role)}"

    def _points(self, lon: str, lat: str) -> Sequence[Point | None]:
        if "latlon" in self.columns and lon == "lon" and "lon" not in self.columns:
            return [_two_numbers(cell) for cell in self._cells("latlon")]
        pairs = zip(self._numbers(lon), self._numbers(lat), strict=True)
        points = [(x.best, y.best) if x.best is not None and y.best is not None else None for x, y in pairs]
        swapped = sum(1 for one in points if one and abs(one[1]) > 90 >= abs(one[0]))
        if swapped and swapped > len([one for one in points if one]) / 2:
            self.doubts.questions.append(
                f"{self._named(lon)}, {self.columns.header(lat)}: look swapped ({swapped:,} latitudes beyond 90); "
                f"say --map {lon}={self.columns.header(lat)!r} --map {lat}={self.columns.header(lon)!r}"
            )
        return [one if one and abs(one[0]) <= 180 and abs(one[1]) <= 90 else None for one in points]

    def _sources(self) -> Sequence[str]:
        fallback = self.choices.source or (self.export.source if self.export else "") or self.table.file
        if not any(role in self.columns for role in ("source", "url")) and fallback == self.table.file:
            self.doubts.guesses.append(
                f"source: no column names one; the file itself, {self.table.file} (--source names another)"
            )
        made = [
            self.into.source(title, url, fallback)
            for title, url in zip(self._cells("source"), self._cells("url"), strict=True)
        ]
        if self.choices.url and fallback in self.into.sources:
            self.into.sources[fallback]["url"] = self.choices.url
        return made

    def _places(self) -> int:
        names = self._cells("place") if "place" in self.columns else self._cells("label")
        if "place" not in self.columns and "label" not in self.columns:
            names = self._cells("admin1") if "admin1" in self.columns else self._cells("country")
        shapes = self._shapes()
        points = self._points("lon", "lat")
        made = 0
        for name, country, point, shape in zip(names, self._cells("country"), points, shapes, strict=True):
            made += bool(self.into.gazetteer.place(name, country, point, shape))
        return made

    def _shapes(self) -> Sequence[str]:
        if self.table.geometry is not None:
            return [
                shape.wkt if shape is not None and not shape.is_empty else "" for shape in self.table.geometry
            ]
        return ["" if nothing(cell) else str(cell) for cell in self._cells("geometry")]

    def _stands_at(self, points: Sequence[Point | None]) -> Sequence[str]:
        """Id of the place of each incident; a point is the incident's own, and tells where its place lies at most."""
        named = [role for role in ("place", "admin1") if role in self.columns]
        shapes = self._shapes()
        if not named and any(shapes):
            return self._placed()
        gazetteer = self.into.gazetteer
        names = self._cells(named[0]) if named else (None,) * len(self.table)
        placed = []
        for name, country, point, shape in zip(names, self._cells("country"), points, shapes, strict=True):
            placed.append(gazetteer.place(name, country, wkt=shape))
            if placed[-1] and point:
                gazetteer.places[placed[-1]].spots.append(point)
        if between := gazetteer.between_spots():
            self.doubts.guesses.append(
                f"place: {len(between):,} places have no point of their own, such as {between[0].label}; "
                "each stands in the middle of its incidents"
            )
        return placed

    def _placed(self) -> Sequence[str]:
        """Id of the place of each row."""
        # A title names the place where no column does and each row has a spot of its own, as in KML.
        named = [role for role in ("place", "admin1", "label") if role in self.columns]
        names = self._cells(named[0]) if named else (None,) * len(self.table)
        points, shapes = self._points("lon", "lat"), self._shapes()
        placed = [
            self.into.gazetteer.place(name, country, point, shape)
            for name, country, point, shape in zip(names, self._cells("country"), points, shapes, strict=True)
        ]
        for place, km in zip(placed, self._precisions(), strict=True):
            if place:
                self.into.gazetteer.coarsen(place, km)
        return placed

    def _precisions(self) -> Sequence[float]:
        """How exact the point of each row is, in km; 0 where nothing is said."""
        if not self.export or not self.export.precision:
            return [0.0] * len(self.table)
        km = self.export.precision["km"]
        return [float(km.get(_code(code), 0)) for code in self._column(self.export.precision["column"])]

    def _kinds(self, group: str, other: str, family: str = "") -> Sequence[str]:
        said = self.choices.kind or other
        if "kind" not in self.columns and not self.choices.kind:
            self.doubts.guesses.append(
                f"kind: no column says it; {said.replace('_', ' ')} (--kind names another)"
            )
        enforced = {spoken(one) for one in self.choices.enforcement}
        meant = self.export.words.get("kind", {}) if self.export else {}
        cells = [meant.get(_code(cell), cell) for cell in self._cells("kind")]
        return [
            self.into.word(
                group,
                cell if not nothing(cell) else said,
                "enforcement" if spoken(cell) in enforced else family,
            )
            for cell in cells
        ]

    def _common(self, row: Row, index: int) -> Row:
        note = self._cells("note")[index]
        if not nothing(note):
            row[f"note_{self.choices.lang}"] = str(note).strip()
        row["locator"] = f"{self.table.place}, row {self.table.rows[index]}"
        return row

    def _moves(self) -> int:
        starts, ends = self._ends("from"), self._ends("to")
        dates, sources = self._dates(), self._sources()
        numbers = {role: self._numbers(role) for role in ("number", "low", "high") if role in self.columns}
        kinds = self._kinds("movement_kind", "displacement")
        unit = self._unit("people")
        labels, lang = self._cells("label"), self.choices.lang
        made = 0
        for index, (origin, destination) in enumerate(zip(starts, ends, strict=True)):
            if not origin and not destination:
                self._skip(index, "neither from nor to")
                continue
            name = (
                labels[index]
                if not nothing(labels[index])
                else f"{self._label(origin)} → {self._label(destination)}"
            )
            row = {
                "id": new_id(f"move-{self.table.rows[index]}", self.into.gazetteer.ids, "move"), f"label_{lang}": str(name),
                "kind": kinds[index], "origin": origin, "destination": destination, "period": dates[index],
                "source": sources[index], **_quantity({role: values[index] for role, values in numbers.items()}),
            }  # fmt: skip
            if any(row.get(limit) for limit in ("low", "best", "high")):
                row["unit"] = unit[index]
            self.into.rows["movements"].append(self._common(row, index))
            made += 1
        return made

    def _ends(self, end: str) -> Sequence[str]:
        points = (
            self._points(f"{end}_lon", f"{end}_lat")
            if f"{end}_lon" in self.columns
            else (None,) * len(self.table)
        )
        return [
            self.into.gazetteer.place(name, country, point)
            for name, country, point in zip(
                self._cells(end), self._cells(f"{end}_country"), points, strict=True
            )
        ]

    def _label(self, place: str) -> str:
        return self.into.gazetteer.places[place].label if place else "?"

    def _unit(self, other: str) -> Sequence[str]:
        said = self.choices.unit or (self.export.unit if self.export else "") or other
        if said == other and "unit" not in self.columns and not self.choices.unit:
            self.doubts.guesses.append(f"unit: no column says it; {said} (--unit names another)")
        return [self.into.word("unit", cell if not nothing(cell) else said) for cell in self._cells("unit")]

    def _incidents(self) -> int:
        points, kilometres = self._points("lon", "lat"), self._precisions()
        places, dates, sources = self._stands_at(points), self._dates(), self._sources()
        kinds = self._kinds("event_kind", "incident", "observation")
        enforced = {spoken(one) for one in self.choices.enforcement}
        labels, lang = self._cells("label"), self.choices.lang
        made = 0
        for index, place in enumerate(places):
            point = points[index]
            if not place and not point and not dates[index]:
                self._skip(index, "neither place nor date")
                continue
            said = self._cells("kind")[index]
            what = str(said) if not nothing(said) else "Incident"
            where = f", {self._label(place)}" if place else ""
            name = labels[index] if not nothing(labels[index]) else f"{what}{where}"
            row = {
                "id": new_id(f"event-{self.table.rows[index]}", self.into.gazetteer.ids, "event"),
                f"label_{lang}": str(name),
                "kind": kinds[index], "place": place, "date": dates[index], "source": sources[index],
            }  # fmt: skip
            if point:
                row |= {"lon": coordinate(point[0]), "lat": coordinate(point[1])}
                if kilometres[index]:
                    row["precision_km"] = f"{kilometres[index]:g}"
            if spoken(said) in enforced:
                row["stage"] = "crackdown"
            self.into.rows["events"].append(self._common(row, index))
            made += 1
        return made

    def _series(self) -> int:
        places, sources = self._placed(), self._sources()
        made = 0
        if self.columns.periods:
            for header in self.columns.periods:
                (period,) = read_dates(
                    [int(header) if header.isdigit() else header], languages=(self.choices.lang,)
                ).texts
                cells = self.table.columns[self.table.header.index(header)]
                read = read_numbers(cells, decimal=self.choices.decimal)
                units = self._unit(self._unit_of_series())
                for index, value in enumerate(read.values):
                    made += self._count(index, places[index], period, value, units[index], sources[index])
            return made
        dates, numbers, units = self._dates(), self._numbers("number"), self._unit(self._unit_of_series())
        for index, value in enumerate(numbers):
            made += self._count(index, places[index], dates[index], value, units[index], sources[index])
        return made

    def _unit_of_series(self) -> str:
        """The unit of a series: what its column is called, else what a title above it has in brackets."""
        header = self.columns.header("number")
        return header if header and spoken(header) not in _ANY_NUMBER else "count"

    def _count(self, index: int, place: str, period: str, value: Number, unit: str, source: str) -> int:
        if value.best is None or not place or not period:
            return 0
        row = {
            "id": new_id(f"{place}-{period}", self.into.gazetteer.ids, "count"), "place": place, "period": period,
            "unit": unit, "n": _plain(value.best), "source": source,
        }  # fmt: skip
        self.into.rows["counts"].append(self._common(row, index))
        return 1

    def _skip(self, index: int, why: str) -> None:
        self.doubts.left_out.append(f"{self.table.place}, row {self.table.rows[index]}: {why}")


_ANY_NUMBER = frozenset(
    ("number", "n", "count", "total", "value", "quantity", "amount", "figure", "nombre", "numero", "anzahl")
)
"""Names of columns of numbers that do not say what is counted."""


def _code(cell: Cell) -> str:
    """A code as text, whether the file holds it as a number or as text."""
    return (
        f"{cell:g}"
        if isinstance(cell, int | float) and not isinstance(cell, bool)
        else str(cell or "").strip()
    )


def _week_of(day: str) -> str:
    """The week of a day, from Monday to Sunday."""
    monday = date.fromisoformat(day) - timedelta(days=date.fromisoformat(day).weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _quantity(numbers: Mapping[str, Number]) -> Row:
    main = numbers.get("number", Number())
    limits = {
        "low": main.low if "low" not in numbers else numbers["low"].best,
        "best": main.best,
        "high": main.high if "high" not in numbers else numbers["high"].best,
    }
    return {name: _plain(value) for name, value in limits.items() if value is not None}


def _plain(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _interval(start: str, end: str) -> str:
    """EDTF of a start and an end; of the one that is known."""
    if not start and not end:
        return ""
    if start == end or not end:
        return start
    if not start:
        return end if "/" in end else f"/{end}"
    if "/" in start or "/" in end:
        return start
    low, high = parse(start).start_min, parse(end).end_max
    return f"{start}/{end}" if low is None or high is None or low <= high else start


def _from_parts(year: str, month: int, day: Any) -> str:
    """EDTF of a year, a month and a day, each unknown as 0 or empty."""
    if not year or not 1 <= month <= 12:
        return year
    number = (
        int(day)
        if (isinstance(day, int | float) and not nothing(day))
        or (isinstance(day, str) and day.strip().isdigit())
        else 0
    )
    return f"{year}-{month:02}-{number:02}" if 1 <= number <= 31 else f"{year}-{month:02}"


def _pointed(cells: Sequence[Cell]) -> bool:
    return not any(isinstance(cell, str) and "," in cell for cell in cells)


def _two_numbers(cell: Cell) -> Point | None:
    """A point of a text "latitude, longitude"."""
    parts = str(cell).replace(";", ",").strip("()[] ").split(",") if isinstance(cell, str) else []
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    return (lon, lat) if abs(lat) <= 90 and abs(lon) <= 180 else None
