"""Functions of intervals that leave exact arithmetic: logarithms, powers, roots and quotients.

Every result holds all values that numbers in the operands give. Ends that had to be computed in
floating point are widened by one part in 10^12, so float error can only make a check more tolerant.
"""

import math
from fractions import Fraction

from triallint.model import EVERYTHING, End, Interval, widened


def log(value: End | int) -> float:
    """Natural logarithm, minus infinity for zero and below; full precision for exact values near 1."""
    near = float(value)  # compared as a float: comparing a Fraction with one is twenty times slower
    if near <= 0:
        return -math.inf
    if 0.5 < near < 2 and isinstance(value, Fraction):
        return math.log1p(float(value - 1))  # log of the rounded float would lose digits here
    return math.log(near)


def exp(value: End) -> float:
    """Exponential, infinite where a float overflows."""
    return math.exp(value) if value < 709 else math.inf


def sqrt(value: End | int) -> float:
    """Square root, zero for anything below zero."""
    return math.sqrt(value) if value > 0 else 0.0


def log_of(x: Interval) -> Interval:
    """Natural logarithms of the positive numbers in `x`."""
    return widened(log(x.lo), log(x.hi))


def exp_of(x: Interval) -> Interval:
    """Exponentials of the numbers in `x`."""
    return widened(exp(x.lo), exp(x.hi))


def sqrt_of(x: Interval) -> Interval:
    """Square roots of the numbers in `x` that have one."""
    return widened(sqrt(x.lo), sqrt(x.hi))


def square_of(x: Interval) -> Interval:
    """Squares of the numbers in `x`, exact where `x` is."""
    ends = x.lo * x.lo, x.hi * x.hi
    low: End = Fraction(0) if x.lo <= 0 <= x.hi else min(ends)
    return Interval(low, max(ends))


def absolute(x: Interval) -> Interval:
    """Absolute values of the numbers in `x`."""
    if x.lo >= 0:
        return x
    if x.hi <= 0:
        return -x
    return Interval(Fraction(0), max(-x.lo, x.hi))


def clipped(x: Interval, low: End | int, high: End | int) -> Interval:
    """The part of `x` from `low` to `high`; the nearer of these where it lies beyond."""
    if low <= x.lo <= x.hi <= high:
        return Interval(x.lo, x.hi)
    bottom: End = Fraction(low) if isinstance(low, int) else low
    top: End = Fraction(high) if isinstance(high, int) else high
    return Interval(min(max(x.lo, bottom), top), max(min(x.hi, top), bottom))


def reciprocal(x: Interval) -> Interval:
    """Reciprocals of the numbers in `x`; the whole line where zero lies inside.

    A zero at one end of `x` gives an infinite end. The interval (L, U) of a ratio becomes
    (reciprocal(U), reciprocal(L)) when the reference group is swapped.
    """
    if x.lo < 0 < x.hi or x.lo == x.hi == 0:
        return EVERYTHING
    low: End = -math.inf if x.hi == 0 else _one_over(x.hi)
    high: End = math.inf if x.lo == 0 else _one_over(x.lo)
    return Interval(low, high)


def _one_over(value: End) -> End:
    return Fraction(0) if math.isinf(value) else 1 / value


def quotient(numerator: Interval, denominator: Interval) -> Interval:
    """Quotients by a `denominator` that is never negative (its part below zero is left out).

    Where the denominator may be zero the quotient reaches to infinity on the side that the
    numerator reaches to.
    """
    small, large = max(denominator.lo, Fraction(0)), max(denominator.hi, Fraction(0))
    return Interval(
        _divided(numerator.lo, large if numerator.lo > 0 else small),
        _divided(numerator.hi, small if numerator.hi > 0 else large),
    )


def _divided(a: End, b: End) -> End:
    if a == 0 or (math.isinf(b) and not math.isinf(a)):
        return Fraction(0)
    if math.isinf(b):
        return 0.0
    if b == 0 or math.isinf(a):
        return math.copysign(math.inf, a)
    return a / b


def integers_in(x: Interval) -> range:
    """The whole numbers in an interval, honouring excluded ends. Raises OverflowError if unbounded."""
    first, last = math.ceil(x.lo), math.floor(x.hi)
    if x.lo_open and first == x.lo:
        first += 1
    if x.hi_open and last == x.hi:
        last -= 1
    return range(first, last + 1)
