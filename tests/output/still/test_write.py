"""Stills, ribbon and storyboard: formats, sizes, what stands on them, the same bytes twice, clear refusals."""

import io
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from PIL import Image

from waterbed import Timeline
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.errors import OptionError
from waterbed.output.ink.palette import palette
from waterbed.output.ink.pen import Pen
from waterbed.output.still import sheet
from waterbed.output.still.card import card_corner
from waterbed.output.still.map.captions import captions_of_countries
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.picture import lay_picture
from waterbed.output.still.options import StillOptions, Story
from waterbed.output.still.panel import MapPart
from waterbed.output.still.ribbonpage import draw_page, ribbon_bytes
from waterbed.output.still.sheet import draw_sheet
from waterbed.output.still.storyboard import write as board
from waterbed.output.still.storyboard.moments import key_moments
from waterbed.output.still.storyboard.write import storyboard_bytes
from waterbed.output.still.write import still_bytes, write_still
from waterbed.output.text.speaker import Speaker

SMALL = StillOptions(size=(640, 360), parts="picture")
SCENE = 4


def _said(timeline: Timeline, options: StillOptions, scene: int | None = SCENE) -> str:
    """Everything that is written on a still."""
    told = Story.of(timeline, None, scene, options)
    pen = _silent_pen(told.lang)
    draw_sheet(pen, timeline, told, options)
    return " ".join(pen.said)


