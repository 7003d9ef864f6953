"""What waterbed proposes, in sentences."""

import pytest

from waterbed import Dataset
from waterbed.layers.inference.proposals import Proposals
from waterbed.layers.measures.delays import lag_correlation
from waterbed.layers.measures.estimates import Measure, undefined
from waterbed.layers.measures.sensitivity import wdq_by_radius, wdq_leaving_out
from waterbed.output.columns.proposals import sentences

TARGET, CONTROL = (400.0, 100.0), (1000.0, 1000.0)
BACK = Measure("time_to_recovery", 240.0, ours=True)


def _said(dataset: Dataset, found: Proposals, lang: str = "en") -> list[str]:
    return list(sentences(dataset, found, lang))


def test_each_part_is_a_sentence(bundled: Dataset) -> None:
    zones = {"laos": (200.0, 300.0), "cambodia": (100.0, 150.0)}
    lag = lag_correlation([9, 9, 1, 9, 9, 2, 9, 9], [1, 1, 1, 9, 1, 1, 8, 1], delays=[0, 1, 2])
    found = Proposals(
        BACK, {0: Measure("wdq_by_delay", -0.5)}, lag, wdq_leaving_out(TARGET, CONTROL, zones), False
    )
    assert _said(bundled, found) == [
        "Back at 80 % of the level before, beside the control’s trend, from day 240 on (2 periods of 30 days in a row).",
        "WDQ with the receiving zones counted later: −0.5 after 0 days.",
        "Rises in the receiving zones follow falls in the target most clearly after 30 days (correlation 1).",
        "Whichever receiving zone is left out, the estimate of the WDQ has the same sign (displacement).",
    ]
    assert "jour 240" in _said(bundled, found, "fr")[0]


@pytest.mark.parametrize(
    ("widths", "said"),
    [
        ({50.0: (200.0, 300.0), 100.0: (300.0, 400.0)}, "has the same sign in rings from 50 to 100 km."),
        (
            {50.0: (200.0, 100.0), 100.0: (300.0, 400.0), 150.0: (300.0, 500.0)},
            "depends on the ring; it is the same from 100 to 150 km.",
        ),
    ],
)
def test_a_ring_says_how_far_the_sign_holds(
    bundled: Dataset, widths: dict[float, tuple[float, float]], said: str
) -> None:
    test = wdq_by_radius(TARGET, CONTROL, widths)
    found = Proposals(undefined("time_to_recovery", "not_recovered", ours=True), {}, None, test, True)
    first, second = _said(bundled, found)
    assert first == "Back at 80 % of the level before: not back at the threshold by the end of the data."
    assert second.endswith(said)


def test_a_list_that_the_sign_hangs_on_is_told_zone_by_zone(bundled: Dataset) -> None:
    zones = {"laos": (200.0, 300.0), "cambodia": (200.0, 150.0)}
    found = Proposals(BACK, {}, None, wdq_leaving_out(TARGET, CONTROL, zones), False)
    assert _said(bundled, found)[1] == (
        "The sign of the WDQ depends on the list of receiving zones: diffusion of benefits without Laos, displacement "
        "without Cambodia."
    )
