"""Every measure of a design by its name: which areas it needs, and how their counts go into its formula."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from waterbed.layers.counting.design import ROLES, Design, Role
from waterbed.layers.measures.displacement import bdm, ge, ne, sm, tne, wdd, wdq
from waterbed.layers.measures.estimates import Count, Measure, undefined
from waterbed.layers.measures.ratios import rate_ratio

Pairs: TypeAlias = Mapping[Role, tuple[Count, Count]]
"""Of each area what was counted before and after."""

RATIOS: Mapping[str, tuple[Role, ...]] = {
    "ratio": ("target",),
    "ratio_receiving": ("receiving",),
    "ratio_together": ("target", "receiving"),
}
"""The areas that each ratio is of, each against its control."""

NAMES = (*RATIOS, "ge", "ne", "sm", "bdm", "wdq", "tne", "wdd")
"""The measures of a design, in their order."""

AREAS: Mapping[str, tuple[Role, ...]] = {
    "ratio": ("target", "control"),
    "ratio_receiving": ("receiving", "control", "control_of_receiving"),
    "ratio_together": ("target", "control", "receiving", "control_of_receiving"),
    "ge": ("target",),
    "ne": ("target", "control"),
    "sm": ("target", "control"),
    "bdm": ("control", "receiving"),
    "wdq": ("target", "control", "receiving"),
    "tne": ("target", "control", "receiving"),
    "wdd": ("target", "control", "receiving", "control_of_receiving"),
}
"""The areas whose counts each measure needs."""

_FORMULAS: Mapping[str, Callable[..., Measure]] = {"ne": ne, "sm": sm, "bdm": bdm, "wdq": wdq, "tne": tne}


def pairs_of(plan: Design) -> Pairs:
    """The counts of a design by area."""
    return {
        "target": (plan.rb, plan.ra),
        "control": (plan.cb, plan.ca),
        "receiving": (plan.db, plan.da),
        "control_of_receiving": (plan.cdb, plan.cda),
    }


def contrast(name: str, plan: Design, pairs: Pairs) -> Measure:
    """A measure of a design from counts by area; an area without places has none."""
    known = {role: pairs[role] if plan.places(role) else (None, None) for role in ROLES}
    if name in RATIOS:
        roles = RATIOS[name]
        if "receiving" in roles and not plan.receiving:
            return undefined(name, "no_receiving_zones")
        controls = controls_of(roles, own=bool(plan.control_of_receiving))
        return rate_ratio(name, *_sum(known, roles), *_sum(known, controls))
    six = (*known["target"], *known["control"], *known["receiving"])
    if name == "wdd":
        return wdd(*six, *known["control_of_receiving"], time_weights=plan.time_weights)
    if name == "ge":
        return ge(*known["target"], time_weights=plan.time_weights)
    return _FORMULAS[name](*six)


def controls_of(roles: tuple[Role, ...], *, own: bool) -> tuple[Role, ...]:
    """The control that some areas are compared with; ``own``: the receiving places have one of their own."""
    if "receiving" not in roles or not own:
        return ("control",)
    return ("control_of_receiving",) if roles == ("receiving",) else ("control", "control_of_receiving")


def _sum(pairs: Pairs, roles: tuple[Role, ...]) -> tuple[Count, Count]:
    chosen = [pairs[role] for role in roles]
    if any(n is None for pair in chosen for n in pair):
        return None, None
    return sum(before or 0.0 for before, _ in chosen), sum(after or 0.0 for _, after in chosen)
