"""Displacement by delay: does a fall in the target go with a later rise in the receiving zones? Proposed by waterbed.

The literature supports space-time lags (Cohen, Gorr & Olligschlaeger 2007, Geographical Analysis 39(1)); these two measures
of them are ours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from waterbed.layers.measures.displacement import wdq
from waterbed.layers.measures.estimates import Measure, fault_of, quotient, undefined
from waterbed.layers.measures.intervals import LEVEL, SEED, Array

SURROGATES = 1_000


def wdq_by_delay(
    target: ArrayLike,
    control: ArrayLike,
    receiving: ArrayLike,
    *,
    crackdown: int,
    length: int,
    delays: Iterable[int],
    level: float = LEVEL,
    seed: int = SEED,
) -> dict[int, Measure]:
    """Weighted displacement quotient with the receiving zones seen k periods later (ours).

    WDQ_k = (Da_k/Ca_k - Db/Cb) / (Ra/Ca - Rb/Cb): Da_k and the control beside it, Ca_k, are counted in the window after the
    crackdown shifted by k; the target and the control beside it are not, so that the fall in the target is the same for
    every k. WDQ_0 is the WDQ. Not interpretable where it is not; undefined (``window_outside_data``) where a window reaches
    beyond the series.

    Parameters
    ----------
    target, control, receiving
        Events by period, of one length, aligned.
    crackdown
        Position of the first period after the crackdown.
    length
        Periods in each window, before and after.
    delays
        Shifts k in periods, from 0.
    level, seed
        Level of the intervals, seed of their simulation.

    Returns
    -------
    dict
        The measure of each delay, in the order given.
    """
    r, c, d = (np.asarray(series, dtype=float) for series in (target, control, receiving))

    def at_delay(k: int) -> Measure:
        if k < 0 or length < 1 or crackdown < length or crackdown + k + length > min(len(r), len(c), len(d)):
            return undefined("wdq_by_delay", "window_outside_data", ours=True)
        before, after = slice(crackdown - length, crackdown), slice(crackdown, crackdown + length)
        later = slice(crackdown + k, crackdown + k + length)
        six = (
            r[before].sum(),
            r[after].sum(),
            c[before].sum(),
            c[after].sum(),
            d[before].sum(),
            d[later].sum(),
        )
        found = _shifted(six, c[crackdown : later.stop], min(k, length), length, level, seed) if k else None
        return replace(found or wdq(*six, level=level, seed=seed), name="wdq_by_delay", ours=True)

    return {k: at_delay(k) for k in delays}


def _shifted(six: Sequence[float], control: Array, k: int, length: int, level: float, seed: int) -> Measure:
    """Quotient whose two windows of the control may overlap: what they share is drawn once."""
    rb, ra, cb, ca, db, da = six
    late = float(control[-length:].sum())
    fault = fault_of(target=(rb, ra), control=(cb, ca), receiving=(db, da)) or fault_of(control=(cb, late))
    if fault:
        return undefined("wdq_by_delay", fault)
    shared = [float(control[k:length].sum())] if k < length else []
    parts = [rb, ra, db, da, cb, ca - sum(shared), late - sum(shared), *shared]

    def controls(counts: Array) -> tuple[Array, Array]:
        both = counts[7:].sum(axis=0)
        return counts[5] + both, counts[6] + both

    def fall_of_receiving(counts: Array) -> Array:
        ca, ca_late = controls(counts)
        return np.asarray((counts[2] * ca_late - counts[3] * counts[4]) * ca)

    def fall_of_target(counts: Array) -> Array:
        ca, ca_late = controls(counts)
        return np.asarray((counts[0] * ca - counts[1] * counts[4]) * ca_late)

    return quotient(
        "wdq_by_delay", parts, fall_of_receiving, fall_of_target, level, seed, judged_by=(*six, late)
    )


@dataclass(frozen=True, slots=True)
class LagCorrelation:
    """How falls in the target go with later rises in the receiving zones, by delay (ours)."""

    delays: tuple[int, ...]
    """Shifts k in periods."""
    r: tuple[float, ...]
    """Correlation at each delay, NaN where a series does not change or fewer than three periods remain."""
    band: float | None
    """Height that the highest r of unrelated series exceeds with a chance of 1 - level; None when no r is known."""
    peak: int | None
    """Delay of the highest r, if that is above the band; None: no clear lag."""
    ours: bool = True
    """Whether waterbed proposes the measure, not the literature."""


def lag_correlation(
    target: ArrayLike,
    receiving: ArrayLike,
    *,
    delays: Sequence[int],
    level: float = LEVEL,
    seed: int = SEED,
) -> LagCorrelation:
    """Correlate falls in the target with rises in the receiving zones k periods later (ours).

    r(k) = corr(-(R_t - R_{t-1}), D_{t+k} - D_{t+k-1}). The band is that of the highest r over all delays for series that
    have the memory and the seasons of the target, but nothing to do with the receiving zones: its changes with the phases
    of all their waves drawn anew (Theiler et al. 1992, Physica D 58). So neither trying many delays nor a season finds a
    lag by itself.

    Parameters
    ----------
    target, receiving
        Events by period, aligned, of equal length.
    delays
        Shifts k in periods, from 0.
    level, seed
        Level of the band, seed of the phases.
    """
    falls = -np.diff(np.asarray(target, dtype=float))
    rises = np.diff(np.asarray(receiving, dtype=float))
    r = _correlations(falls[np.newaxis], rises, delays)[0]
    if np.isnan(r).all():
        return LagCorrelation(tuple(delays), tuple(r.tolist()), None, None)
    known = [delay for delay, one in zip(delays, r, strict=True) if not np.isnan(one)]
    highest = _correlations(_like(falls, seed), rises, known).max(axis=1)
    band = float(np.quantile(highest, level))
    best = int(np.nanargmax(r))
    return LagCorrelation(tuple(delays), tuple(r.tolist()), band, delays[best] if r[best] > band else None)


def _like(changes: Array, seed: int) -> Array:
    """Series of changes with waves as high as these, at phases drawn anew; a row each."""
    waves = np.abs(np.fft.rfft(changes))
    phase = np.random.default_rng(seed).uniform(0, 2 * np.pi, (SURROGATES, len(waves)))
    phase[:, 0] = 0
    if len(changes) % 2 == 0:
        phase[:, -1] = np.where(phase[:, -1] < np.pi, 0, np.pi)
    return np.asarray(np.fft.irfft(waves * np.exp(1j * phase), n=len(changes), axis=1))


def _correlations(falls: Array, rises: Array, delays: Sequence[int]) -> Array:
    """Correlation of each row of falls with the rises, a column per delay."""
    columns = [_correlation(falls[:, : max(len(rises) - k, 0)], rises[k:]) for k in delays]
    return np.stack(columns, axis=1)


def _correlation(rows: Array, series: Array) -> Array:
    if len(series) < 3:
        return np.full(len(rows), np.nan)
    x, y = rows - rows.mean(axis=1, keepdims=True), series - series.mean()
    size = np.sqrt((x**2).sum(axis=1) * (y**2).sum())
    return np.asarray(np.divide(x @ y, size, out=np.full(len(rows), np.nan), where=size > 0))
