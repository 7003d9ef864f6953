"""A column of dates as people write them, read as EDTF: the order of day and month is decided by the whole column."""

import math
import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from waterbed.layers.dates.edtf import parse
from waterbed.layers.dates.months import OFTEN, OWN_SCRIPTS, folded, month_names, weekday_names
from waterbed.layers.errors import DateError
from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.values.words import MOST_IN_A_VALUE, nothing

Order: TypeAlias = Literal["", "day", "month"]

_SPREADSHEET_EPOCH = date(1899, 12, 30)
_SERIALS = range(14_000, 80_000)
"""Day counts of spreadsheets from 1938 to 2119: numbers in a column of dates that are no years."""
_EPOCH_SECONDS = range(600_000_000, 2_200_000_000)
"""Seconds from 1970 to days of 1989 to 2039, as databases and map servers keep times, often in milliseconds."""
_YEARS = range(1000, 2200)
_YEAR_AND_TWO = r"([0-9]{4})[-/]([0-9]{2})"
_BUDDHIST = range(2400, 2700)
"""Years that are counted from the Buddha in Thailand, Laos, Cambodia and Myanmar: 543 more than those of others."""
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u202f\u2009", "------   ")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Dates that can be read in two ways, and nothing in the column decides which."""

    example: str
    day_first: str
    month_first: str
    cells: int
    """How many cells are so."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates, read."""

    texts: tuple[str, ...]
    """EDTF by cell; "" where the cell is empty, says that nothing is known, or cannot be read."""
    unread: tuple[tuple[int, str], ...]
    """Cells that hold something that is no date: their place in the column and their text."""
    doubt: Doubt | None
    order: Order
    """Which order was taken, "" where no cell needs one."""
    habits: tuple[tuple[str, int, str], ...]
    """Ways of writing that were understood: what they were read as, in how many cells, and an example."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One cell's reading: by the day first and by the month first; the same where the order does not matter."""

    day_first: str
    month_first: str
    habit: str = ""

    @property
    def decides(self) -> Order:
        if self.day_first and not self.month_first:
            return "day"
        return "month" if self.month_first and not self.day_first else ""

    @property
    def differs(self) -> bool:
        return bool(self.day_first and self.month_first and self.day_first != self.month_first)


def read_dates(
    cells: Sequence[Cell],
    *,
    order: Order = "",
    languages: tuple[str, ...] = (),
    end: bool = False,
    seasons: int = 2,
) -> Dates:
    """Read a column of dates.

    A date such as 03/04/2024 is read by what the rest of the column says: one cell that can only be day-first (25/04/2024)
    decides for all. Where cells speak against one another, or none speaks, the doubt is given with both readings.

    Parameters
    ----------
    cells
        As the format gives them: texts, dates, or numbers (years, day counts of a spreadsheet).
    order
        ``day`` or ``month`` first, where the user has said it.
    languages
        Of the data, whose names of months come first.
    end
        Whether the column says when something ended: "present" is an open end then.
    seasons
        How many different ones such as 2007-08 it takes, and no other, to read them as years that run into the next and
        not as months; 0 where the column's name says that they are months.
    """
    reader = _Reader(languages, end=end, seasons=seasons > 0 and _has_seasons(cells, seasons))
    found = [reader.read(cell) for cell in cells]
    votes = Counter(one.decides for one in found if one and one.decides)
    open_cells = [index for index, one in enumerate(found) if one and one.differs]
    chosen: Order = order or (next(iter(votes)) if len(votes) == 1 else "")
    doubt = None
    if open_cells and not chosen:
        one = found[open_cells[0]]
        assert one is not None  # noqa: S101 - it differs, so it was read
        doubt = Doubt(str(cells[open_cells[0]]), one.day_first, one.month_first, len(open_cells))
    texts, unread, habits = [], [], Counter[str]()
    examples: dict[str, str] = {}
    for index, (cell, one) in enumerate(zip(cells, found, strict=True)):
        first: Order = (one.decides if one and not order else "") or chosen
        text = "" if one is None else (one.month_first if first == "month" else one.day_first)
        if one is not None and one.differs and doubt:
            text = ""
        texts.append(text)
        if one is None or (not text and not (one.differs and doubt)):
            if one is None or one.day_first or one.month_first:
                unread.append((index, str(cell)))
            continue
        if one.habit and text:
            habits[one.habit] += 1
            examples.setdefault(one.habit, f"{_shown(cell)} → {text}")
    kept = tuple((habit, count, examples[habit]) for habit, count in habits.items())
    return Dates(tuple(texts), tuple(unread), doubt, chosen, kept)


