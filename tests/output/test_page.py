"""The map file: size, bytes, policy."""

import base64
import json
import re
import zlib
from pathlib import Path

import jsonschema
import pytest

from tests.needs import ROOT
from waterbed import Dataset, PageOptions, Timeline, write_map
from waterbed.output.page import render_page


def test_the_bundled_map_stays_under_700_kb(map_file: Path) -> None:
    assert map_file.stat().st_size <= 700_000


def test_two_builds_are_equal_to_the_byte(map_file: Path, tmp_path: Path) -> None:
    again = write_map(Dataset.read(), tmp_path / "again.html")
    assert again.read_bytes() == map_file.read_bytes()


def test_the_page_carries_the_timeline_as_it_is(map_file: Path, timeline: Timeline) -> None:
    (block,) = re.findall(r'id="wb-timeline">([^<]*)<', map_file.read_text(encoding="utf-8"))
    assert json.loads(zlib.decompress(base64.b64decode(block))) == timeline.content


def test_the_timeline_obeys_its_schema(timeline: Timeline) -> None:
    schema = json.loads((ROOT / "output" / "timeline.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(timeline.to_json()), schema)


def test_scripts_run_by_hash_only(map_file: Path) -> None:
    page = map_file.read_text(encoding="utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert " style=" not in page.split("<script>")[0]


def test_the_page_speaks_the_language_asked_for(timeline: Timeline) -> None:
    page = render_page(timeline, PageOptions(lang="fr", theme="dark"))
    assert '<html lang="fr">' in page
    assert 'data-wb-theme="dark"' in page


def test_a_language_or_theme_that_is_not_there_is_refused(timeline: Timeline) -> None:
    with pytest.raises(ValueError, match="'de' is not in the data set, which has en, fr"):
        render_page(timeline, PageOptions(lang="de"))
    with pytest.raises(ValueError, match="'pink' is not one of auto, light, dark"):
        PageOptions(theme="pink")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, timeline: Timeline) -> None:
    with pytest.raises(FileNotFoundError):
        write_map(Dataset.read(), tmp_path / "missing" / "map.html")
    assert list(tmp_path.iterdir()) == []
