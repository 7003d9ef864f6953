"""Slides, read back by python-pptx: alternative texts, notes, native tables, nothing off the slide, the same bytes."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from waterbed import Dataset, Timeline
from waterbed.output.brief.deck.box import PIXELS_PER_POINT
from waterbed.output.brief.deck.fit import height, pages
from waterbed.output.brief.deck.layout import deck_orders
from waterbed.output.brief.deck.options import DeckOptions, FilmSlide
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.errors import OptionError
from waterbed.output.still.options import SMALLEST, StillOptions
from waterbed.output.still.orders import Order, drawn
from waterbed.output.text.briefing import Briefing, briefing

SCENES = (1, 7)


def _blank(width: int, height: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), "#dfe9ef").save(out, "png")
    return out.getvalue()


FILM = FilmSlide(b"\0\0\0\x18ftypmp42not a film", _blank(64, 36), "film.mp4", 45)


def blank_pictures(told: Briefing, options: DeckOptions | None = None) -> dict[Order, bytes]:
    """Small pictures for tests that look at everything else."""
    return {order: _blank(96, 60) for order in deck_orders(told, options)}


@pytest.fixture(scope="module")
def told(timeline: Timeline) -> Briefing:
    """Two scenes in French."""
    return briefing(timeline, "fr", SCENES)


@pytest.fixture(scope="module")
def pictures(timeline: Timeline, told: Briefing) -> dict[Order, bytes]:
    """One real picture, the others blank."""
    there = blank_pictures(told)
    first = next(iter(there))
    return there | {first: drawn(timeline, first)}


@pytest.fixture(scope="module")
def deck(timeline: Timeline, told: Briefing, pictures: dict[Order, bytes]) -> bytes:
    """Two scenes in French, one of them with its real picture, and a film."""
    return deck_bytes(timeline, told, film=FILM, there=pictures)


def test_every_picture_film_and_table_has_an_alternative_text(deck: bytes) -> None:
    described = 0
    for slide in Presentation(io.BytesIO(deck)).slides:
        for shape in slide.shapes:
            if shape.has_table or (
                shape.shape_type is not None and shape.shape_type.name in ("PICTURE", "MEDIA")
            ):
                described += 1
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 30, shape.name
    assert described >= 2 + 1 + 1 + 5


def test_every_slide_has_a_title_notes_and_a_language(deck: bytes) -> None:
    for slide in Presentation(io.BytesIO(deck)).slides:
        assert slide.shapes.title is not None and slide.shapes.title.text
        assert slide.notes_slide.notes_text_frame.text
        languages = {run.get("lang") for run in slide._element.xpath(".//a:rPr")}
        assert languages == {"fr-FR"}


def test_a_scene_has_headline_text_numbers_and_spoken_map(deck: bytes) -> None:
    slide = next(
        slide
        for slide in Presentation(io.BytesIO(deck)).slides
        if slide.shapes.title.text.startswith("Myawaddy\u00a0: courant coupé")
    )
    said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    cut = re.search(r"Tachilek et Payathonzu le 5 février 2025\. \[(\d+)\]", said)
    assert cut and f"[{cut[1]}] Bangkok Post" in said
    assert re.search(r"\[\d+\] AnewZ, avril 2025", said)
    notes = slide.notes_slide.notes_text_frame.text
    assert "Situation au 11 mars 2025." in notes and "repère dans le texte" in notes
    links = {run.hyperlink.address for shape in slide.shapes if shape.has_text_frame
             for paragraph in shape.text_frame.paragraphs for run in paragraph.runs} - {None}  # fmt: skip
    assert links and all(link.startswith("https://") for link in links)


def test_the_cycle_table_is_a_native_table_with_every_row(deck: bytes) -> None:
    tables = [s.table for slide in Presentation(io.BytesIO(deck)).slides for s in slide.shapes if s.has_table]
    cells = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    rows = [row for row in cells if len(row) == 7 and row[0] != "Date"]
    assert len(rows) == 11
    assert ["24 février 2025", "6\u202f500 étrangers retenus après des raids à KK Park et à Shwe Kokko"] in [
        row[:2] for row in rows
    ]
    assert sum(len(row) == 4 and row[0] != "Date" for row in cells) == 32


def test_pages_are_filled_evenly_and_columns_come_in_pairs() -> None:
    assert list(pages([10.0] * 7, 30)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(pages([10.0] * 7, 30, multiple=2)) == [[0, 1], [2, 3], [4, 5], [6]]
    assert list(pages([10.0], 30, multiple=2)) == [[0]]


def _leads_end_above_what_they_lead(slide: Any) -> None:
    """The box of a text is as high as its lines: a picture under it would cover the last."""
    title, *others = sorted(slide.shapes, key=lambda shape: shape.top)
    for text in (shape for shape in others if shape.has_text_frame and shape.width > 0.9 * title.width):
        runs = [run for paragraph in text.text_frame.paragraphs for run in paragraph.runs]
        if len(text.text_frame.paragraphs) > 1 or not runs or text.name in ("foot", "number"):
            continue
        needed = height([text.text_frame.text], runs[0].font.size.pt, text.width.pt, "fr")
        below = min((other.top for other in others if other.top > text.top), default=text.top + text.height)
        assert text.top.pt + needed <= below / 12700 + 0.01, text.text_frame.text


class _Noting(dict[Order, bytes]):
    """Pictures that are there, and which of them were asked for."""

    def __init__(self, pictures: dict[Order, bytes]) -> None:
        super().__init__(pictures)
        self.asked: set[Order] = set()

    def get(self, order: Order, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
        self.asked.add(order)
        return super().get(order, default)


@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_the_pictures_that_are_shown_are_those_that_were_ordered(timeline: Timeline, ratio: str) -> None:
    told, options = briefing(timeline, "en", SCENES), DeckOptions(ratio=ratio)
    there = _Noting(blank_pictures(told, options))
    deck_bytes(timeline, told, options, there=there)
    assert there.asked == there.keys()


@pytest.mark.parametrize(("ratio", "least"), [("16:9", 8), ("4:3", 7)])
def test_the_smallest_letters_of_pictures_can_be_read(timeline: Timeline, ratio: str, least: float) -> None:
    for order in deck_orders(briefing(timeline, "en"), DeckOptions(ratio=ratio)):
        factor = StillOptions(size=order.size, scale=order.scale).factor
        assert factor * SMALLEST / PIXELS_PER_POINT >= least


@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_nothing_leaves_its_slide(timeline: Timeline, ratio: str) -> None:
    told, options = briefing(timeline, "fr"), DeckOptions(ratio=ratio)
    made = Presentation(
        io.BytesIO(deck_bytes(timeline, told, options, film=FILM, there=blank_pictures(told, options)))
    )
    for number, slide in enumerate(made.slides, 1):
        boxes = {
            shape.name: (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
            for shape in slide.shapes
        }
        foot = boxes["foot"][1]
        _leads_end_above_what_they_lead(slide)
        for name, (left, top, right, bottom) in boxes.items():
            assert left >= 0 and top >= 0 and right <= made.slide_width and bottom <= made.slide_height, (
                number,
                name,
            )
            assert name in ("foot", "number") or bottom <= foot, (number, name)


def test_the_same_data_gives_the_same_bytes(
    timeline: Timeline, told: Briefing, pictures: dict[Order, bytes], deck: bytes
) -> None:
    assert deck_bytes(timeline, told, film=FILM, there=pictures) == deck
    with zipfile.ZipFile(io.BytesIO(deck)) as made:
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Presentation(io.BytesIO(deck)).core_properties.created.isoformat() == "2026-03-31T00:00:00"


def test_a_template_gives_its_look_and_none_of_its_slides(timeline: Timeline, tmp_path: Path) -> None:
    house = Presentation()
    house.slide_width, house.slide_height = Inches(12), Inches(7)
    house.slides.add_slide(house.slide_layouts[0]).shapes.title.text = "An example of the house"
    house.save(str(tmp_path / "house.pptx"))
    told, options = briefing(timeline, "en", SCENES), DeckOptions(template=tmp_path / "house.pptx")
    made = Presentation(io.BytesIO(deck_bytes(timeline, told, options, there=blank_pictures(told, options))))
    assert (made.slide_width, made.slide_height) == (Inches(12), Inches(7))
    titles = [slide.shapes.title.text for slide in made.slides]
    assert (
        "An example of the house" not in titles
        and "Cambodia bans online gambling; thousands are reported to leave" in titles
    )
    assert {slide.slide_layout.name for slide in made.slides} == {"Title Slide", "Title Only"}


def test_what_is_no_template_is_told(timeline: Timeline, told: Briefing, tmp_path: Path) -> None:
    (tmp_path / "note.pptx").write_text("not a presentation")
    options = DeckOptions(template=tmp_path / "note.pptx")
    with pytest.raises(OptionError, match="is not a presentation"):
        deck_bytes(timeline, told, options)
    with pytest.raises(OptionError, match="is not a presentation"):
        deck_orders(told, options)
    with pytest.raises(OptionError, match="ratio: '1:1' is not one of 16:9, 4:3"):
        DeckOptions(ratio="1:1")


def test_a_marking_and_simulated_data_are_told_on_every_slide(timeline: Timeline) -> None:
    meta = {**timeline["meta"], "simulated": True, "marking": {"en": "TLP:AMBER", "fr": "TLP:AMBER"}}
    marked = Timeline({**timeline.content, "meta": meta})
    told = briefing(marked, "fr", (0,))
    made = Presentation(io.BytesIO(deck_bytes(marked, told, there=blank_pictures(told))))
    for slide in made.slides:
        foot = next(shape for shape in slide.shapes if shape.name == "foot").text_frame.text
        assert foot.startswith(
            "TLP:AMBER   Données simulées\u00a0: rien de ceci n’a eu lieu.   Centres de fraude"
        )


def test_hostile_and_endless_text_stays_text_on_its_slide(hostile: Dataset) -> None:
    timeline = Timeline.of(hostile)
    told = briefing(timeline, hostile.languages[0], (0,))
    made = Presentation(io.BytesIO(deck_bytes(timeline, told, there=blank_pictures(told))))
    titles = [slide.shapes.title.text for slide in made.slides]
    assert any(title.startswith("<script>") for title in titles)
    assert any(title.endswith("(1 of 2)") or "(1 of" in title for title in titles)
    for slide in made.slides:
        links = slide._element.xpath(".//a:hlinkClick/@r:id")
        assert all(slide.part.rels[link].target_ref.startswith("http") for link in links)
        for shape in slide.shapes:
            assert shape.top + shape.height <= made.slide_height
