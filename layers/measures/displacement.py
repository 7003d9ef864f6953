"""Measures of displacement and diffusion of benefits, computed from counts of events and nothing else.

The counts are those of a target (``rb`` before, ``ra`` after or during the operation), of a control that displacement cannot
reach (``cb``, ``ca``) and of the receiving zones, the "buffer" of the literature (``db``, ``da``). A measure that is not
defined or not interpretable comes without a number and says why; it is never an exception.

References: Bowers & Johnson 2003, J Quant Criminol 19(3), doi 10.1023/A:1024909009240; the formulas as in Guerette 2009,
POP Tool Guide 10, appendices B and C; Wheeler & Ratcliffe 2018, Crime Science 7:11, doi 10.1186/s40163-018-0085-5.
"""

import math
from typing import Literal

import numpy as np

from waterbed.layers.measures.estimates import (
    Count,
    Measure,
    estimate,
    fault_of,
    known,
    quotient,
    undefined,
    weighted_sum,
)
from waterbed.layers.measures.intervals import LEVEL, SEED, Array

__all__ = ["Count", "Measure", "Reading", "bdm", "ge", "ne", "reading", "sm", "tne", "wdd", "wdq"]

Reading = Literal[
    "diffusion_greater",
    "diffusion",
    "none",
    "displacement",
    "displacement_smaller",
    "all_displaced",
    "displacement_greater",
    "",
]


def ge(
    rb: Count,
    ra: Count,
    cb: Count = None,
    ca: Count = None,
    db: Count = None,
    da: Count = None,
    *,
    time_weights: tuple[float, float] = (1.0, 1.0),
    level: float = LEVEL,
    seed: int = SEED,
) -> Measure:
    """Gross effect, GE = Rb - Ra, in events; above 0: fall in the target (Guerette 2009, appendix B).

    The other counts are accepted, so that one row of six fits every measure, and not used. Each count is divided by the time
    weight of its period, as for the WDD.

    >>> ge(207, 110).value
    97.0
    """
    fault = fault_of(target=(rb, ra))
    if not fault and not all(0 < weight < math.inf for weight in time_weights):
        fault = "weight_not_positive"
    before, after = time_weights
    return (
        undefined("ge", fault)
        if fault
        else weighted_sum("ge", known(rb, ra), (1 / before, -1 / after), level, seed)
    )


def ne(
    rb: Count,
    ra: Count,
    cb: Count,
    ca: Count,
    db: Count = None,
    da: Count = None,
    *,
    level: float = LEVEL,
    seed: int = SEED,
) -> Measure:
    """Net effect, NE = Rb/Cb - Ra/Ca, without unit; above 0: fall beyond the control's trend (Guerette 2009, appendix B).

    Undefined when the control is zero before or after. Counts of receiving zones are accepted and not used.
    """
    fault = fault_of(target=(rb, ra), control=(cb, ca))
    return undefined("ne", fault) if fault else estimate("ne", known(rb, ra, cb, ca), _ne, level, seed)


def sm(
    rb: Count,
    ra: Count,
    cb: Count,
    ca: Count,
    db: Count = None,
    da: Count = None,
    *,
    level: float = LEVEL,
    seed: int = SEED,
) -> Measure:
    """Success measure, SM = Ra/Ca - Rb/Cb = -NE, without unit; below 0: the response worked (Bowers & Johnson 2003).

    Undefined when the control is zero before or after. Counts of receiving zones are accepted and not used.
    """
    fault = fault_of(target=(rb, ra), control=(cb, ca))
    return undefined("sm", fault) if fault else estimate("sm", known(rb, ra, cb, ca), _sm, level, seed)


def bdm(
    rb: Count,
    ra: Count,
    cb: Count,
    ca: Count,
    db: Count,
    da: Count,
    *,
    level: float = LEVEL,
    seed: int = SEED,
) -> Measure:
    """Buffer displacement measure, BDM = Da/Ca - Db/Cb, without unit (Bowers & Johnson 2003).

    Above 0: possible displacement; below 0: possible diffusion. Undefined when the control is zero before or after.
    Counts of the target are accepted and not used.
    """
    fault = fault_of(control=(cb, ca), receiving=(db, da))
    return undefined("bdm", fault) if fault else estimate("bdm", known(db, da, cb, ca), _sm, level, seed)


def wdq(
    rb: Count,
    ra: Count,
    cb: Count,
    ca: Count,
    db: Count,
    da: Count,
    *,
    level: float = LEVEL,
    seed: int = SEED,
) -> Measure:
    """Weighted displacement quotient, WDQ = BDM / SM, without unit (Bowers & Johnson 2003).

    Above 0: diffusion of benefits, amplifying the effect; below 0: displacement; below -1: more displaced than gained
    (:func:`reading`). Only interpretable when SM < 0: displacement is attributed only to a fall in the target. Undefined
    when the control is zero before or after. The interval is simulated; it is left out, with the reason
    ``reduction_uncertain``, when the fall itself is in doubt at that level, since the quotient is then unbounded.

    >>> wdq(40, 10, 100, 100, 20, 35).value
    -0.5
    >>> wdq(10, 40, 100, 100, 20, 35).reason
    'no_reduction_in_target'
    """
    fault = fault_of(target=(rb, ra), control=(cb, ca), receiving=(db, da))
    if fault:
        return undefined("wdq", fault)
    return quotient("wdq", known(rb, ra, cb, ca, db, da), _fall_of_receiving, _fall_of_target, level, seed)