def looks_dated(cells: Sequence[Cell], languages: tuple[str, ...] = (), *, end: bool = False) -> float:
    """Share of the filled cells that can be read as dates; numbers count only as years."""
    reader = _Reader(languages, end=end, seasons=_has_seasons(cells))
    filled = [cell for cell in cells if cell not in (None, "") and not nothing(cell)]
    if not filled:
        return 0.0
    return sum(reader.read(cell) is not None for cell in filled) / len(filled)


def _has_seasons(cells: Sequence[Cell], least: int = 2) -> bool:
    """Whether all of a column's years with two digits behind run into the next, as 2010-11 and 2011-12 do."""
    pairs = {
        (int(one[1]), int(one[2]))
        for cell in cells
        if (one := re.fullmatch(_YEAR_AND_TWO, str(cell).strip()))
    }
    return len(pairs) >= least and all((year + 1) % 100 == two for year, two in pairs)


def _shown(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


class _Reader:
    """Reads single cells; the patterns are tried in order."""

    def __init__(self, languages: tuple[str, ...], *, end: bool = False, seasons: bool = False) -> None:
        known = tuple(dict.fromkeys((*languages, *OFTEN, *OWN_SCRIPTS)))
        self._known: dict[tuple[type, Cell], _Read | None] = {}
        # A word of the data's own language means what it means there, whatever it means in another.
        names = {**month_names(known), **month_names(languages)}
        self.months = {name.replace(" ", ""): number for name, number in names.items()}
        self.weekdays, self.end = weekday_names(known), end
        self.seasons = seasons
        """Whether 2011-12 is a year that runs into the next, not a month."""

    def read(self, cell: Cell) -> _Read | None:
        """None where the cell cannot be read; two empty texts where it says that nothing is known."""
        key = (type(cell), cell)
        if key not in self._known:
            self._known[key] = self._cell(cell)
        return self._known[key]

    def _cell(self, cell: Cell) -> _Read | None:
        if cell is None or nothing(cell):
            return _Read("", "")
        if isinstance(cell, bool | time | timedelta):
            return None
        if isinstance(cell, datetime):
            return _same(cell.date().isoformat())
        if isinstance(cell, date):
            return _same(cell.isoformat())
        if isinstance(cell, int | float):
            return self._number(float(cell))
        return self._text(cell)

    def _number(self, value: float) -> _Read | None:
        if not math.isfinite(value):
            return None
        whole = int(value)
        if whole in _YEARS and value == whole:
            return _same(f"{whole:04}")
        if whole in _BUDDHIST and value == whole:
            return _same(f"{whole - 543:04}", _BY_BUDDHA)
        if whole in _SERIALS:
            return _same(
                (_SPREADSHEET_EPOCH + timedelta(days=whole)).isoformat(), "a spreadsheet's count of days"
            )
        for unit, times in (("milliseconds", 1000), ("seconds", 1)):
            if whole // times in _EPOCH_SECONDS:
                day = date(1970, 1, 1) + timedelta(seconds=whole // times)
                return _same(day.isoformat(), f"{unit} since 1970")
        # Longer ones are read as numbers alone: their text would come back here.
        return self._text(str(whole)) if value == whole and 100_000 < whole < 100_000_000 else None

    def _text(self, text: str) -> _Read | None:
        if len(text) > MOST_IN_A_VALUE:
            return None
        said = re.sub(r"\s+", " ", text.translate(_DASHES)).strip().strip(".")
        if not said.isascii():
            said = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in said)
        if by_buddha := re.search(r"(?<![0-9])(2[456][0-9]{2})(?![0-9])", said):
            meant = self._text(said.replace(by_buddha[1], str(int(by_buddha[1]) - 543)))
            return meant and _Read(meant.day_first, meant.month_first, _BY_BUDDHA)
        for pattern, read in _FORMS:
            if (found := pattern.fullmatch(said)) and (one := read(self, found)):
                return one
        return self._worded(said)

    def _worded(self, said: str) -> _Read | None:
        """Dates with words in them: months by name, parts of a year, about, since, until, from a to b."""
        low = " ".join(_plain(word) for word in said.replace(",", " ").split())
        low = re.sub(r"(\d)(?:st|nd|rd|th|er|o|º|ª|°)\b", r"\1", low)
        low = re.sub(r"\b(?:thang|thg) ?([0-9]{1,2})\b", r"thang\1", low)  # of Vietnamese, by their numbers
        # "mar" is Tuesday in French and March in English.
        words = [word for word in low.split() if word not in self.weekdays or word in self.months]
        if words and words[0] in self.weekdays and any(word in self.months for word in words[1:]):
            words = words[1:]
        low = " ".join(word for word in words if word not in _FILLERS)
        for pattern, read in _PHRASES:
            if (found := pattern.fullmatch(low)) and (one := read(self, found)):
                return one
        return self._month([_plain(part) for part in low.split()]) or self._month(_BOUNDARY.split(low))

    def _month(self, parts: list[str]) -> _Read | None:
        parts = [part for part in parts if part]
        at = next((index for index, part in enumerate(parts) if part in self.months), None)
        if at is None or len(parts) not in (2, 3):
            return None
        month, rest = self.months[parts[at]], [part for index, part in enumerate(parts) if index != at]
        if not all(part.isdigit() for part in rest):
            return None
        if len(rest) == 1:
            (year,) = rest
            if len(year) == 4:
                return _same(f"{year}-{month:02}", "months by name")
            # What a spreadsheet makes of 2023-11; 11-Nov is a day of an unknown year.
            if len(year) == 2 and at == 0:
                return _same(f"{_century(int(year))}-{month:02}", "month and short year")
            return None
        day, year = rest if len(rest[1]) == 4 or len(rest[0]) != 4 else rest[::-1]
        full = int(year) if len(year) == 4 else _century(int(year))
        return _dated(full, month, int(day), "months by name")

    def one_of(self, text: str) -> str:
        """A date that a phrase holds, in EDTF; "" when it is none or depends on the order."""
        read = self._text(text)
        return read.day_first if read and not read.differs and "/" not in read.day_first else ""


def _plain(word: str) -> str:
    """A word without case, accents and the dot of an abbreviation."""
    return folded(word).strip(". ")


def _same(text: str, habit: str = "") -> _Read:
    return _Read(text, text, habit)


def _century(year: int) -> int:
    return year + (2000 if year < 70 else 1900)


def _dated(year: int, month: int, day: int, habit: str = "") -> _Read | None:
    if not month:
        return _same(f"{year:04}", "0 for an unknown month or day") if not day else None
    if not 1 <= month <= 12:
        return None
    if not day:
        return _same(f"{year:04}-{month:02}", "0 for an unknown month or day")
    if not 1 <= day <= (monthrange(year, month)[1] if year else 31):
        return None
    return _same(f"{year:04}-{month:02}-{day:02}", habit)


def _either(reader: _Reader, found: re.Match[str]) -> _Read | None:
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    habit = "short years" if len(found[3]) == 2 else ""
    year = _century(year) if len(found[3]) == 2 else year
    by_day, by_month = _dated(year, two, one), _dated(year, one, two)
    if not by_day and not by_month:
        return None
    return _Read(by_day.day_first if by_day else "", by_month.day_first if by_month else "", habit)


def _plain_edtf(reader: _Reader, found: re.Match[str]) -> _Read | None:
    try:
        parse(found[0])
    except DateError:
        return None
    return _same(found[0])


def _span_of_years(reader: _Reader, found: re.Match[str]) -> _Read | None:
    first, last = int(found[1]), int(found[2])
    if (first + 1) % 100 != last % 100 or (last <= 12 and not reader.seasons):
        return None  # 2021-22 is two years, 2021-11 a month; 2011-12 is what its column says
    return _same(f"{first}/{first + 1}", "a year that runs into the next")


def _quarter(reader: _Reader, found: re.Match[str]) -> _Read:
    year, quarter = (found["y1"], found["q1"]) if found["y1"] else (found["y2"], found["q2"] or found["q3"])
    last = 3 * int(quarter)
    return _same(f"{year}-{last - 2:02}/{year}-{last:02}", "quarters")


def _week(year: int, week: int) -> _Read | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return _same(f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}", "weeks")


def _half(reader: _Reader, found: re.Match[str]) -> _Read:
    year, half = (found["y1"], found["h1"]) if found["y1"] else (found["y2"], found["h2"])
    return _same(
        f"{year}-{'01' if half == '1' else '07'}/{year}-{'06' if half == '1' else '12'}", "half-years"
    )


_FILLERS = ("nam", "ngay", "de", "del", "of", "the", "le", "den", "am", "г", "года", "год")
_BY_BUDDHA = "Buddhist years, less 543"
_BOUNDARY = re.compile(r"[ ./-]+|(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])")
_PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PART_WORDS = {
    "early": "early|beginning|start|debut|principios|inicios|inicio|anfang|awal",
    "mid": "mid|middle|mi|mediados|meados|mitte|pertengahan",
    "late": "late|end|fin|finales|fines|final|ende|akhir",
}


def _part(reader: _Reader, found: re.Match[str]) -> _Read | None:
    part = next(name for name, words in _PART_WORDS.items() if found[1] in words.split("|"))
    when = reader.one_of(found[2])
    if len(when) == 4:
        first, last = _PARTS_OF_YEAR[part]
        return _same(f"{when}-{first:02}~/{when}-{last:02}~", "parts of a year")
    if len(when) == 7 and 1 <= int(when[5:]) <= 12:  # 2024-24 is a season
        first, last = _PARTS_OF_MONTH[part]
        last = min(last, monthrange(int(when[:4]), int(when[5:]))[1])
        return _same(f"{when}-{first:02}~/{when}-{last:02}~", "parts of a month")
    return None


def _about(reader: _Reader, found: re.Match[str]) -> _Read | None:
    when = reader.one_of(found[1])
    return _same(f"{when}~", "about") if when and when[-1].isdigit() else None


def _since(reader: _Reader, found: re.Match[str]) -> _Read | None:
    when = reader.one_of(found[1])
    return _same(f"{when}/", "since") if when else None


def _until(reader: _Reader, found: re.Match[str]) -> _Read | None:
    when = reader.one_of(found[1])
    return _same(f"/{when}", "until") if when else None


def _between(reader: _Reader, found: re.Match[str]) -> _Read | None:
    first, last = found[1].strip(), found[2].strip()
    end = reader.one_of(last)
    if _plain(last) in _OPEN_WORDS:
        start = reader.one_of(first)
        return _same(f"{start}/", "open ends") if start else None
    start = reader.one_of(first)
    if not start and len(end) == 10:  # 12 - 14 March 2024
        start = reader.one_of(f"{first} {' '.join(last.split()[1:])}")
    if not start and len(end) == 7:  # March - May 2024
        start = reader.one_of(f"{first} {end[:4]}")
    return _same(f"{start}/{end}", "spans") if start and end and start <= end else None


def _open(reader: _Reader, found: re.Match[str]) -> _Read | None:
    return _Read("", "") if reader.end else None


_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "printemps": 21, "ete": 22,
            "automne": 23, "hiver": 24, "primavera": 21, "verano": 22, "otono": 23, "invierno": 24}  # fmt: skip
