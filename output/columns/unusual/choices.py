"""Whether a finding reads the same under other choices: another day, another ring."""

from collections.abc import Iterator, Mapping
from typing import Any

from waterbed.layers.inference.finding import Finding
from waterbed.layers.inference.steadiness import Steadiness
from waterbed.layers.measures.estimates import Measure
from waterbed.output.language.numbers import about, number
from waterbed.output.language.strings import templates


def sentences(finding: Finding, lang: str) -> Iterator[str]:
    """What reads the same, and what does not, with the numbers under each choice."""
    said, words = templates(lang)["measure"]["steady"], templates(lang)["measure"]
    names, join = words["placebo"]["contrasts"], words["placebo"]["join"]
    steady = [name for name, one in finding.by_day.items() if one.steady]
    if steady:
        moved = next(one for name, one in finding.by_day.items() if name in steady)
        choices = words["list"].join(_signed(choice, lang) for choice in moved.choices)
        yield said["stable"].format(choices=choices, names=join.join(names[name] for name in steady))
    for name, one in finding.by_day.items():
        if not one.steady:
            yield said["depends"].format(name=names[name], list=_list(one, "day", words, lang))
    ring = finding.by_ring
    if ring is not None:
        choices = words["list"].join(number(choice, lang) for choice in ring.choices)
        form = said["ring_stable" if ring.steady else "ring_depends"]
        yield form.format(choices=choices, list=_list(ring, "ring", words, lang))


def _list(one: Steadiness, form: str, words: Mapping[str, Any], lang: str) -> str:
    said = words["steady"]
    return str(words["placebo"]["join"]).join(
        said[form].format(
            choice=_signed(choice, lang) if form == "day" else number(choice, lang),
            value=_value(found, words, lang),
        )
        for choice, found in zip(one.choices, one.measures, strict=True)
    )


def _value(found: Measure, words: Mapping[str, Any], lang: str) -> str:
    if found.value is None:
        return str(words["steady"]["none"])
    if found.low is None or found.high is None:
        return about(found.value, lang)
    ends = str(words["ends"]).format(low=about(found.low, lang), high=about(found.high, lang))
    return f"{about(found.value, lang)} ({ends})"


def _signed(days: float, lang: str) -> str:
    return f"{'+' if days > 0 else '−'}{number(abs(days), lang)}"
