"""Planted secrets at length: ``python -m bench.redaction 200`` redacts as many random data sets and searches their pages.

Then the public site and pack of the bundled sets are made, which takes minutes: an edition that its own check refuses
ends it.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.output.edition.test_leaks import PLANTS, assert_withheld
from waterbed import Dataset, write_brief, write_site
from waterbed.layers.files.bundled import bundled_sets
from waterbed.output.edition.publish import published


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
    for name in bundled_sets():
        with tempfile.TemporaryDirectory() as folder:
            published(Dataset.read(name), "public", Path(folder) / "site", write_site)
            published(Dataset.read(name), "public", Path(folder) / "brief", write_brief)
        print(f"{name}: its public site and pack are let out.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
