"""What holds for the phases and cycles of any data set, tried on small random ones."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.layers.cycle.phases import Phase, spans
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.edtf import parse
from waterbed.layers.files.raw import Package, RawTable

# Two countries; in the first a zone with a town, which has a hub with a point and one without; in the second a zone.
PLACES: dict[str, list[dict[str, str]]] = {
    "countries": [{"id": "east"}, {"id": "west"}],
    "zones": [
        {"id": "delta", "country": "east"},
        {"id": "town", "country": "east", "parent": "delta"},
        {"id": "hills", "country": "west"},
    ],
    "hubs": [
        {"id": "tower", "place": "town", "role": "fraud_hub", "lon": "100", "lat": "10", "present": "2020/"},
        {"id": "offices", "place": "town", "role": "fraud_hub", "present": "/2022", "attested": "2021-05"},
        {"id": "refuge", "place": "hills", "role": "safe_haven"},
    ],
}
STANDS = {"offices": "town", "refuge": "hills"}
ABOVE = {
    "east": ("east",),
    "west": ("west",),
    "delta": ("delta", "east"),
    "town": ("town", "delta", "east"),
    "hills": ("hills", "west"),
    "tower": ("tower", "town", "delta", "east"),
    "": (),
}
DATES = ["", "2021", "2021-03", "2021-03-05", "2021-06/", "/2021-06", "2021-02~/2021-09", "2022-01-01/2022-02",
         "2021-03-04", "2023", "/2020-01", "2022-12/"]  # fmt: skip
KINDS = ["raid", "ban", "power_cut", "armed_conflict", "exodus"]
MOVES = ["displacement", "displacement", "return", "return", "expansion", "trafficking"]

SETTINGS = settings(deadline=None, max_examples=15, derandomize=True)

_places = st.sampled_from(["", "", *ABOVE, "offices", "refuge"])
_certainty = st.sampled_from(["", "low", "medium", "high"])
_causes = st.sampled_from([(), (), ("events-0",), ("events-1",), ("events-0", "events-2")])


def _flags(word: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sampled_from([(), (), (word,)])


_event: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "place": _places,
        "date": st.sampled_from(DATES),
        "certainty": _certainty,
    }
    | {"stage": st.sampled_from(["", "crackdown"]), "flags": _flags("place_of_launch")}
)
_move: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"kind": st.sampled_from(MOVES), "origin": _places, "destination": _places, "certainty": _certainty}
    | {"period": st.sampled_from(DATES), "cause": _causes}
    | {"flags": _flags("regrowth_in_place")}
)
_phase: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "phase": st.sampled_from([str(phase) for phase in Phase]),
        "place": _places.filter(bool),
        "period": st.sampled_from(DATES),
    }
    | {"certainty": _certainty}
)


def _package(**tables: list[dict[str, str]]) -> Package:
    meta = {"name": "random", "title": "x", "as_of": "2025-01-01", "waterbed": {"languages": ["en"]}}
    listed = {"sources": [{"id": "source"}], **PLACES, **tables}
    return Package("random", meta, {name: _raw(name, rows) for name, rows in listed.items()})


def _raw(name: str, rows: list[dict[str, str]]) -> RawTable:
    frame = pd.DataFrame([{"source": "source", "label_en": row["id"]} | row for row in rows]).fillna("")
    return RawTable(name, f"{name}.csv", frame.astype("str"), np.arange(2, len(frame) + 2, dtype=np.int64))


BASE = Dataset.of(
    _package(
        events=[{"id": "event", "kind": "raid"}],
        movements=[{"id": "move", "kind": "return"}],
        phases=[{"id": "phase", "phase": "return", "place": "town"}],
    )
)


def _table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a table of the data set: its own checks are not what is tried here, and take most of the time."""
    pattern = BASE[name]
    frame = pd.DataFrame([pattern.iloc[0].to_dict() | row for row in rows], columns=["id", *pattern.columns])
    return frame.astype(pattern.dtypes.to_dict()).set_index("id")


@st.composite
def datasets(draw: st.DrawFn, *, recorded: bool = False) -> Dataset:
    drawn = {"events": draw(st.lists(_event, max_size=4)), "movements": draw(st.lists(_move, max_size=6))}
    drawn["phases"] = draw(st.lists(_phase, max_size=2 * recorded))
    tables = {
        name: _table(name, [row | {"id": f"{name}-{i}"} for i, row in enumerate(rows)])
        for name, rows in drawn.items()
    }
    return replace(BASE, tables=MappingProxyType({**BASE.tables, **tables}))


def _rows(frame: pd.DataFrame) -> Iterator[dict[Any, Any]]:
    yield from frame.to_dict("records")


def _begun(dataset: Dataset, found: pd.DataFrame, phase: str, place: str) -> float:
    """The day by which a phase had certainly begun at a place or above it, worked out from the texts of the records."""
    days = [np.inf]
    for row in _rows(found[(found["phase"] == phase) & found["place"].isin(ABOVE[place])]):
        bounds = parse(_text(dataset, row["basis"][0]))
        known = bounds.end_max if bounds.mode == "upper" else bounds.start_max
        if known is not None:
            days.append(known if bounds.end_max is None else min(known, bounds.end_max))
    return min(days)


