"""What was probably meant by a text that is not an EDTF date, said as advice."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from waterbed.layers.dates.months import month_number, season_number
from waterbed.layers.errors import not_known

_Advice = Callable[[re.Match[str]], str]


# Spreadsheets count days from here; it makes up for a 29 February 1900 that they believe in.
_SPREADSHEET_EPOCH = date(1899, 12, 30)

_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")

_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")

_EDTF = re.compile(
    r"(?:[0-9X]{4}(?:-[0-9X]{2}){0,2}[~?%]?|\.\.)?(?:/(?:[0-9X]{4}(?:-[0-9X]{2}){0,2}[~?%]?|\.\.)?)?"
)

_WHOLE = re.compile(r"(?:(?!0000)[0-9]{4}(?:-2[1-4])?|[0-9]{3}X)[~?%]?")

_NOW = re.compile(
    r"(?:present|now|today|ongoing|current|currently|to date|date|heute|jetzt|laufend|andauernd|aujourd'?hui|présent|"
    r"ce jour|en cours|maintenant|actualidad|presente|hoy)",
    re.IGNORECASE,
)

_BETWEEN = re.compile(
    r"(?:(?:from|between|since|von|vom|zwischen|seit|entre|du|de|depuis|desde) )?(.+?)"
    r"(?:/| ?\.\. ?| - | (?:to|until|till|through|and|bis|und|au|à|et|al|a|hasta|y) (?:le |the |zum )?)(.+)",
    re.IGNORECASE,
)


def date_mend(text: str) -> str:
    """Say what to write instead of a text that is not a date; "" when nothing better can be said.

    >>> date_mend("31/12/2024")
    'write 2024-12-31'
    >>> date_mend("5 avril 2024"), date_mend("2024-04-05/present")
    ('write 2024-04-05', 'write 2024-04-05/')
    """
    if not_known(text):
        return "leave the cell empty when it is not known"
    plain = _plainly(text)
    if plain != text.strip() and plain and _EDTF.fullmatch(plain):
        return f"write {plain}, with plain digits and hyphens"
    for one in dict.fromkeys((text.strip(), plain)):
        if advice := _advice(one):
            return advice
    return _interval(plain) or _otherwise(plain)


def _advice(text: str) -> str:
    for pattern, advise in _MENDS:
        found = pattern.fullmatch(text)
        if found and (advice := advise(found)):
            return advice
    return ""


def _plainly(text: str) -> str:
    """The text with plain hyphens, digits and spaces, and without what nobody sees."""
    shown = unicodedata.normalize("NFKC", _UNSEEN.sub("", _DASHES.sub("-", text)))
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in shown)
    return " ".join(digits.split())


def _interval(text: str) -> str:
    """Two dates in words, or one and the present, as an interval."""
    found = _BETWEEN.fullmatch(text)
    if not found:
        return ""
    start, end = (_one(side) for side in found.groups())
    if start and (_NOW.fullmatch(found[2].strip()) or not_known(found[2])):
        return f"write {start}/"
    if end and not_known(found[1]):
        return f"write /{end}"
    meant = f"{start}/{end}" if start and end else ""
    return f"write {meant}" if meant not in ("", text) else ""


def _one(text: str) -> str:
    """A date in words or figures as EDTF, "" when it is not clear."""
    bare = text.strip().strip(",")
    if _WHOLE.fullmatch(bare):
        return bare
    plain = _EDTF.fullmatch(bare)
    advice = (
        f"write {bare}"
        if plain and _advice(bare.rstrip("~?%")) == f"write {bare.rstrip('~?%')}"
        else _advice(bare)
    )
    return found[1] if (found := re.fullmatch(r"write ([0-9X~?%-]+)", advice)) else ""


def _otherwise(text: str) -> str:
    if _NOW.fullmatch(text):
        return "give the start and leave the end open, like 2019/"
    if re.fullmatch(r"[^\W\d_]{3,}\.? [0-9]{4}", text):
        return "write the month as a number, like 2024-04"
    if re.fullmatch(r".*[\[{].*|Y.*|-.*", text):
        return "sets, long years and years before 0001 are not read: write YYYY, YYYY-MM or a/b"
    return ""


def _day_first(found: re.Match[str]) -> str:
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    if 0 in (one, two):
        return _write(year, max(one, two), 0) if max(one, two) <= 12 else ""
    if one > 12 >= two:
        return _write(year, two, one)
    if two > 12 >= one:
        return _write(year, one, two)
    if "." in found[0]:  # with points the day comes first wherever they are written
        return _write(year, two, one)
    return f"write the year first, like {year:04}-12-31 for 31 December"


def _year_first(found: re.Match[str]) -> str:
    return _write(int(found[1]), int(found[2]), int(found[3]))


def _month_first(found: re.Match[str]) -> str:
    return _write(int(found[2]), int(found[1]))


def _write(year: int, month: int, day: int | None = None) -> str:
    if not 1 <= year <= 9999:
        return "years go from 0001 to 9999"
    if month == 0:  # some registers write 0 for what is not known
        return f"the month is not known: write {year:04}"
    if not 1 <= month <= 12:
        if day is None and month == (year + 1) % 100:
            return f"write {year:04}/{year + 1:04} if the two years are meant"
        return f"there is no month {month:02}: months go from 01 to 12, seasons from 21 to 24"
    if day is None:
        return f"write {year:04}-{month:02}"
    if day == 0:
        return f"the day is not known: write {year:04}-{month:02}"
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"{year:04}-{month:02} has days 01 to {days}"
    return f"write {year:04}-{month:02}-{day:02}"


def _plain(found: re.Match[str]) -> str:
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


def _week(found: re.Match[str]) -> str:
    year, week = int(found[1]), int(found[2])
    try:
        first, last = date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return f"{year} has no week {week}"
    return f"write {first.isoformat()}/{last.isoformat()}"


def _part_of_year(found: re.Match[str]) -> str:
    word, year = found[1].lower(), found[2]
    first, month, last = _PARTS[word]
    return f"write {year}-{month:02}~ (about that month) or the interval {year}-{first:02}~/{year}-{last:02}~"


def _part_of_month(found: re.Match[str]) -> str:
    month = month_number(found[2])
    return f"write {found[3]}-{month:02}, and its words in date_basis" if month else ""


def _named(day: str | None, name: str, year: str) -> str:
    """A day or month whose month is a word, or a season."""
    month = month_number(name)
    if month is None:
        season = None if day else season_number(name)
        return f"write {year}-{season}" if season else ""
    if len(year) == 2:
        return f"write the year with four digits, like 20{year}-{month:02}" + (
            f"-{int(day):02}" if day else ""
        )
    return _write(int(year), month, int(day) if day else None)


_PARTS = {
    **dict.fromkeys(("early", "début", "anfang"), (1, 1, 4)),
    **dict.fromkeys(("mid", "mi", "mitte"), (5, 6, 8)),
    **dict.fromkeys(("late", "end", "end of", "fin", "ende"), (9, 12, 12)),
}

_PART = r"(early|mid|late|end of|end|début|mi|fin|anfang|mitte|ende)"

_ONE = r"([0-9]{4}(?:-[0-9]{2}){0,2})"

_NAME = r"([^\W\d_]{3,}\.?)"

_DAY = r"([0-9]{1,2})(?:st|nd|rd|th|er|re|e|º|\.)?"

_MENDS: tuple[tuple[re.Pattern[str], _Advice], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), advise)
    for pattern, advise in (
        (r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})", _day_first),
        (r"([0-9]{4})[/. ]([0-9]{1,2})[/. ]([0-9]{1,2})", _year_first),
        (r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})[T ][0-9:.+Z-]+", _year_first),
        (r"([0-9]{4})([0-9]{2})([0-9]{2})", _year_first),
        (r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日", _year_first),
        (r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月", lambda m: _write(int(m[1]), int(m[2]))),
        (r"([0-9]{4}) ?年", lambda m: f"write {m[1]}"),
        (r"([0-9]{1,2})[/.-]([0-9]{4})", _month_first),
        (r"([0-9]{4})/([0-9]{2})", lambda m: _two_years(m) or _write(int(m[1]), int(m[2]))),
        (r"([0-9]{4})[/.]([0-9]{1,2})", lambda m: _write(int(m[1]), int(m[2]))),
        (r"([0-9]{5})(?:[.,][0-9]+)?", _serial),
        (r"([0-9]{2})-([0-9]{2})(?:-[0-9]{2})?", _short_year),
        (r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?[~?%]?", _plain),
        (r"(0000)()?()?", lambda m: "years go from 0001 to 9999"),
        (
            r"([0-9]{4}) ?[-–—] ?([0-9]{4})",
            lambda m: f"write {m[1]}/{m[2]}" if 0 < int(m[1]) < int(m[2]) else "",
        ),
        (r"([0-9]{4}(?:-[0-9]{2}){0,2}) ([~?%])", lambda m: _marked("", m[1], m[2])),
        (rf"(?:circa|ca?\.?|about|around|vers|environ|etwa|um|~) ?{_ONE}", lambda m: _marked("", m[1], "~")),
        (r"(?P<y1>[0-9]{4})[- ]?[QT](?P<q1>[1-4])|[QT](?P<q2>[1-4])[- ](?P<y2>[0-9]{4})", _quarter),
        (r"([0-9]{4})-?W([0-9]{2})", _week),
        (rf"{_PART}[ -](?:de )?([0-9]{{4}})", _part_of_year),
        (rf"{_PART}[ -]{_NAME} ([0-9]{{4}})", _part_of_month),
        (
            rf"(?:{_NAME},? )?{_DAY}[ -](?:de )?{_NAME},?[ -](?:de )?([0-9]{{4}}|[0-9]{{2}})",
            lambda m: _named(m[2], m[3], m[4]),
        ),
        (rf"{_NAME}[ -]{_DAY},?[ -]([0-9]{{4}})", lambda m: _named(m[2], m[1], m[3])),
        (rf"{_NAME},?[ -](?:de )?([0-9]{{4}}|[0-9]{{2}})", lambda m: _named(None, m[1], m[2])),
        (rf"([0-9]{{4}})[ -]{_NAME}[ -]{_DAY}", lambda m: _named(m[3], m[2], m[1])),
        (rf"([0-9]{{4}})[ -]{_NAME}", lambda m: _named(None, m[2], m[1])),
        (rf"{_DAY} {_NAME}", lambda m: "write the year too, like 2024-04-05" if month_number(m[2]) else ""),
        (rf"(?:after|since|from|depuis|après|seit|ab|nach) ?{_ONE}", lambda m: _marked("", m[1], "/")),
        (rf"(?:before|until|by|avant|jusqu'en|vor|bis) ?{_ONE}", lambda m: _marked("/", m[1], "")),
        (r"([0-9]{4})s", lambda m: f"write {m[1][:3]}X"),
    )
)


def _marked(before: str, text: str, after: str) -> str:
    one = _one(text)
    return f"write {before}{one}{after}" if one else ""


def _two_years(found: re.Match[str]) -> str:
    year = int(found[1])
    meant = int(found[2]) > 12 and int(found[2]) == (year + 1) % 100
    return f"write {year}/{year + 1}" if meant else ""
