"""Tail probabilities and quantiles of the normal, t, F, chi-squared, beta and binomial distributions.

Plain floats in, plain floats out, about twelve digits relative even in far tails; the functions on
intervals (`effects`, `statistic`, `proportions` ...) widen what they take from here.
"""

import math
from fractions import Fraction
from functools import lru_cache

from .special import binomial_density, crossing, incomplete_beta, incomplete_gamma_upper

_SQRT2 = math.sqrt(2)
_SQRT_2PI = math.sqrt(2 * math.pi)


def normal_sf(z: float) -> float:
    """P(Z > z) of the standard normal distribution, exact in the tail (complementary error function)."""
    return 0.5 * math.erfc(z / _SQRT2)


def normal_two_sided(z: float) -> float:
    """P(|Z| > |z|) of the standard normal distribution: the two-sided P value of `z`."""
    return math.erfc(abs(z) / _SQRT2)


@lru_cache(maxsize=65536)
def normal_isf(p: float) -> float:
    """The z with P(Z > z) = p; infinite for p <= 0 (plus) and p >= 1 (minus).

    A rational first guess (Abramowitz & Stegun 26.2.23) polished by Halley steps on erfc.
    """
    if p <= 0:
        return math.inf
    if p > 0.5:
        return -math.inf if p >= 1 else -normal_isf(1 - p)
    t = math.sqrt(-2 * math.log(p))
    z = t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (
        1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t**3
    )
    for _ in range(3):
        density = math.exp(-z * z / 2) / _SQRT_2PI
        if density == 0:
            break
        step = (normal_sf(z) - p) / density
        z += step / (1 - step * z / 2)
    return z


def t_two_sided(t: float, df: float) -> float:
    """P(|T| > |t|) of Student's t with `df` degrees of freedom (need not be whole; may be infinite)."""
    if math.isinf(df):
        return normal_two_sided(t)
    square = t * t
    if math.isinf(square):
        return 0.0
    return incomplete_beta(df / (df + square), square / (df + square), df / 2, 0.5)


def t_sf(t: float, df: float) -> float:
    """P(T > t) of Student's t with `df` degrees of freedom."""
    half = t_two_sided(t, df) / 2
    return half if t >= 0 else 1 - half


@lru_cache(maxsize=65536)
def t_isf(p: float, df: float) -> float:
    """The t with P(T > t) = p for Student's t with `df` degrees of freedom."""
    if p <= 0 or p >= 1 or p == 0.5:
        return 0.0 if p == 0.5 else math.copysign(math.inf, 0.5 - p)
    if p > 0.5:
        return -t_isf(1 - p, df)
    if math.isinf(df):
        return normal_isf(p)
    low, high = normal_isf(p), 2 * normal_isf(p) + 1  # t tails are heavier than the normal's
    while t_sf(high, df) > p:
        low, high = high, 4 * high
    return crossing(lambda t: math.log(p / max(t_sf(t, df), 1e-320)), low, high)


def f_sf(f: float, df1: float, df2: float) -> float:
    """P(F > f) of the F distribution with `df1` and `df2` degrees of freedom."""
    if f <= 0:
        return 1.0
    if math.isinf(f):
        return 0.0
    whole = df2 + df1 * f
    return incomplete_beta(df2 / whole, df1 * f / whole, df2 / 2, df1 / 2)


def chi2_sf(x: float, df: float) -> float:
    """P(X > x) of the chi-squared distribution with `df` degrees of freedom."""
    if df == 1:  # the commonest by far, and erfc is exact
        return math.erfc(math.sqrt(max(x, 0.0) / 2))
    return incomplete_gamma_upper(df / 2, x / 2)


def beta_cdf(x: float | Fraction, a: float, b: float) -> float:
    """P(X <= x) of the beta distribution; a `Fraction` keeps its digits near 1."""
    return incomplete_beta(float(x), float(1 - x), a, b)


@lru_cache(maxsize=65536)
def beta_quantile(p: float, a: float, b: float) -> float:
    """The x with P(X <= x) = p of the beta distribution."""
    if p <= 0 or p >= 1:
        return float(p >= 1)
    return crossing(lambda x: beta_cdf(x, a, b) - p, 0.0, 1.0)


def binomial_upper(x: int, n: int, p: float | Fraction) -> float:
    """P(X >= x) of `x` events among `n` at probability `p`: an incomplete beta function."""
    if x <= 0:
        return 1.0
    return 0.0 if x > n else beta_cdf(p, x, n - x + 1)


def binomial_lower(x: int, n: int, p: float | Fraction) -> float:
    """P(X <= x) of `x` events among `n` at probability `p`."""
    if x >= n:
        return 1.0
    return 0.0 if x < 0 else incomplete_beta(float(1 - p), float(p), n - x, x + 1)


def binomial_point(x: int, n: int, p: float | Fraction) -> float:
    """P(X = x) of `x` events among `n` at probability `p`."""
    return binomial_density(x, n, float(p), float(1 - p)) if 0 <= x <= n else 0.0
