"""Effects, intervals and P values from two arms' counts: a of n1 against c of n2.

Sources: Cochrane Handbook, section 6.4; Woolf 1955; Katz 1978; Peto (Yusuf 1985); R. G. Newcombe, Stat Med
1998;17:873; A. Agresti & B. Caffo, Am Stat 2000;54:280; O. Miettinen & M. Nurminen, Stat Med 1985;4:213;
O. Miettinen, Am J Epidemiol 1976;103:226 (test-based); P values: K. Pearson 1900; F. Yates 1934;
E. S. Pearson 1947 and I. Campbell, Stat Med 2007;26:3661 (N - 1); S. S. Wilks 1935 (likelihood ratio).
"""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from triallint.model import Interval, widened

from .derived import se_log_or, se_log_rr, se_risk_difference
from .effects import Level, critical_value
from .exact import exact_odds_ratio, fisher
from .functions import exp
from .score import score_limits
from .tails import chi2_sf, normal_two_sided


class TwoByTwo(NamedTuple):
    """Two arms: `a` of `n1` and `c` of `n2` had the event."""

    a: int
    n1: int
    c: int
    n2: int

    @property
    def possible(self) -> bool:
        """Whether both arms have participants, and no more events than those."""
        return 0 <= self.a <= self.n1 and 0 <= self.c <= self.n2 and self.n1 > 0 < self.n2

    @property
    def swapped(self) -> "TwoByTwo":
        """The same table with the arms exchanged."""
        return TwoByTwo(self.c, self.n2, self.a, self.n1)

    @property
    def complement(self) -> "TwoByTwo":
        """The same table counting those without the event."""
        return TwoByTwo(self.n1 - self.a, self.n1, self.n2 - self.c, self.n2)


class EffectEstimate(NamedTuple):
    """An effect with limits as one method gives them (proportions, not percents, for RD)."""

    method: str
    value: Interval
    lower: Interval
    upper: Interval

    def fits(self, value: Interval | None, lower: Interval | None, upper: Interval | None) -> bool:
        """Whether every reported interval given meets its recomputed one."""
        pairs = ((value, self.value), (lower, self.lower), (upper, self.upper))
        return all(reported is None or reported.meets(own) for reported, own in pairs)


def risk(a: int, n: int) -> Fraction:
    """Exact proportion a/n."""
    return Fraction(a, n)


def point_estimate(table: TwoByTwo, measure: str) -> Fraction | float | None:
    """Exact OR, RR or RD (proportion); infinite by a zero below; None where it is 0/0 or unknown."""
    a, n1, c, n2 = table
    if measure == "RD":
        return risk(a, n1) - risk(c, n2)
    parts = {"RR": (a * n2, c * n1), "OR": (a * (n2 - c), c * (n1 - a))}
    if measure not in parts or parts[measure] == (0, 0):
        return None
    above, below = parts[measure]
    return Fraction(above, below) if below else math.inf


def effect_estimates(
    table: TwoByTwo, measure: str, level: Level = 95, sides: int = 2
) -> Iterator[EffectEstimate]:
    """OR, RR or RD with limits by every defensible method, the commonest first, costly ones last.

    A reported interval contradicts its counts only where none of these fits. Nothing is yielded for
    an impossible table or another measure.
    """
    if not table.possible:
        return
    z = critical_value(level, sides)
    if measure == "RD":
        yield from _differences(table, z)
    elif measure in ("OR", "RR"):
        yield from _wald_ratios(table, measure, z)
        yield from _other_ratios(table, measure, z)
    if measure == "OR":
        yield from _exact_ratios(table, float((1 - Fraction(level) / 100) * 2 / sides))
    value = point_estimate(table, measure)
    if measure in ("RD", "RR") and value is not None:
        low, high = score_limits(*table, measure, z)
        yield _estimated("score (Miettinen-Nurminen)", value, low, high, slack=1e-9)


def _estimated(
    method: str, value: Fraction | float, low: float, high: float, slack: float = 0.0
) -> EffectEstimate:
    middle = Interval(value, value) if isinstance(value, Fraction) else widened(value, value)
    # A limit is a difference of floats: near zero a relative margin is none, so an absolute one too.
    below, above = abs(low) * slack + 1e-14, abs(high) * slack + 1e-14
    return EffectEstimate(method, middle, _around(low, below), _around(high, above))


