"""No more participants have had the event by a time than survival at that time leaves room for.

The Kaplan-Meier estimate counts every event and lets the censored go on at risk, so the crude share with
an event can only be smaller than 1 - S(t). More events than that belong to another arm, time or data
cut, or are counts of survivors.

events/total <= 1 - S(t), in one arm, outcome, set, data cut and time. Where the "events" are as many as
would survive (events/total prints like S(t)) they are read as survivors, which is an info.

Late entry breaks the inequality: a warning.

Source: E. L. Kaplan & P. Meier, JASA 1958;53:457: at most n S can be at risk, so d events lower S by at
least d/n.

Bad:

    counts
    report_id | outcome_id | arm_id | events | total | time_value | time_unit
    R1        | os         | A      | 31     | 105   | 2          | years     <- events
    R2        | os         | A      | 75     | 105   | 24         | months    <- events (info)
    R3        | os         | A      | 3      | 30    | 2          | years     <- events

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit    | time_value | time_unit
    R1        | os         | A      | survival | 71.3  | percent | 2          | years
    R2        | os         | A      | survival | 71.4  | percent | 2          | years
    R3        | os         | A      | survival | 93.3  | percent | 2          | years

Good, on the edge of rounding, or at another time:

    counts
    report_id | outcome_id | arm_id | events | total | time_value | time_unit
    R1        | os         | A      | 30     | 105   | 2          | years
    R1        | os         | A      | 50     | 105   | 4          | years
    R2        | os         | A      | 2      | 30    | 24         | months
    R3        | os         | A      | 57     | 200   | 2          | years

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit    | time_value | time_unit
    R1        | os         | A      | survival | 71.4  | percent | 2          | years
    R1        | os         | A      | survival | 50.0  | percent | 4          | years
    R2        | os         | A      | survival | 93.3  | percent | 2          | years
    R3        | os         | A      | survival | 72    | percent | 2          | years

Skipped, without the number who started:

    counts
    report_id | outcome_id | arm_id | events | time_value | time_unit
    R1        | os         | A      | 31     | 2          | years

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit    | time_value | time_unit
    R1        | os         | A      | survival | 71.3  | percent | 2          | years
"""

from fractions import Fraction

from triallint.kit import (
    NOT_APPLICABLE,
    Count,
    Interval,
    Problem,
    Problems,
    Tables,
    Verdict,
    at_one_time,
    check,
    estimates_of_arm,
    require_figures,
    share,
    short,
)


def _has_time(row: Count) -> bool:
    return bool(row.events) and bool(row.time_value) and row.is_printed


@check(severity="warning", applies=_has_time)
def problems(count: Count, tables: Tables) -> Problems:
    """Yield where the share with an event is above the share that did not survive."""
    rows = [r for r in at_one_time(count, estimates_of_arm(tables, count, "survival")) if r.is_printed]
    if not rows:
        return NOT_APPLICABLE
    require_figures(count.events, count.total)
    events, total = count.events.count, count.total.count
    for row in rows:
        survival = share(row, row.value)
        failed = Interval.exactly(1) - survival
        crude = Fraction(events, total) if total else Fraction(0)
        if crude <= failed.hi:
            continue
        survivors = survival.contains(crude)
        yield Problem(
            count.events,
            f"{events} of {total} is {short(100 * crude)} % with the event, "
            f"but survival {row.value} leaves at most {short(100 * failed.hi)} %",
            also=[count.total, row.value],
            severity="info" if survivors else None,
            reading=f"read as {events} survivors of {total}, it agrees with survival" if survivors else None,
        )
    return Verdict(also=rows)
