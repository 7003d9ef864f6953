"""The counts behind the measures: places, periods, what is counted, and what must be told about them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.layers.packages import MANIFEST, changed, with_row, write_manifest, write_tiny
from waterbed.layers.counting.design import Design, design, series
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number
from waterbed.layers.dates.edtf import parse

EVENTS = "id,label_en,kind,place,date,stage,source,certainty\n"
BEFORE, AFTER = "2024-02-05", "2024-06-05"
NOTHING = {"figures": None, "gaps": None, "scenes": None}


def _read(folder: Path, *reports: str, **tables: str) -> Dataset:
    """The tiny package, with reports as ``place, date, certainty`` beside its ban and its raid of 5 April 2024."""
    rows = [
        "ban,x,ban,cambodia,2019-08-18,crackdown,wire,high",
        "raid,x,raid,phnom-penh,2024-04-05,,wire,high",
    ]
    for number, report in enumerate(reports):
        place, day, *rest = (cell.strip() for cell in report.split(","))
        rows.append(f"report-{number},x,report,{place},{day},,wire,{rest[0] if rest else ''}")
    write_tiny(folder, **NOTHING | {"events": EVENTS + "\n".join(rows)} | tables)
    write_manifest(folder, waterbed=MANIFEST["waterbed"] | {"counted_kinds": ["report"]})
    return Dataset.read(folder)


def _note(plan: Design, key: str) -> dict[str, Any]:
    (found,) = [note for note in plan.notes if note.key == key]
    return dict(found.values)


def _keys(plan: Design) -> list[str]:
    return [note.key for note in plan.notes]


def test_events_are_counted_before_and_after_with_their_records(tmp_path: Path) -> None:
    dataset = _read(
        tmp_path,
        f"phnom-penh, {BEFORE}", f"hub-capital, {BEFORE}", f"phnom-penh, {AFTER}", "phnom-penh, 2020-01-01",
        f"laukkai, {AFTER}", f"shan, {BEFORE}",
    )  # fmt: skip
    plan = design(dataset, "raid", receiving=["laukkai"], control=["shan"])
    assert plan.counts == (2, 1, 1, 0, 0, 1)
    assert (plan.cdb, plan.cda) == (0, 0)
    assert plan.records["rb"] == ("report-0", "report-1")
    assert plan.records["da"] == ("report-4",)
    assert plan.counted == ("report-0", "report-1", "report-5", "report-2", "report-4")


def test_the_periods_are_half_a_year_unless_others_are_given(tmp_path: Path) -> None:
    dataset, day = _read(tmp_path), parse("2024-04-05").start_min or 0
    plan = design(dataset, "raid")
    assert (plan.before, plan.after) == ((day - 180, day - 1), (day, day + 179))
    assert _note(plan, "periods_default") == {"before": plan.before, "after": plan.after}
    plan = design(dataset, "raid", before_days=30, after_days=60)
    assert (plan.before, plan.after) == ((day - 30, day - 1), (day, day + 59))
    assert _note(plan, "periods_differ") == {"before": plan.before, "after": plan.after}


def test_a_vague_trigger_leaves_out_the_days_on_which_it_may_have_come(tmp_path: Path) -> None:
    events = EVENTS + "raid,x,raid,phnom-penh,2024-04,,wire,\nban,x,ban,cambodia,2019,,wire,"
    plan = design(_read(tmp_path, events=events), "raid", before_days=10, after_days=10)
    first, last = parse("2024-04").start_min or 0, parse("2024-04").start_max or 0
    assert (plan.before, plan.after) == ((first - 10, first - 1), (last, last + 9))
    assert _note(plan, "trigger_day_vague") == {"first": first, "last": last}


@pytest.mark.parametrize("day", ["", "/2024-04-05"])
def test_a_trigger_without_a_first_day_has_no_periods_and_no_counts(tmp_path: Path, day: str) -> None:
    events = EVENTS + f"raid,x,raid,phnom-penh,{day},,wire,\nban,x,ban,cambodia,2019,,wire,"
    plan = design(_read(tmp_path, events=events), "raid")
    assert (plan.before, plan.after, plan.counts) == (None, None, (None,) * 6)
    assert _note(plan, "trigger_without_start") == {"trigger": "raid"}


def test_a_period_that_is_not_over_is_told(tmp_path: Path) -> None:
    plan = design(_read(tmp_path), "raid", after_days=2000)
    assert _note(plan, "after_not_over")["as_of"] == day_number(date(2025, 12, 31))


def test_an_event_known_by_its_month_counts_by_its_share(tmp_path: Path) -> None:
    dataset = _read(
        tmp_path, "phnom-penh, 2024-04", "phnom-penh, 2024", "phnom-penh, 2024-05/", "phnom-penh, "
    )
    plan = design(dataset, "raid", before_days=30, after_days=30, receiving=[], control=["laukkai"])
    # April: 4 of 30 days before the 5th, 26 from it on; 2024: 30 of 366 days each.
    assert plan.rb == pytest.approx(4 / 30 + 30 / 366)
    assert plan.ra == pytest.approx(26 / 30 + 30 / 366)
    assert _note(plan, "counted_by_share") == {"n": 2}
    assert _note(plan, "undated_left_out") == {"records": ("report-2", "report-3")}


def test_a_place_belongs_to_the_nearest_listed_one(tmp_path: Path) -> None:
    dataset = _read(
        tmp_path, f"laukkai, {AFTER}", f"shan, {AFTER}", f"hub-compound, {AFTER}", f"myanmar, {AFTER}"
    )
    plan = design(dataset, "raid", target="laukkai", receiving=["shan"], control=["myanmar"])
    assert (plan.ra, plan.da, plan.ca) == (2, 1, 1)
    twice = design(dataset, "raid", target="laukkai", receiving=["laukkai", "shan"], control=["shan"])
    assert (twice.receiving, twice.control) == (("shan",), ())


def test_the_target_is_where_the_cycle_table_has_the_trigger(tmp_path: Path) -> None:
    plan = design(_read(tmp_path), "ban")
    # The ban of the country drove operations out of the country, and of its capital.
    assert plan.target == "cambodia"
    assert _note(plan, "target_of_several") == {"place": "cambodia", "others": ("phnom-penh",)}


def test_receiving_places_are_the_recorded_destinations(tmp_path: Path) -> None:
    plan = design(_read(tmp_path), "raid")
    assert (plan.receiving, plan.receiving_by) == (("laukkai",), "recorded")
    assert _note(plan, "receiving_recorded") == {"places": ("laukkai",)}
    none = design(_read(tmp_path / "none"), "raid", target="laukkai")
    assert (none.receiving, none.db, none.da) == ((), None, None)
    assert "receiving_none" in _keys(none)


def test_a_ring_takes_the_zones_and_hubs_around_the_target(tmp_path: Path) -> None:
    near = with_row(
        "zones", id="takeo", label_en="Takeo", country="cambodia", kind="town", lon="104.78", lat="10.99", source="wire"
    )  # fmt: skip
    plan = design(_read(tmp_path, zones=near), "raid", ring_km=(0, 100))
    assert (plan.receiving, plan.receiving_by) == (("takeo",), "ring")
    assert _note(plan, "receiving_ring") == {"inner_km": 0, "outer_km": 100, "places": ("takeo",)}
    around_country = design(_read(tmp_path / "b", zones=near), "raid", target="cambodia", ring_km=(0, 100))
    assert "ring_around_label" in _keys(around_country)
    assert around_country.receiving == ()  # what lies in the target does not receive from it


def test_the_control_is_every_country_that_nothing_links(tmp_path: Path) -> None:
    more = with_row("countries", id="laos", label_en="Laos", iso2="LA", source="wire")
    plan = design(_read(tmp_path, countries=more), "raid")
    assert plan.control == ("laos",)
    assert _note(plan, "control_default") == {"places": ("laos",)}


def test_without_such_a_country_the_control_is_zones_that_nothing_hit_or_links(tmp_path: Path) -> None:
    more = with_row("zones", id="sagaing", label_en="Sagaing", country="myanmar", kind="state", source="wire")
    plan = design(_read(tmp_path, zones=more), "raid")
    assert plan.control == ("sagaing",)
    assert "control_zones" in _keys(plan)


def test_the_settings_name_the_control_of_a_place_and_of_what_lies_in_it(tmp_path: Path) -> None:
    dataset = _read(tmp_path)
    dataset.meta["waterbed"]["controls"] = {"southeast-asia": ["phnom-penh", "laukkai"]}
    plan = design(dataset, "raid", target="shan", receiving=["laukkai"])
    assert plan.control == ("phnom-penh",)
    assert _note(plan, "control_settings") == {"places": ("phnom-penh",)}
    assert design(dataset, "raid", receiving=["laukkai"]).control != (
        "phnom-penh",
    )  # Phnom Penh lies elsewhere
    assert design(dataset, "raid", target="shan", control=["myanmar"]).control == ("myanmar",)


def test_the_settings_may_name_other_periods(tmp_path: Path) -> None:
    dataset, day = _read(tmp_path), parse("2024-04-05").start_min or 0
    dataset.meta["waterbed"]["period_days"] = 365
    plan = design(dataset, "raid", after_days=30)
    assert (plan.before, plan.after) == ((day - 365, day - 1), (day, day + 29))


def test_without_any_control_there_is_no_count_of_one(tmp_path: Path) -> None:
    plan = design(_read(tmp_path), "raid", control=[])
    assert (plan.control, plan.cb, plan.ca) == ((), None, None)


def test_hubs_count_where_they_were_certainly_present(tmp_path: Path) -> None:
    # hub-capital: from 2019, about, to April 2024, attested May and November 2023.
    plan = design(_read(tmp_path), "raid", unit="presence", control=[])
    assert (plan.rb, plan.ra) == (1, 0)
    assert plan.records["rb"] == ("hub-capital",)


def test_arrivals_can_be_counted(tmp_path: Path) -> None:
    plan = design(_read(tmp_path), "raid", unit="movements", control=[])
    # To Laukkai between 1 April and 30 June 2024, 91 days: 4 of them lie before the raid.
    assert plan.db == pytest.approx(4 / 91)
    assert plan.da == pytest.approx(87 / 91)
    assert plan.kinds == ("displacement", "expansion", "return")


def test_a_data_set_can_bring_its_counts(tmp_path: Path) -> None:
    counts = (
        "id,label_en,place,period,unit,n,source\n"
        "one,x,phnom-penh,2024-03,people,31,wire\n"
        "two,x,phnom-penh,2024-04,people,60,wire\n"
    )
    dataset = _read(tmp_path, counts=counts)
    plan = design(dataset, "raid", unit="counts", before_days=35, after_days=26, control=[])
    assert plan.unit == "people"
    assert plan.rb == pytest.approx(31 + 60 * 4 / 30)
    assert plan.ra == pytest.approx(60 * 26 / 30)


def test_a_date_on_which_a_source_saw_a_hub_is_no_presence(tmp_path: Path) -> None:
    # hub-compound is attested in September 2023, and has no span in which it was present.
    plan = design(_read(tmp_path), "ban", target="laukkai", unit="presence", before_days=1, after_days=2000)
    assert (plan.rb, plan.ra) == (0, 0)


def test_surer_records_are_counted_in_the_same_places(tmp_path: Path) -> None:
    movements = changed("movements", "to-laukkai", certainty="low")
    dataset = _read(tmp_path, f"laukkai, {AFTER}, high", f"laukkai, {AFTER}, low", movements=movements)
    plans = [design(dataset, "raid", certainty=stop) for stop in ("low", "medium", "high")]
    assert [plan.da for plan in plans] == [2, 1, 1]
    assert {(plan.receiving, plan.control) for plan in plans} == {(("laukkai",), plans[0].control)}


def test_weak_records_can_be_left_out(tmp_path: Path) -> None:
    dataset = _read(
        tmp_path, f"phnom-penh, {BEFORE}, high", f"phnom-penh, {BEFORE}, low", f"phnom-penh, {BEFORE}"
    )
    assert [design(dataset, "raid", certainty=stop).rb for stop in ("low", "medium", "high")] == [3, 1, 1]


def test_a_series_counts_the_same_things_by_month(tmp_path: Path) -> None:
    dataset = _read(tmp_path, f"phnom-penh, {BEFORE}", f"phnom-penh, {AFTER}", f"laukkai, {AFTER}")
    plan = design(dataset, "raid", control=[])
    day = parse("2024-04-05").start_min or 0
    frame = series(dataset, plan, [day - 90, day, day + 90])
    assert frame[["first", "last"]].to_numpy().tolist() == [[day - 90, day - 1], [day, day + 89]]
    assert frame[["target", "receiving", "control"]].to_numpy().tolist() == [[1, 0, 0], [1, 1, 0]]


MISTAKES = [
    ({"trigger": "rade"}, "trigger: 'rade' is no event of"),
    ({"receiving": ["wire"]}, "receiving: 'wire' is no place of"),
    ({"unit": "tonnes"}, "unit: 'tonnes' cannot be counted in .*; use one of events, presence, movements"),
    ({"kinds": ["raids"]}, "kinds: 'raids' is no event_kind; use some of"),
    ({"before_days": 0}, "A period of 0 days holds nothing"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_mistakes_are_named(tmp_path: Path, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        design(_read(tmp_path), **{"trigger": "raid"} | arguments)


def test_a_trigger_without_a_place_asks_for_a_target(tmp_path: Path) -> None:
    events = EVENTS + "raid,x,raid,,2024,,wire,\nban,x,law,,2019,,wire,"
    dataset = _read(tmp_path, events=events, movements="id,label_en,kind,source\nback,x,return,wire\n")
    with pytest.raises(ValueError, match="raid names no place that it hit; give target"):
        design(dataset, "raid")


def test_publications_are_no_crime_unless_a_data_set_says_so(bundled: Dataset, tmp_path: Path) -> None:
    plan = design(bundled, "evt-cambodia-ban-directive")
    assert plan.receiving == ("shan-state", "golden-triangle-sez", "shwe-kokko")
    assert (plan.unit, plan.kinds, plan.counts) == ("events", (), (0, 0, 0, 0, 0, 0))
    asked = design(bundled, "evt-bgf-kkpark-6500", kinds=["report"])
    assert asked.kinds == ("report",) and asked.records["ca"] == ("evt-unodc-report-2025",)
    named = design(_read(tmp_path, f"phnom-penh, {BEFORE}"), "raid")
    assert (named.rb, _note(named, "kinds_default")) == (1, {"kinds": ("report",)})


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("0001-01-01", ("0001-01-01", "0001-01-01"), ("0001-01-01", "0001-06-29")),
        ("0001-03-01", ("0001-01-01", "0001-02-28"), ("0001-03-01", "0001-08-27")),
        ("9999-12-01", ("9999-06-04", "9999-11-30"), ("9999-12-01", "9999-12-31")),
    ],
)
def test_periods_end_where_the_calendar_does(
    tmp_path: Path, day: str, before: tuple[str, str], after: tuple[str, str]
) -> None:
    dataset = _read(tmp_path, f"phnom-penh, {day}, high")
    plan = design(dataset, "report-0", target="phnom-penh")
    days = [tuple(day_number(date.fromisoformat(one)) for one in period) for period in (before, after)]
    assert [plan.before, plan.after] == days
