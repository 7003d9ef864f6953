"""The cycle table in words and in the timeline."""

from pathlib import Path

import pytest

from tests.layers.packages import changed, write_tiny
from waterbed import Dataset, Timeline
from waterbed.layers.cycle.table import cycles
from waterbed.output.columns.cycles import texts
from waterbed.output.exports.cycles import quiet_cycles


def _said(timeline: Timeline, event: str, lang: str = "en") -> str:
    row = timeline["cycles"]["trigger"].index(timeline["events"]["id"].index(event))
    return str(timeline["texts"][lang]["cycles"]["sentence"][row])


def test_the_bundled_set_says_what_is_and_what_is_not_recorded(timeline: Timeline) -> None:
    assert _said(timeline, "evt-cambodia-ban-directive") == (
        "Cambodia’s directive against online gambling, 18 August 2019. First departure recorded: Cambodia to "
        "Shan State after the online-gambling ban, not before 18 August 2019 (the same day or later). Destinations on "
        "record: Shan State, Golden Triangle SEZ, Shwe Kokko. Compatible with a return, not counted as one: Some Kokang "
        "syndicates move to Cambodia; Thai-Myanmar border operations shift to Koh Kong. No return is recorded."
    )
    assert "regrowth in place (5 to 35 days after)" in _said(timeline, "evt-bgf-kkpark-6500")
    assert _said(timeline, "evt-lapulapu-raid").endswith("No departure and no return is recorded after it.")
    assert _said(timeline, "evt-porac-raid", "fr").startswith("Raid sur le complexe de Porac, 4 juin 2024.")
    assert _said(timeline, "evt-operation-1027").startswith(
        "Operation 1027 begins in northern Shan State (Kokang),"
    )
    assert "(au plus 186 jours après)" in _said(timeline, "evt-operation-1027", "fr")


def test_every_row_rests_on_records_and_says_at_which_certainty_it_stands(timeline: Timeline) -> None:
    table = timeline["cycles"]
    assert all(table["basis"]) and all(stops[0] == 1 for stops in table["stops"])
    raid = table["trigger"].index(timeline["events"]["id"].index("evt-porac-raid"))
    assert table["stops"][raid] == [1, 1, 1]
    assert table["lag_departure"][raid] == [4, 4]


def test_lags_are_ranges_in_words(tmp_path: Path) -> None:
    moves = changed("movements", "to-laukkai", period="2024-04-06/2024-06", cause="raid")
    rows = cycles(dataset := Dataset.read(write_tiny(tmp_path, movements=moves)))
    said = dict(zip(rows["trigger"], texts(dataset, rows, "en")["lag_departure"], strict=True))
    assert said == {"ban": "the same day or later", "raid": "1 day after"}


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (
            "/2023-09",
            {
                "en": "some time before September 2023 was over",
                "fr": "à une date inconnue, au plus tard en septembre 2023",
            },
        ),
        ("/2024-04-15", {"en": "at most 10 days after"}),
        ("2025-06-03/", {"en": "some time from June 2025 on"}),
        ("2024-05-05/", {"en": "at least 30 days after"}),
        ("2025-06", {"en": "422 to 451 days after"}),
        ("2025-12", {"en": "more than 3 years after", "fr": "plus de 3 ans après"}),
    ],
)
def test_a_long_lag_is_told_by_a_month_or_in_years(tmp_path: Path, period: str, said: dict[str, str]) -> None:
    raid = "2022-01-01" if period in ("/2023-09", "2025-12") else "2024-04-05"
    moves = changed("movements", "to-laukkai", period=period, cause="")
    events = changed("events", "raid", date=raid)
    dataset = Dataset.read(write_tiny(tmp_path, movements=moves, events=events))
    rows = cycles(dataset)
    at = rows["trigger"].tolist().index("raid")
    assert {lang: texts(dataset, rows, lang)["lag_departure"][at] for lang in said} == said


def test_a_date_that_its_cause_cuts_short_says_so(timeline: Timeline) -> None:
    row = timeline["records"]["id"].index("mov-30-cambodia-shwekokko")
    said = {lang: timeline["texts"][lang]["records"]["when"][row] for lang in ("en", "fr")}
    assert said == {
        "en": "about 2019 – August 2020, not before the date of its named cause, 18 August 2019",
        "fr": "vers 2019 – août 2020, pas avant la date de la cause indiquée, 18 août 2019",
    }
    move = timeline["movements"]["record"].index(row)
    assert timeline["movements"]["start_min"][move] == timeline["movements"]["not_before"][move]


def test_a_crackdown_recorded_without_an_event_is_told_by_its_own_date(tmp_path: Path) -> None:
    recorded = "id,label_en,place,phase,period,source\nsiege,A siege,laukkai,crackdown,2025-02,wire\n"
    rows = cycles(dataset := Dataset.read(write_tiny(tmp_path, phases=recorded)))
    told = quiet_cycles(dataset, "en", rows[rows["trigger"] == "siege"])
    assert told.to_dict("records") == [
        {"date": "February 2025", "place": "Laukkai", "crackdown or disruption": "A siege", "id": "siege"}
    ]


def test_a_return_recorded_as_a_phase_is_shown_by_the_movement_it_rests_on() -> None:
    dataset = Dataset.read("piracy")
    timeline = Timeline.of(dataset)
    table = timeline["cycles"]
    events, moves = timeline["events"]["id"], timeline["movements"]["id"]
    row = [events[event] for event in table["trigger"]].index("evt-op-prosperity-2011")
    assert (table["outcome"][row], table["form"][row]) == ("return", "not_stated")
    assert moves[table["returned"][row]] == "mov-05-return-benin-2018"
    assert sum(outcome == "return" for outcome in table["outcome"]) == sum(
        move >= 0 for move in table["returned"]
    )
