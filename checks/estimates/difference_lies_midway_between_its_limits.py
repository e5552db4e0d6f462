"""A difference lies midway between its confidence limits.

Wald and t limits of a difference are E - c SE and E + c SE. Where the estimate is not their mean, a digit
or a sign of one of the three is often wrong.

[(L- + U-)/2, (L+ + U+)/2] meets [E-, E+], each a rounding interval. Where they are further apart than a
quarter of a standard error it is a warning, else an info.

Benign: Newcombe, score, exact, profile, bootstrap and Bayesian intervals are not symmetric (rows that name
such a method are left out, and so are differences in medians). Where the row of a risk difference names
no method, Newcombe's asymmetry is allowed for: it grows with the difference, to about 1.3 standard
errors times it. Where the level is not stated, the quarter rests on an assumed one: info.

Source: Cochrane Handbook, section 6.3; R. G. Newcombe, Stat Med 1998;17:873.

Bad:

    estimates
    report_id | measure         | value | unit    | ci_level | ci_lower | ci_upper | ci_method
    R1        | MD              | -8.0  | mm      | 95       | -9.1     | 6.9      |          <- value
    R2        | RMST_difference | 72    | days    | 95       | 36       | 105      |          <- value (info)
    R7        | MD              | 0.13  | mm      | 95       | -1.00    | 1.00     |          <- value (info)
    R8        | MD              | 0.14  | mm      | 95       | -1.00    | 1.00     |          <- value
    R3        | MD              | 1.6   | mm      | 95       | -1.0     | 3.4      |          <- value
    R4        | RD              | 0.50  |         | 95       | 0.24     | 0.68     |          <- value (info)
    R5        | RD              | 0.50  |         | 95       | 0.24     | 0.66     | wald     <- value
    R6        | RD              | 50    | percent | 95       | -20      | 68       |          <- value
    R9        | MD              | -8.0  | mm      |          | -9.1     | 6.9      |          <- value (info)

Good, up to the edge of rounding:

    estimates
    report_id | measure         | value | unit    | ci_level | ci_lower | ci_upper | ci_method
    R1        | RMST_difference | 72    | days    | 95       | 36       | 108      |
    R2        | RMST_difference | 72    | days    | 95       | 36       | 106      |
    R3        | MD              | 1.2   | mm      | 95       | -1.0     | 3.4      | t

Skipped, without a lower limit:

    estimates
    report_id | measure | value | ci_level | ci_lower     | ci_upper
    R1        | MD      | 1.2   | 95       | not_reported | 3.4
"""

from triallint.kit import (
    ROUNDED,
    WALD_METHODS,
    Estimate,
    Problem,
    Problems,
    Rounding,
    absolute,
    check,
    is_difference,
    level_of,
    midpoint,
    se_from_limits,
    short,
    shown,
    slips_that_fit,
    span_of,
)


def _applies(row: Estimate) -> bool:
    return (
        is_difference(row)
        and row.raw("measure") != "median_difference"
        and row.raw("ci_lower") != "" != row.raw("ci_upper")
        and row.raw("ci_method") in WALD_METHODS
    )


def _allowed(estimate: Estimate) -> float:
    """Standard errors by which the middle may be off before it is a warning."""
    if estimate.measure.text != "RD" or estimate.ci_method:
        return 0.25
    size = float(absolute(estimate.value.interval).hi)
    return 0.25 + 1.3 * (size if size <= 1 and estimate.unit.text != "percent" else size / 100)


@check(
    severity="warning",
    applies=_applies,
    unless=("limits_are_in_order", "estimate_lies_in_its_interval"),
)
def problems(estimate: Estimate) -> Problems:
    """Yield where the estimate cannot be the mean of its limits."""
    cells = estimate.value, estimate.ci_lower, estimate.ci_upper
    value, lower, upper = (cell.interval for cell in cells)
    middle = midpoint(lower, upper, ratio=False)
    if middle.meets(value):
        return ROUNDED
    level = level_of(estimate)
    se = se_from_limits(lower, upper, level.value * 100, ratio=False, sides=level.sides)
    gap = value.gap(middle)
    near = float(gap) <= _allowed(estimate) * float(se.hi)
    robust = [cell.rounded(Rounding.ROBUST) for cell in cells]
    cut_off = midpoint(robust[1], robust[2], ratio=False).meets(robust[0])
    reading = slips_that_fit(
        [
            (cells[0], lambda x: middle.meets(x)),
            (cells[1], lambda x: midpoint(x, upper, ratio=False).meets(value)),
            (cells[2], lambda x: midpoint(lower, x, ratio=False).meets(value)),
        ]
    )
    yield Problem(
        estimate.value,
        f"{shown(estimate)}: the middle of the limits is {span_of(middle)}, off by {short(gap, 2)}",
        also=[estimate.ci_lower, estimate.ci_upper],
        severity="info" if cut_off or level.assumed or near else None,
        reading="the figures were cut off rather than rounded" if cut_off else reading,
        assumed=level.assumed,
    )
    return None
