"""Films: which day each frame shows, what the file is, the same bytes twice, captions and poster beside it."""

import io
import itertools
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from tests.layers.stories import write_story
from waterbed.layers.dataset import Dataset
from waterbed.output.errors import OptionError
from waterbed.output.film.events import FilmEvents
from waterbed.output.film.frames import FilmPainter
from waterbed.output.film.options import Film, FilmOptions
from waterbed.output.film.timetable import timetable
from waterbed.output.film.write import web_vtt, write_film
from waterbed.output.moment import moment
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

Progress = tuple[int, int, float]
SHORT = FilmOptions(size=(320, 180), seconds=2.4, rate=10, lang="fr")


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


def test_a_film_is_the_legs_of_the_story_each_scene_within_its_own_days(timeline: Timeline) -> None:
    frames = timetable(timeline, FilmOptions())
    assert len(frames) == 900
    scenes, told = timeline["scenes"], [frame for frame in frames if not frame.overview]
    assert [frame.leg for frame in told] == sorted(frame.leg for frame in told)
    assert {frame.scene for frame in told} == set(range(len(scenes["id"])))
    for frame in told:
        assert scenes["start"][frame.scene] <= frame.day <= scenes["end"][frame.scene]
    for _, run in itertools.groupby(told, key=lambda frame: frame.scene):
        assert (np.diff([frame.day for frame in run]) >= 0).all()
    held = {frame.scene: frame.day for frame in told if frame.held}
    assert held == dict(enumerate(scenes["hold"]))
    assert min(sum(frame.held and frame.scene == scene for frame in told) for scene in held) >= 20


def test_on_the_way_to_a_scene_its_map_comes_through_the_one_before(timeline: Timeline) -> None:
    options = FilmOptions(size=(320, 180), rate=10)
    instants = timetable(timeline, options)
    leg = next(one.leg for one in instants if one.scene == 1)
    way = [n for n, one in enumerate(instants) if one.leg == leg]
    painter = FilmPainter(Speaker(timeline, "en"), instants, options)
    *others, there = (painter.frame(n)[40:110].astype(int) for n in (way[0] - 1, *way))
    apart = [np.abs(one - there).mean() for one in others]
    assert len(apart) > 2 and apart == sorted(apart, reverse=True) and apart[0] > 2 * apart[-1]


def test_a_film_begins_and_ends_with_the_overview(timeline: Timeline) -> None:
    instants = timetable(timeline, FilmOptions())
    shown = [frame.overview for frame in instants]
    assert all(shown[:60]) and not shown[60] and all(shown[-80:]) and not shown[-81]
    captions = web_vtt(Speaker(timeline, "en"), instants, 20).split("\n\n")
    finding = timeline["texts"]["en"]["finding"]
    for cue in (captions[2], captions[-1]):
        assert finding["headline"][0] in cue and finding["line"][0] in cue
    options = FilmOptions(size=(320, 180))
    painter = FilmPainter(Speaker(timeline, "en"), instants, options)
    assert painter.telling == 0
    assert np.array_equal(painter.frame(0), painter.frame(len(instants) - 1))


def test_a_film_too_short_to_read_it_has_no_overview(timeline: Timeline) -> None:
    assert not any(frame.overview for frame in timetable(timeline, SHORT))


def test_the_length_is_as_promised_whatever_is_asked_for(timeline: Timeline) -> None:
    for seconds, rate in ((1, 1), (3, 7), (10, 12), (59.9, 25)):
        frames = timetable(timeline, FilmOptions(seconds=seconds, rate=rate))
        assert len(frames) == round(seconds * rate)


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


def test_captions_follow_the_scenes(film: Film, timeline: Timeline) -> None:
    cues = film.captions.read_text(encoding="utf-8").split("\n\n")
    assert cues[0] == "WEBVTT\nLanguage: fr"
    assert cues[1] == "NOTE waterbed"
    assert cues[2].startswith("00:00:00.000 --> 00:00:")
    titles = [scene["title"] for scene in timeline["texts"]["fr"]["scenes"]]
    assert [cue.splitlines()[1] for cue in cues[2:] if cue] == titles
    assert cues[-1].splitlines()[0].endswith("00:00:02.400")


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


def test_a_frame_is_the_same_whenever_it_is_painted(timeline: Timeline) -> None:
    """Labels apart, which keep their places while the clock runs."""
    instants = timetable(timeline, replace(SHORT, seconds=1.2))
    say = Speaker(timeline, "en")
    run = FilmPainter(say, instants, SHORT)
    frames = [run.frame(index) for index in range(len(instants))]
    alone = FilmPainter(say, instants, SHORT).frame(0)
    assert (alone == frames[0]).all()
    assert alone.shape == (180, 320, 4) and (alone[..., 3] == 255).all()
    changed = [(one != other).any() for one, other in itertools.pairwise(frames)]
    assert sum(changed) > 4


def test_every_frame_names_its_scene_sources_and_status(timeline: Timeline) -> None:
    painter = FilmPainter(Speaker(timeline, "en"), timetable(timeline, FilmOptions(seconds=2)), FilmOptions())
    painter.frame(20)
    said = " ".join(painter.said)
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


def test_a_day_at_rest_is_shown_as_it_is(timeline: Timeline) -> None:
    options = FilmOptions(seconds=45)
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
