"""Survival intervals: each scale is recognised from its own limits, and what a curve implies is held."""

import math

from hypothesis import given
from hypothesis import strategies as st

from triallint import arithmetic as ar
from triallint.model import Interval

from .numbers import holds, share

INVERSE = {
    "plain": (lambda s: s, lambda v: v),
    "log": (math.log, math.exp),
    "log-log": (lambda s: math.log(-math.log(s)), lambda v: math.exp(-math.exp(min(v, 700)))),
    "logit": (lambda s: math.log(s / (1 - s)), lambda v: 1 / (1 + math.exp(-v))),
    "arcsine": (lambda s: math.asin(math.sqrt(s)), lambda v: math.sin(min(max(v, 0), math.pi / 2)) ** 2),
}
SLOPE = {
    "plain": lambda s: 1,
    "log": lambda s: 1 / s,
    "log-log": lambda s: 1 / (s * -math.log(s)),
    "logit": lambda s: 1 / (s * (1 - s)),
    "arcsine": lambda s: 0.5 / math.sqrt(s * (1 - s)),
}


def percent(value, digits):
    return share(f"{100 * value:.{digits}f}")


@given(
    st.floats(0.02, 0.98),
    st.floats(0.01, 0.15),
    st.sampled_from(sorted(INVERSE)),
    st.integers(0, 2),
    st.sampled_from([90, 95, 99]),
)
def test_each_scale_is_recognised(s, se, scale, digits, level):
    to, back = INVERSE[scale]
    z = ar.critical_value(level)
    half = z * se * SLOPE[scale](s)
    low, high = sorted((back(to(s) - half), back(to(s) + half)))
    low, high = max(0.0, low), min(1.0, high)
    triple = percent(s, digits), percent(low, digits), percent(high, digits)
    assert scale in ar.scales_that_fit(*triple)
    if low > 0 and high < 1:
        assert holds(ar.se_on_scale(scale, *triple[1:], level), se * SLOPE[scale](s))
        assert holds(ar.se_of_survival(scale, *triple, level), se)


def test_four_intervals_of_one_trial_share_a_scale():
    for s, low, high in (("93.3", "75.9", "98.3"),):
        assert ar.scales_that_fit(share(s), share(low), share(high)) == ("log-log",)


def test_order_and_edges():
    assert ar.scales_that_fit(share("50"), share("60"), share("70")) == ()
    assert ar.scales_that_fit(share("50"), share("30"), share("40")) == ()
    assert "plain" in ar.scales_that_fit(share("97"), share("91"), share("100"))
    assert "plain" in ar.scales_that_fit(share("3"), share("0"), share("9"))
    assert ar.se_on_scale("plain", share("91"), share("100")).hi == math.inf
    assert set(ar.scales_that_fit(share("100"), share("100"), share("100"))) == set(ar.SURVIVAL_SCALES)


@given(st.floats(0, 1), st.integers(1, 400), st.integers(0, 2))
def test_greenwood_floor(s, n, digits):
    floor = ar.greenwood_floor(percent(s, digits), n)
    assert holds(floor, math.sqrt(s * (1 - s) / n))


def test_greenwood_floor_of_a_trial_without_censoring():
    se = ar.se_of_survival("log-log", share("93.3"), share("75.9"), share("98.3"))
    floor = ar.greenwood_floor(share("93.3"), 30)
    assert (round(float(se.lo), 4), round(float(se.hi), 4)) == (0.045, 0.0467)
    assert se.meets(floor)
    assert not ar.greenwood_floor(share("93.3"), 24).meets(se)


@given(st.floats(0.02, 0.98), st.floats(0.02, 0.98))
def test_hazard_ratio_from_survival(s1, s0):
    true = math.log(s1) / math.log(s0)
    a, b = percent(s1, 1), percent(s0, 1)
    found = ar.hazard_ratio_from_survival(a, b)
    assert holds(found, true)


def test_hazard_ratio_needs_survival_inside_its_range():
    assert ar.hazard_ratio_from_survival(share("100"), share("50")) == Interval(0, math.inf)