def _around(value: float, margin: float) -> Interval:
    return widened(value, value) if math.isinf(value) else widened(value - margin, value + margin)


def _log_wald(method: str, value: Fraction | float, se: float, z: float) -> EffectEstimate:
    middle = math.log(value)
    return _estimated(method, value, exp(middle - z * se), exp(middle + z * se))


def _wald_ratios(table: TwoByTwo, measure: str, z: float) -> Iterator[EffectEstimate]:
    a, n1, c, n2 = table
    value = point_estimate(table, measure)
    if value and not math.isinf(value):
        se = se_log_or(*table) if measure == "OR" else se_log_rr(*table)
        if not math.isinf(se):
            yield _log_wald("Wald", value, se, z)
    # Half added to each cell: by most programs only where a cell is empty, by some (Gart) always.
    half = Fraction(1, 2)
    e1, f1, e2, f2 = a + half, n1 - a + half, c + half, n2 - c + half
    if measure == "OR":
        yield _log_wald(
            "Wald, 0.5 added", e1 * f2 / (e2 * f1), math.sqrt(1 / e1 + 1 / f1 + 1 / e2 + 1 / f2), z
        )
        return
    for method, more in (("Wald, 0.5 added", 1), ("Wald, 0.5 added to events and totals", half)):
        m1, m2 = n1 + more, n2 + more
        variance = max(1 / e1 - 1 / m1 + 1 / e2 - 1 / m2, Fraction(0))
        yield _log_wald(method, e1 * m2 / (e2 * m1), math.sqrt(variance), z)


def _other_ratios(table: TwoByTwo, measure: str, z: float) -> Iterator[EffectEstimate]:
    value = point_estimate(table, measure)
    chi2 = p_statistics(table).get("pearson", 0.0)
    if value and not math.isinf(value) and chi2 > 0:
        yield _log_wald("test-based", value, abs(math.log(value)) / math.sqrt(chi2), z)
    if measure == "OR":
        difference, variance = peto_parts(table)
        if variance > 0:
            middle, half = difference / variance, z / math.sqrt(variance)
            yield _estimated("Peto", exp(middle), exp(middle - half), exp(middle + half))


def peto_parts(table: TwoByTwo) -> tuple[Fraction, Fraction]:
    """Observed minus expected events of arm 1 and the hypergeometric variance; ln OR = (O - E)/V."""
    a, n1, c, n2 = table
    n, events = n1 + n2, a + c
    if n < 2:
        return Fraction(0), Fraction(0)
    return a - Fraction(n1 * events, n), Fraction(n1 * n2 * events * (n - events), n * n * (n - 1))


def _exact_ratios(table: TwoByTwo, alpha: float) -> Iterator[EffectEstimate]:
    sample = point_estimate(table, "OR")
    for method, mid_p in (("exact", False), ("exact mid-P", True)):
        limits = exact_odds_ratio(*table, alpha, mid_p)
        if limits is None:
            return
        conditional, low, high = limits
        for kind, value in (("", sample), (" (conditional)", conditional)):
            if value is not None:
                yield _estimated(method + kind, value, low, high, slack=1e-9)


def _differences(table: TwoByTwo, z: float) -> Iterator[EffectEstimate]:
    a, n1, c, n2 = table
    p1, p2 = risk(a, n1), risk(c, n2)
    value, middle = p1 - p2, float(p1 - p2)
    half = z * se_risk_difference(*table)
    yield _estimated("Wald", value, middle - half, middle + half)
    (l1, u1), (l2, u2) = wilson_limits(a, n1, z), wilson_limits(c, n2, z)
    x1, x2 = float(p1), float(p2)
    yield _estimated(
        "Newcombe", value, middle - math.hypot(x1 - l1, u2 - x2), middle + math.hypot(u1 - x1, x2 - l2)
    )
    more = half + float(Fraction(1, 2 * n1) + Fraction(1, 2 * n2))
    yield _estimated("Wald, continuity corrected", value, middle - more, middle + more)
    m1, m2 = n1 + 2, n2 + 2
    centre = float(Fraction(a + 1, m1) - Fraction(c + 1, m2))
    spread = z * se_risk_difference(a + 1, m1, c + 1, m2)
    yield _estimated("Agresti-Caffo", value, centre - spread, centre + spread)


