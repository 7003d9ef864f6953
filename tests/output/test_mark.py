"""A data set's own mark on everything that is made of it; without one nothing changes."""

import base64
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from tests.layers.packages import MANIFEST, write_manifest, write_tiny
from waterbed import Dataset, StillOptions, Timeline
from waterbed.output.brief.deck.options import DeckOptions
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.brief.handout import handout_bytes
from waterbed.output.film.options import FilmOptions
from waterbed.output.film.pressed import PressPainter
from waterbed.output.ink.mark import BAND
from waterbed.output.still.write import still_bytes
from waterbed.output.text.briefing import briefing
from waterbed.output.text.speaker import Speaker

ACCENT, LOGO = (0x12, 0x3A, 0x66), (200, 30, 120)


def _marked(folder: Path) -> Timeline:
    write_tiny(folder)
    made = io.BytesIO()
    Image.new("RGBA", (40, 20), (*LOGO, 255)).save(made, "PNG")
    (folder / "logo.png").write_bytes(made.getvalue())
    site = {
        "name": "River desk",
        "logo": "logo.png",
        "colours": {"accent": "#123a66", "accent_dark": "#8fcaff"},
    }
    write_manifest(folder, waterbed=MANIFEST["waterbed"] | {"site": site})
    return Timeline.of(Dataset.read(folder))


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    """The tiny set with a mark."""
    return _marked(tmp_path_factory.mktemp("marked"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    """The tiny set without one."""
    return Timeline.of(Dataset.read(write_tiny(tmp_path_factory.mktemp("bare"))))


def _pixels(png: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def _has(pixels: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]", colour: tuple[int, int, int]) -> bool:
    return bool((pixels == colour).all(axis=-1).any())


def test_the_timeline_carries_it_and_one_without_a_mark_says_nothing(
    marked: Timeline, bare: Timeline
) -> None:
    mark = marked["meta"]["mark"]
    assert (mark["name"]["fr"], mark["accent"], mark["accent_dark"]) == ("River desk", "#123a66", "#8fcaff")
    head, coded = mark["logo"].split(",")
    assert head == "data:image/png;base64" and base64.b64decode(coded).startswith(b"\x89PNG")
    assert "mark" not in bare["meta"]


def test_a_still_has_it_in_a_band_above_and_below_it_what_it_had(marked: Timeline, bare: Timeline) -> None:
    options = StillOptions(size=(900, 600))
    with_it, without = (_pixels(still_bytes(one, scene=0, options=options)) for one in (marked, bare))
    factor = options.factor
    band = with_it[: round(BAND * factor)]
    assert (band[0] == ACCENT).all() and _has(band, LOGO)
    assert not _has(without, LOGO) and not (without[0] == ACCENT).any()
    dark = _pixels(still_bytes(marked, scene=0, options=StillOptions(size=(900, 600), theme="dark")))
    assert (dark[0] == (0x8F, 0xCA, 0xFF)).all()
    assert not _has(
        _pixels(still_bytes(marked, scene=0, options=StillOptions(size=(900, 600), parts="picture"))), LOGO
    )


def test_a_drawing_has_the_name_alone(marked: Timeline) -> None:
    svg = still_bytes(marked, scene=0, format="svg").decode()
    assert "#123a66" in svg and "<image" not in svg


def test_every_slide_has_it_in_its_foot(marked: Timeline, bare: Timeline) -> None:
    for timeline, count in ((marked, 1), (bare, 0)):
        deck = Presentation(io.BytesIO(deck_bytes(timeline, briefing(timeline, "en", []), DeckOptions())))
        named = set[int]()
        for slide in deck.slides:
            names = [shape.name for shape in slide.shapes]
            assert [names.count(name) for name in ("mark", "logo")] == [count] * 2
            # Beside a picture there is no room for the name.
            named.add(names.count("owner"))
        assert max(named) == count


def test_the_cards_of_a_film_have_it(marked: Timeline, bare: Timeline) -> None:
    for timeline, has in ((marked, True), (bare, False)):
        painter = PressPainter(
            Speaker(timeline, "en"), range(len(timeline["presses"]["place"])), FilmOptions()
        )
        for card in ("title", "sources"):
            frame = np.asarray(painter.card(card))[..., :3]
            assert bool((frame[0] == ACCENT).all()) is has and _has(frame, LOGO) is has


def test_the_handout_has_name_and_logo(marked: Timeline, bare: Timeline) -> None:
    for timeline, count in ((marked, 1), (bare, 0)):
        pdf = PdfReader(io.BytesIO(handout_bytes(timeline, briefing(timeline, "en", []))))
        assert pdf.pages[0].extract_text().count("River desk") == count
        assert len(pdf.pages[0].images) == count
