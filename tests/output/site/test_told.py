"""What the pages of a site say first: what happened there, and whether it came back."""

import base64
import json
import re
import zlib
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from waterbed import Dataset, Timeline
from waterbed.layers.cycle.outcomes import outcomes
from waterbed.output.site.model.focus import focus
from waterbed.output.site.model.index import SiteFacts, SiteIndex
from waterbed.output.site.model.told import line, sentences, told_of
from waterbed.output.site.model.words import Words
from waterbed.output.site.pages import parts


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _words(dataset: Dataset, timeline: Timeline, lang: str = "en") -> Words:
    return Words(SiteIndex(timeline), SiteFacts(dataset, timeline), lang)


def _place(timeline: Timeline, name: str) -> int:
    return int(timeline["places"]["id"].index(name))


def test_the_first_page_says_the_finding_and_not_the_title_twice(site: Path, timeline: Timeline) -> None:
    for lang in ("en", "fr"):
        page = _text(site / lang / "index.html")
        finding = timeline["texts"][lang]["finding"]
        (h1,) = re.findall(r"<h1>(.*?)</h1>", page)
        assert unescape(h1) == finding["headline"][0] != timeline["meta"]["title"][lang]
        (lead,) = re.findall(r'<p class="lead">(.*?)</p>', page)
        assert unescape(lead) == finding["line"][0]


def test_whether_it_came_back_is_told_by_outcome_and_adds_up(site: Path, bundled: Dataset) -> None:
    page = _text(site / "en" / "index.html")
    found = outcomes(bundled)
    groups = re.findall(r'<h3>([^<]*) <span class="quiet">\((\d+)\)</span></h3>', page)
    assert groups == [
        ("Reported back", str(found.returned)),
        ("Moved, no return recorded", str(found.departed)),
    ]
    assert f"<summary>{found.neither} crackdowns and disruptions after which" in page
    # the sign of a press bears the number that it has on the map
    assert sorted(re.findall(r'class="middle number"[^>]*>(\d)<', page)) == list("1234567")


def test_a_country_of_recruits_alone_is_no_hub(bundled: Dataset, timeline: Timeline) -> None:
    words = _words(bundled, timeline)
    told = told_of(words.index, _place(timeline, "india"))
    assert not told.anything and line(words, told) == ""
    assert list(sentences(words, told)) == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "7 crackdowns; moves in from 2 places; moves out to 4 places; back, March 2026"),
        ("fr", "7 répressions\xa0; arrivées de 2 lieux\xa0; départs vers 4 lieux\xa0; retour, mars 2026"),
    ],
)
def test_a_card_tells_a_country_in_one_line(site: Path, lang: str, said: str) -> None:
    page = _text(site / lang / "index.html")
    assert '<a href="countries/cambodia.html">Cambod' in page and f"<p>{said}</p>" in page
    (cards,) = re.findall(r'<ul class="cards">(.*?)</ul>', page, re.DOTALL)
    assert "india.html" not in cards and ".strip text" not in cards


def test_a_place_begins_with_what_happened_and_the_panel_does_not_say_it_again(site: Path) -> None:
    page = _text(site / "en" / "countries" / "cambodia.html")
    (lead,) = re.findall(r'<p class="lead">(.*?)</p>', page, re.DOTALL)
    assert lead.startswith("7 crackdowns are recorded here, from “Cambodia’s directive")
    assert "Reported back: “Scam trade comes back" in lead and 'class="cited"' in lead
    shown = _shown(site / "en" / "countries" / "cambodia.html")
    assert shown["texts"]["en"]["scenes"][0]["text"] == []


def _shown(page: Path) -> dict[str, Any]:
    """The timeline that the map of a page shows."""
    (block,) = re.findall(r'id="wb-timeline">([^<]*)<', _text(page))
    shown: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(block)))
    return shown


def test_an_event_opens_on_all_that_followed_in_a_view_that_holds_it(site: Path, timeline: Timeline) -> None:
    shown = _shown(site / "en" / "events" / "evt-cambodia-ban-directive.html")
    places, moves = shown["places"], shown["movements"]
    (west, south, east, north), end = shown["scenes"]["view"][0], shown["scenes"]["end"][0]
    for name in ("cambodia", "shan-state", "golden-triangle-sez", "shwe-kokko"):
        at = places["id"].index(name)
        assert west < places["lon"][at] < east and south < places["lat"][at] < north
    assert max(day for day in moves["end_max"] if day is not None and day <= end) == end
    # the day on which the ban was told begins what the page tells, and the phases where it led are there
    events = timeline["events"]
    assert shown["scenes"]["start"] == [events["start_min"][events["id"].index("evt-cambodia-ban-directive")]]
    arrived = {
        places["id"][place]
        for place, phase in zip(shown["spans"]["place"], shown["spans"]["phase"], strict=True)
        if phase == "arrival"
    }
    assert {"shan-state", "golden-triangle-sez", "shwe-kokko"} <= arrived


def test_an_event_after_which_nothing_is_recorded_opens_on_its_own_day(
    site: Path, timeline: Timeline
) -> None:
    events = timeline["events"]
    day = events["start_min"][events["id"].index("evt-kkpark-raid-2025-10")]
    shown = _shown(site / "en" / "events" / "evt-kkpark-raid-2025-10.html")
    assert shown["scenes"]["end"] == [day]
    assert "No departure and no return is recorded after it." in _text(
        site / "en" / "events" / "evt-kkpark-raid-2025-10.html"
    )


def test_records_of_a_source_have_their_signs_and_dates_what_happened_first(site: Path) -> None:
    page = _text(site / "en" / "sources" / "article-fr-2025.html")
    (first, *_) = re.findall(r'<td class="mark">(.*?)</td><td class="date">(.*?)</td>.*?>([^<]*)</a>', page)
    assert 'class="p-crackdown"' in first[0] and first[1:] == (
        "18 August 2019",
        "Cambodia’s directive against online gambling",
    )


def test_a_page_that_cannot_carry_all_still_opens_with_the_finding(
    tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline = Timeline.of(tiny)
    monkeypatch.setattr(parts, "MOST_EVENTS", 1)
    part = parts.part_of_all(SiteIndex(timeline))
    assert len(part.rows["records"]) < len(timeline["records"]["id"])
    shown = focus(timeline, part.rows, "en", of_all=True)
    assert shown["texts"]["en"]["finding"] == timeline["texts"]["en"]["finding"]
    assert len(shown["presses"]["place"]) == len(timeline["presses"]["place"]) > 0
