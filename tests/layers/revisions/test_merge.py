"""Two people's edits come together: every change that does not meet another, every conflict told, no row lost."""

from collections.abc import Mapping

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.layers.files.contents import Contents
from waterbed.layers.files.raw import Package
from waterbed.layers.revisions.differences import differences
from waterbed.layers.revisions.merge import Merged, merge

Rows = Mapping[str, Mapping[str, str]]
IDS = [f"e{n}" for n in range(6)]
CELL = st.sampled_from(["", "a", "b", "c"])
NAME = st.sampled_from(["a", "b", "c"])
ROW = st.fixed_dictionaries({"label_en": NAME, "note_en": CELL, "corroboration": CELL, "own": CELL})
ROWS = st.dictionaries(st.sampled_from(IDS), ROW, max_size=5)
META = {"name": "generated", "resources": [], "title": "x"}


def _held(rows: Rows, **meta: object) -> Contents:
    frame = pd.DataFrame([{"id": name, **row} for name, row in rows.items()], dtype="str")
    return Contents({**META, **meta}, {"events": frame} if len(frame) else {})


def _rows(package: Package) -> dict[str, dict[str, str]]:
    if "events" not in package.tables:
        return {}
    rows = package.tables["events"].frame.to_dict("records")
    return {
        row["id"]: {str(name): cell for name, cell in row.items() if cell and name != "id"} for row in rows
    }


def _filled(rows: Rows) -> dict[str, dict[str, str]]:
    return {name: {column: cell for column, cell in row.items() if cell} for name, row in rows.items()}


def _conflicts(merged: Merged) -> set[tuple[str, str]]:
    return {(fault.id, fault.column) for fault in merged.conflicts}


@settings(deadline=None, max_examples=150)
@given(ROWS, ROWS, ROWS)
def test_every_change_that_meets_no_other_is_there_and_every_other_one_is_told(
    base: Rows, ours: Rows, theirs: Rows
) -> None:
    merged = merge(_held(base), _held(ours), _held(theirs))
    found, told = _rows(merged.package), _conflicts(merged)
    for name in IDS:
        was, one, other = (side.get(name) for side in (base, ours, theirs))
        if one in (other, was) or other == was:
            due = other if one == was else one
            assert found.get(name) == (None if due is None else _filled({name: due})[name])
            assert not any(record == name for record, _ in told)
        elif one is None or other is None:
            assert (name, "") in told
            assert name in found, "a row that only one of them removed is not lost"
        else:
            for column in ("label_en", "note_en", "own"):
                before = was[column] if was else ""
                cells = {one[column], other[column]}
                met = len(cells) == 2 and before not in cells
                assert ((name, column) in told) == met
                if not met:
                    due_cell = one[column] if other[column] == before else other[column]
                    assert found[name].get(column, "") == due_cell


@settings(deadline=None, max_examples=100)
@given(ROWS, ROWS, ROWS)
def test_it_is_the_same_whoever_is_ours(base: Rows, ours: Rows, theirs: Rows) -> None:
    one, other = (merge(_held(base), _held(a), _held(b)) for a, b in ((ours, theirs), (theirs, ours)))
    assert list(_rows(one.package).items()) == list(_rows(other.package).items())
    assert _conflicts(one) == _conflicts(other)


@settings(deadline=None, max_examples=50)
@given(ROWS, ROWS)
def test_one_who_did_nothing_changes_nothing(base: Rows, ours: Rows) -> None:
    for sides in ((ours, base), (base, ours)):
        merged = merge(_held(base), *map(_held, sides))
        assert _rows(merged.package) == _filled(ours)
        assert not merged.conflicts


@settings(deadline=None, max_examples=50)
@given(ROWS, ROWS, ROWS)
def test_with_a_side_that_is_preferred_there_is_no_conflict(base: Rows, ours: Rows, theirs: Rows) -> None:
    merged = merge(_held(base), _held(ours), _held(theirs), prefer="theirs")
    assert not merged.conflicts
    found = _rows(merged.package)
    for name, row in theirs.items():
        if row != base.get(name) and row.get("label_en") != base.get(name, {}).get("label_en"):
            assert found[name]["label_en"] == row["label_en"]


def test_items_of_lists_come_and_go_one_by_one() -> None:
    base = {"e0": {"label_en": "a", "corroboration": "wire;desk;paper"}}
    ours = {"e0": {"label_en": "a", "corroboration": "wire;paper;agency"}}
    theirs = {"e0": {"label_en": "a", "corroboration": "wire;desk;paper;weekly"}}
    merged = merge(_held(base), _held(ours), _held(theirs))
    assert _rows(merged.package)["e0"]["corroboration"] == "wire;paper;agency;weekly"
    assert not merged.conflicts


def test_settings_are_merged_name_by_name() -> None:
    rows = {"e0": {"label_en": "a"}}
    base = _held(rows, waterbed={"views": {"all": [1, 2, 3, 4]}}, as_of="2024-01-01")
    ours = _held(rows, waterbed={"views": {"all": [1, 2, 3, 4], "near": [1, 1, 2, 2]}}, as_of="2024-02-01")
    theirs = _held(rows, waterbed={"views": {"all": [0, 2, 3, 4]}}, as_of="2024-03-01")
    merged = merge(base, ours, theirs)
    assert merged.package.meta["waterbed"] == {"views": {"all": [0, 2, 3, 4], "near": [1, 1, 2, 2]}}
    (conflict,) = merged.conflicts
    assert str(conflict) == (
        "datapackage.json, as_of: is 2024-02-01 in ours and 2024-03-01 in theirs; settle it in one of the two, or take all "
        "of one with --prefer."
    )


def test_what_changed_is_told_by_kind() -> None:
    old = {
        "e0": {"label_en": "a", "date": "2024-03", "place": "x", "certainty": "low"},
        "e1": {"label_en": "b"},
    }
    new = {
        "e0": {"label_en": "a", "date": "2024-03-05", "place": "y", "certainty": "high"},
        "e2": {"label_en": "c"},
    }
    found = {(one.id, one.what, one.column) for one in differences(_held(old), _held(new, title="y"))}
    assert found == {
        ("e2", "added", ""), ("e1", "gone", ""), ("e0", "re-dated", "date"), ("e0", "moved", "place"),
        ("e0", "re-graded", "certainty"), ("title", "edited", ""),
    }  # fmt: skip
