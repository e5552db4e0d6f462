"""A hazard ratio is not far from the inverse ratio of the two median survivals.

With constant hazards the ratio of medians is the inverse of the hazard ratio. Real curves bend, so only a
factor of more than two is worth a look: a median in another unit, or of another arm or end point.

HR is compared with median_B / median_A for arm A and comparator B of one outcome, set and data cut; both
as rounding intervals. Always an info.

Source: property of the exponential distribution; M. K. B. Parmar et al., Stat Med 1998;17:2815.

Bad:

    estimates
    report_id | measure         | arm_id | comparator_id | value | unit
    R1        | HR              | A      | B             | 0.70  |        <- value
    R1        | median_survival | A      |               | 3.1   | years
    R1        | median_survival | B      |               | 2.2   | months
    R2        | HR              | A      | B             | 0.70  |        <- value
    R2        | median_survival | A      |               | 6.1   | months
    R2        | median_survival | B      |               | 8.8   | months

Good, up to a factor of two:

    estimates
    report_id | measure         | arm_id | comparator_id | value | unit
    R1        | HR              | A      | B             | 0.70  |
    R1        | median_survival | A      |               | 3.1   | years
    R1        | median_survival | B      |               | 26    | months
    R2        | HR              | A      | B             | 0.70  |
    R2        | median_survival | A      |               | 6.2   | months
    R2        | median_survival | B      |               | 8.8   | months

Skipped, where a median was not reached:

    estimates
    report_id | measure         | arm_id | comparator_id | value       | unit
    R1        | HR              | A      | B             | 0.70        |
    R1        | median_survival | A      |               | not_reached | months
    R1        | median_survival | B      |               | 26          | months
"""

from triallint.kit import (
    CannotLook,
    Estimate,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    duration,
    estimates_of_arm,
    quotient,
    require_figures,
    span_of,
)


def _is_hazard_ratio(row: Estimate) -> bool:
    return row.raw("measure") == "HR" and row.is_printed and bool(row.value)


@check(severity="info", applies=_is_hazard_ratio)
def problems(ratio: Estimate, tables: Tables) -> Problems:
    """Yield where the two are surely more than a factor of two apart."""
    arms, others = (
        [row for row in estimates_of_arm(tables, ratio, "median_survival", column) if row.value]
        for column in ("arm_id", "comparator_id")
    )
    if not arms or not others:
        raise CannotLook("the median survival of the two arms is not given")
    require_figures(ratio.value)
    arm, other = arms[0], others[0]
    inverse = quotient(duration(other, other.value), duration(arm, arm.value))
    printed = ratio.value.interval
    if inverse.scaled(2).wholly_below(printed) or printed.scaled(2).wholly_below(inverse):
        yield Problem(
            ratio.value,
            f"medians {arm.value} {arm.unit} and {other.value} {other.unit} would go with a hazard ratio "
            f"near {span_of(inverse)}, printed {ratio.value}",
            also=[arm.value, other.value],
            reading="the hazards may be far from constant",
        )
    return Verdict(also=[arm, other])
