"""Granularity and bounds of means and SDs: real data are never impossible, proofs are proofs."""

import itertools
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.arithmetic import (
    debit,
    greatest_variance,
    grim_totals,
    grimmer,
    least_variance,
    mean_median_gap,
    n_profile,
    nearest_possible,
    possible_means,
    sd_bounds,
    sd_from_range,
)
from triallint.model import Interval, parse

from .numbers import around, near, read

data = st.lists(st.integers(1, 7), min_size=2, max_size=40)
wide = st.lists(st.integers(-60, 60), min_size=2, max_size=25)


@given(wide, st.integers(0, 3), st.integers(0, 3))
def test_whole_numbers_are_never_impossible(values, mean_digits, sd_digits):
    mean = around(statistics.fmean(values), mean_digits)
    sd = around(statistics.stdev(values), sd_digits)
    n = len(values)
    assert sum(values) in grim_totals(mean, n)
    assert grimmer(mean, sd, n).possible
    bounds = sd_bounds(mean, n, -60, 60, items=1)
    assert bounds.lo <= sd.hi
    assert sd.lo <= bounds.hi


@given(data, st.integers(1, 3))
def test_a_scale_never_makes_real_data_impossible_and_witnesses_are_witnesses(values, digits):
    mean, sd = around(statistics.fmean(values), digits), around(statistics.stdev(values), digits)
    verdict = grimmer(mean, sd, len(values), scale=(1, 7), witness=True)
    assert verdict.possible
    if verdict.witness is not None:
        found = verdict.witness
        assert len(found) == len(values)
        assert all(1 <= x <= 7 for x in found)
        assert mean.contains(Fraction(sum(found), len(found)))
        assert sum(found) == verdict.total
        assert sum(x * x for x in found) == verdict.squares
        assert sd.lo - 1e-12 <= statistics.stdev(found) <= sd.hi + 1e-12


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=2, max_size=20), st.integers(1, 3))
def test_items_are_averaged_per_participant(people, digits):
    averages = [sum(items) / 3 for items in people]
    mean, sd = around(statistics.fmean(averages), digits), around(statistics.stdev(averages), digits)
    assert grimmer(mean, sd, len(people), items=3, scale=(1, 5)).possible
    bounds = sd_bounds(mean, len(people), 1, 5, items=3)
    assert bounds.lo <= sd.hi
    assert sd.lo <= bounds.hi


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_impossible_is_proven_by_enumeration(n):
    real = set()
    for values in itertools.combinations_with_replacement(range(1, 6), n):
        real.add((f"{statistics.fmean(values):.2f}", f"{statistics.stdev(values):.2f}"))
    means = sorted({mean for mean, _ in real})
    misses = 0
    for mean in means:
        for sd in (f"{k / 100:.2f}" for k in range(0, 300, 7)):
            verdict = grimmer(read(mean), read(sd), n, scale=(1, 5))
            assert verdict.possible or (mean, sd) not in real
            misses += not verdict.possible
    assert misses > len(means)


@given(st.integers(2, 8), st.integers(1, 5), st.integers(2, 30))
def test_variance_bounds_are_reached(n, high, total):
    total = min(max(total, n), n * (high + 1))
    exact = Interval.exactly(Fraction(total, n))
    spreads = [
        statistics.variance(map(Fraction, values))
        for values in itertools.combinations_with_replacement(range(1, high + 2), n)
        if sum(values) == total
    ]
    assert least_variance(exact, n) == min(spreads)
    assert greatest_variance(exact, n, 1, high + 1, items=1) == max(spreads)
    assert greatest_variance(exact, n, 1, high + 1) >= max(spreads)


def test_known_bounds():
    assert near(sd_bounds(read("4.2"), 5, 1, 7, items=1), 0.4472136, 3.0331502, 1e-6)
    assert sd_bounds(read("9.93"), 30, 0, 10, items=1).lo > 0.2537
    assert sd_bounds(read("4"), 20, 1, 7).hi == pytest.approx(3.07793505)
    assert sd_bounds(read("4"), 20).hi == float("inf")
    assert sd_bounds(read("9"), 20, 1, 7) is None
    assert sd_bounds(read("5.19"), 28, items=1) is None
    assert sd_bounds(read("5"), 1, 1, 7) is None


def test_grim():
    assert list(grim_totals(read("5.00"), 25)) == [125]
    assert list(grim_totals(read("5.18"), 14, items=2)) == [145]
    assert not grim_totals(read("5.19"), 28)
    assert not grim_totals(read("5"), 0)
    assert [str(float(m)) for m in possible_means(read("5.2"), 20)] == ["5.15", "5.2", "5.25"]
    assert nearest_possible(parse("5.83"), 50) == (Fraction("5.82"), Fraction("5.84"))
    assert nearest_possible(parse("5.82"), 50) == (Fraction("5.82"), Fraction("5.82"))
    assert n_profile([read("15.95"), read("14.67")], [21, 26]) == {21: 2, 26: 0}


def test_grimmer_reasons():
    assert grimmer(read("7.22"), read("5.30"), 38).reason == "mean"
    assert grimmer(read("5.23"), read("2.55"), 35).reason == "parity"
    assert grimmer(read("4.00"), read("5.0"), 20, scale=(1, 7)).reason == "bounds"
    assert grimmer(read("4.50"), read("0.10"), 10).reason in ("bounds", "squares")
    assert grimmer(read("3"), read("0.0001"), 3).reason == "squares"
    assert grimmer(read("5"), read("9.9"), 1).possible


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=30), st.integers(0, 2))
def test_range_and_median_bounds_hold(values, digits):
    sd = statistics.stdev(values)
    bounds = sd_from_range(around(min(values), digits), around(max(values), digits), len(values))
    assert bounds.lo - 1e-9 <= sd <= bounds.hi + 1e-9
    gap = abs(statistics.fmean(values) - statistics.median(values))
    assert gap <= mean_median_gap(around(sd, digits), len(values)).hi + 1e-9


def test_range_bounds_need_a_range():
    assert sd_from_range(read("5"), read("3"), 10) is None
    assert sd_from_range(read("3"), read("5"), 1) is None


@given(st.lists(st.integers(0, 1), min_size=2, max_size=200), st.integers(1, 3), st.integers(1, 3))
def test_debit_never_flags_real_data(values, mean_digits, sd_digits):
    mean = around(statistics.fmean(values), mean_digits)
    assert debit(mean, around(statistics.stdev(values), sd_digits), len(values))
    assert debit(mean, around(statistics.pstdev(values), sd_digits), len(values), divisor_n=True)


def test_debit():
    assert debit(read("0.53"), read("0.50"), 1683)
    assert not debit(read("0.19"), read("0.35"), 1683)
    assert not debit(read("1.20"), read("0.35"), 1683)
