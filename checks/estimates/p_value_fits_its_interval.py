"""A P value is the one that its estimate and confidence interval give.

Estimate and limits determine z, and z determines P. A P value that does not follow is a slip in one of the
four figures, or belongs to another estimate. Of 729 exact P values printed beside a ratio in trials 15 %
were outside what rounding allows, and 7 % further than a quarter of a standard error.

SE in [(g(U-) - g(L+)) / 2c, (g(U+) - g(L-)) / 2c], |z| = |g(E)| / SE over all roundings, g the logarithm of a
ratio; P = 2 (1 - Phi(|z|)), or half of it or one minus half of it where P is one-sided. For means c and P
may come from Student's t. The distance is taken in z: further than the tests may differ, a warning; else
an info, and in order where the row names another test and both decide alike.

What the tests may differ by: 0.25 for the interval's own (Wald, t). Beside a hazard ratio, log-rank,
score and likelihood-ratio tests, or a test that is not named: 0.25 + (ln HR)^2 / 2; an info where one may
be stratified and the other not, as where `analysis` is blank, up to one standard error more. Odds and rate
ratios: 0.25, and (ln OR)^2 / 2 more where P is the smaller; beside a test of counts that is named 0.05 + 0.65
SE if that is more. Risk ratios and differences: 0.5 + (ln RR)^2 / 2; beside a named test of counts, whatever
it is, no more than an info. So where the counts are given and give the P value by some test. Below P = 10^-10
all tests are taken to agree.

Benign: a one-sided P value, another level, a P value of a test of another kind. That a one-sided P value
fits proves nothing where neither row nor report says that it is one. Everything is an info where the level
is not stated; where P is 0.0001 and should be smaller, which programs print for all that is; and where the
report has three exact P values beside intervals or more, and not one of them fits: then they are of another
hypothesis (heterogeneity, trend), and the report does not say so.
P values for non-inferiority, interaction and trend, and log-rank tests beside times or rates, are about
something else: not looked at.

Source: D. G. Altman & J. M. Bland, BMJ 2011;343:d2304; C. Georgescu & J. D. Wren, Bioinformatics 2018;
tolerances from simulated trials.

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides | p_test
    R1        | OR      | 1.33  | 95       | 0.53     | 3.36     | 0.027   | 2       | wald  <- p_value
    R2        | HR      | 0.87  | 95       | 0.52     | 1.46     | 0.027   |         |       <- p_value
    R3        | HR      | 0.70  | 95       | 0.47     | 1.03     | .03     |         |       <- p_value (info)
    R4        | IRR     | 1.27  |          | 0.92     | 1.75     | 0.012   | 2       | wald  <- p_value (info)
    R5        | MD      | 4.0   | 95       | 0.0      | 8.0      | 0.5     | 2       | t     <- p_value
    R6        | OR      | 1.69  | 95       | 1.11     | 2.57     | <0.01   | 2       | wald  <- p_value (info)
    R7        | OR      | 1.10  | 95       | 0.80     | 1.51     | 0.27    |         |       <- p_value

Bad, where the test may be another than the interval's:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_test   | analysis
    R1        | HR      | 0.71  | 95       | 0.51     | 0.99     | 0.31    | log-rank | <- p_value (info)
    R4        | HR      | 0.71  | 95       | 0.51     | 0.99     | 0.31    |          | <- p_value (info)
    R5        | HR      | 0.71  | 95       | 0.51     | 0.99     | 0.31    | score    | <- p_value (info)
    R6        | HR      | 0.71  | 95       | 0.51     | 0.99     | 0.31    |    | crude <- p_value
    R7        | HR      | 0.71  | 95       | 0.51     | 0.99     | 0.61    | log-rank | <- p_value
    R8        | HR      | 0.71  | 95       | 0.51     | 0.99     | 0.61    |          | <- p_value
    R2        | HR      | 0.71  | 95       | 0.51     | 0.99     | 0.61    | log-rank | crude <- p_value
    R3        | RD      | 0.10  | 95       | 0.02     | 0.18     | 0.08    | fisher | crude <- p_value (info)

Bad, but the least that some programs print, and three of one report that are of something else:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | analysis
    R1        | HR      | 1.22  | 95       | 1.13     | 1.32     | 0.0001  | crude <- p_value (info)
    R2        | HR      | 1.22  | 95       | 1.13     | 1.32     | 0.0002  | crude <- p_value
    R3        | HR      | 2.12  | 95       | 1.67     | 2.69     | .02     | crude <- p_value (info)
    R3        | HR      | 1.89  | 95       | 1.46     | 2.45     | .06     | crude <- p_value (info)
    R3        | HR      | 1.94  | 95       | 1.52     | 2.47     | .05     | crude <- p_value (info)
    R3        | HR      | 2.11  | 95       | 1.57     | 2.84     | <.001   | crude
    R4        | HR      | 2.12  | 95       | 1.67     | 2.69     | .02     | crude <- p_value
    R4        | HR      | 1.89  | 95       | 1.46     | 2.45     | .06     | crude <- p_value
    R4        | HR      | 0.70  | 95       | 0.47     | 1.03     | .07     | crude

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides | p_test
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03     | .03     | 1       |
    R2        | HR      | 0.70  | 95       | 0.47     | 1.03     | .0427   | 1       |
    R3        | HR      | 0.62  | 95       | 0.39     | 0.98     | .02     | 1       |
    R4        | HR      | 0.41  | 95       | 0.23     | 0.73     | 0.002   |         |
    R5        | OR      | 1.10  | 95       | 0.87     | 1.38     | 0.42    |         |
    R6        | HR      | 0.89  | 97.5     | 0.76     | 1.03     | 0.077   |         |
    R7        | HR      | 0.54  | 95       | 0.48     | 0.63     | <0.0001 | 2       | log-rank
    R8        | HR      | 0.390 | 95       | 0.130    | 1.173    | 0.0401  | 1       | log-rank
    R9        | HR      | 1.43  | 95       | 0.97     | 2.13     | 0.96    | 1       |
    R10       | MD      | 4.0   | 95       | 0.0      | 8.0      | 0.05    | 2       | t

Skipped, where the P value is about something else:

    estimates
    report_id | measure         | value | ci_lower | ci_upper | p_value | p_test              | ci_method
    R1        | RMST_difference | 72    | 36       | 108      | <0.001  | stratified log-rank |
    R2        | OR              | 9.5   | 1.8      | 63.0     | 0.003   | fisher              | exact
    R3        | HR              |       | 0.47     | 1.03     | .03     |                     |
"""

