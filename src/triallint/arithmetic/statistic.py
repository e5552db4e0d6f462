"""Test statistics with their degrees of freedom to P values, as intervals.

Sources: statcheck's recomputation (M. B. Nuijten et al., Behav Res Methods 2016;48:1205); r to t by
t = r sqrt(df / (1 - r^2)) (R. A. Fisher 1915).
"""

import math
from collections.abc import Callable
from fractions import Fraction

from triallint.model import Interval, widened

from .effects import one_sided
from .functions import absolute, clipped
from .tails import chi2_sf, f_sf, normal_two_sided, t_two_sided

#: Names of statistics, in lower case, and what they need: (df1, df2).
STATISTICS = {
    "z": (False, False),
    "t": (False, True),
    "r": (False, True),
    "f": (True, True),
    "chi2": (True, False),
    "q": (True, False),
}


def statistic_p(
    name: str,
    statistic: Interval,
    df1: Interval | None = None,
    df2: Interval | None = None,
    sides: int = 2,
) -> Interval | None:
    """Every P value that a printed test statistic allows.

    Args:
        name: z, t, r, F, chi2 or Q (heterogeneity), in either case.
        statistic: its value.
        df1: degrees of freedom of chi2 and Q, and of F's numerator.
        df2: degrees of freedom of t and r, and of F's denominator. Where t or r has df1 only, that is
            taken.
        sides: 2, or 1 for the one-sided P in the direction observed (z, t and r only).

    Returns:
        None where the name is unknown, a needed number of degrees of freedom is missing or not
        positive, or the statistic cannot have the value (F or chi2 below zero).
    """
    kind = name.strip().lower()
    needs = STATISTICS.get(kind)
    if needs is None:
        return None
    if needs == (False, True) and df2 is None:
        df2 = df1
    dfs = [df for df, needed in zip((df1, df2), needs, strict=True) if needed]
    if any(df is None or df.hi <= 0 for df in dfs):
        return None
    if kind in ("f", "chi2", "q") and statistic.hi < 0:
        return None
    size = absolute(statistic)
    if kind == "r":
        size = clipped(size, 0, 1)
    p = _over(_two_sided[kind], size, [df for df in dfs if df is not None])
    return one_sided(p)[0] if sides == 1 and kind in ("z", "t", "r") else p


def _r_two_sided(r: float, df: float) -> float:
    return t_two_sided(r * math.sqrt(df / (1 - r * r)), df) if r < 1 else 0.0


_two_sided: dict[str, Callable[..., float]] = {
    "z": normal_two_sided,
    "t": t_two_sided,
    "r": _r_two_sided,
    "f": f_sf,
    "chi2": chi2_sf,
    "q": chi2_sf,
}


def _over(function: Callable[..., float], size: Interval, dfs: list[Interval]) -> Interval:
    # P falls as the statistic grows. In the degrees of freedom it need not be monotone: a fractional
    # df is sampled at its ends and middle, and the spread seen is added once more for what lies between.
    low, high = math.inf, -math.inf
    spread = 0.0
    for end in (float(size.hi), float(size.lo)):
        seen = [function(end, *point) for point in _grid(dfs)]
        low, high = min(low, *seen, low), max(high, *seen, high)
        spread = max(spread, max(seen) - min(seen))
    return clipped(widened(low - spread, high + spread), 0, 1)


def _grid(dfs: list[Interval]) -> list[tuple[float, ...]]:
    points: list[tuple[float, ...]] = [()]
    for df in dfs:
        low, high = max(float(df.lo), 1e-6), float(df.hi)
        ends = [low] if low == high else [low, (low + high) / 2, high]
        points = [(*point, end) for point in points for end in ends]
    return points


def eta_squared(f: Interval, df1: int, df2: int) -> Interval:
    """Partial eta squared of an F statistic: F df1 / (F df1 + df2), exact (J. Cohen 1973)."""
    f = clipped(f, 0, math.inf)

    def at(value: Fraction | float) -> Fraction | float:
        return Fraction(1) if value == math.inf else value * df1 / (value * df1 + df2)

    return Interval(at(f.lo), at(f.hi))
