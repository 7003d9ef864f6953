"""What followed the crackdowns and disruptions of a page, by outcome: drawn, and as a table."""

from collections.abc import Sequence
from typing import Any

from waterbed.output.columns.cycles import followed
from waterbed.output.columns.presses import Press, gathered
from waterbed.output.site.drawings.presses import Axis, draw_axis, draw_bar
from waterbed.output.site.pages.rows import Row, Rows
from waterbed.output.still.overview.bars import Bar, bar_of, strip_title

MOST_CYCLES = 80


def cycle_values(rows: Rows, cycles: Sequence[int]) -> dict[str, Any]:
    """What followed some rows of the cycle table, returns first; apart those after which nothing is recorded."""
    table = rows.timeline["cycles"]
    told = [row for row in cycles if followed(table, row)]
    quiet = [row for row in cycles if not followed(table, row)]
    told.sort(key=lambda row: (table["returned"][row] < 0, table["departure"][row] < 0))
    return {
        "presses": _strip(rows, cycles),
        "cycles": [rows.cycle(row) for row in told[:MOST_CYCLES]],
        "quiet": [rows.cycle(row) for row in quiet[:MOST_CYCLES]],
        "quiet_n": len({table["record"][row] for row in quiet}),
    }


def _strip(rows: Rows, cycles: Sequence[int]) -> dict[str, Any] | None:
    """A row a press, by outcome; None where nothing followed."""
    say, ui, table = rows.words.speaker, rows.words.ui, rows.timeline["cycles"]
    chosen = gathered(rows.timeline.content, sorted(cycles), rows.words.facts.began)
    groups: dict[str, list[Press]] = {"returned": [], "moved": []}
    for press in chosen:
        groups["returned" if press["returned"] >= 0 else "moved"].append(press)
    shown = [
        (key, press, bar_of(say, press)) for key, group in groups.items() for press in group[:MOST_CYCLES]
    ]
    if not shown:
        return None
    axis = Axis.of([bar for _, _, bar in shown])
    notes = {
        "overview.open": any(bar.open for _, _, bar in shown),
        "overview.after": True,
    }
    return {
        "title": strip_title(say, axis.step),
        "axis": draw_axis(say, axis),
        "groups": [
            {
                "title": rows.words.t(f"followed.{key}"),
                "n": len({table["record"][row] for press in group for row in press["cycles"]}),
                "rows": [_row(rows, press, bar, axis) for of, press, bar in shown if of == key],
            }
            for key, group in groups.items()
            if group
        ],
        "notes": " ".join(ui[key] for key, there in notes.items() if there),
    }


def _row(rows: Rows, press: Press, bar: Bar, axis: Axis) -> Row:
    table, words = rows.timeline["cycles"], rows.words
    moves = rows.timeline["movements"]["record"]
    candidates = dict.fromkeys(move for row in press["cycles"] for move in table["candidates"][row])
    gone = [move for row in press["cycles"] if (move := table["departure"][row]) >= 0]
    return {
        "at": {**rows.to_place(press["place"]), "label": bar.title},
        "triggers": [
            {**rows.to_record(table["record"][row]), "said": said}
            for row, said in zip(press["cycles"], bar.triggers, strict=True)
        ],
        "way": draw_bar(
            bar, axis, rows.words.facts.numbers.get(tuple(press["cycles"]), 0) if rows.cites == "all" else 0
        ),
        "text": bar.text,
        # a departure to no place on record
        "gone": [rows.to_record(moves[move]) for move in gone[:1]] if not bar.text else [],
        "ink": bar.ink,
        "candidates": [rows.to_record(moves[move]) for move in candidates],
        "sentence": words.texts["cycles"]["sentence"][press["cycles"][0]],
        "numbers": rows.lead(record for row in press["cycles"] for record in table["basis"][row]),
    }
