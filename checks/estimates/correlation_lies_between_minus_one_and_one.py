"""A correlation coefficient lies between -1 and 1.

Beyond that stands another quantity (a t statistic, a regression coefficient, a percentage), or a decimal
point was lost.

-1 <= r <= 1 for the coefficient and each of its limits, from the digits alone.

Source: definition of a correlation coefficient.

Bad:

    estimates
    report_id | measure     | value | ci_lower | ci_upper | statistic_name | statistic
    R1        | correlation | 1.2   |          |          |                |           <- value
    R2        | correlation | 0.45  | 0.31     | 57       |                |           <- ci_upper
    R3        | correlation | -45   | -0.60    | -0.31    |                |           <- value
    R4        | test        |       |          |          | r              | 2.20      <- statistic

Good, up to the edge:

    estimates
    report_id | measure     | value | ci_lower | ci_upper | statistic_name | statistic
    R1        | correlation | 1.00  |          |          |                |
    R2        | correlation | -0.45 | -1.00    | -0.31    |                |
    R3        | MD          | -4.5  | -6.0     | -3.1     | r              | -0.22

Skipped, without a figure:

    estimates
    report_id | measure     | value
    R1        | correlation | not_reported
"""

from triallint.kit import CannotLook, Estimate, Problem, Problems, Reported, check, slips_that_fit


def _cells(row: Estimate) -> list[Reported]:
    cells = [row.value, row.ci_lower, row.ci_upper] if row.raw("measure") == "correlation" else []
    return [*cells, row.statistic] if row.raw("statistic_name") == "r" else cells


@check(severity="error", applies=lambda row: any(cell.text for cell in _cells(row)))
def problems(estimate: Estimate) -> Problems:
    """Yield for each figure of a correlation that is beyond -1 or 1."""
    numbers = [(cell, printed) for cell in _cells(estimate) if (printed := cell.maybe)]
    if not numbers:
        raise CannotLook("no figure of the correlation is a number")
    for cell, printed in numbers:
        interval = printed.interval()
        if interval.wholly_above(1) or interval.wholly_below(-1):
            yield Problem(
                cell,
                f"{cell.label} {cell} of a correlation is not between -1 and 1",
                reading=slips_that_fit([(cell, lambda x: x.lo >= -1 and x.hi <= 1)]),
            )
    return None
