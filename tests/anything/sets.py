"""Data sets of every kind: languages, sizes, settings, gaps; most pass the check, the others are refused with faults."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.localedata import locale_identifiers
from hypothesis import strategies as st

from tests.anything.cells import DAYS, POINTS, PROTOTYPE, SETTINGS, cell
from tests.layers.packages import write_borrowed
from waterbed.layers.manifest.settings import is_language
from waterbed.layers.schema.tables import TABLES, Column, columns

Row = dict[str, str]

_KNOWN = sorted(locale_identifiers())
LANGUAGES = st.one_of(
    st.sampled_from(["en", "fr", "ar", "fa", "he", "th", "pt_BR", "zh-Hant-TW", "ur", "my", "km"]),
    st.sampled_from(_KNOWN),
    st.sampled_from(_KNOWN).map(lambda one: one.replace("_", "-")),
    st.sampled_from(
        ["ksw", "xx", "zxx", "und", "tlh", "en_XX", "pt-Latn-BR-x1234", "sr_latn_rs", "ckb_IR", "ar_eg"]
    ),
    st.from_regex(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}", fullmatch=True),
)
"""All of the Unicode locale data in both spellings, and codes that nobody knows."""

_ORDER = {table: number for number, table in enumerate(TABLES)}


@dataclass(frozen=True, slots=True)
class AnySet:
    """A data set as it is written into files."""

    meta: Mapping[str, Any]
    """Content of the manifest."""
    tables: Mapping[str, list[Row]]
    """Rows by table."""
    languages: tuple[str, ...] = ()
    """Languages that it brings the words of the interface for."""

    def write(self, folder: Path) -> Path:
        """Write it as a data package."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "datapackage.json").write_text(json.dumps(self.meta), encoding="utf-8")
        for lang in filter(is_language, self.languages):
            write_borrowed(folder, lang)
        for name, rows in self.tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
                writer.writeheader()
                writer.writerows(rows)
        return folder


@st.composite
def any_set(draw: st.DrawFn) -> AnySet:
    """A data set with its settings, its languages, its sizes, its gaps."""
    languages = tuple(draw(st.lists(LANGUAGES, min_size=1, max_size=3, unique=True)))
    ids = _ids(draw)
    views = draw(st.dictionaries(st.sampled_from(PROTOTYPE) | SETTINGS, _VIEWS, max_size=3))
    tables = {name: _rows(draw, name, languages, ids, list(views)) for name in TABLES if ids[name]}
    said = languages if draw(st.booleans()) else ()
    filled = {name: rows for name, rows in tables.items() if rows}
    return AnySet(_manifest(draw, languages, ids, views), filled, said)


def _ids(draw: st.DrawFn) -> dict[str, list[str]]:
    """Ids by table; now and then one is a name that every object of JavaScript has."""
    found = {}
    reserved = draw(st.permutations(["constructor", "toString", "valueOf", "hasOwnProperty"]))
    few, many = st.sampled_from([0, 1, 1, 2, 3]), st.integers(40, 250)
    crowded = draw(st.sampled_from([*TABLES, *[""] * 40]))
    for table in TABLES:
        size = draw(many if table == crowded else few)
        if table in ("sources", "countries"):
            size = max(1, size)
        found[table] = [f"{table}-{number}" for number in range(size)]
        if size and reserved and draw(st.booleans()):
            found[table][0] = reserved.pop()
    return found


def _rows(
    draw: st.DrawFn, table: str, languages: tuple[str, ...], ids: dict[str, list[str]], views: list[str]
) -> list[Row]:
    """Rows of a table; of many rows those past the third repeat the first ones under ids of their own."""
    known = [column for column in columns(table, languages) if column.name != "id"]
    if any(column.required and column.type == "ref" and not _targets(column, ids) for column in known):
        ids[table] = []
        return []
    filled = {c.name for c in known if c.required or draw(st.booleans())}
    shown = [column for column in known if column.name in filled]
    rows: list[Row] = []
    for number, own in enumerate(ids[table]):
        cells = (
            {one.name: _cell(draw, table, one, number, ids, views) for one in shown}
            if number < 3
            else dict(rows[number % 3])
        )
        rows.append(_mended(draw, {**cells, "id": own}, number))
    return rows


