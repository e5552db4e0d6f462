"""Score limits of a risk difference or risk ratio (Miettinen & Nurminen 1985; Koopman 1984).

Sources: O. Miettinen & M. Nurminen, Stat Med 1985;4:213; P. A. R. Koopman, Biometrics 1984;40:513;
closed forms of the restricted estimates: C. P. Farrington & G. Manning, Stat Med 1990;9:1447.
"""

import math
from functools import lru_cache

from .special import crossing


@lru_cache(maxsize=4096)
def score_limits(a: int, n1: int, c: int, n2: int, measure: str, z: float) -> tuple[float, float]:
    """Limits where the score statistic, with Miettinen and Nurminen's N/(N - 1), equals `z`.

    Args:
        a: events of arm 1 of `n1`.
        n1: size of arm 1.
        c: events of arm 2 of `n2`.
        n2: size of arm 2.
        measure: "RD" (a proportion) or "RR".
        z: critical value.
    """

    def difference(d: float) -> float:
        return -_z_difference(a, n1, c, n2, d)

    def ratio(log_rr: float) -> float:
        return -_z_ratio(a, n1, c, n2, math.exp(log_rr))

    if measure == "RD":
        edge = 1 - 1e-12
        return (
            crossing(lambda d: difference(d) + z, -edge, edge),
            crossing(lambda d: difference(d) - z, -edge, edge),
        )
    low = 0.0 if a == 0 else math.exp(crossing(lambda x: ratio(x) + z, -40.0, 40.0))
    high = math.inf if c == 0 else math.exp(crossing(lambda x: ratio(x) - z, -40.0, 40.0))
    return low, high


def _z_difference(a: int, n1: int, c: int, n2: int, d: float) -> float:
    p1, p2 = a / n1, c / n2
    theta = n2 / n1
    k3 = 1 + theta
    k2 = -(1 + theta + p1 + theta * p2 + d * (theta + 2))
    k1 = d * d + d * (2 * p1 + theta + 1) + p1 + theta * p2
    k0 = -p1 * d * (1 + d)
    v = k2**3 / (27 * k3**3) - k1 * k2 / (6 * k3 * k3) + k0 / (2 * k3)
    u = math.copysign(math.sqrt(max(k2 * k2 / (9 * k3 * k3) - k1 / (3 * k3), 0.0)), v)
    w = (math.pi + math.acos(min(1.0, max(-1.0, v / u**3 if u else 0.0)))) / 3
    r1 = min(1.0, max(0.0, d, 2 * u * math.cos(w) - k2 / (3 * k3)))
    r2 = min(1.0, max(0.0, r1 - d))
    return _standardised(p1 - p2 - d, r1, n1, r2, n2, 1.0)


def _z_ratio(a: int, n1: int, c: int, n2: int, ratio: float) -> float:
    n = n1 + n2
    k2, k1, k0 = n * ratio, -(n1 * ratio + a + n2 + c * ratio), a + c
    root = math.sqrt(max(k1 * k1 - 4 * k2 * k0, 0.0))
    r2 = min(1.0, 2 * k0 / (-k1 + root))
    r1 = min(1.0, r2 * ratio)
    return _standardised(a / n1 - ratio * c / n2, r1, n1, r2, n2, ratio)


def _standardised(gap: float, r1: float, n1: int, r2: float, n2: int, ratio: float) -> float:
    n = n1 + n2
    variance = (r1 * (1 - r1) / n1 + ratio * ratio * r2 * (1 - r2) / n2) * n / (n - 1)
    return gap / math.sqrt(variance) if variance > 0 else math.copysign(1e9 if gap else 0.0, gap)
