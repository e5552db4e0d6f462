"""Cumulative incidence in one arm never falls from an earlier time to a later one.

Whoever has had the event by two years has had it by three. A fall is a slipped digit, exchanged times, or
another arm, end point or competing risk.

Rounding intervals are compared within one arm, outcome, set, data cut and kind of analysis. A fall that
figures cut off rather than rounded would explain is a warning.

Source: definition of cumulative incidence; J. D. Kalbfleisch & R. L. Prentice, The Statistical Analysis of
Failure Time Data, chapter 8 (competing risks).

Bad:

    estimates
    report_id | outcome_id | arm_id | measure              | value | time_value | time_unit
    R1        | cir        | A      | cumulative_incidence | 21.3  | 2          | years
    R1        | cir        | A      | cumulative_incidence | 12.0  | 12         | months
    R1        | cir        | A      | cumulative_incidence | 17.2  | 3          | years     <- value
    R2        | cir        | A      | cumulative_incidence | 21.3  | 2          | years
    R2        | cir        | A      | cumulative_incidence | 21.1  | 36         | months    <- value
    R3        | cir        | A      | cumulative_incidence | 21.3  | 2          | years
    R3        | cir        | A      | cumulative_incidence | 21.24 | 36         | months    <- value (warning)

Good, on the edge of rounding, or of other people:

    estimates
    report_id | outcome_id | arm_id | measure              | value | unit       | time_value | time_unit
    R1        | cir        | A      | cumulative_incidence | 21.3  | percent    | 2          | years
    R1        | cir        | A      | cumulative_incidence | 21.2  | percent    | 3          | years
    R1        | cir        | A      | cumulative_incidence | 0.21  | proportion | 4          | years
    R1        | cir        | B      | cumulative_incidence | 12    | percent    | 3          | years

Skipped, at one time only:

    estimates
    report_id | outcome_id | arm_id | measure              | value | unit | time_value | time_unit
    R1        | cir        | A      | cumulative_incidence | 21.3  | %    | 2          | years
"""

from triallint.kit import (
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    estimates_of_arm,
    out_of_order,
    same_moment,
    share,
)


def _has_time(row: Estimate) -> bool:
    return (
        row.raw("measure") == "cumulative_incidence"
        and row.is_printed
        and bool(row.value)
        and bool(row.time_value)
    )


@check(severity="error", applies=_has_time, unless="survival_is_0_to_100_percent")
def problems(estimate: Estimate, tables: Tables) -> Problems:
    """Yield where it is wholly below that of an earlier time."""
    kind = estimate.raw("analysis")
    found = [
        row
        for row in estimates_of_arm(tables, estimate, "cumulative_incidence")
        if row.raw("analysis") == kind
    ]
    others = [row for row in found if row.value and row.time_value and row.is_printed]
    if all(same_moment(estimate, row) for row in others):
        raise CannotLook("cumulative incidence is given at one time only")
    other = out_of_order(estimate, others, _without)
    if other is not None:
        robust = [_without(row, Rounding.ROBUST) for row in (estimate, other)]
        yield Problem(
            estimate.value,
            f"cumulative incidence {estimate.value} at {estimate.time_value} {estimate.time_unit}, "
            f"already {other.value} at {other.time_value} {other.time_unit}",
            also=[other.value, estimate.time_value],
            severity=None if robust[0].wholly_above(robust[1]) else "warning",
        )
    return None


def _without(estimate: Estimate, rounding: Rounding = Rounding.NEAREST) -> Interval:
    return -share(estimate, estimate.value, rounding)
