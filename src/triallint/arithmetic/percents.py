"""Counts with percents: how a pair fits, which numerators and denominators would, and sums.

Everything here is exact. A percent's interval is that of the printed number (25.1 is 25.05 to 25.15).

Sources: N. J. L. Brown & J. A. J. Heathers, Soc Psychol Personal Sci 2017;8:363 (granularity); C. Georgescu &
J. D. Wren, Bioinformatics 2018;34:1758 (recomputing percents from rounded text).
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from triallint.model import Interval, Printed, Rounding, parse

from .functions import clipped, integers_in
from .readings import DROPPED, MOVED, TOO_MANY, TRANSPOSED, Slip, near_slips


class PercentFit(NamedTuple):
    """How an exact percent came to its printed digits, by every rule that could have done it.

    Attributes:
        half_up: rounded to nearest, a tie away from zero.
        half_even: rounded to nearest, a tie to the even digit.
        half_down: rounded to nearest, a tie towards zero.
        truncated: cut off.
        ceiling: rounded up.
    """

    half_up: bool
    half_even: bool
    half_down: bool
    truncated: bool
    ceiling: bool

    @property
    def nearest(self) -> bool:
        """Whether rounding to nearest gives it, whatever the rule for ties."""
        return self.half_up or self.half_down


class PercentReading(NamedTuple):
    """A reading under which a count and its percent agree.

    Attributes:
        words: what would be otherwise, to be offered.
        a: the count under this reading.
        n: the denominator.
        percent: the percent's printed text.
    """

    words: str
    a: int
    n: int
    percent: str


def percent_of(a: int, n: int) -> Fraction:
    """Exact percent of `a` in `n`. Raises ZeroDivisionError for n = 0."""
    return Fraction(100 * a, n)


def how_it_fits(exact: Fraction, printed: Printed) -> PercentFit:
    """Which roundings bring `exact` (100 a/n, or any rational) to the `printed` number."""
    value, unit = printed.value, printed.unit
    down, up = exact == value + unit / 2, exact == value - unit / 2  # a tie rounded down, or up
    inside = abs(exact - value) < unit / 2
    even = (value / unit) % 2 == 0
    if exact < 0:
        down, up = up, down
    return PercentFit(
        half_up=inside or up,
        half_even=inside or ((down or up) and even),
        half_down=inside or down,
        truncated=printed.interval(Rounding.TRUNCATED).contains(exact),
        ceiling=printed.interval(Rounding.CEILING).contains(exact),
    )


def numerators_that_fit(percent: Interval, n: int) -> range:
    """The counts, 0 to n, whose percent of `n` lies in the interval (GRIM for percents where empty)."""
    if n <= 0:
        return range(0)
    return integers_in(_share(percent, 0, 100).scaled(Fraction(n, 100)))


def denominators_that_fit(percent: Interval, a: int, largest: int = 10**9) -> range:
    """The denominators, from `a` (at least 1) to `largest`, of which `a` is a percent in the interval."""
    if a == 0:
        return range(1, largest + 1) if percent.contains(0) else range(0)
    share = _share(percent, 0, 100)
    if share.empty or share.hi <= 0:
        return range(0)
    least = Fraction(100 * a) / Fraction(share.hi)
    if share.lo <= 0:
        found = integers_in(Interval(least, Fraction(largest), share.hi_open))
    else:
        most = Fraction(100 * a) / Fraction(share.lo)
        found = integers_in(Interval(least, most, share.hi_open, share.lo_open))
    return range(max(found.start, a), min(found.stop, largest + 1))


def _share(x: Interval, low: int, high: int) -> Interval:
    """The part of `x` from `low` to `high`, possibly empty, with its excluded ends kept."""
    return x.intersection(Interval(Fraction(low), Fraction(high)))


def percent_readings(
    a: int, n: int, percent: str, denominators: Iterable[tuple[int, str]] = (), at_most: int = 10**9
) -> Iterator[PercentReading]:
    """Readings that reconcile a count, its denominator and its percent, the likeliest first.

    Nothing is yielded where the three agree as they stand, or where `percent` is no plain number.

    Args:
        a: the count.
        n: its denominator.
        percent: the percent as printed.
        denominators: other denominators declared for this table, each with its words
            ("the 42 with data").
        at_most: how many participants there can be; a slip does not lead beyond it.
    """
    printed = parse(percent)
    if printed is None or printed.operator not in "=~" or n <= 0:
        return
    fit = how_it_fits(percent_of(a, n), printed)
    if fit.nearest:
        return
    share = printed.interval()
    rounded = (
        (fit.truncated, "the percent was truncated, not rounded"),
        (fit.ceiling, "the percent was rounded up"),
        (share.contains(percent_of(a, n) / 100), "a proportion, not a percent"),
    )
    yield from (PercentReading(words, a, n, percent) for fits, words in rounded if fits)
    for other, words in denominators:
        if other != n and 0 <= a <= other > 0 and share.contains(percent_of(a, other)):
            yield PercentReading(f"of {words}", a, other, percent)
    found = _slips(a, n, share, percent)
    yield from (reading for reading in found if reading.n == n or reading.n <= at_most)


def _slips(a: int, n: int, share: Interval, percent: str) -> Iterator[PercentReading]:
    counts = numerators_that_fit(share, n)
    if n - a in counts:
        yield PercentReading(f"{n - a} is the count without the event", n - a, n, percent)
    percents = list(_other_percents(a, n, percent))
    firm = [reading for slip, reading in percents if slip.words in (TRANSPOSED, MOVED)]
    yield from firm
    yield from _other_counts(a, n, share, percent)
    for near in (a - 1, a + 1):
        if near in counts:
            yield PercentReading(f"count {near} (one off)", near, n, percent)
    yield from (reading for _, reading in percents if reading not in firm)


def _other_counts(a: int, n: int, share: Interval, percent: str) -> Iterator[PercentReading]:
    counts, totals = numerators_that_fit(share, n), denominators_that_fit(share, a)
    for slip in _count_slips(a):
        if int(slip.text) in counts:
            yield PercentReading(f"count {slip.text} ({slip.words})", int(slip.text), n, percent)
    for slip in _count_slips(n):
        if int(slip.text) in totals:
            yield PercentReading(f"denominator {slip.text} ({slip.words})", a, int(slip.text), percent)


def _count_slips(count: int) -> list[Slip]:
    # A count has no decimal point to move; and one digit different is left out because nearly every
    # count has such a neighbour that fits.
    return [slip for slip in near_slips(str(count)) if slip.words in (TRANSPOSED, TOO_MANY, DROPPED)]


def _other_percents(a: int, n: int, percent: str) -> Iterator[tuple[Slip, PercentReading]]:
    exact = percent_of(a, n)
    for slip in near_slips(percent):
        printed = parse(slip.text)
        if printed is not None and printed.interval().contains(exact):
            words = f"percent {slip.text} ({slip.words})"
            yield slip, PercentReading(words, a, n, slip.text)


def percent_sum(percents: Sequence[Interval]) -> Interval:
    """Where the sum of rounded percents may lie; a partition's must contain 100."""
    return sum(percents, Interval.exactly(0))


def grim_power(n: int, decimals: int, scale: int = 100) -> Fraction:
    """Share of printed values that no count of `n` gives: 1 - min(1, n / (scale 10^decimals)).

    Args:
        n: the denominator (participants times items for a mean).
        decimals: printed decimals.
        scale: 100 for percents, 1 for means.
    """
    return 1 - min(Fraction(1), Fraction(n) / (scale * Fraction(10) ** decimals))


def pooled_percent_range(percents: Sequence[Interval]) -> Interval:
    """Where the percent of all arms together may lie: between the least and the greatest of theirs."""
    return clipped(Interval(min(p.lo for p in percents), max(p.hi for p in percents)), 0, 100)
