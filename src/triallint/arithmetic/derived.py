"""Effects made from other effects, and the least standard error that the numbers of events allow.

Sources: D. G. Altman, BMJ 1998;317:1309 (number needed to treat through infinity); Cochrane Handbook,
section 6.4 (relative risk reduction) and 6.8 (hazard ratios); M. K. B. Parmar et al., Stat Med
1998;17:2815 and D. Schoenfeld, Biometrika 1981;68:316 (SE of a log hazard ratio from events); D. Katz et
al., Biometrics 1978;34:469 (log risk ratio); B. Woolf 1955 (log odds ratio).
"""

import math
from fractions import Fraction
from typing import NamedTuple

from triallint.model import Interval, widened

from .functions import exp_of, quotient, reciprocal, sqrt_of


class NntLimits(NamedTuple):
    """Limits of a number needed to treat: signed (negative is harm), from those of the risk difference.

    Attributes:
        at_lower: 1 / the lower limit of the absolute risk reduction.
        at_upper: 1 / its upper limit.
        through_infinity: whether the reduction's interval includes 0, so that the NNT runs from
            `at_upper` (benefit) through infinity to `at_lower` (harm).
    """

    at_lower: Interval
    at_upper: Interval
    through_infinity: bool


def number_needed(difference: Interval) -> Interval:
    """Number needed to treat, 1 / risk difference (a proportion, not a percent); signed like it."""
    return reciprocal(difference)


def number_needed_limits(lower: Interval, upper: Interval) -> NntLimits:
    """Limits of the number needed to treat from those of the absolute risk reduction (proportions)."""
    return NntLimits(reciprocal(lower), reciprocal(upper), lower.lo <= 0 <= upper.hi)


def relative_reduction(ratio: Interval) -> Interval:
    """Relative risk reduction or vaccine efficacy in percent, 100 (1 - RR).

    The lower limit of the reduction comes from the upper limit of the ratio.
    """
    return (Interval.exactly(1) - ratio).scaled(100)


def se_log_hr_floor(events_1: int, events_2: int | None = None) -> float:
    """Least standard error of a log hazard ratio: sqrt(1/d1 + 1/d2), or 2/sqrt(d) from all events.

    2/sqrt(d) is the smaller of the two whatever the split. Infinite where an arm has no event.
    """
    if events_2 is None:
        return 2 / math.sqrt(events_1) if events_1 > 0 else math.inf
    return _root_sum((events_1, 1), (events_2, 1))


def se_log_rate_ratio(events_1: int, events_2: int) -> float:
    """Standard error of a log incidence rate ratio, sqrt(1/e1 + 1/e2)."""
    return _root_sum((events_1, 1), (events_2, 1))


def se_log_rr(a: int, n1: int, c: int, n2: int) -> float:
    """Standard error of a log risk ratio, sqrt(1/a - 1/n1 + 1/c - 1/n2) (Katz)."""
    return _root_sum((a, 1), (c, 1), (n1, -1), (n2, -1))


def se_log_or(a: int, n1: int, c: int, n2: int) -> float:
    """Standard error of a log odds ratio, root of the sum of reciprocals of the four cells (Woolf)."""
    return _root_sum((a, 1), (n1 - a, 1), (c, 1), (n2 - c, 1))


def _root_sum(*terms: tuple[int, int]) -> float:
    if any(count <= 0 for count, _ in terms):
        return math.inf
    total = sum((Fraction(sign, count) for count, sign in terms), Fraction(0))
    return math.sqrt(max(total, Fraction(0)))


def se_risk_difference(a: int, n1: int, c: int, n2: int) -> float:
    """Standard error of a risk difference (proportion), unpooled."""
    return math.sqrt(Fraction(a * (n1 - a), n1**3) + Fraction(c * (n2 - c), n2**3))


def hr_from_o_minus_e(o_minus_e: Interval, variance: Interval) -> Interval:
    """Hazard ratio exp((O - E) / V) of a log-rank analysis (Peto; S. Yusuf et al. 1985)."""
    return exp_of(quotient(o_minus_e, variance))


def se_from_variance(variance: Interval) -> Interval:
    """Standard error 1 / sqrt(V) of a log hazard ratio whose log-rank variance is V."""
    root = sqrt_of(variance)
    return widened(
        1 / float(root.hi) if root.hi > 0 else math.inf,
        1 / float(root.lo) if root.lo > 0 else math.inf,
    )


def incidence_rate(events: int, person_time: Interval, per: int = 1) -> Interval:
    """Events per `per` units of person-time, exact."""
    return quotient(Interval.exactly(events * per), person_time)
