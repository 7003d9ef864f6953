"""A finding among other dates and places: sentences, and strips on which what was found stands among the placebos."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from waterbed.layers.inference.finding import Finding
from waterbed.layers.inference.placebo import Contrast, Placebo
from waterbed.layers.measures.estimates import FEWEST
from waterbed.output.language.numbers import about, number, plural_of
from waterbed.output.language.strings import templates

TOLD = ("ratio", "ratio_receiving", "wdd")
"""Contrasts that are told; that of both areas together says what the WDD says."""

BINS = 41
"""Bins of a strip: the middle one holds no change."""


def sentences(finding: Finding, lang: str) -> Iterator[str]:
    """How many other dates and places show as much."""
    found, said = finding.placebo, templates(lang)["measure"]["placebo"]
    if found is None:
        return
    if not found.dates.of:
        yield str(said["no_dates"])
    elif told := _told(finding, found):
        chances = {name: _chance(one, said, lang) for name, one in told.items()}
        ranked = (
            said["ranked"].format(
                contrast=said["contrasts"][name], n=number(one.rank.as_large, lang), p=chances[name]
            )
            for name, one in told.items()
        )
        few = said["few_dates"].format(k=number(found.dates.independent, lang))
        yield said["dates"].format(
            m=number(found.dates.of, lang),
            list=said["join"].join(ranked),
            rest="" if any(chances.values()) else few,
        )
    rank = found.places
    if not _carries(finding):
        pass
    elif not rank.of:
        yield str(said["no_places"])
    else:
        form = plural_of(said["places"], rank.as_large, rank.of, lang)
        rest = _chance(found.elsewhere, said, lang) or said["few_places"]
        yield form.format(n=number(rank.as_large, lang), m=number(rank.of, lang), rest=rest)
    if finding.adjusted is not None:
        yield said["adjusted"].format(k=number(finding.ranked, lang), p=about(finding.adjusted, lang))


def spread(finding: Finding, lang: str) -> Iterator[str]:
    """How much counts vary by themselves, and what that does to the intervals."""
    found, said = finding.placebo, templates(lang)["measure"]["placebo"]
    if found is None or finding.design.quantity:
        return
    if found.phi is None:
        yield str(said["phi_unknown"])
        return
    if found.elsewhere_spread is not None:
        yield said["phi_places"].format(phi=about(found.phi, lang), k=number(found.degrees, lang))
        return
    varied = (
        said["spread"].format(contrast=said["contrasts"][name], phi=about(one.phi or 1.0, lang))
        for name, one in _told(finding, found).items()
    )
    yield said["phi" if found.earlier else "phi_any"].format(
        k=number(found.degrees, lang), list=said["join"].join(varied)
    )


def strips(finding: Finding) -> list[dict[str, Any]]:
    """Of each contrast how many placebos lie in each bin, and the bin of what was found; the middle one is no change."""
    return [_strip(name, one) for name, one in _shown(finding).items()]


def names(finding: Finding, lang: str) -> list[str]:
    """What each strip is of."""
    said = templates(lang)["measure"]["placebo"]["contrasts"]
    return [str(said[name]) for name in _shown(finding)]


def captions(finding: Finding, lang: str) -> list[str]:
    """Of each strip how many placebos are as large."""
    said = templates(lang)["measure"]["placebo"]
    ranked = {
        name: said["strip"]["places" if name == "elsewhere" else "dates"].format(
            n=number(one.rank.as_large, lang), m=number(one.rank.of, lang)
        )
        for name, one in _shown(finding).items()
    }
    chances = {name: _chance(one, said, lang) for name, one in _shown(finding).items()}
    return [text + (chances[name] or f"{said['join']}{said['few']}") for name, text in ranked.items()]


def _told(finding: Finding, found: Placebo) -> dict[str, Contrast]:
    """The contrasts with a number to rank; one that is not given has none."""
    return {
        name: found.contrasts[name]
        for name in TOLD
        if name in found.contrasts and finding.measure(name).value is not None
    }


def _shown(finding: Finding) -> dict[str, Contrast]:
    found = finding.placebo
    if found is None:
        return {}
    told = _told(finding, found) if found.dates.of else {}
    return {**told, **({"elsewhere": found.elsewhere} if found.places.of and _carries(finding) else {})}


def _carries(finding: Finding) -> bool:
    """Whether enough was counted in the target for a change of its own."""
    return (finding.design.rb or 0) + (finding.design.ra or 0) >= FEWEST


def _chance(one: Contrast, said: Mapping[str, Any], lang: str) -> str:
    return "" if one.rank.p is None else str(said["p"]).format(p=about(one.rank.p, lang))


def _strip(name: str, one: Contrast) -> dict[str, Any]:
    half = BINS // 2
    values = np.array([one.own, *one.others])
    largest = float(np.abs(values).max()) or 1.0
    at = np.rint(values / largest * half).astype(int) + half
    return {"name": name, "bins": np.bincount(at[1:], minlength=BINS).tolist(), "own": int(at[0])}
