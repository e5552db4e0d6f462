"""Exact tests agree with scipy, in tails and on ties."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats.contingency import odds_ratio

from triallint.arithmetic import exact_odds_ratio, fisher


@st.composite
def tables(draw, largest=60):
    n1, n2 = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


@given(tables())
def test_fisher(table):
    a, n1, c, n2 = table
    cells = [[a, n1 - a], [c, n2 - c]]
    found = fisher(*table)
    assert found["fisher"] == pytest.approx(float(stats.fisher_exact(cells)[1]), rel=1e-9)
    for name, alternative in (("fisher upper", "greater"), ("fisher lower", "less")):
        theirs = float(stats.fisher_exact(cells, alternative=alternative)[1])
        assert found[name] == pytest.approx(theirs, rel=1e-9)
    assert all(0 <= p <= 1 + 1e-12 for p in found.values())
    assert found["fisher mid-P"] <= found["fisher"]


def test_fisher_keeps_a_far_tail_and_large_counts():
    assert fisher(42, 86, 30, 378)["fisher"] == pytest.approx(
        float(stats.fisher_exact([[42, 44], [30, 348]])[1]), rel=1e-9
    )
    far = fisher(900, 1000, 100, 1000)["fisher"]
    assert far == pytest.approx(float(stats.fisher_exact([[900, 100], [100, 900]])[1]), rel=1e-9)
    assert fisher(141, 561, 928, 14453)["fisher"] < 1e-40
    assert fisher(0, 10, 0, 10)["fisher"] == fisher(5, 5, 7, 7)["fisher"] == 1


@pytest.mark.parametrize(
    "table", [(7, 22, 58, 530), (12, 20, 3, 22), (1, 9, 8, 8), (0, 9, 3, 8), (5, 5, 3, 8)]
)
def test_exact_limits_of_the_odds_ratio(table):
    a, n1, c, n2 = table
    theirs = odds_ratio([[a, n1 - a], [c, n2 - c]], kind="conditional")
    limits = theirs.confidence_interval(0.95)
    value, low, high = exact_odds_ratio(*table, 0.05)
    for ours, their in ((value, theirs.statistic), (low, limits.low), (high, limits.high)):
        assert ours == pytest.approx(float(their), rel=1e-7) or (ours == their)
    _, mid_low, mid_high = exact_odds_ratio(*table, 0.05, mid_p=True)
    assert low <= mid_low
    assert mid_high <= high


def test_exact_limits_need_tables_to_compare():
    assert exact_odds_ratio(0, 5, 0, 5, 0.05) is None
    assert exact_odds_ratio(50_000, 100_000, 50_100, 100_000, 0.05) is None
    assert math.isinf(exact_odds_ratio(5, 5, 0, 5, 0.05)[2])


@given(tables(30), st.sampled_from([0.05, 0.1, 0.01]))
def test_exact_limits_leave_half_the_error_in_each_tail(table, alpha):
    a, n1, c, n2 = table
    limits = exact_odds_ratio(*table, alpha)
    if limits is None:
        return
    value, low, high = limits
    assert low <= value <= high
    if low > 0:
        tail = stats.nchypergeom_fisher.sf(a - 1, n1 + n2, a + c, n1, low)
        assert float(tail) == pytest.approx(alpha / 2, rel=1e-6)
    if high < math.inf:
        tail = stats.nchypergeom_fisher.cdf(a, n1 + n2, a + c, n1, high)
        assert float(tail) == pytest.approx(alpha / 2, rel=1e-6)
