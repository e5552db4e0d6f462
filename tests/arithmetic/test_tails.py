"""Tails and quantiles agree with scipy to eleven digits, in the middle and far out."""

import itertools
import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from scipy import special, stats

from triallint.arithmetic import tails

T = [1e-4, 0.1, 0.5, 1, 1.5, 2, 3, 5, 8, 12, 35, 1000]
DF = [1, 1.5, 2, 3, 4.7, 10, 28, 30.5, 100, 12345, 1e6, 1e8]


def same(ours: float, theirs: float, rel: float = 5e-12) -> bool:
    return theirs < 1e-290 or ours == pytest.approx(float(theirs), rel=rel, abs=0)


@pytest.mark.parametrize("z", [-8, -2.5, -1e-9, 0, 0.3, 1.96, 5, 10, 20, 37])
def test_normal(z):
    assert same(tails.normal_sf(z), stats.norm.sf(z))
    assert same(tails.normal_two_sided(z), 2 * stats.norm.sf(abs(z)))


def test_normal_quantile():
    for k in range(1, 3000, 7):
        p = 10 ** (-k / 10)
        assert same(tails.normal_isf(p), stats.norm.isf(p), 1e-13)
        if p > 1e-12:
            assert tails.normal_isf(1 - p) == pytest.approx(-float(stats.norm.isf(p)), rel=1e-4)
    assert tails.normal_isf(0.5) == pytest.approx(0, abs=1e-15)
    assert tails.normal_isf(0) == math.inf
    assert tails.normal_isf(1) == -math.inf
    assert tails.normal_isf(5e-324) > 38


def test_student():
    for t, df in itertools.product(T, DF):
        assert same(tails.t_two_sided(t, df), 2 * stats.t.sf(t, df)), (t, df)
        assert same(tails.t_sf(-t, df), stats.t.sf(-t, df))
    assert tails.t_two_sided(1.96, math.inf) == tails.normal_two_sided(1.96)
    assert tails.t_two_sided(math.inf, 5) == 0


def test_student_quantile():
    for p, df in itertools.product([0.4, 0.1, 0.025, 0.005, 1e-4, 1e-8], [*DF, math.inf]):
        assert same(tails.t_isf(p, df), stats.t.isf(p, df), 1e-11), (p, df)
    assert tails.t_isf(0.975, 10) == pytest.approx(-tails.t_isf(0.025, 10), rel=1e-14)
    assert tails.t_isf(0.5, 3) == 0


def test_f_and_chi_squared():
    for f, a, b in itertools.product(
        [0.01, 0.5, 0.9, 1, 1.5, 3, 10, 100], [1, 2, 3, 10, 50], [1, 2, 10, 28, 1000]
    ):
        assert same(tails.f_sf(f, a, b), stats.f.sf(f, a, b)), (f, a, b)
    for x, df in itertools.product([1e-3, 0.5, 1, 3.84, 10, 22.2, 100, 1000], [1, 2, 3, 10, 28, 500, 1e4]):
        assert same(tails.chi2_sf(x, df), stats.chi2.sf(x, df)), (x, df)
    assert tails.f_sf(0, 2, 3) == tails.chi2_sf(0, 4) == tails.chi2_sf(-1, 1) == 1
    assert tails.f_sf(math.inf, 2, 3) == tails.chi2_sf(math.inf, 4) == 0


def test_f_far_out_against_exact_arithmetic():
    # I_x(B, 25) for whole 25 is a finite sum; scipy's own value is off in the twelfth digit here.
    with localcontext() as context:
        context.prec = 60
        y = 1 - Decimal(100000) / Decimal(100250)
        total, term = Decimal(0), Decimal(1)
        for j in range(25):
            total += term
            term *= (50000 + j) * y / (j + 1)
        exact = float((1 - y) ** 50000 * total)
    assert tails.f_sf(5, 50, 100000) == pytest.approx(exact, rel=1e-13)


def test_beta():
    for x, a, b in itertools.product(
        [1e-6, 0.05, 0.5, 0.95, 0.999], [0.5, 1, 5.5, 300, 3000], [0.5, 1, 5.5, 300, 3000]
    ):
        assert same(tails.beta_cdf(x, a, b), special.betainc(a, b, x)), (x, a, b)
    for p, a, b in itertools.product([0.025, 0.005, 0.5, 0.975], [0.5, 1, 10, 300], [0.5, 3, 3000]):
        assert same(tails.beta_quantile(p, a, b), stats.beta.ppf(p, a, b), 1e-11), (p, a, b)
    tiny = Fraction(1, 10**20)
    assert tails.beta_cdf(1 - tiny, 1, 2) == 1
    assert tails.beta_quantile(0, 2, 3) == 0
    assert tails.beta_quantile(1, 2, 3) == 1


def test_binomial():
    for n, p in itertools.product([1, 5, 30, 1000, 20000], [0.001, 0.3, 0.5, 0.999]):
        for x in {0, 1, n // 3, n - 1, n}:
            assert same(tails.binomial_upper(x, n, p), stats.binom.sf(x - 1, n, p)), (x, n, p)
            assert same(tails.binomial_lower(x, n, p), stats.binom.cdf(x, n, p)), (x, n, p)
            assert same(tails.binomial_point(x, n, p), stats.binom.pmf(x, n, p), 2e-11), (x, n, p)
    assert tails.binomial_upper(31, 30, 0.5) == tails.binomial_lower(-1, 30, 0.5) == 0
    assert tails.binomial_point(0, 4, 0) == tails.binomial_point(4, 4, 1) == 1
