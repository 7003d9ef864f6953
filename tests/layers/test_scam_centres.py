"""The bundled data set: complete, sourced, in two languages, and no more than its sources say."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import edtf
import pytest

from waterbed.layers.locale.strings import installed, labels

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "layers/data/scam-centres"
EXPECTED = Path(__file__).parent / "expected"
ARTICLE = "article-fr-2025"
LANGUAGES = ("en", "fr")
DATES = {
    "date",
    "date_in_source",
    "period",
    "present",
    "attested",
}
LISTS = {"corroboration", "flags", "locator", "roles", "cause", "basis", "about", "records", "attested"}
REFERENCES = {
    "source": {"sources"},
    "corroboration": {"sources"},
    "point_source": {"sources"},
    "place": {"hubs", "zones", "countries"},
    "origin": {"hubs", "zones", "countries"},
    "destination": {"hubs", "zones", "countries"},
    "country": {"countries"},
    "parent": {"zones"},
    "organisation": {"organisations"},
    "actor": {"organisations"},
    "event": {"events"},
    "cause": {"events"},
}
VOCABULARY_GROUPS = {
    ("sources", "kind"): "source_kind",
    ("sources", "tier"): "tier",
    ("sources", "lang"): "language",
    ("organisations", "kind"): "organisation_kind",
    ("countries", "roles"): "role",
    ("zones", "kind"): "zone_kind",
    ("hubs", "role"): "role",
    ("events", "kind"): "event_kind",
    ("movements", "kind"): "movement_kind",
    ("movements", "unit"): "unit",
    ("phases", "phase"): "phase",
    ("phases", "form"): "form",
    ("figures", "measure"): "measure",
    ("figures", "qualifier"): "qualifier",
    ("figures", "unit"): "unit",
    ("figures", "standing"): "figure_standing",
    ("context", "topic"): "topic",
    ("counts", "unit"): "unit",
    ("*", "scope"): "scope",
    ("*", "certainty"): "certainty",
    ("*", "flags"): "flag",
    ("*", "stage"): "stage",
    ("*", "stage_by"): "stage_by",
    ("*", "date_basis"): "date_basis",
}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _cell(row: dict[str, str], column: str) -> list[str]:
    """The values of a cell: one, or several in a list column."""
    text = row.get(column, "")
    return [part for part in (text.split(";") if column in LISTS else [text]) if part]


def _sentences(text: str) -> list[tuple[str, list[str]]]:
    """A scene's text as (sentence, ids of the records it rests on)."""
    found = re.findall(r"(.+?)\s*\[([^]]+)\]\s*", text)
    assert "".join(f"{said} [{ids}] " for said, ids in found).strip() == text
    return [(said, ids.split(";")) for said, ids in found]


MANIFEST = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {one["name"]: _rows(FOLDER / one["path"]) for one in MANIFEST["resources"]}
RECORDS = {row["id"]: row for rows in TABLES.values() for row in rows}
TABLE_OF = {row["id"]: name for name, rows in TABLES.items() for row in rows}
SOURCED = [row for name, rows in TABLES.items() if name not in ("sources", "scenes") for row in rows]
STATEMENTS = _rows(ROOT / "docs/statements.csv")
TOLD = ("hubs", "movements", "events")
VOCABULARY = {(row["group"], row["word"]): row for row in _rows(ROOT / "layers/schema/vocabulary.csv")}


def _standing(row: dict[str, str]) -> str:
    if row["source"] != ARTICLE:
        return "others"
    return "article_and_others" if row["corroboration"] else "article"


def _point(place: str) -> tuple[str, ...]:
    """Something that is equal for equal points, empty without a point; countries have theirs in the basemap."""
    row = RECORDS.get(place, {})
    if TABLE_OF.get(place) == "countries":
        return (place,)
    return (row["lon"], row["lat"]) if row.get("lon") else ()


