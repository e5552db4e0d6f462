"""The number of participants with an event so far never falls over time.

Events add up. A smaller number than at an earlier time has a slipped digit, or counts the events of one
interval only.

Compared within one arm, outcome, set and data cut. Numbers read off a figure give a warning.

Source: definition of a cumulative count.

Bad:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | cum_events | origin
    R1        | os         | A      | 0          | months    | 0          |
    R1        | os         | A      | 12         | months    | 21         |
    R1        | os         | A      | 24         | months    | 20         |           <- cum_events
    R1        | os         | A      | 36         | months    | 25         |
    R2        | os         | A      | 1          | years     | 12         | digitised
    R2        | os         | A      | 24         | months    | 11         | digitised <- cum_events (warning)
    R9        | os         | A      | 12         | months    | 12         |
    R9        | os         | A      | 24         | months    | 11         | digitised <- cum_events (warning)

Good, up to equality:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | cum_events
    R1        | os         | A      | 0          | months    | 0
    R1        | os         | A      | 24         | months    | 21
    R1        | os         | A      | 1          | years     | 21
    R1        | os         | B      | 36         | months    | 3

Skipped, without a unit of time:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | cum_events
    R1        | os         | A      | 6          |           | 5
    R1        | os         | A      | 12         |           | 4
"""

from triallint.kit import Curve, Interval, Problem, Problems, Tables, check, curve_of, out_of_order


def _has_number(row: Curve) -> bool:
    return bool(row.cum_events)


@check(severity="error", applies=_has_number)
def problems(point: Curve, tables: Tables) -> Problems:
    """Yield where fewer have had the event than at an earlier time."""
    points = [one for one in curve_of(point, tables) if one.cum_events]
    other = out_of_order(point, points, _free_of_event)
    if other is not None:
        yield Problem(
            point.cum_events,
            f"{point.cum_events} events by {point.time_value} {point.time_unit}, "
            f"already {other.cum_events} by {other.time_value} {other.time_unit}",
            also=[other.cum_events],
            severity=None if point.is_printed and other.is_printed else "warning",
            reading="the column may count the events since the row before",
        )
    return None


def _free_of_event(point: Curve) -> Interval:
    return Interval.exactly(-point.cum_events.count)
