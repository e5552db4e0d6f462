"""A confidence interval excludes the null exactly when the P value is below its threshold.

The interval of level 1 - a and the test at a are two views of one decision. Readers take either for the
other, so a report in which they part says two things. About 1.4 of 100 printed pairs do.

The interval excludes the null (1 for ratios, 0 for differences) if and only if two-sided P < 1 - level, with
P doubled where it is one-sided, and for an interval with one limit P < 2 (1 - level). Undecided by rounding
on either side: in order. The estimate is not needed, nor an interval of Wald's kind. How far they are apart
counts both the distance of P from the threshold and of the limit from the null, in standard errors; within
what two tests may differ by (as in `p_value_fits_its_interval`), it is an info. NS is read as P > 1 - level,
an assumption, hence an info.

Benign: P and interval from different tests (Fisher's P and an exact interval need not agree), a P value that
is one-sided (which it proves only where row or report says so), adjusted limits beside an unadjusted P.

Source: D. G. Altman & J. M. Bland, BMJ 2011;343:d2304; base rate measured by the project on 729 pairs in
full texts of trials.

Bad:

    estimates
    report_id | measure | ci_level | ci_lower | ci_upper | ci_method | p_value | p_sides
    R1        | HR      | 95       | 0.561    | 1.629    |           | 0.027   | 2    <- p_value
    R2        | HR      | 95       | 0.56     | 0.80     |           | 0.60    | 2    <- p_value
    R3        | MD      | 95       | -0.1     | 4.0      | bootstrap | 0.045   | 2    <- p_value (info)
    R4        | HR      | 95       | 0.56     | 1.63     |           | 0.024   |      <- p_value
    R5        | HR      |          | 0.561    | 1.629    |           | 0.027   | 2    <- p_value (info)
    R6        | OR      | 95       | 1.02     | 1.60     |           | NS      |      <- p_value (info)
    R7        | HR      | 95       | 0.56     | 1.03     |           | 0.01    |      <- p_value (info)
    R9        | OR      | 95       | 0.56     | 1.03     |           | 0.01    |      <- p_value
    R8        | HR      | 95       | 0.56     | 1.63     |           | <0.05   | 2    <- p_value

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | ci_method | p_value | p_sides
    R1        | OR      | 9.5   | 95       | 1.8      | 63.0     | exact     | 0.003   | 2
    R2        | HR      |       | 95       | 0.56     | 1.00     |           | 0.06    | 2
    R3        | HR      |       | 95       | 0.56     | 1.03     |           | 0.05    | 2
    R4        | HR      | 0.70  | 95       | 0.47     | 1.03     |           | .03     | 1
    R5        | HR      |       | 90       | 0.56     | 0.99     |           | 0.08    | 2

Skipped, with a limit that is not known:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper     | p_value | p_sides
    R1        | HR      |       | 95       | 0.47     | not_reported | .03     | 2
"""

from triallint.kit import (
    ROUNDED,
    SIDES,
    Conventions,
    Estimate,
    Interval,
    Problem,
    Problems,
    bounds_of,
    check,
    critical_value,
    is_not_significant,
    is_significant,
    level_of,
    null_of,
    p_range,
    reported_z,
    same_estimand,
    shown,
    sides_of,
    tests_superiority,
    tolerance,
)

_NS = "NS says that P was above 1 - level"


@check(
    severity="warning",
    applies=tests_superiority,
    unless=("limits_are_in_order", "p_value_fits_its_interval"),
)
def problems(estimate: Estimate, conventions: Conventions) -> Problems:
    """Yield where one of interval and P value decides for an effect and the other does not."""
    same_estimand(estimate)
    level, sides, bounds = level_of(estimate), sides_of(estimate, conventions), bounds_of(estimate)
    vague = is_not_significant(estimate.p_value)
    p = Interval(level.alpha, 1) if vague else p_range(estimate.p_value)
    alpha = level.alpha * (3 - level.sides)
    excludes, significant = bounds.excludes_null, is_significant(p, alpha, sides.value)
    if excludes is None or significant is None or excludes == significant:
        return ROUNDED
    z, threshold = reported_z(p, sides.value), critical_value(level.value * 100, level.sides)
    distance, se, middle = bounds.distance(level)
    allowed = tolerance(estimate, middle, se, float(z.hi), surplus=not excludes)
    apart = distance + float(z.gap(Interval(threshold, threshold)))
    one_sided = not sides.known and is_significant(p, alpha, 1) is not significant
    proven = allowed.proves(apart) and not (vague or level.assumed)
    yield Problem(
        estimate.p_value,
        f"{shown(estimate)} {'excludes' if excludes else 'includes'} {null_of(estimate)}, "
        f"and {SIDES[str(sides.value)]} P is {estimate.p_value}",
        also=[cell for cell in (estimate.ci_lower, estimate.ci_upper) if cell],
        severity=None if proven else "info",
        reading="read as one-sided, P agrees" if one_sided else None if proven else allowed.unproven or None,
        remedy=allowed.remedy if not proven else None,
        inferred=sides.inferred,
        assumed=(*level.assumed, _NS) if vague else level.assumed,
        changes_conclusion=True,
    )
    return None
