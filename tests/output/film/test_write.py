"""Films: which day each frame shows, what the file is, the same bytes twice, captions and poster beside it."""

import io
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from tests.layers.stories import write_story
from waterbed.layers.dataset import Dataset
from waterbed.output.errors import OptionError
from waterbed.output.film.captions import web_vtt
from waterbed.output.film.events import FilmEvents
from waterbed.output.film.options import Film, FilmOptions
from waterbed.output.film.painter import FilmPainter
from waterbed.output.film.timetable import timetable
from waterbed.output.film.write import gif_options, write_film
from waterbed.output.ink.pen import Pen
from waterbed.output.ink.typeface import Face
from waterbed.output.moment import moment
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

Progress = tuple[int, int, float]
SHORT = FilmOptions(size=(320, 180), seconds=2.4, rate=10, lang="fr")


@pytest.fixture(scope="module")
def story(timeline: Timeline) -> Timeline:
    """The bundled set as if nothing followed any press: its film is the story by the clock."""
    presses: dict[str, list[object]] = {name: [] for name in timeline["presses"]}
    return Timeline({**timeline.content, "presses": presses})


@pytest.fixture(scope="module")
def film(timeline: Timeline, tmp_path_factory: pytest.TempPathFactory) -> Film:
    return write_film(timeline, tmp_path_factory.mktemp("film") / "film.mp4", SHORT)


@pytest.fixture(scope="module")
def gif(timeline: Timeline, tmp_path_factory: pytest.TempPathFactory) -> tuple[Film, list[Progress]]:
    """A short film as a GIF, and what was told while it was made."""
    told: list[Progress] = []
    path = tmp_path_factory.mktemp("gif") / "film.gif"
    made = write_film(timeline, path, replace(SHORT, seconds=1.2), progress=lambda *args: told.append(args))
    return made, told


def test_a_film_is_a_title_the_presses_the_finding_and_the_sources(timeline: Timeline) -> None:
    frames = timetable(timeline, FilmOptions())
    assert len(frames) == 600
    told = [
        (what, len(list(run))) for what, run in itertools.groupby((one.card, one.press) for one in frames)
    ]
    ranks = timeline["presses"]["rank"]
    five = [row for row, rank in enumerate(ranks) if rank < 5]
    assert told == [
        (("title", -1), 60),
        *((("", press), 80) for press in five),
        (("finding", -1), 100),
        (("sources", -1), 40),
    ]
    for _, run in itertools.groupby((one for one in frames if one.press >= 0), key=lambda one: one.press):
        shares = [one.share for one in run]
        assert shares == sorted(shares) and shares[-1] == 1


def test_a_film_of_few_presses_ends_when_all_is_told(timeline: Timeline) -> None:
    one = {name: column[-1:] for name, column in timeline["presses"].items()} | {"rank": [0]}
    frames = timetable(Timeline({**timeline.content, "presses": one}), FilmOptions())
    assert len(frames) / 20 == 3 + 4 + 5 + 2


def test_each_press_is_first_alone_then_with_what_followed(timeline: Timeline) -> None:
    """What is said beside the map is true of what is on it."""
    instants = timetable(timeline, FilmOptions())
    painter = FilmPainter(Speaker(timeline, "en"), instants, FilmOptions(size=(640, 360)))
    kokang = next(row for row, moves in enumerate(timeline["presses"]["moves"]) if len(moves) == 3 and row)
    run = [n for n, one in enumerate(instants) if one.press == kokang]
    said = []
    for frame in (run[4], run[-1]):
        before = len(painter.said)
        painter.frame(frame)
        said.append(" ".join(painter.said[before:]))
    # The first press is on the map all the time, the third not yet.
    assert all("Shan State" in words and "Koh Kong" not in words for words in said)
    assert "Laos" not in said[0] and "Laos" in said[1]
    assert all("armed conflict, 27 October 2023" in words for words in said)


def test_presses_far_apart_are_each_shown_near() -> None:
    timeline = Timeline.of(Dataset.read("piracy"))
    options = FilmOptions(size=(320, 180))
    instants = timetable(timeline, options)
    painter = FilmPainter(Speaker(timeline, "en"), instants, options)
    one, other = (
        painter.frame(next(n for n, one in enumerate(instants) if one.press == press and one.share > 0.15))
        for press in (0, 6)
    )
    # The Malacca Strait, then the Bight of Benin: other land and sea beside the words.
    assert (one[:, 130:] != other[:, 130:]).any(axis=-1).mean() > 0.3


