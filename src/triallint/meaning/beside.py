"""An estimate, its interval and the P value beside them, read on one scale for comparison. Pure.

Everything happens on the scale of z, so that one distance serves every size of P.

Source: D. G. Altman & J. M. Bland, BMJ 2011;343:d2304 (P from an interval; here with exact tails).
"""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ..arithmetic import absolute, clipped, log_of, one_sided, p_from_z, se_from_limits, z_from_p, z_interval
from ..model import CannotLook, Interval, Reported, Rounding
from ..tables import Estimate, Tables
from ..vocabulary import SIDES
from .pvalues import (
    MOST_Z,
    Tolerance,
    degrees_of_freedom,
    p_range,
    reported_z,
    same_estimand,
    tests_superiority,
    tolerance,
)
from .quantities import Level, is_ratio, level_of, span_of
from .slips import slips_that_fit

__all__ = [
    "LEVELS",
    "WALD_METHODS",
    "BesideP",
    "Bounds",
    "bounds_of",
    "excused",
    "se_of_interval",
]

#: Levels that reports print besides 95 %, in the order in which they are offered.
LEVELS = tuple(Fraction(text) for text in ("0.95", "0.99", "0.90", "0.975", "0.999"))

#: Methods of intervals that lie evenly about their estimate, a known number of standard errors away.
WALD_METHODS = ("", "wald", "t")


class BesideP:
    """An estimate, its interval and the P value beside them, read for comparison.

    Raises:
        CannotLook: an operand is missing, or the P value is about something else.
    """

    def __init__(self, row: Estimate) -> None:
        same_estimand(row)
        if row.raw("ci_method") not in WALD_METHODS:
            raise CannotLook("the interval is not a Wald interval")
        self.row, self.ratio = row, is_ratio(row)
        self.p = p_range(row.p_value)
        self.value = row.value.interval
        self.lower, self.upper = _limit(row.ci_lower), _limit(row.ci_upper)
        self.interval_sides = 1 if row.raw("ci_sides") == "1" else 2
        if self.ratio and self.value.hi <= 0:
            raise CannotLook("the ratio is not above zero")
        self.dfs = degrees_of_freedom(row)
        self._expected: dict[Fraction, Interval] = {}

    def expected(self, level: Fraction) -> Interval:
        """The distances from the null, in standard errors, that the interval allows at a level (0 to 1)."""
        found = self._expected.get(level)
        if found is None:
            parts = [self._expected_with(level, df) for df in self.dfs]
            found = parts[0] if len(parts) == 1 else parts[0].hull(parts[1])
            found = self._expected[level] = clipped(found, 0, MOST_Z)
        return found

    def _expected_with(self, level: Fraction, df: float | None) -> Interval:
        t = absolute(z_interval(self.value, self.se(level, df), ratio=self.ratio))
        return t if df is None else z_from_p(p_from_z(t, "two", df), "two")

    def se(self, level: Fraction, df: float | None = None) -> Interval:
        """The standard errors that the interval allows, of the logarithm for a ratio."""
        return se_from_limits(
            self.lower,
            self.upper,
            level * 100,
            ratio=self.ratio,
            sides=self.interval_sides,
            estimate=self.value,
            df=df,
        )

    def reported(self, sides: int) -> Interval:
        """The distances from the null that the P value allows, read as one- or two-sided."""
        return clipped(reported_z(self.p, sides), 0, MOST_Z)

    def fits(self, level: Fraction, sides: int) -> bool:
        """Whether some figures that print like these agree under a level and a sidedness."""
        return self.reported(sides).meets(self.expected(level))

    def gap(self, level: Fraction, sides: int) -> float:
        """How far P is from what the interval gives, in standard errors; 0 where they meet."""
        return float(self.reported(sides).gap(self.expected(level)))

    def tolerance(self, level: Fraction, sides: int) -> Tolerance:
        """How far they may be apart under a level and a sidedness."""
        effect = absolute(log_of(self.value) if self.ratio else self.value)
        expected, reported = self.expected(level), self.reported(sides)
        size = float(effect.lo) if math.isinf(effect.hi) else float(effect.hi)
        z, surplus = float(max(expected.hi, reported.hi)), reported.wholly_above(expected)
        return tolerance(self.row, size, float(self.se(level).hi), z, surplus)

    def p_expected(self, level: Fraction, sides: int) -> Interval:
        """The P values that the interval allows; of two one-sided ones, the one nearer to the printed."""
        two = p_from_z(self.expected(level), "two")
        if sides == 2:
            return two
        same, opposite = one_sided(two)
        return opposite if self.p.lo > Fraction(1, 2) else same

    def crosses(self, level: Level, sides: int) -> bool:
        """Whether P and interval lie on different sides of the level's own threshold."""
        threshold = z_from_p(Interval.exactly(1 - level.value).scaled(3 - self.interval_sides), "two")
        reported, expected = self.reported(sides), self.expected(level.value)
        return (reported.wholly_below(threshold) and expected.wholly_above(threshold)) or (
            reported.wholly_above(threshold) and expected.wholly_below(threshold)
        )

    def readings(self, level: Fraction, sides: int) -> Iterator[str]:
        """Other readings under which they agree, likeliest first: sidedness, level, cut-off, slip of P."""
        if self.fits(level, 3 - sides):
            p = span_of(self.p_expected(level, 3 - sides))
            yield f"read as {SIDES[str(3 - sides)]}, P is {p}, which agrees"
        for other in LEVELS:
            if other != level and self.fits(other, sides):
                p = span_of(self.p_expected(other, sides))
                yield f"read as a {float(other * 100):g} % interval, it gives P {p}, which agrees"
        printed, expected = self.row.p_value.printed, self.expected(level)
        if reported_z(clipped(printed.interval(Rounding.TRUNCATED), 0, 1), sides).meets(expected):
            yield "P may have been cut off rather than rounded"

        def agrees(p: Interval) -> bool:
            return p.lo > 0 and reported_z(clipped(p, 0, 1), sides).meets(expected)

        slip = slips_that_fit([(self.row.p_value, agrees)])
        if slip:
            yield slip


