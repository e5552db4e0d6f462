"""The set of values a printed number may stand for, with exact ends.

Ends are `Fraction` (or `math.inf`), so that a comparison at the edge of a rounding interval is
decided by arithmetic and not by binary floats. Only a transcendental step leaves the exact world:
`widened` holds its result, so float error can only make a check more tolerant.
"""

import math
from fractions import Fraction
from typing import NamedTuple

#: One end of an interval: exact, or infinite.
End = Fraction | float

#: Relative widening of every step that had to be computed in floating point.
FLOAT_SLACK = 1e-12


class Interval(NamedTuple):
    """A range of real numbers from `lo` to `hi`; an end is excluded where its `_open` flag is set."""

    lo: End
    hi: End
    lo_open: bool = False
    hi_open: bool = False

    @classmethod
    def exactly(cls, value: int | Fraction) -> "Interval":
        """The interval that holds `value` alone."""
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        return self.lo > self.hi or (self.lo == self.hi and (self.lo_open or self.hi_open))

    def contains(self, value: End | int) -> bool:
        """Whether `value` lies in it."""
        if value < self.lo or value > self.hi:
            return False
        return not ((self.lo_open and value == self.lo) or (self.hi_open and value == self.hi))

    def meets(self, other: "Interval") -> bool:
        """Whether some number lies in both: the question nearly every check asks."""
        lo = self.lo if self.lo > other.lo else other.lo
        hi = self.hi if self.hi < other.hi else other.hi
        return lo < hi or (lo == hi and not self.intersection(other).empty)

    def intersection(self, other: "Interval") -> "Interval":
        """The numbers that lie in both (possibly none: see `empty`)."""
        if self.lo != other.lo:
            low = self if self.lo > other.lo else other
            lo, lo_open = low.lo, low.lo_open
        else:
            lo, lo_open = self.lo, self.lo_open or other.lo_open
        if self.hi != other.hi:
            high = self if self.hi < other.hi else other
            hi, hi_open = high.hi, high.hi_open
        else:
            hi, hi_open = self.hi, self.hi_open or other.hi_open
        return Interval(lo, hi, lo_open, hi_open)

    def wholly_below(self, other: "Interval | End | int") -> bool:
        """Whether every number in it is smaller than every number in `other`."""
        if not isinstance(other, Interval):
            return self.hi < other or (self.hi_open and self.hi == other)
        return self.hi < other.lo or (self.hi == other.lo and (self.hi_open or other.lo_open))

    def wholly_above(self, other: "Interval | End | int") -> bool:
        """Whether every number in it is larger than every number in `other`."""
        if not isinstance(other, Interval):
            return self.lo > other or (self.lo_open and self.lo == other)
        return other.wholly_below(self)

    def gap(self, other: "Interval") -> End:
        """The distance between the nearest numbers of the two; 0 where they meet or touch."""
        if self.hi < other.lo:
            return other.lo - self.hi
        if other.hi < self.lo:
            return self.lo - other.hi
        return Fraction(0)

    def __add__(self, other: object) -> "Interval":
        if not isinstance(other, Interval):
            return NotImplemented
        return Interval(
            self.lo + other.lo,
            self.hi + other.hi,
            self.lo_open or other.lo_open,
            self.hi_open or other.hi_open,
        )

    def __neg__(self) -> "Interval":
        return Interval(-self.hi, -self.lo, self.hi_open, self.lo_open)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + (-other)

    def scaled(self, factor: int | Fraction) -> "Interval":
        """Every number in it times an exact `factor`."""
        sign = factor.numerator  # an int: a Fraction is slow to compare
        if sign == 0:
            return Interval(Fraction(0), Fraction(0))
        if sign < 0:
            return (-self).scaled(-factor)
        return Interval(self.lo * factor, self.hi * factor, self.lo_open, self.hi_open)

    def times(self, other: "Interval") -> "Interval":
        """Every product of a number of each; ends count as included."""
        corners = [_times(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(corners), max(corners))

    def over(self, other: "Interval") -> "Interval":
        """Every quotient of a number of each; the whole line where the divisor may be zero."""
        if other.lo <= 0 <= other.hi:
            return EVERYTHING
        corners = [_divided(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(corners), max(corners))

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        return Interval(min(self.lo, other.lo), max(self.hi, other.hi))


#: Every real number: what an operand that tells nothing stands for.
EVERYTHING = Interval(-math.inf, math.inf)


def widened(lo: float, hi: float) -> Interval:
    """An interval of two computed floats, widened outward by `FLOAT_SLACK` (relative)."""
    return Interval(
        lo if math.isinf(lo) else lo - abs(lo) * FLOAT_SLACK,
        hi if math.isinf(hi) else hi + abs(hi) * FLOAT_SLACK,
    )


def _times(a: End, b: End) -> End:
    # inf * 0 is 0 here: an end of zero stays zero however far the other factor reaches.
    return Fraction(0) if a == 0 or b == 0 else a * b


def _divided(a: End, b: End) -> End:
    if isinstance(b, float) and math.isinf(b):
        return Fraction(0)
    return a / b
