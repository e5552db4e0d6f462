"""Comparisons that the case files need."""

from fractions import Fraction

from triallint.model import Interval


def exactly(value):
    return Interval.exactly(Fraction(str(value)))


def whole(value):
    return None if value is None else exactly(value)


def close(interval, value, rel=0.005):
    return abs(float(interval.lo) - value) <= rel * abs(value) and abs(
        float(interval.hi) - value
    ) <= rel * abs(value)


def spans(interval, ends, rel=0.01):
    return all(
        abs(float(own) - end) <= rel * abs(end)
        for own, end in zip((interval.lo, interval.hi), ends, strict=True)
    )
