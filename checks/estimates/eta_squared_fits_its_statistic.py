"""Partial eta squared is the one that its F statistic and degrees of freedom give.

The effect size of an analysis of variance is a function of F. Where the two part, one of them belongs to
another factor, or partial and plain eta squared were taken for each other.

eta_p^2 = F df1 / (F df1 + df2) over all values that print as F; it must round to the printed figure.

Benign: plain eta squared, which is at most as large, and less where there are several factors: where the
printed figure is smaller it is an info; omega squared is smaller, too.

Source: J. Cohen, Eta-squared and partial eta-squared in fixed factor ANOVA designs, Educ Psychol Meas
1973;33:107.

Bad:

    estimates
    report_id | measure     | value | statistic_name | statistic | df1 | df2
    R1        | eta_squared | 0.706 | F              | 117.055   | 1   | 76  <- value
    R2        | eta_squared | 0.608 | F              | 117.055   | 1   | 76  <- value
    R3        | eta_squared | 0.540 | F              | 117.055   | 1   | 76  <- value (info)

Good, up to the edge of rounding:

    estimates
    report_id | measure     | value | statistic_name | statistic | df1 | df2
    R1        | eta_squared | 0.606 | F              | 117.055   | 1   | 76
    R2        | eta_squared | 0.403 | F              | 51.214    | 1   | 76
    R3        | eta_squared | 0.6   | F              | 98        | 1   | 80

Skipped, without degrees of freedom:

    estimates
    report_id | measure     | value | statistic_name | statistic
    R1        | eta_squared | 0.606 | F              | 117.055
"""

from triallint.kit import (
    Estimate,
    Problem,
    Problems,
    check,
    eta_squared,
    slips_that_fit,
    span_of,
    units_off,
)


def _applies(row: Estimate) -> bool:
    return row.raw("measure") == "eta_squared" and row.raw("statistic_name") == "F"


@check(severity="warning", applies=_applies)
def problems(estimate: Estimate) -> Problems:
    """Yield where F gives another partial eta squared than the printed one."""
    f, value = estimate.statistic.interval, estimate.value.interval
    df1, df2 = estimate.df1.count, estimate.df2.count
    expected = eta_squared(f, df1, df2)
    if expected.meets(value):
        return None
    smaller = value.wholly_below(expected)
    slips = slips_that_fit(
        [
            (estimate.value, expected.meets),
            (estimate.statistic, lambda x: eta_squared(x, df1, df2).meets(value)),
        ]
    )
    yield Problem(
        estimate.value,
        f"F({df1}, {df2}) = {estimate.statistic} gives partial eta squared {span_of(expected)}, "
        f"printed {estimate.value}",
        also=[estimate.statistic, estimate.df1, estimate.df2],
        severity="info" if smaller else None,
        reading="it may be plain eta squared or omega squared, which are smaller" if smaller else slips,
        margin=units_off(estimate.value.printed, expected),
    )
    return None
