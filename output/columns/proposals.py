"""What waterbed proposes beside the literature's measures, in plain sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.proposals import BACK_AT, LASTING, STEP_DAYS, Proposals
from waterbed.layers.measures.delays import LagCorrelation
from waterbed.layers.measures.sensitivity import Sensitivity
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.language.numbers import about, number
from waterbed.output.language.strings import templates


def sentences(dataset: Dataset, found: Proposals, lang: str) -> Iterator[str]:
    """Recovery, WDQ by delay, the lag, and whether the sign holds; what cannot be told is left out, recovery says why."""
    said = templates(lang)["measure"]["proposed"]
    yield _recovery(found, said, lang)
    delays = {days: measure for days, measure in found.delays.items() if measure.value is not None}
    if delays:
        pairs = (
            said["delay"].format(days=days, value=about(m.value or 0, lang)) for days, m in delays.items()
        )
        yield said["delays"].format(list=said["list"].join(pairs))
    if found.lag is not None and found.lag.band is not None:
        yield _lag(found.lag, said, lang)
    if found.sensitivity is not None and found.sensitivity.verdict != "not_measurable":
        if found.by_ring:
            yield _by_ring(found.sensitivity, said, lang)
        else:
            yield _by_list(dataset, found.sensitivity, said, lang)


def _recovery(found: Proposals, said: Mapping[str, Any], lang: str) -> str:
    measure = found.recovery
    if measure.value is None:
        reason = word_label(measure.reason, lang, group="measure_reason")
        return str(said["not_back"]).format(share=round(BACK_AT * 100), reason=reason)
    return str(said["back"]).format(
        share=round(BACK_AT * 100), days=number(measure.value, lang), step=STEP_DAYS, lasting=LASTING
    )


def _lag(lag: LagCorrelation, said: Mapping[str, Any], lang: str) -> str:
    if lag.peak is None:
        return str(said["no_lag"])
    r = lag.r[lag.delays.index(lag.peak)]
    return str(said["lag"]).format(days=lag.peak * STEP_DAYS, r=about(r, lang))


def _by_ring(test: Sensitivity, said: Mapping[str, Any], lang: str) -> str:
    first, last = (about(float(end), lang) for end in test.longest_run or ())
    return str(said[f"{test.verdict}_ring"]).format(first=first, last=last)


def _by_list(dataset: Dataset, test: Sensitivity, said: Mapping[str, Any], lang: str) -> str:
    signs = (
        said["without"].format(place=dataset.label(str(zone), lang), sign=said["signs"][sign])
        for zone, sign in zip(test.choices, test.signs, strict=True)
    )
    sign = said["signs"][test.signs[0]]
    return str(said[f"{test.verdict}_list"]).format(list=said["list"].join(signs), sign=sign)
