"""A seeded sample of broken data packages (`bench/fuzz.py` does it at length): read, or refused with clear faults."""

from pathlib import Path

import pytest

from tests.layers.broken import mutate, outcome


@pytest.mark.parametrize("seed", range(1_000_000, 1_000_012))
def test_a_broken_package_is_read_or_refused_with_faults(tmp_path: Path, seed: int) -> None:
    done = mutate(tmp_path / "set", seed)
    assert outcome(tmp_path / "set") in ("read", "faults"), done
