"""The steps before and after a crackdown: numbers to draw, and what they say of the time before."""

from collections.abc import Iterator
from typing import Any

from waterbed.layers.inference.finding import Finding
from waterbed.layers.inference.study import IN_A_PART
from waterbed.output.language.numbers import about, number
from waterbed.output.language.strings import templates


def columns(finding: Finding) -> dict[str, Any] | None:
    """Steps of a finding: their length, how many lie before, and of each area its numbers and what its control gives."""
    found = finding.study
    if found is None:
        return None
    areas: dict[str, Any] = {
        role: {
            "counts": [round(n, 1) for n in course.counts],
            "expected": [round(n, 1) for n in course.expected],
        }
        for role, course in found.courses.items()
    }
    return {"days": found.days, "before": found.before, **areas}


def warnings(finding: Finding, lang: str) -> Iterator[str]:
    """What happened before the crackdown that a reader of the measures must know."""
    found, said = finding.study, templates(lang)["measure"]["study"]
    if found is None:
        return
    target = found.courses["target"]
    if target.drifts:
        yield said["drift"].format(
            n=number(found.before, lang), days=number(found.days, lang), p=about(target.p or 0.0, lang)
        )
    receiving = found.courses.get("receiving")
    if receiving is not None and receiving.drifts:
        yield said["drift_receiving"].format(p=about(receiving.p or 0.0, lang))
    plan = finding.design
    if target.begun and plan.rb is not None and plan.ra is not None and plan.ra < plan.rb:
        yield said["begun"].format(
            most=about(target.begun[2], lang),
            span=number(found.days * IN_A_PART, lang),
            latest=about(target.parts[-1][2], lang),
        )


def tested(finding: Finding, lang: str) -> Iterator[str]:
    """That the time before shows nothing, or was not tested."""
    found, said = finding.study, templates(lang)["measure"]["study"]
    if found is None or found.courses["target"].drifts:
        return
    p = found.courses["target"].p
    if p is None:
        yield str(said["untested"])
        return
    yield said["no_drift"].format(
        n=number(found.before, lang), days=number(found.days, lang), p=about(p, lang)
    )


def caption(finding: Finding, lang: str) -> str:
    """What the steps are counted by, and what the line is; "" without steps."""
    found, said = finding.study, templates(lang)["measure"]["study"]
    return "" if found is None else str(said["caption"]).format(days=number(found.days, lang))
