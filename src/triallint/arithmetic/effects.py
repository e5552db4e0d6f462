"""Estimates, confidence limits, standard errors and P values, each from the others, as intervals.

Everywhere `ratio=True` means that the quantity is compared on the log scale (HR, OR, RR ...: null 1) and
`ratio=False` on its own (differences: null 0). Levels are percents (95, 97.5, `Fraction("95.02")`).

Sources: D. G. Altman & J. M. Bland, BMJ 2011;343:d2090 (interval from P) and d2304 (P from interval), with
the exact normal tail in place of their approximation; M. K. B. Parmar et al., Stat Med 1998;17:2815 and
J. F. Tierney et al., Trials 2007;8:16 (standard errors from limits and events); Cochrane Handbook,
sections 6.3 and 6.5.
"""

import math
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from triallint.model import EVERYTHING, End, Interval, widened

from .functions import absolute, clipped, exp_of, log, log_of, quotient, sqrt_of
from .tails import normal_isf, normal_sf, normal_two_sided, t_isf, t_sf, t_two_sided

#: Which alternative a P value is for: any difference, an effect above the null, or one below it.
Tail = Literal["two", "upper", "lower"]
Level = Fraction | float


@lru_cache(maxsize=4096)
def critical_value(level: Level = 95, sides: int = 2, df: float | None = None) -> float:
    """The multiple of the standard error between estimate and limit: 1.96 for a two-sided 95%.

    Args:
        level: confidence level in percent.
        sides: 1 or 2 limits; a one-sided 97.5% limit equals a two-sided 95% one.
        df: degrees of freedom of Student's t; None for the normal distribution.

    Raises:
        ValueError: where the level is not between 0 and 100.
    """
    if not 0 < level < 100:
        raise ValueError("a confidence level lies between 0 and 100 percent")
    tail = float((1 - Fraction(level) / 100) / sides)
    return normal_isf(tail) if df is None else t_isf(tail, df)


def on_scale(x: Interval, ratio: bool) -> Interval:
    """The scale an effect is judged on: logarithms of a ratio, a difference as it is (exact)."""
    return log_of(x) if ratio else x


def se_from_limits(
    lower: Interval,
    upper: Interval,
    level: Level = 95,
    *,
    ratio: bool,
    sides: int = 2,
    estimate: Interval | None = None,
    df: float | None = None,
) -> Interval:
    """Standard error (of the log for a ratio) that a Wald interval implies: width / (2 z).

    Where one limit is unknown or infinite (one-sided, "not reached"), the distance from `estimate` to
    the other limit is used instead. Nothing known gives 0 to infinity.
    """
    z = critical_value(level, sides, df)
    low, high = on_scale(lower, ratio), on_scale(upper, ratio)
    if _unbounded(high) and not _unbounded(low) and estimate is not None:
        width, parts = on_scale(estimate, ratio) - low, 1
    elif _unbounded(low) and not _unbounded(high) and estimate is not None:
        width, parts = high - on_scale(estimate, ratio), 1
    elif _unbounded(low) or _unbounded(high):
        return Interval(Fraction(0), math.inf)
    else:
        width, parts = high - low, 2
    return _floats(clipped(width, 0, math.inf), 1 / (parts * z))


def _unbounded(x: Interval) -> bool:
    return math.isinf(x.lo) and math.isinf(x.hi)


def _floats(x: Interval, factor: float = 1.0) -> Interval:
    return widened(float(x.lo) * factor, float(x.hi) * factor)


def z_interval(
    estimate: Interval, se: Interval, *, ratio: bool, null: int | Fraction | None = None
) -> Interval:
    """Signed distance of the estimate from `null` (1 or 0 where None) in standard errors."""
    effect = on_scale(estimate, ratio)
    if null is None:
        null = 1 if ratio else 0
    if null != int(ratio):
        effect = effect - on_scale(Interval.exactly(null), ratio)
    return quotient(effect, se)


def p_from_z(z: Interval, tail: Tail = "two", df: float | None = None) -> Interval:
    """P value of a signed z (or Student's t, with `df`): a decreasing tail probability."""
    if tail == "two":
        size = absolute(z)
        p = widened(_two_sided(float(size.hi), df), _two_sided(float(size.lo), df))
        return clipped(p, 0, 1)
    if tail == "lower":
        z = -z
    return clipped(widened(_upper(float(z.hi), df), _upper(float(z.lo), df)), 0, 1)


def _two_sided(z: float, df: float | None) -> float:
    return normal_two_sided(z) if df is None else t_two_sided(z, df)


def _upper(z: float, df: float | None) -> float:
    return normal_sf(z) if df is None else t_sf(z, df)


