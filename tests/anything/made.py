"""What verbs make of a data set, each output held against what it must at least be."""

import io
import json
import re
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from rich.console import Console

from waterbed import (
    Dataset,
    FilmOptions,
    PageOptions,
    SiteOptions,
    StillOptions,
    Timeline,
    cycles,
    write_site,
)
from waterbed.layers.query.summary import overview, summary
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.brief.handout import handout_bytes
from waterbed.output.cli.measure import Answer
from waterbed.output.film.captions import web_vtt
from waterbed.output.film.timetable import timetable
from waterbed.output.player.page import render_page
from waterbed.output.site.files.addresses import addressed
from waterbed.output.site.files.downloads import downloads
from waterbed.output.site.pages.render import render, root_pages
from waterbed.output.site.plan import plan
from waterbed.output.site.write import site_of
from waterbed.output.still.write import still_bytes
from waterbed.output.text.briefing import briefing
from waterbed.output.text.notes import alt_texts, transcript
from waterbed.output.text.speaker import Speaker

MOST_SECONDS = 10.0
"""What one output of a small data set may take of the processor."""

_TAG = re.compile(r"x-default|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SIZE = (640, 360)
_MOST_PAGES = 40


class TooSlowError(Exception):
    """An output took longer than `MOST_SECONDS`."""


@contextmanager
def bounded(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """End what takes more of the processor's time than that; a busy machine does not count."""

    def late(*_: object) -> None:
        raise TooSlowError(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def page(folder: Path, dataset: Dataset) -> None:
    """The map, in each language."""
    timeline = Timeline.of(dataset)
    for lang in dataset.shown:
        text = render_page(timeline, PageOptions(lang=lang))
        _said_language(text)
        assert "<title></title>" not in text


def site(folder: Path, dataset: Dataset) -> None:
    """A page of every kind, in each language, and the files that others fetch."""
    made = site_of(dataset, Timeline.of(dataset), SiteOptions(base_url="https://example.org/a/"))
    made.adopt()
    pages = plan(made)
    of_every_kind = {(one.lang, one.kind): one for one in pages}
    for one in {*pages[:_MOST_PAGES], *of_every_kind.values()}:
        _said_language(render(one)[1].decode())
    for name, content in {
        **addressed(made, pages),
        **root_pages(made),
        **downloads(dataset, made.timeline),
    }.items():
        if name.endswith(".xml"):
            ElementTree.fromstring(content)  # noqa: S314  our own
        if name.endswith("json"):
            json.loads(content)


def whole_site(folder: Path, dataset: Dataset) -> None:
    """A site as it is published: every page, with the pictures for links."""
    where = folder.parent / "site"
    write_site(dataset, where, SiteOptions(base_url="https://example.org/", folder=folder))
    assert list(where.glob("pictures/*.png"))


def captions(folder: Path, dataset: Dataset) -> None:
    """What a film says under its pictures; what is read to those who cannot see them."""
    timeline = Timeline.of(dataset)
    instants = timetable(timeline, FilmOptions(seconds=10, rate=5))
    for lang in dataset.shown:
        head, *cues = web_vtt(Speaker(timeline, lang), instants, 5).rstrip("\n").split("\n\n")
        assert re.fullmatch(r"WEBVTT\nLanguage: [A-Za-z0-9-]+", head), head
        assert cues[0].startswith("NOTE ")
        for cue in cues[1:]:
            assert re.match(r"\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}(\n.+){1,2}\Z", cue), cue
        told = briefing(timeline, lang)
        assert alt_texts(timeline, told)
        assert transcript(timeline, told)


def measured(folder: Path, dataset: Dataset) -> None:
    """What the verb measure prints, in each language; what the verb info says."""
    for lang in dataset.shown:
        told = Answer(dataset, lang, "low", cycles(dataset))
        told.print(Console(file=io.StringIO(), width=100), None)
        json.loads(told.as_json(None))
        told.as_csv(None)
    head = json.loads(json.dumps(overview(dataset)))
    assert head["records"] == summary(dataset)["rows"].sum()


def png(folder: Path, dataset: Dataset) -> None:
    """The picture of a scene."""
    assert _still(dataset, -1, "png").startswith(b"\x89PNG")


def svg(folder: Path, dataset: Dataset) -> None:
    """The picture of a scene as a drawing."""
    ElementTree.fromstring(_still(dataset, 0, "svg"))  # noqa: S314  our own


def _still(dataset: Dataset, which: int, format: Any) -> bytes:
    timeline = Timeline.of(dataset)
    last = len(timeline["scenes"]["id"]) - 1
    scene = None if last < 0 else last if which else 0
    lang = dataset.shown[which]
    return still_bytes(timeline, scene=scene, options=StillOptions(lang=lang, size=_SIZE), format=format)


def deck(folder: Path, dataset: Dataset) -> None:
    """The slides."""
    from pptx import Presentation

    timeline = Timeline.of(dataset)
    made = deck_bytes(timeline, briefing(timeline, dataset.shown[0], range(_scenes(timeline))))
    assert len(Presentation(io.BytesIO(made)).slides) > 1


def handout(folder: Path, dataset: Dataset) -> None:
    """The handout."""
    from pypdf import PdfReader

    timeline = Timeline.of(dataset)
    made = handout_bytes(
        timeline,
        briefing(timeline, dataset.shown[-1], range(_scenes(timeline))),
        address="https://example.org/",
    )
    assert len(PdfReader(io.BytesIO(made)).pages) > 1


def frame(folder: Path, dataset: Dataset) -> None:
    """The first and the last frame of a film."""
    from waterbed.output.film.painter import FilmPainter

    timeline, options = Timeline.of(dataset), FilmOptions(seconds=2, rate=5, size=_SIZE)
    instants = timetable(timeline, options)
    painter = FilmPainter(Speaker(timeline, dataset.shown[0]), instants, options)
    assert painter.frame(0).shape == painter.frame(len(instants) - 1).shape


def _scenes(timeline: Timeline) -> int:
    return min(2, len(timeline["scenes"]["id"]))


def _said_language(text: str) -> None:
    found = re.search(r"<html lang=\"?([^\s\">]*)", text)
    assert found, text[:200]
    assert _TAG.fullmatch(found[1]), found[1]
    for lang in re.findall(r"<[a-z][^>]* (?:href)?lang=\"?([^\s\">]+)", text):
        assert _TAG.fullmatch(lang), lang


Output = Callable[[Path, Dataset], None]
CHEAP: Mapping[str, Output] = {"map": page, "site": site, "captions": captions, "measure": measured}
PICTURES: Mapping[str, Output] = {"png": png, "svg": svg, "frame": frame}
PAPER: Mapping[str, Output] = {"deck": deck, "handout": handout, "whole site": whole_site}


@contextmanager
def written(made: Any) -> Iterator[Path]:
    """A generated set as a folder."""
    with tempfile.TemporaryDirectory() as name:
        yield made.write(Path(name, "set"))
