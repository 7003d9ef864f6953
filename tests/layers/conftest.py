"""Data sets to start from."""

from pathlib import Path

import pytest

from tests.layers.packages import write_tiny
from waterbed.layers.dataset import Dataset


@pytest.fixture
def tiny(tmp_path: Path) -> Dataset:
    """Two countries, four zones, three hubs, three movements."""
    return Dataset.read(write_tiny(tmp_path / "tiny"))
