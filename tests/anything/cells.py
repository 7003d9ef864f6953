"""Cells of every kind that a column takes: texts of every Unicode category, dates of every form, words, numbers."""

from datetime import date, timedelta

from hypothesis import strategies as st

from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import DateError
from waterbed.layers.schema.tables import Column
from waterbed.layers.schema.vocabulary import words

PROTOTYPE = ("constructor", "toString", "hasOwnProperty", "valueOf", "__proto__", "isPrototypeOf")
"""Names that every object of JavaScript has."""

NASTY = (
    *PROTOTYPE,
    "{0} {name} {} {n!r}",
    "%s %(d)s 100 %",
    "$x$ $\\frac{1}$ _a_ ^b",
    "<b>&amp;</b> ]]> --> </script>",
    "line\n\nline\r\nline\rline\u2028line\u2029line",
    "tab\tvertical\x0bform\x0cbell\x07unit\x1fnext\x85",
    "\ufeff\ufffe\uffff\U0010ffff\x7f\x9f",
    "بنوم بنه (2024) - A",
    "\u202eturned\u202c \u2066open",
    "מחנה 5, Camp",
    "កម្ពុជា မြန်မာ ราชอาณาจักรไทย 金边市",
    "e\u0301\u0301\u0301\u200d\u200c👩‍👩‍👧‍👦🇰🇭",
    "\u0301",
    "x" * 300,
    "long name " * 30,
    "=1+1",
    "-",
    "0",
    "#anchor?query=1&x",
    "\\path\\to",
)

TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0[]"), min_size=1, max_size=30),
    st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Lo", "Nd", "Zs"]), min_size=1, max_size=12),
    st.sampled_from(NASTY),
    st.sampled_from(["Phnom Penh", "Raid in the capital", "KK Park"]),
)
"""Texts without square brackets, which cite records in scenes, and without the zero byte, which is refused."""

_LAST = date.max.toordinal()
DAYS = st.one_of(
    st.integers(date(2015, 1, 1).toordinal(), date(2026, 12, 31).toordinal()),
    st.integers(1, _LAST),
    st.sampled_from([1, 2, 180, 365, _LAST, _LAST - 1, _LAST - 183, _LAST - 364]),
).map(date.fromordinal)


def _forms(day: date) -> st.SearchStrategy[str]:
    iso = day.isoformat()
    return st.sampled_from(
        [iso, iso[:7], iso[:4]] * 3
        + [f"{iso[:4]}-2{n}" for n in range(1, 5)]
        + [f"{iso[:3]}X", f"{iso[:2]}XX", f"{iso[:4]}-XX", f"{iso[:7]}-XX", f"{iso[:4]}-XX-XX"]
    )


_ONE = st.tuples(DAYS.flatmap(_forms), st.sampled_from(["", "", "", "~", "?", "%"])).map("".join)
_SPANS = st.tuples(DAYS, st.integers(0, 4000)).flatmap(
    lambda pair: st.tuples(
        _forms(pair[0]), _forms(date.fromordinal(min(_LAST, pair[0].toordinal() + pair[1])))
    ).map("/".join)
)
_OPEN = st.tuples(_ONE, st.sampled_from(["{}/", "{}/..", "/{}", "../{}"])).map(
    lambda two: two[1].format(two[0])
)


def _readable(text: str) -> bool:
    try:
        return bool(parse(text))
    except DateError:
        return False


DATES = st.one_of(_ONE, _ONE, _SPANS, _OPEN).filter(_readable)
CLOSED = st.one_of(_ONE, _SPANS).filter(lambda text: _readable(text) and parse(text).mode == "bounded")

_DEGREES = (st.floats(-180, 180), st.floats(-90, 90))
POINTS = st.one_of(
    st.tuples(st.floats(92, 110), st.floats(5, 25)),
    st.tuples(*_DEGREES),
    st.sampled_from([(0.0, 0.0), (180.0, 90.0), (-180.0, -90.0), (104.9, 11.5), (104.9, 11.5)]),
).map(lambda point: tuple(f"{side:.6f}" for side in point))

_SHAPES = (
    "POLYGON ((98 16, 99 16, 99 17, 98 16))",
    "POINT (100 15)",
    "LINESTRING (98 16, 99 17)",
    "MULTIPOLYGON (((179 -1, 181 -1, 181 1, 179 1, 179 -1)), ((10 10, 11 10, 11 11, 10 10)))",
    "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))",
    "GEOMETRYCOLLECTION (POINT (1 1), POLYGON ((98 16, 99 16, 99 17, 98 16)))",
    "POLYGON Z ((98 16 1, 99 16 1, 99 17 1, 98 16 1))",
    "POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))",
)
_COUNTRIES = ("KH", "MM", "TH", "FR", "RU", "FJ", "AQ", "VA", "XX", "ZZ")


def cell(column: Column) -> st.SearchStrategy[str]:
    """A cell that is not empty, for every type but references and ids."""
    match column.type:
        case "word" | "words":
            known = list(words(column.of))
            own = [] if column.closed else [*PROTOTYPE, "of_our_own"]
            one = st.sampled_from(known + own)
            return one if column.type == "word" else st.lists(one, min_size=1, max_size=3).map(";".join)
        case "number":
            low, high = (float(bound) for bound in column.of.split(".."))
            return st.one_of(
                st.floats(low, high),
                st.floats(max(low, -10), min(high, 500)),
                st.sampled_from([low, high, 0.0]),
            ).map(repr)
        case "edtf":
            return DATES
        case "edtfs":
            return st.lists(CLOSED, min_size=1, max_size=3).map(";".join)
        case "wkt":
            return st.sampled_from(_SHAPES)
        case "code":
            if column.name == "iso2":
                return st.sampled_from(_COUNTRIES)
            return st.from_regex(column.of, fullmatch=True)
        case _:
            return (
                st.sampled_from(["https://example.org/?a=1&b", "http://", "javascript:x"]) | TEXTS
                if column.name == "url"
                else TEXTS
            )


def later(day: date, days: int) -> date:
    """A day some days later, at most the last one there is."""
    return min(date.max, day + timedelta(min(days, (date.max - day).days)))
