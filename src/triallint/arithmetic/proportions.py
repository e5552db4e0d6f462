"""Confidence intervals of a proportion x/n: which of the methods in use gave a reported one.

The exact methods are tested without inverting them: a lower limit fits where the tail probability at
the two ends of its rounding interval brackets the error. Proportions are numbers from 0 to 1 here, so a
percent's interval is scaled by 1/100 first.

Sources: C. J. Clopper & E. S. Pearson, Biometrika 1934;26:404; E. B. Wilson, JASA 1927;22:209;
A. Agresti & B. A. Coull, Am Stat 1998;52:119; L. D. Brown, T. T. Cai & A. DasGupta, Stat Sci 2001;16:101
(Jeffreys, logit, arcsine, likelihood); R. G. Newcombe, Stat Med 1998;17:857 (continuity); G. Berry &
P. Armitage, Statistician 1995;44:417 (mid-P); C. R. Blyth & H. A. Still, JASA 1983;78:108 and G. Casella,
Can J Stat 1986;14:113 (acceptance regions of the least size).
"""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache

from triallint.model import Interval, widened

from .effects import Level, critical_value
from .functions import clipped
from .tails import (
    beta_cdf,
    beta_quantile,
    binomial_lower,
    binomial_point,
    binomial_upper,
)
from .two_by_two import wilson_limits

#: Relative slack of every comparison of a computed tail with the error: float noise, not tolerance.
_SLACK = 1e-9
Limits = tuple[float, float]


@lru_cache(maxsize=65536)
def clopper_pearson(x: int, n: int, level: Level = 95, sides: int = 2) -> Limits:
    """Exact limits of x/n, each with error (1 - level) / sides: 0 at x = 0 and 1 at x = n."""
    error = _error(level, sides)
    low = beta_quantile(error, x, n - x + 1) if x > 0 else 0.0
    # The upper limit mirrors the lower one of the complement, which keeps its digits near 1.
    high = 1 - beta_quantile(error, n - x, x + 1) if x < n else 1.0
    return low, high


def _error(level: Level, sides: int) -> float:
    return float((1 - Fraction(level) / 100) / sides)


def methods_that_fit(
    x: int,
    n: int,
    lower: Interval | None,
    upper: Interval | None,
    level: Level = 95,
    sides: int = 2,
) -> Iterator[str]:
    """Names of the methods whose interval for x/n rounds to the reported one, commonest first.

    Computed as asked for: `next(methods_that_fit(...), None)` stops at the first.

    Args:
        x: participants with the event.
        n: participants, at least 1 and x.
        lower: the reported lower limit; None where there is none (one-sided).
        upper: the reported upper limit; None likewise.
        level: confidence level in percent.
        sides: 1 or 2.
    """
    error, z = _error(level, sides), critical_value(level, sides)
    for name, closed in _CLOSED.items():
        if any(_same(limits, lower, upper) for limits in closed(x, n, z)):
            yield name
        if name == "Wilson" and _tails_fit(_exact_tails, x, n, lower, upper, error):
            yield "Clopper-Pearson"
    for name, tails in (("Jeffreys", _jeffreys_tails), ("mid-P", _mid_tails)):
        if _tails_fit(tails, x, n, lower, upper, error):
            yield name
    if sides == 2 and x in (0, n) and _tails_fit(_exact_tails, x, n, lower, upper, 2 * error):
        yield "Clopper-Pearson, all error on one side"
    if _likelihood_fits(x, n, lower, upper, z):
        yield "likelihood ratio"
    if sides == 2 and _least_regions_fit(x, n, lower, upper, 2 * error):
        yield "Blyth-Still"


def _same(limits: Limits, lower: Interval | None, upper: Interval | None) -> bool:
    # Programs differ in whether they cut limits off at 0 and 1.
    low, high = limits
    below = lower is None or any(lower.meets(widened(v, v)) for v in (low, max(low, 0.0)))
    return below and (upper is None or any(upper.meets(widened(v, v)) for v in (high, min(high, 1.0))))


def _wilson(x: int, n: int, z: float) -> list[Limits]:
    return [wilson_limits(x, n, z)]


def _wald(x: int, n: int, z: float) -> list[Limits]:
    p = x / n
    half = z * math.sqrt(p * (1 - p) / n)
    return [(p - half, p + half)]


def _wald_corrected(x: int, n: int, z: float) -> list[Limits]:
    return [(low - 0.5 / n, high + 0.5 / n) for low, high in _wald(x, n, z)]


def _wilson_corrected(x: int, n: int, z: float) -> list[Limits]:
    p, z2 = x / n, z * z

    def root(sign: int, q: float, q1: float) -> float:
        inside = z2 + sign * 2 - 1 / n + 4 * q * (n * q1 - sign)
        return z * math.sqrt(max(inside, 0.0))

    # Newcombe's method 4: lower with p and q + 1/n, upper with p and q - 1/n under the root.
    low = (2 * n * p + z2 - 1 - root(-1, p, 1 - p)) / (2 * (n + z2)) if x > 0 else 0.0
    high = (2 * n * p + z2 + 1 + root(1, p, 1 - p)) / (2 * (n + z2)) if x < n else 1.0
    return [(low, high)]


def _agresti_coull(x: int, n: int, z: float) -> list[Limits]:
    found = []
    for more in (z * z, 4.0):  # the exact addition, and the "add two and two" of the same paper
        m = n + more
        p = (x + more / 2) / m
        half = z * math.sqrt(p * (1 - p) / m)
        found.append((p - half, p + half))
    return found


