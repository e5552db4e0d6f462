"""Means, standard deviations and what is made of them: standard errors, intervals, t tests, effects.

Sources: Cochrane Handbook, sections 6.5.2 (SE, SD and intervals of a mean), 6.5.2.8 (change scores) and
6.5.2.10 (combining groups); Student 1908; B. L. Welch, Biometrika 1947;34:28 and F. E. Satterthwaite 1946;
L. V. Hedges, J Educ Stat 1981;6:107; INSPECT-SR guidance, checks 4.9 and 4.10.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from triallint.model import Interval, widened

from .effects import Level, se_from_limits
from .functions import absolute, clipped, quotient, sqrt_of, square_of
from .tails import normal_two_sided, t_two_sided


class ArmSummary(NamedTuple):
    """One arm's summary: mean, SD (divisor n - 1) and participants."""

    mean: Interval
    sd: Interval
    n: int


def se_of_mean(sd: Interval, n: int) -> Interval:
    """Standard error of a mean, SD / sqrt(n)."""
    return sqrt_of(square_of(clipped(sd, 0, math.inf)).scaled(Fraction(1, n)))


def sd_from_se(se: Interval, n: int) -> Interval:
    """SD behind a standard error of a mean, SE sqrt(n)."""
    return sqrt_of(square_of(clipped(se, 0, math.inf)).scaled(n))


def se_from_mean_limits(
    lower: Interval, upper: Interval, n: int, level: Level = 95, normal: bool = False
) -> Interval:
    """Standard error behind the limits of a mean: half their distance over t (or z)."""
    return se_from_limits(lower, upper, level, ratio=False, df=None if normal else n - 1)


def se_of_difference(se1: Interval, se2: Interval) -> Interval:
    """Standard error of a difference of independent estimates, sqrt(SE1^2 + SE2^2)."""
    return sqrt_of(square_of(se1) + square_of(se2))


def welch_se(first: ArmSummary, second: ArmSummary) -> Interval:
    """Standard error of a mean difference, sqrt(s1^2/n1 + s2^2/n2)."""
    return se_of_difference(se_of_mean(first.sd, first.n), se_of_mean(second.sd, second.n))


def pooled_sd(first: ArmSummary, second: ArmSummary) -> Interval:
    """SD within both arms, sqrt(((n1 - 1)s1^2 + (n2 - 1)s2^2) / (n1 + n2 - 2))."""
    parts = square_of(first.sd).scaled(first.n - 1) + square_of(second.sd).scaled(second.n - 1)
    return sqrt_of(parts.scaled(Fraction(1, first.n + second.n - 2)))


def student_se(first: ArmSummary, second: ArmSummary) -> Interval:
    """Standard error of a mean difference with equal variances, s_p sqrt(1/n1 + 1/n2)."""
    size = Fraction(1, first.n) + Fraction(1, second.n)
    return sqrt_of(square_of(pooled_sd(first, second)).scaled(size))


def welch_df(first: ArmSummary, second: ArmSummary) -> Interval:
    """Satterthwaite's degrees of freedom over all SDs in the operands.

    They depend on the ratio of the two squared standard errors alone, and peak at n1 + n2 - 2 where
    that ratio is (n1 - 1)/(n2 - 1).
    """
    v1 = square_of(first.sd).scaled(Fraction(1, first.n))
    v2 = square_of(second.sd).scaled(Fraction(1, second.n))
    share = quotient(v1, v2)
    f1, f2 = first.n - 1, second.n - 1

    def df(ratio: float) -> float:
        return f1 if math.isinf(ratio) else (ratio + 1) ** 2 / (ratio * ratio / f1 + 1 / f2)

    ends = df(float(share.lo)), df(float(share.hi))
    peak = share.lo <= Fraction(f1, f2) <= share.hi
    return widened(min(ends), f1 + f2 if peak else max(ends))


