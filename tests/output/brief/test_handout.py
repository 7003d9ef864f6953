"""The handout, read back by pypdf: tagged, in its language, searchable, fonts inside, the same bytes."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from waterbed import Dataset, Timeline
from waterbed.output.brief.handout import handout_bytes, handout_orders, moment_address
from waterbed.output.still.orders import Order
from waterbed.output.text.briefing import Briefing, briefing

ADDRESS = "https://example.org/maps/cycle.html"


def blanks(timeline: Timeline, told: Briefing) -> dict[Order, bytes]:
    """Blanks for its pictures."""

    def blank(order: Order) -> bytes:
        assert not isinstance(order.size, str)
        width, height = order.size
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="9" height="9"/></svg>'
        return svg.encode()

    return {order: blank(order) for order in handout_orders(timeline, told)}


@pytest.fixture(scope="module")
def told(timeline: Timeline) -> Briefing:
    """Two scenes in French."""
    return briefing(timeline, "fr", (1, 7))


@pytest.fixture(scope="module")
def made(timeline: Timeline, told: Briefing) -> bytes:
    """The handout, with blanks for pictures."""
    return handout_bytes(timeline, told, address=ADDRESS, there=blanks(timeline, told))


@pytest.fixture(scope="module")
def reader(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def test_it_is_tagged_and_names_its_language_and_title(reader: PdfReader) -> None:
    root = _root(reader)
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert reader.metadata is not None and str(reader.metadata.title).startswith("Centres de fraude")
    assert reader.metadata.creation_date is None


def test_its_text_can_be_searched(reader: PdfReader) -> None:
    text = " ".join(page.extract_text() for page in reader.pages).replace("\n", " ")
    for said in (
        "La Thaïlande coupe le courant à Myawaddy",
        "Y a-t-il eu retour",
        "Ce que l’on ignore",
        "Un raid ne met pas fin à une présence",
        "Creative Commons Attribution 4.0",
    ):
        assert said in text, said


def test_its_letters_are_ours_and_inside(reader: PdfReader) -> None:
    fonts = {
        str(font["/BaseFont"]): font
        for page in reader.pages
        for font in (one.get_object() for one in _inside(page, "/Resources", "/Font").values())
    }
    assert {name.partition("+")[2] for name in fonts} == {"WaterbedSans-Regular", "WaterbedSans-Bold"}
    for name, font in fonts.items():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), name


def test_every_figure_has_an_alternative_text(reader: PdfReader) -> None:
    figures = [node for node in _nodes(_root(reader)["/StructTreeRoot"]) if node.get("/S") == "/Figure"]
    texts = [str(figure.get("/Alt", "")) for figure in figures]
    # The overview, two scenes with a code each, storyboard, ribbon.
    assert len(texts) == 7 and all(len(text) > 20 for text in texts)
    assert any(
        text.startswith("Le Cambodge interdit") and "\u00a0; situation au 1er janvier 2020" in text
        for text in texts
    )


def test_the_first_page_has_the_picture_five_sentences_and_what_is_not_known(reader: PdfReader) -> None:
    page = reader.pages[0]
    said = " ".join(page.extract_text().split())
    assert "En bref" in said and "KK Park, raid, 24 février 2025" in said
    assert "Ce qu’on ignore" in said
    assert said.index("Pression en un lieu") < said.index("43 répressions")


def test_sources_stand_once_a_page_and_scenes_keep_their_numbers(reader: PdfReader, told: Briefing) -> None:
    page = next(page for page in reader.pages if "Le récit\n" in page.extract_text())
    said = " ".join(page.extract_text().split())
    assert "2. Le Cambodge interdit" in said and "8. Myawaddy" in said
    assert said.count("Sources 1\u00a0") + said.count("Sources 1 Gate") == 1 and "Bangkok Post, " in said
    assert said.count("Frontières et noms") == 1


def test_codes_lead_to_the_moment(reader: PdfReader, timeline: Timeline) -> None:
    links = {
        annotation.get_object().get("/A", {}).get("/URI")
        for page in reader.pages
        for annotation in page.get("/Annots", [])
    }
    assert f"{ADDRESS}#scene=scn-08-power-cuts&lang=fr" in links
    assert moment_address(timeline, ADDRESS, 7, "fr") in links


def test_the_same_data_gives_the_same_bytes(timeline: Timeline, told: Briefing, made: bytes) -> None:
    assert handout_bytes(timeline, told, address=ADDRESS, there=blanks(timeline, told)) == made


def test_a_marking_and_simulated_data_are_told_on_every_page(timeline: Timeline) -> None:
    meta = {**timeline["meta"], "simulated": True, "marking": {"en": "TLP:AMBER", "fr": "TLP:AMBER"}}
    marked = Timeline({**timeline.content, "meta": meta})
    told = briefing(marked, "en", (0,))
    made = PdfReader(io.BytesIO(handout_bytes(marked, told, there=blanks(marked, told))))
    for page in made.pages:
        text = page.extract_text()
        assert text.count("TLP:AMBER") == 2 and "Simulated data: nothing here happened." in text


def test_hostile_text_is_text(hostile: Dataset) -> None:
    timeline = Timeline.of(hostile)
    told = briefing(timeline, hostile.languages[0], (0,))
    made = PdfReader(io.BytesIO(handout_bytes(timeline, told, there=blanks(timeline, told))))
    text = "".join(page.extract_text() for page in made.pages).replace("\n", "")
    assert "<script>" in text and "#panic" in text and "$x" in text


def _root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def _inside(node: Any, *keys: str) -> Any:
    for key in keys:
        node = node[key].get_object()
    return node


def _nodes(node: object) -> "list[DictionaryObject]":
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        return [inner for one in node for inner in _nodes(one)]
    if not isinstance(node, DictionaryObject):
        return []
    return [node, *(_nodes(node["/K"]) if "/K" in node else [])]
