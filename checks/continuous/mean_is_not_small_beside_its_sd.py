"""A variable that cannot be negative has a mean no smaller than its SD, unless it is skewed.

Where the SD exceeds the mean, a normal distribution would put one in six below zero: the variable is
skewed, and its mean and SD do not describe it well; or the figure is a standard error multiplied once too
often, or the two cells were exchanged. Common and mostly harmless: always an info.

mean < SD wholly, where the outcome's `scale_min` is 0 or more and the row is no change.

Source: D. G. Altman & J. M. Bland, BMJ 1996;313:1200; Cochrane Handbook, section 10.5.3.

Bad:

    outcomes
    outcome_id | scale_min
    stay       | 0

    continuous
    report_id | outcome_id | statistic | n  | mean | sd
    R1        | stay       | final     | 25 | 4.0  | 9.1 <- sd (info)
    R1        | stay       | final     | 25 | 4.0  | 4.2 <- sd (info)

Good, up to the edge of rounding:

    outcomes
    outcome_id | scale_min
    stay       | 0

    continuous
    report_id | outcome_id | statistic | n  | mean | sd
    R1        | stay       | final     | 25 | 4.0  | 4.1
    R1        | stay       | final     | 25 | 9.0  | 4.1

Skipped, where nothing says that it cannot be negative:

    outcomes
    outcome_id | scale_min
    stay       |

    continuous
    report_id | outcome_id | statistic | n  | mean | sd
    R1        | stay       | final     | 25 | 4.0  | 9.1
"""

from triallint.kit import CannotLook, Continuous, Problem, Problems, Tables, check, scale_of


def _has_both(row: Continuous) -> bool:
    return bool(row.mean) and bool(row.sd) and row.raw("statistic") != "change" and row.is_printed


@check(severity="info", applies=_has_both, unless="sd_is_possible_for_its_mean")
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield where the SD of a variable that cannot be negative exceeds its mean."""
    low, _ = scale_of(row, tables)
    if low is None or low < 0:
        raise CannotLook("that the variable cannot be negative is not stated")
    if row.mean.interval.wholly_below(row.sd.interval):
        yield Problem(
            row.sd,
            f"SD {row.sd} exceeds the mean {row.mean} of a variable that cannot be negative",
            also=[row.mean],
            reading="the variable is skewed",
        )
    return None
