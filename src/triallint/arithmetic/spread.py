"""The standard deviations that a mean, a scale or a range leaves possible.

Bounds on variances are exact; their roots are floats widened outward.

Sources: T. Popoviciu 1935 and R. Bhatia & C. Davis, Am Math Mon 2000;107:353 (greatest variance on a
scale); K. R. Nair, Biometrika 1948;35:118 and G. W. Thomson, Biometrika 1955;42:268 (SD against the range);
H. Hotelling & L. M. Solomons, Ann Math Stat 1932;3:141 (mean against median).
"""

import math
from fractions import Fraction

from triallint.model import End, Interval

from .functions import sqrt_of, square_of
from .granularity import MOST_TOTALS, greatest_squares, grim_totals


def least_variance(mean: Interval, n: int, items: int = 1) -> Fraction | None:
    """The least variance (divisor n - 1) that whole numbers with a printed mean can have; exact.

    None where the mean itself is impossible or n < 2. Compare with the square of the SD's interval.
    """
    totals = grim_totals(mean, n, items)
    if not totals or n < 2:
        return None
    first, last = totals.start, totals.stop - 1
    if -(-first // n) * n <= last:  # some total gives everyone the same
        return Fraction(0)
    rest = min(first % n * (n - first % n), last % n * (n - last % n))
    return Fraction(rest, n * (n - 1) * items * items)


def greatest_variance(
    mean: Interval, n: int, low: Fraction | int, high: Fraction | int, items: int | None = None
) -> Fraction | None:
    """The greatest variance (divisor n - 1) on a scale from `low` to `high`, given the mean; exact.

    With `items`, for averages of that many whole items (a sharper bound); else for any values. None
    where no such mean lies on the scale or n < 2.
    """
    inside = mean.intersection(Interval(Fraction(low), Fraction(high)))
    if inside.empty or n < 2:
        return None
    if items is not None and low == int(low) and high == int(high):
        totals = grim_totals(inside, n, items)
        if len(totals) <= MOST_TOTALS:
            ends = items * int(low), items * int(high)
            found = [(t, greatest_squares(t, n, *ends)) for t in totals]
            size = n * (n - 1) * items * items
            return max((Fraction(n * q - t * t, size) for t, q in found if q is not None), default=None)
    middle = Fraction(low + high) / 2
    m = min(max(middle, Fraction(inside.lo)), Fraction(inside.hi))
    return (high - m) * (m - low) * n / (n - 1)


def sd_bounds(
    mean: Interval,
    n: int,
    low: Fraction | int | None = None,
    high: Fraction | int | None = None,
    items: int | None = None,
) -> Interval | None:
    """The SDs possible with a printed mean, on a scale and for whole items where these are known.

    Args:
        mean: as printed.
        n: participants.
        low: lowest value of the scale; None where unknown.
        high: highest value of the scale.
        items: whole items averaged per participant (1 for a whole number); None for continuous data.

    Returns:
        None where the mean itself is impossible, or n < 2.
    """
    least = Fraction(0) if items is None else least_variance(mean, n, items)
    most: End | None = math.inf
    if low is not None and high is not None:
        most = greatest_variance(mean, n, low, high, items)
    if least is None or most is None or n < 2:
        return None
    return sqrt_of(Interval(least, most))


def sd_from_range(minimum: Interval, maximum: Interval, n: int) -> Interval | None:
    """The SDs possible with a smallest and largest value: range/sqrt(2(n-1)) to range/2 sqrt(n/(n-1)).

    None where n < 2 or the range is negative.
    """
    width = (maximum - minimum).intersection(Interval(Fraction(0), math.inf))
    if n < 2 or width.empty:
        return None
    squares = square_of(width)
    return sqrt_of(Interval(squares.lo * Fraction(1, 2 * (n - 1)), squares.hi * Fraction(n, 4 * (n - 1))))


def mean_median_gap(sd: Interval, n: int) -> Interval:
    """The distances possible between mean and median: 0 to SD sqrt((n - 1)/n)."""
    limit = sqrt_of(square_of(sd).scaled(Fraction(max(n - 1, 0), max(n, 1))))
    return Interval(Fraction(0), limit.hi)
