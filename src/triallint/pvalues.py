"""What an estimate and its interval say of the P value beside them, and how far two tests may differ. Pure.

A P value belongs to an estimand and a test. It is compared with an interval only where both are about
the same effect, and everything happens on the scale of z, so that one distance serves every size of P.

Sources: D. G. Altman & J. M. Bland, BMJ 2011;343:d2304 (P from an interval; here with exact tails). The
tolerances were measured on simulated data: 58,000 log-rank tests beside Wald intervals of Cox models, and
24,000 2x2 tables under every test in use; none of these pairs is further apart where z is below 6.5.
"""

import math
import re
from fractions import Fraction
from typing import NamedTuple

from .arithmetic import (
    absolute,
    clipped,
    log_of,
    one_sided,
    p_from_z,
    se_from_limits,
    z_from_p,
    z_interval,
)
from .model import CannotLook, Interval, Reported
from .quantities import Level, is_comparison, is_ratio
from .tables import Estimate

__all__ = [
    "LEVELS",
    "MOST_Z",
    "WALD_METHODS",
    "BesideP",
    "Tolerance",
    "is_for_superiority",
    "p_range",
    "same_estimand",
    "tests_superiority",
    "tolerance",
]

#: Levels that reports print besides 95 %, in the order in which they are offered.
LEVELS = tuple(Fraction(text) for text in ("0.95", "0.99", "0.90", "0.975", "0.999"))

#: Beyond this many standard errors (P about 10^-10) two P values count as equal: tails of different
#: tests part company there, and programs print what their precision gives.
MOST_Z = 6.5

#: Methods of intervals that lie evenly about their estimate, a known number of standard errors away.
WALD_METHODS = ("", "wald", "t")

_SAME_TEST = {"wald", "t", "welch", "paired t", "anova", "ancova", "mixed model"}
_MODEL_TESTS = {"", "score", "likelihood ratio"}
_LOG_RANK = {"log-rank": "crude", "stratified log-rank": "stratified"}
_COUNT_TESTS = {"chi-squared": "crude", "yates": "crude", "fisher": "crude", "cmh": "stratified"}
_RANK_TESTS = {"mann-whitney", "wilcoxon"}
_HAZARDS = {"HR", "SHR", "log_HR"}
_ODDS = {"OR", "IRR", "log_OR"}
_RISKS = {"RR", "PR", "RD", "log_RR"}
_TIMES = {"RMST_difference", "survival_difference", "median_difference"}
_NORMAL = _HAZARDS | _ODDS | _RISKS | _TIMES | {"rate_difference"}

#: The fewest degrees of freedom that are thought possible where a report gives none.
_FEWEST_DF = 3.0

_NOT_SIGNIFICANT = re.compile(r"[nN]\.?[sS]\.?")


def p_range(cell: Reported) -> Interval:
    """The probabilities that a printed P value may stand for; 0.000 is below half a unit.

    Raises:
        CannotLook: there is none, or it is no probability.
    """
    if _NOT_SIGNIFICANT.fullmatch(cell.text.strip()):
        raise CannotLook("p value is given as not significant only")
    printed = cell.interval
    if printed.wholly_below(0) or printed.wholly_above(1):
        raise CannotLook("p value is no probability")
    return clipped(printed, 0, 1)


def is_for_superiority(row: Estimate) -> bool:
    """Whether its P value is, or may be, for superiority: not for interaction, trend or a margin."""
    return row.raw("p_for") in ("", "superiority")


def tests_superiority(row: Estimate) -> bool:
    """Whether it compares arms and prints a P value for superiority beside a limit of an interval."""
    return (
        row.raw("p_value") != ""
        and (row.raw("ci_lower") != "" or row.raw("ci_upper") != "")
        and is_comparison(row)
        and is_for_superiority(row)
    )


def same_estimand(row: Estimate) -> None:
    """Raise `CannotLook` where the P value is, or may be, of another question than the estimate."""
    measure, test = row.raw("measure"), row.raw("p_test")
    if measure not in _HAZARDS and test in _LOG_RANK:
        raise CannotLook("the P value is of a log-rank test, which is about another estimand")
    if test in _RANK_TESTS:
        raise CannotLook("the P value is of a rank test, which is about another estimand")
    if row.raw("margin") and not row.raw("p_for"):
        raise CannotLook("the row has a margin, and does not say what the P value is for")


class Tolerance(NamedTuple):
    """How far P may be from what the interval gives, where the two come from different tests.

    Attributes:
        z: standard errors that correct reports stay below.
        unproven: why even more proves nothing; empty where it does.
    """

    z: float
    unproven: str = ""


def tolerance(row: Estimate, size: float, se: float, z: float) -> Tolerance:
    """How far the P value of `row` may be from its interval.

    Args:
        row: says measure, analysis and test.
        size: the effect on its scale: |ln HR|, |difference|.
        se: its standard error, on the same scale.
        z: the larger of the two z that are compared.
    """
    measure, test, analysis = row.raw("measure"), row.raw("p_test"), row.raw("analysis")
    if test in _SAME_TEST:
        return Tolerance(0.25)
    other = "" if test in _MODEL_TESTS else "the P value comes from another test than the interval"
    if measure in _HAZARDS:
        if test in _LOG_RANK:
            other = "" if analysis == _LOG_RANK[test] else "whether both are stratified alike is unknown"
        return Tolerance(0.25 + size * size / 2, other)
    if measure in _ODDS | _RISKS:
        if test in _COUNT_TESTS:
            other = "" if analysis == _COUNT_TESTS[test] else "the test may be unadjusted, the interval not"
        if measure in _ODDS:
            return Tolerance(0.25 + size * size / 2 + se / 2, other)
        square = 0 if measure == "RD" else size * size
        return Tolerance(1 + square / 2 + z / 4, other)
    if measure in _TIMES:
        return Tolerance(0.25, other or "the P value may be of a log-rank or rank test")
    return Tolerance(0.5, other)


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
        z = max(float(self.expected(level).hi), float(self.reported(sides).hi))
        size = float(effect.lo) if math.isinf(effect.hi) else float(effect.hi)
        return tolerance(self.row, size, float(self.se(level).hi), z)

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


def _limit(cell: Reported) -> Interval:
    """A limit; anything at all where it is blank, as the far limit of a one-sided interval is."""
    return cell.limit if cell.text else Interval(-math.inf, math.inf)


def reported_z(p: Interval, sides: int) -> Interval:
    """The size of z behind a P value; a one-sided P may be for either direction."""
    return z_from_p(p, "two") if sides == 2 else absolute(z_from_p(p, "upper"))


def degrees_of_freedom(row: Estimate) -> tuple[float | None, ...]:
    """The fewest and the most degrees of freedom its interval and test may have; None is infinitely many.

    Large samples have a normal distribution: hazards, odds, risks and times, unless clusters were
    allowed for. Means may have a t distribution, whose degrees of freedom are `df2`, or follow from the
    sizes of the arms, or are unknown.
    """
    if row.raw("p_test") == "wald" and row.raw("ci_method") != "t":
        return (None,)
    if row.raw("measure") in _NORMAL and row.raw("cluster_adjusted") != "yes":
        return (None,)
    stated = row.df2.maybe if row.raw("statistic_name") in ("", "t", "F") else None
    if stated is not None and stated.value > 0:
        return (float(stated.value),)
    sizes = [n.value for n in (row.n_1.maybe, row.n_2.maybe) if n is not None]
    if sizes and row.raw("cluster_adjusted") != "yes":
        return (max(1.0, float(min(sizes)) - 1), None)
    return (_FEWEST_DF, None)
