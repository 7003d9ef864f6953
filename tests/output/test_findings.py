"""What is measured about a trigger, and the sentences that say it."""

import re
from pathlib import Path

import pytest

from tests.layers.packages import write_tiny
from tests.needs import ROOT
from waterbed import Dataset, cycles
from waterbed.layers.counts import design
from waterbed.layers.simulate import simulate
from waterbed.output import findings
from waterbed.output.wording import templates

COUNTING = "".join(
    (ROOT / "layers" / name).read_text(encoding="utf-8") for name in ("counts.py", "choices.py")
)
NOTES = {
    key for pair in re.findall(r'Note\(\s*"(\w+)"(?:[^"]*else "(\w+)")?', COUNTING) for key in pair if key
}


@pytest.fixture(scope="module")
def simulated() -> Dataset:
    """A set in which operations are displaced: about half of what the target loses comes up elsewhere."""
    return simulate("displacement", seed=3, base_rate=0.5).dataset


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_note_of_a_design_has_its_sentence(lang: str) -> None:
    assert len(NOTES) > 15
    assert set(templates(lang)["measure"]["notes"]) >= NOTES


def test_the_bundled_set_cannot_carry_a_quotient_and_says_why(bundled: Dataset) -> None:
    found = findings.findings(bundled, cycles(bundled))
    said = {
        one.design.trigger: findings.sentence(bundled, one, "en") for one in found if one.certainty == "low"
    }
    quotient = "No WDQ (weighted displacement quotient): no event in the control area."
    assert quotient in said["evt-thai-powercut-myawaddy"]
    assert said["evt-operation-1027"].endswith("Nothing was counted in these periods; no measure is given.")
    assert said["evt-joint-operations"].endswith("has no date: nothing can be counted before and after it.")
    assert all(one.measure("wdq").value is None for one in found)


def test_a_simulated_displacement_is_said_with_its_interval(simulated: Dataset) -> None:
    truth = simulate("displacement", seed=3, base_rate=0.5).truth
    plan = design(
        simulated, truth.trigger, target=truth.target, receiving=truth.receiving, control=truth.control,
        kinds=["report"], before_days=truth.before_days, after_days=truth.after_days,
    )  # fmt: skip
    found = findings.measured(simulated, plan)
    sentence = findings.sentence(simulated, found, "en")
    assert found.measure("wdq").value is not None
    assert re.search(
        r"WDQ \(weighted displacement quotient\): -0\.\d+.*, displacement smaller than the direct", sentence
    )
    assert re.search(r"WDD .*95 % interval", sentence)
    assert "caused" not in sentence


def test_what_was_chosen_by_default_is_said(bundled: Dataset) -> None:
    (first, *_) = findings.findings(bundled, cycles(bundled))
    said = list(findings.defaults(bundled, first, "en"))
    assert said[0] == "Receiving zones: destinations on record: Shan State, Golden Triangle SEZ, Shwe Kokko."
    assert "Periods: 19 February 2019 – 17 August 2019 and 18 August 2019 – 13 February 2020." in said


def test_a_set_without_anything_to_count_has_no_findings(tmp_path: Path) -> None:
    empty = Dataset.read(
        write_tiny(tmp_path, events=None, movements=None, figures=None, gaps=None, scenes=None)
    )
    assert findings.findings(empty, cycles(empty)) == []
