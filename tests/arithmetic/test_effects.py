"""Estimates, limits and P: worked examples, and every result holds what values in the operands give."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from triallint import arithmetic as ar
from triallint.model import EVERYTHING, Interval

from .numbers import around, decimals, holds, near, positive, read

levels = st.sampled_from([90, 95, Fraction("95.02"), 97.5, 99, Fraction("99.9")])
tails = st.sampled_from(["two", "upper", "lower"])


def test_critical_values():
    assert ar.critical_value(95) == pytest.approx(1.959963984540054, rel=1e-14)
    assert ar.critical_value(97.5, sides=1) == ar.critical_value(95)
    assert ar.critical_value(95, df=10) == pytest.approx(float(stats.t.isf(0.025, 10)))
    for level in (0, 100, 101):
        with pytest.raises(ValueError, match="between 0 and 100"):
            ar.critical_value(level)


def test_one_sided_p_of_a_hazard_ratio_whose_rounding_matters():
    two = ar.p_from_interval(read("0.70"), read("0.47"), read("1.03"), ratio=True)
    one, other = ar.one_sided(two)
    assert near(one, 0.031844727, 0.04339816, 1e-6)
    assert one.meets(read(".03"))
    assert not one.meets(read(".031"))
    assert near(other, 1 - 0.04339816, 1 - 0.031844727, 1e-6)
    lower = ar.p_from_interval(read("0.70"), read("0.47"), read("1.03"), ratio=True, tail="lower")
    assert near(lower, float(one.lo), float(one.hi))


@given(
    value=positive,
    se=st.floats(0.02, 1),
    ratio=st.booleans(),
    level=levels,
    tail=tails,
    digits=st.tuples(decimals, decimals, decimals),
)
def test_p_from_interval_holds_the_true_p(value, se, ratio, level, tail, digits):
    middle = math.log(value) if ratio else value
    z = ar.critical_value(level)
    ends = middle - z * se, middle + z * se
    low, high = (math.exp(e) for e in ends) if ratio else ends
    own = middle / se
    true = {"two": 2 * stats.norm.sf(abs(own)), "upper": stats.norm.sf(own), "lower": stats.norm.cdf(own)}
    e, lower, upper = (around(v, d) for v, d in zip((value, low, high), digits, strict=True))
    found = ar.p_from_interval(e, lower, upper, level, ratio=ratio, tail=tail)
    assert holds(found, float(true[tail]))
    assert holds(ar.se_from_limits(lower, upper, level, ratio=ratio), se)
    assert ar.midpoint(lower, upper, ratio=ratio).meets(e)
    se_found = ar.se_from_p(e, Interval(true[tail], true[tail]), ratio=ratio, tail=tail)
    assume(abs(own) > 1e-3)
    assert holds(se_found, se) or true[tail] < 1e-200 or true[tail] > 1 - 1e-9


@given(
    value=positive,
    se=st.floats(0.02, 1),
    ratio=st.booleans(),
    level=levels,
    df=st.none() | st.integers(2, 90),
)
def test_limits_from_se_hold_the_limits(value, se, ratio, level, df):
    middle = math.log(value) if ratio else value
    half = ar.critical_value(level, df=df) * se
    found = ar.limits_from_se(around(value, 2), around(se, 3), level, ratio=ratio, df=df)
    for interval, end in zip(found, (middle - half, middle + half), strict=True):
        true = math.exp(end) if ratio else end
        assert interval.lo <= true <= interval.hi


def test_one_limit_only():
    e, low = read("0.70"), read("0.47")
    from_low = ar.se_from_limits(low, EVERYTHING, ratio=True, estimate=e)
    assert holds(from_low, math.log(0.70 / 0.47) / 1.959963984540054)
    zero = Interval.exactly(0)
    from_high = ar.se_from_limits(zero, read("1.03"), 97.5, ratio=True, sides=1, estimate=e)
    assert holds(from_high, math.log(1.03 / 0.70) / 1.959963984540054)
    nothing = ar.se_from_limits(EVERYTHING, EVERYTHING, ratio=False, estimate=e)
    assert (nothing.lo, nothing.hi) == (0, math.inf)
    p = ar.p_from_interval(e, low, EVERYTHING, ratio=True)
    assert holds(p, 2 * stats.norm.sf(abs(math.log(0.7)) / (math.log(0.7 / 0.47) / 1.959963984540054)))


def test_limits_that_touch_zero_leave_the_standard_error_open():
    se = ar.se_from_limits(read("0.00"), read("3.1"), ratio=True)
    assert se.hi == math.inf
    assert ar.p_from_interval(read("0.2"), read("0.00"), read("3.1"), ratio=True).hi == 1
    same = ar.p_from_interval(read("1.0"), read("1.0"), read("1.0"), ratio=False)
    assert same.lo == 0


def test_altman_bland_p_to_interval():
    low, high = ar.limits_from_p(Interval.exactly(17), Interval.exactly(Fraction("0.032")), ratio=False)
    assert near(low, 1.46222, 1.46222, 1e-5)
    assert near(high, 32.53778, 32.53778, 1e-5)
    low, high = ar.limits_from_p(
        Interval.exactly(Fraction("0.3")), Interval.exactly(Fraction("0.034")), ratio=True
    )
    assert near(low, 0.0985, 0.0985, 0.01)
    assert near(high, 0.915, 0.915, 0.01)


def test_margin_as_null():
    p = ar.p_from_interval(
        read("0.86"),
        read("0.74"),
        read("0.99"),
        Fraction("95.02"),
        ratio=True,
        tail="lower",
        null=Fraction(13, 10),
    )
    assert p.hi < 1e-3


@given(st.floats(1e-6, 1 - 1e-6), tails)
def test_z_from_p_inverts(p, tail):
    z = ar.z_from_p(Interval(p, p), tail)
    back = ar.p_from_z(z, tail)
    assert back.lo <= p <= back.hi
    assert float(back.hi - back.lo) < 1e-9


@given(st.floats(0, 1), st.floats(0, 1))
def test_two_sided_undoes_one_sided(a, b):
    p = Interval(min(a, b), max(a, b))
    two = ar.two_sided(p)
    for inside in (p.lo, p.hi, (p.lo + p.hi) / 2):
        assert holds(two, 2 * min(inside, 1 - inside))
    for one in ar.one_sided(p):
        assert holds(ar.two_sided(one), a)


def test_delta_z():
    assert ar.delta_z(read("0.03"), Interval(0.032, 0.04)) == 0
    assert ar.delta_z(read("0.012"), Interval(0.134, 0.157)) == pytest.approx(
        stats.norm.isf(0.0125 / 2) - stats.norm.isf(0.134 / 2)
    )
    assert ar.delta_z(Interval(0.04, 0.05), Interval(0.96, 0.97), "upper") > 3
    assert ar.delta_z(Interval(-math.inf, Fraction(1, 1000), hi_open=True), Interval(0.9, 1)) > 3


def test_asymmetry():
    assert ar.asymmetry(1.88, 1.42, 2.49, ratio=True) < 1e-3
    assert ar.asymmetry(Fraction(2), Fraction(1), Fraction(4), ratio=False) == 0.5
    assert ar.asymmetry(1, 0, 2, ratio=True) == math.inf


@given(st.floats(-9, 9), st.floats(0, 5), st.floats(0.001, 9), st.floats(0, 5))
def test_quotient_and_reciprocal_hold(a, da, b, db):
    top, bottom = Interval(a, a + da), Interval(b, b + db)
    for x in (a, a + da / 2, a + da):
        for y in (b, b + db / 3, b + db):
            assert holds(ar.quotient(top, bottom), x / y)
            assert holds(ar.reciprocal(bottom), 1 / y)
            assert holds(ar.absolute(top), abs(x))
            assert holds(ar.square_of(top), x * x)
    assert ar.reciprocal(Interval(-1, 1)) == EVERYTHING
    assert ar.reciprocal(Interval(Fraction(0), Fraction(2))).hi == math.inf


@pytest.mark.parametrize(
    ("name", "statistic", "df1", "df2", "referee"),
    [
        ("t", "2.20", None, "28", lambda x: 2 * stats.t.sf(x, 28)),
        ("T", "-2.20", None, "28", lambda x: 2 * stats.t.sf(abs(x), 28)),
        ("F", "2.20", "2", "28", lambda x: stats.f.sf(x, 2, 28)),
        ("chi2", "22.20", "28", None, lambda x: stats.chi2.sf(x, 28)),
        ("z", "2.42", None, None, lambda x: 2 * stats.norm.sf(x)),
        ("r", "0.22", None, "28", lambda x: 2 * stats.t.sf(x * math.sqrt(28 / (1 - x * x)), 28)),
    ],
)
def test_statistic_p(name, statistic, df1, df2, referee):
    def exact(text):
        return None if text is None else Interval.exactly(int(text))

    own = read(statistic)
    p = ar.statistic_p(name, own, exact(df1), exact(df2))
    ends = sorted(float(referee(float(x))) for x in (own.lo, own.hi))
    assert near(p, *ends)


def test_statistic_p_without_what_it_needs():
    two = Interval.exactly(2)
    assert ar.statistic_p("t", two) is None
    assert ar.statistic_p("F", two, two) is None
    assert ar.statistic_p("U", two, two, two) is None
    assert ar.statistic_p("chi2", -two, two) is None
    assert ar.statistic_p("chi2", two, Interval.exactly(0)) is None
    assert ar.statistic_p("t", two, Interval.exactly(28)) == ar.statistic_p(
        "t", two, None, Interval.exactly(28)
    )


@given(st.floats(0.1, 6), st.floats(1.2, 60), st.floats(1.2, 60))
def test_statistic_p_with_fractional_degrees_of_freedom(f, df1, df2):
    p = ar.statistic_p("F", around(f, 1), around(df1, 1), around(df2, 1))
    assert holds(p, float(stats.f.sf(f, df1, df2)))


def test_derived_effects():
    limits = ar.number_needed_limits(share_of(-5), share_of(25))
    assert limits.through_infinity
    assert (limits.at_upper.lo, limits.at_lower.lo) == (4, -20)
    assert not ar.number_needed_limits(share_of(1), share_of(30)).through_infinity
    assert ar.relative_reduction(Interval.exactly(Fraction("0.72"))) == Interval.exactly(28)
    assert ar.se_log_hr_floor(80) == pytest.approx(0.2236068)
    assert ar.se_log_hr_floor(30, 50) > ar.se_log_hr_floor(80)
    assert ar.se_log_hr_floor(0) == ar.se_log_or(0, 5, 1, 5) == math.inf
    assert ar.se_log_or(141, 561, 928, 14453) == pytest.approx(0.103, abs=5e-4)
    assert ar.se_log_rr(10, 10, 10, 10) == 0
    assert near(
        ar.hr_from_o_minus_e(Interval.exactly(-10), Interval.exactly(40)), math.exp(-0.25), math.exp(-0.25)
    )
    assert near(ar.se_from_variance(Interval.exactly(40)), 40**-0.5, 40**-0.5)
    assert holds(ar.incidence_rate(12, read("345.6"), 100), 1200 / 345.6)
    assert near(ar.eta_squared(Interval.exactly(Fraction("117.055")), 1, 76), 0.60632, 0.60632, 1e-4)


def share_of(percent):
    return Interval.exactly(Fraction(percent, 100))
