"""What is searched in every form that leaves the house: secrets of every kind are found, our own words are not."""

import base64
import csv
import io
import json
import zlib
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.layers.packages import changed, with_row, write_manifest, write_tiny
from waterbed import Dataset, PageOptions, SiteOptions, Timeline, write_site
from waterbed.layers.manifest.profiles import BUILT_IN, LeaveOut, Profile
from waterbed.layers.redaction.redact import redact
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.brief.handout import handout_bytes
from waterbed.output.edition.contents import unpacked
from waterbed.output.edition.leaks import LeakCheck
from waterbed.output.player.page import render_page
from waterbed.output.still.write import still_bytes
from waterbed.output.text import notes
from waterbed.output.text.briefing import briefing

SECRETS = {
    "id": "hub-gatehouse-nine",
    "label": "Falcon Gate Tower",
    "label in another language": "Tour de la Porte-Faucon",
    "alias": "The Old Sugar Mill",
    "day": "seen on 17 March 2024",
    "day in another language": "vu le 17 mars 2024",
    "number": "about 1,234,567 people",
    "point": "near 98.77123, 23.70456",
    "address": "https://example.net/dossier/seventy-seven",
    "title of a source": "Minutes of the closed session",
    "phrase": "moved at night through the back gate",
    "word": "Quinine Brigade",
    "view": "98.213 16.437 98.942 16.918",
}