def t_test_p(first: ArmSummary, second: ArmSummary, sides: int = 2) -> dict[str, Interval]:
    """P values of a two-sample comparison that rounded means and SDs allow, by test.

    Args:
        first: one arm.
        second: the other.
        sides: 2, or 1 for the one-sided P in the direction observed.

    Returns:
        "Student", "Welch" and "z"; empty where an arm has fewer than two participants.
    """
    if min(first.n, second.n) < 2:
        return {}
    gap = absolute(first.mean - second.mean)
    student, welch = student_se(first, second), welch_se(first, second)
    df, fractional = first.n + second.n - 2, welch_df(first, second)
    found = {
        "Student": _p(gap, student, float(df), float(df)),
        "Welch": _p(gap, welch, float(fractional.lo), float(fractional.hi)),
        "z": _p(gap, welch, math.inf, math.inf),
    }
    return found if sides == 2 else {k: p.scaled(Fraction(1, 2)) for k, p in found.items()}


def _p(gap: Interval, se: Interval, least_df: float, most_df: float) -> Interval:
    # P falls in t and in the degrees of freedom.
    t = quotient(gap, se)
    p = widened(_two_sided(float(t.hi), most_df), _two_sided(float(t.lo), least_df))
    return clipped(p, 0, 1)


def _two_sided(t: float, df: float) -> float:
    return normal_two_sided(t) if math.isinf(df) else t_two_sided(t, df)


def smd(first: ArmSummary, second: ArmSummary) -> dict[str, Interval]:
    """Standardised mean differences by name: Cohen's d, and Hedges' g (exact or usual correction)."""
    d = quotient(first.mean - second.mean, pooled_sd(first, second))
    df = first.n + second.n - 2
    usual = Fraction(4 * df - 4, 4 * df - 1)  # 1 - 3/(4 df - 1)
    exact = math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2) if df > 1 else 0.0
    # The gamma ratio loses digits for large df: widened a thousandfold more than a float step.
    factor = Interval(min(float(usual), exact) * (1 - 1e-9), max(float(usual), exact) * (1 + 1e-9))
    glass = quotient(first.mean - second.mean, clipped(second.sd, 0, math.inf))
    return {"Hedges' g": d.times(factor), "Cohen's d": d, "Glass's delta": glass}


def pre_post_correlation(before: Interval, after: Interval, change: Interval) -> Interval:
    """Correlation that three SDs imply: (s1^2 + s2^2 - s_change^2) / (2 s1 s2).

    Impossible where it lies wholly outside -1 to 1. The whole line where an SD may be zero.
    """
    if min(before.lo, after.lo) <= 0:
        return Interval(-math.inf, math.inf)
    small, large = max(change.lo, Fraction(0)), change.hi
    corners = [(a, b) for a in (before.lo, before.hi) for b in (after.lo, after.hi)]
    highest = max(_correlation(float(a), float(b), float(small)) for a, b in corners)
    points = [(float(a), float(b)) for a, b in corners]
    # Along one SD it has its least value where that SD's square is the difference of the others'.
    for own, other, swapped in ((before, after, False), (after, before, True)):
        for end in (float(other.lo), float(other.hi)):
            square = end * end - float(large) ** 2
            if square > 0 and own.lo <= math.sqrt(square) <= own.hi:
                root = math.sqrt(square)
                points.append((end, root) if swapped else (root, end))
    lowest = min(_correlation(a, b, float(large)) for a, b in points)
    return Interval(lowest - 1e-12, highest + 1e-12)


def _correlation(a: float, b: float, change: float) -> float:
    return (a * a + b * b - change * change) / (2 * a * b)


def combined_mean(groups: Sequence[tuple[Interval, int]]) -> Interval:
    """Mean of all from exhaustive groups' means and sizes, sum(n m) / sum(n); exact."""
    total = sum((mean.scaled(n) for mean, n in groups), Interval.exactly(0))
    return total.scaled(Fraction(1, sum(n for _, n in groups)))


def combined_sd(groups: Sequence[ArmSummary]) -> Interval:
    """SD of all from exhaustive groups: squares within plus squares between, over N - 1.

    The squares between are sum over pairs of n_i n_j (m_i - m_j)^2 / N; each pair is bounded on its own,
    so the result holds all that the groups allow and somewhat more.
    """
    n = sum(group.n for group in groups)
    within = sum((square_of(g.sd).scaled(g.n - 1) for g in groups), Interval.exactly(0))
    between = Interval.exactly(0)
    for i, one in enumerate(groups):
        for other in groups[:i]:
            gap = square_of(one.mean - other.mean)
            between = between + gap.scaled(Fraction(one.n * other.n, n))
    return sqrt_of((within + between).scaled(Fraction(1, n - 1)))
