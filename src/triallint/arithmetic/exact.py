"""Exact tests on counts: Fisher's test with its variants, McNemar's exact test, exact odds ratio limits.

Sources: R. A. Fisher, The Design of Experiments 1935; H. O. Lancaster, JASA 1961;56:223 (mid-P);
J. Cornfield 1956 and D. G. Thomas, Applied Statistics 1971;20:105 (exact limits of the odds ratio);
M. P. Fay, Biostatistics 2010;11:373 (two-sided variants); F. Mosteller 1952 (McNemar, exact).
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .special import binomial_density, crossing

#: Tables as likely as the observed one up to this factor count as equally likely (as R does).
_TIE = 1 + 1e-7
#: Above this many possible tables the exact limits equal the Wald ones to print, and are not computed.
MOST_TABLES = 20_000


class Margins(NamedTuple):
    """What Fisher's test holds fixed: events in arm 1 given both arm sizes and all events."""

    n1: int
    n2: int
    events: int

    @property
    def lowest(self) -> int:
        """The fewest events arm 1 can have."""
        return max(0, self.events - self.n2)

    @property
    def highest(self) -> int:
        """The most events arm 1 can have."""
        return min(self.n1, self.events)

    def probability(self, a: int) -> float:
        """Hypergeometric probability of `a` events in arm 1 (Loader's product of three binomials)."""
        if not self.lowest <= a <= self.highest:
            return 0.0
        n, k = self.n1 + self.n2, self.events
        p, q = k / n, (n - k) / n
        return (
            binomial_density(a, self.n1, p, q)
            * binomial_density(k - a, self.n2, p, q)
            / binomial_density(k, n, p, q)
        )

    def upper(self, a: int) -> float:
        """P(A >= a): terms added outwards from `a`, so a far tail keeps its digits."""
        if a <= self.lowest:
            return 1.0
        if a * (self.n1 + self.n2) < self.n1 * self.events:
            return 1 - self.lower(a - 1)
        total = term = self.probability(a)
        while a < self.highest and term > total * 1e-17:
            term *= (self.n1 - a) * (self.events - a) / ((a + 1) * (self.n2 - self.events + a + 1))
            total += term
            a += 1
        return min(total, 1.0)

    def lower(self, a: int) -> float:
        """P(A <= a)."""
        if a >= self.highest:
            return 1.0
        if a * (self.n1 + self.n2) > self.n1 * self.events:
            return 1 - self.upper(a + 1)
        total = term = self.probability(a)
        while a > self.lowest and term > total * 1e-17:
            term *= a * (self.n2 - self.events + a) / ((self.n1 - a + 1) * (self.events - a + 1))
            total += term
            a -= 1
        return min(total, 1.0)

    def opposite(self, a: int) -> float:
        """P of the tables on the other side of the mode that are no likelier than `a` is."""
        limit = self.probability(a) * _TIE
        mode = (self.n1 + 1) * (self.events + 1) // (self.n1 + self.n2 + 2)
        if a < mode:
            low, high = mode, self.highest + 1
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if self.probability(middle) <= limit else (middle + 1, high)
            return self.upper(low) if low <= self.highest else 0.0
        low, high = self.lowest - 1, min(mode, a - 1)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.probability(middle) <= limit else (low, middle - 1)
        return self.lower(low) if low >= self.lowest else 0.0


@lru_cache(maxsize=65536)
def fisher(a: int, n1: int, c: int, n2: int) -> dict[str, float]:
    """P values of Fisher's exact test of a/n1 against c/n2.

    Returns:
        "fisher" (two-sided: tables no likelier than the observed), "fisher central" (twice the smaller
        tail), "fisher mid-P" (two-sided, half the weight of equally likely tables), "fisher central
        mid-P", and the one-sided "fisher upper" (arm 1 has more) and "fisher lower" (fewer).
    """
    margins = Margins(n1, n2, a + c)
    upper, lower, point = margins.upper(a), margins.lower(a), margins.probability(a)
    mode = (n1 + 1) * (a + c + 1) // (n1 + n2 + 2)
    near = lower if a < mode else upper
    likelier = point >= margins.probability(mode) / _TIE
    two_sided = 1.0 if likelier else min(1.0, near + margins.opposite(a))
    return {
        "fisher": two_sided,
        "fisher central": min(1.0, 2 * min(upper, lower)),
        "fisher mid-P": two_sided - point / 2,
        "fisher central mid-P": min(1.0, 2 * (min(upper, lower) - point / 2)),
        "fisher upper": upper,
        "fisher lower": lower,
    }