@pytest.mark.parametrize("size", [(1280, 720), (1080, 1080)])
def test_letters_of_a_gif_have_12_pixels(
    timeline: Timeline, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[float, str]] = []
    text = Pen.text

    def noting(pen: Pen, said: str, x: float, baseline: float, face: Face, *args: Any, **more: Any) -> None:
        written.append((face.size * pen.scale, said))
        text(pen, said, x, baseline, face, *args, **more)

    monkeypatch.setattr(Pen, "text", noting)
    options = gif_options(FilmOptions(size=size))
    instants = timetable(timeline, options)
    painter = FilmPainter(Speaker(timeline, "fr"), instants, options)
    for index in (0, *(n for n, one in enumerate(instants) if one.share == 1 and n % 10 == 9)):
        painter.frame(index)
    assert len(written) > 100 and min(written) >= (11.99, ""), min(written)


def test_a_film_begins_and_ends_with_the_finding(timeline: Timeline) -> None:
    instants = timetable(timeline, FilmOptions())
    captions = web_vtt(Speaker(timeline, "en"), instants, 20).split("\n\n")
    finding = timeline["texts"]["en"]["finding"]
    for cue in (captions[2], captions[-1]):
        assert finding["headline"][0] in cue and finding["line"][0] in cue
    painter = FilmPainter(Speaker(timeline, "en"), instants, FilmOptions(size=(320, 180)))
    assert instants[painter.telling].card == "finding"


def test_where_nothing_followed_the_film_is_the_legs_of_the_story(story: Timeline) -> None:
    frames = timetable(story, FilmOptions(seconds=45))
    assert len(frames) == 900
    scenes, told = story["scenes"], [frame for frame in frames if not frame.card]
    assert [frame.leg for frame in told] == sorted(frame.leg for frame in told)
    assert {frame.scene for frame in told} == set(range(len(scenes["id"])))
    for frame in told:
        assert scenes["start"][frame.scene] <= frame.day <= scenes["end"][frame.scene]
    for _, run in itertools.groupby(told, key=lambda frame: frame.scene):
        assert (np.diff([frame.day for frame in run]) >= 0).all()
    held = {frame.scene: frame.day for frame in told if frame.held}
    assert held == dict(enumerate(scenes["hold"]))
    assert min(sum(frame.held and frame.scene == scene for frame in told) for scene in held) >= 20


def test_on_the_way_to_a_scene_its_map_comes_through_the_one_before(story: Timeline) -> None:
    options = FilmOptions(size=(320, 180), rate=10, seconds=45)
    instants = timetable(story, options)
    leg = next(one.leg for one in instants if one.scene == 1)
    way = [n for n, one in enumerate(instants) if one.leg == leg]
    painter = FilmPainter(Speaker(story, "en"), instants, options)
    *others, there = (painter.frame(n)[40:110].astype(int) for n in (way[0] - 1, *way))
    apart = [np.abs(one - there).mean() for one in others]
    assert len(apart) > 2 and apart == sorted(apart, reverse=True) and apart[0] > 2 * apart[-1]


def test_a_film_too_short_to_read_them_has_no_cards(timeline: Timeline) -> None:
    assert not any(frame.card for frame in timetable(timeline, SHORT))


def test_the_length_is_as_promised_whatever_is_asked_for(timeline: Timeline, story: Timeline) -> None:
    for seconds, rate in ((1, 1), (3, 7), (10, 12), (59.9, 25)):
        options = FilmOptions(seconds=seconds, rate=rate)
        assert len(timetable(story, options)) == round(seconds * rate)
        assert len(timetable(timeline, options)) == round(min(seconds, 30) * rate)


def test_the_file_is_h264_yuv420p_with_the_promised_frames(film: Film) -> None:
    with av.open(film.path) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == (320, 180) and stream.average_rate == 10
        assert sum(1 for _ in container.decode(stream)) == film.frames == 24
        assert float((stream.duration or 0) * (stream.time_base or 0)) == pytest.approx(2.4)
    content = film.path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")  # it plays before it is loaded


def test_two_runs_give_the_same_bytes(film: Film, timeline: Timeline, tmp_path: Path) -> None:
    again = write_film(timeline, tmp_path / "film.mp4", SHORT)
    for ours, theirs in (
        (film.path, again.path),
        (film.captions, again.captions),
        (film.poster, again.poster),
    ):
        assert ours.read_bytes() == theirs.read_bytes()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["film.mp4", "film.poster.png", "film.vtt"]


def test_captions_follow_the_presses(film: Film, timeline: Timeline) -> None:
    cues = film.captions.read_text(encoding="utf-8").split("\n\n")
    assert cues[0] == "WEBVTT\nLanguage: fr"
    assert cues[1] == "NOTE waterbed"
    assert cues[2].startswith("00:00:00.000 --> 00:00:")
    said = [cue.splitlines()[1:] for cue in cues[2:] if cue]
    assert len(said) == 5
    assert said[0] == [
        "Cambodge – interdiction, 18 août 2019",
        "État Shan; ZES du Triangle d’Or; Shwe Kokko",
    ]
    assert cues[-1].splitlines()[0].endswith("00:00:02.400")


