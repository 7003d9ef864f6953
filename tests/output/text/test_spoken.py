"""The spoken map: what is on record on a day, in sentences of two languages."""

import re

import pytest

from waterbed import Dataset, Timeline
from waterbed.layers.dates.edtf import parse
from waterbed.output.language.reading import words_in
from waterbed.output.text.alt import alt_text, film_alt, ribbon_alt, storyboard_alt
from waterbed.output.text.briefing import briefing
from waterbed.output.text.notes import overview_alt, speaker_notes, transcript
from waterbed.output.text.spoken import spoken_day, undated_movements


def _day(text: str) -> int:
    day = parse(text).start_min
    assert day is not None
    return day


def test_a_day_is_said_by_events_places_and_movements(timeline: Timeline) -> None:
    said = spoken_day(timeline, "en", _day("2020-01-01"), view=(101, 9, 108.5, 15.5), most=1)
    assert said == [
        "Event: Cambodia’s online-gambling ban takes effect, 1 January 2020 (high certainty).",
        "Crackdown: Cambodia as a country.",
        "Operations are reported to arrive: Southeast Asia.",
        "2 movements under way: Online-gambling operators driven out of Cambodia and China set up in Shwe Kokko, "
        "about 2019 – August 2020, not before the date of its named cause, 18 August 2019 (medium certainty) and 1 more.",
        "2 movements, of which only the start or the end is dated, are drawn dashed.",
    ]


def test_places_are_k_of_the_n_on_record_in_their_country(timeline: Timeline) -> None:
    english, french = (" ".join(spoken_day(timeline, lang, _day("2024-01-04"))) for lang in ("en", "fr"))
    assert "Operations are reported to leave: Kokang (Myanmar, 1 of 11 places)." in english
    assert "Golden Triangle SEZ (Laos, the one place on record)" in english
    assert "Départs d’activités signalés\u00a0: Kokang (Birmanie, 1 lieu sur 11)." in french
    assert "KK Park [low certainty]" in english and "KK Park [certitude faible]" in french


def test_a_disruption_is_said_once_and_never_as_a_crackdown(timeline: Timeline) -> None:
    said = spoken_day(timeline, "en", _day("2024-01-04"))
    about = [sentence for sentence in said if "MNDAA takes Laukkai" in sentence]
    assert about == ["Disruption, not a crackdown: MNDAA takes Laukkai, 4 January 2024 (medium certainty)."]
    assert not any(sentence.startswith("Crackdown") and "Laukkai" in sentence for sentence in said)


def test_nothing_on_record_is_said(timeline: Timeline) -> None:
    assert spoken_day(timeline, "en", _day("2020-01-01"), view=(0, -60, 10, -50)) == [
        "Nothing is recorded on this day in this view."
    ]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_alternative_texts_open_with_the_finding_and_stop_at_40_words(timeline: Timeline, lang: str) -> None:
    told = briefing(timeline, lang)
    for scene in told.scenes:
        said = alt_text(timeline, lang, scene.row)
        assert said.startswith(f"{scene.title}. ") and scene.day in said
        assert words_in(said) <= 40
    for said in (
        overview_alt(told),
        ribbon_alt(timeline, lang),
        film_alt(timeline, lang),
        storyboard_alt(timeline, lang, range(8)),
    ):
        assert said.startswith(f"{told.headline}. ") and words_in(said) <= 40


def test_what_an_alternative_text_leaves_out_is_in_the_transcript(timeline: Timeline) -> None:
    scene = 5
    assert len(undated_movements(timeline, scene)) == 2
    assert "2 movements without a date" not in alt_text(timeline, "en", scene)
    assert "2 movements without a date, drawn dotted" in transcript(
        timeline, briefing(timeline, "en", [scene])
    )


def test_simulated_data_says_so_in_every_text(bundled: Dataset, timeline: Timeline) -> None:
    content = {**timeline.content, "meta": {**timeline["meta"], "simulated": True}}
    simulated = Timeline(content)
    warning = "Simulated data: nothing here happened."
    told = briefing(simulated, "en", [0])
    assert told.warning == warning and told.disclaimers[0] == warning
    assert f". {warning} Map of" in alt_text(simulated, "en", 0)
    assert speaker_notes(simulated, told, told.scenes[0]).startswith(warning)
    assert warning in transcript(simulated, told)


def test_notes_give_records_with_certainty_evidence_and_locator(timeline: Timeline) -> None:
    told = briefing(timeline, "en", [7])
    notes = speaker_notes(timeline, told, told.scenes[0])
    assert (
        "– India flies home 549 nationals (283 + 266) via Mae Sot. Date: 10–11 March 2025. Place: Myawaddy, Myanmar. "
        "Certainty: high. Evidence: lead text and other sources. [1], reference in the text: S29@L22."
        in notes
    )
    assert re.search(r"– \[\d+\] AnewZ\. UN: cybercrime syndicates spread from Asia", notes)


def test_every_cited_number_has_its_source(timeline: Timeline) -> None:
    told = briefing(timeline, "fr")
    listed = {source.number for source in told.sources}
    cited = {number for scene in told.scenes for number in scene.sources}
    rows = (*told.cycles.rows, *told.quiet.rows)
    cited |= {int(number) for row in rows for number in row[-1].strip("[]").split(", ")}
    assert cited == listed
    assert all(len(row) == len(told.cycles.header) for row in told.cycles.rows)
