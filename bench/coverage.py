"""Is what is printed as often wrong as it says? Simulate worlds, measure crackdowns in them, and count.

Run ``python -m bench.coverage``; it writes the table into ``docs/method.md`` and fails where a number is wrong more often
than stated. ``python -m bench.coverage 200`` does it for 200 crackdowns a row and prints the table only.
"""

import os
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.layers.inference.coverage import KINDS, Row, study, table
from tests.layers.inference.worlds import SETTINGS

CRACKDOWNS = 2_000
METHOD = Path(__file__).parents[1] / "docs" / "method.md"
_PLACE = re.compile(r"(<!-- coverage -->\n).*?(<!-- /coverage -->)", re.DOTALL)


def main(arguments: Sequence[str]) -> int:
    """Print the table, and write it where all are counted; return 1 when something is wrong too often."""
    crackdowns = int(arguments[0]) if arguments else CRACKDOWNS
    # Many short tasks in processes of their own: a row takes minutes, and half of the machine would wait for the last one.
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        tasks = [pool.submit(study, setting, kind, crackdowns) for setting in SETTINGS for kind in KINDS]
        rows = [task.result() for task in tasks]
    text = f"{table(rows)}\n\n{crackdowns:,} crackdowns a row."
    print(text)
    if crackdowns >= CRACKDOWNS:
        METHOD.write_text(
            _PLACE.sub(lambda at: f"{at[1]}\n{text}\n\n{at[2]}", METHOD.read_text(encoding="utf-8")),
            encoding="utf-8",
        )
    return 1 if _told(rows) else 0


def _told(rows: Sequence[Row]) -> bool:
    wrong = [(row, name) for row in rows for name in row.out_of_tolerance]
    for row, name in wrong:
        print(f"Wrong too often: {name}, {row.setting.words}, {row.kind}.", file=sys.stderr)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