def _cell(
    draw: st.DrawFn, table: str, column: Column, number: int, ids: dict[str, list[str]], views: list[str]
) -> str:
    if not column.required and draw(st.integers(0, 3)) == 0:
        return ""
    if table == "scenes" and column.name == "view":
        named = [view for view in views if view == view.strip() and view]
        return draw(st.sampled_from(["", "95 10 108 25", "170 -20 190 10", *named]))
    if table == "zones" and column.name == "parent":
        return draw(st.sampled_from(["", *ids["zones"][:number]]))
    if column.type in ("ref", "refs"):
        there = _targets(column, ids)
        if not there:
            return ""
        if column.type == "ref":
            return draw(st.sampled_from(there))
        return ";".join(draw(st.lists(st.sampled_from(there), max_size=4)))
    text: str = draw(cell(column))
    if table == "scenes" and column.name.startswith("text_"):
        cited = _targets(Column("", "refs", "*"), ids)
        text += draw(st.sampled_from(["", *(f" [{one}]" for one in cited)]))
    return text


def _targets(column: Column, ids: Mapping[str, list[str]]) -> list[str]:
    return [one for table in column.targets for one in ids[table]]


def _mended(draw: st.DrawFn, row: Row, number: int) -> Row:
    """Both halves of a point or none; a range whose ends are in order."""
    if "lon" in row or "lat" in row:
        lon, lat = draw(POINTS) if number < 3 and draw(st.booleans()) else ("", "")
        row |= {"lon": lon, "lat": lat}
    sizes = [name for name in ("low", "best", "high") if row.get(name)]
    row |= dict(zip(sizes, sorted((row[name] for name in sizes), key=float), strict=True))
    return row


_VIEWS = st.one_of(
    st.sampled_from(
        [[95, 10, 108, 25], [-180, -60, 180, 80], [170, -20, 190, 10], [104.89, 11.5, 104.95, 11.56]]
    ),
    st.tuples(st.floats(-180, 179), st.floats(-90, 89), st.floats(0.001, 360), st.floats(0.001, 180)).map(
        lambda v: [v[0], v[1], v[0] + v[2], min(90.0, v[1] + v[3])]
    ),
)


def _said(languages: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.just(""),
        SETTINGS,
        st.dictionaries(st.sampled_from([*languages, "en"]), SETTINGS | st.just(""), max_size=3),
    )


def _manifest(
    draw: st.DrawFn, languages: tuple[str, ...], ids: Mapping[str, list[str]], views: Mapping[str, Any]
) -> dict[str, Any]:
    said = _said(languages)
    licence = st.fixed_dictionaries(
        {}, optional={"name": SETTINGS, "title": SETTINGS, "path": st.just("https://x.org") | SETTINGS}
    )
    ours = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "lead_source": st.sampled_from(ids["sources"]),
                "article_day": st.sampled_from(["2025-05", "0001", "9999-12-31", "2024/"]),
                "simulated": st.booleans(),
                "disclaimer": said,
                "homepage": st.sampled_from(["", "https://example.org/map", "http://x.y/"]),
                "site": st.fixed_dictionaries({}, optional={"name": said, "footer": said}),
                "default_view": st.sampled_from(list(views) or [""]),
            },
        )
    )
    if views:
        ours["views"] = dict(views)
    if draw(st.integers(0, 3)):
        ours["languages"] = list(languages)
    optional = {
        "name": st.sampled_from(["a-name", ""]), "title": said, "description": said,
        "licenses": st.lists(licence, max_size=2),
    }  # fmt: skip
    return {
        "as_of": draw(DAYS).isoformat(),
        **draw(st.fixed_dictionaries({}, optional=optional)),
        "waterbed": ours,
    }