def _logit(x: int, n: int, z: float) -> list[Limits]:
    if x in (0, n):
        return []
    middle, se = math.log(x / (n - x)), math.sqrt(n / (x * (n - x)))
    return [(_expit(middle - z * se), _expit(middle + z * se))]


def _expit(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _arcsine(x: int, n: int, z: float) -> list[Limits]:
    middle, half = math.asin(math.sqrt(x / n)), z / (2 * math.sqrt(n))
    low, high = max(0.0, middle - half), min(math.pi / 2, middle + half)
    return [(math.sin(low) ** 2, math.sin(high) ** 2)]


_CLOSED: dict[str, Callable[[int, int, float], list[Limits]]] = {
    "Wilson": _wilson,
    "Wald": _wald,
    "Agresti-Coull": _agresti_coull,
    "Wilson, continuity corrected": _wilson_corrected,
    "Wald, continuity corrected": _wald_corrected,
    "logit": _logit,
    "arcsine": _arcsine,
}


def _exact_tails(x: int, n: int, p: Fraction | float, upper: bool) -> float:
    return binomial_upper(x, n, p) if upper else binomial_lower(x, n, p)


def _mid_tails(x: int, n: int, p: Fraction | float, upper: bool) -> float:
    return _exact_tails(x, n, p, upper) - binomial_point(x, n, p) / 2


def _jeffreys_tails(x: int, n: int, p: Fraction | float, upper: bool) -> float:
    a, b = x + 0.5, n - x + 0.5
    return beta_cdf(p, a, b) if upper else beta_cdf(1 - p, b, a)


def _tails_fit(
    tails: Callable[[int, int, Fraction | float, bool], float],
    x: int,
    n: int,
    lower: Interval | None,
    upper: Interval | None,
    error: float,
) -> bool:
    """Whether both limits fit: the upper tail grows with p and brackets the error at the lower limit."""
    low_fits = lower is None or (x == 0 and lower.contains(0))
    if lower is not None and not low_fits and (x > 0 or tails is _jeffreys_tails):
        ends = clipped(lower, 0, 1)
        low_fits = tails(x, n, ends.lo, True) <= error * (1 + _SLACK) and (
            error * (1 - _SLACK) <= tails(x, n, ends.hi, True)
        )
    if not low_fits or upper is None:
        return low_fits
    if x == n and upper.contains(1):
        return True
    if x == n and tails is not _jeffreys_tails:
        return False
    ends = clipped(upper, 0, 1)
    return tails(x, n, ends.hi, False) <= error * (1 + _SLACK) and (
        error * (1 - _SLACK) <= tails(x, n, ends.lo, False)
    )


def _likelihood_fits(x: int, n: int, lower: Interval | None, upper: Interval | None, z: float) -> bool:
    """Whether twice the log likelihood ratio reaches z squared at both limits."""

    def fits(limit: Interval | None, at: int, best: bool) -> bool:
        if limit is None or (best and limit.contains(at)):
            return True
        ends = clipped(limit, 0, 1)
        values = sorted(_deviance(x, n, p) for p in (ends.lo, ends.hi))
        return values[0] <= z * z * (1 + _SLACK) and z * z * (1 - _SLACK) <= values[1]

    p = Fraction(x, n)
    if (lower is not None and lower.lo > p) or (upper is not None and upper.hi < p):
        return False
    return fits(lower, 0, x == 0) and fits(upper, 1, x == n)


def _deviance(x: int, n: int, p: Fraction | float) -> float:
    total = 0.0
    for observed, chance in ((x, p), (n - x, 1 - p)):
        if observed:
            if chance <= 0:
                return math.inf
            total += observed * math.log(observed / (n * float(chance)))
    return 2 * total


def _least_regions_fit(x: int, n: int, lower: Interval | None, upper: Interval | None, alpha: float) -> bool:
    """Whether limits fit some interval that inverts acceptance regions of the least size.

    Blyth-Still, Casella, Crow and their kin choose differently among the regions of least size; a limit
    fits where any of their choices may change from leaving `x` out to taking it in.
    """
    if lower is not None and not _enters(x, n, lower, alpha):
        return False
    mirrored = None if upper is None else Interval.exactly(1) - upper
    return mirrored is None or _enters(n - x, n, mirrored, alpha)


def _enters(x: int, n: int, limit: Interval, alpha: float) -> bool:
    if x == 0:
        return limit.contains(0)
    ends = clipped(limit, 0, 1)
    low, width = float(ends.lo), float(ends.hi) - float(ends.lo)
    left_out = False
    for step in range(9):
        least, most = _last_accepted(n, low + width * step / 8, alpha)
        left_out = left_out or least < x
        if left_out and most >= x:
            return True
    return False


def _last_accepted(n: int, p: float, alpha: float) -> tuple[int, int]:
    """The smallest and largest last member of the acceptance regions of least size at `p`."""
    spread = 8 * math.sqrt(n * p * (1 - p)) + 8
    first, last = max(0, math.floor(n * p - spread)), min(n, math.ceil(n * p + spread))
    chances = [binomial_point(k, n, p) for k in range(first, last + 1)]
    enough = (1 - alpha) * (1 - _SLACK)
    found: list[tuple[int, int]] = []  # size, last member
    start, total = 0, 0.0
    for end, chance in enumerate(chances):
        total += chance
        while total - chances[start] >= enough:
            total -= chances[start]
            start += 1
        if total >= enough:
            found.append((end - start + 1, first + end))
    size = min(found)[0]
    lasts = [end for length, end in found if length == size]
    return lasts[0], lasts[-1]
