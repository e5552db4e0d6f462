"""Which methods give a reported interval of a proportion: each finds its own, and slips fit none."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from triallint.arithmetic import clopper_pearson, methods_that_fit
from triallint.model import Interval

from .numbers import share

LEVELS = st.sampled_from([90, 95, 99])


@st.composite
def counts(draw, largest=80):
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n


def printed(value, decimals):
    return share(f"{100 * value:.{decimals}f}")


def fitting(x, n, low, high, level=95, sides=2, decimals=1):
    return set(methods_that_fit(x, n, printed(low, decimals), printed(high, decimals), level, sides))


@given(counts(), LEVELS, st.integers(0, 3))
def test_methods_of_scipy_are_recognised(count, level, decimals):
    x, n = count
    test = stats.binomtest(x, n)
    for method, name in (
        ("exact", "Clopper-Pearson"),
        ("wilson", "Wilson"),
        ("wilsoncc", "Wilson, continuity corrected"),
    ):
        ci = test.proportion_ci(level / 100, method=method)
        assert name in fitting(x, n, ci.low, ci.high, level, decimals=decimals), (name, ci)
    ci = test.proportion_ci(level / 100, method="exact")
    assert clopper_pearson(x, n, level) == pytest.approx((float(ci.low), float(ci.high)), abs=1e-12)


@given(counts(), LEVELS, st.integers(0, 3))
def test_formulas_are_recognised(count, level, decimals):
    x, n = count
    z, p = float(stats.norm.isf((1 - level / 100) / 2)), x / n
    half = z * math.sqrt(p * (1 - p) / n)
    m, centre = n + z * z, (x + z * z / 2) / (n + z * z)
    more = z * math.sqrt(centre * (1 - centre) / m)
    error = (1 - level / 100) / 2
    beta = stats.beta(x + 0.5, n - x + 0.5)
    for name, low, high in (
        ("Wald", p - half, p + half),
        ("Wald", max(0, p - half), min(1, p + half)),
        ("Wald, continuity corrected", p - half - 0.5 / n, p + half + 0.5 / n),
        ("Agresti-Coull", centre - more, centre + more),
        ("Jeffreys", beta.ppf(error), beta.ppf(1 - error)),
        ("Jeffreys", 0 if x == 0 else beta.ppf(error), 1 if x == n else beta.ppf(1 - error)),
    ):
        assert name in fitting(x, n, low, high, level, decimals=decimals), name


@given(counts(40), st.integers(1, 3))
def test_mid_p_and_likelihood_are_recognised(count, decimals):
    x, n = count

    def mid(p, upper):
        tail = stats.binom.sf(x - 1, n, p) if upper else stats.binom.cdf(x, n, p)
        return float(tail - stats.binom.pmf(x, n, p) / 2 - 0.025)

    low = 0 if x == 0 else optimize.brentq(lambda p: mid(p, True), 0, 1, xtol=1e-13)
    high = 1 if x == n else optimize.brentq(lambda p: mid(p, False), 0, 1, xtol=1e-13)
    assert "mid-P" in fitting(x, n, low, high, decimals=decimals)

    def ratio(p):
        best = stats.binom.logpmf(x, n, x / n)
        return float(2 * (best - stats.binom.logpmf(x, n, p)) - stats.chi2.isf(0.05, 1))

    low = 0 if x == 0 else optimize.brentq(ratio, 1e-12, x / n, xtol=1e-13)
    high = 1 if x == n else optimize.brentq(ratio, x / n, 1 - 1e-12, xtol=1e-13)
    assert "likelihood ratio" in fitting(x, n, low, high, decimals=decimals)


def sterne_low(x, n, alpha):
    # The acceptance region of the likeliest counts is one of least size: its limits must be recognised.
    def accepted(p):
        chances = stats.binom.pmf(range(n + 1), n, p)
        return chances[chances <= chances[x] * (1 + 1e-9)].sum() > alpha

    grid = [i / 4000 for i in range(1, 4000)]
    first = next(p for p in grid if p >= x / n or accepted(p))
    a, b = first - 1 / 4000, first
    for _ in range(30):
        middle = (a + b) / 2
        a, b = (a, middle) if accepted(middle) else (middle, b)
    return b


@pytest.mark.parametrize(("x", "n"), [(1, 7), (3, 10), (5, 20), (9, 12), (12, 41)])
def test_intervals_from_least_regions_are_recognised(x, n):
    low, high = sterne_low(x, n, 0.05), 1 - sterne_low(n - x, n, 0.05)
    for decimals in (1, 2):
        assert "Blyth-Still" in fitting(x, n, low, high, decimals=decimals)
    assert "Blyth-Still" not in fitting(x, n, low * 0.8, high)


def test_no_events_and_only_events():
    rule_of_three = 1 - 0.05 ** (1 / 30)
    assert "Clopper-Pearson, all error on one side" in fitting(0, 30, 0, rule_of_three)
    assert "Clopper-Pearson, all error on one side" in fitting(30, 30, 1 - rule_of_three, 1)
    assert "Clopper-Pearson" in fitting(0, 30, 0, 1 - 0.025 ** (1 / 30))
    assert not fitting(0, 30, 0.02, 0.5)


def test_one_sided():
    low = clopper_pearson(28, 30, 95, sides=1)[0]
    found = list(methods_that_fit(28, 30, printed(low, 1), None, 95, 1))
    assert "Clopper-Pearson" in found
    upper = clopper_pearson(2, 30, 95, sides=1)[1]
    assert "Clopper-Pearson" in methods_that_fit(2, 30, None, printed(upper, 1), 95, 1)


def test_a_survival_interval_is_no_proportion_interval():
    assert list(methods_that_fit(28, 30, share("77.9"), share("99.2"))) == ["Clopper-Pearson"]
    assert not list(methods_that_fit(28, 30, share("75.9"), share("98.3")))


def test_swapped_digits_fit_nothing():
    ci = stats.binomtest(41, 160).proportion_ci(method="exact")
    assert fitting(41, 160, ci.low, ci.high)
    assert not fitting(41, 160, ci.low, ci.high + 0.09)
    assert not fitting(14, 160, ci.low, ci.high)


def test_limits_in_whole_percents_and_beyond_the_ends():
    assert "Wald" in methods_that_fit(1, 20, share("-5"), share("15"))
    assert "Wald" in methods_that_fit(1, 20, share("0"), share("15"))
    wide = Interval(Fraction(-1), Fraction(2))
    assert "Clopper-Pearson" in methods_that_fit(1, 20, wide, wide)
