"""The number at risk never rises over time.

Participants leave a Kaplan-Meier curve by an event or by censoring, and nobody joins it later. A number
at risk above an earlier one has a slipped digit, or belongs to the other arm's line of the table.

Compared within one arm, outcome, set and data cut. Numbers read off a figure give a warning. Left
truncation (late entry) would let numbers rise; a randomised arm has none.

Source: E. L. Kaplan & P. Meier, JASA 1958;53:457.

Bad:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | at_risk | origin
    R1        | os         | A      | 0          | months    | 105     |
    R1        | os         | A      | 12         | months    | 17      |
    R1        | os         | A      | 24         | months    | 52      |           <- at_risk
    R1        | os         | A      | 36         | months    | 30      |
    R1        | os         | B      | 0          | months    | 103     |
    R1        | os         | B      | 1          | years     | 104     |           <- at_risk
    R2        | os         | A      | 0          | years     | 40      | digitised
    R2        | os         | A      | 1          | years     | 41      | digitised <- at_risk (warning)
    R9        | os         | A      | 12         | months    | 40      |
    R9        | os         | A      | 24         | months    | 41      | digitised <- at_risk (warning)

Good, up to equality:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | at_risk
    R1        | os         | A      | 0          | months    | 105
    R1        | os         | A      | 24         | months    | 52
    R1        | os         | A      | 12         | months    | 105
    R1        | os         | B      | 12         | months    | 30
    R1        | pfs        | A      | 36         | months    | 60
    R1        | os         | A      | 36         | months    | 52

Skipped, without a unit of time:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | at_risk
    R1        | os         | A      | 0          |           | 105
    R1        | os         | A      | 12         |           | 106
"""

from triallint.kit import Curve, Interval, Problem, Problems, Tables, check, curve_of, out_of_order


def _has_number(row: Curve) -> bool:
    return bool(row.at_risk)


@check(severity="error", applies=_has_number)
def problems(point: Curve, tables: Tables) -> Problems:
    """Yield where more are at risk than at an earlier time."""
    points = [one for one in curve_of(point, tables) if one.at_risk]
    other = out_of_order(point, points, _at_risk)
    if other is not None:
        yield Problem(
            point.at_risk,
            f"{point.at_risk} at risk at {point.time_value} {point.time_unit}, "
            f"only {other.at_risk} at {other.time_value} {other.time_unit}",
            also=[other.at_risk],
            severity=None if point.is_printed and other.is_printed else "warning",
        )
    return None


def _at_risk(point: Curve) -> Interval:
    return Interval.exactly(point.at_risk.count)
