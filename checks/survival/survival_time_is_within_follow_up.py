"""Survival is estimated at a time that somebody was followed to.

A Kaplan-Meier estimate beyond the longest follow-up is not defined. A time beyond it is most often in the
wrong unit (24 years for 24 months), or from another report. The median follow-up is no limit: half of the
participants are followed for longer.

t <= the largest maximum under `max` of the report's outcomes of type `follow_up`, for the same arm or
the whole trial and the same data cut. Months and years are compared with days and weeks to within 3 %. A
follow-up of the survivors only can be the shorter one: a warning.

Source: E. L. Kaplan & P. Meier, JASA 1958;53:457 (the estimate is undefined beyond the last observation).

Bad:

    outcomes
    outcome_id | type
    follow-up  | follow_up

    continuous
    report_id | outcome_id | arm_id | median | min | max  | unit
    R1        | follow-up  |        | 26.3   | 3.9 | 48.2 | months
    R2        | follow-up  | A      | 26.3   |     | 47.9 | months

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit    | time_value | time_unit
    R1        | os         | A      | survival | 93.3  | percent | 24         | years     <- time_value
    R2        | os         | A      | survival | 93.3  | percent | 4          | years     <- time_value

Good, up to the edge of rounding, and beyond the median:

    outcomes
    outcome_id | type
    follow-up  | follow_up

    continuous
    report_id | outcome_id | arm_id | median | max  | unit
    R1        | follow-up  |        | 26.3   | 48.2 | months
    R2        | follow-up  | A      | 2.5    | 3.5  | years
    R2        | follow-up  |        | 2.6    | 4.9  | years
    R3        | follow-up  |        | 26.3   | 47.9 | months

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit    | time_value | time_unit
    R1        | os         | A      | survival | 93.3  | percent | 4          | years
    R2        | os         | A      | survival | 93.3  | percent | 4.95       | years
    R3        | os         | A      | survival | 93.3  | percent | 208        | weeks

Skipped, where only the median is given, or the arm is from elsewhere:

    outcomes
    outcome_id | type
    follow-up  | follow_up

    continuous
    report_id | outcome_id | arm_id | median | max  | unit
    R1        | follow-up  |        | 2.5    |      | years
    R2        | follow-up  |        | 26.3   | 48.2 | months

    arms
    report_id | arm_id | role
    R2        | old    | historical_control

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit    | time_value | time_unit
    R1        | os         | A      | survival | 93.3  | percent | 3          | years
    R2        | os         | old    | survival | 65.8  | percent | 10         | years
"""

from fractions import Fraction

from triallint.kit import (
    DAYS,
    CannotLook,
    Continuous,
    Estimate,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    duration,
    is_survival,
    looseness,
    moment,
)


def _has_time(row: Estimate) -> bool:
    return is_survival(row) and bool(row.time_value)


@check(severity="warning", applies=_has_time)
def problems(estimate: Estimate, tables: Tables) -> Problems:
    """Yield where nobody was followed for as long."""
    rows = _longest(estimate, tables)
    if not rows:
        raise CannotLook("the maximum follow-up of its arm or trial is not given")
    longest = max(rows, key=lambda row: duration(row, row.max).hi)
    loose = looseness(longest.raw("unit") or longest.raw("time_unit"), estimate.raw("time_unit"))
    days = duration(longest, longest.max).hi * (1 + loose)
    if moment(estimate).lo <= days:
        return Verdict(also=rows)
    units = [
        unit
        for unit, size in DAYS.items()
        if size >= 7 and estimate.time_value.value * Fraction(size) <= days
    ]
    yield Problem(
        estimate.time_value,
        f"survival at {estimate.time_value} {estimate.time_unit}, "
        f"but nobody was followed beyond {longest.max} {longest.unit}",
        also=[longest.max],
        reading=f"read in {' or '.join(units)}, the time is within follow-up" if units else None,
    )
    return None


def _longest(estimate: Estimate, tables: Tables) -> list[Continuous]:
    arm = tables.arm_of(estimate)
    own = {estimate.raw("arm_id")}
    if arm is None or arm.role.text in ("", "experimental", "control"):
        own.add("")
    rows = tables.like(estimate, Continuous, "report_id", "data_cut")
    return [row for row in rows if row.max and row.raw("arm_id") in own and _is_follow_up(row, tables)]


def _is_follow_up(row: Continuous, tables: Tables) -> bool:
    outcome = tables.outcome_of(row)
    return outcome is not None and outcome.type.text == "follow_up"