_OPEN_WORDS = (
    "present",
    "today",
    "now",
    "ongoing",
    "current",
    "aujourd'hui",
    "en cours",
    "actualidad",
    "heute",
)


def _season(reader: _Reader, found: re.Match[str]) -> _Read:
    return _same(f"{found[2]}-{_SEASONS[found[1]]}", "seasons")


_Form = Callable[[_Reader, re.Match[str]], _Read | None]
_FORMS: tuple[tuple[re.Pattern[str], _Form], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (_YEAR_AND_TWO, _span_of_years),
        (r"[0-9]{4}(?:-[0-9X]{2}){0,2}[~?%]?|[0-9]{3}X|[0-9.X~?%-]*/[0-9.X~?%-]*", _plain_edtf),
        (r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ][0-9:.,]+ ?(?:Z|UTC|[+-][0-9:]{2,6})?)?",
         lambda r, m: _dated(int(m[1]), int(m[2]), int(m[3]))),
        (r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})(?: [0-9]{1,2}:[0-9:.]+(?: ?[AP]M)?)?", _either),
        (r"([12][0-9]{3})(0[1-9]|1[0-2])", lambda r, m: _same(f"{m[1]}-{m[2]}", "year and month without a sign between")),
        (r"([0-9]{4})[- ]?W(?:eek)? ?([0-9]{1,2})", lambda r, m: _week(int(m[1]), int(m[2]))),
        (r"(?:W|week|semaine|semana|KW|woche) ?([0-9]{1,2})(?:,? |/|-)([0-9]{4})", lambda r, m: _week(int(m[2]), int(m[1]))),
        (r"([0-9]{4})([0-9]{2})([0-9]{2})", lambda r, m: _dated(int(m[1]), int(m[2]), int(m[3]))),
        (r"([0-9]{1,2})[-/.]([0-9]{4})", lambda r, m: _dated(int(m[2]), int(m[1]), 0) and _same(f"{m[2]}-{int(m[1]):02}")
         if 1 <= int(m[1]) <= 12 else None),
        (r"([0-9]{4})[/. ]([0-9]{1,2})", lambda r, m: _same(f"{m[1]}-{int(m[2]):02}") if 1 <= int(m[2]) <= 12 else None),
        (r"([0-9]{4}) ?[年년] ?(?:([0-9]{1,2}) ?[月월] ?(?:([0-9]{1,2}) ?[日일])?)?",
         lambda r, m: _dated(int(m[1]), int(m[2] or 0), int(m[3] or 0)) and _same(
             (_dated(int(m[1]), int(m[2] or 0), int(m[3] or 0)) or _same("")).day_first)),
        (r"([0-9]{4})[.,]0+", lambda r, m: _same(m[1])),
        (r"([0-9]{3})0'?s", lambda r, m: _same(f"{m[1]}X", "decades")),
        (r"(?P<y1>[0-9]{4})[- /]?[QT](?P<q1>[1-4])|(?:[QT](?P<q2>[1-4])|(?P<q3>[1-4])[QT])[- /]?(?P<y2>[0-9]{4})", _quarter),
        (r"(?P<y1>[0-9]{4})[- /]?[HS](?P<h1>[12])|[HS](?P<h2>[12])[- /]?(?P<y2>[0-9]{4})", _half),
        (r"([0-9]{4,5}|[0-9]{9,13})(?:[.,][0-9]+)?", lambda r, m: r._number(float(m[1]))),
    )
)  # fmt: skip
_PHRASES: tuple[tuple[re.Pattern[str], _Form], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"({'|'.join(_OPEN_WORDS)})", _open),
        (rf"({'|'.join(_SEASONS)})[ -]([0-9]{{4}})", _season),
        (rf"({'|'.join(_PART_WORDS.values())})[ -](.+)", _part),
        (r"(?:circa|ca|c|about|around|approx|approximately|approximate|environ|vers|aprox|aproximadamente|etwa|~|±|±) ?(.+)",
         _about),
        (r"(.+?) ?\((?:approx|approximate|about|circa|ca|est|estimated|estimate|environ|aprox)\.?\)", _about),
        (r"(?:since|after|from|depuis|apres|desde|seit|sejak) (.+)", _since),
        (r"pre-?([0-9].+)", _until),
        (r"(?:before|until|till|by|up to|avant|jusqu'en|jusqu'a|antes|hasta|bis|vor|sebelum) (.+)", _until),
        (r"(?:between|from|entre|zwischen)? ?(.+?) (?:to|and|au|a|et|y|e|bis|und|до|-) (.+)", _between),
        (r"(?:between|from|entre|zwischen)? ?(.+?) ?(?: - | to | and | au | a | et | y | bis | und |/|-) ?(.+)", _between),
    )
)  # fmt: skip
