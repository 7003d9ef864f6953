"""Whatever is made of a data set in a language says nothing of the interface in English."""

import io
from pathlib import Path

import pytest
from pptx import Presentation

from tests.output.interface import TRIED, english_left, spoken_texts, write_tried
from waterbed import BriefOptions, Dataset, SiteOptions, write_brief, write_site
from waterbed.output.cli.terminal import language_of
from waterbed.output.still.write import still_bytes
from waterbed.output.timeline import Timeline

pytestmark = pytest.mark.filterwarnings("ignore::waterbed.output.ink.typeface.MissingGlyphWarning")
"""Not every machine has a font for Thai."""


@pytest.fixture(params=TRIED)
def spoken(request: pytest.FixtureRequest, tmp_path: Path) -> Dataset:
    dataset = Dataset.read(write_tried(tmp_path / "set", request.param))
    assert dataset.shown == (request.param,)
    return dataset


def test_what_is_english_is_found(tmp_path: Path) -> None:
    Dataset.read(write_tried(tmp_path / "set", "pt")).speak()
    said = ["Play", "Pláy", "Compatible with a return: a, b", "The raid", "12 events"]
    assert english_left(said, "pt") == ["12 events", "Compatible with a return: a, b", "Play"]


def test_a_site_has_no_english_left(spoken: Dataset, tmp_path: Path) -> None:
    (lang,) = spoken.shown
    write_site(spoken, tmp_path / "site")
    left = {
        page.relative_to(tmp_path / "site").as_posix(): found
        for page in sorted((tmp_path / "site").rglob("*.html"))
        if (found := english_left(spoken_texts(page.read_text(encoding="utf-8")), lang))
    }
    assert left == {}


def test_a_pack_has_no_english_left(spoken: Dataset, tmp_path: Path) -> None:
    lang = language_of(spoken, "")
    write_brief(
        spoken, tmp_path / "pack", BriefOptions(only=("map", "deck", "handout", "text", "embed")), processes=2
    )
    files = {path.suffix: path for path in sorted((tmp_path / "pack").rglob("*")) if path.is_file()}
    assert files[".pdf"].read_bytes().startswith(b"%PDF")
    deck = Presentation(io.BytesIO(files[".pptx"].read_bytes()))
    slides = [shape.text_frame for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert english_left([line.text for frame in slides for line in frame.paragraphs], lang) == []
    for page in (tmp_path / "pack").rglob("*.html"):
        assert english_left(spoken_texts(page.read_text(encoding="utf-8")), lang) == []
    for text in (tmp_path / "pack").rglob("*.md"):
        assert english_left(text.read_text(encoding="utf-8").splitlines(), lang) == []


def test_a_still_is_drawn(spoken: Dataset) -> None:
    assert b"<svg" in still_bytes(Timeline.of(spoken), format="svg")


def test_the_about_page_says_what_a_machine_made(spoken: Dataset, tmp_path: Path) -> None:
    (lang,) = spoken.shown
    write_site(spoken, tmp_path / "site", SiteOptions(pictures=False))
    about = (tmp_path / "site" / lang / "about.html").read_text(encoding="utf-8")
    assert ("<small>" in about) == (lang in ("es", "th"))
