"""The median survival is later than a time exactly when more than half survive to it.

The median is the time at which the survival curve falls to 50 %, so survival at 3 years and a median in
months check each other. A disagreement is most often a unit (years typed as months), a digit, or the
other arm's row.

Compared within one arm, outcome, set and data cut: S(t) wholly above 50 % with a median wholly before t,
or S(t) wholly below 50 % with a median wholly after t or not reached. Survival of exactly 50 % agrees with
either, since programs differ there. Months and years are compared with days and weeks to within 3 %.

Source: definition of the median of a Kaplan-Meier curve; R. Brookmeyer & J. Crowley, Biometrics 1982;38:29.

Bad:

    estimates
    report_id | outcome_id | arm_id | measure         | value       | unit    | time_value | time_unit
    R1        | os         | A      | survival        | 71.3        | percent | 2          | years
    R1        | os         | A      | median_survival | 3.1         | months  |            |  <- value
    R2        | os         | A      | survival        | 49.4        | percent | 24         | months
    R2        | os         | A      | median_survival | not_reached | months  |            |  <- value
    R3        | os         | A      | survival        | 50.6        | percent | 24         | months
    R3        | os         | A      | median_survival | 23.9        | months  |            |  <- value
    R4        | os         | A      | survival        | 49.4        | percent | 24         | months
    R4        | os         | A      | median_survival | 24.1        | months  |            |  <- value

Good, on the edges of rounding:

    estimates
    report_id | outcome_id | arm_id | measure         | value       | unit    | time_value | time_unit
    R1        | os         | A      | survival        | 71.3        | percent | 2          | years
    R1        | os         | A      | median_survival | 3.1         | years   |            |
    R1        | os         | B      | survival        | 49.4        | percent | 2          | years
    R1        | os         | B      | median_survival | 24          | months  |            |
    R2        | os         | A      | survival        | 50.5        | percent | 24         | months
    R2        | os         | A      | median_survival | 24.0        | months  |            |
    R3        | os         | A      | survival        | 50.05       | percent | 24         | months
    R3        | os         | A      | median_survival | not_reached | months  |            |
    R4        | os         | A      | survival        | 50          | percent | 24         | months
    R4        | os         | A      | median_survival | 12          | months  |            |
    R5        | os         | A      | survival        | 51          | percent | 52         | weeks
    R5        | os         | A      | median_survival | 12          | months  |            |

Skipped, with no survival at a time:

    estimates
    report_id | outcome_id | arm_id | measure         | value | unit    | time_value | time_unit
    R1        | os         | A      | survival        | 71.3  | percent | 2          | years
    R1        | os         | B      | median_survival | 3.1   | months  |            |
"""

import math
from fractions import Fraction

from triallint.kit import (
    DAYS,
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    duration,
    estimates_of_arm,
    looseness,
    moment,
    share,
)


def _is_median(row: Estimate) -> bool:
    return row.raw("measure") == "median_survival" and row.is_printed


@check(severity="warning", applies=_is_median)
def problems(median: Estimate, tables: Tables) -> Problems:
    """Yield where survival at some time lies on the other side of one half."""
    others = [
        row for row in estimates_of_arm(tables, median, "survival") if row.is_printed and row.time_value
    ]
    if not others:
        raise CannotLook("no survival at a time is given for the median's arm")
    against = [row for row in others if not _agree(row, _days(median, row))]
    if not against:
        return Verdict(also=others)
    first = against[0]
    at, printed = f"{first.time_value} {first.time_unit}", f"{median.value} {median.unit}"
    side = "more" if share(first, first.value).lo > Fraction(1, 2) else "less"
    units = [
        unit for unit in DAYS if median.value.maybe and all(_agree(r, _read(median, unit)) for r in others)
    ]
    yield Problem(
        median.value,
        f"survival at {at} is {first.value}, {side} than half, but the median is {printed}",
        also=[row.value for row in against],
        reading=f"read in {' or '.join(units)}, the median agrees" if units else None,
    )
    return Verdict(also=others)


def _days(median: Estimate, other: Estimate) -> Interval:
    if median.value.text == "not_reached":
        return Interval(math.inf, math.inf)
    days = duration(median, median.value)
    loose = looseness(median.raw("unit") or median.raw("time_unit"), other.raw("time_unit"))
    return Interval(days.lo * (1 - loose), days.hi * (1 + loose))


def _read(median: Estimate, unit: str) -> Interval:
    return median.value.interval.scaled(Fraction(DAYS[unit]))


def _agree(row: Estimate, median: Interval) -> bool:
    survival, time, half = share(row, row.value), moment(row), Fraction(1, 2)
    if survival.wholly_above(half):
        return not median.wholly_below(time)
    return not (survival.wholly_below(half) and median.wholly_above(time))
