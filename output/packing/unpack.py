"""Packed columns as the plain ones again: for readers of a page's bytes, such as a search for what was withheld."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from waterbed.output.packing.digits import BACKSLASH, BASE, FIRST, Column
from waterbed.output.packing.ends import ENDS, spoken_ends
from waterbed.output.packing.pack import AFTER
from waterbed.output.packing.texts import SAME


def unpack(packed: Mapping[str, Any]) -> dict[str, Any]:
    """Undo `waterbed.output.packing.pack`; the twin of ``viewer/src/data/unpack.js``."""
    tables = {name: table for name, table in packed.items() if name not in ("meta", "texts", "said")}
    content = {"meta": packed["meta"], **{name: _table(table) for name, table in tables.items()}}
    ids = content["records"]["id"]
    for table in content.values():
        if table.get("id") == "record":
            table["id"] = [ids[row] if row >= 0 else "" for row in table["record"]]
    said = packed["said"]
    content["texts"] = {
        lang: {
            **rest,
            **{
                name: {column: _spoken(form, lang) for column, form in columns.items()}
                for name, columns in said.items()
            },
        }
        for lang, rest in packed["texts"].items()
    }
    for lang, texts in content["texts"].items():
        labels, places = (texts["records"][column] for column in ("label", "place"))
        ends = spoken_ends(content, labels, said["records"]["place"]["ends"][lang])
        texts["records"]["place"] = [
            label if place == SAME else ends[row] if place == ENDS else place
            for row, (place, label) in enumerate(zip(places, labels, strict=True))
        ]
    return content


def _table(packed: Mapping[str, Any]) -> dict[str, Any]:
    table = {name: _column(form) for name, form in packed.items()}
    for day, base in AFTER:
        if isinstance(packed.get(day), dict) and packed[day].get("after"):
            days = zip(table[day], table[base], strict=True)
            table[day] = [None if value is None else value + start for value, start in days]
    return table


def _column(form: Any) -> Any:
    if not isinstance(form, dict):
        return form
    if "digits" in form:
        return _numbers(form)
    if "words" in form:
        return [form["words"][at] for at in _column(form["at"])]
    if "lists" in form:
        flat = iter(_column(form["of"]))
        return [[next(flat) for _ in range(length)] for length in _column(form["lists"])]
    if "stem" in form:
        pairs = zip(_column(form["stem"]), _column(form["number"]), strict=True)
        return [stem if number is None else f"{stem}{number:0{form['wide']}d}" for stem, number in pairs]
    return form


def _numbers(form: Mapping[str, Any]) -> Column:
    symbols = np.frombuffer(form["digits"].encode("ascii"), dtype=np.uint8).astype(np.int64)
    planes = (symbols - FIRST - (symbols > BACKSLASH)).reshape(-1, form["n"])
    codes = (planes * BASE ** np.arange(len(planes), dtype=np.int64)[:, None]).sum(axis=0)
    gap = (codes == 0) & bool(form.get("null"))
    values = codes - form.get("null", 0) + form["least"]
    if "from" in form:
        steps = np.where(gap, 0, values)
        steps[np.flatnonzero(~gap)[:1]] = form["from"]
        values = steps.cumsum()
    scale = form.get("scale", 1)
    plain = values.tolist() if scale == 1 else (values / scale).tolist()
    return [None if missing else value for missing, value in zip(gap.tolist(), plain, strict=True)]


def _spoken(form: Mapping[str, Any], lang: str) -> Column:
    if "joint" in form:
        joint, halves = form["joint"][lang], (_spoken(form[half], lang) for half in ("head", "tail"))
        return [head if tail is None else f"{head}{joint}{tail}" for head, tail in zip(*halves, strict=True)]
    words = form["texts"][lang]
    return [words[at] for at in _column(form["at"])] if "at" in form else list(words)
