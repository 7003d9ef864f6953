"""Do the measures recover a known truth? Simulate sets, measure them, and count how often the interval holds the truth.

Run ``python -m bench.coverage``; it prints the table of ``docs/method.md`` and fails when a row that must keep its nominal
rate does not.
"""

import sys

from tests.layers.measures.coverage import KINDS, SETTINGS, study, table, tolerance
from waterbed.layers.measures.intervals import LEVEL

SETS = 200


def main(sets: int = SETS) -> int:
    """Print the table; return 1 when a row that must be within tolerance is not."""
    rows = [study(setting, kind, sets) for setting in SETTINGS for kind in KINDS]
    print(table(rows))
    print(f"\n{sets} sets a row; nominal level {LEVEL:.0%}, tolerance {tolerance(sets):.1%}.")
    failed = [row for row in rows if not row.within_tolerance]
    for row in failed:
        print(f"Out of tolerance: {row.setting.words}, {row.kind}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