def test_the_tables_hold_every_row() -> None:
    assert {name: len(rows) for name, rows in TABLES.items()} == {
        "sources": 123,
        "organisations": 23,
        "countries": 28,
        "zones": 44,
        "hubs": 53,
        "events": 54,
        "movements": 43,
        "phases": 0,
        "figures": 47,
        "gaps": 28,
        "context": 37,
        "scenes": 16,
        "counts": 0,
    }


def test_files_are_utf8_with_the_columns_of_the_manifest_and_plain_line_ends() -> None:
    for resource in MANIFEST["resources"]:
        text = (FOLDER / resource["path"]).read_bytes().decode("utf-8")
        assert "\r" not in text
        header = next(csv.reader([text.split("\n", 1)[0]]))
        assert header == [field["name"] for field in resource["schema"]["fields"]], resource["path"]


def test_settings_say_what_every_picture_needs() -> None:
    ours = MANIFEST["waterbed"]
    assert MANIFEST["as_of"] == "2026-03-31"
    assert MANIFEST["licenses"][0]["name"] == "CC-BY-4.0"
    assert ours["lead_source"] == ARTICLE
    assert ours["default_view"] in ours["views"]
    for text in ("title", "description", "disclaimer"):
        assert all(ours[text][language] for language in LANGUAGES)


def test_ids_are_slugs_and_unique() -> None:
    ids = [row["id"] for rows in TABLES.values() for row in rows]
    assert [one for one, times in Counter(ids).items() if times > 1] == []
    assert [one for one in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one)] == []


def test_references_lead_to_records() -> None:
    for table, rows in TABLES.items():
        for row in rows:
            for column, targets in REFERENCES.items():
                for one in _cell(row, column):
                    assert TABLE_OF.get(one) in targets, (table, row["id"], column, one)
            for column in ("about", "basis", "records"):
                assert [one for one in _cell(row, column) if one not in RECORDS] == [], row["id"]


def test_every_row_has_a_source_and_the_article_a_locator() -> None:
    for row in SOURCED:
        assert row["source"], row["id"]
        assert bool(row["locator"]) == (row["source"] == ARTICLE), row["id"]


def test_quotes_are_short_and_have_a_paraphrase_in_both_languages() -> None:
    for row in SOURCED:
        assert len(row["quote"].split()) <= 20, row["quote"]
        assert bool(row["paraphrase_en"]) == bool(row["paraphrase_fr"]), row["id"]
        if row["quote"]:
            assert row["paraphrase_en"], row["id"]


@pytest.mark.parametrize("stem", ["label", "note", "paraphrase", "statement", "why", "text"])
def test_texts_are_in_both_languages(stem: str) -> None:
    for row in RECORDS.values():
        said = [bool(row.get(f"{stem}_{language}", "")) for language in LANGUAGES]
        assert said[0] == said[1], (row["id"], stem)


def test_every_record_has_labels() -> None:
    for name, rows in TABLES.items():
        if name != "sources":
            assert [row["id"] for row in rows if not (row["label_en"] and row["label_fr"])] == []


def test_dates_are_edtf() -> None:
    texts = {text for row in RECORDS.values() for column in DATES for text in _cell(row, column)}
    assert len(texts) > 50
    for text in texts:
        edtf.parse_edtf(text)


def test_dates_use_the_plain_profile() -> None:
    date = r"\d{4}(-\d{2}(-\d{2})?)?~?"
    for row in RECORDS.values():
        for column in DATES:
            for text in _cell(row, column):
                assert re.fullmatch(f"{date}|{date}/({date})?|/{date}", text), (row["id"], text)


def test_coordinates_are_in_range_and_have_a_precision() -> None:
    for row in TABLES["zones"]:
        if not row["lon"]:
            assert row["id"] == "world"
            continue
        assert -180 <= float(row["lon"]) <= 180 and -90 <= float(row["lat"]) <= 90
        assert float(row["precision_km"]) > 0 and row["point_source"]


