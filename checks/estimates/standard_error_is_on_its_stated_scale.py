"""A ratio's standard error is on the scale that its row states.

Programs print the standard error of a ratio or of its logarithm; they differ by a factor of the ratio. Taken
for the other, it gives a study of a ratio of 0.5 half or twice its standard error, and a fourth of or four
times its weight.

Reported once the standard error agrees with the interval on the scale that is not stated, and not on the one
that is: SE(ln R) = (ln U - ln L) / 2c, SE(R) = R SE(ln R).

Source: Cochrane Handbook, sections 6.3 and 6.5; delta method.

Bad:

    estimates
    report_id | measure | value | se    | se_scale | ci_level | ci_lower | ci_upper
    R1        | HR      | 0.70  | 0.14  | log      | 95       | 0.47     | 1.03      <- se_scale
    R2        | OR      | 2.00  | 0.35  | natural  | 95       | 1.01     | 3.97      <- se_scale
    R3        | OR      | 2.00  | 0.35  | natural  |          | 1.01     | 3.97      <- se_scale (info)

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | se    | se_scale | ci_level | ci_lower | ci_upper
    R1        | HR      | 0.70  | 0.20  | log      | 95       | 0.47     | 1.03
    R2        | OR      | 2.00  | 0.70  | natural  | 95       | 1.01     | 3.97
    R3        | HR      | 0.98  | 0.20  | log      | 95       | 0.66     | 1.45
    R4        | HR      | 0.70  | 0.30  | log      | 95       | 0.47     | 1.03

Skipped, without an upper limit:

    estimates
    report_id | measure | value | se    | se_scale | ci_level | ci_lower | ci_upper
    R1        | HR      | 0.70  | 0.14  | log      | 95       | 0.47     | not_reported
"""

from triallint.kit import (
    Estimate,
    Problem,
    Problems,
    check,
    is_ratio,
    level_of,
    se_of_interval,
    shown,
    span_of,
)


def _applies(row: Estimate) -> bool:
    both = row.raw("ci_lower") != "" != row.raw("ci_upper")
    return row.raw("se") != "" and row.raw("se_scale") != "" and both and is_ratio(row)


@check(severity="warning", applies=_applies, unless="limits_are_in_order")
def problems(row: Estimate) -> Problems:
    """Yield where the standard error fits the interval on the other scale only."""
    se, log = row.se.interval, se_of_interval(row)
    natural = log.times(row.value.interval)
    stated, other = (log, natural) if row.se_scale.text == "log" else (natural, log)
    if stated.meets(se) or not other.meets(se):
        return None
    words = "of the ratio itself" if other is natural else "of its logarithm"
    yield Problem(
        row.se_scale,
        f"{shown(row)} gives a {row.se_scale} standard error of {span_of(stated)}, printed {row.se}",
        also=[row.se, row.value, row.ci_lower, row.ci_upper],
        severity="info" if level_of(row).assumed else None,
        reading=f"it is the standard error {words}: {span_of(other)}, which agrees",
        assumed=level_of(row).assumed,
    )
    return None
