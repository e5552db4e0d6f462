"""The lower limit of an interval is not above its upper limit.

Limits the wrong way round are nearly always a slip of the pen: a digit changed (0.310 to 0.097), a
minus sign lost or read as a dash (-9.1 to -6.9 typed as 9.1 to 6.9), or the two cells swapped. About 4
of 1,000 printed intervals of randomised trials have it.

Compared as rounding intervals: the limits are in order if some value that prints as the lower limit is
not above some value that prints as the upper one. Where that is so only because both are taken as rounded
to the nearest, and cutting off or rounding up would put them in order, it is a warning. A number needed to
treat is left out: its interval may run through infinity (10, 4 to -20).

Source: definition of an interval; base rate measured by the project on 1,901 ratios in full
texts of trials.

Bad:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | HR      | 0.71  | 1.03     | 0.47      <- ci_lower
    R2        | MD      | -8.0  | 9.1      | 6.9       <- ci_lower
    R3        | OR      | 2.00  | 2.01     | 1.99      <- ci_lower
    R4        | HR      | 0.97  | 1.0      | 0.94      <- ci_lower (warning)
    R5        | HR      | 0.97  | 1.0      | 0.90      <- ci_lower (warning)
    R6        | HR      | 0.97  | 1.0      | 0.89      <- ci_lower

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

from triallint.kit import Estimate, Problem, Problems, Rounding, check, has_interval, is_ratio


def _applies(row: Estimate) -> bool:
    return has_interval(row) and row.raw("measure") not in ("NNT", "NNH")


@check(severity="error", applies=_applies)
def problems(estimate: Estimate) -> Problems:
    """Yield where no value of the lower limit is at or below any value of the upper."""
    lower, upper = estimate.ci_lower.limit, estimate.ci_upper.limit
    if lower.wholly_above(upper):
        swapped = f"{estimate.ci_upper} to {estimate.ci_lower}"
        lost = "" if is_ratio(estimate) else ", or a minus sign was lost"
        widest = [cell.rounded(Rounding.ROBUST) for cell in (estimate.ci_lower, estimate.ci_upper)]
        cut = not widest[0].wholly_above(widest[1])
        yield Problem(
            estimate.ci_lower,
            f"the lower limit {estimate.ci_lower} is above the upper limit {estimate.ci_upper}",
            also=[estimate.ci_upper],
            severity="warning" if cut else None,
            reading="the figures were cut off or rounded up, not to the nearest"
            if cut
            else f"the two limits may have changed places ({swapped})" + lost,
        )
    return None