def test_captions_of_a_story_follow_its_scenes(story: Timeline) -> None:
    cues = web_vtt(Speaker(story, "fr"), timetable(story, SHORT), SHORT.rate).split("\n\n")
    titles = [scene["title"] for scene in story["texts"]["fr"]["scenes"]]
    assert [cue.splitlines()[1] for cue in cues[2:] if cue] == titles


def test_a_gif_is_640_wide_and_under_15_mb(gif: tuple[Film, list[Progress]]) -> None:
    made, _ = gif
    with Image.open(made.path) as picture:
        assert picture.size == (640, 360)
        assert getattr(picture, "n_frames", 0) == made.frames == 12
    assert made.path.stat().st_size < 15_000_000


def test_progress_counts_frames_and_the_time_left(gif: tuple[Film, list[Progress]]) -> None:
    _, told = gif
    assert [done for done, _, _ in told] == list(range(1, 13))
    assert told[-1][1:] == (12, 0.0)


@pytest.mark.parametrize("told", ["timeline", "story"])
def test_a_frame_is_the_same_whenever_it_is_painted(told: str, request: pytest.FixtureRequest) -> None:
    """Labels of a story apart, which keep their places while the clock runs."""
    timeline: Timeline = request.getfixturevalue(told)
    instants = timetable(timeline, replace(SHORT, seconds=1.2))
    say = Speaker(timeline, "en")
    run = FilmPainter(say, instants, SHORT)
    frames = [run.frame(index) for index in range(len(instants))]
    alone = FilmPainter(say, instants, SHORT).frame(0)
    assert (alone == frames[0]).all()
    assert alone.shape == (180, 320, 4) and (alone[..., 3] == 255).all()
    changed = [(one != other).any() for one, other in itertools.pairwise(frames)]
    assert sum(changed) > 4


def test_a_film_names_its_sources_and_its_status(timeline: Timeline, story: Timeline) -> None:
    painter = FilmPainter(Speaker(story, "en"), timetable(story, FilmOptions(seconds=2)), FilmOptions())
    painter.frame(20)
    says = [" ".join(painter.said)]
    instants = timetable(timeline, FilmOptions())
    painter = FilmPainter(Speaker(timeline, "en"), instants, FilmOptions())
    painter.frame(len(instants) - 1)
    says.append(" ".join(painter.said))
    _name_sources_and_status(says[0])
    _name_sources_and_status(says[1])


def _name_sources_and_status(said: str) -> None:
    for words in ("Sources.", "Status.", "March 2026", "do not imply endorsement", "Reported, not verified"):
        assert words in said, words


def test_what_cannot_be_is_refused(timeline: Timeline, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="two even numbers"):
        FilmOptions(size=(1281, 720))
    with pytest.raises(OptionError, match="seconds"):
        FilmOptions(seconds=0)
    with pytest.raises(OptionError, match=r"film\.avi: films are"):
        write_film(timeline, tmp_path / "film.avi")
    with pytest.raises(OptionError, match="lang: 'xx'"):
        write_film(timeline, tmp_path / "film.mp4", FilmOptions(lang="xx"))


def test_the_poster_is_a_picture_of_the_size_of_the_film(film: Film) -> None:
    assert Image.open(io.BytesIO(film.poster.read_bytes())).size == (320, 180)


def test_in_a_story_of_one_day_the_clock_runs_through_it(tmp_path: Path) -> None:
    places = {"here": (103.0, 11.5), "there": (105.0, 11.5)}
    folder = write_story(tmp_path, places, [("here", "there", "2024-04-05")], as_of="2024-04-05")
    days = [frame.day for frame in timetable(Timeline.of(Dataset.read(folder)), FilmOptions(seconds=10))]
    assert days == sorted(days) and len({round(day, 3) for day in days}) > 100
    assert days[-1] - days[0] > 0.9 and int(days[-1]) == int(days[0])


def test_a_day_at_rest_is_shown_as_it_is(story: Timeline) -> None:
    timeline, options = story, FilmOptions(seconds=45)
    instants = timetable(timeline, options)
    events = FilmEvents(timeline, instants, options.rate)
    runs = 0
    for index, instant in enumerate(instants):
        there = moment(timeline, instant.day).events
        if instant.held:
            assert events.seen(index).events == there
        runs += events.seen(index).events != there
    # on the way to it what began a while of the film ago is told of
    assert runs > 20
