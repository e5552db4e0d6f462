"""Survival of the two arms is not the wrong way round for their hazard ratio.

Under proportional hazards ln S_1(t) / ln S_0(t) is the hazard ratio. Where that lies outside the printed
interval and its reciprocal inside, two survival cells, or the arms of the ratio, have probably been
exchanged: the commonest slip that leaves every single cell plausible.

HR_t = ln S_1 / ln S_0 wholly outside [L, U], and 1/HR_t within. Chance does that too when few events have
happened by t, so HR_t must also be more than 3.5 of its standard errors from the hazard ratio:
se(ln HR_t)^2 is the sum over both arms of (se(S) / (S ln S))^2, with the printed standard errors, or those
behind the limits, or the least that the numbers of participants allow. In 29,000 simulated trials with
proportional hazards the first condition alone held in 3 %, both in none or one.

Curves that cross can do it as well: a warning. Where neither spread nor numbers are known, it is skipped.

Source: M. K. B. Parmar et al., Stat Med 1998;17:2815; J. F. Tierney et al., Trials 2007;8:16.

Bad:

    estimates
    report_id | measure  | arm_id | comparator_id | value | se  | ci_lower | ci_upper | time_value
    R1        | HR       | A      | B             | 0.41  |     | 0.23     | 0.73     |            <- value
    R1        | survival | A      |               | 68    |     |          |          | 3
    R1        | survival | B      |               | 85    |     |          |          | 3
    R2        | HR       | A      | B             | 0.62  |     | 0.39     | 0.98     |            <- value
    R2        | survival | A      |               | 58.4  | 4.9 |          |          | 2
    R2        | survival | B      |               | 71.3  | 4.4 |          |          | 2

    arms
    report_id | arm_id | randomised
    R1        | A      | 112
    R1        | B      | 112

Good, also where few events leave it to chance:

    estimates
    report_id | measure  | arm_id | comparator_id | value | se  | ci_lower | ci_upper | time_value
    R1        | HR       | A      | B             | 0.41  |     | 0.23     | 0.73     |
    R1        | survival | A      |               | 85    |     |          |          | 3
    R1        | survival | B      |               | 68    |     |          |          | 3
    R2        | HR       | A      | B             | 0.62  |     | 0.39     | 0.98     |
    R2        | survival | A      |               | 95.1  | 2.1 |          |          | 1
    R2        | survival | B      |               | 97.0  | 1.7 |          |          | 1
    R3        | HR       | A      | B             | 0.41  |     | 0.23     | 0.73     |
    R3        | survival | A      |               | 85.0  | 0.8 |          |          | 3
    R3        | survival | B      |               | 84.0  | 0.8 |          |          | 3

    arms
    report_id | arm_id | randomised
    R1        | A      | 112
    R1        | B      | 112

Skipped, without numbers of participants, or with a ratio that has no logarithm:

    estimates
    report_id | measure  | arm_id | comparator_id | value | se  | ci_lower | ci_upper | time_value
    R1        | HR       | A      | B             | 0.41  |     | 0.23     | 0.73     |
    R1        | survival | A      |               | 68    |     |          |          | 3
    R1        | survival | B      |               | 85    |     |          |          | 3
    R2        | HR       | A      | B             | -0.7  |     | 0.39     | 0.98     |
    R2        | survival | A      |               | 58.4  | 4.9 |          |          | 2
    R2        | survival | B      |               | 71.3  | 4.4 |          |          | 2
    R3        | HR       | A      | B             | 0.00  |     | 0.39     | 0.98     |
    R3        | survival | A      |               | 58.4  | 4.9 |          |          | 2
    R3        | survival | B      |               | 71.3  | 4.4 |          |          | 2
"""

import math

from triallint.kit import (
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    estimates_of_arm,
    hazard_ratio_from_survival,
    reciprocal,
    require_figures,
    same_moment,
    se_behind,
    share,
    span_of,
)

_FAR = 3.5


def _is_hazard_ratio(row: Estimate) -> bool:
    return row.raw("measure") == "HR" and row.is_printed and bool(row.ci_lower) and bool(row.ci_upper)


@check(
    severity="warning",
    applies=_is_hazard_ratio,
    unless=("ratio_and_its_limits_are_positive", "limits_are_in_order", "estimate_lies_in_its_interval"),
)
def problems(ratio: Estimate, tables: Tables) -> Problems:
    """Yield where survival at some time fits the reciprocal of the hazard ratio only."""
    arms = [row for row in estimates_of_arm(tables, ratio, "survival") if row.value]
    others = [row for row in estimates_of_arm(tables, ratio, "survival", "comparator_id") if row.value]
    pairs = [(arm, other) for arm in arms for other in others if same_moment(arm, other)]
    if not pairs:
        raise CannotLook("no survival of the two arms at one time is given")
    require_figures(ratio.value, ratio.ci_lower, ratio.ci_upper)
    if ratio.value.value <= 0:
        raise CannotLook("the hazard ratio is not above zero")
    limits = ratio.ci_lower.interval.hull(ratio.ci_upper.interval)
    for arm, other in pairs:
        implied = hazard_ratio_from_survival(share(arm, arm.value), share(other, other.value))
        turned = reciprocal(implied)
        if (
            implied.meets(limits)
            or not turned.meets(limits)
            or not _beyond_chance(ratio, implied, arm, other, tables)
        ):
            continue
        yield Problem(
            ratio.value,
            f"survival {arm.value} and {other.value} at {arm.time_value} {arm.time_unit} go with a hazard "
            f"ratio of {span_of(implied)}, outside {ratio.ci_lower} to {ratio.ci_upper}",
            also=[arm.value, other.value],
            reading=f"with the arms exchanged, {span_of(turned)}, it lies inside",
        )
        return None
    return Verdict(also=[row for pair in pairs for row in pair])


def _beyond_chance(
    ratio: Estimate, implied: Interval, arm: Estimate, other: Estimate, tables: Tables
) -> bool:
    distance = abs(math.log(implied.lo) / 2 + math.log(implied.hi) / 2 - math.log(ratio.value.value))
    return distance > _FAR * math.hypot(*(_spread(row, tables) for row in (arm, other)))


def _spread(row: Estimate, tables: Tables) -> float:
    """Standard error of ln(-ln S), by the delta method."""
    survival = share(row, row.value)
    middle = float(survival.lo + survival.hi) / 2
    return float(se_behind(row, tables).hi) / (middle * -math.log(middle))
