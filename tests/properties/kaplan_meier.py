"""Survival analysis of simulated data, written apart from the product: Kaplan-Meier, log-rank, Cox."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass
class Arm:
    """Observed times and whether each ended in an event, with the Kaplan-Meier curve of them."""

    time: Array
    event: Array

    def __post_init__(self) -> None:
        order = np.argsort(self.time)
        self.time, self.event = self.time[order], self.event[order]
        self.moments, deaths = np.unique(self.time[self.event > 0], return_counts=True)
        self.deaths = deaths.astype(float)
        self.risk = len(self.time) - np.searchsorted(self.time, self.moments).astype(float)
        self.curve = np.cumprod(1 - self.deaths / self.risk)
        left = np.where(self.risk > self.deaths, self.risk - self.deaths, np.inf)
        self.jumps = self.deaths / (self.risk * left)

    def at_risk(self, t: float) -> int:
        return int((self.time >= t).sum())

    def events_by(self, t: float) -> int:
        return int(self.deaths[self.moments <= t].sum())

    def censored_by(self, t: float) -> int:
        return int(((self.time < t) & (self.event == 0)).sum())

    def survival(self, t: float) -> tuple[float, float]:
        """S(t) and its Greenwood standard error."""
        passed = int(np.searchsorted(self.moments, t, side="right"))
        if not passed:
            return 1.0, 0.0
        survival = float(self.curve[passed - 1])
        return survival, survival * math.sqrt(float(self.jumps[:passed].sum()))

    def median(self) -> float | None:
        """The first time at which S falls to one half or below."""
        below = np.nonzero(self.curve <= 0.5)[0]
        return float(self.moments[below[0]]) if len(below) else None

    def median_limits(self, z: float) -> tuple[float | None, float | None, float | None]:
        """The median between its limits: the times at which S and its log-log limits fall to one half."""
        lower = upper = None
        for t in self.moments:
            s, se = self.survival(float(t))
            lo, hi = limits(s, se, z, "log-log") if 0 < s < 1 else (s, s)
            lower = float(t) if lower is None and lo <= 0.5 else lower
            if hi <= 0.5:
                upper = float(t)
                break
        return lower, self.median(), upper

    def rmst(self, tau: float) -> tuple[float, float]:
        """Area under S up to tau, and its standard error."""
        early = self.moments < tau
        edges = np.concatenate([[0.0], self.moments[early], [tau]])
        heights = np.concatenate([[1.0], self.curve[early]])
        pieces = heights * np.diff(edges)
        after = pieces[::-1].cumsum()[::-1][1:]
        return float(pieces.sum()), math.sqrt(float((after**2 * self.jumps[early]).sum()))


def simulate(rng: np.random.Generator, n: int, rate: float, horizon: float) -> Arm:
    """Exponential event times, uniform entry, administrative censoring."""
    event_time = rng.exponential(1 / rate, n)
    censor_time = rng.uniform(horizon * 0.3, horizon, n)
    return Arm(np.minimum(event_time, censor_time), (event_time <= censor_time).astype(float))


def with_relapse(rng: np.random.Generator, arm: Arm, rate: float) -> Arm:
    """The same participants until relapse or death, whichever comes first."""
    relapse = rng.exponential(1 / rate, len(arm.time))
    return Arm(np.minimum(arm.time, relapse), np.where(relapse < arm.time, 1.0, arm.event))


def observed_less_expected(a: Arm, b: Arm) -> tuple[float, float]:
    """O - E of the first arm and its variance, as the log-rank test has them."""
    moments = np.union1d(a.moments, b.moments)
    na, nb = _risk(a, moments), _risk(b, moments)
    da, db = _deaths(a, moments), _deaths(b, moments)
    n, d = na + nb, da + db
    several = n > 1
    variance = (d * na * nb * (n - d))[several] / (n * n * (n - 1))[several]
    return float((da - d * na / n).sum()), float(variance.sum())


def _risk(arm: Arm, moments: Array) -> Array:
    return (len(arm.time) - np.searchsorted(arm.time, moments)).astype(float)


def _deaths(arm: Arm, moments: Array) -> Array:
    found = np.zeros(len(moments))
    found[np.searchsorted(moments, arm.moments)] = arm.deaths
    return found


def cox(a: Arm, b: Arm) -> tuple[float, float]:
    """ln HR of a against b and its standard error (Newton on the partial likelihood, Breslow ties)."""
    moments = np.concatenate([a.time[a.event > 0], b.time[b.event > 0]])
    in_a = np.concatenate([np.ones(int(a.event.sum())), np.zeros(int(b.event.sum()))])
    na, nb = _risk(a, moments), _risk(b, moments)
    beta = 0.0
    for _ in range(50):
        share = na * math.exp(beta) / (na * math.exp(beta) + nb)
        information = float((share * (1 - share)).sum())
        step = float((in_a - share).sum()) / information
        beta += max(-1.0, min(1.0, step))
        if abs(step) < 1e-10:
            break
    return beta, 1 / math.sqrt(information)


def limits(s: float, se: float, z: float, scale: str) -> tuple[float, float]:
    """A confidence interval of S on one of the usual scales, clipped to 0..1."""
    if scale == "plain":
        lo, hi = s - z * se, s + z * se
    elif scale == "log":
        lo, hi = s * math.exp(-z * se / s), s * math.exp(z * se / s)
    elif scale == "log-log":
        spread = z * se / (s * abs(math.log(s)))
        lo, hi = s ** math.exp(spread), s ** math.exp(-spread)
    elif scale == "logit":
        centre, spread = math.log(s / (1 - s)), z * se / (s * (1 - s))
        lo, hi = (1 / (1 + math.exp(-(centre + side * spread))) for side in (-1, 1))
    else:
        centre, spread = math.asin(math.sqrt(s)), z * se / (2 * math.sqrt(s * (1 - s)))
        lo = math.sin(max(0.0, centre - spread)) ** 2
        hi = math.sin(min(math.pi / 2, centre + spread)) ** 2
    return max(0.0, lo), min(1.0, hi)
