"""A ratio lies midway between its confidence limits on the logarithmic scale.

Wald limits of a ratio are exp(ln E - z SE) and exp(ln E + z SE): the estimate is the geometric mean of its
limits. Where it is not, a digit of one of the three is often wrong. Of 1,901 ratios printed in trials 7 %
are off by more than rounding allows, 3 % by more than one part in twenty.

[sqrt(L- U-), sqrt(L+ U+)] meets [E-, E+], each a rounding interval. Where they are apart by more than 5 %
it is a warning, else an info.

Benign: exact, profile-likelihood, score, bootstrap and Bayesian intervals are not symmetric (rows that
name such a method are left out). Where the row names no method and the standard error exceeds 0.447, the
square root of 1/5, a cell of the table behind it may be smaller than five, and such methods are usual:
info. The standard error is read from each limit by itself, and the smaller counts, so that one far-off
limit is not excused by its own distance. So it is where a cell is stated to be that small.

Source: C. Georgescu & J. D. Wren, Bioinformatics 2018 (ratios and their limits in abstracts); base rates
measured by the project on 1,901 ratios in full texts of trials.

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | ci_method | events_1
    R1        | RR      | 1.19  | 95       | 1.20     | 2.08     |           |          <- value
    R2        | HR      | 0.70  | 95       | 0.47     | 1.09     |           |          <- value (info)
    R3        | OR      | 9.5   | 95       | 1.8      | 63.0     |           |          <- value (info)
    R4        | OR      | 9.5   | 95       | 1.8      | 63.0     | wald      |          <- value
    R5        | OR      | 2.00  | 95       | 1.20     | 4.10     |           | 4        <- value (info)
    R6        | OR      | 2.00  | 95       | 1.20     | 4.10     |           | 5        <- value
    R8        | OR      | 5.000 | 95       | 2.080    | 14.0     |           |          <- value (info)
    R9        | OR      | 5.000 | 95       | 2.081    | 14.0     |           |          <- value
    R12       | HR      | 0.74  | 95       | 0.58     | 9.4      |           |          <- value
    R10       | OR      | 1.0000 | 95      | 0.9000   | 1.2250   |           |          <- value (info)
    R11       | OR      | 1.0000 | 95      | 0.9000   | 1.2253   |           |          <- value
    R7        | HR      | 0.700 | 95       | 0.4701   | 1.0400   |           |          <- value (info)

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | ci_method
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03     |
    R2        | HR      | 0.699 | 95       | 0.4701   | 1.0400   |
    R3        | OR      | 0.01  | 95       | 0.00     | 0.06     |
    R4        | OR      | 9.5   | 95       | 1.8      | 50.1     | wald

Skipped, without an upper limit:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | HR      | 0.70  | 95       | 0.47     | not_reached
"""

import math

from triallint.kit import (
    ROUNDED,
    WALD_METHODS,
    Estimate,
    Interval,
    Problem,
    Problems,
    Rounding,
    check,
    critical_value,
    is_ratio,
    level_of,
    log_of,
    midpoint,
    short,
    shown,
    slips_that_fit,
    span_of,
)

#: Standard error of a log odds ratio that has a cell of five, whatever the others are.
_SMALL_CELL = math.sqrt(1 / 5)


def _applies(row: Estimate) -> bool:
    both = row.raw("ci_lower") != "" != row.raw("ci_upper")
    return both and is_ratio(row) and row.raw("ci_method") in WALD_METHODS


def _others_usual(estimate: Estimate, lower: Interval, upper: Interval) -> bool:
    """Whether the counts behind it may be so small that an exact interval is to be expected."""
    if estimate.ci_method.text == "wald":
        return False
    level, value = level_of(estimate), estimate.value.interval
    # Each side by itself: one limit that is far off must not pass for the width of small numbers.
    sides = (value.over(lower), upper.over(value))
    error = min(float(log_of(side).lo) for side in sides) / critical_value(level.value * 100, level.sides)
    if error > _SMALL_CELL:
        return True
    return any(0 <= n.value < 5 for n in (estimate.events_1.maybe, estimate.events_2.maybe) if n)


@check(
    severity="warning",
    applies=_applies,
    unless=("ratio_and_its_limits_are_positive", "limits_are_in_order", "estimate_lies_in_its_interval"),
)
def problems(estimate: Estimate) -> Problems:
    """Yield where the estimate cannot be the geometric mean of its limits."""
    cells = estimate.value, estimate.ci_lower, estimate.ci_upper
    value, lower, upper = (cell.interval for cell in cells)
    middle = midpoint(lower, upper, ratio=True)
    if middle.meets(value):
        return ROUNDED
    shift = math.expm1(float(log_of(value).gap(log_of(middle))))
    robust = [cell.rounded(Rounding.ROBUST) for cell in cells]
    cut_off = midpoint(robust[1], robust[2], ratio=True).meets(robust[0])
    small = _others_usual(estimate, lower, upper)
    reading: str | None = "exact and profile-likelihood intervals, usual for small numbers, are not symmetric"
    if not small:
        reading = slips_that_fit(
            [
                (cells[0], lambda x: middle.meets(x)),
                (cells[1], lambda x: midpoint(x, upper, ratio=True).meets(value)),
                (cells[2], lambda x: midpoint(lower, x, ratio=True).meets(value)),
            ]
        )
    yield Problem(
        estimate.value,
        f"{shown(estimate)}: the geometric mean of the limits is {span_of(middle)}, "
        f"off by {short(100 * shift, 2)} %",
        also=[estimate.ci_lower, estimate.ci_upper],
        severity="info" if small or cut_off or shift <= 0.05 else None,
        reading="the figures were cut off rather than rounded" if cut_off else reading,
    )
    return None
