"""A hazard ratio's interval has the width that the log-rank variance gives.

The variance of observed minus expected events is the information on the logarithm of the hazard ratio: its
root gives the standard error, and so the width of the interval. Where they part, one of them is of another
analysis, or V is the standard error of O - E and not its variance.

SE(ln HR) = (ln U - ln L) / 2c is 1 / sqrt(V) within a factor of exp(|ln HR| / 2), over all roundings: V holds
under no effect and the interval under the estimated one, and an event's part in the two differs by HR or 1/HR
at most. Warning where it is further away.

Benign: an adjusted or robust interval.

Source: S. Yusuf et al., Prog Cardiovasc Dis 1985;27:335; M. K. B. Parmar et al., Stat Med 1998;17:2815.

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | variance
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03     | 4.99      <- variance
    R2        | HR      | 0.70  | 95       | 0.47     | 1.03     | 39.2      <- variance
    R3        | HR      | 0.70  |          | 0.47     | 1.03     | 4.99      <- variance (info)
    R4        | HR      | 0.70  | 95       | 0.47     | 1.03     | 16.6      <- variance

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | variance
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03     | 24.9
    R2        | HR      | 0.70  | 95       | 0.47     | 1.03     | 19.9
    R3        | HR      | 0.70  | 95       | 0.47     | 1.03     | 16.7

Skipped, without limits:

    estimates
    report_id | measure | value | variance
    R1        | HR      | 0.70  | 24.9
"""

import math

from triallint.kit import (
    ROUNDED,
    CannotLook,
    Estimate,
    Problem,
    Problems,
    absolute,
    check,
    level_of,
    log_of,
    se_from_variance,
    se_of_interval,
    shown,
    span_of,
    square_of,
)


@check(
    severity="warning",
    applies=lambda row: row.raw("measure") == "HR" and row.raw("variance") != "",
    unless=("limits_are_in_order", "ratio_and_its_limits_are_positive"),
)
def problems(row: Estimate) -> Problems:
    """Yield where the interval cannot have the standard error that the variance gives."""
    if not (row.ci_lower and row.ci_upper):
        raise CannotLook("a limit is not given")
    variance, se, log = row.variance.interval, se_of_interval(row), log_of(row.value.interval)
    if variance.hi <= 0:
        raise CannotLook("the variance is not above zero")
    expected = se_from_variance(variance)
    if expected.meets(se):
        return ROUNDED
    apart = float(log_of(se).gap(log_of(expected)))
    if apart <= float(absolute(log).hi) / 2:
        return None
    level = level_of(row)
    yield Problem(
        row.variance,
        f"{shown(row)} has a standard error of {span_of(se)}, V = {row.variance} gives {span_of(expected)}",
        also=[row.ci_lower, row.ci_upper],
        severity="info" if level.assumed else None,
        reading="it may be the root of the variance"
        if se_from_variance(square_of(variance)).meets(se)
        else None,
        assumed=level.assumed,
        margin=f"{100 * math.expm1(apart):.0f} %",
    )
    return None