class _Ladder:
    """Weights of all tables relative to the observed one, at any odds ratio.

    Neighbouring weights differ by the odds ratio times a factor that falls with the count, so the
    weights have one peak: if they overflow on one side they vanish on the other.
    """

    def __init__(self, margins: Margins, a: int) -> None:
        n1, n2, events = margins
        factors = [
            (n1 - k) * (events - k) / ((k + 1) * (n2 - events + k + 1))
            for k in range(margins.lowest, margins.highest)
        ]
        self.up = factors[a - margins.lowest :]
        self.down = [1 / factor for factor in reversed(factors[: a - margins.lowest])]

    def sums(self, log_or: float) -> tuple[float, float, float, float]:
        """Weight above and below the observed count, and the same times the distance from it."""
        above, far_above = _climb(self.up, math.exp(log_or))
        below, far_below = _climb(self.down, math.exp(-log_or))
        return above, below, far_above, far_below

    def tail(self, log_or: float, upper: bool, own: float) -> float:
        """P of the counts above (or below) the observed one and `own` times its own."""
        above, below, _, _ = self.sums(log_or)
        wanted = above if upper else below
        return 1.0 if math.isinf(wanted) else (wanted + own) / (above + below + 1)

    def lean(self, log_or: float) -> float:
        """Expected minus observed count, up to a positive factor."""
        above, below, far_above, far_below = self.sums(log_or)
        if math.isinf(above) or math.isinf(below):
            return 1.0 if math.isinf(above) else -1.0
        return (far_above - far_below) / (above + below + 1)


def _climb(factors: list[float], odds: float) -> tuple[float, float]:
    term, total, far = 1.0, 0.0, 0.0
    for distance, factor in enumerate(factors, 1):
        step = factor * odds
        term *= step
        total += term
        far += distance * term
        if step < 1 and term < total * 1e-18:
            break
    return (total, far) if far < 1e300 else (math.inf, math.inf)


def _solve(function: Callable[[float], float], start: float) -> float:
    # An increasing function of the log odds ratio: widen the bracket until it changes sign.
    low, high, step = start - 1, start + 1, 1.0
    while function(low) > 0 and low > -300:
        low, step = low - step, 2 * step
    step = 1.0
    while function(high) < 0 and high < 300:
        high, step = high + step, 2 * step
    return math.exp(crossing(function, low, high))


@lru_cache(maxsize=4096)
def exact_odds_ratio(
    a: int, n1: int, c: int, n2: int, alpha: float, mid_p: bool = False
) -> tuple[float, float, float] | None:
    """Conditional odds ratio (maximum likelihood) and its exact limits, each at error `alpha` / 2.

    Args:
        a: events in arm 1 of `n1`.
        n1: size of arm 1.
        c: events in arm 2 of `n2`.
        n2: size of arm 2.
        alpha: two-sided error, 0.05 for a 95% interval.
        mid_p: whether the observed table counts by half (Mehta & Walsh 1992).

    Returns:
        Estimate, lower and upper limit; None where there are more than `MOST_TABLES` tables or only one.
    """
    margins = Margins(n1, n2, a + c)
    if not 0 < margins.highest - margins.lowest <= MOST_TABLES:
        return None
    ladder, own = _Ladder(margins, a), 0.5 if mid_p else 1.0
    # Half added to each cell gives a start inside the range, whatever is empty.
    start = math.log((a + 0.5) * (n2 - c + 0.5) / ((c + 0.5) * (n1 - a + 0.5)))
    value, low, high = math.nan, 0.0, math.inf
    if a == margins.lowest:
        value = 0.0
    else:
        low = _solve(lambda x: ladder.tail(x, True, own) - alpha / 2, start - 1)
    if a == margins.highest:
        value = math.inf
    else:
        high = _solve(lambda x: alpha / 2 - ladder.tail(x, False, own), start + 1)
    return _solve(ladder.lean, start) if math.isnan(value) else value, low, high
