"""The standard error of a survival estimate and its confidence interval say the same.

Both are made from one Greenwood variance, so either gives the other; where they disagree, one was copied
from a neighbour or has a slipped digit.

SE = (g(U) - g(L)) / (2 z |g'(S)|), where g is the scale of the interval (plain, log, log-log, logit or
arcsine): every scale that the three figures fit is tried, with every value behind them. Another level
than the stated one is offered where it fits. A blank level is read as 95 % and gives an info.

Source: M. Greenwood 1926; O. Borgan & K. Liestol, Scand J Stat 1990;17:35 (delta method on each scale).

Bad:

    estimates
    report_id | measure  | value | se   | ci_level | ci_lower | ci_upper | unit
    R1        | survival | 81.6  | 7.50 | 95       | 60.8     | 92.0     | percent <- se
    R2        | survival | 81.6  | 7.62 | 95       | 60.8     | 92.0     | percent <- se
    R3        | survival | 81.6  | 5.7  | 95       | 60.8     | 92.0     | percent <- se
    R4        | survival | 81.6  | 7.50 |          | 60.8     | 92.0     | percent <- se (info)
    R5        | survival | 70.0  | 6.0  | 95       | 60.1     | 79.9     | percent <- se

Good, on the edges of rounding:

    estimates
    report_id | measure  | value | se    | ci_level | ci_lower | ci_upper | unit
    R1        | survival | 81.6  | 7.51  | 95       | 60.8     | 92.0     | percent
    R2        | survival | 81.6  | 7.61  | 95       | 60.8     | 92.0     | percent
    R3        | survival | 0.816 | 0.075 | 95       | 0.608    | 0.920    | proportion
    R4        | survival | 70.0  | 6.0   | 90       | 60.1     | 79.9     | percent
    R5        | survival | 70    | 5.5   | 95       | 60       | 80       | percent

Skipped, where the limits fit no scale or the error is on another:

    estimates
    report_id | measure  | value | se   | se_scale | ci_level | ci_lower | ci_upper | unit
    R1        | survival | 81.6  | 7.5  |          | 95       | 61.8     | 92.0     | percent
    R2        | survival | 81.6  | 0.09 | log      | 95       | 60.8     | 92.0     | percent
"""

from triallint.kit import (
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Reported,
    check,
    is_survival,
    level_of,
    scales_of,
    se_of_survival,
    share,
    span_of,
    whole_of,
)

_CAUSES = ("survival_is_0_to_100_percent", "limits_are_in_order", "estimate_lies_in_its_interval")


def _has_both(row: Estimate) -> bool:
    return is_survival(row) and row.is_printed and bool(row.se) and bool(row.ci_lower) and bool(row.ci_upper)


@check(severity="warning", applies=_has_both, unless=_CAUSES)
def problems(estimate: Estimate) -> Problems:
    """Yield where the printed error is none of those behind the limits."""
    if estimate.raw("se_scale") == "log":
        raise CannotLook("the standard error is on the log scale")
    scales = scales_of(estimate)
    if not scales:
        raise CannotLook("the survival interval fits no scale")
    level = level_of(estimate)
    printed = share(estimate, estimate.se)
    found = [_behind(estimate, scale, float(level.value * 100)) for scale in scales]
    if any(printed.meets(se) for se in found):
        return None
    others = [text for text in ("90", "95", "99", "68.27") if _fits(estimate, scales, float(text))]
    ranges = " or ".join(span_of(se.scaled(whole_of(estimate))) for se in found)
    yield Problem(
        estimate.se,
        f"limits {estimate.ci_lower} to {estimate.ci_upper} come from a standard error of {ranges}, "
        f"printed {estimate.se}",
        also=[estimate.ci_lower, estimate.ci_upper],
        severity="info" if level.assumed else None,
        reading=f"read as a {others[0]} % interval, it agrees" if others else None,
        assumed=level.assumed,
    )
    return None


def _behind(estimate: Estimate, scale: str, level: float) -> Interval:
    survival, lower, upper = (share(estimate, cell) for cell in _figures(estimate))
    return se_of_survival(scale, survival, lower, upper, level)


def _figures(estimate: Estimate) -> tuple[Reported, Reported, Reported]:
    return estimate.value, estimate.ci_lower, estimate.ci_upper


def _fits(estimate: Estimate, scales: tuple[str, ...], level: float) -> bool:
    printed = share(estimate, estimate.se)
    return any(printed.meets(_behind(estimate, scale, level)) for scale in scales)
