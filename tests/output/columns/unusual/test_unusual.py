"""What is said and drawn of how unusual, how steady and since when a finding is: on the bundled set of piracy."""

import itertools
import re
from dataclasses import replace

import pytest
from lxml import etree

from waterbed import Dataset, Timeline
from waterbed.layers.counting.design import design
from waterbed.layers.inference.finding import Finding, measured
from waterbed.output.columns.findings import defaults, proposed, sentence
from waterbed.output.columns.unusual import course, ranks
from waterbed.output.exports.measures import finding_for_machines, plain_measures, worded_strips
from waterbed.output.site.drawings.measured import draw_course, draw_placebos, standing_alone
from waterbed.output.text.charts import measured as drawn
from waterbed.output.text.speaker import Speaker


@pytest.fixture(scope="module")
def piracy() -> Dataset:
    return Dataset.read("piracy")


@pytest.fixture(scope="module")
def benin(piracy: Dataset) -> Finding:
    """The joint patrols off Benin, measured with what the data set names."""
    return measured(piracy, design(piracy, "evt-op-prosperity-2011", target="benin-eez"))


def test_the_sentence_leads_with_the_ratio_and_ends_with_what_happened_before(
    piracy: Dataset, benin: Finding
) -> None:
    said = sentence(piracy, benin, "en")
    assert re.search(
        r"The target came to 0\.13 \(95 % interval 0\.0\d+ to 1\.\d+\) times what the control’s trend", said
    )
    assert (
        "As large at other dates, of 169: target against control 2; receiving zones against control 30; WDD 25"
        in said
    )
    assert "too few dates to judge, 8 of them without days in common" in said
    assert said.endswith(
        "The target’s numbers had come down before it: 11 in 93 days, later 8 in the last 93 days before it."
    )
    assert said.index("The target came") < said.index("WDQ") < said.index("As large")
    told = list(defaults(piracy, benin, "en"))
    assert any(line.startswith("That target and control ran apart before it does not show") for line in told)
    assert any(
        "varied so many times as much" in line and "target against control 1.73" in line for line in told
    )


def test_other_days_are_told_with_their_numbers(piracy: Dataset, benin: Finding) -> None:
    told = " ".join(proposed(piracy, benin, "en"))
    assert (
        "With its day moved by −90, −30, +30, +90 days it reads the same: target against control; WDD."
        in told
    )
    assert (
        "receiving zones against control reads otherwise: −90 days no number; −30 days no number; +30 days 2.75"
        in told
    )


@pytest.mark.parametrize("lang", ["fr", "es", "th"])
def test_every_language_says_it(piracy: Dataset, benin: Finding, lang: str) -> None:
    texts = [sentence(piracy, benin, lang), *defaults(piracy, benin, lang), *proposed(piracy, benin, lang)]
    texts += [*ranks.captions(benin, lang), *ranks.names(benin, lang), course.caption(benin, lang)]
    texts += worded_strips(benin, lang)
    assert not [text for text in texts if "{" in text]
    assert "169" in texts[0] and "0,13" in texts[0].replace("0.13", "0,13")


def test_a_strip_holds_all_placebos_and_no_change_in_its_middle(benin: Finding) -> None:
    found = {strip["name"]: strip for strip in ranks.strips(benin)}
    assert list(found) == ["ratio", "ratio_receiving", "wdd", "elsewhere"]
    assert [sum(strip["bins"]) for strip in found.values()] == [169, 169, 169, 2]
    assert found["ratio"]["own"] < ranks.BINS // 2 < found["ratio_receiving"]["own"]
    assert benin.placebo is not None
    zeros = sum(abs(value) < 0.01 for value in benin.placebo.contrasts["wdd"].others)
    assert found["wdd"]["bins"][ranks.BINS // 2] >= zeros > 0


def test_drawings_have_a_bar_for_each_step_and_a_pin_for_what_was_found(benin: Finding) -> None:
    steps = course.columns(benin)
    assert steps is not None and (steps["days"], steps["before"]) == (31, 12)
    assert sum(steps["target"]["counts"][:12]) == 21 and sum(steps["target"]["counts"][12:]) == 3
    made = draw_course(steps, steps["target"], "Benin", "en")
    bars = [re.findall("Z", path.get("d", "")) for path in etree.fromstring(str(made)).iter("path")]
    assert sum(map(len, bars)) == sum(n > 0 for n in steps["target"]["counts"])
    strip = draw_placebos(ranks.strips(benin)[0], "target")
    assert len(etree.fromstring(str(strip)).findall("circle")) == 1
    colours = dict.fromkeys(("ink", "ink3", "line", "ctl", "arrival", "crackdown"), "#111")
    assert etree.fromstring(standing_alone(strip, colours)).tag == "{http://www.w3.org/2000/svg}svg"


def test_machines_get_ranks_steps_and_other_days(piracy: Dataset, benin: Finding) -> None:
    found = finding_for_machines(piracy, benin, "en")
    ratio = found["placebo"]["contrasts"]["ratio"]
    assert (ratio["as_large"], ratio["of"], ratio["p"], len(ratio["others"])) == (2, 169, None, 169)
    assert found["steps"]["before"] == 12 and len(found["steps"]["first"]) == 24
    assert found["by_day"]["wdd"]["choices"] == [-90, -30, 30, 90]
    # What was worked out apart: 30 days earlier +4, 30 days later -11.
    assert [one["value"] for one in found["by_day"]["wdd"]["measures"]][1:3] == [4, -11]
    table = plain_measures(benin).set_index("name")
    assert table.at["ratio", "as_large"] == 2 and table["of"].isna()["ge"]


def test_an_adjusted_p_is_told(piracy: Dataset, benin: Finding) -> None:
    said = sentence(piracy, replace(benin, adjusted=0.04, ranked=7), "en")
    assert (
        "Allowing for the 7 crackdowns and disruptions ranked here (Holm), p = 0.04 for the target." in said
    )


def test_a_briefing_draws_what_its_scenes_tell_first(piracy: Dataset) -> None:
    timeline = Timeline.of(piracy)
    shown = drawn(Speaker(timeline, "en"))
    assert [one.title for one in shown][:2] == [
        "Nigerian patrols strengthened",
        "Operation Prosperity: Nigeria and Benin begin joint patrols",
    ]
    steps = shown[1].steps
    assert steps is not None and steps.periods[:1] == ("−372",) and len(steps.lines) == 4
    assert len(list(itertools.chain.from_iterable(shown[1].ranks))) == 8


def test_a_target_with_fewer_than_five_is_not_ranked_among_places(piracy: Dataset, benin: Finding) -> None:
    few = replace(benin, design=replace(benin.design, rb=2, ra=2))
    assert "other places" not in " ".join(ranks.sentences(few, "en"))
    assert "elsewhere" not in [strip["name"] for strip in ranks.strips(few)]