def wilson_limits(x: int, n: int, z: float) -> tuple[float, float]:
    """Wilson's score limits of x/n (1927), at `z` standard errors."""
    p, z2 = x / n, z * z
    centre, half = p + z2 / (2 * n), z * math.sqrt((p * (1 - p) + z2 / (4 * n)) / n)
    return max(0.0, (centre - half) / (1 + z2 / n)), min(1.0, (centre + half) / (1 + z2 / n))


def p_statistics(table: TwoByTwo) -> dict[str, float]:
    """Chi-squared statistics (one degree of freedom) by name: pearson, yates, n-1, likelihood ratio."""
    a, n1, c, n2 = table
    n, events = n1 + n2, a + c
    spread = n1 * n2 * events * (n - events)
    if not spread:
        return {}
    cross = abs(a * n2 - c * n1)
    pearson = float(Fraction(n * cross * cross, spread))
    reduced = max(0, 2 * cross - n)
    cells = ((a, n1, events), (n1 - a, n1, n - events), (c, n2, events), (n2 - c, n2, n - events))
    ratio = 2 * sum(o * math.log(o * n / (row * column)) for o, row, column in cells if o)
    return {
        "pearson": pearson,
        "yates": float(Fraction(n * reduced * reduced, 4 * spread)),
        "n-1": pearson * (n - 1) / n,
        "likelihood ratio": max(ratio, 0.0),
    }


def table_p_values(table: TwoByTwo, sides: int = 2) -> dict[str, float]:
    """P values by every defensible test, by name; a reported P is wrong only outside all of them.

    Args:
        table: the counts.
        sides: 2, or 1 for the one-sided P in the direction observed.

    Returns:
        Names to P: pearson (also the pooled z test), yates, n-1, likelihood ratio, fisher, fisher central,
        fisher mid-P, fisher central mid-P, wald log OR, wald log RR, wald RD. Only the Fisher tests
        where no one or everyone has the event; empty for an impossible table.
    """
    if not table.possible:
        return {}
    found = {name: chi2_sf(x, 1) for name, x in p_statistics(table).items()}
    for name, measure, error in (("OR", "OR", se_log_or), ("RR", "RR", se_log_rr)):
        value, se = point_estimate(table, measure), error(*table)
        if value and 0 < se < math.inf:
            found[f"wald log {name}"] = normal_two_sided(math.log(value) / se)
    se = se_risk_difference(*table)
    if se > 0:
        found["wald RD"] = normal_two_sided(float(point_estimate(table, "RD") or 0) / se)
    exact = fisher(*table)
    upper, lower = exact["fisher upper"], exact["fisher lower"]
    if sides == 2:
        two = {k: p for k, p in exact.items() if k not in ("fisher upper", "fisher lower")}
        return found | two
    halves = {name: p / 2 for name, p in found.items()}
    return halves | {"fisher": min(upper, lower), "fisher mid-P": exact["fisher central mid-P"] / 2}


def table_readings(table: TwoByTwo, measure: str) -> Iterator[tuple[str, TwoByTwo, str]]:
    """Other readings of the same counts: words, the table to recompute from, the measure.

    In the order to offer them: arms swapped (the reciprocal of a ratio), the other label, those
    without the event, and pairs of these.
    """
    other = {"OR": "RR", "RR": "OR"}.get(measure)
    swap = "with the arms swapped" if measure == "RD" else "as the reciprocal (arms swapped)"
    yield swap, table.swapped, measure
    if other:
        yield f"as {_named(other)} labelled {measure}", table, other
    if measure != "OR":  # the odds ratio of the complement is the reciprocal
        yield "for those without the event", table.complement, measure
        yield "for those without the event, arms swapped", table.complement.swapped, measure
    if other:
        yield f"as the reciprocal of {_named(other)}", table.swapped, other


def _named(measure: str) -> str:
    return "an odds ratio" if measure == "OR" else "a risk ratio"
