"""Survival estimates with limits: the scale their interval was made on, and what a curve implies.

Survival is a proportion from 0 to 1 here; a percent's interval is scaled by 1/100 first.

Sources: O. Borgan & K. Liestol, Scand J Stat 1990;17:35 (scales); J. D. Kalbfleisch & R. L. Prentice, The
Statistical Analysis of Failure Time Data (log-log); M. Greenwood 1926; E. L. Kaplan & P. Meier, JASA
1958;53:457; J. F. Tierney et al., Trials 2007;8:16 (hazard ratio from two survival values).
"""

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from triallint.model import End, Interval, widened

from .effects import Level, critical_value
from .functions import clipped, log, quotient, sqrt, sqrt_of


class SurvivalScale(NamedTuple):
    """A scale on which an interval of a survival probability may be symmetric.

    Attributes:
        name: as offered to a reader.
        of: the transformation, increasing or decreasing, from a proportion.
        increasing: whether it grows with survival.
        slope: size of the transformation's derivative.
        floored: whether the lower limit may have been cut off at 0.
        capped: whether the upper limit may have been cut off at 1.
    """

    name: str
    of: Callable[[End], float]
    increasing: bool
    slope: Callable[[float], float]
    floored: bool
    capped: bool


def _log_log(s: End) -> float:
    if s >= 1:
        return -math.inf
    return math.inf if s <= 0 else math.log(-log(s))


def _logit(s: End) -> float:
    if s >= 1:
        return math.inf
    return -math.inf if s <= 0 else log(s) - log(1 - s)


def _per(value: float) -> float:
    return 1 / value if value > 0 else math.inf


SURVIVAL_SCALES: dict[str, SurvivalScale] = {
    "plain": SurvivalScale("plain", float, True, lambda s: 1.0, True, True),
    "log": SurvivalScale("log", log, True, _per, False, True),
    "log-log": SurvivalScale(
        "log-log", _log_log, False, lambda s: _per(-s * log(s) if 0 < s < 1 else 0.0), False, False
    ),
    "logit": SurvivalScale("logit", _logit, True, lambda s: _per(s * (1 - s)), False, False),
    "arcsine": SurvivalScale(
        "arcsine",
        lambda s: math.asin(min(sqrt(s), 1.0)),
        True,
        lambda s: _per(2 * math.sqrt(max(s * (1 - s), 0.0))),
        True,
        True,
    ),
}


@lru_cache(maxsize=4096)
def scales_that_fit(survival: Interval, lower: Interval, upper: Interval) -> tuple[str, ...]:
    """Names of the scales on which some values behind the three printed ones are symmetric.

    Args:
        survival: estimate, a proportion.
        lower: lower limit.
        upper: upper limit.

    Returns:
        Any of plain, log, log-log, logit, arcsine. A limit printed as 0 or 1 may have been cut off there
        on the scales that can run beyond.
    """
    return tuple(name for name, scale in SURVIVAL_SCALES.items() if _fits(scale, survival, lower, upper))


def _fits(scale: SurvivalScale, survival: Interval, lower: Interval, upper: Interval) -> bool:
    if lower.lo > survival.hi or survival.lo > upper.hi:
        return False
    middle = _on(scale, survival)
    low, high = _on(scale, lower), _on(scale, upper)
    if not scale.increasing:
        low, high = high, low
    if scale.floored and lower.lo <= 0:
        low = Interval(-math.inf, low.hi)
    if scale.capped and upper.hi >= 1:
        high = Interval(high.lo, math.inf)
    doubled = _sum(middle, middle)
    return doubled.meets(_sum(low, high))


def _on(scale: SurvivalScale, x: Interval) -> Interval:
    x = clipped(x, 0, 1)
    ends = sorted((scale.of(x.lo), scale.of(x.hi)))
    # An absolute margin as well: near zero of a logarithm a relative one is none.
    return Interval(ends[0] - abs(ends[0]) * 1e-12 - 1e-15, ends[1] + abs(ends[1]) * 1e-12 + 1e-15)


def _sum(a: Interval, b: Interval) -> Interval:
    # Opposite infinities leave the sum open, not undefined.
    low, high = a.lo + b.lo, a.hi + b.hi
    return Interval(-math.inf if low != low else low, math.inf if high != high else high)


def se_on_scale(scale: str, lower: Interval, upper: Interval, level: Level = 95, sides: int = 2) -> Interval:
    """Standard error on a scale that two limits imply, their distance over 2 z.

    0 to infinity where a limit was or may have been cut off.
    """
    kind = SURVIVAL_SCALES[scale]
    if (kind.floored and lower.lo <= 0) or (kind.capped and upper.hi >= 1):
        return Interval(Fraction(0), math.inf)
    low, high = _on(kind, lower), _on(kind, upper)
    width = high - low if kind.increasing else low - high
    z = 2 * critical_value(level, sides)
    width = clipped(width, 0, math.inf)
    return widened(float(width.lo) / z, float(width.hi) / z)


def se_of_survival(
    scale: str,
    survival: Interval,
    lower: Interval,
    upper: Interval,
    level: Level = 95,
    sides: int = 2,
) -> Interval:
    """Standard error of survival itself (a proportion) behind limits made on `scale`: delta method.

    The SE on the scale divided by the slope there; both vary over the rounding intervals.
    """
    slope = _slopes(SURVIVAL_SCALES[scale], clipped(survival, 0, 1))
    return quotient(se_on_scale(scale, lower, upper, level, sides), slope)


def _slopes(scale: SurvivalScale, s: Interval) -> Interval:
    # Each slope has one turn (at 1/2, or for log-log at 1/e), its least value; else it is monotone.
    turn = 1 / math.e if scale.name == "log-log" else 0.5
    values = [scale.slope(float(s.lo)), scale.slope(float(s.hi))]
    if s.lo <= turn <= s.hi and scale.name != "log":
        values.append(scale.slope(turn))
    return widened(min(values), max(values))


def greenwood_floor(survival: Interval, n: int) -> Interval:
    """Least standard error of a Kaplan-Meier estimate, sqrt(S (1 - S) / n), for `n` who started.

    Greenwood's formula gives this without censoring and more with it; late entry may give less.
    """
    s = clipped(survival, 0, 1)
    products: list[End] = [s.lo * (1 - s.lo), s.hi * (1 - s.hi)]
    if s.lo <= Fraction(1, 2) <= s.hi:
        products.append(Fraction(1, 4))
    return sqrt_of(Interval(min(products) / n, max(products) / n))


def hazard_ratio_from_survival(survival_1: Interval, survival_0: Interval) -> Interval:
    """Hazard ratio that two survival values at one time imply, ln S1 / ln S0 (proportional hazards).

    The whole positive line where either is 0 or 1 within rounding.
    """
    s1, s0 = clipped(survival_1, 0, 1), clipped(survival_0, 0, 1)
    if min(s1.lo, s0.lo) <= 0 or max(s1.hi, s0.hi) >= 1:
        return Interval(Fraction(0), math.inf)
    return quotient(_hazard(s1), _hazard(s0))


def _hazard(s: Interval) -> Interval:
    return widened(-log(s.hi), -log(s.lo))
