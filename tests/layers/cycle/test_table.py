"""The cycle table: which departures and returns belong to which trigger, and how fast."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.layers.packages import changed, with_row, write_tiny
from waterbed.layers.cycle.table import CYCLE_COLUMNS, EDGE_COLUMNS, cycles, edges, survives
from waterbed.layers.dataset import Dataset
from waterbed.layers.query.certainty import at_least

EVENT = {"label_en": "x", "source": "wire", "stage": "crackdown"}
NO_EVENTS = "id,label_en,kind,place,date,source\n"
NO_MOVES = "id,label_en,kind,origin,destination,period,cause,source\n"


Rows = dict[tuple[str, str], dict[Hashable, Any]]


def _read(folder: Path, **tables: str | None) -> Dataset:
    return Dataset.read(write_tiny(folder, **{"figures": None, "gaps": None, "scenes": None} | tables))


def _rows(dataset: Dataset) -> Rows:
    return {(row["place"], row["trigger"]): row for row in cycles(dataset).to_dict("records")}


def _cycles(folder: Path, **tables: str) -> Rows:
    return _rows(_read(folder, **tables))


def _of(rows: Rows, column: str) -> dict[tuple[str, str], Any]:
    return {key: row[column] for key, row in rows.items()}


def _moves(*rows: str) -> str:
    """Movements as ``id, kind, origin, destination, period, cause``."""
    return NO_MOVES + "".join(
        "{},x,{},{},{},{},{},wire\n".format(*(cell.strip() for cell in row.split(","))) for row in rows
    )


def test_a_row_is_a_place_and_an_event_that_hit_it(tiny: Dataset) -> None:
    table = cycles(tiny)
    assert list(table.columns) == CYCLE_COLUMNS
    assert table[["place", "trigger", "family", "departures", "linked_by"]].to_numpy().tolist() == [
        ["cambodia", "ban", "regulation", ("to-shan",), "cause"],
        ["phnom-penh", "ban", "regulation", ("to-laukkai",), "cause"],
        ["phnom-penh", "raid", "enforcement", ("to-laukkai",), "cause"],
    ]


def test_a_departure_that_names_causes_belongs_to_them_alone(tmp_path: Path) -> None:
    moves = _moves("away, displacement, phnom-penh, laukkai, 2024-06, ban")
    table = _cycles(tmp_path, movements=moves)
    assert _of(table, "departures") == {
        ("phnom-penh", "ban"): ("away",),
        ("phnom-penh", "raid"): (),  # it came after the raid, but its record names another cause
    }  # and the ban has no empty row at its own place: what it drove out is recorded elsewhere


def test_a_departure_that_names_no_cause_follows_the_triggers_at_the_very_place(tmp_path: Path) -> None:
    moves = _moves("away, displacement, phnom-penh, laukkai, 2024-06-05,")
    table = _cycles(tmp_path, movements=moves)
    assert _of(table, "departures") == {("cambodia", "ban"): (), ("phnom-penh", "raid"): ("away",)}
    row = table["phnom-penh", "raid"]
    assert (row["linked_by"], row["destinations"], row["arrivals"]) == ("after", ("laukkai",), ("away",))
    assert (row["lag_departure_min"], row["lag_departure_max"]) == (61, 61)


def test_the_first_departure_is_the_one_that_had_begun_first(tmp_path: Path) -> None:
    moves = _moves(
        "third, displacement, phnom-penh, shan, 2024,",
        "first, displacement, phnom-penh, laukkai, 2024-04-06,",
        "before, displacement, phnom-penh, laukkai, 2024-04-04,",
    )
    row = _cycles(tmp_path, movements=moves)["phnom-penh", "raid"]
    assert row["departures"] == ("first",)
    only_vague = _moves("vague, displacement, phnom-penh, shan, 2024,")
    row = _cycles(tmp_path / "vague", movements=only_vague)["phnom-penh", "raid"]
    # It may have left in January, before the raid of 5 April: the lag says so.
    assert (row["departure"], row["lag_departure_min"], row["lag_departure_max"]) == ("vague", -95, 270)


def test_departures_known_by_the_same_day_stand_together(tmp_path: Path) -> None:
    moves = _moves(
        "one, displacement, phnom-penh, shan, /2024-12,",
        "two, displacement, phnom-penh, laukkai, /2024-12,",
        "later, displacement, phnom-penh, laukkai, 2025-02,",
    )
    row = _cycles(tmp_path, movements=moves)["phnom-penh", "raid"]
    assert (row["departures"], row["destinations"]) == (("one", "two"), ("shan", "laukkai"))
    assert np.isnan(row["lag_departure_min"])
    assert row["lag_departure_max"] == 270  # by 31 December


def test_a_lower_bound_gives_a_lag_without_an_end(tiny: Dataset) -> None:
    row = _rows(tiny)["cambodia", "ban"]
    assert row["lag_departure_min"] == 0
    assert np.isnan(row["lag_departure_max"])  # "2019-08-18/": on that day or any day after it


def test_a_departure_of_unknown_origin_stands_with_the_cause_it_names(tmp_path: Path) -> None:
    moves = _moves("somewhere, displacement, , shan, , ban")
    row = _cycles(tmp_path, movements=moves)["cambodia", "ban"]
    assert (row["departure"], row["departure_from"], row["linked_by"]) == ("somewhere", "", "cause")
    assert row["outcome"] == "none_recorded"


def test_a_disruption_is_a_trigger_and_keeps_its_family(tmp_path: Path) -> None:
    cut = with_row("events", **EVENT | {"id": "cut", "kind": "power_cut", "place": "laukkai", "date": "2025"})
    assert _cycles(tmp_path, events=cut)[("laukkai", "cut")]["family"] == "disruption"


def test_an_observation_triggers_nothing(tmp_path: Path) -> None:
    seen = with_row("events", **EVENT | {"id": "seen", "kind": "exodus", "place": "laukkai", "date": "2025"})
    moves = _moves("away, displacement, laukkai, shan, 2025, seen")
    table = _cycles(tmp_path, events=seen, movements=moves)
    assert "laukkai" not in {place for place, _ in table}


def test_a_return_by_cause_with_its_form_and_lag(tmp_path: Path) -> None:
    moves = _moves("back, return, phnom-penh, phnom-penh, 2024-05, raid")
    row = _cycles(tmp_path, movements=moves)["phnom-penh", "raid"]
    assert (row["returned"], row["form"], row["return_linked_by"]) == ("back", "not_stated", "cause")
    assert (row["lag_return_min"], row["lag_return_max"], row["outcome"]) == (26, 56, "return")
    assert row["records"] == ("raid", "back")


def test_what_drove_operations_back_from_elsewhere_does_not_hide_the_return(tmp_path: Path) -> None:
    events = with_row(
        "events", **EVENT | {"id": "far", "kind": "raid", "place": "laukkai", "date": "2024-09"}
    )
    moves = _moves(
        "away, displacement, phnom-penh, laukkai, 2024-05, raid",
        "home, return, laukkai, phnom-penh, 2024-10, far",
    )
    table = _cycles(tmp_path, events=events, movements=moves)
    row = table["phnom-penh", "raid"]
    assert (row["returned"], row["form"], row["return_linked_by"]) == ("home", "moved_back", "after")
    assert table["laukkai", "far"]["returned"] == ""


def test_a_return_below_the_place_that_was_hit_has_a_row_of_its_own(tmp_path: Path) -> None:
    moves = _moves("back, return, , phnom-penh, 2020-05,")
    table = _cycles(tmp_path, movements=moves)
    assert table["phnom-penh", "ban"]["returned"] == "back"
    assert table["cambodia", "ban"]["returned"] == ""  # a town that came back is not the country


def test_a_candidate_is_listed_and_is_no_return(tmp_path: Path) -> None:
    moves = _moves(
        "away, displacement, cambodia, shan, 2020, ban",
        "again, displacement, shan, cambodia, 2021,",
        "inside, displacement, shan, phnom-penh, 2022,",
        "too-soon, displacement, shan, cambodia, 2020-06,",
    )
    row = _cycles(tmp_path, movements=moves)["cambodia", "ban"]
    assert (row["returned"], row["candidates"], row["outcome"]) == ("", ("again", "inside"), "candidate")


def test_a_recorded_crackdown_and_departure_bring_their_days(tmp_path: Path) -> None:
    recorded = (
        "id,label_en,place,phase,period,basis,source,certainty\n"
        "siege,A siege,phnom-penh,crackdown,2024-04-01/2024-04-10,raid,wire,high\n"
        "flight,They fled,phnom-penh,displacement,2024-04-12,to-laukkai,wire,low\n"
        "alone,No event,laukkai,crackdown,2025-02,,wire,high\n"
    )
    table = _cycles(tmp_path, phases=recorded)
    row = table["phnom-penh", "raid"]
    assert (row["departure"], row["destinations"], row["arrivals"]) == (
        "flight",
        ("laukkai",),
        ("to-laukkai",),
    )
    assert (row["lag_departure_min"], row["lag_departure_max"]) == (11, 11)
    assert (row["certainty"], row["records"]) == ("low", ("raid", "flight", "to-laukkai"))
    assert table["laukkai", "alone"]["family"] == ""


def test_a_recorded_crackdown_hides_no_event_that_it_does_not_name(tmp_path: Path) -> None:
    events = with_row(
        "events", id="joint", kind="joint_operation", place="phnom-penh", date="2024-05-02", **EVENT
    )
    recorded = (
        "id,label_en,place,phase,period,{}source\nsiege,A siege,phnom-penh,crackdown,2024-04/2024-06,{}wire\n"
    )
    for name, basis in {"named": ("basis,", "raid,"), "bare": ("", "")}.items():
        table = _cycles(tmp_path / name, events=events, phases=recorded.format(*basis))
        assert ("phnom-penh", "joint") in table
        assert {("phnom-penh", "raid"), ("phnom-penh", "siege")} & set(table)


def test_weak_records_drop_out_with_what_rests_on_them(tmp_path: Path) -> None:
    moves = changed("movements", "to-shan", certainty="low")
    events = changed("events", "ban", certainty="medium")
    dataset = _read(tmp_path, movements=moves, events=events)
    pair = ["departure", "certainty"]
    assert cycles(dataset)[pair].to_numpy().tolist()[0] == ["to-shan", "low"]
    assert cycles(dataset, certainty="medium")[pair].to_numpy().tolist() == [["", "medium"]]
    assert cycles(dataset, certainty="high").empty
    assert survives(dataset).to_dict("records")[0] == {
        **{"place": "cambodia", "trigger": "ban"},
        **{"low": True, "medium": False, "high": False},
    }


def test_an_unknown_certainty_is_refused(tiny: Dataset) -> None:
    with pytest.raises(ValueError, match="'sure' is none; use one of high, low, medium"):
        cycles(tiny, certainty="sure")


def test_places_stay_when_weak_records_go(tiny: Dataset) -> None:
    sure = at_least(tiny, "high")
    assert len(sure["events"]) == 0
    assert list(sure.places.index) == list(tiny.places.index)


def test_without_triggers_there_is_no_row(tmp_path: Path) -> None:
    dataset = _read(tmp_path, events=NO_EVENTS, movements=NO_MOVES)
    assert list(cycles(dataset).columns) == CYCLE_COLUMNS
    assert list(edges(dataset).columns) == EDGE_COLUMNS
    assert len(cycles(dataset)) == len(edges(dataset)) == len(survives(dataset)) == 0


def test_edges_count_who_feeds_whom(tmp_path: Path) -> None:
    moves = _moves(
        "one, displacement, phnom-penh, laukkai, 2024-05,",
        "two, displacement, hub-capital, laukkai, 2024-03/,",
        "other, expansion, phnom-penh, laukkai, ,",
        "open, displacement, , laukkai, 2024,",
    )
    graph = edges(_read(tmp_path, movements=moves))
    assert graph[["origin", "destination", "kind", "n", "ids"]].to_numpy().tolist() == [
        ["phnom-penh", "laukkai", "displacement", 2, ("one", "two")],
        ["phnom-penh", "laukkai", "expansion", 1, ("other",)],
    ]
    assert graph["first_day"].to_list()[0] == 19783  # 1 March 2024
    assert graph["last_day"].to_list()[0] == 19874  # 31 May 2024, on record


BUNDLED = {
    ("cambodia", "evt-cambodia-ban-directive"): (
        ("mov-01-cambodia-shan", "mov-02-cambodia-goldentriangle", "mov-30-cambodia-shwekokko"),
        "",
        ("mov-35-kokang-cambodia", "mov-37-border-kohkong"),
    ),
    ("kokang", "evt-operation-1027"): (
        ("mov-33-kokang-kayin", "mov-34-kokang-laos", "mov-35-kokang-cambodia"),
        "",
        (),
    ),
    ("kokang", "evt-china-mm-joint-2023-09"): (
        ("mov-33-kokang-kayin", "mov-34-kokang-laos", "mov-35-kokang-cambodia"),
        "",
        (),
    ),
    ("philippines", "evt-pogo-ban-announced"): (("mov-49-philippines-provinces",), "", ()),
    ("myawaddy", "evt-thai-powercut-myawaddy"): (
        ("mov-37-border-kohkong", "mov-38-border-laos", "mov-39-border-vietnam"),
        "",
        (),
    ),
    ("kk-park", "evt-bgf-kkpark-6500"): ((), "mov-43-kkpark-regrowth", ()),
}


@pytest.mark.parametrize("key", BUNDLED)
def test_the_cycles_of_the_bundled_set(bundled: Dataset, key: tuple[str, str]) -> None:
    row = _rows(bundled)[key]
    assert (row["departures"], row["returned"], row["candidates"]) == BUNDLED[key]


def test_every_row_of_the_bundled_set_rests_on_records(bundled: Dataset) -> None:
    table = _rows(bundled)
    known = {record for name in ("events", "movements", "phases") for record in bundled[name].index}
    assert all(trigger in records for (_, trigger), records in _of(table, "records").items())
    assert all(set(records) <= known for records in _of(table, "records").values())
    assert table["kk-park", "evt-bgf-kkpark-6500"]["form"] == "regrowth"
    assert table["kokang", "evt-operation-1027"]["family"] == "disruption"
    assert table["myawaddy", "evt-thai-powercut-myawaddy"]["family"] == "disruption"
