"""Python and the viewer say the same of the bundled set: on many days, in every scene, in both languages."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.golden import captions, labels, ribbon
from tests.golden.files import parted
from tests.golden.rebuild import SUBJECTS
from tests.layers.packages import with_row, write_tiny
from tests.needs import run_node
from waterbed import Dataset
from waterbed.layers.dates.edtf import parse
from waterbed.output.still.map.picture import told_places
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline


def _moments(timeline: Timeline) -> list[dict[str, Any]]:
    first, last = timeline["meta"]["first_day"], timeline["meta"]["last_day"]
    return [
        {"day": day}
        for day in (first - 1, *(first + 17.37 * n for n in range(int((last - first) / 17.37) + 2)))
    ]


def _clock(timeline: Timeline) -> list[dict[str, Any]]:
    by_day = [one | {"lang": lang, "scene": -1} for one in _moments(timeline)[::3] for lang in ("en", "fr")]
    scenes = timeline["scenes"]
    return by_day + [
        {"day": day, "lang": lang, "scene": scene}
        for scene in range(len(scenes["id"]))
        for day in (scenes["start"][scene], scenes["hold"][scene], scenes["end"][scene])
        for lang in ("en", "fr")
    ]


def _ribbon(timeline: Timeline) -> list[dict[str, Any]]:
    first, last = timeline["meta"]["first_day"], timeline["meta"]["last_day"]
    scenes = [[], *(sorted(told_places(timeline, row) or ()) for row in range(len(timeline["scenes"]["id"])))]
    return [
        ribbon.given(timeline.content, most, width, told=told, first=start)
        for told in scenes
        for most, width, start in ((9, 1280, first), (4, 700, (first + last) // 2), (200, 700, first))
    ]


def _captions(timeline: Timeline) -> list[dict[str, Any]]:
    return [
        captions.of_picture(labels.scene_of(timeline, scene, 884, 546), lang)
        for scene in range(len(timeline["scenes"]["id"]))
        for lang in ("en", "fr")
    ]


def _labels(timeline: Timeline) -> list[dict[str, Any]]:
    return [
        labels.of_picture(labels.scene_of(timeline, scene, *size), Speaker(timeline, "en"))
        for scene in range(len(timeline["scenes"]["id"]))
        for size in ((884, 546), (400, 300))
    ]


def _trails(timeline: Timeline) -> list[dict[str, Any]]:
    return [
        {"day": scenes_day, "scene": scene, "undated": scene % 2 == 0, "theme": "light"}
        for scene, days in enumerate(zip(*(timeline["scenes"][end] for end in ("start", "end")), strict=True))
        for scenes_day in days
    ]


ASKED = {
    **{"moments": _moments, "clock": _clock, "ribbon": _ribbon, "captions": _captions, "labels": _labels},
    "trails": _trails,
}


@pytest.mark.parametrize("subject", ASKED)
def test_the_halves_agree_on_the_bundled_set(
    subject: str, timeline: Timeline, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, asked = tmp_path_factory.mktemp("twins"), ASKED[subject](timeline)
    (folder / "timeline.json").write_text(timeline.to_json(), encoding="utf-8")
    rows = [{"subject": subject, "given": given} for given in asked]
    (folder / "asked.json").write_text(json.dumps(rows), encoding="utf-8")
    done = run_node(
        "tests/viewer/print-answers.js", str(folder / "timeline.json"), str(folder / "asked.json")
    )
    assert done.returncode == 0, done.stderr
    answer, within = SUBJECTS[subject].answer, 1e-9 if subject == "moments" else 0.01
    found = [json.loads(json.dumps(answer(given, timeline))) for given in json.loads(json.dumps(asked))]
    assert parted(json.loads(done.stdout), found, within=within) == []


_NEWS = ("events", "movements", "figures", "gaps", "context", "scenes")
"""Tables whose records are there on a past day for their own sake; places may be there for others'."""


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("scam-centres", ["2021-12-31", "2024-06-30", "2025-09-15"]),
        ("piracy", ["2013-12-31", "2021-06-30"]),
        ("recorded", ["2024-06-30", "2025-05-31"]),
    ],
)
def test_the_viewer_knows_on_a_past_day_what_had_been_published_by_then(
    name: str, days: list[str], tmp_path: Path
) -> None:
    dataset = Dataset.read(_with_days_of_their_own(tmp_path / "set") if name == "recorded" else name)
    file = tmp_path / "timeline.json"
    timeline = Timeline.of(dataset)
    file.write_text(timeline.to_json(), encoding="utf-8")
    done = run_node("tests/viewer/print-known.js", str(file), *(str(parse(day).start_min) for day in days))
    assert done.returncode == 0, done.stderr
    for day, found in zip(days, json.loads(done.stdout), strict=True):
        known = dataset.known_on(day)
        for table in _NEWS:
            there = {one for one in found["records"] if one in dataset[table].index}
            assert there == set(known[table].index), (day, table)
        assert {one for one in found["records"] if one in dataset["hubs"].index} <= set(known["hubs"].index)
        then = Timeline.of(known)
        spans = zip(*(then["spans"][column] for column in ("place", "phase", "start_min")), strict=True)
        drawn = {(then["places"]["id"][place], phase, start) for place, phase, start in spans}
        assert {tuple(one) for one in found["spans"]} <= drawn, day
        assert len(found["spans"]) > 0


def _with_days_of_their_own(folder: Path) -> Path:
    """The tiny set, in which one record was known later than its source, and a scene tells of it."""
    late = with_row("events", id="late", label_en="Late", kind="raid", place="shan", date="2024-03", source="wire",
                    recorded="2024-08")  # fmt: skip
    scene = {
        "label_en": "Late",
        "seq": "2",
        "period": "2024",
        "view": "river",
        "text_en": "It came late. [late]",
    }
    return write_tiny(
        folder, events=late, scenes=with_row("scenes", id="scene-late", records="raid", **scene)
    )
