"""Means and standard deviations of whole numbers: GRIM, GRIMMER and DEBIT.

Everything is decided in exact arithmetic, and "impossible" is only said with a proof: no whole total, no
whole sum of squares of the right parity, or none between the least and the greatest possible.

Sources: N. J. L. Brown & J. A. J. Heathers, Soc Psychol Personal Sci 2017;8:363 (GRIM); J. Anaya 2016 and
A. Allard 2018 (GRIMMER); J. A. J. Heathers & N. J. L. Brown 2019 (DEBIT).
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from triallint.model import Interval, Printed

from .functions import integers_in, square_of

#: Totals tried one by one; above it a test has no power, and bounds take over.
MOST_TOTALS = 5_000
#: Steps and squares tried in the search for a witness.
_MOST_STEPS = 2_000


def grim_totals(mean: Interval, n: int, items: int = 1) -> range:
    """The whole totals of `n` participants' `items` each whose mean lies in the interval.

    The mean is that of the items, so it equals total / (n items). Empty where the mean is impossible
    for whole numbers. Raises OverflowError for a mean printed as an inequality.
    """
    return integers_in(mean.scaled(n * items)) if n > 0 and items > 0 else range(0)


def possible_means(mean: Interval, n: int, items: int = 1) -> list[Fraction]:
    """The exact means behind a printed one."""
    return [Fraction(total, n * items) for total in grim_totals(mean, n, items)]


def nearest_possible(printed: Printed, n: int, items: int = 1) -> tuple[Fraction, Fraction]:
    """The possible means next below and above a printed one, rounded to its decimals (ties upward)."""
    size, unit = n * items, printed.unit
    below = math.floor(printed.value * size)

    def rounded(total: int) -> Fraction:
        return math.floor(Fraction(total, size) / unit + Fraction(1, 2)) * unit

    return rounded(below), rounded(below if below == printed.value * size else below + 1)


def n_profile(means: Sequence[Interval], sizes: Iterable[int], items: int = 1) -> dict[int, int]:
    """How many of the printed means each sample size makes possible.

    One smaller n that explains a whole list is evidence of an undeclared denominator.
    """
    return {n: sum(bool(grim_totals(mean, n, items)) for mean in means) for n in sizes}


class GrimmerVerdict(NamedTuple):
    """Whether whole numbers can have a mean and an SD.

    Attributes:
        possible: False only with a proof.
        reason: "mean" (no whole total), "squares" (no whole sum of squares), "parity" (none of the
            total's parity), "bounds" (none within what the total and scale allow); "" where possible.
        total: the total of the data shown possible, in items.
        squares: their sum of squares, in items.
        witness: numbers (item totals per participant) with this mean and SD, where found.
    """

    possible: bool
    reason: str = ""
    total: int | None = None
    squares: int | None = None
    witness: tuple[int, ...] | None = None


def grimmer(
    mean: Interval,
    sd: Interval,
    n: int,
    items: int = 1,
    scale: tuple[int, int] | None = None,
    witness: bool = False,
) -> GrimmerVerdict:
    """Whether whole numbers can have a printed mean and SD (divisor n - 1).

    Args:
        mean: of the items' average, as printed.
        sd: of the participants' averages.
        n: participants.
        items: items averaged per participant; each participant's total is whole.
        scale: lowest and highest value of an item.
        witness: whether to look for data that have both (a search: it may find none).
    """
    totals = grim_totals(mean, n, items)
    if not totals:
        return GrimmerVerdict(False, "mean")
    variance = square_of(sd.intersection(Interval(Fraction(0), math.inf)).scaled(items))
    if n < 2 or math.isinf(variance.hi) or len(totals) > MOST_TOTALS:
        return GrimmerVerdict(True)
    reasons = Counter[str]()
    for total in totals:
        squares, reason = _squares(total, variance, n, items, scale)
        if squares is None:
            reasons[reason] += 1
            continue
        found = _witness(total, squares, n, items, scale) if witness else None
        if witness and found is None and len(totals) > 1:
            found = _any_witness(totals, variance, n, items, scale)
        if found is not None:
            return GrimmerVerdict(True, "", sum(found), sum(x * x for x in found), found)
        return GrimmerVerdict(True, "", total, squares.start)
    order = ("parity", "bounds", "squares")
    return GrimmerVerdict(False, next(reason for reason in order if reasons[reason]))


def _squares(
    total: int, variance: Interval, n: int, items: int, scale: tuple[int, int] | None
) -> tuple[range | None, str]:
    # A whole number and its square have one parity, so a total and its sum of squares have too.
    shift = Interval.exactly(Fraction(total * total, n))
    whole = integers_in(variance.scaled(n - 1) + shift)
    if not whole:
        return None, "squares"
    first = whole.start + (whole.start - total) % 2
    if first not in whole:
        return None, "parity"
    least = least_squares(total, n)
    most = whole.stop - 1
    if scale is not None:
        greatest = greatest_squares(total, n, items * scale[0], items * scale[1])
        if greatest is None:
            return None, "bounds"
        most = min(most, greatest)
    found = range(max(first, least), most + 1, 2)
    return (found, "") if found else (None, "bounds")


def least_squares(total: int, n: int) -> int:
    """The least sum of squares of `n` whole numbers with a total: all within one of each other."""
    q, r = divmod(total, n)
    return n * q * q + 2 * q * r + r


def greatest_squares(total: int, n: int, low: int, high: int) -> int | None:
    """The greatest sum of squares from `low` to `high`: all at the ends but one. None: no such data."""
    if not n * low <= total <= n * high:
        return None
    if low == high:
        return n * low * low
    at_high, rest = divmod(total - n * low, high - low)
    if at_high == n:
        return n * high * high
    return at_high * high**2 + (low + rest) ** 2 + (n - at_high - 1) * low**2


def _any_witness(
    totals: range, variance: Interval, n: int, items: int, scale: tuple[int, int] | None
) -> tuple[int, ...] | None:
    for total in totals[:50]:
        squares, _ = _squares(total, variance, n, items, scale)
        found = None if squares is None else _witness(total, squares, n, items, scale)
        if found is not None:
            return found
    return None


def _witness(
    total: int, squares: range, n: int, items: int, scale: tuple[int, int] | None
) -> tuple[int, ...] | None:
    low, high = (items * scale[0], items * scale[1]) if scale else (-(10**9), 10**9)
    for target in squares[:20]:
        found = _spread(total, target, n, low, high)
        if found is not None:
            return found
    return None


def _spread(total: int, target: int, n: int, low: int, high: int) -> tuple[int, ...] | None:
    """Data with a total and sum of squares: start level, move pairs apart by the most that fits."""
    q, r = divmod(total, n)
    counts = Counter({q: n - r, q + 1: r})
    missing = target - least_squares(total, n)
    for _ in range(_MOST_STEPS):
        if missing == 0:
            return tuple(sorted(counts.elements()))
        values = sorted(value for value, count in counts.items() if count)
        moves = (
            (y - x, x, y)
            for x in values
            for y in values
            if y >= x and 2 * (y - x) + 2 <= missing and x > low and y < high and (x != y or counts[x] > 1)
        )
        best = max(moves, default=None)
        if best is None:
            return None
        _, x, y = best
        counts.subtract((x, y))
        counts.update((x - 1, y + 1))
        missing -= 2 * (y - x) + 2
    return None


def debit(mean: Interval, sd: Interval, n: int, divisor_n: bool = False) -> bool:
    """Whether some count k of n zeros and ones has this mean and SD: SD^2 = k(n - k)/(n(n - 1)).

    Args:
        mean: proportion as printed (0 to 1).
        sd: as printed.
        n: participants.
        divisor_n: whether the SD divides by n instead of n - 1.
    """
    variance = square_of(sd.intersection(Interval(Fraction(0), math.inf)))
    size = n * n if divisor_n else n * (n - 1)
    if size <= 0:
        return True
    inside = mean.intersection(Interval(Fraction(0), Fraction(1)))
    counts = integers_in(inside.scaled(n)) if not inside.empty else range(0)
    return any(variance.contains(Fraction(k * (n - k), size)) for k in counts)
