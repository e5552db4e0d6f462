"""Counts and percents, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.arithmetic import (
    denominators_that_fit,
    grim_power,
    how_it_fits,
    near_slips,
    numerators_that_fit,
    percent_of,
    percent_readings,
    percent_sum,
    pooled_percent_range,
)
from triallint.model import Interval, parse

from .numbers import read


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 2))
def test_numerators_and_denominators_are_those_of_brute_force(a, n, decimals):
    a = min(a, n)
    share = read(f"{float(percent_of(a, n)):.{decimals}f}")
    found = numerators_that_fit(share, n)
    assert a in found
    assert list(found) == [k for k in range(n + 1) if share.contains(Fraction(100 * k, n))]
    sizes = denominators_that_fit(share, a, largest=600)
    assert n in sizes
    assert list(sizes) == [m for m in range(max(a, 1), 601) if share.contains(Fraction(100 * a, m))]


def test_open_ends_are_left_out():
    below = Interval(Fraction(25), Fraction(50), True, True)
    assert list(numerators_that_fit(below, 4)) == []
    assert list(denominators_that_fit(below, 1)) == [3]
    assert list(numerators_that_fit(parse("<25").interval(), 4)) == [0]
    assert not numerators_that_fit(read("154"), 232)
    assert not denominators_that_fit(read("100"), 0)
    assert not numerators_that_fit(read("5"), 0)


@pytest.mark.parametrize(
    ("a", "n", "text", "expected"),
    [
        (1, 8, "12.5", (True, True, True, True, True)),
        (1, 8, "12", (False, True, True, True, False)),
        (1, 8, "13", (True, False, False, False, True)),
        (3, 8, "38", (True, True, False, False, True)),
        (40, 450, "8.8", (False, False, False, True, False)),
        (40, 450, "8.9", (True, True, True, False, True)),
        (40, 450, "9.9", (False, False, False, False, False)),
    ],
)
def test_how_it_fits(a, n, text, expected):
    fit = how_it_fits(percent_of(a, n), parse(text))
    assert tuple(fit) == expected
    assert fit.nearest == (expected[0] or expected[2])


@given(st.fractions(-200, 200, max_denominator=400), st.integers(0, 2))
def test_half_even_is_what_decimal_rounding_does(exact, decimals):
    unit = Fraction(10) ** -decimals
    even = round(exact / unit) * unit  # Python rounds fractions half to even
    printed = parse(f"{float(even):.{decimals}f}")
    assert how_it_fits(exact, printed).half_even


@pytest.mark.parametrize(
    ("a", "n", "percent", "first"),
    [
        (40, 450, "8.8", "the percent was truncated, not rounded"),
        (0, 48, "100", "48 is the count without the event"),
        (29, 630, "97", "denominator 30 (a digit too many)"),
        (34, 232, "154", "percent 15 (a digit too many)"),
        (14, 160, "25.6", "count 41 (two digits transposed)"),
        (22, 30, "77", "count 23 (one off)"),
        (336, 1843, "28", "percent 18 (one digit different)"),
        (10, 40, "2.5", "percent 25 (the decimal point moved by one place)"),
        (10, 30, "0.333", "a proportion, not a percent"),
    ],
)
def test_readings_come_best_first(a, n, percent, first):
    assert next(percent_readings(a, n, percent)).words == first


def test_readings_use_declared_denominators():
    found = list(percent_readings(27, 57, "52", [(57, "the arm"), (52, "the 52 with data")]))
    assert found[0].words == "of the 52 with data"
    assert found[0].n == 52


@given(st.integers(0, 200), st.integers(1, 200), st.text("0123456789.", min_size=1, max_size=5))
def test_readings_reconcile(a, n, percent):
    printed = parse(percent)
    for reading in percent_readings(min(a, n), n, percent):
        interval = parse(reading.percent).interval()
        exact = percent_of(reading.a, reading.n)
        whole = reading.words.startswith(("the percent was", "a proportion"))
        assert whole or interval.contains(exact)
        assert printed is not None


def test_nothing_to_read_where_all_agree():
    assert not list(percent_readings(1, 4, "25"))
    assert not list(percent_readings(1, 4, "<30"))
    assert not list(percent_readings(1, 0, "30"))


def test_sums():
    assert percent_sum([read("33.3")] * 3).contains(100)
    assert not percent_sum([read("33.2")] * 3).contains(100)
    assert pooled_percent_range([read("10"), read("20")]) == Interval(Fraction(19, 2), Fraction(41, 2))
    assert grim_power(150, 1) == Fraction(85, 100)
    assert grim_power(1000, 1) == 0
    assert grim_power(20, 2, scale=1) == Fraction(8, 10)


@given(st.integers(1, 99999), st.integers(0, 3))
def test_every_slip_is_one_slip_away(value, decimals):
    text = f"{value / 10**decimals:.{decimals}f}"
    slips = near_slips(text)
    values = [parse(slip.text).value for slip in slips]
    assert len(set(values)) == len(values)
    assert parse(text).value not in values
    digits = text.replace(".", "")
    for slip in slips:
        other = slip.text.lstrip("-").replace(".", "")
        if slip.words == "one digit different":
            assert sum(x != y for x, y in zip(digits, other.zfill(len(digits)), strict=True)) == 1
        if slip.words == "two digits transposed":
            assert sorted(digits) == sorted(other.zfill(len(digits)))


def test_slips_in_order():
    slips = near_slips("1.42")
    assert [s.text for s in slips[:3]] == ["4.12", "1.24", "-1.42"]
    assert {"0.142", "14.2", "142", "1.4", "1.2", "11.42", "1.742", "2.42"} <= {s.text for s in slips}
    assert near_slips("\u22120.25")[-1].text.startswith("\u2212")
    assert any(s.text == "0.25" and s.words == "the sign lost" for s in near_slips("\u22120.25"))
    assert near_slips("<0.05") == near_slips("abc") == near_slips("1" * 13) == ()
    assert "1440" not in {s.text for s in near_slips("1,440")}
