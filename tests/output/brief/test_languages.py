"""A pack of a data set without a title, and of one that is written from right to left."""

import io
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from tests.layers.packages import changed, write_in, write_manifest, write_tiny
from tests.output.brief.test_handout import blanks
from waterbed import Dataset, Timeline
from waterbed.output.brief.deck.markup import language_code
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.brief.handout import handout_bytes
from waterbed.output.text.briefing import briefing

TITLE = "قصة صغيرة"


@pytest.mark.parametrize(("name", "title"), [("", "my-set"), ("river", "river")])
def test_a_handout_without_a_title_is_called_as_the_data_set(tmp_path: Path, name: str, title: str) -> None:
    folder = write_tiny(tmp_path / "my-set")
    write_manifest(folder, title={}, name=name)
    timeline = Timeline.of(Dataset.read(folder))
    told = briefing(timeline, "en", ())
    metadata = PdfReader(io.BytesIO(handout_bytes(timeline, told, there=blanks(timeline, told)))).metadata
    assert metadata is not None and metadata.title == title


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    scenes = changed("scenes", "scene-ban", label_en="حظر", text_en="أُعلن الحظر. [ban]")
    folder = write_in(tmp_path_factory.mktemp("arabic") / "set", "ar", scenes=scenes)
    write_manifest(folder, languages=["ar"], title=TITLE)
    return Timeline.of(Dataset.read(folder))


def test_slides_begin_at_the_right_where_their_text_does(arabic: Timeline) -> None:
    made = Presentation(io.BytesIO(deck_bytes(arabic, briefing(arabic, "ar"))))
    turned = {}
    for shape in (shape for slide in made.slides for shape in slide.shapes if shape.has_text_frame):
        for paragraph in shape.text_frame.paragraphs:
            properties = paragraph._p.pPr
            turned[paragraph.text] = properties is not None and properties.get("rtl") == "1"
            assert not turned[paragraph.text] or properties.get("algn") == "r"
    assert turned[TITLE] and turned["حظر"]
    assert not turned["In brief"] and not turned["How to read this"]
    tables = [shape for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert tables and all(one.table._tbl.tblPr.get("rtl") == "1" for one in tables)


def test_a_handout_is_set_from_right_to_left(arabic: Timeline) -> None:
    told = briefing(arabic, "ar")
    reader = PdfReader(io.BytesIO(handout_bytes(arabic, told, there=blanks(arabic, told))))
    starts: dict[str, float] = {}

    def note(text: str, matrix: list[float], _: object, *__: object) -> None:
        if text.strip():
            starts.setdefault(text.strip(), matrix[4])

    reader.pages[0].extract_text(visitor_text=note)
    assert str(reader.root_object["/Lang"]).startswith("ar")
    assert starts["In brief"] > 400  # points of a sheet of 595


def test_languages_are_named_as_office_programs_do() -> None:
    assert [language_code(lang) for lang in ("fr", "pt_BR", "zh-Hant-TW", "xx")] == [
        "fr-FR",
        "pt-BR",
        "zh-Hant-TW",
        "xx",
    ]


@pytest.mark.parametrize("lang", ["isv", "yi"])
def test_a_handout_names_a_region_only_where_it_is_a_country(tmp_path: Path, lang: str) -> None:
    folder = write_in(tmp_path / "set", lang)
    write_manifest(folder, languages=[lang], title=TITLE)
    timeline = Timeline.of(Dataset.read(folder))
    told = briefing(timeline, lang, ())
    made = PdfReader(io.BytesIO(handout_bytes(timeline, told, there=blanks(timeline, told))))
    assert str(made.root_object["/Lang"]).split("-")[0] == lang