def _silent_pen(lang: str) -> Pen:
    """A pen that remembers what it wrote, on a paper too small to cost time."""
    renderer = RendererAgg(8, 8, 72)  # type: ignore[no-untyped-call]
    return Pen.on(renderer, palette("light"), lang, height=8, scale=0.01)


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_two_runs_give_the_same_bytes(timeline: Timeline, format: Any) -> None:
    first = still_bytes(timeline, scene=SCENE, options=SMALL, format=format)
    assert first == still_bytes(timeline, scene=SCENE, options=SMALL, format=format)
    assert first.startswith({"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[format])


@pytest.mark.parametrize(
    ("size", "pixels"), [("slide", (1920, 1080)), ("square", (1080, 1080)), ((800, 418), (800, 418))]
)
def test_a_picture_has_the_size_asked_for(timeline: Timeline, size: Any, pixels: tuple[int, int]) -> None:
    made = still_bytes(timeline, scene=SCENE, options=StillOptions(size=size))
    assert Image.open(io.BytesIO(made)).size == pixels


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("size", "parts"), [("slide", "full"), ("a4", "full"), ("square", "full"), ((1280, 720), "picture")]
)
def test_every_picture_carries_date_legend_sources_status_and_disclaimer(
    timeline: Timeline, size: Any, parts: Any, lang: str
) -> None:
    said = _said(timeline, StillOptions(lang=lang, size=size, parts=parts))
    say = Speaker(timeline, lang)
    for words in (
        say.day(timeline["scenes"]["hold"][SCENE]),
        say.t("legend.displacement" if parts == "full" else "phase.displacement"),
        "Xinhua",
        say.month(timeline["meta"]["as_of"]),
        *say.t("disclaimer").split()[:4],
        *say.meta("disclaimer").split()[:2],
        "Natural Earth",
    ):
        assert words in said, words
    assert (say.scene(SCENE)["title"].split()[-1] in said) or parts == "picture"


def test_half_of_a_square_and_more_is_its_map(timeline: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    maps: list[float] = []

    def noting(pen: Pen, part: MapPart, say: Speaker) -> None:
        maps.append(part.picture.frame.width * part.picture.frame.height)

    monkeypatch.setattr(sheet, "draw_map", noting)
    options = StillOptions(size="square")
    _said(timeline, options, scene=7)
    wide, high = options.pixels
    assert maps[0] * options.factor**2 > 0.52 * wide * high


def test_simulated_data_say_so_on_every_picture(simulated_timeline: Timeline) -> None:
    for parts in ("full", "picture"):
        said = _said(simulated_timeline, StillOptions(size=(900, 600), parts=parts), scene=None)
        assert said.count("Simulated data") >= 2


@pytest.fixture(scope="module")
def simulated_timeline() -> Timeline:
    return Timeline.of(simulate(seed=3, places=8, days=400).dataset)


def test_themes_differ_in_colour_and_not_in_what_is_said(timeline: Timeline) -> None:
    light, dark = (
        np.asarray(
            Image.open(io.BytesIO(still_bytes(timeline, scene=SCENE, options=replace(SMALL, theme=theme))))
        )
        for theme in ("light", "dark")
    )
    assert light[..., :3].mean() > 180 > 90 > dark[..., :3].mean()
    said = {_said(timeline, replace(SMALL, theme=theme)) for theme in ("light", "dark")}
    assert len(said) == 1


def _row(timeline: Timeline, scene: str) -> int:
    return list(timeline["scenes"]["id"]).index(scene)


def test_a_view_over_the_dateline_shows_the_world_with_the_region_enlarged(timeline: Timeline) -> None:
    said = _said(timeline, StillOptions(view="world"), scene=_row(timeline, "scn-09-spread"))
    assert "The region, enlarged" in said and "Equal Earth" in said
    assert " km" not in said  # a scale bar would be true nowhere


def test_what_a_scene_tells_of_is_named_and_curves_say_where_they_lead(timeline: Timeline) -> None:
    ban = _said(timeline, StillOptions(view=(101, 9, 108.5, 15.5)), scene=1)
    assert "to Shan State" in ban and "to Golden Triangle SEZ" in ban
    back = _said(timeline, StillOptions(view=(96, 8, 108, 19)), scene=_row(timeline, "scn-11-coming-back"))
    assert "from Kokang" in back


def test_the_view_of_a_scene_holds_where_its_event_led(timeline: Timeline) -> None:
    ban = _said(timeline, StillOptions(), scene=1)
    assert "Shan State" in ban and "Golden Triangle SEZ" in ban and "Shwe Kokko" in ban
    assert "to Shan State" not in ban


def test_ribbon_and_storyboard_are_pictures_too(timeline: Timeline) -> None:
    options = StillOptions(size=(900, 600), lang="fr")
    assert ribbon_bytes(timeline, options=options) == ribbon_bytes(timeline, options=options)
    board = storyboard_bytes(timeline, scenes=[1, 3, 4, 7], options=options, format="svg")
    assert board.startswith(b"<?xml")


@pytest.mark.parametrize("most", [None, 5])
def test_a_ribbon_has_sources_and_status_and_says_how_many_places_it_shows(
    timeline: Timeline, most: int | None
) -> None:
    renderer = RendererAgg(8, 8, 72)  # type: ignore[no-untyped-call]
    pen = Pen.on(renderer, palette("light"), "en", height=8, scale=0.01)
    options = StillOptions(size=(1200, 500))
    draw_page(pen, Speaker(timeline, "en"), options, None, most)
    said = " ".join(pen.said)
    for words in ("Sources.", "Gate", "do not imply endorsement", "Reported, not verified"):
        assert words in said, words
    total = len(timeline["rows"]["place"])
    assert (f"The 5 places with the most on record, of {total}." in said) == bool(most)
    assert "Myanmar" in said and ("other places" in said) != bool(most)


def test_countries_of_a_ribbon_are_told_apart(simulated_timeline: Timeline) -> None:
    renderer = RendererAgg(8, 8, 72)  # type: ignore[no-untyped-call]
    pen = Pen.on(renderer, palette("light"), "en", height=8, scale=0.01)
    draw_page(pen, Speaker(simulated_timeline, "en"), StillOptions(size=(740, 1030)), None, None)
    assert {"Country A", "Country B"} <= set(pen.said)


def test_a_country_that_is_hatched_is_named_though_its_middle_lies_outside(timeline: Timeline) -> None:
    frame = MapFrame.fitted((92.0, 12.0, 110.0, 28.0), 640, 400)
    day = next(
        start
        for place, start in zip(timeline["spans"]["place"], timeline["spans"]["start_max"], strict=True)
        if place >= 0 and timeline["places"]["iso2"][place] == "CN" and start is not None
    )
    picture = lay_picture(timeline, day, -1, frame)
    named = captions_of_countries(picture.ground, set(), Speaker(timeline, "en"), {"CN"})
    china = next(caption for caption in named if caption.id == "country CN")
    assert 0 < china.x < 640 and 0 < china.y < 400
    assert not [
        caption
        for caption in captions_of_countries(picture.ground, set(), Speaker(timeline, "en"))
        if caption.id == "country CN"
    ]


@pytest.mark.parametrize(("wide", "high"), [(900, 440), (560, 380), (1100, 500)])
def test_the_clock_hides_no_place_on_a_map_of_the_world(timeline: Timeline, wide: int, high: int) -> None:
    frame, size = MapFrame.fitted(tuple(timeline["meta"]["views"]["world"]), wide, high, pad=6), (150.0, 60.0)
    assert frame.is_world
    left, top = card_corner(Speaker(timeline, "en"), frame, size)
    assert 0 < left < wide - size[0] and 0 < top < high - size[1]
    places = timeline["places"]
    for name, lon, lat in zip(places["record"], places["lon"], places["lat"], strict=True):
        if lon is not None:
            x, y = (float(side[0]) for side in frame.pixels([lon], [lat]))
            assert not (left < x < left + size[0] and top < y < top + size[1]), name


def test_key_moments_tell_the_cycle_press_move_press_move_and_return(timeline: Timeline) -> None:
    ids = [timeline["scenes"]["id"][row] for row in key_moments(timeline)]
    assert ids == [
        "scn-02-cambodia-ban",
        "scn-03-first-leg",
        "scn-04-operations-and-conflict",
        "scn-05-kokang-onward",
        "scn-08-power-cuts",
        "scn-11-coming-back",
    ]
    assert key_moments(timeline, 2, among=(0, 3, 4, 13)) == [3, 4]


def test_a_storyboard_keeps_the_numbers_of_its_scenes(timeline: Timeline) -> None:
    options = StillOptions(size=(900, 600))
    pen = _silent_pen("en")
    told = [Story.of(timeline, None, row, options) for row in (1, 14)]
    board.draw_page(pen, Speaker(timeline, "en"), told, options, 900 / 1040)
    assert [said[:10] for said in pen.said if "\u2002" in said] == ["2\u2002Cambodia", "15\u2002Cambodi"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"theme": "sepia"}, "theme: 'sepia' is not one of light, dark, print"),
        ({"size": "poster"}, "size: 'poster' is not one of slide, a4, square"),
        ({"size": (10, 10)}, "not within 200 to 8000"),
        ({"parts": "half"}, "parts: 'half'"),
    ],
)
def test_options_that_cannot_be_are_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        StillOptions(**wrong)