def p_from_interval(
    estimate: Interval,
    lower: Interval,
    upper: Interval,
    level: Level = 95,
    *,
    ratio: bool,
    sides: int = 2,
    tail: Tail = "two",
    null: int | Fraction | None = None,
    df: float | None = None,
) -> Interval:
    """Every P value that an estimate and its Wald interval allow, whatever their digits were rounded from.

    Args:
        estimate: the effect.
        lower: its lower limit.
        upper: its upper limit (the whole line where it was not reached).
        level: confidence level in percent.
        ratio: whether the scale is logarithmic.
        sides: 1 or 2, of the interval.
        tail: the alternative of the P value.
        null: the value tested; 1 for a ratio and 0 for a difference where None (a margin for
            non-inferiority).
        df: degrees of freedom, where interval and test are Student's.
    """
    se = se_from_limits(lower, upper, level, ratio=ratio, sides=sides, estimate=estimate, df=df)
    return p_from_z(z_interval(estimate, se, ratio=ratio, null=null), tail, df)


def one_sided(p: Interval) -> tuple[Interval, Interval]:
    """One-sided P values of a two-sided one: for the observed direction (P/2), for the other (1 - P/2)."""
    half = p.scaled(Fraction(1, 2))
    return half, Interval.exactly(1) - half


def two_sided(p: Interval) -> Interval:
    """Two-sided P of a one-sided one, in whichever direction the effect ran: 2 min(P, 1 - P)."""
    p = clipped(p, 0, 1)
    far = Interval.exactly(1) - p
    high = Fraction(1, 2) if p.contains(Fraction(1, 2)) else max(min(p.lo, far.hi), min(p.hi, far.lo))
    return Interval(2 * min(p.lo, far.lo), 2 * high)


def z_from_p(p: Interval, tail: Tail = "two") -> Interval:
    """The z that gives P: |z| for a two-sided P, signed for a one-sided one."""
    p = clipped(p, 0, 1)
    low, high = float(p.lo), float(p.hi)
    if tail == "two":
        return widened(normal_isf(high / 2), normal_isf(low / 2))
    z = widened(normal_isf(high), normal_isf(low))
    return z if tail == "upper" else -z


def delta_z(reported: Interval, feasible: Interval, tail: Tail = "two") -> float:
    """How far apart two ranges of P are, in standard errors; 0 where they meet."""
    return float(z_from_p(reported, tail).gap(z_from_p(feasible, tail)))


def midpoint(lower: Interval, upper: Interval, *, ratio: bool) -> Interval:
    """Where an estimate lies that its limits surround evenly: their mean, geometric for a ratio."""
    if not ratio:
        return (lower + upper).scaled(Fraction(1, 2))
    low, high = clipped(lower, 0, math.inf), clipped(upper, 0, math.inf)
    return sqrt_of(low.times(high)) if not _unbounded(upper) else Interval(Fraction(0), math.inf)


def asymmetry(estimate: End, lower: End, upper: End, *, ratio: bool) -> float:
    """How far an estimate lies off the middle of its limits: |ln(E / sqrt(LU))|, or |E - (L + U)/2|.

    Infinite where a ratio has a limit of zero or below.
    """
    if not ratio:
        return abs(float(estimate - (lower + upper) / 2))
    if min(estimate, lower, upper) <= 0:
        return math.inf
    return abs(log(estimate) - (log(lower) + log(upper)) / 2)


def limits_from_se(
    estimate: Interval,
    se: Interval,
    level: Level = 95,
    *,
    ratio: bool,
    sides: int = 2,
    df: float | None = None,
) -> tuple[Interval, Interval]:
    """Lower and upper limit: estimate minus and plus z standard errors (of the log for a ratio)."""
    half = _floats(clipped(se, 0, math.inf), critical_value(level, sides, df))
    middle = on_scale(estimate, ratio)
    low, high = middle - half, middle + half
    return (exp_of(low), exp_of(high)) if ratio else (low, high)


def se_from_p(
    estimate: Interval,
    p: Interval,
    *,
    ratio: bool,
    tail: Tail = "two",
    null: int | Fraction | None = None,
) -> Interval:
    """Standard error that an estimate and its P value imply: distance from the null over z."""
    effect = on_scale(estimate, ratio)
    if null is not None and null != int(ratio):
        effect = effect - on_scale(Interval.exactly(null), ratio)
    z = z_from_p(p, tail)
    if tail == "two":
        return quotient(absolute(effect), z)
    if z.lo < 0 < z.hi:
        return Interval(Fraction(0), math.inf)
    if z.hi <= 0:
        effect, z = -effect, -z
    return clipped(quotient(effect, z), 0, math.inf)


def limits_from_p(
    estimate: Interval,
    p: Interval,
    level: Level = 95,
    *,
    ratio: bool,
    tail: Tail = "two",
) -> tuple[Interval, Interval]:
    """Limits that an estimate and its P value imply (Altman & Bland 2011, d2090)."""
    se = se_from_p(estimate, p, ratio=ratio, tail=tail)
    if math.isinf(se.hi):
        return EVERYTHING, EVERYTHING
    return limits_from_se(estimate, se, level, ratio=ratio)
