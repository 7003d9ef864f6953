"""The rules of docs/method.md, one example each."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.layers.packages import changed, with_row, write_tiny
from waterbed.layers.cycle.phases import Phase, disruptions, phases
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.days import day_number, from_day

CRACKDOWN = {"label_en": "x", "source": "wire", "stage": "crackdown"}


def _phases(folder: Path, **tables: str) -> pd.DataFrame:
    return phases(Dataset.read(write_tiny(folder, **tables)))


def _of(frame: pd.DataFrame, place: str) -> list[str]:
    return sorted(frame.loc[frame["place"] == place, "phase"])


def _days(row: "pd.Series[float]") -> list[str]:
    return ["" if pd.isna(day) else str(from_day(int(day))) for day in row[SPAN]]


def test_presence_lasts_as_recorded_and_a_raid_does_not_end_it(tmp_path: Path) -> None:
    frame = _phases(tmp_path, hubs=changed("hubs", "hub-capital", present="2019~/"))
    (presence,) = [row for _, row in frame.iterrows() if row["phase"] == Phase.PRESENCE]
    assert _days(presence) == [
        "2019-01-01",
        "2019-12-31",
        "2023-11-01",
        "",
    ]  # on record until its last attestation
    assert presence["basis"] == ("hub-capital",)


def test_a_crackdown_is_enforcement_or_regulation_aimed_at_the_place(tmp_path: Path) -> None:
    frame = _phases(
        tmp_path,
        events=with_row(
            "events", id="cut", kind="power_cut", place="laukkai", date="2024-05-01", **CRACKDOWN
        ),
    )
    crackdowns = frame[frame["phase"] == Phase.CRACKDOWN].set_index("place")["rule"]
    assert crackdowns.to_dict() == {"cambodia": "event_regulation", "phnom-penh": "event_enforcement"}


def test_enforcement_is_a_crackdown_at_a_hub_or_anywhere_where_no_hub_is_on_record(tmp_path: Path) -> None:
    raid = with_row(
        "events", id="far", kind="raid", place="laukkai", date="2024-05-01", label_en="x", source="wire"
    )
    with_hubs = _phases(tmp_path / "hubs", events=raid)
    assert Phase.CRACKDOWN not in _of(with_hubs, "laukkai")
    without = _phases(tmp_path / "none", events=raid, hubs="id,label_en,source,role,zone\n")
    assert Phase.CRACKDOWN in _of(without, "laukkai")
    staged = with_row(
        "events",
        id="far",
        kind="raid",
        place="laukkai",
        stage="context",
        date="2024-05-01",
        label_en="x",
        source="wire",
    )
    other = _phases(tmp_path / "other", events=staged, hubs="id,label_en,source,role,zone\n")
    assert Phase.CRACKDOWN not in _of(other, "laukkai"), "whoever recorded it says that it is another step"


def test_a_disruption_is_shown_as_one_and_never_called_a_crackdown(tmp_path: Path) -> None:
    events = with_row("events", id="cut", kind="power_cut", place="laukkai", date="2024-05-01", **CRACKDOWN)
    found = disruptions(Dataset.read(write_tiny(tmp_path, events=events)))
    assert [(row["place"], row["phase"]) for _, row in found.iterrows()] == [("laukkai", "disruption")]


def test_a_place_where_an_operation_was_only_launched_is_not_cracked_down_on(tmp_path: Path) -> None:
    frame = _phases(tmp_path, events=changed("events", "raid", flags="place_of_launch"))
    assert Phase.CRACKDOWN not in _of(frame, "phnom-penh")


def test_operations_leave_one_place_and_come_to_another(tmp_path: Path) -> None:
    frame = _phases(tmp_path)
    frame = frame[frame["basis"].map(lambda basis: basis == ("to-laukkai",)).astype(bool)]
    assert frame[["place", "phase"]].to_numpy().tolist() == [
        ["phnom-penh", "displacement"],
        ["laukkai", "arrival"],
    ]
    assert [_days(row) for _, row in frame.iterrows()] == [
        ["2024-04-01", "2024-04-30", "2024-06-01", "2024-06-30"]
    ] * 2


def test_a_lower_bound_is_sure_on_that_day_only(tmp_path: Path) -> None:
    frame = _phases(tmp_path)
    (arrival,) = [row for _, row in frame.iterrows() if row["place"] == "shan"]
    assert _days(arrival) == ["2019-08-18", "2019-08-18", "2019-08-18", ""]


def test_an_arrival_where_operations_had_left_is_a_candidate_and_not_a_return(tmp_path: Path) -> None:
    again = with_row(
        "movements", id="again", label_en="x", kind="displacement", origin="laukkai", destination="cambodia",
        period="2025-01", source="wire",
    )  # fmt: skip
    frame = _phases(tmp_path, movements=again)
    (found,) = [
        row for _, row in frame.iterrows() if row["basis"] == ("again",) and row["place"] == "cambodia"
    ]
    assert (found["phase"], found["candidate"]) == (Phase.ARRIVAL, True)
    assert Phase.RETURN not in _of(frame, "cambodia")


def test_a_move_inside_a_place_that_was_left_is_no_candidate(tmp_path: Path) -> None:
    inside = with_row(
        "movements", id="inside", label_en="x", kind="displacement", origin="phnom-penh", destination="harbour",
        period="2025-01", source="wire",
    )  # fmt: skip
    harbour = with_row(
        "zones", id="harbour", label_en="Harbour", country="cambodia", kind="town", source="wire"
    )
    frame = _phases(tmp_path, movements=inside, zones=harbour)
    assert frame.loc[frame["place"] == "harbour", "candidate"].to_list() == [False]


@pytest.mark.parametrize(
    ("origin", "flags", "form"),
    [
        ("phnom-penh", "regrowth_in_place", "regrowth"),
        ("phnom-penh", "", "not_stated"),
        ("laukkai", "", "moved_back"),
    ],
)
def test_a_return_after_a_crackdown_has_one_of_three_forms(
    tmp_path: Path, origin: str, flags: str, form: str
) -> None:
    back = changed(
        "movements", "back", origin=origin, destination="phnom-penh", period="2025-03/2025-09", flags=flags
    )
    frame = _phases(tmp_path, movements=back)
    (found,) = [row for _, row in frame.iterrows() if row["phase"] == Phase.RETURN]
    assert (found["place"], found["form"]) == ("phnom-penh", form)


def test_a_return_without_an_earlier_crackdown_is_an_arrival(tmp_path: Path) -> None:
    frame = _phases(tmp_path, movements=changed("movements", "back", destination="shan", period="2025-03"))
    assert _of(frame, "shan") == [Phase.ARRIVAL, Phase.ARRIVAL]


def test_a_recorded_phase_wins_over_derived_ones_that_overlap_it(tmp_path: Path) -> None:
    recorded = (
        "id,label_en,place,phase,period,basis,source,certainty\n"
        "rec,The raid as the ministry dates it,phnom-penh,crackdown,2024-04-04/2024-04-06,raid,wire,high\n"
    )
    frame = _phases(tmp_path, phases=recorded)
    (found,) = [
        row for _, row in frame.iterrows() if row["place"] == "phnom-penh" and row["phase"] == Phase.CRACKDOWN
    ]
    assert found["basis"] == ("rec", "raid")
    assert not found["derived"]


def test_an_undated_recorded_phase_leaves_the_dated_ones(tmp_path: Path) -> None:
    recorded = "id,label_en,place,phase,period,source\nrec,Raids without a date,phnom-penh,crackdown,,wire\n"
    assert _of(_phases(tmp_path, phases=recorded), "phnom-penh").count(Phase.CRACKDOWN) == 2


def test_what_may_have_come_later_came_not_first(tmp_path: Path) -> None:
    back = changed("movements", "back", destination="phnom-penh", period="2024-03")
    frame = _phases(tmp_path, movements=back, events=changed("events", "raid", date="2024", stage=""))
    returns = frame[(frame["phase"] == Phase.RETURN) & (frame["place"] == "phnom-penh")]
    assert len(returns) == 1  # after the ban of 2019, above it; the raid of 2024 may have come after March
    frame = _phases(tmp_path, movements=back, events=changed("events", "ban", date="2024"))
    assert Phase.RETURN not in _of(frame, "phnom-penh")


def test_an_event_known_by_a_bound_is_on_record_at_that_bound(tmp_path: Path) -> None:
    frame = _phases(tmp_path, events=changed("events", "raid", date="/2024-04-05"))
    (raid,) = [row for _, row in frame.iterrows() if row["basis"] == ("raid",)]
    assert _days(raid) == ["", "2024-04-05", "2024-04-05", "2024-04-05"]


def test_a_hub_with_its_own_point_takes_its_phases_there_and_one_without_at_its_place(tmp_path: Path) -> None:
    frame = _phases(
        tmp_path,
        hubs=changed("hubs", "hub-compound", present="2020/2023"),
        events=changed("events", "raid", place="hub-capital", stage=""),
    )
    assert _of(frame, "hub-compound") == [Phase.PRESENCE]
    assert Phase.CRACKDOWN in _of(frame, "phnom-penh")


def test_rolling_up_infers_nothing(tmp_path: Path) -> None:
    assert _of(_phases(tmp_path, events=changed("events", "ban", date="")), "cambodia") == [
        "crackdown",
        "displacement",
    ]
    assert _of(_phases(tmp_path), "myanmar") == []


def test_every_derived_phase_of_the_bundled_set_rests_on_records(bundled: Dataset) -> None:
    known = {record for table in bundled.tables.values() for record in table.index}
    frame = phases(bundled)
    assert set(frame["phase"]) == {str(phase) for phase in Phase}
    assert all(basis and set(basis) <= known for basis in frame["basis"])
    dated = frame.dropna(subset=["start_max", "end_min"])
    assert (dated["start_min"].fillna(dated["start_max"]) <= dated["end_max"].fillna(dated["end_min"])).all()


def test_the_cycle_of_the_bundled_set_is_there(bundled: Dataset) -> None:
    frame = phases(bundled)
    cambodia = frame[frame["place"] == "cambodia"]
    assert cambodia.loc[cambodia["phase"] == Phase.CRACKDOWN, "start_min"].min() == day_number(
        date(2019, 8, 18)
    )
    assert frame.loc[frame["phase"] == Phase.RETURN, ["place", "form"]].to_numpy().tolist() == [
        ["kk-park", "regrowth"],
        ["cambodia", "not_stated"],
    ]
    assert set(frame.loc[frame["candidate"], "place"]) == {"cambodia", "koh-kong"}


def test_what_is_at_no_place_takes_no_phase(tmp_path: Path) -> None:
    hubs = changed("hubs", "hub-nowhere", role="fraud_hub", present="2023/2024")
    recorded = "id,label_en,place,phase,period,source\nleft,x,hub-nowhere,displacement,2024,wire\n"
    frame = _phases(tmp_path, hubs=hubs, phases=recorded)
    assert set(frame["place"]) == {"phnom-penh", "cambodia", "shan", "laukkai"}