def test_scenes_views_languages_and_formats_that_are_not_there_are_refused(
    timeline: Timeline, tmp_path: Any
) -> None:
    last = len(timeline["scenes"]["id"]) - 1
    with pytest.raises(OptionError, match=f"scene: 99 is not one of 0 to {last}"):
        still_bytes(timeline, scene=99)
    with pytest.raises(OptionError, match="view: 'moon' is not one of region, world"):
        still_bytes(timeline, options=StillOptions(view="moon"))
    with pytest.raises(OptionError, match="lang: 'xx'"):
        still_bytes(timeline, options=StillOptions(lang="xx"))
    with pytest.raises(OptionError, match=r"a\.jpg: pictures are"):
        write_still(timeline, tmp_path / "a.jpg")


def test_a_still_is_written_whole(timeline: Timeline, tmp_path: Any) -> None:
    path = write_still(timeline, tmp_path / "scene.svg", scene=SCENE, options=SMALL)
    assert path.read_bytes() == still_bytes(timeline, scene=SCENE, options=SMALL, format="svg")
    assert [entry.name for entry in tmp_path.iterdir()] == ["scene.svg"]


def test_without_matplotlib_the_error_names_the_extra() -> None:
    script = """
import sys
sys.modules["matplotlib"] = None
from importlib import import_module
calls = {"still.write": "still_bytes", "still.ribbonpage": "ribbon_bytes",
         "still.storyboard.write": "storyboard_bytes", "film.write": "write_film"}
for module, call in calls.items():
    try:
        getattr(import_module(f"waterbed.output.{module}"), call)(None, *["a.mp4"] * (call == "write_film"))
    except ImportError as error:
        print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert len(lines) == 4, done.stderr
    assert all("pip install 'waterbed[brief]'" in line for line in lines)


def test_the_marking_of_an_edition_stands_on_every_picture(timeline: Timeline) -> None:
    meta = {**timeline["meta"], "marking": {"en": "Internal. Places are shown by country.", "fr": ""}}
    marked = Timeline({**timeline.content, "meta": meta})
    for parts in ("full", "picture"):
        said = _said(marked, StillOptions(size=(1280, 720), parts=parts))
        assert said.startswith("Internal") or " Internal " in said
        assert "Internal. Places are shown by country." in said
