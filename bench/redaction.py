"""Planted secrets at length: ``python -m bench.redaction 200`` redacts as many random data sets and searches their pages."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.output.edition.test_leaks import PLANTS, assert_withheld


def main() -> int:
    """Plant, redact, search; an assertion fails on the first secret that got out."""
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 200

    @given(plant=st.fixed_dictionaries(PLANTS))
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def search(plant: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory() as name:
            assert_withheld(Path(name), **plant)

    search()
    print(f"{examples:,} data sets with a planted name, day and point: none of them got out.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
