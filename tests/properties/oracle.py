"""An independent judge: by brute force, can a row still be true? Shares no code with the product.

Each judge lists the ways in which true numbers could have printed what stands in the row. Where there
is none, the defect is detectable, and a check must find it; what the judge cannot exclude, no check
could know.
"""

import itertools
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Decimal,
)

import numpy as np
from scipy import stats

ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR)
GRID = 25


def plain(text: str) -> str:
    """A printed number in Python's own spelling."""
    return text.replace("\u2212", "-").replace("\u00b7", ".").replace(",", "")


def decimals(text: str) -> int:
    return len(plain(text).partition(".")[2])


def box(text: str) -> np.ndarray:
    """Evenly spaced values that round to `text`, its ends included."""
    half = 0.5 * 10.0 ** -decimals(text)
    value = float(plain(text))
    return np.linspace(value - half, value + half, GRID)


def percent_is_impossible(events: str, total: str, percent: str) -> bool:
    """Whether no usual rounding of events/total prints this percent."""
    a, n, d = int(plain(events)), int(plain(total)), decimals(percent)
    if a > n:
        return True
    exact = Decimal(100 * a * 10**d) / Decimal(n)
    prints = {exact.quantize(Decimal(1), mode).scaleb(-d) for mode in ROUNDINGS}
    return Decimal(plain(percent)) not in prints


def sum_is_impossible(parts: list[str], total: str) -> bool:
    return sum(int(plain(part)) for part in parts) != int(plain(total))


def order_is_impossible(lower: str, upper: str) -> bool:
    """Whether every value of the lower limit is above every value of the upper."""
    return not any(lo <= hi for lo, hi in itertools.product(box(lower), box(upper)))


def place_is_impossible(value: str, lower: str, upper: str) -> bool:
    """Whether no true estimate lies between any true limits."""
    lo, hi, inside = box(lower).min(), box(upper).max(), box(value)
    return lo > hi or not ((inside >= lo) & (inside <= hi)).any()


def middle_is_impossible(value: str, lower: str, upper: str, *, ratio: bool) -> bool:
    """Whether a Wald estimate cannot be the middle of its own interval (the log scale for ratios)."""
    lo, hi = np.meshgrid(box(lower), box(upper))
    if ratio:
        if lo.min() <= 0:
            return False
        middles = np.sqrt(lo * hi)
    else:
        middles = (lo + hi) / 2
    estimates = box(value)
    slack = 1e-9 * max(1.0, float(np.abs(middles).max()))
    return bool(middles.max() < estimates.min() - slack or middles.min() > estimates.max() + slack)


def p_is_impossible(row: dict[str, str], *, ratio: bool) -> bool:
    """Whether no Wald interval that prints like this has a P that prints like that."""
    lo, hi, estimates = (box(row[name]) for name in ("ci_lower", "ci_upper", "value"))
    if ratio and (lo.min() <= 0 or estimates.min() <= 0):
        return False
    scale = np.log if ratio else (lambda x: x)
    z_level = stats.norm.ppf(0.5 + float(row["ci_level"]) / 200)
    low, high = np.meshgrid(scale(lo), scale(hi))
    errors = (high - low) / (2 * z_level)
    if errors.min() <= 0:
        return False
    z = np.abs(scale(estimates))[:, None, None] / errors
    p = 2 * stats.norm.sf(z)
    reachable = [(p.min(), p.max())]
    if estimates.min() < (1 if ratio else 0) < estimates.max():
        reachable = [(p.min(), 1.0)]
    if row.get("p_sides") == "1":
        ((least, most),) = reachable
        reachable = [(least / 2, most / 2), (1 - most / 2, 1 - least / 2)]
    least_printed, most_printed = p_box(row["p_value"])
    return not any(least <= most_printed and most >= least_printed for least, most in reachable)


def p_box(text: str) -> tuple[float, float]:
    """The values that a printed P stands for."""
    body = plain(text)
    if body.startswith("<"):
        return 0.0, float(body[1:])
    if "x10" in body:
        mantissa, _, exponent = body.partition("x10")
        half = 0.5 * 10.0 ** -decimals(mantissa)
        factor = 10.0 ** float(exponent)
        return (float(mantissa) - half) * factor, (float(mantissa) + half) * factor
    half = 0.5 * 10.0 ** -decimals(body)
    return float(body) - half, float(body) + half