def tne(
    rb: Count,
    ra: Count,
    cb: Count,
    ca: Count,
    db: Count,
    da: Count,
    *,
    level: float = LEVEL,
    seed: int = SEED,
) -> Measure:
    """Total net effect, TNE = [Rb * Ca/Cb - Ra] + [Db * Ca/Cb - Da], in events (Guerette 2009, appendix C).

    Above 0: events prevented, receiving zones included. Undefined when the control is zero before or after.

    >>> tne(207, 110, 308, 318, 178, 157).value
    130.5
    """
    fault = fault_of(target=(rb, ra), control=(cb, ca), receiving=(db, da))
    if fault:
        return undefined("tne", fault)
    return estimate("tne", known(rb, ra, cb, ca, db, da), _tne, level, seed)


def wdd(
    t0: Count,
    t1: Count,
    ct0: Count,
    ct1: Count,
    d0: Count = None,
    d1: Count = None,
    cd0: Count = None,
    cd1: Count = None,
    *,
    time_weights: tuple[float, float] = (1.0, 1.0),
    area_weights: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0),
    level: float = LEVEL,
    seed: int = SEED,
) -> Measure:
    """Weighted displacement difference, in events; below 0: fewer events (Wheeler & Ratcliffe 2018).

    WDD = [(T1 - T0) - (CT1 - CT0)] + [(D1 - D0) - (CD1 - CD0)]. Each count is divided by its time weight times its area
    weight, and counts in the variance divided by the square of that; without weights the variance is the sum of all counts.
    Z = WDD / SE. Where every count is 5 or more the interval is normal, WDD -/+ z * SE; below that it is simulated and the
    status is ``descriptive_only``.

    Parameters
    ----------
    t0, t1
        Events in the target before and after.
    ct0, ct1
        Events in the target's control.
    d0, d1
        Events in the receiving zones; None when there are none. A zero is a count like any other.
    cd0, cd1
        Events in the control of the receiving zones; None when there is none.
    time_weights
        Lengths of the periods before and after, in one unit.
    area_weights
        Sizes of target, its control, receiving zones and their control, in one unit, in the order of the counts.
    level
        Level of the interval.
    seed
        Seed of a simulated interval.

    >>> round(wdd(207, 110, 308, 318, 178, 157, 150, 140).z, 2)
    -2.98
    """
    fault = fault_of(target=(t0, t1), control=(ct0, ct1), may_be_zero=True)
    pairs = [((d0, d1), 1, area_weights[2]), ((cd0, cd1), -1, area_weights[3])]
    present = [pair for pair in pairs if pair[0] != (None, None)]
    fault = fault or next((found for pair, _, _ in present if (found := fault_of(target=pair))), "")
    areas = [((t0, t1), 1, area_weights[0]), ((ct0, ct1), -1, area_weights[1]), *present]
    weights = [time * area for _, _, area in areas for time in time_weights]
    if not fault and not all(0 < weight < math.inf for weight in weights):
        fault = "weight_not_positive"
    if fault:
        return undefined("wdd", fault)
    signs = [side * sign for _, sign, _ in areas for side in (-1, 1)]
    coefficients = [sign / weight for sign, weight in zip(signs, weights, strict=True)]
    return weighted_sum("wdd", known(*(n for pair, _, _ in areas for n in pair)), coefficients, level, seed)


def reading(quotient: Measure | float | None) -> Reading:
    """What a weighted displacement quotient says, in the field's reading; "" when there is no quotient.

    Of a measure the size against the direct effect is told only where it has an interval that leaves out -1, or 1:
    "displacement" and "diffusion" say nothing of it. A number alone is read as it stands.

    >>> reading(wdq(400, 100, 1000, 1000, 200, 650))
    'displacement_greater'
    >>> reading(wdq(40, 10, 100, 100, 20, 55))
    'displacement'
    """
    value = quotient.value if isinstance(quotient, Measure) else quotient
    if value is None or math.isnan(value):
        return ""
    low, high = value, value
    if isinstance(quotient, Measure):
        low = -math.inf if quotient.low is None else quotient.low
        high = math.inf if quotient.high is None else quotient.high
    if value > 0:
        return "diffusion_greater" if low > 1 else "diffusion"
    if value == 0:
        return "none"
    if value == low == high == -1:
        return "all_displaced"
    if low > -1:
        return "displacement_smaller"
    return "displacement_greater" if high < -1 else "displacement"


# One formula serves both areas: the fall from before to after beyond the control's trend, times both control counts, which
# keeps whole numbers whole, so that -1, "all displaced", is met exactly.
def _fall(before: Array, after: Array, cb: Array, ca: Array) -> Array:
    return np.asarray(before * ca - after * cb)


def _fall_of_target(counts: Array) -> Array:
    return _fall(*counts[:4])


def _fall_of_receiving(counts: Array) -> Array:
    _, _, cb, ca, db, da = counts
    return _fall(db, da, cb, ca)


def _ne(counts: Array) -> Array:
    _, _, cb, ca = counts
    return np.asarray(_fall(*counts) / (cb * ca))


def _sm(counts: Array) -> Array:
    return -_ne(counts)


def _tne(counts: Array) -> Array:
    return np.asarray((_fall_of_target(counts) + _fall_of_receiving(counts)) / counts[2])
