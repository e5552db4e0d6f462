"""Printed numbers for the tests: texts as intervals, and true values with what they are printed as."""

from fractions import Fraction

from hypothesis import strategies as st

from triallint.model import Interval, parse


def read(text: str) -> Interval:
    """The interval a printed text stands for."""
    printed = parse(text)
    assert printed is not None, text
    return printed.interval()


def share(text: str) -> Interval:
    """A printed percent as proportions."""
    return read(text).scaled(Fraction(1, 100))


def around(value: float, decimals: int) -> Interval:
    """The interval of `value` once printed with `decimals`; it holds `value`."""
    return read(f"{value:.{decimals}f}")


def near(interval: Interval, low: float, high: float, rel: float = 1e-9) -> bool:
    """Whether an interval has these ends."""
    return all(
        abs(float(end) - value) <= rel * max(abs(value), 1e-300)
        for end, value in ((interval.lo, low), (interval.hi, high))
    )


def holds(interval: Interval, value: float) -> bool:
    """Whether an interval holds a computed float (whose own last digits are not exact)."""
    slack = 2e-12 * abs(value) + 1e-15
    return float(interval.lo) <= value + slack and value - slack <= float(interval.hi)


decimals = st.integers(0, 3)
positive = st.floats(0.05, 50, allow_nan=False)
