"""The first and the last days that a date can name: whatever passes the check has its pictures."""

from pathlib import Path

import pytest

from tests.layers.packages import changed, write_tiny
from waterbed import Dataset, Timeline, write_map, write_site, write_still


@pytest.mark.parametrize("day", ["0001-01-01", "0001", "9999-12-31", "9999"])
def test_the_ends_of_the_calendar_have_pictures(tmp_path: Path, day: str) -> None:
    dataset = Dataset.read(write_tiny(tmp_path / "set", events=changed("events", "raid", date=day)))
    write_map(dataset, tmp_path / "map.html")
    write_still(Timeline.of(dataset), tmp_path / "still.svg", scene=0)
    write_site(dataset, tmp_path / "site")
    assert {path.name for path in tmp_path.iterdir()} == {"set", "map.html", "still.svg", "site"}
