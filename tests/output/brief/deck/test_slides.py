"""Slides, read back by python-pptx: alternative texts, notes, native tables, nothing off the slide, the same bytes."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Inches

from waterbed import Dataset, Timeline
from waterbed.output.brief.deck.box import PIXELS_PER_POINT
from waterbed.output.brief.deck.fit import height, pages
from waterbed.output.brief.deck.layout import deck_orders
from waterbed.output.brief.deck.options import DeckOptions, FilmSlide
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.errors import OptionError
from waterbed.output.ink.pen import Pen
from waterbed.output.ink.typeface import Face
from waterbed.output.still.orders import Order, drawn
from waterbed.output.text.briefing import Briefing, briefing

SCENES = (1, 7)


def _blank(width: int, height: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), "#dfe9ef").save(out, "png")
    return out.getvalue()


FILM = FilmSlide(b"\0\0\0\x18ftypmp42not a film", _blank(64, 36), "film.mp4", 45)


def blank_pictures(
    timeline: Timeline, told: Briefing, options: DeckOptions | None = None
) -> dict[Order, bytes]:
    """Small pictures for tests that look at everything else."""
    return {order: _blank(96, 60) for order in deck_orders(timeline, told, options)}


@pytest.fixture(scope="module")
def told(timeline: Timeline) -> Briefing:
    """Two scenes in French."""
    return briefing(timeline, "fr", SCENES)


@pytest.fixture(scope="module")
def pictures(timeline: Timeline, told: Briefing) -> dict[Order, bytes]:
    """One real picture, the others blank."""
    there = blank_pictures(timeline, told)
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


def test_eight_slides_are_for_a_room_and_the_rest_is_a_section_of_its_own(deck: bytes) -> None:
    made = Presentation(io.BytesIO(deck))
    titles = [slide.shapes.title.text for slide in made.slides]
    assert titles[:9] == [
        "Pression en un lieu, opérations de fraude dans un autre",
        "En bref",
        "Cambodge – retour, 18 à 48 jours après",
        "KK Park – reprise sur place, 5 à 35 jours après",
        "Kokang – signalé ensuite\u00a0: État Kayin, Laos, Cambodge",
        "Y a-t-il eu retour\u00a0?",
        "Ce que l’on ignore",
        "Sources",
        "Annexe",
    ]
    sections = made.part._element.xpath(".//*[local-name()='section']")
    sizes = [len(one.xpath("./*[local-name()='sldIdLst']/*")) for one in sections]
    assert [one.get("name") for one in sections] == ["En bref", "Annexe"]
    assert sizes == [8, len(made.slides) - 8]


def test_in_brief_is_five_sentences_with_numbers_and_what_is_not_known(deck: bytes) -> None:
    slide = Presentation(io.BytesIO(deck)).slides[1]
    (words,) = (shape for shape in slide.shapes if shape.name == "En bref" and shape.has_text_frame)
    *sentences, last = [paragraph.text for paragraph in words.text_frame.paragraphs]
    assert len(sentences) == 5 and all(re.search(r"\d", sentence) for sentence in sentences)
    assert last == "Ce qu’on ignore\u00a0: combien sont partis, quand la plupart ont cessé."


def test_a_cover_says_the_finding_the_name_of_the_data_and_their_date(deck: bytes) -> None:
    slide = Presentation(io.BytesIO(deck)).slides[0]
    said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    for words in ("43 répressions et perturbations", "Centres de fraude", "31 mars 2026"):
        assert words in said
    assert (
        sum(shape.shape_type is not None and shape.shape_type.name == "PICTURE" for shape in slide.shapes)
        == 1
    )
    assert not re.search(r"[0-9a-f]{12}", said)
    assert re.search(r"[0-9a-f]{12}", slide.notes_slide.notes_text_frame.text)


def test_where_nothing_followed_there_are_no_cases_and_the_slides_say_so(timeline: Timeline) -> None:
    presses: dict[str, list[object]] = {name: [] for name in timeline["presses"]}
    quiet = Timeline({**timeline.content, "presses": presses})
    told = briefing(quiet, "en", SCENES)
    made = Presentation(io.BytesIO(deck_bytes(quiet, told, there=blank_pictures(quiet, told))))
    titles = [slide.shapes.title.text for slide in made.slides]
    assert titles[1:6] == ["In brief", "Did it come back?", "What is not known", "Sources", "Annex"]
    said = [shape.text_frame.text for shape in made.slides[1].shapes if shape.has_text_frame]
    assert any("1 January 2020: Cambodia bans online gambling" in text for text in said)


def test_pages_are_filled_evenly_and_columns_come_in_pairs() -> None:
    assert list(pages([10.0] * 7, 30)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(pages([10.0] * 7, 30, multiple=2)) == [[0, 1], [2, 3], [4, 5], [6]]
    assert list(pages([10.0], 30, multiple=2)) == [[0]]


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
    there = _Noting(blank_pictures(timeline, told, options))
    deck_bytes(timeline, told, options, there=there)
    assert there.asked == there.keys()


@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_no_letter_of_a_picture_is_under_12_points(
    timeline: Timeline, ratio: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[float, str]] = []

    def noting(pen: Pen, said: str, x: float, baseline: float, face: Face, *args: Any, **more: Any) -> None:
        written.append((face.size * pen.scale / PIXELS_PER_POINT, said))

    monkeypatch.setattr(Pen, "text", noting)
    orders = deck_orders(timeline, briefing(timeline, "fr", SCENES), DeckOptions(ratio=ratio))
    for order in {order.kind: order for order in orders}.values():
        drawn(timeline, order)
    # A swatch of the key is smaller than the sign that it explains.
    read = [one for one in written if one[1] != "2"]
    assert len(read) > 80 and min(read)[0] > 11.98, min(read)


@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_no_text_overflows_its_box_is_under_12_points_or_lies_on_another(
    timeline: Timeline, ratio: str
) -> None:
    told, options = briefing(timeline, "fr"), DeckOptions(ratio=ratio)
    there = blank_pictures(timeline, told, options)
    made = Presentation(io.BytesIO(deck_bytes(timeline, told, options, film=FILM, there=there)))
    for number, slide in enumerate(made.slides, 1):
        boxes = []
        for shape in slide.shapes:
            left, top, width, high = (side.pt for side in (shape.left, shape.top, shape.width, shape.height))
            assert left >= 0 and top >= 0, (number, shape.name)
            assert left + width <= made.slide_width.pt + 0.1, (number, shape.name)
            assert top + high <= made.slide_height.pt + 0.1, (number, shape.name)
            if shape.has_text_frame and shape.text_frame.text:
                assert shape.text_frame.auto_size == MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
                needed = _needed(shape.text_frame, width)
                assert needed <= high + 1 or shape.name == "title", (number, shape.name, needed, high)
                high = needed
            boxes.append((left, top, left + width, top + high, shape.name))
        for n, (left, top, right, bottom, name) in enumerate(boxes):
            for other in boxes[n + 1 :]:
                across = min(right, other[2]) - max(left, other[0])
                assert across < 1 or min(bottom, other[3]) - max(top, other[1]) < 1, (number, name, other[4])


def _needed(frame: Any, width: float) -> float:
    """The height of the paragraphs of a frame, measured with its letters."""
    total = 0.0
    for paragraph in frame.paragraphs:
        runs = [(run.text, run.font.size.pt, bool(run.font.bold)) for run in paragraph.runs]
        if runs:
            assert min(size for _, size, _ in runs) >= 12, paragraph.text
            bold = all(heavy for _, _, heavy in runs)
            indent = 13 if paragraph._p.xpath("./a:pPr/a:buChar") else 0
            room = width - indent
            total += height(["".join(text for text, _, _ in runs)], runs[0][1], room, "fr", bold=bold)
            total += paragraph.space_before.pt if paragraph.space_before else 0
    return total


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
    made = Presentation(
        io.BytesIO(deck_bytes(timeline, told, options, there=blank_pictures(timeline, told, options)))
    )
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
        deck_orders(timeline, told, options)
    with pytest.raises(OptionError, match="ratio: '1:1' is not one of 16:9, 4:3"):
        DeckOptions(ratio="1:1")


def test_a_marking_and_simulated_data_are_told_on_every_slide(timeline: Timeline) -> None:
    meta = {**timeline["meta"], "simulated": True, "marking": {"en": "TLP:AMBER", "fr": "TLP:AMBER"}}
    marked = Timeline({**timeline.content, "meta": meta})
    told = briefing(marked, "fr", (0,))
    made = Presentation(io.BytesIO(deck_bytes(marked, told, there=blank_pictures(marked, told))))
    for slide in made.slides:
        foot = next(shape for shape in slide.shapes if shape.name == "foot").text_frame.text
        assert foot.startswith(
            "TLP:AMBER   Données simulées\u00a0: rien de ceci n’a eu lieu.   Centres de fraude"
        )


def test_hostile_and_endless_text_stays_text_on_its_slide(hostile: Dataset) -> None:
    timeline = Timeline.of(hostile)
    told = briefing(timeline, hostile.languages[0], (0,))
    made = Presentation(io.BytesIO(deck_bytes(timeline, told, there=blank_pictures(timeline, told))))
    titles = [slide.shapes.title.text for slide in made.slides]
    assert any(title.startswith("<script>") for title in titles)
    assert any(title.endswith("(1 of 2)") or "(1 of" in title for title in titles)
    for slide in made.slides:
        links = slide._element.xpath(".//a:hlinkClick/@r:id")
        assert all(slide.part.rels[link].target_ref.startswith("http") for link in links)
        for shape in slide.shapes:
            assert shape.top + shape.height <= made.slide_height
