"""Packed columns: Python and the viewer read what was packed, and it stays small."""

import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.needs import run_node
from tests.output.madeup import dataset, made_up
from waterbed import Timeline
from waterbed.output.packing.digits import entropy
from waterbed.output.packing.pack import pack, pack_table
from waterbed.output.packing.unpack import unpack


def _unpacked(packed: Any, folder: Path) -> Any:
    """What the viewer makes of it."""
    (folder / "packed.json").write_text(json.dumps(packed), encoding="utf-8")
    done = run_node("tests/viewer/print-unpacked.js", str(folder / "packed.json"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def simulated() -> Timeline:
    """Ten thousand movements between 316 hubs."""
    return Timeline.of(dataset(made_up(10_000)))


def test_the_bundled_timeline_comes_back(timeline: Timeline, tmp_path: Path) -> None:
    packed = pack(timeline.content)
    assert _unpacked(packed, tmp_path) == json.loads(timeline.to_json())
    assert unpack(packed) == timeline.content


def test_a_large_timeline_comes_back(simulated: Timeline, tmp_path: Path) -> None:
    packed = pack(simulated.content)
    assert _unpacked(packed, tmp_path) == json.loads(simulated.to_json())
    assert unpack(packed) == simulated.content


def test_odd_columns_come_back_as_they_were(tmp_path: Path) -> None:
    rows = 5000
    random = np.random.default_rng(3)
    numbers = random.integers(-(10**9), 10**9, rows).tolist()
    table: dict[str, list[Any]] = {
        "id": [f"a-{i:03d}" if i % 7 else f"0{i}" for i in range(rows)],
        "numbers": numbers,
        "gaps": [None if i % 3 else value for i, value in enumerate(numbers)],
        "nothing": [None] * rows,
        "fractions": (random.integers(-9999, 9999, rows) / 10_000).tolist(),
        "irrational": random.random(rows).tolist(),
        "lists": [list(range(i % 4)) for i in range(rows)],
        "pairs": [[["x", i % 5], None] for i in range(rows)],
        "start_min": [None if i % 5 == 0 else i for i in range(rows)],
        "start_max": [i + i % 3 for i in range(rows)],
        "end_min": [i + 9 for i in range(rows)],
        "end_max": [None if i % 2 else i + 12 for i in range(rows)],
    }
    content = {
        "meta": {},
        "records": {"id": table["id"]},
        "odd": table,
        "none": {"id": [], "record": []},
        "places": {"record": [1, 2], "country": [-1, 0]},
        "movements": {"record": [3, 4], "origin": [1, 0], "destination": [-1, 1]},
    }
    texts = {
        "en": {"records": {"label": ["= – →", *["b – c"] * 9], "place": ["=", *["b – c"] * 9]}, "words": {}},
        "fr": {"records": {"label": ["é", *["b→c"] * 9], "place": ["=", *["b→c"] * 9]}, "words": {}},
    }
    texts["en"]["records"]["place"][3:5] = ["b – c, b – c → no place given", "b – c → somewhere else"]
    texts["fr"]["records"]["place"][3:5] = ["b→c, b→c → sans lieu", "b→c → ailleurs"]
    packed = pack({**content, "texts": texts})
    assert "no place given" not in json.dumps(packed["said"]["records"]["place"] | {"ends": 0})
    assert len(json.dumps(packed["odd"])) < len(json.dumps(table))
    assert _unpacked(packed, tmp_path) == unpack(packed) == {**content, "texts": texts}


def test_movement_columns_take_at_most_twice_their_entropy(simulated: Timeline) -> None:
    table = simulated["movements"]
    packed = zlib.compress(json.dumps(pack_table(table), separators=(",", ":")).encode(), 9)
    bits = sum(len(column) * entropy(np.diff(_codes(column))) for column in table.values())
    assert len(packed) <= 2 * bits / 8


def _codes(column: list[Any]) -> np.ndarray:
    """Numbers as they are, with gaps as a number of their own; anything else by the number of its first use."""
    if all(value is None or isinstance(value, int | float) for value in column):
        return np.array([-1e6 if value is None else round(value * 1e4) for value in column])
    return np.asarray(pd.factorize(np.array([json.dumps(value) for value in column], dtype=object))[0])
