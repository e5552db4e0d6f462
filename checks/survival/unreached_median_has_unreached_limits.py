"""A median survival that was not reached has no upper limit, and one that was reached has a lower limit.

A confidence limit of a median is the time at which a limit of the survival curve falls to 50 %. The
curve of lower limits falls first, then survival itself, then the curve of upper limits: once one of them
does not get there, none after it does. A figure behind "not reached" belongs to another row, or limits
and median are in the wrong columns.

Bootstrap and other intervals of a median can break it: a warning.

Source: R. Brookmeyer & J. Crowley, Biometrics 1982;38:29.

Bad:

    estimates
    report_id | measure         | value       | ci_lower    | ci_upper    | unit
    R1        | median_survival | not_reached | 18.2        | 40.1        | months <- ci_upper
    R2        | median_survival | 24.3        | not_reached | 40.1        | months <- value
    R3        | median_survival | 24.3        | not_reached | not_reached | months <- value

Good:

    estimates
    report_id | measure         | value       | ci_lower    | ci_upper    | unit
    R1        | median_survival | not_reached | 18.2        | not_reached | months
    R2        | median_survival | 24.3        | 18.2        | not_reached | months
    R3        | median_survival | not_reached | not_reached | not_reached | months

Skipped, where the limits are not given:

    estimates
    report_id | measure         | value       | ci_lower | ci_upper | unit
    R1        | median_survival | not_reached |          |          | months
"""

from itertools import pairwise

from triallint.kit import CannotLook, Estimate, Problem, Problems, Reported, check


def _is_unreached(row: Estimate) -> bool:
    cells = (row.value, row.ci_lower, row.ci_upper)
    return row.raw("measure") == "median_survival" and any(map(_unreached, cells))


@check(severity="warning", applies=_is_unreached)
def problems(median: Estimate) -> Problems:
    """Yield where a figure follows one that was not reached."""
    cells = [cell for cell in (median.ci_lower, median.value, median.ci_upper) if cell or _unreached(cell)]
    if len(cells) < 2:
        raise CannotLook("neither limit is given")
    for first, second in pairwise(cells):
        if _unreached(first) and second.maybe:
            yield Problem(
                second,
                f"{first.label} was not reached, but {second.label} is {second}",
                also=[first],
            )
    return None


def _unreached(cell: Reported) -> bool:
    return cell.text == "not_reached"
