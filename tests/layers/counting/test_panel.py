"""The panel of a design: a row a place and period, and nothing in it that nobody counted."""

from pathlib import Path

import pytest

from tests.layers.packages import write_tiny
from waterbed import Dataset
from waterbed.layers.counting.design import Design, design
from waterbed.layers.counting.panel import panel

LAUNCH = "evt-op-prosperity-2011"


@pytest.fixture(scope="module")
def piracy() -> Dataset:
    return Dataset.read("piracy")


@pytest.fixture(scope="module")
def plan(piracy: Dataset) -> Design:
    return design(piracy, LAUNCH)


def test_a_panel_adds_up_to_the_counts_of_the_design(piracy: Dataset, plan: Design) -> None:
    found = panel(piracy, plan, step_days=73)  # a fifth of a year
    near = found[found["since"].between(-5, 4)]
    summed = near.groupby(["role", "after"])["n"].sum()
    for role, letter in (("target", "r"), ("receiving", "d"), ("control", "c")):
        for after, side in ((0, "b"), (1, "a")):
            assert summed[role, after] == getattr(plan, letter + side)
    (first,) = found.loc[(found["place"] == "benin-eez") & (found["since"] == 0), "start"]
    assert first == "2011-09-28"


def test_each_place_has_one_role_and_each_row_says_which(piracy: Dataset, plan: Design) -> None:
    found = panel(piracy, plan)
    assert (found[["treated", "receiving", "control"]].sum(axis=1) == 1).all()
    assert found.loc[found["treated"] == 1, "place"].unique().tolist() == ["benin-eez"]
    assert set(found.loc[found["control"] == 1, "place"]) == set(plan.control)
    assert found.groupby("place").size().nunique() == 1
    launched = found[(found["since"] == 0) & (found["treated"] == 1)]
    assert launched["first_treated"].tolist() == launched["period"].tolist()
    assert set(found.loc[found["treated"] == 0, "first_treated"]) == {0}


MONTHS = """id,place,period,unit,n,source
a,phnom-penh,2024-02,sites,3,wire
b,phnom-penh,2024-03,sites,0,wire
c,phnom-penh,2024-04,sites,7,wire
d,phnom-penh,2024-06,sites,1,wire
e,laukkai,2024-03,sites,2,wire
f,laukkai,2024-04,sites,4,wire
"""


def test_what_nobody_counted_is_empty_and_a_month_with_the_crackdown_is_neither_before_nor_after(
    tmp_path: Path,
) -> None:
    dataset = Dataset.read(write_tiny(tmp_path, counts=MONTHS))
    plan = design(dataset, "raid", receiving=["laukkai"], control=["shan"])
    found = panel(dataset, plan).set_index(["place", "start"])
    own = found.loc["phnom-penh"]
    months = ["2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01"]
    assert own.index.tolist() == months
    assert own["n"].fillna(-1).tolist() == [3, 0, 7, -1, 1]
    assert found.loc["laukkai"]["n"].fillna(-1).tolist() == [-1, 2, 4, -1, -1]
    assert found.loc["shan"]["n"].isna().all()  # no numbers at all: unknown, not 0
    assert own["since"].fillna(99).tolist() == [-2, -1, 99, 0, 1]
    assert own["after"].fillna(99).tolist() == [0, 0, 99, 1, 1]


def test_events_are_known_up_to_the_day_of_the_set(tmp_path: Path) -> None:
    dataset = Dataset.read(write_tiny(tmp_path))
    plan = design(dataset, "raid", unit="events", kinds=["ban"], control=["cambodia"])
    found = panel(dataset, plan, step_days=365)
    own = found[found["place"] == "phnom-penh"]
    assert own["n"].sum() == 0 and own["n"].notna().all()
    assert found.loc[found["place"] == "cambodia", "n"].sum() == 1
    assert own["end"].iloc[-1] == "2025-04-04", "the year after reaches beyond the day of the set"


def test_a_crackdown_without_a_day_has_no_panel(tmp_path: Path) -> None:
    events = "id,label_en,kind,place,date,stage,source\nraid,x,raid,phnom-penh,,crackdown,wire\n"
    dataset = Dataset.read(
        write_tiny(tmp_path, events=events, movements=None, figures=None, gaps=None, scenes=None)
    )
    with pytest.raises(ValueError, match="raid has no first day"):
        panel(dataset, design(dataset, "raid", target="phnom-penh"))
