"""Means and what is made of them hold what real data give."""

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from triallint import arithmetic as ar
from triallint.arithmetic import ArmSummary
from triallint.model import EVERYTHING, Interval

from .numbers import around, decimals, holds, read

samples = st.lists(st.floats(-20, 20).map(lambda x: round(x, 3)), min_size=3, max_size=15)


def printed(values, digits):
    sd = statistics.stdev(values)
    assume(sd > 1e-3)
    return ArmSummary(around(statistics.fmean(values), digits[0]), around(sd, digits[1]), len(values))


@given(samples, samples, st.tuples(decimals, decimals))
def test_t_tests_hold_the_true_p(one, other, digits):
    found = ar.t_test_p(printed(one, digits), printed(other, digits))
    for name, equal in (("Student", True), ("Welch", False)):
        theirs = float(stats.ttest_ind(one, other, equal_var=equal).pvalue)
        assert float(found[name].lo) - 1e-9 <= theirs <= float(found[name].hi) + 1e-9
    halves = ar.t_test_p(printed(one, digits), printed(other, digits), sides=1)
    assert all(halves[name].hi == found[name].hi / 2 for name in found)


def test_a_coarse_mean_and_sd_leave_p_wide():
    p = ar.t_test_p(ArmSummary(read("20"), read("4"), 30), ArmSummary(read("21"), read("2"), 30))
    assert float(p["Student"].lo) == pytest.approx(0.0056, abs=5e-5)
    assert p["Student"].hi == 1
    assert p["Welch"].lo < p["Welch"].hi == 1
    assert ar.t_test_p(ArmSummary(read("2"), read("1"), 1), ArmSummary(read("2"), read("1"), 5)) == {}


@given(samples, st.tuples(decimals, decimals))
def test_standard_errors_and_limits(values, digits):
    arm, n = printed(values, digits), len(values)
    se = float(stats.sem(values))
    assert holds(ar.se_of_mean(arm.sd, n), se)
    assert holds(ar.sd_from_se(around(se, 3), n), statistics.stdev(values))
    mean = statistics.fmean(values)
    theirs = stats.t.interval(0.95, n - 1, loc=mean, scale=se)
    low, high = (around(float(end), 2) for end in theirs)
    assert holds(ar.se_from_mean_limits(low, high, n), se)


@given(samples, samples, st.tuples(decimals, decimals))
def test_standardised_differences(one, other, digits):
    a, b = printed(one, digits), printed(other, digits)
    df = len(one) + len(other) - 2
    pooled = math.sqrt(
        (statistics.variance(one) * (len(one) - 1) + statistics.variance(other) * (len(other) - 1)) / df
    )
    d = (statistics.fmean(one) - statistics.fmean(other)) / pooled
    found = ar.smd(a, b)
    exact = math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)
    assert holds(ar.pooled_sd(a, b), pooled)
    assert holds(found["Cohen's d"], d) or abs(d) < 1e-9
    for factor in (1 - 3 / (4 * df - 1), exact):
        g = d * factor
        assert float(found["Hedges' g"].lo) - 1e-9 <= g <= float(found["Hedges' g"].hi) + 1e-9


@given(
    samples.flatmap(
        lambda a: st.tuples(st.just(a), st.lists(st.floats(-20, 20), min_size=len(a), max_size=len(a)))
    )
)
def test_pre_post_correlation_holds_the_true_one(pair):
    before, after = pair
    sds = [statistics.stdev(v) for v in (before, after, [y - x for x, y in zip(before, after, strict=True)])]
    assume(min(sds[:2]) > 0.1)
    s1, s2, change = (around(sd, 1) for sd in sds)
    r = ar.pre_post_correlation(s1, s2, change)
    true = statistics.correlation(before, after)
    assert r.lo - 1e-9 <= true <= r.hi + 1e-9


@given(
    st.floats(0.1, 9), st.floats(0.1, 9), st.floats(0, 18), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)
)
def test_pre_post_correlation_over_the_whole_box(a, b, c, x, y, z):
    width = 0.5
    r = ar.pre_post_correlation(Interval(a, a + width), Interval(b, b + width), Interval(c, c + width))
    s1, s2, change = a + width * x, b + width * y, c + width * z
    assert holds(r, (s1 * s1 + s2 * s2 - change * change) / (2 * s1 * s2)) or abs(r.lo) > 1e6


def test_pre_post_correlation():
    r = ar.pre_post_correlation(read("5.0"), read("8.0"), read("6.0"))
    assert (round(float(r.lo), 3), round(float(r.hi), 3)) == (0.649, 0.676)
    negative = ar.pre_post_correlation(read("6.77"), read("7.45"), read("13.01"))
    assert negative.hi < -0.66
    assert ar.pre_post_correlation(read("0"), read("8"), read("6")) == EVERYTHING
    assert ar.pre_post_correlation(read("1.0"), read("1.0"), read("3.0")).hi < -1


@given(st.lists(samples, min_size=2, max_size=4), st.tuples(decimals, decimals))
def test_subgroups_recombine(groups, digits):
    whole = [x for group in groups for x in group]
    arms = [
        ArmSummary(around(statistics.fmean(g), digits[0]), around(statistics.stdev(g), digits[1]), len(g))
        for g in groups
    ]
    mean = ar.combined_mean([(arm.mean, arm.n) for arm in arms])
    assert mean.lo - 1e-9 <= statistics.fmean(whole) <= mean.hi + 1e-9
    sd = ar.combined_sd(arms)
    assert sd.lo - 1e-9 <= statistics.stdev(whole) <= sd.hi + 1e-9


def test_a_mean_above_its_subgroups():
    mean = ar.combined_mean([(read("6.4"), 50), (read("6.6"), 50)])
    assert mean == Interval(Fraction("6.45"), Fraction("6.55"))
    assert not mean.meets(read("7.3"))


@given(samples, samples, st.tuples(decimals, decimals))
def test_welch_degrees_of_freedom(one, other, digits):
    a, b = printed(one, digits), printed(other, digits)
    df = ar.welch_df(a, b)
    assert holds(df, float(stats.ttest_ind(one, other, equal_var=False).df))
    assert holds(ar.welch_se(a, b), math.hypot(float(stats.sem(one)), float(stats.sem(other))))