from itertools import islice

from triallint.kit import (
    ROUNDED,
    SIDES,
    BesideP,
    Conventions,
    Estimate,
    Problem,
    Problems,
    Tables,
    check,
    excused,
    fitting_test_of_counts,
    level_of,
    names_another_test,
    shown,
    sides_of,
    span_of,
    tests_superiority,
)


@check(
    severity="warning",
    applies=tests_superiority,
    unless=(
        "p_value_is_a_probability",
        "limits_are_in_order",
        "ratio_and_its_limits_are_positive",
        "estimate_lies_in_its_interval",
        "ratio_lies_midway_between_its_limits",
        "difference_lies_midway_between_its_limits",
        "intervals_have_their_stated_level",
        "p_values_have_their_stated_sides",
        "p_value_fits_its_counts",
    ),
)
def problems(estimate: Estimate, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where the P value is not among those that estimate and interval allow."""
    beside, level, sides = BesideP(estimate), level_of(estimate), sides_of(estimate, conventions)
    if beside.fits(level.value, sides.value):
        return ROUNDED
    gap = beside.gap(level.value, sides.value)
    allowed, crosses = beside.tolerance(level.value, sides.value), beside.crosses(level, sides.value)
    if gap <= allowed.z and names_another_test(estimate) and not crosses:
        return ROUNDED
    one_sided = not sides.known and beside.fits(level.value, 1)
    counted = fitting_test_of_counts(estimate, tables, sides.value)
    readings = [*counted, *beside.readings(level.value, sides.value)]
    proven = allowed.proves(gap)
    if excuse := excused(beside, tables, level.value, sides.value):
        readings.insert(0, excuse)
    if gap <= allowed.z:
        readings.append("P and interval of two kinds of test may differ this much")
    elif not proven:
        readings.append(allowed.unproven)
    operands = ("value", "ci_lower", "ci_upper", "ci_level", "p_sides")
    yield Problem(
        estimate.p_value,
        f"{shown(estimate)} gives {SIDES[str(sides.value)]} P "
        f"{span_of(beside.p_expected(level.value, sides.value))}, printed {estimate.p_value}",
        also=[estimate.cell(name) for name in operands if estimate.raw(name)],
        severity=None if proven and not (level.assumed or counted or excuse) else "info",
        reading="; or ".join(islice(readings, 2)) or None,
        remedy=allowed.remedy if gap > allowed.z and not proven else None,
        inferred=sides.inferred,
        assumed=(*level.assumed, "P is two-sided") if one_sided else level.assumed,
        changes_conclusion=crosses,
        margin=f"{gap:.2f} standard errors",
    )
    return None
