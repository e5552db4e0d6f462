"""The standard error of a mean is its standard deviation over the root of the number.

Where a row holds both, each checks the other. The two are often exchanged, and a meta-analysis that takes
one for the other weighs a trial by its number of participants too much.

SE = SD/sqrt(n) as rounding intervals. Offered where they fit: the two exchanged, or another number that the
row's arm declares. Standard errors of adjusted means come from a model: a warning.

Source: Cochrane Handbook, section 6.5.2.2.

Bad:

    continuous
    report_id | arm_id | n  | sd  | se
    R1        | A      | 25 | 4.0 | 0.82 <- se
    R1        | A      | 25 | 0.8 | 4.0  <- se
    R2        | A      | 25 | 4.0 | 0.57 <- se

    arms
    report_id | arm_id | randomised
    R2        | A      | 50

Good, on the edges of rounding:

    continuous
    report_id | n  | sd  | se
    R1        | 25 | 4.0 | 0.8
    R2        | 25 | 4.0 | 0.79
    R3        | 25 | 4.0 | 0.81
    R4        | 25 | 4   | 0.9

Skipped, without a number of participants:

    continuous
    report_id | n | sd  | se
    R1        |   | 4.0 | 0.82
"""

from triallint.kit import (
    Continuous,
    Interval,
    Problem,
    Problems,
    Tables,
    check,
    people_in,
    require_figures,
    se_of_mean,
    span_of,
)


def _has_both(row: Continuous) -> bool:
    return bool(row.sd) and bool(row.se) and row.is_printed


@check(severity="warning", applies=_has_both)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield where no values behind the three figures fit."""
    require_figures(row.sd, row.se)
    n = people_in(row)
    sd, se = row.sd.interval, row.se.interval
    if _fits(sd, se, n):
        return None
    readings = ["the two are exchanged"] if _fits(se, sd, n) else []
    arm = tables.arm_of(row)
    cells = (arm.analysed, arm.treated, arm.randomised) if arm is not None else ()
    readings += [f"n is {cell} ({cell.label})" for cell in cells if cell.maybe and _fits(sd, se, cell.count)]
    yield Problem(
        row.se,
        f"SD {row.sd} over the root of {n} is {span_of(se_of_mean(sd, n))}, printed {row.se}",
        also=[row.sd, row.n],
        reading=f"it agrees if {' or '.join(readings)}" if readings else None,
    )
    return None


def _fits(sd: Interval, se: Interval, n: int) -> bool:
    return n > 0 and se_of_mean(sd, n).meets(se)