PROFILE = Profile(
    "press",
    coordinates="zone",
    dates="month",
    leave_out=LeaveOut(
        records=frozenset({"hub-gatehouse-nine", "dossier", "mill", "fig-secret", "scene-night"}),
    ),
    words=(SECRETS["word"],),
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The tiny set with a secret of every kind."""
    hub = {
        "id": SECRETS["id"], "label_en": SECRETS["label"], "label_fr": SECRETS["label in another language"],
        "place": "laukkai", "role": "fraud_hub", "lon": "98.77123", "lat": "23.70456", "precision_km": "0.1",
        "source": "wire", "attested": "2024-03-17", "note_en": f"They {SECRETS['phrase']}.",
    }  # fmt: skip
    folder = write_tiny(
        tmp_path_factory.mktemp("secrets"),
        hubs=with_row("hubs", **hub),
        sources=with_row("sources", id="dossier", kind="corroboration", title=SECRETS["title of a source"],
                         url=SECRETS["address"], lang="en"),
        organisations=with_row("organisations", id="mill", label_en="Mill company", name_in_source=SECRETS["alias"],
                               kind="company", source="article"),
        figures=with_row("figures", id="fig-secret", label_en="Secret count", measure="arrests", place="phnom-penh",
                         value="1234567", unit="people", source="wire", standing="reported"),
        events=changed("events", "raid", note_en=f"{SECRETS['day']} by the {SECRETS['word']}", corroboration="dossier"),
        scenes=with_row("scenes", id="scene-night", label_en="A night", seq="2", period="2024-03",
                        view=SECRETS["view"], text_en="They left. [raid]", records="raid"),
    )  # fmt: skip
    return Dataset.read(folder)


@pytest.fixture(scope="module")
def check(dataset: Dataset) -> LeakCheck:
    return LeakCheck(redact(dataset, PROFILE))


def _csv(text: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "label_en"], ["x", text]])
    return out.getvalue().encode()


def _packed(text: str) -> bytes:
    return (
        b"s.text='"
        + base64.b64encode(zlib.compress(json.dumps({"terms": [text, "so " * 40]}).encode()))
        + b"'"
    )


def _slide(text: str) -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    deck, out = Presentation(), io.BytesIO()
    box = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(*map(Inches, (1, 1, 6, 1)))
    first, _, rest = text.partition(" ")
    paragraph = box.text_frame.paragraphs[0]
    paragraph.add_run().text = f"{first} " if rest else first
    paragraph.add_run().text = rest
    deck.save(out)
    return out.getvalue()


def _notes(text: str) -> bytes:
    from pptx import Presentation

    deck, out = Presentation(), io.BytesIO()
    deck.slides.add_slide(deck.slide_layouts[6]).notes_slide.notes_text_frame.text = text
    deck.save(out)
    return out.getvalue()


def _document(change: Callable[[PdfWriter], object]) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    change(writer)
    writer.write(out)
    assert len(PdfReader(io.BytesIO(out.getvalue())).pages) == 1
    return out.getvalue()


FORMS: dict[str, Callable[[str], bytes]] = {
    "text of a page": lambda text: f"<!doctype html><p>It was <b>{escape(text)}</b> then</p>".encode(),
    "an attribute": lambda text: f'<!doctype html><img class="map" alt="{escape(text)}">'.encode(),
    "a comment": lambda text: f"<!doctype html><p>x</p><!-- {escape(text)} -->".encode(),
    "JSON-LD": lambda text: (
        f'<html><script type="application/ld+json">{json.dumps({"name": text})}</script>'.encode()
    ),
    "a search index": _packed,
    "CSV": _csv,
    "GeoJSON": lambda text: json.dumps({"type": "Feature", "properties": {"note": text}}).encode(),
    "SVG": lambda text: f'<svg xmlns="http://www.w3.org/2000/svg"><text>{escape(text)}</text></svg>'.encode(),
    "a slide": _slide,
    "a speaker's notes": _notes,
    "title of a PDF": lambda text: _document(lambda pdf: pdf.add_metadata({"/Title": text})),
    "outline of a PDF": lambda text: _document(lambda pdf: pdf.add_outline_item(title=text, page_number=0)),
    "file in a PDF": lambda text: _document(lambda pdf: pdf.add_attachment("a.txt", text.encode())),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_of_every_kind_is_found_in_every_form(check: LeakCheck, kind: str, form: str) -> None:
    assert check.leaks("a.bin", FORMS[form](SECRETS[kind]))


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_secret_is_found_in_no_form(check: LeakCheck, form: str) -> None:
    assert (
        check.leaks("a.bin", FORMS[form]("in March 2024 near Laukkai, 98.8 23.7, about 4,321 people")) == ()
    )


def _written(dataset: Dataset, folder: Path) -> dict[str, bytes]:
    """Everything that a data set is shown in, by name."""
    timeline = Timeline.of(dataset)
    told = briefing(timeline, "en")
    write_site(dataset, folder, SiteOptions(base_url="https://example.org/"))
    site = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return site | {
        "map.html": render_page(timeline, PageOptions()).encode(),
        "deck.pptx": deck_bytes(timeline, told),
        "handout.pdf": handout_bytes(timeline, told),
        "still.svg": still_bytes(timeline, scene=0, format="svg"),
        "still.pdf": still_bytes(timeline, scene=0, format="pdf"),
        "still.png": still_bytes(timeline, scene=0, format="png"),
        "transcript.txt": notes.transcript(timeline, told).encode(),
    }


def _found(check: LeakCheck, files: dict[str, bytes]) -> list[str]:
    return [str(leak) for name, content in files.items() for leak in check.leaks(name, content)]


def test_an_edition_holds_nothing_and_the_records_as_they_are_hold_it_all(
    dataset: Dataset, check: LeakCheck, tmp_path: Path
) -> None:
    assert _found(check, _written(redact(dataset, PROFILE).dataset, tmp_path / "edition")) == []
    recorded = _written(dataset, tmp_path / "recorded")
    kinds = {
        name: {leak.what.kind for leak in check.leaks(name, content)} for name, content in recorded.items()
    }
    assert kinds["map.html"] == {"text", "day", "point", "number", "view"}
    assert kinds["data/hubs.csv"] == {"text", "day", "point"}
    assert kinds["data/scenes.csv"] >= {"text", "view"}
    assert all(
        "text" in kinds[name]
        for name in ("deck.pptx", "handout.pdf", "sources.html", "data/sources.bib")
        if name in kinds
    )
    assert {"deck.pptx", "handout.pdf"} <= {name for name, found in kinds.items() if "day" in found}


OURS = (
    "Myanmar", "Georgia", "Lao", "Thai", "Khmer",  # fonts, codes, names of the map
    "Panel", "Focus", "Button", "Viewport", "Opacity", "Stylesheet",  # markup and styles
    "Function", "Constructor", "Document", "Element",  # scripts
    "Locator", "Paraphrase", "Feature", "Article",  # keys and columns
    "Slide", "Placeholder", "Office Theme", "Adobe", "Typst", "Matplotlib",  # formats
    "Noto", "Regular", "Bold", "Swap",  # the typeface
)  # fmt: skip


def test_our_own_words_are_no_leak_and_the_same_words_of_the_data_are(
    dataset: Dataset, tmp_path: Path
) -> None:
    redaction = redact(dataset, Profile("ours", words=OURS))
    check = LeakCheck(redaction)
    assert _found(check, _written(redaction.dataset, tmp_path)) == []
    for word in OURS:
        for form in FORMS.values():
            assert check.leaks("a.bin", form(f"they met the {word} people")), word


def test_a_word_that_every_page_says_by_itself_is_not_searched_for(dataset: Dataset) -> None:
    check = LeakCheck(redact(dataset, Profile("said", words=("Records", "Next event"))))
    assert check.leaks("a.txt", b"Records of the next event") == ()


def test_a_view_that_a_named_one_has_too_is_no_secret(tmp_path: Path) -> None:
    folder = write_tiny(
        tmp_path, scenes=with_row("scenes", id="gone", label_en="Gone", seq="2", period="2020", view="95.25 10.5 108 25",
                                  text_en="It ended. [ban]", records="ban")
    )  # fmt: skip
    named = {"river": [95.25, 10.5, 108, 25.0]}
    dataset = Dataset.read(write_manifest(folder, views=named))
    redaction = redact(dataset, Profile("p", leave_out=LeaveOut(records=frozenset({"gone"}))))
    page = render_page(Timeline.of(redaction.dataset), PageOptions()).encode()
    assert LeakCheck(redaction).leaks("map.html", page) == ()


def test_a_page_opens_on_a_day_of_its_records(dataset: Dataset, tmp_path: Path) -> None:
    """A day that was counted from them could be one that the edition withholds elsewhere."""
    redacted = redact(dataset, BUILT_IN["public"]).dataset
    timeline = Timeline.of(redacted)
    recorded = {
        day for table in ("events", "movements", "spans") for column in ("start_min", "start_max", "end_min", "end_max")
        for day in timeline[table][column]
    } | {day for windows in timeline["hubs"]["attested"] for window in windows for day in window}  # fmt: skip
    write_site(redacted, tmp_path)
    pages = [path for path in tmp_path.rglob("*.html") if path.parent.parent.name in redacted.languages]
    shown = [json.loads(piece.text) for path in pages for piece in unpacked(path.name, path.read_bytes())
             if piece.text.startswith('{"meta":')]  # fmt: skip
    days = {day for one in shown for side in ("start", "end") for day in one["scenes"][side]}
    assert len(days) > 2
    assert days <= recorded | {timeline["meta"]["as_of"]}
