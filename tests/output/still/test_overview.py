"""The overview: presses, where they led and what came back, of any data set, at any size."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import RendererAgg

from tests.layers.cycle.test_outcomes import AWAY, BACK, BAN, RAID, read
from waterbed import Dataset, Timeline
from waterbed.layers.cycle.table import cycles, followed
from waterbed.layers.files.template import template
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.columns.outcomes import finding
from waterbed.output.columns.presses import MOST
from waterbed.output.ink.palette import palette
from waterbed.output.ink.pen import Pen
from waterbed.output.still.options import StillOptions
from waterbed.output.still.overview.map import lay_overview
from waterbed.output.still.overview.sheet import draw_overview
from waterbed.output.still.overview.write import overview_bytes
from waterbed.output.text.speaker import Speaker

SMALL = StillOptions(size=(640, 360))


def _pen(lang: str = "en") -> Pen:
    renderer = RendererAgg(8, 8, 72)  # type: ignore[no-untyped-call]
    return Pen.on(renderer, palette("light"), lang, height=8, scale=0.01)


def _said(timeline: Timeline, options: StillOptions | None = None, lang: str = "en") -> str:
    pen = _pen(lang)
    options = options or StillOptions()
    width, height = (side / options.factor for side in options.pixels)
    draw_overview(pen, Speaker(timeline, lang), width, height)
    return " ".join(" ".join(pen.said).split())


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_two_runs_give_the_same_bytes(timeline: Timeline, format: Any) -> None:
    first = overview_bytes(timeline, options=SMALL, format=format)
    assert first == overview_bytes(timeline, options=SMALL, format=format)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", ["slide", "a4", "square", (1200, 630)])
def test_it_says_the_finding_and_the_presses(timeline: Timeline, lang: str, size: Any) -> None:
    said = _said(timeline, StillOptions(lang=lang, size=size), lang)
    finding = timeline["texts"][lang]["finding"]
    assert finding["headline"][0] in said and finding["line"][0] in said
    assert said.count("Kokang") == 2  # on the map and in the strip


def test_numbers_tie_map_and_strip(timeline: Timeline) -> None:
    rows = list(range(len(timeline["presses"]["place"])))
    shown = lay_overview(_pen(), Speaker(timeline, "en"), rows, 700, 500)
    numbers = sorted(number for spot in shown.spots for number in spot.numbers)
    assert numbers == [row + 1 for row in rows]
    for spot in shown.spots:
        assert {timeline["presses"]["place"][number - 1] for number in spot.numbers} <= set(spot.places)


def test_of_many_presses_those_with_a_cause_and_a_return_are_told(timeline: Timeline) -> None:
    presses, moves = timeline["presses"], timeline["movements"]["id"]
    assert len(presses["place"]) == MOST
    assert all(presses["linked"])
    returned = {moves[row] for row in presses["returned"] if row >= 0}
    assert returned == {"mov-43-kkpark-regrowth", "mov-44-cambodia-rural"}


def test_one_press_is_one_row_however_its_days_are_told(timeline: Timeline) -> None:
    presses, cycles = timeline["presses"], timeline["cycles"]
    told = [rows for rows in presses["cycles"] if len(rows) > 1]
    assert told
    for rows in told:
        assert len({tuple(cycles["departures"][row]) for row in rows}) == 1


def test_where_nothing_moved_it_says_so(tmp_path: Path) -> None:
    timeline = Timeline.of(read(tmp_path, RAID + BAN))
    said = _said(timeline)
    assert "No move is recorded after any of 2 crackdowns" in said
    assert "What is not recorded may still have happened." in said
    assert "next reported" not in said


def test_a_press_of_which_one_move_is_known(tmp_path: Path) -> None:
    said = _said(Timeline.of(read(tmp_path, RAID, AWAY)))
    assert "Phnom Penh" in said and "Shan State" in said
    assert "Pressed in one place, turned up in another" in said


def test_what_took_years_is_drawn_in_years(tmp_path: Path) -> None:
    raid = RAID.replace("2023-04-05", "2012-04-05")
    said = _said(Timeline.of(read(tmp_path / "long", raid, AWAY)))
    assert "What followed, in years" in said and "+2" in said and "+60" not in said
    assert "What followed, in months" in _said(Timeline.of(read(tmp_path / "short", RAID, AWAY)))


def test_a_return_is_a_row_of_its_own_kind(tmp_path: Path) -> None:
    timeline = Timeline.of(read(tmp_path, RAID, AWAY + BACK))
    shown = lay_overview(_pen(), Speaker(timeline, "en"), [0], 600, 400)
    assert [len(spot.returned) for spot in shown.spots if spot.numbers] == [1]


def _simulated(_: Path) -> Dataset:
    return simulate(kind="displacement", places=24, crackdowns=3, seed=7).dataset


def _template(folder: Path) -> Dataset:
    for name, text in template().items():
        (folder / name).write_text(text, encoding="utf-8")
    return Dataset.read(folder)


@pytest.mark.parametrize("made", [_simulated, _template])
def test_the_overview_of_another_set_is_true(tmp_path: Path, made: Callable[[Path], Dataset]) -> None:
    dataset = made(tmp_path)
    timeline, rows = Timeline.of(dataset), cycles(dataset)
    told = rows[followed(rows)]
    presses, places, moves = timeline["presses"], timeline["places"]["id"], timeline["movements"]
    assert [places[place] for place in presses["place"]] == told["place"].tolist() != []
    ends = [{places[moves["destination"][move]] for move in row} for row in presses["moves"]]
    assert ends == [set(row) for row in told["destinations"]]
    assert [back >= 0 for back in presses["returned"]] == (told["returned"] != "").tolist()
    said, names = _said(timeline), timeline["texts"]["en"]["records"]["label"]
    labels = {place: names[timeline["places"]["record"][row]] for row, place in enumerate(places)}
    assert all(labels[place] in said for place in {*told["place"], *told["destinations"].explode()})
    assert finding(dataset, "en").line in said
    assert ("Simulated data" in said) == bool(dataset.settings.get("simulated"))


def test_effects_are_not_drawn_before_their_press(timeline: Timeline) -> None:
    presses = timeline["presses"]
    for day, last, back in zip(presses["day"], presses["last"], presses["back"], strict=True):
        assert all(end is None or day is None or end >= day for end in (last, back))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", ["slide", "square", (1200, 630), (640, 360)])
def test_every_number_stands_on_the_map(timeline: Timeline, lang: str, size: Any) -> None:
    options = StillOptions(size=size)
    width, height = (side / options.factor for side in options.pixels)
    say = Speaker(timeline, lang)
    rows = list(range(len(timeline["presses"]["place"])))
    shown = lay_overview(_pen(lang), say, rows, 0.6 * width, 0.5 * height)
    frame = shown.ground.frame
    for spot in shown.spots:
        assert 0 < spot.x < frame.width and 0 < spot.y < frame.height


def test_other_countries_are_pale_and_few_are_named() -> None:
    timeline = Timeline.of(Dataset.read("piracy"))
    shown = lay_overview(_pen(), Speaker(timeline, "en"), range(len(timeline["presses"]["place"])), 900, 600)
    named = {label.item.home for label in shown.labels if label.item.id.startswith("country ")}
    assert shown.ground.story < {*timeline["places"]["iso2"]}
    assert 0 < len(named - shown.ground.story) < 16


def test_moves_alone_are_drawn_with_their_sources(tmp_path: Path) -> None:
    said = _said(Timeline.of(read(tmp_path, "", AWAY.replace(",raid,", ",,"))))
    assert "1 move is recorded, 2023" in said and "A wire" in said
    assert "What followed, in months" not in said
