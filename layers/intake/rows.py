"""From the rows of a stranger's table to the rows of a data set's tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.cells import Cells, code_of
from waterbed.layers.intake.columns import Columns
from waterbed.layers.intake.exports import Export
from waterbed.layers.intake.layout.header import Table
from waterbed.layers.intake.places import coordinate, new_id
from waterbed.layers.intake.records import Choices, Row, Tables
from waterbed.layers.intake.shape import Shape
from waterbed.layers.intake.values.coordinates import Point
from waterbed.layers.intake.values.countries import countries_meant
from waterbed.layers.intake.values.numbers import Number
from waterbed.layers.intake.values.words import nothing, spoken

_EMPTY = "cells without a number"
_ANY_NUMBER = frozenset(
    {
        "number", "n", "count", "total", "value", "quantity", "amount", "figure", "nombre", "numero",
        "anzahl", "cantidad", "valor", "wert", "jumlah", "effectif", "quantidade", "numero de casos",
        "количество", "число", "العدد", "จำนวน", "数量", "人数",
    }
)  # fmt: skip
"""Names of columns of numbers that do not say what is counted."""


class Reader:
    """Reads one table into the tables of a data set."""

    def __init__(
        self, table: Table, columns: Columns, choices: Choices, into: Tables, export: Export | None = None
    ) -> None:
        self.table, self.columns, self.choices, self.into, self.export = table, columns, choices, into, export
        self.cells = Cells(table, columns, choices, export)
        self.doubts = self.cells.doubts

    def read(self, shape: Shape) -> int:
        """Read the rows; gives how many records were made of them."""
        return {
            "moves": self._moves,
            "incidents": self._incidents,
            "presence": self._presence,
            "series": self._series,
            "places": self._places,
        }[shape]()

    def _sources(self) -> Sequence[str]:
        fallback = self.choices.source or (self.export.source if self.export else "") or self.table.file
        if not any(role in self.columns for role in ("source", "url")) and fallback == self.table.file:
            self.doubts.guesses.append(
                f"source: no column names one; the file itself, {self.table.file} (--source names another)"
            )
        made = [
            self.into.source(title, url, fallback)
            for title, url in zip(self.cells.of("source"), self.cells.of("url"), strict=True)
        ]
        if self.choices.url and fallback in self.into.sources:
            self.into.sources[fallback]["url"] = self.choices.url
        return made

    def _places(self) -> int:
        names = self._names("place", "label", "admin1")
        points, outlines = self.cells.places()
        countries, ids = self._countries("country"), self.cells.of("id")
        seen: dict[tuple[str, str], Point] = {}
        made = 0
        for index, (name, country, point, outline) in enumerate(
            zip(names, countries, points, outlines, strict=True)
        ):
            key = (spoken(name), str(country))
            if nothing(name) and nothing(country) and not point and not outline:
                self._skip(index, "no place")
                continue
            if point and key in seen and _apart(seen[key], point):
                self.doubts.left_out.append(
                    f"{self.cells.where(index)}: {name} again, at another point; rows that name it mean the first one"
                )
                made += bool(self.into.gazetteer.spot(name, country, point))
                continue
            if point and not nothing(name):
                seen.setdefault(key, point)
            place = self.into.gazetteer.place(name, country, point, outline)
            if not nothing(ids[index]):
                self.into.gazetteer.alias(code_of(ids[index]), place)
            made += bool(place)
        return made

    def _names(self, *roles: str) -> Sequence[Cell]:
        return next(
            (self.cells.of(role) for role in roles if role in self.columns), (None,) * len(self.table)
        )

    def _countries(self, role: str) -> Sequence[Cell]:
        """Countries by row; what is none is told, and what could be two is asked."""
        cells = self.cells.of(role)
        unknown: Counter[str] = Counter()
        codes = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        if codes and all(len(cell.strip()) == 2 for cell in codes):
            # In a column of ISO codes NA is Namibia, and letters may be small.
            upper = [cell.strip().upper() if isinstance(cell, str) else cell for cell in cells]
            return ["NAM" if cell == "NA" else cell for cell in upper]
        for cell in {str(cell) for cell in cells if not nothing(cell)}:
            meant = countries_meant(cell)
            if len(meant) > 1:
                self.doubts.questions.append(
                    f"{self.cells.named(role)}: {cell} can be {' or '.join(meant)}; write it so in the table"
                )
            elif not meant:
                unknown[cell] += 1
        if unknown:
            names = ", ".join(sorted(unknown)[:5])
            self.doubts.guesses.append(f"{self.cells.named(role)}: no country, so read as a place: {names}")
        return cells

    def _placed(self, periods: Sequence[str] = ()) -> Sequence[str]:
        """Id of the place of each row; with periods, cells left empty under a name stand for it."""
        # A title names the place where no column does and each row has a spot of its own, as in KML.
        own_spots = "lon" in self.columns or "latlon" in self.columns or self.table.geometry is not None
        roles = (
            ("place", "admin1", "label") if own_spots or "geometry" in self.columns else ("place", "admin1")
        )
        points, outlines = self.cells.places()
        names, countries = self._names(*roles), self._countries("country")
        if periods:
            names, countries = self._filled_down(names, periods), self._filled_down(countries, periods)
        placed = self._at(names, countries, points, outlines, self.cells.of("admin1"))
        for place, km in zip(placed, self._precisions(), strict=True):
            if place:
                self.into.gazetteer.coarsen(place, km)
        return placed

    def _stands_at(self, points: Sequence[Point | None], outlines: Sequence[str]) -> Sequence[str]:
        """Id of the place of each incident; a point is the incident's own, and tells where its place lies at most."""
        names = self._names("place", "admin1")
        nowhere: list[Point | None] = [None] * len(self.table)
        placed = self._at(names, self._countries("country"), nowhere, outlines, self.cells.of("admin1"))
        if not any(placed) and any(points):
            # A data set has places; these incidents have points alone, and none of them is worth a row of its own.
            around = Path(self.table.file).stem.replace("_", " ")
            placed = [
                self.into.gazetteer.place(around, point=None, provinces=True) if point else ""
                for point in points
            ]
            self.doubts.guesses.append(
                f"place: no column names one; all lie in one area, {around!r}, and have points of their own"
            )
        for place, point in zip(placed, points, strict=True):
            if place and point:
                self.into.gazetteer.places[place].spots.append(point)
        return placed

    def _precisions(self) -> Sequence[float]:
        """How exact the point of each row is, in km; 0 where nothing is said."""
        if not self.export or not self.export.precision:
            return [0.0] * len(self.table)
        km = self.export.precision["km"]
        return [
            float(km.get(code_of(code), 0)) for code in self.cells.column(self.export.precision["column"])
        ]

    def _filled_down(self, names: Sequence[Cell], periods: Sequence[str]) -> Sequence[Cell]:
        """Names that were merged over rows, which an export to text leaves in the first of them alone."""
        if not names or nothing(names[0]) or not any(nothing(name) for name in names):
            return names
        filled: list[Cell] = []
        for name in names:
            filled.append(name if not nothing(name) else filled[-1])
        # A second number for the same place and period is no row of a merged name but, say, a sum without one.
        if len({*zip(filled, periods, strict=True)}) < len(filled):
            return names
        empty = sum(map(nothing, names))
        self.doubts.guesses.append(
            f"{self.table.place}: {empty:,} cells without a name, read as the name above them"
        )
        return filled

    def _at(
        self,
        names: Sequence[Cell],
        countries: Sequence[Cell],
        points: Sequence[Point | None],
        outlines: Sequence[str],
        provinces: Sequence[Cell],
    ) -> Sequence[str]:
        """Ids of places; where one name has points far apart, such as an area at sea, each is a spot in it.

        A name that stands in several provinces is that of several places.
        """
        first: dict[tuple[str, str], Point] = {}
        several = set()
        keys = [
            ("" if nothing(name) else spoken(name) or str(name), "" if nothing(country) else str(country))
            for name, country in zip(names, countries, strict=True)
        ]
        for key, point in zip(keys, points, strict=True):
            if point and key[0] and _apart(first.setdefault(key, point), point):
                several.add(key)
        lies_in: dict[tuple[str, str], set[str]] = {}
        for key, name, province in zip(keys, names, provinces, strict=True):
            if key[0] and not nothing(province) and spoken(province) != spoken(name):
                lies_in.setdefault(key, set()).add(" ".join(str(province).split()))
        gazetteer = self.into.gazetteer
        countries_met: dict[str, None] = {}
        named_provinces = "admin1" in self.columns and "place" not in self.columns
        placed = []
        for key, name, country, point, outline, province in zip(
            keys, names, countries, points, outlines, provinces, strict=True
        ):
            around = lies_in.get(key, set())
            whole = nothing(name) and gazetteer.country(country) != ""
            if point and (key in several or whole):
                placed.append(gazetteer.spot(name, country, point))
            else:
                # A country that is none is a place all the same.
                known = gazetteer.country(country)
                named = country if nothing(name) and not known and not nothing(country) else name
                if len(around) > 1 and not nothing(province):
                    named, around = f"{name}, {province}", {str(province)}
                place = gazetteer.place(named, country, point, outline, provinces=named_provinces)
                if place and len(around) == 1 and not gazetteer.places[place].iso2:
                    (gazetteer.places[place].province,) = around
                if not nothing(name) and not key[1] and place and gazetteer.places[place].iso2:
                    countries_met[gazetteer.places[place].label] = None
                placed.append(place)
        if countries_met and "place" in self.columns:
            self.doubts.guesses.append(
                f"{self.cells.named('place')}: read as countries: {', '.join([*countries_met][:8])}"
            )
        return placed

    def _kinds(self, group: str, other: str, family: str = "") -> tuple[Sequence[str], Sequence[str]]:
        """Word of each row, and how the table words it, "" where it does not."""
        said = self.choices.kind or other
        names = self.cells.of("label")
        by_label = "kind" not in self.columns and not self.choices.kind and self.into.knows(group, names)
        if by_label:
            self.doubts.guesses.append(
                f"kind: read from {self.columns.header('label')}, whose words are all kinds"
            )
        elif "kind" not in self.columns and not self.choices.kind:
            self.doubts.guesses.append(
                f"kind: no column says it; {said.replace('_', ' ')} (--kind names another)"
            )
        enforced = {spoken(one) for one in self.choices.enforcement}
        meant = self.export.words.get("kind", {}) if self.export else {}
        cells = [meant.get(code_of(cell), cell) for cell in (names if by_label else self.cells.of("kind"))]
        words = [
            self.into.word(
                group,
                cell if not nothing(cell) else said,
                "enforcement" if spoken(cell) in enforced else family,
            )
            for cell in cells
        ]
        return words, ["" if nothing(cell) else " ".join(str(cell).split()) for cell in cells]

    def _common(self, row: Row, index: int) -> Row:
        said = [self.cells.of(role)[index] for role in ("note", "cause")]
        notes = [str(one).strip() for one in said if not nothing(one)]
        if notes:
            row[f"note_{self.choices.lang}"] = "\n".join(notes)
        own = self.cells.of("id")[index]
        row["locator"] = self.cells.where(index) + ("" if nothing(own) else f", {code_of(own)}")
        return row

    def _moves(self) -> int:
        starts, ends = self._ends("from"), self._ends("to")
        dates, sources = self.cells.dates(), self._sources()
        numbers = {
            role: self.cells.numbers(role) for role in ("number", "low", "high") if role in self.columns
        }
        kinds, _ = self._kinds("movement_kind", "displacement")
        units = self._units("people") if numbers else [""] * len(self.table)
        labels, lang = self.cells.of("label"), self.choices.lang
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
                row["unit"] = units[index]
            self.into.rows["movements"].append(self._common(row, index))
            made += 1
        return made

    def _ends(self, end: str) -> Sequence[str]:
        points, outlines = self.cells.places(f"{end}_lon", f"{end}_lat")
        provinces = self.cells.of(f"{end}_admin1")
        return self._at(self.cells.of(end), self._countries(f"{end}_country"), points, outlines, provinces)

    def _label(self, place: str) -> str:
        return self.into.gazetteer.places[place].label if place else "?"

    def _units(self, other: str) -> Sequence[str]:
        said = self.choices.unit or (self.export.unit if self.export else "") or other
        if said == other and "unit" not in self.columns and not self.choices.unit:
            self.doubts.guesses.append(f"unit: no column says it; {said} (--unit names another)")
        return [self.into.word("unit", cell if not nothing(cell) else said) for cell in self.cells.of("unit")]

    def _incidents(self) -> int:
        told = any(role in self.columns for role in ("kind", "label", "note", "cause"))
        if not told and not self.choices.kind and self.columns.left:
            self.doubts.questions.append(
                f"{self.table.place}: no column is known to say what happened; if {self.columns.left[0]!r} does, say "
                f"--map kind={self.columns.left[0]!r}, or number= where it is a number; else what all are, like --kind raid"
            )
        (points, outlines), kilometres = self.cells.places(), self._precisions()
        places, dates, sources = self._stands_at(points, outlines), self.cells.dates(), self._sources()
        enforced = {spoken(one) for one in self.choices.enforcement}
        kinds, worded = self._kinds("event_kind", "incident", "observation")
        labels, lang = self.cells.of("label"), self.choices.lang
        made = 0
        for index, place in enumerate(places):
            point = points[index]
            if not place and not point and not dates[index]:
                self._skip(index, "neither place nor date")
                continue
            kind = worded[index] or self.into.label("event_kind", kinds[index])
            where = f", {self._label(place)}" if place else ""
            row = {
                "id": new_id(f"event-{self.table.rows[index]}", self.into.gazetteer.ids, "event"),
                f"label_{lang}": f"{kind}{where}" if nothing(labels[index]) else str(labels[index]),
                "kind": kinds[index], "place": place, "date": dates[index], "source": sources[index],
            }  # fmt: skip
            if point:
                row |= {"lon": coordinate(point[0]), "lat": coordinate(point[1])}
                if kilometres[index]:
                    row["precision_km"] = f"{kilometres[index]:g}"
            if worded[index] and spoken(worded[index]) in enforced:
                row["stage"] = "crackdown"
            self.into.rows["events"].append(self._common(row, index))
            made += 1
        return made

    def _presence(self) -> int:
        """Places with a time each: what was there from when to when."""
        names, sources = self._names("label", "place", "admin1"), self._sources()
        places = self._placed()
        spans = (
            self.cells.dates() if "start" in self.columns or "end" in self.columns else [""] * len(self.table)
        )
        seen = self.cells.dates() if not any(spans) else [""] * len(self.table)
        roles, _ = self._kinds("role", "site")
        lang = self.choices.lang
        made = 0
        for index, place in enumerate(places):
            if not place:
                self._skip(index, "no place")
                continue
            row = {
                "id": new_id(f"hub-{self.table.rows[index]}", self.into.gazetteer.ids, "hub"),
                f"label_{lang}": self._label(place) if nothing(names[index]) else str(names[index]),
                "place": place, "role": roles[index], "present": spans[index], "attested": seen[index],
                "source": sources[index],
            }  # fmt: skip
            self.into.rows["hubs"].append(self._common(row, index))
            made += 1
        return made

    def _series(self) -> int:
        sources = self._sources()
        made: dict[str, list[int]] = {}
        if self.columns.periods:
            places = self._placed()
            several = len({one.what for one in self.columns.periods}) > 1
            units_of = {
                what: self._units(self._unit_of_series(what, several=several))
                for what in dict.fromkeys(one.what for one in self.columns.periods)
            }
            numbers = {
                header: values
                for what in units_of
                for headers in [[one.header for one in self.columns.periods if one.what == what]]
                for header, values in zip(headers, self.cells.numbers_of(headers), strict=True)
            }
            for column, period in zip(self.columns.periods, self.cells.periods(), strict=True):
                units, values = units_of[column.what], numbers[column.header]
                for index, value in enumerate(values):
                    why = self._count(index, places[index], period, value, units[index], sources[index])
                    made.setdefault(why, []).append(index)
        else:
            dates = self.cells.by_month(self.cells.dates(), f"{self.table.place}, dates")
            places = self._placed(dates)
            headers = [self.columns.header("number"), *self.columns.more]
            for header in headers:
                (values,) = self.cells.numbers_of([header])
                units = self._units(self._unit_of_series(header))
                for index, value in enumerate(values):
                    why = self._count(index, places[index], dates[index], value, units[index], sources[index])
                    made.setdefault(why, []).append(index)
        self.doubts.left_out += [
            f"{self.table.place}: {len(those):,} numbers {why}, {self.cells.rows(those)}"
            if why != _EMPTY
            else f"{self.table.place}: {len(those):,} {_EMPTY}, {self.cells.rows(those)}"
            for why, those in made.items()
            if why
        ]
        return len(made.get("", ()))

    def _unit_of_series(self, what: str = "", *, several: bool = False) -> str:
        """The unit of a series: what its column is called, else what a title above the table has in brackets."""
        header = what or self.columns.header("number")
        if several and what and self.table.unit:
            return f"{self.table.unit}: {what}"
        if header and spoken(header) not in _ANY_NUMBER:
            return header
        return self.table.unit or "count"

    def _count(self, index: int, place: str, period: str, value: Number, unit: str, source: str) -> str:
        """Record a number; gives why not."""
        if value.low is not None or value.high is not None:
            return "with limits and no best estimate, which a series cannot hold"
        if value.best is None:
            return _EMPTY
        if not place:
            return "without a place"
        if not period:
            return "without a period"
        row = {
            "id": new_id(f"{place}-{period}", self.into.gazetteer.ids, "count"), "place": place, "period": period,
            "unit": unit, "n": _plain(value.best), "source": source,
        }  # fmt: skip
        self.into.rows["counts"].append(self._common(row, index))
        return ""

    def _skip(self, index: int, why: str) -> None:
        self.doubts.left_out.append(f"{self.cells.where(index)}: {why}")


def _apart(one: Point, other: Point) -> bool:
    """Whether points are more than a kilometre apart."""
    return abs(one[0] - other[0]) > 0.01 or abs(one[1] - other[1]) > 0.01


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