def test_zones_with_a_province_code_are_that_province() -> None:
    codes = {row["id"]: row["iso_3166_2"] for row in TABLES["zones"] if row["iso_3166_2"]}
    assert codes == {"shan-state": "MM-17", "kayin-state": "MM-13", "phnom-penh": "KH-12"}


def test_standing_of_the_evidence_is_that_of_the_fact_tables() -> None:
    expected = {row["id"]: row["standing"] for row in _rows(EXPECTED / "standing.csv")}
    assert len(expected) == 28 + 44 + 23 + 53 + 54 + 43 + 37
    assert {one: _standing(RECORDS[one]) for one in expected} == expected


def test_movements_can_be_drawn_where_both_ends_have_different_points() -> None:
    expected = {row["id"]: row["drawable"] for row in _rows(EXPECTED / "drawable.csv")}
    derived = {}
    for row in TABLES["movements"]:
        origin, destination = _point(row["origin"]), _point(row["destination"])
        derived[row["id"]] = "yes" if origin and destination and origin != destination else "no"
    assert derived == expected


def test_the_return_of_the_article_has_no_place_and_no_date() -> None:
    row = RECORDS["mov-05-return-trend"]
    assert (row["kind"], row["stage"], row["stage_by"]) == ("return", "return", "source")
    assert row["origin"] == row["destination"] == row["period"] == row["cause"] == ""


def test_movements_of_the_articles_second_leg_have_no_origin_and_no_date() -> None:
    for one in ("mov-03-zones-philippines", "mov-04-zones-indonesia"):
        assert RECORDS[one]["origin"] == RECORDS[one]["period"] == ""


def test_suspects_handed_over_are_no_repatriation() -> None:
    kinds = {row["id"]: row["kind"] for row in TABLES["movements"]}
    assert kinds["mov-48-repatriation-china"] == "handover"
    assert [one for one, kind in kinds.items() if kind == "repatriation"] == ["mov-23-repatriation-india"]


def test_stages_by_the_source_and_by_the_analyst() -> None:
    by = {
        (row["stage"], row["stage_by"])
        for name in ("hubs", "movements")
        for row in TABLES[name]
        if row["stage"]
    }
    assert by == {
        ("origin", "source"),
        ("displacement", "source"),
        ("displacement", "analyst"),
        ("second_displacement", "source"),
        ("second_displacement", "analyst"),
        ("other_displacement", "analyst"),
        ("return", "source"),
        ("return", "analyst"),
        ("return_candidate", "analyst"),
        ("expansion", "source"),
        ("context", "source"),
    }
    assert {row["stage_by"] for row in TABLES["events"]} == {"analyst"}


@pytest.mark.parametrize(
    "rivals",
    [
        {"fig-india-550", "fig-india-549"},
        {"fig-peru-40", "fig-peru-43"},
        {"fig-japan-50pct", "fig-japan-59pct"},
        {"fig-fullylight-350000", "fig-fullylight-117000"},
        {"fig-countries-50", "fig-interpol-66"},
    ],
    ids=lambda rivals: " ".join(sorted(rivals)),
)
def test_rival_figures_share_their_measure(rivals: set[str]) -> None:
    measures = {RECORDS[one]["measure"] for one in rivals}
    assert len(measures) == 1
    assert {row["id"] for row in TABLES["figures"] if row["measure"] in measures} == rivals


def test_figures_are_reported_numbers() -> None:
    assert {row["standing"] for row in TABLES["figures"]} == {"reported"}
    assert all(float(row["value"]) > 0 for row in TABLES["figures"])


def test_every_word_is_in_the_vocabulary() -> None:
    for table, rows in TABLES.items():
        for row in rows:
            for column in row:
                group = VOCABULARY_GROUPS.get((table, column)) or VOCABULARY_GROUPS.get(("*", column))
                for word in _cell(row, column) if group else ():
                    assert (group, word) in VOCABULARY, (table, row["id"], column, word)


