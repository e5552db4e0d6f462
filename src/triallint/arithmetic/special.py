"""Regularised incomplete beta and gamma functions, to about twelve digits far into their tails; a root.

The leading factor is Loader's saddle-point form of the binomial and Poisson probability, which keeps
its digits for large parameters where a difference of log-gammas loses them; the rest is a continued
fraction (modified Lentz) or a power series.

Sources: C. Loader, Fast and accurate computation of binomial probabilities (2000); W. J. Lentz, Applied
Optics 1976;15:668, as modified by Thompson & Barnett 1986; A. R. Didonato & A. H. Morris, ACM TOMS
1992;18:360 (beta); NIST Handbook of Mathematical Functions, sections 8.9 and 8.11 (gamma).
"""

import math
from collections.abc import Callable

_TINY = 1e-300
_EPS = 1e-16
_MOST_TERMS = 1_000_000
_HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


def stirling_error(z: float) -> float:
    """What Stirling's formula lacks: log(z!) - log(sqrt(2 pi z) (z/e)^z), for z > 0."""
    if z < 15:
        return math.lgamma(z + 1) - (z + 0.5) * math.log(z) + z - _HALF_LOG_2PI
    w = 1 / (z * z)
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - w / 1188) * w) * w) * w) / z


def deviance(x: float, mean: float) -> float:
    """Loader's deviance x log(x/mean) + mean - x, without cancellation near x = mean."""
    if abs(x - mean) >= 0.1 * (x + mean):
        return x * math.log(x / mean) + mean - x
    v = (x - mean) / (x + mean)
    total, term, v2, j = (x - mean) * v, 2 * x * v, v * v, 1
    while True:
        term *= v2
        j += 2
        longer = total + term / j
        if longer == total:
            return longer
        total = longer


def binomial_density(k: float, n: float, p: float, q: float) -> float:
    """Binomial probability of `k` of `n` (either may be fractional), p and q = 1 - p both given."""
    if p <= 0 or q <= 0:
        return float((p <= 0 and k == 0) or (q <= 0 and k == n))
    if k == 0:
        return math.exp(n * (math.log1p(-p) if p < 0.5 else math.log(q)))
    if k == n:
        return math.exp(n * (math.log1p(-q) if q < 0.5 else math.log(p)))
    m = n - k
    exponent = (
        stirling_error(n) - stirling_error(k) - stirling_error(m) - deviance(k, n * p) - deviance(m, n * q)
    )
    return math.exp(exponent) * math.sqrt(n / (2 * math.pi * k * m)) if exponent > -745 else 0.0


def incomplete_beta(x: float, y: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b).

    Args:
        x: upper limit, 0 to 1.
        y: 1 - x, given separately so that an x near 1 keeps its digits.
        a: first parameter, above 0.
        b: second parameter, above 0.
    """
    if x <= 0:
        return 0.0
    if y <= 0:
        return 1.0
    if x * (a + b + 2) > a + 1:
        return 1 - _beta_below_mean(y, x, b, a)
    return _beta_below_mean(x, y, a, b)


def _beta_below_mean(x: float, y: float, a: float, b: float) -> float:
    # Didonato & Morris's fraction: its first term a - (a + b)x is taken from whichever of x and y
    # keeps the digits, where the textbook fraction cancels for large a.
    front = binomial_density(a, a + b, x, y) * b * (a / (a + b))
    if front == 0:
        return 0.0
    first = (a - (a + b) * x if a <= b else (a + b) * y - b) + 1
    fraction = c = _away(a / (a + 1) * first)
    d = 0.0
    for n in range(1, _MOST_TERMS):
        step = a + 2 * n - 1
        whole = n * (b - n) * x
        alpha = (a + n - 1) / step * ((a + b + n - 1) / step) * whole * x
        beta = n + whole / step + (a + n) / (step + 2) * (first + n * (1 + y))
        d = 1 / _away(beta + alpha * d)
        c = _away(beta + alpha / c)
        fraction *= d * c
        if abs(d * c - 1) <= 3 * _EPS:
            break
    return min(front / fraction, 1.0)


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def incomplete_gamma_upper(a: float, x: float) -> float:
    """Regularised upper incomplete gamma function Q(a, x), for a > 0 and x >= 0."""
    if x <= 0:
        return 1.0
    if math.isinf(x):
        return 0.0
    exponent = -stirling_error(a) - deviance(a, x)
    # x^a e^-x / Gamma(a + 1)
    front = math.exp(exponent) / math.sqrt(2 * math.pi * a) if exponent > -745 else 0.0
    if x < a + 1:
        return 1 - _gamma_series(a, x, front)
    return _gamma_fraction(a, x, front * a)


def _gamma_series(a: float, x: float, front: float) -> float:
    total, term, k = 1.0, 1.0, a
    for _ in range(_MOST_TERMS):
        k += 1
        term *= x / k
        total += term
        if term < total * _EPS:
            break
    return min(front * total, 1.0)


def _gamma_fraction(a: float, x: float, front: float) -> float:
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / _away(b)
    h = d
    for i in range(1, _MOST_TERMS):
        an = -i * (i - a)
        b += 2
        d = 1 / _away(an * d + b)
        c = _away(b + an / c)
        h *= d * c
        if abs(d * c - 1) <= 3 * _EPS:
            break
    return min(front * h, 1.0)


def crossing(function: Callable[[float], float], low: float, high: float) -> float:
    """Where an increasing function crosses zero between two ends that bracket it (Illinois method)."""
    at_low, at_high = function(low), function(high)
    if at_low >= 0:
        return low
    if at_high <= 0:
        return high
    side = 0
    for step in range(200):
        middle = (low * at_high - high * at_low) / (at_high - at_low)
        if step % 3 == 2 or not low < middle < high:
            middle = (low + high) / 2
        if not low < middle < high:
            break
        at = function(middle)
        if at == 0:
            return middle
        if at < 0:
            low, at_low, at_high = middle, at, at_high / 2 if side < 0 else at_high
            side = -1
        else:
            high, at_high, at_low = middle, at, at_low / 2 if side > 0 else at_low
            side = 1
        if high - low <= 2e-15 * abs(high):
            break
    return (low + high) / 2
