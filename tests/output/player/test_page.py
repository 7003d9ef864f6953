"""The map file: size, bytes, policy."""

import base64
import json
import re
import zlib
from pathlib import Path

import jsonschema
import pytest
from xyzservices import TileProvider

from tests.layers.packages import changed, write_manifest, write_tiny
from tests.needs import ROOT
from waterbed import Dataset, PageOptions, Timeline, write_map
from waterbed.output.moment import moment
from waterbed.output.packing.pack import pack
from waterbed.output.player.page import render_page


def test_the_bundled_map_stays_under_740_kb(map_file: Path) -> None:
    assert map_file.stat().st_size <= 740_000


def test_two_builds_are_equal_to_the_byte(map_file: Path, tmp_path: Path) -> None:
    again = write_map(Dataset.read(), tmp_path / "again.html")
    assert again.read_bytes() == map_file.read_bytes()


def test_the_page_carries_the_timeline_as_it_is(map_file: Path, timeline: Timeline) -> None:
    (block,) = re.findall(r'id="wb-timeline">([^<]*)<', map_file.read_text(encoding="utf-8"))
    assert json.loads(zlib.decompress(base64.b64decode(block))) == json.loads(
        json.dumps(pack(timeline.content))
    )


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
    assert '<html lang="fr" dir="ltr">' in page
    assert 'data-wb-theme="dark"' in page


def test_a_language_or_theme_that_is_not_there_is_refused(timeline: Timeline) -> None:
    with pytest.raises(ValueError, match="'de' is not in the data set, which has en, fr"):
        render_page(timeline, PageOptions(lang="de"))
    with pytest.raises(ValueError, match="'pink' is not one of auto, light, dark"):
        PageOptions(theme="pink")


def test_tiles_are_asked_for_by_name_and_the_policy_lets_in_their_host_alone(timeline: Timeline) -> None:
    page = render_page(timeline, PageOptions(tiles="Esri WorldPhysical"))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert "img-src data: blob: https://server.arcgisonline.com;" in policy
    assert "arcgisonline" not in render_page(timeline, PageOptions())
    assert 'id="wb-basemap"' not in page and "US National Park Service" in page
    own = TileProvider(
        name="Own", url="http://tiles.intra:8080/{z}/{x}/{y}.png", attribution="Ours & <b>theirs</b>"
    )
    page = render_page(timeline, PageOptions(tiles=own))
    assert "img-src data: blob: http://tiles.intra:8080;" in page and "<b>theirs" not in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)//{z}", "https://a.example/{z}; script-src *", "https://*/{z}"]
)
def test_tiles_that_would_open_the_policy_are_refused(timeline: Timeline, url: str) -> None:
    with pytest.raises(ValueError, match="is not an http or https address of tiles"):
        render_page(timeline, PageOptions(tiles=TileProvider(name="x", url=url, attribution="x")))


def test_tiles_that_nobody_knows_or_that_need_a_key_are_refused(timeline: Timeline) -> None:
    with pytest.raises(ValueError, match="'atlantis' is no provider that xyzservices knows"):
        render_page(timeline, PageOptions(tiles="atlantis"))
    with pytest.raises(ValueError, match="needs a key; in Python, give a TileProvider"):
        render_page(timeline, PageOptions(tiles="Thunderforest OpenCycleMap"))


def test_a_page_may_name_the_origins_that_drive_it(timeline: Timeline) -> None:
    page = render_page(timeline, PageOptions(origins=("https://news.example", "null")))
    assert 'data-wb-origins="https://news.example null"' in page
    with pytest.raises(ValueError, match=r"'news\.example' is not an origin"):
        PageOptions(origins=("news.example",))


def test_a_language_without_words_for_the_interface_is_not_on_the_page(tmp_path: Path) -> None:
    timeline = Timeline.of(Dataset.read(write_manifest(write_tiny(tmp_path), languages=["en", "fr", "sw"])))
    assert timeline["meta"]["languages"] == list(timeline["texts"]) == ["en", "fr"]


ODD: dict[str, dict[str, str | bytes | None]] = {
    "places only": dict.fromkeys(
        ("hubs", "events", "movements", "figures", "gaps", "scenes", "organisations")
    ),
    "no scenes": {"scenes": None},
    "a scene without a view": {"scenes": changed("scenes", "scene-ban", view="")},
    "a hub with its own point": {"hubs": changed("hubs", "hub-compound", present="2020/2023")},
    "events and movements at hubs": {
        "events": changed("events", "raid", place="hub-capital"),
        "movements": changed("movements", "to-laukkai", origin="hub-capital", destination="hub-compound"),
    },
    "a zone with an outline": {
        "zones": changed("zones", "shan", lon="", lat="", geometry="POLYGON ((97 20, 99 20, 99 23, 97 20))")
    },
    "bounds everywhere": {"events": changed("events", "raid", date="/2024-04-05")},
}


@pytest.mark.parametrize("case", ODD)
def test_odd_but_sound_data_gives_a_timeline_that_obeys_the_schema(tmp_path: Path, case: str) -> None:
    timeline = Timeline.of(Dataset.read(write_tiny(tmp_path, **ODD[case])))
    schema = json.loads((ROOT / "output" / "timeline.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(timeline.to_json()), schema)
    for lang in ("en", "fr"):
        page = render_page(timeline, PageOptions(lang=lang))
        assert f'<html lang="{lang}" dir="ltr">' in page and timeline["meta"]["title"][lang] in page
    moment(timeline, timeline["meta"]["last_day"])


def test_a_hub_without_coordinates_stands_at_its_place(tmp_path: Path) -> None:
    moves = changed("movements", "to-laukkai", origin="hub-capital", destination="hub-compound")
    timeline = Timeline.of(Dataset.read(write_tiny(tmp_path, movements=moves)))
    row = timeline["movements"]["id"].index("to-laukkai")
    ends = [timeline["places"]["id"][timeline["movements"][end][row]] for end in ("origin", "destination")]
    assert ends == ["phnom-penh", "hub-compound"]
    assert timeline["movements"]["shape"][row] == "curve"