def test_vocabulary_has_labels_in_both_languages_and_no_word_twice() -> None:
    assert len(VOCABULARY) == len(_rows(ROOT / "layers/schema/vocabulary.csv"))
    unsaid = [key for key in VOCABULARY if any(not _label(*key, lang) for lang in ("en", "fr"))]
    assert unsaid == []


def _label(group: str, word: str, lang: str) -> str:
    return labels(lang).get(group, {}).get(word, "")


def test_a_word_in_two_groups_has_one_label() -> None:
    # The timeline keys its words by the word alone.
    found: dict[tuple[str, str], set[str]] = {}
    for group, word in VOCABULARY:
        for lang in installed():
            found.setdefault((word, lang), set()).update(filter(None, [_label(group, word, lang)]))
    assert {word: said for word, said in found.items() if len(said) > 1} == {}


def test_event_kinds_have_a_family_and_four_roles_are_drawn() -> None:
    families = {word: row["family"] for (group, word), row in VOCABULARY.items() if group == "event_kind"}
    assert families["armed_conflict"] == families["power_cut"] == "disruption"
    assert all(("family", family) in VOCABULARY for family in families.values())
    drawn = {word for (group, word), row in VOCABULARY.items() if group == "role" and row["drawn"] == "1"}
    assert drawn == {"fraud_hub", "laundering_hub", "marketplace", "rd_centre"}


def test_all_statements_are_accounted_for() -> None:
    assert [row["id"] for row in STATEMENTS] == [f"S{n:02}" for n in range(1, 58)]
    assert [row["id"] for row in STATEMENTS if not (row["records"] or row["reason"])] == []


def test_statements_and_locators_agree() -> None:
    lines = {row["id"]: row["line"] for row in STATEMENTS}
    found: dict[str, set[str]] = {one: set() for one in lines}
    for row in SOURCED:
        for locator in _cell(row, "locator"):
            statement, _, line = locator.rpartition("@")
            assert re.fullmatch(r"L\d+", line), (row["id"], locator)
            if statement:
                assert lines[statement] == line, (row["id"], locator)
                found[statement].add(row["id"])
    assert {row["id"]: set(row["records"].split(";")) - {""} for row in STATEMENTS} == found


def test_every_statement_is_told_by_the_scenes_it_names_or_says_why_by_none() -> None:
    named = {scene["id"]: set(_cell(scene, "records")) for scene in TABLES["scenes"]}
    for row in STATEMENTS:
        drawn = {one for one in row["records"].split(";") if TABLE_OF[one] in (*TOLD, "figures")}
        assert row["told"].split(";") == ([one for one, ids in named.items() if ids & drawn] or [""]), row[
            "id"
        ]
        assert bool(row["told"]) != bool(row["reason"]), row["id"]


def test_every_hub_movement_and_event_of_the_lead_text_is_told_or_says_why_not() -> None:
    named = {one for scene in TABLES["scenes"] for one in _cell(scene, "records")}
    excused = {one for row in STATEMENTS if row["reason"] for one in row["records"].split(";")}
    lead = {row["id"] for table in TOLD for row in TABLES[table] if row["source"] == ARTICLE}
    assert lead - named - excused == set()
    assert lead & excused == {"evt-huione-stablecoin-2024", "evt-huione-visa-2025"}  # products


@pytest.mark.parametrize("scene", TABLES["scenes"], ids=lambda scene: scene["id"])
def test_scene_sentences_rest_on_records_alike_in_both_languages(scene: dict[str, str]) -> None:
    english, french = (_sentences(scene[f"text_{language}"]) for language in LANGUAGES)
    assert [ids for _, ids in english] == [ids for _, ids in french]
    cited = [one for _, ids in english for one in ids]
    assert [one for one in cited if one not in RECORDS] == []
    assert _cell(scene, "records") == list(dict.fromkeys(cited))


@pytest.mark.parametrize("scene", TABLES["scenes"], ids=lambda scene: scene["id"])
def test_scenes_are_short(scene: dict[str, str]) -> None:
    for language in LANGUAGES:
        said = [sentence for sentence, _ in _sentences(scene[f"text_{language}"])]
        assert 2 <= len(said) <= 4
        assert len(" ".join(said)) <= 420
        assert len(scene[f"label_{language}"]) <= 70


