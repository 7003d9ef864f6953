"""What a site's search finds: words of labels and of what stands beside them, in any script."""

import pytest

from tests.golden.files import Case, each_case, parted
from tests.golden.search import answer
from waterbed import Dataset, Timeline
from waterbed.output.site.files.search import Entry, entries, search_index, terms
from waterbed.output.site.model.index import SiteFacts, SiteIndex
from waterbed.output.site.model.links import Links
from waterbed.output.site.model.words import Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hpa-An SEZ (KK Park)", ["hpa", "an", "sez", "kk", "park"]),
        ("Préfecture d’Écône", ["prefecture", "d", "econe"]),
        ("under_score 12,5 %", ["under", "score", "12", "5"]),
        ("မြဝတီ ရွှေကုက္ကို", ["မြဝတီ", "ရွှေကုက္ကို"]),  # a vowel is no gap between two words
        ("แม่สอด", ["แม่สอด"]),
        (" – ", []),
    ],
)
def test_a_text_is_parted_into_words(text: str, words: list[str]) -> None:
    assert terms(text) == words


def test_the_index_counts_each_word_by_field_and_entry() -> None:
    port = Entry("place", "Port", "zones/port.html", "city, Bay", "BB")
    raid = Entry("event", "Port raid, port", "events/raid.html", "Port")
    found = search_index([port, raid])
    # Field 0 is the label, field 1 what stands beside it.
    assert dict(found["index"])["port"] == {"0": {"0": 1, "1": 2}, "1": {"1": 1}}
    assert [term for term, _ in found["index"]] == ["bay", "bb", "city", "port", "raid"]
    assert found["fieldLength"] == {"0": [1, 3], "1": [2, 1]}
    assert found["averageFieldLength"] == [1.5, 2.0]


def test_a_reader_is_told_what_was_found_and_where_it_is() -> None:
    found = search_index([Entry("place", "Port", "zones/port.html", "city, Bay", "BB")])
    assert found["storedFields"] == {
        "0": {"type": "place", "label": "Port", "href": "zones/port.html", "detail": "city, Bay"}
    }


def test_what_has_a_page_can_be_found_with_where_and_when(tiny: Dataset) -> None:
    timeline = Timeline.of(tiny)
    index = SiteIndex(timeline)
    links = Links(index)
    found = {entry.label: entry for entry in entries(Words(index, SiteFacts(tiny, timeline), "en"), links)}
    town, hub, raid, body = (
        found[label] for label in ("Laukkai", "A compound", "Raid in the capital", "National police")
    )
    assert (town.type, town.detail, town.href) == ("place", "town, Shan State", "zones/laukkai.html")
    assert (hub.type, hub.detail) == ("place", "scam hub, Laukkai, Myanmar")
    assert (raid.type, raid.detail) == ("event", "5 April 2024, Phnom Penh, Cambodia")
    assert (body.type, body.href) == ("organisation", links.record(index.table["organisations"][0]))
    assert found["Raids on the river"].detail == "A wire, 5 April 2024"
    assert {entry.type for entry in found.values()} == {"place", "event", "organisation", "source"}


@each_case("search")
def test_the_index_is_the_one_that_minisearch_makes(case: Case) -> None:
    assert parted(answer(case["given"]), case["expected"]) == []
