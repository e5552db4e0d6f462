"""What a P value is about, and how far the tests that may have given it differ from each other. Pure.

A P value belongs to an estimand and a test. It is compared with an interval only where both are about
the same effect, and everything happens on the scale of z, so that one distance serves every size of P.

The tolerances were measured on simulated data: 58,000 log-rank tests beside Wald intervals of Cox models,
and 40,000 2x2 tables under every test in use; none of these pairs is further apart where z is below 6.5.
"""

import math
import re
from fractions import Fraction
from typing import NamedTuple

from ..arithmetic import absolute, statistic_p, z_from_p
from ..model import CannotLook, Interval, Reported
from ..tables import Estimate
from .quantities import is_comparison

__all__ = [
    "MOST_Z",
    "Tolerance",
    "degrees_of_freedom",
    "is_for_superiority",
    "is_not_significant",
    "is_significant",
    "names_another_test",
    "p_of_statistic",
    "p_range",
    "reported_z",
    "same_estimand",
    "tests_superiority",
    "tolerance",
]

#: Beyond this many standard errors (P about 10^-10) two P values count as equal: tails of different
#: tests part company there, and programs print what their precision gives.
MOST_Z = 6.5

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

#: More standard errors than stratification moves P by, beyond what the tests differ by without it.
_STRATIFIED = 1.0

#: The fewest degrees of freedom that are thought possible where a report gives none.
_FEWEST_DF = 3.0

_NOT_SIGNIFICANT = re.compile(r"[nN]\.?[sS]\.?")


def is_not_significant(cell: Reported) -> bool:
    """Whether it says NS in place of a P value."""
    return _NOT_SIGNIFICANT.fullmatch(cell.text.strip()) is not None


def p_range(cell: Reported) -> Interval:
    """The probabilities that a printed P value may stand for; 0.000 is below half a unit.

    Raises:
        CannotLook: there is none, or it is no probability.
    """
    if is_not_significant(cell):
        raise CannotLook("p value is given as not significant only")
    printed = cell.interval
    if printed.wholly_below(0) or printed.wholly_above(1):
        raise CannotLook("p value is no probability")
    return printed.intersection(Interval(Fraction(0), Fraction(1)))  # keeps an excluded end: P < 0.05


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


def names_another_test(row: Estimate) -> bool:
    """Whether its P value is stated to come from another test than a Wald or t interval does."""
    return row.raw("p_test") not in {"", *_SAME_TEST}


class Tolerance(NamedTuple):
    """How far P may be from what the interval gives, where the two come from different tests.

    Attributes:
        z: standard errors that correct reports stay below.
        unproven: why even more proves nothing; empty where it does.
        most: standard errors beyond which that explains nothing any more.
        remedy: what the curator can do to make it proven.
    """

    z: float
    unproven: str = ""
    most: float = math.inf
    remedy: str | None = None

    def proves(self, gap: float) -> bool:
        """Whether a distance, in standard errors, is more than correct reports have."""
        return gap > (self.most if self.unproven else self.z)


def tolerance(row: Estimate, size: float, se: float, z: float, surplus: bool) -> Tolerance:
    """How far the P value of `row` may be from its interval.

    Tests of large effects go beyond Wald's, by up to half the squared logarithm; Fisher's and Yates' stay
    behind it by up to 0.65 standard errors of a log odds ratio. A test that is not named is taken for
    the usual one: beside a hazard ratio a log-rank test, else one like the interval's.

    Args:
        row: says measure, analysis and test.
        size: the effect on its scale: |ln HR|, |difference|.
        se: its standard error, on the same scale.
        z: the larger of the two z that are compared.
        surplus: whether P goes beyond the interval; else it stays behind.
    """
    measure, test, analysis = row.raw("measure"), row.raw("p_test"), row.raw("analysis")
    if test in _SAME_TEST:
        return Tolerance(0.25)
    other = "" if test in _MODEL_TESTS else "the P value comes from another test than the interval"
    square = 0 if measure == "RD" else size * size / 2
    if measure in _HAZARDS:
        return _beside_hazards(test, analysis, 0.25 + square, other)
    if measure in _ODDS | _RISKS:
        if test in _COUNT_TESTS:
            other = "" if analysis == _COUNT_TESTS[test] else "the test may be unadjusted, the interval not"
        if measure in _RISKS and test in _MODEL_TESTS:
            return Tolerance(0.5 + square)
        if measure in _RISKS:  # 100/101 against 13/18: z is 2.2 by the risk ratio, 4.8 by chi-squared
            return Tolerance(
                1 + square + z / 4, other or "tests of counts may be far from intervals of risks"
            )
        behind = 0.25 if test in _MODEL_TESTS else max(0.25, 0.05 + 0.65 * se)
        return Tolerance(behind + square * surplus, other)
    if measure in _TIMES:
        return Tolerance(0.25, other or "the P value may be of a log-rank or rank test")
    return Tolerance(0.5, other)


def _beside_hazards(test: str, analysis: str, z: float, other: str) -> Tolerance:
    """Of a hazard ratio: its P may be stratified and its interval not, where the row leaves that open."""
    if test in _LOG_RANK:
        is_open, other = analysis != _LOG_RANK[test], ""
    else:
        is_open = analysis == "" and test in ("", "score")
    if not is_open:
        return Tolerance(z, other)
    remedy = "Fill in `analysis` (crude or stratified), if the report says." if not analysis else None
    return Tolerance(z, "whether both are stratified alike is unknown", z + _STRATIFIED, remedy)


def is_significant(p: Interval, alpha: Fraction, sides: int) -> bool | None:
    """Whether a P value is below the two-sided threshold `alpha`; None where its rounding leaves it open.

    A one-sided P value is significant below alpha / 2, and for the other direction above 1 - alpha / 2.
    """
    low, high = (alpha, Fraction(1)) if sides == 2 else (alpha / 2, 1 - alpha / 2)
    if p.lo >= low and p.hi <= high:
        return False
    return True if p.hi <= low or (sides == 1 and p.lo >= high) else None


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


def p_of_statistic(row: Estimate, sides: int, p: Interval, statistic: Interval) -> Interval | None:
    """The P values that a statistic allows with the row's name and degrees of freedom for it.

    Printed whole degrees of freedom are exact, fractional ones rounded. Of the two one-sided P values,
    the one nearer to the printed `p`. None where name or degrees of freedom are missing or impossible.
    """
    name = row.statistic_name.text
    found = statistic_p(name, statistic, _df(row.df1), _df(row.df2), sides)
    against = sides == 1 and name in ("z", "t", "r") and p.lo > Fraction(1, 2)
    return Interval.exactly(1) - found if against and found else found


def _df(cell: Reported) -> Interval | None:
    printed = cell.maybe
    if printed is None:
        return None
    return printed.interval() if printed.decimals > 0 else Interval.exactly(printed.value)
