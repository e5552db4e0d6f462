"""Survival estimates of one arm never rise from an earlier time to a later one.

Three-year survival cannot be above two-year survival of the same people. A rise is a slipped digit,
exchanged times, or another arm or end point.

Rounding intervals are compared within one arm, outcome, set, data cut and kind of analysis. A rise that
figures cut off rather than rounded would explain is a warning.

Source: E. L. Kaplan & P. Meier, JASA 1958;53:457.

Bad:

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit    | time_value | time_unit
    R1        | os         | A      | survival | 71.3  | percent | 2          | years
    R1        | os         | A      | survival | 85.4  | percent | 12         | months
    R1        | os         | A      | survival | 77.2  | percent | 3          | years     <- value
    R1        | os         | A      | survival | 60    | percent | 5          | years
    R2        | os         | A      | survival | 71.3  | percent | 2          | years
    R2        | os         | A      | survival | 71.5  | percent | 36         | months    <- value
    R3        | os         | A      | survival | 71.3  | percent | 2          | years
    R3        | os         | A      | survival | 71.36 | percent | 3          | years     <- value (warning)

Good, on the edge of rounding, or of other people:

    estimates
    report_id | outcome_id | arm_id | subgroup | measure  | value | unit       | time_value | time_unit
    R1        | os         | A      |          | survival | 71.3  | percent    | 2          | years
    R1        | os         | A      |          | survival | 71.35 | percent    | 3          | years
    R1        | os         | A      |          | survival | 0.71  | proportion | 4          | years
    R1        | os         | B      |          | survival | 80    | percent    | 3          | years
    R1        | os         | A      | women    | survival | 80    | percent    | 3          | years
    R1        | pfs        | A      |          | survival | 80    | percent    | 3          | years

Skipped, at one time only:

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit    | time_value | time_unit
    R1        | os         | A      | survival | 71.3  | percent | 2          | years
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
    is_survival,
    out_of_order,
    same_moment,
    share,
)


def _has_time(row: Estimate) -> bool:
    return is_survival(row) and row.is_printed and bool(row.value) and bool(row.time_value)


@check(severity="error", applies=_has_time, unless="survival_is_0_to_100_percent")
def problems(estimate: Estimate, tables: Tables) -> Problems:
    """Yield where survival is wholly above that of an earlier time."""
    kind = estimate.raw("analysis")
    found = [row for row in estimates_of_arm(tables, estimate, "survival") if row.raw("analysis") == kind]
    others = [row for row in found if row.value and row.time_value and row.is_printed]
    if all(same_moment(estimate, row) for row in others):
        raise CannotLook("survival is given at one time only")
    other = out_of_order(estimate, others, _survival)
    if other is not None:
        robust = [_survival(row, Rounding.ROBUST) for row in (estimate, other)]
        yield Problem(
            estimate.value,
            f"survival {estimate.value} at {estimate.time_value} {estimate.time_unit}, "
            f"already {other.value} at {other.time_value} {other.time_unit}",
            also=[other.value, estimate.time_value],
            severity=None if robust[0].wholly_above(robust[1]) else "warning",
        )
    return None


def _survival(estimate: Estimate, rounding: Rounding = Rounding.NEAREST) -> Interval:
    return share(estimate, estimate.value, rounding)
