"""Interval arithmetic encloses every result, and decides edges exactly."""

import math
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from triallint.model import EVERYTHING, Interval

numbers = st.fractions(-50, 50, max_denominator=40)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    lo, hi = sorted((draw(numbers), draw(numbers)))
    closed = lo == hi
    return Interval(lo, hi, not closed and draw(st.booleans()), not closed and draw(st.booleans()))


@st.composite
def with_a_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    interval = draw(intervals())
    share = draw(st.fractions(0, 1, max_denominator=12))
    member = Fraction(interval.lo) + share * (Fraction(interval.hi) - Fraction(interval.lo))
    assume(interval.contains(member))
    return interval, member


@given(with_a_member(), with_a_member())
def test_operations_enclose_every_result(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    (x, p), (y, q) = a, b
    assert (x + y).contains(p + q)
    assert (x - y).contains(p - q)
    assert (-x).contains(-p)
    assert x.times(y).contains(p * q)
    assert x.scaled(Fraction(-3, 7)).contains(p * Fraction(-3, 7))
    assert x.hull(y).contains(p)
    if q:
        assert x.over(y).contains(p / q)


@given(intervals(), intervals(), numbers)
def test_intersection_is_what_both_contain(x: Interval, y: Interval, value: Fraction) -> None:
    assert x.intersection(y).contains(value) == (x.contains(value) and y.contains(value))
    assert x.meets(y) == y.meets(x)


@given(intervals(), intervals())
def test_apart_means_wholly_above_or_below(x: Interval, y: Interval) -> None:
    assert x.meets(y) == (not x.wholly_below(y) and not x.wholly_above(y))
    assert (x.gap(y) > 0) <= (not x.meets(y))


def test_edges() -> None:
    one = Fraction(1)
    assert Interval(0, one).meets(Interval(one, 2))
    assert not Interval(0, one, hi_open=True).meets(Interval(one, 2))
    assert Interval(one, one, True).empty
    assert Interval(0, one, hi_open=True).wholly_below(one)
    assert not Interval(0, one).wholly_below(one)


def test_infinite_ends_stay_sound() -> None:
    line = Interval(Fraction(2), math.inf)
    assert line.scaled(Fraction(1, 2)) == Interval(1, math.inf)
    assert line.times(Interval(Fraction(0), Fraction(1))) == Interval(0, math.inf)
    assert Interval(Fraction(1), Fraction(1)).over(Interval(Fraction(-1), Fraction(1))) == EVERYTHING
    assert Interval(Fraction(1), Fraction(2)).over(line).contains(Fraction(1, 10**9))
