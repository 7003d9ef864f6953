"""Recovery of a place after a crackdown: proposed by waterbed, after Sherman 1990 (initial deterrence, decay, residual).

Sherman 1990, Crime and Justice 12, doi 10.1086/449163, describes decay; the ratio and the threshold are ours.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike

from waterbed.layers.measures.estimates import Measure, undefined
from waterbed.layers.measures.intervals import Array

THRESHOLD = 1.0


LASTING = 3


def recovery_ratio(
    target: ArrayLike,
    baseline: float,
    control: ArrayLike | None = None,
    control_baseline: float | None = None,
) -> Array:
    """Level of a place against its level before, RR_t = (R_t / R_b) / (C_t / C_b), without unit (ours).

    1: back where the control's trend would have it. Without a control, RR_t = R_t / R_b.

    Parameters
    ----------
    target
        Events R_t in each period since the crackdown, NaN unknown.
    baseline
        Events R_b in a period of that length before, on average.
    control, control_baseline
        The same of a control that displacement cannot reach.

    Returns
    -------
    ndarray
        A ratio per period; NaN where R_b, C_b or C_t is zero or unknown.

    >>> recovery_ratio([2, 5, 10], 10, [20, 20, 40], 20).tolist()
    [0.2, 0.5, 0.5]
    """
    level = _over(np.asarray(target, dtype=float), baseline)
    if control is None:
        return level
    trend = _over(np.asarray(control, dtype=float), np.nan if control_baseline is None else control_baseline)
    return _over(level, trend)


def time_to_recovery(
    ratio: ArrayLike, *, threshold: float = THRESHOLD, lasting: int = LASTING, events: float = 0.0
) -> Measure:
    """Periods from the crackdown until a place is back, and stays back (ours).

    Back: the first period, after one below the threshold, from which the ratio is at or above the threshold for `lasting`
    periods in a row, and after which it is never below for as many; the value is the number of periods before it.
    Undefined when no ratio is known (``baseline_unknown``), when it never fell (``no_drop``), and when it is not back at the
    end of the data (``not_recovered``). No interval: the time depends on a threshold that one chooses.

    Parameters
    ----------
    ratio
        Ratios by period from the crackdown on, as by :func:`recovery_ratio`; an unknown one breaks a row.
    threshold
        Ratio at which a place counts as back; 1 is its level before.
    lasting
        Periods in a row for which it must hold.
    events
        Number of events behind the ratios, told in ``n``.

    >>> time_to_recovery([0.2, 1.1, 0.4, 1.0, 1.2, 1.1]).value
    3.0
    >>> time_to_recovery([0.2, 1.1, 1.3, 1.0, 0.1, 0.0, 0.1]).reason
    'not_recovered'
    """
    if lasting < 1:
        raise ValueError(f"lasting = {lasting}: a place is back for one period at least.")
    ratios = np.asarray(ratio, dtype=float)
    reason, value = "", None
    if np.isnan(ratios).all():
        reason = "baseline_unknown"
    elif not (ratios < threshold).any():
        reason = "no_drop"
    else:
        value = _back_for_good(ratios, threshold, lasting)
        reason = "" if value is not None else "not_recovered"
    found = undefined("time_to_recovery", reason) if reason else Measure("time_to_recovery", value)
    return replace(found, n=events, ours=True)


def _back_for_good(ratios: Array, threshold: float, lasting: int) -> float | None:
    """Position of the first `lasting` periods in a row that are back, after a drop and after the last relapse as long."""
    low, back = ratios < threshold, _runs(ratios >= threshold, lasting)
    gone = np.flatnonzero(_runs(low, lasting))
    after = max(int(low.argmax()), int(gone[-1]) if len(gone) else 0)
    return float(after + back[after:].argmax()) if back[after:].any() else None


def _runs(chosen: npt.NDArray[np.bool_], lasting: int) -> npt.NDArray[np.bool_]:
    """Whether a row of `lasting` chosen periods begins at each."""
    if len(chosen) < lasting:
        return np.zeros(0, dtype=bool)
    return np.asarray(np.convolve(chosen, np.ones(lasting), mode="valid") == lasting)


def _over(above: Array, below: Array | float) -> Array:
    divisor = np.broadcast_to(np.asarray(below, dtype=float), above.shape)
    return np.asarray(np.divide(above, divisor, out=np.full(above.shape, np.nan), where=divisor > 0))
