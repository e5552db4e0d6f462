"""The confidence interval of a mean lies about it and is as wide as its spread says.

Half the width is the standard error times a quantile, so mean, SD, number and limits check one another.
Limits too narrow or too wide belong to another level, or are mean plus and minus one SD or two.

(U - L)/2 = t SE with SE = SD/sqrt(n), t with n - 1 degrees of freedom, or the normal quantile; and
(L + U)/2 = mean. Limits that are not centred on the mean may come from another scale or the bootstrap: an
info. A blank level is read as 95 % and gives an info. Readings that fit are offered.

Source: Cochrane Handbook, section 6.5.2.2; Student, Biometrika 1908;6:1.

Bad:

    continuous
    report_id | n  | mean | sd  | se  | ci_level | ci_lower | ci_upper
    R1        | 25 | 12.4 | 4.0 |     | 95       | 8.4      | 16.4     <- ci_lower
    R2        | 25 | 12.4 | 4.0 |     | 95       | 11.0     | 13.8     <- ci_lower
    R3        | 25 | 12.4 |     | 0.8 |          | 8.4      | 16.4     <- ci_lower (info)
    R4        | 25 | 12.4 | 4.0 |     | 95       | 11.0     | 14.8     <- ci_lower (info)
    R5        | 25 | 12.4 | 4.0 |     | 95       | 10.6     | 14.2     <- ci_lower

Good, on the edges of rounding, and with either quantile:

    continuous
    report_id | n  | mean | sd  | se  | ci_level | ci_lower | ci_upper
    R1        | 25 | 12.4 | 4.0 |     | 95       | 10.7     | 14.1
    R2        | 25 | 12.4 | 4.0 |     | 95       | 10.9     | 13.9
    R3        | 25 | 12.4 |     | 0.8 | 90       | 11.0     | 13.8
    R4        | 25 | 12.4 | 4.0 |     | 68.3     | 11.6     | 13.2

Skipped, by another method:

    continuous
    report_id | n  | mean | sd  | ci_level | ci_lower | ci_upper | ci_method
    R1        | 25 | 12.4 | 4.0 | 95       | 11.2     | 15.8     | bootstrap
"""

from triallint.kit import (
    CannotLook,
    Continuous,
    Interval,
    Problem,
    Problems,
    check,
    level_of,
    midpoint,
    people_in,
    require_figures,
    se_from_mean_limits,
    se_of_mean,
    span_of,
)

_METHODS = ("", "wald", "t")


def _has_limits(row: Continuous) -> bool:
    return bool(row.mean and row.ci_lower and row.ci_upper) and row.is_printed


@check(severity="warning", applies=_has_limits, unless="mean_lies_in_its_interval")
def problems(row: Continuous) -> Problems:
    """Yield where the limits are not the mean minus and plus a multiple of the standard error."""
    if row.raw("ci_method") not in _METHODS or row.raw("ci_sides") == "1":
        raise CannotLook("the interval is one-sided or by another method")
    require_figures(row.mean, row.sd, row.se, row.ci_lower, row.ci_upper)
    lower, upper = row.ci_lower.interval, row.ci_upper.interval
    middle = midpoint(lower, upper, ratio=False)
    if not middle.meets(row.mean.interval):
        yield Problem(
            row.ci_lower,
            f"the middle of {row.ci_lower} to {row.ci_upper} is {span_of(middle)}, the mean {row.mean}",
            also=[row.mean, row.ci_upper],
            severity="info",
            reading="limits from another scale or the bootstrap need not be centred",
        )
        return None
    n, level = people_in(row), level_of(row)
    se = row.se.interval if row.se else se_of_mean(row.sd.interval, n)
    if _fits(row, se, n, float(level.value * 100)):
        return None
    others = [f"of {text} %" for text in ("90", "95", "99") if _fits(row, se, n, float(text))]
    others += [
        words for words, size in (("of one SD either way", 1), ("of two SDs", 2)) if _is_sds(row, size)
    ]
    behind = se_from_mean_limits(lower, upper, n, level.value * 100)
    yield Problem(
        row.ci_lower,
        f"{row.ci_lower} to {row.ci_upper} comes from a standard error of {span_of(behind)}, "
        f"but that of the row is {span_of(se)}",
        also=[row.ci_upper, row.se or row.sd, row.n],
        severity="info" if level.assumed else None,
        reading=f"read as limits {' or '.join(others)}, it agrees" if others else None,
        assumed=level.assumed,
    )
    return None


def _fits(row: Continuous, se: Interval, n: int, level: float) -> bool:
    limits = row.ci_lower.interval, row.ci_upper.interval
    return n > 1 and any(
        se_from_mean_limits(*limits, n, level, normal=way).meets(se) for way in (True, False)
    )


def _is_sds(row: Continuous, size: int) -> bool:
    half = row.ci_upper.interval - row.ci_lower.interval
    return bool(row.sd) and half.meets(row.sd.interval.scaled(2 * size))
