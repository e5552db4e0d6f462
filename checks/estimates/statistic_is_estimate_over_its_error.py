"""A test statistic is the effect divided by its standard error.

z and t are the distance of an effect from no effect in standard errors, and a chi-squared or F statistic of
one degree of freedom is its square. A statistic that is not has often been taken from another line.

|g(E) / SE| meets |z| over all roundings, g the logarithm of a ratio; SE as printed, else from the interval.
Further apart than the tests may differ is a warning, else an info: 0.25 for a test of the same model, and
what is allowed between P values and intervals for other tests.

Benign: a log-rank or score statistic beside a Wald interval (where `analysis` is blank it may be stratified:
an info up to one standard error more), a signed statistic for the arms the other way round (only sizes are
compared).

Source: Cochrane Handbook, section 6.5.2; M. K. B. Parmar et al., Stat Med 1998;17:2815.

Bad, beside a standard error:

    estimates
    report_id | measure | value | se    | se_scale | statistic_name | statistic
    R1        | HR      | 0.70  | 0.20  | log      | z              | 3.28      <- statistic
    R3        | HR      | 0.70  | 0.20  | log      | z              | 2.78      <- statistic (info)
    R2        | MD      | 5.0   | 2.0   |          | t              | 2.87      <- statistic (info)

Bad, beside an interval:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | statistic_name | statistic | df1
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03     | chi2           | 11.2      | 1 <- statistic
    R3        | HR      | 0.70  | 95       | 0.47     | 1.03     | chi2      | 9.2  | 1 <- statistic (info)
    R2        | HR      | 0.70  |          | 0.47     | 1.03     | z              | 3.02 | <- statistic (info)

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | se   | se_scale | ci_level | ci_lower | ci_upper | statistic_name|statistic
    R1        | HR      | 0.70  | 0.20  | log      |          |          |      | z              | -1.78
    R2        | HR      | 0.70  | 0.14  | natural  |          |          |      | z              | 1.78
    R3        | MD      | 5.0   | 2.0   |          |          |          |      | t              | 2.58
    R4        | HR      | 0.70  |       |          | 95       | 0.47     | 1.03 | z              | 1.85

Skipped, without a standard error:

    estimates
    report_id | measure | value | statistic_name | statistic
    R1        | HR      | 0.70  | z              | -1.78
"""

import math

from triallint.kit import (
    MOST_Z,
    ROUNDED,
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    absolute,
    check,
    clipped,
    is_comparison,
    is_for_superiority,
    is_ratio,
    level_of,
    log_of,
    quotient,
    same_estimand,
    se_of_interval,
    short,
    shown,
    span_of,
    sqrt_of,
    tolerance,
    z_interval,
)


def _errors(row: Estimate) -> list[Interval]:
    """The standard error on the scale of the test; two where the row does not say on which it is printed."""
    if not row.se:
        if not (row.ci_lower or row.ci_upper):
            raise CannotLook("neither a standard error nor an interval is given")
        return [se_of_interval(row)]
    se, scale = row.se.interval, row.se_scale.text
    if not is_ratio(row):
        return [se]
    natural = quotient(se, row.value.interval)
    return [se] if scale == "log" else [natural] if scale == "natural" else [se, natural]


def _applies(row: Estimate) -> bool:
    name = row.raw("statistic_name")
    simple = name in ("z", "t") or (name in ("chi2", "F") and row.raw("df1") == "1")
    return row.raw("statistic") != "" and simple and is_comparison(row) and is_for_superiority(row)


@check(severity="warning", applies=_applies, unless="limits_are_in_order")
def problems(row: Estimate) -> Problems:
    """Yield where no effect and standard error that print like these give this statistic."""
    same_estimand(row)
    ratio, value = is_ratio(row), row.value.interval
    printed = row.statistic.interval
    size = absolute(printed) if row.statistic_name.text in ("z", "t") else sqrt_of(printed)
    expected = [(absolute(z_interval(value, se, ratio=ratio)), se) for se in _errors(row)]
    if any(z.meets(size) for z, _ in expected):
        return ROUNDED
    z, se = min(expected, key=lambda pair: size.gap(pair[0]))
    effect = float(absolute(log_of(value) if ratio else value).hi)
    allowed = tolerance(row, effect, float(se.hi), float(max(z.hi, size.hi)), size.wholly_above(z))
    most = math.inf if allowed.z == 0.25 else MOST_Z  # tests of two kinds part company far out
    gap = float(clipped(size, 0, most).gap(clipped(z, 0, most)))
    assumed = () if row.se else level_of(row).assumed
    yield Problem(
        row.statistic,
        f"{shown(row)} lies {span_of(z)} standard errors from no effect, printed {row.statistic}",
        also=[cell for cell in (row.value, row.se, row.ci_lower, row.ci_upper) if cell],
        severity=None if allowed.proves(gap) and not assumed else "info",
        reading=None if allowed.proves(gap) else allowed.unproven or None,
        remedy=None if allowed.proves(gap) else allowed.remedy,
        assumed=assumed,
        margin=f"{short(gap, 2)} standard errors",
    )
    return None
