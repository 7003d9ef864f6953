"""Simulated sets: what they say is true is true of their records, counted here by hand."""

from dataclasses import astuple
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from waterbed.layers.cycle.phases import phases
from waterbed.layers.dataset import Dataset
from waterbed.layers.files.template import EXAMPLES, template
from waterbed.layers.simulation.simulate import KINDS, Kind, simulate
from waterbed.layers.simulation.truth import Simulation, Truth

AREAS = ("target", "control", "receiving", "control_of_receiving")
COUNTS = ("rb", "ra", "cb", "ca", "db", "da", "cdb", "cda")


def _counted(made: Simulation, truth: Truth) -> list[int]:
    """Reports in the four areas, before and after, straight from the text of the table."""
    events = made.dataset["events"]
    reports = events[events["kind"] == "report"]
    days = pd.to_datetime(reports["date"]).to_numpy().astype("datetime64[D]").astype(int)
    counts = []
    for area in AREAS:
        places = getattr(truth, area)
        here = reports["place"].isin([places] if isinstance(places, str) else places).to_numpy()
        for first, length in (
            (truth.day - truth.before_days, truth.before_days),
            (truth.day, truth.after_days),
        ):
            counts.append(int((here & (days >= first) & (days < first + length)).sum()))
    return counts


@pytest.mark.parametrize("kind", KINDS)
def test_plain_counting_recovers_the_true_counts_over_eight_seeds(kind: Kind) -> None:
    drawn = [
        simulate(kind, seed=seed, places=8, base_rate=0.2, days=400, return_lag_days=150, trend=1.2)
        for seed in range(8)
    ]
    counted = np.array([_counted(made, made.truth) for made in drawn])
    expected = np.array([[getattr(made.truth, name) for name in COUNTS] for made in drawn])
    total = expected.sum(axis=0)
    assert np.abs((counted.sum(axis=0) - total) / np.sqrt(total)).max() < 3.5
    # Poisson: the squared distances from the mean are as large as the mean, no more and no less.
    assert ((counted - expected) ** 2 / expected).mean() == pytest.approx(
        1, abs=4 * np.sqrt(2 / counted.size)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("trend", [1.0, 0.6, 1.5])
def test_true_measures_are_those_of_the_true_counts(kind: Kind, trend: float) -> None:
    truth = simulate(kind, seed=3, trend=trend, displaced_share=0.8, diffusion_share=0.25).truth
    rb, ra, cb, ca, db, da, cdb, cda = (getattr(truth, name) for name in COUNTS)
    assert truth.wdd == pytest.approx((ra - rb) - (ca - cb) + (da - db) - (cda - cdb))
    assert truth.tne == pytest.approx(rb * ca / cb - ra + db * ca / cb - da)
    if kind == "nothing":
        assert (truth.wdq, truth.removed) == (None, 0)
    else:
        assert truth.wdq == pytest.approx((da / ca - db / cb) / (ra / ca - rb / cb))
        assert truth.wdq == pytest.approx({"displacement": -0.8, "diffusion": 0.25}[kind])


def test_each_kind_has_the_sign_it_says() -> None:
    moved = {kind: simulate(kind).truth for kind in ("displacement", "diffusion", "nothing")}
    assert moved["displacement"].da > moved["displacement"].db
    assert moved["diffusion"].da < moved["diffusion"].db
    assert moved["nothing"].da == moved["nothing"].db
    assert moved["diffusion"].wdd < moved["displacement"].wdd < moved["nothing"].wdd == 0
    assert all(truth.ra < truth.rb for kind, truth in moved.items() if kind != "nothing")


def test_displacement_can_outweigh_what_the_crackdown_won() -> None:
    truth = simulate(displaced_share=1.5).truth
    assert truth.wdq == pytest.approx(-1.5)
    assert truth.wdd > 0 > truth.tne


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for folder, seed in (("one", 7), ("two", 7), ("other", 8)):
        simulate(seed=seed, vague_dates=0.3, reporting_noise=0.1).write(tmp_path / folder)
    content = {
        folder.name: {path.name: path.read_bytes() for path in folder.iterdir()}
        for folder in tmp_path.iterdir()
    }
    assert content["one"] == content["two"]
    assert {"truth.json", "datapackage.json", "events.csv"} < set(content["one"])
    assert content["one"]["events.csv"] != content["other"]["events.csv"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_reads_back_without_faults_or_warnings(tmp_path: Path, kind: Kind) -> None:
    made = simulate(kind, seed=5, places=20, crackdowns=3, vague_dates=0.4, reporting_noise=0.2)
    made.write(tmp_path / "set")
    back = Dataset.read(tmp_path / "set")
    assert made.dataset.warnings == back.warnings == ()
    assert back.settings["simulated"] is True
    for name, frame in made.dataset.tables.items():
        pd.testing.assert_frame_equal(back[name], frame)


def test_crackdowns_share_no_places_and_lie_in_the_record() -> None:
    made = simulate(places=50, crackdowns=7, days=600)
    of_each = [
        (truth.target, *truth.control, *truth.receiving, *truth.control_of_receiving) for truth in made.truths
    ]
    places = list(chain.from_iterable(of_each))
    assert len(places) == len(set(places)) and set(places) <= set(made.dataset["zones"].index)
    assert made.dataset["events"].loc[[truth.trigger for truth in made.truths], "place"].tolist() == [
        truth.target for truth in made.truths
    ]
    assert all(truth.day + truth.after_days <= made.dataset.as_of + 1 for truth in made.truths)
    assert made.truth == min(made.truths, key=lambda truth: truth.day)


def test_phases_follow_from_the_records() -> None:
    found = {
        kind: phases(simulate(kind, return_lag_days=100).dataset) for kind in ("displacement", "diffusion")
    }
    told = {kind: set(zip(frame["phase"], frame["form"], strict=True)) for kind, frame in found.items()}
    assert told["displacement"] == {
        ("presence", ""),
        ("crackdown", ""),
        ("displacement", ""),
        ("arrival", ""),
        ("return", "moved_back"),
    }
    assert told["diffusion"] == {("presence", ""), ("crackdown", ""), ("return", "regrowth")}


def test_the_return_comes_after_the_lag_or_not_at_all() -> None:
    made = simulate(return_lag_days=90)
    back = made.dataset["movements"].query("kind == 'return'").index
    days = made.dataset.bounds("movements", "period").loc[back, "start_min"]
    assert (made.truth.return_lag_days, set(days)) == (90, {made.truth.day + 90, made.truth.return_day})
    for lag in (None, 5000):
        assert simulate(return_lag_days=lag).truth.return_day is None
        assert "return" not in set(simulate(return_lag_days=lag).dataset["movements"]["kind"])


def test_where_nothing_moves_nothing_is_said_to_move() -> None:
    told = {
        share: set(simulate(displaced_share=share, reduction=reduction).dataset["movements"]["flags"])
        for share, reduction in ((0.0, 0.5), (0.5, 0.0))
    }
    assert told == {0.0: {("regrowth_in_place",)}, 0.5: set()}


def test_a_share_of_dates_is_vague_and_holds_the_true_day() -> None:
    exact, vague = (simulate(seed=2, places=60, vague_dates=share).dataset for share in (0.0, 0.4))
    day = exact.bounds("events", "date")["start_min"]
    held = vague.bounds("events", "date")
    assert ((held["start_min"] <= day) & (day <= held["end_max"])).all()
    assert (vague["events"]["date"] != exact["events"]["date"]).mean() == pytest.approx(0.4, abs=0.03)
    assert set(held["precision"]) == {"day", "month", "year"}


def test_noise_keeps_the_mean_and_widens_the_spread() -> None:
    made = simulate("nothing", seed=4, places=100, reporting_noise=0.3)
    reports = made.dataset["events"].query("kind == 'report'")
    quarters = (
        pd.PeriodIndex(reports["date"], freq="Q").year * 4 + pd.PeriodIndex(reports["date"], freq="Q").quarter
    )
    cells = reports.groupby(["place", np.asarray(quarters)]).size().unstack(fill_value=0).to_numpy()
    assert cells.sum() == pytest.approx(7300, abs=4 * np.sqrt(1.6 * 7300))
    assert cells.var() / cells.mean() == pytest.approx(1.6, abs=4 * 1.6 * np.sqrt(2 / cells.size))


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("kind", "hop"),
        ("places", 3),
        ("crackdowns", 4),
        ("days", 10),
        ("reduction", 1.1),
        ("displaced_share", -0.1),
        ("diffusion_share", 5),
        ("return_lag_days", 0),
        ("base_rate", 0),
        ("base_rate", 1e6),
        ("base_rate", float("nan")),
        ("trend", 0),
        ("reporting_noise", 0.6),
        ("vague_dates", 2),
        ("seed", -1),
    ],
)
def test_what_cannot_be_simulated_is_refused(parameter: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{parameter}|^places: 12 is outside 16"):
        simulate(**{parameter: value})


def test_a_hundred_thousand_reports_at_two_thousand_places() -> None:
    made = simulate(places=2000, crackdowns=100, base_rate=0.0685)
    assert len(made.dataset["events"]) == pytest.approx(100_000, abs=1_500)
    assert len(made.truths) == 100 and not made.dataset.warnings


def test_truths_hold_plain_values() -> None:
    kinds = {type(value) for value in astuple(simulate().truth)}
    assert kinds <= {str, int, float, tuple}


def test_the_template_is_a_small_valid_set_of_which_any_unused_table_may_go(tmp_path: Path) -> None:
    files = template()
    assert len(files) <= 8
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    made = Dataset.read(tmp_path)
    assert made.warnings == Dataset.read(EXAMPLES).warnings == ()
    assert all((frame["note_en"] != "").all() for frame in made.tables.values() if "note_en" in frame)
    for unused in ("scenes", "movements", "hubs"):
        (tmp_path / f"{unused}.csv").unlink()
        assert Dataset.read(tmp_path).warnings == ()