#: Exact P values of one report that must all be off before they are taken for those of another hypothesis.
_ENOUGH = 3


def excused(beside: BesideP, tables: Tables, level: Fraction, sides: int) -> str | None:
    """Why a P value that does not fit may be right: none of its report does, or it is the least printed."""
    if _none_fits(beside.row, tables, level, sides):
        return "the P values of this report are of another hypothesis: none fits its interval"
    least = _is_least_printed(beside.row.p_value)
    if least and beside.p_expected(level, sides).hi < beside.p.lo:
        return "programs print 0.0001 for whatever is smaller"
    return None


def _is_least_printed(cell: Reported) -> bool:
    """Whether a P value is the least that some programs print: 0.0001, or a smaller power of ten."""
    printed = cell.maybe
    if printed is None or printed.operator != "=" or printed.decimals < 4:
        return False
    return printed.value == printed.unit


def _none_fits(row: Estimate, tables: Tables, level: Fraction, sides: int) -> bool:
    """Whether a report has three exact P values beside intervals or more, each far from its interval."""
    gaps = []
    for other in tables.like(row, Estimate, "report_id"):
        printed = other.p_value.maybe
        if printed is None or printed.operator != "=" or not tests_superiority(other):
            continue
        try:
            beside = BesideP(other)
            gaps.append(beside.gap(level, sides) - beside.tolerance(level, sides).z)
        except CannotLook:
            continue
    return len(gaps) >= _ENOUGH and min(gaps) > 0


def _limit(cell: Reported) -> Interval:
    """A limit; anything at all where it is blank, as the far limit of a one-sided interval is."""
    return cell.limit if cell.text else Interval(-math.inf, math.inf)


def se_of_interval(row: Estimate, level: Fraction | None = None) -> Interval:
    """The standard errors that a Wald or t interval allows, of the logarithm for a ratio.

    Args:
        row: says level, sides and limits; its estimate is needed only where it has one limit.
        level: another level to read it at (0 to 1).

    Raises:
        CannotLook: the interval is of another kind, or an operand is missing.
    """
    if row.raw("ci_method") not in WALD_METHODS:
        raise CannotLook("the interval is not a Wald interval")
    stated = level_of(row)
    lower, upper = _limit(row.ci_lower), _limit(row.ci_upper)
    both = row.ci_lower.maybe and row.ci_upper.maybe
    parts = [
        se_from_limits(
            lower,
            upper,
            (level or stated.value) * 100,
            ratio=is_ratio(row),
            sides=stated.sides,
            estimate=None if both else row.value.interval,
            df=df,
        )
        for df in degrees_of_freedom(row)
    ]
    return parts[0].hull(parts[-1])


class Bounds(NamedTuple):
    """The limits of an interval on its scale, with the null at 0; infinite where there is none.

    Attributes:
        lower: of the logarithm, for a ratio.
        upper: likewise.
    """

    lower: Interval
    upper: Interval

    @property
    def excludes_null(self) -> bool | None:
        """Whether the interval excludes the null; None where the rounding of a limit leaves it open."""
        if self.lower.wholly_above(0) or self.upper.wholly_below(0):
            return True
        return False if self.lower.wholly_below(0) and self.upper.wholly_above(0) else None

    def distance(self, level: Level) -> tuple[float, float, float]:
        """Standard errors between null and nearer limit, the standard error, and the middle; 0 unknown."""
        if math.isinf(self.lower.lo) or math.isinf(self.upper.hi):
            return 0.0, 0.0, 0.0
        se = float(se_from_limits(*self, level.value * 100, ratio=False, sides=level.sides).hi)
        if se == 0:
            return 0.0, 0.0, 0.0
        ends = (-self.lower.lo, self.upper.hi) if self.excludes_null else (-self.lower.hi, self.upper.lo)
        gap = min(abs(float(end)) for end in ends)
        return gap / se, se, abs(float(self.lower.lo + self.upper.hi)) / 2


def bounds_of(row: Estimate) -> Bounds:
    """The limits of the interval of a ratio or difference, for a decision about its null.

    Raises:
        CannotLook: a limit is not reported or no number.
    """
    if "not_reported" in (row.ci_lower.text, row.ci_upper.text):
        raise CannotLook("a limit is not reported")
    ratio = is_ratio(row)
    return Bounds(_bound(row.ci_lower, -math.inf, ratio), _bound(row.ci_upper, math.inf, ratio))


def _bound(cell: Reported, infinite: float, ratio: bool) -> Interval:
    if cell.text in ("", "not_reached", "not_estimable"):
        return Interval(infinite, infinite)
    return log_of(cell.interval) if ratio else cell.interval
