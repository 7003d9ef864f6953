"""Sources for reference managers: BibTeX and CSL JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import from_day
from waterbed.layers.dates.edtf import parse

_PARTS = {"year": 1, "month": 2, "day": 3}


_BRACED = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", **{sign: f"\\{sign}" for sign in "#$%&_"}}


def csl_json(dataset: Dataset) -> str:
    """The sources as CSL JSON (schema of the Citation Style Language, version 1.0)."""
    items = [_item(source, row) for source, row in _rows(dataset)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def bibtex(dataset: Dataset) -> str:
    """The sources as BibTeX entries of type misc, in UTF-8."""
    return "\n".join(_entry(source, row) for source, row in _rows(dataset))


def _rows(dataset: Dataset) -> Iterator[tuple[str, Mapping[str, Any]]]:
    table = dataset["sources"]
    for source, row in zip(table.index, table.to_dict("records"), strict=True):
        yield str(source), {str(key): value for key, value in row.items()}


def _item(source: str, row: Mapping[str, Any]) -> dict[str, Any]:
    parts = _date_parts(row["date"])
    item = {
        "id": source,
        "type": "article-newspaper" if "press" in row["tier"] else "webpage",
        "title": row["title"],
        "container-title": row["publisher"],
        "URL": row["url"],
        "language": row["lang"],
    }
    known = {name: value for name, value in item.items() if value}
    return known | ({"issued": {"date-parts": [parts]}} if parts else {})


def _date_parts(text: str) -> list[int]:
    """Year, month, day of a date, as many as it says; [] for a span, a bound or none."""
    if not text or "/" in text:
        return []
    bounds = parse(text)
    if bounds.start_min is None or bounds.precision not in _PARTS:
        return []
    day = from_day(bounds.start_min)
    return [day.year, day.month, day.day][: _PARTS[bounds.precision]]


def _entry(source: str, row: Mapping[str, Any]) -> str:
    parts = _date_parts(row["date"])
    fields = {
        "title": f"{{{_safe(row['title'])}}}" if row["title"] else "",
        "publisher": _safe(row["publisher"]),
        "year": str(parts[0]) if parts else "",
        "date": "-".join(f"{part:02d}" for part in parts),
        "url": row["url"].replace("}", "%7D").replace("{", "%7B"),
        "langid": row["lang"],
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{source},", *lines, "}", ""])


def _safe(text: str) -> str:
    return "".join(_BRACED.get(letter, letter) for letter in " ".join(text.split()))
