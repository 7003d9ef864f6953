"""Dataset to Timeline: what is where when, in columns; the one input of every picture."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.metadata import version
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from waterbed.layers.cycle import phases
from waterbed.layers.cycle import table as cycle_table
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.edtf import parse
from waterbed.layers.inference import finding
from waterbed.layers.query.remembered import remembered
from waterbed.output import conductor
from waterbed.output.columns import cycles, findings, mark, outcomes, presses, records, series, spots, texts
from waterbed.output.columns.records import Table
from waterbed.output.columns.references import Records, References, sources_by_first_use
from waterbed.output.columns.scenes import days, made
from waterbed.output.columns.texts import marking
from waterbed.output.language.lines import in_lines, one_line
from waterbed.output.language.strings import said_in
from waterbed.output.packing.digits import deflated
from waterbed.output.packing.pack import pack


@dataclass(frozen=True, eq=False)
class Timeline:
    """What is where when, in parallel columns (``docs/timeline.md``).

    Attributes
    ----------
    content
        The tables as plain lists, ready to be serialised: days since 1970-01-01, row numbers as references.
    """

    content: Mapping[str, Any]

    @classmethod
    def of(cls, dataset: Dataset) -> "Timeline":
        """Columns of a data set; made once for each, since several pictures ask for them."""
        content = _content(dataset)
        dataset.speak()
        return cls(content)

    def __getitem__(self, table: str) -> Any:
        """One table, an object of parallel lists."""
        return self.content[table]

    def leads(self, records: Iterable[int]) -> list[int]:
        """Rows of the lead sources of some records, ascending, each once; -1 is no record."""
        sources = self["records"]["sources"]
        return sorted({sources[row][0] for row in records if row >= 0 and sources[row]})

    def ancestors(self, place: int) -> tuple[int, ...]:
        """What a place lies in, nearest first; its country comes after the zones around it and before regions."""
        return self._above[place] if place >= 0 else ()

    @cached_property
    def _above(self) -> list[tuple[int, ...]]:
        parent, country = self["places"]["parent"], self["places"]["country"]
        return [_upwards(place, parent, country) for place in range(len(parent))]

    def to_json(self) -> str:
        """The documented JSON, the same text for the same data set."""
        return _json(self.content)

    @cached_property
    def data_hash(self) -> str:
        """Checksum of what every picture is drawn from; the same data and version give the same one."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def deflated(self) -> str:
        """The packed JSON, deflated (zlib format) and base64-coded, as it stands in a page."""
        return base64.b64encode(deflated(_json(pack(self.content)))).decode()


def _upwards(place: int, parent: Sequence[int], country: Sequence[int]) -> tuple[int, ...]:
    above: list[int] = []
    at = parent[place]
    while at >= 0 and at not in above:
        above.append(at)
        at = parent[at]
    home = country[place]
    if home >= 0 and home != place and home not in above:
        inside = [one for one in above if country[one] == home]
        above = [*inside, home, *(one for one in above if one not in inside)]
    return tuple(above)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


MOST_MEASURED = 200
"""Rows of the cycle table whose measures a timeline carries: nobody reads more cards, and each is counted three times."""


@remembered
def _content(dataset: Dataset) -> dict[str, Any]:
    dataset.speak()
    spans, table = phases.spans(dataset), cycle_table.cycles(dataset)
    found = finding.findings(dataset, table, most=MOST_MEASURED)
    stands, words = cycle_table.survives(dataset), _words_of(dataset, table, found)
    dataset, made_of = made.with_scenes(dataset, table)
    rows = Records.of(dataset)
    sources = sources_by_first_use(dataset, rows)
    keys = References(dataset, rows, sources)
    tables: dict[str, Any] = {
        "meta": {},
        "records": records.records(dataset, rows, keys),
        "places": records.places(dataset, keys),
        "hubs": records.hubs(dataset, keys),
        "movements": records.movements(dataset, keys),
        "events": records.events(dataset, keys, spans),
        "incidents": spots.incidents(dataset, keys),
        "outlines": spots.outlines(dataset, keys),
        "spans": records.spans(spans, keys),
        "scenes": records.scenes(dataset, keys),
        "figures": records.figures(dataset, keys),
        "series": series.columns(dataset, keys),
        "cycles": cycles.columns(dataset, table, stands, keys),
        "findings": findings.columns(found, table, keys),
        "sources": records.sources(dataset, sources),
    }
    tables["scenes"]["hold"] = days.holds(dataset, tables)
    tables["legs"] = conductor.legs(dataset, tables, first_day=first_day(tables, dataset.as_of))
    tables["rows"] = _ribbon_rows(tables)
    tables["presses"] = presses.columns(table, tables)
    tables["meta"] = _meta(dataset, tables) | {"made_of": made_of}
    if own := mark.mark_of(dataset):
        tables["meta"]["mark"] = own
    used = _strings(tables)
    tables["texts"] = {
        lang: {
            **texts.of(dataset, lang, rows, sources, keys.record, used, made=made_of > 0),
            **words[lang],
        }
        for lang in dataset.shown
    }
    # Names of views are looked up by the words of the settings, as they are.
    cleaned: dict[str, Any] = in_lines({**tables, "meta": {}})
    return {**cleaned, "meta": tables["meta"]}


