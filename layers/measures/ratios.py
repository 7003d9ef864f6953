"""Ratio of rates: how an area changed against how its control changed, whatever the size of either.

(Ra/Rb) / (Ca/Cb), whose logarithm is the difference in differences of log rates: the estimate of a Poisson regression with
effects of place and period (Wooldridge 2023, Econometrics Journal 26(3), doi 10.1093/ectj/utad016). With two periods the
maximum of its likelihood has this closed form, however many places the control is made of, since each has an effect of its
own (Hausman, Hall & Griliches 1984, Econometrica 52(4)). Its variance on the log scale is the sum of the inverse counts
(Woolf 1955, Ann Hum Genet 19(4)).
"""

import math

import numpy as np
import numpy.typing as npt

from waterbed.layers.measures.estimates import (
    FEWEST,
    Count,
    Measure,
    fault_of,
    judged,
    known,
    undefined,
)
from waterbed.layers.measures.intervals import LEVEL, SEED, drawn_interval, drawn_means, normal_interval

Floats = npt.NDArray[np.float64]


def rate_ratio(
    name: str,
    before: Count,
    after: Count,
    cb: Count,
    ca: Count,
    *,
    level: float = LEVEL,
    seed: int = SEED,
) -> Measure:
    """Change of an area as a multiple of its control's, without unit; 1: as the control, below 1: fewer.

    Unlike a difference it needs no control alike in size, and no periods alike in length. Undefined where a count is zero,
    since nothing is a multiple of nothing; no half is added to make up a number. Fewer than five events in the area, before
    and after together, carry none either.

    >>> round(rate_ratio("ratio", 207, 110, 308, 318).value, 3)
    0.515
    >>> rate_ratio("ratio", 0, 14, 20, 20).reason
    'count_is_zero'
    """
    fault = fault_of(target=(before, after), control=(cb, ca), may_be_zero=True)
    counts = known(before, after, cb, ca)
    if not fault and counts[0] + counts[1] < FEWEST:
        fault = "too_few_in_area"
    if not fault and min(counts) == 0:
        fault = "count_is_zero"
    if fault:
        return undefined(name, fault)
    log = math.log(counts[1] * counts[2] / (counts[0] * counts[3]))
    se = math.sqrt(math.fsum(1 / count for count in counts))
    if min(counts) >= FEWEST:
        low, high = normal_interval(log, se, level)
    else:
        b, a, c, d = np.log(drawn_means(counts, seed=seed))
        low, high = drawn_interval(a - b - d + c, level)
        low, high = min(low, log), max(high, log)
    found = Measure(
        name, math.exp(log), math.exp(low), math.exp(high), se, log / se, level,
        "normal" if min(counts) >= FEWEST else "simulated", float(sum(counts)), null=1.0,
    )  # fmt: skip
    return judged(found, counts)


def against_control(before: Floats, after: Floats, cb: Floats, ca: Floats) -> Floats:
    """Change of an area beyond its control's trend, in standard errors of Poisson counts; above 0: more than the trend.

    The root, with its sign, of the chi-square of the four counts with all margins given (Mantel & Haenszel 1959, J Natl
    Cancer Inst 22(4)), whose mean is 1 where counts are Poisson and nothing happens. It is defined where a ratio is not, and
    0 where a margin is empty.

    >>> against_control(*(np.array([n]) for n in (21.0, 3.0, 15.0, 16.0))).round(2).tolist()
    [-3.0]
    """
    total, latter, area = before + after + cb + ca, after + ca, before + after
    spread = area * (cb + ca) * latter * (before + cb)
    size = total**2 * (total - 1)
    variance = np.divide(spread, size, out=np.zeros_like(spread), where=size > 0)
    expected = np.divide(area * latter, total, out=np.zeros_like(spread), where=total > 0)
    root = np.sqrt(variance)
    return np.divide(after - expected, root, out=np.zeros_like(root), where=root > 0)
