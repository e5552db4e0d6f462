"""Effects and P values from counts agree with scipy and with worked examples of the papers."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from scipy import stats
from scipy.stats.contingency import relative_risk

from triallint.arithmetic import (
    TwoByTwo,
    effect_estimates,
    peto_parts,
    point_estimate,
    table_p_values,
    table_readings,
)

from .numbers import read
from .test_exact import tables


def by_method(table, measure, level=95, sides=2):
    return {e.method: e for e in effect_estimates(TwoByTwo(*table), measure, level, sides)}


def ends(estimate):
    return float(estimate.lower.lo), float(estimate.upper.hi)


@given(tables())
def test_p_values(table):
    a, n1, c, n2 = table
    cells = [[a, n1 - a], [c, n2 - c]]
    found = table_p_values(TwoByTwo(*table))
    if 0 < a + c < n1 + n2:
        pearson = stats.chi2_contingency(cells, correction=False)
        assert found["pearson"] == pytest.approx(float(pearson.pvalue), rel=1e-9)
        yates = stats.chi2_contingency(cells, correction=True)
        assert found["yates"] == pytest.approx(float(yates.pvalue), rel=1e-9)
        ratio = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert found["likelihood ratio"] == pytest.approx(float(ratio.pvalue), rel=1e-6, abs=1e-12)
        assert found["n-1"] >= found["pearson"]
    else:
        assert set(found) == {"fisher", "fisher central", "fisher mid-P", "fisher central mid-P"}
    if all(0 < x < n for x, n in ((a, n1), (c, n2))):
        log_or = math.log(a * (n2 - c) / (c * (n1 - a)))
        se = math.sqrt(1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c))
        assert found["wald log OR"] == pytest.approx(float(2 * stats.norm.sf(abs(log_or) / se)))
    halves = table_p_values(TwoByTwo(*table), sides=1)
    assert all(halves[name] <= found[name] + 1e-12 for name in halves)


def test_the_multiverse_of_one_table():
    found = table_p_values(TwoByTwo(3, 15, 9, 15))
    expected = {
        "pearson": 0.0253,
        "yates": 0.0624,
        "fisher": 0.0604,
        "n-1": 0.0279,
        "likelihood ratio": 0.0229,
        "wald RD": 0.0143,
    }
    assert {name: round(found[name], 4) for name in expected} == expected
    assert table_p_values(TwoByTwo(16, 15, 9, 15)) == {}


@given(tables())
def test_wald_intervals(table):
    a, n1, c, n2 = table
    found = by_method(table, "RR")
    if a and c and (a, c) != (n1, n2):
        theirs = relative_risk(a, n1, c, n2).confidence_interval(0.95)
        assert ends(found["Wald"]) == pytest.approx((float(theirs.low), float(theirs.high)), rel=1e-9)
    elif not (a or c):
        assert "Wald" not in found
    low, high = ends(by_method(table, "RD")["Wald"])
    half = 1.959963984540054 * math.sqrt(a * (n1 - a) / n1**3 + c * (n2 - c) / n2**3)
    assert (low, high) == pytest.approx((a / n1 - c / n2 - half, a / n1 - c / n2 + half), abs=1e-9)


@given(tables())
def test_every_interval_holds_its_estimate(table):
    for measure in ("OR", "RR", "RD"):
        for e in effect_estimates(TwoByTwo(*table), measure):
            assert e.lower.lo <= e.upper.hi
            if e.method != "Agresti-Caffo":  # shifted towards no difference
                assert e.lower.lo <= e.value.hi
                assert e.value.lo <= e.upper.hi
            assert e.fits(e.value, e.lower, e.upper)
            assert e.fits(None, None, None)


@pytest.mark.parametrize(
    ("table", "measure", "method", "expected"),
    [
        # Newcombe 1998, 56/70 against 48/80
        ((56, 70, 48, 80), "RD", "Wald", (0.0575, 0.3425)),
        ((56, 70, 48, 80), "RD", "Newcombe", (0.0524, 0.3339)),
        ((56, 70, 48, 80), "RD", "score (Miettinen-Nurminen)", (0.0528, 0.3382)),
        ((56, 70, 48, 80), "RD", "Wald, continuity corrected", (0.0441, 0.3559)),
        # the same paper's 9/10 against 3/10 and 10/10 against 0/10
        ((9, 10, 3, 10), "RD", "Newcombe", (0.1705, 0.8090)),
        ((9, 10, 3, 10), "RD", "score (Miettinen-Nurminen)", (0.1700, 0.8406)),
        ((10, 10, 0, 10), "RD", "Newcombe", (0.6075, 1.0)),
        # Bland & Altman 2000
        ((141, 561, 928, 14453), "OR", "Wald", (4.00, 5.99)),
    ],
)
def test_published_intervals(table, measure, method, expected):
    digits = 2 if measure == "OR" else 4
    found = by_method(table, measure)[method]
    assert tuple(round(x, digits) for x in ends(found)) == pytest.approx(expected, abs=1.1 * 10**-digits)


def test_koopman_ratio_of_its_paper():
    low, high = ends(by_method((36, 40, 16, 80), "RR")["score (Miettinen-Nurminen)"])
    assert (low, high) == pytest.approx((2.94, 7.15), rel=0.01)


def test_peto():
    difference, variance = peto_parts(TwoByTwo(4, 241, 10, 249))
    assert difference == 4 - Fraction(241 * 14, 490)
    assert float(variance) == pytest.approx(241 * 249 * 14 * 476 / (490**2 * 489))
    found = by_method((4, 241, 10, 249), "OR")["Peto"]
    assert found.value.contains(math.exp(difference / variance))


def test_an_exact_interval_is_not_taken_for_a_wrong_one():
    reported = read("9.5"), read("1.8"), read("63.0")
    fitting = [m for m, e in by_method((12, 20, 3, 22), "OR").items() if e.fits(*reported)]
    assert fitting == ["exact"]


def test_readings_find_the_reciprocal():
    table = TwoByTwo(51, 139, 51, 147)
    reported = read("0.92"), read("0.56"), read("1.50")
    assert not any(e.fits(*reported) for e in effect_estimates(table, "OR"))
    # the upper limit is 1.49 once recomputed; without it the reciprocal fits
    words = [
        words
        for words, other, measure in table_readings(table, "OR")
        if any(e.fits(reported[0], reported[1], None) for e in effect_estimates(other, measure))
    ]
    assert words == ["as the reciprocal (arms swapped)"]
    assert next(w for w, *_ in table_readings(table, "RD")) == "with the arms swapped"


def test_point_estimates_at_the_edges():
    assert point_estimate(TwoByTwo(0, 5, 2, 5), "RR") == 0
    assert point_estimate(TwoByTwo(2, 5, 0, 5), "RR") == math.inf
    assert point_estimate(TwoByTwo(0, 5, 0, 5), "OR") is None
    assert point_estimate(TwoByTwo(1, 5, 1, 5), "HR") is None
    assert list(effect_estimates(TwoByTwo(6, 5, 1, 5), "OR")) == []
    assert list(effect_estimates(TwoByTwo(1, 5, 1, 5), "HR")) == []
    one_sided = by_method((5, 20, 9, 20), "RR", 97.5, sides=1)
    assert one_sided["Wald"] == by_method((5, 20, 9, 20), "RR", 95)["Wald"]
