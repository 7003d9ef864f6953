"""The table of a run, and whether the numbers to reach are met; all of it ratios within one run."""

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]

_COLUMNS = (
    ("build", "build_s", "{:.2f} s"),
    ("memory", "peak_mb", "{:.0f} MB"),
    ("bytes", "bytes", "{:,.0f}"),
    ("requests", "requests", "{}"),
    ("first frame", "first_s", "{:.2f} s"),
    ("updates/s", "updates", "{:.1f}"),
    ("frame", "frame_ms", "{:.1f} ms"),
    ("frame p95", "frame_p95_ms", "{:.1f} ms"),
    ("seek", "seek_ms", "{:.0f} ms"),
    ("seek p95", "seek_p95_ms", "{:.0f} ms"),
    ("heap", "heap_mb", "{:.1f} MB"),
)
_LIMIT = "bare canvas"

_TO_REACH: dict[int, tuple[tuple[str, str, float, str], ...]] = {
    1_000: (
        ("bytes", "B", 0.8, "at most"),
        ("first_s", "B", 0.8, "at most"),
        ("updates", "L", 0.97, "at least"),
        ("frame_p95_ms", "L", 1.3, "at most"),
        ("seek_p95_ms", "L", 1.2, "at most"),
        ("build_s", "B", 2.0, "at most"),
    ),
    10_000: (
        ("bytes", "B", 0.25, "at most"),
        ("first_s", "B", 0.5, "at most"),
        ("updates", "L", 0.97, "at least"),
        ("frame_p95_ms", "L", 1.5, "at most"),
        ("seek_p95_ms", "L", 1.2, "at most"),
        ("build_s", "B", 0.5, "at most"),
    ),
    100_000: (
        ("bytes", "B", 0.1, "at most"),
        ("first_s", "L", 2.5, "at most"),
        ("updates", "L", 1.7, "at least"),
        ("frame_p95_ms", "L", 0.7, "at most"),
        ("seek_p95_ms", "L", 1.0, "at most"),
        ("build_s", "B", 1.0, "at most"),
    ),
}
"""Column, against what (B the best of the folium and plotly pages, L the bare canvas), ratio. "As many updates as L" is
taken as 97 %: two runs of one page differ by as much."""


def markdown(rows: list[Row]) -> str:
    """A row a page, in a table for each number of movements."""
    lines = []
    for size in dict.fromkeys(row["movements"] for row in rows):
        lines += [
            f"### {size:,} movements",
            "",
            "| page | " + " | ".join(name for name, *_ in _COLUMNS) + " |",
        ]
        lines.append("|" + "---|" * (len(_COLUMNS) + 1))
        for row in rows:
            if row["movements"] == size:
                cells = [form.format(row[key]) for _, key, form in _COLUMNS]
                lines.append(f"| {row['subject']} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def verdicts(rows: list[Row]) -> list[tuple[str, bool]]:
    """The numbers to reach, one by one, with what was measured."""
    return [verdict for size, wanted in _TO_REACH.items() for verdict in _judged(rows, size, wanted)]


def _judged(
    rows: list[Row], size: int, wanted: tuple[tuple[str, str, float, str], ...]
) -> Iterator[tuple[str, bool]]:
    here = {row["subject"]: row for row in rows if row["movements"] == size}
    ours, limit = here.pop("waterbed", None), here.pop(_LIMIT, None)
    for column, against, ratio, sense in wanted:
        others = [limit] if against == "L" and limit else list(here.values()) if against == "B" else []
        if ours is None or not others:
            continue
        best = (max if column == "updates" else min)(row[column] for row in others)
        share = ours[column] / best
        met = share <= ratio if sense == "at most" else share >= ratio
        yield (
            f"{size:,}: {column} {ours[column]:.4g} is {share:.2f} × {against} ({best:.4g}), {sense} {ratio}",
            met,
        )
