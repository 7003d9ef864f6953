"""Python and the viewer say the same of the bundled set: on many days, in every scene, in both languages."""

import json
from typing import Any

import pytest

from tests.golden import captions, labels, ribbon
from tests.golden.files import parted
from tests.golden.rebuild import SUBJECTS
from tests.needs import run_node
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
