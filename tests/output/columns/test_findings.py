"""What is measured about a trigger, and the sentences that say it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from tests.layers.packages import write_tiny
from waterbed import Dataset, cycles
from waterbed.layers.counting.choices import NoteKey
from waterbed.layers.counting.design import design
from waterbed.layers.inference.finding import findings, measured
from waterbed.layers.measures.displacement import wdq
from waterbed.layers.measures.estimates import Measure
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.columns.findings import defaults, sentence, survives
from waterbed.output.language.strings import templates


@pytest.fixture(scope="module")
def simulated() -> Dataset:
    """A set in which operations are displaced: about half of what the target loses comes up elsewhere."""
    return simulate("displacement", seed=3, base_rate=0.5).dataset


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_note_of_a_design_has_its_sentence(lang: str) -> None:
    assert set(templates(lang)["measure"]["notes"]) >= set(get_args(NoteKey))


def test_the_bundled_set_cannot_carry_a_quotient_and_says_why(bundled: Dataset) -> None:
    found = findings(bundled, cycles(bundled))
    said = {one.design.trigger: sentence(bundled, one, "en") for one in found if one.certainty == "low"}
    assert said["evt-operation-1027"] == (
        "Nothing is counted before and after “Operation 1027 begins in northern Shan State”: the data set has no numbers "
        "over time, and names no kinds of events to count."
    )
    assert said["evt-joint-operations"].endswith("has no date: nothing can be counted before and after it.")
    (operation, *_) = (one for one in found if one.design.trigger == "evt-operation-1027")
    assert survives(operation, found, "en").startswith("Nothing is counted at any certainty")


def test_too_few_events_are_told_and_not_measured(simulated: Dataset) -> None:
    plan = replace(design(simulated, "crackdown-01"), rb=0, ra=0)
    said = sentence(simulated, measured(simulated, plan), "en")
    assert said.endswith("No statistic: nothing was counted in the target, neither before nor after.")
    assert "WDD" not in said and "WDQ" not in said


def test_numbers_of_unlike_periods_are_told_as_rates(simulated: Dataset) -> None:
    plan = replace(design(simulated, "crackdown-01", before_days=180, after_days=360), rb=106, ra=144)
    said = sentence(simulated, measured(simulated, plan), "en")
    assert "fell from 17.7 to 12 per 30 days" in said


def test_a_simulated_displacement_is_said_with_its_interval(simulated: Dataset) -> None:
    truth = simulate("displacement", seed=3, base_rate=0.5).truth
    plan = design(
        simulated, truth.trigger, target=truth.target, receiving=truth.receiving, control=truth.control,
        kinds=["report"], before_days=truth.before_days, after_days=truth.after_days,
        control_of_receiving=truth.control_of_receiving,
    )  # fmt: skip
    found = measured(simulated, plan)
    said = sentence(simulated, found, "en")
    assert re.match(
        r"In the 365 days after “Simulated crackdown at place 12”, against the 365 days before, events counted in Place 12 "
        r"fell from \d+ to \d+; those in the receiving zones rose from \d+ to \d+; those in the control zones",
        said,
    )
    assert re.search(r"WDD .*95 % interval .*; the data do not show a net change", said)
    assert "caused" not in said


@pytest.mark.parametrize(
    ("receiving", "said"),
    [
        ((2000, 3500), "−0.5 (95 % interval −0.57 to −0.44), displacement smaller than the direct effect."),
        ((2000, 5500), ", displacement greater than the direct effect."),
        (
            (2000, 5050),
            ", displacement; whether smaller or greater than the direct effect, the interval does not tell.",
        ),
        ((2000, 1500), ", diffusion of benefits."),
        (
            (2000, 2000),
            "; the interval holds 0, so the data tell neither displacement nor diffusion of benefits.",
        ),
    ],
)
def test_a_reading_is_given_only_where_the_interval_leaves_out_zero(
    simulated: Dataset, receiving: tuple[float, float], said: str
) -> None:
    plan = replace(
        design(simulated, "crackdown-01"),
        rb=4000,
        ra=1000,
        cb=10000,
        ca=10000,
        db=receiving[0],
        da=receiving[1],
    )
    found = measured(simulated, plan)
    # As counts give it that vary no more than by chance.
    sure = tuple(wdq(*plan.counts) if one.name == "wdq" else one for one in found.measures)
    text = sentence(simulated, replace(found, measures=sure), "en")
    assert said in text.split("WDD")[0]


def test_a_quotient_of_counts_that_vary_more_than_by_chance_is_a_description(simulated: Dataset) -> None:
    plan = replace(design(simulated, "crackdown-01"), rb=4000, ra=1000, cb=10000, ca=10000, db=2000, da=3500)
    found = measured(simulated, plan)
    spread = found.placebo and found.placebo.spread_of("wdq")
    assert spread and spread.phi > 1
    quotient = found.measure("wdq")
    assert (quotient.value, quotient.low, quotient.reason) == (-0.5, None, "counts_may_vary_more")


def test_periods_of_unequal_length_are_weighed_in_the_difference(simulated: Dataset) -> None:
    plan = design(simulated, "crackdown-01", before_days=100, after_days=200)
    rb, ra, cb, ca, db, da = (count or 0.0 for count in plan.counts)
    found = measured(simulated, plan).measure("wdd")
    assert found.value == pytest.approx((ra / 2 - rb) - (ca / 2 - cb) + (da / 2 - db))


def test_what_was_chosen_by_default_is_said(bundled: Dataset) -> None:
    (first, *_) = findings(bundled, cycles(bundled))
    said = list(defaults(bundled, first, "en"))
    assert said[0] == (
        "Receiving zones: destinations of the departures whose records name it as their cause: "
        "Shan State, Golden Triangle SEZ, Shwe Kokko."
    )
    assert "Periods: 19 February 2019 – 17 August 2019 and 18 August 2019 – 13 February 2020." in said


def test_a_set_without_anything_to_count_has_no_findings(tmp_path: Path) -> None:
    empty = Dataset.read(
        write_tiny(tmp_path, events=None, movements=None, figures=None, gaps=None, scenes=None)
    )
    assert findings(empty, cycles(empty)) == []


def test_a_finding_that_surer_records_do_not_show_depends_on_them(simulated: Dataset) -> None:
    found = findings(simulated, cycles(simulated))
    wdd = Measure("wdd", -50.0, -80.0, -20.0, interval="widened")
    fell = replace(found[0], measures=(*found[0].measures[:-1], wdd))
    assert survives(fell, [fell, *found[1:]], "en") == (
        "The finding depends on the certainty of the records that count."
    )
    assert survives(found[0], [found[0]] * 3, "en").startswith("The finding is the same")


def test_a_long_table_is_measured_from_its_first_rows(simulated: Dataset) -> None:
    rows = cycles(simulated)
    every = findings(simulated, rows, ["low"])
    assert [one.design.target for one in findings(simulated, rows, ["low"], most=1)] == [
        one.design.target for one in every[:1]
    ]
    assert not findings(simulated, rows, ["low"], most=0)
