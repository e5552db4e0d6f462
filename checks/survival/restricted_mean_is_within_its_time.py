"""A restricted mean survival time, or a difference of two, is no longer than the time it is restricted to.

Restricted to three years, nobody can live longer than three years, and no two arms can differ by more.
A larger figure is in another unit than it says (days typed as months), or has lost its decimal point.

|value| <= tau, both in days; tau is in `time_unit`, the value in `unit`. Where `tau` is blank the row's
own time is taken for it, and the finding is a warning, as it is where figures cut off rather than rounded
would explain it. Months and years are compared with days and weeks to within 3 %.

Source: definition of the restricted mean; P. Royston & M. K. B. Parmar, BMC Med Res Methodol 2013;13:152.

Bad:

    estimates
    report_id | measure         | value | unit   | tau  | time_value | time_unit
    R1        | RMST_difference | 72    | months | 3    |            | years     <- value
    R2        | RMST_difference | -3.1  | years  | 3    |            | years     <- value
    R3        | rmst            | 40    | months |      | 3          | years     <- value (warning)
    R4        | rmst            | 37    | months | 36.4 |            | months    <- value (warning)

Good, up to the time and the edge of rounding:

    estimates
    report_id | measure         | value | unit   | tau  | time_value | time_unit
    R1        | RMST_difference | 72    | days   | 3    |            | years
    R2        | rmst            | 36.0  | months | 3.0  |            | years
    R3        | RMST_difference | -3.00 | years  | 3    |            | years
    R4        | rmst            | 36.2  | months |      | 156        | weeks
    R5        | rmst            | 37    | months | 36.5 |            | months

Skipped, without the time it is restricted to:

    estimates
    report_id | measure         | value | unit | tau | time_unit
    R1        | RMST_difference | 72    | days |     |
"""

from fractions import Fraction

from triallint.kit import (
    DAYS,
    CannotLook,
    Estimate,
    Problem,
    Problems,
    Rounding,
    absolute,
    check,
    duration,
    looseness,
    moment,
)


def _is_restricted_mean(row: Estimate) -> bool:
    return row.raw("measure") in ("rmst", "RMST_difference")


@check(severity="error", applies=_is_restricted_mean)
def problems(estimate: Estimate) -> Problems:
    """Yield where the value is surely longer than the time."""
    column = "tau" if estimate.tau else "time_value"
    limit = estimate.cell(column)
    if not limit:
        raise CannotLook("the time it is restricted to is not stated")
    most = moment(estimate, column).hi
    most *= 1 + looseness(estimate.raw("unit") or estimate.raw("time_unit"), estimate.raw("time_unit"))
    if absolute(duration(estimate, estimate.value)).lo <= most:
        return None
    surely = absolute(duration(estimate, estimate.value, Rounding.ROBUST)).wholly_above(most)
    size = abs(estimate.value.value)
    units = [unit for unit in ("days", "weeks", "months") if size * Fraction(DAYS[unit]) <= most]
    yield Problem(
        estimate.value,
        f"{estimate.value} {estimate.unit} is longer than the {limit} {estimate.time_unit} "
        "it is restricted to",
        also=[limit],
        severity=None if estimate.tau and surely else "warning",
        reading=f"read in {' or '.join(units)}, it is possible" if units else None,
    )
    return None
