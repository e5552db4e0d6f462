"""The lower limit of an interval is not above its upper limit.

Limits the wrong way round are nearly always a slip of the pen: a digit changed (0.310 to 0.097), a
minus sign lost or read as a dash (-9.1 to -6.9 typed as 9.1 to 6.9), or the two cells swapped. About 4
of 1,000 printed intervals of randomised trials have it.

Compared as rounding intervals: the limits are in order if some value that prints as the lower limit is
not above some value that prints as the upper one. A number needed to treat is left out: its interval may
run through infinity (10, 4 to -20).

Source: definition of an interval; base rate measured on 1,901 ratios in full texts of trials.

Bad:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | HR      | 0.71  | 1.03     | 0.47      <- ci_lower
    R2        | MD      | -8.0  | 9.1      | 6.9       <- ci_lower
    R3        | OR      | 2.00  | 2.01     | 1.99      <- ci_lower

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | HR      | 0.71  | 0.47     | 1.03
    R2        | MD      | -8.0  | -9.1     | -6.9
    R3        | OR      | 2.0   | 2.01     | 2.0
    R4        | OR      | 2.0   | 2.00     | not_estimable
    R5        | NNT     | 10    | 4        | -20

Skipped, with one limit only:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | HR      | 0.71  | 0.47     |
"""

from triallint.kit import Estimate, Problem, Problems, check, has_interval


def _applies(row: Estimate) -> bool:
    return has_interval(row) and row.raw("measure") not in ("NNT", "NNH")


@check(severity="error", applies=_applies)
def problems(estimate: Estimate) -> Problems:
    """Yield where no value of the lower limit is at or below any value of the upper."""
    lower, upper = estimate.ci_lower.limit, estimate.ci_upper.limit
    if lower.wholly_above(upper):
        swapped = f"{estimate.ci_upper} to {estimate.ci_lower}"
        yield Problem(
            estimate.ci_lower,
            f"the lower limit {estimate.ci_lower} is above the upper limit {estimate.ci_upper}",
            also=[estimate.ci_upper],
            reading=f"the two limits may have changed places ({swapped}), or a minus sign was lost",
        )
    return None