def _words_of(dataset: Dataset, table: pd.DataFrame, found: Any) -> dict[str, dict[str, Any]]:
    """What is said of the cycle table and its measures, by language."""
    return {
        lang: {
            "finding": outcomes.texts(dataset, lang),
            "cycles": cycles.texts(dataset, table, lang),
            "findings": findings.texts(dataset, found, lang),
        }
        for lang in dataset.shown
    }


def _strings(value: Any) -> set[str]:
    """Every text of the tables but the ids; of a column of numbers or texts the first one tells that all are."""
    if isinstance(value, Mapping):
        return set().union(*(_strings(inner) for name, inner in value.items() if name != "id"))
    if not value or not isinstance(value, list):
        return {value} if isinstance(value, str) else set()
    if isinstance(value[0], str):
        return set(value)
    rest = [] if isinstance(value[0], int | float) else [inner for inner in value if inner is not None]
    if set(map(type, rest)) == {list}:
        return _strings(list(chain.from_iterable(rest)))
    return set().union(*map(_strings, rest))


def _ribbon_rows(tables: Mapping[str, Any]) -> Table:
    """Places with anything dated, grouped by country, else by what they lie in, most eventful first."""
    weight = np.zeros(len(tables["places"]["id"]), dtype=int)
    for table in ("spans", "events"):
        for place, start, end in zip(
            tables[table]["place"], tables[table]["start_max"], tables[table]["end_min"], strict=True
        ):
            if place >= 0 and (start is not None or end is not None):
                weight[place] += 1
    for place, drawn, windows in zip(
        *(tables["hubs"][c] for c in ("place", "drawn", "attested")), strict=True
    ):
        weight[place] += bool(drawn and windows)
    for place in set(tables["series"]["place"]):
        weight[place] += 1
    level = np.array(tables["places"]["level"])
    shown = np.flatnonzero((weight > 0) & (level != "region"))
    around = (tables["places"][column] for column in ("country", "parent", "level"))
    home = np.array(list(map(partial(_home, *around), shown.tolist())), dtype=int)
    total = pd.Series(weight[shown]).groupby(home).sum()
    by = sorted(
        zip(home, shown, strict=True), key=lambda p: (-total[p[0]], p[0], p[0] != p[1], -weight[p[1]], p[1])
    )
    return {
        "place": [int(place) for _, place in by],
        "country": [int(group) for group, _ in by],
        "depth": [int(group != place) for group, place in by],
    }


def _home(country: Sequence[int], parent: Sequence[int], level: Sequence[str], place: int) -> int:
    """The country of a place, else the widest zone around it: at sea a sea area, and the place itself without one."""
    if country[place] >= 0:
        return country[place]
    around = [at for at in _upwards(place, parent, country) if level[at] == "zone"]
    return around[-1] if around else place


def _meta(dataset: Dataset, tables: Mapping[str, Any]) -> dict[str, Any]:
    settings = dataset.settings
    article = settings.get("article_day")
    return {
        "id": dataset.meta.get("name") or dataset.name,
        "generator": f"waterbed {version('waterbed')}",
        "languages": list(dataset.shown),
        **{key: _by_language(dataset, key) for key in ("title", "description", "disclaimer")},
        "licence": _licence(dataset),
        "as_of": dataset.as_of,
        "first_day": first_day(tables, dataset.as_of),
        "last_day": dataset.as_of,
        "article_day": parse(article).start_min if article else None,
        "lead_source": settings.get("lead_source", ""),
        "profile": settings.get("edition", {}).get("profile", ""),
        "marking": {lang: one_line(marking(dataset, lang)) for lang in dataset.shown},
        "simulated": bool(settings.get("simulated", False)),
        "views": {name: list(view) for name, view in records.views(dataset).items()},
        "default_view": settings["default_view"],
        "overview": presses.view(tables, range(len(tables["presses"]["place"]))),
    }


def first_day(tables: Mapping[str, Any], as_of: int) -> int:
    """The first day on record in the tables of a timeline: with it the clock begins."""
    days = [d for t in ("spans", "events", "movements") for c in SPAN for d in tables[t][c] if d is not None]
    days += [first for windows in tables["hubs"]["attested"] for first, _ in windows]
    days += tables["scenes"]["start"]
    days += tables["series"]["start"]
    return int(min([*days, as_of]))


def _by_language(dataset: Dataset, key: str) -> dict[str, str]:
    said = dataset.settings.get(key) or dataset.meta.get(key, "")
    # A page, a slide and a handout must be called something.
    otherwise = str(dataset.meta.get("name") or dataset.name) if key == "title" else ""
    return {lang: one_line(said_in(said, lang, dataset.languages)) or otherwise for lang in dataset.shown}


def _licence(dataset: Dataset) -> dict[str, str]:
    first: Mapping[str, str] = next(iter(dataset.meta.get("licenses", [])), {})
    return {
        "name": one_line(first.get("title") or first.get("name", "")),
        "url": one_line(first.get("path", "")),
    }
