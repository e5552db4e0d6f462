"""A hazard ratio below 1 goes with better survival in its arm, and one above 1 with worse.

The arm with the lower hazard has the higher survival at a given time, the lower cumulative incidence and
the longer median. Where they disagree, the reference arm may be the other one, or two cells were
exchanged.

Looked at only where the whole interval of the hazard ratio lies on one side of 1, and the two arms' figures
do not overlap within rounding; same outcome, set and data cut. Curves that cross, or effects that come
late, can do this: always an info.

Source: definition of the hazard ratio; J. F. Tierney et al., Trials 2007;8:16.

Bad:

    estimates
    report_id | measure              | arm_id | comparator_id | value | ci_lower | ci_upper | time_value
    R1        | HR                   | A      | B             | 0.70  | 0.47     | 0.98     |  <- value
    R1        | survival             | A      |               | 39.0  |          |          | 2
    R1        | survival             | B      |               | 54.4  |          |          | 2
    R3        | HR                   | A      | B             | 0.70  | 0.47     | 0.98     |  <- value
    R3        | cumulative_incidence | A      |               | 31    |          |          | 2
    R3        | cumulative_incidence | B      |               | 29    |          |          | 2

Bad, by the medians:

    estimates
    report_id | measure         | arm_id | comparator_id | value       | ci_lower | ci_upper | unit
    R2        | HR              | A      | B             | 1.42        | 1.02     | 2.13     |        <- value
    R2        | median_survival | A      |               | not_reached |          |          | months
    R2        | median_survival | B      |               | 24.1        |          |          | months

Good, or too close to tell:

    estimates
    report_id | measure  | arm_id | comparator_id | value | ci_lower | ci_upper | unit | time_value
    R1        | HR       | A      | B             | 0.70  | 0.47     | 0.98     |      |
    R1        | survival | A      |               | 54.4  |          |          | %    | 2
    R1        | survival | B      |               | 39.0  |          |          | %    | 2
    R2        | HR       | A      | B             | 0.70  | 0.47     | 1.00     |      |
    R2        | survival | A      |               | 39.0  |          |          | %    | 2
    R2        | survival | B      |               | 54.4  |          |          | %    | 2
    R3        | HR       | A      | B             | 0.70  | 0.47     | 0.98     |      |
    R3        | survival | A      |               | 54.4  |          |          | %    | 2
    R3        | survival | B      |               | 54.5  |          |          | %    | 2

Skipped, without the arms' figures, or without an interval:

    estimates
    report_id | measure  | arm_id | comparator_id | value | ci_lower | ci_upper | unit | time_value
    R1        | HR       | A      | B             | 0.70  | 0.47     | 0.98     |      |
    R1        | survival | A      |               | 39.0  |          |          | %    | 2
    R2        | HR       | A      | B             | 0.70  |          |          |      |
    R2        | survival | A      |               | 39.0  |          |          | %    | 2
    R2        | survival | B      |               | 54.4  |          |          | %    | 2
"""

import math
from collections.abc import Iterator

from triallint.kit import (
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
    same_moment,
    share,
)

#: What each measure of an arm does as its hazard grows.
_SIGNS = {"survival": -1, "median_survival": -1, "cumulative_incidence": 1}


def _is_hazard_ratio(row: Estimate) -> bool:
    return row.raw("measure") == "HR" and row.is_printed


@check(severity="info", applies=_is_hazard_ratio, unless="survival_arms_fit_the_hazard_ratio")
def problems(ratio: Estimate, tables: Tables) -> Problems:
    """Yield where the arm with the lower hazard surely has the worse figure."""
    pairs = list(_pairs(ratio, tables))
    if not pairs:
        raise CannotLook("no survival of the two arms at one time is given, nor their medians")
    lower, upper = ratio.ci_lower.limit, ratio.ci_upper.limit
    side = 1 if lower.wholly_above(1) else -1 if upper.wholly_below(1) else 0
    for arm, other in pairs:
        gap = side * _SIGNS[arm.raw("measure")]
        a, b = _value(arm), _value(other)
        if (gap > 0 and a.wholly_below(b)) or (gap < 0 and a.wholly_above(b)):
            yield Problem(
                ratio.value,
                f"hazard ratio {ratio.value} ({ratio.ci_lower} to {ratio.ci_upper}), "
                f"but {arm.measure.text.replace('_', ' ')} {arm.value} against {other.value}",
                also=[arm.value, other.value],
                reading="the other arm may be the reference, or the curves cross",
            )
            break
    return Verdict(also=[row for pair in pairs for row in pair])


def _pairs(ratio: Estimate, tables: Tables) -> Iterator[tuple[Estimate, Estimate]]:
    for measure in _SIGNS:
        for arm in estimates_of_arm(tables, ratio, measure):
            for other in estimates_of_arm(tables, ratio, measure, "comparator_id"):
                if measure == "median_survival" or same_moment(arm, other):
                    yield arm, other


def _value(row: Estimate) -> Interval:
    if row.raw("measure") != "median_survival":
        return share(row, row.value)
    return Interval(math.inf, math.inf) if row.value.text == "not_reached" else duration(row, row.value)
