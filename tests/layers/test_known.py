"""What had been published by a day is drawn as of that day, no more and no less; what was withdrawn is not drawn."""

from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from tests.layers.packages import MANIFEST, changed, with_row, write_manifest, write_tiny
from waterbed import DataError, Dataset, Timeline
from waterbed.layers.cycle.table import cycles

# Of the tiny set the wire's report is of 2024-04-05, the article of May 2025.
BY_THEN = {
    "sources": """
id,kind,title,publisher,url,date,lang
wire,corroboration,Raids on the river,A wire,https://example.org/raids,2024-04-05,en
article,lead_article,The cycle,A paper,https://example.org/cycle,2025-05,en
""",
    "countries": """
id,label_en,label_fr,iso2,iso3,roles,source,corroboration
cambodia,Cambodia,Cambodge,KH,KHM,fraud_hub,wire,
myanmar,Myanmar,Birmanie,MM,MMR,fraud_hub;displacement_destination,article,
""",
    "organisations": """
id,label_en,label_fr,kind,place,source
police,National police,Police nationale,enforcement_actor,cambodia,article
""",
    "hubs": """
id,label_en,place,role,attested,lon,lat,precision_km,source,certainty
hub-compound,A compound,laukkai,fraud_hub,2023-09,98.77,23.7,1,wire,medium
""",
    "events": """
id,label_en,kind,place,date,actor,stage,source,corroboration
ban,Ban on online gambling,ban,cambodia,2019-08-18,,crackdown,wire,
raid,Raid in the capital,raid,phnom-penh,2024-04-05,police,crackdown,wire,
""",
    "movements": """
id,label_en,kind,origin,destination,period,cause,low,best,high,unit,source
to-laukkai,To Laukkai,displacement,phnom-penh,laukkai,2024-04~/2024-06,ban;raid,100,150.5,200,people,wire
""",
    "gaps": None,
    "scenes": None,
}


def test_the_set_as_of_a_day_is_the_set_made_of_what_had_been_published_by_then(tmp_path: Path) -> None:
    known = Dataset.read(write_tiny(tmp_path / "all")).known_on("2024-06-30")
    due = Dataset.read(write_tiny(tmp_path / "then", **BY_THEN))
    for table, frame in due.tables.items():
        there = [column for column in frame.columns if column in known[table]]
        assert known[table].index.tolist() == [one for one in known[table].index if one in frame.index]
        assert sorted(known[table].index) == sorted(frame.index), table
        assert_frame_equal(known[table][there].sort_index(), frame[there].sort_index())
        assert not known[table].drop(columns=there).astype(bool).any(axis=None)
    assert known.meta["as_of"] == "2024-06-30"
    assert known.lead_source == "article"
    assert known.warnings == ()
    assert_frame_equal(cycles(known), cycles(Dataset.read(tmp_path / "then")), check_like=True)


def test_a_record_is_known_from_the_day_that_it_says_itself(tmp_path: Path) -> None:
    events = with_row("events", id="late", label_en="Late", kind="raid", place="shan", date="2024-03", source="wire",
                      recorded="2024-05")  # fmt: skip
    dataset = Dataset.read(write_tiny(tmp_path / "set", events=events))
    assert "late" not in dataset.known_on("2024-05-30")["events"].index
    assert "late" in dataset.known_on("2024-05-31")["events"].index


def test_a_place_that_only_later_sources_tell_of_has_its_name_and_nothing_that_they_say(
    tmp_path: Path,
) -> None:
    events = with_row(
        "events", id="seen", label_en="Seen", kind="raid", place="hub-capital", date="2024", source="wire"
    )
    known = Dataset.read(write_tiny(tmp_path / "set", events=events)).known_on("2024-06-30")
    capital = known["hubs"].loc["hub-capital"]
    assert (capital["label_en"], capital["place"]) == ("Offices in the capital", "phnom-penh")
    assert (capital["present"], capital["attested"]) == ("", ())


def test_what_was_seen_later_was_not_known_though_its_record_was(tmp_path: Path) -> None:
    hubs = changed("hubs", "hub-compound", attested="2023-09;2024-06;2024-09")
    known = Dataset.read(write_tiny(tmp_path / "set", hubs=hubs)).known_on("2024-06-30")
    assert known["hubs"].at["hub-compound", "attested"] == ("2023-09", "2024-06")


@pytest.mark.parametrize("lost", [{"recorded": "2025-01"}, {"withdrawn": "2024-05"}])
def test_a_place_that_was_not_known_is_no_control(tmp_path: Path, lost: dict[str, str]) -> None:
    zones = with_row("zones", id="far", label_en="Far", country="myanmar", kind="town", source="wire", **lost)
    folder = write_tiny(tmp_path / "set", zones=zones)
    write_manifest(folder, waterbed=MANIFEST["waterbed"] | {"controls": {"phnom-penh": ["far", "laukkai"]}})
    known = Dataset.read(folder).known_on("2024-06-30")
    assert known.settings["controls"] == {"phnom-penh": ["laukkai"]}
    assert cycles(known)["trigger"].tolist()


def test_what_was_withdrawn_is_not_drawn_and_stays_in_the_files(tmp_path: Path) -> None:
    events = changed("events", "raid", withdrawn="2024-08")
    dataset = Dataset.read(write_tiny(tmp_path / "set", events=events))
    assert dataset["events"].index.tolist() == ["ban"]
    assert dataset["movements"].at["to-laukkai", "cause"] == ("ban",)
    assert "raid" not in Timeline.of(dataset)["events"]["id"]
    assert dataset["figures"].at["fig-arrests", "event"] == ""
    assert "raid" in dataset.known_on("2024-08-30")["events"].index
    for name in ("again", "set.gpkg"):
        dataset.write(tmp_path / name)
        again = Dataset.read(tmp_path / name)
        assert again["events"].index.tolist() == ["ban"]
        assert again.known_on("2024-08-30")["movements"].at["to-laukkai", "cause"] == ("ban", "raid")


@pytest.mark.parametrize("day", ["2026-01-01", "2024", "yesterday", "2024-01-01/2024-02-01", ""])
def test_a_day_that_cannot_be_looked_back_to_is_told(tmp_path: Path, day: str) -> None:
    dataset = Dataset.read(write_tiny(tmp_path / "set"))
    with pytest.raises(DataError, match="no day that can be looked back to; write one up to 2025-12-31"):
        dataset.known_on(day)


def test_before_the_first_source_nothing_was_known(tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match="has nothing that had been published by 2020-01-01; take a later day"
    ):
        Dataset.read(write_tiny(tmp_path / "set")).known_on("2020-01-01")


def test_the_bundled_set_can_be_looked_back_to_in_every_year() -> None:
    dataset = Dataset.read()
    rows = [len(dataset.known_on(f"{year}-06-30")["events"]) for year in range(2020, 2027) if year < 2026]
    assert rows == sorted(rows)
    assert rows[-1] < len(dataset["events"])
    assert rows[0] > 0
