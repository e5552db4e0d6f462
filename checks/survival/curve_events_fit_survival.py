"""The events of a survival curve are no more than its fall leaves room for.

Every event lowers a Kaplan-Meier curve by at least 1/n, and by more once others have been censored. A
curve that has fallen by less than its events belongs to another arm or end point.

cum_events/n <= 1 - S(t), where n is the larger of the number at risk at time 0 and the arm's largest
number. Late entry would break it: a warning.

Source: E. L. Kaplan & P. Meier, JASA 1958;53:457: at most n S can be at risk, so an event lowers S by at
least 1/n.

Bad:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | at_risk | survival | cum_events
    R1        | os         | A      | 0          | months    | 105     | 100      | 0
    R1        | os         | A      | 24         | months    | 52      | 71.4     | 31         <- cum_events
    R2        | os         | A      | 24         | months    | 52      | 72       | 21         <- cum_events

    arms
    report_id | arm_id | randomised
    R2        | A      | 73

Good, on the edge of rounding:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | at_risk | survival | cum_events
    R1        | os         | A      | 0          | months    | 105     | 100      | 0
    R1        | os         | A      | 24         | months    | 52      | 71.4     | 30
    R2        | os         | A      | 24         | months    | 52      | 72       | 57

    arms
    report_id | arm_id | randomised
    R2        | A      | 200

Skipped, where the number who started is not known:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | survival | cum_events
    R1        | os         | A      | 24         | months    | 71.4     | 31
"""

from fractions import Fraction

from triallint.kit import (
    Curve,
    Interval,
    Problem,
    Problems,
    Tables,
    check,
    clipped,
    require_figures,
    short,
    starters,
)


def _has_both(row: Curve) -> bool:
    return bool(row.survival) and bool(row.cum_events) and row.is_printed


@check(severity="warning", applies=_has_both)
def problems(point: Curve, tables: Tables) -> Problems:
    """Yield where the share with an event is above what has been lost from the curve."""
    require_figures(point.cum_events, point.survival)
    events, n = point.cum_events.count, starters(point, tables)
    crude = Fraction(100 * events, n)
    lost = Interval.exactly(100) - clipped(point.survival.interval, 0, 100)
    if crude > lost.hi:
        yield Problem(
            point.cum_events,
            f"{events} of {n} is {short(crude)} % with an event by {point.time_value} {point.time_unit}, "
            f"but survival {point.survival} leaves at most {short(lost.hi)} %",
            also=[point.survival],
        )
    return None
