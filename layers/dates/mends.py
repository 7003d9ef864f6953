"""What was probably meant by a text that is not an EDTF date, said as advice."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_Advice = Callable[[re.Match[str]], str]


# Spreadsheets count days from here; it makes up for a 29 February 1900 that they believe in.
_SPREADSHEET_EPOCH = date(1899, 12, 30)


def date_mend(text: str) -> str:
    """Say what to write instead of a text that is not a date; "" when nothing better can be said.

    >>> date_mend("31/12/2024")
    'write 2024-12-31'
    """
    for pattern, advise in _MENDS:
        found = pattern.fullmatch(text.strip())
        if found and (advice := advise(found)):
            return advice
    return ""


def _day_first(found: re.Match[str]) -> str:
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    if one > 12 >= two:
        return _write(year, two, one)
    if two > 12 >= one:
        return _write(year, one, two)
    return f"write the year first, like {year:04}-12-31 for 31 December"


def _year_first(found: re.Match[str]) -> str:
    return _write(int(found[1]), int(found[2]), int(found[3]))


def _month_first(found: re.Match[str]) -> str:
    return _write(int(found[2]), int(found[1]))


def _write(year: int, month: int, day: int | None = None) -> str:
    if not 1 <= month <= 12:
        return f"there is no month {month:02}: months go from 01 to 12, seasons from 21 to 24"
    if day is None:
        return f"write {year:04}-{month:02}"
    days = monthrange(year, month)[1] if year else 31
    if not 1 <= day <= days:
        return f"{year:04}-{month:02} has days 01 to {days}"
    return f"write {year:04}-{month:02}-{day:02}"


def _plain(found: re.Match[str]) -> str:
    if int(found[1]) == 0:
        return "years go from 0001 to 9999"
    return _write(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)


def _serial(found: re.Match[str]) -> str:
    meant = (_SPREADSHEET_EPOCH + timedelta(days=int(found[1]))).isoformat()
    return f"a spreadsheet's day count, perhaps: write {meant} and format the column as text"


def _short_year(found: re.Match[str]) -> str:
    return f"write the year with four digits, like 20{found[1]}-{found[2]}"


def _quarter(found: re.Match[str]) -> str:
    year, quarter = (found["y1"], found["q1"]) if found["y1"] else (found["y2"], found["q2"])
    last = 3 * int(quarter)
    return f"write the interval {year}-{last - 2:02}/{year}-{last:02}"


def _part_of_year(found: re.Match[str]) -> str:
    word, year = found[1].lower(), found[2]
    first, month, last = _PARTS[word]
    return f"write {year}-{month:02}~ (about that month) or the interval {year}-{first:02}~/{year}-{last:02}~"


_PARTS = {
    "early": (1, 1, 4),
    "début": (1, 1, 4),
    "mid": (5, 6, 8),
    "mi": (5, 6, 8),
    "late": (9, 12, 12),
    "end": (9, 12, 12),
    "end of": (9, 12, 12),
    "fin": (9, 12, 12),
}

_MENDS: tuple[tuple[re.Pattern[str], _Advice], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), advise)
    for pattern, advise in (
        (r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})", _day_first),
        (r"([0-9]{4})[/. ]([0-9]{1,2})[/. ]([0-9]{1,2})", _year_first),
        (r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})[T ][0-9:.+Z-]+", _year_first),
        (r"([0-9]{4})([0-9]{2})([0-9]{2})", _year_first),
        (r"([0-9]{1,2})[/.-]([0-9]{4})", _month_first),
        (r"([0-9]{4})[/.]([0-9]{1,2})", lambda m: _write(int(m[1]), int(m[2]))),
        (r"([0-9]{5})(?:[.,][0-9]+)?", _serial),
        (r"([0-9]{2})-([0-9]{2})(?:-[0-9]{2})?", _short_year),
        (r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?[~?%]?", _plain),
        (r"(0000)()?()?", lambda m: "years go from 0001 to 9999"),
        (r"([0-9]{4}) ?[-–—] ?([0-9]{4})", lambda m: f"write {m[1]}/{m[2]}"),
        (
            r"(?:circa|ca?\.?|about|around|vers|environ|~) ?([0-9]{4}(?:-[0-9]{2}){0,2})",
            lambda m: f"write {m[1]}~",
        ),
        (r"(?P<y1>[0-9]{4})[- ]?[QT](?P<q1>[1-4])|[QT](?P<q2>[1-4])[- ](?P<y2>[0-9]{4})", _quarter),
        (r"(early|mid|late|end of|end|début|mi|fin)[ -](?:de )?([0-9]{4})", _part_of_year),
        (r"(?:after|since|from|depuis|après) ?([0-9]{4}(?:-[0-9]{2}){0,2})", lambda m: f"write {m[1]}/"),
        (r"(?:before|until|by|avant|jusqu'en) ?([0-9]{4}(?:-[0-9]{2}){0,2})", lambda m: f"write /{m[1]}"),
        (r"([0-9]{4})s", lambda m: f"write {m[1][:3]}X"),
        (r"[^\W\d_]{3,}\.? [0-9]{4}", lambda m: "write the month as a number, like 2024-04"),
        (
            r".*[\[{].*|Y.*|-.*",
            lambda m: "sets, long years and years before 0001 are not read: write YYYY, YYYY-MM or a/b",
        ),
    )
)
