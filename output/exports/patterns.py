"""Patterns of places, distances and pairs in sentences, as rows, and for machines."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pandas as pd

from waterbed.layers.counting.design import Design
from waterbed.layers.counting.periods import length
from waterbed.layers.dataset import Dataset
from waterbed.layers.patterns.around import Around
from waterbed.layers.patterns.near_repeat import NearRepeat
from waterbed.layers.patterns.rings import Ring
from waterbed.output.language.numbers import about, number, plural
from waterbed.output.language.strings import templates


def sentences(dataset: Dataset, plan: Design, found: Around, lang: str) -> Iterator[str]:
    """Whether the pattern of places changed, and by how much at which distance from the target."""
    said = templates(lang)["measure"]["patterns"]
    alike = found.similarity
    if alike is not None:
        same = round(alike.s * alike.places)
        robust = about(alike.robust_s, lang)
        yield plural(said["same"], alike.places, lang).format(
            n=number(same, lang), m=number(alike.places, lang), s=about(alike.s, lang), robust=robust
        )
        if alike.spread is None:
            yield said["few"]
        else:
            places = [
                dataset.label(place, lang)
                for place, changed in zip(found.places, alike.changed, strict=True)
                if changed
            ]
            form = "stand_out" if places else "none_stands_out"
            named = templates(lang)["measure"]["list"].join(places)
            yield said[form].format(spread=about(alike.spread, lang), places=named)
    if found.rings is not None:
        days = length(plan.before), length(plan.after)
        told = [_ring(ring, days, lang) for ring in found.rings.rings if ring.before + ring.after]
        line = said["rings"].format(place=dataset.label(plan.target, lang), list=said["then"].join(told))
        vague = found.rings.vague
        yield line + (" " + plural(said["vague"], vague, lang).format(n=number(vague, lang)) if vague else "")


def gathering(found: NearRepeat | None, lang: str) -> Iterator[str]:
    """Whether counted events come soon after one another near by; nothing where it was not tested."""
    if found is None:
        return
    said = templates(lang)["measure"]["patterns"]
    numbers = {
        "pairs": number(found.pairs, lang),
        "expected": about(found.expected, lang),
        "km": about(found.near_km, lang),
        "days": number(found.soon_days, lang),
        "p": number(round(found.p, 3), lang),
    }
    yield said["gather" if found.gathers else "apart"].format(**numbers)


def plain_patterns(plan: Design, found: Around) -> pd.DataFrame:
    """Indices, places and rings, a row each: what it is, of which place or distance, before and after."""
    rows: list[dict[str, Any]] = []
    alike = found.similarity
    if alike is not None:
        rows.append({"name": "sppt_s", "value": alike.s, "n": alike.places})
        rows.append({"name": "sppt_robust_s", "value": alike.robust_s, "n": alike.places - alike.empty})
    rows += [{"name": "sppt_place", **one} for one in _by_place(found)]
    rows += [{"name": "ring", **one} for one in _by_ring(found)]
    return pd.DataFrame(rows).assign(trigger=plan.trigger, target=plan.target)


def for_machines(dataset: Dataset, plan: Design, found: Around, lang: str) -> dict[str, Any]:
    """All of it for machines, with its sentences."""
    alike = found.similarity
    indices = ("s", "robust_s", "places", "empty", "spread")
    return {
        "sppt": None
        if alike is None
        else {name: getattr(alike, name) for name in indices} | {"by_place": _by_place(found)},
        "rings": None
        if found.rings is None
        else {"left_out": found.rings.vague, "by_distance": _by_ring(found)},
        "sentences": list(sentences(dataset, plan, found, lang)),
    }


def _by_place(found: Around) -> list[dict[str, Any]]:
    alike = found.similarity
    if alike is None:
        return []
    columns = (alike.difference, alike.p, alike.q, alike.changed)
    rows = zip(found.places, *(column.tolist() for column in columns), strict=True)
    return [dict(zip(("place", "value", "p", "q", "stands_out"), row, strict=True)) for row in rows]


def _by_ring(found: Around) -> list[dict[str, Any]]:
    return [asdict(ring) for ring in found.rings.rings] if found.rings else []


def _ring(ring: Ring, days: tuple[int, int], lang: str) -> str:
    said = templates(lang)["measure"]["patterns"]
    before, after = (about(rate, lang) for rate in ring.per_1000_km2(days))
    counted = {"b": about(ring.before, lang), "a": about(ring.after, lang)}
    ends = {"inner": about(ring.inner_km, lang), "outer": about(ring.outer_km, lang)}
    form = "ring" if ring.telling else "few_in_ring"
    return str(said[form]).format(before=before, after=after, **ends, **counted)
