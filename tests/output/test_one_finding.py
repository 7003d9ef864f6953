"""The finding is one string: whoever opens map, site, slides, handout, film or the terminal reads the same."""

import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from tests.output.brief.deck.test_slides import blank_pictures
from tests.output.brief.test_handout import blanks
from tests.output.cli.commandline import run
from waterbed import Dataset, Timeline
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.brief.handout import handout_bytes
from waterbed.output.columns.outcomes import finding
from waterbed.output.film.captions import web_vtt
from waterbed.output.film.options import FilmOptions
from waterbed.output.film.timetable import timetable
from waterbed.output.text.briefing import Briefing, briefing
from waterbed.output.text.notes import alt_texts, transcript
from waterbed.output.text.speaker import Speaker

Said = Callable[[Timeline, Briefing], str]


def _slides(timeline: Timeline, told: Briefing) -> str:
    slides = Presentation(io.BytesIO(deck_bytes(timeline, told, there=blank_pictures(timeline, told)))).slides
    return " ".join(shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)


def _handout(timeline: Timeline, told: Briefing) -> str:
    made = handout_bytes(timeline, told, there=blanks(timeline, told))
    return PdfReader(io.BytesIO(made)).pages[0].extract_text()


def _film(timeline: Timeline, told: Briefing) -> str:
    return web_vtt(Speaker(timeline, told.lang), timetable(timeline, FilmOptions()), 20)


SAYS: dict[str, Said] = {
    "slide 1": _slides,
    "page 1 of the handout": _handout,
    "captions of the film": _film,
    "transcript": transcript,
    "alternative texts": alt_texts,
}


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("says", SAYS.values(), ids=list(SAYS))
def test_the_pack_says_the_finding(bundled: Dataset, timeline: Timeline, lang: str, says: Said) -> None:
    found, said = finding(bundled, lang), _plain(says(timeline, briefing(timeline, lang, (1, 7))))
    assert _plain(found.headline) in said and _plain(found.line) in said


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_map_site_and_terminal_say_the_finding(
    bundled: Dataset, timeline: Timeline, site: Path, lang: str
) -> None:
    found = finding(bundled, lang)
    assert timeline["texts"][lang]["finding"]["headline"][0] == found.headline
    page = html.unescape((site / lang / "index.html").read_text(encoding="utf-8"))
    described = re.search(r'name="description" content="([^"]*)"', page)
    assert described and found.line in described[1]
    hero = _plain(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]))
    assert _plain(found.headline) in hero and _plain(found.line) in hero
    told = json.loads(run("info", "--json").stdout)["finding"][lang]
    assert told["headline"] == found.headline
