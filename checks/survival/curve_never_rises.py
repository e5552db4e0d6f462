"""A survival curve never rises over time.

Survival at a later time is the share that is still free of the event: it can stay, or fall. A rise is a
slipped digit, or a row of the other arm or of cumulative incidence.

Rounding intervals are compared, within one arm, outcome, set and data cut. Values read off a figure
wobble, so for these a rise of more than 1 % survival is a warning and a smaller one is left alone. A rise
that figures cut off rather than rounded would explain is a warning.

Source: E. L. Kaplan & P. Meier, JASA 1958;53:457.

Bad:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | survival | origin
    R1        | os         | A      | 0          | months    | 100      |
    R1        | os         | A      | 12         | months    | 78.2     |
    R1        | os         | A      | 24         | months    | 87.1     |           <- survival
    R1        | os         | A      | 36         | months    | 60.0     |
    R2        | os         | A      | 12         | months    | 71.3     |
    R2        | os         | A      | 24         | months    | 71.5     |           <- survival
    R3        | os         | A      | 12         | months    | 71.3     |
    R3        | os         | A      | 24         | months    | 71.36    |           <- survival (warning)
    R4        | os         | A      | 12         | months    | 71.3     | digitised
    R4        | os         | A      | 24         | months    | 73.0     | digitised <- survival (warning)
    R9        | os         | A      | 12         | months    | 71.3     |
    R9        | os         | A      | 24         | months    | 73.0     | digitised <- survival (warning)

Good, on the edge of rounding or as a figure is read:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | survival | origin
    R1        | os         | A      | 0          | months    | 100      |
    R1        | os         | A      | 24         | months    | 71.4     |
    R1        | os         | A      | 12         | months    | 71.3     |
    R1        | os         | B      | 36         | months    | 90       |
    R3        | os         | A      | 12         | months    | 71.3     | digitised
    R3        | os         | A      | 24         | months    | 71.6     | digitised

Skipped, without a unit of time:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | survival
    R1        | os         | A      | 6          |           | 80
    R1        | os         | A      | 12         |           | 85
"""

from triallint.kit import Curve, Interval, Problem, Problems, Rounding, Tables, check, curve_of, out_of_order


def _has_survival(row: Curve) -> bool:
    return bool(row.survival)


@check(severity="error", applies=_has_survival)
def problems(point: Curve, tables: Tables) -> Problems:
    """Yield where survival is wholly above that of an earlier time."""
    points = [one for one in curve_of(point, tables) if one.survival]
    other = out_of_order(point, points, _survival)
    if other is None:
        return None
    printed = point.is_printed and other.is_printed
    if not printed and point.survival.value - other.survival.value <= 1:
        return None
    robust = [one.survival.rounded(Rounding.ROBUST) for one in (point, other)]
    yield Problem(
        point.survival,
        f"survival {point.survival} at {point.time_value} {point.time_unit}, "
        f"already {other.survival} at {other.time_value} {other.time_unit}",
        also=[other.survival],
        severity=None if printed and robust[0].wholly_above(robust[1]) else "warning",
    )
    return None


def _survival(point: Curve) -> Interval:
    return point.survival.interval
