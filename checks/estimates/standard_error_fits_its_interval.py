"""A standard error is the one that its confidence interval gives.

Where an effect is printed with both, each follows from the other; the weight in a meta-analysis comes from
either. A standard error that does not follow is often a standard deviation, a variance or half the width.

SE = (g(U) - g(L)) / 2c, g the logarithm of a ratio, c the normal or (for means) the t quantile of the level;
for a ratio's own scale times the ratio (delta method). Where the row names no scale, either will do. More
than 5 % apart is a warning, less an info.

Benign: a robust or bootstrap standard error beside a model-based interval, another level.

Source: Cochrane Handbook, section 6.5 (standard errors from confidence intervals).

Bad:

    estimates
    report_id | measure | value | se    | se_scale | ci_level | ci_lower | ci_upper
    R1        | HR      | 0.70  | 0.300 | log      | 95       | 0.47     | 1.03      <- se
    R2        | HR      | 0.70  | 0.040 | log      | 95       | 0.47     | 1.03      <- se
    R3        | MD      | 5.0   | 5.9   | natural  | 95       | -0.9     | 10.9      <- se
    R4        | OR      | 1.00  | 0.206 | log      | 95       | 0.676    | 1.480     <- se (info)
    R6        | HR      | 0.70  | 0.2143 | log     | 95       | 0.47     | 1.03      <- se (info)
    R7        | HR      | 0.70  | 0.2144 | log     | 95       | 0.47     | 1.03      <- se
    R5        | HR      | 0.70  | 0.300 | log      |          | 0.47     | 1.03      <- se (info)

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | se    | se_scale | ci_level | ci_lower | ci_upper
    R1        | HR      | 0.70  | 0.204 | log      | 95       | 0.47     | 1.03
    R2        | HR      | 0.70  | 0.196 | log      | 95       | 0.47     | 1.03
    R3        | HR      | 0.70  | 0.14  |          | 95       | 0.47     | 1.03
    R4        | MD      | 5.0   | 3.0   | natural  | 95       | -0.9     | 10.9

Skipped, where the interval is no Wald interval:

    estimates
    report_id | measure | value | se  | se_scale | ci_level | ci_lower | ci_upper | ci_method
    R1        | OR      | 9.5   | 0.9 | log      | 95       | 1.8      | 63.0     | exact
"""

from collections.abc import Iterator
from fractions import Fraction

from triallint.kit import (
    LEVELS,
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    check,
    is_comparison,
    is_ratio,
    level_of,
    midpoint,
    se_of_interval,
    short,
    shown,
    span_of,
    sqrt_of,
)


def _expected(row: Estimate, level: Fraction | None = None) -> list[Interval]:
    """The standard errors that the interval allows, on the row's scale or, if it names none, on both."""
    own = se_of_interval(row, level)
    if not is_ratio(row) or row.se_scale.text == "log":
        return [own]
    natural = own.times(row.value.interval)
    return [natural] if row.se_scale.text == "natural" else [own, natural]


def _readings(row: Estimate, se: Interval) -> Iterator[str]:
    for level in LEVELS:
        if level != level_of(row).value and any(x.meets(se) for x in _expected(row, level)):
            yield f"it agrees with a {float(level * 100):g} % interval"
    for expected in _expected(row):
        if expected.meets(sqrt_of(se)):
            yield "it may be the variance: its root agrees"
        half = midpoint(-row.ci_lower.interval, row.ci_upper.interval, ratio=False)
        if half.meets(se):
            yield "it may be half the width of the interval"
        if se.lo > 4 * expected.hi:
            yield "it may be a standard deviation"


def _applies(row: Estimate) -> bool:
    both = row.raw("ci_lower") != "" != row.raw("ci_upper")
    return row.raw("se") != "" and both and is_comparison(row)


@check(
    severity="warning",
    applies=_applies,
    unless=("limits_are_in_order", "standard_error_is_on_its_stated_scale"),
)
def problems(row: Estimate) -> Problems:
    """Yield where the interval cannot have this standard error."""
    se, allowed = row.se.interval, _expected(row)
    if any(x.meets(se) for x in allowed):
        return None
    nearest = min(allowed, key=se.gap)
    if nearest.hi <= 0 or se.hi <= 0:
        raise CannotLook("the interval or the standard error is nothing")
    low, high = (x / y for x, y in ((nearest.lo, se.hi), (se.lo, nearest.hi)))
    apart = float(max(low, high)) - 1
    yield Problem(
        row.se,
        f"{shown(row)} gives a standard error of {span_of(nearest)}, printed {row.se}",
        also=[row.ci_lower, row.ci_upper],
        severity="info" if apart <= 0.05 or level_of(row).assumed else None,
        reading=next(_readings(row, se), None),
        assumed=level_of(row).assumed,
        margin=f"{short(100 * apart, 2)} %",
    )
    return None