def _text(dataset: Dataset, record: str) -> str:
    table = dataset.table_of(record)
    return str(dataset[table].at[record, {"events": "date"}.get(table, "period")])


def _starts(dataset: Dataset, record: str) -> float:
    first = parse(_text(dataset, record)).start_min
    return -np.inf if first is None else first


@given(datasets())
@SETTINGS
def test_no_displacement_without_a_departure(dataset: Dataset) -> None:
    found = spans(dataset)
    for row in _rows(found[found["phase"] == Phase.DISPLACEMENT]):
        move = dataset["movements"].loc[row["basis"][0]]
        assert move["kind"] == "displacement"
        assert STANDS.get(move["origin"], move["origin"]) == row["place"]


@given(datasets(recorded=True))
@SETTINGS
def test_a_derived_return_comes_after_a_crackdown_there_or_above(dataset: Dataset) -> None:
    found = spans(dataset)
    for row in _rows(found[(found["phase"] == Phase.RETURN) & found["derived"].astype(bool)]):
        begins = _starts(dataset, row["basis"][0])
        assert _begun(dataset, found, Phase.CRACKDOWN, row["place"]) < begins
        if row["form"] == "moved_back":
            assert _begun(dataset, found, Phase.DISPLACEMENT, row["place"]) < begins


@given(datasets())
@SETTINGS
def test_a_candidate_never_becomes_a_return(dataset: Dataset) -> None:
    found = spans(dataset)
    marked = found[found["candidate"].astype(bool)]
    assert set(marked["phase"]) <= {Phase.ARRIVAL}
    returned = {row["basis"][0] for row in _rows(found[found["phase"] == Phase.RETURN])}
    assert not returned & {row["basis"][0] for row in _rows(marked)}
    assert set(dataset["movements"].loc[sorted(returned), "kind"]) <= {"return"}
    for row in _rows(marked):
        begins = _starts(dataset, row["basis"][0])
        assert _begun(dataset, found, Phase.DISPLACEMENT, row["place"]) < begins


@given(datasets(recorded=True))
@SETTINGS
def test_a_disruption_is_never_called_a_crackdown(dataset: Dataset) -> None:
    found = spans(dataset)
    disruptive = {"power_cut", "armed_conflict"}
    derived = found[found["derived"].astype(bool)]
    kinds = {
        str(phase): {dataset["events"].at[basis[0], "kind"] for basis in rows["basis"]}
        for phase, rows in derived.groupby("phase")
        if phase in (Phase.CRACKDOWN, "disruption")
    }
    assert not kinds.get(Phase.CRACKDOWN, set()) & disruptive
    assert kinds.get("disruption", set()) <= disruptive


@given(datasets(recorded=True))
@SETTINGS
def test_rolling_up_infers_nothing(dataset: Dataset) -> None:
    for row in _rows(spans(dataset)):
        record = dataset[dataset.table_of(row["basis"][0])].loc[row["basis"][0]]
        named = {record.get(column, "") for column in ("place", "origin", "destination")}
        stands = {STANDS.get(place, place) for place in named | {record.name}}
        assert row["place"] in stands


@given(datasets(recorded=True))
@SETTINGS
def test_the_cycle_table_holds_what_the_phases_hold(dataset: Dataset) -> None:
    found, table = spans(dataset), cycles(dataset)
    assert not table.duplicated(["place", "trigger"]).any()
    ids = {phase: {row["basis"][0] for row in _rows(rows)} for phase, rows in found.groupby("phase")}
    marked = {row["basis"][0] for row in _rows(found[found["candidate"].astype(bool)])}
    left = found[found["phase"] == Phase.DISPLACEMENT]
    for row in _rows(table):
        assert row["records"][0] == row["trigger"]
        assert set(row["candidates"]) <= marked
        assert row["returned"] in ids.get(Phase.RETURN, set()) | {""}
        assert row["outcome"] != "return" or row["returned"]
        if row["departure_from"]:
            assert row["departure_from"] == row["place"]
            assert set(row["departures"]) <= {
                one["basis"][0] for one in _rows(left[left["place"] == row["place"]])
            }
        if row["candidates"]:
            assert row["departures"]
    returned = {row["returned"] for row in _rows(table)} - {""}
    firsts = found[(found["phase"] == Phase.RETURN) & found["derived"].astype(bool)]
    # Of each place that came back at least one return is in the table.
    places = {row["place"] for row in _rows(firsts)}
    assert places <= {row["place"] for row in _rows(table) if row["returned"] in returned}


@given(datasets(), st.sampled_from(["medium", "high"]))
@SETTINGS
def test_a_row_rests_on_no_record_below_its_certainty(dataset: Dataset, certainty: str) -> None:
    allowed = {"medium": {"medium", "high"}, "high": {"high"}}[certainty]
    rated = pd.concat([dataset[name]["certainty"] for name in ("events", "movements")])
    for row in _rows(cycles(dataset, certainty=certainty)):
        assert {rated[record] for record in row["records"]} <= allowed
        assert row["certainty"] in allowed
