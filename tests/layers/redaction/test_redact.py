"""What a profile takes out of a data set, and that what is left holds together."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.layers.packages import changed, with_row, write_tiny
from waterbed import Dataset
from waterbed.layers.manifest.profiles import BUILT_IN, Coordinates, LeaveOut, Profile
from waterbed.layers.redaction.coarse import coarse_date
from waterbed.layers.redaction.redact import redact

MONTH = Profile("p", dates="month")


def _set(folder: Path, **tables: str | bytes | None) -> Dataset:
    return Dataset.read(write_tiny(folder, **tables))


def _without(**left: Any) -> Profile:
    return Profile("p", leave_out=LeaveOut(**{name: frozenset(ids) for name, ids in left.items()}))


COARSE = {
    ("2024-03-04", "month"): "2024-03",
    ("2024-03-04~", "year"): "2024~",
    ("2023-09~/2024-04-30", "month"): "2023-09~/2024-04",
    ("2024-03-04/2024-03-20", "month"): "2024-03",
    ("2024-03-04?/2024-03-20", "month"): "2024-03?/2024-03",
    ("2019-08-18/", "month"): "2019-08/",
    ("../2019-08-18", "year"): "../2019",
    ("2024-21", "month"): "2024-21",
    ("2024-21", "year"): "2024",
    ("2024-03-XX", "month"): "2024-03",
    ("2024-XX-XX", "month"): "2024",
    ("202X", "year"): "202X",
    ("", "year"): "",
}


@pytest.mark.parametrize("case", COARSE, ids=lambda case: " ".join(case))
def test_dates_are_cut_and_stay_dates(case: tuple[str, Any]) -> None:
    assert coarse_date(*case) == COARSE[case]


def test_every_date_but_those_of_sources_is_coarse_afterwards(tmp_path: Path) -> None:
    attested = changed(
        "hubs", "hub-compound", attested="2023-09-03;2023-09-07;2023-10-01", present="2023-09-03/"
    )
    left = redact(_set(tmp_path, hubs=attested), MONTH).dataset
    assert left["hubs"].at["hub-compound", "present"] == "2023-09/"
    assert left["hubs"].at["hub-compound", "attested"] == ("2023-09", "2023-10")
    assert left["events"]["date"].tolist() == ["2019-08", "2024-04"]
    assert left["sources"].at["wire", "date"] == "2024-04-05"
    assert left.as_of == 20453


PROSE = {
    ("note_en", "Raided on 5 April 2024, again 10\u201312 May."): "Raided on […] April 2024, again […] May.",
    ("note_fr", "Lancée le 1er avril 2024"): "Lancée le […] avril 2024",
    ("quote", "On 2024-04-05 they came"): "On 2024-04 they came",
    ("note_en", "The Dragon-Villa compound"): "The [withheld] compound",
    ("note_fr", "Le site DRAGON VILLA"): "Le site [non communiqué]",
    ("note_en", "In April 2024, 31 people"): "In April 2024, 31 people",
}


@pytest.mark.parametrize("case", PROSE, ids=lambda case: case[1])
def test_days_and_names_go_out_of_prose(tmp_path: Path, case: tuple[str, str]) -> None:
    column, text = case
    events = changed("events", "raid", **{"note_en": "", "note_fr": "", "quote": "", column: text})
    left = redact(_set(tmp_path, events=events), Profile("p", dates="month", words=("Dragon Villa",))).dataset
    assert left["events"].at["raid", column] == PROSE[case]


def test_a_left_out_record_leaves_no_reference_behind(tmp_path: Path) -> None:
    dataset = _set(
        tmp_path,
        scenes=changed("scenes", "scene-ban", records="ban;raid",
                       text_en="A ban came. [ban] A raid came. [ban;raid] It ends."),
        gaps=with_row("gaps", id="gap-raid", statement_en="Who ordered it", about="raid", source="article"),
        figures=changed("figures", "fig-arrests", event="raid"),
    )  # fmt: skip
    left = redact(dataset, _without(records=["raid"])).dataset
    assert "raid" not in left["events"].index
    assert left["movements"].at["to-laukkai", "cause"] == ("ban",)
    assert left["figures"].at["fig-arrests", "event"] == ""
    assert list(left["gaps"].index) == ["gap-return"]
    assert left["scenes"].at["scene-ban", "text_en"] == "A ban came. [ban] (withheld) It ends."
    assert left["scenes"].at["scene-ban", "records"] == ("ban",)


def test_the_day_on_which_a_scene_rests_gets_coarser_with_the_others(tmp_path: Path) -> None:
    dataset = _set(tmp_path, scenes=changed("scenes", "scene-ban", hold="2019-09-17"))
    left = redact(dataset, Profile("p", dates="month")).dataset
    assert left["scenes"].at["scene-ban", "hold"] == "2019-09"


def test_a_left_out_place_gives_way_to_the_one_around_it(tiny: Dataset) -> None:
    redaction = redact(tiny, _without(records=["laukkai"]))
    left = redaction.dataset
    assert left["movements"].loc[["to-withheld", "back"], ["origin", "destination"]].to_numpy().tolist() == [
        ["phnom-penh", "shan"],
        ["shan", ""],
    ]
    assert left["hubs"].at["hub-compound", "place"] == "shan"
    assert left["movements"].at["to-withheld", "label_en"] == "To [withheld]"
    assert ("text", "Laukkai") in {(one.kind, one.value) for one in redaction.withheld}


def test_records_go_by_flag_certainty_place_and_source(tiny: Dataset, tmp_path: Path) -> None:
    assert list(redact(tiny, _without(certainty=["medium"])).dataset["hubs"].index) == [
        "hub-capital",
        "hub-nowhere",
    ]
    assert list(redact(tiny, _without(places=["shan"])).dataset["movements"].index) == []
    assert list(redact(tiny, _without(sources=["wire"])).dataset["events"].index) == ["ban"]
    flagged = _set(tmp_path, events=changed("events", "raid", flags="single_source"))
    assert list(redact(flagged, _without(flags=["single_source"])).dataset["events"].index) == ["ban"]


def test_without_its_lead_source_a_record_rests_on_the_next_one_or_goes(tmp_path: Path) -> None:
    events = changed("events", "ban", quote="as the article says")
    left = redact(_set(tmp_path, events=events), _without(records=["article"])).dataset
    ban = left["events"].loc["ban"]
    assert (ban["source"], ban["corroboration"], ban["locator"], ban["quote"]) == ("wire", (), (), "")
    assert list(left["zones"].index) == ["laukkai"]
    assert left.lead_source == ""


def test_an_id_that_carries_a_secret_gets_another_one_everywhere(tmp_path: Path) -> None:
    tables = {
        "events": changed("events", "raid", id="evt-dragon-villa-2024-04-05"),
        "movements": changed("movements", "to-laukkai", cause="ban;evt-dragon-villa-2024-04-05"),
        "figures": changed("figures", "fig-arrests", event="evt-dragon-villa-2024-04-05"),
        "scenes": changed("scenes", "scene-ban", text_en="It. [evt-dragon-villa-2024-04-05]", records=""),
        "hubs": changed("hubs", "hub-nowhere", id="evt-dragon.villa-2024-04"),
    }
    profile = Profile("p", dates="month", words=("Dragon Villa",))
    left = redact(_set(tmp_path, **tables), profile).dataset
    assert list(left["events"].index) == ["ban", "evt-withheld-2024-04-2"]
    assert "evt-withheld-2024-04" in left["hubs"].index
    assert left["movements"].at["to-laukkai", "cause"] == ("ban", "evt-withheld-2024-04-2")
    assert left["scenes"].at["scene-ban", "text_en"] == "It. [evt-withheld-2024-04-2]"


def test_small_groups_of_people_are_not_shown(tmp_path: Path) -> None:
    dataset = _set(
        tmp_path,
        movements=changed("movements", "to-laukkai", label_en="3 people to Laukkai", low="2", best="3", high="4",
                          quote="three went"),
        figures=with_row("figures", id="fig-four", label_en="Four", value="4", unit="people", source="wire"),
        counts="id,place,period,unit,n,source\nc1,shan,2024,people,4,wire\nc2,shan,2025,people,0,wire\n"
               "c3,shan,2025,sites,2,wire",
    )  # fmt: skip
    left = redact(dataset, Profile("p", min_group=5)).dataset
    move = left["movements"].loc["to-laukkai"]
    assert move[["low", "best", "high"]].isna().all()
    assert (move["label_en"], move["quote"]) == ("[…] people to Laukkai", "")
    assert list(left["figures"].index) == ["fig-arrests"]
    assert list(left["counts"].index) == ["c2", "c3"]


SITES = {
    "exact": (["laukkai", "site"], ["laukkai", "site"], 98.77),
    "zone": (["laukkai"], ["laukkai", "laukkai"], float("nan")),
    "country": ([], ["myanmar", "myanmar"], float("nan")),
}


@pytest.mark.parametrize("coordinates", SITES)
def test_points_of_events_go_with_those_of_sites(tmp_path: Path, coordinates: Coordinates) -> None:
    events = changed("events", "raid", lon="104.93", lat="11.57", precision_km="0.1")
    redacted = redact(_set(tmp_path, events=events), Profile("p", coordinates=coordinates))
    left = redacted.dataset["events"].loc[["raid"], ["lon", "lat", "precision_km"]].to_numpy()[0]
    points = {one.value for one in redacted.withheld if (one.table, one.kind) == ("events", "point")}
    if coordinates == "exact":
        assert left.tolist() == [104.93, 11.57, 0.1] and not points
    else:
        assert pd.isna(left).all() and points == {(104.93, 11.57)}


@pytest.mark.parametrize("coordinates", SITES)
def test_sites_stand_at_their_zone_or_country(tmp_path: Path, coordinates: Coordinates) -> None:
    zones = with_row("zones", id="site", label_en="Site", country="myanmar", parent="laukkai",
                     kind="compound_area", lon="98.77123", lat="23.70456", precision_km="1", source="wire")  # fmt: skip
    moves = changed("movements", "to-laukkai", origin="laukkai", destination="site")
    dataset = _set(tmp_path, zones=zones, movements=moves)
    left = redact(dataset, Profile("p", coordinates=coordinates)).dataset
    kept, ends, lon = SITES[coordinates]
    assert [zone for zone in ("laukkai", "site") if zone in left["zones"].index] == kept
    assert [left["movements"].at["to-laukkai", end] for end in ("origin", "destination")] == ends
    assert left["hubs"]["lon"].max() == pytest.approx(lon, nan_ok=True)
    if coordinates != "exact":
        assert left.stands_at("hub-compound") == ends[0]
        assert not left.places.geometry.isna()[ends[0]]


def test_a_tight_view_is_widened_with_the_points(tmp_path: Path) -> None:
    scenes = changed("scenes", "scene-ban", view="98.70 23.61 98.85 23.75")
    left = redact(_set(tmp_path, scenes=scenes), Profile("p", coordinates="zone")).dataset
    assert left["scenes"].at["scene-ban", "view"] == "98 23 99 24"


def test_columns_and_own_columns_go(tmp_path: Path) -> None:
    events = changed("events", "raid", quote="they came", gps="98.77123 23.70456")
    profile = _without(columns=[("events", "quote"), ("hubs", "label"), ("movements", "low")])
    redaction = redact(_set(tmp_path, events=events), profile)
    left = redaction.dataset
    assert left["events"].at["raid", "quote"] == "" and "gps" not in left["events"]
    assert left["hubs"]["label_en"].unique().tolist() == ["[withheld]"]
    assert left["hubs"]["label_fr"].unique().tolist() == ["[non communiqué]"]
    assert left["movements"]["low"].isna().all()
    assert "they came" in {one.value for one in redaction.withheld}


def test_the_settings_do_not_tell_what_the_profile_hides(tmp_path: Path) -> None:
    dataset = _set(tmp_path)
    dataset.meta["waterbed"]["profiles"] = {"p": {"words": ["Dragon Villa"]}}
    left = redact(dataset, Profile("p", words=("Dragon Villa",), marking={"en": "TLP:AMBER"})).dataset
    assert "Dragon" not in str(left.meta)
    assert left.settings["edition"]["marking"] == {"en": "TLP:AMBER"}


def test_the_given_data_set_stays_and_the_redacted_one_can_be_written(
    bundled: Dataset, tmp_path: Path
) -> None:
    before = {name: frame.copy() for name, frame in bundled.tables.items()}
    left = redact(bundled, BUILT_IN["public"]).dataset
    for name, frame in before.items():
        pd.testing.assert_frame_equal(bundled[name], frame)
    left.write(tmp_path / "public")
    again = Dataset.read(tmp_path / "public")
    for name, frame in left.tables.items():
        pd.testing.assert_frame_equal(again[name], frame)


def test_the_internal_profile_withholds_nothing(bundled: Dataset) -> None:
    redaction = redact(bundled, BUILT_IN["internal"])
    assert redaction.withheld == ()
    for name, frame in bundled.tables.items():
        pd.testing.assert_frame_equal(redaction.dataset[name], frame)


def test_what_is_let_out_elsewhere_is_not_withheld(tiny: Dataset) -> None:
    redaction = redact(tiny, MONTH)
    days = [one.value for one in redaction.withheld if one.kind == "day"]
    assert days == [18126]  # 5 April 2024 is also the day on which the wire was published


@pytest.mark.parametrize(("side", "kept"), [(0.02, False), (0.5, True)])
def test_an_outline_as_small_as_a_site_is_one(tmp_path: Path, side: float, kept: bool) -> None:
    (west, south), (east, north) = (104.9, 11.5), (104.9 + side, 11.5 + side)
    box = f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {south}))"
    zones = with_row("zones", id="stalls", label_en="Stalls", country="cambodia", kind="district", geometry=box,
                     source="wire")  # fmt: skip
    left = redact(_set(tmp_path, zones=zones), Profile("p", coordinates="zone")).dataset
    assert ("stalls" in left["zones"].index) == kept


def test_words_of_a_data_set_go_along_where_they_are_used_and_say_nothing_withheld(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path, events=changed("events", "raid", kind="boarding"))
    (folder / "vocabulary.csv").write_text(
        "group,word,family,label_en\nevent_kind,boarding,enforcement,Boarding off Laukkai\n"
        "event_kind,spare,observation,Spare\n",
        encoding="utf-8",
    )
    profile = Profile("p", words=("Laukkai",), dates="month")
    left = redact(Dataset.read(folder), profile).dataset
    assert left["events"].at["raid", "kind"] == "boarding"
    assert left.vocabulary.own.index.get_level_values("word").tolist() == ["boarding"]
    assert "Laukkai" not in left.vocabulary.label("boarding", "en")
    assert left.vocabulary.label("boarding", "en").startswith("Boarding off")


def test_controls_of_the_settings_follow_the_places(tmp_path: Path) -> None:
    dataset = _set(tmp_path)
    dataset.meta["waterbed"]["controls"] = {"shan": ["phnom-penh", "cambodia"], "phnom-penh": ["shan"]}
    left = redact(dataset, _without(records=["phnom-penh"])).dataset
    assert left.settings["controls"] == {"shan": ["cambodia"]}


def test_days_of_a_series_become_one_number_a_month(tmp_path: Path) -> None:
    days = {"2010-01-01": 0, "2010-02-03": 2, "2010-02-09": 7, "2010-04-30": 1}
    rows = "".join(f"n-{day},shan,{day},sites,{n},count,wire\n" for day, n in days.items())
    other = "y,shan,2011,sites,4,count,wire\n"
    dataset = _set(tmp_path, counts=f"id,place,period,unit,n,kind,source\n{rows}{other}")
    left = redact(dataset, MONTH).dataset
    found = left["counts"].set_index("period")["n"].to_dict()
    assert found == {"2011": 4, "2010-01": 0, "2010-02": 9, "2010-03": 0, "2010-04": 1}
    assert left.warnings == dataset.warnings == ()
    assert redact(dataset, _without(records=["y"])).dataset["counts"].index.tolist() == [
        f"n-{day}" for day in days
    ]