def test_scenes_follow_the_clock() -> None:
    assert [row["seq"] for row in TABLES["scenes"]] == [str(n + 1) for n in range(len(TABLES["scenes"]))]
    periods = [row["period"] for row in TABLES["scenes"]]
    ends = [period.rpartition("/")[2] for period in periods]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", end) for end in ends)
    assert ends == sorted(ends) and len(set(periods)) == len(periods)


def test_scene_views_are_named_or_four_numbers() -> None:
    for row in TABLES["scenes"]:
        if row["view"] and row["view"] not in MANIFEST["waterbed"]["views"]:
            west, south, east, north = map(float, row["view"].split())
            assert -180 <= west < east <= 180 and -90 <= south < north <= 90


def test_scenes_keep_a_neutral_voice() -> None:
    loaded = r"\b(flee|fled|balloon|cancer|fuient|fuir|ballon|Myanmar)\b"
    for row in TABLES["scenes"]:
        french = row["label_fr"] + row["text_fr"]
        english = (row["label_en"] + row["text_en"]).replace("Myanmar", "")
        assert re.findall(loaded, re.sub(r"\[[^]]+\]", "", french + english), re.IGNORECASE) == []


def test_headlines_leave_out_where_they_are_from_and_short_names() -> None:
    asides = r"\b(article|text[e]?|source|billet|post|MNDAA|POGO|USIP|Huione|leg|étape|trigger)s?\b"
    for row in TABLES["scenes"]:
        said = f"{row['label_en']} | {row['label_fr']}"
        assert row["id"] == "scn-03-first-leg" or re.findall(asides, said, re.IGNORECASE) == [], said


def test_the_lead_text_is_explained_where_it_is_first_named() -> None:
    for language, name, what in (("en", "lead text", "user post"), ("fr", "texte principal", "billet")):
        first = next(row[f"text_{language}"] for row in TABLES["scenes"] if name in row[f"text_{language}"])
        assert what in first and first == TABLES["scenes"][0][f"text_{language}"]


def test_no_word_of_the_workshop_is_left_in_what_a_reader_meets() -> None:
    jargon = r"\b(the article|l’article|legs?|leg-\d|étapes?|triggers?|déclencheurs?|others only)\b|\(\d\)"
    for row in RECORDS.values():
        said = " | ".join(text for column, text in row.items() if column.endswith(("_en", "_fr")))
        assert re.findall(jargon, said, re.IGNORECASE) == [], row["id"]


def test_what_is_not_known_says_why() -> None:
    assert [row["id"] for row in TABLES["gaps"]] == [f"gap-{n:02}" for n in range(1, 29)]
    assert [row["id"] for row in TABLES["gaps"] if not (row["statement_en"] and row["why_en"])] == []


def test_context_holds_proposals_and_recommendations() -> None:
    topics = Counter(row["topic"] for row in TABLES["context"])
    assert topics["co_operation"] == 1 + 4
    assert topics["recommendations"] == 5 + 1


def test_french_says_birmanie() -> None:
    for row in RECORDS.values():
        texts = [row[column] for column in row if column.endswith("_fr")]
        assert [text for text in texts if "Myanmar" in text] == [], row["id"]


def test_addresses_of_sources_are_web_addresses() -> None:
    assert [row["id"] for row in TABLES["sources"] if not re.match(r"https?://|$", row["url"])] == []
    assert [row["id"] for row in TABLES["sources"] if "not shown" in row["title"]] == []


def test_no_working_words_are_left() -> None:
    files = [*FOLDER.iterdir(), ROOT / "layers/schema/vocabulary.csv", ROOT / "docs/statements.csv"]
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert re.findall(r"\b(?:\w*seed\w*|stored|unv-\d*|unverified\.csv)\b", text, re.IGNORECASE) == [], (
            file
        )
